"""Stretches of time by unit, and how ISO 8601 writes them: «ثلاثة أشهر», «سنة ونصف», «نصف ساعة»."""

from __future__ import annotations

from kg.arabic.numbers import read_number
from kg.extract.times.reader import Reader

_SHARES = {
    "Y": ("M", 12),
    "h": ("m", 60),
    "E": ("Y", 10),
    "C": ("Y", 100),
    "D": ("h", 24),
    "M": ("D", 30),
    "m": ("s", 60),
}


_ORDER = "CEYMWDhms"


def length_at(r: Reader, at: int) -> tuple[dict[str, int], int] | None:
    """A stretch of time by unit, and the index after it: «ثلاثة أشهر», «عامين», «سنة ونصف», «نصف ساعة», «سنتين وستة أشهر»."""
    share = r.piece(at, "share")
    if share is not None:
        unit = r.piece(share.token, "unit")
        if unit is None or unit.extra != "1" or unit.value not in _SHARES or r.key(share.token).startswith("ال"):
            return None
        smaller, many = _SHARES[unit.value]
        return {smaller: many // int(share.value)}, unit.token
    if at < len(r.tokens) and (whole := _broken(r, at) or _by_the_clock(r, at)):
        return whole
    parts: dict[str, int] = {}
    end = at
    between = r.key(at - 1) == "بين"  # «بين أسبوع وعشرة أيام» are two
    while end < len(r.tokens) and (not parts or (r.key(end).startswith("و") and not between)):
        apart = bool(parts) and r.key(end) == "و"
        part = _one_length(r, end + apart)
        if part is None or (parts and _ORDER.index(part[1]) <= _ORDER.index(list(parts)[-1])):
            break
        parts[part[1]] = part[0]
        end = part[2]
        share = r.piece(end, "share")
        if share is not None and r.key(end).startswith("و") and part[1] in _SHARES:
            smaller, many = _SHARES[part[1]]
            parts[smaller] = many // int(share.value)
            end = share.token
            again = r.piece(end, "unit")
            if again is not None and again.value == part[1] and r.key(end).startswith("ال"):
                end = again.token
            break
    return (parts, end) if parts else None


def _one_length(r: Reader, at: int) -> tuple[int, str, int] | None:
    """A number with its unit, or a unit that is one or two by its form: how many, of what, and the index after it."""
    number = r.number(at)
    if number is not None and number[0] > 0:
        end = _past_brackets(r, at, *number)
        unit = r.piece(end, "unit")
        if unit is None or unit.extra == "2" or (unit.value == "E" and end > number[1]):
            return None  # «(7) عقود» are contracts
        if unit.start != r.tokens[end].start or r.key(end).startswith("ال"):
            return None  # «737 اليوم», «38 لعام»: the word is not what is counted
        return number[0], unit.value, unit.token
    unit = r.piece(at, "unit")
    if unit is None or not unit.extra or (unit.extra == "1" and r.definite(at)):
        return None
    one = unit.extra == "1" and r.told(unit.token, "one")
    return int(unit.extra), unit.value, unit.token + one


def _past_brackets(r: Reader, at: int, value: int, end: int) -> int:
    """The index after a number and the brackets around or behind it: «(21) يوما», «ستة (6) أشهر»."""
    if r.mark(at - 1, "(") and r.mark(end, ")"):
        return end + 1
    again = r.number(end + 1) if r.mark(end, "(") else None
    return again[1] + 1 if again and again[0] == value and r.mark(again[1], ")") else end


def _by_the_clock(r: Reader, at: int) -> tuple[dict[str, int], int] | None:
    """Hours, minutes and seconds with colons: «1:58:20 ساعة»."""
    numbers, marks = r.tokens[at : at + 5 : 2], r.tokens[at + 1 : at + 5 : 2]
    unit = r.piece(at + 5, "unit")
    if len(numbers) < 3 or unit is None or unit.value != "h" or any(m.text != ":" for m in marks):
        return None
    if any(t.kind != "number" or len(t.norm) > 2 or not t.norm.isdigit() for t in numbers):
        return None
    return {u: int(t.norm) for u, t in zip("hms", numbers, strict=True)}, unit.token


def _broken(r: Reader, at: int) -> tuple[dict[str, int], int] | None:
    """A number with its fraction: «1.5 ساعة», «2.5 سنة»."""
    number = read_number(r.tokens, at) if r.tokens[at].kind == "number" else None
    unit = r.piece(number.end, "unit") if number is not None and number.kind == "exact" else None
    if number is None or unit is None or not number.value or unit.value not in _SHARES or unit.extra == "2":
        return None
    smaller, many = _SHARES[unit.value]
    whole, rest = divmod(number.value * many, many)
    if not rest or rest != int(rest) or unit.start != r.tokens[number.end].start:
        return None
    return {u: int(n) for u, n in ((unit.value, whole), (smaller, rest)) if n}, unit.token


def iso_duration(parts: dict[str, int]) -> str:
    """The ISO 8601 duration: «P1Y6M», «PT2H30M»; decades and centuries are years."""
    years = parts.get("Y", 0) + 10 * parts.get("E", 0) + 100 * parts.get("C", 0)
    counts = {"Y": years, **{u: parts.get(u, 0) for u in "MWDhms"}}
    days = "".join(f"{counts[u]}{u}" for u in "YMWD" if counts[u])
    clock = "".join(f"{counts[u]}{u.upper()}" for u in "hms" if counts[u])
    return f"P{days}T{clock}" if clock else f"P{days}"
