"""The evidence of a node as the pages' cards take it: sentence, marked words, who says so, who takes part."""

from __future__ import annotations

from typing import Any

from kg.view.data import Node, ViewData, key

_MOST_QUOTES = 4  # sentences on one card


def card(node: Node, data: ViewData, arguments: dict[str, list[tuple[str, str]]]) -> dict[str, Any]:
    """Return the node as JSON data: labels, kind, status, evidence sentences with marks, roles."""
    roles = [(role, data.nodes[other].ar or data.nodes[other].en) for role, other in arguments.get(node.iri, [])]
    made: dict[str, Any] = {
        "id": node.iri, "kind": node.kind, "type": node.type, "ar": node.ar or node.en, "en": node.en,
        "status": node.status, "edtf": node.edtf, "country": node.country, "roles": roles,
        "key": key(node.ar, node.en, *(data.articles[m.article].text[m.start : m.end] for m in node.mentions)),
        "evidence": _quotes(node, data, arguments),
    }  # fmt: skip
    return made


def by_event(data: ViewData) -> dict[str, list[tuple[str, str]]]:
    """Return the roles and participants of every event."""
    out: dict[str, list[tuple[str, str]]] = {}
    for event, role, other in data.edges:
        out.setdefault(event, []).append((role, other))
    return out


def _quotes(node: Node, data: ViewData, arguments: dict[str, list[tuple[str, str]]]) -> list[dict[str, Any]]:
    quotes: list[dict[str, Any]] = []
    seen: set[str] = set()
    for mention in node.mentions:
        text, start, end = data.sentence(mention)
        if text in seen or len(quotes) == _MOST_QUOTES:
            continue
        seen.add(text)
        marks = [(start, end, "trigger")]
        base = mention.start - start
        for _, other in arguments.get(node.iri, []):
            for each in data.nodes[other].mentions:
                low, high = each.start - base, each.end - base
                if each.article == mention.article and low >= 0 and high <= len(text):
                    marks.append((low, high, "argument"))
        quotes.append({"text": text, "marks": sorted(set(marks)), "source": mention.source})
    return quotes
