"""Lists that go on: «حجزت كمية من الذخيرة وسيارة»."""

from __future__ import annotations

from kg.extract.chunks import Chunk, Phrase
from kg.extract.subjects import (
    eventful,
)
from kg.model import Quantity


def counts_on(counted: Phrase, piece: Chunk, phrase: Phrase) -> bool:
    """Whether an amount joined to what another amount is of goes on counting: «ضبط 20 كلغ من القنب و3 سيارات»."""
    assert piece.phrase is not None
    amounts = all(isinstance(p.head.note, Quantity) for p in (counted, phrase))
    return amounts and piece.preposition == "من" and not isinstance(piece.phrase.head.note, Quantity)


def lists_on(chunks: list[Chunk], at: int, listed: Phrase) -> bool:
    """Whether an indefinite noun behind و goes on a list of indefinite ones: «حجزت كمية من الذخيرة وسيارة»."""
    piece, before = chunks[at], chunks[at - 1]
    head = piece.phrase.head if piece.phrase is not None else piece.unit
    first = listed.head
    thing = first.kind == "quantity" or (first.kind == "word" and not (first.definite or first.enclitic))
    again = head.kind == "quantity" or (head.kind == "word" and not (head.definite or head.enclitic or eventful(head)))
    behind = before.kind == "np" and before.preposition in ("من", "ب", "ل", "في") and before.phrase is not None
    return thing and again and behind and not verb_follows(chunks, at) and not any(u.definite for u in listed.chain)


def verb_follows(chunks: list[Chunk], at: int) -> bool:
    """Whether a verb stands right behind a chunk, negated or not."""
    for piece in chunks[at + 1 : at + 3]:
        if piece.kind == "verb":
            return True
        if piece.kind not in ("neg", "vpart"):
            return False
    return False
