"""Plain text as a site gave it: which lines are the story, and what the others say about it.

Head and foot of a page are furniture: section names, date lines, bylines, buttons (their words are in
`furniture.tsv`). What is not known to be furniture is story, and a text without any is story throughout.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.arabic.normalize import fold, light
from kg.arabic.tables import read_table
from kg.extract.times import find_times
from kg.model import Document, Region
from kg.reading.dateline import without_dateline

_CLOCK = re.compile(r"(?<!\d)(\d{1,2})[:.](\d\d)(?::\d\d)?\s*(صباحا|مساء|ظهرا|ص|م|am|pm|AM|PM)?(?![\w\d])")
_ZONE = re.compile(r"بتوقيت\s+(\S+)")
_LONGEST_HEADLINE = 200  # code points
_FEW_WORDS = 7


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str  # stripped

    @property
    def key(self) -> str:
        return " ".join(re.sub(r"[«»\"“”'.:،,!؟|/\\-]", " ", fold(self.text)).split())


@cache
def _furniture() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in read_table("furniture.tsv", ("words", "how")):
        found.setdefault(row["how"], []).append(" ".join(fold(row["words"]).split()))
    return {how: tuple(sorted(words, key=len, reverse=True)) for how, words in found.items()}


def parse_text(text: str) -> Document:
    """Read a plain-text page: title, dates, publisher, and the regions that are the story."""
    lines = [
        _Line(
            m.start() + len(m[0]) - len(m[0].lstrip("\ufeff \t\r\xa0")),
            m.start() + len(m[0].rstrip()),
            m[0].strip("\ufeff \t\r\xa0"),
        )
        for m in re.finditer(r"[^\n]+", text)
        if m[0].strip("\ufeff \t\r\xa0")
    ]
    facts: dict[str, str] = {}
    lines = _without_foot(lines)
    headline, rest = _headline(lines, facts)
    body = _body(rest, headline, facts)
    if headline is None and body and len(body) > 1 and _like_headline(body[0]):
        headline, body = body[0], body[1:]
    regions = []
    if headline is not None:
        regions.append(Region(headline.start, headline.end, "headline"))
    for line in body:
        if regions and regions[-1].kind == "body" and not text[regions[-1].end : line.start].strip():
            regions[-1] = Region(regions[-1].start, line.end)
        else:
            regions.append(Region(line.start, line.end))
    zone = facts.get("zone", "")
    return without_dateline(
        Document(
            id="", text=text, regions=tuple(regions), title=headline.text if headline else "",
            publisher=facts.get("publisher"), via=facts.get("via"), author=facts.get("author"),
            published=_zoned(facts.get("published"), zone), modified=_zoned(facts.get("modified"), zone),
        )
    )  # fmt: skip


def date_of(line: str) -> str | None:
    """Return the ISO date or date-time (without zone) that a line states, or None."""
    day = next(
        (t.value for t in find_times(line) if t.type == "DATE" and re.fullmatch(r"\d{4}-\d\d-\d\d", t.value)), None
    )
    if day is None:
        return None
    clock = _CLOCK.search(re.sub(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}", " ", light(line)))
    if clock is None:
        return day
    hour, minute, half = int(clock[1]), int(clock[2]), clock[3] or ""
    if half.lower() in ("م", "مساء", "pm", "ظهرا") and hour < 12:
        hour += 12
    if half.lower() in ("ص", "صباحا", "am") and hour == 12:
        hour = 0
    return f"{day}T{hour:02}:{minute:02}:00" if hour < 24 and minute < 60 else day


def _zoned(value: str | None, zone: str) -> str | None:
    return value + zone if value and "T" in value and zone else value


def _without_foot(lines: list[_Line]) -> list[_Line]:
    """Drop what stands after «اقرأ أيضا» and kin in the page's second half."""
    for index, line in enumerate(lines):
        late = index > 1 and index * 2 >= len(lines) and len(line.text.split()) <= _FEW_WORDS
        if late and any(line.key == w or line.key.startswith(w + " ") for w in _furniture()["end"]):
            return lines[:index]
    return lines


