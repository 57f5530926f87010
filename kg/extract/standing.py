"""What is there before the act that governs it, or beside it, so that its modality does not reach it: «رفض القرار»."""

from __future__ import annotations

from kg.arabic.normalize import fold
from kg.extract.cues import Effect, cues
from kg.extract.effects import BY_DECIDING, HELD, STATED, act_of_saying, determined, own_act
from kg.extract.events import Draft
from kg.extract.predicate import Predicate
from kg.extract.scope import beside, scope_words

# Acts whose object is there before them.
_MEETS = frozenset(("End", "Aid", "Reject", "Attack"))


def held_off(draft: Draft, governor: Predicate) -> Effect | None:
    return cues()["held"].get(fold(governor.form.lemma)) if draft.type in HELD else None


def done_by_deciding(draft: Draft, other: Draft | None, effect: Effect) -> bool:
    """Whether an act is done by deciding it: «قررت المحكمة إحالة المتهمين», «قرر الاتحاد تأجيل المباريات»."""
    if other is None:
        return False
    decides = effect.modality == "planned"  # «أمر بفتح تحقيق» only asks for it
    if other.predicate.form.lemma in scope_words("permit"):
        return False  # «أذنت النيابة بفتح تحقيق»
    judged = other.type == "Judge" and draft.type != "Die"
    return judged or (other.type == "Legislate" and draft.type in BY_DECIDING and decides)


def stands_apart(draft: Draft, governor: Predicate, other: Draft | None, effect: Effect | None) -> bool:
    """Whether an event is beside the governing act, or there before it: «لوقف الهجمات», «لإطفاء الحرائق»."""
    slot = draft.predicate.link.governed_as
    if beside(slot) and not _sets_into(slot, governor):
        return True
    if other is not None and other.type == "Change" and draft.type == "Cooperate" and determined(draft):
        return True  # «سبل تعزيز التعاون بين البلدين»: what is strengthened is there
    told = slot.removeprefix("far:")
    if other is not None and (other.type, told) in _THERE:
        return True  # «للاحتجاج على تردي الطرقات», «فتح تحقيق حول وفاة مدون»
    decision = draft.type in ("Legislate", "Sanction", "Judge") and determined(draft)
    if other is not None and other.type in ("Change", "End") and told in ("obj", "idafa") and decision:
        return True  # «دعا الوزارة إلى تغيير قرارها»
    if other is not None and other.type == "End" and slot == "ب":
        return False  # «ستختتم الزيارة بالتوقيع»
    meets = other is not None and other.type in _MEETS and draft.unit.definite and held_off(draft, governor) is None
    keeps = effect is not None and effect.negated and (not effect.modality or own_act(draft))  # «امتنع عن التصويت»
    return meets and not keeps and not (draft.type == "Say" and act_of_saying(draft))


_THERE = frozenset(
    (
        ("Protest", "على"),
        ("Attack", "على"),
        ("Accuse", "ب"),
        *(("Judge", s) for s in ("حول", "في", "بشأن", "بخصوص", "عن")),
    )
)  # what is protested against, avenged, condemned, inquired into


def is_there(draft: Draft, other: Draft | None, effect: Effect | None, slot: str) -> bool:
    """Whether what is refused, contested or voted on has been made: «رفضت الحكومة القرار», «سيطعن على الحكم»."""
    told = draft.type == "Say" and not (draft.unit.definite and act_of_saying(draft))
    named = draft.predicate.form.kind == "noun" and bool(draft.predicate.get("idafa"))  # «تراجع عن قرار حجب الأعداد»
    known = told or named or (draft.type != "Say" and determined(draft))
    if effect is not None and effect.negated and draft.type in STATED and known and not own_act(draft):
        return True
    contested = other is not None and _stands(draft, other, slot)
    return contested and (effect is None or effect.modality != "possible")


def _stands(draft: Draft, other: Draft, slot: str) -> bool:
    """Whether a definite noun for what somebody decided or asked for is there before what is done about it."""
    about = other.type in ("Judge", "Reject", "Elect", "Consult", "Legislate", "Support")
    made = draft.type in (*STATED, "Agree") and draft.type != "Say"
    if draft.type == "Legislate" and draft.predicate.form.kind == "masdar" and not draft.unit.definite:
        made = False  # «للتصويت على منح الثقة»
    recalled = draft.unit.definite or bool(draft.predicate.get("idafa"))
    apart = (draft.type != other.type or draft.type == "Judge") and not (other.type == "Reject" and own_act(draft))
    if other.type == "Withdraw" and slot == "من" and draft.unit.definite:
        return True  # «هدد بالانسحاب من المفاوضات»
    return about and made and recalled and apart and slot.removeprefix("far:") in ("على", "في", "obj")


def _sets_into(slot: str, governor: Predicate) -> bool:
    """Whether في is a verb's own preposition: «يأملون في تطوير لقاح», «فشل في منع الهجوم»."""
    return slot.removeprefix("far:") == "في" and governor.form.lemma in scope_words("into")
