"""The charts of a report: Vega-Lite drawn as SVG by vl-convert, in colours that the page names.

A chart is laid out in units of the page, so that no text is measured: the same figures give the same bytes,
whatever fonts a machine has. Each figure is a link; what it says in full is its label and tooltip.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import floor, log10
from typing import Any
from xml.etree import ElementTree

from extractor.errors import UsageError
from extractor.report.markup import Markup, tag

WIDTH = 340
CLASSES = 5
"""Shades of the map."""

_PLOT, _LEFT, _AXIS, _SLOT, _GAP = 150, 36, 18, 36, 8
_LINES = 5
_TILE = 42
_ROW = 36
_BASE = "https://page.invalid/"
"""Stands before each link while it is drawn: the library gives every bare one a base of its own."""
_RUNNING = {"fill": "var(--running)", "stroke": "var(--bar)", "strokeWidth": 0.8}
_LOWER = {"fill": "var(--bar)"}
_SMALL = {"fontSize": 10.5, "color": "var(--soft)"}
_NEEDLESS = {"aria-hidden", "aria-roledescription", "role", "class", "font-family", "pointer-events"}
_LONG = re.compile(r"\d+\.\d{3,}")

Row = Mapping[str, Any]
Layer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure to be drawn. ``target`` is the id it leads to, ``says`` what it says in full, ``short`` its
    sum in few letters; ``lower`` and ``upper`` are in the unit of the chart."""

    label: str
    target: str
    says: str
    short: str
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Tile:
    """A province: column and row, 0 to 7; ``shade`` 1 to CLASSES, 0 where there is no sum."""

    label: str
    column: int
    row: int
    shade: int
    short: str = ""
    target: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """Title and description of a chart for those who do not see it."""

    id: str
    title: str
    description: str


def require() -> None:
    """Raises UsageError where the library is missing."""
    try:
        import vl_convert  # noqa: F401
    except ImportError as error:
        raise UsageError(f"needs {error.name}", remedy="pip install 'jianbao[report]'") from error


