"""What the pages show, gathered from a graph once: articles, nodes, roles, and the words for each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import pyoxigraph as ox

from kg.arabic.normalize import fold
from kg.arabic.tokens import sentence_spans
from kg.graph import ONTOLOGY, Graph
from kg.model import EVENT_TYPES, ROLES
from kg.vocabulary import expand

KINDS = ("Event", "Person", "Organization", "Place", "Group", "Agreement", "NamedEvent", "Product", "Participant",
         "Quantity", "TimeExpression")  # fmt: skip


@dataclass(slots=True)
class Mention:
    """The words of an article for one node."""

    article: str
    start: int
    end: int
    modality: str = ""
    negated: bool = False
    source: str = ""  # label of who says so
    named: bool = True  # whether the source has a name
    timeline: bool = False


@dataclass(slots=True)
class Node:
    """An event, entity, quantity, time or plain noun."""

    iri: str
    kind: str = ""
    type: str = ""  # event type
    ar: str = ""
    en: str = ""
    country: str = ""
    edtf: str = ""
    first: str = ""  # earliest begin
    last: str = ""  # latest end
    mentions: list[Mention] = field(default_factory=list)

    @property
    def best(self) -> Mention | None:
        """The mention that stands for the node: the one on the timeline, else the first."""
        return next((m for m in self.mentions if m.timeline), self.mentions[0] if self.mentions else None)

    @property
    def status(self) -> str:
        """How an event is drawn: asserted, planned, demanded, possible or denied."""
        best = self.best
        return "" if best is None or self.kind != "Event" else "denied" if best.negated else best.modality


@dataclass(slots=True)
class Article:
    """One article of the graph."""

    iri: str
    text: str = ""
    title: str = ""
    publisher: str = ""
    via: str = ""
    published: str = ""
    regions: list[tuple[int, int, str]] = field(default_factory=list)


@dataclass(slots=True)
class ViewData:
    """Everything a page needs, in a fixed order."""

    articles: dict[str, Article]
    nodes: dict[str, Node]
    edges: list[tuple[str, str, str]]  # event, role, other

    @property
    def events(self) -> list[Node]:
        """The events, in order of their first words."""
        return [n for n in self.nodes.values() if n.kind == "Event"]

    def sentence(self, mention: Mention) -> tuple[str, int, int]:
        """Return the sentence of a mention and the mention's place in it."""
        text = self.articles[mention.article].text
        low = max(0, text.rfind("\n", 0, mention.start) + 1)
        high = text.find("\n", mention.end)
        for start, end in sentence_spans(text, low, high if high >= 0 else len(text)):
            if start <= mention.start and mention.end <= end:
                return text[start:end], mention.start - start, mention.end - start
        return text[mention.start : mention.end], 0, mention.end - mention.start


def collect(graph: Graph) -> ViewData:
    """Gather the view data of a graph; the same graph gives the same data in the same order."""
    subjects: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for quad in graph.quads():
        if quad.graph_name != ONTOLOGY and isinstance(quad.subject, ox.NamedNode):
            subjects[quad.subject.value][quad.predicate.value].append(quad.object)
    prefix = expand("kg:")
    articles: dict[str, Article] = {}
    nodes: dict[str, Node] = {}
    edges: list[tuple[str, str, str]] = []
    for iri, facts in subjects.items():
        types = [t.value for t in facts.get(expand("rdf:type"), [])]
        if expand("schema:NewsArticle") in types:
            articles[iri] = _article(iri, facts)
            continue
        kind = next((t[len(prefix) :] for t in types if t.startswith(prefix) and t[len(prefix) :] in KINDS), "")
        event_type = next(
            (t[len(prefix) :] for t in types if t.startswith(prefix) and t[len(prefix) :] in EVENT_TYPES), ""
        )
        if kind or event_type:
            nodes[iri] = _node(iri, "Event" if event_type else kind, event_type, facts, subjects)
    for iri in nodes:
        for role in ROLES:
            for other in subjects[iri].get(prefix + role, []):
                if other.value in nodes:
                    edges.append((iri, role, other.value))
    order = sorted(
        nodes.values(), key=lambda n: (n.best.article if n.best else "", n.best.start if n.best else 0, n.iri)
    )
    return ViewData(dict(sorted(articles.items())), {n.iri: n for n in order}, sorted(set(edges)))


def _one(facts: dict[str, list[Any]], name: str) -> str:
    found = facts.get(expand(name))
    return str(found[0].value) if found else ""


def _article(iri: str, facts: dict[str, list[Any]]) -> Article:
    regions = sorted(
        (int(start), int(end), kind)
        for start, end, kind in (r.value.split("-", 2) for r in facts.get(expand("kg:region"), []))
    )
    return Article(
        iri, _one(facts, "schema:text"), _one(facts, "schema:headline"), _one(facts, "schema:publisher"),
        _one(facts, "kg:via"), _one(facts, "schema:datePublished"), regions,
    )  # fmt: skip


def _node(iri: str, kind: str, event_type: str, facts: dict[str, list[Any]], subjects: Any) -> Node:
    node = Node(iri, kind, event_type)
    for label in facts.get(expand("rdfs:label"), []):
        if label.language == "en":
            node.en = node.en or label.value
        else:
            node.ar = node.ar or label.value
    node.country, node.edtf = _one(facts, "kg:country"), _one(facts, "kg:edtf")
    node.first = _one(facts, "sem:hasEarliestBeginTimeStamp")
    node.last = _one(facts, "sem:hasLatestEndTimeStamp")
    for mention in facts.get(expand("gaf:denotedBy"), []):
        node.mentions.append(_mention(subjects, subjects[mention.value]))
    node.mentions.sort(key=lambda m: (m.article, m.start, m.end))
    return node


def _mention(subjects: Any, facts: dict[str, list[Any]]) -> Mention:
    target = subjects[_one(facts, "oa:hasTarget")]
    mention = Mention(_one(target, "oa:hasSource"), 0, 0)
    for selector in target.get(expand("oa:hasSelector"), []):
        inner = subjects[selector.value]
        if _one(inner, "oa:start"):
            mention.start, mention.end = int(_one(inner, "oa:start")), int(_one(inner, "oa:end"))
    mention.modality = _one(facts, "kg:modality")
    mention.negated = _one(facts, "kg:negated") == "true"
    mention.timeline = _one(facts, "kg:onTimeline") == "true"
    claimant = facts.get(expand("kg:claimant"))
    if claimant:
        labels = subjects[claimant[0].value].get(expand("rdfs:label"), [])
        mention.source = next((label.value for label in labels if label.language == "ar"), "")
    elif unnamed := _one(facts, "kg:unnamedSource"):
        mention.source, mention.named = unnamed, False
    return mention


def key(*words: str) -> str:
    """Return the folded text that a search compares: احمد finds أحمد."""
    return fold(" ".join(words)).lower()


def headline(data: ViewData, articles: list[str] | None = None) -> str:
    """Return the title of a page about some articles (by default all): up to three headlines."""
    titles = [t for a in articles or data.articles if (t := data.articles[a].title)]
    return " · ".join(titles[:3]) + (" …" if len(titles) > 3 else "") or "kg"
