"""Answers with citations: whatever is told stands beside the article, paper, day, offsets and exact words it comes from.

A citation is one mention: `start` and `end` are code points in the article's text, `words` what stands there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyoxigraph as ox

from kg import search as finding
from kg.errors import QueryError
from kg.query import prefixed, run
from kg.search import Evidence, Happening, Participant, Report
from kg.serve.answers import answer
from kg.vocabulary import BASE

_JSON = "application/sparql-results+json"
_TURTLE = "text/turtle"
_FEW = 4  # citations of one event where there are many events; `event` gives all
_CITED = 50  # events and articles of a query's answer that are cited


def search(store: ox.Store, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a search found (see `kg.search.search`): the number of events, a page of them, and facets if asked for."""
    found = finding.search(store, **given)
    facets = {name: [{"value": v.value, "name": v.ar, "name_en": v.en, "events": v.count} for v in values]
              for name, values in found.facets.items()}  # fmt: skip
    return {"total": found.total, "events": _events(store, found.happenings)} | ({"facets": facets} if facets else {})


def timeline(store: ox.Store, name: str, time: str, limit: int) -> dict[str, Any]:
    """Return what somebody did and what befell them, or what happened at a place, oldest first."""
    names = [{"iri": node.value} for node in finding.called(store, name)]
    return {"of": names, "events": _events(store, finding.timeline(store, name, time, limit))}


def event(store: ox.Store, iri: str) -> dict[str, Any]:
    """Return a happening with every mention of it."""
    found = finding.evidence(store, iri)
    return _event(found, len(found.reports))


def query(store: ox.Store, sparql: str, limit: int) -> dict[str, Any]:
    """Return columns and rows of a SELECT, `holds` of an ASK, `turtle` of a CONSTRUCT, and what the events in it cite.

    Raises QueryError where it is no query, Refused where it gives more than `limit` rows.
    """
    type, content = answer(store, prefixed(sparql), f"{_JSON}, {_TURTLE}", limit)
    if type == _TURTLE:
        text = content.decode()
        return {"turtle": text} | _cited(store, (q.subject.value for q in ox.parse(content, format=ox.RdfFormat.TURTLE)
                                                 if isinstance(q.subject, ox.NamedNode)))  # fmt: skip
    made = json.loads(content)
    if "boolean" in made:
        return {"holds": made["boolean"]}
    columns, bindings = made["head"]["vars"], made["results"]["bindings"]
    rows = [[row[c]["value"] if c in row else None for c in columns] for row in bindings]
    iris = (cell["value"] for row in bindings for cell in row.values() if cell["type"] == "uri")
    return {"columns": columns, "rows": rows} | _cited(store, iris)


def _cited(store: ox.Store, iris: Iterable[str]) -> dict[str, Any]:
    """Return the citations of the events, and the articles, among some IRIs; of very many, of the first."""
    known = dict.fromkeys(iris)
    events = [iri for iri in known if iri.startswith(f"{BASE}event/") and "-participant-" not in iri][:_CITED]
    heads = {iri: finding.representative(store, iri) for iri in events}
    found = {e.happening.iri: e for e in finding.evidence_of(store, sorted(set(heads.values())))}
    citations = {iri: [_citation(r) for r in found[head].reports if r.event == iri or head == iri][:_FEW]
                 for iri, head in heads.items() if head in found}  # fmt: skip
    articles = [iri for iri in known if iri.startswith(f"{BASE}article/") and "#" not in iri][:_CITED]
    return {"citations": citations, "articles": _articles(store, articles)}


def _articles(store: ox.Store, iris: Sequence[str]) -> dict[str, dict[str, str | None]]:
    if not iris:
        return {}
    try:
        nodes = " ".join(str(ox.NamedNode(iri)) for iri in iris)
    except ValueError as error:
        raise QueryError(f"the answer holds what is no IRI: {error}") from error
    table = run(store, f"""SELECT ?a ?title ?publisher ?published ?url WHERE {{ VALUES ?a {{ {nodes} }} ?a a schema:NewsArticle .
        OPTIONAL {{ ?a schema:headline ?title }} OPTIONAL {{ ?a schema:publisher ?publisher }}
        OPTIONAL {{ ?a schema:datePublished ?published }} OPTIONAL {{ ?a schema:url ?url }} }}""")  # fmt: skip
    return {str(row["a"]): {key: row[key] for key in ("title", "publisher", "published", "url")} for row in table}


def _events(store: ox.Store, found: Sequence[Happening]) -> list[dict[str, Any]]:
    return [_event(each, _FEW) for each in finding.evidence_of(store, [h.iri for h in found])]


def _event(found: Evidence, most: int) -> dict[str, Any]:
    about = found.happening
    made: dict[str, Any] = {
        "event": about.iri, "type": about.type, "label": about.ar, "label_en": about.en, "when": about.when,
        "modality": list(about.modality), "articles": about.reports,
        "participants": [_participant(each) for each in about.participants],
        "citations": [_citation(report) for report in found.reports[:most]],
    }  # fmt: skip
    return made | ({"more_citations": len(found.reports) - most} if len(found.reports) > most else {})


def _participant(found: Participant) -> dict[str, str]:
    return {"role": found.role, "name": found.ar, "name_en": found.en, "kind": found.kind, "iri": found.iri}


def _citation(report: Report) -> dict[str, Any]:
    """Who says it, how, and where it stands; an empty source is the paper itself."""
    return {
        "article": report.article, "title": report.title, "publisher": report.publisher, "published": report.published,
        "start": report.start, "end": report.end, "words": report.words, "sentence": report.sentence,
        "modality": report.modality, "source": report.source,
    }  # fmt: skip
