"""What the pages share: the frame with its style and script, words in two languages, and safe ways to embed data."""

from __future__ import annotations

import html
import json
from functools import cache
from importlib.resources import files
from typing import Any

from kg.arabic.tables import read_table
from kg.model import EVENT_TYPES, ROLES

# Characters that would turn the reading direction of what follows: shown as a visible mark, never obeyed.
_OVERRIDES = dict.fromkeys((8234, 8235, 8236, 8237, 8238, 8294, 8295, 8296, 8297), "◆")


def static(name: str) -> str:
    """Return the text of a file that ships with the pages."""
    return (files("kg.view") / "static" / name).read_text(encoding="utf-8")


@cache
def words() -> dict[str, dict[str, str]]:
    """Return the interface's words: key → language → word."""
    rows = read_table("interface.tsv", ("key", "ar", "en"))
    return {row["key"]: {"ar": row["ar"], "en": row["en"]} for row in rows}


def clean(text: str) -> str:
    """Return text that can stand in a page: no lone surrogates, no direction overrides."""
    return text.encode("utf-8", "replace").decode().translate(_OVERRIDES)


def escape(text: str) -> str:
    """Return text for HTML content and attributes."""
    return html.escape(clean(text))


def embed(data: Any) -> str:
    """Return data as JSON that cannot close the script element it stands in."""
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    body = clean(body)
    return body.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")  # fmt: skip


def render(kind: str, title: str, body: str, data: Any, scripts: list[str], styles: list[str]) -> str:
    """Return a whole page. `body` is trusted HTML; `title` and `data` are escaped here."""
    style = "\n".join([*styles, static("kg.css")])
    code = "\n".join(f"<script>{script}</script>" for script in [*scripts, static("kg.js"), static(f"{kind}.js")])
    interface = {"words": words(), "types": list(EVENT_TYPES), "roles": list(ROLES)}
    return f"""<!DOCTYPE html>
<html lang="ar" dir="rtl" data-page="{kind}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
<title>{escape(title)}</title>
<style>{style}</style>
</head>
<body>
<a class="skip" href="#main" data-word="skip"></a>
<header><h1><bdi>{escape(title)}</bdi></h1><nav><button id="language" type="button" lang="en">English</button></nav></header>
{body}
<script id="data" type="application/json">{embed(data)}</script>
<script id="interface" type="application/json">{embed(interface)}</script>
{code}
</body>
</html>
"""
