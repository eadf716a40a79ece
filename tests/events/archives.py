"""Records made by hand, and what becomes of them."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from extractor.additive import summing
from extractor.events import dedupe
from extractor.records import Action, ActionType, Amount, Date, Document, Evidence, Fact, Mentions, Org, Party

SPAN = (0, 1)
AGENT = "青石省总工会"


def day(start: str | None, end: str | None = None) -> Date:
    resolved = "explicit" if start else "none"
    granularity = "day" if start else "vague"
    return Date(
        text="日", span=SPAN, start=start, end=end or start, granularity=granularity, resolved_by=resolved
    )


def org(name: str, region: str | None = "430422") -> Org:
    return Org(text=name, span=SPAN, name=name, type="union", region=region)


def fact(
    id: str,
    words: str,
    *,
    yuan: str | None = "200000",
    days: Sequence[Date] = (day("2020-02-05"),),
    agents: Sequence[Org] = (org(AGENT),),
    recipients: Sequence[str] = (),
    type: ActionType = "allocate",
    **more: Any,
) -> Fact:
    amounts = (Amount(text="元", span=SPAN, yuan=yuan, wanyuan=None),) if yuan else ()
    evidence = Evidence(text=words, span=SPAN)
    is_share = more.get("part_of") is not None
    return Fact(
        id=id,
        action=Action(text="拨", span=SPAN, type=type),
        status="done",
        agents=tuple(agents),
        recipients=tuple(Party(text=name, span=SPAN, name=name, type="union") for name in recipients),
        dates=tuple(days),
        amounts=amounts,
        evidence=evidence,
        rules=(),
        confidence=1,
        **summing(status="done", is_share=is_share, amounts=amounts, evidence=words),
        **more,
    )


def document(number: int, *facts: Fact, date: str | None = "2020-02-06") -> Document:
    return Document(
        id=f"{number:016x}",
        source=f"page {number}",
        title=None,
        kind="news",
        number=None,
        issuer=None,
        addressees=(),
        publisher=None,
        date=day(date) if date else None,
        mentions=Mentions(),
        facts=facts,
        warnings=(),
    )


def deduped(documents: Sequence[Document]) -> tuple[list[Document], list[dict[str, Any]]]:
    """The documents and the events told more than once."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "records.jsonl"
        path.write_text("".join(f"{one.model_dump_json()}\n" for one in documents), "utf-8")
        out, events = io.StringIO(), io.StringIO()
        dedupe([str(path)], out, events_out=events)
    lines = [Document.model_validate_json(line) for line in out.getvalue().splitlines()]
    return lines, [json.loads(line) for line in events.getvalue().splitlines()]


def event_ids(documents: Sequence[Document]) -> list[list[str | None]]:
    """The event of each fact, document by document."""
    lines, _ = deduped(documents)
    return [[one.event_id for one in line.facts] for line in lines]
