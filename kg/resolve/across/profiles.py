"""What is compared across articles: an article, an event and a name as plain values, small enough to keep beside them.

A *token* stands for who or what takes part, whatever its spelling: `c:IQ` a country or its people, `p:baquba` a place,
`h:abadi` a person's last name, `o:united-nations` an organisation, `x:…` anything else with a name, `n:…` a plain noun.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from functools import lru_cache
from typing import Any


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity of an event: unit, counted noun (stem) and bounds, None where open."""

    unit: str
    counts: str
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class ArticleProfile:
    """An article: when and where it appeared, its most telling words with their weights, and its MinHash signature.

    `day` is ISO 8601 or empty. `size` counts the shingles the signature stands for.
    """

    iri: str
    day: str = ""
    publisher: str = ""
    words: dict[str, float] = field(default_factory=dict)
    places: tuple[str, ...] = ()
    signature: str = ""
    size: int = 0
    people: tuple[tuple[str, str], ...] = ()  # IRI and English name of each person


@dataclass(frozen=True, slots=True)
class EventProfile:
    """An event: its type, the roots of its triggers, when (days, ISO 8601), where, who, how many, in which words.

    `begin` and `end` are the outer bounds that are stated, empty where open or not stated; `assumed` where they are
    those of the other events of its sentence. `places` are those the event itself has, `carried` the events that are
    its agents («تفجير استهدف سوقا»). `near` are the tokens of all names in its `sentences` (numbers in the article),
    `words` the stems of these with their weights.
    """

    iri: str
    article: str
    type: str
    day: str = ""  # of the article
    roots: tuple[str, ...] = ()
    begin: str = ""
    end: str = ""
    assumed: bool = False
    modalities: tuple[str, ...] = ()
    negated: bool = False
    places: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()  # of the places
    agents: tuple[str, ...] = ()
    patients: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    amounts: tuple[Amount, ...] = ()
    carried: tuple[str, ...] = ()
    sentences: tuple[int, ...] = ()
    near: tuple[str, ...] = ()
    words: dict[str, float] = field(default_factory=dict)

    @property
    def wish(self) -> bool:
        """Whether it is only called for or feared."""
        return bool(self.modalities) and set(self.modalities) <= {"demanded", "possible"}

    @property
    def span(self) -> int | None:
        """The length of the stated time in days; None where it is open or not stated."""
        if not (self.begin and self.end):
            return None
        return (date.fromisoformat(self.end) - date.fromisoformat(self.begin)).days + 1

    @property
    def anchor(self) -> str:
        """The day it is looked up by: the stated one, else the day of the article, pulled into what is stated."""
        day = self.day or self.end or self.begin
        if self.begin and day < self.begin:
            return self.begin
        if self.end and day > self.end:
            return self.end
        return day


@dataclass(frozen=True, slots=True)
class EntityProfile:
    """Who or what has one IRI: its class, English name, the Arabic labels seen and the countries given for it."""

    iri: str
    type: str
    name: str = ""
    labels: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Profiles:
    """All that one article brings."""

    article: ArticleProfile
    events: tuple[EventProfile, ...] = ()
    entities: tuple[EntityProfile, ...] = ()


def names_in(tokens: Iterable[str]) -> set[str]:
    """Return the tokens that stand for names, not plain nouns."""
    return {token for token in tokens if not token.startswith("n:")}


def dump(profile: ArticleProfile | EventProfile) -> str:
    """Return a profile as JSON: same profile, same text; what is empty is left out."""
    kept = {key: value for key, value in asdict(profile).items() if value not in ("", (), {}, 0, False, None)}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@lru_cache(maxsize=4096)  # what is added today is compared with what was added today
def load_article(text: str) -> ArticleProfile:
    """Read an article's profile back."""
    data = _read(text, ArticleProfile)
    data["people"] = tuple((iri, name) for iri, name in data.get("people", ()))
    return ArticleProfile(**data)


@lru_cache(maxsize=16384)
def load_event(text: str) -> EventProfile:
    """Read an event's profile back."""
    data = _read(text, EventProfile)
    data["amounts"] = tuple(Amount(**amount) for amount in data.get("amounts", ()))
    return EventProfile(**data)


def _read(text: str, kind: type[ArticleProfile] | type[EventProfile]) -> dict[str, Any]:
    names = {f.name for f in fields(kind)}
    found = {key: value for key, value in json.loads(text).items() if key in names}
    return {key: tuple(value) if isinstance(value, list) else value for key, value in found.items()}
