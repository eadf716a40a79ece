"""Web pages: what a reader of the page reads, from its title to its end, a paragraph or a row a line.

The line of source and date under the title stays in the text, where layout reads it; what only the meta tags
say is given as metadata.
"""

from __future__ import annotations

import re

from extractor.errors import ReadingError
from extractor.reading.decoding import decode
from extractor.reading.document import Reading, library_of, sound

_DECLARED = re.compile(
    rb"""<(?:meta\b[^>]{0,300}?charset|\?xml\b[^>]{0,100}?encoding)\s*=\s*["']?([\w-]{1,40})"""
)
_DECLARED_WITHIN = 65536


def read(data: bytes, *, source: str) -> Reading:
    """Read one page. Raises ReadingError."""
    with library_of("html", source=source):
        from selectolax.lexbor import LexborHTMLParser

    from extractor.reading.html.blocks import blocks_of
    from extractor.reading.html.chrome import without_chrome
    from extractor.reading.html.fields import metadata_of, titles_of

    found = _DECLARED.search(data, 0, _DECLARED_WITHIN)
    markup, warnings = decode(data, source=source, declared=found[1].decode("ascii") if found else None)
    with sound("a web page", source=source):
        tree = LexborHTMLParser(markup)
        blocks, parents = blocks_of(tree)
        text = "\n".join(without_chrome(blocks, parents, titles=titles_of(tree)))
        given = metadata_of(tree)
    if not text.strip():
        raise ReadingError("is a page without text", where=source, remedy="leave it out, or save it as shown")
    return Reading(text, warnings, given)
