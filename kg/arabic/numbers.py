"""Numbers as Arabic news writes them: digits, words in every agreement form, both mixed, and vague plurals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.arabic.morphology import segment
from kg.arabic.normalize import fold
from kg.arabic.tables import read_table
from kg.arabic.tokens import Token

_THOUSANDS = re.compile(r"\d{1,3}(?:[,.]\d{3})+$")
_DIGITS_LIMIT = 30  # longer runs of digits are codes, not counts


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a token sequence: `tokens[start:end]`, with bounds (None: open) and where its text begins."""

    start: int
    end: int
    low: float | None
    high: float | None
    offset: int  # text offset of the number without clitics
    kind: str = "exact"  # exact, vague, fraction

    @property
    def value(self) -> float | None:
        """The value where the number is exact."""
        return self.low if self.low == self.high else None


@cache
def _words() -> dict[str, tuple[str, str]]:
    rows = list(read_table("number_words.tsv", ("word", "value", "kind")))
    # «آلاف» alone is vague, after a number it multiplies: both readings stand under one word
    return {fold(r["word"]): (r["kind"], r["value"]) for r in sorted(rows, key=lambda r: r["kind"] == "vague")}


@cache
def _scales() -> dict[str, float]:
    rows = read_table("number_words.tsv", ("word", "value", "kind"))
    return {fold(r["word"]): float(r["value"]) for r in rows if r["kind"] == "scale"}


def is_number_word(token: Token) -> bool:
    """Whether the token is a number word under whatever clitics it has."""
    return token.kind == "word" and _lookup(token) is not None


def _lookup(token: Token) -> tuple[str, str, int] | None:
    """Return kind, value and the clitics' length (ال counts as kept: it is part of the number's span)."""
    return _number_word(token.key)


@lru_cache(maxsize=65536)
def _number_word(key: str) -> tuple[str, str, int] | None:
    for cut in _cuts(key):
        rest = key[cut:]
        article = rest.startswith("ال") and len(rest) > 4
        found = _words().get(rest) or (_words().get(rest[2:]) if article else None)
        if found is None and rest.startswith("ل") and cut and key[cut - 1] == "ل":
            found = _words().get(rest[1:])
            cut += 1 if found else 0
        if found:
            return found[0], found[1], cut
    return None


def _cuts(key: str) -> list[int]:
    cuts = [0]
    if key[:1] in "وف" and len(key) > 3:
        cuts.append(1)
        if key[1:2] in "بلك":
            cuts.append(2)
    if key[:1] in "بلك" and len(key) > 3:
        cuts.append(1)
    return cuts


def digits(text: str) -> float | None:
    """Return the value of a digit token («2,500», «3.5», «1.250.000»), or None where it is no number."""
    if len(text) > _DIGITS_LIMIT:
        return None
    if _THOUSANDS.match(text) and not text.startswith("0"):
        if text.count(".") == 1 and "," not in text and len(text.split(".")[0]) <= 3 and text.split(".")[1] != "000":
            return float(text)  # «9.125» reads as a decimal
        return float(re.sub("[,.]", "", text))
    if re.fullmatch(r"\d+(?:[.,]\d+)?", text):
        return float(text.replace(",", "."))
    return None


