"""Text in pictures: scans and photographs, by RapidOCR, whose models ship in its package."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from extractor.cautions import Caution
from extractor.errors import ReadingError
from extractor.reading.document import Reading, library_of, sound

if TYPE_CHECKING:
    from PIL.Image import Image

_GAP = "  "


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text on a picture, in pixels; ``certainty`` is 0 to 1."""

    left: float
    top: float
    bottom: float
    text: str
    certainty: float


def read(data: bytes, *, source: str) -> Reading:
    """Read one image; each frame of a TIFF is a page. Raises ReadingError."""
    check(source)
    from PIL import Image, ImageSequence

    with sound("an image", source=source):
        with Image.open(io.BytesIO(data)) as image:
            pictures = [frame.convert("RGB") for frame in ImageSequence.Iterator(image)]
        pieces = [recognise(picture) for picture in pictures]
    if not any(pieces):
        raise ReadingError("is an image without text", where=source, remedy="leave it out")
    texts = ["\n".join(lines_of(found)) + "\n" for found in pieces]
    pages = tuple(sum(map(len, texts[:index])) for index in range(len(texts)))
    sure = certainty([piece for found in pieces for piece in found])
    return Reading("".join(texts), (Caution.RECOGNISED(certainty=sure),), pages=pages)


def check(source: str) -> None:
    """Raises ReadingError where the libraries for OCR are not installed."""
    with library_of("ocr", source=source):
        import_module("onnxruntime")
        import_module("rapidocr")


def recognise(picture: Image) -> list[Piece]:
    """The pieces of text on ``picture``."""
    import numpy

    found = _engine()(numpy.asarray(picture.convert("RGB"))[:, :, ::-1])
    if found.boxes is None:
        return []
    return [
        Piece(min(x for x, _ in box), min(y for _, y in box), max(y for _, y in box), text, float(score))
        for box, text, score in zip(found.boxes.tolist(), found.txts, found.scores, strict=True)
    ]


@lru_cache(maxsize=1)
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical"})


def lines_of(pieces: Sequence[Piece]) -> list[str]:
    """The pieces in reading order; those side by side make one line."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.top + piece.bottom):
        if lines and _is_beside(piece, lines[-1][-1]):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [_GAP.join(p.text for p in sorted(line, key=lambda piece: piece.left)) for line in lines]


def _is_beside(piece: Piece, other: Piece) -> bool:
    middle = (piece.top + piece.bottom) / 2
    return other.top < middle < other.bottom and middle - (other.top + other.bottom) / 2 < 0.5 * (
        other.bottom - other.top
    )


def certainty(pieces: Sequence[Piece]) -> str:
    """How sure the reading is, from 0.00 to 1.00."""
    return f"{sum(piece.certainty for piece in pieces) / len(pieces):.2f}"
