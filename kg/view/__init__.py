"""Pages to look at a graph: one self-contained HTML file each, right-to-left, nothing fetched from anywhere."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from kg.errors import OutputError

if TYPE_CHECKING:
    from kg.graph import Graph


def graph_html(graph: Graph) -> str:
    """Return the interactive graph of events and who takes part in them."""
    from kg.view.graph_page import render

    return render(graph)


def timeline_html(graph: Graph) -> str:
    """Return the events on a time axis, with their stated precision."""
    from kg.view.timeline_page import render

    return render(graph)


def article_html(graph: Graph, article: str | None = None) -> str:
    """Return the text of an article (an IRI; by default all of them) with every span linked to what it became."""
    from kg.view.article_page import render

    return render(graph, article)


def page(graph: Graph, kind: str) -> str:
    """Return a page by its name. Raises OutputError for a name that is none."""
    pages = {"graph": graph_html, "timeline": timeline_html, "article": article_html}
    if kind not in pages:
        raise OutputError(f"no page {kind}; there are {', '.join(pages)}")
    return pages[kind](graph)


def frame(page: str, height: int = 640) -> str:
    """Return a page as a frame for a notebook cell; `height` in CSS pixels."""
    return f'<iframe srcdoc="{html.escape(page)}" style="width:100%;height:{height}px;border:0"></iframe>'
