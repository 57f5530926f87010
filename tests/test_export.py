"""What an archive writes is opened by its own reader, and what can come back comes back the same."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from pathlib import Path

import networkx as nx
import pytest
import rdflib
import stores
from test_archive import happenings, version
from test_archive_trouble import kg, one_line

import kg as library
from kg.errors import OutputError, StoreError
from kg.export import NETWORKS, RDF, read_back, write
from kg.store import Outcome, Store, open_store

HOSTILE = "=cmd|' /C calc'!A0 «\x01 \\' \"</node>\u202e"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory):
    store = open_store(tmp_path_factory.mktemp("export") / "archive", merger=happenings)
    for each in stores.annotated(30):
        store.add(each)
    store.add(version("قتل 12 مدنيا في بغداد.", "2024-01-25"))
    store.add(version("قتل 15 مدنيا في بغداد.", "2024-01-26"))
    first = stores.documents(1)[0]
    strange = library.extract(
        dataclasses.replace(first, id="strange", text=f"{first.text}\n\n{HOSTILE}", publisher=HOSTILE)
    )
    events = tuple(dataclasses.replace(e, text=HOSTILE) for e in strange.events)
    store.add(dataclasses.replace(strange, events=events))
    yield store
    store.close()


def written(store: Store, format: str) -> bytes:
    out = io.BytesIO()
    write(store, format, out)
    return out.getvalue()


@pytest.mark.parametrize("format", RDF)
def test_there_and_back(format: str, archive: Store, tmp_path: Path) -> None:
    file = tmp_path / f"archive.{format}"
    file.write_bytes(written(archive, format))
    again = open_store(tmp_path / "again", merger=happenings)
    assert set(read_back(again, file)) == {Outcome.new}
    assert stores.content(again) == stores.content(archive)
    assert set(read_back(again, file)) == {Outcome.unchanged}
    assert written(again, format) == file.read_bytes(), "the same archive, the same bytes"
    again.remove(again.articles()[0])
    outcomes = read_back(again, file)
    assert outcomes.count(Outcome.new) == 1 and stores.content(again) == stores.content(archive)


def test_between_stores(oxigraph_server: str, archive: Store, tmp_path: Path) -> None:
    file = tmp_path / "archive.nq"
    file.write_bytes(written(archive, "nq"))
    stores.emptied(oxigraph_server)
    again = open_store(oxigraph_server, merger=happenings)
    read_back(again, file)
    assert stores.content(again) == stores.content(archive)
    for format in (*RDF, *NETWORKS):
        if format != "gexf":  # it has the day it was written
            assert written(again, format) == written(archive, format), format


@pytest.mark.parametrize(("format", "name"), [("nq", "nquads"), ("trig", "trig"), ("jsonld", "json-ld")])
def test_rdf_is_read_by_rdflib(format: str, name: str, archive: Store) -> None:
    found = rdflib.Dataset().parse(data=written(archive, format), format=name)
    assert len({str(q[3]) for q in found.quads()} & set(archive.articles())) == len(archive.articles())


@pytest.mark.parametrize(("format", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_graphs_are_read_by_networkx(format: str, read, archive: Store) -> None:
    found, graph = read(io.BytesIO(written(archive, format))), archive.graph().to_networkx()
    assert set(found) == set(graph) and found.number_of_edges() == graph.number_of_edges() > 50
    assert {d.get("role") for *_, d in found.edges(data=True)} == {d["role"] for *_, d in graph.edges(data=True)}
    event = next(n for n, d in graph.nodes(data=True) if d["kind"] == "Attack")
    node = found.nodes[event]
    assert node["kind"] == "Attack" and (format == "gexf" or node["label"] == graph.nodes[event]["label"])


def test_csv(archive: Store) -> None:
    rows = list(csv.DictReader(io.StringIO(written(archive, "csv").decode(), newline="")))
    assert len(rows) == len(archive.graph().query("evidence"))
    attack = next(r for r in rows if r["type"] == "Attack" and r["when"])
    assert attack["words"] and attack["article"].startswith("https://") and attack["modality"]
    assert any(r["happening"] for r in rows) and all(r["words"] and r["label"] for r in rows)
    assert any(r["publisher"] == HOSTILE for r in rows)


def test_cypher(archive: Store) -> None:
    kuzu = pytest.importorskip("kuzu")
    database = kuzu.Connection(kuzu.Database(":memory:"))
    graph = archive.graph().to_networkx()
    for label in ("Event", "Entity"):  # this reader wants to know beforehand what there will be
        database.execute(
            f"CREATE NODE TABLE {label}(iri STRING, label STRING, kind STRING, `when` STRING, PRIMARY KEY(iri))"
        )
    for role in sorted({key.upper() for *_, key in graph.edges(keys=True)}):
        database.execute(f"CREATE REL TABLE {role}(FROM Event TO Event, FROM Event TO Entity)")
    for _ in range(2):  # twice is once
        for line in written(archive, "cypher").decode().splitlines():
            database.execute(line)
    count = [database.execute(f"MATCH {what} RETURN count(*)").get_next()[0] for what in ("(n)", "()-[r]->()")]
    assert count == [len(graph), graph.number_of_edges()]
    found = database.execute("MATCH (n:Event) RETURN n.label").get_all()
    assert {label for (label,) in found} == {d["label"] for _, d in graph.nodes(data=True) if d.get("event")}


def test_other_formats(archive: Store) -> None:
    with pytest.raises(OutputError, match="no format xls"):
        written(archive, "xls")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.nq", "", "holds no article"),
        ("a.nq", "<urn:a> <urn:b> .", "a.nq"),
        ("a.nq", "<urn:a> <urn:b> <urn:c> <urn:g> .", "holds the graph urn:g"),
        ("a.ttl", "", "an exported archive ends in .nq"),
        ("a.jsonld", "{", "a.jsonld"),
    ],
)
def test_what_is_no_archive(name: str, text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text)
    store = open_store(tmp_path / "archive")
    before = stores.content(store)
    with pytest.raises(StoreError, match=message) as caught:
        read_back(store, tmp_path / name)
    assert "\n" not in str(caught.value) and stores.content(store) == before


def test_merges_are_listed_refused_and_asserted(tmp_path: Path) -> None:
    at = str(tmp_path / "archive")
    kg("add", "examples/merging/articles.jsonl", "--store", at)
    best = json.loads(kg("merges", "--store", at, "--kind", "event", "--format", "json").stdout)[0]
    assert best["holds"] == "yes"
    assert kg("split", best["one"], best["other"], "--store", at).stdout == f"{at}: apart\n"
    assert kg("split", best["one"], best["other"], "--store", at).stdout == f"{at}: said before\n"
    assert kg("add", "examples/merging/articles.jsonl", "--store", at).stdout == f"{at}: 18 already there\n"
    after = json.loads(kg("merges", "--store", at, "--kind", "event", "--format", "json").stdout)
    assert next(m for m in after if (m["one"], m["other"]) == (best["one"], best["other"]))["holds"] == "no"
    assert kg("merge", best["one"], best["other"], "--store", at).stdout == f"{at}: one\n"
    one_line(kg("merge", best["one"], "nonsense", "--store", at), "nonsense: no event, name or article of this store")


@pytest.mark.parametrize("kind", stores.KINDS)
def test_commands(kind: str, tmp_path: Path, request) -> None:
    at, file = (str(tmp_path / n) for n in ("archive", "archive.trig"))
    other = stores.fresh(kind, tmp_path, request)
    told = other.replace("dba:dba@", "")  # no password is ever told
    one_line(kg("remove", "x", "--store", other), "no store there" if kind == "folder" else "no archive there")
    assert kg("add", "examples/coalition-timetable.txt", "--store", at).stdout == f"{at}: 1 new\n"
    assert kg("add", "examples/coalition-timetable.txt", "--store", at).stdout == f"{at}: 1 already there\n"
    assert kg("export", "--store", at, "--format", "trig", "-o", file).stdout == f"{file}\n"
    one_line(kg("export", "--store", at, "--format", "trig", "-o", file), "is there already; --force replaces it")
    one_line(kg("export", "--store", str(tmp_path / "nowhere"), "--format", "nq"), "no store there")
    assert kg("import", file, "--store", other).stdout == f"{told}: 1 new\n"
    assert (
        kg("export", "--store", at, "--format", "nq").stdout == kg("export", "--store", other, "--format", "nq").stdout
    )
    (row,) = json.loads(kg("list", "--store", other, "--format", "json").stdout)
    shown = kg("show", row["name"][:8], "--store", other).stdout
    assert row["title"] in shown and "Mobilize" in shown
    one_line(kg("show", "nothing", "--store", other), "nothing: no such article")
    one_line(kg("remove", "--source", "nobody", "--store", other), "no article of this source")
    assert kg("remove", "--source", row["publisher"], "--store", other).stdout == f"{told}: 1 removed\n"
    assert kg("list", "--store", other, "--format", "json").stdout == "[]\n"
    one_line(kg("import", "nowhere.nq", "--store", other), "nowhere.nq: no such file")
