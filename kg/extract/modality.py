"""Whether it happened: modality and polarity of every event from the cues that have it in their scope.

Cues are rows of `modality.tsv`. A cue reaches what it governs (its object, its complement clause, its idafa) and,
through a planned, demanded or possible event, the events that fill that event's slots; it stops at the clause.
"""

from __future__ import annotations

from kg.arabic.normalize import fold
from kg.arabic.predicates import lexicon
from kg.extract.cues import Effect, cues, governing_effect, present_effect
from kg.extract.events import Draft, own_words
from kg.extract.openers import opened_by
from kg.extract.predicate import Predicate
from kg.extract.scope import beside, scope_keys, scope_words
from kg.extract.units import Unit
from kg.model import MODALITIES

_RESULTS = ("Change", "Move", "Compete", "Die", "Defeat")  # «… ليرتفع إلى»: what came of it, not what for
# Acts whose object is there before them.
_MEETS = frozenset(("End", "Aid", "Reject", "Attack"))
# Acts that are done by deciding them.
_BY_DECIDING = frozenset(("Judge", "Plan", "End", "Reject", "Appoint", "Dismiss", "Sanction"))
_NEGATORS = {"لم", "لن", "لا", "ليس", "ليست", "ما"}


def set_modality(drafts: list[Draft]) -> None:
    """Set `modality` and `negated` of every draft."""
    by_unit = {(d.sentence.index, d.unit.index): d for d in drafts}
    drafts = [d for d in drafts if not (own_words(d) or _goes_on(d))]  # «…، على حد قوله» is always said
    for draft in drafts:
        _own(draft)
    denied = _denied(drafts)
    for draft in drafts:
        if not draft.predicate.verbal and (why := _without_news(draft, by_unit)):
            _apply(draft, Effect(None, True, ""), why)
    for position, draft in enumerate(drafts):  # text order: a governor usually precedes what it governs
        _inherited(draft, by_unit)
        teller = draft.predicate.link.governor
        if teller is not None and (
            effect := next((denied[id(u)] for u in teller.get("subj") if id(u) in denied), None)
        ):
            _apply(draft, effect, teller.unit.text)
        elif (news := _in_denied_news(draft, denied, by_unit)) is not None:
            _apply(draft, *news)
        _coordinated(draft, drafts[:position])
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


def _denied(drafts: list[Draft]) -> dict[int, Effect]:
    """The papers and news that somebody denies, by unit: «نفى صحة الأنباء التي تحدثت عن انسحاب القوات»."""
    found: dict[int, Effect] = {}
    for draft in drafts:
        effect = cues()["verb"].get(fold(draft.predicate.form.lemma)) if draft.predicate.verbal else None
        if effect is not None and effect.negated and not draft.negated:
            units = [*draft.predicate.get("obj"), *([draft.predicate.whose] if draft.predicate.whose else [])]
            found |= {id(u): effect for u in units if u.key in lexicon().classes["news"]}
            told = next((u for u in draft.sentence.units[draft.unit.index + 1 :] if u.cls or u.kind == "mark"), None)
            if told is not None and told.norm == "ما":
                found[id(told)] = effect  # «نفى الوزير صحة ما تردد عن»
    for sentence in {d.sentence.index: d.sentence for d in drafts}.values():
        found |= {id(u): Effect(None, True, "") for u in _untrue(sentence.units)}
    return found


def _untrue(units: list[Unit]) -> list[Unit]:
    """The news that are said to be untrue: «لا صحة لما تردد عن», «خبر وفاته عار عن الصحة», «لا أساس له»."""
    found: list[Unit] = []
    for at, unit in enumerate(units):
        before, after = units[at - 1] if at else None, units[at + 1] if at + 1 < len(units) else None
        denied = before is not None and before.norm in ("لا", "غير", "ليس", "ليست")
        if unit.norm == "صحة" and denied and after is not None and after.preposition == "ل":
            found.append(after)
        bare = at + 2 < len(units) and units[at + 1].cls == "prep" and units[at + 2].norm == "صحة"
        if unit.key not in scope_keys("baseless") or not (denied or bare):
            continue
        for word in reversed(units[:at]):
            if word.kind == "mark" and word.text in ".؛:؟!":
                break
            if word.key in lexicon().classes["news"] or (word.norm == "ما" and units[word.index + 1].pos == "verb"):
                found.append(word)
                break
    return found


