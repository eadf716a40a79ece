"""How fast records go into a store: ``python -m evaluation.storing FACTS URL…``.

Makes documents with FACTS invented facts in all, loads them into each empty store, and then puts the very
rows of that store, already in memory, into a second one with the same tables: a plain bulk insert, with
nothing to read, check or compare. The ratio of the speeds says what loading costs beyond the database itself.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from datetime import date as Day
from decimal import Decimal
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from extractor import records
from extractor.additive import summing
from extractor.stores import open_store
from extractor.stores.lines import read_lines
from extractor.stores.loading import load
from extractor.stores.rows import Row
from extractor.stores.store import Store
from extractor.stores.tables import TABLES

_FACTS_A_DOCUMENT = 20
_PLACES = "青石 白水 红旗 高桥 临江 东山 西岭 南浦 北川 新丰 长宁 太平 永安 龙泉 石门 金坪".split()
_ROWS_AT_ONCE = 100_000


def made(facts: int) -> Iterator[records.Document]:
    """Invented documents, the same each time."""
    chance = random.Random(1)
    for number in range(facts // _FACTS_A_DOCUMENT):
        county = _org(chance, "县总工会")
        told = tuple(_fact(chance, place, county) for place in range(_FACTS_A_DOCUMENT))
        yield records.Document(
            id=f"{number:016x}",
            source=f"archive/{number:07}.txt",
            title=f"{county.name}工作简报第{number}期",
            kind="briefing",
            number=None,
            issuer=county,
            addressees=(),
            publisher=None,
            date=_date(chance),
            mentions=records.Mentions(
                dates=tuple(one for fact in told for one in fact.dates),
                amounts=tuple(one for fact in told for one in fact.amounts),
                orgs=(county,),
            ),
            facts=told,
            warnings=(),
        )


def _org(chance: random.Random, kind: str) -> records.Org:
    places = chance.sample(range(len(_PLACES)), 2)
    name = "".join(_PLACES[place] for place in places) + kind
    code = "{:02}{:02}01".format(*(place + 11 for place in places))
    return records.Org(text=name, span=(0, len(name)), name=name, type="union", region=code)


def _date(chance: random.Random) -> records.Date:
    day = f"20{chance.randrange(10, 25)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    return records.Date(text=day, span=(0, 10), start=day, end=day, granularity="day", resolved_by="explicit")


def _fact(chance: random.Random, place: int, county: records.Org) -> records.Fact:
    yuan, people = str(chance.randrange(1, 10**7)), str(chance.randrange(2, 5000))
    amounts = (records.Amount(text=f"{yuan}元", span=(30, 38), yuan=yuan, wanyuan=None),)
    town = chance.choice(_PLACES)
    evidence = f"{county.name}向{town}镇{people}名困难职工发放送温暖慰问金{yuan}元，用于节日期间生活补助"
    return records.Fact(
        id=f"{chance.getrandbits(48):012x}-{place}",
        action=records.Action(
            text="发放", span=(24, 26), type=chance.choice(("give", "allocate", "donate", "aid"))
        ),
        status="done",
        agents=(county,),
        recipients=(records.Party(text="困难职工", span=(20, 24), name="困难职工", type="people"),),
        dates=(_date(chance),),
        amounts=amounts,
        quantities=(
            records.Quantity(text=f"{people}名", span=(10, 14), value=people, unit="名", item="职工"),
        ),
        **summing(status="done", is_share=False, amounts=amounts, evidence=evidence),
        evidence=records.Evidence(text=evidence, span=(0, len(evidence))),
        rules=("give.1", "linker.agents"),
        confidence=0.9,
    )


def _loading(store: Store, path: Path) -> float:
    begun = perf_counter()
    done = load(store, read_lines([str(path)]), tell=print)
    assert done.refused == 0
    return perf_counter() - begun


def _plain(filled: Store, empty: Store) -> tuple[float, int]:
    """Seconds spent on inserting the rows of one store into another, and how many there were."""
    seconds, count = 0.0, 0
    with empty.changing():
        for table in TABLES:
            rows = map(_as_loaded, filled.ask(f"SELECT {', '.join(table.names)} FROM {table.name}"))
            while chunk := list(islice(rows, _ROWS_AT_ONCE)):
                begun = perf_counter()
                empty.insert(table, chunk)
                seconds += perf_counter() - begun
                count += len(chunk)
        begun = perf_counter()
    return seconds + perf_counter() - begun, count


def _as_loaded(row: tuple[Any, ...]) -> Row:
    """Decimals and days as text, as a load has them."""
    return tuple(str(value) if isinstance(value, (Decimal, Day)) else value for value in row)


def _second(url: str) -> str:
    """Beside the first: another file, or another schema of the same database."""
    if not url.startswith("postgres"):
        return f"{url}.plain"
    first = open_store(url)
    first.do("CREATE SCHEMA plain")
    first.close()
    return url + ("&" if "?" in url else "?") + "options=-csearch_path%3Dplain"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m evaluation.storing", description=__doc__)
    parser.add_argument("facts", type=int)
    parser.add_argument("urls", nargs="+", metavar="URL", help="empty stores, as for jianbao load --to")
    args = parser.parse_args()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "records.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for document in made(args.facts):
                print(document.model_dump_json(), file=file)
        print(f"{args.facts} facts, {path.stat().st_size / 1e6:.0f} MB")
        for url in args.urls:
            filled, empty = open_store(url), open_store(_second(url))
            loading = _loading(filled, path)
            plain, rows = _plain(filled, empty)
            print(
                f"{url.partition(':')[0]}: {args.facts / loading:,.0f} facts/s loaded, "
                f"{args.facts / plain:,.0f} facts/s inserted plainly ({rows} rows), "
                f"ratio {plain / loading:.2f}"
            )


if __name__ == "__main__":
    main()
