"""The cards of a report: one chart each, with the table of its figures folded up under it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from extractor.report import charts
from extractor.report.charts import CLASSES, Bar, Heading, Tile
from extractor.report.figures import EARLIER, JOINT, LATER, NONE, REST, SPREAD, Figure, Span, Sums
from extractor.report.markup import Markup, joined, tag
from extractor.report.tables import Tables
from extractor.report.tiles import tiles
from extractor.report.words import Words

_LETTERS = 18
"""Of a label in a chart of bars that lie."""
_APART = (REST, JOINT, NONE)
"""Parts that name nothing: they stand below the others."""
_ORDER = {EARLIER: -1, LATER: 1, SPREAD: 2, NONE: 3}
"""Of the parts of the time axis; months and years are 0."""


class Cards:
    """Makes cards."""

    def __init__(self, words: Words, tables: Tables, span: Span) -> None:
        self._words, self._tables, self._span = words, tables, span

    def overview(self, sums: Sequence[Sums]) -> Markup:
        """All action types as bars; each leads to its section."""
        say, words = self._words.say, self._words
        bars = [
            self._bar(words.action(one.action), f"s{number}", one.total) for number, one in enumerate(sums)
        ]
        heading = Heading("c-all", say("overview"), say("overview.desc"))
        return tag("div", self._legend(), charts.ranked(heading, bars), class_="card")

    def card(self, number: int, sums: Sums, cut: str) -> Markup:
        """A chart, and its figures in a table."""
        say, words = self._words.say, self._words
        figures = sums.cuts[cut]
        ids = {figure.part: f"e{number}-{cut}-{place}" for place, figure in enumerate(figures)}
        title = say(f"cut.{cut}")
        named = f"{words.action(sums.action)} {title}"
        heading = Heading(f"c{number}-{cut}", named, say(f"desc.{cut}", action=words.action(sums.action)))
        unit = self._span.unit
        shown = sorted(figures, key=_in_time if cut == "time" else _named_first)
        rows = ((ids[figure.part], words.label(cut, figure.part, unit=unit), figure) for figure in shown)
        table = self._tables.figures(named, rows, sums.total)
        folded = tag("details", tag("summary", say("table")), table, class_="numbers")
        if cut == "time":
            chart = self._over_time(heading, figures, ids)
        elif cut == "province":
            chart = self._map(heading, figures, ids)
        else:
            bars = [self._bar(words.label(cut, figure.part), ids[figure.part], figure) for figure in shown]
            chart = charts.ranked(heading, bars)
        legend = None if cut == "province" else self._legend()
        return tag("div", tag("h3", title), legend, chart, folded, class_=f"card {cut}")

    def _bar(self, label: str, target: str, figure: Figure, *, short: str | None = None) -> Bar:
        cut = label if len(label) <= _LETTERS else label[: _LETTERS - 1] + "…"
        bounds = float(figure.lower), float(figure.upper)
        says = self._words.says(label, figure)
        return Bar(_plain(short or cut), target, _plain(says), self._words.short_range(figure), *bounds)

    def _over_time(self, heading: Heading, figures: Sequence[Figure], ids: Mapping[str, str]) -> Markup:
        words, unit = self._words, self._span.unit
        size, sign = words.unit(max((figure.upper for figure in figures), default=Decimal(1)))
        bars: dict[str, Bar] = {}
        for figure in figures:
            label = words.label("time", figure.part, unit=unit)
            bar = self._bar(label, ids[figure.part], figure, short=words.slot(figure.part))
            bars[figure.part] = Bar(
                bar.label, bar.target, bar.says, bar.short, bar.lower / size, bar.upper / size
            )
        return charts.over_time(
            heading,
            [bars[part] for part in (EARLIER,) if part in bars],
            [bars.get(slot) or words.slot(slot) for slot in self._span.slots],
            [bars[part] for part in (LATER, SPREAD, NONE) if part in bars],
            words.say("axis", unit=sign).strip(),
        )

    def _map(self, heading: Heading, figures: Sequence[Figure], ids: Mapping[str, str]) -> Markup:
        words, by_code = self._words, {figure.part: figure for figure in figures}
        places = tiles()
        most = max((by_code[code].upper for code in places if code in by_code), default=Decimal(0))
        top = max(most.adjusted(), CLASSES - 1) if most else CLASSES - 1
        found = []
        for code, (column, row) in places.items():
            name, figure = words.tile(code), by_code.get(code)
            if figure is None:
                found.append(Tile(name, column, row, 0))
                continue
            shade = max(1, CLASSES - (top - figure.upper.adjusted()))
            short, says = words.short(figure.upper), _plain(words.says(words.place(code), figure))
            found.append(Tile(name, column, row, shade, short, ids[code], says))
        apart = (
            tag("p", words.say("map.apart", label=words.place(code), yuan=""), tag(
                "a", words.say("yuan.unit", yuan=words.short_range(figure)), href=f"#{ids[code]}"
            ), class_="quiet")
            for code, figure in by_code.items() if code not in places
        )  # fmt: skip
        return joined(self._shades(top), charts.tile_map(heading, found), *apart)

    def _shades(self, top: int) -> Markup:
        """What the shades of a map mean: powers of ten, ``top`` the exponent of the darkest."""
        say, short = self._words.say, self._words.short
        bounds = [short(Decimal(10) ** (top - CLASSES + shade)) for shade in range(2, CLASSES + 1)]
        texts = [
            say("under", sum=bounds[0]),
            *(say("between", low=low, high=high) for low, high in pairwise(bounds)),
            say("over", sum=bounds[-1]),
        ]
        keys = (tag("span", tag("i", class_=f"key map{shade}"), text) for shade, text in enumerate(texts, 1))
        return tag("p", say("legend.map"), " ", *keys, class_="legend")

    def _legend(self) -> Markup:
        keys = (
            tag("span", tag("i", class_=f"key {key}"), self._words.say(f"legend.{key}"))
            for key in ("lower", "running")
        )
        return tag("p", *keys, class_="legend")


def _in_time(figure: Figure) -> tuple[int, str]:
    return _ORDER.get(figure.part, 0), figure.part


def _named_first(figure: Figure) -> tuple[int, Decimal]:
    return _APART.index(figure.part) + 1 if figure.part in _APART else 0, -figure.upper


def _plain(text: str) -> str:
    """Without what an XML parser refuses."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
