"""Character classes that several stages share."""

from __future__ import annotations

import re

# A Chinese character, as far as context needs it: a letter beyond the Latin ones. Written by what it is not,
# since ``re`` takes over a millisecond to compile a range as wide as 3400 to 9fff, each time one is used.
HAN = "[^\\W\\x00-\\u02ff]"


def compile_han(pattern: str) -> re.Pattern[str]:
    """``re.compile`` for patterns that say ``[一-鿿]``; the class is put in the form that compiles fast."""
    return re.compile(pattern.replace("[一-鿿]", HAN))
