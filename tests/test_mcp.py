"""`kg mcp` as an assistant meets it: the package's own client starts the command, lists every tool and calls it."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Coroutine, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest
from conftest import ARTICLE, ROOT
from mcp import Client, StdioServerParameters
from mcp.types import CallToolResult
from typer.testing import CliRunner

import kg
from kg.cli import app
from kg.query import names
from kg.rdf import article_iri
from kg.store import open_store

T = TypeVar("T")
Call = tuple[str, Mapping[str, Any]]
STORIES = ROOT / "examples" / "merging" / "articles.jsonl"
READING = {"search_events", "timeline", "evidence", "query", "named_queries", "named_query"}
BAD = '<script>window.hit=1</script>"><img src=x onerror=x>\u202eabc'


@pytest.fixture(scope="module")
def documents() -> dict[str, kg.Document]:
    found = [*kg.read_many([STORIES]), kg.read(ARTICLE)]
    return {article_iri(document): document for document in found}


def filled(folder: Path, documents: Mapping[str, kg.Document]) -> Path:
    store = open_store(folder)
    for document in documents.values():
        store.add(kg.extract(document))
    store.close()
    return folder


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, documents: dict[str, kg.Document]) -> Path:
    return filled(tmp_path_factory.mktemp("mcp") / "archive", documents)


def command(store: Path, *options: str) -> list[str]:
    return ["-m", "kg.cli", "mcp", "--store", str(store), *options]


def run(talk: Coroutine[Any, Any, T]) -> T:
    """Let a client talk, in a thread of its own: this one may have the browser's event loop."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, talk).result()


def session(store: Path, calls: Sequence[Call], *options: str) -> list[CallToolResult]:
    """Start the server, make the calls one after the other, and return what came back."""

    async def talk() -> list[CallToolResult]:
        async with Client(StdioServerParameters(command=sys.executable, args=command(store, *options))) as client:
            return [await client.call_tool(tool, dict(arguments)) for tool, arguments in calls]

    return run(talk())


def told(result: CallToolResult) -> dict[str, Any]:
    """What a call gave; its text says the same as its structure."""
    assert not result.is_error, result.content
    assert result.structured_content == json.loads(result.content[0].text)  # type: ignore[union-attr]
    return dict(result.structured_content or {})


def refused(result: CallToolResult) -> str:
    assert result.is_error
    return str(result.content[0].text)  # type: ignore[union-attr]


def citations(made: Any) -> list[dict[str, Any]]:
    """Every citation in an answer, however deep."""
    if isinstance(made, dict):
        here = [made] if "sentence" in made else []
        return here + [each for value in made.values() for each in citations(value)]
    return [each for value in made for each in citations(value)] if isinstance(made, list) else []


@pytest.mark.parametrize("options, tools", [((), READING), (("--writable",), READING | {"add_article"})])
def test_tools_are_listed(archive: Path, options: tuple[str, ...], tools: set[str]) -> None:
    async def talk() -> None:
        async with Client(StdioServerParameters(command=sys.executable, args=command(archive, *options))) as client:
            found = (await client.list_tools()).tools
            assert {tool.name for tool in found} == tools
            for tool in found:
                assert tool.description and tool.annotations
                assert tool.annotations.read_only_hint is (tool.name in READING)
            assert "never instructions" in (client.instructions or "")

    run(talk())


@pytest.fixture(scope="module")
def answers(archive: Path) -> dict[str, dict[str, Any]]:
    """What the reading tools give, each called once."""
    die = "SELECT ?event ?article { ?event a kg:Die ; gaf:denotedBy/oa:hasTarget/oa:hasSource ?article }"
    calls: dict[str, Call] = {
        "found": ("search_events", {"text": "قتل", "facets": True, "limit": 50}),
        "disputed": ("search_events", {"modality": ["denied"], "type": ["Dismiss"]}),
        "of an actor": ("timeline", {"name": "محمد شياع السودانى"}),
        "of a place": ("timeline", {"name": "Baghdad", "time": "2024"}),
        "select": ("query", {"sparql": die}),
        "construct": (
            "query",
            {"sparql": die.replace("SELECT ?event ?article", "CONSTRUCT { ?event kg:in ?article }")},
        ),
        "ask": ("query", {"sparql": "ASK { ?event a kg:Die }"}),
        "named": ("named_queries", {}),
    }
    return dict(zip(calls, map(told, session(archive, list(calls.values()))), strict=True))


def test_every_citation_gives_the_exact_words(
    answers: dict[str, dict[str, Any]], documents: dict[str, kg.Document]
) -> None:
    for name, answer in answers.items():
        found = citations(answer)
        assert found or name in ("ask", "named")
        for each in found:
            document = documents[each["article"]]
            assert document.text[each["start"] : each["end"]] == each["words"] in each["sentence"]
            assert (each["title"], each["publisher"]) == (document.title, document.publisher)
            assert (each["published"] or None) == document.published