def _headline(lines: list[_Line], facts: dict[str, str]) -> tuple[_Line | None, list[_Line]]:
    """The headline: the first line of the head that stands twice, else the first short line that is no furniture."""
    seen: dict[str, _Line] = {}
    for index, line in enumerate(lines[:15]):
        if line.key in seen and len(line.text) <= _LONGEST_HEADLINE and len(line.key.split()) > 1:
            for other in lines[:index]:
                _notes(other, facts)
            first = seen[line.key]
            return first, [x for x in lines[index + 1 :] if x.key != line.key]
        if len(line.key) > 5:
            seen.setdefault(line.key, line)
    for index, line in enumerate(lines[:10]):
        if _notes(line, facts) or _is_furniture(line):
            continue
        if _like_headline(line) and index + 1 < len(lines):
            return line, lines[index + 1 :]
        return None, lines[index:]
    return None, lines


def _like_headline(line: _Line) -> bool:
    return (
        len(line.text) <= _LONGEST_HEADLINE
        and not re.search(r"[.؛:،]$", line.text)
        and not line.text.endswith("\u2026")
    )


def _body(lines: list[_Line], headline: _Line | None, facts: dict[str, str]) -> list[_Line]:
    """Leave out the furniture between headline and story, and lone buttons anywhere."""
    out: list[_Line] = []
    for line in lines:
        if not out and (_notes(line, facts) or _is_furniture(line)):
            continue
        if out and (_is_furniture(line) or (len(line.text.split()) <= 10 and _notes(line, facts, late=True))):
            continue
        out.append(line)
    return out


def _is_furniture(line: _Line) -> bool:
    if line.key in _furniture()["line"] or re.fullmatch(r"[\W\d_]+", line.text):
        return True
    return any(line.key.startswith(w) for w in _furniture()["start"]) and len(line.text.split()) <= 12


def _notes(line: _Line, facts: dict[str, str], late: bool = False) -> bool:
    """Take the date, publisher or author from a line of the head; say whether the line was one of these."""
    words = line.text.split()
    if len(words) > 16:
        return False
    found = date_of(line.text)
    if found is not None and _only_a_date(line):
        kind = "modified" if any(line.key.startswith(w) for w in _furniture()["modified"]) else "published"
        facts.setdefault(kind, found)
        if (zone := _ZONE.search(line.text)) and (offset := _zones().get(fold(zone[1]).rstrip("."), "")):
            facts.setdefault("zone", offset)
        return True
    if late:
        return False
    label, colon, name = line.text.partition(":")
    for word in _furniture()["author"]:
        if line.key == word:
            return True
        if colon and fold(label).split()[:1] == [word] and len(words) <= 8 and name.strip():
            facts.setdefault("publisher" if word == "المصدر" else "author", name.strip(" -–"))
            return True
    if len(words) <= _FEW_WORDS and re.fullmatch(r"[^.:؛!؟]+[/|][^.:؛!؟]+", line.text) and len(line.text) <= 60:
        # «عدن تايم/سكاي نيوز»: the publisher and the medium it has the story from
        publisher, via = (p.strip(" -–") for p in re.split(r"[/|]", line.text, maxsplit=1))
        facts.setdefault("publisher", publisher)
        facts.setdefault("via", via)
        return True
    return False


def _only_a_date(line: _Line) -> bool:
    """Whether hardly anything but the date stands in the line."""
    rest = light(line.text)
    for time in reversed(find_times(line.text)):
        rest = rest[: time.start] + " " + rest[time.end :] if len(rest) == len(line.text) else rest
    rest = _ZONE.sub(" ", _CLOCK.sub(" ", rest))
    left = [w for w in re.findall(r"[^\W\d_]+", rest) if len(w) > 1]
    labels = {w for words in ("modified", "published") for phrase in _furniture()[words] for w in phrase.split()}
    return (
        len(
            [
                w
                for w in left
                if fold(w) not in labels and fold(w) not in ("الساعه", "يوم", "بتاريخ", "في", "gmt", "GMT")
            ]
        )
        <= 3
    )


@cache
def _zones() -> dict[str, str]:
    return {fold(row["place"]): row["offset"] for row in read_table("zones.tsv", ("place", "offset"))}
