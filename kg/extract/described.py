"""Where a clause goes on behind a clause that describes its subject: «هاجم مسلحون يستقلون دراجة قرية»."""

from __future__ import annotations

from kg.arabic.predicates import Form, lexicon
from kg.extract.agreement import verb_form
from kg.extract.chunks import Chunk, Phrase
from kg.extract.counted import is_person_noun
from kg.extract.subjects import agrees_before, auxiliary, eventful
from kg.extract.tagging import accusative
from kg.extract.units import Unit
from kg.model import Entity, Quantity

_FAR = 9  # chunks that the describing clause may have


def goes_on(chunks: list[Chunk], at: int, form: Form, subject: Phrase) -> int | None:
    """The chunk with which a clause goes on behind the verb at `at`, where that verb describes the subject before it.

    It is what the main verb lacks: its object, or the act that befalls its subject («تعرضت ناقلة ترفع علم بنما لهجوم»).
    """
    verb = at + 1 if auxiliary(chunks[at].unit) and at + 1 < len(chunks) else at
    told = verb_form(chunks[verb].unit) if chunks[verb].kind == "verb" else None
    if told is None or chunks[at].conjoined or not _describes(chunks, at, told, subject):
        return None
    wants = lexicon().transitive(told.lemma) and told.voice != "pass" and not chunks[verb].unit.enclitic
    light = lexicon().light_verbs.get(form.lemma)
    for n in range(verb + 1, min(verb + _FAR, len(chunks))):
        piece = chunks[n]
        if piece.kind in ("mark", "sub", "rel", "conj", "verb", "pron") or piece.conjoined:
            return None
        if piece.kind != "np" or piece.phrase is None:
            continue
        if piece.preposition:
            befalls = light is not None and light.slot == piece.preposition and eventful(piece.phrase.head)
            if befalls and told.lemma not in lexicon().light_verbs:
                return n
        elif n == verb + 1 or wants:
            wants = False
        else:
            return n if lexicon().transitive(form.lemma) and _may_be_object(piece.phrase.head) else None
    return None


def _describes(chunks: list[Chunk], at: int, told: Form, subject: Phrase) -> bool:
    """Whether the verb right behind an indefinite subject tells more of it."""
    head, before = subject.filler, chunks[at - 1].phrase
    named = isinstance(head.note, Entity) and (head.note.type != "Group" or head.text.startswith("ال"))
    definite = named or any(u.definite or u.enclitic for u in subject.chain)
    last = before is not None and before is subject
    return last and not definite and not _object(head) and agrees_before(told, head)


def _object(head: Unit) -> bool:
    """Whether a noun shows by its ending that it is no subject: «شخصا»."""
    return head.kind == "word" and accusative(head)


def _may_be_object(head: Unit) -> bool:
    person = accusative(head) and is_person_noun(head.key.removesuffix("ا"))  # «دراجة نارية ضابطا»
    return isinstance(head.note, Entity | Quantity) or (head.kind == "word" and (head.pos == "noun" or person))
