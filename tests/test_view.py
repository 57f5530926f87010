"""The pages in a real browser with the network cut: nothing requested, no error, and what a click, a search, a filter do."""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import SHOTS
from typer.testing import CliRunner, Result

import kg
from kg.arabic.normalize import fold
from kg.cli import app
from kg.graph import Graph, from_annotations
from kg.model import Annotations, Argument, Document, Entity, Event
from kg.view import PAGES, graph_page, page
from kg.view.data import collect
from kg.view.dates import when
from kg.view.layout import size_of
from kg.view.pictures import PICTURES, picture
from kg.view.words import family_of, words

KINDS = PAGES
SVG_ELEMENTS = {"svg", "defs", "marker", "path", "rect", "circle", "ellipse", "polygon", "text"}


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


def click_node(tab, number: int) -> None:
    """Click a node of graph.html where it is drawn."""
    tab.evaluate("n => kg.network.focus(n, {scale: 1})", number)
    tab.wait_for_timeout(200)
    spot = tab.evaluate("n => kg.network.canvasToDOM(kg.network.getPosition(n))", number)
    box = tab.locator("#canvas").bounding_box()
    tab.mouse.click(box["x"] + spot["x"], box["y"] + spot["y"])
    tab.wait_for_timeout(400)


def test_clicking_a_node_shows_its_evidence(opened, graph: Graph) -> None:
    tab = opened(graph, "graph")
    click_node(tab, tab.evaluate("data.nodes.findIndex(n => n.type === 'Mobilize')"))
    card = tab.inner_text("#panel")
    assert "وتنشر الولايات المتحدة 2500 عسكري في العراق" in card
    assert tab.inner_text("#panel mark.trigger") == "تنشر"
    assert "الولايات المتحدة" in tab.locator("#panel mark.argument").all_inner_texts()


def test_search_folds_arabic(opened) -> None:
    text = "استقبل أحمد علي الوزير في القاهرة."
    entity = Entity("e1", 7, 15, "أحمد علي", "Person", "Ahmed Ali")
    event = Event("v1", 0, 6, "استقبل", "Consult", "v1", args=(Argument("agent", "e1"),))
    graph = from_annotations([Annotations(Document("x", text), entities=(entity,), events=(event,))])
    tab = opened(graph, "graph", "graph-search")
    tab.fill("#search", "احمد")
    tab.wait_for_timeout(300)
    assert tab.locator("#results button.link").all_inner_texts()[0] == "أحمد علي"
    tab.fill("#search", "محمود")
    tab.wait_for_timeout(300)
    assert tab.inner_text("#results") == "لا نتيجة"


@pytest.mark.parametrize(
    "written, found",
    [("أحمد", "احمد"), ("إلى", "الي"), ("وزارة", "وزاره"), ("الـعِـراقُ", "العراق"), ("٢٠١٤", "2014"), ("کابل", "كابل"),
     ("ﻋﻠﻲ", "علي"), ("BBC", "bbc")],
)  # fmt: skip
def test_the_pages_fold_as_the_library_does(opened, graph: Graph, written: str, found: str) -> None:
    tab = opened(graph, "graph")
    assert tab.evaluate("([a, b]) => fold(a) === fold(b)", [written, found])
    assert fold(written).lower() == fold(found).lower()


def test_filters_hide_and_say_so(opened, graph: Graph) -> None:
    tab = opened(graph, "graph", "graph-filter")
    total = tab.evaluate("data.nodes.length")
    places = tab.evaluate("data.nodes.filter(n => n.kind === 'Place').length")
    assert places
    tab.locator("#kinds .chip", has_text="مكان").click()
    assert f"معروض {total - places} من {total}" in tab.inner_text("#count")
    assert f"{places} أخفتها التصفية" in tab.inner_text("#count")
    assert not tab.evaluate("data.nodes.some((n, i) => n.kind === 'Place' && kg.nodes.get(i))")


