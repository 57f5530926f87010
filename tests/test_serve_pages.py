"""The server's pages in a real browser with the network cut: search and filters, reports, pasting, asking, hostile text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
import serving

import kg

SHOTS = Path("build/screenshots")
HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>\u202eعكس\u202c \ud800'
TEXT = (
    "المنامة - زار الوزير أحمد العلوي مدينة المحرق يوم الجمعة.\n"
    "وقال أحمد العلوي إن الحكومة ستوقع اتفاقا مع إيران الأسبوع المقبل.\n" + f"وأعلنت شركة «{HOSTILE}» افتتاح مصنع."
)
HTTP = httpx.Client(timeout=60)  # the machine may be busy
PASTED = "عدن - وصل الوزير سالم باوزير إلى عدن أمس، والتقى المحافظ."
WIDE, PHONE = {"width": 1280, "height": 820}, {"width": 390, "height": 800}


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    document = kg.read_text(TEXT, title=f"أحمد {HOSTILE}", published="2024-03-02", publisher=f"الديرة {HOSTILE}")
    folder = serving.archive(tmp_path_factory.mktemp("serve") / "archive", [document])
    with serving.server(folder) as address:
        yield address


@pytest.fixture
def opened(browser, at: str):
    """Open a page of the server; requests to anywhere else, dialogs and console errors must stay none."""
    trouble: list[str] = []
    contexts = []

    def open_page(path: str, name: str = "", viewport: dict[str, int] = WIDE, **options):
        context = browser.new_context(viewport=viewport, **options)
        contexts.append(context)
        tab = context.new_page()
        tab.set_default_timeout(60_000)
        tab.route("**/*", lambda route: route.continue_() if route.request.url.startswith(at) else route.abort())
        tab.on("request", lambda r: None if r.url.startswith((at, "data:", "blob:")) else trouble.append(r.url))
        tab.on("console", lambda m: trouble.append(m.text) if m.type in ("error", "warning") else None)
        tab.on("pageerror", lambda e: trouble.append(str(e)))
        tab.on("dialog", lambda d: trouble.append(d.message))
        tab.goto(f"{at}{path}", wait_until="networkidle")
        shot(tab, name)
        return tab

    open_page.trouble = trouble
    yield open_page
    for context in contexts:
        context.close()
    assert trouble == []


def shot(tab, name: str) -> None:
    if name:
        SHOTS.mkdir(parents=True, exist_ok=True)
        tab.wait_for_timeout(400)
        tab.screenshot(path=str(SHOTS / f"serve-{name}.png"))


def test_search_and_filters(opened, at: str) -> None:
    tab = opened("/", "search")
    assert tab.evaluate("document.documentElement.dir") == "rtl"
    every = tab.locator("#happenings > li").count()
    tab.fill("#text", "احمد")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**text=**")
    shot(tab, "search-ahmad")
    assert 0 < tab.locator("#happenings > li").count() < every
    assert "أحمد" in tab.inner_text("#happenings > li:first-child h3")
    tab.locator("#facets a", has_text="انتقال").click()
    tab.wait_for_url("**type=Move**")
    assert tab.input_value("#text") == "احمد"
    tab.goto(f"{at}/?text=ايران")
    tab.locator("#facets a", has_text="مخطط").click()
    tab.wait_for_url("**modality=planned**")
    assert {each.strip() for each in tab.locator("#happenings .badge.planned").all_inner_texts()} == {"◷ مخطط"}
    tab.locator("#chosen a").click()
    tab.wait_for_url(lambda url: "modality" not in url)
    tab.click("#language")
    assert tab.evaluate("document.documentElement.dir") == "ltr"
    assert "Iran" in tab.inner_text("#happenings")
    shot(tab, "search-en")


def test_an_unknown_filter_says_so(opened) -> None:
    tab = opened("/?type=Dance")
    assert "no event type" in tab.inner_text("[role=alert]")


def test_the_reports_of_a_happening_stand_side_by_side(opened) -> None:
    tab = opened("/?text=قتيلا")
    most = tab.locator("#happenings > li", has_text="4 روايات").first
    most.locator("h3 a").click()
    tab.wait_for_load_state("networkidle")
    shot(tab, "event")
    columns = tab.locator("#reports > section")
    assert columns.count() == 4
    tops = {round(columns.nth(n).bounding_box()["y"]) for n in range(3)}
    assert len(tops) == 1
    for n in range(3):
        assert columns.nth(n).locator("mark.trigger").count() >= 1
    assert tab.locator(".differs").count() >= 2  # 12 dead, and 15
    columns.nth(0).locator("h3 a").click()
    tab.wait_for_load_state("networkidle")
    shot(tab, "article")
    assert tab.locator(".text .span.on").count() >= 1
    tab.locator("#panel .ways a").first.click()
    tab.wait_for_load_state("networkidle")
    assert "/event?" in tab.url


@pytest.mark.parametrize("kind", ["graph", "timeline", "map"])
def test_the_views_show_what_is_selected(opened, kind: str) -> None:
    tab = opened(f"/{kind}?text=بعقوبة", kind)
    chosen, every = tab.evaluate("data.nodes.length"), opened(f"/{kind}").evaluate("data.nodes.length")
    assert 0 < chosen < every
    tab.locator("#pages a", has_text="بحث").click()
    tab.wait_for_load_state("networkidle")
    assert tab.input_value("#text") == "بعقوبة"


def test_pasting_shows_the_graph_at_once_and_stores_nothing(opened, at: str) -> None:
    tab = opened("/new")
    tab.fill("input[name=published]", "2024-03-02")
    tab.evaluate(
        """text => { const it = document.getElementById("text"); it.focus(); it.value = text;
        it.dispatchEvent(new ClipboardEvent("paste", { bubbles: true })); }""",
        PASTED,
    )
    frame = tab.frame_locator("#result")
    frame.locator("#canvas canvas").wait_for()
    shot(tab, "new")
    tab.locator("#tabs button", has_text="المقال").click()
    frame.locator(".text .span.k-Event", has_text="وصل").click()
    assert "عدن" in frame.locator("#panel").inner_text()
    tab.locator("#tabs button", has_text="الخط الزمني").click()
    frame.locator("#axis .vis-item").first.wait_for()
    assert opened("/?text=باوزير").locator("#happenings > li").count() == 0


def test_a_dropped_file_is_read(opened, tmp_path: Path) -> None:
    tab = opened("/new")
    file = tmp_path / "page.html"
    file.write_text(
        "<html><body><article><h1>عنوان</h1><p>وصل الوزير سالم باوزير إلى عدن يوم الجمعة والتقى المحافظ هناك.</p></article></body></html>",
        encoding="utf-8",
    )
    tab.set_input_files("#file", file)
    tab.frame_locator("#result").locator("#canvas canvas").wait_for()
    tab.evaluate(
        """() => { const moved = new DataTransfer(); moved.items.add(new File(["قصفت الطائرات حلب أمس."], "a.txt"));
        document.body.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: moved })); }"""
    )
    tab.locator("#tabs button", has_text="المقال").click()
    tab.frame_locator("#result").locator(".text", has_text="قصفت").wait_for()


def test_the_query_page(opened) -> None:
    tab = opened("/query")
    tab.select_option("#examples", "timeline")
    tab.locator("#table tbody tr").first.wait_for()
    shot(tab, "query")
    assert tab.locator("#table tbody a[href^='event?']").count() >= 5
    tab.evaluate("kg.editor.set('SELECT (1 AS ?one) {')")
    tab.click("#run")
    tab.locator("#said .wrong", has_text="not SPARQL").wait_for()
    assert [each for each in opened.trouble if "status of 400" not in each] == []  # the browser's own note of it
    opened.trouble.clear()
    tab.evaluate(
        "kg.editor.set(`SELECT ?l { ?x <http://www.w3.org/2000/01/rdf-schema#label> ?l FILTER(STR(?l) = 'بغداد') }`)"
    )
    tab.locator("#editor .cm-content").focus()
    tab.keyboard.press("Control+Enter")
    tab.locator("#table td", has_text="بغداد").first.wait_for()
    tab.evaluate("kg.editor.set('CONSTRUCT WHERE { ?s a <https://schema.org/NewsArticle> }')")
    tab.click("#run")
    tab.locator("#table pre", has_text="NewsArticle").wait_for()
    tab.select_option("#examples", "actor-timeline")
    tab.fill("#parameters input[name=actor]", "السوداني")
    tab.keyboard.press("Enter")
    tab.locator("#table tbody tr").first.wait_for()


def test_only_the_newest_question_is_answered(opened) -> None:
    tab = opened("/query")
    held = []
    tab.route("**/sparql", lambda route: held.append(route) if "slow" in route.request.post_data else route.fallback())
    tab.evaluate("kg.editor.set('SELECT (1 AS ?slow) {}'); void kg.run()")
    tab.evaluate("kg.editor.set('SELECT (2 AS ?fast) {}'); void kg.run()")
    tab.locator("#table th", has_text="fast").wait_for()
    (route,) = held
    with tab.expect_response("**/sparql"):
        route.continue_()
    tab.wait_for_timeout(500)
    assert tab.locator("#table th").all_text_contents() == ["fast"]


@pytest.fixture(scope="module")
def hostile(at: str) -> str:
    return HTTP.get(f"{at}/api/articles", params={"text": "المحرق"}).json()[0]["iri"]


@pytest.mark.parametrize(
    "page", ["?text=احمد", "article?name={iri}", "graph?article={iri}", "timeline?article={iri}", "map?article={iri}", "event?iri={event}"]
)  # fmt: skip
def test_hostile_text_is_text(opened, at: str, hostile: str, page: str) -> None:
    visit = HTTP.get(f"{at}/api/search", params={"article": hostile, "text": "زار"}).json()["happenings"][0]["iri"]
    tab = opened("/" + page.format(iri=quote(hostile), event=quote(visit)))
    assert tab.locator("img").count() == 0
    assert {
        each.rpartition("/")[0] for each in tab.evaluate("[...document.scripts].map(s => s.src).filter(Boolean)")
    } == {f"{at}/static"}
    assert "\u202e" not in tab.inner_text("body") and "script>" in tab.content()


@pytest.mark.parametrize(
    "path", ["/{text}", "/event?iri={text}", "/article?name={text}", "/graph?type={text}", "/?actor={text}"]
)
def test_hostile_addresses_are_text(at: str, path: str) -> None:
    response = HTTP.get(at + path.format(text=quote(HOSTILE.replace("\ud800", ""))))
    assert response.status_code in (200, 400, 404)
    assert "<script>alert" not in response.text and "<img" not in response.text


@pytest.mark.parametrize("page", ["/", "/?text=بعقوبة", "/new", "/query", "/graph?text=بعقوبة"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_at_phone_width_nothing_runs_over(opened, page: str, scheme: str) -> None:
    name = f"phone-{scheme}-{page[1:5].strip('?')}" if scheme == "dark" else ""
    tab = opened(page, name, PHONE, color_scheme=scheme)
    assert tab.evaluate("document.documentElement.dataset.theme") == scheme
    assert tab.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_everything_is_reached_by_keyboard(opened) -> None:
    tab = opened("/")
    tab.keyboard.press("/")
    assert tab.evaluate("document.activeElement.id") == "text"
    seen = set()
    for _ in range(60):
        tab.keyboard.press("Tab")
        seen.add(
            tab.evaluate(
                "document.activeElement.closest('#form, #happenings, #facets, #pages, header')?.id || document.activeElement.tagName"
            )
        )
    assert {"happenings"} <= seen


def test_the_policy_lets_nothing_in(at: str) -> None:
    for path in ("/", "/graph", "/sparql", "/api/search", "/static/kg.js", "/nothing"):
        response = HTTP.get(at + path)
        policy = response.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy, path
        assert response.headers["x-content-type-options"] == "nosniff"


def test_only_the_names_of_this_machine_are_answered(at: str) -> None:
    assert HTTP.get(at, headers={"Host": "evil.example"}).status_code == 400
    assert HTTP.get(f"{at}/sparql", headers={"Host": "localhost:1"}).status_code == 200
