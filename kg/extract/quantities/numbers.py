"""A number with what it counts or measures: «2500 عسكري», «15 في المئة», «نصف السكان», «بين 30 و40 شخصا», «$100»."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.arabic.normalize import fold
from kg.arabic.numbers import Number, scale_of
from kg.extract.counted import parts_of_currency, told, units
from kg.extract.quantities.bounds import between, bounded, scaled_low, upper_of_range, upper_of_units
from kg.extract.quantities.left_out import unit_left_out
from kg.extract.quantities.lookalikes import is_lookalike, is_part_of_year
from kg.extract.quantities.nouns import Counted, counted
from kg.extract.quantities.reader import Made, Reader


def sign_before(r: Reader, at: int) -> Made | None:
    """A sign written before its number: «$100», «%15»."""
    unit = units().get((r.text(at),)) if r.kind(at) == "mark" else None
    if unit is None or r.kind(at + 1) != "number" or not r.glued(at + 1):
        return None
    if r.kind(at - 1) == "number" and r.glued(at):
        return None
    number = r.number(at + 1)
    if number is None:
        return None
    low, high = bounded(r, at, number, number.end)
    return r.made(at, number.end, low, high, unit)


def number_before(r: Reader, at: int) -> Made | None:
    """A number, exact, vague or a share, with what it counts behind it."""
    number = r.number(at)
    if number is None:
        return None
    if both := between(r, number):
        what = counted(r, both)
        return r.made(at, what.end, both.low, both.high, what.unit or "item", what.noun, start=number.offset)
    if is_lookalike(r, number) or is_part_of_year(r, number):
        return None
    first, start = number, number.offset
    if upper := upper_of_range(r, number):
        number = replace(upper, low=scaled_low(number.low, upper))
    what = counted(r, number)
    what = _degrees(r, at, what)
    if what.unit in ("person", "item") and upper is None and (thousands := _thousands(r, number, what.noun)):
        number = replace(number, low=thousands, high=thousands)
    if what.unit is None:
        what = Counted(unit_left_out(r, at, number), number.end, what.noun)
    if what.unit is None:
        return None
    if what.end > first.end and r.bracketed(first):
        start = r.tokens[at - 1].start
    if number.kind == "fraction":
        low, high = bounded(r, at, number, what.end)
        return _share(r, at, replace(number, low=low, high=high), what, start)
    low, high, end = number.low, number.high, what.end
    if upper is None and (second := upper_of_units(r, number, what.end, what.unit)):
        high, end = second[0].high, second[1]
    elif upper is None:
        if number.kind == "exact":
            low, high = bounded(r, at, number, what.end)
        if (more := _half_after(r, number, what.end)) and low == high == number.value:
            low, high, end = (low or 0) + more, (high or 0) + more, end + 1
    part = parts_of_currency().get(fold(what.noun or ""), 1.0) if what.unit not in ("person", "item") else 1.0
    if part != 1.0:  # «54 سنتا» are 0.54 dollars
        low, high = low and round(low * part, 4), high and round(high * part, 4)
    return r.made(at, end, low, high, what.unit, what.noun, start=start)


def _share(r: Reader, at: int, number: Number, what: Counted, start: int) -> Made:
    """A fraction of something is percent of it, of a unit it is a measure: «نصف السكان», «نصف ريال», «نصف في المئة»."""
    low, high, unit = number.low, number.high, what.unit or ""
    if unit not in ("person", "item") or told(fold(what.noun or ""), "measured"):
        low, high = low and low / 100, high and high / 100
        unit = "percent" if told(fold(what.noun or ""), "points") else unit  # «رفع البنك الفائدة ربع نقطة»
    else:
        unit = "percent"
    return r.made(at, what.end, low, high, unit, what.noun, start=start)


def _degrees(r: Reader, at: int, what: Counted) -> Counted:
    """«زلزال بقوة 6.1 درجات», «6.1 درجات على مقياس ريختر»; «8 درجات» of heat; of anything else they are things."""
    if what.noun is None or not told(fold(what.noun), "degrees"):
        return what
    if any(told(r.bare(i), "quake") for i in (*range(at), *range(what.end, what.end + 3))):
        return replace(what, unit="magnitude")
    angle = told(r.key(what.end), "angle")  # «63.4 درجة خط عرض»
    return (
        replace(what, unit="degC") if not angle and any(told(r.bare(i), "heat") for i in range(len(r.tokens))) else what
    )


def _thousands(r: Reader, number: Number, noun: str | None) -> float | None:
    """«33.288 زجاجة»: what is counted one by one has no thousandths, the point is that of thousands."""
    digits = r.tokens[number.start].norm
    if number.end != number.start + 1 or not re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", digits):
        return None
    return None if noun is None or told(fold(noun), "measured") else float(digits.replace(".", ""))


def _half_after(r: Reader, number: Number, end: int) -> float:
    """«مليون ريال ونصف»: the half of the million stands behind the noun."""
    scale = scale_of(r.tokens[number.end - 1])
    if scale is None or end == number.end or r.key(end) != "ونصف":
        return 0.0
    return 0.5 * next(s for s in (1e12, 1e9, 1e6, 1e3) if s <= scale)
