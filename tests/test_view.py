"""The pages in a real browser with the network cut: nothing requested, no error, and what a click, a search, a filter do."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.graph import Graph, from_annotations
from kg.model import Annotations, Argument, Document, Entity, Event
from kg.view import page

SHOTS = Path("build/screenshots")
KINDS = ("graph", "timeline", "article")


@pytest.fixture
def opened(browser, tmp_path: Path):
    """Open a page from disk; requests to anywhere and console errors are collected and must stay none."""
    context = browser.new_context(viewport={"width": 1280, "height": 820})
    trouble: list[str] = []

    def open_page(graph: Graph, kind: str, name: str = ""):
        file = tmp_path / f"{kind}.html"
        file.write_text(page(graph, kind), encoding="utf-8")
        tab = context.new_page()
        tab.route("**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort())
        tab.on(
            "request", lambda r: trouble.append(r.url) if not r.url.startswith(("file:", "data:", "blob:")) else None
        )
        tab.on("console", lambda m: trouble.append(m.text) if m.type == "error" else None)
        tab.on("pageerror", lambda e: trouble.append(str(e)))
        tab.goto(file.as_uri())
        tab.wait_for_timeout(600)
        SHOTS.mkdir(parents=True, exist_ok=True)
        tab.screenshot(path=str(SHOTS / f"{name or kind}.png"))
        return tab

    yield open_page
    context.close()
    assert trouble == []


@pytest.mark.parametrize("kind", KINDS)
def test_page_opens_right_to_left(opened, graph: Graph, kind: str) -> None:
    tab = opened(graph, kind)
    assert tab.evaluate("document.documentElement.dir") == "rtl"
    assert "«جدول زمني» لانسحاب التحالف" in tab.inner_text("h1")
    tab.click("#language")
    assert tab.evaluate("document.documentElement.dir") == "ltr"
    assert tab.evaluate("document.documentElement.lang") == "en"


def test_same_graph_same_page(graph: Graph) -> None:
    for kind in KINDS:
        assert page(graph, kind) == page(graph, kind)


def test_clicking_a_node_shows_its_evidence(opened, graph: Graph) -> None:
    tab = opened(graph, "graph")
    node = tab.evaluate("data.nodes.find(n => n.type === 'Mobilize').id")
    spot = tab.evaluate(
        "id => { kg.network.fit({nodes: [id]}); return kg.network.canvasToDOM(kg.network.getPosition(id)); }", node
    )
    tab.wait_for_timeout(300)
    spot = tab.evaluate("id => kg.network.canvasToDOM(kg.network.getPosition(id))", node)
    box = tab.locator("#canvas").bounding_box()
    tab.mouse.click(box["x"] + spot["x"], box["y"] + spot["y"])
    tab.wait_for_timeout(300)
    card = tab.inner_text("#panel")
    assert "وتنشر الولايات المتحدة 2500 عسكري في العراق" in card
    assert tab.inner_text("#panel mark.trigger") == "تنشر"


def test_search_folds_arabic(opened) -> None:
    text = "استقبل أحمد علي الوزير في القاهرة."
    entity = Entity("e1", 7, 15, "أحمد علي", "Person", "Ahmed Ali")
    event = Event("v1", 0, 6, "استقبل", "Consult", "v1", args=(Argument("agent", "e1"),))
    graph = from_annotations([Annotations(Document("x", text), entities=(entity,), events=(event,))])
    tab = opened(graph, "graph", "graph-search")
    tab.fill("#search", "احمد")
    assert tab.evaluate("data.nodes.filter(n => n.kind === 'Person').every(visible)")
    tab.fill("#search", "محمود")
    assert not tab.evaluate("data.nodes.some(visible)")


def test_filters_hide_and_say_so(opened, graph: Graph) -> None:
    tab = opened(graph, "graph", "graph-filter")
    total = tab.evaluate("data.nodes.length")
    places = tab.evaluate("data.nodes.filter(n => n.kind === 'Place').length")
    assert places
    tab.locator("#kinds label", has_text="مكان").click()
    assert str(total - places) in tab.inner_text("#count") and str(places) in tab.inner_text("#count")


def test_timeline_tells_planned_from_asserted(opened, graph: Graph) -> None:
    tab = opened(graph, "timeline", "timeline-lanes")
    assert tab.locator(".vis-item").count() >= 3
    assert tab.locator("#undated .badge.planned").count() >= 3
    tab.select_option("#lane", "type")
    assert tab.locator(".vis-labelset .vis-label").count() >= 2
    tab.locator("#undated button").first.click()
    assert tab.locator("#panel mark.trigger").count() == 1


def test_timeline_stays_in_the_window_in_english(opened, graph: Graph) -> None:
    tab = opened(graph, "timeline")
    tab.click("#language")
    tab.wait_for_timeout(600)
    inside = "e => { const r = e.getBoundingClientRect(); return r.right > 0 && r.left < innerWidth; }"
    assert all(tab.locator(".vis-item").nth(n).evaluate(inside) for n in range(tab.locator(".vis-item").count()))


def test_every_article_of_a_graph_is_on_the_page(opened) -> None:
    texts = ["وصل الوفد إلى عمان أمس. وقال الوزير إن المحادثات بدأت.", "انسحبت القوات من المدينة."]
    graph = kg.build([kg.read_text(t, published="2024-01-25") for t in texts])
    tab = opened(graph, "article", "articles")
    assert [e.text_content() for e in tab.locator(".text").all()] == texts
    anchors = tab.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(anchors) == len(set(anchors))


def test_article_keeps_its_words(opened, graph: Graph, annotations: Annotations) -> None:
    tab = opened(graph, "article", "article-words")
    assert tab.evaluate("document.querySelector('.text').textContent") == annotations.document.text
    tab.locator(".text a[data-node]").first.click()
    assert tab.locator("#panel .card").count() == 1


@pytest.mark.parametrize("kind", KINDS)
def test_phone_in_the_dark(browser, tmp_path: Path, graph: Graph, kind: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, color_scheme="dark")
    file = tmp_path / "page.html"
    file.write_text(page(graph, kind), encoding="utf-8")
    tab = context.new_page()
    tab.goto(file.as_uri())
    tab.wait_for_timeout(500)
    tab.screenshot(path=str(SHOTS / f"{kind}-phone.png"))
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_text_is_text(opened, kind: str) -> None:
    bad = '<script>window.hit=1</script>"><img src=x onerror=window.hit=1>\u202eabc\ud800 قال </script>'
    entity = Entity("e1", 0, 10, bad[:10], "Person", bad)
    event = Event("v1", 0, 8, bad[:8], "Say", "v1", source="e1", args=(Argument("agent", "e1"),))
    document = Document("x", bad, title=bad, publisher=bad, published="2024-01-01")
    graph = from_annotations([Annotations(document, entities=(entity,), events=(event,))])
    tab = opened(graph, kind, f"{kind}-hostile")
    assert tab.evaluate("window.hit") is None
    assert "<script>" in tab.inner_text("h1")
