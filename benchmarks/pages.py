"""Measure how soon the pages can be used: made graphs of growing size, opened from disk in headless Chromium.

usage: pages.py [--graph N ...] [--timeline N ...]

"interactive" is the wall time from opening the file until the page is drawn and has answered the next two frames;
"open a story", "open all" and "search" are from the click or the key until the frame that shows the answer. The best of three.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from rich.console import Console
from rich.table import Table

from kg.model import EVENT_TYPES
from kg.view import graph_page, timeline_page
from kg.view.data import Article, Mention, Node, ViewData

SEED = 20240125
DRAWN = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"
STATUSES = ("asserted", "asserted", "asserted", "planned", "demanded", "possible")


def made(nodes: int, dated: bool = False) -> ViewData:
    """Return a story of so many nodes, about half of them events (or all, where `dated`): names that come again in
    articles of thirty nodes each, as news has them. The same seed gives the same one."""
    dice = random.Random(SEED)
    articles: dict[str, Article] = {}
    found: dict[str, Node] = {}
    edges: list[tuple[str, str, str]] = []
    names = [f"http://example.org/name/{n}" for n in range(max(4, nodes // 6))]
    while len(found) < nodes:
        number = len(articles)
        article = f"http://example.org/article/{number}"
        day = date(2015, 1, 1) + timedelta(days=dice.randrange(900))
        words: list[str] = []
        about = names[(number * 7) % len(names) :][:9] or names[:9]
        for n in range(30 if dated else 14):
            if len(found) >= nodes:
                break
            sentence = f"اجتمع المسؤول {n} في المدينة {number} وأعلن قرارا."
            start = sum(map(len, words)) + len(words)
            words.append(sentence)
            event = f"{article}/event/{n}"
            happened = (day + timedelta(days=dice.randrange(-20, 20))).isoformat()
            last = happened if dice.random() < 0.8 else (date.fromisoformat(happened) + timedelta(days=30)).isoformat()
            mention = Mention(article, start, start + 5, dice.choice(STATUSES), timeline=True)
            edtf = happened if last == happened else f"{happened}/{last}"
            found[event] = Node(event, "Event", dice.choice(EVENT_TYPES), f"اجتمع: المسؤول {n}", f"Meeting: official {n}",
                                "", edtf, happened, last, [mention])  # fmt: skip
            if dated:
                continue
            for role, other in (("agent", dice.choice(about)), ("place", f"{event}/place")):
                if other not in found and len(found) < nodes:
                    kind = dice.choice(("Person", "Organization", "Place")) if role == "agent" else "Participant"
                    label = f"الاسم {other.rsplit('/', 1)[1]}" if role == "agent" else f"المدينة {number}"
                    found[other] = Node(other, kind, "", label, mentions=[Mention(article, start + 6, start + 15)])
                if other in found:
                    edges.append((event, role, other))
        articles[article] = Article(article, " ".join(words), f"خبر رقم {number}", "جريدة", "", day.isoformat())
    return ViewData(articles, found, edges)


def opened(tab: Page, file: Path) -> float:
    """Return the seconds from opening a file until it answers."""
    begin = time.perf_counter()
    tab.goto(file.as_uri())
    tab.wait_for_function("window.kg && window.kg.ready")
    tab.evaluate(DRAWN)
    return time.perf_counter() - begin


def acted(tab: Page, action: str) -> float:
    """Return the seconds that the page takes to answer."""
    return (
        float(
            tab.evaluate(f"async () => {{ const begin = performance.now(); {action}; return await {DRAWN} - begin; }}")
        )
        / 1000
    )


def measured(tab: Page, file: Path, page: Callable[[], str], actions: tuple[str, ...]) -> list[str]:
    """Return the cells of one line: building, size, interactive, and the actions."""
    begin = time.perf_counter()
    text = page()
    built = time.perf_counter() - begin
    file.write_text(text, encoding="utf-8")
    runs = [(opened(tab, file), *(acted(tab, action) for action in actions)) for _ in range(3)]
    best = [min(column) for column in zip(*runs, strict=True)]
    return [
        f"{built:.2f}",
        f"{len(text.encode()) / 1e6:.1f}",
        f"{best[0]:.2f}",
        *(f"{each * 1000:,.0f}" for each in best[1:]),
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="how soon the pages can be used")
    parser.add_argument("--graph", type=int, nargs="*", default=[50, 500, 5000, 20000], help="nodes")
    parser.add_argument("--timeline", type=int, nargs="*", default=[500, 5000], help="events")
    options = parser.parse_args()
    path = next((p for p in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if p), None)
    if path is None:
        sys.exit("no Chromium on this machine; `make browser` installs it")
    console = Console(width=max(100, Console().width))
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page(viewport={"width": 1400, "height": 900})
        for kind, sizes, render, dated, actions in (
            ("graph", options.graph, graph_page.whole, False,
             ("C.length && kg.opened(0)", "C.length && (open.clear(), $('open-all').click())", "search('الاسم 3')")),
            ("timeline", options.timeline, timeline_page.whole, True,
             ("lane = 'type'; build()", "timeline.zoomIn(0.5, { animation: false })")),
        ):  # fmt: skip
            table = Table(title=f"{kind}.html in Chromium {browser.version}", title_justify="left", title_style="bold")
            more = ("open a story, ms", "open all, ms", "search, ms") if kind == "graph" else ("lanes, ms", "zoom, ms")
            for column in ("nodes" if kind == "graph" else "events", "built, s", "MB", "interactive, s", *more):
                table.add_column(column, justify="right")
            for size in sizes:
                data = made(size, dated)
                cells = measured(tab, Path(folder) / f"{kind}.html", lambda r=render, d=data: r(d), actions)
                table.add_row(f"{size:,}", *cells)
            console.print(table)
        browser.close()


if __name__ == "__main__":
    main()
