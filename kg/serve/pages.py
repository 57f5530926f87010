"""The pages of the server: those of kg.view, limited to a selection, and its own for searching, asking and trying."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from kg.search import Evidence, Found, Headline
from kg.view import article_page as article_view
from kg.view import graph_page, map_page, timeline_page
from kg.view.cards import story
from kg.view.data import ViewData
from kg.view.shell import Setting, escape, render
from kg.view.words import family_of
from kg.vocabulary import PREFIXES

VIEWS = {"graph": graph_page, "timeline": timeline_page, "map": map_page}
PASTED = ("graph", "timeline", "article", "map")
_NOTHING: dict[str, Any] = {"articles": [], "nodes": [], "edges": [], "sentences": []}


def setting(address: str = "") -> Setting:
    """Return the setting of a page that shows what an address (`?text=…`) selects; without one, of the whole archive."""
    views = {kind: f"{kind}{address}" for kind in VIEWS}
    return Setting({"find": f"./{address}", **views, "queries": "query", "new": "new", "event": "event"}, served=True)


def search_page(
    found: Found, named: Sequence[Headline], given: Mapping[str, Any], address: str, wrong: str,
    chosen: Mapping[str, Mapping[str, str]],
) -> str:  # fmt: skip
    """Return the page of a search: the happenings, the facets, and the articles in which the words stand."""
    data = _NOTHING | asdict(found) | {
        "headlines": [asdict(each) for each in named], "given": {**given}, "wrong": wrong, "chosen": {**chosen},
        "months": family_of(h.sentence for h in found.happenings),
    }  # fmt: skip
    return render("find", "kg", _SEARCH, data, style="serve.css", setting=setting(address))


def view_page(kind: str, data: ViewData, address: str, shown: int, total: int) -> str:
    """Return the graph, the timeline or the map of a selection; it says how much of it is shown."""
    made: str = VIEWS[kind].whole(data, setting(address).showing(shown, total))
    return made


def event_page(found: Evidence, data: ViewData) -> str:
    """Return the page of a happening: every report of it side by side, with its words."""
    number = {iri: n for n, iri in enumerate(data.nodes)}
    made = story(data) | {
        "happening": asdict(found.happening),
        "members": sorted({number[r.event] for r in found.reports}),
        "months": family_of(article.text for article in data.articles.values()),
    }
    return render("event", found.happening.ar or found.happening.en, _EVENT, made, style="serve.css", setting=setting())


def article_page(data: ViewData) -> str:
    """Return the page of an article."""
    return article_view.whole(data, setting())


def pasted_page(kind: str, data: ViewData) -> str:
    """Return a page of an article that is not in the archive: it links nowhere."""
    alone = Setting(served=True)
    made: str = (article_view if kind == "article" else VIEWS[kind]).whole(data, alone)
    return made


def new_page() -> str:
    """Return the page on which an article is pasted or dropped."""
    return render("new", "kg", _NEW, _NOTHING, style="serve.css", setting=setting())


def query_page(examples: Sequence[Mapping[str, Any]], terms: Sequence[Mapping[str, str]]) -> str:
    """Return the page of queries, with the named ones as examples and the terms of the ontology."""
    data = _NOTHING | {"examples": [*examples], "terms": [*terms], "prefixes": PREFIXES}
    return render("queries", "kg", _QUERY, data, "editor.min.js", "serve.css", setting())


def error_page(status: int, message: str) -> str:
    """Return the page of an error."""
    body = f'<main id="main" class="story"><p class="wrong" role="alert" dir="auto">{escape(message)}</p></main>'
    return render("error", f"{status}", body, _NOTHING, style="serve.css", setting=setting())


_SEARCH = """<div class="columns"><main id="main" class="found"><form id="form" role="search" action="./" method="get">
<input id="text" name="text" type="search" autocomplete="off" data-placeholder="search"><button data-word="find"></button>
<input id="time" name="time" data-placeholder="time-given" size="12" autocomplete="off">
<label><input id="all" name="main" type="checkbox" value="0"> <span data-word="with-minor"></span></label></form>
<div id="chosen" class="chips"></div><p id="count" class="status" role="status" aria-live="polite"></p>
<ol id="happenings"></ol><nav id="more" data-label="more"></nav></main>
<aside><div id="headlines"></div><div id="facets"></div></aside></div>"""

_EVENT = """<main id="main" class="reports"><p id="about" class="badges"></p><div id="ways" class="ways"></div>
<div id="reports"></div></main>"""

_NEW = """<div class="columns new"><main id="main" class="picture"><div id="tabs" class="bar" role="group" data-label="pages"></div>
<iframe id="result" name="result" data-label="result"></iframe></main>
<aside><form id="form" action="pasted" method="post" target="result"><input type="hidden" name="kind" value="graph">
<input type="hidden" name="name"><textarea id="text" name="text" dir="auto" lang="ar" rows="10" data-placeholder="paste-here"></textarea>
<p class="tools"><label class="file"><input id="file" type="file" accept=".txt,.html,.htm,.json"> <span data-word="or-file"></span></label></p>
<p class="tools"><input name="title" data-placeholder="headline"><input name="publisher" data-placeholder="publisher">
<input name="published" dir="ltr" data-placeholder="published-given"></p>
<p class="tools"><button data-word="look"></button></p></form><p id="said" class="status" role="status" aria-live="polite"></p></aside></div>"""

_QUERY = """<div class="columns"><main id="main" class="asked"><form id="form"><label><span data-word="example"></span>
<select id="examples"></select></label><span id="parameters"></span>
<div id="editor" dir="ltr"></div><p class="tools"><button id="run" data-word="run"></button><span class="hint" data-word="hint-run"></span>
<a id="csv" download="kg.csv" hidden>CSV</a></p></form><p id="said" class="status" role="status" aria-live="polite"></p>
<div id="table" class="scroll" tabindex="0"></div></main><aside><div id="terms"></div></aside></div>"""
