"""What the tests share: the given article, once read and once annotated, and a browser."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import stores

import kg
from kg.graph import Graph, from_annotations
from kg.model import Annotations
from kg.view import page

ROOT = Path(__file__).parent.parent
SHOTS = Path("build/screenshots")  # what the tests of the pages leave to look at
ARTICLE = ROOT / "examples" / "coalition-timetable.txt"


@pytest.fixture(scope="session")
def annotations() -> Annotations:
    return kg.extract(kg.read(ARTICLE))


@pytest.fixture(scope="session")
def graph(annotations: Annotations) -> Graph:
    return from_annotations([annotations])


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    path = next((p for p in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if p), None)
    if path is None:
        pytest.fail("no Chromium on this machine; `make browser` installs it")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield made
        made.close()


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


@pytest.fixture(scope="session")
def oxigraph_server(tmp_path_factory: pytest.TempPathFactory):
    with stores.oxigraph(tmp_path_factory.mktemp("oxigraph")) as at:
        yield at


@pytest.fixture(scope="session")
def virtuoso_server(tmp_path_factory: pytest.TempPathFactory):
    with stores.virtuoso(tmp_path_factory.mktemp("virtuoso")) as at:
        yield at
