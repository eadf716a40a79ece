"""The bodies of an archive are counted once for each document, under one name, with how they are written."""

from __future__ import annotations

from extractor import Extractor
from extractor.census import Census

FIRST = "3月5日，衡阳市总工会召开会议。市总拨付衡南县总工会12万元，各级工会配合。"
SECOND = "衡阳市总工会来访。鼓楼区总工会捐款2万元。我会致谢，市总也到会。"


def test_bodies_of_two_documents() -> None:
    extractor, census = Extractor(), Census()
    for text in (FIRST, SECOND):
        census.add(extractor.extract(text, source="page"))
    bodies = {body.name: body for body in census.bodies()}
    city = bodies["衡阳市总工会"]
    assert (city.documents, city.mentions, city.region) == (2, 4, "430400")
    assert dict(city.variants) == {"衡阳市总工会": 2, "市总": 2}
    assert (city.division, city.first, city.look) == ("湖南省衡阳市", "page:5", "")
    assert bodies["鼓楼区总工会"].look == "no division"  # Nanjing, Xuzhou, Fuzhou and Kaifeng have one
    assert "各级工会" not in bodies
    assert next(census.bodies()) is city