def _in_denied_news(
    draft: Draft, denied: dict[int, Effect], by_unit: dict[tuple[int, int], Draft]
) -> tuple[Effect, str] | None:
    """What befalls what denied news are of, and their word: «نفى النادي خبر وفاة اللاعب», «نفى ما تردد عن مقتل القائد»."""
    if draft.predicate.verbal or not denied:
        return None
    units = draft.sentence.units
    unit = draft.predicate.light.unit if draft.predicate.light is not None else draft.unit
    joined = unit.conjoined  # «تقارير عن تأجيل الانتخابات وإلغاء القمة»
    while unit.index:
        before = units[unit.index - 1]
        if id(before) in denied:
            return denied[id(before)], before.text
        about = before.norm in scope_words("about")
        ahead = units[before.index - 1] if before.index else before
        # «ما تداولته المواقع», «الأخبار التي ترددت»
        told = (before.pos == "verb" and (ahead.norm == "ما" or ahead.cls == "rel")) or before.cls == "rel"
        noun = before.pos in ("noun", "adj", "quant") and not (unit.preposition and unit.kind == "word")
        if not (about or noun or told):
            return None
        if not joined and (draft.sentence.index, before.index) in by_unit and before.pos != "verb":
            return None  # «خبر تأجيل المباراة»
        unit = before
    return None


def _without_news(draft: Draft, by_unit: dict[tuple[int, int], Draft]) -> str:
    """Why a happening is one that nobody has told of: «لم ترد أنباء عن وقوع خسائر», «لا أنباء عن ضحايا», «لم يبلغ عن إصابات»."""
    link, units = draft.predicate.link, draft.sentence.units
    teller = link.governor
    if teller is None or link.governed_as.removeprefix("far:") not in ("عن", "ب"):
        return ""
    told = by_unit.get((draft.sentence.index, teller.unit.index))
    if teller.verbal:
        nobody = told is not None and told.type == "Say" and told.negated and not teller.get("subj")
        return teller.unit.text if nobody else ""
    if teller.unit.key not in lexicon().classes["news"] or teller.unit.index == 0:
        return ""
    verb, before = teller.governor, units[teller.unit.index - 1]
    if verb is not None and verb.verbal:
        probe = Draft(verb, draft.type, draft.frame, draft.start, draft.end)
        _own_verb(probe, units, verb.unit)
        return verb.unit.text if probe.negated else ""
    return before.text if before.norm == "لا" else ""


def _apply(draft: Draft, effect: Effect, why: str) -> None:
    if effect.modality and draft.modality == "asserted":
        draft.modality = effect.modality
        draft.rules.append(f"{effect.modality}: {why}")
    if effect.negated:
        draft.negated = True
        draft.rules.append(f"negated: {why}")


def _own(draft: Draft) -> None:
    units, unit = draft.sentence.units, draft.unit
    if (draft.predicate.verbal or not unit.definite) and (asked := _whether(units, unit)):
        _apply(draft, Effect("possible", False, ""), asked)
    if draft.predicate.verbal:
        _own_verb(draft, units, unit)
    else:
        _own_noun(draft, units, unit)


def _own_verb(draft: Draft, units: list[Unit], unit: Unit) -> None:
    imperfect = draft.predicate.form.aspect == "impf"
    if imperfect and (supposed := _supposed(units, unit)):
        _apply(draft, Effect("possible", False, ""), supposed)  # «إذا فشلت المحادثات فستندلع الحرب»
    if "س" in unit.proclitics:
        _apply(draft, Effect("planned", False, ""), "سـ")
    if "ل" in unit.proclitics and draft.predicate.form.aspect == "perf":
        _apply(draft, Effect("possible", False, ""), "ل")  # «لو انسحبت القوات لانهارت الهدنة»
    if "ل" in unit.proclitics and imperfect and draft.type not in _RESULTS:
        _apply(draft, Effect("planned", False, ""), "ل + مضارع")
    at = unit.index - 1
    steps = 0
    while at >= 0 and steps < 4:
        word = units[at]
        if word.norm == "سوف":
            _apply(draft, Effect("planned", False, ""), "سوف")
        elif word.norm == "قد" and ((imperfect and at == unit.index - 1) or (steps == 1 and _helps(units[at + 1]))):
            _apply(draft, Effect("possible", False, ""), "قد + مضارع")  # «قد تنسحب», «قد يكونون قتلوا»
        elif word.norm == "لا" and at and units[at - 1].norm == "ما":
            break  # «ما لا يقل عن خمسين»
        elif word.norm == "لم" and at and units[at - 1].text in ("ما", "إن") and at == unit.index - 1:
            # «بعقوبات ما لم يفرجوا عن الأسرى», «إن لم ينسحب الجيش»
            _apply(draft, Effect("possible", True, ""), f"{units[at - 1].norm} لم")
            break
        elif word.norm == "إن" and not word.enclitic and at == unit.index - 1 and draft.predicate.form.aspect == "perf":
            if at and units[at - 1].norm == "ما":
                break  # «ما إن وصل الوفد»: as soon as it did
            _apply(draft, Effect("possible", False, ""), "إن + ماض")  # «إن استمرت الحرب»
            break
        elif word.norm in _NEGATORS and (at == unit.index - 1 or word.norm.startswith("ليس")):
            denied = not _excepted(units, unit)
            if word.norm == "لن":
                _apply(draft, Effect("planned", denied, ""), "لن")
            elif word.norm != "ما":
                _apply(draft, Effect(None, denied, ""), word.norm)
        elif word.norm in ("ألا", "لئلا") and word.cls == "sub" and at == unit.index - 1 and imperfect:
            _apply(
                draft, Effect("planned" if word.norm == "لئلا" else None, True, ""), word.norm
            )  # «طلب منهم ألا يغادروا»
            break
        elif imperfect and word.norm in scope_words("so_that") and _right_ahead(units, at, unit):
            _apply(draft, Effect("planned", False, ""), word.norm)  # «كي يعودوا», «حتى لا يتكرر»
            break
        elif word.key in cues()["particle"]:
            _apply(draft, cues()["particle"][word.key], word.norm)
            break
        elif word.pos == "verb" and steps < 3 and any(f.lemma in lexicon().auxiliaries for f in word.forms):
            if "س" in word.proclitics and not steps:
                _apply(draft, Effect("planned", False, ""), word.text)  # «سيبقى يدعم»
            for form in word.forms:
                if own := cues()["finite"].get(fold(form.lemma)):
                    _apply(draft, own, word.norm)  # «كاد المبنى يسقط»
            if steps:
                break
        elif word.kind == "mark" or word.pos == "verb":
            break
        at -= 1
        steps += 1


