"""graph.html: events and who takes part in them, drawn by vis-network from what pyvis prepares."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import networkx as nx
from pyvis.network import Network

from kg.graph import Graph
from kg.view.cards import by_event, card
from kg.view.data import ViewData, collect, headline
from kg.view.shell import escape
from kg.view.shell import render as page

_SHAPES = {"Event": "box", "Person": "ellipse", "Organization": "hexagon", "Place": "triangleDown", "Group": "diamond",
           "Agreement": "square", "NamedEvent": "star", "Product": "square", "Participant": "dot", "Quantity": "triangle",
           "TimeExpression": "circle"}  # fmt: skip
_SMALL = 150  # nodes up to which physics may still settle the precomputed positions
_SCALE = 900.0  # pixels across the layout of a hundred nodes


def render(graph: Graph) -> str:
    """Return the page."""
    data = collect(graph)
    arguments = by_event(data)
    linked = {iri for edge in data.edges for iri in (edge[0], edge[2])}
    drawn = [n for n in data.nodes.values() if n.kind == "Event" or n.iri in linked]
    network = _network(data, [n.iri for n in drawn])
    cards = {n.iri: card(n, data, arguments) for n in drawn}
    nodes = [cards[n["id"]] | {k: n[k] for k in ("x", "y", "shape", "size")} for n in network.nodes]
    edges = [{"from": e["from"], "to": e["to"], "role": e["role"]} for e in network.edges]
    library = (files("pyvis") / "lib" / "vis-9.1.2" / "vis-network.min.js").read_text(encoding="utf-8")
    library = library.split("//# sourceMappingURL")[0]
    payload = {"nodes": nodes, "edges": edges, "options": _options(len(nodes))}
    return page("graph", headline(data), _body(), payload, [library], [])


def _network(data: ViewData, iris: list[str]) -> Network:
    """Lay the graph out with networkx (a fixed seed: the same graph, the same picture) and hand it to pyvis."""
    layout: nx.Graph[str] = nx.Graph()
    layout.add_nodes_from(iris)
    layout.add_edges_from((event, other) for event, _, other in data.edges)
    scale = _SCALE * max(1.0, (len(iris) / 100) ** 0.5)
    places = nx.spring_layout(
        layout, seed=7, k=2.2 / max(1, len(iris)) ** 0.5, iterations=80 if len(iris) < 600 else 30
    )
    network = Network(directed=True)
    for iri in iris:
        node = data.nodes[iri]
        x, y = places[iri]
        network.add_node(iri, label=node.ar or node.en or " ", x=round(float(x) * scale, 1), y=round(float(y) * scale, 1),
                         shape=_SHAPES.get(node.kind, "dot"), size=14)  # fmt: skip
    shown = set(iris)
    for event, role, other in data.edges:
        if event in shown and other in shown:
            network.add_edge(event, other, role=role)
    return network


def _options(count: int) -> dict[str, Any]:
    physics = {"enabled": count <= _SMALL, "solver": "forceAtlas2Based", "stabilization": {"iterations": 150, "fit": True},
               "forceAtlas2Based": {"gravitationalConstant": -70, "springLength": 130, "avoidOverlap": 0.7}}  # fmt: skip
    return {
        "physics": physics, "layout": {"randomSeed": 7, "improvedLayout": False},
        "interaction": {"hover": True, "keyboard": {"enabled": True, "bindToWindow": False}, "navigationButtons": False},
        "edges": {"smooth": False},
    }  # fmt: skip


def _body() -> str:
    return f"""<div class="columns"><main id="main"><div id="canvas" tabindex="0" role="img" aria-label="{escape("graph")}"></div></main>
<aside><div class="tools"><input id="search" type="search" data-placeholder="search"><button id="focus" type="button" data-word="focus"></button>
<button id="all" type="button" data-word="all"></button></div><p id="count" class="meta" aria-live="polite"></p>
<h2 data-word="evidence"></h2><div id="panel" aria-live="polite"></div>
<h2 data-word="legend"></h2><ul id="kinds" class="keys"></ul><ul id="statuses" class="keys"></ul>
<details><summary data-word="event-types"></summary><ul id="types" class="keys"></ul></details></aside></div>"""