def test_a_double_click_shows_the_neighbourhood_alone(opened, graph: Graph) -> None:
    tab = opened(graph, "graph")
    agent = tab.evaluate("data.nodes.findIndex(n => n.en === 'United States')")
    tab.evaluate("n => kg.neighbourhood(n)", agent)
    tab.wait_for_timeout(700)
    tab.screenshot(path=str(SHOTS / "graph-neighbourhood.png"))
    near = tab.evaluate("n => data.edges.filter(e => e[1] === n).length", agent)
    assert tab.evaluate("kg.nodes.length") == near + 1
    event = tab.evaluate("data.nodes.findIndex(n => n.type === 'Mobilize')")
    tab.evaluate("n => kg.neighbourhood(n)", event)  # open one more
    assert tab.evaluate("kg.nodes.length") > near + 1
    tab.evaluate("n => kg.neighbourhood(n)", event)  # and fold it again
    assert tab.evaluate("kg.nodes.length") == near + 1
    tab.keyboard.press("Escape")
    assert tab.evaluate("kg.nodes.length === data.nodes.length")


def test_modality_is_drawn(opened, graph: Graph) -> None:
    tab = opened(graph, "graph")
    drawn = "s => { const i = data.nodes.findIndex(n => n.status === s); return kg.nodes.get(i).shapeProperties.borderDashes; }"
    assert tab.evaluate(drawn, "asserted") is False
    assert tab.evaluate(drawn, "planned") and tab.evaluate(drawn, "demanded")
    assert tab.evaluate(drawn, "planned") != tab.evaluate(drawn, "demanded")


@pytest.fixture(scope="module")
def large() -> Graph:
    """Sixty made articles about eight groups of people: more than is shown without clusters."""
    return from_annotations([made_article(n) for n in range(60)])


def made_article(n: int) -> Annotations:
    names = [f"فريق {'ابتثجحخد'[n % 8]}{k}" for k in range(3)]
    sentences = [f"زار {names[k % 3]} مدينة رقم {n}{k} أمس." for k in range(6)]
    text, entities, events, at = "\n".join(sentences), [], [], 0
    for k, sentence in enumerate(sentences):
        start = at + 4
        entities.append(Entity(f"e{k}", start, start + len(names[k % 3]), names[k % 3], "Person", names[k % 3]))
        place = text.index("مدينة", start)
        end = place + len(f"مدينة رقم {n}{k}")
        events.append(Event(f"v{k}", at, at + 3, "زار", "Move", f"v{k}", time=f"2024-01-{k + 1:02}", timeline=True,
                            args=(Argument("agent", f"e{k}"), Argument("destination", start=place, end=end, text=text[place:end]))))  # fmt: skip
        at += len(sentence) + 1
    document = Document(f"made-{n}", text, title=f"خبر رقم {n}", publisher="جريدة", published=f"2024-0{n % 3 + 1}-10")
    return Annotations(document, entities=tuple(entities), events=tuple(events))


def test_a_large_graph_opens_story_by_story(opened, large: Graph) -> None:
    tab = opened(large, "graph", "graph-large")
    total = tab.evaluate("data.nodes.length")
    assert total > 300
    assert 1 < tab.evaluate("kg.nodes.length") < 60
    assert tab.evaluate("kg.nodes.getIds().every(id => typeof id === 'string')")
    assert f"معروض 0 من {total}" in tab.inner_text("#count")
    assert f"{total:,} داخل قصص مطوية" in tab.inner_text("#count")
    size = tab.evaluate("C[0].size")
    tab.evaluate("kg.opened(0)")
    tab.wait_for_timeout(700)
    tab.screenshot(path=str(SHOTS / "graph-large-opened.png"))
    assert f"معروض {size} من" in tab.inner_text("#count")
    inside = "([...N.keys()].filter(n => kg.nodes.get(n)).every(n => Math.abs(N[n].x - C[0].x) <= C[0].w / 2 && Math.abs(N[n].y - C[0].y) <= C[0].h / 2))"
    assert tab.evaluate(inside)
    tab.fill("#search", "مدينة رقم 595")
    tab.wait_for_timeout(400)
    assert tab.inner_text("#panel h3") == "مدينة رقم 595"  # found in a folded story, which opened