def _right_ahead(units: list[Unit], at: int, unit: Unit) -> bool:
    """Whether the word at `at` is right before a verb or its negation: «كي لا يعودوا»."""
    return at == unit.index - 1 or (at == unit.index - 2 and units[at + 1].norm in _NEGATORS)


def _supposed(units: list[Unit], unit: Unit) -> str:
    """The word that opens the condition before a verb: «إذا فشلت المحادثات فستندلع الحرب», «في حال فوزه سيتأهل»."""
    if unit.index and (units[unit.index - 1].cls == "rel" or units[unit.index - 1].norm in ("أن", "ما")):
        return ""
    told: list[Unit] = []  # verbs between
    for word in reversed(units[: unit.index]):
        before = units[word.index - 1] if word.index else None
        if word.kind == "mark" and word.text in ".؛:؟!":
            return ""
        if word.pos == "verb" and not any(f.lemma in lexicon().auxiliaries for f in word.forms):
            told.append(word)
        condition = word.norm == "إذا" and (before is None or before.norm not in ("ما", "عما", "فيما"))
        case = before is not None and before.norm == "في" and word.norm in ("حال", "حالة", "صورة")
        if not (condition or case):
            continue
        first = word if condition else before
        ahead = units[first.index - 1] if first is not None and first.index else None
        opens = ahead is None or ahead.kind == "mark" or ahead.cls in ("sub", "conj") or ahead.norm in ("أما", "أنه")
        follows = len(told) == int(condition) and unit.proclitics[:1] != ("و",)
        return word.norm if (opens or (first is not None and first.conjoined)) and follows else ""
    return ""


def _excepted(units: list[Unit], unit: Unit) -> bool:
    """Whether what is denied is true of what is left out: «لم يصل إلا خمسة», «لم يترشح سوى مرشح واحد»."""
    for word in units[unit.index + 1 : unit.index + _EXCEPTED_FAR]:
        if word.kind == "mark" or word.pos == "verb" or word.cls in ("sub", "rel"):
            return False
        if word.norm in scope_words("except"):
            after = units[word.index + 1] if word.index + 1 < len(units) else None
            return after is not None and after.cls != "sub"  # «إلا أن»: but
    return False


_EXCEPTED_FAR = 7  # units from a denied verb to what is left out


def _may_help(unit: Unit) -> bool:
    """Whether a word may be an auxiliary or carry what is behind it: «هل كان», «هل تمت»."""
    return any(f.lemma in lexicon().auxiliaries or f.lemma in lexicon().light_verbs for f in unit.forms)


def _helps(unit: Unit) -> bool:
    """Whether a word is an auxiliary in the imperfect."""
    return any(f.aspect == "impf" and f.lemma in lexicon().auxiliaries for f in unit.forms)


