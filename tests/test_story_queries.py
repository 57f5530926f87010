"""Story queries: their answers over a small archive whose events are known, on every store, and their parameters."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox
import pytest
import stores
from test_archive_trouble import kg, one_line

from kg.errors import QueryError
from kg.graph import Graph
from kg.model import Annotations, Argument, Document, Entity, Event, Quantity
from kg.query import bound, described, names, parameters, run
from kg.rdf import quads
from kg.store import MERGES, Store, open_store
from kg.vocabulary import expand, ontology_text

PEOPLE = {
    "أحمد": ("Person", "Ahmad"),
    "منى": ("Person", "Mona"),
    "الوزير": ("Person", "Minister"),
    "بغداد": ("Place", "Baghdad"),
    "أنقرة": ("Place", "Ankara"),
}
Told = tuple[str, str, str | None, str, bool, dict[str, str]]  # type, trigger, time, modality, negated, roles


def told(paper: str, published: str, text: str, *events: Told) -> Annotations:
    """Return an article by hand: names, figures («12 قتيلا») and events are where their words stand in the text."""
    entities = tuple(
        Entity(f"e{n}", text.index(word), text.index(word) + len(word), word, kind, name)  # type: ignore[arg-type]
        for n, (word, (kind, name)) in enumerate(PEOPLE.items()) if word in text
    )  # fmt: skip
    ids = {e.text: e.id for e in entities}
    figures: dict[str, Quantity] = {}
    made = []
    for n, (kind, trigger, time, modality, negated, roles) in enumerate(events):
        args = []
        for role, word in roles.items():
            if word not in ids and word not in figures:
                start, count = text.index(word), float(word.split()[0])
                figures[word] = Quantity(f"q{len(figures)}", start, start + len(word), word, count, count, "person")
            args.append(Argument(role, ids.get(word) or figures[word].id))  # type: ignore[arg-type]
        start = text.index(trigger)
        made.append(Event(f"v{n}", start, start + len(trigger), trigger, kind, f"c{n}", time, modality, negated,
                          timeline=True, args=tuple(args)))  # type: ignore[arg-type]  # fmt: skip
    document = Document(id=f"{paper}-{published}", text=text, title=text, publisher=paper, published=published)
    return Annotations(document, entities=entities, quantities=tuple(figures.values()), events=tuple(made))


BOMB = ("Attack", "انفجار", "2024-03-02")
ARTICLES = (
    told("الصباح", "2024-03-02T20:00:00+03:00", "انفجار في بغداد يقتل 12 قتيلا",
         (*BOMB, "asserted", False, {"place": "بغداد", "patient": "12 قتيلا"})),
    told("الأفق", "2024-03-03", "ارتفاع ضحايا انفجار بغداد: 15 قتيلا",
         (*BOMB, "asserted", False, {"place": "بغداد", "patient": "15 قتيلا"})),
    told("صوت", "2024-03-04T09:00:00Z", "لم يقع انفجار في بغداد", (*BOMB, "asserted", True, {"place": "بغداد"})),
    told("الصباح", "2024-02-01", "يلتقي أحمد منى في أنقرة",
         ("Consult", "يلتقي", "2024-02-20", "planned", False, {"agent": "أحمد", "patient": "منى", "place": "أنقرة"})),
    told("الأفق", "2024-02-21", "التقى أحمد منى في أنقرة",
         ("Consult", "التقى", "2024-02-20", "asserted", False, {"agent": "أحمد", "patient": "منى", "place": "أنقرة"})),
    told("صوت", "2024-02-22", "اجتمع أحمد مع الوزير", ("Consult", "اجتمع", "2024-02-21", "asserted", False,
                                                       {"agent": "أحمد", "partner": "الوزير"})),
    told("صوت", "2024-02-25", "اعتقل احمد", ("Coerce", "اعتقل", None, "asserted", False, {})),
)  # fmt: skip
TOGETHER = ((0, 1, 2), (3, 4))


def events_of(article: Annotations) -> set[str]:
    return {q.subject.value for q in quads(article) if q.object.value == expand("sem:Event")}


@pytest.fixture(params=stores.KINDS, scope="module")
def archive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    at = stores.fresh(request.param, tmp_path_factory.mktemp("story"), request)
    store = open_store(at)
    for article in ARTICLES:
        store.add(article)
    for group in TOGETHER:
        events = sorted(e for n in group for e in events_of(ARTICLES[n]))
        store.insert(
            ox.Quad(ox.NamedNode(e), ox.NamedNode(expand("kg:representative")), ox.NamedNode(events[0]), MERGES)
            for e in events
        )
    yield store
    store.close()


def rows(archive: Store, name: str, columns: str, **values: str) -> list[tuple[str | None, ...]]:
    return [tuple(row[c] for c in columns.split()) for row in archive.graph().query(name, **values)]


CASES = [
    ("actor-timeline", {"actor": "أحمد"}, "when type modality articles",
     [("2024-02-20", "Consult", "asserted", "1"), ("2024-02-20", "Consult", "planned", "1"),
      ("2024-02-21", "Consult", "asserted", "1")]),
    ("actor-timeline", {"actor": "احمد", "from": "2024-02-21"}, "when", [("2024-02-21",)]),
    ("actor-timeline", {"actor": "Ahmad", "to": "2024-01"}, "when", []),
    ("place-timeline", {"place": "بغداد"}, "when type negated articles",
     [("2024-03-02", "Attack", "false", "2"), ("2024-03-02", "Attack", "true", "1")]),
    ("type-timeline", {"type": "attack"}, "when negated articles", [("2024-03-02", "false", "2"), ("2024-03-02", "true", "1")]),
    ("between", {"from": "2024-02", "to": "2024-02-20"}, "when modality", [("2024-02-20", "asserted"), ("2024-02-20", "planned")]),
    ("between", {"from": "2023", "to": "2023"}, "when", []),
    ("in-common", {"one": "أحمد", "other": "منى"}, "when modality", [("2024-02-20", "asserted"), ("2024-02-20", "planned")]),
    ("in-common", {"one": "منى", "other": "الوزير"}, "when", []),
    ("who-met-whom", {}, "one other meetings first",
     [("أحمد", "الوزير", "1", "2024-02-21"), ("أحمد", "منى", "1", "2024-02-20")]),
    ("planned-then-done", {}, "type planner reporter planned reported", [("Consult", "الصباح", "الأفق", "2024-02-01", "2024-02-21")]),
    ("first-to-say", {}, "type publisher articles", [("Consult", "الصباح", "2"), ("Attack", "الصباح", "3")]),
    ("disagreements", {}, "about claim publisher",
     [("person", "12 قتيلا", "الصباح"), ("person", "15 قتيلا", "الأفق"), ("polarity", "affirmed", "الصباح"),
      ("polarity", "affirmed", "الأفق"), ("polarity", "denied", "صوت")]),
    ("latest", {}, "figure minimum publisher", [("15 قتيلا", "15", "الأفق")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "values", "columns", "wanted"), CASES, ids=[f"{c[0]}-{n}" for n, c in enumerate(CASES)]
)
def test_answers(name: str, values: dict[str, str], columns: str, wanted: list, archive: Store) -> None:
    assert sorted(rows(archive, name, columns, **values)) == sorted(wanted)


def test_every_query_gives_the_same_everywhere(archive: Store, tmp_path: Path) -> None:
    there = Graph()
    there.store.extend(q for q in archive.graph().quads())
    samples = {
        "actor": "أحمد",
        "place": "بغداد",
        "type": "Consult",
        "from": "2020",
        "to": "2030",
        "one": "أحمد",
        "other": "منى",
    }
    for name in names():
        text = bound(there.store, name, {p.name: samples[p.name] for p in parameters(name)})
        assert set(run(archive.store, text).rows) == set(run(there.store, text).rows), name


def test_names_that_are_held_to_be_the_same(tmp_path: Path) -> None:
    store = open_store(tmp_path / "archive")
    for article in ARTICLES[3:6]:
        store.add(article)
    ahmad, mona, minister = (
        ox.NamedNode(store.graph().query(f'SELECT ?n {{ ?n a kg:Person ; rdfs:label "{word}"@ar }}').rows[0][0].value)
        for word in ("أحمد", "منى", "الوزير")
    )
    same = ox.NamedNode(expand("owl:sameAs"))
    assert len(store.graph().query("actor-timeline", actor="الوزير")) == 1
    store.insert([ox.Quad(ahmad, same, mona, MERGES), ox.Quad(minister, same, mona, MERGES)])
    assert len(store.graph().query("actor-timeline", actor="الوزير")) == 3
    store.close()


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("actor-timeline", {}, "actor-timeline needs actor"),
        ("actor-timeline", {"actor": "أحمد", "who": "x"}, "has no parameter who; it has actor, from, to"),
        ("actor-timeline", {"actor": "زيد"}, "زيد: nobody and nothing is called that"),
        ("actor-timeline", {"actor": "http://a b"}, "is no IRI"),
        ("actor-timeline", {"actor": 'x" } DROP ALL #'}, "nobody and nothing"),
        ("type-timeline", {"type": "Gossip"}, "Gossip: no event type; there are Say"),
        ("between", {"from": "soon", "to": "2024"}, "from: soon is no day; write 2024"),
        ("between", {"from": "../2024", "to": "2024"}, "has no end on this side"),
        ("timeline", {"actor": "أحمد"}, "has no parameter actor; it has none"),
    ],
)
def test_parameters_that_are_wrong(name: str, values: dict[str, str], message: str) -> None:
    graph = Graph()
    for article in ARTICLES:
        graph.add(article)
    with pytest.raises(QueryError, match=message):
        bound(graph.store, name, values)


def test_query_files() -> None:
    for name in names():
        text = ontology_text(f"queries/{name}.rq")
        assert run(ox.Store(), text).columns, "SPARQL as it is"
        declared = {p.name for p in parameters(name)}
        assert {word for word in declared if f"<param:{word}>" in text} == declared and text.count("# param ") == len(
            declared
        )
        assert described(name).endswith(".") and len(described(name)) > 20


def test_the_command(tmp_path: Path) -> None:
    at = str(tmp_path / "archive")
    assert kg("add", "examples", "--store", at).returncode == 0
    asked = ("query", "--store", at, "--name", "actor-timeline", "--format", "json")
    found = json.loads(kg(*asked, "--param", "actor=بغداد", "-p", "from=2024").stdout)["results"]["bindings"]
    assert any(row["type"]["value"] == "Agree" for row in found)
    one_line(kg(*asked), "actor-timeline needs actor")
    assert "actor, from=0001-01-01" in kg("queries").stdout
    for words in (("--param", "actor"), ("--param", "actor=x", "ASK {}")):
        assert kg("query", "--store", at, *words).returncode == 2


@pytest.mark.parametrize("name", sorted(names()))
def test_what_is_computed_stands_last(name: str) -> None:
    # a BIND between patterns parts them, and engines then join all of the one half with all of the other
    rows = [line.strip() for line in ontology_text(f"queries/{name}.rq").splitlines()]
    behind = [after for row, after in pairwise(rows) if row.startswith("BIND(")]
    assert all(after.startswith(("BIND(", "FILTER(", "OPTIONAL", "}")) for after in behind)
