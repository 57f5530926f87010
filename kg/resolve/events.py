"""Coreference of events inside an article, and the choice of the story's timeline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kg.model import Annotations, Entity, Event, Quantity

_SAYING = {"Say"}
_SIDE = {"Say", "Accuse", "Request"}


def cluster_events(annotations: Annotations) -> Annotations:
    """Give mentions of one happening one `cluster` label and one time.

    Two mentions are one happening when they have one type, no contradicting time, modality, place or
    participant, and share a lemma or a participant. Labels are the id of the first mention.
    """
    events = list(annotations.events)
    index = {a.id: a for a in annotations}
    words = {e.id: _words(e, index) for e in events}
    clusters: list[list[Event]] = []
    for event in events:
        home = next((c for c in reversed(clusters) if _same(c, event, words)), None)
        if home is None:
            clusters.append([event])
        else:
            home.append(event)
    out: dict[str, Event] = {}
    for members in clusters:
        times = [m.time for m in members if m.time]
        time = max(times, key=lambda t: (len(t.split("/")[0]), t), default=None)
        for member in members:
            out[member.id] = replace(member, cluster=members[0].id, time=member.time or time)
    return replace(annotations, events=tuple(out[e.id] for e in events))


def _words(event: Event, index: dict[str, object]) -> dict[str, set[str]]:
    """What takes part, by role, as comparable words: an entity's name, an event's lemma, a noun's text."""
    found: dict[str, set[str]] = {}
    for argument in event.args:
        other = index.get(argument.ref) if argument.ref else None
        if isinstance(other, Entity):
            word = other.name
        elif isinstance(other, Quantity):
            word = f"{other.low}-{other.high} {other.text.split()[-1].removeprefix('ال')}"
        elif isinstance(other, Event):
            word = other.lemma or other.text
        else:
            word = (argument.text or "").removeprefix("ال")
        found.setdefault(argument.role, set()).add(word)
    return found


def _same(cluster: list[Event], event: Event, words: dict[str, dict[str, set[str]]]) -> bool:
    first = cluster[0]
    if first.type != event.type or event.type in _SAYING:
        return False
    if event.negated != first.negated:
        return False
    if any(not _times_agree(m.time, event.time) for m in cluster):
        return False
    lemmas = {m.lemma for m in cluster}
    shared = clash = 0
    for role in ("agent", "patient", "place", "destination", "topic", "quantity"):
        mine = words[event.id].get(role, set())
        theirs = set().union(*(words[m.id].get(role, set()) for m in cluster))
        if mine and theirs:
            if mine & theirs:
                shared += 1
            elif role in ("patient", "quantity", "agent"):
                clash += 1
    if event.lemma in lemmas:
        return clash == 0 and (shared > 0 or event.text.startswith("ال") or not words[event.id])
    return shared > clash and shared > 0 and clash == 0


def _times_agree(one: str | None, other: str | None) -> bool:
    if not one or not other or one == other:
        return True
    return one.startswith(other) or other.startswith(one)


def choose_timeline(annotations: Annotations, headline_end: int) -> Annotations:
    """Set `timeline` on the mention that best stands for each happening an editor would list.

    A report's own verb is left out, and so is what is only possible or denied.
    """
    clusters: dict[str, list[Event]] = {}
    for event in annotations.events:
        clusters.setdefault(event.cluster, []).append(event)
    chosen: set[str] = set()
    for members in clusters.values():
        if members[0].type in _SIDE and not _news(members, headline_end):
            continue
        best = max(members, key=_weight(headline_end))
        if _weight(headline_end)(best) >= (2,):
            chosen.add(best.id)
    return replace(annotations, events=tuple(replace(e, timeline=e.id in chosen) for e in annotations.events))


def _news(members: list[Event], headline_end: int) -> bool:
    return any(m.start < headline_end for m in members) and members[0].type != "Say"


def _weight(headline_end: int) -> Callable[[Event], tuple[float, ...]]:
    def weight(event: Event) -> tuple[float, ...]:
        told = (
            bool(event.time) * 1.5
            + (event.modality == "asserted") * 1
            + min(len(event.args), 3) * 0.7
            + (event.start >= headline_end) * 0.5
            - event.negated * 2
            - (event.modality in ("possible", "demanded")) * 1.0
        )
        return (told, -event.start)

    return weight
