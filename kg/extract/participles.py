"""What stands behind an adjective that is a participle: its own complement, or the agent of what was done."""

from __future__ import annotations

from functools import cache

from kg.arabic.predicates import Form, lexicon
from kg.extract.chunks import BY, Chunk, Phrase
from kg.extract.kinds import default_roles, somebody
from kg.extract.units import Unit

_GOVERNED = ("من", "عن", "إلى")  # «المدعومة من», «الصادر عن», «المتجهة إلى»


def participle_form(unit: Unit) -> Form | None:
    """Return a word's form as a participle: passive where it is spelt like both and people are «متهمون»."""
    forms = [f for f in unit.forms if f.kind in ("active", "passive")] if unit.kind == "word" else []
    undergone = [f for f in forms if f.kind == "passive" and f.lemma in lexicon().needs_object]
    return next(iter(undergone or forms), None)


def described_by(chunks: list[Chunk], index: int) -> Unit | None:
    """The participle at the end of a chunk that takes what stands right behind it: «القوات المدعومة | من الإمارات»."""
    piece, after = chunks[index], chunks[index + 1] if index + 1 < len(chunks) else None
    if piece.phrase is None or after is None or after.kind != "np" or after.phrase is None or after.conjoined:
        return None
    phrase = _last(piece.phrase)
    last = phrase.modifiers[-1] if phrase.modifiers else None
    form = participle_form(last) if last is not None else None
    if last is None or form is None or last.index != piece.end - 1:
        return None
    return last if _takes(form, after) else None


def complement_slot(form: Form, piece: Chunk) -> str:
    """The slot of what stands behind a participle: who did it behind «من», where somebody did."""
    by = form.kind == "passive" and piece.preposition == "من" and piece.phrase is not None
    return BY if by and piece.phrase is not None and somebody(piece.phrase.head) else piece.preposition


def _last(phrase: Phrase) -> Phrase:
    return phrase.joined[-1] if phrase.joined else phrase


def _takes(form: Form, piece: Chunk) -> bool:
    """Whether a participle governs a phrase: what is done is done «من» somebody, other prepositions are its frames'."""
    if piece.preposition not in _GOVERNED or piece.phrase is None:
        return False
    if form.kind == "passive" and piece.preposition == "من":
        return somebody(piece.phrase.head)
    return piece.preposition in _governed(form.lemma)


@cache
def _governed(lemma: str) -> frozenset[str]:
    """The prepositions that the frames of a lemma, or of their types, name."""
    slots: set[str] = set()
    for frame in lexicon().frames(lemma):
        if frame.type is not None:
            slots |= {*frame.roles, *default_roles().get(frame.type, {})}
    return frozenset(slots & set(_GOVERNED))