def _own_noun(draft: Draft, units: list[Unit], unit: Unit) -> None:
    carrier = draft.predicate.light
    if carrier is not None:
        _carried(draft, carrier, units)
        if not carrier.verbal and carrier.unit.index < unit.index:
            unit = carrier.unit  # «لبدء محادثات»: what stands before the aspectual noun counts
            pair = fold(f"{units[unit.index - 1].norm} {unit.norm}") if unit.index else ""
            if pair in cues()["noun"]:
                _apply(draft, cues()["noun"][pair], pair)  # «في حالة ترشح أكثر من شخص»
    for adjective in draft.predicate.adjectives:
        if effect := cues()["adjective"].get(adjective.key):
            _apply(draft, effect, adjective.norm)  # «اجتماعهم المقبل»
    if draft.type in HELD and (ahead := _days_ahead(units, unit)):
        _apply(draft, Effect("planned", False, ""), ahead)
    if (told := _told_to_come(draft, units)) is not None:
        _apply(draft, *told)
    if unit.index:
        _right_before(draft, units, unit)
    charge = draft.type == "Judge" and unit.key in cues()["noun"]  # «صدر في حقه حكم بتهمة»: it is brought
    if not (unit.conjoined or charge) and not (draft.type == "Say" and draft.predicate.form.kind == "active"):
        _in_construct(draft, units, unit)
    if _is_purpose(draft, units, unit):
        _apply(draft, Effect("planned", False, ""), "ل + مصدر")


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
        _own_verb(probe, units, carrier.unit)
        if draft.modality == "asserted":
            draft.modality = probe.modality
        draft.negated = probe.negated
        draft.rules += probe.rules
        light = lexicon().light_verbs.get(carrier.form.lemma)
        if light is not None and (present := present_effect(carrier, light.slot)):
            _apply(draft, present, carrier.unit.text)  # «يسهم في تعزيز الأمن»
    effect = _aspect_effect(carrier.form.lemma)
    if effect and (carrier.verbal or draft.type != "Attack"):  # «محاولة اغتيال» is an attack
        _apply(draft, effect, carrier.form.lemma)


def _right_before(draft: Draft, units: list[Unit], unit: Unit) -> None:
    """Give a noun the modality of the word before it: «لا إصابات», «نحو إحداث سوق جديدة», «يجب إدانة الإرهاب»."""
    at = unit.index - 1
    word = units[at]
    if not unit.definite and _nothing(units, at):
        _apply(draft, Effect(None, True, ""), word.text)
    if unit.preposition == "ب" and not word.definite and _charges(word):
        _apply(draft, Effect("possible", False, ""), word.text)  # «أوقفت رجلا متهما بقتل جاره»
    towards = word.norm == "نحو" and (at == 0 or units[at - 1].text == ":")
    if towards and any(f.kind == "masdar" for f in unit.forms):
        _apply(draft, Effect("planned", False, ""), "نحو")
    if effect := _foretold(units, unit):
        _apply(draft, effect, word.norm)
    governor = draft.predicate.link.governor
    weighed = governor is not None and governor.unit is word  # «تونس تقرر قطع العلاقات»: left to what governs it
    if word.pos == "verb" and not weighed and (effect := cues()["verb"].get(word.key)) and not unit.preposition:
        _apply(draft, effect, word.norm)


def _in_construct(draft: Draft, units: list[Unit], unit: Unit) -> None:
    """Give an event the modality of a noun in whose idafa it stands: «خطة لانسحاب», «احتمال تفشي وباء», «عدم استجابة»."""
    at, steps, apart = unit.index - 1, 0, False
    while at >= 0 and steps < 3:
        word = units[at]
        if word.pos == "prep" and beside(word.norm) and word.norm not in ("في", "من"):
            break  # «على مشروع الموازنة بعد نقاش»
        apart = apart or (word.pos == "prep" and word.norm == "في")
        if (word.kind == "mark" and word.text in '«»"“”') or (word.pos == "adj" and word.definite):
            at -= 1  # «الرغبة الصادقة في السلام»
            continue
        if word.pos not in ("noun", "adj", "quant", "prep", "neg") or (word.definite and steps > 1):
            break
        noun = word.pos == "noun" and word.kind == "word"
        if noun and word.definite and at == unit.index - 1 and not unit.preposition:
            break  # «يتضمن القانون مقترحات»: no idafa
        effect = cues()["noun"].get(word.key)
        if effect is None and _wrought(draft):
            effect = cues()["aim"].get(word.key)  # «في إطار دعم العلاقات»
        if effect is None and not steps and (unit.preposition or not word.definite) and _to_be_done(draft):
            effect = cues()["decided"].get(word.key)  # «قرار رفع الأسعار»
        if word.key in scope_keys("construct") and (steps or unit.preposition or word.enclitic):
            break  # «تولي أهمية لتطوير العلاقات»
        if effect and _spares(effect, draft, units, at, steps, apart):
            break
        if effect and (steps == 0 or word.pos != "adj"):
            _apply(draft, effect, word.norm)
            _unlike(draft, units, at)
            break
        pair = fold(f"{units[at - 1].norm} {word.norm}") if at else ""
        if pair in cues()["noun"] and (word.enclitic or word.key != "شان"):  # «ما من شأنه رفع الأسعار»
            _apply(draft, cues()["noun"][pair], pair)
            _unlike(draft, units, at - 1)
            break
        if noun and (word.definite or (unit.definite and (_lifts(word) or _betters(word, draft)))):
            break  # «العمل على رفع الحظر»: what is to be lifted is there
        at -= 1
        steps += 1


