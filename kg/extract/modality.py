"""Whether it happened: modality and polarity of every event from the cues that have it in their scope.

Cues are rows of `modality.tsv`. A cue reaches what it governs (its object, its complement clause, its idafa) and,
through a planned, demanded or possible event, the events that fill that event's slots; it stops at the clause.
"""

from __future__ import annotations

from kg.arabic.normalize import fold
from kg.arabic.predicates import lexicon
from kg.extract.cues import Effect, cues, governing_effect, present_effect
from kg.extract.denied_news import denied_news, in_denied_news, without_news
from kg.extract.effects import STATED, apply_effect, determined, ends, own_act, wrought
from kg.extract.events import Draft, own_words
from kg.extract.noun_modality import own_noun
from kg.extract.openers import opened_by
from kg.extract.predicate import Predicate
from kg.extract.purpose import coordinated
from kg.extract.scope import scope_keys, scope_words
from kg.extract.standing import done_by_deciding, held_off, is_there, stands_apart
from kg.extract.verb_modality import left_open, own_verb


def set_modality(drafts: list[Draft]) -> None:
    """Set `modality` and `negated` of every draft."""
    by_unit = {(d.sentence.index, d.unit.index): d for d in drafts}
    drafts = [d for d in drafts if not (own_words(d) or _goes_on(d))]  # «…، على حد قوله» is always said
    for draft in drafts:
        _own(draft)
    denied = denied_news(drafts)
    for draft in drafts:
        if not draft.predicate.verbal and (why := without_news(draft, by_unit)):
            apply_effect(draft, Effect(None, True, ""), why)
    for position, draft in enumerate(drafts):  # text order: a governor usually precedes what it governs
        _inherited(draft, by_unit)
        teller = draft.predicate.link.governor
        if teller is not None and (
            effect := next((denied[id(u)] for u in teller.get("subj") if id(u) in denied), None)
        ):
            apply_effect(draft, effect, teller.unit.text)
        elif (news := in_denied_news(draft, denied, by_unit)) is not None:
            apply_effect(draft, *news)
        coordinated(draft, drafts[:position])
    for draft in drafts:
        carrier = draft.predicate.light
        if draft.negated and carrier is not None and carrier.form.lemma in lexicon().joins:
            draft.negated = False  # «لم تشارك إيران في المؤتمر»: it is held without them
            draft.roles.pop("agent", None)


def _goes_on(draft: Draft) -> bool:
    """Whether an adjective tells that something is going on, whatever governs it: «للمشاركة في المواجهات الدائرة»."""
    units, unit = draft.sentence.units, draft.unit
    if draft.predicate.verbal or not unit.definite or unit.index + 1 == len(units):
        return False
    effect = cues()["adjective"].get(units[unit.index + 1].key)
    return effect is not None and effect.modality == "asserted" and units[unit.index + 1].definite


def _own(draft: Draft) -> None:
    units, unit = draft.sentence.units, draft.unit
    if (draft.predicate.verbal or not unit.definite) and (asked := left_open(units, unit)):
        apply_effect(draft, Effect("possible", False, ""), asked)
    if draft.predicate.verbal:
        own_verb(draft, units, unit)
    else:
        own_noun(draft, units, unit)


_PENALTIES = ("Die", "Coerce", "Trade")


def _inherited(draft: Draft, by_unit: dict[tuple[int, int], Draft]) -> None:
    """Give an event the modality of what governs it, or of what opens its أن clause."""
    if draft.type == "Say" and draft.predicate.form.kind == "active":
        return  # «…، مؤكدا أن»: a circumstance of the saying before it
    governor = draft.predicate.link.governor  # «اقترحت تنظيم استفتاء»: of the carrying noun
    if governor is not None:
        _under_governor(draft, governor, by_unit.get((draft.sentence.index, governor.unit.index)))
    # inside an أن clause: the verb that opened it, or a phrase such as «من المقرر أن»
    if not draft.predicate.verbal and governor is not None:
        light = draft.predicate.light
        begun = light is not None and light.verbal and light.form.lemma in lexicon().aspect
        if light is not None and begun:
            governor = light  # «من المنتظر أن تنطلق أشغال بناء الميناء»
        carries = governor.verbal and (begun or governor.form.lemma in lexicon().light_verbs)
        if carries and (opener := opened_by(Draft(governor, draft.type, draft.frame, draft.start, draft.end))):
            apply_effect(draft, *opener)  # «من المتوقع أن يتم إجراء تغيير»
        return
    opener = opened_by(draft)
    if opener is not None:
        apply_effect(draft, *opener)


