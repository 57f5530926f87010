"""Articles as JSON: the published annotation shape or schema.org NewsArticle; annotation layers are not read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from kg.errors import ReadingError
from kg.model import Document, Region, checked_date
from kg.reading.dateline import without_dateline
from kg.reading.text_page import date_of


def parse_json(text: str, where: str) -> Document:
    """Read one article from a JSON object. Raises ReadingError with line and column."""
    try:
        data = json.loads(text.lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        raise ReadingError(f"{where}:{error.lineno}:{error.colno}: not JSON: {error.msg}") from error
    except RecursionError as error:
        raise ReadingError(f"{where}: nested too deeply to be an article") from error
    return _document(data, where)


def parse_lines(text: str, where: str) -> Iterator[Document]:
    """Read one article a line. Raises ReadingError with the line's number."""
    for number, line in enumerate(text.lstrip("\ufeff").split("\n"), 1):
        if line.strip():
            try:
                data = json.loads(line)
            except json.JSONDecodeError as error:
                raise ReadingError(f"{where}:{number}: not JSON: {error.msg}") from error
            yield _document(data, f"{where}:{number}")


def _stated_date(value: str, where: str) -> str:
    """Return a date that is written in ISO 8601 or, as many papers do, «02/05/2016» or «2 مايو 2016»."""
    try:
        return checked_date(value, where)
    except ReadingError:
        found = date_of(value)
        if found is None:
            raise
        return found


def _document(data: Any, where: str) -> Document:
    if isinstance(data, list) and len(data) == 1:
        data = data[0]
    if not isinstance(data, dict):
        raise ReadingError(f"{where}: an article is a JSON object with a text")
    if isinstance(data.get("@graph"), list):
        data = next((d for d in data["@graph"] if isinstance(d, dict) and "articleBody" in d), data)
    title = _string(data, "title", "headline")
    body = data.get("text") if "text" in data else data.get("articleBody")
    if not isinstance(body, str) or not body.strip():
        raise ReadingError(f"{where}: no text; an article has `text` or, as a schema.org NewsArticle, `articleBody`")
    if "text" not in data and title and not body.startswith(title):
        body = f"{title}\n\n{body}"
    published = _string(data, "published", "datePublished", "dateCreated")
    modified = _string(data, "modified", "dateModified")
    identifier = data.get("id") if isinstance(data.get("id"), (str, int)) else ""
    return without_dateline(
        Document(
            id=re.sub(r"[^\w.-]+", "-", str(identifier)).strip(".-")[:120],
            text=body,
            regions=_regions(body, title),
            title=title,
            publisher=_name(data.get("publisher")),
            author=_name(data.get("author")),
            published=_stated_date(published, where) if published else None,
            modified=_stated_date(modified, where) if modified else None,
            url=_string(data, "url", "mainEntityOfPage", "@id") or None,
            lang=_string(data, "lang", "inLanguage")[:2] or "ar",
        )
    )


def _regions(text: str, title: str) -> tuple[Region, ...]:
    if title and text.startswith(title) and len(title) < len(text):
        return Region(0, len(title), "headline"), Region(len(title), len(text))
    return (Region(0, len(text)),)


def _string(data: dict[str, Any], *names: str) -> str:
    return next((data[n].strip() for n in names if isinstance(data.get(n), str) and data[n].strip()), "")


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return value.strip() or None if isinstance(value, str) else None
