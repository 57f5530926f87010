"""article.html: the text as it was published, every span linked to what it became, and who said what."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kg.errors import OutputError
from kg.graph import Graph
from kg.view.cards import story, units
from kg.view.data import ViewData, collect, headline
from kg.view.shell import ALONE, Setting
from kg.view.shell import render as page
from kg.view.words import family_of


def render(graph: Graph, article: str | None = None, setting: Setting = ALONE) -> str:
    """Return the page of one article, or of all of them behind an index; `setting` as in `kg.view.shell`.

    Raises OutputError where the graph has no such article.
    """
    data = collect(graph, united=article is None)
    if not data.articles or (article is not None and article not in data.articles):
        raise OutputError(f"no article {article or ''} in this graph".replace("  ", " "))
    if article is not None:
        data = _alone(data, article)
    return whole(data, setting)


def whole(data: ViewData, setting: Setting = ALONE) -> str:
    """Return the page of gathered data."""
    return page("article", headline(data), _body(), payload(data), setting=setting)


def payload(data: ViewData) -> dict[str, Any]:
    """Return the page's data: the story of all nodes, the texts, and the spans and claims of each article.

    A span is its start, end (UTF-16 units) and node; a claim is node, start, end, who says so and how it is said.
    """
    made = story(data, texts=True)
    number = {iri: n for n, iri in enumerate(data.nodes)}
    for about, card in zip(data.articles.values(), made["articles"], strict=True):
        card["regions"] = [(*units(about.text, 0, start, end), kind) for start, end, kind in about.regions]
        card |= {"spans": [], "claims": []}
    place = dict(zip(data.articles, made["articles"], strict=True))
    for iri, node in data.nodes.items():
        for mention in node.mentions:
            start, end = units(data.articles[mention.article].text, 0, mention.start, mention.end)
            if node.kind != "Participant":  # plain nouns are left unmarked
                place[mention.article]["spans"].append((start, end, number[iri]))
            if node.kind == "Event" and mention.source:
                source = number.get(mention.claimant, mention.source)
                place[mention.article]["claims"].append((number[iri], start, end, source, mention.status))
    for card in made["articles"]:
        card["spans"].sort(key=lambda span: (span[0], -span[1], span[2]))
        card["claims"].sort(key=lambda claim: (claim[1], claim[0]))
    return made | {"months": family_of(article.text for article in data.articles.values())}


def _alone(data: ViewData, article: str) -> ViewData:
    """Return what one article says, by itself: what it has in common with others is not joined."""
    nodes = {}
    for iri, node in data.nodes.items():
        node.mentions = [m for m in node.mentions if m.article == article]
        if node.mentions:
            nodes[iri] = node
    edges = [(event, role, other) for event, role, other in data.edges if event in nodes and other in nodes]
    return ViewData({article: replace(data.articles[article], copy_of="")}, nodes, edges)


def _body() -> str:
    return """<div class="columns"><main id="main" class="story"><nav id="index" data-label="index"></nav><article id="article"></article></main>
<aside><div id="panel" aria-live="polite"></div><div id="overview"></div></aside></div>"""
