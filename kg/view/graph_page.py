"""graph.html: events and who takes part in them, drawn by pyvis's vis-network at positions from networkx."""

from __future__ import annotations

from collections import Counter
from typing import Any

import networkx as nx
from pyvis.node import Node as Drawn

from kg.graph import Graph
from kg.view.cards import story
from kg.view.clusters import clusters, flat
from kg.view.data import Node, ViewData, collect, headline
from kg.view.layout import arrange, caption, side_by_side, size_of
from kg.view.shell import ALONE, NETWORK, Setting
from kg.view.shell import render as page
from kg.view.words import family_of

SHAPES = {"Event": "box", "Person": "dot", "Organization": "hexagon", "Place": "triangleDown", "Group": "diamond",
          "Agreement": "square", "NamedEvent": "star", "Product": "square", "Participant": "dot", "Quantity": "triangle",
          "TimeExpression": "dot"}  # fmt: skip


def render(graph: Graph, setting: Setting = ALONE) -> str:
    """Return the page; `setting` as in `kg.view.shell`."""
    return whole(collect(graph), setting)


def whole(data: ViewData, setting: Setting = ALONE) -> str:
    """Return the page of gathered data."""
    return page("graph", headline(data), _body(), payload(data), NETWORK, setting=setting)


def payload(data: ViewData) -> dict[str, Any]:
    """Return the page's data: the story of every event and of whatever takes part in one, and where it is drawn.

    Nodes have their position `x` and `y` (CSS pixels), shape and size as pyvis has them, and where the graph is large
    the number of their cluster; `clusters` are rows with parent, names and room. `unlinked` counts what is not drawn
    because it takes part in no event.
    """
    nodes = data.linked
    made = story(data, nodes)
    found = clusters(data, nodes)
    links: nx.Graph[str] = nx.Graph()
    links.add_nodes_from(node.iri for node in nodes)
    links.add_edges_from((event, other) for event, _, other in data.edges)
    sizes = {node.iri: size_of(node) for node in nodes}
    rows, home = flat(found, {node.iri: n for n, node in enumerate(nodes)})
    if found:
        _, spots, rooms = side_by_side(found, links, sizes)
        place = {id(cluster): (middle, room) for cluster, middle, room in rooms}
        for row, cluster in zip(rows, (c for each in found for c in each.walk()), strict=True):
            (x, y), (width, height) = place[id(cluster)]
            row |= {"x": round(x), "y": round(y), "w": round(width), "h": round(height)}
    else:
        spots = arrange(links, sizes)
    degree = Counter(iri for event, _, other in data.edges for iri in (event, other))
    for number, (node, card) in enumerate(zip(nodes, made["nodes"], strict=True)):
        card |= _drawn(node, spots[node.iri], degree[node.iri])
        if number in home:
            card["cluster"] = home[number]
    months = family_of(article.text for article in data.articles.values())
    return made | {"clusters": rows, "unlinked": len(data.nodes) - len(nodes), "months": months}


def _drawn(node: Node, spot: tuple[float, float], degree: int) -> dict[str, Any]:
    """Return how pyvis draws the node: its shape, its size by the number of its links, and its place."""
    shape = SHAPES.get(node.kind, "dot")
    size = round(min(34.0, (6 if node.kind in ("Participant", "Quantity") else 10) + 3.2 * degree**0.5))
    options = Drawn(0, shape, caption(node, "ar"), x=round(spot[0]), y=round(spot[1]), size=size).options
    return {key: options[key] for key in ("x", "y", "shape", "size")}


def _body() -> str:
    return """<div class="columns"><main id="main" class="picture"><div class="bar"><div id="kinds" class="chips" role="group" data-label="legend"></div>
<div id="statuses" class="chips" role="group" data-label="modality"></div>
<details class="menu"><summary data-word="event-types"></summary><div id="types" class="chips"></div></details></div>
<div class="stage"><div id="canvas" tabindex="0" role="application" data-label="graph"></div><div id="tip" role="tooltip" hidden></div>
<div class="zoom"><button id="in" type="button" data-label="zoom-in">+</button><button id="out" type="button" data-label="zoom-out">−</button>
<button id="fit" type="button" data-label="fit">⤢</button><button id="physics" type="button" aria-pressed="false" data-label="physics">✺</button></div></div>
<p id="count" class="status" aria-live="polite"></p></main>
<aside><div class="tools"><input id="search" type="search" autocomplete="off" data-placeholder="search"><button id="all" type="button" data-word="all"></button>
<button id="open-all" type="button" data-word="open-all" hidden></button></div>
<div id="results"></div><div id="panel" aria-live="polite"></div><div id="overview"></div></aside></div>"""
