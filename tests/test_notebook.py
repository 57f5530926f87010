"""In a notebook: what shows itself, the tour as it runs in a kernel, and its frames in a browser with the network cut."""

from __future__ import annotations

import html
from pathlib import Path

import nbformat
import pandas
import pytest
from conftest import ARTICLE, ROOT, SHOTS
from nbclient import NotebookClient

import kg
from kg.graph import Graph
from kg.query import Table
from kg.view import PAGES, Page

TOUR = ROOT / "examples" / "tour.ipynb"
BAD = "<script>window.hit=1</script>\u202eabc"


@pytest.fixture(scope="module")
def tour() -> nbformat.NotebookNode:
    """The tour after a kernel ran it, beside the examples; a cell that fails raises here."""
    notebook = nbformat.read(TOUR, as_version=4)
    return NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(TOUR.parent)}}).execute()


def shown(tour: nbformat.NotebookNode, kind: str) -> dict[str, str]:
    """What every cell shows of that media type, by its first line."""
    return {
        cell.source.splitlines()[-1]: "".join(out.data[kind])
        for cell in tour.cells
        if cell.cell_type == "code"
        for out in cell.outputs
        if out.output_type in ("execute_result", "display_data") and kind in out.data
    }


def printed(tour: nbformat.NotebookNode) -> str:
    return "".join(o.text for c in tour.cells for o in c.get("outputs", ()) if o.output_type == "stream")


def test_the_tour_tells_what_it_says(tour: nbformat.NotebookNode) -> None:
    assert not any(o.name == "stderr" for c in tour.cells for o in c.get("outputs", ()) if o.output_type == "stream")
    for words in (
        "2023-08/.. | asserted",
        "وصول | Move | denied | - | وزارة الخارجية المصرية",
        "| planned | 2024-01-28 |",
        "| possible | - | مصدر",
        "يوم الخميس الماضي DATE 2024-01-18",
        "300 ألف شخص 300000 None person",
        "الضفتان | 15 قتيلا",
    ):
        assert words in printed(tour)
    frames = [line for line, text in shown(tour, "text/html").items() if text.startswith("<iframe srcdoc=")]
    assert frames == ["graph", 'graph.view("timeline")', 'graph.view("article")', 'story.view("graph")']
    assert all(len(text) < 1000 for text in shown(tour, "text/plain").values())
    assert "<table" in shown(tour, "text/html")["shown"]


def test_the_tour_is_kept_without_what_it_shows() -> None:
    notebook = nbformat.read(TOUR, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code)


def test_the_frames_of_the_tour_work_offline(browser, tour: nbformat.NotebookNode, tmp_path: Path) -> None:
    trouble: list[str] = []
    file = tmp_path / "tour.html"
    file.write_text(
        "<!DOCTYPE html><meta charset=utf-8>" + "".join(shown(tour, "text/html").values()), encoding="utf-8"
    )
    tab = browser.new_page(viewport={"width": 1000, "height": 800})
    tab.on("request", lambda r: trouble.append(r.url) if not r.url.startswith(("file:", "data:", "about:")) else None)
    tab.on("console", lambda m: trouble.append(m.text) if m.type == "error" else None)
    tab.on("pageerror", lambda e: trouble.append(str(e)))
    tab.goto(file.as_uri())
    for frame in tab.frames[1:]:
        frame.wait_for_function("window.kg && window.kg.ready")
        frame.evaluate("go(data.nodes.findIndex(n => n.kind === 'Event'))")
        assert frame.locator("#panel mark.trigger").count() >= 1
    tab.frames[1].click("#language")
    for frame in tab.frames[1:]:  # the language of one is that of all
        frame.wait_for_function("document.documentElement.dir === 'ltr'")
    tab.wait_for_timeout(600)
    SHOTS.mkdir(parents=True, exist_ok=True)
    tab.screenshot(path=str(SHOTS / "tour.png"), full_page=True)
    assert len(tab.frames) == 5 and trouble == []
    tab.close()


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_is_a_string_that_shows_itself(graph: Graph, kind: str, tmp_path: Path) -> None:
    made = graph.view(kind)
    assert isinstance(made, str) and isinstance(made, Page) and made.startswith("<!DOCTYPE html>")
    (framed,) = [made._repr_html_()]
    assert html.unescape(framed.split('"')[1]) == made
    assert made.save(tmp_path / "page.html").read_text(encoding="utf-8") == made
    assert len(repr(made)) < 100
    with pytest.raises(kg.KgError, match=r"nowhere/page\.html: No such file or directory"):
        made.save(tmp_path / "nowhere" / "page.html")


def test_a_graph_shows_itself_unless_it_is_too_large(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    assert graph._repr_html_() == graph.view()._repr_html_()
    assert repr(graph).startswith("<kg.Graph, articles: 1, events: ")
    monkeypatch.setattr("kg.graph._SHOWN", 3)
    assert graph._repr_html_() is None


def test_merging_again_changes_nothing() -> None:
    story = kg.build(ROOT / "examples" / "merging" / "articles.jsonl").merge()
    assert len(story.query("disagreements"))
    before = story.fingerprint()
    assert story.merge().fingerprint() == before
    assert kg.build(ARTICLE).merge().fingerprint() == kg.build(ARTICLE).fingerprint()


def test_tables_become_frames(graph: Graph) -> None:
    table = graph.query(
        "SELECT ?a (COUNT(?e) AS ?n) (true AS ?yes) (0.5 AS ?half) (SAMPLE(?x) AS ?none)"
        " { ?e kg:agent ?o . ?o rdfs:label ?a OPTIONAL { ?o kg:nothing ?x } } GROUP BY ?a"
    )
    frame = table.to_pandas()
    assert list(frame.columns) == ["a", "n", "yes", "half", "none"] and len(frame) == len(table) > 3
    assert frame["n"].sum() == sum(int(row["n"] or 0) for row in table)
    assert frame["yes"].all() and frame["half"].sum() == len(frame) / 2 and frame["none"].isna().all()
    assert len(pandas.DataFrame(table)) == len(table)


def test_a_table_shows_its_first_rows_as_text(graph: Graph) -> None:
    rows = " ".join(map(str, range(250)))
    table = graph.query(
        f"SELECT ?bad ?iri ?n {{ VALUES ?n {{ {rows} }} BIND('{BAD}' AS ?bad) BIND(<http://x.org/a#%D8%A8> AS ?iri) }}"
    )
    made = table._repr_html_()
    assert made.count("<tr>") == 101 and "<p>100 of 250 rows</p>" in made
    assert "<script>" not in made and "&lt;script&gt;" in made and "\u202e" not in made
    assert 'title="http://x.org/a#%D8%A8">ب</td>' in made
    assert Table(("a",), ())._repr_html_() == "<table><thead><tr><th>a</th></tr></thead><tbody></tbody></table>"
