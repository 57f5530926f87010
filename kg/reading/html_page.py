"""Articles as HTML: the text through trafilatura, what the page says of itself from its own metadata."""

from __future__ import annotations

import json
import re
from typing import Any

import lxml.html
import trafilatura

from kg.errors import ReadingError
from kg.model import Document, Region, checked_date
from kg.reading.dateline import without_dateline
from kg.reading.json_file import _name, _string
from kg.reading.text_page import date_of


def parse_html(page: str, where: str) -> Document:
    """Read an HTML page; offsets count in the extracted text, which the document holds.

    The date is what JSON-LD, OpenGraph, <meta> or <time> state, or a date line of the text; a page without one stays
    without. Raises ReadingError where no article is found.
    """
    body = trafilatura.extract(
        page, include_comments=False, include_tables=False, favor_precision=False, with_metadata=False
    )
    try:
        tree = lxml.html.fromstring(page.encode("utf-8", "replace"), parser=lxml.html.HTMLParser(encoding="utf-8"))
    except (lxml.etree.ParserError, ValueError) as error:
        raise ReadingError(f"{where}: not HTML: {error}") from error
    if not body or not body.strip():
        raise ReadingError(f"{where}: no article found in the page")
    data = _json_ld(tree)
    title = (
        _string(data, "headline", "name") or _meta(tree, "og:title") or _text(tree, "//h1") or _text(tree, "//title")
    )
    title = " ".join(title.split())
    stated = _meta(tree, "article:published_time", "datePublished", "date", "pubdate", "DC.date.issued")
    times = _attribute(tree, "//time/@datetime")
    published = _date(_string(data, "datePublished", "dateCreated")) or _date(stated) or _date(times)
    if published is None:
        published = date_of(_text(tree, "//time"))
    modified = _date(_string(data, "dateModified")) or _date(_meta(tree, "article:modified_time", "og:updated_time"))
    text = body if not title or body.startswith(title) else f"{title}\n\n{body}"
    start = len(title) if title and text.startswith(title) else 0
    regions = (
        (Region(0, start, "headline"), Region(start, len(text))) if 0 < start < len(text) else (Region(0, len(text)),)
    )
    return without_dateline(
        Document(
            id="", text=text, regions=regions, title=title,
            publisher=_name(data.get("publisher")) or _meta(tree, "og:site_name") or None,
            author=_name(data.get("author")) or _meta(tree, "author") or None,
            published=published, modified=modified,
            url=_string(data, "url") or _attribute(tree, "//link[@rel='canonical']/@href") or _meta(tree, "og:url") or None,
            lang=(_attribute(tree, "/html/@lang") or "ar")[:2],
        )
    )  # fmt: skip


def _json_ld(tree: Any) -> dict[str, Any]:
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            found = json.loads(script)
        except json.JSONDecodeError:
            continue
        queue = found if isinstance(found, list) else [found]
        for item in queue:
            if isinstance(item, dict):
                queue += item.get("@graph", []) if isinstance(item.get("@graph"), list) else []
                kinds = item.get("@type", "")
                if "Article" in str(kinds) or "articleBody" in item:
                    return item
    return {}


def _meta(tree: Any, *names: str) -> str:
    for name in names:
        for attribute in ("property", "name", "itemprop"):
            for value in tree.xpath(f"//meta[@{attribute}=$name]/@content", name=name):
                if value.strip():
                    return str(value).strip()
    return ""


def _text(tree: Any, path: str) -> str:
    found = tree.xpath(path)
    return " ".join(found[0].text_content().split()) if found else ""


def _attribute(tree: Any, path: str) -> str:
    found = tree.xpath(path)
    return str(found[0]).strip() if found else ""


def _date(value: str) -> str | None:
    """Return an ISO date or date-time of the page, or None; a zone written +0300 becomes +03:00."""
    value = re.sub(r"([+-]\d\d)(\d\d)$", r"\1:\2", value.strip()).replace(" ", "T", 1) if value else ""
    value = re.sub(r"\.\d+", "", value).replace("Z", "+00:00")
    try:
        return checked_date(value, "") if value else None
    except ReadingError:
        return value[:10] if re.fullmatch(r"\d{4}-\d\d-\d\d", value[:10]) else None
