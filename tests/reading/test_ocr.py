"""The order of what OCR finds on a picture. The recognition itself is the library's."""

from __future__ import annotations

from extractor.reading.ocr import Piece, certainty, lines_of


def _piece(left: float, top: float, text: str) -> Piece:
    return Piece(left, top, top + 20, text, 0.9)


def test_pieces_side_by_side_make_a_line() -> None:
    pieces = [
        _piece(300, 104, "金额（万元）"), _piece(10, 60, "资金分配表"), _piece(10, 100, "单位"),
        _piece(302, 131, "35"), _piece(11, 129, "白水镇工会"),
    ]  # fmt: skip
    assert lines_of(pieces) == ["资金分配表", "单位  金额（万元）", "白水镇工会  35"]
    assert certainty(pieces) == "0.90"