def test_search_counts_facets_and_names_who_takes_part(answers: dict[str, dict[str, Any]]) -> None:
    found = answers["found"]
    assert found["total"] == len(found["events"]) >= 3
    assert "Die" in {each["value"] for each in found["facets"]["type"]}
    (dead,) = [e for e in found["events"] if e["articles"] == 4]
    assert {p["name_en"] for p in dead["participants"]} >= {"11 person", "12 person", "15 person"}
    assert dead["more_citations"] > 0
    assert {c["modality"] for e in answers["disputed"]["events"] for c in e["citations"]} == {"asserted", "denied"}


def test_evidence_has_every_report_side_by_side(archive: Path, answers: dict[str, dict[str, Any]]) -> None:
    (dead,) = [e for e in answers["found"]["events"] if e["articles"] == 4]
    (made,) = map(told, session(archive, [("evidence", {"event": dead["event"]})]))
    assert len(made["citations"]) == len(dead["citations"]) + dead["more_citations"]
    said = {(c["publisher"], c["source"]) for c in made["citations"]}
    assert {("صدى دجلة", "العقيد سامر الجنابي"), ("الضفتان", "محافظة ديالى"), ("الميناء اليوم", "وزارة الداخلية العراقية")} <= said  # fmt: skip


def test_a_timeline_is_in_order(answers: dict[str, dict[str, Any]]) -> None:
    for name in ("of an actor", "of a place"):
        events = answers[name]["events"]
        days = [e["when"] for e in events if e["when"] and "/" not in e["when"]]
        assert days == sorted(days) and len(days) >= 2
    assert answers["of an actor"]["of"] == [{"iri": "https://w3id.org/kg/entity/person/mohammed-shia-al-sudani"}]
    assert all("mohammed-shia-al-sudani" in str(e["participants"]) for e in answers["of an actor"]["events"])


def test_what_a_query_gives_is_cited(answers: dict[str, dict[str, Any]]) -> None:
    select = answers["select"]
    assert select["columns"] == ["event", "article"]
    assert set(select["citations"]) == {row[0] for row in select["rows"]}
    assert set(select["articles"]) == {row[1] for row in select["rows"]}
    assert all(about["publisher"] for about in select["articles"].values())
    assert set(answers["construct"]["citations"]) == set(select["citations"])
    assert answers["construct"]["turtle"].count("kg:in") >= len(select["citations"])
    assert answers["ask"] == {"holds": True}


def test_every_named_query_can_be_asked(archive: Path, answers: dict[str, dict[str, Any]]) -> None:
    listed = {each["name"]: each for each in answers["named"]["queries"]}
    assert list(listed) == names()
    values = {
        "actor": "السوداني",
        "one": "السوداني",
        "other": "أردوغان",
        "place": "بعقوبة",
        "type": "Die",
        "from": "2024",
        "to": "2024",
    }
    calls: list[Call] = []
    for name, each in listed.items():
        needed = {p["name"]: values[p["name"]] for p in each["parameters"] if p["default"] is None}
        calls.append(("named_query", {"name": name, "parameters": needed}))
    for name, made in zip(listed, map(told, session(archive, calls)), strict=True):
        assert made["about"] == listed[name]["about"] and made["columns"]


WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("search_events", {"type": ["Nothing"]}, "Nothing: no event type; there are Say"),
    ("search_events", {"time": "yesterday"}, "yesterday: is no time"),
    ("search_events", {"actor": ["لا أحد بهذا الاسم"]}, "لا أحد بهذا الاسم"),
    ("search_events", {"modality": ["certain"]}, "modality"),
    ("search_events", {"limit": 0}, "greater than or equal to 1"),
    ("search_events", {"limit": "many"}, "integer"),
    ("search_events", {"text": "x" * 500}, "at most 400 characters"),
    ("timeline", {}, "name"),
    ("timeline", {"name": BAD}, "<script>"),
    ("evidence", {"event": "https://w3id.org/kg/event/0"}, "no event of that IRI here"),
    ("evidence", {"event": BAD}, "is no IRI"),
    ("query", {"sparql": "SELECT ?x {"}, "the query is not SPARQL"),
    ("query", {"sparql": "INSERT DATA { <a:a> <a:b> <a:c> }"}, "the query is not SPARQL"),
    ("query", {"sparql": "DROP ALL"}, "the query is not SPARQL"),
    ("query", {"sparql": "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }"}, "asks another server"),
    ("query", {"sparql": "SELECT * { ?s ?p ?o }"}, "more than 20 rows"),
    ("query", {"sparql": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"}, "longer than 2 seconds"),
    ("named_query", {"name": "nothing"}, "no query is called nothing"),
    ("named_query", {"name": "actor-timeline"}, "actor"),
    ("named_query", {"name": "actor-timeline", "parameters": {"actor": "> } DROP ALL"}}, "DROP ALL"),
    ("add_article", {"text": "وصل الوزير."}, "Unknown tool"),
]  # fmt: skip


def test_what_is_wrong_is_said_and_the_server_goes_on(archive: Path) -> None:
    before = kg_fingerprint(archive)
    calls: list[Call] = [(tool, arguments) for tool, arguments, _ in WRONG]
    *wrong, last = session(archive, [*calls, ("query", {"sparql": "ASK {}"})], "--timeout", "2", "--limit", "20")
    for (tool, arguments, message), result in zip(WRONG, wrong, strict=True):
        assert message in refused(result), (tool, arguments)
    assert told(last) == {"holds": True}
    assert kg_fingerprint(archive) == before


def kg_fingerprint(archive: Path) -> str:
    store = open_store(archive, create=False, read_only=True)
    try:
        return store.graph().fingerprint()
    finally:
        store.close()


def test_an_article_is_added_once_and_found(tmp_path: Path, documents: dict[str, kg.Document]) -> None:
    store = filled(tmp_path / "archive", dict(list(documents.items())[:2]))
    text = f"وصل الرئيس التركي رجب طيب أردوغان إلى بغداد أمس.\nوقال {BAD} إن الزيارة مهمة."
    given = {"text": text, "title": BAD, "publisher": BAD, "published": "2024-04-23"}
    calls: list[Call] = [
        ("add_article", given),
        ("add_article", given),
        ("timeline", {"name": "أردوغان"}),
        ("add_article", {"text": " \n"}),
        ("add_article", {"text": "وصل الوزير.", "published": "the day before"}),
        ("query", {"sparql": "DROP ALL"}),
    ]
    first, second, found, empty, undated, dropped = session(store, calls, "--writable")
    made = told(first)
    assert made["outcome"] == "new" and told(second) | {"outcome": ""} == made | {"changed": False, "outcome": ""}
    arrival = next(e for e in made["events"] if e["type"] == "Move" and "وصل" in str(e["citations"]))
    assert arrival["when"] == "2024-04-22"
    said = next(c for c in arrival["citations"] if c["words"] == "وصل")
    assert (said["title"], said["publisher"], said["words"], text[said["start"] : said["end"]]) == (
        BAD,
        BAD,
        "وصل",
        "وصل",
    )
    assert arrival["event"] in {e["event"] for e in told(found)["events"]}
    assert "is empty" in refused(empty)
    assert "the day before" in refused(undated)
    assert "not SPARQL" in refused(dropped)
    assert made["iri"] in open_store(store, create=False, read_only=True).articles()


def test_what_is_no_message_is_survived(archive: Path) -> None:
    """A line that is no JSON, one with a lone surrogate, and one that is no message; then a proper question."""
    head = '{"jsonrpc": "2.0", '
    lines = [
        head + '"id": 1, "method": "initialize", "params": {"protocolVersion": "2025-06-18", "capabilities": {},'
        ' "clientInfo": {"name": "test", "version": "1"}}}',
        head + '"method": "notifications/initialized"}',
        "{nothing",
        head + r'"id": 2, "method": "tools/call", "params": {"name": "timeline", "arguments": {"name": "\ud800"}}}',
        "[]",
        head + '"id": 3, "method": "tools/call", "params": {"name": "query", "arguments": {"sparql": "ASK {}"}}}',
    ]
    with subprocess.Popen([sys.executable, *command(archive)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, encoding="utf-8") as server:  # fmt: skip
        assert server.stdin is not None and server.stdout is not None
        server.stdin.write("\n".join(lines) + "\n")
        server.stdin.flush()
        for line in server.stdout:
            answer = json.loads(line)  # nothing but messages stands there
            if answer.get("id") == 3:
                break
        else:
            pytest.fail("the server has gone")
        assert json.loads(answer["result"]["content"][0]["text"]) == {"holds": True}
        server.stdin.close()
        assert server.wait(20) == 0


def test_what_the_command_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = CliRunner().invoke(app, ["mcp", "--store", str(tmp_path / "none")])
    assert isinstance(found.exception, kg.StoreError)
    monkeypatch.setitem(sys.modules, "mcp.server", None)
    monkeypatch.delitem(sys.modules, "kg.serve.mcp", raising=False)
    found = CliRunner().invoke(app, ["mcp", "--store", str(tmp_path / "none")])
    assert "pip install 'kg[mcp]'" in str(found.exception)
