"""Coreference of events inside an article, and the choice of the story's timeline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from kg.arabic.normalize import fold
from kg.arabic.tables import read_table
from kg.model import Annotations, Entity, Event, Quantity

_SAYING = {"Say"}
_ONE_A_STORY = {"Compete", "Disaster", "Elect", "Protest"}
_ONCE = {"Attack", "Disaster", "Die", "Injure", "Agree", "Legislate", "Dismiss"}
_JOINT = {"Consult", "Agree", "Cooperate", "Accuse", "Request", "Support"}


def cluster_events(annotations: Annotations, headline_end: int = 0) -> Annotations:
    """Give mentions of one happening one `cluster` label and one time.

    Two mentions are one happening when they have one type, no contradicting time, modality, place or
    participant, and share a lemma or a participant. Labels are the id of the first mention.
    """
    events = list(annotations.events)
    index = {a.id: a for a in annotations}
    words = {e.id: _participants(e, index) for e in events}
    clusters: list[list[Event]] = []
    for event in events:
        home = next((c for c in reversed(clusters) if _same(c, event, words)), None)
        if home is None and event.start >= headline_end:
            home = next((c for c in clusters if c[0].end <= headline_end and _told_again(c, event, words)), None)
        if home is None:
            clusters.append([event])
        else:
            home.append(event)
    out: dict[str, Event] = {}
    for members in clusters:
        times = [m.time for m in members if m.time]
        time = max(times, key=lambda t: (len(t.split("/")[0]), t), default=None)
        for member in members:
            modality = members[0].modality if _recalls(members[0], member) else member.modality
            out[member.id] = replace(member, cluster=members[0].id, time=member.time or time, modality=modality)
    return replace(annotations, events=tuple(out[e.id] for e in events))


class _Participant(NamedTuple):
    """What takes part, comparable: an entity's name, an event's lemma or a noun's text."""

    word: str
    country: str | None = None
    nationality: bool = False  # a nationality adjective, which stands for whoever acts for the country


_Roles = dict[str, set[_Participant]]


def _participants(event: Event, index: Mapping[str, object]) -> _Roles:
    found: _Roles = {}
    for argument in event.args:
        other = index.get(argument.ref) if argument.ref else None
        if isinstance(other, Entity):
            who = _Participant(other.name, other.country, other.type == "Group")
        elif isinstance(other, Quantity):
            who = _Participant(f"{other.low}-{other.high} {other.text.split()[-1].removeprefix('ال')}")
        elif isinstance(other, Event):
            who = _Participant(other.lemma or other.text)
        else:
            who = _Participant((argument.text or "").removeprefix("ال"))
        found.setdefault(argument.role, set()).add(who)
    return found


def _same(cluster: list[Event], event: Event, words: dict[str, _Roles]) -> bool:
    first = cluster[0]
    if first.type != event.type or event.type in _SAYING or event.negated != first.negated:
        return False
    if (first.modality == "asserted") != (event.modality == "asserted") and not _recalls(first, event):
        return False
    if any(not _times_agree(m.time, event.time) for m in cluster):
        return False
    shared = clash = 0
    for role in ("agent", "patient", "place", "destination", "topic", "quantity"):
        mine = words[event.id].get(role, set())
        theirs = {who for m in cluster for who in words[m.id].get(role, set())}
        if mine and theirs:
            if any(_alike(a, b) for a in mine for b in theirs):
                shared += 1
            elif role in ("patient", "quantity", "agent"):
                clash += 1
    if event.lemma in {m.lemma for m in cluster}:
        bare = not words[event.id] or event.text.startswith("ال")
        return (clash == 0 and (shared > 0 or bare)) or shared > clash + 1
    if event.type in _ONE_A_STORY and event.text.startswith("ال") and event.time is None:
        return clash == 0  # «تعادل الفريق … دخل المدرب المباراة»
    return shared > 0 and clash == 0


def _recalls(first: Event, event: Event) -> bool:
    """Whether a definite noun without a time of its own recalls what was told: «زيارة …» and then «هذه الزيارة»,
    «هجوم …» and then «لجنة للتحقيق في الهجوم», which is no plan of an attack."""
    if not event.text.startswith("ال") or event.lemma != first.lemma or event.time is not None:
        return False
    if first.modality == "planned":
        return event.modality == "asserted"
    return first.modality == "asserted" and event.type in _ONCE


def _told_again(cluster: list[Event], event: Event, words: dict[str, _Roles]) -> bool:
    """The body tells what the headline announced: one type and lemma, and nothing it befalls contradicts."""
    first = cluster[-1]
    if len(cluster) > 1 or first.type != event.type or first.lemma != event.lemma or first.negated != event.negated:
        return False
    if any(_alike(a, b) for a in words[event.id].get("agent", ()) for b in words[first.id].get("agent", ())):
        return True
    mine, theirs = words[event.id].get("patient", set()), words[first.id].get("patient", set())
    return not (mine and theirs) or any(_alike(a, b) for a in mine for b in theirs) or first.type in _JOINT | {"Change"}


def _alike(one: _Participant, other: _Participant) -> bool:
    """Two participants are alike when one's words are among the other's («مطار عدن», «مطار عدن الدولي»).

    A nationality is like whoever acts for the country: «اتفاق أمريكي» and «واشنطن».
    """
    if one.country and one.country == other.country and (one.nationality or other.nationality):
        return True
    first, second = set(fold(one.word).split()), set(fold(other.word).split())
    return first <= second or second <= first


def _times_agree(one: str | None, other: str | None) -> bool:
    if not one or not other or one == other:
        return True
    return one.startswith(other) or other.startswith(one)


@cache
def _weights() -> dict[str, float]:
    return {row["feature"]: float(row["weight"]) for row in read_table("timeline.tsv", ("feature", "weight"))}


def choose_timeline(annotations: Annotations, headline_end: int) -> Annotations:
    """Set `timeline` on the mention that best stands for each happening an editor would list.

    A happening is listed where the weights of `timeline.tsv` that apply to it add up to zero or more. Its mention
    in the body stands for it before the one in the headline, and the one with most arguments before others.
    """
    clusters: dict[str, list[Event]] = {}
    for event in annotations.events:
        clusters.setdefault(event.cluster, []).append(event)
    chosen = {
        max(members, key=lambda e: (e.start >= headline_end, len(e.args) + (e.source is not None), -e.start)).id
        for members in clusters.values()
        if _weight(members, headline_end) >= 0
    }
    return replace(annotations, events=tuple(replace(e, timeline=e.id in chosen) for e in annotations.events))


def _weight(members: list[Event], headline_end: int) -> float:
    arguments = max(len(m.args) for m in members)
    best = max(members, key=lambda e: len(e.args))
    features = {
        "base": True,
        f"type {best.type}": True,
        best.modality: best.modality != "asserted",
        "dated": any(m.time for m in members),
        "headline": any(m.start < headline_end for m in members),
        "negated": any(m.negated for m in members),
        "repeated": len(members) > 1,
        "reported": any(m.source for m in members),
        "agents and more": arguments > 1,
        "three arguments": arguments > 2,
    }
    return sum(_weights().get(name, 0.0) for name, holds in features.items() if holds)
