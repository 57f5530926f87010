"""The workers of the server: as many as may work at once, ended and replaced where a job takes too long."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import io
import json
import os
import tempfile
from collections import OrderedDict
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import IO, Any

from kg.errors import KgError, QueryError, ReadingError, StoreError
from kg.serve.refusals import Busy, NotAcceptable, NotFound, Refused
from kg.serve.worker import Settings, command

_PIECE = 1 << 16  # bytes
_IN_MEMORY = 1 << 19  # bytes of an answer that are kept off the disk
_KEPT = 16 << 20  # bytes of answers that are kept
_QUEUE = 400  # jobs that may wait
_WRITE = 300.0  # seconds for a change; it is not broken off at the time limit of a query
_PATIENCE = 30.0  # seconds that a job waits for a worker
_START = 60.0  # seconds in which a worker must have opened the store


_ERRORS: dict[str, type[KgError]] = {
    each.__name__: each for each in (QueryError, ReadingError, StoreError, Refused, NotFound, NotAcceptable)
}


@dataclass(slots=True)
class Answer:
    """What a job gave: its media type, its size in bytes, and a file from which it is read once."""

    type: str
    size: int
    file: IO[bytes]

    def read(self) -> bytes:
        """Return all of it."""
        with self.file:
            return self.file.read()


class Hand:
    """One worker process."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._process: asyncio.subprocess.Process | None = None

    async def ask(self, job: dict[str, Any], timeout: float) -> Answer:
        """Have a job done. Raises KgError; where that is Refused, the process is gone."""
        await self.start()
        assert self._process is not None
        return await self._timed(self._process, job, timeout)

    @property
    def ready(self) -> bool:
        """Whether there is a process that can take a job at once."""
        return self._process is not None

    async def start(self) -> None:
        """Start the process, where there is none, and let a reader open the store. Raises StoreError."""
        if self._process is not None:
            return
        process = await asyncio.create_subprocess_exec(
            *command(self.settings), stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
        )
        self._process = process
        try:
            (await self._timed(process, {"do": "ready"}, _START)).file.close()
        except KgError as error:
            await self.end()
            raise error if isinstance(error, StoreError) else StoreError(f"{self.settings.store}: {error}") from error

    async def _timed(self, process: asyncio.subprocess.Process, job: dict[str, Any], timeout: float) -> Answer:
        try:
            async with asyncio.timeout(timeout):
                return await self._ask(process, job)
        except TimeoutError:
            await self.end()
            raise Refused(f"it takes longer than {timeout:g} seconds") from None
        except (asyncio.IncompleteReadError, ConnectionError):
            await self.end()
            raise Refused("it takes more memory than a job may have") from None
        except asyncio.CancelledError:
            await self.end()
            raise

    async def _ask(self, process: asyncio.subprocess.Process, job: dict[str, Any]) -> Answer:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(json.dumps(job).encode() + b"\n")
        await process.stdin.drain()
        head = json.loads(await process.stdout.readuntil(b"\n"))
        if "error" in head:
            raise _ERRORS.get(head["error"], KgError)(head["message"])
        file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115
        try:
            left = head["size"]
            while left:
                piece = await process.stdout.readexactly(min(left, _PIECE))
                file.write(piece)
                left -= len(piece)
        except BaseException:
            file.close()
            raise
        file.seek(0)
        return Answer(head["type"], head["size"], file)

    async def end(self) -> None:
        """End the process, whatever it does."""
        process, self._process = self._process, None
        if process is not None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()


class Pool:
    """Workers that read, any number at once, and one that writes alone.

    A folder is read or written, never both; so for a change the readers finish what they do and make room. The jobs
    that come meanwhile wait.
    """

    def __init__(self, settings: Settings, size: int | None = None) -> None:
        self.settings = settings
        self.size = size or max(2, min(8, os.cpu_count() or 2))
        self._hands = [Hand(settings) for _ in range(self.size)]
        self._free: asyncio.LifoQueue[Hand] = asyncio.LifoQueue()  # the one that was busy last has warm caches
        self._waiting = self._changes = 0
        self._remote = settings.store.startswith(("http:", "https:"))
        self._kept: OrderedDict[str, tuple[str, bytes]] = OrderedDict()  # what was given, by what was asked
        self._writing = asyncio.Lock()
        self._starting: set[asyncio.Task[None]] = set()
        for hand in self._hands:
            self._free.put_nowait(hand)

    async def start(self) -> None:
        """Open the store with every worker. Raises StoreError where it cannot be opened."""
        async with asyncio.TaskGroup() as group:
            for hand in self._hands:
                group.create_task(hand.start())

    async def close(self) -> None:
        """End all workers."""
        for task in self._starting:
            task.cancel()
        for hand in self._hands:
            await hand.end()

    async def run(self, do: str, **job: Any) -> Answer:
        """Have a job done by whoever is free. Raises KgError."""
        try:
            hand = await self._take()
            try:
                return await hand.ask({"do": do, **job}, self.settings.timeout)
            finally:
                self._give(hand)
        except asyncio.CancelledError:  # whoever waits is told so
            raise Busy("the server is being ended") from None

    async def run_once(self, do: str, **job: Any) -> Answer:
        """Have a job done like `run`, or give what it gave before: in a folder nothing changes but by `write`."""
        if self._remote:
            return await self.run(do, **job)
        key = json.dumps([do, job], sort_keys=True)
        if key not in self._kept:
            changes = self._changes
            answer = await self.run(do, **job)
            if answer.size > _IN_MEMORY or changes != self._changes:
                return answer
            self._kept[key] = (answer.type, answer.read())
            while sum(len(content) for _, content in self._kept.values()) > _KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        type, content = self._kept[key]
        return Answer(type, len(content), io.BytesIO(content))

    async def write(self, do: str, **job: Any) -> Answer:
        """Have a job done by a worker that may write; what it can do without the store it does before it is alone."""
        async with self._writing:
            writer = Hand(dataclasses.replace(self.settings, writes=True))
            try:
                (await writer.ask({"do": f"prepare_{do}", **job}, self.settings.timeout)).file.close()
                async with self._alone():
                    try:
                        return await writer.ask({"do": do}, _WRITE)
                    finally:
                        self._changes += 1
                        self._kept.clear()
                        await writer.end()
            finally:
                await writer.end()

    @contextlib.asynccontextmanager
    async def _alone(self) -> AsyncIterator[None]:
        if self._remote:
            yield  # the endpoint sees to that itself
            return
        taken: list[Hand] = []
        try:
            for _ in self._hands:
                taken.append(await self._free.get())
            for hand in taken:
                await hand.end()
            yield
        finally:
            for hand in taken:
                self._give(hand)

    def _give(self, hand: Hand) -> None:
        """Put a worker back among the free ones; one that was ended is started first."""
        if hand.ready:
            self._free.put_nowait(hand)
            return

        async def again() -> None:
            with contextlib.suppress(KgError):  # the next job says what is wrong
                await hand.start()
            self._free.put_nowait(hand)

        task = asyncio.create_task(again())
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

    async def _take(self) -> Hand:
        if self._waiting >= _QUEUE:
            raise Busy("too many requests wait already; try again later")
        self._waiting += 1
        try:
            async with asyncio.timeout(_PATIENCE):
                return await self._free.get()
        except TimeoutError:
            raise Busy("every worker is busy; try again later") from None
        finally:
            self._waiting -= 1
