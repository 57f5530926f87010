"""Pages to look at a graph: one self-contained HTML file each, right-to-left, nothing fetched from anywhere.

Every page is made in three steps that can be taken apart: `data.collect` gathers what the graph says, a page's
`payload` makes of it the JSON that the page shows, and `shell.render` puts that into the HTML.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import OutputError

if TYPE_CHECKING:
    from kg.graph import Graph

PAGES = ("graph", "timeline", "article", "map")


class Page(str):
    """A self-contained HTML page: a string that shows itself in a notebook, and can be saved."""

    __slots__ = ()

    def save(self, path: str | Path) -> Path:
        """Write the page to a file, over one that is there. Raises OutputError."""
        path = Path(path)
        try:
            path.write_bytes(self.encode("utf-8", "replace"))
        except OSError as error:
            raise OutputError(f"{path}: {error.strerror}") from error
        return path

    def __repr__(self) -> str:
        return f"<kg page of {len(self):,} characters; save('page.html') writes it>"

    def _repr_html_(self) -> str:
        return frame(self)


def graph_html(graph: Graph, links: Mapping[str, str] | None = None) -> str:
    """Return the interactive graph of events and who takes part in them; `links` as in `kg.view.shell.Setting`."""
    from kg.view.graph_page import render
    from kg.view.shell import Setting

    return render(graph, Setting(links or {}))


def timeline_html(graph: Graph, links: Mapping[str, str] | None = None) -> str:
    """Return the events on a time axis, with their stated precision; `links` as in `kg.view.shell.Setting`."""
    from kg.view.shell import Setting
    from kg.view.timeline_page import render

    return render(graph, Setting(links or {}))


def article_html(graph: Graph, article: str | None = None, links: Mapping[str, str] | None = None) -> str:
    """Return the text of an article (an IRI; by default an index of all) with every span linked to what it became."""
    from kg.view.article_page import render
    from kg.view.shell import Setting

    return render(graph, article, Setting(links or {}))


def map_html(graph: Graph, links: Mapping[str, str] | None = None) -> str:
    """Return the places on a map, with what happened there; `links` as in `kg.view.shell.Setting`."""
    from kg.view.map_page import render
    from kg.view.shell import Setting

    return render(graph, Setting(links or {}))


def page(graph: Graph, kind: str, links: Mapping[str, str] | None = None) -> Page:
    """Return a page by its name. Raises OutputError for a name that is none."""
    if kind not in PAGES:
        raise OutputError(f"no page {kind}; there are {', '.join(PAGES)}")
    if kind == "article":
        return Page(article_html(graph, links=links))
    return Page({"graph": graph_html, "timeline": timeline_html, "map": map_html}[kind](graph, links))


def frame(page: str, height: int = 640) -> str:
    """Return a page as a frame for a notebook cell; `height` in CSS pixels."""
    return f'<iframe srcdoc="{html.escape(page)}" style="width:100%;height:{height}px;border:0"></iframe>'
