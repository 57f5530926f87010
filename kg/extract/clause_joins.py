"""Clauses that و joins with their subject first: «اشتباكات في السويداء ووزارة الدفاع ترسل تعزيزات»."""

from __future__ import annotations

from kg.arabic.predicates import Form
from kg.extract.asides import STOPS
from kg.extract.chunks import Chunk, Phrase
from kg.extract.kinds import somebody
from kg.extract.subjects import agrees_before, auxiliary, eventful, noun_form
from kg.model import Entity, Quantity


def part_clauses(chunks: list[Chunk]) -> list[Chunk]:
    """Let a subject that و joins right before its verb open a clause of its own, and belong to no list before it."""
    out: list[Chunk] = []
    for index, piece in enumerate(chunks):
        out.append(piece)
        if piece.kind != "np" or piece.phrase is None:
            continue
        form = _verb_behind(chunks, index)
        if form is None:
            continue
        last = piece.phrase.joined[-1] if piece.phrase.joined else piece.phrase
        if not _known(last) or not agrees_before(form, last.head):
            continue
        told = _told(chunks, index) or _another_kind(chunks, index, last, form)
        if last is piece.phrase:
            piece.opens = piece.conjoined and not piece.preposition and told
        elif (
            "و" in last.head.proclitics and told and not (piece.preposition == "بين" and len(piece.phrase.joined) == 1)
        ):
            out.append(_cut(piece, last))
    return out


def _verb_behind(chunks: list[Chunk], index: int) -> Form | None:
    """The verb right behind a chunk, where it is of one subject: «والسوداني يشيد»."""
    at = index + 1
    while at < len(chunks) and chunks[at].kind in ("neg", "vpart"):
        at += 1
    if at >= len(chunks) or chunks[at].kind != "verb" or any(c.conjoined for c in chunks[index + 1 : at + 1]):
        return None
    if any(f.kind == "masdar" for f in chunks[at].unit.forms):
        return None  # «أكد الوزير والسفير حرص البلدين»
    forms = [f for f in chunks[at].unit.forms if f.kind == "verb" and f.number == "s"]
    return forms[0] if forms else None


def _known(phrase: Phrase) -> bool:
    """Whether a phrase is definite, so that a verb right behind it is no description of it."""
    head = phrase.head
    if isinstance(head.note, Entity):
        return head.note.type != "Group" or head.text.startswith("ال")
    if noun_form(head) is not None and eventful(head) and not somebody(head):
        return False
    return head.kind == "word" and (head.definite or bool(head.enclitic) or any(u.definite for u in phrase.chain))


def _told(chunks: list[Chunk], index: int) -> bool:
    """Whether the clause before a chunk has its verb already: «مجلس الوزراء يقر القانون وهيئة التنسيق تعلق»."""
    for at in range(index - 1, -1, -1):
        piece = chunks[at]
        if piece.kind in ("sub", "rel") or (piece.kind == "mark" and piece.unit.text in STOPS):
            return False
        if piece.kind == "verb":
            if auxiliary(piece.unit):
                return False  # «كان متحدث باسم الوزارة والمجلس قد أكد»
            before = at - 1
            while before >= 0 and chunks[before].kind in ("neg", "vpart", "adv", "verb"):
                before -= 1
            if before < 0:
                return True
            topic = chunks[before]
            if topic.kind in ("rel", "sub", "pron"):
                return False
            phrase = topic.phrase
            return (
                topic.kind != "np" or before == 0 or (phrase is not None and not topic.preposition and _known(phrase))
            )
    return False


def _another_kind(chunks: list[Chunk], index: int, last: Phrase, form: Form) -> bool:
    """Whether who acts stands behind what cannot be listed with him: «اشتباكات في السويداء ووزارة الدفاع ترسل»."""
    before = chunks[index].phrase if chunks[index].phrase is not last else chunks[index - 1].phrase
    topic = chunks[0]
    opens = index > 0 and topic.kind == "np" and not topic.preposition and form.aspect == "impf"
    if not opens or before is None or not somebody(last.filler):
        return False
    note, thing = before.filler.note, last.filler.note
    alike = isinstance(note, Quantity) and isinstance(thing, Quantity)
    where = isinstance(note, Entity) and note.type == "Place"
    there = isinstance(thing, Entity) and thing.type == "Place"
    return not alike and (isinstance(note, Quantity) or (where and not there) or not somebody(before.filler))


def _cut(piece: Chunk, last: Phrase) -> Chunk:
    """Take the last joined phrase out of a chunk and return it as one of its own."""
    assert piece.phrase is not None
    piece.phrase.joined.remove(last)
    start = min(u.index for u in last.units())
    made = Chunk("np", start, piece.end, last.head, last, conjoined=True, opens=True)
    piece.end = start
    return made
