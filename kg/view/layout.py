"""Where the nodes of a picture stand: networkx's springs for what hangs together, side by side without overlap.

Sizes and positions are in CSS pixels; a position is the middle of its box. The same graph gives the same picture.
"""

from __future__ import annotations

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kg.view.clusters import Cluster
from kg.view.data import Node

Point = tuple[float, float]
Size = tuple[float, float]

_LETTER, _LINE, _ROW = 8.6, 20, 24.0  # width of a letter, letters in a line, height of a line
_GAP = 18.0  # between boxes
_FEW = 8  # nodes that stand around the one with most links
_WIDE = 1.45  # a picture is so much wider than high


def size_of(node: Node) -> Size:
    """Return the room that a node and its label take."""
    label = max(caption(node, "ar"), caption(node, "en"), key=len)
    lines = min(3, 1 + len(label) // _LINE)
    width = max(44.0, min(len(label), _LINE) * _LETTER + 16)
    return width, lines * _ROW + (16 if node.kind == "Event" else 52)


def caption(node: Node, language: str) -> str:
    """Return what stands on a node: of an event its word or its type, of others their name."""
    if node.kind == "Event":
        label = node.ar if language == "ar" else node.en
        return label.split(":", 1)[0] + (f" ×{node.told}" if node.members and node.told > 1 else "")
    return (node.en if language == "en" and node.en else node.ar) or node.en


def arrange(graph: nx.Graph[str], sizes: dict[str, Size]) -> dict[str, Point]:
    """Return positions around (0, 0): every component by springs, the components packed side by side."""
    parts = []
    for members in sorted(nx.connected_components(graph), key=lambda c: (-len(c), min(c))):
        names = sorted(members)
        spots = _springs(graph.subgraph(names), names, np.array([sizes[n] for n in names]))
        parts.append((names, spots))
    boxes, kept = [], []
    for names, spots in parts:
        half = np.array([sizes[n] for n in names]) / 2
        low, high = (spots - half).min(axis=0), (spots + half).max(axis=0)
        boxes.append((float(high[0] - low[0]), float(high[1] - low[1])))
        kept.append((names, spots - (low + high) / 2))
    return {
        name: (x + float(spot[0]), y + float(spot[1]))
        for (names, spots), (x, y) in zip(kept, pack(boxes), strict=True)
        for name, spot in zip(names, spots, strict=True)
    }


def _springs(graph: nx.Graph[str], names: list[str], sizes: NDArray[np.float64]) -> NDArray[np.float64]:
    if len(names) == 1:
        return np.zeros((1, 2))
    if len(names) == 2:
        return np.array([[0.0, 0.0], [sizes[:, 0].mean() + 2 * _GAP, 0.0]])
    ordered: nx.Graph[str] = nx.Graph()  # the order of a subgraph view is a set's
    ordered.add_nodes_from(names)
    ordered.add_edges_from(sorted((min(a, b), max(a, b)) for a, b in graph.edges))
    if len(names) <= _FEW:  # springs would take longer and find the same
        hub = max(names, key=lambda name: ordered.degree[name])
        found = nx.shell_layout(ordered, [[hub], [name for name in names if name != hub]])
    else:
        found = nx.spring_layout(ordered, seed=7, iterations=80 if len(names) < 200 else 50)
    spread = float(np.sqrt((sizes + _GAP).prod(axis=1).sum())) * (0.3 if len(names) <= _FEW else 0.45)
    return _apart(np.array([found[name] for name in names]) * [spread * _WIDE, spread], sizes)


def _apart(spots: NDArray[np.float64], sizes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Push boxes that overlap away from each other, along the shorter way out."""
    needed = [(sizes[:, None, axis] + sizes[None, :, axis]) / 2 + _GAP for axis in (0, 1)]
    ranks = np.sign(np.arange(len(spots))[:, None] - np.arange(len(spots))[None, :])  # who gives way to whom
    for _ in range(120):
        away = [spots[:, None, axis] - spots[None, :, axis] for axis in (0, 1)]
        over = [need - np.abs(distance) for need, distance in zip(needed, away, strict=True)]
        hit = (over[0] > 0) & (over[1] > 0)
        np.fill_diagonal(hit, False)
        if not hit.any():
            break
        across = over[0] < over[1]
        count = np.maximum(1, hit.sum(axis=1)) / 0.55
        for axis, chosen in ((0, hit & across), (1, hit & ~across)):
            way = np.where(away[axis] == 0, ranks, np.sign(away[axis]))
            spots[:, axis] += (np.where(chosen, over[axis], 0.0) * way).sum(axis=1) / count
    return spots


def pack(boxes: list[Size]) -> list[Point]:
    """Return where boxes stand that are laid around the first, each as near to the middle as there is room."""
    if not boxes:
        return []
    order = sorted(range(len(boxes)), key=lambda n: (-boxes[n][0] * boxes[n][1], n))
    area = sum((w + _GAP) * (h + _GAP) for w, h in boxes)
    reach = np.sqrt(area) * 1.3 + max(max(b) for b in boxes)
    turns = np.arange(min(5000, 2000 + 40 * len(boxes)), dtype=float)
    radius = reach * np.sqrt(turns / len(turns))
    across, down = radius * np.cos(turns * 2.39996) * _WIDE, radius * np.sin(turns * 2.39996)  # the golden angle
    spots = np.zeros((len(boxes), 2))
    placed: list[int] = []
    sizes = np.array(boxes)
    for n in order:
        free = np.ones(len(turns), dtype=bool)
        for other in placed:
            (x, y), (wide, high) = spots[other], (sizes[n] + sizes[other]) / 2 + _GAP
            free &= (np.abs(across - x) >= wide) | (np.abs(down - y) >= high)
        first = int(np.argmax(free))
        spots[n] = (across[first], down[first]) if free[first] else (0.0, reach + len(placed) * (sizes[n][1] + _GAP))
        placed.append(n)
    middle = ((spots - sizes / 2).min(axis=0) + (spots + sizes / 2).max(axis=0)) / 2
    return [(float(x), float(y)) for x, y in spots - middle]


def nest(
    cluster: Cluster, graph: nx.Graph[str], sizes: dict[str, Size]
) -> tuple[Size, dict[str, Point], list[tuple[Cluster, Point, Size]]]:
    """Lay a cluster out around (0, 0): its size, its nodes, and the clusters in it with their middles and sizes."""
    if not cluster.children:
        spots = arrange(graph.subgraph(cluster.members), sizes)
        width = 2 * max(abs(x) + sizes[n][0] / 2 for n, (x, _) in spots.items())
        height = 2 * max(abs(y) + sizes[n][1] / 2 for n, (_, y) in spots.items())
        return (width + 2 * _GAP, height + 8 * _GAP), spots, []
    return side_by_side(cluster.children, graph, sizes)


def side_by_side(
    found: list[Cluster], graph: nx.Graph[str], sizes: dict[str, Size]
) -> tuple[Size, dict[str, Point], list[tuple[Cluster, Point, Size]]]:
    """Lay clusters out beside each other, each with room for what is in it."""
    inner = [nest(cluster, graph, sizes) for cluster in found]
    middles = pack([size for size, _, _ in inner])
    spots: dict[str, Point] = {}
    rooms: list[tuple[Cluster, Point, Size]] = []
    for cluster, (size, nodes, within), (x, y) in zip(found, inner, middles, strict=True):
        rooms.append((cluster, (x, y), size))
        spots |= {name: (x + a, y + b) for name, (a, b) in nodes.items()}
        rooms += [(each, (x + a, y + b), room) for each, (a, b), room in within]
    width = 2 * max(abs(x) + w / 2 for _, (x, _), (w, _) in rooms)
    height = 2 * max(abs(y) + h / 2 for _, (_, y), (_, h) in rooms)
    return (width + 2 * _GAP, height + 8 * _GAP), spots, rooms
