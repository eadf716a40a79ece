"""The sections of a report, from its overview to its method."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from extractor import __version__
from extractor.records import SCHEMA_VERSION
from extractor.report.cards import Cards
from extractor.report.conflicts import SQL, Conflict, Conflicts
from extractor.report.coverage import Coverage, LeftOut
from extractor.report.figures import Sums
from extractor.report.markup import Markup, joined, tag
from extractor.report.tables import Tables, days, sql_of
from extractor.report.words import Words

_FEW = 3
"""Facts up to which an action type has no charts: all of them are shown at once."""


class Sections:
    """Writes sections. Ids are numbered, so that no name ever stands in one."""

    def __init__(self, words: Words, tables: Tables, cards: Cards) -> None:
        self._words, self._tables, self._cards = words, tables, cards

    def overview(self, sums: Sequence[Sums]) -> Markup:
        """All action types side by side."""
        if not sums:
            return self._section("overview", self._nothing())
        words = self._words
        rows = (
            self._tables.row(
                tag("a", words.action(one.action), href=f"#s{number}"),
                [f"{one.total.facts:,}", words.range(one.total)],
            )
            for number, one in enumerate(sums)
        )
        table = self._tables.table(words.say("overview"), [words.say("facts"), words.say("yuan")], rows)
        return self._section("overview", tag("div", self._cards.overview(sums), table, class_="halves"))

    def action(self, number: int, sums: Sums) -> Markup:
        """One action type: its sum, and how it parts."""
        words, total = self._words, sums.total
        name = words.action(sums.action)
        head = tag(
            "p",
            tag("b", words.say("yuan.unit", yuan=words.short_range(total)), class_="sum"),
            " · ",
            words.say("count", n=f"{total.facts:,}"),
            " · ",
            tag("span", words.say("yuan.unit", yuan=words.range(total)), class_="quiet"),
        )
        whole = tag("div", self._tables.evidence(f"e{number}", name, total), class_="whole")
        if total.facts <= _FEW:
            cards = tag("p", words.say("few", n=total.facts), class_="quiet")
        else:
            cards = tag("div", *(self._cards.card(number, sums, cut) for cut in sums.cuts), class_="cards")
        key = tag("small", sums.action) if name != sums.action else None
        title = tag("h2", name, " ", key, id=f"h{number}")
        return tag(
            "section", title, head, whole, cards, id=f"s{number}", class_="action",
            aria_labelledby=f"h{number}",
        )  # fmt: skip

    def conflicts(self, conflicts: Conflicts) -> Markup:
        """Different figures for the same."""
        say = self._words.say
        if not conflicts.count:
            return self._section("conflicts", tag("p", say("conflicts.none")))
        shown = len(conflicts.widest)
        more = None
        if conflicts.count > shown:
            more = joined(tag("p", say("conflicts.more", n=f"{conflicts.count:,}", shown=shown)), sql_of(SQL))
        each = (self._conflict(number, one) for number, one in enumerate(conflicts.widest))
        return self._section("conflicts", tag("div", *each, class_="cards wide"), more, lead="conflicts.lead")

    def left_out(self, left: Sequence[LeftOut]) -> Markup:
        """Facts with amounts that sums do not take in."""
        rows = (
            self._tables.row(
                label := self._words.say(f"reason.{one.reason}"),
                [f"{one.count:,}"],
                self._tables.listed(f"l{number}", label, one.largest, one.count, one.sql),
            )
            for number, one in enumerate(left)
        )
        if not left:
            return self._section("left", self._nothing())
        table = self._tables.table(self._words.say("left"), [self._words.say("facts")], rows)
        return self._section("left", tag("div", table, class_="slim"), lead="left.lead")

    def coverage(self, coverage: Coverage) -> Markup:
        """What of the documents reached a fact, and what did not."""
        say = self._words.say
        heads = [say(key) for key in ("documents", "silent", "used", "unused", "share")]
        kinds = (
            self._tables.row(
                say(f"kind.{one.kind}"),
                [
                    *(f"{count:,}" for count in (one.documents, one.silent, one.used, one.unused)),
                    _share(one.used, one.used + one.unused),
                ],
            )
            for one in coverage.kinds
        )
        unused = (
            self._tables.row(
                label := say(f"unused.{one.reason}"),
                [f"{one.count:,}"],
                self._tables.unread(f"u{number}", label, one),
            )
            for number, one in enumerate(coverage.unused)
        )
        silent = coverage.silent
        label = say("silent.title")
        first = self._tables.unread("silent", label, silent) if silent.count else None
        rows = (*unused, self._tables.row(label, [f"{silent.count:,}"], first))
        return self._section(
            "coverage",
            tag("div", self._tables.table(say("coverage"), heads, kinds), class_="scroll", tabindex="0"),
            tag("h3", say("unused.title")),
            tag("div", self._tables.table(say("unused.title"), [say("many")], rows), class_="slim"),
            lead="coverage.lead",
        )

    def method(self, store: str) -> Markup:
        """Where all this comes from."""
        say = self._words.say
        first = say("method.store", name=store, version=__version__, schema=SCHEMA_VERSION)
        return self._section(
            "method", *(tag("p", text) for text in (first, say("method.views"), say("method.map")))
        )

    def _section(self, key: str, *children: Markup | None, lead: str | None = None) -> Markup:
        title = tag("h2", self._words.say(key), id=f"h-{key}")
        said = tag("p", self._words.say(lead), class_="quiet") if lead else None
        return tag("section", title, said, *children, id=key, aria_labelledby=f"h-{key}")

    def _nothing(self) -> Markup:
        return tag("p", self._words.say("nothing"))

    def _conflict(self, number: int, conflict: Conflict) -> Markup:
        say, words = self._words.say, self._words
        when = days(conflict.first_day, conflict.last_day)
        title = say("conflict", action=words.action(conflict.action), agent=conflict.agent, time=when)
        badge = tag("span", say("running"), class_="badge") if conflict.cumulative else None
        shown = len(conflict.tellings)
        key = "conflict.table" if shown >= conflict.documents else "conflict.shown"
        rows = (
            self._tables.row(
                say("yuan.unit", yuan=words.exact(one.yuan)),
                [f"{len(one.facts):,}"],
                self._tables.listed(f"k{number}-{place}", title, one.facts, len(one.facts), None),
            )
            for place, one in enumerate(conflict.tellings)
        )
        table = self._tables.table(title, [say("facts")], rows)
        lead = tag("p", say(key, n=conflict.documents, shown=shown), class_="quiet")
        return tag("div", tag("h3", title, " ", badge), lead, table, class_="card")


def contents(words: Words, sums: Sequence[Sums]) -> Markup:
    """Links to all sections."""
    others = ("conflicts", "left", "coverage", "method")
    links: Iterable[tuple[str, str]] = (
        ("overview", words.say("overview")),
        *((f"s{number}", words.action(one.action)) for number, one in enumerate(sums)),
        *((key, words.say(key)) for key in others),
    )
    return tag("nav", *_spaced(links), aria_label=words.say("nav"))


def _spaced(links: Iterable[tuple[str, str]]) -> Iterator[Markup | str]:
    for target, text in links:
        yield tag("a", text, href=f"#{target}")
        yield " "


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "–"
