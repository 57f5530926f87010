"""Clubs that go by one word, which elsewhere is a city or a common word: «فاز برشلونة على روما», «الأهلي والهلال».

In an article about sport such a word is a club where a word of the game stands beside it, or another club; and once it
is one, it is one wherever nothing says that the city or the common word is meant.
What the club is called in full is known from its name with نادي, or with the nationality of the article's country.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from kg.arabic.names import Gazetteer, Name, demonyms
from kg.extract.entities.candidates import Candidate, Found
from kg.extract.entities.identity import at_home_in, countries
from kg.extract.entities.runs import no_noun
from kg.extract.entities.words import Line, Word, is_adjective, nationality, unknown
from kg.extract.sport import about_sport, sport_words
from kg.model import Document


@cache
def _nationality(country: str) -> str:
    return next((w for w, d in demonyms().items() if d.country == country and d.form == "m" and not d.flags), "")


def of_sport(lines: Sequence[Line]) -> bool:
    """Whether an article is about sport, by its words."""
    return about_sport([w.key for line in lines for w in line if w.kind == "word"])


def clubs(document: Document, lines: Sequence[Line], listed: Sequence[Found], table: Gazetteer) -> None:
    """Put clubs among the known names of an article about sport, `listed` for each line by first word."""
    named = Counter(o[0].country for found in listed for o in found.values() if not o[0].weak and o[0].country)
    countries = [*at_home_in(document.publisher or ""), *(c for c, _ in named.most_common(3))]
    homes = [w for w in dict.fromkeys(_nationality(c) for c in countries if c) if w]
    full = _in_full(lines, listed)
    for line, found in zip(lines, listed, strict=True):
        for made in [*_by_town(line, found), *_foreign(line, found), *_paired(line, found)]:
            found[made.first] = [made]
    settled: set[str] = set()
    for again in (False, True):
        for line, found in zip(lines, listed, strict=True):
            for word in line:
                club = _club(word, table, homes)
                if club is None or any(c.last > word.index + 1 for c in found.get(word.index, ())):
                    continue
                if _meant(line, word) if again and word.key in settled else _plays(line, word, found):
                    settled.add(word.key)
                    english, country = full.get(word.key, (club.english, club.country))
                    head = line[word.index - 1] if word.index and not word.joined else None
                    first = head if head is not None and head.key == "النادي" else word  # «النادي الأهلي»
                    found[first.index] = [
                        Candidate(line, first.index, word.index + 1, first.start, word.end, "Organization", "club",
                                  english, country, key=word.key)
                    ]  # fmt: skip


def _team(line: Line, first: int, last: int, start: int, end: int, country: str | None) -> Candidate:
    key = " ".join(w.key for w in line[first:last])
    return Candidate(line, first, last, start, end, "Organization", "club", "", country, key=key)


def _by_town(line: Line, found: Found) -> Iterator[Candidate]:
    """Yield the clubs that a word of their names and a town open: «مولودية الجزائر», «شبيبة القيروان»."""
    for word in line[:-1]:
        if word.key not in sport_words("opens") or word.enclitic or word.proclitics not in ("", "و", "ل", "ب", "ف"):
            continue
        if any(c.last > word.index + 1 for c in found.get(word.index, ())) or line[word.index + 1].joined:
            continue
        towns = [c for c in found.get(word.index + 1, ()) if c.type == "Place" and c.name not in countries().values()]
        town = max(towns, key=lambda c: c.length, default=None)
        if town is not None:
            yield _team(line, word.index, town.last, word.start, town.end, town.country)


def _foreign(line: Line, found: Found) -> Iterator[Candidate]:
    """Yield the clubs that nobody lists, by their nationality: «فاز على فيروفيارو الموزمبيقي»."""
    for nation in line[1:]:
        if not (nation.definite and not nation.joined and nationality(nation)):
            continue
        demonym = demonyms()[nation.bare]
        first = nation.index
        while first and nation.index - first < 3 and _strange(line[first - 1], found):
            first -= 1
            if line[first].joined:
                break
        if demonym.form != "m" or demonym.country is None or first == nation.index or first - 1 in found:
            continue
        before = line[first - 1] if first else None
        marked = before is None or before.norm in _MARKS or (line[first].proclitics == "و" and first - 1 in found)
        if marked or (before is not None and before.bare in sport_words("before")):
            yield _team(line, first, nation.index + 1, line[first].start, nation.end, demonym.country)


def _paired(line: Line, found: Found) -> Iterator[Candidate]:
    """Yield the other side of a fixture with a club in it: «أندرلخت * مانشستر يونايتد», «بورتو 2 - 1 يوفنتوس»."""
    ends = {c.last: c for options in found.values() for c in options[:1] if c.type != "Person"}
    for mark in line:
        if mark.norm not in _MARKS:
            continue
        left, right = mark.index, mark.index + 1
        while left and line[left - 1].kind == "number":
            left -= 1
        while right < len(line) and line[right].kind == "number":
            right += 1
        home, away = ends.get(left), next(iter(found.get(right, ())), None)
        known = [c is not None and c.type == "Organization" and not c.weak for c in (home, away)]
        if known == [False, True]:
            made = _other_side(line, found, home, left, -1)
        else:
            made = _other_side(line, found, away, right, 1) if known == [True, False] else None
        if made is not None:
            yield made


def _other_side(line: Line, found: Found, named: Candidate | None, edge: int, step: int) -> Candidate | None:
    """Read the side that ends (`step` -1) or begins (1) at an edge: a town's club, or up to three strange words."""
    if named is not None:
        town = named.type == "Place" and named.name not in countries().values()
        return _team(line, named.first, named.last, named.start, named.end, named.country) if town else None
    far, back = edge, int(step < 0)
    while 0 <= far - back < len(line) and abs(far - edge) < 3:
        word = line[far - back]
        if word.joined or not _rare(word, found):
            break
        far += step
    beyond = line[far - back] if 0 <= far - back < len(line) else None
    first, last = sorted((edge, far))
    if first == last or not (beyond is None or beyond.kind in ("mark", "number") or beyond.blocked):
        return None
    return _team(line, first, last, line[first].start, line[last - 1].end, None)


