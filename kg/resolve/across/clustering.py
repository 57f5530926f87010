"""Clusters as a function of the set of links: the same links give the same clusters, in whatever order they came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kg.resolve.across.scoring import Link

Pair = tuple[str, str]


def pair(one: str, other: str) -> Pair:
    """Return two nodes in the order that all pairs are kept in."""
    return (one, other) if one < other else (other, one)


@dataclass(frozen=True, slots=True)
class Clusters:
    """The representative of every node that shares a cluster (its smallest IRI), and the links that do not hold."""

    representative: dict[str, str]
    held_back: frozenset[Pair]

    def members(self) -> list[tuple[str, ...]]:
        """Return the clusters of two and more, each sorted, in order of their representatives."""
        found: dict[str, list[str]] = defaultdict(list)
        for node, first in self.representative.items():
            found[first].append(node)
        return sorted(tuple(sorted(each)) for each in found.values())


def ambiguous(links: Iterable[Link], apart: Callable[[str, str], bool], margin: float = 0.1) -> set[Pair]:
    """Return the pairs of links by which one node would as well be another: `apart` from its partner, nearly as likely."""
    by_node: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for link in links:
        by_node[link.one].append((link.score, link.other))
        by_node[link.other].append((link.score, link.one))
    found: set[Pair] = set()
    for node, partners in by_node.items():
        for score, partner in partners:
            if any(abs(score - s) < margin and apart(partner, p) for s, p in partners if p != partner):
                found.add(pair(node, partner))
    return found


def clusters(
    links: Iterable[Link],
    refusals: Iterable[Pair] = (),
    assertions: Iterable[Pair] = (),
    apart: Callable[[str, str], bool] = lambda one, other: False,
) -> Clusters:
    """Join what is asserted, then what is linked, the best links first (ties in order of the IRIs).

    A join that would put a refused pair into one cluster, or a pair that `apart` keeps asunder, is held back; refusals
    win over assertions, and these over `apart`. This is Kruskal's algorithm with cannot-links, and so a function of
    the sets alone. Links of different components do not touch: a component can be clustered by itself.
    """
    refused: dict[str, set[str]] = defaultdict(set)
    for one, other in refusals:
        refused[one].add(other)
        refused[other].add(one)
    home: dict[str, set[str]] = {}
    held_back: set[Pair] = set()
    asserted = sorted({pair(*p) for p in assertions})
    scored = [pair(link.one, link.other) for link in sorted(links, key=lambda k: (-k.score, k.one, k.other))]
    for index, (one, other) in enumerate([*asserted, *scored]):
        mine, theirs = home.setdefault(one, {one}), home.setdefault(other, {other})
        if mine is theirs:
            continue
        sure = index < len(asserted)
        if any(refused[a] & theirs for a in mine) or (not sure and any(apart(a, b) for a in mine for b in theirs)):
            held_back.add((one, other))
            continue
        mine |= theirs
        for node in theirs:
            home[node] = mine
    return Clusters({n: min(g) for n, g in home.items() if len(g) > 1}, frozenset(held_back))
