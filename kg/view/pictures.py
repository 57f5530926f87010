"""Pictures of a graph for a report: SVG of the graph and of the timeline, and PNG of either.

Arabic stands in the SVG as text, isolated right-to-left, so that whatever shows it joins and orders the letters; the
PNG is drawn by resvg with the fonts of the machine (`pip install 'kg[pictures]'`).
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from textwrap import wrap

from kg.errors import OutputError
from kg.graph import Graph
from kg.view.data import Node, ViewData, collect, headline
from kg.view.dates import when
from kg.view.graph_page import SHAPES, payload
from kg.view.layout import caption
from kg.view.shell import escape, static
from kg.view.words import family_of, words

PICTURES = ("graph", "timeline")
FORMATS = ("svg", "png")
_FONTS = "'Noto Sans','Noto Sans Arabic','Noto Naskh Arabic','Segoe UI','Geeza Pro',Tahoma,'DejaVu Sans',sans-serif"
# resvg takes a whole line from one font: families that hold both scripts and the signs come first
_WHOLE = "'DejaVu Sans','Segoe UI',Tahoma,Arial,'Noto Sans Arabic',sans-serif"
_DASHES = {"planned": "9 5", "demanded": "2 4", "possible": "12 4 3 4", "denied": "4 3", "disputed": "14 3"}
_GLYPHS = {"planned": "◷", "demanded": "!", "possible": "؟", "denied": "✕", "disputed": "⇄"}
_MOST = 80  # events on one picture of a timeline
_WIDTH = 1000  # pixels across a timeline


def picture(graph: Graph, kind: str, format: str = "svg", language: str = "ar") -> bytes:
    """Return a picture of the `graph` or the `timeline` as `svg` or `png`. Raises OutputError where there is none."""
    if kind not in PICTURES:
        raise OutputError(f"no picture of {kind}; there are {', '.join(PICTURES)}")
    if format not in FORMATS:
        raise OutputError(f"no picture as {format}; there are {', '.join(FORMATS)}")
    data = collect(graph)
    svg = (graph_svg if kind == "graph" else timeline_svg)(data, language)
    return svg.encode() if format == "svg" else png(svg)


def png(svg: str, zoom: int = 2) -> bytes:
    """Return an SVG as PNG, `zoom` pixels to one of its own. Raises OutputError without resvg or an Arabic font."""
    try:
        from resvg_py import svg_to_bytes
    except ImportError as error:
        raise OutputError("PNG needs resvg: pip install 'kg[pictures]' (SVG needs nothing more)") from error
    probe = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="30">{}</svg>'
    letter = f'<text x="5" y="20" font-family="{_WHOLE}">ع</text>'
    if svg_to_bytes(svg_string=probe.format(letter)) == svg_to_bytes(svg_string=probe.format("")):
        raise OutputError("PNG needs a font with Arabic letters: install one, such as Noto Sans Arabic")
    return bytes(svg_to_bytes(svg_string=svg.replace(_FONTS, _WHOLE), zoom=zoom))


# --- the graph ------------------------------------------------------------------------------------------------------


def graph_svg(data: ViewData, language: str = "ar") -> str:
    """Return the picture of the graph: every node where it is few, else the stories, each with its size."""
    made = payload(data)
    nodes, whole = data.linked, not made["clusters"]
    body, boxes = [], []
    if whole:
        spots = [(card["x"], card["y"]) for card in made["nodes"]]
        for event, other, role in made["edges"]:
            start, end = (other, event) if role in ("agent", "origin") else (event, other)
            body.append(_arrow(spots[start], spots[end]))
        for node, card in zip(nodes, made["nodes"], strict=True):
            body.append(_node(node, card["x"], card["y"], card["size"], language))
        boxes = [(x - 100, y - 50, x + 100, y + 80) for x, y in spots]
    else:
        size: Counter[int] = Counter()
        for card in made["nodes"]:
            at = card["cluster"]
            while at is not None:
                size[at] += 1
                at = made["clusters"][at]["parent"]
        for number, row in enumerate(made["clusters"]):
            if row["parent"] is None:
                body.append(_story(row, size[number], language))
                boxes.append((row["x"] - row["w"] / 2, row["y"] - row["h"] / 2, row["x"] + row["w"] / 2, row["y"] + row["h"] / 2))  # fmt: skip
    left, top = (min(box[n] for box in boxes) if boxes else 0 for n in (0, 1))
    right, bottom = (max(box[n] for box in boxes) if boxes else 400 for n in (2, 3))
    unit = max(1.0, (right - left) / 1500)  # a large picture has large letters
    word = {key: words()[key][language] for key in ("nodes", "clusters", "in-clusters", "unlinked")}
    said = (
        f"{word['nodes']}: {len(nodes):,}"
        if whole
        else f"{word['clusters']}: {len(boxes):,} · {len(nodes):,} {word['in-clusters']}"
    )
    said += f" · {made['unlinked']:,} {word['unlinked']}" if made["unlinked"] else ""
    head, foot = 70 * unit, 70 * unit
    frame = (left - 20 * unit, top - head, right - left + 40 * unit, bottom - top + head + foot)
    edge = right if language == "ar" else left
    lines = wrap(headline(data), max(20, int((right - left) / unit / 13)))
    title = _text(
        lines[0] + (" …" if len(lines) > 1 else ""), edge, top - head + 40 * unit, language, 24 * unit, weight=600
    )
    note = _text(said, edge, bottom + 24 * unit, language, 15 * unit, "soft")
    legend = (
        _legend([n.kind for n in nodes], [n.status for n in nodes], edge, bottom + 52 * unit, unit, language)
        if whole
        else ""
    )
    return _svg(frame, title + "".join(body) + note + legend, min(1.0, 2400 / frame[2]))


def _arrow(start: tuple[float, float], end: tuple[float, float]) -> str:
    (x, y), (a, b) = start, end
    middle = (x + (a - x) * 0.56, y + (b - y) * 0.56)
    return (f'<path d="M{x} {y}L{middle[0]:.0f} {middle[1]:.0f}" marker-end="url(#arrow)" stroke="{_colour("soft")}" stroke-opacity=".6"/>'
            f'<path d="M{middle[0]:.0f} {middle[1]:.0f}L{a} {b}" stroke="{_colour("soft")}" stroke-opacity=".6"/>')  # fmt: skip


def _node(node: Node, x: float, y: float, size: float, language: str) -> str:
    label = caption(node, language)
    if node.kind == "Event":
        colour = _colour(node.status if node.status in _DASHES else "Event")
        lines = wrap(f"{_GLYPHS[node.status]} {label}" if node.status in _GLYPHS else label, 22)[:3]
        width, height = max(map(len, lines), default=2) * 9.2 + 22, len(lines) * 24 + 12
        dash = f' stroke-dasharray="{_DASHES[node.status]}"' if node.status in _DASHES else ""
        box = (f'<rect x="{x - width / 2:.0f}" y="{y - height / 2:.0f}" width="{width:.0f}" height="{height}" rx="8" fill="#fff"/>'
               f'<rect x="{x - width / 2:.0f}" y="{y - height / 2:.0f}" width="{width:.0f}" height="{height}" rx="8" fill="{colour}" '
               f'fill-opacity="{0.04 if dash else 0.14}" stroke="{colour}" stroke-width="2"{dash}/>')  # fmt: skip
        return box + _lines(lines, x, y - height / 2 + 24, language, 17)
    plain = node.kind in ("Participant", "Quantity")
    lines = wrap(label, 22)
    lines = [*lines[:2], lines[2] + "…"] if len(lines) > 3 else lines
    shape = _shape(SHAPES.get(node.kind, "dot"), x, y, size, _colour(node.kind), 0.35 if plain else 0.9)
    return shape + _lines(lines, x, y + size + 20, language, 15 if plain else 17, "soft" if plain else "ink")


def _shape(name: str, x: float, y: float, size: float, colour: str, fill: float) -> str:
    style = f'fill="{colour}" fill-opacity="{fill}" stroke="{colour}"'
    corners = {
        "hexagon": ((-1, 0), (-0.5, -0.87), (0.5, -0.87), (1, 0), (0.5, 0.87), (-0.5, 0.87)),
        "triangleDown": ((-1, -0.8), (1, -0.8), (0, 1)), "triangle": ((0, -1), (1, 0.8), (-1, 0.8)),
        "diamond": ((0, -1), (1, 0), (0, 1), (-1, 0)), "square": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
        "star": ((0, -1), (0.3, -0.3), (1, -0.3), (0.45, 0.15), (0.65, 0.9), (0, 0.45), (-0.65, 0.9), (-0.45, 0.15), (-1, -0.3), (-0.3, -0.3)),
    }.get(name)  # fmt: skip
    if corners is None:
        return f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{size * 0.9:.1f}" {style}/>'
    points = " ".join(f"{x + a * size:.1f},{y + b * size:.1f}" for a, b in corners)
    return f'<polygon points="{points}" {style}/>'


def _story(row: dict[str, float | str], size: int, language: str) -> str:
    x, y, width, height = (float(row[key]) for key in "xywh")
    letter = min(height / 7.6, width / 10.5)
    lines = wrap(str(row[language]), max(8, int(width / letter / 0.72)))[:3]
    colour = _colour("accent")
    oval = (f'<ellipse cx="{x}" cy="{y}" rx="{width * 0.48:.0f}" ry="{height * 0.47:.0f}" fill="{colour}" fill-opacity=".14" '
            f'stroke="{colour}" stroke-width="{letter / 14:.1f}"/>')  # fmt: skip
    top = y - (len(lines) - 1) * letter * 0.65 - letter * 0.2
    number = _text(f"{size:,}", x, top + len(lines) * letter * 1.35, language, letter * 0.75, "soft", anchor="middle")
    return oval + _lines(lines, x, top, language, letter, weight=600) + number


def _legend(kinds: list[str], statuses: list[str], x: float, y: float, unit: float, language: str) -> str:
    out, sign = [], -1 if language == "ar" else 1
    for kind in [k for k in SHAPES if k in kinds]:
        shape = _shape(
            "square" if kind == "Event" else SHAPES[kind],
            x + sign * 8 * unit,
            y - 5 * unit,
            8 * unit,
            _colour(kind),
            0.15 if kind == "Event" else 0.8,
        )
        label = words()[kind][language]
        out.append(shape + _text(label, x + sign * 22 * unit, y, language, 15 * unit))
        x += sign * (len(label) * 8.5 + 46) * unit
    for status in [s for s in _GLYPHS if s in statuses]:
        label = f"{_GLYPHS[status]} {words()[status][language]}"
        out.append(_text(label, x, y, language, 15 * unit, status))
        x += sign * (len(label) * 8.5 + 28) * unit
    return "".join(out)


# --- the timeline ---------------------------------------------------------------------------------------------------


def timeline_svg(data: ViewData, language: str = "ar") -> str:
    """Return the picture of the story's happenings, dated ones first, in order; it says how many it leaves out."""
    family = family_of(article.text for article in data.articles.values())
    events = [e for e in data.events if any(m.timeline for m in e.mentions)] or data.events
    events = sorted(events, key=lambda e: (not (e.first or e.last), e.first or e.last))
    shown, arabic = events[:_MOST], language == "ar"
    line = _WIDTH - 250 if arabic else 250  # where the axis stands
    side = -1 if arabic else 1
    y, out, before = 96.0, [], None
    for event in shown:
        date = when(event.edtf, language, family) if event.first or event.last else words()["undated"][language]
        colour = _colour(event.status if event.status in _DASHES else "Event")
        lines = wrap(event.ar if arabic else event.en or event.ar, 66)[:3]
        foot = _told(event, data, language)
        height = 26 * len(lines) + (24 if foot else 0) + 22
        if date != before:
            y += 12
            for number, part in enumerate(wrap(date, 22)):
                down = y + 22 + 22 * number
                out.append(
                    _text(part, line - side * 26, down, language, 16, "accent", 600, "start" if arabic else "end")
                )
            before = date
        hollow = "#fff" if event.status in _DASHES or not (event.first and event.last) else colour
        dash = f' stroke-dasharray="{_DASHES[event.status]}"' if event.status in _DASHES else ""
        left = line - 24 - (_WIDTH - 330) if arabic else line + 24
        out.append(f'<circle cx="{line}" cy="{y + 16:.0f}" r="7" fill="{hollow}" stroke="{colour}" stroke-width="2.5"/>'
                   f'<rect x="{left}" y="{y - 6:.0f}" width="{_WIDTH - 330}" height="{height - 8}" rx="9" '
                   f'fill="#fff" stroke="{colour}" stroke-width="1.5"{dash}/>')  # fmt: skip
        edge = line + side * 40
        for number, text in enumerate(lines):
            out.append(_text(text, edge, y + 18 + 26 * number, language, 17, "ink", 600 if number == 0 else 400))
        if event.status in _GLYPHS:
            badge = f"{_GLYPHS[event.status]} {words()[event.status][language]}"
            far = left + 14 if arabic else left + _WIDTH - 344
            out.append(_text(badge, far, y + 18, language, 14, event.status, anchor="start" if arabic else "end"))
        if foot:
            out.append(_text(foot, edge, y + 18 + 26 * len(lines), language, 14, "soft"))
        y += height + 4
    left_out = len(data.events) - len(shown)
    said = (
        f"{words()['shown'][language]} {len(shown):,} {words()['of'][language]} {len(data.events):,}"
        if left_out
        else ""
    )
    axis = f'<path d="M{line} 84V{y:.0f}" stroke="{_colour("line")}" stroke-width="3"/>'
    title = wrap(headline(data), 80)[:2]
    edge = _WIDTH - 24 if arabic else 24
    head = "".join(_text(t, edge, 40 + 30 * n, language, 22, weight=600) for n, t in enumerate(title))
    foot = _text(said, edge, y + 30, language, 14, "soft")
    return _svg((0, 0, _WIDTH, y + 56), head + axis + "".join(out) + foot)


