"""Names that the gazetteer knows, read under their clitics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kg.arabic.names import Gazetteer, Name, demonyms, name_key
from kg.extract.entities.candidates import Candidate, Found
from kg.extract.entities.runs import set_phrase
from kg.extract.entities.words import Line, Word, frequent, is_adjective, nationality

_AT_HOME = 3  # how often an article names a country, or what is of it, for a word to be a town of it


def known(line: Line, gazetteer: Gazetteer) -> dict[int, list[Candidate]]:
    """Return, for each word that a known name begins with, its candidates, longest first."""
    out: dict[int, list[Candidate]] = {}
    raws = [w.raw for w in line]
    for at, starts in gazetteer.begun(raws):
        word = line[at]
        if word.blocked or word.kind in ("mark", "number"):
            continue
        for cut, first in starts:
            names = gazetteer.longest(raws, at, first)
            if not names:
                continue
            if set_phrase(line, at):
                break
            found = [_candidate(line, word, cut, length, rows) for length, rows in names]
            found = [c for c in found if not any(w.blocked for w in line[c.first : c.last])]
            if word.cls:  # «على» is not the short form of somebody called علي
                found = [c for c in found if c.rule not in ("short", "first") or c.last - at > 1]
            found = [c for c in found if not _field_adjective(line, word, c)]
            # «العلاقات السعودية» is no country
            found = [c for c in found if c.type != "Place" or c.last - at > 1 or cut or not _modifies(line, word)]
            if found and (found[0].last - at > 1 or _cut_right(word, cut)):
                out[at] = found
                break
    for options in list(out.values()):
        _with_alias(line, options[0], out)
    return out


def by_country(listed: Sequence[Found], table: Gazetteer) -> None:
    """Let a name mean what it means in the country that an article is about, where its rows say so (`near=`)."""
    named: Counter[str | None] | None = None
    for candidate in (c for found in listed for options in found.values() for c in options):
        rows = [n for n in table.get(candidate.key) if n.near] if candidate.weak and candidate.key else []
        if not rows:
            continue
        if named is None:
            named = Counter(o[0].country for found in listed for o in found.values() if not o[0].weak)
        best = max(rows, key=lambda n: named[n.near])
        if named[best.near] and named[best.near] == max(count for code, count in named.items() if code):
            candidate.name, candidate.country = best.english, best.country


def at_home(listed: Sequence[Found]) -> None:
    """Let a word be the town of its name where the article is about its country: «في عمران», «إلى الزاوية»."""
    sure = Counter(o[0].country for found in listed for o in found.values() if not o[0].weak and o[0].country)
    if not sure:
        return
    home, times = sure.most_common(1)[0]
    if times < _AT_HOME:
        return
    for candidate in (c for found in listed for options in found.values() for c in options):
        if candidate.weak and candidate.type == "Place" and candidate.country == home and _stands_where(candidate):
            candidate.weak = False


def _stands_where(place: Candidate) -> bool:
    """Whether a word stands behind a preposition of place, with nothing behind it that it could be the noun of."""
    line, at = place.line, place.first
    if place.last - at > 1 or not at or line[at].joined or line[at - 1].key not in ("في", "الي"):
        return False
    after = line[at + 1] if at + 1 < len(line) else None
    ends = after is None or after.kind == "mark" or after.blocked or bool(after.cls)
    return ends or (after is not None and after.proclitics.startswith("و"))


def _with_alias(line: Line, candidate: Candidate, out: dict[int, list[Candidate]]) -> None:
    """Take in the short name that stands behind a name: «منظمة الدول المصدرة للبترول «أوبك»», «العاصمة القطرية الدوحة»."""
    at = candidate.last
    if candidate.last - candidate.first < 2 or at >= len(line):
        return
    close = line.quotes.get(at)
    if close is None and line[at].norm == "(":
        close = next((i for i in range(at + 1, min(at + 5, len(line))) if line[i].norm == ")"), None)
    inside = at + 1 if close is not None else at
    for alias in out.get(inside, ()):
        if alias.name == candidate.name and alias.last == (close or alias.last) and alias.last - alias.first == 1:
            if close is None and candidate.type != "Place":
                return
            candidate.last = alias.last if close is None else close + 1
            candidate.end = alias.end if close is None else line[close].end
            return


def _cut_right(word: Word, cut: int) -> bool:
    """Whether so many letters are clitics: the segmentation says so, or nobody knows the word as a whole."""
    swallowed = word.definite and word.proclitics.endswith("ل")  # «للأمم»: the article has lost its alef
    return cut in (0, len(word.proclitics), len(word.proclitics) + swallowed) or not frequent(word)  # «لليبيا»


def _candidate(line: Line, word: Word, cut: int, length: int, rows: tuple[Name, ...]) -> Candidate:
    last = line[word.index + length - 1]
    name = rows[0]
    weak = any(n.ambiguous for n in rows)
    if length == 1 and "minor" in name.flags:
        weak = True  # «الجديدة», «حلة»: a small town's name may be any word
    start = word.left + word.form.offset(cut)
    found = Candidate(
        line, word.index, word.index + length, start, last.right, name.type,
        "first" if "first" in name.flags else "short" if "short" in name.flags else "known", name.english, name.country,
        name.wikidata, key=name_key(name.name), weak=weak,
        pattern=name.pattern, several="many" in name.flags,
    )  # fmt: skip
    if not (weak and length == 1 and word.index and line[word.index - 1].definite):
        _with_nationality(found)  # «الجهاز المركزي التركي» is not the central bank
    if found.type == "Place" and word.raw in demonyms() and word.index and not cut and not line[word.index - 1].cls:
        before = line[word.index - 1]
        if before.is_word and not before.definite and before.key.endswith(("ه", "ات")) and length == 1:
            found.weak = True  # «ليرة سورية» is no country
    if found.type == "Place" and length == 1 and word.definite and not cut and _agrees(line, word):
        found.weak = True  # «الأراضي الرطبة» is no town
    return found


def _agrees(line: Line, word: Word) -> bool:
    """Whether a word stands as the adjective of a definite noun that names no place."""
    before = line[word.index - 1] if word.index else None
    if before is None or not before.is_word or before.cls or not before.definite or before.form.nation is not None:
        return False
    return word.norm.endswith(("ة", "ه", "اء")) and not any(n.flags & {"town", "names"} for n in before.form.nouns)


def _modifies(line: Line, word: Word) -> bool:
    """Whether a country's name that is also an adjective («السعودية») stands as one: behind a definite noun."""
    before = line[word.index - 1] if word.index else None
    if before is None or word.bare not in demonyms() or not before.is_word or before.cls:
        return False
    if word.definite:
        return before.definite
    # «صاروخا روسيا»; but «اتهم الوزير تركيا», «اتهمت روسيا بريطانيا»
    return word.norm[-1] == before.norm[-1] == "ا" and not word.joined and before.bare not in demonyms()


