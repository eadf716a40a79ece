"""Work in other processes: in order, restarted when they die, each piece within limits of time and memory.

Each worker is a process of its own that a thread feeds one piece at a time. So it is always known which piece
a dead or hanging worker was at, and nothing else is lost with it. Where the parent dies, its workers end.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from queue import SimpleQueue
from typing import Any, Generic, Literal, TypeVar

from extractor.errors import JianbaoError
from extractor.memory import lasting

K = TypeVar("K")
T = TypeVar("T")
R = TypeVar("R")

_CONTEXT = multiprocessing.get_context("spawn")  # works alike on all systems, and beside threads
_ATTEMPTS = 3
_AHEAD = 16
_AHEAD_BYTES = 64_000_000
"""Pieces, and bytes of pieces, taken on for each worker before the first of them is given back."""


class WorkerError(JianbaoError):
    """A piece that was not done: its worker ran out of time or memory, died over it, or could not start."""

    def __init__(self, cause: Literal["time", "memory", "death", "start"], what: str, *, remedy: str) -> None:
        super().__init__(what, remedy=remedy)
        self.cause = cause


class Workers(Generic[T, R]):
    """Processes that do pieces of work. Use it in a ``with`` statement: it ends them.

    ``make`` is called once in each process and gives the function that does a piece; both go there by pickle.
    ``time_limit`` is in seconds for one piece, ``memory_limit`` in bytes above what ``make`` needed (kept
    where the system limits address space by process: Linux). As always with spawned processes, a script
    starts them under ``if __name__ == "__main__"``.
    """

    def __init__(
        self,
        make: Callable[[], Callable[[T], R]],
        *,
        count: int,
        time_limit: float | None = None,
        memory_limit: int | None = None,
    ) -> None:
        self._workers = [_Worker(make, time_limit, memory_limit) for _ in range(count)]
        self._idle: SimpleQueue[_Worker[T, R]] = SimpleQueue()
        for worker in self._workers:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="jianbao-worker")
        self._count = count

    def __enter__(self) -> Workers[T, R]:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.kill()
        self._threads.shutdown(cancel_futures=True)
        for worker in self._workers:
            worker.stop()

    def submit(self, piece: T) -> Future[R]:
        """Have ``piece`` done. The future gives its result, or raises WorkerError or what the work raised."""
        return self._threads.submit(self._do, piece)

    def in_order(
        self, pieces: Iterable[tuple[K, Future[R]]], *, size: Callable[[K], int] = lambda _: 0
    ) -> Iterator[tuple[K, Future[R]]]:
        """``pieces`` in their order, each future done. Few wait at once, and few bytes as ``size`` has it."""
        waiting: deque[tuple[K, Future[R]]] = deque()
        held = 0
        for piece in pieces:
            waiting.append(piece)
            held += size(piece[0])
            while waiting and (self._is_much(len(waiting), held) or waiting[0][1].done()):
                held -= size(waiting[0][0])
                yield _finished(waiting.popleft())
        yield from map(_finished, waiting)

    def _is_much(self, pieces: int, held: int) -> bool:
        return pieces > _AHEAD * self._count or held > _AHEAD_BYTES * self._count

    def map(self, pieces: Iterable[T]) -> Iterator[R]:
        """The results of ``pieces``, in order; errors as for ``submit``, at the piece that has them."""
        submitted = ((None, self.submit(piece)) for piece in pieces)
        return (future.result() for _, future in self.in_order(submitted))

    def _do(self, piece: T) -> R:
        worker = self._idle.get()
        try:
            return worker.do(piece)
        finally:
            self._idle.put(worker)


def _finished(piece: tuple[K, Future[R]]) -> tuple[K, Future[R]]:
    piece[1].exception()
    return piece


class _Worker(Generic[T, R]):
    """One process, seen by its parent. It is started when first needed, and again when it is gone."""

    def __init__(
        self, make: Callable[[], Callable[[T], R]], time_limit: float | None, memory_limit: int | None
    ) -> None:
        self._make, self._time_limit, self._memory_limit = make, time_limit, memory_limit
        self._running: tuple[SpawnProcess, Connection] | None = None
        self._closed = False

    def do(self, piece: T) -> R:
        for _ in range(_ATTEMPTS):
            pipe = self._pipe()
            try:
                pipe.send(piece)
                if not pipe.poll(self._time_limit):
                    self.stop()
                    raise WorkerError(
                        "time",
                        f"took longer than {self._time_limit:g} seconds",
                        remedy="raise the time limit",
                    )
                done, result = pipe.recv()
            except (EOFError, OSError):
                self.stop()
                continue
            if isinstance(result, MemoryError):
                self.stop()
                raise WorkerError("memory", "needs too much memory", remedy="raise the memory limit")
            unpacked: R = _unpacked(done, result)
            return unpacked
        raise WorkerError(
            "death", f"its worker died {_ATTEMPTS} times", remedy="try this document alone, and report it"
        )

    def kill(self) -> None:
        """End the process from another thread: the one that waits for it finds its pipe closed."""
        self._closed = True
        running = self._running  # the other thread may take it away meanwhile
        if running is not None:
            running[0].kill()

    def stop(self) -> None:
        """End the process, from the thread that uses it."""
        if self._running is not None:
            process, pipe = self._running
            self._running = None
            process.kill()
            process.join()
            pipe.close()

    def _pipe(self) -> Connection:
        """The pipe to a process that is ready. Raises what ``make`` raised."""
        for _ in range(_ATTEMPTS):
            if self._closed:
                raise WorkerError("start", "the workers were stopped", remedy="start them anew")
            if self._running is None:
                self._start()
            if self._running is not None:
                return self._running[1]
        raise WorkerError(
            "start",
            f"a worker died {_ATTEMPTS} times as it started",
            remedy='see what it wrote; a script starts workers under if __name__ == "__main__"',
        )

    def _start(self) -> None:
        ours, theirs = _CONTEXT.Pipe()
        process = _CONTEXT.Process(target=_serve, args=(theirs, self._make, self._memory_limit), daemon=True)
        process.start()
        theirs.close()
        self._running = process, ours
        try:
            done, result = ours.recv()
        except (EOFError, OSError):  # it died
            self.stop()
        else:
            _unpacked(done, result)


def _unpacked(done: bool, result: Any) -> Any:
    if not done:
        raise result
    return result


def _serve(pipe: Connection, make: Callable[[], Callable[[T], R]], memory_limit: int | None) -> None:
    """The life of a worker process: one result, or one error, for each piece."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who stops the parent has it end us
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(EOFError, OSError):  # the parent is gone
        try:
            with lasting():
                work = make()
            if memory_limit is not None:
                _limit_memory(memory_limit)
        except Exception as error:
            pipe.send((False, _portable(error)))
            return
        pipe.send((True, None))
        while True:
            piece = pipe.recv()
            try:
                answer = True, work(piece)
            except Exception as error:
                pipe.send((False, _portable(error)))
            else:
                pipe.send(answer)


def _end_with_parent() -> None:
    """A worker in the middle of a piece that hangs has nobody left to stop it."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _portable(error: Exception) -> Exception:
    """``error``, or its words where it can't go through a pipe."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # an error's own __reduce__ and __init__ run here, and may raise anything
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _limit_memory(more: int) -> None:
    try:
        with open("/proc/self/statm") as status:
            taken = int(status.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except FileNotFoundError:
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = taken + more
    resource.setrlimit(
        resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard)
    )
