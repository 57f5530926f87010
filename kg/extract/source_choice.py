"""Who says so: every speaker who may stand behind an event is weighed, what the rules of attribution say among it.

kg.extract.attribution finds the claims of a sentence and whose they are. How far a claim reaches, and whether what
comes behind it is still the speaker's, grammar often leaves open: it is decided by weights (`weights/sources.tsv`).
"""

from __future__ import annotations

from collections import defaultdict

from kg.arabic.normalize import fold
from kg.extract.claims import DEMANDS, Claim, around, manner, remarks, unsaid
from kg.extract.events import Draft
from kg.extract.quotations import quoted
from kg.extract.scope import beside
from kg.extract.speakers import SPEAKERS, saying_words
from kg.extract.time_choice import kind
from kg.extract.units import Sentence, Unit
from kg.extract.who_speaks import nameless
from kg.model import Entity
from kg.weights import bucket, model

_LEAST = 0.25  # probability from which a speaker is named: where F1 on articles that taught nothing is best


def choose_sources(drafts: list[Draft], sentences: list[Sentence]) -> None:
    """Set `source` of every draft to the speaker who weighs most, or to None where none weighs enough."""
    weights = model("sources")
    for draft, candidates in zip(drafts, source_candidates(drafts, sentences), strict=True):
        source = likeliest([(weights.odds(features), unit) for unit, features in candidates])
        if source is not draft.source:
            draft.rules.append(f"source: {source.text if source else 'none'} by weight")
        draft.source = source


def likeliest(weighed: list[tuple[float, Unit]], least: float = _LEAST) -> Unit | None:
    """Return the most probable speaker, the nearest of those as probable, where probable enough."""
    best = max(weighed, key=lambda w: (w[0], w[1].start), default=None)
    return best[1] if best is not None and best[0] >= least else None


def source_candidates(drafts: list[Draft], sentences: list[Sentence]) -> list[list[tuple[Unit, set[str]]]]:
    """Return for each draft who may have said it, each with the features that speak of it."""
    here: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        here[draft.sentence.index].append(draft)
    spoke: dict[int, Unit | None] = {}  # the last who spoke before each sentence
    last: Unit | None = None
    for sentence in sentences:
        spoke[sentence.index] = last
        for other in here[sentence.index]:
            if manner(other) and (speaker := _named(other.get("agent"))) is not None:
                last = speaker
            elif _by_nobody(other):
                last = None
    return [_candidates(d, here[d.sentence.index], spoke[d.sentence.index]) for d in drafts]


def _by_nobody(draft: Draft) -> bool:
    """Whether somebody without a name speaks: «وأوضح مصدر أمني أن», «وانتقد عضو آخر القرار»."""
    agents = draft.get("agent")
    if not manner(draft) or not draft.predicate.verbal or not agents or _named(agents) is not None:
        return False
    return draft.speaker is None and nameless(agents[0])


def _named(units: list[Unit]) -> Unit | None:
    return next((u for u in units if isinstance(u.note, Entity) and u.note.type in SPEAKERS), None)


