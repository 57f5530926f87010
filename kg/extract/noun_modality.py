"""Modality and polarity of an event noun from its own phrase: «خطة لانسحاب», «الاجتماع المقبل», «لا إصابات»."""

from __future__ import annotations

from kg.arabic.normalize import fold
from kg.arabic.predicates import lexicon
from kg.extract.cues import Effect, cues, present_effect
from kg.extract.effects import HELD, apply_effect, betters, charges, lifts, to_be_done, wrought
from kg.extract.events import Draft
from kg.extract.predicate import Predicate
from kg.extract.purpose import is_purpose
from kg.extract.scope import beside, scope_keys
from kg.extract.units import Unit
from kg.extract.verb_modality import own_verb
from kg.model import MODALITIES


def own_noun(draft: Draft, units: list[Unit], unit: Unit) -> None:
    """Give a noun what its carrier, its adjectives and the nouns before it make of it."""
    carrier = draft.predicate.light
    if carrier is not None:
        _carried(draft, carrier, units)
        if not carrier.verbal and carrier.unit.index < unit.index:
            unit = carrier.unit  # «لبدء محادثات»: what stands before the aspectual noun counts
            pair = fold(f"{units[unit.index - 1].norm} {unit.norm}") if unit.index else ""
            if pair in cues()["noun"]:
                apply_effect(draft, cues()["noun"][pair], pair)  # «في حالة ترشح أكثر من شخص»
    for adjective in draft.predicate.adjectives:
        if effect := cues()["adjective"].get(adjective.key):
            apply_effect(draft, effect, adjective.norm)  # «اجتماعهم المقبل»
    if draft.type in HELD and (ahead := _days_ahead(units, unit)):
        apply_effect(draft, Effect("planned", False, ""), ahead)
    if (told := _told_to_come(draft, units)) is not None:
        apply_effect(draft, *told)
    if unit.index:
        _right_before(draft, units, unit)
    charge = draft.type == "Judge" and unit.key in cues()["noun"]  # «صدر في حقه حكم بتهمة»: it is brought
    if not (unit.conjoined or charge) and not (draft.type == "Say" and draft.predicate.form.kind == "active"):
        _in_construct(draft, units, unit)
    if is_purpose(draft, units, unit):
        apply_effect(draft, Effect("planned", False, ""), "ل + مصدر")


def _days_ahead(units: list[Unit], unit: Unit) -> str:
    """What tells that something is held in the days to come: «تنظيم تمرين عسكري خلال الفترة القادمة»."""
    for word in units[unit.index + 1 : unit.index + _DAYS_FAR]:
        if word.kind == "mark" or word.pos == "verb" or word.cls in ("rel", "sub", "conj") or word.conjoined:
            return ""
        effect = cues()["adjective"].get(word.key)
        before = units[word.index - 1]
        if effect is not None and effect.modality == "planned" and word.definite and before.key in scope_keys("span"):
            return f"{before.norm} {word.norm}"
    return ""


_DAYS_FAR = 9  # units from what is held to the days that it is held in


def _told_to_come(draft: Draft, units: list[Unit]) -> tuple[Effect, str] | None:
    """What a relative clause tells of what is held: «القمة التي تعتزم الجزائر تنظيمها», «الاجتماع الذي من المقرر أن يعقد»."""
    at = draft.unit.index + 1
    while at < len(units) and units[at].pos == "adj":
        at += 1
    if at + 2 >= len(units) or units[at].cls != "rel" or draft.type not in HELD:
        return None
    first, second = units[at + 1], units[at + 2]
    phrase = fold(f"{first.norm} {'ال' if second.definite else ''}{second.norm}")
    if phrase in cues()["phrase"] and at + 3 < len(units) and units[at + 3].norm == "أن":
        return cues()["phrase"][phrase], phrase
    feminine = units[at].key == "التي"
    if feminine != draft.unit.text.endswith(("ة", "ات", "ى")):
        return None  # «حكم المباراة الذي قرر طرده»
    pronoun = "ها" if feminine else "ه"
    held = any(u.enclitic == pronoun for u in units[at + 2 : at + 6])
    for form in first.forms if first.pos == "verb" and held else ():
        effect = cues()["verb"].get(fold(form.lemma))
        if effect is not None and not effect.negated and "subj" in lexicon().controls.get(form.lemma, ()):
            return effect, first.text
    return None


def _carried(draft: Draft, carrier: Predicate, units: list[Unit]) -> None:
    """Give a noun the modality of what carries it: «لم يتم اعتقاله», «محاولة انسحاب»."""
    if carrier.verbal:
        probe = Draft(carrier, draft.type, draft.frame, draft.start, draft.end)
        own_verb(probe, units, carrier.unit)
        if draft.modality == "asserted":
            draft.modality = probe.modality
        draft.negated = probe.negated
        draft.rules += probe.rules
        light = lexicon().light_verbs.get(carrier.form.lemma)
        doer = any(u is draft.unit for u in carrier.get("subj"))  # «ارتفاع الطلب يسهم في»
        if light is not None and not doer and (present := present_effect(carrier, light.slot)):
            apply_effect(draft, present, carrier.unit.text)  # «يسهم في تعزيز الأمن»
    effect = _aspect_effect(carrier.form.lemma)
    if effect and (carrier.verbal or draft.type != "Attack"):  # «محاولة اغتيال» is an attack
        apply_effect(draft, effect, carrier.form.lemma)


