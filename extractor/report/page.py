"""The page of a report: head, contents and sections, with one style sheet and no script."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

from extractor.report.cards import Cards
from extractor.report.gathering import Gathered
from extractor.report.markup import Markup, tag
from extractor.report.sections import Sections, contents
from extractor.report.tables import Tables
from extractor.report.words import Words, words_of


def page(found: Gathered, *, language: str) -> str:
    """HTML in one piece; ``language`` is ``zh`` or ``en``."""
    words = words_of(language, found.bodies)
    tables = Tables(words, found.facts)
    sections = Sections(words, tables, Cards(words, tables, found.span))
    main = tag(
        "main",
        sections.overview(found.sums),
        *(sections.action(number, sums) for number, sums in enumerate(found.sums)),
        sections.conflicts(found.conflicts),
        sections.left_out(found.coverage.left_out),
        sections.coverage(found.coverage),
        sections.method(found.store),
    )
    body = tag("body", _head(found, words), contents(words, found.sums), main)
    return f"<!doctype html>\n{tag('html', _meta(words), body, lang=words.say('lang'))}\n"


def _meta(words: Words) -> Markup:
    """The browser is told to load nothing and to run nothing; the style sheet is known by its hash."""
    style = files("extractor.report").joinpath("report.css").read_text("utf-8")
    known = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{known}'; base-uri 'none'; form-action 'none'"
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", words.say("title")),
        tag("style", Markup(style)),
    )


def _head(found: Gathered, words: Words) -> Markup:
    """What the reader should know first."""
    say, coverage = words.say, found.coverage
    counts = {key: f"{getattr(coverage, key):,}" for key in ("documents", "facts", "summed")}
    period = None
    if coverage.first_day and coverage.last_day:
        period = tag("p", say("period", first=coverage.first_day, last=coverage.last_day), class_="quiet")
    hints = ("read.range", "read.types", "read.once")
    copies = "read.sought" if coverage.sought else "read.unsought"
    notes = tag("ul", *(tag("li", say(key)) for key in (*hints, copies, "read.care")))
    return tag(
        "header",
        tag("h1", say("title")),
        tag("p", say("lead", **counts)),
        period,
        tag("section", tag("h2", say("read.title"), id="h-read"), notes, aria_labelledby="h-read"),
    )
