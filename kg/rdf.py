"""From annotations to quads: the mapping of the RDF contract, one named graph an article.

Every IRI comes from content (the article's text, a type, a name, an offset), never from a counter or a clock, and
there are no blank nodes: the same article gives the same quads, and adding it twice adds nothing.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Quad

from kg import __version__
from kg.arabic.morphology import restored
from kg.arabic.normalize import fold
from kg.edtf import Bounds, bounds
from kg.model import Annotation, Annotations, Argument, Document, Entity, Event, Quantity, Time
from kg.resolve.naming import reach
from kg.vocabulary import BASE, expand

_CONTEXT = 30  # code points of prefix and suffix in a text quote selector
_LONG = 120  # code points of a name in an IRI; some stores cut IRIs at 1,900 bytes
_CLASSES = {"Event": "NamedEvent"}  # the entity type Event; kg:Event would be read as sem:Event
_SURROGATES = re.compile("[\ud800-\udfff]")

Subject = NamedNode
Object = NamedNode | Literal


def quads(annotations: Annotations) -> list[Quad]:
    """Return the quads of one article, sorted, all in the article's named graph."""
    return _Writer(annotations).write()


def article_iri(document: Document) -> str:
    """Return the IRI of an article, or of one version of it; it is also the name of its graph.

    It comes from the text and, where one text stands in two places, from where it stands (see `work`).
    """
    content, key = text_hash(document), work(document)
    if key:
        content = hashlib.sha256(f"{content} {key}".encode("utf-8", "surrogatepass")).hexdigest()
    return f"{BASE}article/{content[:32]}"


def work(document: Document) -> str:
    """Return what stays the same when an article is corrected: its URL, else publisher and stated id, else nothing."""
    return work_of(document.url, document.publisher, document.id, text_hash(document))


def work_of(url: str | None, publisher: str | None, identifier: str, digest: str) -> str:
    """Return the same from its parts; an identifier that is only the text's hash states nothing."""
    if url and url.startswith(("http://", "https://")):
        return _clean(url.partition("#")[0])
    return "" if identifier == digest[:16] else _clean(f"{publisher or ''} {identifier}")


def text_hash(document: Document) -> str:
    """Return the SHA-256 of the article's text in UTF-8."""
    return hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()


def entity_iri(entity: Entity, document: Document) -> str:
    """Return the IRI of who or what a mention names: one for each type and name.

    A name that says who or what only inside its article, or its year, has an IRI of its own there (see
    `kg.resolve.naming`); merging across articles may find whose it is.
    """
    plain = unicodedata.normalize("NFKD", entity.name).encode("ascii", "ignore").decode().lower()
    slug = re.sub("[^a-z0-9]+", "-", plain).strip("-")[:_LONG]
    if not slug or not entity.name.isascii() or len(entity.name) > _LONG:
        slug = (slug + "-" if slug else "") + hashlib.sha256(fold(_clean(entity.name)).encode()).hexdigest()[:10]
    iri = f"{BASE}entity/{entity.type.lower()}/{quote(slug)}"
    limit = reach(entity, document)
    return f"{iri}/{limit}" if limit else iri


def _clean(text: str) -> str:
    """Lone surrogates cannot stand in RDF: they become U+FFFD."""
    return _SURROGATES.sub("\ufffd", text)


def _node(name: str) -> NamedNode:
    return NamedNode(expand(name))


def _typed(value: str, kind: str) -> Literal:
    return Literal(value, datatype=_node(kind))


def _decimal(value: float) -> Literal:
    return _typed(format(Decimal(repr(value)).normalize(), "f"), "xsd:decimal")


def _moment(value: str) -> Literal:
    """A date or date-time as XSD writes it, to the second: «2024-01-25T22:29» has its seconds, «+0300» its colon."""
    if len(value) == 10:
        return _typed(value, "xsd:date")
    text = datetime.fromisoformat(value).replace(microsecond=0).isoformat()
    return _typed(text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text, "xsd:dateTime")


