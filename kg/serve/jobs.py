"""What a worker of the server can do; every job gives a media type and content, and raises KgError."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import pyoxigraph as ox

import kg
from kg import search as finding
from kg.errors import QueryError, StoreError
from kg.graph import ONTOLOGY, Graph
from kg.query import bound, described, names, parameters, run, stays_here
from kg.rdf import article_iri, quads
from kg.serve import citing, pages
from kg.serve.answers import TRIPLES, acceptable, answer, triples
from kg.serve.refusals import NotFound
from kg.serve.worker import Worker
from kg.store import Store
from kg.store.archive import Article
from kg.view.data import ViewData, collect
from kg.vocabulary import PREFIXES

JSON = "application/json"
HTML = "text/html; charset=utf-8"
MOST_EVENTS = 300  # of a selection that is drawn
Given = Mapping[str, Any]  # the arguments of kg.search.search, or the parts of an article
Made = tuple[str, bytes]


def _json(value: Any) -> Made:
    return JSON, json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")


def _html(page: str) -> Made:
    return HTML, page.encode("utf-8", "replace")


def ready(worker: Worker) -> Made:
    """Open the store."""
    if not worker.settings.writes:
        run(worker.archive.store, "ASK {}")
    return _json(True)


# --- SPARQL ---------------------------------------------------------------------------------------------------------


def query(worker: Worker, query: str, accept: str, default_graph: Sequence[str], named_graphs: Sequence[str]) -> Made:
    """Answer a query."""
    return answer(worker.archive.store, query, accept, worker.settings.limit, default_graph, named_graphs)


def prepare_update(worker: Worker, update: str) -> Made:
    """See whether an update may be made."""
    stays_here(update)
    try:
        ox.Store().update(update)
    except SyntaxError as error:
        raise QueryError(f"the update is not SPARQL: {str(error).splitlines()[0]}") from error
    except (OSError, ValueError, RuntimeError):
        pass  # it needs what is in the store
    worker.kept = update
    return _json(True)


def update(worker: Worker) -> Made:
    """Make the update that was prepared."""
    worker.archive.backend.update(worker.kept)
    worker.archive.close()
    return _json(True)


def named_query(worker: Worker, name: str, values: Mapping[str, str]) -> Made:
    """Return a named query with its parameters set."""
    if name not in names():
        raise NotFound(f"no query is called {name}; there are {', '.join(names())}")
    return _json({"name": name, "about": described(name), "sparql": bound(worker.archive.store, name, values)})


# --- JSON -----------------------------------------------------------------------------------------------------------


def search(worker: Worker, given: Given) -> Made:
    """Search happenings."""
    return _json(asdict(finding.search(worker.archive.store, **given)))


def event(worker: Worker, iri: str) -> Made:
    """Return a happening with all reports of it."""
    try:
        return _json(asdict(finding.evidence(worker.archive.store, iri)))
    except QueryError as error:
        raise NotFound(str(error)) from error


def articles(worker: Worker, text: str, limit: int) -> Made:
    """Search articles."""
    return _json([asdict(each) for each in finding.articles(worker.archive.store, text, limit)])


def article(worker: Worker, name: str) -> Made:
    """Return an article with its annotations, as the archive has them."""
    about, data = _article(worker.archive, name)
    return _json({**asdict(about), "text": data.articles[about.iri].text, **_annotations(data, about.iri)})


def extract(worker: Worker, given: Given, accept: str) -> Made:
    """Return what an article gives: its annotations as JSON, or its graph in an RDF format."""
    type = acceptable([JSON, *TRIPLES], accept)
    found = _extracted(given)
    if type == JSON:
        return _json(found.to_json())
    lines = "".join(f"{q.triple} .\n" for q in quads(found))
    return type, triples(lines.encode(), type)


def prepare_add(worker: Worker, given: Given) -> Made:
    """Read an article that is to be added."""
    worker.kept = _extracted(given)
    return _json(True)


def add(worker: Worker) -> Made:
    """Add the article that was prepared."""
    outcome = worker.archive.add(worker.kept)
    worker.archive.close()
    return _json({"outcome": outcome.value, "changed": bool(outcome), "iri": article_iri(worker.kept.document)})


def _extracted(given: Given) -> kg.Annotations:
    return kg.extract(kg.read_text(**{key: value for key, value in given.items() if value}))


def _article(archive: Store, name: str) -> tuple[Article, ViewData]:
    try:
        found = archive.find(name)
    except StoreError as error:  # no IRI
        raise NotFound(str(error)) from error
    if len(found) != 1:
        raise NotFound(f"{name}: {f'{len(found)} articles are called that' if found else 'no such article here'}")
    small = ox.Store()
    small.extend(archive.article_quads(found[0].iri))
    return found[0], collect(Graph(small))


def _annotations(data: ViewData, article: str) -> dict[str, Any]:
    """Every mention of an article, in order of the text, and who takes part in what."""
    text = data.articles[article].text
    mentions: list[dict[str, Any]] = [
        {
            "start": m.start, "end": m.end, "words": text[m.start : m.end], "iri": node.iri, "kind": node.kind,
            "type": node.type, "ar": node.ar, "en": node.en, "when": node.edtf, "source": m.source,
            "modality": "denied" if m.negated else m.modality,
        }
        for node in data.nodes.values() for m in node.mentions
    ]  # fmt: skip
    mentions.sort(key=lambda m: (m["start"], -m["end"], m["iri"]))
    roles = [{"event": event, "role": role, "participant": other} for event, role, other in data.edges]
    return {"mentions": mentions, "roles": roles}


# --- with citations -------------------------------------------------------------------------------------------------


def cited_search(worker: Worker, given: Given) -> Made:
    """Search happenings, with citations."""
    return _json(citing.search(worker.archive.store, given))


def cited_timeline(worker: Worker, name: str, time: str, limit: int) -> Made:
    """What somebody did and what befell them, or what happened at a place, with citations."""
    return _json(citing.timeline(worker.archive.store, name, time, limit))


def cited_event(worker: Worker, iri: str) -> Made:
    """A happening with all that is said of it."""
    return _json(citing.event(worker.archive.store, iri))


def cited_query(worker: Worker, sparql: str) -> Made:
    """Answer a query, with citations for the events and articles in the answer."""
    return _json(citing.query(worker.archive.store, sparql, worker.settings.limit))


# --- pages ----------------------------------------------------------------------------------------------------------


def search_page(worker: Worker, given: Given, address: str) -> Made:
    """The page of a search."""
    store = worker.archive.store
    try:
        found, wrong = finding.search(store, **given), ""
    except QueryError as error:
        found, wrong = finding.Found(0, (), {}), str(error)
    text = given.get("text", "")
    named = finding.articles(store, text, 8) if text and not given.get("offset") else []
    return _html(pages.search_page(found, named, given, address, wrong, _chosen(store, given)))


def view_page(worker: Worker, kind: str, given: Given, address: str) -> Made:
    """The graph, timeline or map of what a search selects."""
    store = worker.archive.store
    found = finding.search(store, **{**given, "limit": MOST_EVENTS, "offset": 0}, facets=False)
    groups = finding.members(store, [h.iri for h in found.happenings])
    data = collect(finding.selection(store, [event for events in groups.values() for event in events], united=True))
    return _html(pages.view_page(kind, data, address, len(found.happenings), found.total))


def event_page(worker: Worker, iri: str) -> Made:
    """The page of a happening."""
    store = worker.archive.store
    try:
        found = finding.evidence(store, iri)
    except QueryError as error:
        raise NotFound(str(error)) from error
    return _html(pages.event_page(found, collect(finding.selection(store, {r.event for r in found.reports}))))


def article_page(worker: Worker, name: str) -> Made:
    """The page of an article."""
    return _html(pages.article_page(_article(worker.archive, name)[1]))


def pasted_page(worker: Worker, kind: str, given: Given) -> Made:
    """A page of an article that is not in the archive."""
    return _html(pages.pasted_page(kind, collect(Graph(ox.Store()).add(_extracted(given)))))


def query_page(worker: Worker) -> Made:
    """The page of queries."""
    examples = [
        {"name": name, "about": described(name), "parameters": [asdict(p) for p in parameters(name)]}
        for name in names()
    ]
    rows = run(worker.archive.store, f"SELECT DISTINCT ?t ?l {{ GRAPH {ONTOLOGY} {{ ?t rdfs:label ?l }} }}").rows
    terms = {t.value for t, _ in rows if t is not None and t.value.startswith(PREFIXES["kg"])}
    names_of = finding.named(worker.archive.store, terms)
    listed = [{"name": f"kg:{iri.removeprefix(PREFIXES['kg'])}", **names_of[iri]} for iri in sorted(terms)]
    return _html(pages.query_page(examples, listed))


def new_page(worker: Worker) -> Made:
    """The page that takes a new article."""
    return _html(pages.new_page())


def _chosen(store: ox.Store, given: Given) -> dict[str, dict[str, str]]:
    """The names of what is filtered by, by IRI."""
    iris = [each for key in ("actor", "place", "source") for each in given.get(key, ()) if each.startswith("http")]
    return finding.named(store, iris)


JOBS: dict[str, Callable[..., Made]] = {
    job.__name__: job
    for job in (
        ready, query, prepare_update, update, named_query, search, event, articles, article, extract, prepare_add, add,
        cited_search, cited_timeline, cited_event, cited_query, search_page, view_page, event_page, article_page, pasted_page, query_page, new_page,
    )
}  # fmt: skip