def read_number(tokens: Sequence[Token], at: int) -> Number | None:
    """Read the longest number that begins at `tokens[at]`, or None.

    «ألفين وخمسمئة», «خمسة وعشرون», «2.5 مليون», «مليون ونصف المليون», «عشرات الآلاف».
    """
    first = tokens[at]
    if first.kind == "number":
        value = digits(first.norm)
        if value is None:
            return None
        total, end = _scaled(value, tokens, at + 1)
        total, end = _half(total, tokens, end)
        return Number(at, end, total, total, first.start)
    found = _lookup(first) if first.kind == "word" else None
    if found is None:
        return None
    kind, value_text, cut = found
    offset = first.offset(cut)
    if kind == "vague":
        return _vague(tokens, at, value_text, offset)
    if kind == "fraction":
        share = float(value_text)
        return Number(at, at + 1, share, share, offset, "fraction")
    total_value, end = _sum(tokens, at)
    if end < len(tokens) and tokens[end].key in ("ارباع", "اخماس", "اثلاث", "اعشار"):
        parts = {"ارباع": 4, "اخماس": 5, "اثلاث": 3, "اعشار": 10}[tokens[end].key]
        share = round(100 * total_value / parts, 2)
        return Number(at, end + 1, share, share, offset, "fraction")
    if total_value == 1 and end == at + 1:
        return None  # «أحد المسؤولين» is one of them, not a count
    total_value, end = _half(total_value, tokens, end)
    return Number(at, end, total_value, total_value, offset)


def _scaled(value: float, tokens: Sequence[Token], at: int) -> tuple[float, int]:
    while at < len(tokens) and tokens[at].kind == "word":
        scale = _scales().get(tokens[at].key)
        if scale is None or (tokens[at].key.endswith(("ين", "ان")) and tokens[at].key != "ملايين"):
            break
        value *= scale
        at += 1
    return value, at


def _half(value: float, tokens: Sequence[Token], at: int) -> tuple[float, int]:
    """«مليون ونصف المليون», «مليون ونصف»."""
    if at < len(tokens) and tokens[at].key in ("ونصف", "وربع") and at:
        scale = value if value in (1e3, 1e6, 1e9, 1e12) else _scale_of(tokens[at - 1])
        if scale:
            value += scale * (0.5 if tokens[at].key == "ونصف" else 0.25)
            at += 1
            if at < len(tokens) and _words().get(segment(tokens[at].norm).key, ("",))[0] == "scale":
                at += 1
    return value, at


def _scale_of(token: Token) -> float | None:
    return _scales().get(token.key)


def _sum(tokens: Sequence[Token], at: int) -> tuple[float, int]:
    """Add up number words: units and tens joined by و, multiplied by the scale word that follows them."""
    total = group = 0.0
    end = at
    first = True
    while end < len(tokens) and tokens[end].kind in ("word", "number"):
        token = tokens[end]
        joined = token.key.startswith("و") and not first
        if token.kind == "number":
            break
        found = _lookup(token)
        if not first and token.key in _scales():
            found = ("scale", str(_scales()[token.key]), 0)
        if found is None or found[0] not in ("unit", "scale"):
            break
        kind, text, cut = found
        if not first and cut > 1:
            break
        value = float(text)
        if kind == "scale":
            if joined or first:
                total, group = total + group, 0.0
                total += value
            else:
                total, group = total + (group or 1) * value, 0.0
        elif first or joined:
            group += value
        elif value == 10 and 0 < group < 10:  # «أربعة عشر»
            group += 10
        elif value == 100 and 0 < group < 10:  # «ثلاث مئة»
            group *= 100
        else:
            break
        first = False
        end += 1
    return total + group, end


def _vague(tokens: Sequence[Token], at: int, value: str, offset: int) -> Number:
    low_text, _, high_text = value.partition("-")
    low, high = float(low_text), float(high_text) if high_text else None
    end = at + 1
    if end < len(tokens) and tokens[end].kind == "word":
        found = _words().get(segment(tokens[end].norm).key) or _words().get(tokens[end].key.removeprefix("ال"))
        if found and found[0] in ("vague", "scale") and float(found[1].split("-")[0]) >= 1000:
            scale = {2000.0: 1e3, 2e6: 1e6, 2e9: 1e9}.get(float(found[1].split("-")[0]), float(found[1].split("-")[0]))
            # the scheme's round bounds: tens of thousands are 20000–99000, hundreds of thousands 200000–999000
            return Number(at, end + 1, low * scale, None if high is None else high * scale, offset, "vague")
    return Number(at, end, low, high, offset, "vague")
