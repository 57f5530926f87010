"""A sentence as the event layer sees it: a name, time or quantity is one unit, other words are cut at clitics."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from kg.arabic.morphology import function_class, segment, spelt, uncut
from kg.arabic.normalize import fold
from kg.arabic.predicates import Form, lexicon
from kg.arabic.tokens import Token, sentence_spans, tokenize
from kg.extract.counted import word_kinds
from kg.extract.sport import about_sport, sport_words
from kg.extract.written_marks import marked, own_first_letter
from kg.model import Document, Entity, Quantity, Time

NISBA = ("ي", "يه", "يا", "يين", "يون", "يات", "يتين", "يان")


@dataclass(slots=True)
class Unit:
    """One unit of a sentence. `start`/`end` leave separable clitics out, `left`/`right` take them in."""

    index: int
    start: int
    end: int
    left: int
    right: int
    kind: str  # entity, time, quantity, word, number, mark
    norm: str  # light form without clitics and ال (marks: the mark)
    key: str  # folded norm
    text: str
    proclitics: tuple[str, ...] = ()
    enclitic: str = ""
    definite: bool = False
    cls: str = ""  # class of a closed-class word
    pos: str = ""  # verb, noun, adj, or the closed class, or mark
    note: Entity | Time | Quantity | None = None
    forms: tuple[Form, ...] = ()

    @property
    def conjoined(self) -> bool:
        """Whether و or ف is written onto it."""
        return bool(self.proclitics) and self.proclitics[0] in ("و", "ف")

    @property
    def preposition(self) -> str:
        """The preposition written onto it (ب ل ك), or the empty string."""
        for proclitic in self.proclitics:
            if proclitic in ("ب", "ل", "ك"):
                return proclitic
        return ""


@dataclass(slots=True)
class Sentence:
    """The units of one sentence, with its place in the article."""

    start: int
    end: int
    units: list[Unit]
    headline: bool
    paragraph: int
    index: int = 0
    chunks: list[object] = field(default_factory=list)
    claims: list[object] = field(default_factory=list)  # of kg.extract.claims
    turns: list[int] = field(default_factory=list)  # units at which it turns to what somebody else says
    asides: list[int] = field(default_factory=list)  # units from which the paper itself speaks: «يذكر أن»
    subjects: list[Unit] = field(default_factory=list)  # of its verbs, events or not, in text order
    story: frozenset[str] = frozenset()  # folded words that come more than once in the article: what it is about


Notes = Sequence[Time | Entity | Quantity]


def sentences(document: Document, notes: Notes) -> list[Sentence]:
    """Cut the story's regions into sentences of untagged units; a sentence break inside an annotation is none."""
    ordered = sorted(notes, key=lambda n: (n.start, -n.end))
    starts = [n.start for n in ordered]
    out: list[Sentence] = []
    paragraph = 0
    for region in document.regions:
        spans: list[tuple[int, int]] = []
        for start, end in sentence_spans(document.text, region.start, region.end):
            if spans and (_inside_note(start, ordered, starts) or _inside_note(spans[-1][1], ordered, starts)):
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
        for start, end in spans:
            if out and "\n" in document.text[out[-1].end : start]:
                paragraph += 1
            inside = [n for n in ordered[bisect_left(starts, start) : bisect_left(starts, end)] if n.end <= end]
            units = _units(list(tokenize(document.text, start, end)), inside, document.text)
            first_line = not out and not document.text[:start].strip()
            headline = region.kind == "headline" or (first_line and document.text[start:end] == document.title)
            out.append(Sentence(start, end, units, headline, paragraph, len(out)))
    story = _recurring(out)
    for sentence in out:
        sentence.story = story
    return out


def _recurring(found: list[Sentence]) -> frozenset[str]:
    """The folded words of the article that come at least twice: «مباراة», «ناخبين», «محكمة»."""
    times = Counter(w.removeprefix("ال") for s in found for u in s.units if not u.cls for w in u.key.split())
    often = frozenset(word for word, number in times.items() if number > 1)
    return often | _game().intersection(times) if about_sport(list(_words(found))) else often


