"""Measure what an article costs an archive as it grows: seconds to add, to add again, to remove, and to ask.

usage: archive.py [--texts FILE.jsonl.gz] [--articles N] [--batch N] [--store FOLDER|URL]

Without --texts the articles are made, from a fixed seed. Extraction is not counted: it is `make bench`'s other part.
Articles differ in length, so that what one costs is given by statement too. CPU seconds are those of this process with
the store's own threads; a server's own are not in them.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import random
import tempfile
import time
from pathlib import Path

from bench import given_texts, made_texts

import kg
from kg.rdf import article_iri, quads
from kg.store import open_store

COLUMNS = ("articles", "statements each", "ms to add (CPU)", "us a statement", "ms to add", "ms added again", "ms removed",
           "ms actor-timeline")  # fmt: skip
_ASKED = 100  # articles that are added again and removed in a batch's stead


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--texts", type=Path, help="articles of your own, one JSON object a line (.jsonl, .jsonl.gz)")
    parser.add_argument("--articles", type=int, default=2000, help="how many of them (default 2000)")
    parser.add_argument("--batch", type=int, default=0, help="articles a row (default a tenth of them)")
    parser.add_argument("--store", default="", help="an empty folder or endpoint (default a temporary folder)")
    options = parser.parse_args()
    documents = given_texts(options.texts, options.articles) if options.texts else made_texts(options.articles)
    documents.sort(
        key=lambda d: (d.published or "")[:10]
    )  # as they come to an archive: what is compared is of one time
    batch = options.batch or max(1, len(documents) // 10)
    documents = [dataclasses.replace(d, id=d.id if options.texts else f"made-{n}") for n, d in enumerate(documents)]
    with contextlib.ExitStack() as stack:
        at = options.store or stack.enter_context(tempfile.TemporaryDirectory(prefix="kg-bench-")) + "/archive"
        grow(at, documents, batch)


def grow(at: str, documents: list[kg.Document], batch: int) -> None:
    store = open_store(at)
    print(f"An archive that grows, {batch} articles a row")
    print(*(f"{column:>18}" for column in COLUMNS), flush=True)
    dice, costs, lengths = random.Random(3), [], []
    for start in range(0, len(documents), batch):
        made = [kg.extract(document) for document in documents[start : start + batch]]
        cpu, wall = time.process_time(), time.perf_counter()
        for each in made:
            store.add(each)
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        costs.append(cpu / len(made))
        some = dice.sample(made, min(_ASKED, len(made)))
        begun = time.perf_counter()
        for each in some:
            store.add(each)
        again = time.perf_counter() - begun
        begun = time.perf_counter()
        for each in some:
            store.remove(article_iri(each.document))
        gone = time.perf_counter() - begun
        for each in some:
            store.add(each)
        begun = time.perf_counter()
        busiest = store.ask(
            "SELECT ?who (COUNT(*) AS ?n) { ?event kg:agent ?who FILTER(CONTAINS(STR(?who), '/entity/')) }"
            " GROUP BY ?who ORDER BY DESC(?n) LIMIT 1"
        ).rows
        begun = time.perf_counter()
        if busiest and busiest[0][0] is not None:
            store.graph().query("actor-timeline", actor=busiest[0][0].value)
        asked = time.perf_counter() - begun
        said = sum(len(quads(each)) for each in made)
        lengths.append(cpu / said)
        figures = (cpu / len(made), wall / len(made), again / len(some), gone / len(some), asked)
        added, *others = (f"{seconds * 1000:,.1f}" for seconds in figures)
        cells = (f"{start + len(made):,}", f"{said / len(made):,.0f}", added, f"{cpu / said * 1e6:,.1f}", *others)
        print(*(f"{cell:>18}" for cell in cells), flush=True)  # as it comes: a long run may be cut off
    print(f"last row to first, CPU: {costs[-1] / costs[0]:.2f} an article, {lengths[-1] / lengths[0]:.2f} a statement")
    store.close()
    alone = into_empty(made)
    print(
        f"last row into an empty archive: {alone * 1000:,.1f} ms; into the grown one: {costs[-1] / alone:.2f} times that"
    )


def into_empty(made: list[kg.Annotations]) -> float:
    """Return the CPU seconds an article costs an empty archive.

    Later articles may be longer, and more of them of one day and story; beside the cost of the same articles in the
    grown archive this tells what its size alone costs.
    """
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as folder:
        store = open_store(folder + "/archive")
        cpu = time.process_time()
        for each in made:
            store.add(each)
        cpu = time.process_time() - cpu
        store.close()
    return cpu / len(made)


if __name__ == "__main__":
    main()