def over_time(
    heading: Heading, before: Sequence[Bar], slots: Sequence[Bar | str], after: Sequence[Bar], unit: str
) -> Markup:
    """Bars in a row of slots (a label alone where there is no figure); to the left what lies before them, to
    the right what has no place among them. ``unit`` is written over the axis."""
    room = WIDTH - _LEFT - (len(before) + len(after)) * _SLOT - 2 * _GAP
    wide = room / max(len(slots), 1)
    every = -(-len(slots) // max(int(room // _SLOT), 1))
    left, bars, labels = float(_LEFT), list[dict[str, Any]](), list[Row]()
    for place, slot in enumerate([*before, *slots, *after]):
        inside = len(before) <= place < len(before) + len(slots)
        width, last = (wide, len(before) + len(slots) - 1) if inside else (_SLOT, place)
        left += _GAP if place in (len(before), len(before) + len(slots)) else 0
        if (last - place) % every == 0:
            label = slot if isinstance(slot, str) else slot.label
            labels.append({"x": left + width / 2, "y": _AXIS + _PLOT + 12, "label": label})
        if isinstance(slot, Bar):
            bars.append(_standing(slot, left, width))
        left += width
    return _drawn(heading, _time_layers(bars, labels, unit), _PLOT + 2 * _AXIS)


def tile_map(heading: Heading, tiles: Iterable[Tile]) -> Markup:
    """Provinces as equal squares."""
    rows = [_tile(tile) for tile in tiles]
    ink = {"color": {"field": "ink", "type": "nominal", "scale": None}}
    fill = {"fill": {"field": "fill", "type": "nominal", "scale": None}}
    layers = [
        _boxes(rows, {"cornerRadius": 4, "stroke": "var(--line)"}, also=fill),
        _texts(rows, "label", {"fontSize": 12, "dy": -6}, also=ink),
        _texts(rows, "short", {"fontSize": 10, "dy": 8}, also=ink),
        _links([row for row in rows if row["href"]]),
    ]
    return _drawn(heading, layers, 8 * _TILE)


def ranked(heading: Heading, bars: Sequence[Bar]) -> Markup:
    """Bars that lie, each under its label and its sum."""
    scale = (WIDTH - 2) / (max((bar.upper for bar in bars), default=1) or 1)
    rows = [
        {
            "href": f"{_BASE}#{bar.target}", "says": bar.says, "label": bar.label, "short": bar.short,
            "x": 1, "end": WIDTH - 1, "y": place * _ROW + 12, "left": 1, "right": WIDTH - 1,
            "top": place * _ROW, "bottom": (place + 1) * _ROW, "over": place * _ROW + 20,
            "under": place * _ROW + 30, "lower": 1 + bar.lower * scale,
            "upper": max(1 + bar.upper * scale, 2.5),
        }
        for place, bar in enumerate(bars)
    ]  # fmt: skip
    text = {"fontSize": 12, "color": "var(--ink)"}
    layers = [
        _boxes(rows, _RUNNING, ("left", "upper", "over", "under")),
        _boxes(rows, _LOWER, ("left", "lower", "over", "under")),
        _texts(rows, "label", {**text, "align": "left"}),
        _texts(rows, "short", {**text, "align": "right"}, also={"x": _at("end")}),
        _links(rows),
    ]
    return _drawn(heading, layers, max(len(rows), 1) * _ROW)


def _standing(bar: Bar, left: float, wide: float) -> dict[str, Any]:
    gap = min(wide * 0.12, 3)
    return {
        "href": f"{_BASE}#{bar.target}", "says": bar.says, "lower": bar.lower, "upper": bar.upper,
        "left": left + gap, "right": left + wide - gap, "top": _AXIS, "bottom": _AXIS + _PLOT,
    }  # fmt: skip


def _time_layers(bars: list[dict[str, Any]], labels: list[Row], unit: str) -> list[Layer]:
    ground, most = _AXIS + _PLOT, max((bar["upper"] for bar in bars), default=1) or 1
    scale = _PLOT / most
    for bar in bars:
        bar["mid"] = ground - bar["lower"] * scale
        bar["head"] = min(ground - bar["upper"] * scale, ground - 1.5)
    grid = [
        {"y": ground - line * scale, "x": _LEFT, "end": WIDTH, "label": f"{line:,g}"} for line in _ticks(most)
    ]
    lines = {"x": _at("x"), "x2": {"field": "end"}, "y": _at("y")}
    return [
        {"data": {"values": grid}, "mark": {"type": "rule", "stroke": "var(--line)"}, "encoding": lines},
        _texts(grid, "label", {**_SMALL, "align": "right", "dx": -4}),
        _texts(labels, "label", _SMALL),
        _texts([{"x": 0, "y": 8, "label": unit}], "label", {**_SMALL, "align": "left"}),
        _boxes(bars, _RUNNING, ("left", "right", "head", "bottom")),
        _boxes(bars, _LOWER, ("left", "right", "mid", "bottom")),
        _links(bars),
    ]


def _ticks(most: float) -> list[float]:
    """0 and up to five round steps, not beyond ``most``."""
    size = 10.0 ** floor(log10(most / _LINES))
    step = next(size * digit for digit in (1, 2, 5, 10) if size * digit * _LINES >= most)
    return [step * n for n in range(int(most / step) + 1)]


def _tile(tile: Tile) -> Row:
    left, top = tile.column * _TILE + 2, tile.row * _TILE
    return {
        "label": tile.label, "short": tile.short, "says": tile.says,
        "href": f"{_BASE}#{tile.target}" if tile.target else "",
        "fill": f"var(--map{tile.shade})", "ink": f"var(--on-map{tile.shade})",
        "left": left + 1, "right": left + _TILE - 1, "top": top + 1, "bottom": top + _TILE - 1,
        "x": left + _TILE / 2, "y": top + _TILE / 2,
    }  # fmt: skip


def _at(field: str) -> dict[str, Any]:
    """A position in units of the page, from the upper left."""
    return {"field": field, "type": "quantitative", "scale": None}


def _boxes(
    rows: Sequence[Row],
    mark: Mapping[str, Any],
    edges: tuple[str, str, str, str] = ("left", "right", "top", "bottom"),
    *,
    also: Mapping[str, Any] | None = None,
) -> Layer:
    left, right, top, bottom = edges
    place = {"x": _at(left), "x2": {"field": right}, "y": _at(top), "y2": {"field": bottom}}
    return {
        "data": {"values": rows}, "mark": {"type": "rect", **mark}, "encoding": {**place, **(also or {})}
    }  # fmt: skip


def _texts(
    rows: Sequence[Row], field: str, mark: Mapping[str, Any], *, also: Mapping[str, Any] | None = None
) -> Layer:
    place = {"x": _at("x"), "y": _at("y"), "text": {"field": field, "type": "nominal"}}
    return {
        "data": {"values": rows}, "mark": {"type": "text", **mark}, "encoding": {**place, **(also or {})}
    }  # fmt: skip


def _links(rows: Sequence[Row]) -> Layer:
    """Clear boxes over the figures: what is clicked."""
    encoding = {
        "href": {"field": "href", "type": "nominal"},
        "description": {"field": "says", "type": "nominal"},
    }
    return _boxes(rows, {"fill": "transparent"}, also=encoding)


def _drawn(heading: Heading, layers: Sequence[Layer], height: float) -> Markup:
    import vl_convert

    spec = {
        "width": WIDTH, "height": height, "padding": 0, "background": None, "autosize": {"type": "none"},
        "view": {"stroke": None}, "layer": layers,
    }  # fmt: skip
    return _embedded(heading, vl_convert.vegalite_to_svg(spec))


def _embedded(heading: Heading, svg: str) -> Markup:
    """The drawing as part of a page: with title and description, its links within the page and labelled,
    without what only a file of its own needs."""
    root = ElementTree.fromstring(svg)
    for parent in list(root.iter()):
        parent.tag = parent.tag.rpartition("}")[2]
        for child in list(parent):
            if child.get("class") in ("background", "foreground"):
                parent.remove(child)
    for element in root.iter():
        for name in _NEEDLESS & element.attrib.keys():
            del element.attrib[name]
        for name in ("d", "transform"):
            if name in element.attrib:
                element.set(name, _LONG.sub(lambda number: f"{float(number[0]):.2f}", element.attrib[name]))
        if element.tag == "a":
            _label(element)
        else:
            element.attrib.pop("aria-label", None)
    inner = "".join(ElementTree.tostring(child, "unicode") for child in root)
    return tag(
        "svg",
        tag("title", heading.title, id=f"{heading.id}-t"),
        tag("desc", heading.description, id=f"{heading.id}-d"),
        Markup(inner),
        class_="chart",
        viewBox=root.get("viewBox"),
        role="group",
        aria_labelledby=f"{heading.id}-t",
        aria_describedby=f"{heading.id}-d",
    )


def _label(link: ElementTree.Element) -> None:
    """A link within the page. The keyboard has the same links in the table below."""
    (path,) = link
    says = path.get("aria-label", "")
    target = next(value for name, value in link.attrib.items() if name.endswith("href"))
    link.attrib.clear()
    link.attrib.update({"href": "#" + target.rpartition("#")[2], "tabindex": "-1", "aria-label": says})
    ElementTree.SubElement(path, "title").text = says