def _under_governor(draft: Draft, governor: Predicate, other: Draft | None) -> None:
    """Give an event the modality of its governor, which is the event `other` or no event."""
    slot, lemma = draft.predicate.link.governed_as, governor.form.lemma
    effect = _effect_on(draft, governor, other)
    planned = other is not None and other.modality == "planned"
    if planned and other is not None and slot.removeprefix("far:") in ("قبل", "قبيل"):
        apply_effect(draft, Effect("planned", False, ""), other.unit.text)  # «سيصل اللاعبون قبل التعاقد معهم»
    apart = stands_apart(draft, governor, other, effect)
    subject = _is_subject(draft, governor, other)
    there = is_there(draft, other, effect, slot) or (lemma == "التزم" and draft.unit.definite)  # «الالتزام بالهدنة»
    if effect and other is not None and other.modality == "possible":
        effect = Effect("possible", effect.negated, "")  # «إذا رفض الاتحاد الموافقة على المشروع»
    if effect and not (subject or apart or there or done_by_deciding(draft, other, effect)):
        apply_effect(draft, effect, lemma)
    if lemma in scope_words("sentence") and slot == "ب" and draft.type in _PENALTIES:
        apply_effect(draft, Effect("planned", False, ""), governor.unit.text)  # «قضت بإعدام سبعة متهمين»
    if _is_charged(governor) and slot in ("ب", "في"):
        apply_effect(
            draft, Effect("possible", False, ""), governor.unit.text
        )  # «متهمين بقتل»: who says so is not named
    acts = subject and not governor.passive and governor.form.voice != "either"  # «التحقيقات ستكشف الأدوار»
    if effect and other is not None and other.negated and lemma in scope_words("permit") and not apart:
        apply_effect(draft, Effect(None, True, ""), other.unit.text)  # «لن يسمح بالاعتداء على الصحفيين»
    if slot == "subj" and lemma in lexicon().auxiliaries and _is_near(draft, governor):
        apply_effect(draft, Effect("planned", False, ""), governor.unit.text)
    if other is not None:
        if other is not draft and other.modality != "asserted" and not (apart or acts or there):
            apply_effect(draft, Effect(other.modality, False, ""), other.unit.text)
        return
    if governor.verbal and not apart:
        _under_plain_verb(draft, governor, subject)
    act = draft.predicate.form.kind == "masdar" and draft.predicate.form.number in ("", "s")
    if not apart and (act or slot != "obj") and (present := present_effect(governor, slot)):
        apply_effect(draft, present, governor.unit.text)
    purpose = governor.form.kind == "masdar" and governor.unit.preposition == "ل" and slot == "idafa"
    if ends(governor) and determined(draft):
        purpose = False  # «لوقف تدفق المهاجرين»: it goes on
    if purpose and not draft.unit.definite and not draft.predicate.verbal:
        apply_effect(draft, Effect("planned", False, ""), governor.unit.text)  # «لسماع أقوال الشهود»


def _is_near(draft: Draft, governor: Predicate) -> bool:
    """Whether it is said of something to come that it is near: «تحرير المدينة بات قريبا»."""
    after = next((u for u in draft.sentence.units[governor.unit.index + 1 :] if u.kind != "mark"), None)
    return after is not None and after.key in scope_keys("near")


def _is_charged(governor: Predicate) -> bool:
    """Whether somebody is charged and it is not told by whom: «متهمين بقتل», «اتهمت الصحيفة بنشر»."""
    if governor.form.lemma not in scope_words("charge"):
        return False
    if not governor.verbal:
        return governor.form.kind in ("passive", "active")
    return governor.passive or not (governor.get("obj") or governor.unit.enclitic)


