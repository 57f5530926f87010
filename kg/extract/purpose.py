"""What something is done for, and the masdars joined to it: «لتقييم الخطر وإنهاء المهمة»."""

from __future__ import annotations

from kg.arabic.predicates import lexicon
from kg.extract.cues import Effect, governing_effect
from kg.extract.effects import apply_effect, determined, ends
from kg.extract.events import Draft
from kg.extract.predicate import Predicate
from kg.extract.scope import scope_words
from kg.extract.units import Unit


def is_purpose(draft: Draft, units: list[Unit], unit: Unit) -> bool:
    """Whether a masdar behind ل or «بهدف» is what something is done for.

    A purpose follows a clause; after a noun ل is often just "of" («دعوة للحوار» has its own cue).
    """
    previous = units[unit.index - 1] if unit.index else None
    aims = previous is not None and previous.norm in scope_words("purpose")  # «قصد المصادقة عليه»
    if not (unit.preposition == "ل" or aims) or not any(f.kind == "masdar" and f.number == "s" for f in unit.forms):
        return False
    if previous is not None and previous.norm in scope_words("reason"):
        return False
    after = units[unit.index + 1] if unit.index + 1 < len(units) else None
    # «للاستماع إلى الشهود», «للمشاركة في», «للتبرع بالدم»
    # «احتجاج للمطالبة بالتنمية» demands it, «قطعوا الطريق للاحتجاج على» protests
    voiced = draft.type in ("Request", "Accuse", "Reject", "Protest")
    backed = draft.type == "Support"
    befalls = draft.type in ("Injure", "Disaster")  # «ثلاث حالات للإصابة بالمرض»
    goes_on = (
        after is not None
        and not (voiced or befalls)
        and (after.cls == "prep" or (after.preposition == "ب" and not backed))
    )
    aims = aims or (goes_on and unit.definite and previous is not None and not _spoken_of(draft.predicate))
    if unit.preposition == "ل" and _undergone(units, unit):
        return False
    carrier = draft.predicate.light  # «تعرضت السفينة لهجوم», «لوجود تغييرات»
    carried = (carrier is not None and carrier.verbal) or draft.predicate.happens
    return (aims or not unit.definite) and not (carried or _told_elsewhere(draft))


def _undergone(units: list[Unit], unit: Unit) -> bool:
    """Whether ل brings in what somebody undergoes, as a noun before it tells: «تعرض أحد المجمعات في أصفهان لهجوم»."""
    for word in reversed(units[max(unit.index - _UNDERGONE_FAR, 0) : unit.index]):
        if word.kind == "mark" or word.pos == "verb" or word.cls in ("sub", "rel") or word.preposition == "ل":
            return False
        lemmas = {f.lemma for f in word.forms if f.kind == "masdar"}
        if any((row := lexicon().light_verbs.get(lemma)) is not None and row.slot == "ل" for lemma in lemmas):
            return not word.preposition
    return False


_UNDERGONE_FAR = 12  # units back to the noun that tells that something is undergone


def _spoken_of(predicate: Predicate) -> bool:
    """Whether ل puts a noun under an act of speech: «إدانته للاعتداء على المدنيين»."""
    governor = predicate.governor
    spoken = ("Accuse", "Support", "Reject", "Threaten", "Say")
    return governor is not None and any(f.type in spoken for f in lexicon().frames(governor.form.lemma))


def _cause(draft: Draft) -> bool:
    """Whether ل + masdar tells why, not what for: «لارتفاع الأسعار», «لاتهامهم بالتخابر», «لتورطه في»."""
    befalls = draft.type in ("Change", "Die", "Injure", "Disaster")
    if befalls and not lexicon().transitive(draft.predicate.form.lemma):
        return True
    carrier = draft.predicate.light
    unit, lemma = (
        (carrier.unit, carrier.form.lemma) if carrier is not None else (draft.unit, draft.predicate.form.lemma)
    )
    his = bool(unit.enclitic) and (lemma in lexicon().joins or not lexicon().transitive(lemma))
    return his or (draft.type in ("Accuse", "Judge", "Reject") and bool(draft.unit.enclitic))


