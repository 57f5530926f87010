"""Counts of dead, wounded and happenings, which tell an event: «3 قتلى», «78 حريقا»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.arabic.morphology import segment
from kg.arabic.predicates import Form, lexicon
from kg.arabic.tokens import tokenize
from kg.extract.chunks import Chunk
from kg.extract.noun_slots import fill_from_right
from kg.extract.predicate import Predicate
from kg.extract.units import Sentence
from kg.model import Quantity

CASUALTIES = ("Die", "Injure")
# Nouns of happenings that are counted: «78 حريقا», «عشرات الهزات», «هجومان».
COUNTED = (*CASUALTIES, "Disaster", "Attack")


def casualties(sentence: Sentence, chunks: list[Chunk]) -> Iterator[Predicate]:
    """A count of dead or wounded tells that they died or were wounded: «أسفر الهجوم عن 3 قتلى و5 جرحى»."""
    for index, piece in enumerate(chunks):
        for unit in piece.phrase.units() if piece.phrase is not None else ():
            if not isinstance(unit.note, Quantity):
                continue
            for token in tokenize(unit.text):
                word = segment(token.norm)
                form = next(
                    (f for f in _readings(word.key, token.norm) if f.kind in ("noun", "masdar") and _casualty(f)), None
                )
                if form is None or (word.definite and unit.note.low == unit.note.high):
                    continue  # «خمسة من الجرحى» are people, «عشرات الجرحى» tells that they were wounded
                start, end = unit.start + token.offset(word.start), unit.start + token.offset(word.end)
                trigger = replace(unit, start=start, end=end, text=unit.text[start - unit.start : end - unit.start])
                predicate = Predicate(trigger, sentence, index, form, clause=(piece.start, piece.end))
                predicate.fill("subj", unit)
                fill_from_right(predicate, chunks, index)
                yield predicate
                break


def _readings(key: str, norm: str) -> tuple[Form, ...]:
    found = lexicon().lookup(key)
    return found or (lexicon().lookup(key[:-1]) if norm.endswith("ا") else ())


def _casualty(form: Form) -> bool:
    frames = lexicon().frames(form.lemma)
    casualty = form.kind == "noun" and any(frame.type in CASUALTIES for frame in frames)
    return casualty or any(frame.type in COUNTED and not frame.conditions for frame in frames)
