"""People: who is named, with a title or without, known or unknown, in a list or beside a verb; titles after the name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg.arabic.names import demonyms
from kg.arabic.normalize import fold
from kg.arabic.tables import read_table
from kg.extract.entities.candidates import Candidate, Found
from kg.extract.entities.forms import particles
from kg.extract.entities.holders import person
from kg.extract.entities.nouns import type_nouns
from kg.extract.entities.offices import titled
from kg.extract.entities.runs import Run, name_run, set_phrase, strangers, title_at
from kg.extract.entities.titles import Title
from kg.extract.entities.words import Line, Word, common, frequent, given, is_adjective, is_verb, nationality, unknown

_COMMAS = ("،", ",")
_BETWEEN = ("و", "-", "–")
_ROW = 2  # names in a row behind which one more may be of any shape


def people(line: Line, known: Found, bodies: Found) -> Found:
    """Return the persons of a line by first word."""
    out: Found = {}
    at = 0
    for word in line:
        form = word.form
        may_open = form.begins or form.titles or form.nation or word.index in known
        if not may_open or word.index < at or not (word.is_word or word.kind == "latin"):
            continue
        made = _person_at(line, word.index, known, bodies)
        if made is not None:
            made = _with_title_after(line, made, known, bodies)
            out.setdefault(made.first, []).append(made)
            at = made.last
    for made in _introduced(line, out, known, bodies):
        out.setdefault(made.first, []).append(made)
    for made in _listed(line, [p for found in out.values() for p in found]):
        out.setdefault(made.first, []).append(made)
    for made in _joined(line, [p for found in out.values() for p in found]):
        out.setdefault(made.first, []).append(made)
    return out


def _joined(line: Line, persons: list[Candidate]) -> Iterator[Candidate]:
    """Yield the names behind و or a dash after a sure one: «سالم الكعبي وخميس البلوشي», «سالم الكعبي - خميس البلوشي»."""
    ends = {p.last: p for p in persons if not p.weak and p.last - p.first > 1}
    names = {p.first: p for p in persons if p.rule == "name"}
    for end in sorted(ends):
        while end < len(line):
            first = end + (line[end].norm in _BETWEEN)
            if first >= len(line) or (first == end and line[first].proclitics != "و"):
                break
            last = _name_behind(line, first, end)
            if last is None:
                break
            there = names.get(first)
            if there is not None and there.last >= last:
                there.weak, last = False, there.last
            elif not any(p.first <= first < p.last for p in persons):
                yield Candidate(line, first, last, line[first].start, line[last - 1].end, "Person", "name",
                                key=" ".join(w.key for w in line[first:last]))  # fmt: skip
            else:
                break
            end = last


def _name_behind(line: Line, first: int, end: int) -> int | None:
    """Return where a name of two or three words in a row of names ends, or None where there is none."""
    last = first
    if first < len(line) and set_phrase(line, first):
        return None  # «الملك عبدالعزيز - طيب الله ثراه -»
    while last < len(line) and last - first < 4:
        word = line[last]
        borne = given(word)
        if not word.is_word or word.enclitic or (word.cls and word.key not in particles()):
            break
        if last == first and (borne is None or borne.given < 3 or title_at(line, first) is not None):
            return None
        if last > first and (word.joined or title_at(line, last) is not None or word.form.nouns):
            break
        bears = unknown(word) or (borne is not None and borne.given + borne.surname > 1)
        # «سالم الكعبي - فخر الدين النجار»
        row = line[end].norm in ("-", "–") and word.definite and not is_adjective(word)
        if last > first and word.key not in particles() and not (bears or row):
            break
        last += 1
    closed = last >= len(line) or line[last].kind == "mark" or line[last].proclitics == "و"
    return last if closed and last - first > 1 and line[last - 1].key not in particles() else None


def _introduced(line: Line, found: Found, known: Found, bodies: Found) -> Iterator[Candidate]:
    """Yield who speaks under a name nobody lists, with a title behind it: «وأشار أندي كين الأستاذ في الجامعة إلى»."""
    verbs = [w.index for w in line[:-3] if w.form.says]
    if not verbs:
        return
    taken = {i for options in found.values() for c in options if not c.weak for i in range(c.first, c.last)}
    for verb in verbs:
        at = first = verb + 1
        if first in taken:
            continue
        while at < len(line) and at - first < 4 and _nameless(line, at, known, bodies) and title_at(line, at) is None:
            at += 1
        if not 2 <= at - first <= 3 or at >= len(line) or not (unknown(line[first]) or given(line[first])):
            continue
        title = title_at(line, at)
        if title is None or line[at].joined or not (line[at].definite or "alone" in title.flags):
            continue
        made = Candidate(line, first, at, line[first].start, line[at - 1].end, "Person", "name",
                         key=" ".join(w.key for w in line[first:at]))  # fmt: skip
        yield _with_title_after(line, made, known, bodies)


def _nameless(line: Line, at: int, known: Found, bodies: Found) -> bool:
    word = line[at]
    plain = word.is_word and not word.cls and not word.joined and not word.definite and not word.enclitic
    return (
        plain
        and all(c.weak for c in known.get(at, []))
        and not bodies.get(at)
        and not nationality(word)
        and word.bare not in type_nouns()
    )


def _listed(line: Line, persons: list[Candidate]) -> Iterator[Candidate]:
    """Yield the names among the names of a list, and make sure of those: «سالم الكعبي، زايد البلوشي، ماجد العتيبي»."""
    names = {p.first: p for p in persons if p.rule == "name"}
    if not names:
        return
    sure = {p.last: 1 for p in names.values() if not p.weak}  # and how many stand in its row so far
    for comma in [w.index for w in line if w.form.text in _COMMAS]:
        first = last = comma + 1
        if comma not in sure:
            continue
        if first in names and not names[first].weak:
            sure[names[first].last] = sure[comma] + 1
            continue
        while last < len(line) and last - first < 3 and _bears(line[last], last == first):
            last += 1
        between = last + 1 < len(line) and line[last].form.text in _COMMAS and last + 1 in names
        if last == first or not (between or (sure[comma] >= _ROW and _closes_item(line, first, last))):
            continue
        sure[last] = sure[comma] + 1
        if first in names:
            names[first].weak = names[first].weak and names[first].last != last
        else:
            yield Candidate(line, first, last, line[first].start, line[last - 1].right, "Person", "name",
                            key=" ".join(w.key for w in line[first:last]))  # fmt: skip


def _closes_item(line: Line, first: int, last: int) -> bool:
    """Whether words are one more of a row of names: «سالم الكعبي، زايد البلوشي، رافينها، ماجد العتيبي»."""
    word, borne = line[first], given(line[first])
    named = unknown(word) or (borne is not None and borne.given >= 5 and not common(word))
    named = named or (bool(word.enclitic) and not frequent(word) and not word.form.nouns)  # «رافينها»
    return named and (last >= len(line) or line[last].kind == "mark") and not set_phrase(line, first)


def _bears(word: Word, first: bool) -> bool:
    """Whether a word can be a name, or behind its first word a family name, where persons stand on both sides."""
    if not word.is_word or word.cls or word.joined:
        return False
    if first and word.enclitic and not frequent(word):
        return True
    return unknown(word) or given(word) is not None or (not first and word.definite and not word.enclitic)


def _person_at(line: Line, at: int, known: Found, bodies: Found) -> Candidate | None:
    word = line[at]
    title = title_at(line, at)
    if title is not None and "style" in title.flags and (made := _styled(line, at, title, known, bodies)) is not None:
        return made  # «سمو أمير منطقة الرياض»: no name «أمير»
    if title is not None and (made := titled(line, at, title, known, bodies)) is not None:
        return made
    if (
        word.definite
        and nationality(word)
        and demonyms()[word.bare].form in ("m", "f")
        and at + 1 < len(line)
        and not line[at + 1].joined
    ):
        # «الفلسطيني عبد الرحمن الخطيب», «البرتغالي المخضرم جوزيه مورينيو»
        described = at + 2 < len(line) and line[at + 1].definite and is_adjective(line[at + 1])
        first = at + 2 if described and not line[at + 2].joined else at + 1
        run = name_run(line, first, known)
        sure = run is not None and (run.sure >= 2 or strangers(line, first, run) or _by_surname(run, first, known))
        if run is not None and sure and not _modifies(line, at, known, bodies):
            return person(line, at, first, run, demonyms()[word.bare].country, "nationality")
    if (
        word.definite
        and not any(c.type == "Person" for c in known.get(at, ()))
        and ((borne := given(word)) is None or (borne.given < 10 and not word.form.begins) or known.get(at))
    ):
        return None
    run = name_run(line, at, known)
    if run is None or run.sure == 0:
        return None
    if run.last - at == 1 and run.known is None and at and _of_kin(line, at) and not word.definite:
        named = (borne := given(word)) is not None and borne.given >= 20 and not common(word)
        return person(line, at, at, run, None, "name") if named else None  # «زوجته ميشيل», «ونجليه علاء وجمال»
    lone = run.sure == 1 and run.last - at < 2 and run.known is None and not word.key.startswith("عبدال")
    if lone and not (
        at and line[at - 1].form.says and unknown(word) and not word.key.endswith("ه") and not line[at - 1].enclitic
    ):
        return None  # one word is no name, but for «عبد الرؤوف» and behind a verb of saying: «قالت ليف»
    made = person(line, at, at, run, None, "name")
    if run.sure == 1:
        before = line[at - 1] if at else None
        heads = before is None and run.last < len(line) and line[run.last].norm == ":"  # «سامي زغدودية : لن نقبل»
        made.weak = not heads and (before is None or not before.form.says)
    return made


def _by_surname(run: Run, at: int, known: Found) -> bool:
    """Whether a run at `at` ends with what somebody is known by: «الكولومبي رادامل فالكاو»."""
    last = (c for c in known.get(run.last - 1, ()) if c.type == "Person" and not c.weak and c.last == run.last)
    return run.last - at == 2 and any(last)


def _styled(line: Line, at: int, title: Title, known: Found, bodies: Found) -> Candidate | None:
    """Return the person or office behind a style: «سمو ولي العهد», «معالي وزير الصحة فلان»."""
    office = at + title.words
    if office >= len(line) or line[office].joined or title_at(line, office) is None:
        return None
    made = _person_at(line, office, known, bodies)
    if made is not None and made.first == office:
        made.first, made.start = at, line[at].start
    return made


@cache
def _kin() -> frozenset[str]:
    return frozenset(fold(row["word"]) for row in read_table("kin.tsv", ("word",)))


def _of_kin(line: Line, at: int) -> bool:
    """Whether a word stands behind somebody's kin, or behind the first of two: «زوجته سوزان», «نجليه علاء وجمال»."""
    word = line[at - 1]
    if line[at].proclitics == "و":
        return at > 1 and given(word) is not None and not word.enclitic and _of_kin(line, at - 1)
    single = word.bare[:-1] + "ه" if word.bare.endswith("ت") else word.bare
    return bool(word.enclitic) and not line[at].joined and (word.bare in _kin() or single in _kin())


