"""The SPARQL 1.1 Protocol at /sparql: the W3C's test cases for a query service, real clients, and queries without end."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import httpx
import pyoxigraph as ox
import pytest
import rdflib
import serving
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, N3, POST, RDFXML, TSV, TURTLE, XML, SPARQLWrapper

from kg.serve.answers import RESULTS, TRIPLES
from kg.store import open_store

ASK, SELECT, CONSTRUCT = (
    "ASK {}",
    "SELECT (1 AS ?value) {}",
    "CONSTRUCT { <s> <p> 1 } WHERE {}".replace("<s> <p>", "<x:s> <x:p>"),
)
FORM, QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
DATA = [f"http://kasei.us/2009/09/sparql/data/data{n}.rdf" for n in range(4)]
HTTP = httpx.Client(timeout=60)  # the machine may be busy
G = [ox.NamedNode(name) for name in DATA]


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = serving.archive(tmp_path_factory.mktemp("serve") / "archive")
    archive = open_store(folder)
    # the W3C's data: each document is a foaf:Document in the graph of its name
    foaf, kind = "http://xmlns.com/foaf/0.1/", ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    archive.insert(ox.Quad(g, kind, ox.NamedNode(foaf + "Document"), g) for g in G)
    archive.close()
    with serving.server(folder, "--timeout", "3", "--limit", "5000") as address:
        yield f"{address}/sparql"


def ask(response: httpx.Response) -> bool:
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/sparql-results+json"
    return response.json()["boolean"]


# --- the W3C's protocol tests (http://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/) ---------------------

DATASET_1 = f"ASK {{ <{DATA[1]}> a <http://xmlns.com/foaf/0.1/Document> }}"
BOTH = f"ASK {{ <{DATA[1]}> ?p ?o . <{DATA[2]}> ?q ?r }}"
NAMED = f"ASK {{ GRAPH ?g1 {{ <{DATA[1]}> a ?x }} GRAPH ?g2 {{ <{DATA[2]}> a ?y }} FILTER(?g1 = <{DATA[1]}> && ?g2 = <{DATA[2]}>) }}"
FULL = f"ASK {{ <{DATA[3]}> a ?t GRAPH ?g1 {{ <{DATA[1]}> a ?x }} GRAPH ?g2 {{ <{DATA[2]}> a ?y }} FILTER NOT EXISTS {{ <{DATA[1]}> a ?z }} }}"


def test_query_get(at: str) -> None:
    assert ask(HTTP.get(at, params={"query": ASK})) is True


def test_query_post_form(at: str) -> None:
    assert ask(HTTP.post(at, data={"query": ASK})) is True
    assert ask(HTTP.post(at, content=b"query=ASK%20%7B%7D", headers={"Content-Type": FORM + "; charset=UTF-8"})) is True


def test_query_post_direct(at: str) -> None:
    assert ask(HTTP.post(at, content=ASK.encode(), headers={"Content-Type": QUERY})) is True
    assert ask(
        HTTP.post(
            at, content="ASK { FILTER('أحمد' = 'أحمد') }".encode(), headers={"Content-Type": QUERY + ";charset=utf-8"}
        )
    )


@pytest.mark.parametrize(
    ("name", "query", "graphs", "expected"),
    [
        ("query_dataset_default_graph", DATASET_1, [("default-graph-uri", DATA[1])], True),
        ("another default graph", DATASET_1, [("default-graph-uri", DATA[2])], False),
        ("query_dataset_default_graphs", BOTH, [("default-graph-uri", DATA[1]), ("default-graph-uri", DATA[2])], True),
        ("one of both", BOTH, [("default-graph-uri", DATA[1])], False),
        ("query_dataset_named_graphs", NAMED, [("named-graph-uri", DATA[1]), ("named-graph-uri", DATA[2])], True),
        ("only the named ones", NAMED, [("named-graph-uri", DATA[1])], False),
        ("no default graph beside named ones", DATASET_1, [("named-graph-uri", DATA[1])], False),
        ("query_dataset_full", FULL, [("default-graph-uri", DATA[3]), ("named-graph-uri", DATA[1]), ("named-graph-uri", DATA[2])], True),
        ("query_multiple_dataset: the protocol's goes before the query's", f"ASK FROM <{DATA[1]}> {{ <{DATA[1]}> a ?t }}",
         [("default-graph-uri", DATA[2])], False),
        ("the query's own dataset", f"ASK FROM <{DATA[2]}> {{ <{DATA[1]}> a ?t }}", [], False),
        ("its own dataset has it", f"ASK FROM <{DATA[1]}> {{ <{DATA[1]}> a ?t }}", [], True),
        ("by default the union of all graphs", BOTH, [], True),
    ],
    ids=lambda value: value if isinstance(value, str) and " " not in value else "",
)  # fmt: skip
def test_query_dataset(at: str, name: str, query: str, graphs: list[tuple[str, str]], expected: bool) -> None:
    assert ask(HTTP.get(at, params=[("query", query), *graphs])) is expected
    body = str(httpx.QueryParams([("query", query), *graphs]))
    assert ask(HTTP.post(at, content=body, headers={"Content-Type": FORM})) is expected
    assert ask(HTTP.post(at, params=graphs, content=query, headers={"Content-Type": QUERY})) is expected


@pytest.mark.parametrize("type", RESULTS)
@pytest.mark.parametrize("query", [SELECT, ASK])
def test_query_content_type_select_and_ask(at: str, query: str, type: str) -> None:
    response = HTTP.get(at, params={"query": query}, headers={"Accept": type})
    assert response.status_code == 200
    assert response.headers["content-type"].partition(";")[0] == type
    if type == "text/csv":
        assert response.text == ("value\r\n1\r\n" if query == SELECT else "true")
    elif query == SELECT:
        (row,) = ox.parse_query_results(response.content, format=RESULTS[type])
        assert row["value"].value == "1"


@pytest.mark.parametrize("type", TRIPLES)
@pytest.mark.parametrize("query", [CONSTRUCT, "DESCRIBE <https://w3id.org/kg/ontology#agent>"])
def test_query_content_type_construct_and_describe(at: str, query: str, type: str) -> None:
    response = HTTP.get(at, params={"query": query}, headers={"Accept": type})
    assert response.status_code == 200
    assert response.headers["content-type"].partition(";")[0] == type
    assert len(list(ox.parse(response.content, format=TRIPLES[type]))) >= 1


@pytest.mark.parametrize(
    ("accept", "got"),
    [("*/*", "application/sparql-results+json"), ("text/csv;q=0.5, application/sparql-results+xml", "application/sparql-results+xml"),
     ("text/csv, */*;q=0.1", "text/csv"), ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml"),
     ("text/*", "text/xml")],
)  # fmt: skip
def test_what_the_client_prefers(at: str, accept: str, got: str) -> None:
    response = HTTP.get(at, params={"query": SELECT}, headers={"Accept": accept})
    assert response.headers["content-type"].partition(";")[0] == got


@pytest.mark.parametrize(
    ("name", "status", "method", "options"),
    [
        ("bad_query_method", 405, "PUT", {"params": {"query": ASK}}),
        ("bad_multiple_queries get", 400, "GET", {"params": [("query", ASK), ("query", SELECT)]}),
        ("bad_multiple_queries post", 400, "POST", {"content": "query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D", "headers": {"Content-Type": FORM}}),
        ("a query in the address and in the body", 400, "POST", {"params": {"query": ASK}, "content": ASK, "headers": {"Content-Type": QUERY}}),
        ("query and update", 400, "POST", {"data": {"query": ASK, "update": "CLEAR ALL"}}),
        ("bad_query_wrong_media_type", 415, "POST", {"content": ASK, "headers": {"Content-Type": "text/plain"}}),
        ("bad_query_missing_form_type", 415, "POST", {"content": "query=ASK%20%7B%7D"}),
        ("bad_query_missing_direct_type", 415, "POST", {"content": ASK}),
        ("bad_query_non_utf8", 400, "POST", {"content": ASK.encode("utf-16"), "headers": {"Content-Type": QUERY}}),
        ("bad_query_non_utf8 stated", 415, "POST", {"content": ASK.encode("utf-16"), "headers": {"Content-Type": QUERY + "; charset=UTF-16"}}),
        ("bytes that are no UTF-8", 400, "GET", {"params": b"query=ASK%20%7B%FF%7D"}),
        ("bad_query_syntax", 400, "GET", {"params": {"query": "ASK {"}}),
        ("bad_query_syntax direct", 400, "POST", {"content": "SELEKT", "headers": {"Content-Type": QUERY}}),
        ("empty query", 400, "GET", {"params": {"query": ""}}),
        ("no query in a form", 400, "POST", {"data": {"nothing": "1"}}),
        ("an update as a query", 400, "GET", {"params": {"query": "CLEAR ALL"}}),
        ("a graph that is no IRI", 400, "GET", {"params": {"query": ASK, "default-graph-uri": "a b"}}),
        ("nothing acceptable", 406, "GET", {"params": {"query": ASK}, "headers": {"Accept": "image/png"}}),
        ("nothing acceptable of triples", 406, "GET", {"params": {"query": CONSTRUCT}, "headers": {"Accept": "text/csv"}}),
        ("an Accept that is none", 400, "GET", {"params": {"query": ASK}, "headers": {"Accept": "anything"}}),
        ("another server", 400, "GET", {"params": {"query": "ASK { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"}}),
        ("another server, hidden", 400, "GET", {"params": {"query": r"PREFIX x: <x:> ASK { ?a x:\' ?b SERVICE <http://127.0.0.1:1/> { ?s x:\' ?o } }"}}),
        ("too large a body", 413, "POST", {"content": b"#" * (5 << 20), "headers": {"Content-Type": QUERY}}),
        ("update by get", 400, "GET", {"params": {"update": "CLEAR ALL"}}),
        ("update of a read-only server", 403, "POST", {"data": {"update": "CLEAR ALL"}}),
        ("direct update of a read-only server", 403, "POST", {"content": "CLEAR ALL", "headers": {"Content-Type": "application/sparql-update"}}),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) > 6 else "",
)  # fmt: skip
def test_refused(at: str, name: str, status: int, method: str, options: dict) -> None:
    response = HTTP.request(method, at, **options)
    assert response.status_code == status, response.text
    assert response.headers["content-type"].startswith("text/plain")
    assert len(response.text.splitlines()) == 1
    assert "another server" not in name or "asks another server" in response.text
    assert ask(HTTP.get(at, params={"query": f"ASK {{ <{DATA[1]}> ?p ?o }}"})) is True


def test_refused_methods_say_what_is_allowed(at: str) -> None:
    response = HTTP.delete(at)
    assert response.status_code == 405
    assert {"GET", "POST"} <= set(response.headers["allow"].split(", "))


# --- the service description ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("type", ["text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"])
def test_service_description(at: str, type: str) -> None:
    response = HTTP.get(at, headers={"Accept": type})
    assert response.headers["content-type"].partition(";")[0] == type
    graph = rdflib.Graph().parse(data=response.content, format={"text/turtle": "turtle", "application/rdf+xml": "xml",
        "application/n-triples": "nt", "application/ld+json": "json-ld"}[type])  # fmt: skip
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    (service,) = graph.subjects(rdflib.RDF.type, sd.Service)
    assert graph.value(service, sd.endpoint) == rdflib.URIRef(at)
    assert list(graph.objects(service, sd.supportedLanguage)) == [sd.SPARQL11Query]
    assert sd.UnionDefaultGraph in set(graph.objects(service, sd.feature))


def test_a_browser_is_led_to_the_query_page(at: str) -> None:
    response = HTTP.get(at, headers={"Accept": "text/html,application/xml;q=0.9,*/*;q=0.8"})
    assert (response.status_code, response.headers["location"]) == (303, "query")


# --- clients --------------------------------------------------------------------------------------------------------

WHO = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> SELECT ?l { <https://w3id.org/kg/entity/place/baghdad> rdfs:label ?l } ORDER BY ?l"


@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper(at: str, method: str) -> None:
    client = SPARQLWrapper(at)
    client.setMethod(method)
    client.setQuery(WHO)
    client.setReturnFormat(JSON)
    rows = client.queryAndConvert()["results"]["bindings"]
    assert {"بغداد", "Baghdad"} <= {row["l"]["value"] for row in rows}
    client.setReturnFormat(XML)
    assert "بغداد" in client.queryAndConvert().toxml()
    for format in (CSV, TSV):
        client.setReturnFormat(format)
        assert "بغداد" in client.queryAndConvert().decode()
    client.setQuery(f"CONSTRUCT WHERE {{ <{DATA[1]}> ?p ?o }}")
    for format in (TURTLE, N3):
        client.setReturnFormat(format)
        assert DATA[1] in client.queryAndConvert().decode()
    client.setReturnFormat(RDFXML)
    assert len(client.queryAndConvert()) == 1


def test_rdflib(at: str) -> None:
    graph = rdflib.Graph(SPARQLStore(at))
    place = rdflib.URIRef("https://w3id.org/kg/entity/place/baghdad")
    assert rdflib.Literal("بغداد", lang="ar") in set(graph.objects(place, rdflib.RDFS.label))
    assert len(list(graph.query(WHO))) >= 2
    assert (place, rdflib.RDFS.label, rdflib.Literal("Baghdad", lang="en")) in graph


# --- what would never end -------------------------------------------------------------------------------------------

CROSS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(STRLEN(CONCAT(STR(?a), STR(?e), STR(?i))) < 0)"


@pytest.mark.parametrize(
    ("query", "why"),
    [(f"SELECT * {{ {CROSS} }}", "longer than 3 seconds"), (f"ASK {{ {CROSS} }}", "longer than 3 seconds"),
     ("SELECT * { ?s ?p ?o . ?t ?q ?r }", "more than 5,000 rows"),
     ("CONSTRUCT WHERE { ?s ?p ?o }", "more than 5,000 statements"),
     ("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "longer than 3 seconds"),
     ("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?g", ("longer than 3 seconds", "more memory")),
     ("SELECT (GROUP_CONCAT(STR(?x)) AS ?all) { ?x ?p ?o . ?y ?q ?r }", ("longer than 3 seconds", "more memory", "more than"))],
)  # fmt: skip
def test_a_query_without_end_is_refused(at: str, query: str, why: str | tuple[str, ...]) -> None:
    begun = time.monotonic()
    response = HTTP.get(at, params={"query": query})
    assert response.status_code == 500, response.text[:200]
    assert any(each in response.text for each in ([why] if isinstance(why, str) else why)), response.text
    assert time.monotonic() - begun < 30
    assert ask(HTTP.get(at, params={"query": ASK})) is True


def test_other_queries_go_on_beside_one_without_end(at: str) -> None:
    answers: list[int] = []
    slow = Thread(
        target=lambda: answers.append(httpx.get(at, params={"query": f"ASK {{ {CROSS} }}"}, timeout=60).status_code)
    )
    slow.start()
    beside = 0
    while slow.is_alive():
        assert ask(HTTP.get(at, params={"query": ASK})) is True
        beside += slow.is_alive()
    assert beside >= 2
    slow.join()
    assert answers == [500]


def test_as_many_rows_as_are_allowed(at: str) -> None:
    query = "SELECT ?s { ?s ?p ?o } LIMIT %d"
    assert len(HTTP.get(at, params={"query": query % 5000}).json()["results"]["bindings"]) == 5000
    assert HTTP.get(at, params={"query": query % 5001}).status_code == 500


# --- who may write --------------------------------------------------------------------------------------------------


def test_a_writable_server_wants_its_token(tmp_path: Path) -> None:
    folder = serving.archive(tmp_path / "archive")
    with serving.server(folder, "--writable", token="rose water") as address:
        at, token = f"{address}/sparql", {"Authorization": "Bearer rose water"}
        update = 'INSERT DATA { GRAPH <x:g> { <x:s> <x:p> "أحمد" } }'
        there = "ASK { GRAPH <x:g> { <x:s> <x:p> 'أحمد' } }"
        for wrong in ({}, {"Authorization": "Bearer rose"}, {"Authorization": "Basic rose water"}):
            response = HTTP.post(at, data={"update": update}, headers=wrong)
            assert response.status_code == 401 and response.headers["www-authenticate"] == "Bearer"
        assert ask(HTTP.get(at, params={"query": there})) is False
        assert HTTP.post(at, data={"update": update}, headers=token).status_code == 204
        assert ask(HTTP.get(at, params={"query": there})) is True
        direct = {**token, "Content-Type": "application/sparql-update"}
        assert HTTP.post(at, content="CLEAR GRAPH <x:g>", headers=direct).status_code == 204
        assert ask(HTTP.get(at, params={"query": there})) is False
        for wrong, why in (("INSERT", "not SPARQL"), ("LOAD <http://127.0.0.1:1/>", "another server")):
            response = HTTP.post(at, data={"update": wrong}, headers=token)
            assert response.status_code == 400 and why in response.text
        graph = rdflib.Graph().parse(data=HTTP.get(at).text, format="turtle")
        assert "SPARQL11Update" in graph.serialize(format="nt")
    assert open_store(folder, read_only=True).contents()
