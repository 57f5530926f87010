"""What the pages are made of: articles, and nodes with their mentions and reports."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.arabic.tokens import sentence_spans


@dataclass(slots=True)
class Mention:
    """The words of an article for one node."""

    article: str
    start: int
    end: int
    modality: str = ""
    negated: bool = False
    source: str = ""  # label of who says so
    claimant: str = ""  # IRI of who says so, where it has a name
    timeline: bool = False

    @property
    def status(self) -> str:
        """How the event is told: asserted, planned, demanded, possible or denied."""
        return "denied" if self.negated else self.modality


@dataclass(slots=True)
class Report:
    """What one article, or a source in it, says of a happening that is told more than once."""

    article: str
    source: str  # label of who says so; empty where the paper says it itself
    claimant: str  # IRI of who says so, where it has a name
    status: str
    edtf: str
    figures: list[str]  # IRIs of quantities


@dataclass(slots=True)
class Node:
    """An event, entity, quantity, time or plain noun."""

    iri: str
    kind: str = ""
    type: str = ""  # event type
    ar: str = ""
    en: str = ""
    country: str = ""
    edtf: str = ""
    first: str = ""  # earliest begin
    last: str = ""  # latest end
    amount: tuple[str, str, str] = ("", "", "")  # of a quantity: minimum, maximum, and what it counts
    mentions: list[Mention] = field(default_factory=list)
    # of a node that stands for several (kg.view.uniting):
    members: list[Node] = field(default_factory=list)
    lead: Mention | None = None
    united: str = ""  # how all reports together tell it
    reports: list[Report] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)  # IRIs of figures that are not those of the label

    @property
    def best(self) -> Mention | None:
        """The mention that stands for the node: the one that was chosen, the first on the timeline, else the first."""
        return self.lead or next((m for m in self.mentions if m.timeline), self.mentions[0] if self.mentions else None)

    @property
    def status(self) -> str:
        """How an event is drawn: asserted, planned, demanded, possible, denied, or disputed between reports."""
        best = self.best
        return "" if best is None or self.kind != "Event" else self.united or best.status

    @property
    def told(self) -> int:
        """The number of articles that tell it."""
        return len({m.article for m in self.mentions})


@dataclass(slots=True)
class Article:
    """One article of the graph."""

    iri: str
    text: str = ""
    title: str = ""
    publisher: str = ""
    via: str = ""
    published: str = ""
    copy_of: str = ""  # IRI of the earliest article that tells it in nearly the same words
    regions: list[tuple[int, int, str]] = field(default_factory=list)


@dataclass(slots=True)
class ViewData:
    """Everything a page needs, in a fixed order."""

    articles: dict[str, Article]
    nodes: dict[str, Node]
    edges: list[tuple[str, str, str]]  # event, role, other
    _sentences: dict[tuple[str, int], list[tuple[int, int]]] = field(default_factory=dict)

    @property
    def events(self) -> list[Node]:
        """The events, in order of their first words."""
        return [n for n in self.nodes.values() if n.kind == "Event"]

    @property
    def linked(self) -> list[Node]:
        """The events and whatever takes part in one."""
        ends = {iri for event, _, other in self.edges for iri in (event, other)}
        return [n for n in self.nodes.values() if n.kind == "Event" or n.iri in ends]

    def sentence(self, mention: Mention) -> tuple[int, int]:
        """Return where the sentence of a mention begins and ends in its article."""
        text = self.articles[mention.article].text
        low = max(0, text.rfind("\n", 0, mention.start) + 1)
        spans = self._sentences.get((mention.article, low))
        if spans is None:
            high = text.find("\n", mention.start)
            spans = list(sentence_spans(text, low, high if high >= 0 else len(text)))
            self._sentences[mention.article, low] = spans
        whole = (s for s in spans if s[0] <= mention.start and mention.end <= s[1])
        return next(whole, (mention.start, mention.end))
