"""People: titles and what they are over, names known and unknown, and titles after the name.

A title opens a phrase («نائب وزير الخارجية الإيطالي السابق») that is read word by word until a name begins; an office
with what it is over stands for its holder even without one («وزير النقل اليمني»).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from kg.arabic.names import demonyms
from kg.arabic.normalize import fold
from kg.arabic.tables import read_table
from kg.extract.entities.bodies import Found
from kg.extract.entities.candidates import Candidate
from kg.extract.entities.words import Line, common, given, is_adjective, is_verb, nationality, unknown

KINDS = ("office", "honorific", "rank", "occupation")
PARTICLES = frozenset(
    [
        "بن",
        "ابن",
        "ابو",
        "ابا",
        "ابي",
        "ال",
        "ام",
        "بنت",
        "بو",
        "دي",
        "دو",
        "دا",
        "دال",
        "دل",
        "فان",
        "فون",
        "فن",
        "لو",
        "لا",
        "اوف",
        "سان",
        "ماك",
        "عبد",
        "با",
        "ولد",
        "اولد",
    ]
)
_LONGEST_TITLE, _LONGEST_NAME = 14, 6


@dataclass(frozen=True, slots=True)
class Title:
    """A word or two that opens or closes the naming of a person."""

    title: str
    kind: str
    english: str
    alone: bool  # with what it is over it names its holder
    words: int


@cache
def titles() -> dict[str, tuple[Title, tuple[str, ...]]]:
    """Return the titles by their folded words without ال, and under each first word alone the longest first."""
    out: dict[str, tuple[Title, tuple[str, ...]]] = {}
    for row in read_table("titles.tsv", ("title", "kind", "english", "flags")):
        if row["kind"] not in KINDS:
            raise row.fault(f"kind must be one of {' '.join(KINDS)}")
        keys = tuple(_bare(w) for w in fold(row["title"]).split())
        out[" ".join(keys)] = (
            Title(row["title"], row["kind"], row["english"], "alone" in row["flags"], len(keys)),
            keys,
        )
    return out


@cache
def say_verbs() -> frozenset[str]:
    """Return the folded verbs of saying (`data/attribution.tsv`): who says something is often a person."""
    rows = read_table("attribution.tsv", ("word", "how"))
    return frozenset(fold(row["word"]) for row in rows if row["how"] in ("verb", "after"))


def _bare(key: str) -> str:
    return key[2:] if key.startswith("ال") and len(key) > 4 else key


def title_at(line: Line, at: int) -> Title | None:
    """Return the longest title that begins at a word, whatever its article: «ولي العهد», «الأمين العام»."""
    word = line[at]
    if not word.is_word:
        return None
    for length in (3, 2, 1):
        if at + length > len(line):
            continue
        rest = line.words[at + 1 : at + length]
        if any(not w.is_word or w.joined for w in rest):
            continue
        for first in (word.bare, word.raw) if not word.definite else (word.bare,):
            found = titles().get(" ".join([first, *(w.bare for w in rest)]))
            if found is not None:
                return found[0]
    return None


# --- names ----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Run:
    """Words that read as somebody's name, and how sure that is: 3 known, 2 by its words, 1 by shape alone."""

    last: int
    sure: int
    known: Candidate | None = None


def name_run(line: Line, at: int, known: Found, after_title: bool) -> Run | None:
    """Read a person's name that begins at a word."""
    word = line[at]
    if not word.is_word and word.kind != "latin":
        return None
    for candidate in known.get(at, []):
        if candidate.type == "Person":
            last = _more_names(line, candidate.last, at)
            if last == candidate.last or not candidate.weak:
                return Run(
                    last if _full(line, last, candidate) else candidate.last, 1 if candidate.weak else 3, candidate
                )
    if not word.is_word or word.cls or word.enclitic:
        return None
    if not after_title and known.get(at) and not known[at][0].weak and given(word) is None:
        return None
    return _unlisted(line, at, known, after_title)