def _words(found: list[Sentence]) -> Iterator[str]:
    """Yield the folded words of an article, with ال where they have it."""
    for unit in (u for s in found for u in s.units if u.kind in ("word", "entity")):
        plain = unit.kind == "entity" or not unit.definite or unit.key.startswith("ال")
        yield from unit.key.split() if plain else (f"ال{unit.key}",)


@cache
def _game() -> frozenset[str]:
    """The words of the game, which tell what a short item is about when they come but once."""
    return frozenset(w.removeprefix("ال") for w in sport_words("game"))


def _inside_note(offset: int, ordered: list[Time | Entity | Quantity], starts: list[int]) -> bool:
    at = bisect_left(starts, offset)
    return any(n.start < offset < n.end for n in ordered[max(0, at - 4) : at])


def _units(tokens: list[Token], notes: Notes, text: str) -> list[Unit]:
    units: list[Unit] = []
    covered = -1
    pending = list(notes)
    for token in tokens:
        while pending and pending[0].end <= max(token.start, covered):
            pending.pop(0)
        if token.end <= covered:
            continue
        note = pending[0] if pending and pending[0].start < token.end else None
        if note is not None and note.start >= covered:
            units.append(_note_unit(len(units), token, note, text))
            covered = note.end
            pending.pop(0)
            if note.end >= token.end:
                continue
            covered = token.end  # the note ends inside this word: what is left is a pronoun
            continue
        units.append(_word_unit(len(units), token))
    for unit in units:
        if unit.note is not None:
            unit.right = max(unit.right, unit.end)
    return _without_bounds(units)


_LONGEST_BOUND = 5  # words


def _without_bounds(units: list[Unit]) -> list[Unit]:
    """Leave out the words that only bound an amount, so that grammar finds the amount itself: «مقتل ما لا يقل عن 20 شخصا»."""
    out: list[Unit] = []
    scale = False  # «6.8 درجات على مقياس ريختر»
    for at, unit in enumerate(units):
        scale = unit.norm in _SCALE and (scale or (at > 0 and _magnitude(units[at - 1])))
        if scale:
            continue
        if isinstance(unit.note, Quantity) and not unit.proclitics:
            keys = [u.key for u in out[-_LONGEST_BOUND:]]
            length = next((n for n in range(len(keys), 0, -1) if tuple(keys[-n:]) in _bounds()), 0)
            if length:
                unit.left, unit.proclitics = out[-length].left, out[-length].proclitics
                del out[-length:]
        unit.index = len(out)
        out.append(unit)
    return out


_SCALE = ("على", "مقياس", "سلم", "درجات", "ريختر", "المفتوح", "مفتوح")


def _magnitude(unit: Unit) -> bool:
    return isinstance(unit.note, Quantity) and unit.note.unit == "magnitude"


@cache
def _bounds() -> frozenset[tuple[str, ...]]:
    """The words before an amount that say about how much it is, and are no clause of their own."""
    rows = [words for words, kinds in word_kinds().items() if kinds & {"about", "more", "less"}]
    about = [words for words, kinds in word_kinds().items() if "about" in kinds and len(words) == 1]
    plain = [w for w in rows if w[-1] == "من"] + [w for w in about if function_class(w[0])]
    what = [w for w in rows if w[0] == "ما" or w[-1] == "بين"]  # «بنسبة تتراوح بين 10 و15 في المئة»
    return frozenset(plain) | frozenset(what) | {("ما", *w) for w in rows if w[0] != "ما"}


