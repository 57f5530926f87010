"""Counts of dead, wounded and happenings, which tell an event: «3 قتلى», «78 حريقا», «ثلاثة اجتماعات»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.arabic.morphology import segment
from kg.arabic.predicates import Form, Frame, lexicon
from kg.arabic.tokens import tokenize
from kg.extract.chunks import Chunk
from kg.extract.noun_slots import fill_from_right
from kg.extract.predicate import Predicate
from kg.extract.units import Sentence
from kg.model import Quantity

CASUALTIES = ("Die", "Injure")
# What befalls as often as is counted, whatever stands around it: «78 حريقا», «عشرات الهزات», «هجومان».
_BEFALLING = (*CASUALTIES, "Disaster", "Attack")


def casualties(sentence: Sentence, chunks: list[Chunk]) -> Iterator[Predicate]:
    """A count of dead or wounded tells that they died or were wounded: «أسفر الهجوم عن 3 قتلى و5 جرحى»."""
    for index, piece in enumerate(chunks):
        for unit in piece.phrase.units() if piece.phrase is not None else ():
            if not isinstance(unit.note, Quantity):
                continue
            for token in tokenize(unit.text):
                word = segment(token.norm)
                nouns = [f for f in _readings(word.key, token.norm) if f.kind in ("noun", "masdar")]
                happening = [f for f in nouns if not word.proclitics and _agrees(f, unit.note, token.norm)]
                form = next((f for f in nouns if befalls(f)), next((f for f in happening if _happens(f)), None))
                if form is None or (word.definite and unit.note.low == unit.note.high):
                    continue  # «خمسة من الجرحى» are people, «عشرات الجرحى» tells that they were wounded
                start, end = unit.start + token.offset(word.start), unit.start + token.offset(word.end)
                trigger = replace(unit, start=start, end=end, text=unit.text[start - unit.start : end - unit.start])
                predicate = Predicate(trigger, sentence, index, form, clause=(piece.start, piece.end))
                if befalls(form):
                    predicate.fill("subj", unit)
                fill_from_right(predicate, chunks, index)
                yield predicate
                break


def _readings(key: str, norm: str) -> tuple[Form, ...]:
    found = lexicon().lookup(key)
    return found or (lexicon().lookup(key[:-1]) if norm.endswith("ا") else ())


def befalls(form: Form) -> Frame | None:
    """Return the frame of a noun whose count alone tells what befell: «5 جرحى», «78 حريقا»."""
    frames = lexicon().frames(form.lemma)
    casualty = form.kind == "noun" and any(frame.type in CASUALTIES for frame in frames)
    if casualty or any(frame.type in _BEFALLING and not frame.conditions for frame in frames):
        return next(frame for frame in frames if frame.type in _BEFALLING)
    return None


def _happens(form: Form) -> bool:
    """Whether some sense of a noun is an event."""
    return any(frame.type and not frame.finite for frame in lexicon().frames(form.lemma))


def _agrees(form: Form, amount: Quantity, norm: str) -> bool:
    """Whether a noun stands as its number asks: «مباراتين», «3 مباريات», «15 لقاء», «مئة هجوم», but no «1400 إطلاق»."""
    if amount.low is None or amount.low != amount.high:
        return form.number == "p"
    if amount.low <= 10:
        return form.number == ("d" if amount.low == 2 else "p")
    return form.number == "s" and (amount.low % 100 == 0 or norm.endswith(("ة", "ا", "اء")))