def _unlike(draft: Draft, units: list[Unit], at: int) -> None:
    """Negate an event where the cue at `at` is itself denied: «غير قابل للتمديد», «غير قادرة على الدفع»."""
    if at and units[at - 1].norm == "غير":
        _apply(draft, Effect(None, True, ""), "غير")


def _spares(effect: Effect, draft: Draft, units: list[Unit], at: int, steps: int, apart: bool) -> bool:
    """Whether the cue at `at` says nothing of an event, `steps` words behind it and perhaps in a phrase of its own."""
    word = units[at]
    if draft.type == "Attack" and any(f.lemma in lexicon().aspect for f in word.forms):
        return True  # «نجا من محاولة اغتيال»: an attempt at one is an attack
    if steps and word.definite and units[at + 1].norm == "على":
        return True  # «حصل المشروع على موافقة»
    return effect.negated and apart  # «بهدفين دون رد في المباراة»


def _is_purpose(draft: Draft, units: list[Unit], unit: Unit) -> bool:
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
    goes_on = after is not None and not voiced and (after.cls == "prep" or (after.preposition == "ب" and not backed))
    aims = aims or (goes_on and unit.definite and previous is not None and not _spoken_of(draft.predicate))
    carrier = draft.predicate.light  # «تعرضت السفينة لهجوم», «لوجود تغييرات»
    carried = (carrier is not None and carrier.verbal) or draft.predicate.happens
    return (aims or not unit.definite) and not (carried or _told_elsewhere(draft))


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


def _whether(units: list[Unit], unit: Unit) -> str:
    """What leaves the clause of a word open: «لم يتضح ما إذا كان الهجوم أوقع قتلى», «هل توافق الحكومة؟»."""
    nearest = True
    for word in reversed(units[: unit.index]):
        if word.kind == "mark" and word.text in "،,.؛:؟?!":
            return ""
        if word.norm == "إذا" and word.index and units[word.index - 1].norm in ("ما", "عما", "فيما"):
            return "ما إذا"
        if word.cls == "rel" or word.text in ("(", ")") or (word.pos == "verb" and not _may_help(word)):
            nearest = False
        if word.norm == "هل" and not word.preposition and nearest:  # no «كهل»
            return "هل"
    return ""


def _lifts(word: Unit) -> bool:
    """Whether a masdar ends what is in its idafa: «رفع الحظر», «إلغاء القرار»."""
    acts = (f for f in word.forms if f.kind == "masdar" and f.lemma not in scope_words("complete"))
    return any(x.type in ("End", "Concede") for f in acts for x in lexicon().frames(f.lemma))


def _ends(predicate: Predicate) -> bool:
    """Whether a masdar tells that what goes on is made to end: «وقف تدفق المهاجرين»."""
    return predicate.form.kind == "masdar" and predicate.form.lemma in scope_words("end")


def _betters(word: Unit, draft: Draft) -> bool:
    """Whether a masdar betters the ties that are in its idafa: «سبل تعزيز التعاون»."""
    acts = (f for f in word.forms if f.kind == "masdar")
    return draft.type == "Cooperate" and any(x.type == "Change" for f in acts for x in lexicon().frames(f.lemma))


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
    ended = governor is not None and _ends(governor) and _determined(draft)  # «وقف تركيا لتدفق المهاجرين»
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


def _coordinated(draft: Draft, before: list[Draft]) -> None:
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
        alike = _determined(other) == _determined(draft) or (_is_act(other) and _is_act(draft))
        if other.modality != "asserted" and alike:
            between = draft.sentence.units[other.unit.index + 1 : unit.index]
            if not any(
                u.pos == "verb" and not u.cls and u.conjoined for u in between
            ):  # a relative clause between them does not part them: «لصياغة جدول يحدد … وإنهاء المهمة»
                _apply(draft, Effect(other.modality, False, ""), f"و {other.unit.text}")
            return
        if other.unit.conjoined or other.predicate.light is not None:
            return  # «تم حجز سيارة وإيقاف شخص»: joined to what happened
        break
    if not unit.preposition and _joined_to_purpose(draft.sentence.units, unit):
        _apply(draft, Effect("planned", False, ""), "ل + مصدر و")


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


