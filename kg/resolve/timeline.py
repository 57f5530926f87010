"""Which happenings an editor would put on the story's timeline, and the mention that stands for each.

Happenings are weighed one by one with `weights/timeline.tsv`; F1 is highest where the least probability taken is half
of the F1 itself (Lipton et al. 2014), so that what is more likely off the line than on it may still be shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kg.resolve.mentions import Mention, people
from kg.weights import Model, bucket, model

_LEAST = 0.30  # probability from which a happening is listed: between what is best by folds and for other readers


def on_timeline(happenings: Sequence[Sequence[Mention]], weights: Model | None = None) -> set[str]:
    """Return the ids of the mentions that stand for the happenings on the timeline; a happening is its mentions."""
    weights = weights or model("timeline")
    described = features(happenings)
    decided, deciding = _decisions(happenings)
    listed = set()
    for happening, found in zip(happenings, described, strict=True):
        ids = {m.event.id for m in happening}
        likely = weights.odds(found) >= _LEAST and not ids <= deciding
        if likely or ids & decided:
            listed.add(stands_for(happening).event.id)
    return listed


def _decisions(happenings: Sequence[Sequence[Mention]]) -> tuple[set[str], set[str]]:
    """Return the ids of acts that are decided, and of the verbs that decide them: of «قررت المحكمة تأجيل الجلسة» the act
    is the news."""
    events = {m.event.id: m for h in happenings for m in h}
    decided, deciding = set[str](), set[str]()
    for mention in events.values():
        topics = [events[a.ref] for a in mention.event.args if a.role == "topic" and a.ref in events]
        acts = [t for t in topics if t.telling.governor == "Legislate" and t.telling.kind == "masdar"]
        if mention.event.type == "Legislate" and mention.telling.kind in ("perf", "impf") and acts:
            deciding.add(mention.event.id)
            decided |= {a.event.id for a in acts if a.event.modality in ("asserted", "planned")}
    return decided, deciding


def stands_for(happening: Sequence[Mention]) -> Mention:
    """The mention in the body before the one in the headline, then the one that says most, then the first."""
    return max(
        happening,
        key=lambda m: (not m.telling.headline, len(m.event.args) + (m.event.source is not None), -m.event.start),
    )


def features(happenings: Sequence[Sequence[Mention]]) -> list[set[str]]:
    """Return what speaks for and against each happening."""
    days = Counter(m.event.time for h in happenings for m in h[:1] if m.event.time)
    main = days.most_common(1)[0][0] if days else None
    types = Counter(h[0].event.type for h in happenings)
    governed = _governed(happenings)
    lead = next((h for h in happenings if any(_leads(m) for m in h)), None)
    out: list[set[str]] = []
    for position, happening in enumerate(happenings):
        best = stands_for(happening)
        event, telling = best.event, best.telling
        time = _time(happening)
        roles = {role for m in happening for role in m.roles}
        sentence = min((m.telling.sentence for m in happening if not m.telling.headline), default=-1)
        headline = any(m.telling.headline for m in happening)
        found = {
            f"type {event.type}", f"modality {event.modality}", f"kind {telling.kind}", f"type {event.type} {telling.kind}",
            f"mentions {min(len(happening), 3)}", f"sentence {bucket(sentence, -1, 0, 1, 2, 4, 8)}",
            f"in {telling.governor or 'nothing'}", f"arguments {min(len(event.args), 4)}",
            f"of its type {bucket(types[event.type], 1, 2, 4)}", *(f"has {role}" for role in roles),
            f"type {event.type} {'dated' if time else 'undated'}", f"modality {event.modality} {'dated' if time else 'undated'}",
        }  # fmt: skip
        if telling.opens:
            found |= {"opens", f"opens {telling.kind}", f"opens {bucket(sentence, -1, 0, 1, 2, 4, 8)}"}
        if time:
            found |= {
                "dated",
                f"dated {'interval' if '/' in time else len(time)}",
                "main day" if time == main else "other day",
            }
        if any(who.word[:1].isdigit() for role in ("agent", "patient") for who in best.roles.get(role, ())):
            found |= {"counted", f"counted {event.type}", f"counted {event.modality}"}
        if headline:
            found |= {"headline", f"headline {event.type}"}
        if len(happening) == 1 and headline:
            found.add("headline only")
        found |= governed.get(event.id, set())
        found |= _told_of_its_type(happening, happenings[:position])
        if lead is not None and lead is not happening:
            found |= _with_lead(happening, lead)
        for holds, name in ((event.negated, "denied"), (event.source is not None, "reported"), (telling.back, "back"),
                            (telling.definite, "definite"), (telling.quoted, "quoted"), (telling.relative, "relative")):  # fmt: skip
            if holds:
                found |= {name, f"{name} {telling.kind}"}
        out.append(found)
    return out


def _leads(mention: Mention) -> bool:
    """Whether it is what the body begins with."""
    return not mention.telling.headline and mention.telling.sentence <= 1 and mention.telling.opens


def _time(happening: Sequence[Mention]) -> str | None:
    return next((m.event.time for m in happening if m.event.time), None)


def _governed(happenings: Sequence[Sequence[Mention]]) -> dict[str, set[str]]:
    """For what takes part in another event, as what and in which: of «دعا إلى إجراء انتخابات» the call may be the news."""
    out: dict[str, set[str]] = {}
    for mention in (m for h in happenings for m in h):
        event = mention.event
        for argument in event.args:
            if argument.ref:
                out.setdefault(argument.ref, set()).add(f"{argument.role} of {event.type}")
                if event.modality != "asserted":
                    out[argument.ref].add(f"{argument.role} of {event.modality}")
    return out


def _told_of_its_type(happening: Sequence[Mention], before: Sequence[Sequence[Mention]]) -> set[str]:
    """What an earlier happening of its type has in common with it: a second «مقتل» may be the first, or a detail of it."""
    same = [h for h in before if h[0].event.type == happening[0].event.type]
    if not same:
        return set()
    mine = {word for m in happening for word in people(m)}
    told = [m for h in same for m in h]
    found = {
        "type told", "type told with its time" if _time(happening) in {_time(h) for h in same} else "type told, other time",
        "type told of the same" if any(mine & people(m) for m in told) else "type told of others",
    }  # fmt: skip
    if {m.event.lemma for m in told} & {m.event.lemma for m in happening}:
        found.add("lemma told")
    return found


def _with_lead(happening: Sequence[Mention], lead: Sequence[Mention]) -> set[str]:
    """Who of the article's first event takes part: what the same agent does besides, what else befalls the same patient."""

    def of(some: Sequence[Mention], role: str) -> set[str]:
        return {word for m in some for word in people(m, role)}

    found = set()
    if of(happening, "agent") & of(lead, "agent"):
        found.add("agent of the lead")
    if of(happening, "patient") & of(lead, "patient"):
        found.add("patient of the lead")
    if of(happening, "agent") & of(lead, "patient") or of(happening, "patient") & of(lead, "agent"):
        found.add("answers the lead")
    return found