def _full(line: Line, last: int, candidate: Candidate) -> bool:
    return last > candidate.last


def _unlisted(line: Line, at: int, known: Found, after_title: bool) -> Run | None:
    word = line[at]
    borne = given(word)
    particle = word.key in PARTICLES and at + 1 < len(line) and not word.definite
    if borne is None and not unknown(word) and not particle:
        return None
    if is_verb(word) and (borne is None or borne.given < 5) and not particle:
        return None
    if nationality(word) and not after_title:
        return None
    last = _more_names(line, at + 1, at)
    length = last - at
    if borne is None and not particle:
        shape = all(unknown(w) for w in line.words[at:last])
        if after_title:
            return Run(last, 2 if length > 1 else 1)
        return Run(last, 1) if length > 1 and not word.definite and shape else None
    if length == 1:
        return Run(last, 1) if after_title and not common(word) else None
    if particle:
        return Run(last, 2 if word.key in ("ابو", "بن", "ابن") or after_title else 1)
    assert borne is not None
    if common(word) or borne.given < 2:
        rest = line[at + 1]
        second = given(rest)
        if not after_title and not (second is not None and not common(rest) and borne.given > 1) and not unknown(rest):
            return None
        return Run(last, 2 if after_title or borne.given > 1 else 1)
    return Run(last, 2)


def _more_names(line: Line, at: int, start: int) -> int:
    """Return the index after the words from `at` that go on with a name begun at `start`."""
    last = at
    while at < len(line) and at - start < _LONGEST_NAME:
        word = line[at]
        if not word.is_word or word.joined or word.enclitic:
            break
        if word.key in PARTICLES and at + 1 < len(line) and line[at + 1].is_word and not line[at + 1].joined:
            at += 1
            if word.key in ("بن", "ابن", "ابو", "ال", "بنت", "دي", "دو", "فان", "ولد"):
                last = at = at + 1
            continue
        if word.cls:
            break
        borne = given(word)
        if borne is None and not unknown(word):
            break
        if is_verb(word) and (borne is None or borne.given + borne.surname < 3):
            break
        if nationality(word) and not (word.definite and borne is not None and borne.surname > 2):
            break
        if common(word) and (borne is None or borne.given + borne.surname < 3):
            break
        if title_at(line, at) is not None and (borne is None or borne.given + borne.surname < 10):
            break
        at += 1
        last = at
    return last


# --- titles ---------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Phrase:
    """A title phrase being read: where it stands, where it could end without a name, and what it said."""

    at: int
    core: int  # end of what belongs to the office itself
    definite: bool
    complement: bool = False  # the idafa has its complement
    met: set[str] = field(default_factory=set)
    country: str | None = None
    parts: list[Candidate] = field(default_factory=list)

    def acts_for(self, country: str | None) -> None:
        self.country = self.country or country


def people(line: Line, known: Found, bodies: Found) -> Found:
    """Return the persons of a line by first word."""
    out: Found = {}
    at = 0
    while at < len(line):
        word = line[at]
        title = title_at(line, at)
        made: Candidate | None = None
        if title is not None:
            made = _titled(line, at, title, known, bodies)
        if made is None and (word.is_word or word.kind == "latin"):
            made = _plain(line, at, known)
        if made is None and title is None and word.definite and nationality(word):
            # «الفلسطيني عبد الفتاح الشريف»
            made = _named(line, at, at + 1, known, demonyms()[word.bare].country, "nationality")
        if made is not None:
            made = _with_title_after(line, made, known, bodies)
            out.setdefault(made.first, []).append(made)
            at = made.last
        else:
            at += 1
    return out


def _plain(line: Line, at: int, known: Found) -> Candidate | None:
    run = name_run(line, at, known, after_title=False)
    if run is None:
        return None
    made = _person(line, at, at, run, None, "name")
    if run.sure == 1:
        before = line[at - 1] if at else None
        made.weak = not (before is not None and before.raw.lstrip("وف") in say_verbs())
    return made


