"""Many articles: worker processes of this machine, results in the order of the articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from pathlib import Path

from kg.extract import extract
from kg.model import Annotations, Document

_AHEAD = 4  # documents in flight for each worker: memory stays bounded


def annotate_many(
    documents: Iterable[Document], workers: int = 1, names: tuple[Path, ...] = ()
) -> Iterator[Annotations]:
    """Yield the annotations of each document, in order, over `workers` processes."""
    if workers <= 1:
        for document in documents:
            yield _annotate(document, names)
        return
    source = iter(documents)
    with ProcessPoolExecutor(workers) as pool:
        pending: list[Future[Annotations]] = [
            pool.submit(_annotate, d, names) for d in islice(source, workers * _AHEAD)
        ]
        while pending:
            yield pending.pop(0).result()
            pending += [pool.submit(_annotate, d, names) for d in islice(source, 1)]


def _annotate(document: Document, names: tuple[Path, ...]) -> Annotations:
    from kg.extract.engine import RuleExtractor

    return extract(document, RuleExtractor(names))
