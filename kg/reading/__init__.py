"""Reading an article: files of text, HTML or JSON become documents, their words kept as given.

The id of a document is the one its JSON states, else the first 16 hex digits of the SHA-256 of its text.
"""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import ReadingError
from kg.model import Document, checked_date
from kg.reading.encoding import LIMIT, LONGEST, decode
from kg.reading.json_file import parse_json, parse_lines
from kg.reading.text_page import parse_text

SUFFIXES = (".txt", ".html", ".htm", ".json", ".jsonl")
GRAPHS = (".ttl", ".trig", ".nq", ".jsonld")  # what `kg build` writes is never an article


def read(
    source: str | Path, *, published: str | None = None, publisher: str | None = None, title: str | None = None
) -> Document:
    """Read one article file (.txt, .html, .json); the keywords replace what the page says.

    Raises ReadingError in one line, ValueError never.
    """
    documents = list(_file(Path(source)))
    if len(documents) != 1:
        raise ReadingError(f"{source}: holds {len(documents)} articles; use read_many")
    return _overridden(documents[0], published, publisher, title)


def read_many(paths: Iterable[str | Path]) -> Iterator[Document]:
    """Read files, folders (all article files below, sorted) and .jsonl files, one document at a time."""
    for _, document in read_files(paths):
        yield document


def read_files(paths: Iterable[str | Path]) -> Iterator[tuple[Path, Document]]:
    """Read like `read_many`, each document with the file it stands in."""
    for path in map(Path, paths):
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
            if not inside:
                raise ReadingError(f"{path}: no article in this folder; articles end in {', '.join(SUFFIXES)}")
        else:
            inside = [path]
        for file in inside:
            for document in _file(file):
                yield file, document


def read_text(
    text: str,
    *,
    published: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    name: str = "",
) -> Document:
    """Read an article from a string: plain text or, where the file's `name` ends so, HTML or JSON."""
    if not text.strip("\ufeff \t\r\n"):
        raise ReadingError(f"{name or 'the text'}: is empty")
    found = _parsed(text, Path(name).suffix.lower() or ".txt", name or "the text")
    return _overridden(found, published, publisher, title)


def _file(path: Path) -> Iterator[Document]:
    if path.suffix.lower() in GRAPHS:
        raise ReadingError(f"{path}: is a graph file, not an article; articles end in {', '.join(SUFFIXES)}")
    try:
        if path.is_dir():
            raise ReadingError(f"{path}: is a folder; name a file")
        size = path.stat().st_size
        if size > LIMIT and path.suffix.lower() != ".jsonl":
            raise ReadingError(f"{path}: {size // 1_000_000} MB is no article; the limit is {LIMIT // 1_000_000} MB")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise ReadingError(f"{path}: no such file") from error
    except OSError as error:
        raise ReadingError(f"{path}: cannot be read: {error.strerror}") from error
    text = decode(data, str(path))
    if not text.strip("\ufeff \t\r\n"):
        raise ReadingError(f"{path}: is empty")
    suffix = path.suffix.lower()
    if suffix == ".jsonl":
        for document in parse_lines(text, str(path)):
            _short(document.text, f"{path}: {document.id or document.title or 'an article'}")
            yield _identified(document)
    else:
        yield _parsed(text, suffix, str(path))


def _parsed(text: str, suffix: str, where: str) -> Document:
    if suffix == ".json" or (suffix not in SUFFIXES and text.lstrip("\ufeff \r\n\t")[:1] == "{"):
        document = parse_json(text, where)
        _short(document.text, where)
        return _identified(document)
    if suffix in (".html", ".htm") or re.match(r"\s*(?:<!doctype html|<html)", text.lstrip("\ufeff"), re.IGNORECASE):
        from kg.reading.html_page import parse_html  # trafilatura is slow to import

        return _identified(parse_html(text, where))
    return _identified(parse_text(_short(text, where)))


def _short(text: str, where: str) -> str:
    if len(text) > LONGEST:
        raise ReadingError(f"{where}: {len(text):,} characters are no article; the limit is {LONGEST:,}: split it")
    return text


def _identified(document: Document) -> Document:
    if document.id:
        return document
    digest = hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
    return dataclasses.replace(document, id=digest[:16])


def _overridden(document: Document, published: str | None, publisher: str | None, title: str | None) -> Document:
    changes: dict[str, str] = {}
    if published:
        changes["published"] = checked_date(published, "--published")
    if publisher:
        changes["publisher"] = publisher
    if title:
        changes["title"] = title
    return dataclasses.replace(document, **changes) if changes else document  # type: ignore[arg-type]


__all__ = ["read", "read_files", "read_many", "read_text"]