def _modifies(line: Line, at: int, known: Found, bodies: Found) -> bool:
    """Whether an adjective at `at` belongs to a title or a body before it: «الرئيس الأمريكي جو بايدن»."""
    before = line[at - 1] if at else None
    if before is None or not before.is_word or before.cls or line[at].joined:
        return False
    if not before.definite:
        return False  # «قتل الفلسطيني عبد الرحمن الخطيب»
    if demonyms()[line[at].bare].form == "f" and not is_verb(before):
        return True  # «وصفت التقارير الإسرائيلية فريدمان»
    if title_at(line, at - 1) is not None or nationality(before) or is_adjective(before):
        return True
    return any(
        c.last >= at for start in range(max(0, at - 6), at) for c in known.get(start, []) + bodies.get(start, [])
    )


def _with_title_after(line: Line, made: Candidate, known: Found, bodies: Found) -> Candidate:
    # «يوتشي ماسوزوي وزير الصحة الياباني», «… ولي العهد نائب رئيس مجلس الوزراء وزير الداخلية»
    while made.last < len(line) and not made.rule.startswith("office"):
        at = made.last
        title = title_at(line, at)
        if title is None or line[at].joined or line[at].enclitic:
            break
        after = titled(line, at, title, known, bodies, behind=True)
        if after is None or not after.rule.startswith("office"):
            break
        if after.country and made.country and after.country != made.country:
            break  # «استقبل السلطان هيثم سفير الهند»
        if after.country and made.several and made.country is None:
            break  # «التقى نبيل العربي الأمين العام لجامعة الدول العربية الرئيس المصري»
        made.last, made.end, made.weak = after.last, after.end, False
        if after.several and "led" not in title.flags:
            made.country, made.several = None, True  # «نبيل العربي الأمين العام لجامعة الدول العربية»
        if not made.several:
            made.country = made.country or after.country
        made.parts = made.parts or after.parts
    if made.country is None and not made.several and made.last + 1 < len(line):
        made.country = _of_office_behind(line, made.last, known, bodies)
    return made


def _of_office_behind(line: Line, comma: int, known: Found, bodies: Found) -> str | None:
    """Return the country of the office that stands behind a name and a comma: «سالم الكعبي، وزير الصحة اليمني، إن»."""
    title = title_at(line, comma + 1) if line[comma].form.text in _COMMAS else None
    if title is None or title.kind != "office" or line[comma + 1].joined or line[comma + 1].enclitic:
        return None
    office = titled(line, comma + 1, title, known, bodies, behind=True)
    return office.country if office is not None and office.rule.startswith("office") else None
