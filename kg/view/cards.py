"""What a graph says, as the JSON that every page takes: articles, sentences, nodes with their evidence, edges.

Nodes, articles and sentences are named by their place in their list; a sentence stands once, however many nodes it is
evidence for.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kg.view.data import Mention, Node, Report, ViewData


def story(data: ViewData, nodes: Iterable[Node] | None = None, texts: bool = False) -> dict[str, Any]:
    """Return the JSON-ready story of some nodes (by default all); `texts` puts the articles' own texts in."""
    return _Story(data, list(data.nodes.values() if nodes is None else nodes), texts).made


def units(text: str, origin: int, start: int, end: int) -> tuple[int, int]:
    """Return where `text[start:end]` stands, counted from `origin` in UTF-16 units, as a browser counts.

    >>> units("😀 قال", 0, 2, 5)
    (3, 6)
    """
    if not any(c > "\uffff" for c in text[origin:end]):
        return start - origin, end - origin
    return tuple(len(text[origin:at].encode("utf-16-le", "surrogatepass")) // 2 for at in (start, end))  # type: ignore[return-value]


class _Story:
    def __init__(self, data: ViewData, nodes: list[Node], texts: bool) -> None:
        self.data, self.nodes = data, nodes
        self.number = {node.iri: n for n, node in enumerate(nodes)}
        self.article = {iri: n for n, iri in enumerate(data.articles)}
        self.sentences: list[tuple[int, str]] = []
        self._known: dict[tuple[str, int], int] = {}
        self._mentions: dict[tuple[str, str], list[Mention]] = {}
        for node in data.nodes.values():
            for mention in node.mentions:
                self._mentions.setdefault((node.iri, mention.article), []).append(mention)
        self._fillers: dict[str, list[str]] = {}
        for event, _, other in data.edges:
            self._fillers.setdefault(event, []).append(other)
        self.made: dict[str, Any] = {
            "articles": [self._article(iri, texts) for iri in data.articles],
            "nodes": [self._node(node) for node in nodes],
            "edges": [
                (self.number[event], self.number[other], role)
                for event, role, other in data.edges
                if event in self.number and other in self.number
            ],
            "sentences": self.sentences,
        }

    def _article(self, iri: str, texts: bool) -> dict[str, Any]:
        about = self.data.articles[iri]
        made: dict[str, Any] = {"iri": iri, "title": about.title, "publisher": about.publisher, "via": about.via,
                                "published": about.published}  # fmt: skip
        if about.copy_of:
            made["copy"] = self.article[about.copy_of]
        return made | ({"text": about.text, "regions": about.regions} if texts else {})

    def _node(self, node: Node) -> dict[str, Any]:
        """Only what is there: a missing key is an empty string, an empty list or false."""
        words = [self.data.articles[m.article].text[m.start : m.end] for m in node.mentions]
        words += [name for member in node.members for name in (member.ar, member.en) if name]
        best = node.best
        made: dict[str, Any] = {
            "iri": node.iri, "kind": node.kind, "type": node.type, "ar": node.ar or node.en, "en": node.en,
            "status": node.status, "edtf": node.edtf, "first": node.first, "last": node.last, "country": node.country,
            "also": sorted({w for w in words if w not in (node.ar, node.en)})
            if node.kind in ("Person", "Organization", "Place", "Group", "Agreement", "NamedEvent", "Product") else [],
            "quotes": self._quotes(node),
        }  # fmt: skip
        if node.kind == "Event" and best is not None:
            made["short"] = self.data.articles[best.article].text[best.start : best.end]
            made["main"] = any(m.timeline for m in node.mentions)
            made["source"] = self._source(best)
        if node.members:
            made |= {
                "members": [m.iri for m in node.members if m.iri != node.iri],
                "told": node.told if node.told > 1 else 0,
            }
            made["reports"] = [self._report(report) for report in node.reports]
            made["differ"] = bool(node.differing)
        return {key: value for key, value in made.items() if value not in ("", [], None) and value is not False}

    def _report(self, report: Report) -> list[Any]:
        """What one article says: its number, who says so, how, when, and the figures (numbers of nodes)."""
        figures = [self.number[iri] for iri in report.figures if iri in self.number]
        source = self.number.get(report.claimant, report.source)
        return [self.article[report.article], source, report.status, report.edtf, figures]

    def _source(self, mention: Mention) -> int | str:
        """Who says so: the number of a node, the words for a source without a name, or nothing."""
        return self.number.get(mention.claimant, mention.source)

    def _quotes(self, node: Node) -> list[list[Any]]:
        """A quote is its sentence, the marks in it, and for events who says so and how."""
        quotes: dict[int, list[Any]] = {}
        for mention in node.mentions:
            start, end = self.data.sentence(mention)
            number = self._sentence(mention.article, start, end)
            quote = quotes.get(number)
            if quote is None:
                quote = quotes[number] = [number, set()]
                if node.kind == "Event":
                    quote += [self._source(mention), mention.status]
            text = self.data.articles[mention.article].text
            quote[1].add((*units(text, start, mention.start, mention.end), 1))
            for other in self._fillers.get(node.iri, ()):
                for each in self._mentions.get((other, mention.article), ()):
                    if start <= each.start and each.end <= end:
                        quote[1].add((*units(text, start, each.start, each.end), 0))
        return [[quote[0], sorted(quote[1]), *quote[2:]] for quote in quotes.values()]

    def _sentence(self, article: str, start: int, end: int) -> int:
        number = self._known.get((article, start))
        if number is None:
            number = self._known[article, start] = len(self.sentences)
            self.sentences.append((self.article[article], self.data.articles[article].text[start:end]))
        return number
