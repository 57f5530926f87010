"""Which verb a word is, by what agrees with it."""

from __future__ import annotations

from functools import cache

from kg.arabic.predicates import Form, lexicon
from kg.extract.chunks import Chunk, transparent
from kg.extract.entities.titles import titles
from kg.extract.kinds import somebody
from kg.extract.subjects import (
    agrees_after,
    eventful,
    gender,
    noun_form,
)
from kg.extract.tagging import accusative
from kg.extract.units import Unit
from kg.model import Entity

_IMPERFECT = ("لن", "لم")  # behind which a verb is in the imperfect
_ITS_GENDER = {"التي": ("f", "ها"), "الذي": ("m", "ه")}  # and the pronoun that comes back to it


def agree_behind(chunks: list[Chunk], index: int) -> None:
    """Keep of the lemmas a verb may be of those that agree with what stands behind it: «تواصل الجمعية» is واصل."""
    unit, after = chunks[index].unit, chunks[index + 1] if index + 1 < len(chunks) else None
    if _known_by_object(chunks, index):
        return
    if after is None or after.kind != "np" or after.phrase is None or after.conjoined:
        return
    verbs = {f.lemma for f in unit.forms if f.kind == "verb"}
    if after.preposition:
        allowing = {v for v in verbs if after.preposition in lexicon().controls.get(v, ())}
        if len(verbs) > 1 and allowing:  # «يمكن للشرطة أن» is no مكّن
            unit.forms = tuple(f for f in unit.forms if f.kind != "verb" or f.lemma in allowing)
        return
    head = after.phrase.head
    before = chunks[index - 1] if index else None
    if before is not None and before.kind == "sub" and before.unit.text.endswith("ها") and len(verbs) > 1:
        hers = tuple(f for f in unit.forms if f.kind != "verb" or f.gender != "m")  # «أنها تعمق مشاعر الكراهية»
        unit.forms = hers if any(f.kind == "verb" for f in hers) else unit.forms
        verbs = {f.lemma for f in unit.forms if f.kind == "verb"}
    third = chunks[index + 2].preposition if index + 2 < len(chunks) else ""
    carrying = {v for v in verbs if (row := lexicon().light_verbs.get(v)) and third and row.slot == third}
    if len(verbs) > 1 and carrying and noun_form(chunks[index + 2].unit) is not None:
        unit.forms = tuple(f for f in unit.forms if f.kind != "verb" or f.lemma in carrying)
        return  # «تعرض المنزل لقصف» is no عرض
    light = {v for v in verbs if (row := lexicon().light_verbs.get(v)) and row.slot in ("obj", "subj")}
    if len(verbs) > 1 and light and eventful(head) and any(f.aspect == "impf" for f in unit.forms):
        unit.forms = tuple(f for f in unit.forms if f.kind != "verb" or f.lemma in light)
        return  # «قد تصدر الحكم» is no تصدّر
    if len(verbs) > 1 and _takes_object(chunks, index):
        taking = tuple(f for f in unit.forms if f.kind != "verb" or not lexicon().objectless(f.lemma))
        unit.forms = taking if any(f.kind == "verb" for f in taking) else unit.forms
    if len(verbs) > 1 and (head.kind == "entity" or (head.definite and head.kind == "word")):
        agreeing = tuple(f for f in unit.forms if f.kind != "verb" or agrees_after(f, head))
        active = tuple(f for f in agreeing if f.voice != "pass")  # «توعد الرئيس خصومه» is no passive of وعد
        agreeing = active if any(f.kind == "verb" for f in active) else agreeing
        if any(f.kind == "verb" for f in agreeing):
            unit.forms = agreeing


_OBJECT_FAR = 8  # chunks behind a verb within which its object is looked for


def _known_by_object(chunks: list[Chunk], index: int) -> bool:
    """Keep of the verbs a word may be the one whose sense names the object: «وقعت الدولتان، أمس، اتفاقا» is وقّع."""
    unit = chunks[index].unit
    verbs = {f.lemma for f in unit.forms if f.kind == "verb" and f.voice != "pass"}
    if len(verbs) < 2:
        return False
    for at, piece in enumerate(chunks[index + 1 : index + 1 + _OBJECT_FAR]):
        if piece.kind in ("verb", "sub", "rel", "conj") or (piece.kind == "mark" and piece.unit.text not in "،,"):
            return False
        if piece.kind != "np" or piece.preposition or piece.conjoined or piece.unit.kind != "word":
            continue
        if at == 0 and (piece.unit.definite or (piece.unit.key in titles() and not accusative(piece.unit))):
            continue  # the subject, rather
        if at > 1 and _place(chunks[index + at - 1].unit) and chunks[index + at].kind == "mark":
            continue  # «توجه إلى ألاك، عاصمة الولاية»
        word = piece.unit.key.removesuffix("ا") if piece.unit.norm.endswith("ا") else piece.unit.key
        naming = {v for v in verbs if word in _objects(v) and _may_agree(unit, v, chunks[index + 1])}
        if len(naming) == 1:
            unit.forms = tuple(f for f in unit.forms if f.kind != "verb" or f.lemma in naming)
            return True
    return False