class _Writer:
    def __init__(self, annotations: Annotations) -> None:
        self.annotations, self.document = annotations, annotations.document
        self.article = NamedNode(article_iri(self.document))
        self.out: set[Quad] = set()
        self.clusters: dict[str, list[Event]] = defaultdict(list)
        for event in annotations.events:
            self.clusters[event.cluster].append(event)

    def write(self) -> list[Quad]:
        self._article()
        for time in self.annotations.times:
            self._time(time)
        self._entities()
        for quantity in self.annotations.quantities:
            self._quantity(quantity)
        for members in self.clusters.values():
            self._event(members)
        return sorted(self.out, key=str)

    def add(self, subject: NamedNode, predicate: str, value: Object | str) -> None:
        node = Literal(_clean(value)) if isinstance(value, str) else value
        self.out.add(Quad(subject, _node(predicate), node, self.article))

    # --- the article ----------------------------------------------------------------------------------------------

    def _article(self) -> None:
        document, article = self.document, self.article
        self.add(article, "rdf:type", _node("schema:NewsArticle"))
        self.add(article, "schema:text", Literal(_clean(document.text), language=document.lang))
        self.add(article, "kg:sha256", text_hash(document))
        self.add(article, "schema:inLanguage", document.lang)
        self.add(article, "schema:identifier", document.id)
        for predicate, value in (("schema:headline", document.title), ("schema:publisher", document.publisher),
                                 ("schema:author", document.author), ("kg:via", document.via),
                                 ("schema:url", document.url)):  # fmt: skip
            if value:
                self.add(article, predicate, value)
        for predicate, value in (
            ("schema:datePublished", document.published),
            ("schema:dateModified", document.modified),
        ):
            if value:
                self.add(article, predicate, _moment(value))
        for region in document.regions:
            self.add(article, "kg:region", f"{region.start}-{region.end}-{region.kind}")
        run = NamedNode(f"{self.article.value}#run")
        self.add(article, "prov:wasGeneratedBy", run)
        self.add(run, "rdf:type", _node("prov:Activity"))
        self.add(run, "rdfs:label", f"kg {__version__} rule engine")
        self.add(run, "prov:used", Literal(text_hash(document)))

    # --- mentions -------------------------------------------------------------------------------------------------

    def _mention(self, subject: NamedNode, kind: str, start: int, end: int) -> NamedNode:
        text = self.document.text
        mention = NamedNode(f"{self.article.value}#{kind}-{start}-{end}")
        target = NamedNode(f"{mention.value}-target")
        position, words = NamedNode(f"{mention.value}-position"), NamedNode(f"{mention.value}-quote")
        self.add(subject, "gaf:denotedBy", mention)
        self.add(mention, "rdf:type", _node("kg:Mention"))
        self.add(mention, "oa:hasTarget", target)
        self.add(target, "oa:hasSource", self.article)
        self.add(target, "oa:hasSelector", position)
        self.add(target, "oa:hasSelector", words)
        self.add(position, "rdf:type", _node("oa:TextPositionSelector"))
        self.add(position, "oa:start", _typed(str(start), "xsd:integer"))
        self.add(position, "oa:end", _typed(str(end), "xsd:integer"))
        self.add(words, "rdf:type", _node("oa:TextQuoteSelector"))
        self.add(words, "oa:exact", text[start:end])
        self.add(words, "oa:prefix", text[max(0, start - _CONTEXT) : start])
        self.add(words, "oa:suffix", text[end : end + _CONTEXT])
        return mention

    def _time(self, time: Time) -> None:
        node = NamedNode(f"{self.article.value}#time-{time.start}-{time.end}-value")
        self.add(node, "rdf:type", _node("kg:TimeExpression"))
        self.add(node, "rdfs:label", Literal(_clean(time.text), language="ar"))
        self.add(node, "kg:timexType", time.type)
        if time.type in ("DATE", "TIME"):
            self._edtf(node, time.value)
        else:
            self.add(node, "schema:duration", time.value)
        self._mention(node, "time", time.start, time.end)

    def _edtf(self, node: NamedNode, value: str) -> Bounds | None:
        """Add a time and its bounds; return them, or None where the words contradict themselves («من 23 إلى 22»)."""
        self.add(node, "kg:edtf", _typed(value, "edtf:EDTF"))
        try:
            limits = bounds(value)
        except ValueError:
            return None
        for name, day in (("EarliestBegin", limits.earliest_begin), ("LatestBegin", limits.latest_begin),
                          ("EarliestEnd", limits.earliest_end), ("LatestEnd", limits.latest_end)):  # fmt: skip
            if day is not None:
                self.add(node, f"sem:has{name}TimeStamp", _typed(day.isoformat(), "xsd:date"))
        return limits

    def _entities(self) -> None:
        labels: dict[str, Counter[str]] = defaultdict(Counter)
        for entity in self.annotations.entities:
            node = NamedNode(entity_iri(entity, self.document))
            labels[node.value][" ".join(_clean(entity.text).split())] += 1
            self.add(node, "rdf:type", _node("kg:" + _CLASSES.get(entity.type, entity.type)))
            self.add(node, "rdfs:label", Literal(_clean(entity.name), language="en"))
            if entity.country:
                self.add(node, "kg:country", entity.country)
            if entity.wikidata:
                self.add(node, "owl:sameAs", NamedNode(f"http://www.wikidata.org/entity/{entity.wikidata}"))
            self._mention(node, "entity", entity.start, entity.end)
        for iri, seen in labels.items():
            best = min(seen, key=lambda label: (-seen[label], -len(label), label))
            self.add(NamedNode(iri), "rdfs:label", Literal(best, language="ar"))

    def _quantity(self, quantity: Quantity) -> None:
        node = self._quantity_node(quantity)
        self.add(node, "rdf:type", _node("kg:Quantity"))
        self.add(node, "rdfs:label", Literal(_clean(quantity.text), language="ar"))
        self.add(node, "kg:unit", quantity.unit)
        if quantity.low is not None:
            self.add(node, "kg:minimum", _decimal(quantity.low))
        if quantity.high is not None:
            self.add(node, "kg:maximum", _decimal(quantity.high))
        if quantity.counts:
            self.add(node, "kg:counts", Literal(_clean(quantity.counts), language="ar"))
        self._mention(node, "quantity", quantity.start, quantity.end)

    def _quantity_node(self, quantity: Quantity) -> NamedNode:
        return NamedNode(f"{self.article.value}#quantity-{quantity.start}-{quantity.end}-value")

    # --- events ---------------------------------------------------------------------------------------------------

    def _event_node(self, members: list[Event]) -> NamedNode:
        first = min(members, key=lambda e: (e.start, e.end))
        content = f"{self.article.value} {first.type} {first.start} {first.end}"
        return NamedNode(f"{BASE}event/{hashlib.sha256(content.encode()).hexdigest()[:24]}")

    def _event(self, members: list[Event]) -> None:
        node = self._event_node(members)
        best = next((m for m in members if m.timeline), max(members, key=lambda m: (len(m.args), -m.start)))
        self.add(node, "rdf:type", _node("sem:Event"))
        self.add(node, "rdf:type", _node(f"kg:{best.type}"))
        self.add(node, "rdfs:label", Literal(self._label(best), language="ar"))
        self.add(node, "kg:trigger", Literal(_clean(best.text), language="ar"))
        time = next((m.time for m in (best, *members) if m.time), None)
        if time:
            limits = self._edtf(node, time)
            interval = NamedNode(f"{node.value}-time")
            self.add(node, "sem:hasTime", interval)
            self.add(interval, "rdf:type", _node("time:Interval"))
            ends = (("hasBeginning", limits.earliest_begin), ("hasEnd", limits.latest_end)) if limits else ()
            for name, day in ends:
                if day is not None:
                    instant = NamedNode(f"{node.value}-time-{name}")
                    self.add(interval, f"time:{name}", instant)
                    self.add(instant, "rdf:type", _node("time:Instant"))
                    self.add(instant, "time:inXSDDate", _typed(day.isoformat(), "xsd:date"))
        for member in members:
            mention = self._mention(node, "event", member.start, member.end)
            self.add(mention, "kg:modality", member.modality)
            self.add(mention, "kg:negated", _typed(str(member.negated).lower(), "xsd:boolean"))
            self.add(mention, "kg:onTimeline", _typed(str(member.timeline).lower(), "xsd:boolean"))
            if member.source is not None and isinstance(source := self.annotations[member.source], Entity):
                self.add(mention, "kg:claimant", NamedNode(entity_iri(source, self.document)))
                self.add(mention, "prov:wasAttributedTo", NamedNode(entity_iri(source, self.document)))
            if member.unnamed_source is not None:
                words = Literal(_clean(member.unnamed_source.of(self.document.text)), language="ar")
                self.add(mention, "kg:unnamedSource", words)
            for argument in member.args:
                if (filler := self._filler(argument, node)) is not None and filler != node:
                    self.add(node, f"kg:{argument.role}", filler)

    def _filler(self, argument: Argument, event: NamedNode) -> NamedNode | None:
        if argument.ref is not None:
            return self._annotation_node(self.annotations[argument.ref])
        assert argument.start is not None and argument.end is not None
        words = self.document.text[argument.start : argument.end]
        # one noun is one participant in all mentions of a happening: «تشكيل لجنة» in headline and body
        name = _clean(words) if len(words) <= _LONG else hashlib.sha256(_clean(words).encode()).hexdigest()[:24]
        node = NamedNode(f"{event.value}-participant-{quote(name, safe='')}")
        self.add(node, "rdf:type", _node("kg:Participant"))
        self.add(node, "rdfs:label", Literal(_clean(self._whole(words, argument.end)), language="ar"))
        self._mention(node, "noun", argument.start, argument.end)
        return node

    def _annotation_node(self, annotation: Annotation) -> NamedNode | None:
        if isinstance(annotation, Entity):
            return NamedNode(entity_iri(annotation, self.document))
        if isinstance(annotation, Quantity):
            return self._quantity_node(annotation)
        if isinstance(annotation, Event):
            return self._event_node(self.clusters[annotation.cluster])
        return None

    def _label(self, event: Event) -> str:
        """The trigger with its main participants: «اتفقتا: بغداد، واشنطن»."""
        words: list[str] = []
        for argument in sorted(self._arguments(event), key=lambda a: ("agent", "patient").index(a.role)):
            other = self.annotations[argument.ref] if argument.ref else None
            text = self._whole(other.text, other.end) if other else self._whole(argument.text or "", argument.end or 0)
            words.append(" ".join(text.split()))
        return _clean(self._whole(event.text, event.end) + (": " + "، ".join(dict.fromkeys(words)) if words else ""))

    def _whole(self, words: str, end: int) -> str:
        """Return a word as it is without the pronoun that stands behind it: «زيارت» of «زيارته» is «زيارة»."""
        return restored(words) if self.document.text[end : end + 1].isalpha() else words

    def _arguments(self, event: Event) -> Iterator[Argument]:
        return (a for a in event.args if a.role in ("agent", "patient"))
