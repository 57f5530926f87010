"""The nouns of kg: an article and what was found in it, as plain immutable values.

The shape of `Annotations` is the annotation format that `kg extract --format json` writes.
Every offset counts Unicode code points in `Document.text`, end exclusive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, get_args

from kg.errors import ReadingError

TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
EntityType = Literal["Person", "Organization", "Place", "Group", "Agreement", "Event", "Product"]
EventType = Literal[
    "Say", "Accuse", "Reject", "Request", "Threaten", "Support", "Consult", "Agree", "Cooperate", "Aid",
    "Concede", "Sanction", "Attack", "Mobilize", "Withdraw", "Seize", "Defeat", "Coerce", "Protest", "Form",
    "End", "Appoint", "Dismiss", "Elect", "Legislate", "Judge", "Plan", "Die", "Injure", "Displace",
    "Disaster", "Move", "Trade", "Change", "Produce", "Compete", "Publish",
]  # fmt: skip
Role = Literal["agent", "patient", "partner", "topic", "place", "origin", "destination", "quantity"]
Modality = Literal["asserted", "planned", "demanded", "possible"]
RegionKind = Literal["headline", "body"]
Anchor = Literal["explicit", "publication", "text", "tense"]

ENTITY_TYPES: tuple[str, ...] = get_args(EntityType)
EVENT_TYPES: tuple[str, ...] = get_args(EventType)
ROLES: tuple[str, ...] = get_args(Role)
MODALITIES: tuple[str, ...] = get_args(Modality)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the document's text, in code points, end exclusive."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words this span covers in `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Say whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


def checked_date(value: str, where: str) -> str:
    """Return an ISO 8601 date or date-time as it is. Raises ReadingError where it is none."""
    try:
        if not re.match(r"\d{4}-\d\d-\d\d(?!\d)", value):  # the first ten characters are the day wherever it is read
            raise ValueError(value)
        datetime.fromisoformat(value)
    except ValueError as error:
        raise ReadingError(
            f"{where}: {value!r} is no ISO 8601 date; write 2024-01-25 or 2024-01-25T22:29:00+03:00"
        ) from error
    return value


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the document that is the story: its headline or a stretch of its body."""

    start: int
    end: int
    kind: RegionKind = "body"


@dataclass(frozen=True, slots=True)
class Document:
    """One article as it was given, with what its page says about it.

    `text` is kept verbatim. `regions` are the parts of it that are the story, in order and not overlapping;
    what lies outside them is site furniture and is never annotated. Dates are ISO 8601 strings with the
    precision and the zone that the page states (`2024-01-25T22:29:00+03:00`, `2024-01-26`), or None; others raise
    ReadingError.
    """

    id: str
    text: str
    regions: tuple[Region, ...] = ()
    title: str = ""
    publisher: str | None = None
    via: str | None = None  # the agency or paper that the publisher names as its own source
    author: str | None = None
    published: str | None = None
    modified: str | None = None
    url: str | None = None
    lang: str = "ar"

    def __post_init__(self) -> None:
        for name in ("published", "modified"):
            if value := getattr(self, name):
                checked_date(value, name)
        if not self.regions and self.text:
            object.__setattr__(self, "regions", (Region(0, len(self.text)),))

    @property
    def day(self) -> date | None:
        """The day of publication in the article's own zone, or None where the page does not say."""
        return date.fromisoformat(self.published[:10]) if self.published else None


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression: TIMEX3 in kind, EDTF in value, and how the value was found."""

    id: str
    start: int
    end: int
    text: str
    type: TimeType
    value: str
    anchor: Anchor = "explicit"


@dataclass(frozen=True, slots=True)
class Entity:
    """One mention of somebody or something that has a name. Mentions with one `name` and `type` are one entity."""

    id: str
    start: int
    end: int
    text: str
    type: EntityType
    name: str
    country: str | None = None  # ISO 3166-1 alpha-2
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count or measure with what is counted; `low` and `high` are None where that side is open."""

    id: str
    start: int
    end: int
    text: str
    low: float | None
    high: float | None
    unit: str
    counts: str | None = None  # the counted noun as the text has it


