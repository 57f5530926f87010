"""Stores for the tests: a folder, an Oxigraph server and a Virtuoso, both started on loopback; and articles to put in."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox

import kg
from kg.model import Annotations, Document
from kg.store import ARCHIVE, INDEX, Store

OXIGRAPH = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
VIRTUOSO = shutil.which("virtuoso-t")
KINDS = ("folder", "oxigraph", "virtuoso")

_TOWNS = "بغداد الموصل البصرة كركوك أربيل دمشق حلب حمص بيروت صيدا عدن صنعاء تعز طرابلس بنغازي تونس".split()
_PAPERS = ("جريدة الصباح", "صوت المدينة", "الأفق الجديد", "وكالة الخبر")
_WHO = ("وزير الخارجية العراقي فؤاد حسين", "الرئيس المصري عبد الفتاح السيسي", "الجيش السوري", "البنك الدولي")
_LEADS = (
    "قتل {n} مدنيا وأصيب {m} آخرون في انفجار بمدينة {town} يوم {day} {month} 2023.",
    "التقى {who} وزير الخارجية التركي في {town} يوم {day} {month} 2023.",
    "أعلن {who} أن الحكومة ستفتتح مستشفى جديدا في {town} في {month} 2024.",
    "تظاهر {n} شخص في {town} احتجاجا على رفع الأسعار يوم {day} {month} 2023.",
)
_REST = (
    "وقال مصدر أمني إن القوات اعتقلت {m} مشتبها بهم.",
    "ونفى {who} أن تكون الحكومة قد وقعت الاتفاق.",
    "ودعت الأمم المتحدة إلى تقديم مساعدات عاجلة للسكان.",
    "ومن المقرر أن يزور {who} مدينة {town} الأسبوع المقبل.",
)
_MONTHS = "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split()


def documents(count: int, seed: int = 7) -> list[Document]:
    """Return made articles, the same for the same seed; every tenth has the text of another paper's."""
    dice = random.Random(seed)
    made: list[Document] = []
    for number in range(count):
        month, paper = dice.randrange(12), dice.choice(_PAPERS)
        fill = {"n": dice.randrange(3, 90), "m": dice.randrange(3, 30), "town": dice.choice(_TOWNS),
                "day": dice.randrange(1, 28), "month": _MONTHS[month], "who": dice.choice(_WHO)}  # fmt: skip
        text = "\n\n".join([f"خبر من {fill['town']}", *(dice.choice(some).format(**fill) for some in (_LEADS, _REST))])
        if number % 10 == 9:
            text = made[-3].text
        made.append(
            Document(
                id=f"{number}",
                text=text,
                title=text.partition("\n")[0],
                publisher=paper,
                published=f"2023-{month + 1:02}-28T{dice.randrange(24):02}:15:00+03:00",
                url=f"https://news.example/{number}" if number % 2 else None,
            )
        )
    return made


def annotated(count: int, seed: int = 7) -> list[Annotations]:
    """Return made articles with what was found in them."""
    return [kg.extract(document) for document in documents(count, seed)]


def content(store: Store) -> set[ox.Quad]:
    """Return all that an archive holds, its table of contents included."""
    return set(store.graph().quads()) | store.backend.graph(ARCHIVE) | store.backend.graph(INDEX)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextlib.contextmanager
def running(command: list[str], url: str, folder: Path, seconds: float = 60) -> Iterator[None]:
    """Run a server until the block ends; it is there when its address answers."""
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        for _ in range(int(seconds * 10)):
            with contextlib.suppress(httpx.HTTPError):
                httpx.get(url, timeout=2)
                break
            assert process.poll() is None, (folder / "server.log").read_text(errors="replace")
            time.sleep(0.1)
        else:
            raise AssertionError(f"{command[0]} does not answer")
        yield
    finally:
        process.kill()
        process.wait()


@contextlib.contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """Run an Oxigraph server in memory; its address."""
    at = f"127.0.0.1:{free_port()}"
    with running([str(OXIGRAPH), "serve", "--bind", at], f"http://{at}/", folder):
        yield f"http://{at}"


@contextlib.contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """Run a Virtuoso with its first user; its address, with user and password."""
    at, other = f"127.0.0.1:{free_port()}", f"127.0.0.1:{free_port()}"
    (folder / "virtuoso.ini").write_text(
        f"[Database]\nDatabaseFile=v.db\nErrorLogFile=v.log\nLockFile=v.lck\nTransactionFile=v.trx\n"
        f"xa_persistent_file=v.pxa\n[TempDatabase]\nDatabaseFile=t.db\nTransactionFile=t.trx\n"
        f"[Parameters]\nServerPort={other}\nNumberOfBuffers=10000\nMaxDirtyBuffers=6000\n"
        f"[HTTPServer]\nServerPort={at}\nServerThreads=5\n[SPARQL]\nResultSetMaxRows=100000\n"
    )
    with running([str(VIRTUOSO), "+configfile", "virtuoso.ini", "+foreground"], f"http://{at}/sparql", folder):
        yield f"http://dba:dba@{at}/sparql"


def emptied(at: str) -> None:
    """Take everything that is kg's out of an endpoint."""
    from kg.store import Change, Endpoint

    endpoint = Endpoint(at)
    endpoint.apply(Change({name: frozenset() for name in endpoint.graphs()}))
    endpoint.close()


def fresh(kind: str, tmp_path: Path, request) -> str:
    """Return where an empty store of that kind is; skips where there is no such server on this machine."""
    import pytest

    if kind == "folder":
        return str(tmp_path / f"archive-{len(list(tmp_path.iterdir()))}")
    if (OXIGRAPH if kind == "oxigraph" else VIRTUOSO) is None:
        pytest.skip(f"no {kind} on this machine; `make servers` installs it")
    at: str = request.getfixturevalue(f"{kind}_server")
    emptied(at)
    return at
