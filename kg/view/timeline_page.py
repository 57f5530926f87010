"""timeline.html: what happened on a time axis, with the precision the text states."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from kg.graph import Graph
from kg.view.cards import story
from kg.view.data import Node, ViewData, collect, headline
from kg.view.shell import ALONE, Setting
from kg.view.shell import render as page
from kg.view.words import family_of


def render(graph: Graph, setting: Setting = ALONE) -> str:
    """Return the page; `setting` as in `kg.view.shell`."""
    return whole(collect(graph), setting)


def whole(data: ViewData, setting: Setting = ALONE) -> str:
    """Return the page of gathered data."""
    return page(
        "timeline", headline(data), _body(), payload(data), "vis-timeline.min.js", "vis-timeline.min.css", setting
    )  # fmt: skip


def payload(data: ViewData) -> dict[str, Any]:
    """Return the page's data: the story of the events and of whatever takes part in them, and the days of each event.

    `events` are rows of node number, first day, day after the last, which sides are open, and whether the days bound a
    single moment that the text does not state more precisely (`within`). `min` and `max` are the edges of the picture,
    to which an open side runs.
    """
    nodes = data.linked
    days = [d for e in data.events for d in (e.first, e.last) if d]
    published = [a.published[:10] for a in data.articles.values() if a.published]
    low = min(days + published, default="2000-01-01")
    high = max(days + published, default="2001-01-01")
    margin = max(5, (date.fromisoformat(high) - date.fromisoformat(low)).days // 5)
    first, last = shifted(low, -margin), shifted(high, margin)
    months = family_of(article.text for article in data.articles.values())
    events = [_row(n, node, first, last) for n, node in enumerate(nodes) if node.kind == "Event"]
    return story(data, nodes) | {"events": events, "min": first, "max": last, "months": months}


def shifted(day: str, by: int) -> str:
    """Return the day so many days later; the same day where the calendar ends."""
    try:
        return (date.fromisoformat(day) + timedelta(days=by)).isoformat()
    except OverflowError:
        return day


def _row(number: int, event: Node, first: str, last: str) -> dict[str, Any]:
    if not event.first and not event.last:
        return {"node": number}
    row: dict[str, Any] = {
        "node": number, "start": event.first or first, "end": shifted(event.last or last, 1),
        "open": "start" if not event.first else "end" if not event.last else "",
        "within": "/" not in event.edtf and event.first != event.last,
        "about": any(mark in event.edtf for mark in "~?%X"),
    }  # fmt: skip
    return {key: value for key, value in row.items() if value not in ("", False)} | {"node": number}


def _body() -> str:
    return """<div class="columns"><main id="main" class="picture"><div class="bar"><label><span data-word="lane"></span>
<select id="lane"><option value="none" data-word="lane-none"></option><option value="type" data-word="lane-type"></option>
<option value="agent" data-word="lane-agent"></option><option value="source" data-word="lane-source"></option>
<option value="article" data-word="lane-article"></option></select></label>
<label><input id="main-only" type="checkbox" checked> <span data-word="only-main"></span></label>
<div id="statuses" class="chips" role="group" data-label="modality"></div>
<details class="menu"><summary data-word="event-types"></summary><div id="types" class="chips"></div></details></div>
<div class="stage"><div id="axis" tabindex="0" role="application" data-label="timeline"></div>
<div class="zoom"><button id="in" type="button" data-label="zoom-in">+</button><button id="out" type="button" data-label="zoom-out">−</button>
<button id="fit" type="button" data-label="fit">⤢</button></div></div>
<p id="count" class="status" aria-live="polite"></p></main>
<aside><div class="tools"><input id="search" type="search" autocomplete="off" data-placeholder="search"></div>
<div id="panel" aria-live="polite"></div><div id="chronicle"></div></aside></div>"""
