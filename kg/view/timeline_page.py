"""timeline.html: what happened on a time axis, with the precision the text states."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from kg.graph import Graph
from kg.view.cards import by_event, card
from kg.view.data import Node, ViewData, collect, headline
from kg.view.shell import render as page
from kg.view.shell import static


def render(graph: Graph) -> str:
    """Return the page."""
    data = collect(graph)
    arguments = by_event(data)
    days = [d for e in data.events for d in (e.first, e.last) if d]
    published = [a.published[:10] for a in data.articles.values() if a.published]
    low = min(days + published, default="2000-01-01")
    high = max(days + published, default="2001-01-01")
    margin = max(5, (date.fromisoformat(high) - date.fromisoformat(low)).days // 5)
    first, last = _shift(low, -margin), _shift(high, margin)
    events = [card(e, data, arguments) | _item(e, data, arguments, first, last) for e in data.events]
    events.sort(key=lambda e: (e["start"] or "~", e["ar"], e["id"]))
    payload = {"events": events, "min": first, "max": last}
    return page(
        "timeline", headline(data), _body(), payload, [static("vis-timeline.min.js")], [static("vis-timeline.min.css")]
    )


def _shift(day: str, by: int) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=by)).isoformat()
    except OverflowError:
        return day


def _item(
    event: Node, data: ViewData, arguments: dict[str, list[tuple[str, str]]], first: str, last: str
) -> dict[str, Any]:
    """A day is a point, a longer time a bar; an open side runs to the edge of the picture."""
    best = event.best
    agent = next((data.nodes[o].ar for r, o in arguments.get(event.iri, []) if r == "agent"), "")
    made: dict[str, Any] = {
        "start": None, "end": None, "open": False, "main": any(m.timeline for m in event.mentions),
        "source": best.source if best else "", "agent": agent,
    }  # fmt: skip
    if event.first or event.last:
        made["open"] = not (event.first and event.last)
        made["start"] = event.first or first
        end = event.last or last
        if made["start"] != end:
            made["end"] = _shift(end, 1)
    return made


def _body() -> str:
    return """<main id="main"><div class="tools" style="margin:.6rem 1rem"><label><span data-word="lane"></span>
<select id="lane"><option value="none" data-word="lane-none"></option><option value="type" data-word="lane-type"></option>
<option value="agent" data-word="lane-agent"></option><option value="source" data-word="lane-source"></option></select></label>
<label><input id="main-only" type="checkbox" checked> <span data-word="only-main"></span></label>
<span id="count" class="meta" aria-live="polite"></span></div>
<div id="axis" tabindex="0"></div>
<div style="margin:0 1rem"><div id="panel" aria-live="polite"></div><h2 data-word="undated"></h2><ol id="undated" class="undated"></ol></div></main>"""
