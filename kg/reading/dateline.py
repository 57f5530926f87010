"""The dateline that opens a story, which is none of it: «سبق- الرياض:», «نينوى/ أصوات العراق:», «تونس 5 ماي 2016 (وات) -»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from kg.arabic.morphology import function_class
from kg.arabic.names import gazetteer, given_names, name_key
from kg.arabic.normalize import fold
from kg.arabic.tables import read_table
from kg.arabic.tokens import Token, tokenize
from kg.model import Document, Region

_PARTS = set('-–—ـ/|:،,()«»"“”')
_ENDS = set("-–—ـ/|:")
_LONGEST = 90  # code points
_MOST_WORDS = 4  # of a part


def without_dateline(document: Document) -> Document:
    """Return the document with its story beginning behind the dateline, where it has one.

    A dateline is a line of short parts, each a place, a body, a person or a word of the trade, divided by dashes,
    slashes, brackets or a colon; the first may be a name nobody lists. One part is a word of the trade or the publisher,
    or there are a place and a body, or a place and the day of publication.
    """
    regions = list(document.regions)
    at = next((n for n, region in enumerate(regions) if region.kind == "body"), None)
    if at is None:
        return document
    region = regions[at]
    start = _behind(document.text, region.start, region.end, name_key(document.publisher or ""), document.day)
    if not region.start < start < region.end:
        return document
    regions[at] = Region(start, region.end, region.kind)
    return replace(document, regions=tuple(regions))


def _behind(text: str, start: int, end: int, publisher: str, day: date | None) -> int:
    """Return where the story begins in `text[start:end]`."""
    kinds: set[str] = set()
    words: list[Token] = []
    cut = start
    first = start + len(text[start:end]) - len(text[start:end].lstrip())
    line = text.find("\n", first, end)
    stop = min(end, first + _LONGEST, line if line > 0 else end)
    for mark, at in _marks(text, first, stop, words, day):
        if not mark and not (stop == line and kinds):
            break
        if words:
            stranger = (
                "Organization" if mark in ("»", '"', "”") else "" if kinds or len(words) == _MOST_WORDS else "stranger"
            )
            kind = _kind(words, publisher) or stranger
            if not kind:
                break
            kinds.add(kind)
            words.clear()
        if mark == _DAY and "Place" in kinds:
            kinds.add("desk")
        if (not mark or mark in _ENDS) and ("desk" in kinds or {"Place", "Organization"} <= kinds):
            cut = at
    return cut


def _marks(text: str, start: int, stop: int, words: list[Token], day: date | None) -> Iterator[tuple[str, int]]:
    """Yield the marks that part a dateline and where each ends, with the words before it put into `words`."""
    last = start
    for token in tokenize(text, start, stop):
        if token.start < last:
            continue  # of a date
        if token.kind == "number" and (behind := _behind_date(text, token.start, stop, day)):
            if words and words[-1].norm == "في":
                words.pop()  # «أبوظبي في 21 يوليو»
            yield _DAY, behind
            last = behind
            continue
        if "ـ" in text[last : token.start]:
            yield "ـ", token.start
        last = token.end
        if token.kind in ("word", "latin"):
            words.append(token)
        elif token.text in _PARTS:
            yield token.text, token.end
        elif not (token.text == "." and words and words[-1].end - words[-1].start == 1):  # «أ.ف.ب»
            return
    yield "", stop


_DAY = "day"
_DATE = re.compile(r"(\d{1,2})\s?[-/. ]\s?(\d{1,2}|[^\W\d]+)(?:/[^\W\d]+)?(?:\s?[-/. ]\s?\d{4})?(?![\d\w])")
_NEAR = 2  # days between what a dateline is dated and the publication


def _behind_date(text: str, start: int, stop: int, day: date | None) -> int:
    """Return where the date of publication that begins at `start` ends, or 0: «25-2-2004», «٢٠ أغسطس»."""
    found = _DATE.match(text, start, stop)
    if found is None or day is None:
        return 0
    month = int(found[2]) if found[2].isdigit() else _months().get(fold(found[2]), 0)
    try:
        told = date(day.year, month, int(found[1]))
    except ValueError:
        return 0
    return found.end() if abs((day - told).days) <= _NEAR else 0


@cache
def _months() -> dict[str, int]:
    rows = read_table("months.tsv", ("name", "month", "calendar"))
    return {fold(row["name"]): int(row["month"]) for row in rows if row["calendar"] == "gregorian"}


def _kind(words: list[Token], publisher: str) -> str:
    """Return what a part of a dateline is: desk, Place, Organization, Person, or nothing that stands in one."""
    key = name_key(" ".join(w.text for w in words))
    if key in _desk() or (publisher and key == publisher):
        return "desk"
    if len(words) > _MOST_WORDS or any(function_class(w.norm) for w in words):
        return ""
    types = [name.type for name in gazetteer().get(key)]
    found = next((kind for kind in ("Place", "Organization", "Person") if kind in types), "")
    if found:
        return found
    borne = given_names().get(words[0].key)
    return "Person" if borne is not None and borne.given > 2 and len(words) > 1 else ""


@cache
def _desk() -> frozenset[str]:
    rows = read_table("furniture.tsv", ("words", "how"))
    return frozenset(name_key(fold(row["words"])) for row in rows if row["how"] == "desk")
