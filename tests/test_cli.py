"""The command line as a user meets it: what it prints, what it writes, and one line for every error."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import kg as library

ROOT = Path(__file__).parent.parent
ARTICLE = "examples/coalition-timetable.txt"


def kg(*words: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kg.cli", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        input=stdin,
        encoding="utf-8",
    )


def test_build_query_validate_view(tmp_path: Path) -> None:
    graph = tmp_path / "graph.ttl"
    assert kg("build", ARTICLE, "-o", str(graph)).returncode == 0
    done = kg("query", str(graph), "--name", "quantities", "--format", "json")
    rows = json.loads(done.stdout)["results"]["bindings"]
    assert {r["words"]["value"] for r in rows} == {"2500 عسكري", "مئات العسكريين"}
    assert "2500 عسكري" in kg("query", str(graph), "SELECT ?l WHERE { ?q a kg:Quantity ; rdfs:label ?l }").stdout
    assert kg("validate", str(graph)).stdout.strip() == "conforms"
    page = tmp_path / "page.html"
    assert kg("view", str(graph), "-o", str(page), "--kind", "timeline").returncode == 0
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    before = graph.read_bytes()
    again = kg("build", ARTICLE, "-o", str(graph))
    assert again.returncode == 1 and "--force" in again.stderr and graph.read_bytes() == before


def test_extract_and_evaluate(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert kg("extract", ARTICLE, "-o", str(out)).returncode == 0
    (file,) = out.iterdir()
    data = json.loads(file.read_text(encoding="utf-8"))
    assert data["text"] == (ROOT / ARTICLE).read_bytes().decode("utf-8")
    assert all(data["text"][e["start"] : e["end"]] == e["text"] for e in data["events"])
    assert kg("extract", ARTICLE, "-o", str(tmp_path / "all.jsonl")).returncode == 0
    scores = json.loads(kg("evaluate", str(out), str(tmp_path / "all.jsonl"), "--format", "json").stdout)
    assert scores["mean"] == 1.0


def test_store(tmp_path: Path) -> None:
    archive = str(tmp_path / "archive")
    assert "1 of 1" in kg("build", ARTICLE, "--store", archive).stdout
    assert "0 of 1" in kg("build", ARTICLE, "--store", archive).stdout
    assert "Mobilize" in kg("timeline", "--store", archive).stdout


def test_graph_files_are_asked_together(tmp_path: Path) -> None:
    files = []
    for name, words in (("a", "زار الرئيس المصري بغداد يوم الأربعاء."), ("b", "قتل الجيش السوري مسلحين يوم الثلاثاء.")):
        (tmp_path / f"{name}.txt").write_text(f"عنوان\n\n2024-01-25\n\n{words}\n", encoding="utf-8")
        files.append(str(tmp_path / f"{name}.ttl"))
        assert kg("build", str(tmp_path / f"{name}.txt"), "-o", files[-1]).returncode == 0
    alone = [set(kg("timeline", f, "--format", "csv").stdout.splitlines()) for f in files]
    both = kg("timeline", *files, "--format", "csv").stdout.splitlines()
    assert set(both) == alone[0] | alone[1] and len(alone[0] | alone[1]) > 2
    mixed = kg("timeline", files[0], str(tmp_path / "b.txt"), "--format", "csv").stdout.splitlines()
    assert len(mixed) == len(both)
    assert kg("validate", *files).stdout.strip() == "conforms"
    assert kg("view", *files, "-o", str(tmp_path / "two.html")).returncode == 0


def test_every_graph_suffix_is_refused_as_an_article() -> None:
    from kg.graph import FORMATS
    from kg.reading import GRAPHS

    assert tuple("." + f for f in FORMATS) == GRAPHS


def test_columns_are_aligned() -> None:
    lines = [line for line in kg("timeline", ARTICLE).stdout.splitlines() if line.strip()]
    start = lines[0].index("type")
    assert len(lines) > 5
    assert all(line[start - 2 : start] == "  " and line[start] != " " for line in lines if len(line) > start)


def test_times_and_quantities_from_standard_input() -> None:
    found = json.loads(kg("times", "-", "--published", "2024-01-25", "--format", "json", stdin="وصل أمس.").stdout)
    assert [t["value"] for t in found] == ["2024-01-24"]
    assert [(t["start"], t["end"]) for t in found] == [(4, 7)]
    assert "2500" in kg("quantities", "-", stdin="نشرت 2500 عسكري في البلاد.").stdout
    (many,) = json.loads(kg("quantities", "-", "--format", "json", stdin="نزح أكثر من 300 ألف شخص").stdout)
    assert (many["start"], many["end"], many["low"], many["high"]) == (12, 23, 300000, None)
    for command in ("times", "quantities"):
        done = kg(command, "-", stdin="\n")
        assert done.returncode == 1 and done.stderr == "kg: standard input: is empty\n"


def test_explain() -> None:
    text = (ROOT / ARTICLE).read_bytes().decode("utf-8")
    done = kg("explain", ARTICLE, "--at", str(text.index("سيطر")))
    assert "Seize" in done.stdout and "frames-" in done.stdout
    assert "no event" in kg("explain", ARTICLE, "--at", str(text.index("البلد"))).stdout


def test_no_date_is_said_plainly(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("وصل الوفد أمس إلى المدينة واجتمع مع الوزير.", encoding="utf-8")
    done = kg("build", str(path))
    assert "no date of publication" in done.stderr and '"2' not in done.stdout.split("kg:edtf")[-1][:20]
    said = "no date of publication; relative dates stay unresolved\n"
    assert done.stderr == f"kg: {path}: {said}"
    assert kg("times", str(path)).stderr == f"kg: {path}: {said}"
    assert kg("times", "-", stdin="وصل أمس.").stderr == f"kg: standard input: {said}"
    assert kg("times", "-", "--published", "2024-01-25", stdin="وصل أمس.").stderr == ""
    lines = tmp_path / "b.jsonl"
    lines.write_text('{"id": "n1", "text": "وصل الوفد أمس."}\n', encoding="utf-8")
    for words in (str(path), str(lines)), ("--workers", "2", str(path), str(lines)):
        assert kg("extract", *words).stderr == f"kg: {path}: {said}kg: {lines}: n1: {said}"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("build", "nowhere.txt"), "nowhere.txt: no such file"),
        (("build", ARTICLE, "-o", "graph.xls"), "a graph file ends in"),
        (("query", "nowhere.ttl", "ASK {}"), "nowhere.ttl: No such file"),
        (("query", ARTICLE, "SELEKT"), "not SPARQL"),
        (("query", ARTICLE, "--name", "gossip"), "no query is called gossip"),
        (("timeline", "--store", "nowhere"), "no store there"),
        (("evaluate", "nowhere", "nowhere"), "nowhere"),
        (("build", ARTICLE, "--published", "yesterday"), "no ISO 8601 date"),
        (("extract", ARTICLE, "-o", "README.md/ex"), "README.md/ex: Not a directory"),
        (("query", ARTICLE, "SELECT * { service <http://127.0.0.1:9/> { ?a ?b ?c } }"), "another server (SERVICE)"),
        (("query", ARTICLE, "SELECT * { ?s ?p 'it'. SERVICE SILENT ?s { ?a ?b 'c' } }"), "another server (SERVICE)"),
        (("view", ARTICLE, "-o", ARTICLE, "--force"), "the name of a page ends in .html"),
        (("timeline", ARTICLE, "--store", "archive"), f"{ARTICLE}: give files or --store archive, not both"),
        (("build", "ontology/kg.ttl"), "ontology/kg.ttl: is a graph file, not an article"),
        (("extract", "ontology/kg.ttl"), "is a graph file, not an article"),
        (("times", "ontology/kg.ttl"), "is a graph file, not an article"),
    ],
)
def test_errors_are_one_line(words: tuple[str, ...], message: str) -> None:
    done = kg(*words)
    errors = [line for line in done.stderr.splitlines() if line]
    assert done.returncode == 1 and len(errors) == 1
    assert errors[0].startswith("kg: ") and message in errors[0]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("words", [("timeline", ARTICLE), ("timeline", ARTICLE, "--format", "csv"), ("build", ARTICLE)])
def test_a_full_disk_is_one_line(words: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([sys.executable, "-m", "kg.cli", *words], cwd=ROOT, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 1 and done.stderr.decode() == "kg: the output: No space left on device\n"


def test_the_word_service_may_be_asked_for() -> None:
    words = "SELECT ?service ('SERVICE' AS ?x) { ?service rdfs:label \"a service\", <http://a/service#> } # service"
    assert kg("query", ARTICLE, words).returncode == 0


def test_an_input_is_never_replaced(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text("<html><body><article><p>وصل الوفد إلى المدينة.</p></article></body></html>", encoding="utf-8")
    lines = tmp_path / "b.jsonl"
    lines.write_text('{"id": "n1", "text": "وصل الوفد أمس."}\n', encoding="utf-8")
    for words in ("view", str(page), "-o", str(page)), ("view", str(tmp_path), "-o", str(page)), (
        "extract", str(lines), "-o", str(lines),
    ):  # fmt: skip
        before = Path(words[-1]).read_bytes()
        done = kg(*words, "--force")
        assert done.returncode == 1 and "is among the inputs; name another output" in done.stderr
        assert Path(words[-1]).read_bytes() == before


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: library.times("x", published="bad"), library.KgError, "'bad' is no ISO 8601 date"),
        (
            lambda: library.Document("a", "x", published="17/05/2015"),
            library.KgError,
            "published: '17/05/2015' is no ISO",
        ),
        (lambda: library.times("x", published="20240125T100000"), library.KgError, "no ISO 8601 date"),
        (
            lambda: library.times("x", published=3),
            TypeError,
            "kg.times takes a date or an ISO 8601 string as published",
        ),
        (lambda: library.times(None), TypeError, "kg.times takes a text, not None"),
        (lambda: library.quantities(None), TypeError, "kg.quantities takes a text, not None"),
        (lambda: library.extract("a.txt"), TypeError, "kg.extract takes a Document, such as kg.read"),
        (lambda: library.build(3), TypeError, "kg.build takes a path, a Document, Annotations"),
        (lambda: library.build([3]), TypeError, "kg.build takes paths, Documents or Annotations, not 3"),
    ],
)
def test_the_library_says_what_it_takes(call: Callable[[], object], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=re.escape(message)):
        call()


COMMANDS = (
    "build", "add", "remove", "list", "show", "export", "import", "extract", "query", "queries", "timeline", "view",
    "validate", "evaluate", "times", "quantities", "explain",
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    done = kg(command, "--help")
    assert done.returncode == 0 and "Usage" in done.stdout
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"kg {command}" in readme, "every command stands in the README"
