"""The words of a sentence as the entity layer reads them: cut at their clitics, each with what is known of its form."""

from __future__ import annotations

from collections.abc import Sequence

from kg.arabic.morphology import adjectives
from kg.arabic.names import FAVOURITE, Given, demonyms, given_names
from kg.arabic.normalize import fold
from kg.arabic.predicates import lexicon
from kg.arabic.tokens import TOKEN, sentence_spans
from kg.arabic.vocabulary import count
from kg.extract.entities.forms import (
    Form,
    compound,
    form,
    is_adjectival,
    is_common,
    is_verbal,
    nationality_of_two,
    one_nationality,
    uncut,
)
from kg.extract.entities.nouns import singular_bodies
from kg.model import Document

OPENING, CLOSING, STRAIGHT = set("«“‹‘"), set("»”›’"), set("\"'")


class Word:
    """One word, number or mark where it stands.

    `start`/`end` leave clitics out and keep ال; `left`/`right` are the written borders. `is_word` says whether it may
    be part of a name at all: a word, and inside no time expression (`blocked`). `joined` says whether any proclitic is
    written onto it. The other fields are those of its form.
    """

    __slots__ = (
        "bare",
        "blocked",
        "cls",
        "definite",
        "enclitic",
        "end",
        "form",
        "index",
        "is_word",
        "joined",
        "key",
        "kind",
        "left",
        "norm",
        "proclitics",
        "raw",
        "right",
        "start",
    )  # fmt: skip

    def __init__(self, index: int, left: int, right: int, end: int, form: Form, blocked: bool) -> None:
        self.index = index
        self.start = left + form.begin
        self.end = end
        self.left = left
        self.right = right
        self.form = form
        self.norm = form.norm
        self.key = form.key
        self.bare = form.bare
        self.raw = form.raw
        self.kind = form.kind
        self.proclitics = form.proclitics
        self.enclitic = form.enclitic
        self.definite = form.definite
        self.cls = form.cls
        self.joined = form.proclitics != ""
        self.blocked = blocked
        self.is_word = form.kind == "word" and not blocked


class Line(list[Word]):
    """One sentence: its words; `quotes` has the index of each opening quotation mark with that of its closing one."""

    __slots__ = ("quotes",)

    def __init__(self, words: list[Word], marks: list[Word]) -> None:
        super().__init__(words)
        self.quotes = _quotes(marks)


def lines(document: Document, blocked: Sequence[tuple[int, int]]) -> list[Line]:
    """Cut the story's regions into sentences of words; words inside `blocked` spans cannot be names."""
    out: list[Line] = []
    pending = list(blocked)
    for region in document.regions:
        for start, end in sentence_spans(document.text, region.start, region.end):
            out.append(Line(*_words(document.text, start, end, pending)))
    return out


_OF_A_FAMILY = ("آل", "ال", "بن")


def _words(text: str, first: int, last: int, pending: list[tuple[int, int]]) -> tuple[list[Word], list[Word]]:
    """Return the words of a sentence, and those of them that are marks."""
    words: list[Word] = []
    marks: list[Word] = []
    before: Word | None = None  # a word that the next may be one name with
    for match in TOKEN.finditer(text, first, last):
        left, right = match.span()
        kind = match.lastgroup
        shape = form(match[0], kind)
        if not shape.whole:
            continue
        cut = shape.proclitics in ("ف", "ب", "ك", "ل") or (shape.enclitic and not shape.proclitics)
        if cut and words and _letter_of_a_name(words[-1], shape):
            shape = uncut(shape)
        if cut and words and words[-1].raw in _OF_A_FAMILY and not (shape.definite or shape.cls):
            shape = uncut(shape)
        if before is not None and (before.form.pairs or shape.raw == "الدين") and _one_name(before, shape):
            # «عبد الله», «نور الدين», «أبو ظبي» are one word of a name
            blocked = before.blocked or (bool(pending) and pending[0][0] < right and before.start < pending[0][1])
            words[-1] = Word(before.index, before.left, right, right, compound(before.form, shape), blocked)
            before = None
            continue
        if before is not None and not before.blocked and one_nationality(before.form, shape):
            whole = nationality_of_two(before.form, shape)
            words[-1] = Word(before.index, before.left, right, right, whole, False)
            before = None
            continue
        word = Word(len(words), left, right, left + shape.end, shape, False)
        if pending:
            while pending and pending[0][1] <= word.start:
                pending.pop(0)
            if pending and pending[0][0] < word.end and word.start < pending[0][1]:
                word.blocked, word.is_word = True, False
        words.append(word)
        before = None
        if kind == "word":
            before = word
        elif kind == "mark":
            marks.append(word)
    return words, marks


def _letter_of_a_name(before: Word, shape: Form) -> bool:
    """Whether what looks like a clitic belongs to a name behind a given one: «محمد باقر»."""
    first = before.form.given
    if first is None or first.given < FAVOURITE or before.cls or shape.definite or shape.cls:
        return False
    whole = given_names().get(fold(shape.whole))
    return whole is not None and whole.given >= FAVOURITE and given_names().get(shape.key) is None


def _one_name(before: Word, after: Form) -> bool:
    if before.key == "عبد":
        return after.kind == "word" and after.raw.startswith("ال")
    return after.raw == "الدين" or (after.raw == "ظبي" and before.form.pairs)


def _quotes(marks: list[Word]) -> dict[int, int]:
    out: dict[int, int] = {}
    open_at: int | None = None
    for word in marks:
        if word.norm in OPENING or (word.norm in STRAIGHT and open_at is None):
            open_at = word.index
        elif (word.norm in CLOSING or word.norm in STRAIGHT) and open_at is not None:
            out[open_at] = word.index
            open_at = None
    return out


# --- what kind of word it is ----------------------------------------------------------------------------------------


def is_adjective(word: Word) -> bool:
    """Whether the word is a listed adjective or ends like a nisba, in any gender and number."""
    return word.is_word and not word.cls and is_adjectival(word.bare)


def nationality(word: Word) -> bool:
    """Whether the word is some form of a nationality or people; one that is also a common word is none by itself."""
    return word.form.nation is not None and word.is_word


def people_behind_body(word: Word, body: Word) -> bool:
    """Whether a nationality is of people, as the definite noun before it is of one body: «قتل الجيش الفلسطينيين»."""
    demonym = demonyms().get(word.bare)
    return demonym is not None and demonym.form == "p" and body.definite and body.bare in singular_bodies()


def given(word: Word) -> Given | None:
    """Return what the word is worth as a part of a person's name."""
    return word.form.given


def is_verb(word: Word) -> bool:
    """Whether the word can be a verb: one of the predicate lexicon, or one met with the endings of verbs."""
    return not word.definite and is_verbal(word.norm)


def unknown(word: Word) -> bool:
    """Whether the word is nowhere known as a common word: the shape of a name in Arabic letters."""
    return word.form.unknown and word.is_word


def frequent(word: Word) -> bool:
    """Whether the word as written, clitics and all, is met often in running text."""
    return count(word.form.whole) > 3 or word.raw in lexicon().keys


def plain(word: Word) -> bool:
    """Whether a word is met as a common word: it is in a lexicon, takes ال, or is frequent."""
    bare = word.norm[2:] if word.definite else word.norm
    if word.cls or word.bare in adjectives() or word.bare in lexicon().keys:
        return True
    return count("ال" + bare) > 3 if not word.definite else count(bare) > 3


def common(word: Word) -> bool:
    """Whether a word that people bear as a name is, in running text, more often a plain word (سلام, أمل, جديد)."""
    return is_common(word.norm, word.definite)
