"""What the pages show, gathered from a graph once: articles, nodes, roles, and the words for each."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pyoxigraph as ox

from kg.arabic.normalize import fold
from kg.graph import ONTOLOGY, Graph
from kg.model import EVENT_TYPES, ROLES
from kg.view.nodes import Article, Mention, Node, Report, ViewData
from kg.view.uniting import alternatives, mark_copies, unite
from kg.view.words import words
from kg.vocabulary import expand

KINDS = ("Event", "Person", "Organization", "Place", "Group", "Agreement", "NamedEvent", "Product", "Participant",
         "Quantity", "TimeExpression")  # fmt: skip


def collect(graph: Graph, united: bool = True) -> ViewData:
    """Gather the view data of a graph; the same graph gives the same data in the same order.

    What the graph holds to be one happening or name is one node (see `kg.view.uniting`), unless `united` is false.
    """
    subjects: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for quad in graph.quads():
        if quad.graph_name != ONTOLOGY and isinstance(quad.subject, ox.NamedNode):
            subjects[quad.subject.value][quad.predicate.value].append(quad.object)
    prefix = expand("kg:")
    articles: dict[str, Article] = {}
    nodes: dict[str, Node] = {}
    edges: list[tuple[str, str, str]] = []
    for iri, facts in list(subjects.items()):  # a node may be told of whose own facts the graph does not have
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
    same = {s: iri for s, facts in subjects.items() if united and (iri := _one(facts, "kg:representative"))}
    mark_copies(articles, same)
    nodes, edges = unite(ViewData(articles, nodes, sorted(set(edges))), same)
    order = sorted(
        nodes.values(), key=lambda n: (n.best.article if n.best else "", n.best.start if n.best else 0, n.iri)
    )
    data = ViewData(dict(sorted(articles.items())), {n.iri: n for n in order}, edges)
    _name_in_english(data)
    return data


def _name_in_english(data: ViewData) -> None:
    """Give every event an English label: its type and the English names of who takes part, as the Arabic one has."""
    names: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for event, role, other in data.edges:
        if data.nodes[other].kind != "Event" and data.nodes[other].en and other not in data.nodes[event].differing:
            names[event][role].append(data.nodes[other].en)
    for node in data.events:
        found = names[node.iri]
        main = found["agent"] + found["patient"] or found["partner"] + found["topic"] + found["place"]
        kind = words()[f"type-{node.type}"]["en"]
        label = kind + (": " + ", ".join(dict.fromkeys(main)) if main else "")
        node.en = node.en or alternatives(label, [data.nodes[iri].en for iri in node.differing], "en")


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
        _one(facts, "kg:via"), _one(facts, "schema:datePublished"), regions=regions,
    )  # fmt: skip


def _node(iri: str, kind: str, event_type: str, facts: dict[str, list[Any]], subjects: Any) -> Node:
    node = Node(iri, kind, event_type)
    for label in sorted(facts.get(expand("rdfs:label"), []), key=lambda one: (len(one.value), one.value)):
        if label.language == "en":
            node.en = node.en or label.value
        else:
            node.ar = node.ar or label.value
    node.country, node.edtf = _one(facts, "kg:country"), _one(facts, "kg:edtf")
    if kind == "Quantity":
        low, high, unit = (_one(facts, name) for name in ("kg:minimum", "kg:maximum", "kg:unit"))
        node.en = node.en or _amount(low, high, unit)
        node.amount = (low, high, fold(_one(facts, "kg:counts")) if unit == "item" else unit)
    node.first = _one(facts, "sem:hasEarliestBeginTimeStamp")
    node.last = _one(facts, "sem:hasLatestEndTimeStamp")
    for mention in facts.get(expand("gaf:denotedBy"), []):
        node.mentions.append(_mention(subjects, subjects[mention.value]))
    node.mentions.sort(key=lambda m: (m.article, m.start, m.end))
    return node


def _amount(low: str, high: str, unit: str) -> str:
    """Return a quantity in English: «2,500 person», «300,000 or more», «1 to 3 item»."""
    least, most = (f"{float(x):,.10g}" if x else "" for x in (low, high))
    size = least if least == most else f"{least} to {most}" if least and most else ""
    size = size or (f"{least} or more" if least else f"up to {most}" if most else "")
    return f"{size} {unit}".strip() if size and unit != "item" else size


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
    mention.claimant = _one(facts, "kg:claimant")
    if mention.claimant:
        labels = subjects[mention.claimant].get(expand("rdfs:label"), [])
        mention.source = next((label.value for label in labels if label.language == "ar"), "")
    elif unnamed := _one(facts, "kg:unnamedSource"):
        mention.source = unnamed
    return mention


def headline(data: ViewData, articles: list[str] | None = None) -> str:
    """Return the title of a page about some articles (by default all): a headline, and how many more there are."""
    titles = [t for a in articles or data.articles if (t := data.articles[a].title)]
    return titles[0] + (f" (+{len(titles) - 1:,})" if len(titles) > 1 else "") if titles else "kg"


__all__ = ["Article", "Mention", "Node", "Report", "ViewData", "collect", "headline"]
