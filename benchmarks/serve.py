"""Measure `kg serve` on loopback: requests a second, latency, errors and memory under many clients at once.

usage: serve.py [--clients N] [--seconds N] [--articles N]

The archive is made, from a fixed seed. Each client asks again as soon as it has its answer: a hundred
searches, as JSON and as pages, SPARQL queries, events, articles, graphs. Memory is that of the server with all its workers.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx
from rich.console import Console
from rich.table import Table

import kg
from kg.search import search
from kg.store import open_store

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from stores import documents

_QUERY = "PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> SELECT ?e ?day { ?e a sem:Event ; sem:hasEarliestBeginTimeStamp ?day } ORDER BY ?day LIMIT 100"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--clients", type=int, default=50, help="clients at once (default 50)")
    parser.add_argument("--seconds", type=int, default=60, help="how long they ask (default 60)")
    parser.add_argument("--articles", type=int, default=200, help="articles in the archive (default 200)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as folder:
        events, articles = made(Path(folder) / "archive", options.articles)
        command = [Path(sys.executable).parent / "kg", "serve", "--store", f"{folder}/archive", "--port", "0"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            address = re.search(r"at (http://\S+)/ ", process.stdout.readline())[1]
            asyncio.run(ask(process.pid, address, addresses(events, articles), options))
        finally:
            process.terminate()
            process.wait()


def made(at: Path, count: int) -> tuple[list[str], list[str]]:
    """Make an archive; return some of its happenings and its articles."""
    store = open_store(at)
    for document in documents(count):
        store.add(kg.extract(document))
    found = [h.iri for h in search(store.store, limit=100, facets=False).happenings], [a.iri for a in store.contents()]
    store.close()
    return found


def addresses(events: list[str], articles: list[str]) -> dict[str, list[tuple[str, dict[str, str]]]]:
    """Return what is asked, by kind: paths and their parameters."""
    words = [f"{who} {where}".strip() for who in ("", "قتل", "انفجار", "السيسي", "فؤاد حسين", "الجيش", "البنك", "مستشفى", "تظاهر", "اعتقلت")
             for where in ("", "بغداد", "Baghdad", "عدن", "حلب", "تونس", "دمشق", "البصرة", "تعز", "بيروت")]  # fmt: skip
    return {
        "SPARQL": [("/sparql", {"query": _QUERY}), ("/sparql", {"query": "ASK {}"})],
        "search": [("/api/search", {"text": word}) for word in words],
        "event": [("/api/event", {"iri": iri}) for iri in events],
        "article": [("/api/article", {"name": iri}) for iri in articles[:100]],
        "search page": [("/", {"text": word}) for word in words],
        "graph page": [("/graph", {"text": word, "type": "Consult"}) for word in words[1:20]],
        "static": [("/static/kg.js", {})],
    }


async def ask(
    pid: int, address: str, what: dict[str, list[tuple[str, dict[str, str]]]], options: argparse.Namespace
) -> None:
    seconds: dict[str, list[float]] = {kind: [] for kind in what}
    errors: dict[str, int] = dict.fromkeys(what, 0)
    async with httpx.AsyncClient(
        base_url=address, timeout=60, limits=httpx.Limits(max_connections=options.clients)
    ) as http:
        for kind in what:  # everything is loaded once before it is measured
            for path, parameters in what[kind][:10]:
                await http.get(path, params=parameters)
        before, begun = memory(pid), time.monotonic()
        peak = before

        async def client(number: int) -> None:
            dice = random.Random(number)
            while time.monotonic() - begun < options.seconds:
                kind = dice.choice(list(what))
                path, parameters = dice.choice(what[kind])
                started = time.monotonic()
                try:
                    failed = (await http.get(path, params=parameters)).status_code != 200
                except httpx.HTTPError:
                    failed = True
                errors[kind] += failed
                seconds[kind].append(time.monotonic() - started)

        async def watch() -> None:
            nonlocal peak
            while time.monotonic() - begun < options.seconds:
                peak = max(peak, memory(pid))
                await asyncio.sleep(1)

        await asyncio.gather(watch(), *(client(n) for n in range(options.clients)))
        took = time.monotonic() - begun
        after = memory(pid)
    table = Table(
        title=f"kg serve, {options.clients} clients, {took:.0f} s, {options.articles} articles",
        title_justify="left",
        title_style="bold",
    )
    for column in ("asked for", "requests", "per second", "ms median", "ms 95 %", "ms most", "errors"):
        table.add_column(column, justify="left" if column == "asked for" else "right")
    for kind, found in [*seconds.items(), ("all", [each for some in seconds.values() for each in some])]:
        ms = sorted(1000 * each for each in found) or [0.0]
        failed = errors.get(kind, sum(errors.values()))
        table.add_row(kind, f"{len(found):,}", f"{len(found) / took:.1f}", f"{statistics.median(ms):.0f}",
                      f"{ms[int(0.95 * (len(ms) - 1))]:.0f}", f"{ms[-1]:.0f}", str(failed))  # fmt: skip
    Console(width=120).print(table)
    print(f"memory of the server with its workers: {before:.0f} MB before, {peak:.0f} MB at most, {after:.0f} MB after")


def memory(pid: int) -> float:
    """Return the MB that a process and its children have for themselves (Linux; 0 elsewhere)."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        pages = [int(Path(f"/proc/{each}/statm").read_text().split()[1]) for each in (pid, *children)]
    except OSError:
        return 0.0
    return sum(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main()
