"""The tables of a report: each figure in a row, and under it the words that say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from extractor.report.coverage import Unread
from extractor.report.evidence import Told
from extractor.report.figures import Figure
from extractor.report.markup import Markup, joined, tag
from extractor.report.words import Words


class Tables:
    """Makes tables; ``facts`` are those that figures show, by key."""

    def __init__(self, words: Words, facts: Mapping[str, Told]) -> None:
        self._words, self._facts = words, facts

    def figures(
        self, caption: str, rows: Iterable[tuple[str, str, Figure]], total: Figure | None = None
    ) -> Markup:
        """A table of sums. A row is the id of its evidence, its label, its figure."""
        say = self._words.say
        body = [
            self.row(label, [f"{figure.facts:,}", self._range(figure)], self.evidence(id, label, figure))
            for id, label, figure in rows
        ]
        if total:
            cells = (tag("td", f"{total.facts:,}", class_="n"), tag("td", self._range(total), class_="n"))
            body.append(tag("tr", tag("th", say("total"), scope="row"), *cells, class_="total"))
        return self.table(caption, [say("facts"), say("yuan")], body)

    def table(self, caption: str, heads: Sequence[str], rows: Iterable[Markup]) -> Markup:
        """A table whose rows begin with their label, and whose other columns hold numbers."""
        columns = (tag("th", head, scope="col", class_="n") for head in heads)
        head = tag("thead", tag("tr", tag("td"), *columns))
        return tag("table", tag("caption", caption, class_="unseen"), head, tag("tbody", *rows))

    def evidence(self, id: str, label: str, figure: Figure) -> Markup:
        """The largest facts of a figure, folded up. A link to ``id`` opens them."""
        return self.listed(id, label, figure.largest, figure.facts, figure.sql)

    def listed(self, id: str, label: str, facts: Sequence[str], count: int, sql: str | None) -> Markup:
        """Some facts of ``count``, folded up."""
        say = self._words.say
        key = "evidence.all" if len(facts) >= count else "evidence.some"
        head = say(key, shown=len(facts), n=f"{count:,}")
        items = tag("ol", *(self._fact(self._facts[key]) for key in facts))
        return _folded(id, label, head, joined(items, self._more("more", count - len(facts), sql)))

    def unread(self, id: str, label: str, unread: Unread) -> Markup:
        """Words that reached no fact, folded up."""
        say, shown = self._words.say, len(unread.first)
        head = say("every" if shown >= unread.count else "first", shown=shown, n=f"{unread.count:,}")
        items = (
            tag(
                "li",
                tag("blockquote", say(f"kind.{one.text}") if unread.reason == "silent" else one.text),
                self._source(one.title, None, one.source),
            )
            for one in unread.first
        )
        more = self._more("more.words", unread.count - shown, unread.sql)
        return _folded(id, label, head, joined(tag("ol", *items), more))

    def row(self, label: str, cells: Iterable[str | Markup], below: Markup | None = None) -> Markup:
        """A row, and what stands under it across all columns."""
        numbers = [tag("td", cell, class_="n") for cell in cells]
        row = tag("tr", tag("th", label, scope="row"), *numbers)
        if below is None:
            return row
        return joined(row, tag("tr", tag("td", below, colspan=str(len(numbers) + 1)), class_="under"))

    def _range(self, figure: Figure) -> Markup:
        lower, dash, upper = self._words.range(figure).partition("–")
        return joined(lower, dash, tag("wbr") if dash else None, upper)

    def _more(self, key: str, count: int, sql: str | None) -> Markup | None:
        if count <= 0 or sql is None:
            return None
        return joined(tag("p", self._words.say(key, n=f"{count:,}"), class_="more"), sql_of(sql))

    def _fact(self, fact: Told) -> Markup:
        yuan = None if fact.yuan is None else self._words.say("yuan.unit", yuan=self._words.exact(fact.yuan))
        running = tag("span", self._words.say("running"), class_="badge") if fact.cumulative else None
        who = "、".join(fact.agents[:3]) + ("…" if len(fact.agents) > 3 else "")
        whom = "、".join(fact.recipients[:3]) + ("…" if len(fact.recipients) > 3 else "")
        parts = [days(fact.first_day, fact.last_day), " → ".join(filter(None, (who, whom)))]
        head = joined(tag("b", yuan) if yuan else None, " ", running, " ", " · ".join(filter(None, parts)))
        quote = tag("blockquote", *_marked(fact.evidence, fact.sums))
        return tag("li", tag("p", head), quote, self._source(fact.title, fact.published, fact.source))

    def _source(self, title: str | None, published: str | None, source: str) -> Markup:
        said = [title or self._words.say("untitled"), published, source]
        return tag("p", " · ".join(filter(None, said)), class_="source")


def sql_of(sql: str) -> Markup:
    """SQL to be copied."""
    return tag("pre", tag("code", sql), tabindex="0")


def days(first: str | None, last: str | None) -> str:
    """2021-02-03, or the first and the last day."""
    return first or last or "" if first == last or not (first and last) else f"{first}–{last}"


def _folded(id: str, label: str, head: str, body: Markup) -> Markup:
    summary = tag("summary", tag("span", label, class_="unseen"), " ", head)
    return tag("details", summary, tag("div", body, id=id, class_="evidence"), class_="told")


def _marked(text: str, sums: Iterable[str]) -> Iterator[Markup | str]:
    """The sentence with its sums marked, each where it first stands."""
    spans = sorted((start, start + len(one)) for one in sums if one and (start := text.find(one)) >= 0)
    done = 0
    for start, end in spans:
        if start >= done:
            yield text[done:start]
            yield tag("mark", text[start:end])
            done = end
    yield text[done:]
