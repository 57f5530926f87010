"""From a document to its annotations: the rule engine, offline and deterministic.

An extractor is anything with `annotate(document) -> Annotations`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Protocol

from kg.extract.arguments import arguments, complete_roles, shared_speech
from kg.extract.attribution import attribute
from kg.extract.effects import HELD
from kg.extract.entities import find_entities
from kg.extract.event_times import (
    announced,
    count_days,
    is_to_come,
    lasted,
    set_times,
    spread,
    statements,
    steps_back,
    still_to_come,
)
from kg.extract.events import Draft, draft_events
from kg.extract.modality import set_modality
from kg.extract.quantities import find_quantities
from kg.extract.quotations import quoted
from kg.extract.role_choice import choose_roles
from kg.extract.source_choice import choose_sources
from kg.extract.tagging import tag
from kg.extract.time_choice import choose_times, kind
from kg.extract.times import find_times
from kg.extract.units import Sentence, sentences
from kg.model import Annotations, Document, Entity, Event, Quantity, Span, Time
from kg.resolve.coreference import coreferent
from kg.resolve.mentions import Mention, Telling, participants
from kg.resolve.timeline import on_timeline


class Extractor(Protocol):
    """Reads a document and says what is in it."""

    def annotate(self, document: Document) -> Annotations:
        """Return the annotations of one document."""
        ...


@dataclass(frozen=True, slots=True)
class RuleExtractor:
    """The built-in extractor. `names` are files of the user's own names (see README, "Names of your own")."""

    names: Sequence[Path] = ()

    def annotate(self, document: Document) -> Annotations:
        """Return the annotations of one document; the same document gives the same annotations."""
        story = read_story(document, self.names)
        choose_roles(story.drafts, story.sentences)
        choose_sources(story.drafts, story.sentences)
        choose_times(story.drafts, story.sentences, document.day)
        return _annotations(story)


@dataclass(slots=True)
class Story:
    """A document half read: its names, times and amounts, and its events as the rules of grammar have them.

    What grammar leaves open is then decided by weight (kg.weights), a choice after the other.
    """

    document: Document
    times: tuple[Time, ...]
    entities: tuple[Entity, ...]
    quantities: tuple[Quantity, ...]
    counted: tuple[Entity, ...]  # groups whose members a quantity counts («60 مسيحيا»)
    sentences: list[Sentence]
    drafts: list[Draft]


def read_story(document: Document, names: Sequence[Path] = ()) -> Story:
    """Read a document by the rules of grammar alone."""
    regions = [(r.start, r.end) for r in document.regions]
    times = find_times(document.text, document.day, regions)
    entities = find_entities(document, times, names)
    countries = Counter(e.country for e in entities if e.country)
    quantities = find_quantities(document.text, regions, times, countries)
    entities, quantities, counted = _apart(entities, quantities)
    apart = [q for q in quantities if not _opens_a_name(q, entities)]
    found = sentences(document, [*times, *entities, *apart])
    for sentence in found:
        tag(sentence)
    drafts = draft_events(found)
    drafts.sort(key=lambda d: d.start)
    set_modality(drafts)
    complete_roles(drafts, found)
    attribute(drafts, found)
    shared_speech(drafts)
    set_times(drafts, found, document.day)
    lasted(drafts)
    still_to_come(drafts, document.day)
    statements(drafts)
    announced(drafts)
    count_days(drafts, found)
    spread(drafts, document.day)
    return Story(document, times, entities, quantities, counted, found, drafts)


def _apart(
    entities: tuple[Entity, ...], quantities: tuple[Quantity, ...]
) -> tuple[tuple[Entity, ...], tuple[Quantity, ...], tuple[Entity, ...]]:
    """Part names and quantities that share words: the longer one stays, the name where they are as long.

    What begins with the noun of a number is no name: «12 محطة ترابط».

    The third are the groups whose members a quantity counts («60 مسيحيا»): they stay beside it, but it takes part.
    """
    counted = tuple(
        e for e in entities
        if e.type == "Group" and any(q.end == e.end and q.start < e.start and q.unit == "person" for q in quantities)
    )  # fmt: skip
    kept_entities = [
        e for e in entities
        if e not in counted
        and not any(
            q.start < e.end and e.start < q.end and (q.start < e.start or q.end - q.start > e.end - e.start)
            for q in quantities
        )
    ]  # fmt: skip
    kept = [
        q for q in quantities
        if _opens_a_name(q, kept_entities) or not any(e.start < q.end and q.start < e.end for e in kept_entities)
    ]  # fmt: skip
    return tuple(kept_entities), tuple(kept), counted


def _opens_a_name(quantity: Quantity, entities: Sequence[Entity]) -> bool:
    """Whether a dual opens the name of two bodies, which counts them and is no word of its own: «وزارتا الداخلية والدفاع»."""
    two = quantity.low == quantity.high == 2 and " " not in quantity.text
    return two and any(
        e.start == quantity.start and e.end > quantity.end and e.type == "Organization" for e in entities
    )