def _told_elsewhere(draft: Draft) -> bool:
    """Whether ل + masdar is no purpose of its own: «لارتفاع الأسعار», or what somebody asks for: «دعا لوقف القتال»."""
    governor = draft.predicate.governor
    ended = governor is not None and ends(governor) and determined(draft)  # «وقف تركيا لتدفق المهاجرين»
    return _forced(draft) or _cause(draft) or _asked_for(draft) or ended


def _asked_for(draft: Draft) -> bool:
    link = draft.predicate.link
    if link.governor is None or link.governed_as.removeprefix("far:") != "ل":
        return False
    effect = governing_effect(link.governor, link.governed_as)
    return effect is not None and effect.modality == "demanded"


def _forced(draft: Draft) -> bool:
    """Whether the verb before says that it came to it: «اضطر إلى», «تمكن من»."""
    governor = draft.predicate.governor
    effect = governing_effect(governor, draft.predicate.link.governed_as) if governor is not None else None
    return effect is not None and effect.modality == "asserted"


def coordinated(draft: Draft, before: list[Draft]) -> None:
    """«لتقييم الخطر … وتعزيز القدرات … وإنهاء المهمة»: a masdar joined by و shares the modality of the one before."""
    unit = draft.predicate.light.unit if draft.predicate.light is not None else draft.unit
    # «في انتظار إحالته ثم مقاضاته», «يمكن إقالته أو إحالته»
    then = unit.index > 0 and draft.sentence.units[unit.index - 1].norm in ("ثم", "أو")
    if draft.predicate.verbal or not (unit.conjoined or then) or draft.modality != "asserted":
        return
    for other in reversed(before):
        if other.sentence is not draft.sentence or other.predicate.verbal:
            return
        if unit.preposition and other.unit.preposition != unit.preposition:
            continue
        if _is_act(draft) and other.unit.definite and _within(other):
            continue  # «لتعزيز التعاون وإنشاء لجنة»
        alike = determined(other) == determined(draft) or (_is_act(other) and _is_act(draft))
        if other.modality != "asserted" and alike:
            between = draft.sentence.units[other.unit.index + 1 : unit.index]
            if not any(
                u.pos == "verb" and not u.cls and u.conjoined for u in between
            ):  # a relative clause between them does not part them: «لصياغة جدول يحدد … وإنهاء المهمة»
                apply_effect(draft, Effect(other.modality, False, ""), f"و {other.unit.text}")
            return
        if other.unit.conjoined or other.predicate.light is not None:
            return  # «تم حجز سيارة وإيقاف شخص»: joined to what happened
        break
    if not unit.preposition and _joined_to_purpose(draft.sentence.units, unit):
        apply_effect(draft, Effect("planned", False, ""), "ل + مصدر و")


def _within(draft: Draft) -> bool:
    """Whether an event completes a masdar: «تعزيز التعاون»."""
    link, unit = draft.predicate.link, draft.unit
    return link.governor is not None and link.governed_as == "idafa" and not (link.governor.verbal or unit.conjoined)


def _is_act(draft: Draft) -> bool:
    """Whether a masdar stands in an idafa or alone: «لتعزيز التعاون وإنشاء لجنة»."""
    form, carrier = draft.predicate.form, draft.predicate.light
    unit = carrier.unit if carrier is not None else draft.unit
    return form.kind == "masdar" and form.number in ("", "s") and not unit.definite


_JOINED_FAR = 8  # units back to a purpose that a masdar is joined to


def _joined_to_purpose(units: list[Unit], unit: Unit) -> bool:
    """Whether a masdar is joined to one behind ل that is no event: «لتحقيق الأمن ودعم الشرعية»."""
    for word in reversed(units[max(unit.index - _JOINED_FAR, 0) : unit.index]):
        if word.kind == "mark" or word.pos == "verb" or word.cls in ("sub", "rel", "prep", "conj"):
            return False
        if any(f.kind == "masdar" for f in word.forms) and not word.conjoined:
            return word.preposition == "ل" and not word.definite and not unit.definite
    return False
