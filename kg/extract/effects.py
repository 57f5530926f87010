"""What a cue does to an event, and the kinds of acts that tell how far it reaches."""

from __future__ import annotations

from kg.arabic.predicates import lexicon
from kg.extract.cues import Effect
from kg.extract.events import Draft
from kg.extract.predicate import Predicate
from kg.extract.scope import scope_words
from kg.extract.units import Unit

# Acts that are done by deciding them.
BY_DECIDING = frozenset(("Judge", "Plan", "End", "Reject", "Appoint", "Dismiss", "Sanction"))


def apply_effect(draft: Draft, effect: Effect, why: str) -> None:
    """Give an event what a cue does to it, as far as nothing nearer has; `why` is kept among its rules."""
    if effect.modality and draft.modality == "asserted":
        draft.modality = effect.modality
        draft.rules.append(f"{effect.modality}: {why}")
    if effect.negated:
        draft.negated = True
        draft.rules.append(f"negated: {why}")


def lifts(word: Unit) -> bool:
    """Whether a masdar ends what is in its idafa: «رفع الحظر», «إلغاء القرار»."""
    acts = (f for f in word.forms if f.kind == "masdar" and f.lemma not in scope_words("complete"))
    return any(x.type in ("End", "Concede") for f in acts for x in lexicon().frames(f.lemma))


def ends(predicate: Predicate) -> bool:
    """Whether a masdar tells that what goes on is made to end: «وقف تدفق المهاجرين»."""
    return predicate.form.kind == "masdar" and predicate.form.lemma in scope_words("end")


def betters(word: Unit, draft: Draft) -> bool:
    """Whether a masdar betters the ties that are in its idafa: «سبل تعزيز التعاون»."""
    acts = (f for f in word.forms if f.kind == "masdar")
    return draft.type == "Cooperate" and any(x.type == "Change" for f in acts for x in lexicon().frames(f.lemma))


def determined(draft: Draft) -> bool:
    """Whether a noun is definite by its article, its pronoun or its complement: «إخلاء المقار والإفراج عن»."""
    complements = draft.predicate.get("idafa")
    return draft.unit.definite or bool(draft.unit.enclitic) or any(u.definite or u.enclitic for u in complements)


STATED = ("Say", "Accuse", "Legislate", "Request", "Threaten", "Judge")

HELD = ("Compete", "Consult", "Elect", "Mobilize", "Move", "Protest")  # happenings that are held on a day


def charges(word: Unit) -> bool:
    """Whether a word is said of somebody charged: «متهم», «مشتبه»."""
    return any(f.lemma in scope_words("charge") and f.kind in ("passive", "active") for f in word.forms)


_WROUGHT = ("Change", "Cooperate", "Form", "Produce", "Mobilize", "Trade", "Elect", "Aid")


def wrought(draft: Draft) -> bool:
    """Whether a masdar tells what somebody makes or betters, so that to talk of it is to intend it: «بحثا تعزيز التعاون»."""
    form, unit = draft.predicate.form, draft.unit
    acts = form.kind == "masdar" and form.number in ("", "s") and lexicon().transitive(form.lemma)
    return acts and draft.type in _WROUGHT and not unit.definite and not unit.norm.endswith("ا")


def to_be_done(draft: Draft) -> bool:
    """Whether a masdar tells an act that is not yet done by deciding it."""
    form = draft.predicate.form
    acts = form.kind == "masdar" and form.number in ("", "s") and not draft.unit.definite
    return acts and draft.type not in (*BY_DECIDING, "Legislate", "Say")


_DONE_TO_ONE = ("Attack", "Agree", "Judge", "Legislate", "Coerce", "Sanction", "Accuse", "Threaten", "Protest", "Seize",
                "Disaster", "Defeat")  # fmt: skip


def own_act(draft: Draft) -> bool:
    """Whether who refuses refuses to do something himself: «رفض الكشف عن اسمه», not «رفض الاعتداء على المدنيين»."""
    units, unit = draft.sentence.units, draft.unit
    after = units[unit.index + 1] if unit.index + 1 < len(units) else None
    prepositional = after is not None and (after.cls == "prep" or bool(after.preposition))
    agrees = draft.type in ("Agree", "Legislate") and after is not None and after.norm == "على"  # «رفض الموافقة على»
    act = draft.predicate.form.kind == "masdar" and (agrees or draft.type not in _DONE_TO_ONE)
    return prepositional and act and draft.predicate.form.lemma != "اتفق"


def act_of_saying(draft: Draft) -> bool:
    """Whether a word of speech is the act of it, not what was said: «رفض التعقيب على الحكم», but «رفض التصريحات»."""
    form, key = draft.predicate.form, draft.unit.key
    masdar = form.kind == "masdar" or (len(key) == len("تعقيب") and key[0] == "ت" and key[3] == "ي")
    return masdar and form.number in ("", "s") and not draft.predicate.get("idafa")
