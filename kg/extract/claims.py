"""What somebody is said to have said: claims, and which words make one."""

from __future__ import annotations

from dataclasses import dataclass

from kg.arabic.normalize import fold
from kg.extract.events import Draft, names_source, own_words
from kg.extract.speakers import saying_words
from kg.extract.units import Unit
from kg.model import Entity


@dataclass(slots=True)
class Claim:
    """A stretch of one sentence (unit indices, end exclusive) that belongs to a speaker, named or not."""

    start: int
    end: int
    speaker: Unit | None
    unnamed: Unit | None
    saying: Draft | None
    rule: str


def around(draft: Draft, claims: list[Claim]) -> list[Claim]:
    """Return the claims that an event stands in, but for its own.

    What a paper or agency is named for behind it («قال الناطق …، وفق الوكالة») is what is said, not that it is said.
    """
    if own_words(draft) or names_source(draft):
        return []
    inside = [c for c in claims if c.start <= draft.unit.index < c.end and c.saying is not draft]
    if draft.type == "Say" and all(c.start == 0 and c.rule != "quotation" for c in inside):
        return []
    return [c for c in inside if not (draft.type == "Say" and goes_on(draft, c))]


def goes_on(draft: Draft, claim: Claim) -> bool:
    """Whether a word of speech is the claim's own speaker's, who goes on speaking: «قال إن …، وأضاف أن»."""
    if not (manner(draft) in ("verb", "accuse") or draft.type in DEMANDS):
        return False
    if claim.speaker is None:
        return claim.unnamed in draft.get("agent")
    own = [draft.speaker] if manner(draft) == "verb" else [draft.speaker, *draft.get("agent")]
    return _name(claim.speaker) in {_name(u) for u in own}


def _name(unit: Unit | None) -> str:
    return unit.note.name if unit is not None and isinstance(unit.note, Entity) else ""


DEMANDS = {"Request", "Reject", "Support", "Threaten", "Accuse"}
TURNS = ("فيما", "بينما", "حين")  # a clause behind these may be somebody else's
_DEEDS = {"Legislate", "Agree", "Plan"}  # what a verb of saying also stands for
_CLAIMING = {"Accuse", "Threaten"}  # what is condemned or threatened is their subject's claim


def manner(draft: Draft) -> str:
    """Return how an event attributes what it governs (`verb`, `accuse`, `cites`), or the empty string."""
    lemma = fold(draft.predicate.form.lemma)
    for how in ("verb", "accuse", "cites"):
        if lemma in saying_words()[how] and (how != "cites" or draft.type == "Say") and draft.type not in _DEEDS:
            return how  # «نقل إلى المستشفى», «أقر المجلس قانونا», «جدد عقده», «تابع أعمال البناء» say nothing
    if lemma in saying_words()["finds"] and draft.type == "Publish" and draft.predicate.verbal:
        return "verb"
    return "verb" if draft.type == "Say" else "accuse" if draft.type in _CLAIMING else ""


def remarks(draft: Draft) -> bool:
    """Whether an act of speech is about what is there without it: «علق على الهجوم», «انتقد القرار»."""
    return fold(draft.predicate.form.lemma) in saying_words()["remarks"]


def unsaid(draft: Draft) -> bool:
    """Whether nothing was said of what is there: «لم يصدر تعليق من الحكومة على القصف», «لم تعلق على الهجوم»."""
    if not draft.negated or draft.type != "Say" or draft.predicate.complement is not None:
        return False
    return not draft.predicate.verbal or remarks(draft)