def _named(line: Line, first: int, at: int, known: Found, country: str | None, rule: str) -> Candidate | None:
    if at >= len(line) or line[at].joined:
        return None
    run = name_run(line, at, known, after_title=True)
    if run is None or (run.sure < 2 and rule == "nationality"):
        return None
    return _person(line, first, at, run, country, rule)


def _person(line: Line, first: int, at: int, run: Run, country: str | None, rule: str) -> Candidate:
    words = line.words[at : run.last]
    listed = run.known if run.known is not None and run.known.last == run.last else None
    return Candidate(
        line, first, run.last, _start(line, first, listed), words[-1].end if not listed else listed.end, "Person", rule,
        run.known.name if run.known is not None else "", country or (run.known.country if run.known is not None else None),
        run.known.wikidata if run.known is not None else None, key=" ".join(w.key for w in words),
        head=line[first].bare if first != at else "",
    )  # fmt: skip


def _start(line: Line, first: int, listed: Candidate | None) -> int:
    return listed.start if listed is not None and listed.first == first else line[first].start


def _titled(line: Line, at: int, title: Title, known: Found, bodies: Found) -> Candidate | None:
    head = line[at]
    last_title = line[at + title.words - 1]
    if head.enclitic or last_title.enclitic:
        return None
    # «السيد محمد», «العقيد معمر القذافي», «الملك سلمان»: a name stands right behind
    phrase = _Phrase(at + title.words, at + title.words, head.definite or last_title.definite)
    while phrase.at < len(line) and phrase.at - at < _LONGEST_TITLE:
        if _may_name(line, phrase, title):
            made = _named(line, at, phrase.at, known, phrase.country, f"title:{title.title}")
            if made is not None and _fits(line, phrase, made, title):
                made.parts = phrase.parts
                return made
        if not _step(line, phrase, title, known, bodies):
            break
    return _office(line, at, title, phrase)


def _may_name(line: Line, phrase: _Phrase, title: Title) -> bool:
    return phrase.definite or phrase.complement or title.kind in ("honorific", "rank") or phrase.at > phrase.core


def _fits(line: Line, phrase: _Phrase, made: Candidate, title: Title) -> bool:
    """A single unknown word is a name only where the phrase before it is closed and definite."""
    return True


def _step(line: Line, phrase: _Phrase, title: Title, known: Found, bodies: Found) -> bool:
    """Read one more member of the title phrase; return whether there was one."""
    word = line[phrase.at]
    if word.kind == "mark":
        return _mark(line, phrase, known)
    if not word.is_word:
        return False
    inner = _entity(line, phrase.at, known, bodies)
    if word.joined and word.proclitics != "و":
        # «المتحدث باسم», «القيادي بتنظيم القاعدة», «الأمين العام للأمم المتحدة»
        if inner is not None:
            _consume(phrase, inner, word.proclitics.endswith("ل") or phrase.at == phrase.core)
            return True
        if word.definite or word.bare in ("اسم",):
            near = phrase.at == phrase.core
            phrase.at += 1
            if near and word.proclitics == "ل":
                phrase.core = phrase.at
                phrase.met.add("for")
            return True
        return False
    if word.proclitics == "و":
        second = title_at(line, phrase.at)
        if second is not None:
            phrase.at += second.words
            phrase.complement = phrase.complement and word.definite
            return True
        if word.definite and phrase.complement:
            phrase.at += 1
            phrase.core = phrase.at
            return True
        return False
    if word.cls == "prep" and not word.enclitic:
        if word.key in ("في", "من", "علي", "لدي", "عن", "بين", "الي") and phrase.at + 1 < len(line):
            following = _entity(line, phrase.at + 1, known, bodies)
            if following is not None and not line[phrase.at + 1].joined:
                phrase.at += 1
                _consume(phrase, following, False)
                return True
            if line[phrase.at + 1].definite and (phrase.complement or phrase.definite):
                phrase.at += 2
                return True
        return False
    if word.cls or word.enclitic:
        return False
    if nationality(word) and (word.definite or not phrase.definite):
        phrase.met.add("nation")
        phrase.acts_for(demonyms()[word.bare].country)
        phrase.at += 1
        phrase.core = phrase.at
        phrase.complement = phrase.complement or word.definite
        return True
    if inner is not None and inner.type != "Person" and not phrase.complement and not phrase.definite:
        _consume(phrase, inner, True)
        phrase.complement = True
        return True
    second = title_at(line, phrase.at)
    if second is not None and (not phrase.definite or word.definite or second.kind in ("honorific", "rank")):
        phrase.definite = phrase.definite or word.definite
        if second.kind not in ("honorific", "rank"):
            phrase.core = phrase.at + second.words
        phrase.at += second.words
        phrase.met.add("title")
        return True
    if is_verb(word):
        return False
    if word.definite:
        if not phrase.complement and not phrase.definite:
            phrase.complement = True
            phrase.met.add("over")
            phrase.at += 1
            phrase.core = phrase.at
            return True
        if is_adjective(word):
            phrase.at += 1
            if phrase.core == phrase.at - 1:
                phrase.core = phrase.at
            return True
        return False
    if phrase.complement or phrase.definite:
        return False
    # a further link of the idafa: «وزير خارجية فرنسا», «رئيس بلدية صفاقس»
    phrase.at += 1
    return True