def test_all_stories_open_as_dots_that_become_nodes(opened) -> None:
    tab = opened(from_annotations([made_article(n) for n in range(120)]), "graph")
    total = tab.evaluate("data.nodes.length")
    assert total > tab.evaluate("NEAR")
    tab.click("#open-all")
    tab.wait_for_timeout(800)
    tab.screenshot(path=str(SHOTS / "graph-all-open.png"))
    assert f"معروض {total:,} من {total:,} · كبّر الصورة لتظهر الأسماء" in tab.inner_text("#count")
    assert tab.evaluate("[...dots.values()].flat().length") == total
    assert tab.evaluate("kg.nodes.length") == 0
    spot = tab.evaluate("kg.network.canvasToDOM({x: C[0].x, y: C[0].y})")
    box = tab.locator("#canvas").bounding_box()
    at = box["x"] + spot["x"], box["y"] + spot["y"]
    tab.mouse.click(*at)
    tab.wait_for_timeout(500)
    assert tab.inner_text("#panel h3") == tab.evaluate("label(C[0])")
    tab.mouse.dblclick(*at)
    tab.wait_for_timeout(1200)
    tab.screenshot(path=str(SHOTS / "graph-all-open-near.png"))
    size = tab.evaluate("C[0].size")
    assert tab.evaluate("[...N.keys()].filter(n => N[n].cluster === 0).every(n => kg.nodes.get(n))")
    assert tab.evaluate("kg.nodes.length + [...dots.values()].flat().length") == total > size
    tab.fill("#search", "مدينة رقم 1195")
    tab.wait_for_timeout(1200)
    assert tab.inner_text("#panel h3") == "مدينة رقم 1195"  # found among the dots
    assert tab.evaluate("kg.nodes.get([...found][0]) !== null")
    tab.click("#fit")
    tab.wait_for_timeout(1200)
    assert tab.evaluate("kg.nodes.length") == 0
    tab.click("#open-all")
    assert tab.evaluate("dots.size") == 0 and f"{total:,} داخل قصص مطوية" in tab.inner_text("#count")


def test_no_two_nodes_overlap(large: Graph, graph: Graph) -> None:
    for each in (graph, large):
        data = collect(each)
        cards = graph_page.payload(data)["nodes"]
        boxes = [(card["x"], card["y"], *size_of(node)) for card, node in zip(cards, data.linked, strict=True)]
        for n, (x, y, w, h) in enumerate(boxes):
            for a, b, c, d in boxes[:n]:
                assert abs(x - a) >= (w + c) / 2 - 3 or abs(y - b) >= (h + d) / 2 - 3


def test_timeline_tells_planned_from_asserted(opened, graph: Graph) -> None:
    tab = opened(graph, "timeline", "timeline-lanes")
    assert tab.locator(".vis-item").count() >= 3
    assert tab.locator("#undated .glyph.planned").count() >= 3
    tab.select_option("#lane", "type")
    assert tab.locator(".vis-labelset .vis-label").count() >= 2
    tab.locator("#undated button.link").first.click()
    assert tab.locator("#panel mark.trigger").count() >= 1


@pytest.mark.parametrize("lane", ["none", "type", "agent", "source", "article"])
def test_every_lane_draws(opened, graph: Graph, lane: str) -> None:
    tab = opened(graph, "timeline")
    tab.select_option("#lane", lane)
    tab.wait_for_timeout(200)
    assert tab.locator(".vis-item").count() >= 3


def test_open_intervals_are_drawn_open(opened, graph: Graph) -> None:
    tab = opened(graph, "timeline")
    assert tab.evaluate("kg.events.filter(e => e.open === 'end').map(e => e.edtf)") == ["2023-08/.."]
    assert "منذ أغسطس 2023" in tab.inner_text("#chronicle")
    tab.click("#language")
    assert "since August 2023" in tab.inner_text("#chronicle")


def test_crowded_days_are_bundled_and_open(opened, large: Graph) -> None:
    tab = opened(large, "timeline", "timeline-crowded")
    assert tab.locator(".vis-item.bundle").count()
    assert tab.locator(".vis-item").count() < 120
    assert "في حزم" in tab.inner_text("#count")
    tab.evaluate("openBundle([...bundles.keys()][0])")
    assert tab.locator("#panel button.link").count() >= 6