def _annotations(story: Story) -> Annotations:
    mentions = as_mentions(story)
    first = coreferent(mentions)
    mentions = one_time(mentions, first, story.document.day)
    if story.document.day is not None:
        mentions = [_to_come(m, story.document.day) for m in mentions]
    happenings: dict[int, list[Mention]] = {}
    for mention, home in zip(mentions, first, strict=True):
        happenings.setdefault(home, []).append(mention)
    listed = on_timeline(list(happenings.values()))
    events = tuple(
        replace(m.event, cluster=mentions[home].event.id, timeline=m.event.id in listed)
        for m, home in zip(mentions, first, strict=True)
    )
    return Annotations(story.document, story.times, _named(story), story.quantities, events)


def _named(story: Story) -> tuple[Entity, ...]:
    return tuple(sorted((*story.entities, *story.counted), key=lambda e: e.start))


def as_mentions(story: Story) -> list[Mention]:
    """Return the drafts of a story as events, with how each is told."""
    drafts = story.drafts
    triggers = {(d.start, d.end): f"v{n}" for n, d in enumerate(drafts, 1)}
    carried = {
        (c.unit.start, c.unit.end): triggers[d.start, d.end]
        for d in drafts
        if (c := d.predicate.light) and c.form.kind not in ("active", "passive")  # «مرتكب الجريمة» is somebody
    }
    events = [_event(d, carried | triggers) for d in drafts]
    index: dict[str, object] = {e.id: e for e in _named(story)} | {q.id: q for q in story.quantities}
    index |= {e.id: e for e in events}
    opening = {d.sentence.index: d.start for d in reversed(drafts)}
    types = {id(d.predicate): d.type for d in drafts}
    return [
        Mention(
            event,
            Telling(
                draft.sentence.index, draft.sentence.headline, kind(draft), draft.unit.definite,
                types.get(id(draft.predicate.governor), ""), steps_back(draft), draft.start == opening[draft.sentence.index],
                draft.in_relative(), quoted(draft),
            ),
            participants(event, index),
        )
        for draft, event in zip(drafts, events, strict=True)
    ]  # fmt: skip


def one_time(mentions: list[Mention], first: list[int], published: date | None) -> list[Mention]:
    """Give the mentions of one happening the most precise time that any of them has, where they have none or less of it.

    What is planned has no time of what was: «حكم بالإعدام», «أعدم في كانون الأول».
    """
    times: dict[int, str] = {}
    to_come: dict[int, str] = {}
    for mention, home in zip(mentions, first, strict=True):
        time = mention.event.time
        if not time:
            continue
        past = published is not None and not time.startswith("..") and time[:10] < published.isoformat()
        was = past and mention.event.modality != "planned"
        for known in (times,) if was else (times, to_come):
            known[home] = max(known.get(home, ""), time, key=lambda t: (len(t.split("/")[0]), t))
    out = []
    for mention, home in zip(mentions, first, strict=True):
        time = mention.event.time
        best = (to_come if mention.event.modality == "planned" else times).get(home)
        if best is not None and (time is None or _more_precise(best, time)):
            time = best
        out.append(replace(mention, event=replace(mention.event, time=time)))
    return out


def _more_precise(best: str, time: str) -> bool:
    """Whether a time says more of the same: the day of a month, the clock from which what happens that day goes on."""
    return best.startswith(time) and ("/" not in best or "T" in best.removesuffix("/.."))


def _to_come(mention: Mention, published: date) -> Mention:
    """Plan what is dated after the day of publication by another mention of it: «تستعد المدينة للقمة», of June."""
    event, telling = mention.event, mention.telling
    later = event.time is not None and not event.time.endswith("/..") and is_to_come(event.time, published)
    told = telling.kind == "perf" or (telling.kind == "impf" and not telling.headline)
    if event.modality != "asserted" or event.type not in HELD or told or not later:
        return mention
    return replace(mention, event=replace(event, modality="planned"))


def _event(draft: Draft, triggers: dict[tuple[int, int], str]) -> Event:
    source = draft.source.note.id if draft.source is not None and draft.source.note is not None else None
    identifier = triggers[(draft.start, draft.end)]
    return Event(
        id=identifier, start=draft.start, end=draft.end, text=draft.unit.text, type=draft.type, cluster=identifier,
        time=draft.time, modality=draft.modality, negated=draft.negated, source=source,
        args=arguments(draft, triggers),
        unnamed_source=Span(draft.unnamed.start, draft.unnamed.end) if draft.unnamed is not None else None,
        lemma=draft.predicate.form.lemma, rules=tuple(draft.rules),
    )  # fmt: skip
