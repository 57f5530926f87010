"""Modality and polarity that stand right before a verb: its negation, its particles, its condition."""

from __future__ import annotations

from kg.arabic.normalize import fold
from kg.arabic.predicates import lexicon
from kg.extract.cues import Effect, cues
from kg.extract.effects import apply_effect
from kg.extract.events import Draft
from kg.extract.scope import scope_words
from kg.extract.units import Unit

_RESULTS = ("Change", "Move", "Compete", "Die", "Defeat")  # «… ليرتفع إلى»: what came of it, not what for

_NEGATORS = {"لم", "لن", "لا", "ليس", "ليست", "ما"}


def own_verb(draft: Draft, units: list[Unit], unit: Unit) -> None:
    """Give a verb what its clitics and the words before it make of it: «سينسحب», «لن ينسحب», «كاد ينسحب»."""
    imperfect = draft.predicate.form.aspect == "impf"
    if imperfect and (supposed := _supposed(units, unit)):
        apply_effect(draft, Effect("possible", False, ""), supposed)  # «إذا فشلت المحادثات فستندلع الحرب»
    if "س" in unit.proclitics:
        apply_effect(draft, Effect("planned", False, ""), "سـ")
    if "ل" in unit.proclitics and draft.predicate.form.aspect == "perf":
        apply_effect(draft, Effect("possible", False, ""), "ل")  # «لو انسحبت القوات لانهارت الهدنة»
    if "ل" in unit.proclitics and imperfect and draft.type not in _RESULTS:
        apply_effect(draft, Effect("planned", False, ""), "ل + مضارع")
    at = unit.index - 1
    steps = 0
    while at >= 0 and steps < 4:
        word = units[at]
        if word.norm == "سوف":
            apply_effect(draft, Effect("planned", False, ""), "سوف")
        elif word.norm == "قد" and ((imperfect and at == unit.index - 1) or (steps == 1 and _helps(units[at + 1]))):
            apply_effect(draft, Effect("possible", False, ""), "قد + مضارع")  # «قد تنسحب», «قد يكونون قتلوا»
        elif word.norm == "لا" and at and units[at - 1].norm == "ما":
            break  # «ما لا يقل عن خمسين»
        elif word.norm == "لم" and at == unit.index - 1 and at and _unless(units[at - 1]):
            # «بعقوبات ما لم يفرجوا عن الأسرى», «إن لم ينسحب الجيش»
            apply_effect(draft, Effect("possible", True, ""), f"{units[at - 1].norm} لم")
            break
        elif word.norm == "إن" and not word.enclitic and at == unit.index - 1 and draft.predicate.form.aspect == "perf":
            if at and units[at - 1].norm == "ما":
                break  # «ما إن وصل الوفد»: as soon as it did
            apply_effect(draft, Effect("possible", False, ""), "إن + ماض")  # «إن استمرت الحرب»
            break
        elif word.norm in _NEGATORS and (at == unit.index - 1 or word.norm.startswith("ليس")):
            denied = not _excepted(units, unit)
            if word.norm == "لن":
                apply_effect(draft, Effect("planned", denied, ""), "لن")
            elif word.norm != "ما":
                apply_effect(draft, Effect(None, denied, ""), word.norm)
        elif word.norm in ("ألا", "لئلا") and word.cls == "sub" and at == unit.index - 1 and imperfect:
            apply_effect(
                draft, Effect("planned" if word.norm == "لئلا" else None, True, ""), word.norm
            )  # «طلب منهم ألا يغادروا»
            break
        elif imperfect and word.norm in scope_words("so_that") and _right_ahead(units, at, unit):
            apply_effect(draft, Effect("planned", False, ""), word.norm)  # «كي يعودوا», «حتى لا يتكرر»
            break
        elif word.key in cues()["particle"]:
            apply_effect(draft, cues()["particle"][word.key], word.norm)
            break
        elif word.pos == "verb" and steps < 3 and any(f.lemma in lexicon().auxiliaries for f in word.forms):
            if "س" in word.proclitics and not steps:
                apply_effect(draft, Effect("planned", False, ""), word.text)  # «سيبقى يدعم»
            for form in word.forms:
                if own := cues()["finite"].get(fold(form.lemma)):
                    apply_effect(draft, own, word.norm)  # «كاد المبنى يسقط»
            if steps:
                break
        elif word.kind == "mark" or word.pos == "verb":
            break
        at -= 1
        steps += 1


def _unless(unit: Unit) -> bool:
    """Whether a word before «لم» makes a condition of it: «ما لم ينسحب», «إن لم ينسحب», not «قال إنه لم ينسحب»."""
    return unit.text in ("ما", "إن") and not unit.enclitic


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


def left_open(units: list[Unit], unit: Unit) -> str:
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
