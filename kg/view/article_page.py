"""article.html: the text as it was published, every span linked to what it became, and who said what."""

from __future__ import annotations

from kg.errors import OutputError
from kg.graph import Graph
from kg.view.cards import by_event, card
from kg.view.data import Article, Mention, Node, ViewData, collect, headline
from kg.view.shell import escape
from kg.view.shell import render as page


def render(graph: Graph, article: str | None) -> str:
    """Return the page of one article, or of all of them. Raises OutputError where the graph has no such article."""
    data = collect(graph)
    chosen = [article] if article is not None else list(data.articles)
    if not chosen or chosen[0] not in data.articles:
        raise OutputError(f"no article {article or ''} in this graph".replace("  ", " "))
    arguments = by_event(data)
    nodes: dict[str, Node] = {}
    stories = []
    for number, iri in enumerate(chosen):
        spans = _spans(data, iri)
        nodes |= {node.iri: node for node, _ in spans}
        stories.append(_story(data.articles[iri], spans, f"{number}-" if number else "", len(chosen) > 1))
    body = f"""<div class="columns"><main id="main" class="story">{"<hr>".join(stories)}</main>
<aside><h2 data-word="evidence"></h2><div id="panel" aria-live="polite"></div></aside></div>"""
    cards = [card(node, data, arguments) for node in nodes.values()]
    return page("article", headline(data, chosen), body, {"nodes": cards}, [], [])


def _story(about: Article, spans: list[tuple[Node, Mention]], prefix: str, titled: bool) -> str:
    """One article with its claims; `prefix` keeps its anchors apart from those of others."""
    published = (
        f'<span data-word="published"></span> <bdi dir="ltr">{escape(about.published)}</bdi>' if about.published else ""
    )
    maker = " — ".join(f"<bdi>{escape(x)}</bdi>" for x in (about.publisher, about.via) if x)
    title = f'<h2 dir="rtl" lang="ar">{escape(about.title)}</h2>' if titled and about.title else ""
    return f"""<article>{title}<p class="meta">{maker} {published}</p>
<div class="text" dir="rtl" lang="ar">{_text(about, spans, prefix)}</div>
<h2 data-word="claims"></h2><div class="scroll">{_claims(spans, prefix)}</div></article>"""


def _spans(data: ViewData, article: str) -> list[tuple[Node, Mention]]:
    """Return the mentions to mark, longest first where they begin together; plain nouns are left unmarked."""
    found = [
        (node, mention)
        for node in data.nodes.values()
        for mention in node.mentions
        if mention.article == article and node.kind != "Participant"
    ]
    return sorted(found, key=lambda x: (x[1].start, -x[1].end, x[0].iri))


def _text(article: Article, spans: list[tuple[Node, Mention]], prefix: str) -> str:
    """Nest the spans into the text; one that only half overlaps another is left out of it."""
    text, out, at = article.text, [], 0
    opened: list[int] = []

    def upto(end: int) -> None:
        nonlocal at
        if end > at:
            out.append(_words(article, at, end))
            at = end

    seen: set[str] = set()
    for node, mention in spans:
        while opened and opened[-1] <= mention.start:
            upto(opened.pop())
            out.append("</a>")
        if opened:
            continue  # links do not nest; the outer one's card names its parts
        upto(mention.start)
        anchor = f"{prefix}{node.kind}-{mention.start}"
        identity = f' id="{anchor}"' if anchor not in seen else ""
        seen.add(anchor)
        status = f" {node.status}" if node.status not in ("", "asserted") else ""
        out.append(f'<a href="#{anchor}"{identity} class="k-{node.kind}{status}" data-node="{escape(node.iri)}">')
        opened.append(mention.end)
    while opened:
        upto(opened.pop())
        out.append("</a>")
    upto(len(text))
    return "".join(out)


def _words(article: Article, start: int, end: int) -> str:
    """The words of a stretch, site furniture dimmed."""
    out, at = [], start
    for low, high, _ in [*article.regions, (len(article.text), len(article.text), "")]:
        if low > at:
            outside = article.text[at : min(low, end)]
            out.append(f'<span class="off">{escape(outside)}</span>' if outside.strip() else escape(outside))
            at = min(low, end)
        if at < min(high, end):
            out.append(escape(article.text[at : min(high, end)]))
            at = min(high, end)
        if at >= end:
            break
    return "".join(out)


def _claims(spans: list[tuple[Node, Mention]], prefix: str) -> str:
    rows = [
        f"<tr><td><bdi>{escape(m.source)}</bdi>{'' if m.named else ' <span class=meta data-word=unnamed></span>'}</td>"
        f'<td><a href="#{prefix}Event-{m.start}" data-node="{escape(n.iri)}"><bdi>{escape(n.ar)}</bdi></a></td>'
        f'<td><span class="badge {escape(m.modality)}" data-word="{"denied" if m.negated else escape(m.modality)}"></span></td></tr>'
        for n, m in spans
        if n.kind == "Event" and m.source
    ]
    head = '<tr><th data-word="source"></th><th data-word="claim"></th><th></th></tr>'
    return f"<table><thead>{head}</thead><tbody>{''.join(rows)}</tbody></table>"
