"""Happenings that go by their day, «ثورة 25 يناير», and days kept for something, «اليوم العالمي للصحة»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from kg.arabic.normalize import fold
from kg.extract.entities.candidates import Candidate, Found
from kg.extract.entities.complements import Reading, adjectives_after, purpose
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


def observances(line: Line, known: Found) -> Found:
    """Return the days that the world or a state keeps, by first word: «اليوم العالمي للصحة», «الأسبوع العربي للتنمية».

    The nouns are those of `type_nouns.tsv` with the flag `kept`; «اليوم» itself is an adverb elsewhere.
    """
    out: Found = {}
    for word in line[:-1]:
        if word.blocked or word.enclitic or not word.key.startswith("ال"):
            continue
        noun = next((n for n in type_nouns().get(word.key[2:], ()) if "kept" in n.flags), None)
        if noun is None:
            continue
        reading = Reading(word.index + 1, {"definite"}, first=word.index + 1)
        adjectives_after(line, reading)
        told = reading.met & {"scope", "nation"}
        purpose(line, reading, known)
        if told and "for" in reading.met:
            last = line[reading.at - 1]
            out[word.index] = [
                Candidate(line, word.index, reading.at, word.start, last.end, "Event", f"noun:{noun.noun}", "", reading.whose,
                          head=fold(noun.noun), parts=reading.parts, several=reading.several)
            ]  # fmt: skip
    return out
