"""Which happenings an editor would put on the story's timeline, and the mention that stands for each.

Happenings are weighed one by one with `weights/timeline.tsv`; F1 is highest where the least probability taken is half
of the F1 itself (Lipton et al. 2014), so that what is more likely off the line than on it may still be shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kg.resolve.mentions import Mention
from kg.weights import Model, bucket, model

_LEAST = 0.22  # probability from which a happening is listed: where F1 on articles that taught nothing is best


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
    out = []
    for happening in happenings:
        best = stands_for(happening)
        event, telling = best.event, best.telling
        time = next((m.event.time for m in happening if m.event.time), None)
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
        if headline:
            found |= {"headline", f"headline {event.type}"}
        if len(happening) == 1 and headline:
            found.add("headline only")
        for holds, name in ((event.negated, "denied"), (event.source is not None, "reported"), (telling.back, "back"),
                            (telling.definite, "definite")):  # fmt: skip
            if holds:
                found |= {name, f"{name} {telling.kind}"}
        out.append(found)
    return out
