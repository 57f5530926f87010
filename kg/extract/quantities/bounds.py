"""Lower and upper bounds: «أكثر من 20», «لا يتجاوز 20», «20 شخصا على الأقل», «بين 30 و40», «من 30 إلى 40»."""

from __future__ import annotations

from dataclasses import replace

from kg.arabic.morphology import function_class, segment
from kg.arabic.numbers import Number, read_number
from kg.extract.quantities.nouns import counted
from kg.extract.quantities.reader import Reader

_SUBJECT = 4  # words that a subject may have
_CHANGE = 8  # how many words before a number may say that it changes: «ارتفع سعر البرميل من 40 إلى 45 دولارا»


def bounded(r: Reader, at: int, number: Number, end: int) -> tuple[float | None, float | None]:
    """Return the bounds that the words before `at`, or behind the counted noun at `end`, set."""
    if r.bare(at - 1) == "نيف" or r.key(number.end) == "ونيف":
        return number.low, None  # «نيف وعشرون رجلا», «عشرون رجلا ونيف»
    apart = r.key(at - 1) in ("ال", "وال", "بال", "(")  # «تجاوز الـ100 ألف», «أكثر من (120) شابا»
    skipped = 3 if at > 3 and (r.text(at - 3), r.text(at - 1)) == ("(", ")") else int(apart)  # «(6) ستة»
    side, first = r.ending(at - skipped, "less", "more")
    if side == "more" and r.key(first - 1) in ("لا", "لم", "لن"):
        side = "less"  # «لن تتخطى 1.4 بالمئة»
    side = side or _exceeded(r, at - skipped)
    for behind in (number.end, end, end + 1, end + 2):
        if r.key(behind + 1) != "من":  # «170 رجلا، وأكثر من 60 امرأة»
            side = side or r.beginning(behind, "more_after", "less_after")
    if side.startswith("more"):
        return number.low, None
    return (None, number.high) if side.startswith("less") else (number.low, number.high)


def _exceeded(r: Reader, at: int) -> str:
    """«تجاوز عدد النازحين مئة ألف», «لا تقل مساحتها عن 50 هكتارا»: the subject stands between the verb and the number."""
    compared = r.key(at - 1) in ("عن", "علي")
    first = at - 1 - compared
    for back in range(first, max(first - _SUBJECT, -1), -1):
        denied = r.key(back - 1) in ("لا", "لم", "لن")
        if r.told(back, "exceeds") or (compared and r.told(back, "beyond")):
            return "less" if denied else "more"
        if compared and r.told(back, "short"):
            return "more" if denied else "less"
        if r.kind(back) != "word" or function_class(segment(r.tokens[back].norm).stem) not in ("", "quant"):
            return ""
    return ""


def upper_of_range(r: Reader, number: Number) -> Number | None:
    """Return the second number where both bound one count: «بين 30 و40», «30-40», «من 30 إلى 40 شخصا»."""
    if not number.value or number.end + 1 >= len(r.tokens):
        return None  # «0 - 1» is a score
    joint, follow = r.tokens[number.end], number.end + 1
    to = joint.key == "الي"
    if joint.text in "-–":
        if not r.kind(number.start) == r.kind(follow) == "number":
            return None
    elif to:
        changes = any(r.told(i, "change") for i in range(max(0, number.start - _CHANGE), number.start))
        if changes and not r.ending(number.start, "less", "more")[0]:  # «ارتفاعا لم يتجاوز 4 إلى 16 نقطة»
            return None
    elif r.key(number.start - 1).endswith("بين") and joint.key.startswith("و"):
        follow = number.end + (joint.key == "و")
    else:
        return None
    upper = r.number(follow)
    if upper is None or upper.value is None or upper.kind != number.kind:
        return None
    if to and counted(r, upper).unit in (None, "percent"):
        return None  # «من 12 إلى 9 في المئة» are two measures
    return upper if upper.value > (scaled_low(number.low, upper) or 0) else None


def upper_of_units(r: Reader, number: Number, end: int, unit: str | None) -> tuple[Number, int] | None:
    """Return the second number and the index after its unit, where each bound has the unit: «بين 300 دينار و1000 دينار»."""
    if unit in (None, "person", "item") or not r.key(number.start - 1).endswith("بين"):
        return None
    joint = r.key(end)
    follow = end + (joint in ("و", "الي"))
    upper = r.number(follow) if joint.startswith("و") or joint == "الي" else None
    if upper is None or not upper.value or not number.value or upper.value <= number.value:
        return None
    what = counted(r, upper)
    return (upper, what.end) if what.unit == unit else None


def between(r: Reader, number: Number) -> Number | None:
    """«بين مئة ومئتي ألف»: two numbers in words that read as one sum. Return the upper one with both bounds."""
    if not r.key(number.start - 1).endswith("بين") or number.kind != "exact" or r.kind(number.start) == "number":
        return None
    joint = next((i for i in range(number.start + 1, number.end) if r.key(i).startswith("و")), None)
    if joint is None:
        return None
    lower, upper = read_number(r.tokens[:joint], number.start), r.number(joint)
    if lower is None or upper is None or not lower.value or not upper.value:
        return None
    low = scaled_low(lower.value, upper)
    return replace(upper, low=low) if low and low < upper.value else None


def scaled_low(low: float | None, upper: Number) -> float | None:
    """«بين 100 و200 ألف»: the thousands are of both."""
    for scale in (1e9, 1e6, 1e3):
        if low and upper.value and low < scale <= upper.value and upper.value / scale > low:
            return low * scale
    return low