@pytest.mark.parametrize(
    "family, month", [("egypt", "يناير"), ("levant", "كانون الثاني"), ("tunisia", "جانفي"), ("morocco", "يناير")]
)
def test_months_of_a_chosen_family(opened, graph: Graph, family: str, month: str) -> None:
    tab = opened(graph, "timeline")
    tab.select_option("#months", family)
    assert f"25 {month} 2024" in tab.inner_text("#chronicle")


def test_the_articles_choose_the_months() -> None:
    assert family_of(["وقع ذلك في 3 حزيران و4 شباط"]) == "levant"
    assert family_of(["يوم 5 جويلية"]) == "tunisia"
    assert family_of(["في غشت الماضي"]) == "morocco"
    assert family_of(["في يناير"]) == family_of([]) == "egypt"


def test_timeline_stays_in_the_window_in_english(opened, graph: Graph) -> None:
    tab = opened(graph, "timeline")
    tab.click("#language")
    tab.wait_for_timeout(600)
    inside = "e => { const r = e.getBoundingClientRect(); return r.right > 0 && r.left < innerWidth; }"
    assert all(tab.locator(".vis-item").nth(n).evaluate(inside) for n in range(tab.locator(".vis-item").count()))


def test_events_have_english_labels(opened, graph: Graph) -> None:
    tab = opened(graph, "timeline")
    tab.click("#language")
    assert "Mobilization: United States, 2,500 person" in tab.inner_text("#undated")


EDTF = [
    ("2024", "2024", "2024"), ("2024-01", "يناير 2024", "January 2024"), ("2024-01-25", "25 يناير 2024", "25 January 2024"),
    ("2024-01-25T22:29", "25 يناير 2024، 22:29", "25 January 2024, 22:29"), ("2023-08/..", "منذ أغسطس 2023", "since August 2023"),
    ("../2015-07-30", "حتى 30 يوليو 2015", "until 30 July 2015"), ("2003/2011", "2003 – 2011", "2003 – 2011"),
    ("2015-21", "ربيع 2015", "spring 2015"), ("2015-34", "الربع 2 2015", "Q2 2015"), ("201X", "2010–2019", "2010s"),
    ("2015~", "تقريبا 2015", "about 2015"), ("2015-06?", "ربما يونيو 2015", "perhaps June 2015"),
    ("2024-W05", "2024-W05", "2024-W05"), ("2024-13", "2024-13", "2024-13"),
]  # fmt: skip


def test_dates_in_words_are_the_same_in_pages_and_pictures(opened, graph: Graph) -> None:
    tab = opened(graph, "timeline")
    for language, column in (("ar", 1), ("en", 2)):
        tab.evaluate("next => speak(next)", language)
        for row in EDTF:
            assert tab.evaluate("edtf => when(edtf)", row[0]) == row[column] == when(row[0], language)


def test_every_article_of_a_graph_is_behind_an_index(opened) -> None:
    texts = [
        "وصل الوفد إلى عمان أمس. وقال الوزير إن المحادثات بدأت.",
        "انسحبت القوات من المدينة.\n\n\nوعاد السكان 😀 إلى المدينة.",
    ]
    graph = kg.build([kg.read_text(t, published="2024-01-25") for t in texts])
    tab = opened(graph, "article", "articles")
    assert tab.locator("#index li").count() == 2
    seen = []
    for n in range(2):
        tab.locator("#index li button.link").nth(n).click()
        seen.append(tab.evaluate("document.querySelector('.text').textContent"))
        anchors = tab.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
        assert len(anchors) == len(set(anchors))
        spans = "[...document.querySelectorAll('.text .span')].map(e => [e.dataset.node, e.textContent])"
        assert all(text in tab.evaluate("n => [data.nodes[n].ar, data.nodes[n].short, ...(data.nodes[n].also || []), data.nodes[n].en]", int(node))
                   for node, text in tab.evaluate(spans))  # fmt: skip
        tab.locator("#index button").first.click()
    assert sorted(seen) == sorted(texts)