def _determined(draft: Draft) -> bool:
    """Whether a noun is definite by its article, its pronoun or its complement: «إخلاء المقار والإفراج عن»."""
    complements = draft.predicate.get("idafa")
    return draft.unit.definite or bool(draft.unit.enclitic) or any(u.definite or u.enclitic for u in complements)


def _aspect_effect(lemma: str) -> Effect | None:
    effect = lexicon().aspect.get(lemma)
    if not effect or effect == "none":
        return None
    if effect == "negated":
        return Effect(None, True, "aspect.tsv")
    return Effect(effect if effect in MODALITIES else None, False, "aspect.tsv")  # type: ignore[arg-type]


_PENALTIES = ("Die", "Coerce", "Trade")
_STATED = ("Say", "Accuse", "Legislate", "Request", "Threaten", "Judge")
HELD = ("Compete", "Consult", "Elect", "Mobilize", "Move", "Protest")  # happenings that are held on a day


def _inherited(draft: Draft, by_unit: dict[tuple[int, int], Draft]) -> None:
    """Give an event the modality of what governs it, or of what opens its أن clause."""
    if draft.type == "Say" and draft.predicate.form.kind == "active":
        return  # «…، مؤكدا أن»: a circumstance of the saying before it
    governor = draft.predicate.link.governor  # «اقترحت تنظيم استفتاء»: of the carrying noun
    if governor is not None:
        _under_governor(draft, governor, by_unit.get((draft.sentence.index, governor.unit.index)))
    # inside an أن clause: the verb that opened it, or a phrase such as «من المقرر أن»
    if not draft.predicate.verbal and governor is not None:
        carries = governor.verbal and governor.form.lemma in lexicon().light_verbs
        if carries and (opener := opened_by(Draft(governor, draft.type, draft.frame, draft.start, draft.end))):
            _apply(draft, *opener)  # «من المتوقع أن يتم إجراء تغيير»
        return
    opener = opened_by(draft)
    if opener is not None:
        _apply(draft, *opener)


def _under_governor(draft: Draft, governor: Predicate, other: Draft | None) -> None:
    """Give an event the modality of its governor, which is the event `other` or no event."""
    slot, lemma = draft.predicate.link.governed_as, governor.form.lemma
    effect = _effect_on(draft, governor, other)
    planned = other is not None and other.modality == "planned"
    if planned and other is not None and slot.removeprefix("far:") in ("قبل", "قبيل"):
        _apply(draft, Effect("planned", False, ""), other.unit.text)  # «سيصل اللاعبون قبل التعاقد معهم»
    apart = _apart(draft, governor, other, effect)
    subject = _is_subject(draft, governor, other)
    there = _is_there(draft, other, effect, slot) or (lemma == "التزم" and draft.unit.definite)  # «الالتزام بالهدنة»
    if effect and not (subject or apart or there or _done(draft, other, effect)):
        _apply(draft, effect, lemma)
    if lemma in scope_words("sentence") and slot == "ب" and draft.type in _PENALTIES:
        _apply(draft, Effect("planned", False, ""), governor.unit.text)  # «قضت بإعدام سبعة متهمين»
    if _is_charged(governor) and slot in ("ب", "في"):
        _apply(draft, Effect("possible", False, ""), governor.unit.text)  # «متهمين بقتل»: who says so is not named
    acts = subject and not governor.passive and governor.form.voice != "either"  # «التحقيقات ستكشف الأدوار»
    if effect and other is not None and other.negated and lemma in scope_words("permit") and not apart:
        _apply(draft, Effect(None, True, ""), other.unit.text)  # «لن يسمح بالاعتداء على الصحفيين»
    if slot == "subj" and lemma in lexicon().auxiliaries and _is_near(draft, governor):
        _apply(draft, Effect("planned", False, ""), governor.unit.text)
    if other is not None:
        if other is not draft and other.modality != "asserted" and not (apart or acts or there):
            _apply(draft, Effect(other.modality, False, ""), other.unit.text)
        return
    if governor.verbal and not apart:
        _under_plain_verb(draft, governor, subject)
    act = draft.predicate.form.kind == "masdar" and draft.predicate.form.number in ("", "s")
    if not apart and (act or slot != "obj") and (present := present_effect(governor, slot)):
        _apply(draft, present, governor.unit.text)
    purpose = governor.form.kind == "masdar" and governor.unit.preposition == "ل" and slot == "idafa"
    if _ends(governor) and _determined(draft):
        purpose = False  # «لوقف تدفق المهاجرين»: it goes on
    if purpose and not draft.unit.definite and not draft.predicate.verbal:
        _apply(draft, Effect("planned", False, ""), governor.unit.text)  # «لسماع أقوال الشهود»


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


