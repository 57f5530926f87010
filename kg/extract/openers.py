"""What opens an أن clause, and the modality that it gives the clause: «من المقرر أن», «طالب بأن»."""

from __future__ import annotations

from kg.arabic.normalize import fold
from kg.arabic.predicates import lexicon
from kg.extract.asides import COMMAS
from kg.extract.cues import Effect, cues
from kg.extract.events import Draft
from kg.extract.scope import scope_keys
from kg.extract.subjects import says
from kg.extract.units import Unit


def opened_by(draft: Draft) -> tuple[Effect, str] | None:
    """Find what opens the أن clause the draft's predicate heads («من المقرر أن», «يجب أن», «طالب بأن»)."""
    units = draft.sentence.units
    at = draft.unit.index - 1
    floor = max(draft.predicate.clause[0] - 1, 0) if draft.predicate.verbal else max(draft.unit.index - 6, 0)
    if any(f.lemma in lexicon().auxiliaries for f in units[floor].forms) and draft.predicate.verbal:
        floor = max(floor - 1, 0)  # «نفى أن تكون القوات قد قصفت»
    while at >= floor:
        word = units[at]
        if word.kind == "mark" and word.text not in '«»"“”()':
            return None
        if word.cls == "sub" and word.norm in ("أن", "بأن", "ان", "بان", "ألا"):
            break
        if word.norm == "لأن" and at and units[at - 1].key in cues()["noun"]:
            break  # «أبدى استعداده لأن يستقيل»
        if word.cls == "sub":
            return None
        at -= 1
    else:
        return None
    if units[at].conjoined and (first := _joined_to(units, at)) is not None:
        at = first  # «توقع أن ينمو الاقتصاد، وأن يتراجع التضخم»
    if at and units[at - 1].cls == "conj":
        return None  # «غير أن الحزب رفض»
    if at > 1 and units[at - 1].norm == "على" and not units[at - 1].enclitic and _adds_plan(units, at - 2):
        return Effect("planned", False, ""), "على أن"  # «…، على أن تجرى الانتخابات في مايو»
    apart = at > 0 and units[at - 1].text in COMMAS  # «توقع المدير، أحمد سالم، أن»: only its verb opens the clause
    for back in range(at - 1, max(at - (8 if apart else 6), -1), -1):
        word = units[back]
        if word.kind == "mark":
            if word.text in '«»"“”' or (apart and word.text in COMMAS):
                continue
            break
        if apart and word.pos != "verb":
            continue
        opens = back == 0 or units[back - 1].cls == "sub" or units[back - 1].kind == "mark"
        if back > 1 and units[back - 1].norm == "غير" and units[back - 2].norm == "من":
            # «من غير المتوقع أن ينسحب», «من غير المقبول أن يستقيل»
            return Effect("possible", word.key in scope_keys("foreseen"), ""), f"غير {word.norm}"
        if word.norm == "على" and ((opens and back < at - 1) or _upon(units, back)):
            return Effect("demanded", False, ""), "على … أن"  # «إن على الحكومة أن تستقيل»
        phrase = fold(f"{units[back - 1].norm} {('ال' if word.definite else '') + word.norm}") if back else ""
        written = fold(("من ال" if word.preposition == "" else "") + word.norm)
        if phrase in cues()["phrase"]:
            return _toned(units, back - 1, cues()["phrase"][phrase]), phrase
        if back and units[back - 1].norm == "من" and written in cues()["phrase"]:
            return _toned(units, back - 1, cues()["phrase"][written]), written
        if word.pos == "noun" and back and units[back - 1].pos == "verb" and _tells(units[back - 1]):
            continue  # «أفادت دراسة أعدتها الجامعة بأن»
        named = [f for f in word.forms if f.kind == "noun"]  # «التقرير … أن» is no deciding
        told = [f for f in word.forms if word.pos == "verb" or f.kind != "verb"]  # «نص القرار أن» is no «نصّ على أن»
        spelt = {fold(f.lemma) for f in word.forms if f not in told}
        lemmas = {f.lemma for f in named or told} | ({word.key} - spelt)
        for lemma in sorted(lemmas):
            effect = cues()["verb"].get(fold(lemma)) or cues()["noun"].get(fold(lemma))
            effect = effect or (cues()["finite"].get(fold(lemma)) if word.pos == "verb" else None)
            if effect:
                return _toned(units, back, effect), lemma
        if apart or (back == at - 1 and _states(word)):
            break  # «أكد المدير، أحمد سالم، أن», «…، مؤكدا أن»
    return None


def _joined_to(units: list[Unit], at: int) -> int | None:
    """Return where the أن clause opens that one behind «وأن» goes on with, no word of saying between them."""
    for back in range(at - 1, -1, -1):
        word = units[back]
        if word.text in ".؛!؟" or (word.conjoined and (word.cls == "sub" or any(says(f) for f in word.forms))):
            return None
        if word.cls == "sub":
            return back if word.key.lstrip("ب") == units[at].key and not word.enclitic else None
    return None


def _upon(units: list[Unit], at: int) -> bool:
    """Whether على with a pronoun right before أن lays it on somebody: «الطرفان عليهما أن»; a verb asks for it in «اقترح عليه أن»."""
    return bool(units[at].enclitic) and (at == 0 or units[at - 1].pos != "verb")


def _toned(units: list[Unit], at: int, effect: Effect) -> Effect:
    """What opens a clause, as a negation before it turns it: «لا ينبغي أن», «لم يكن من المنتظر أن», «لا يستبعد أن»."""
    helped = at > 1 and any(f.lemma in lexicon().auxiliaries for f in units[at - 1].forms)
    before = units[at - 1 - helped] if at > helped else None
    denied = before is not None and (before.cls == "neg" or before.norm in ("ليس", "ليست"))
    return Effect(effect.modality, not effect.negated, "") if denied and effect.modality else effect


def _adds_plan(units: list[Unit], at: int) -> bool:
    """Whether «على أن» behind a mark, a time or a closed phrase adds what is to come, as no verb asks for على."""
    if units[at].kind in ("mark", "time"):
        return True
    near = units[max(at - _NEAR, 0) : at + 1]
    return not any(u.pos == "verb" or any(f.kind in ("active", "masdar") for f in u.forms) for u in near)


_NEAR = 6  # words back to a verb that may ask for «على أن»


def _states(unit: Unit) -> bool:
    """Whether a word is a participle of saying, which opens the clause itself: «مؤكدا أن»."""
    return any(f.kind == "active" and says(f) for f in unit.forms) and unit.pos != "verb"


def _tells(unit: Unit) -> bool:
    """Whether a verb is one of saying, whose subject says no more than it does."""
    return any(says(f) for f in unit.forms if f.kind == "verb")
