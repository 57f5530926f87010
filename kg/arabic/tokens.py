"""Sentences and words with their offsets: the ground every layer stands on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from kg.arabic.normalize import fold, light, normalize
from kg.arabic.vocabulary import careful

TokenKind = Literal["word", "number", "latin", "mark"]

_MARKS = "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
_CONTROLS = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_ARABIC = (
    "\u0620-\u063f\u0641-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc"
    "\u0750-\u077f\ufb50-\ufd3d\ufd50-\ufdff\ufe70-\ufefc"
)
_DIGIT = "0-9٠-٩۰-۹"
# A token; the group that matches is its kind.
TOKEN = re.compile(
    f"(?P<word>[{_ARABIC}](?:[{_ARABIC}{_MARKS}]|[{_CONTROLS}]+(?=[{_ARABIC}{_MARKS}]))*)"
    f"|(?P<number>[{_DIGIT}]+(?:[.,٫٬][{_DIGIT}]+)*)"
    r"|(?P<latin>[A-Za-z\u00c0-\u024f]+(?:['’.&-][A-Za-z\u00c0-\u024f]+)*)"
    f"|(?P<mark>[^\\s{_CONTROLS}])"
)
# A full stop ends a sentence unless it stands between digits or after a lone letter («د. أحمد»). No space need follow it
# between two words («إلى إيطاليا.وقال»), of three letters at least, as initials have fewer («بي.بي.سي»).
_BREAK = re.compile(
    r"\n+"
    r"|(?<=[\u0621-\u064a]{3})\.(?=[\u0621-\u064a]{3})"
    r"|(?<=[\d\u0621-\u064a][\d\u0621-\u064a»”\")])\.(?=و[\u0621-\u064a]{3})"
    r"|(?<![\s(«\"“][\u0621-\u064a])[.!؟?؛]+(?=[\s»”\")\]]|$)[»”\")\]]*"
    r"|[!؟?؛]+"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark of the text. Offsets are into the whole text, clitics are still attached.

    `norm` is the light form in its careful spelling (see kg.arabic.vocabulary), `key` the folded one (see
    kg.arabic.normalize); both are equally long.
    """

    start: int
    end: int
    text: str
    norm: str
    key: str
    kind: TokenKind

    def offset(self, position: int) -> int:
        """Return the text offset at which code point `position` of `norm` begins (its length: the token's end)."""
        if position == len(self.norm):
            return self.end
        if len(self.norm) == self.end - self.start:
            return self.start + position
        return self.start + normalize(self.text).offsets[position]


def tokenize(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Yield the tokens of `text[start:end]` in order.

    >>> [t.norm for t in tokenize("قُتل 2,500 في 3.5%")]
    ['قتل', '2,500', 'في', '3.5', '%']
    """
    for match in TOKEN.finditer(text, start, len(text) if end is None else end):
        piece = match[0]
        norm, key = spelling(piece)
        if norm:
            yield Token(match.start(), match.end(), piece, norm, key, match.lastgroup)  # type: ignore[arg-type]


@lru_cache(maxsize=65536)
def spelling(piece: str) -> tuple[str, str]:
    """Return a token's text in its light form and careful spelling, and folded."""
    norm = careful(light(piece))
    return norm, fold(norm)


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences of `text[start:end]`, without surrounding white space.

    >>> [s for s in sentence_spans("قال د. علي كذا. ثم مضى.")]
    [(0, 15), (16, 23)]
    >>> [s for s in sentence_spans("وصل الوفد.وبدأت المحادثات.")]
    [(0, 10), (10, 26)]
    >>> [s for s in sentence_spans("قال: «وصل الوفد».وأضاف أنه غادر.")]
    [(0, 17), (17, 32)]
    """
    end = len(text) if end is None else end
    at = start
    for match in _BREAK.finditer(text, start, end):
        yield from _trimmed(text, at, match.end())
        at = match.end()
    yield from _trimmed(text, at, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def sentences(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[list[Token]]:
    """Yield the tokens of each sentence of the given stretches of `text`."""
    for start, end in spans:
        for first, last in sentence_spans(text, start, end):
            yield list(tokenize(text, first, last))
