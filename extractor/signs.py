"""Character classes that several stages share."""

from __future__ import annotations

# A Chinese character, as far as context needs it: a letter beyond the Latin ones. Written by what it is not,
# since ``re`` takes over a millisecond to compile a range as wide as 3400 to 9fff, each time one is used.
HAN = "[^\\W\\x00-\\u02ff]"