def _place(unit: Unit) -> bool:
    """Whether a unit is a named place."""
    return isinstance(unit.note, Entity) and unit.note.type == "Place"


def _may_agree(unit: Unit, lemma: str, behind: Chunk) -> bool:
    """Whether a verb has the gender of whoever is right behind it: «توجه الوالي» is no وجه."""
    head = behind.phrase.head if behind.phrase is not None and not behind.preposition else None
    if head is None or not (head.kind == "entity" or head.definite):
        return True
    return any(f.kind == "verb" and f.lemma == lemma and agrees_after(f, head) for f in unit.forms)


@cache
def _objects(lemma: str) -> frozenset[str]:
    """Return the words that the typed senses of a verb name as its object, folded."""
    frames = (frame for frame in lexicon().frames(lemma) if frame.type)
    return frozenset(w for frame in frames for c in frame.conditions if c.slot == "obj" for w in c.words)


def _takes_object(chunks: list[Chunk], index: int) -> bool:
    """Whether a verb has an object right behind it, or behind somebody: «وقع عقدا», «وقع الوزير عقدا»."""
    first, second = chunks[index + 1], chunks[index + 2] if index + 2 < len(chunks) else None
    if _done(first.unit):
        return True
    bare = second is not None and second.kind == "np" and not second.preposition and not second.conjoined
    return bare and second is not None and _done(second.unit) and somebody(first.unit)


def _done(unit: Unit) -> bool:
    """Whether a noun is a deed in the accusative, and no reason: «عقدا», but «احتجاجا»."""
    return accusative(unit) and eventful(unit) and unit.key not in transparent("sake")


def agree_with_subject(chunks: list[Chunk], index: int) -> None:
    """Keep of a verb's readings those that agree with the subject right before it: «فرنسا تقرر», «الأمر تقرر»."""
    at = index - 1
    while at > 0 and chunks[at].kind in ("neg", "vpart", "adv"):
        at -= 1
    before, unit = chunks[at] if index else None, chunks[index].unit
    if any(c.unit.norm in _IMPERFECT for c in chunks[at:index] if c.kind == "neg"):
        later = tuple(f for f in unit.forms if f.kind != "verb" or f.aspect != "perf")  # «لن توافق» is no توافق
        unit.forms = later if any(f.kind == "verb" for f in later) else unit.forms
    if before is None or before.kind != "np" or before.preposition or before.phrase is None or chunks[index].conjoined:
        return
    shown = gender(before.phrase.head)
    agreeing = tuple(f for f in unit.forms if f.kind != "verb" or not f.gender or f.gender == shown)
    if shown and before.phrase.head.definite and any(f.kind == "verb" for f in agreeing):
        unit.forms = agreeing


def agree_with_relative(chunks: list[Chunk], index: int) -> None:
    """Keep of a verb's readings those of the gender of the pronoun it tells of: «الأزمات التي تحدث» is no «تحدّث».

    Not where a word behind comes back to that pronoun: «القضية التي تحدث الوزير عنها» has a subject of its own.
    """
    at = index - 1
    while at > 0 and chunks[at].kind in ("neg", "vpart"):
        at -= 1
    unit = chunks[index].unit
    if index == 0 or chunks[at].unit.norm not in _ITS_GENDER or unit.enclitic:
        return
    shown, back = _ITS_GENDER[chunks[at].unit.norm]
    near = chunks[index + 1 : index + 4]
    if any(u.enclitic == back for c in near for u in (c.phrase.units() if c.phrase is not None else (c.unit,))):
        return
    agreeing = tuple(f for f in unit.forms if f.kind != "verb" or not f.gender or f.gender == shown)
    if any(f.kind == "verb" for f in agreeing):
        unit.forms = agreeing


def verb_form(unit: Unit) -> Form | None:
    """Return the likeliest of the verbs that a word may be."""
    verbs = [f for f in unit.forms if f.kind == "verb"]
    # a typed lemma before an untyped one, and the feminine plural last: «أعلن» is seldom "they (f.) announced"
    verbs.sort(
        key=lambda f: (
            f.gender == "f" and f.number == "p",
            all(frame.type is None for frame in lexicon().frames(f.lemma)),
        )
    )
    return verbs[0] if verbs else None


def that_comes(unit: Unit, subject: Unit) -> Form | None:
    """The form of a verb that tells that its subject, a happening, came: «الهجوم الذي وقع», «هزة حدثت»."""
    if not eventful(subject):
        return None
    forms = [f for f in unit.forms if f.kind == "verb"]
    rows = ((f, lexicon().light_verbs.get(f.lemma)) for f in forms)
    light = [f for f, row in rows if row is not None and row.slot == "subj"]
    return light[0] if light and len({f.lemma for f in forms}) > 1 else None
