"""The worker processes, from the side of the event loop."""

from __future__ import annotations

import asyncio

from extractor.desk.faults import Refusal
from extractor.desk.jobs import Hand, Job
from extractor.desk.limits import Limits
from extractor.workers import WorkerError, Workers

_STATUS = {"time": 504, "memory": 503, "death": 500, "start": 503}


class Pool:
    """Does jobs in other processes, so that a long text holds up nobody. Use it in a ``with`` statement."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._waiting = 0
        self._workers: Workers[Job, str] = Workers(
            Hand, count=limits.processes, time_limit=limits.work, memory_limit=limits.memory
        )

    def __enter__(self) -> Pool:
        self._workers.__enter__()
        for _ in range(self._limits.processes):  # they start now, not when the first text comes
            self._workers.submit(Job("read", "", "<start>"))
        return self

    def __exit__(self, *error: object) -> None:
        self._workers.__exit__(*error)

    async def do(self, job: Job) -> str:
        """The JSON that ``job`` gives. Raises what the job raises, Refusal where it cannot be done here."""
        if self._waiting >= self._limits.waiting:
            raise Refusal(503, "too many requests wait", remedy="try again in a moment")
        self._waiting += 1
        try:
            return await asyncio.wrap_future(self._workers.submit(job))
        except WorkerError as error:
            raise Refusal(_STATUS[error.cause], error.what, where=job.source, remedy=error.remedy) from error
        finally:
            self._waiting -= 1