def _field_adjective(line: Line, word: Word, found: Candidate) -> bool:
    """Whether the field that names a ministry is the adjective of the noun before: «المبادلات الخارجية التونسية»."""
    before = line[word.index - 1] if word.index else None
    if before is None or word.joined or not word.definite or not is_adjective(word):
        return False
    noun = before.is_word and before.definite and not before.cls and before.key[-2:] in ("ات", "يه")
    return noun and (found.pattern or found.name).startswith("Ministry of ")


def _with_nationality(found: Candidate) -> None:
    # «القوات المسلحة السعودية», «محافظة صعدة اليمنية»
    line = found.line
    if found.type not in ("Organization", "Place") or found.last >= len(line):
        return
    word = line[found.last]
    if word.is_word and word.definite and not word.joined and nationality(word) and not demonyms()[word.bare].ambiguous:
        country = demonyms()[word.bare].country
        if found.pattern.startswith("Ministry") and found.last - found.first == 1 and not _ministry(found, word):
            return
        if found.country in (None, country) and (found.type == "Organization" or country is not None):
            found.last, found.end = word.index + 1, word.end
            found.country = country


_MINISTRIES = frozenset(("خارجيه", "داخليه", "صحه", "ماليه", "تربيه"))


def _ministry(found: Candidate, nationality: Word) -> bool:
    """Whether a field and a nationality name the ministry: «الدفاع الروسية», for «وزارة»; not «الاقتصاد السعودي»."""
    line, field = found.line, found.line[found.first]
    if demonyms()[nationality.bare].form != "f":
        return False
    spoken = found.first > 0 and line[found.first - 1].form.says
    several = field.key.endswith("ات")  # «البلديات الفرنسية» agrees
    return not (field.key.endswith("ه") or several) or field.bare in _MINISTRIES or spoken
