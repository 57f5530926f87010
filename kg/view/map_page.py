"""map.html: where it happened, on the outlines of the countries; no tiles, nothing from a network."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from kg.arabic.tables import read_table
from kg.graph import Graph
from kg.view.cards import story
from kg.view.data import ViewData, collect, headline
from kg.view.shell import ALONE, Setting, static
from kg.view.shell import render as page
from kg.view.words import family_of

_TABLE = Path(__file__).parent / "coordinates.tsv"


def render(graph: Graph, setting: Setting = ALONE) -> str:
    """Return the page; `setting` as in `kg.view.shell`."""
    return whole(collect(graph), setting)


def whole(data: ViewData, setting: Setting = ALONE) -> str:
    """Return the page of gathered data."""
    made = payload(data) | {"outlines": json.loads(static("outlines.json"))}
    return page("map", headline(data), _body(), made, setting=setting)


def payload(data: ViewData) -> dict[str, Any]:
    """Return the page's data: the story of all places and of what happens with them, and where the places lie.

    `places` are rows of node number, latitude and longitude (degrees), without the two where they are not known.
    """
    places = [node for node in data.nodes.values() if node.kind == "Place"]
    wanted = {node.iri for node in places}
    events = {event for event, _, other in data.edges if other in wanted}
    wanted |= events | {other for event, _, other in data.edges if event in events}
    nodes = [node for node in data.nodes.values() if node.iri in wanted]
    rows = []
    for number, node in enumerate(nodes):
        if node.kind == "Place":
            names = [(each.en, each.country) for each in (node, *node.members)]
            rows.append((number, *next((coordinates()[name] for name in names if name in coordinates()), ())))
    months = family_of(article.text for article in data.articles.values())
    return story(data, nodes) | {"places": rows, "months": months}


@cache
def coordinates() -> dict[tuple[str, str], tuple[float, float]]:
    """Return where places lie: usual English name and country → latitude and longitude."""
    rows = read_table(_TABLE, ("english", "country", "latitude", "longitude"))
    return {(row["english"], row["country"]): (float(row["latitude"]), float(row["longitude"])) for row in rows}


def _body() -> str:
    return """<div class="columns"><main id="main" class="picture"><div class="bar"><div id="statuses" class="chips" role="group" data-label="modality"></div>
<details class="menu"><summary data-word="event-types"></summary><div id="types" class="chips"></div></details></div>
<div class="stage"><div id="world"></div><div class="zoom"><button id="in" type="button" data-label="zoom-in">+</button>
<button id="out" type="button" data-label="zoom-out">−</button><button id="fit" type="button" data-label="fit">⤢</button></div></div>
<p id="count" class="status" aria-live="polite"></p></main>
<aside><div class="tools"><input id="search" type="search" autocomplete="off" data-placeholder="search"></div>
<div id="results"></div><div id="panel" aria-live="polite"></div><div id="overview"></div></aside></div>"""