def _right_before(draft: Draft, units: list[Unit], unit: Unit) -> None:
    """Give a noun the modality of the word before it: «لا إصابات», «نحو إحداث سوق جديدة», «يجب إدانة الإرهاب»."""
    at = unit.index - 1
    word = units[at]
    if not unit.definite and _nothing(units, at):
        apply_effect(draft, Effect(None, True, ""), word.text)
    if unit.preposition == "ب" and not word.definite and charges(word):
        apply_effect(draft, Effect("possible", False, ""), word.text)  # «أوقفت رجلا متهما بقتل جاره»
    towards = word.norm == "نحو" and (at == 0 or units[at - 1].text == ":")
    if towards and any(f.kind == "masdar" for f in unit.forms):
        apply_effect(draft, Effect("planned", False, ""), "نحو")
    if effect := _foretold(units, unit):
        apply_effect(draft, effect, word.norm)
    governor = draft.predicate.link.governor
    weighed = governor is not None and governor.unit is word  # «تونس تقرر قطع العلاقات»: left to what governs it
    if word.pos == "verb" and not weighed and (effect := cues()["verb"].get(word.key)) and not unit.preposition:
        apply_effect(draft, effect, word.norm)


def _in_construct(draft: Draft, units: list[Unit], unit: Unit) -> None:
    """Give an event the modality of a noun in whose idafa it stands: «خطة لانسحاب», «احتمال تفشي وباء», «عدم استجابة»."""
    at, steps, apart = unit.index - 1, 0, False
    while at >= 0 and steps < 3:
        word = units[at]
        if word.pos == "prep" and beside(word.norm) and word.norm not in ("في", "من"):
            break  # «على مشروع الموازنة بعد نقاش»
        apart = apart or (word.pos == "prep" and word.norm == "في")
        if (word.kind == "mark" and word.text in '«»"“”') or (
            word.pos == "adj" and word.definite and word.key not in cues()["noun"]
        ):
            at -= 1  # «الرغبة الصادقة في السلام»
            continue
        if word.pos not in ("noun", "adj", "quant", "prep", "neg") or (word.definite and steps > 1):
            break
        noun = word.pos == "noun" and word.kind == "word"
        if noun and word.definite and at == unit.index - 1 and not unit.preposition:
            break  # «يتضمن القانون مقترحات»: no idafa
        effect = cues()["noun"].get(word.key)
        if effect is None and wrought(draft):
            effect = cues()["aim"].get(word.key)  # «في إطار دعم العلاقات»
        if effect is None and not steps and (unit.preposition or not word.definite) and to_be_done(draft):
            effect = cues()["decided"].get(word.key)  # «قرار رفع الأسعار»
        if word.key in scope_keys("construct") and (steps or unit.preposition or word.enclitic):
            break  # «تولي أهمية لتطوير العلاقات»
        if effect and _spares(effect, draft, units, at, steps, apart):
            break
        if effect and (steps == 0 or word.pos != "adj"):
            apply_effect(draft, effect, word.norm)
            _unlike(draft, units, at)
            break
        pair = fold(f"{units[at - 1].norm} {word.norm}") if at else ""
        if pair in cues()["noun"] and (word.enclitic or word.key != "شان"):  # «ما من شأنه رفع الأسعار»
            apply_effect(draft, cues()["noun"][pair], pair)
            _unlike(draft, units, at - 1)
            break
        if noun and (word.definite or (unit.definite and (lifts(word) or betters(word, draft)))):
            break  # «العمل على رفع الحظر»: what is to be lifted is there
        at -= 1
        steps += 1


def _unlike(draft: Draft, units: list[Unit], at: int) -> None:
    """Negate an event where the cue at `at` is itself denied: «غير قابل للتمديد», «غير قادرة على الدفع»."""
    if at and units[at - 1].norm == "غير":
        apply_effect(draft, Effect(None, True, ""), "غير")


def _spares(effect: Effect, draft: Draft, units: list[Unit], at: int, steps: int, apart: bool) -> bool:
    """Whether the cue at `at` says nothing of an event, `steps` words behind it and perhaps in a phrase of its own."""
    word = units[at]
    if draft.type == "Attack" and any(f.lemma in lexicon().aspect for f in word.forms):
        return True  # «نجا من محاولة اغتيال»: an attempt at one is an attack
    if steps and word.definite and units[at + 1].norm == "على":
        return True  # «حصل المشروع على موافقة»
    return effect.negated and apart  # «بهدفين دون رد في المباراة»


def _foretold(units: list[Unit], unit: Unit) -> Effect | None:
    """What the participle right before a masdar makes of it: «القانون المزمع مناقشته», «من المقرر استئناف المحادثات»."""
    word = units[unit.index - 1]
    masdar = any(f.kind == "masdar" for f in unit.forms) and not unit.conjoined
    if not masdar or not word.definite or word.kind != "word":
        return None
    effect = cues()["adjective"].get(word.key)
    if unit.enclitic and not unit.preposition and effect is not None and effect.modality != "asserted":
        return effect
    if unit.index > 1 and units[unit.index - 2].norm == "من" and not (unit.preposition or unit.definite):
        return cues()["phrase"].get(fold("من ال" + word.norm))
    return None


def _nothing(units: list[Unit], at: int) -> bool:
    """Whether the words up to `at` say that there is none of what follows: «لا إصابات», «ليس هناك قتلى»."""
    if units[at].norm == "لا":
        return True
    there = units[at].norm in ("هناك", "ثمة") and at > 0
    return there and (units[at - 1].norm in ("ليس", "ليست") or (at > 1 and units[at - 2].norm in ("لم", "لا")))


def _aspect_effect(lemma: str) -> Effect | None:
    effect = lexicon().aspect.get(lemma)
    if not effect or effect == "none":
        return None
    if effect == "negated":
        return Effect(None, True, "aspect.tsv")
    return Effect(effect if effect in MODALITIES else None, False, "aspect.tsv")  # type: ignore[arg-type]