def test_article_keeps_its_words(opened, graph: Graph, annotations: Annotations) -> None:
    tab = opened(graph, "article", "article-words")
    assert tab.evaluate("document.querySelector('.text').textContent") == annotations.document.text
    tab.locator(".text .span").first.click()
    assert tab.locator("#panel .card").count() == 1


def test_who_said_what_is_a_chain(opened, graph: Graph) -> None:
    tab = opened(graph, "article")
    chains = tab.locator(".chain").all_inner_texts()
    assert any("سكاي نيوز" in chain and "وزارة الخارجية العراقية" in chain for chain in chains)
    assert tab.locator(".claims tbody tr").count() == tab.evaluate("data.articles[0].claims.length") > 5
    tab.locator(".claims tbody tr").first.locator("button").last.click()
    assert tab.locator(".text .span.on").count() >= 1


def test_pages_of_a_folder_link_to_each_other(opened, graph: Graph, tmp_path: Path, browser) -> None:
    links = {kind: f"{kind}.html" for kind in KINDS}
    for kind in KINDS:
        (tmp_path / f"{kind}.html").write_text(page(graph, kind, links), encoding="utf-8")
    tab = browser.new_page()
    tab.goto((tmp_path / "article.html").as_uri())
    tab.locator(".text .span.k-Event").first.click()
    label = tab.inner_text("#panel h3")
    for kind in ("graph", "timeline", "article"):
        tab.locator("#panel .ways a", has_text=words()[kind]["ar"]).click()
        tab.wait_for_timeout(500)
        assert tab.inner_text("#panel h3") == label
        assert tab.evaluate("document.documentElement.dataset.page") == kind
    tab.close()


def test_map_shows_places_and_what_happened_there(opened, graph: Graph) -> None:
    tab = opened(graph, "map")
    assert tab.locator(".dot").count() >= 4
    tab.locator(".dot[aria-label^='العراق']").focus()
    tab.keyboard.press("Enter")
    assert tab.inner_text("#panel h3") == "العراق"
    assert "تنشر: الولايات المتحدة" in tab.inner_text("#panel")
    tab.fill("#search", "امريكا")
    assert tab.inner_text("#results") == "لا نتيجة"
    lost = from_annotations([Annotations(Document("x", "وصل الوفد إلى كفر المجهول."), entities=(Entity("e1", 14, 25, "كفر المجهول", "Place", "Kafr"),),
                                         events=(Event("v1", 0, 3, "وصل", "Move", "v1", args=(Argument("destination", "e1"),)),))])  # fmt: skip
    tab = opened(lost, "map", "map-lost")
    assert "1 لا يعرف موضعها" in tab.inner_text("#count")
    assert "كفر المجهول" in tab.inner_text("#overview")


def test_everything_is_reached_by_keyboard(opened, graph: Graph) -> None:
    tab = opened(graph, "graph")
    tab.focus("#search")
    tab.keyboard.type("الولايات")
    tab.wait_for_timeout(300)
    tab.keyboard.press("Enter")
    assert tab.inner_text("#panel h3") == "الولايات المتحدة"
    tab.locator("#panel .part button.link").first.focus()
    tab.keyboard.press("Enter")
    assert tab.locator("#panel mark.trigger").count() >= 1
    article = opened(graph, "article")
    article.locator(".text .span").first.focus()
    article.keyboard.press("Enter")
    assert article.locator("#panel .card").count() == 1


