"""How alike two profiles are: weights of `weights.tsv` added up as log-odds, with the reasons that were found.

Every score is a function of the two profiles alone and the same both ways round, so links do not depend on the order
in which articles came. What contradicts is no matter of weight: see `contradicts`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from kg.arabic.tables import read_table
from kg.resolve.across.copies import containment, resemblance
from kg.resolve.across.profiles import Amount, ArticleProfile, EventProfile, names_in
from kg.resolve.across.words import first_name, latin_words, spelt_alike

THRESHOLD = 0.5  # a link stands from here on
COPY = 0.8  # share of the shorter text's shingles from which it counts as a copy
WINDOW = 2  # days within which articles report one happening, and by which stated days may be off
_HASH = re.compile("-?[0-9a-f]{10}$")
_DATA = Path(__file__).parent / "data"
_ONE_PERSON = {"Appoint", "Coerce", "Die", "Dismiss", "Injure", "Judge"}
ONE_STORY = 0.25  # cosine of telling words from which two articles are held to tell one story
_LOOSE = 3  # days by which a denial may come after, and an assumed day be off
_TOLLS = {"Die", "Injure"}  # «قتل 11 شخصا، وسحبت حصيلة تحدثت عن 15 قتيلا»: one sentence, two figures for one event
_BY_DOER = {
    "Accuse",
    "Move",
    "Reject",
    "Request",
    "Support",
    "Threaten",
}  # who condemns, thanks or travels makes the act
SMALL = 3  # amounts below it («جنديان») are too common to speak for anything


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Two nodes that may be one, `one` < `other`, with a score in [0, 1] and the features that made it."""

    one: str
    other: str
    kind: str  # event, entity or article
    score: float
    reasons: tuple[str, ...] = ()


@cache
def weights() -> dict[tuple[str, str], float]:
    """Return the weight of each feature by layer."""
    rows = read_table(_DATA / "weights.tsv", ("layer", "feature", "weight"))
    return {(row["layer"], row["feature"]): float(row["weight"]) for row in rows}


@cache
def reasons() -> frozenset[tuple[str, str]]:
    """Return the features (layer, feature) that may be given as a reason: those that speak for a merge."""
    return frozenset(key for key, value in weights().items() if value >= 0)


@cache
def kin_types() -> frozenset[tuple[str, str]]:
    """Return the pairs of event types that may name one happening, both ways round."""
    pairs = [(row["one"], row["other"]) for row in read_table(_DATA / "kin_types.tsv", ("one", "other"))]
    return frozenset(pairs) | {(other, one) for one, other in pairs}


# --- articles -----------------------------------------------------------------------------------------------------


def score_articles(one: ArticleProfile, other: ArticleProfile) -> Link:
    """Return how far the shorter text stands in the other, as a link."""
    alike = resemblance(one.signature, other.signature)
    alike = containment(alike, one.size, other.size) if alike >= 0.3 else 0.0
    score = alike * THRESHOLD / COPY if alike < COPY else THRESHOLD + (alike - COPY) / (1 - COPY) * (1 - THRESHOLD)
    return _link("article", one.iri, other.iri, round(score, 3), ("near copy",) if score else ())


def story(one: ArticleProfile, other: ArticleProfile) -> float:
    """Return the cosine of two articles' telling words, 0 to 1."""
    return _cosine(one.words, other.words)


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    if len(other) < len(one):
        one, other = other, one
    product = sum(value * other[word] for word, value in one.items() if word in other)
    if not product:
        return 0.0
    return product / math.sqrt(sum(v * v for v in one.values()) * sum(v * v for v in other.values()))


# --- events -------------------------------------------------------------------------------------------------------


def score_events(
    one: EventProfile, other: EventProfile, article: ArticleProfile, other_article: ArticleProfile
) -> Link:
    """Return how likely two event nodes are one happening, as a link; `article` is the one of `one`."""
    if one.iri > other.iri:  # features are sums: in one order always, so that the score is the same for both
        one, other, article, other_article = other, one, other_article, article
    if contradicts(one, other):
        return _link("event", one.iri, other.iri, 0.0, ())
    found = dict(_event_features(one, other, article, other_article))
    total = sum(weights()["event", feature] * value for feature, value in found.items())
    named = tuple(sorted(f for f, value in found.items() if value > 0 and ("event", f) in reasons()))
    return _link("event", one.iri, other.iri, _logistic(total), named)


