"""From one article's named graph to the profiles that are compared; the graph is given as plain triples."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from kg.arabic.normalize import fold
from kg.arabic.tables import read_table
from kg.arabic.tokens import sentence_spans
from kg.model import ENTITY_TYPES, EVENT_TYPES, ROLES
from kg.resolve.across.copies import signature
from kg.resolve.across.profiles import Amount, ArticleProfile, EntityProfile, EventProfile, Profiles
from kg.resolve.across.words import content, latin_words, roots, stem
from kg.vocabulary import expand

_WORDS_OF_ARTICLE = 60
_WORDS_OF_SENTENCE = 25
_PLACE_ROLES = ("place", "destination", "origin")


class Triple(NamedTuple):
    """A triple as plain text; `language` is empty but for tagged literals."""

    subject: str
    predicate: str
    object: str
    language: str = ""


class _Graph:
    def __init__(self, triples: Iterable[Triple]) -> None:
        self._index: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        self.of_type: dict[str, list[str]] = defaultdict(list)
        kind = expand("rdf:type")
        for subject, predicate, value, language in triples:
            self._index[subject, predicate].append((value, language))
            if predicate == kind:
                self.of_type[value].append(subject)

    def all(self, subject: str, predicate: str, language: str | None = None) -> list[str]:
        found = self._index.get((subject, expand(predicate)), [])
        return sorted(value for value, tag in found if language is None or tag == language)

    def one(self, subject: str, predicate: str, language: str | None = None) -> str:
        return next(iter(self.all(subject, predicate, language)), "")


@cache
def _countries() -> dict[str, str]:
    columns = ("name", "type", "english", "country", "variants", "flags")
    return {r["english"]: r["country"] for r in read_table("names/countries.tsv", columns) if r["country"]}


def read_profiles(article: str, triples: Iterable[Triple]) -> Profiles:
    """Return the profiles of the article with that IRI from the triples of its named graph."""
    return _Reader(article, _Graph(triples)).read()


class _Reader:
    def __init__(self, article: str, graph: _Graph) -> None:
        self.article, self.graph = article, graph
        self.text = graph.one(article, "schema:text")
        self.day = graph.one(article, "schema:datePublished")[:10]
        self.entities = {e.iri: e for e in self._entities()}
        self.tokens = {iri: _tokens(entity) for iri, entity in self.entities.items()}
        self.sentences = list(self._sentences())
        self.named = self._names_by_sentence()

    def read(self) -> Profiles:
        found = (self._event(iri) for iri in sorted(set(self.graph.of_type[expand("sem:Event")])))
        events = self._timed(self._carried([event for event in found if event is not None]))
        return Profiles(self._article(), tuple(events), tuple(sorted(self.entities.values(), key=_iri)))

    def _carried(self, events: list[EventProfile]) -> list[EventProfile]:
        """Let a verb stand for the event of its type that is its agent, too: «تفجير استهدف سوقا» is one attack."""
        kinds = {event.iri: event for event in events}
        out = []
        for event in events:
            agents = [kinds[a] for a in self.graph.all(event.iri, "kg:agent") if a in kinds]
            carried = [agent for agent in agents if agent.type == event.type]
            found = {*event.roots, *(root for agent in carried for root in agent.roots)}
            out.append(replace(event, roots=tuple(sorted(found)), carried=tuple(agent.iri for agent in carried)))
        return out

    def _timed(self, events: list[EventProfile]) -> list[EventProfile]:
        """Give an event without a time the day of the others in its sentences, where these have one and the same."""
        days: dict[int, set[str]] = defaultdict(set)
        places = {event.iri: {self._sentence_of(start) for start, _ in self._spans(event.iri)} for event in events}
        for event in events:
            if event.span == 1:
                for number in places[event.iri] - {None}:
                    days[number].add(event.begin)  # type: ignore[index]
        out = []
        for event in events:
            near = {day for number in places[event.iri] - {None} for day in days.get(number, ())}  # type: ignore[arg-type]
            if not (event.begin or event.end) and len(near) == 1 and not event.wish:
                (day,) = near
                event = replace(event, begin=day, end=day, assumed=True)
            out.append(event)
        return out

    def _sentences(self) -> Iterable[tuple[int, int]]:
        regions = sorted(
            tuple(map(int, r.split("-")[:2])) for r in self.graph.all(self.article, "kg:region")
        )  # start-end-kind
        for start, end in regions or [(0, len(self.text))]:
            yield from sentence_spans(self.text, start, end)

    def _spans(self, node: str) -> list[tuple[int, int]]:
        graph, found = self.graph, []
        for mention in graph.all(node, "gaf:denotedBy"):
            for target in graph.all(mention, "oa:hasTarget"):
                for selector in graph.all(target, "oa:hasSelector"):
                    if start := graph.one(selector, "oa:start"):
                        found.append((int(start), int(graph.one(selector, "oa:end"))))
        return sorted(found)

    def _sentence_of(self, start: int) -> int | None:
        return next((i for i, (first, last) in enumerate(self.sentences) if first <= start < last), None)

    def _names_by_sentence(self) -> dict[int, set[str]]:
        found: dict[int, set[str]] = defaultdict(set)
        for iri in self.entities:
            for start, _ in self._spans(iri):
                if (at := self._sentence_of(start)) is not None:
                    found[at].update(self.tokens[iri])
        return found

    def _entities(self) -> Iterable[EntityProfile]:
        for kind in ENTITY_TYPES:
            name = "NamedEvent" if kind == "Event" else kind
            for iri in sorted(set(self.graph.of_type[expand(f"kg:{name}")])):
                english = self.graph.one(iri, "rdfs:label", "en")
                labels, countries = self.graph.all(iri, "rdfs:label", "ar"), self.graph.all(iri, "kg:country")
                yield EntityProfile(iri, kind, english, tuple(labels), tuple(countries))

    def _article(self) -> ArticleProfile:
        total: dict[str, float] = defaultdict(float)
        for first, last in self.sentences:
            for word, value in content(self.text, first, last):
                total[word] += value
        kept = sorted(total, key=lambda word: (-total[word], word))[:_WORDS_OF_ARTICLE]
        hashes, size = signature(" ".join(self.text[first:last] for first, last in self.sentences))
        places = {t for iri, e in self.entities.items() if e.type == "Place" for t in self.tokens[iri]}
        people = sorted((e.iri, e.name) for e in self.entities.values() if e.type == "Person")
        return ArticleProfile(
            self.article, self.day, self.graph.one(self.article, "schema:publisher"),
            {word: round(total[word], 2) for word in sorted(kept)}, tuple(sorted(places)), hashes, size, tuple(people),
        )  # fmt: skip

    def _event(self, iri: str) -> EventProfile | None:
        graph = self.graph
        prefix = expand("kg:")
        types = [k.removeprefix(prefix) for k in graph.all(iri, "rdf:type") if k.startswith(prefix)]
        kind = next((t for t in types if t in EVENT_TYPES), None)
        if kind is None or kind == "Say":  # what someone says is told apart by its words alone
            return None
        spans = self._spans(iri)
        at = {i for start, _ in spans if (i := self._sentence_of(start)) is not None}
        words: dict[str, float] = {}
        for number in at:
            words |= dict(content(self.text, *self.sentences[number]))
        kept = sorted(words, key=lambda word: (-words[word], word))[:_WORDS_OF_SENTENCE]
        fillers = {role: graph.all(iri, f"kg:{role}") for role in ROLES}
        places = [e for role in _PLACE_ROLES for e in fillers[role] if e in self.entities]
        countries = {self.entities[e].countries for e in places}
        triggers = [self.text[start:end] for start, end in spans] or graph.all(iri, "kg:trigger")
        mentions = graph.all(iri, "gaf:denotedBy")
        others = (role for role in ROLES if role not in ("agent", "patient", *_PLACE_ROLES))
        return EventProfile(
            iri, self.article, kind, self.day, tuple(sorted({r for t in triggers for r in roots(t)})),
            graph.one(iri, "sem:hasEarliestBeginTimeStamp"), graph.one(iri, "sem:hasLatestEndTimeStamp"), False,
            tuple(sorted({m for each in mentions for m in graph.all(each, "kg:modality")})),
            any(graph.one(each, "kg:negated") == "true" for each in mentions),
            tuple(sorted({t for e in places for t in self.tokens[e]})),
            tuple(sorted({c for found in countries for c in found})) if all(countries) else (),
            self._fillers(fillers["agent"]), self._fillers(fillers["patient"]),
            self._fillers([e for role in others for e in fillers[role]]),
            tuple(sorted({a for e in (*fillers["agent"], *fillers["patient"], *fillers["quantity"])
                          if (a := self._amount(e)) is not None}, key=repr)),
            (), tuple(sorted(at)), tuple(sorted({t for number in at for t in self.named.get(number, ())})),
            {word: words[word] for word in sorted(kept)},
        )  # fmt: skip

    def _fillers(self, iris: list[str]) -> tuple[str, ...]:
        found: set[str] = set()
        for iri in iris:
            if iri in self.tokens:
                found.update(self.tokens[iri])
            elif self.graph.one(iri, "kg:unit"):
                found.update(f"n:{stem(w)}" for w in self.graph.one(iri, "kg:counts").split()[:1])
            elif label := self.graph.one(iri, "rdfs:label", "ar"):
                found.add(f"n:{stem(label.split(':')[0].split()[0])}")
        return tuple(sorted(found))

    def _amount(self, iri: str) -> Amount | None:
        unit = self.graph.one(iri, "kg:unit")
        if not unit:
            return None
        low, high = self.graph.one(iri, "kg:minimum"), self.graph.one(iri, "kg:maximum")
        counted = self.graph.one(iri, "kg:counts").split()
        return Amount(
            unit, stem(counted[0]) if counted else "", float(low) if low else None, float(high) if high else None
        )


def _iri(entity: EntityProfile) -> str:
    return entity.iri


def _tokens(entity: EntityProfile) -> tuple[str, ...]:
    """Return what stands for an entity as a participant: see `kg.resolve.across.profiles`."""
    country = next(iter(entity.countries), "") if len(entity.countries) == 1 else ""
    if entity.type == "Place" and entity.name in _countries():
        return (f"c:{_countries()[entity.name]}",)
    if entity.type == "Group" and country:
        return (f"c:{country}",)
    words = latin_words(entity.name) or (fold(entity.name),)
    if entity.type == "Person":
        return (f"h:{words[-1]}",) if len(words) < 3 else (f"h:{words[-1]}", f"h:{words[0]} {words[1]}")
    kind = {"Place": "p", "Organization": "o"}.get(entity.type, "x")
    return (f"{kind}:{'-'.join(words)}",)