def _note_unit(index: int, token: Token, note: Time | Entity | Quantity, text: str) -> Unit:
    kind = "entity" if isinstance(note, Entity) else "time" if isinstance(note, Time) else "quantity"
    before = text[token.start : note.start]
    word = segment(token.norm)
    proclitics = tuple(p for p in word.proclitics if p != "ال") if before else ()
    if before and not proclitics:
        proclitics = tuple(before[:1]) if before[:1] in "وفبلك" else ()
    first = text[note.start : note.end].split()[0] if text[note.start : note.end].split() else ""
    norm = segment(fold(first)).stem
    return Unit(
        index, note.start, note.end, token.start, note.end, kind, norm, fold(note.text), note.text, proclitics,
        definite=True, pos={"entity": "noun", "time": "time", "quantity": "noun"}[kind], note=note,
    )  # fmt: skip


def _word_unit(index: int, token: Token) -> Unit:
    if token.kind != "word":
        kind = "mark" if token.kind == "mark" else token.kind
        return Unit(index, token.start, token.end, token.start, token.end, kind, token.norm, token.key, token.text,
                    pos="mark" if kind == "mark" else "noun")  # fmt: skip
    word = uncut(token.norm) if own_first_letter(token.text) else segment(token.norm)
    start, end = token.offset(word.start), token.offset(word.end)
    cls = function_class(word.stem) if not word.definite else ""
    stem = spelt(word.stem) if cls else word.stem
    forms: tuple[Form, ...] = ()
    if not cls:
        written = token.norm[word.start + (2 if word.definite else 0) : word.end]
        forms = forms_of(word.stem, written)
        if (
            not (forms or word.definite) and stem[0] == "أ" and token.text[start - token.start] == "ا"
        ):  # «استعد» is no «أستعد»
            stem = "ا" + stem[1:]
            forms = forms_of(stem, stem)
        if token.text.endswith("ى") and written.endswith("ي"):  # «تفادى» is no تفادي, «يلتقى» may be يلتقي
            past = (f for f in forms_of(word.stem, written[:-1] + "ى") if f.aspect == "perf")
            forms = tuple(dict.fromkeys((*forms, *past)))
        forms = marked(forms, token.text[start - token.start : end - token.start])
        if not word.enclitic and word.stem.endswith("و"):
            forms = _alone(forms)
    return Unit(
        index, start, end, token.start, token.end, "word", stem, word.key,
        token.text[: token.end - token.start][start - token.start : end - token.start],
        word.proclitics, word.enclitic, word.definite, cls, cls, None, forms,
    )  # fmt: skip


def forms_of(stem: str, written: str) -> tuple[Form, ...]:
    """Look a stem up; where several lemmas share the folded key, those spelt just like it win."""
    found = lexicon().lookup(fold(stem))
    if fold(written) != fold(stem) and (found or not stem.endswith("ة")):
        # «استعادته»: "its recovery" or "they recovered it"; «أسرتها» is "her family"
        found = tuple(dict.fromkeys((*found, *lexicon().lookup(fold(written)))))
    if not found and written.endswith("ا"):
        found = tuple(f for f in lexicon().lookup(fold(written[:-1])) if f.kind != "verb")
    exact = tuple(f for f in found if f.norm in (stem, written))
    return exact or tuple(f for f in found if _spells(written, f.norm) or _spells(stem, f.norm))


def _alone(forms: tuple[Form, ...]) -> tuple[Form, ...]:
    """Leave out the plurals and duals that lose their ا only before a pronoun: «ينمو», not the plural of «ينموه»."""
    one = {f.lemma for f in forms if f.kind == "verb" and f.number == "s"}
    return tuple(f for f in forms if f.number == "s" or f.kind != "verb" or f.lemma not in one)


_HAMZAS = set("أإآؤئء")


def _spells(written: str, norm: str) -> bool:
    """Whether a careless hand may write `norm` so: hamzas are left out, or put on a joining alef, but not moved."""
    pairs = zip(written, norm, strict=False)
    return all(
        one == other or one not in _HAMZAS or (at == 0 and one == "إ" and other == "ا")
        for at, (one, other) in enumerate(pairs)
    )


# --- part of speech -------------------------------------------------------------------------------------------------