def _event_features(
    one: EventProfile, other: EventProfile, article: ArticleProfile, other_article: ArticleProfile
) -> Iterator[tuple[str, float]]:
    yield "base", 1.0
    if one.type != other.type:
        yield "kin type", 1.0
    if set(one.roots) & set(other.roots):
        yield "root", 1.0
    yield from _time_features(one, other)
    yield from _place_features(one, other)
    agents, patients = _specific(one.agents, other.agents), _specific(one.patients, other.patients)
    if agents:
        yield "agent", agents
    elif one.type in _BY_DOER and not set(one.agents) & set(other.agents):
        yield "another's act", 1.0
    elif names_in(one.agents) and names_in(other.agents) and not set(one.near) & names_in(other.agents):
        yield "agents differ", 1.0
    if patients:
        yield "patient", patients
    elif one.patients and other.patients and not set(one.patients) & set(other.patients):
        yield "patients differ", 1.0
    parts = [names_in((*e.agents, *e.patients)) for e in (one, other)]
    if not (agents or patients) and any(t for t in parts[0] & parts[1] if not t.startswith("c:")):
        yield "part", 1.0  # «استقال المحافظ» and «لم يستقل المحافظ»: who does it here is whom it befalls there
    nouns = [{t for t in (*e.agents, *e.patients, *e.others) if t.startswith("n:")} for e in (one, other)]
    if nouns[0] & nouns[1]:
        yield "noun", 1.0
    if not (agents or patients or parts[0] & parts[1] or nouns[0] & nouns[1] or set(one.roots) & set(other.roots)):
        yield "nothing of its own", 1.0
    yield from _amount_features(one.amounts, other.amounts)
    sentence, whole = _cosine(one.words, other.words), story(article, other_article)
    yield "sentence", sentence
    if article.iri != other_article.iri:
        yield "story", min(whole, 0.6)
        if sentence > 0.75 and score_articles(article, other_article).score >= THRESHOLD:
            yield "copy", 1.0


def _time_features(one: EventProfile, other: EventProfile) -> Iterator[tuple[str, float]]:
    if one.span is not None and other.span is not None:
        if one.span == other.span == 1:
            if one.begin == other.begin:
                yield "day", 1.0
            elif not (one.negated or other.negated):
                yield "days apart", 1.0
        else:
            yield "period", 1.0
    elif one.day and other.day and one.anchor and other.anchor:
        apart = days_between(one.anchor, other.anchor)
        if apart <= 1:
            yield "reported together", 1.0


def _place_features(one: EventProfile, other: EventProfile) -> Iterator[tuple[str, float]]:
    mine, theirs = set(one.places), set(other.places)
    spots, other_spots = _spots(mine), _spots(theirs)
    if spots & other_spots:
        yield "place", 1.0
    elif spots and other_spots:
        around = spots & set(other.near) or other_spots & set(one.near)
        yield ("place", 0.5) if around else ("places differ", 1.0)
    elif (near := _spots(one.near)) and (other_near := _spots(other.near)):
        yield ("place", 0.6) if near & other_near else ("places differ", 0.5)
    if set(one.countries or _codes(one.near)) & set(other.countries or _codes(other.near)):
        yield "country", 1.0


def _amount_features(one: tuple[Amount, ...], other: tuple[Amount, ...]) -> Iterator[tuple[str, float]]:
    pairs = [(a, b) for a in one for b in other if a.unit == b.unit and _counted_alike(a, b)]
    if any(a.low == b.low and a.high == b.high and (a.low or a.high or 0) >= SMALL for a, b in pairs):
        yield "amount", 1.0
    elif pairs and all(_far(a, b) for a, b in pairs):  # twelve dead and fifteen: a disagreement, not another event
        yield "amounts far apart", 1.0


def _counted_alike(one: Amount, other: Amount) -> bool:
    return one.counts == other.counts or one.unit in ("person", "percent") or len(one.unit) == 3


def _far(one: Amount, other: Amount) -> bool:
    a, b = one.low or one.high or 0, other.low or other.high or 0
    if one.unit != "person":
        return a != b
    return max(a, b) > 2.5 * min(a, b) and abs(a - b) > SMALL