def _charges(word: Unit) -> bool:
    """Whether a word is said of somebody charged: «متهم», «مشتبه»."""
    return any(f.lemma in scope_words("charge") and f.kind in ("passive", "active") for f in word.forms)


def _effect_on(draft: Draft, governor: Predicate, other: Draft | None) -> Effect | None:
    """Return what a governor that is a cue does to an event in its slot."""
    slot, lemma = draft.predicate.link.governed_as, governor.form.lemma
    effect = governing_effect(governor, slot)
    if lemma == "قضى" and slot.endswith("على"):
        effect = None  # «القضاء على 36 إرهابيا والقضاء على 7 آخرين»
    if draft.type == "Attack" and not governor.verbal and lemma in lexicon().aspect:
        effect = None  # «محاولة اغتيال»
    if effect is None and _wrought(draft) and slot != "subj":
        effect = cues()["aim"].get(fold(lemma))  # «بحثا تعزيز التعاون»
    effect = (
        effect
        or _contained(draft, governor)
        or _held(draft, governor)
        or (cues()["verb"].get(governor.unit.key) if governor.verbal else None)
    )
    if effect is None and other is not None and other.type == "Request":
        return Effect("demanded", False, "")  # «وجه بتشكيل لجنة»
    if effect is not None and effect.negated and other is not None and other.negated:
        return Effect("possible", False, "")  # «لم يستبعد الوزير وقوع هجوم»
    return effect


def _held(draft: Draft, governor: Predicate) -> Effect | None:
    return cues()["held"].get(fold(governor.form.lemma)) if draft.type in HELD else None


_WROUGHT = ("Change", "Cooperate", "Form", "Produce", "Mobilize", "Trade", "Elect", "Aid")


def _wrought(draft: Draft) -> bool:
    """Whether a masdar tells what somebody makes or betters, so that to talk of it is to intend it: «بحثا تعزيز التعاون»."""
    form, unit = draft.predicate.form, draft.unit
    acts = form.kind == "masdar" and form.number in ("", "s") and lexicon().transitive(form.lemma)
    return acts and draft.type in _WROUGHT and not unit.definite and not unit.norm.endswith("ا")


def _to_be_done(draft: Draft) -> bool:
    """Whether a masdar tells an act that is not yet done by deciding it."""
    form = draft.predicate.form
    acts = form.kind == "masdar" and form.number in ("", "s") and not draft.unit.definite
    return acts and draft.type not in (*_BY_DECIDING, "Legislate", "Say")


def _contained(draft: Draft, governor: Predicate) -> Effect | None:
    """What a plan or a proposal makes of the acts it contains: «مبادرة تتضمن وقف إطلاق النار», «تشمل الخطة إنشاء سد»."""
    form, unit = draft.predicate.form, draft.unit
    act = form.kind == "masdar" and form.number in ("", "s") and (not unit.definite or _own_act(draft))
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


def _done(draft: Draft, other: Draft | None, effect: Effect) -> bool:
    """Whether an act is done by deciding it: «قررت المحكمة إحالة المتهمين», «قرر الاتحاد تأجيل المباريات»."""
    if other is None:
        return False
    decides = effect.modality == "planned"  # «أمر بفتح تحقيق» only asks for it
    if other.predicate.form.lemma in scope_words("permit"):
        return False  # «أذنت النيابة بفتح تحقيق»
    judged = other.type == "Judge" and draft.type != "Die"
    return judged or (other.type == "Legislate" and draft.type in _BY_DECIDING and decides)


def _apart(draft: Draft, governor: Predicate, other: Draft | None, effect: Effect | None) -> bool:
    """Whether an event is beside the governing act, or there before it: «لوقف الهجمات», «لإطفاء الحرائق»."""
    slot = draft.predicate.link.governed_as
    if beside(slot) and not _sets_into(slot, governor):
        return True
    if other is not None and other.type == "Change" and draft.type == "Cooperate" and _determined(draft):
        return True  # «سبل تعزيز التعاون بين البلدين»: what is strengthened is there
    told = slot.removeprefix("far:")
    if other is not None and (other.type, told) in _THERE:
        return True  # «للاحتجاج على تردي الطرقات», «فتح تحقيق حول وفاة مدون»
    decision = draft.type in ("Legislate", "Sanction", "Judge") and _determined(draft)
    if other is not None and other.type in ("Change", "End") and told in ("obj", "idafa") and decision:
        return True  # «دعا الوزارة إلى تغيير قرارها»
    meets = other is not None and other.type in _MEETS and draft.unit.definite and _held(draft, governor) is None
    keeps = effect is not None and effect.negated and (not effect.modality or _own_act(draft))  # «امتنع عن التصويت»
    return meets and not keeps and not (draft.type == "Say" and _act_of_saying(draft))


