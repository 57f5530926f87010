"""What the pages share: the frame with its style and script, and safe ways to embed words and data."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib.resources import files
from typing import Any

from kg.view.words import families, words

NETWORK = "vis-network.min.js"  # ships with pyvis

# Characters that would turn the reading direction of what follows: shown as a visible mark, never obeyed.
_OVERRIDES = dict.fromkeys((8234, 8235, 8236, 8237, 8238, 8294, 8295, 8296, 8297), "◆")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"

# What neither HTML nor XML may hold.
_FORBIDDEN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF), "�")


def static(name: str) -> str:
    """Return the text of a file that ships with the pages, or with pyvis."""
    folder = files("pyvis") / "lib" / "vis-9.1.2" if name == NETWORK else files("kg.view") / "static"
    return (folder / name).read_text(encoding="utf-8").split("//# sourceMappingURL")[0]


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


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a page stands.

    `links` are the addresses of other pages by their kind (`graph`, `timeline`, `article`, `map`): a page named there is
    linked to, at the node that is looked at. `served` pages load their scripts and style from `static/` beside them.
    """

    links: Mapping[str, str] = field(default_factory=dict)
    served: bool = False
    shown: tuple[int, int] | None = None  # how many events of how many are on the page, where it is a selection

    def showing(self, shown: int, total: int) -> Setting:
        """Return the setting of a page that shows so many events of so many."""
        return replace(self, shown=(shown, total))


ALONE = Setting()  # one file that is linked to no other


def render(
    kind: str, title: str, body: str, data: Mapping[str, Any], library: str = "", style: str = "",
    setting: Setting = ALONE,
) -> str:  # fmt: skip
    """Return a whole page.

    `body` is trusted HTML; `title` and `data` are made safe here. `library` and `style` name files that ship.
    """
    scripts = [name for name in (library, "kg.js", f"{kind}.js") if name]
    styles = [name for name in (style, "kg.css") if name]
    interface = {"words": words(), "families": families(), "links": {**setting.links}, "shown": setting.shown}
    if setting.served:  # the server sends a policy that allows its own files and nothing that stands in the page
        policy = ""
        code = "\n".join(f'<script src="static/{name}"></script>' for name in scripts)
        look = "\n".join(f'<link rel="stylesheet" href="static/{name}">' for name in styles)
    else:
        policy = f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        code = "\n".join(f"<script>{static(name)}</script>" for name in scripts)
        look = "<style>" + "\n".join(map(static, styles)) + "</style>"
    return f"""<!DOCTYPE html>
<html lang="ar" dir="rtl" data-page="{kind}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
{policy}<title>{escape(title)}</title>
<link rel="icon" href="data:,">
{look}
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