CONTRAST = (Path(__file__).parent / "data" / "contrast.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_contrast(opened, graph: Graph, kind: str, scheme: str) -> None:
    tab = opened(graph, kind)
    tab.evaluate(
        "theme => { paint(theme); speak('ar'); go(data.nodes.findIndex(n => n.type === 'Mobilize')); }", scheme
    )
    tab.wait_for_timeout(300)
    assert tab.evaluate(CONTRAST) == []


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


@pytest.fixture(scope="module")
def hostile() -> Graph:
    bad = '<script>window.hit=1</script>"><img src=x onerror=window.hit=1>\u202eabc\ud800\x00\x0b قال </script>]]>&amp;'
    entity = Entity("e1", 0, 10, bad[:10], "Person", bad)
    place = Entity("e2", 10, 20, bad[10:20], "Place", bad)
    roles = Argument("agent", "e1"), Argument("place", "e2")
    event = Event("v1", 0, 8, bad[:8], "Say", "v1", time="2024-01-01", source="e1", args=roles, timeline=True)
    noun = Argument("patient", start=0, end=len(bad), text=bad)
    other = Event("v2", 30, 36, bad[30:36], "Move", "v2", args=(noun,))
    document = Document("x", bad, title=bad, publisher=bad, via=bad, published="2024-01-01")
    return from_annotations([Annotations(document, entities=(entity, place), events=(event, other))])


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_text_is_text(opened, hostile: Graph, kind: str) -> None:
    tab = opened(hostile, kind, f"{kind}-hostile")
    assert "<script>" in tab.inner_text("h1")
    for language in ("ar", "en"):
        tab.evaluate(
            "next => { speak(next); go(data.nodes.findIndex(n => n.kind === 'Event')); go(data.nodes.findIndex(n => n.kind === 'Person')); }",
            language,
        )
        tab.wait_for_timeout(300)
        assert "<img src=x" in tab.inner_text("#panel")
    assert tab.evaluate("window.hit") is None
    assert tab.evaluate("document.querySelectorAll('img, iframe, object, script[src]').length") == 0
    assert "\u202e" not in tab.content()


@pytest.mark.parametrize("kind", PICTURES)
def test_hostile_text_is_text_in_pictures(hostile: Graph, kind: str) -> None:
    svg = picture(hostile, kind).decode()
    tree = ElementTree.fromstring(svg)
    assert {each.tag.split("}")[1] for each in tree.iter()} <= SVG_ELEMENTS
    assert "\u202e" not in svg and "<script" not in svg
    assert picture(hostile, kind, "png").startswith(b"\x89PNG")


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("kind", PICTURES)
def test_pictures(graph: Graph, large: Graph, kind: str, language: str) -> None:
    for each, name in ((graph, "small"), (large, "large")):
        svg = picture(each, kind, "svg", language)
        assert svg == picture(each, kind, "svg", language)
        tree = ElementTree.fromstring(svg)
        assert {part.tag.split("}")[1] for part in tree.iter()} <= SVG_ELEMENTS
        image = picture(each, kind, "png", language)
        SHOTS.mkdir(parents=True, exist_ok=True)
        (SHOTS / f"picture-{kind}-{name}-{language}.png").write_bytes(image)
    with pytest.raises(kg.KgError, match="no picture"):
        picture(graph, "article")


def test_the_command_writes_pages_and_pictures(tmp_path: Path, graph: Graph) -> None:
    source = tmp_path / "graph.ttl"
    source.write_bytes(graph.serialize())
    run = CliRunner().invoke

    def view(*words: str) -> Result:
        return run(app, ["view", str(source), *words])

    assert view("--kind", "all", "-o", str(tmp_path / "pages")).exit_code == 0
    assert {each.name for each in (tmp_path / "pages").iterdir()} == {f"{kind}.html" for kind in KINDS}
    for name, begin in (("a.svg", b"<svg "), ("a.png", b"\x89PNG"), ("a.html", b"<!DOCTYPE")):
        assert view("--kind", "timeline", "-o", str(tmp_path / name)).exit_code == 0
        assert (tmp_path / name).read_bytes().startswith(begin)
    for given, message in (
        (("-o", "a.gif"), "ends in .html, of a picture in .svg or .png"),
        (("-o", "a.html", "--format", "svg"), "ends in .html, of a picture in .svg or .png"),
        (("--kind", "article", "-o", "b.svg"), "no picture of article; there are graph, timeline"),
        (("--kind", "all", "-o", str(source)), "is a file; --kind all writes into a folder"),
    ):
        assert message in str(view(*given).exception)


def test_png_without_resvg_says_what_to_install(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(kg.KgError, match=r"pip install 'kg\[pictures\]'"):
        picture(graph, "graph", "png")