_MARKS = frozenset(("*", "-", "–", "—", "/", ":"))


def _strange(word: Word, found: Found) -> bool:
    """Whether a word is met nowhere else, as names of foreign clubs are."""
    plain = not word.is_word or word.cls or word.enclitic or word.form.titles or nationality(word)
    return not plain and unknown(word) and not any(not c.weak for c in found.get(word.index, ()))


def _rare(word: Word, found: Found) -> bool:
    """Whether a word is strange, or never met with ال, as nouns are."""
    return _strange(word, found) or (no_noun(word) and not word.form.titles and word.index not in found)


def _in_full(lines: Sequence[Line], listed: Sequence[Found]) -> dict[str, tuple[str, str | None]]:
    """Return the known bodies that the article names in full, English name and country by first word."""
    found: dict[str, tuple[str, str | None]] = {}
    for line, names in zip(lines, listed, strict=True):
        for at, candidates in names.items():
            for c in candidates:
                if c.type == "Organization" and c.name and c.last > at + 1:
                    found.setdefault(line[at].key, (c.name, c.country))
    return found


def _club(word: Word, table: Gazetteer, homes: Sequence[str]) -> Name | None:
    if (
        not word.is_word
        or word.cls
        or word.enclitic
        or len(word.key) < 4
        or word.key in sport_words("topic")
        or word.key in sport_words("game")
    ):
        return None
    keys = [f"{before}{word.key} ال{home}" for home in homes for before in ("", "نادي ")] + [f"نادي {word.key}"]
    rows = [n for key in keys for n in table.get(key) if n.type == "Organization" and not n.ambiguous]
    return rows[0] if rows else None


def _beside(line: Line, word: Word) -> tuple[Word | None, Word | None]:
    return (line[word.index - 1] if word.index else None, line[word.index + 1] if word.index + 1 < len(line) else None)


def _described(after: Word | None) -> bool:
    """Whether an adjective goes on with the name: «الاتحاد الدولي»."""
    return after is not None and after.definite and not after.joined and is_adjective(after)


def _meant(line: Line, word: Word) -> bool:
    """Whether a word that is a club elsewhere in the article is the club here, too: not in «في برشلونة», «رئيس الاتحاد»."""
    before, after = _beside(line, word)
    elsewhere = before is not None and before.bare in sport_words("not")
    return not (elsewhere or _described(after) or word.key in sport_words("common") or word.proclitics in ("ب", "ك"))


def _plays(line: Line, word: Word, found: Found) -> bool:
    before, after = _beside(line, word)
    if _described(after):
        return False
    if after is not None and not word.joined and after.bare in sport_words("after"):
        return True  # «الأهلي يفوز على»
    if (
        after is not None
        and after.norm in _MARKS
        and any(c.type == "Organization" for c in found.get(after.index + 1, ()))
    ):
        return not word.joined  # «الأهلي - الزمالك»
    if word.proclitics == "و":
        return before is not None and any(
            c.type == "Organization" and c.last == word.index
            for at in range(max(0, word.index - 3), word.index)
            for c in found.get(at, ())
        )
    if word.proclitics == "ل":
        return before is not None and before.bare in sport_words("before")
    return not word.joined and before is not None and before.bare in sport_words("before")
