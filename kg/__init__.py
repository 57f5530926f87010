"""kg: from an Arabic news article to a graph of what happened, with the exact words as evidence.

>>> import kg
>>> graph = kg.build("examples/coalition-timetable.txt")  # doctest: +SKIP
>>> graph.timeline()  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

__version__ = "0.1.0"

from kg.errors import DataError, KgError, OutputError, QueryError, ReadingError, StoreError
from kg.extract import extract
from kg.model import Annotations, Document, Entity, Event, Quantity, Span, Time, checked_date
from kg.reading import read, read_many, read_text

if TYPE_CHECKING:
    from kg.graph import Graph


def build(
    articles: str | Path | Document | Annotations | Iterable[str | Path | Document | Annotations],
    *,
    published: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    names: Sequence[Path] = (),
) -> Graph:
    """Read, extract and build: return the graph of one article or many (paths, documents or annotations).

    `published`, `publisher` and `title` replace what the pages say; `names` are files of your own names.
    Raises KgError in one line, TypeError for what is no article.
    """
    from kg.extract.engine import RuleExtractor
    from kg.graph import from_annotations

    if not isinstance(articles, (str, Path, Document, Annotations, Iterable)):
        raise _wrong("build", "a path, a Document, Annotations, or several of these", articles)
    many = [articles] if isinstance(articles, (str, Path, Document, Annotations)) else list(articles)
    extractor = RuleExtractor(tuple(names))
    found: list[Annotations] = []
    for each in many:
        if isinstance(each, Annotations):
            found.append(each)
        elif isinstance(each, Document):
            found.append(extractor.annotate(each))
        elif not isinstance(each, (str, Path)):
            raise _wrong("build", "paths, Documents or Annotations", each)
        elif Path(each).is_dir() or str(each).endswith(".jsonl"):
            found += [extractor.annotate(document) for document in read_many([each])]
        else:
            document = read(each, published=published, publisher=publisher, title=title)
            found.append(extractor.annotate(document))
    return from_annotations(found)


def load(path: str | Path) -> Graph:
    """Read a graph file (.ttl .trig .nq .jsonld) back. Raises StoreError."""
    from kg.graph import load as load_graph

    return load_graph(path)


def times(text: str, published: str | date | None = None) -> tuple[Time, ...]:
    """Return the time expressions of a text; `published` is the day relative ones are reckoned from.

    Raises ReadingError where `published` is no ISO 8601 date.
    """
    from kg.extract.times import find_times

    if not isinstance(text, str):
        raise _wrong("times", "a text", text)
    if not isinstance(published, (str, date, type(None))):
        raise _wrong("times", "a date or an ISO 8601 string as published", published)
    if isinstance(published, str):
        published = date.fromisoformat(checked_date(published, "published")[:10])
    return find_times(text, published)


def quantities(text: str) -> tuple[Quantity, ...]:
    """Return the counts and measures of a text."""
    from kg.extract.quantities import find_quantities
    from kg.extract.times import find_times

    if not isinstance(text, str):
        raise _wrong("quantities", "a text", text)
    return find_quantities(text, None, find_times(text, date(2000, 1, 1)))


def _wrong(function: str, expected: str, given: object) -> TypeError:
    return TypeError(f"kg.{function} takes {expected}, not {given!r:.60}")


__all__ = [
    "Annotations", "DataError", "Document", "Entity", "Event", "KgError", "OutputError", "Quantity", "QueryError",
    "ReadingError", "Span", "StoreError", "Time", "build", "extract", "load", "quantities", "read", "read_many",
    "read_text", "times",
]  # fmt: skip