def _specific(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Return 1 where a name is shared, half where only a country is, 0 else."""
    shared = names_in(one) & names_in(other)
    return 0.0 if not shared else 0.5 if all(t.startswith("c:") for t in shared) else 1.0


def _spots(tokens: set[str] | tuple[str, ...]) -> set[str]:
    return {t for t in tokens if t.startswith("p:")}


def _codes(tokens: tuple[str, ...]) -> set[str]:
    return {t[2:] for t in tokens if t.startswith("c:")}


def days_between(one: str, other: str) -> int:
    """Return how many days lie between two ISO 8601 days."""
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def contradicts(one: EventProfile, other: EventProfile) -> bool:
    """Say whether two event nodes cannot be one happening.

    They cannot where their types are neither one nor kindred, one is only wished for and the other not, their stated
    times do not meet, their stated places lie in different countries, different persons were killed, arrested or
    appointed, or others spoke, or of other countries. Two of one article cannot either where their words have no root in common or stand in one
    sentence.
    """
    if one.type != other.type and (one.type, other.type) not in kin_types():
        return True
    if one.wish != other.wish:
        return True
    if not _times_meet(one, other):
        return True
    countries = [set(event.countries) if _spots(event.places) else set() for event in (one, other)]
    if all(countries) and not countries[0] & countries[1]:
        return True
    if one.type in _ONE_PERSON:
        people, others = ({t for t in e.patients if t.startswith("h:")} for e in (one, other))
        if people and others and not people & others:
            return True
    if one.type in _BY_DOER and _of_others(one, other):
        return True
    if one.article == other.article and not (one.iri in other.carried or other.iri in one.carried):
        beside = one.type not in _TOLLS and bool(set(one.sentences) & set(other.sentences))
        return beside or not set(one.roots) & set(other.roots)
    return False


def _of_others(one: EventProfile, other: EventProfile) -> bool:
    """Whether two acts of speech are of different named doers, or about different countries: «تهنئة لرئيس تشاد»."""
    doers, others = names_in(one.agents), names_in(other.agents)
    if doers and others and not doers & others:
        return True
    about, about_other = _codes(one.near), _codes(other.near)
    return bool(about and about_other) and not about & about_other


def _times_meet(one: EventProfile, other: EventProfile) -> bool:
    """Whether stated bounds overlap.

    Days may be off by one, as night and time zones have it; a denial is dated by its report, some days after.
    """
    loose = one.negated or other.negated or one.assumed or other.assumed
    slack = _LOOSE if loose else 1 if one.span == other.span == 1 else 0
    for first, second in ((one, other), (other, one)):
        if first.begin and second.end and first.begin > second.end:
            return days_between(first.begin, second.end) <= slack
    return True


# --- entities -----------------------------------------------------------------------------------------------------


def score_keys(one: str, other: str, shared: set[str]) -> Link:
    """Return how likely two names are one, from their IRIs and the keys that both have, as a link."""
    feature = ""
    if any(key.startswith("ar|") for key in shared):
        feature = "one name"
    elif shared:
        words, others = iri_words(one), iri_words(other)
        if len(words) == len(others) and all(map(spelt_alike, words, others)):
            feature = "one spelling"
    if not feature:
        return _link("entity", one, other, 0.0, ())
    return _link("entity", one, other, _logistic(weights()["entity", feature]), (feature,))


def _logistic(total: float) -> float:
    return round(1 / (1 + math.exp(-total)), 3)


def iri_words(iri: str) -> tuple[str, ...]:
    """Return the words of the English name that an entity's IRI is made of (see `kg.rdf.entity_iri`)."""
    slug = iri.split("/entity/", 1)[-1].split("/")[1:2]
    return latin_words(_HASH.sub("", slug[0])) if slug else ()


def entities_apart(one: str, other: str) -> bool:
    """Say whether two persons' IRIs hold full names that cannot be one: no spelling and no short form of each other."""
    if "/entity/person/" not in one or "/entity/person/" not in other:
        return False
    words, others = iri_words(one), iri_words(other)
    if len(words) < 2 or len(others) < 2:
        return False
    if len(words) == len(others):
        return not all(map(spelt_alike, words, others))
    return not (shortened(" ".join(words), " ".join(others)) or shortened(" ".join(others), " ".join(words)))


def shortened(short: str, long: str) -> bool:
    """Say whether an English name may be a shorter form of another person's: last name alone, or fathers left out.

    >>> shortened("Al-Abadi", "Haider Al-Abadi"), shortened("Haider Ali", "Haider Al-Abadi")
    (True, False)
    """
    few, many = latin_words(short), latin_words(long)
    if not few or len(few) >= len(many):
        return False
    if len(few) == 1:
        return spelt_alike(few[0], many[-1]) and not first_name(few[0])
    return spelt_alike(few[0], many[0]) and (
        spelt_alike(few[-1], many[-1]) or all(map(spelt_alike, few, many[: len(few)]))
    )


def score_in_story(one: tuple[str, str], other: tuple[str, str], alike: float) -> Link:
    """Return how likely a short name is the longer one, given how alike the two articles are (0 to 1), as a link.

    `one` and `other` are persons as (IRI, English name).
    """
    fits = shortened(one[1], other[1]) or shortened(other[1], one[1]) or _bare(one[1], other[1])
    if not fits or alike < ONE_STORY:
        return _link("entity", one[0], other[0], 0.0, ())
    total = weights()["entity", "short in one story"] + 5 * (alike - ONE_STORY)
    return _link("entity", one[0], other[0], _logistic(total), ("short in one story",))


def _bare(one: str, other: str) -> bool:
    """Whether both are one and the same bare last name."""
    words, others = latin_words(one), latin_words(other)
    return len(words) == len(others) == 1 and spelt_alike(words[0], others[0]) and not first_name(words[0])


def _link(kind: str, one: str, other: str, score: float, why: tuple[str, ...]) -> Link:
    return Link(min(one, other), max(one, other), kind, score, why)
