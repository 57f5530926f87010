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
BEFALLING = (*CASUALTIES, "Disaster", "Attack")


def casualties(sentence: Sentence, chunks: list[Chunk]) -> Iterator[Predicate]:
    """A count of dead or wounded tells that they died or were wounded: «أسفر الهجوم عن 3 قتلى و5 جرحى»."""
    for index, piece in enumerate(chunks):
        for unit in piece.phrase.units() if piece.phrase is not None else ():
            if not isinstance(unit.note, Quantity):
                continue
            for token in tokenize(unit.text):
                word = segment(token.norm)
                nouns = [f for f in _readings(word.key, token.norm) if f.kind in ("noun", "masdar")]
                happening = [f for f in nouns if word.proclitics in ((), ("ال",)) and _agrees(f, unit.note, token.norm)]
                form = next((f for f in nouns if befalls(f)), next((f for f in happening if _happens(f)), None))
                if form is None or (word.definite and not _told_by(form, unit.note)):
                    continue
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
    if not found and norm.endswith("ي"):
        found = lexicon().lookup(key + "ن")  # «تفجيري بغداد»: a dual loses its ن before what it is of
    return found or (lexicon().lookup(key[:-1]) if norm.endswith("ا") else ())


def _told_by(form: Form, amount: Quantity) -> bool:
    """Whether a definite noun tells what happened: «عشرات الجرحى», «التفجيرين»; «خمسة من الجرحى» are people."""
    return amount.low != amount.high or (form.number == "d" and not _casualty(form))


def befalls(form: Form) -> Frame | None:
    """Return the frame of a noun whose count alone tells what befell: «5 جرحى», «78 حريقا»."""
    frames = lexicon().frames(form.lemma)
    if _casualty(form) or any(frame.type in BEFALLING and not frame.conditions for frame in frames):
        return next(frame for frame in frames if frame.type in BEFALLING)
    return None


def _casualty(form: Form) -> bool:
    """Whether a noun is somebody dead or wounded: «قتيل», «جريح»."""
    return form.kind == "noun" and any(frame.type in CASUALTIES for frame in lexicon().frames(form.lemma))


def _happens(form: Form) -> bool:
    """Whether some sense of a noun is an event."""
    return any(frame.type and not frame.finite for frame in lexicon().frames(form.lemma))


def _agrees(form: Form, amount: Quantity, norm: str) -> bool:
    """Whether a noun stands as its number asks: «مباراتين», «3 مباريات», «15 لقاء», «مئة هجوم», but no «1400 إطلاق»."""
    number = amount.low if amount.low is not None else amount.high
    bounded = amount.low is None or amount.high is None  # «أكثر من 20 غارة»; «عشرات الغارات» has both bounds
    if number is None or not (bounded or amount.low == amount.high) or (bounded and form.number == "p"):
        return form.number == "p"
    if number <= 10:
        return form.number == ("d" if number == 2 else "p")
    return form.number == "s" and (number % 100 == 0 or norm.endswith(("ة", "ا", "اء")))