def _effect_on(draft: Draft, governor: Predicate, other: Draft | None) -> Effect | None:
    """Return what a governor that is a cue does to an event in its slot."""
    slot, lemma = draft.predicate.link.governed_as, governor.form.lemma
    effect = governing_effect(governor, slot)
    if lemma == "قضى" and slot.endswith("على"):
        effect = None  # «القضاء على 36 إرهابيا والقضاء على 7 آخرين»
    if draft.type == "Attack" and not governor.verbal and lemma in lexicon().aspect:
        effect = None  # «محاولة اغتيال»
    if effect is None and wrought(draft) and slot != "subj":
        effect = cues()["aim"].get(fold(lemma))  # «بحثا تعزيز التعاون»
    effect = (
        effect
        or _contained(draft, governor)
        or held_off(draft, governor)
        or (cues()["verb"].get(governor.unit.key) if governor.verbal else None)
    )
    if effect is not None and draft.type == "Say" and draft.predicate.form.number == "p":
        effect = None if effect.modality == "planned" and not effect.negated else effect  # «يعرض الفيلم اعترافات»
    if effect is None and other is not None and other.type == "Request":
        return Effect("demanded", False, "")  # «وجه بتشكيل لجنة»
    if effect is not None and effect.negated and other is not None and other.negated:
        return Effect("possible", False, "")  # «لم يستبعد الوزير وقوع هجوم»
    return effect


def _contained(draft: Draft, governor: Predicate) -> Effect | None:
    """What a plan or a proposal makes of the acts it contains: «مبادرة تتضمن وقف إطلاق النار», «تشمل الخطة إنشاء سد»."""
    form, unit = draft.predicate.form, draft.unit
    act = form.kind == "masdar" and form.number in ("", "s") and (not unit.definite or own_act(draft))
    if not (act and governor.form.lemma in scope_words("contain")) or draft.predicate.link.governed_as == "subj":
        return None
    for told in governor.get("subj"):
        if effect := cues()["content"].get(told.key) or cues()["noun"].get(told.key):
            return effect
    return None


def _is_subject(draft: Draft, governor: Predicate, other: Draft | None) -> bool:
    """Whether an event is the subject of a verb that does not decide it: not in «تقرر الانسحاب», «ألغيت الزيارة»."""
    link = draft.predicate.link
    decided = other is not None and link.unit in (*other.get("topic"), *other.get("patient"))
    impersonal = other is None and governor.unit.key in scope_keys("impersonal")  # «يمكن للمتهم الطعن»
    return governor.verbal and link.governed_as == "subj" and not (decided or impersonal)


def _under_plain_verb(draft: Draft, governor: Predicate, subject: bool) -> None:
    """Give an event the modality of a verb that is no event: «لم يشمل القرار», «سيشهد الأسبوع»."""
    units = draft.sentence.units
    probe = Draft(governor, draft.type, draft.frame, draft.start, draft.end)
    own_verb(probe, units, governor.unit)
    light = lexicon().light_verbs.get(governor.form.lemma)
    if subject and draft.type in STATED and determined(draft) and light is None:
        probe.modality = "asserted"  # «حتى تتحقق مطالبهم»
    if subject and draft.unit.definite and (light is None or light.slot != "subj"):
        probe.negated = False  # «هذا التصريح لا يخدم الاستقرار»
        if any(f.lemma in lexicon().auxiliaries for f in governor.unit.forms):
            probe.modality = "asserted"  # «الاجتماع سيكون بداية الحل»
    if any(u.norm in scope_words("except") for u in units[governor.unit.index : draft.unit.index]):
        probe.negated = False  # «لم يبق إلا الاستقالة وإعلان العصيان»
    if probe.modality != "asserted" or probe.negated:
        apply_effect(draft, Effect(probe.modality, probe.negated, ""), governor.unit.text)
    elif (opener := opened_by(probe)) is not None:
        apply_effect(draft, *opener)  # «مرجحا أن تعقبه جولة من التخفيضات»
