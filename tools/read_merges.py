"""Print merges across articles, and pairs that just miss one, with their sentences, to be read and judged.

usage: read_merges.py --texts FILE.jsonl|FILE.jsonl.gz [--month YYYY-MM] [--days FIRST LAST] [--articles N] [--seed N]
                      [--show N] [--near SCORE] [--kind event|entity|article] [--inside]

The articles are a random sample of those published then. Near-merges have a score from `--near` up to the threshold.
Pairs of one article are left out unless `--inside` is given.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import tempfile
import time
from pathlib import Path

import pyoxigraph as ox

import kg
from kg.rdf import article_iri, quads
from kg.resolve.across import THRESHOLD, Merging, OxigraphReader, merging, update
from kg.resolve.across.merging import Merge
from kg.resolve.across.profiles import load_event
from kg.vocabulary import expand

_CONTEXT = 120  # code points around a trigger


def main() -> None:
    """Read the arguments, build the archive, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--month", default="")
    parser.add_argument("--days", nargs=2, default=("", "9999"))
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=50)
    parser.add_argument("--near", type=float, default=0.35)
    parser.add_argument("--kind", default="event")
    parser.add_argument("--inside", action="store_true")
    given = parser.parse_args()
    opened = gzip.open if given.texts.suffix == ".gz" else open
    with opened(given.texts, "rt", encoding="utf-8") as lines:
        rows = sorted((json.loads(line) for line in lines), key=lambda row: row["id"])
    first, last = given.days
    rows = [r for r in rows if r["published"].startswith(given.month) and first <= r["published"][:10] <= last]
    random.Random(given.seed).shuffle(rows)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows[: given.articles])
        file.flush()
        articles = [kg.extract(document) for document in kg.read_many([file.name])]
    merging.THRESHOLD = given.near  # type: ignore[attr-defined]  # so that near-merges are stored too
    store, took = ox.Store(), []
    for article in articles:
        store.extend(quads(article))
        began = time.perf_counter()
        update(store, article_iri(article.document))
        took.append(time.perf_counter() - began)
    found = [m for m in Merging(OxigraphReader(store)).merges(given.kind) if given.inside or not _inside(store, m)]
    linked = [m for m in found if m.link.score >= THRESHOLD]
    joined = [m for m in linked if m.holds]
    near = [m for m in found if m.link.score < THRESHOLD]
    third = max(1, len(took) // 3)
    print(f"{len(articles)} articles, {1000 * sum(took) / len(took):.0f} ms each to merge (first third "
          f"{1000 * sum(took[:third]) / third:.0f}, last {1000 * sum(took[-third:]) / third:.0f})")  # fmt: skip
    print(
        f"{len(joined)} merges, {len(linked) - len(joined)} more held back; {len(near)} near-merges from {given.near}"
    )
    for title, some in (("MERGES", joined), ("NEAR-MERGES", near)):
        print(f"\n{title}")
        for number, merge in enumerate(random.Random(given.seed).sample(some, min(given.show, len(some))), 1):
            _show(store, number, merge)


def _inside(store: ox.Store, merge: Merge) -> bool:
    articles = {
        quad.object
        for iri in (merge.link.one, merge.link.other)
        for quad in store.quads_for_pattern(ox.NamedNode(iri), _n("kg:inArticle"), None, None)
    }
    return len(articles) == 1


def _show(store: ox.Store, number: int, merge: Merge) -> None:
    print(f"{number}. {merge.link.score} {'holds' if merge.holds else 'held back'}: {', '.join(merge.link.reasons)}")
    for iri in (merge.link.one, merge.link.other):
        print("   ", _event(store, iri) if "/event/" in iri else iri)


def _event(store: ox.Store, iri: str) -> str:
    profile = next(q.object.value for q in store.quads_for_pattern(ox.NamedNode(iri), _n("kg:profile"), None, None))  # type: ignore[union-attr]
    event = load_event(profile)
    rows = store.query(
        "PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX gaf: <http://groundedannotationframework.org/gaf#>"
        f" SELECT ?start ?end WHERE {{ <{iri}> gaf:denotedBy/oa:hasTarget/oa:hasSelector ?s ."
        " ?s oa:start ?start ; oa:end ?end } ORDER BY DESC(?start)",
        use_default_graph_as_union=True,
    )
    spans = [(int(row["start"].value), int(row["end"].value)) for row in rows]  # type: ignore[union-attr]
    start, end = spans[0]
    text = next(
        q.object.value for q in store.quads_for_pattern(ox.NamedNode(event.article), _n("schema:text"), None, None)
    )  # type: ignore[union-attr]
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    when = f"{event.begin}..{event.end}{'?' if event.assumed else ''}" if event.begin or event.end else "-"
    return f"{event.day} {event.type} {when} {before}[{text[start:end]}]{after}".replace("\n", " ")


def _n(name: str) -> ox.NamedNode:
    return ox.NamedNode(expand(name))


if __name__ == "__main__":
    main()