def _candidates(draft: Draft, events: list[Draft], last: Unit | None) -> list[tuple[Unit, set[str]]]:
    found: dict[str, tuple[Unit, set[str]]] = {}

    def say(unit: Unit, *features: str) -> None:
        assert isinstance(unit.note, Entity)
        stood, known = found.get(unit.note.name, (unit, set()))
        nearest = max(stood, unit, key=lambda u: u.start)  # who is named again in the sentence is who speaks in it
        found[unit.note.name] = (nearest, known | set(features))

    at = draft.unit.index
    within = quoted(draft)
    turn = 0 if within else max((t for t in draft.sentence.turns if t <= at), default=0)
    aside = max((t for t in draft.sentence.asides if t <= at), default=None)
    if aside is not None:
        turn, last = max(turn, aside), None
    if any(turn <= o.unit.index < at and _by_nobody(o) for o in events):
        last = None
    claims = [c for c in draft.sentence.claims if isinstance(c, Claim)]
    inside = sorted(around(draft, claims), key=lambda c: (-c.start, c.end))
    if draft.type == "Say" and not inside:
        return []  # that somebody speaks is the paper's own word, unless it is told by another
    told = any(c.saying is None and c.speaker is not None for c in inside)  # «قال شهود إن …، وفق الوكالة»
    if inside and _nameless(inside[0]) and not told:
        source = inside[0].unnamed is not None and inside[0].unnamed.key in saying_words()["unnamed"]
        if source or not any(c.speaker is not None for c in inside):
            return []  # «قال الوزير إن مصدرا أكد أن», not «قال الوزير إن المحتجزين اعترفا بأن»
    for depth, claim in enumerate(inside):
        if claim.speaker is not None and isinstance(claim.speaker.note, Entity):
            tie = "governed" if claim.saying is not None and _under(draft, claim.saying) else "free"
            how = claim.rule if claim.rule in ("quotation", "headline") else "verb" if claim.saying else "according"
            between = sum(1 for e in events if claim.start <= e.unit.index < at)
            say(claim.speaker, "claim", f"claim {how}", f"claim {how} {tie}", f"claim depth {min(depth, 2)}",
                f"claim behind {bucket(between, 0, 1, 2, 4)}", f"claim of {min(len(inside), 3)}",
                f"claim {how}, speaks {manner(draft) or 'not'}", f"claim {how}, {'quoted' if within else 'unquoted'}")  # fmt: skip
            if claim.saying is not None:
                say(claim.speaker, f"claim {claim.saying.type} {kind(claim.saying)}")
    for other in events:
        if other is draft or not (manner(other) or other.type in DEMANDS) or unsaid(other):
            continue
        if other.unit.index < turn or (not within and _no_claim(draft, other)):
            continue
        speaker = _named(other.get("agent"))
        if speaker is not None:
            side = "before" if other.unit.index < at else "after"
            gap = abs(other.unit.index - at)
            say(
                speaker,
                "says here",
                f"says here {side}",
                f"says here {side} {bucket(gap, 2, 5, 10, 20)}",
                f"says by {other.type} {side}",
            )
            if _under(draft, other):
                say(speaker, f"governed by {other.type}")
    if last is not None:
        say(last, "spoke last", f"spoke last, {'claims here' if inside else 'no claim here'}",
            f"spoke last, {'says here' if any(manner(e) for e in events) else 'nobody says here'}")  # fmt: skip
    if draft.source is not None and isinstance(draft.source.note, Entity):
        say(draft.source, "rule", f"rule {draft.type}", f"rule {kind(draft)}")
    own = [f"type {draft.type}", f"kind {kind(draft)}", f"speaks {manner(draft) or 'not'}", f"modality {draft.modality}",
           "quoted" if within else "unquoted", "unnamed" if draft.unnamed else "no unnamed",
           "headline" if draft.sentence.headline else "body", f"stands {_stands(draft, events)}"]  # fmt: skip
    own_name = draft.speaker.note.name if draft.speaker is not None and isinstance(draft.speaker.note, Entity) else ""
    silent = {n for o in events if not within and _no_claim(draft, o) for n in _names(o)}
    out = []
    silent -= {c.speaker.note.name for c in inside if c.speaker is not None and isinstance(c.speaker.note, Entity)}
    if draft.type == "Say":
        silent.add(own_name)
    for unit, features in (c for name, c in found.items() if name not in silent):
        if unit.note.name in _names(draft) or unit.note.name == own_name:  # type: ignore[union-attr]
            features |= {"agent itself", f"agent itself {draft.type}", f"agent itself, speaks {manner(draft) or 'not'}"}
        ties = sorted(
            f for f in features if f in ("claim", "rule", "says here before", "says here after", "spoke last")
        )
        if "rule" not in features:
            features.add("rules say another" if draft.source is not None else "rules say none")
        features |= {f"{tie}, {one}" for tie in ties for one in own} | {"with " + ", ".join(ties), *own}
        out.append((unit, features))
    return out


def _nameless(claim: Claim) -> bool:
    """Whether what is said is somebody's who has no name: «مصدر أمني», «شهود عيان», «أحد السكان»."""
    verb = claim.saying is not None and claim.saying.predicate.verbal
    if claim.speaker is not None or claim.unnamed is None or not verb:
        return False
    return nameless(claim.unnamed)


def _stands(draft: Draft, events: list[Draft]) -> str:
    """Where an event stands: a verb that opens its sentence, with or without its subject, one behind و, or deeper."""
    if not draft.predicate.verbal:
        return "as a noun"
    first = not any(e.unit.index < draft.unit.index for e in events)
    subject = "no subject" if draft.predicate.subject_dropped else "its subject"
    if draft.predicate.governor is not None:
        return "governed"
    return f"{'first' if first else 'joined' if draft.unit.conjoined else 'further on'} with {subject}"


def _no_claim(draft: Draft, other: Draft) -> bool:
    """Whether another event is an act of speech whose speaker claims nothing of this one.

    What is asked for or welcomed is no claim, nor is what the speaker did on the occasion: «قال بعد اللقاء إن».
    """
    if _asked_for(draft, other):
        return True
    if draft.predicate.link.governor is other.predicate:
        slot = draft.predicate.link.governed_as
        if manner(other) and (beside(slot) or (slot == "subj" and other.predicate.complement is not None)):
            return True  # «كشفت التحقيقات أن», «عبر خلال لقائه عن»
        rejects = (
            other.type == "Reject"
            and not manner(other)
            and fold(other.predicate.form.lemma) not in saying_words()["denies"]
        )
        return other.type in ("Request", "Support") or rejects or remarks(other)
    complement = next((c.start for c in other.sentence.claims if isinstance(c, Claim) and c.saying is other), None)
    if complement is None:
        complement = other.predicate.complement
    return bool(manner(other)) and complement is not None and other.unit.index < draft.unit.index < complement


_STEPS = 3  # nouns through which a demand reaches what it is about


def _asked_for(draft: Draft, other: Draft) -> bool:
    """Whether an event stands among the nouns that a demand governs: «داعيا إلى وقف الانتهاكات»."""
    governor = draft.predicate.governor
    for _ in range(_STEPS):
        if governor is None or governor is other.predicate or governor.verbal:
            break
        governor = governor.governor
    return governor is other.predicate and other.type in ("Request", "Support")


def _names(draft: Draft) -> set[str]:
    return {u.note.name for u in draft.get("agent") if isinstance(u.note, Entity)}


def _under(draft: Draft, other: Draft) -> bool:
    """Whether one event stands under another: it fills its slot, or the slot of what does."""
    governor, steps = draft.predicate.governor, 0
    while governor is not None and steps < 5:
        if governor is other.predicate:
            return True
        governor, steps = governor.governor, steps + 1
    complement = other.predicate.complement
    return complement is not None and draft.unit.index >= complement