def _mark(line: Line, phrase: _Phrase, known: Found) -> bool:
    word = line[phrase.at]
    close = line.quotes.get(phrase.at)
    if close is not None and close - phrase.at <= 6:
        phrase.at = close + 1
        phrase.complement = True
        phrase.met.add("quoted")
        return True
    if word.norm in ("،", ",") and (phrase.complement or phrase.definite) and phrase.at + 1 < len(line):
        # «وزير أوروبا والشؤون الخارجية، جون إيف لودريان»
        run = name_run(line, phrase.at + 1, known, after_title=True)
        if run is not None and run.sure >= 2 and not line[phrase.at + 1].joined:
            phrase.at += 1
            return True
    return False


def _entity(line: Line, at: int, known: Found, bodies: Found) -> Candidate | None:
    options = [c for c in known.get(at, []) + bodies.get(at, []) if not c.weak]
    return max(options, key=lambda c: c.length) if options else None


def _consume(phrase: _Phrase, inner: Candidate, core: bool) -> None:
    phrase.parts.append(inner)
    phrase.acts_for(inner.country)
    phrase.met.add("entity")
    phrase.at = inner.last
    if core:
        phrase.core = phrase.at


def _office(line: Line, at: int, title: Title, phrase: _Phrase) -> Candidate | None:
    """An office without a name: «وزير النقل اليمني», «الوزير الفرنسي», «رئيس الجمهورية»."""
    head = line[at]
    last = phrase.core
    proper = phrase.met & {"nation", "entity", "for"}
    if head.definite:
        named = "nation" in phrase.met or ("entity" in phrase.met and title.alone)
    else:
        named = title.alone and bool(proper or "over" in phrase.met)
    if not named or last <= at + title.words - 1 or (last == at + 1):
        return None
    return Candidate(line, at, last, head.start, line[last - 1].end, "Person", f"office:{title.title}",
                     country=phrase.country, head=head.bare, parts=phrase.parts)  # fmt: skip


def _with_title_after(line: Line, made: Candidate, known: Found, bodies: Found) -> Candidate:
    # «يوتشي ماسوزوي وزير الصحة الياباني», «السيد خميس الجهيناوي وزير الشؤون الخارجية»
    if made.last >= len(line) or made.rule.startswith("office"):
        return made
    title = title_at(line, made.last)
    if title is None or line[made.last].joined or not title.alone or line[made.last].definite:
        return made
    after = _titled(line, made.last, title, known, bodies)
    if after is None or not after.rule.startswith("office"):
        return made
    made.last, made.end, made.weak = after.last, after.end, False
    made.country = made.country or after.country
    made.parts = after.parts
    return made