@dataclass(frozen=True, slots=True)
class Argument:
    """Who or what takes part in an event: the id of an annotation, or the span of a plain noun."""

    role: Role
    ref: str | None = None
    start: int | None = None
    end: int | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One mention of a happening. Mentions that share `cluster` are one and the same happening."""

    id: str
    start: int
    end: int
    text: str
    type: EventType
    cluster: str
    time: str | None = None  # EDTF
    modality: Modality = "asserted"
    negated: bool = False
    source: str | None = None  # id of the entity that says so; None: the paper itself
    timeline: bool = False
    args: tuple[Argument, ...] = ()
    unnamed_source: Span | None = None  # words for a source without a name («مصدر أمني»)
    lemma: str = ""  # the row of the predicate lexicon that found it
    rules: tuple[str, ...] = ()  # what decided type, modality, time and source, for `kg explain`


Annotation = Time | Entity | Quantity | Event


@dataclass(frozen=True, slots=True)
class Annotations:
    """All that was found in one document, a layer each, ordered by offset."""

    document: Document
    times: tuple[Time, ...] = ()
    entities: tuple[Entity, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    events: tuple[Event, ...] = ()
    _index: dict[str, Annotation] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._index.update((a.id, a) for a in self)

    def __iter__(self) -> Iterator[Annotation]:
        yield from self.times
        yield from self.entities
        yield from self.quantities
        yield from self.events

    def __getitem__(self, identifier: str) -> Annotation:
        """Return the annotation with that id; raises KeyError."""
        return self._index[identifier]

    def to_json(self) -> dict[str, Any]:
        """Return the annotated article in the published JSON shape (see docs in README, "The JSON")."""
        document = self.document
        head = {
            "id": document.id, "lang": document.lang, "title": document.title, "publisher": document.publisher,
            "published": document.published, "text": document.text,
        }  # fmt: skip
        return head | {
            "times": [_pick(t, "id start end text type value") for t in self.times],
            "entities": [_pick(e, "id start end text type name country") for e in self.entities],
            "quantities": [_pick(q, "id start end text low high unit") for q in self.quantities],
            "events": [
                _pick(v, "id start end text type cluster time modality negated source timeline")
                | {"args": [_argument(a) for a in v.args]}
                for v in self.events
            ],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any], document: Document | None = None) -> Annotations:
        """Read the published JSON shape back; raises KeyError or TypeError where it is not that shape."""
        document = document or Document(
            id=data["id"], text=data["text"], title=data.get("title") or "", publisher=data.get("publisher"),
            published=data.get("published"), url=data.get("url"), lang=data.get("lang") or "ar",
        )  # fmt: skip
        return cls(
            document,
            tuple(Time(**_pick_keys(t, "id start end text type value")) for t in data.get("times", ())),
            tuple(Entity(**_pick_keys(e, "id start end text type name country")) for e in data.get("entities", ())),
            tuple(Quantity(**_pick_keys(q, "id start end text low high unit")) for q in data.get("quantities", ())),
            tuple(
                Event(
                    **_pick_keys(v, "id start end text type cluster time modality negated source timeline"),
                    args=tuple(Argument(**_pick_keys(a, "role ref start end text")) for a in v.get("args", ())),
                )
                for v in data.get("events", ())
            ),
        )


def _pick(value: object, names: str) -> dict[str, Any]:
    return {name: getattr(value, name) for name in names.split()}


def _pick_keys(value: Mapping[str, Any], names: str) -> dict[str, Any]:
    return {name: value[name] for name in names.split() if name in value}


def _argument(argument: Argument) -> dict[str, Any]:
    if argument.ref is not None:
        return {"role": argument.role, "ref": argument.ref}
    return _pick(argument, "role start end text")
