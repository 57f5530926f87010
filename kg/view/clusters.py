"""The stories of a large graph: groups of nodes that hang together, nested so that none is too large to look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import networkx as nx

from kg.view.data import Node, ViewData
from kg.view.words import words

WHOLE = 300  # nodes that are shown without clusters
_LEAF = 220  # nodes of a cluster that opens at once; larger ones open into clusters
_ABREAST = 48  # clusters side by side; smaller ones than these are gathered
_SHARED = 0.5  # weight of standing in the same article, beside 1 for taking part in an event
_NAMED = ("Person", "Organization", "Place", "Group", "NamedEvent", "Agreement", "Product")


@dataclass(slots=True)
class Cluster:
    """A group of nodes: either its members, or smaller clusters. `ar` and `en` name it after who is most in it."""

    members: list[str] = field(default_factory=list)
    children: list[Cluster] = field(default_factory=list)
    ar: str = ""
    en: str = ""
    gathered: bool = False  # what is in it has nothing in common but to be small

    def walk(self) -> Iterator[Cluster]:
        """Yield the cluster and all within it, each before what it holds."""
        yield self
        for child in self.children:
            yield from child.walk()

    def leaves(self) -> list[str]:
        """Return the nodes of the cluster and of all within it."""
        return self.members + [iri for child in self.children for iri in child.leaves()]


def clusters(data: ViewData, nodes: list[Node]) -> list[Cluster]:
    """Return the clusters that the nodes fall into, none where they are few; the same graph, the same clusters.

    Communities are Louvain's (Blondel et al. 2008, through networkx) over who takes part in what and what stands in
    the same article.
    """
    if len(nodes) <= WHOLE:
        return []
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(node.iri for node in nodes)
    graph.add_edges_from(((e, o) for e, _, o in data.edges), weight=1.0)
    if len(data.articles) > 1:
        graph.add_edges_from(
            (
                (n.iri, m.article)
                for n in nodes
                if n.kind == "Event"
                for m in (n.mentions if n.members else n.mentions[:1])
            ),
            weight=_SHARED,
        )
    published = {n.iri: data.articles[n.mentions[0].article].published[:7] if n.mentions else "" for n in nodes}
    found = _divide(graph, [n.iri for n in nodes], set(data.articles), published)
    degree = Counter(iri for event, _, other in data.edges for iri in (event, other))
    for cluster in found:
        _name(cluster, data, degree, published)
    return found


def _divide(graph: nx.Graph[str], iris: list[str], articles: set[str], published: dict[str, str]) -> list[Cluster]:
    known = set(iris)
    near = {a for iri in iris for a in graph[iri] if a in articles}
    part: nx.Graph[str] = nx.Graph()  # made anew: the order of a subgraph view is a set's
    part.add_nodes_from(iris)
    part.add_nodes_from(sorted(near))
    part.add_edges_from((a, b, graph[a][b]) for a in iris for b in graph[a] if b in part)
    parts = nx.community.louvain_communities(part, seed=7)
    groups = sorted((sorted(each & known) for each in parts), key=lambda g: (-len(g), g[:1]))
    groups = [g for g in groups if g]
    if len(groups) == 1:  # nothing to tell them apart by
        groups = [groups[0][at : at + _LEAF] for at in range(0, len(groups[0]), _LEAF)]
    found = [
        Cluster(members=g) if len(g) <= _LEAF else Cluster(children=_divide(graph, g, articles, published))
        for g in groups
    ]
    return _gather(found, published)


def _gather(found: list[Cluster], published: dict[str, str]) -> list[Cluster]:
    """Keep the largest side by side and put the small ones, in order of time, into clusters of clusters."""
    while len(found) > _ABREAST:
        keep = _ABREAST * 3 // 4
        small = sorted(found[keep:], key=lambda each: min(published[iri] for iri in each.leaves()))
        size = max(2, -(-len(small) // (_ABREAST - keep)))
        found = found[:keep] + [
            Cluster(children=small[at : at + size], gathered=True) for at in range(0, len(small), size)
        ]
    return found


def _name(cluster: Cluster, data: ViewData, degree: Counter[str], published: dict[str, str]) -> None:
    for child in cluster.children:
        _name(child, data, degree, published)
    if cluster.gathered:
        months = sorted({published[iri] for iri in cluster.leaves()} - {""})
        period = " – ".join("/".join(reversed(m.split("-"))) for m in dict.fromkeys((*months[:1], *months[-1:])))
        about = f" ({len(cluster.children)}) {period}".rstrip()
        cluster.ar, cluster.en = (words()["gathered"][language] + about for language in ("ar", "en"))
        return
    nodes = [data.nodes[iri] for iri in cluster.leaves()]
    named = sorted((n for n in nodes if n.kind in _NAMED), key=lambda n: (-degree[n.iri], n.iri))[:3]
    if not named:
        named = sorted((n for n in nodes if n.kind == "Event"), key=lambda n: (-degree[n.iri], n.iri))[:1]
    cluster.ar = "، ".join(n.ar or n.en for n in named) or words()["cluster"]["ar"]
    cluster.en = ", ".join(n.en or n.ar for n in named) or words()["cluster"]["en"]


def flat(found: list[Cluster], numbers: dict[str, int]) -> tuple[list[dict[str, Any]], dict[int, int]]:
    """Return the clusters as JSON-ready rows, parents first, and the row of each node (both by number)."""
    rows: list[dict[str, Any]] = []
    home: dict[int, int] = {}

    def visit(cluster: Cluster, parent: int | None) -> None:
        number = len(rows)
        rows.append({"parent": parent, "ar": cluster.ar, "en": cluster.en})
        if cluster.gathered:
            rows[number]["gathered"] = True
        home.update((numbers[iri], number) for iri in cluster.members)
        for child in cluster.children:
            visit(child, number)

    for cluster in found:
        visit(cluster, None)
    return rows, home
