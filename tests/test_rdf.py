"""The graph: same article, same quads; what it must be is checked, and what it must not be is caught."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.errors import QueryError, StoreError
from kg.graph import Graph, from_annotations, load
from kg.model import ENTITY_TYPES, EVENT_TYPES, ROLES, Annotations, Document, Entity, Event
from kg.query import names, run
from kg.rdf import quads
from kg.store import Outcome, open_store
from kg.validate import validate
from kg.vocabulary import expand, ontology_text


def test_same_article_same_bytes(annotations: Annotations) -> None:
    one, two = from_annotations([annotations]), from_annotations([annotations, annotations])
    for format in ("ttl", "trig", "nq", "jsonld"):
        assert one.serialize(format) == two.serialize(format)


@pytest.mark.parametrize("format", ["ttl", "trig", "nq", "jsonld"])
def test_formats_are_read_back(tmp_path: Path, graph: Graph, format: str) -> None:
    path = tmp_path / f"graph.{format}"
    path.write_bytes(graph.serialize(format))
    again = load(path)
    assert {q.triple for q in again.quads()} == {q.triple for q in graph.quads()}
    parsed = rdflib.Dataset().parse(
        path, format={"ttl": "turtle", "nq": "nquads", "jsonld": "json-ld"}.get(format, format)
    )
    assert len(parsed) == len({q.triple for q in graph.quads()}) or format != "ttl"


def test_the_built_graph_conforms(graph: Graph) -> None:
    report = validate(graph)
    assert report.problems == () and report.conforms


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ("<urn:e> a <http://semanticweb.cs.vu.nl/2009/11/sem/Event> .", "an event has a label"),
        ("<urn:q> a kg:Quantity ; kg:unit 'person' ; kg:minimum 5.0 ; kg:maximum 3.0 .", "a minimum is not above"),
        ("<urn:m> a kg:Mention ; kg:modality 'maybe' .", "modality is asserted"),
        ("<urn:p> kg:country 'Iraq' .", "ISO 3166-1"),
        ("<urn:s> a <http://www.w3.org/ns/oa#TextPositionSelector> ; <http://www.w3.org/ns/oa#start> 9 ;"
         " <http://www.w3.org/ns/oa#end> 3 .", "starts before it ends"),
    ],
)  # fmt: skip
def test_a_broken_graph_is_caught(broken: str, message: str) -> None:
    graph = Graph()
    graph.store.load(f"@prefix kg: <{expand('kg:')}> . {broken}".encode(), format=ox.RdfFormat.TURTLE)
    report = validate(graph)
    assert not report.conforms and any(message in p for p in report.problems)


def test_ontology_has_every_type_and_role() -> None:
    ontology = rdflib.Graph()
    for name in ("kg.ttl", "event-types.ttl"):
        ontology.parse(data=ontology_text(name), format="turtle")
    known = {str(s) for s in ontology.subjects()}
    classes = ["NamedEvent" if t == "Event" else t for t in ENTITY_TYPES]
    for name in (*EVENT_TYPES, *classes, *ROLES):
        assert expand("kg:" + name) in known, name
    for subject in set(ontology.subjects(rdflib.RDF.type, rdflib.OWL.Class)):
        languages = {label.language for label in ontology.objects(subject, rdflib.RDFS.label)}
        assert languages == {"ar", "en"}, subject
        assert list(ontology.objects(subject, rdflib.RDFS.comment)), subject


def test_every_property_used_is_in_the_ontology(graph: Graph) -> None:
    known = ontology_text("kg.ttl")
    used = {q.predicate.value for q in graph.quads() if q.predicate.value.startswith(expand("kg:"))}
    assert all(f"kg:{p.removeprefix(expand('kg:'))} a owl:" in known for p in used)


def test_queries_that_ship() -> None:
    assert set(names()) == set(
        "actor-timeline between claims disagreements evidence first-to-say in-common latest place-timeline planned-then-done "
        "quantities timeline type-timeline who-did-what who-met-whom".split()
    )


def test_timeline(graph: Graph) -> None:
    rows = list(graph.timeline())
    when = {(r["when"], r["type"]) for r in rows}
    assert {("2014", "Seize"), ("2023-08/..", "Consult"), ("2024-01-25", "Agree")} <= when
    dated = [r["earliest"] for r in rows if r["when"]]
    assert dated == sorted(dated) and all(r["when"] for r in rows[: len(dated)])
    planned = {r["type"] for r in rows if r["modality"] == "planned" and r["source"] == "وزارة الخارجية العراقية"}
    assert {"Form", "Withdraw", "End"} <= planned


def test_who_did_what(graph: Graph) -> None:
    rows = [(r["agent"], r["type"], r["patient"], r["place"]) for r in graph.query("who-did-what")]
    assert ("الولايات المتحدة", "Mobilize", "2500 عسكري", "العراق") in rows
    assert {"بغداد", "واشنطن"} <= {agent for agent, type, *_ in rows if type == "Agree"}
    assert any(agent == "بغداد" and type == "Accuse" for agent, type, *_ in rows)


def test_quantities(graph: Graph) -> None:
    rows = {(r["words"], r["minimum"], r["maximum"], r["unit"]) for r in graph.query("quantities")}
    assert rows == {("2500 عسكري", "2500", "2500", "person"), ("مئات العسكريين", "200", "999", "person")}


def test_claims(graph: Graph) -> None:
    by_source: dict[str | None, set[str | None]] = {}
    for row in graph.query("claims"):
        by_source.setdefault(row["source"], set()).add(row["words"])
    assert "اتفقتا" in by_source["وزارة الخارجية العراقية"]
    assert "تنشر" in by_source[None] and "سيطر" in by_source[None]


def test_evidence(graph: Graph, annotations: Annotations) -> None:
    published = Path("examples/coalition-timetable.txt").read_bytes().decode("utf-8")
    rows = list(graph.query("evidence"))
    assert len(rows) == len(annotations.events)
    for row in rows:
        assert published[int(row["start"]) : int(row["end"])] == row["words"]


@pytest.mark.parametrize("sparql", ["SELECT", "SELECT ?s WHERE { ?s ?p }", "DROP ALL", "nonsense"])
def test_malformed_sparql_is_one_line(graph: Graph, sparql: str) -> None:
    with pytest.raises(QueryError) as caught:
        graph.query(sparql)
    assert "\n" not in str(caught.value)


def test_store(tmp_path: Path, annotations: Annotations) -> None:
    store = open_store(tmp_path / "archive")
    assert store.add(annotations) is Outcome.new
    assert store.add(annotations) is Outcome.unchanged
    assert set(store.graph().quads()) == set(quads(annotations))
    corrected = dataclasses.replace(annotations, events=annotations.events[:3])
    assert store.add(corrected) is Outcome.changed
    assert set(store.graph().quads()) == set(quads(corrected))
    article = store.articles()[0]
    assert len(run(store.store, "SELECT ?e WHERE { ?e a sem:Event }")) == 3
    assert store.remove(article) is True and store.articles() == []
    assert store.remove(article) is False
    del store


def test_store_errors(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store there"):
        open_store(tmp_path / "nowhere", create=False)
    file = tmp_path / "file"
    file.write_text("x")
    with pytest.raises(StoreError, match="is a file"):
        open_store(file)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "notes.txt").write_text("x")
    with pytest.raises(StoreError, match="something else"):
        open_store(tmp_path / "other")
    kept = open_store(tmp_path / "locked")
    with pytest.raises(StoreError, match="has it open"):
        open_store(tmp_path / "locked")
    del kept


def test_rdflib_sees_the_store(graph: Graph) -> None:
    found = graph.to_rdflib().query(
        "SELECT (COUNT(?e) AS ?n) WHERE { ?e a <http://semanticweb.cs.vu.nl/2009/11/sem/Event> }"
    )
    assert int(next(iter(found))[0]) == len({r["event"] for r in graph.query("evidence")})


def test_networkx(graph: Graph) -> None:
    made = graph.to_networkx()
    assert {"agent", "patient"} <= {data["role"] for *_, data in made.edges(data=True)}


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=30), st.text(max_size=20))
def test_any_words_give_valid_rdf(text: str, name: str) -> None:
    document = Document(id="x", text=text, title=text)
    entity = Entity("e1", 0, len(text), text, "Person", name)
    event = Event("v1", 0, len(text), text, "Say", "c", time="2017-02-23T12:00/2017-02-22", source="e1")
    made = from_annotations([Annotations(document, entities=(entity,), events=(event,))])
    again = rdflib.Dataset().parse(data=made.serialize("nq"), format="nquads")
    assert len(again) == len(made)


def test_a_time_that_ends_before_it_begins_has_no_bounds() -> None:
    event = Event("v1", 0, 4, "وصلت", "Move", "v1", time="2015-10-13/2015-07-02")
    graph = from_annotations([Annotations(Document(id="x", text="وصلت البعثة"), events=(event,))])
    assert not [q for q in graph.quads() if q.predicate.value == expand("time:inXSDDate")]


def test_build_takes_documents_and_paths() -> None:
    text = "أعلنت مصر أمس افتتاح ميناء جديد."
    graph = kg.build(kg.read_text(text, published="2024-05-02"))
    assert any(r["when"] == "2024-05-01" for r in graph.timeline()) or len(graph.query("evidence")) >= 1


def test_labels_are_whole_words() -> None:
    graph = kg.build(kg.read_text("أجل الوزير زيارته إلى القاهرة."))
    labels = {str(label) for label in graph.to_rdflib().objects(None, rdflib.RDFS.label)}
    assert any(label.startswith("زيارة") for label in labels) and not any("زيارت" in label for label in labels)
