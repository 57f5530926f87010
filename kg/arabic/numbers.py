"""Numbers as Arabic news writes them: digits, words in every agreement form, both mixed, and vague plurals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.arabic.morphology import function_class, segment
from kg.arabic.normalize import fold
from kg.arabic.tables import read_table
from kg.arabic.tokens import Token

_THOUSANDS = re.compile(r"\d{1,3}(?:[,.]\d{3})+$")
_TENS = {"20": 10.0, "200": 100.0}  # what the vague tens and hundreds are multiples of
_SHARES = ("نصف", "ثلث", "ربع")  # how fractions that may bear a pronoun begin
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
    rows = [r for r in rows if r["kind"] != "share"]
    return {fold(r["word"]): (r["kind"], r["value"]) for r in sorted(rows, key=lambda r: r["kind"] == "vague")}


@cache
def _of_kind(kind: str) -> dict[str, float]:
    rows = read_table("number_words.tsv", ("word", "value", "kind"))
    return {fold(r["word"]): float(r["value"]) for r in rows if r["kind"] == kind}


@cache
def _scales() -> dict[str, float]:
    rows = read_table("number_words.tsv", ("word", "value", "kind"))
    return {fold(r["word"]): float(r["value"]) for r in rows if r["kind"] == "scale"}


def is_number_word(key: str) -> bool:
    """Whether a folded word is a number word under whatever clitics it has."""
    return _looked_up(key) is not None


@lru_cache(maxsize=65536)
def may_be_number(key: str) -> bool:
    """Whether a number may begin with the folded word: `read_number` finds none where this is false."""
    shares = _of_kind("share")
    return _looked_up(key) is not None or key in shares or key[1:] in shares or key.lstrip("وفبل")[:3] in _SHARES


def _lookup(token: Token) -> tuple[str, str, int] | None:
    """Return kind, value and the clitics' length (ال counts as kept: it is part of the number's span)."""
    return _looked_up(token.key)


@lru_cache(maxsize=65536)
def _looked_up(key: str) -> tuple[str, str, int] | None:
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
    if key[:1] in "وف" and len(key) > 2:
        cuts.append(1)
        if key[1:2] in "بلك":
            cuts.append(2)
    if key[:1] in "بلك" and len(key) > 2:
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
    if first.norm.endswith("أثنى") and (at + 1 == len(tokens) or not tokens[at + 1].key.startswith("عشر")):
        return None  # «وأثنى الوزير على الجهود»
    if first.kind == "number":
        value = digits(first.norm)
        if value is None:
            return None
        end = at + 1
        if _decimal_letter(tokens, at) or _decimal_turned(tokens, at):
            value, end = float(f"{tokens[at + 2].norm}.{first.norm}"), at + 3
        elif _decimal_comma(tokens, at):
            value, end = float(f"{first.norm}.{tokens[at + 2].norm}"), at + 3
        elif thousands := _thousands_comma(tokens, at):
            value, end = float("".join(t.norm for t in tokens[at:thousands:2])), thousands
        total, end = _scaled(value, tokens, end)
        if at and end == at + 1 and end < len(tokens) and (tokens[at - 1].text, tokens[end].text) == ("(", ")"):
            scaled, after = _scaled(total, tokens, end + 1)
            total, end = (scaled, after) if scaled != total else (total, end)  # «(25) مليون ريال»
        total, end = _half(total, tokens, end)
        total, end = _and_digits(total, tokens, at, end)
        return Number(at, end, total, total, first.start)
    found = _lookup(first) if first.kind == "word" else None
    if found is None:
        return _share(tokens, at, 0) or _share_of_it(tokens, at)
    kind, value_text, cut = found
    offset = first.offset(cut)
    if kind == "vague":
        return _vague(tokens, at, value_text, offset)
    if kind in ("parts", "none"):
        return None
    if kind == "fraction":
        share = float(value_text)
        scale = scale_of(tokens[at + 1]) if at + 1 < len(tokens) else None
        if scale and share in (50.0, 25.0, 33.33):
            return Number(at, at + 2, scale * share / 100, scale * share / 100, offset)  # «نصف مليون»
        return Number(at, at + 1, share, share, offset, "fraction")
    if share_of := _share(tokens, at, cut):
        return share_of
    total_value, end = _sum(tokens, at)
    parts = segment(tokens[end].norm).key if end < len(tokens) and tokens[end].kind == "word" else ""
    if parts in _of_kind("parts"):  # «ثلاثة أرباعها»
        share = round(100 * total_value / _of_kind("parts")[parts], 2)
        return Number(at, end + 1, share, share, offset, "fraction")
    if _two_by_form(tokens, at, end):
        total_value *= 2
    total_value, end = _half(total_value, tokens, end)
    if total_value == 1 and end == at + 1:
        percent = (*(t.key for t in tokens[end : end + 2]), "", "")  # «واحد في المئة», «واحد بالمئة»
        if tokens[at].key[cut:] != "واحد" or not (percent[0] + percent[1]).startswith(("بالم", "فيالم", "%", "٪")):
            return None  # «أحد المسؤولين» is one of them, not a count
    total_value, end = _and_digits(total_value, tokens, at, end)
    return Number(at, end, total_value, total_value, offset)


def _decimal_letter(tokens: Sequence[Token], at: int) -> bool:
    """«6ر3» is 3.6: agencies write the decimal comma as ر, the whole part last."""
    if at + 2 >= len(tokens) or tokens[at + 1].key != "ر" or tokens[at + 2].kind != "number":
        return False
    glued = tokens[at].end == tokens[at + 1].start and tokens[at + 1].end == tokens[at + 2].start
    return glued and tokens[at].norm.isdigit() and tokens[at + 2].norm.isdigit() and len(tokens[at + 2].norm) < 7


def _decimal_turned(tokens: Sequence[Token], at: int) -> bool:
    """«8.\u200f14» shows as 14.8: a mark of direction behind the point has turned the two parts round."""
    if at + 2 >= len(tokens) or tokens[at + 1].text != "." or tokens[at + 2].kind != "number":
        return False
    hidden = tokens[at].end == tokens[at + 1].start and tokens[at + 1].end + 1 == tokens[at + 2].start
    return hidden and tokens[at].norm.isdigit() and tokens[at + 2].norm.isdigit()


def _decimal_comma(tokens: Sequence[Token], at: int) -> bool:
    """«0،5 بالمئة»: the comma of the text for the decimal one, glued on both sides, once, before what is measured."""
    if at + 3 >= len(tokens) or tokens[at + 1].text != "،" or tokens[at + 2].kind != "number":
        return False
    glued = tokens[at].end == tokens[at + 1].start and tokens[at + 1].end == tokens[at + 2].start
    scaled = tokens[at + 3].key in ("مليون", "مليار")  # «117،901 مليون»
    decimals = re.fullmatch(r"\d{1,3}" if scaled else r"\d{1,2}", tokens[at + 2].norm)
    short = tokens[at].norm.isdigit() and len(tokens[at].norm) < 4 and decimals is not None
    listed = at > 0 and tokens[at - 1].text == "،" and tokens[at - 1].end == tokens[at].start
    measured = tokens[at + 3].kind == "word" or tokens[at + 3].text in "%٪"
    return glued and short and not listed and measured


def _thousands_comma(tokens: Sequence[Token], at: int) -> int:
    """«70،000م3», «1،250،000»: the comma of the text for that of thousands, glued, three digits behind. The index after."""
    end = at + 1
    if not re.fullmatch(r"[1-9]\d{0,2}", tokens[at].norm):
        return 0
    while end + 1 < len(tokens) and tokens[end].text == "،" and re.fullmatch(r"\d{3}", tokens[end + 1].norm):
        if tokens[end - 1].end != tokens[end].start or tokens[end].end != tokens[end + 1].start:
            break
        end += 2
    listed = at > 0 and tokens[at - 1].text == "،" and tokens[at - 1].end == tokens[at].start
    return end if end > at + 1 and not listed else 0


def _share(tokens: Sequence[Token], at: int, cut: int) -> Number | None:
    """«خمس السكان», «خمسا السكان»: a fraction before a definite noun; a count has its noun without ال."""
    key = tokens[at].key[cut:]
    value = _of_kind("share").get(key) or (_of_kind("share").get(key[1:]) if key[:1] in "بلو" else None)
    if value is None or at + 1 >= len(tokens) or tokens[at + 1].kind != "word":
        return None
    after = segment(tokens[at + 1].norm)
    if not after.definite or after.proclitics != ("ال",) or _words().get(after.key) or after.key.endswith("ات"):
        return None
    return Number(at, at + 1, value, value, tokens[at].offset(cut if key in _of_kind("share") else cut + 1), "fraction")


def _share_of_it(tokens: Sequence[Token], at: int) -> Number | None:
    """«نصفه», «ثلثهم», «ربعها»: a fraction of what was named."""
    if tokens[at].kind != "word" or tokens[at].key.lstrip("وفبل")[:3] not in _SHARES:
        return None
    word = segment(tokens[at].norm)
    kind, value = _words().get(word.key, ("", ""))
    if kind != "fraction" or word.enclitic not in ("ه", "ها", "هم", "هن", "هما"):
        return None
    return Number(at, at + 1, float(value), float(value), tokens[at].offset(word.start), "fraction")


def _two_by_form(tokens: Sequence[Token], at: int, end: int) -> bool:
    """«ألفا سجين», «مليونا شخص»: two thousand, two million before their noun; «ألفا ومئتين» is one thousand."""
    if end != at + 1 or not tokens[at].key.endswith("ا") or not scale_of(tokens[at]) or end >= len(tokens):
        return False
    if re.search("[\u064b]", tokens[at].text):
        return False
    after = segment(tokens[end].norm)
    return tokens[end].kind == "word" and not after.proclitics and not function_class(after.stem)


def _and_digits(value: float, tokens: Sequence[Token], at: int, end: int) -> tuple[float, int]:
    """«مليون و200 ألف», «12 ألفا و500», «مليونين و777 ألفا و931»: a smaller number in digits goes on."""
    more, after = _and_more(value, tokens, at, end)
    return (value, end) if after == end else _and_digits(more, tokens, at, after)


def _and_more(value: float, tokens: Sequence[Token], at: int, end: int) -> tuple[float, int]:
    scale = scale_of(tokens[end - 1])
    if not scale or end + 1 >= len(tokens) or tokens[end].key != "و" or tokens[end + 1].kind != "number":
        return value, end
    if at and tokens[at - 1].key.endswith("بين"):
        return value, end
    more = digits(tokens[end + 1].norm)
    if more is None:
        return value, end
    total, after = _scaled(more, tokens, end + 2)
    apart = tokens[end].end != tokens[end + 1].start  # «مليونين و 360 ألفا», but «مليون و 4 سيارات»
    return (value + total, after) if (100 if apart else 0) < total < scale else (value, end)


def _scaled(value: float, tokens: Sequence[Token], at: int) -> tuple[float, int]:
    while at < len(tokens) and tokens[at].kind == "word":
        scale = _scales().get(tokens[at].key)
        if scale is None or str(scale)[0] == "2":
            break
        value = round(value * scale, 3)  # «8.3 مليار» is no 8300000000.000001
        at += 1
    return value, at


def _half(value: float, tokens: Sequence[Token], at: int) -> tuple[float, int]:
    """«مليون ونصف المليون», «مليون ونصف», «واحد ونصف في المئة», «ثلاثة ونصف مليون»."""
    if at >= len(tokens) or tokens[at].key not in ("ونصف", "وربع") or not at:
        return value, at
    part = 0.5 if tokens[at].key == "ونصف" else 0.25
    scale = scale_of(tokens[at - 1])
    if scale:
        scale = next(s for s in (1e12, 1e9, 1e6, 1e3) if s <= scale)
        value += scale * part
        at += 1
        if at < len(tokens) and _words().get(segment(tokens[at].norm).key, ("",))[0] == "scale":
            at += 1
        return value, at
    follow = [t.key for t in tokens[at + 1 : at + 3]] + ["", ""]
    if follow[0] in _scales():
        return _scaled(value + part, tokens, at + 1)
    if (follow[0] == "في" and follow[1].startswith("الم")) or follow[0].startswith("بالم"):
        return value + part, at + 1
    return value, at


def scale_of(token: Token) -> float | None:
    """Return what a scale word multiplies by («مليون»), or None."""
    found = _lookup(token) if token.kind == "word" and token.key not in _scales() else None
    if found is not None:
        return float(found[1]) if found[0] == "scale" else None
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
        scale = _scales().get(token.key) or (_scales().get(token.key.removeprefix("ال")) if group else None)
        if not first and scale:
            found = ("scale", str(scale), 0)
        if found is None or found[0] not in ("unit", "scale"):
            break
        kind, text, cut = found
        if not first and (cut > 1 or (cut and token.key[0] != "و")):
            break  # «ثلاثة بالمئة»
        value = float(text)
        if kind == "scale":
            if joined or first:
                total, group = total + group, 0.0
                total += value
            elif total and not group:
                total *= value  # «ألف مليون»
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
        key = tokens[end].key
        found = _words().get(segment(tokens[end].norm).key) or _words().get(key) or _words().get(key.removeprefix("ال"))
        if found and low < 10 and found[0] == "vague" and (scale := _TENS.get(found[1].split("-")[0])):
            return Number(at, end + 1, low * scale, high and high * scale, offset, "vague")  # «بضع مئات»
        if found and found[0] in ("vague", "scale") and float(found[1].split("-")[0]) >= 1000:
            scale = {2000.0: 1e3, 2e6: 1e6, 2e9: 1e9}.get(float(found[1].split("-")[0]), float(found[1].split("-")[0]))
            # the scheme's round bounds: tens of thousands are 20000–99000, hundreds of thousands 200000–999000
            return Number(at, end + 1, low * scale, None if high is None else high * scale, offset, "vague")
    return Number(at, end, low, high, offset, "vague")
