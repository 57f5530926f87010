"""One process of the server that has the store open and does what it is told, a job at a time.

A query cannot be interrupted from within; a process can. So everything that reads or writes the store happens here,
and the server ends the process where a job takes too long or more memory than it may have.

A job is a line of JSON on standard input, `{"do": NAME, …}`. The answer on standard output is a line of JSON,
`{"type": MEDIA TYPE, "size": BYTES}` with the bytes behind it, or `{"error": CLASS, "message": LINE}`.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
from dataclasses import asdict, dataclass
from typing import Any

from kg.errors import KgError
from kg.store import Store, open_store

try:
    import resource
except ImportError:  # no Unix: time is limited there, memory is not
    resource = None  # type: ignore[assignment]

MEMORY = 2 << 30  # bytes that a worker may have for itself


@dataclass(frozen=True, slots=True)
class Settings:
    """What a worker needs to know: the store, how many rows or statements a query may have, and seconds for a job."""

    store: str
    limit: int
    timeout: float
    writes: bool = False


class Worker:
    """The jobs that share a store; it is opened with the first that needs it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._store: Store | None = None
        self.kept: Any = None  # what one job prepares for the next

    @property
    def archive(self) -> Store:
        """The archive, opened."""
        if self._store is None:
            self._store = open_store(self.settings.store, create=False, read_only=not self.settings.writes)
        return self._store

    def do(self, job: dict[str, Any]) -> tuple[str, bytes]:
        """Do a job; return media type and content. Raises KgError."""
        from kg.serve.jobs import JOBS

        return JOBS[job.pop("do")](self, **job)


def main() -> None:
    """Answer jobs until standard input ends."""
    settings = Settings(**json.loads(sys.argv[1]))
    jobs, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever prints must not stand among the answers
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with contextlib.suppress(ValueError):  # a lower limit is set already
            resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, resource.getrlimit(resource.RLIMIT_DATA)[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends its workers
    worker = Worker(settings)
    for line in jobs:
        if (
            hasattr(signal, "setitimer") and not settings.writes
        ):  # should the server be gone, no query outlives it for long
            signal.setitimer(signal.ITIMER_REAL, settings.timeout + 5)
        try:
            type, content = worker.do(json.loads(line))
            head: dict[str, Any] = {"type": type, "size": len(content)}
        except KgError as error:
            head, content = {"error": error.__class__.__name__, "message": str(error)}, b""
        except MemoryError:
            head, content = {"error": "Refused", "message": "it takes more memory than a job may have"}, b""
        if hasattr(signal, "setitimer") and not settings.writes:
            signal.setitimer(signal.ITIMER_REAL, 0)
        answers.write(json.dumps(head).encode() + b"\n" + content)
        answers.flush()


def command(settings: Settings) -> list[str]:
    """Return the command line that starts a worker."""
    return [sys.executable, "-c", "from kg.serve.worker import main; main()", json.dumps(asdict(settings))]