_THERE = frozenset(
    (("Protest", "على"), ("Accuse", "ب"), *(("Judge", s) for s in ("حول", "في", "بشأن", "بخصوص", "عن")))
)  # what is protested against, condemned, inquired into


def _is_there(draft: Draft, other: Draft | None, effect: Effect | None, slot: str) -> bool:
    """Whether what is refused, contested or voted on has been made: «رفضت الحكومة القرار», «سيطعن على الحكم»."""
    told = draft.type == "Say" and not (draft.unit.definite and _act_of_saying(draft))
    known = told or (draft.type != "Say" and _determined(draft))
    if effect is not None and effect.negated and draft.type in _STATED and known and not _own_act(draft):
        return True
    contested = other is not None and _stands(draft, other, slot)
    return contested and (effect is None or effect.modality != "possible")


def _under_plain_verb(draft: Draft, governor: Predicate, subject: bool) -> None:
    """Give an event the modality of a verb that is no event: «لم يشمل القرار», «سيشهد الأسبوع»."""
    units = draft.sentence.units
    probe = Draft(governor, draft.type, draft.frame, draft.start, draft.end)
    _own_verb(probe, units, governor.unit)
    light = lexicon().light_verbs.get(governor.form.lemma)
    if subject and draft.type in _STATED and _determined(draft) and light is None:
        probe.modality = "asserted"  # «حتى تتحقق مطالبهم»
    if subject and draft.unit.definite and (light is None or light.slot != "subj"):
        probe.negated = False  # «هذا التصريح لا يخدم الاستقرار»
        if any(f.lemma in lexicon().auxiliaries for f in governor.unit.forms):
            probe.modality = "asserted"  # «الاجتماع سيكون بداية الحل»
    if any(u.norm in scope_words("except") for u in units[governor.unit.index : draft.unit.index]):
        probe.negated = False  # «لم يبق إلا الاستقالة وإعلان العصيان»
    if probe.modality != "asserted" or probe.negated:
        _apply(draft, Effect(probe.modality, probe.negated, ""), governor.unit.text)
    elif (opener := opened_by(probe)) is not None:
        _apply(draft, *opener)  # «مرجحا أن تعقبه جولة من التخفيضات»


_DONE_TO_ONE = ("Attack", "Agree", "Judge", "Legislate", "Coerce", "Sanction", "Accuse", "Threaten", "Protest", "Seize",
                "Disaster", "Defeat")  # fmt: skip


def _own_act(draft: Draft) -> bool:
    """Whether who refuses refuses to do something himself: «رفض الكشف عن اسمه», not «رفض الاعتداء على المدنيين»."""
    units, unit = draft.sentence.units, draft.unit
    after = units[unit.index + 1] if unit.index + 1 < len(units) else None
    prepositional = after is not None and (after.cls == "prep" or bool(after.preposition))
    agrees = draft.type in ("Agree", "Legislate") and after is not None and after.norm == "على"  # «رفض الموافقة على»
    act = draft.predicate.form.kind == "masdar" and (agrees or draft.type not in _DONE_TO_ONE)
    return prepositional and act and draft.predicate.form.lemma != "اتفق"


def _act_of_saying(draft: Draft) -> bool:
    """Whether a word of speech is the act of it, not what was said: «رفض التعقيب على الحكم», but «رفض التصريحات»."""
    form, key = draft.predicate.form, draft.unit.key
    masdar = form.kind == "masdar" or (len(key) == len("تعقيب") and key[0] == "ت" and key[3] == "ي")
    return masdar and form.number in ("", "s") and not draft.predicate.get("idafa")


def _stands(draft: Draft, other: Draft, slot: str) -> bool:
    """Whether a definite noun for what somebody decided or asked for is there before what is done about it."""
    about = other.type in ("Judge", "Reject", "Elect", "Consult", "Legislate", "Support")
    made = draft.type in (*_STATED, "Agree") and draft.type != "Say"
    if draft.type == "Legislate" and draft.predicate.form.kind == "masdar" and not draft.unit.definite:
        made = False  # «للتصويت على منح الثقة»
    recalled = draft.unit.definite or bool(draft.predicate.get("idafa"))
    apart = (draft.type != other.type or draft.type == "Judge") and not (other.type == "Reject" and _own_act(draft))
    if other.type == "Withdraw" and slot == "من" and draft.unit.definite:
        return True  # «هدد بالانسحاب من المفاوضات»
    return about and made and recalled and apart and slot.removeprefix("far:") in ("على", "في", "obj")


def _sets_into(slot: str, governor: Predicate) -> bool:
    """Whether في is a verb's own preposition: «يأملون في تطوير لقاح», «فشل في منع الهجوم»."""
    return slot.removeprefix("far:") == "في" and governor.form.lemma in scope_words("into")