def _told(event: Node, data: ViewData, language: str) -> str:
    """Return who says so, or in how many articles it is told."""
    if event.members and event.told > 1:
        return f"{words()['articles'][language]}: {event.told:,}"
    if event.best is None or not event.best.source:
        return ""
    who = data.nodes.get(event.best.claimant)
    name = (who.en if who and language == "en" else "") or event.best.source
    return f"{words()['source'][language]}: {name}"


# --- what both are made of ------------------------------------------------------------------------------------------


@cache
def _palette() -> dict[str, str]:
    """The pages' own light colours."""
    return dict(re.findall(r"--([\w-]+):(#[0-9a-f]{6})", static("kg.css").split("}")[0]))


def _colour(name: str) -> str:
    return _palette().get(name, _palette()["Quantity"])


def _text(
    text: str, x: float, y: float, language: str, size: float, colour: str = "ink", weight: int = 400, anchor: str = ""
) -> str:
    """A line of text, isolated in the direction of its language; without `anchor` it begins at x."""
    if not text:
        return ""
    arabic = language == "ar"
    inner = ("\u2067" if arabic else "\u2068") + escape(text) + "\u2069"  # in English each label as it begins
    anchor = anchor or ("end" if arabic else "start")
    bold = f' font-weight="{weight}"' if weight != 400 else ""
    return f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size:.0f}" fill="{_colour(colour)}" text-anchor="{anchor}"{bold}>{inner}</text>'


def _lines(
    lines: list[str], x: float, y: float, language: str, size: float, colour: str = "ink", weight: int = 400
) -> str:
    return "".join(
        _text(line, x, y + n * size * 1.35, language, size, colour, weight, "middle") for n, line in enumerate(lines)
    )


def _svg(frame: tuple[float, float, float, float], body: str, scale: float = 1.0) -> str:
    x, y, width, height = frame
    arrow = (f'<marker id="arrow" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
             f'<path d="M0 0L8 4L0 8z" fill="{_colour("soft")}"/></marker>')  # fmt: skip
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{x:.0f} {y:.0f} {width:.0f} {height:.0f}" width="{width * scale:.0f}" '
            f'height="{height * scale:.0f}" font-family="{_FONTS}"><defs>{arrow}</defs>'
            f'<rect x="{x:.0f}" y="{y:.0f}" width="{width:.0f}" height="{height:.0f}" fill="#fff"/>{body}</svg>\n')  # fmt: skip
