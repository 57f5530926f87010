"""From a document to its annotations: the rule engine, offline and deterministic.

An extractor is anything with `annotate(document) -> Annotations`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kg.extract.arguments import arguments, complete_roles
from kg.extract.attribution import attribute
from kg.extract.entities import find_entities
from kg.extract.event_times import announced, set_times, spread, statements, still_to_come
from kg.extract.events import Draft, draft_events
from kg.extract.modality import set_modality
from kg.extract.quantities import find_quantities
from kg.extract.times import find_times
from kg.extract.units import sentences
from kg.model import Annotations, Document, Entity, Event, Quantity, Span, Time
from kg.resolve import choose_timeline, cluster_events


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
        regions = [(r.start, r.end) for r in document.regions]
        times = find_times(document.text, document.day, regions)
        entities = find_entities(document, times, self.names)
        countries = Counter(e.country for e in entities if e.country)
        quantities = find_quantities(document.text, regions, times, countries)
        entities, quantities, counted = _apart(entities, quantities)
        return _with_events(document, times, entities, quantities, counted)


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
    kept = [q for q in quantities if not any(e.start < q.end and q.start < e.end for e in kept_entities)]
    return tuple(kept_entities), tuple(kept), counted


def _with_events(
    document: Document,
    times: tuple[Time, ...],
    entities: tuple[Entity, ...],
    quantities: tuple[Quantity, ...],
    counted: tuple[Entity, ...],
) -> Annotations:
    found = sentences(document, [*times, *entities, *quantities])
    drafts = draft_events(found)
    drafts.sort(key=lambda d: d.start)
    set_modality(drafts)
    complete_roles(drafts, found)
    attribute(drafts, found)
    set_times(drafts, found, document.day)
    still_to_come(drafts, document.day)
    statements(drafts)
    announced(drafts)
    spread(drafts)
    triggers = {(d.start, d.end): f"v{n}" for n, d in enumerate(drafts, 1)}
    carried = {(c.unit.start, c.unit.end): triggers[d.start, d.end] for d in drafts if (c := d.predicate.light)}
    events = tuple(_event(d, carried | triggers) for d in drafts)
    named = tuple(sorted((*entities, *counted), key=lambda e: e.start))
    annotations = Annotations(document, times, named, quantities, events)
    headline_end = max((s.end for s in found if s.headline), default=0)
    return choose_timeline(cluster_events(annotations, headline_end), headline_end)


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
