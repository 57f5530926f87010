"""What the pages share: the frame with its style and script, and safe ways to embed words and data."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from kg.view.words import families, words

# Characters that would turn the reading direction of what follows: shown as a visible mark, never obeyed.
_OVERRIDES = dict.fromkeys((8234, 8235, 8236, 8237, 8238, 8294, 8295, 8296, 8297), "◆")
# What neither HTML nor XML may hold.
_FORBIDDEN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF), "�")


def static(name: str) -> str:
    """Return the text of a file that ships with the pages."""
    return (files("kg.view") / "static" / name).read_text(encoding="utf-8")


def clean(text: str) -> str:
    """Return text that can stand in a page: no lone surrogates, no control characters, no direction overrides."""
    return text.encode("utf-8", "replace").decode().translate(_OVERRIDES | _FORBIDDEN)


def escape(text: str) -> str:
    """Return text for the content and the attributes of HTML and XML."""
    return html.escape(clean(text))


def embed(data: Any) -> str:
    """Return data as JSON that cannot close the script element it stands in."""
    body = clean(json.dumps(data, ensure_ascii=False, separators=(",", ":")))
    return body.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")  # fmt: skip


def render(
    kind: str, title: str, body: str, data: Mapping[str, Any], library: str = "", style: str = "",
    links: Mapping[str, str] | None = None,
) -> str:  # fmt: skip
    """Return a whole page.

    `body` is trusted HTML; `title` and `data` are made safe here. `links` are the addresses of sibling pages by their
    kind (`graph`, `timeline`, `article`, `map`): a page named there is linked to, at the node that is looked at.
    """
    scripts = [library, static("kg.js"), static(f"{kind}.js")]
    code = "\n".join(f"<script>{script}</script>" for script in scripts if script)
    interface = {"words": words(), "families": families(), "links": {**(links or {})}}
    return f"""<!DOCTYPE html>
<html lang="ar" dir="rtl" data-page="{kind}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
<title>{escape(title)}</title>
<link rel="icon" href="data:,">
<style>{style}
{static("kg.css")}</style>
</head>
<body>
<a class="skip" href="#main" data-word="skip"></a>
<header><h1><bdi>{escape(title)}</bdi></h1><nav id="pages" data-label="pages"></nav>
<div class="settings"><select id="months" data-label="months"></select><button id="theme" type="button" data-label="theme">◐</button>
<button id="language" type="button" lang="en">English</button></div></header>
{body}
<script id="data" type="application/json">{embed(data)}</script>
<script id="interface" type="application/json">{embed(interface)}</script>
{code}
</body>
</html>
"""
