"""Happenings that go by their day: «أحداث 26 جانفي 1978», «ثورة 25 يناير», «هجمات 11 سبتمبر 2001»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from kg.extract.entities.candidates import Candidate, Found
from kg.extract.entities.nouns import type_nouns
from kg.extract.entities.words import Line
from kg.model import Time

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_RELATIVE = ("ماضي", "جاري", "حالي", "مقبل", "قادم", "منصرم", "فارط", "امس", "يوم", "اليوم")


def dated(line: Line, times: Sequence[Time]) -> Found:
    """Return the happenings of a line that a day names, by first word.

    The nouns are those of `type_nouns.tsv` with the flag `dated`; with `year` the year must stand there too, as
    «هجوم 3 مارس» is any attack.
    """
    out: Found = {}
    if not times:
        return out
    for word in line[:-1]:
        noun = next((n for n in type_nouns().get(word.bare, ()) if "dated" in n.flags), None)
        after = line[word.index + 1]
        if noun is None or word.definite or word.enclitic or not after.blocked:
            continue
        time = next((t for t in times if t.start <= after.start < t.end), None)
        if time is None or time.type != "DATE" or not _DAY.fullmatch(time.value):
            continue
        words = [w for w in line[word.index + 1 :] if w.start < time.end]
        last, day = words[-1], date.fromisoformat(time.value)
        stated = bool(re.search(r"\d{4}", last.norm))
        if any(w.bare in _RELATIVE for w in words[1:]) or ("year" in noun.flags and not stated):
            continue
        name = noun.english.format(f"{day.day} {day:%B}" + (f" {day.year}" if stated else ""))
        out[word.index] = [Candidate(line, word.index, last.index + 1, word.start, last.end, "Event", "dated", name)]
    return out
