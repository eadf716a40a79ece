"""The library as a service: one bulletin in, its records or alarms out, as on the command line."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from extractor import __version__
from extractor.desk.bodies import read_article
from extractor.desk.contract import Article, ArticleToCheck, Checked, Health
from extractor.desk.jobs import Job
from extractor.desk.limits import Limits
from extractor.desk.pool import Pool
from extractor.desk.routing import Route
from extractor.records import Document


def answer_json(body: str, status: int = 200) -> Response:
    return Response(body, status, media_type="application/json")


class Service:
    """Handlers that keep nothing."""

    def __init__(self, pool: Pool, limits: Limits) -> None:
        self._pool, self._limits = pool, limits

    def routes(self) -> list[Route]:
        return [
            Route("POST", "/extract", self.extract, "The records of one bulletin", Document, takes=Article),
            Route("POST", "/check", self.check, "What an editor should look at again", Checked,
                  takes=ArticleToCheck),
            Route("GET", "/health", self.health, "Whether the service answers", Health),
        ]  # fmt: skip

    async def extract(self, request: Request) -> Response:
        article, data = await read_article(request, Article, limits=self._limits)
        return answer_json(await self._pool.do(Job("extract", data, article.source, article.anchor)))

    async def check(self, request: Request) -> Response:
        article, data = await read_article(request, ArticleToCheck, limits=self._limits)
        job = Job("check", data, article.source, article.anchor, article.language)
        return answer_json(await self._pool.do(job))

    async def health(self, _: Request) -> Response:
        return answer_json(Health(version=__version__).model_dump_json())
