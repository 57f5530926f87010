"""Time expressions: TIMEX3 in kind, EDTF in value, from small productions over typed words.

Every word of time is a `_Piece` (month, weekday, unit, number, «الماضي» …) read from the data files; a production
looks at the pieces from one position and either makes a time or not; the longest wins. Relative times are worked
out from the day of publication, or from the last date of the text («في اليوم التالي»); without either they stay
unresolved and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

from dateutil.relativedelta import relativedelta
from hijridate import Hijri

from kg.arabic.normalize import fold
from kg.arabic.numbers import read_number
from kg.arabic.tables import read_table
from kg.arabic.tokens import Token, sentence_spans, tokenize
from kg.model import Anchor, Time, TimeType

_CLITICS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "وك")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word of time: its kind, what it means, and where it stands (ال kept, clitics not)."""

    kind: str
    value: str
    start: int
    end: int
    token: int
    extra: str = ""


@dataclass(frozen=True, slots=True)
class _Made:
    """What a production made: up to which token, where the words begin and end, and the value."""

    end: int
    start: int
    stop: int
    type: TimeType
    value: str
    anchor: Anchor = "explicit"


@cache
def _lexicon() -> dict[tuple[str, ...], list[tuple[str, str, str]]]:
    """Words of time by their folded tokens: every (kind, value, extra) that they can be («مساء»: part of day, PM)."""
    table: dict[tuple[str, ...], list[tuple[str, str, str]]] = {}

    def put(word: str, kind: str, value: str, extra: str = "") -> None:
        table.setdefault(tuple(fold(word).split()), []).append((kind, value, extra))

    for row in read_table("time_words.tsv", ("word", "kind", "value")):
        put(row["word"], row["kind"], row["value"])
    for row in read_table("time_units.tsv", ("word", "unit", "count")):
        put(row["word"], "unit", row["unit"], row["count"])
    for row in read_table("months.tsv", ("name", "month", "calendar")):
        put(row["name"], "month" if row["calendar"] == "gregorian" else "hijri", row["month"])
    for row in read_table("weekdays.tsv", ("name", "number")):
        put(row["name"], "weekday", row["number"])
    return table


@cache
def _ordinals() -> dict[str, int]:
    return {fold(r["word"]): int(r["value"]) for r in read_table("ordinals.tsv", ("word", "value"))}


@cache
def _first_words() -> frozenset[str]:
    return frozenset(words[0] for words in _lexicon())


@lru_cache(maxsize=65536)
def _openings(word: str) -> tuple[tuple[str, str, str, int], ...]:
    """Return each (clitic, rest, first word of a time, letters lost) that a folded word can be; most have none."""
    out = []
    for clitic in _CLITICS:
        if word.startswith(clitic):
            key = word[len(clitic) :]
            swallowed = "ال" + key[1:] if clitic.endswith("ل") and key[:1] == "ل" else ""
            for form, shift in ((key, 0), (swallowed, 1), (key[2:] if key.startswith("ال") else "", 0)):
                if form in _first_words():
                    out.append((clitic, key, form, shift))
    return tuple(out)


def find_times(
    text: str, published: date | None = None, regions: Sequence[tuple[int, int]] | None = None
) -> tuple[Time, ...]:
    """Return the time expressions of `text` (only inside `regions` where given), in order.

    `published` is the day that relative times are reckoned from; without it they are left out.
    """
    found: list[Time] = []
    anchor: date | None = None
    for region in regions or [(0, len(text))]:
        for start, end in sentence_spans(text, *region):
            reader = _Reader(list(tokenize(text, start, end)), published, anchor)
            for made in reader.times():
                number = f"t{len(found) + 1}"
                words = text[made.start : made.stop]
                found.append(Time(number, made.start, made.stop, words, made.type, made.value, made.anchor))
                if made.type == "DATE" and re.fullmatch(r"\d{4}-\d\d-\d\d", made.value):
                    anchor = date.fromisoformat(made.value)
    return tuple(found)


def worked_out(time: Time, preposition: str, published: date | None) -> str | None:
    """Return the EDTF date that a duration under منذ, قبل or بعد works out to («قبل شهرين»), or None.

    A duration keeps its own precision: days give a day, months a month, years a year.
    """
    match = re.fullmatch(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?", time.value)
    if match is None or published is None:
        return None
    years, months, weeks, days = (int(g or 0) for g in match.groups())
    sign = 1 if preposition == "بعد" else -1
    try:
        day = published + sign * relativedelta(years=years, months=months, weeks=weeks, days=days)
    except (ValueError, OverflowError):
        return None
    if days or weeks:
        return day.isoformat()
    return f"{day.year:04}-{day.month:02}" if months else f"{day.year:04}"


class _Reader:
    """Reads the times of one sentence."""

    def __init__(self, tokens: list[Token], published: date | None, anchor: date | None) -> None:
        self.tokens, self.published, self.anchor = tokens, published, anchor
        cues = ("future", "next")
        self.future = any(_future_verb(t.key) or self._kind(i) in cues for i, t in enumerate(tokens))

    def times(self) -> list[_Made]:
        out: list[_Made] = []
        at = 0
        while at < len(self.tokens):
            if not self._cue(at):
                at += 1
                continue
            best = max((m for p in _PRODUCTIONS if (m := p(self, at))), key=lambda m: m.end, default=None)
            if best is None:
                at += 1
                continue
            if not self._every_year(best):
                out.append(best)
            at = best.end
        return out

    def _every_year(self, made: _Made) -> bool:
        """«الأول من يناير من كل عام» is a day of every year, not of one."""
        keys = [t.key for t in self.tokens[made.end : made.end + 3]]
        return made.type == "DATE" and keys[:2] == ["من", "كل"]

    # --- pieces ---------------------------------------------------------------------------------------------------

    def _cue(self, at: int) -> bool:
        token = self.tokens[at]
        if token.kind != "word":
            return token.kind == "number"
        if token.key.endswith(("هذا", "هذه", "يومي")) or self.piece(at) is not None:
            return True
        return self._numeral(at) > 0

    def _numeral(self, at: int) -> int:
        key = self.tokens[at].key
        ordinal = _ordinal(key) or (_ordinal(key[1:]) if key[:1] in "وفبل" else 0)
        return 1 if ordinal or read_number(self.tokens, at) is not None else 0

    def piece(self, at: int, *kinds: str) -> _Piece | None:
        """Return the word of time at `at` (of one of the kinds), the longest that the data has."""
        if at >= len(self.tokens) or self.tokens[at].kind != "word":
            return None
        token = self.tokens[at]
        openings = _openings(token.key)
        for length in (3, 2, 1) if openings else ():
            if at + length > len(self.tokens):
                continue
            rest = tuple(t.key for t in self.tokens[at + 1 : at + length])
            for clitic, key, form, shift in openings:
                for kind, value, extra in _lexicon().get((form, *rest), ()):
                    if (not kinds or kind in kinds) and self._fits(kind, form, key, clitic):
                        start = token.offset(len(clitic) + shift)
                        return _Piece(kind, value, start, self.tokens[at + length - 1].end, at + length, extra)
        return None

    def _fits(self, kind: str, form: str, key: str, clitic: str) -> bool:
        article = key.startswith("ال") and not form.startswith("ال")
        return not (article and kind in ("month", "edge", "every", "set", "part", "age"))

    def _kind(self, at: int) -> str:
        piece = self.piece(at)
        return piece.kind if piece else ""

    def start(self, at: int) -> int:
        """Offset of the token without a conjunction or preposition."""
        token = self.tokens[at]
        piece = self.piece(at)
        if piece is not None:
            return piece.start
        number = read_number(self.tokens, at)
        if number is not None:
            return number.offset
        cut = 1 if token.key[:1] in "وفبل" and len(token.key) > 3 and _ordinal(token.key[1:]) else 0
        return token.offset(cut)

    def number(self, at: int) -> tuple[int, int] | None:
        """Return an integer (digits or words) at `at` and the index after it."""
        if at >= len(self.tokens):
            return None
        number = read_number(self.tokens, at)
        if number is None or number.value is None or number.kind != "exact" or number.value != int(number.value):
            return None
        return int(number.value), number.end

    def mark(self, at: int, marks: str) -> bool:
        return at < len(self.tokens) and self.tokens[at].kind == "mark" and self.tokens[at].text in marks

    def year(self, at: int) -> tuple[int, int] | None:
        """Return a year of four digits at `at`, and the index after it and its م or هـ."""
        if (
            at < len(self.tokens)
            and self.tokens[at].kind == "number"
            and re.fullmatch(r"1[0-9]{3}|20[0-9]{2}", self.tokens[at].norm)
        ):
            end = at + 1
            if end < len(self.tokens) and self.tokens[end].key in ("م", "ميلاديه"):
                end += 1
            return int(self.tokens[at].norm), end
        return None

    def relative(self, at: int) -> _Piece | None:
        return self.piece(at, "last", "next", "this", "following")

    def made(self, at: int, end: int, value: str, kind: TimeType = "DATE", anchor: Anchor = "explicit",
             start: int | None = None) -> _Made:  # fmt: skip
        last = self.tokens[end - 1]
        return _Made(end, self.start(at) if start is None else start, last.end, kind, value, anchor)


def _future_verb(key: str) -> bool:
    return len(key) > 4 and key[0] == "س" and key[1] in "يتن" and key[2:4] != "ون"


def _ordinal(key: str) -> int:
    return _ordinals().get(key, 0)


# --- productions: each takes the reader and a position and returns a time or None ---------------------------------


def _numeric(r: _Reader, at: int) -> _Made | None:
    # 25/01/2024، 2024-01-25، 25.1.2024
    token = r.tokens[at]
    if token.kind != "number":
        return None
    if match := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", token.norm):
        value = _day(int(match[3]), int(match[2]), int(match[1]))
        return r.made(at, at + 1, value) if value else None
    if at + 4 < len(r.tokens) and r.mark(at + 1, "/-") and r.mark(at + 3, "/-"):
        parts = [t.norm for t in r.tokens[at : at + 5 : 2]]
        if all(p.isdigit() for p in parts) and r.tokens[at + 4].end - token.start <= 10:
            if len(parts[0]) == 4:
                value = _day(int(parts[0]), int(parts[1]), int(parts[2]))
            elif len(parts[2]) == 4:
                value = _day(int(parts[2]), int(parts[1]), int(parts[0]))
            else:
                return None
            return r.made(at, at + 5, value) if value else None
    return None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _day_number(r: _Reader, at: int) -> tuple[int, int] | None:
    """A day of the month: digits, words, or an ordinal («الخامس والعشرين من»)."""
    if at >= len(r.tokens):
        return None
    token = r.tokens[at]
    if token.kind == "number":
        return (
            (int(token.norm), at + 1) if re.fullmatch(r"\d{1,2}", token.norm) and 1 <= int(token.norm) <= 31 else None
        )
    key = token.key
    ordinal = (
        _ordinal(key)
        or _ordinal(key[1:] if key[:1] in "وفبل" else key)
        or _ordinal("ال" + key[2:] if key[:2] == "لل" else "")
    )
    if ordinal:
        end = at + 1
        if end < len(r.tokens):
            tens = {"عشر": 10, "والعشرين": 20, "والعشرون": 20, "والثلاثين": 30, "والثلاثون": 30}.get(
                r.tokens[end].key, 0
            )
            if tens:
                ordinal, end = ordinal + tens, end + 1
        return ordinal, end
    found = r.number(at)
    return found if found and 1 <= found[0] <= 31 else None


def _month_at(r: _Reader, at: int, hijri: bool = False) -> tuple[int, int] | None:
    """A month name, its second name after a slash, hyphen or in brackets included: «أغسطس/آب», «يونيو (حزيران)»."""
    if at < len(r.tokens) and r.tokens[at].key in ("من", "شهر") and not hijri:
        return _month_at(r, at + 1)
    piece = r.piece(at, "hijri" if hijri else "month")
    if piece is None:
        return None
    end = piece.token
    for opening, closing in (("/", ""), ("-", ""), ("–", ""), ("(", ")")):
        if r.mark(end, opening):
            second = r.piece(end + 1, "hijri" if hijri else "month")
            if second and second.value == piece.value and (not closing or r.mark(second.token, closing)):
                return int(piece.value), second.token + (1 if closing else 0)
    return int(piece.value), end


def _weekday_day_month(r: _Reader, at: int) -> _Made | None:
    # يوم الخميس، 25 يناير 2024؛ ظهر الأربعاء 31 ماي 2017؛ 27 سبتمبر المقبل؛ غرة جوان الجاري
    begin, pos = at, at
    while (piece := r.piece(pos, "part", "unit", "deictic")) and (piece.kind != "unit" or piece.value == "D"):
        if piece.kind == "unit" and piece.extra not in ("1", "2"):
            break
        pos = piece.token
    weekday = r.piece(pos, "weekday")
    if weekday:
        pos = weekday.token
        while r.mark(pos, "،,-–"):
            pos += 1
    if pos < len(r.tokens) and r.tokens[pos].key in ("الموافق", "ل"):
        pos += 1
    day = _day_number(r, pos)
    if day is None:
        return None
    month = _month_at(r, day[1])
    if month is None:
        return _hijri_day(r, begin, day)
    number, end = month
    while r.mark(end, "،,") and r.year(end + 1):
        end += 1
    year = r.year(end)
    if year is None and (piece := r.piece(end, "unit")) and piece.value == "Y" and r.year(piece.token):
        year = r.year(piece.token)
    if year:
        value = _day(year[0], number, day[0])
        return r.made(begin, year[1], value) if value else None
    relative = r.relative(end)
    if relative is not None:
        end = relative.token
    chosen = _near(r, number, day[0], relative)
    return r.made(begin, end, chosen, anchor="publication") if chosen else None


def _near(r: _Reader, month: int, day: int, relative: _Piece | None) -> str | None:
    """The year of a day without one: as «الماضي» or «المقبل» says, else the nearest to publication."""
    if r.published is None:
        return None
    base = r.published
    years = [base.year + step for step in (-1, 0, 1)]
    days = [date(y, month, day) for y in years if _day(y, month, day)]
    if relative is not None and relative.kind == "last":
        days = [d for d in days if d <= base]
    elif relative is not None and relative.kind == "next":
        days = [d for d in days if d >= base]
    elif relative is not None:
        days = [d for d in days if d.year == base.year]
    if not days:
        return None
    return min(days, key=lambda d: abs((d - base).days)).isoformat()


def _hijri_day(r: _Reader, begin: int, day: tuple[int, int]) -> _Made | None:
    month = _month_at(r, day[1], hijri=True)
    if month is None:
        return None
    year = r.year(month[1])
    if year is None or year[0] > 1600:
        return None
    end = year[1]
    if end < len(r.tokens) and r.tokens[end].norm in ("ه", "هجرية", "هجري"):
        end += 1
    try:
        greg = Hijri(year[0], month[0], day[0]).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return r.made(begin, end, greg.isoformat())


def _month_year(r: _Reader, at: int) -> _Made | None:
    # أغسطس/آب 2023؛ شهر مارس الماضي؛ جانفي 2011
    pos = at
    named = r.piece(pos, "unit")
    if named and named.value == "M" and named.extra == "1":
        pos = named.token
    month = _month_at(r, pos) if pos < len(r.tokens) and r.tokens[pos].key not in ("من", "شهر") else None
    if month is None:
        return None
    if at and re.fullmatch(r"\d{1,2}", r.tokens[at - 1].norm):
        return None  # the day before it did not fit: «31 فبراير» is no date, nor is its month
    number, end = month
    year = r.year(end)
    if year is None and (piece := r.piece(end, "unit")) and piece.value == "Y":
        year = r.year(piece.token)
    if year:
        return r.made(at, year[1], f"{year[0]:04}-{number:02}")
    # «بين يناير ومارس 2023»: the year stands with the second month
    if end < len(r.tokens) and (second := r.piece(end, "month")) and r.tokens[end].key.startswith("و"):
        later = _month_at(r, end)
        year = r.year(later[1]) if later else None
        if year and int(second.value) >= number:
            return r.made(at, end, f"{year[0]:04}-{number:02}")
    if r.published is None:
        return None
    relative = r.relative(end)
    base = r.published
    if relative is None and not _month_alone(r, at, pos):
        return None
    if relative is not None and relative.kind == "last":
        y = base.year if number < base.month else base.year - 1
    elif relative is not None and relative.kind == "next":
        y = base.year if number > base.month else base.year + 1
    elif relative is not None:
        y = base.year
    else:
        y = min(
            (base.year - 1, base.year, base.year + 1), key=lambda k: abs((k - base.year) * 12 + number - base.month)
        )
    return r.made(at, relative.token if relative else end, f"{y:04}-{number:02}", anchor="publication")


def _month_alone(r: _Reader, at: int, pos: int) -> bool:
    """A bare month name needs a preposition, شهر, or to be no other word («مارس» is also "exercised")."""
    if pos != at:
        return True
    token = r.tokens[at]
    before = r.tokens[at - 1].key if at else ""
    clitic = token.key[:1] in "بلو" and len(token.key) > 4
    lookalike = fold(token.norm) in ("مارس", "اب", "نيسان", "ايار", "جوان", "ماي", "اوت", "تموز", "شباط", "اذار")
    after = (
        "في",
        "منذ",
        "خلال",
        "حتي",
        "مطلع",
        "نهايه",
        "بدايه",
        "تسليم",
        "من",
        "الي",
        "اواءل",
        "اوايل",
        "منتصف",
        "بين",
        "عقود",
    )
    return before in after or (clitic and not lookalike) or (not lookalike and before in ("و",))


def _weekday(r: _Reader, at: int) -> _Made | None:
    # يوم الخميس؛ الخميس المقبل؛ صباح السبت؛ أمس الخميس؛ اليوم (الأربعاء)
    pos = at
    deictic: _Piece | None = None
    while (piece := r.piece(pos, "part", "unit", "deictic")) is not None:
        if piece.kind == "unit" and not (piece.value == "D" and piece.extra == "1"):
            break
        if piece.kind == "deictic":
            deictic = piece
        pos = piece.token
    bracket = r.mark(pos, "(") and deictic is not None
    weekday = r.piece(pos + 1 if bracket else pos, "weekday")
    if weekday is None and deictic is None:
        return None
    if r.published is None:
        return None
    if deictic is not None:
        end = deictic.token
        if weekday is not None:
            end = weekday.token + (1 if bracket and r.mark(weekday.token, ")") else 0)
        elif pos > end:
            end = pos
        if deictic.value == "0" and weekday is None and not _today(r, at, end):
            return None
        day = r.published + timedelta(days=int(deictic.value))
        return r.made(at, end, day.isoformat(), anchor="publication")
    assert weekday is not None
    end = weekday.token
    wanted = int(weekday.value)
    relative = r.relative(end)
    back = (r.published.isoweekday() - wanted) % 7
    if relative is not None:
        end = relative.token
        if relative.kind == "last":
            back = back or 7
        elif relative.kind == "next":
            back = back - 7
        elif relative.kind == "this":
            back = back if back <= 3 else back - 7
    elif r.future and back:
        back -= 7
    day = r.published - timedelta(days=back)
    if pos == at and relative is None and not _weekday_stands(r, at):
        return None
    return r.made(at, end, day.isoformat(), anchor="publication" if relative else "tense")


def _weekday_stands(r: _Reader, at: int) -> bool:
    """A lone weekday name: not a person («خميس» has no ال) and not counted («الأحد» of «أحد»)."""
    token = r.tokens[at]
    return "ال" in token.key[:4] or token.key.startswith("لل")


def _today(r: _Reader, at: int, end: int) -> bool:
    """«اليوم» as this day, not "nowadays" or a newspaper («اليوم السابع», «صحيفة اليوم»)."""
    before = r.tokens[at - 1] if at else None
    after = r.tokens[end] if end < len(r.tokens) else None
    if before is not None and before.key in ("صحيفه", "جريده", "منذ", "حتي", "هذا", "موقع", "ذلك", "بعد", "نفس"):
        return False
    if after is not None and _ordinal(after.key):
        return False
    if after is not None and after.key.startswith("ال") and after.key.endswith("ي") and r.piece(end) is None:
        return False  # «اليوم العالمي»
    return not (after is not None and after.key in ("التالي", "الموالي", "الاول", "ذاته", "نفسه"))


def _unit_relative(r: _Reader, at: int) -> _Made | None:
    # الأسبوع الماضي؛ العام المقبل؛ هذا العام؛ اليومين المقبلين؛ نهاية الأسبوع الماضي
    pos, edge = at, False
    before = r.piece(pos, "edge")
    if before is not None and (inner := r.piece(before.token, "unit")) and inner.value == "W":
        pos, edge = before.token, True
    if pos >= len(r.tokens):
        return None
    this = r.tokens[pos].key in ("هذا", "هذه") or r.tokens[pos].key[1:] in ("هذا", "هذه")
    unit = r.piece(pos + 1 if this else pos, "unit")
    if unit is None or unit.value in "hmsEC" or (this and unit.extra != "1"):
        return None
    relative = r.relative(unit.token)
    if (relative is None and not this) or r.published is None:
        return None
    end = relative.token if relative else unit.token
    step = {"last": -1, "next": 1, "this": 0, "following": 1}[relative.kind] if relative and not this else 0
    base = r.published
    anchor: Anchor = "publication"
    if relative is not None and relative.kind == "following":
        base, anchor = r.anchor or base, "text"
    start = r.tokens[pos].offset(1 if r.tokens[pos].key[1:] in ("هذا", "هذه") else 0) if this and not edge else None
    if unit.extra == "2":
        return _two_units(r, at, end, unit, step)
    if unit.extra != "1":
        return None
    value = _shifted(base, unit.value, step)
    return r.made(at, end, value, anchor=anchor, start=start)


def _two_units(r: _Reader, at: int, end: int, unit: _Piece, step: int) -> _Made | None:
    assert r.published is not None
    if unit.value != "D" or not step:
        return r.made(at, end, f"P2{unit.value}", "DURATION") if unit.value != "D" else None
    days = sorted(r.published + timedelta(days=step * k) for k in (1, 2))
    return r.made(at, end, f"{days[0].isoformat()}/{days[1].isoformat()}", anchor="publication")


def _shifted(base: date, unit: str, step: int) -> str:
    if unit == "D":
        return (base + timedelta(days=step)).isoformat()
    if unit == "W":
        year, week, _ = (base + timedelta(weeks=step)).isocalendar()
        return f"{year:04}-W{week:02}"
    if unit == "M":
        day = base + relativedelta(months=step)
        return f"{day.year:04}-{day.month:02}"
    return f"{base.year + step:04}"


def _plain_year(r: _Reader, at: int) -> _Made | None:
    # عام 2014؛ سنة 2014؛ في 2014؛ بين 2014 و2017
    unit = r.piece(at, "unit")
    if unit is not None and unit.value == "Y" and unit.extra == "1" and (year := r.year(unit.token)):
        if 1200 < year[0] < 1500 and year[1] < len(r.tokens) and r.tokens[year[1]].norm in ("ه", "هـ"):
            return _hijri_year(r, at, year)
        return r.made(at, year[1], f"{year[0]:04}")
    year = r.year(at)
    if year is None or not 1800 <= year[0] <= 2100:
        return None
    token = r.tokens[at]
    before = r.tokens[at - 1] if at else None
    after = r.tokens[year[1]] if year[1] < len(r.tokens) else None
    joint = before.text if before is not None and before.end == token.start and before.kind != "word" else " "
    if joint in "-/:.," and not (joint == "-" and at > 1 and r.year(at - 2)):
        return None
    if after is not None and (after.text in "%/" or after.kind == "latin") and after.start == r.tokens[year[1] - 1].end:
        return None
    key = before.key if before is not None else ""
    prepositions = (
        "في",
        "منذ",
        "خلال",
        "حتي",
        "عام",
        "سنه",
        "قبل",
        "بعد",
        "بين",
        "و",
        "الي",
        "لعام",
        "موسم",
        "من",
        "مونديال",
        "-",
        "–",
        "(",
    )
    if (
        key in prepositions
        or key.endswith(("عام", "سنه", "عامي", "سنتي", "اعوام", "سنوات"))
        or (before is not None and before.kind == "word" and key in ("كاس", "اوروبا"))
    ):
        if (
            after is not None
            and after.kind == "word"
            and key in ("في", "من", "بعد", "قبل", "خلال", "بين", "و")
            and _counts(after)
        ):
            return None
        return r.made(at, year[1], f"{year[0]:04}")
    return None


def _counts(after: Token) -> bool:
    from kg.extract.quantities import is_person_noun

    return is_person_noun(after.key) or after.key in (
        "دولار",
        "طن",
        "كيلومتر",
        "متر",
        "دينار",
        "ريال",
        "جنيه",
        "برميل",
        "وحده",
        "منزل",
        "شركه",
    )


def _hijri_year(r: _Reader, at: int, year: tuple[int, int]) -> _Made | None:
    try:
        first = Hijri(year[0], 1, 1).to_gregorian()
        last = Hijri(year[0] + 1, 1, 1).to_gregorian() - timedelta(days=1)
    except (ValueError, OverflowError):
        return None
    return r.made(at, year[1] + 1, f"{first.isoformat()}/{last.isoformat()}")


def _edge(r: _Reader, at: int) -> _Made | None:
    # مطلع 2024؛ نهاية العام المقبل؛ منتصف مايو؛ أواخر شهر مارس الماضي
    edge = r.piece(at, "edge")
    if edge is None or edge.token >= len(r.tokens):
        return None
    inner = max(
        (m for p in (_month_year, _unit_relative, _plain_year) if (m := p(r, edge.token))),
        key=lambda m: m.end,
        default=None,
    )
    year = r.year(edge.token)
    if inner is None and year:
        inner = r.made(edge.token, year[1], f"{year[0]:04}")
    unit = r.piece(edge.token, "unit")
    if inner is None and unit and unit.value in "YM" and unit.extra == "1" and r.published and _articled(r, edge.token):
        inner = r.made(edge.token, unit.token, _shifted(r.published, unit.value, 0), anchor="publication")
    if inner is None and (month := _month_at(r, edge.token)):
        inner = _month_year(r, edge.token) or (_forced_month(r, edge.token, month))
    if inner is None:
        return None
    value = inner.value
    if re.fullmatch(r"\d{4}", value):
        value += {"start": "-01", "mid": "-06", "end": "-12"}[edge.value]
    elif match := re.fullmatch(r"(\d{4})-(\d\d)", value):
        last = (date(int(match[1]), int(match[2]), 1) + relativedelta(months=1) - timedelta(days=1)).day
        value += {"start": "-01", "mid": "-15", "end": f"-{last:02}"}[edge.value]
    elif "W" not in value:
        return None
    return r.made(at, inner.end, value, anchor=inner.anchor)


def _articled(r: _Reader, at: int) -> bool:
    return r.tokens[at].key.lstrip("وبل").startswith(("ال", "عام", "سنه")) and "ال" in r.tokens[at].key[:4]


def _forced_month(r: _Reader, at: int, month: tuple[int, int]) -> _Made | None:
    if r.published is None:
        return None
    base = r.published
    y = min((base.year - 1, base.year, base.year + 1), key=lambda k: abs((k - base.year) * 12 + month[0] - base.month))
    return r.made(at, month[1], f"{y:04}-{month[0]:02}", anchor="publication")


def _duration(r: _Reader, at: int) -> _Made | None:
    # ثلاثة أشهر؛ عشرة أيام؛ عامين؛ بعد سنة
    number = r.number(at)
    before = [t.key for t in r.tokens[max(0, at - 4) : at]]
    if number is not None and number[0] > 0:
        unit = r.piece(number[1], "unit")
        if unit is None or _aged(before, r, unit.token) or unit.extra == "2":
            return None
        if unit.start != r.tokens[number[1]].start or r.tokens[number[1]].key.startswith("ال"):
            return None  # «737 اليوم», «38 لعام»: the word is not what is counted
        if unit.value in "hms":
            value = f"PT{number[0]}{unit.value.upper()}"
        elif unit.value in "EC":
            value = f"P{number[0] * (10 if unit.value == 'E' else 100)}Y"
        else:
            value = f"P{number[0]}{unit.value}"
        end = unit.token
        if relative := r.piece(end, "last", "next"):
            end = relative.token
        return r.made(at, end, value, "DURATION")
    unit = r.piece(at, "unit")
    if unit is None or not unit.extra or _aged(before, r, unit.token):
        return None
    single = unit.extra == "1"
    if single and not (before and before[-1] in ("بعد", "قبل", "منذ", "خلال", "لمده", "مده", "طوال", "طيله")):
        return None
    if single and r.tokens[at].key.startswith("ال"):
        return None
    if unit.value in "hms":
        return r.made(at, unit.token, f"PT{unit.extra}{unit.value.upper()}", "DURATION")
    scale = {"E": 10, "C": 100}.get(unit.value)
    value = f"P{int(unit.extra) * scale}Y" if scale else f"P{unit.extra}{unit.value}"
    end = unit.token
    if relative := r.piece(end, "last", "next"):
        end = relative.token
    return r.made(at, end, value, "DURATION")


def _last_days(r: _Reader, at: int) -> _Made | None:
    # الأيام الثلاثة الماضية؛ السنوات الخمس المقبلة
    unit = r.piece(at, "unit")
    if unit is None or unit.extra or not r.tokens[at].key.lstrip("وب").startswith("ال"):
        return None
    number = r.number(unit.token)
    if number is None:
        return None
    relative = r.relative(number[1])
    end = relative.token if relative else number[1]
    value = f"PT{number[0]}{unit.value.upper()}" if unit.value in "hms" else f"P{number[0]}{unit.value}"
    return r.made(at, end, value, "DURATION") if unit.value not in "EC" else None


def _aged(before: list[str], r: _Reader, end: int) -> bool:
    """An age is no time: «يبلغ من العمر 25 عاما», «(33 عاما)»."""
    if any(
        k.lstrip("و") in ("عمر", "العمر", "عمره", "عمرها", "البالغ", "البالغه", "بالغ", "سن", "العمريه", "عمرا")
        for k in before
    ):
        return True
    return bool(before) and before[-1] == "(" and r.mark(end, ")")


def _clock(r: _Reader, at: int) -> _Made | None:
    # الساعة 10:29 مساء؛ الساعة الثالثة فجرا بتوقيت غرينتش؛ التاسعة والنصف من مساء أمس
    clock = r.piece(at, "clock")
    if r.published is None:
        return None
    pos = clock.token if clock is not None else at
    hour = _day_number(r, pos)
    if hour is None or hour[0] > 24 or (clock is None and not _bare_hour(r, at, hour)):
        return None
    minute, end = _minutes(r, hour[1])
    day, half, end = _half_of_day(r, end)
    if clock is None and not half:
        return None
    h = hour[0]
    if half == "am":
        h %= 12
    elif half == "pm" and h <= 12:
        h = h % 12 + 12
    if minute < 0:
        h, minute = (h - 1) % 24, minute + 60
    if h > 23 or minute > 59:
        return None
    zone = ""
    if end + 1 < len(r.tokens) and r.tokens[end].key == "بتوقيت":
        zone = _zones().get(r.tokens[end + 1].key, "")
    return r.made(at, end, f"{day or r.published.isoformat()}T{h:02}:{minute:02}{zone}", "TIME", "publication")


def _bare_hour(r: _Reader, at: int, hour: tuple[int, int]) -> bool:
    """Whether an hour may stand without الساعة: «الخامسة فجرا», «10:30 مساء»."""
    token = r.tokens[at]
    if token.kind == "number":
        return r.mark(hour[1], ":")
    return bool(_ordinal(token.key.lstrip("وفبل"))) and token.key.endswith("ه") and hour[0] <= 12


def _minutes(r: _Reader, at: int) -> tuple[int, int]:
    """Return the minutes at `at` («:29», «والنصف», «إلا ربعا», «و20 دقيقة»; negative before the hour) and the index after."""
    if r.mark(at, ":.") and at + 1 < len(r.tokens) and re.fullmatch(r"\d\d", r.tokens[at + 1].norm):
        return int(r.tokens[at + 1].norm), at + 2
    keys = [t.key for t in r.tokens[at : at + 2]] + ["", ""]
    if keys[0] in _PARTS_OF_HOUR:
        return _PARTS_OF_HOUR[keys[0]], at + 1
    if keys[0] == "الا" and "و" + keys[1] in _PARTS_OF_HOUR:
        return -_PARTS_OF_HOUR["و" + keys[1]], at + 2
    if keys[0].startswith("و"):
        found = r.number(at + 1 if keys[0] == "و" else at)
        if found and found[0] < 60 and found[1] < len(r.tokens) and r.tokens[found[1]].key in ("دقيقه", "دقائق"):
            return found[0], found[1] + 1
    return 0, at


_PARTS_OF_HOUR = {
    "والنصف": 30,
    "ونصف": 30,
    "ونصفا": 30,
    "والربع": 15,
    "وربع": 15,
    "وربعا": 15,
    "والثلث": 20,
    "وثلث": 20,
}


def _half_of_day(r: _Reader, at: int) -> tuple[str, str, int]:
    """Return the day (ISO, or empty), the half of the day (`am`, `pm` or empty) and the index after what says so."""
    pos = at + 1 if at < len(r.tokens) and r.tokens[at].key == "من" else at
    half = ""
    for kind in ("am", "pm"):
        if (piece := r.piece(pos, kind)) is not None:
            half, after = kind, piece.token
            break
    else:
        part = r.piece(pos, "part")
        if part is None:
            return "", "", at
        half, after = ("am" if part.value == "am" else "pm"), part.token
    for production in (_weekday_day_month, _weekday):
        for begin in (pos, after):
            made = production(r, begin)
            if made is not None and re.fullmatch(r"\d{4}-\d\d-\d\d", made.value) and made.end > after:
                return made.value, half, made.end
    return ("", half, after) if pos == at else ("", "", at)


@cache
def _zones() -> dict[str, str]:
    return {fold(row["place"]): row["offset"] for row in read_table("zones.tsv", ("place", "offset"))}


def _decade(r: _Reader, at: int) -> _Made | None:
    # التسعينيات؛ ثمانينيات القرن الماضي؛ القرن التاسع عشر
    piece = r.piece(at, "decade")
    if piece is not None:
        end = piece.token
        keys = [t.key for t in r.tokens[end : end + 2]]
        before = [t.key for t in r.tokens[max(0, at - 2) : at]]
        after = [t.key for t in r.tokens[end : end + 3]]
        if "العمر" in after or any(k in ("عمره", "عمرها", "العقد") for k in before + after):
            return None
        if keys in (["القرن", "الماضي"], ["القرن", "العشرين"]):
            return r.made(at, end + 2, f"19{piece.value}X")
        return r.made(at, end, f"19{piece.value}X")
    if r.tokens[at].key.endswith("القرن") and at + 1 < len(r.tokens):
        ordinal = _day_number(r, at + 1)
        if ordinal and r.tokens[at + 1].kind == "word":
            start = r.tokens[at].offset(len(r.tokens[at].key) - 5)
            return r.made(at, ordinal[1], f"{ordinal[0] - 1:02}XX", start=start)
    return None


def _season(r: _Reader, at: int) -> _Made | None:
    # صيف 2022؛ الربع الأول من 2024؛ النصف الأول من العام الجاري
    token = r.tokens[at]
    season = r.piece(at, "season")
    if season is not None:
        pos = season.token
        part: int = int(season.value)
    else:
        key = token.key.removeprefix("ب").removeprefix("و").removeprefix("ل")
        base = {"الربع": 32, "النصف": 39}.get(key)
        if (
            base is None
            or at + 1 >= len(r.tokens)
            or not (number := _ordinal(r.tokens[at + 1].key) or (2 if r.tokens[at + 1].key == "الثاني" else 0))
        ):
            return None
        if number > (4 if base == 32 else 2):
            return None
        part, pos = base + number, at + 2
    if pos < len(r.tokens) and r.tokens[pos].key == "من":
        pos += 1
    inner = _plain_year(r, pos) or _unit_relative(r, pos) if pos < len(r.tokens) else None
    year = r.year(pos)
    if inner is None and year:
        inner = r.made(pos, year[1], f"{year[0]:04}")
    if inner is None or not re.fullmatch(r"\d{4}", inner.value):
        return None
    start = None if season else token.offset(len(token.key) - 5)
    return r.made(at, inner.end, f"{inner.value}-{part}", anchor=inner.anchor, start=start)


def _set(r: _Reader, at: int) -> _Made | None:
    # كل خميس؛ سنويا
    piece = r.piece(at, "set")
    if piece is not None:
        return r.made(at, piece.token, piece.value, "SET")
    every = r.piece(at, "every")
    if every is None:
        return None
    bare = r.tokens[every.token].key if every.token < len(r.tokens) else ""
    if any(kind == "weekday" for kind, *_ in _lexicon().get(("ال" + bare,), ())):
        return r.made(at, every.token + 1, "P1W", "SET")
    counted = _duration(r, every.token)
    if counted is not None and counted.type == "DURATION":
        return r.made(at, counted.end, counted.value, "SET")  # كل ثلاثة أشهر
    unit = r.piece(every.token, "unit")
    if unit is not None and unit.extra == "1" and not bare.startswith("ال"):
        letter = {"h": "PT1H"}.get(unit.value, f"P1{unit.value}")
        return r.made(at, unit.token, letter, "SET") if unit.value in "DWMYh" else None
    return None


def _days(r: _Reader, at: int) -> _Made | None:
    # يومي 8 و9 مارس: two times, each the words it has; this is the first of them
    token = r.tokens[at]
    ranged = token.kind == "number" and at > 0 and r.tokens[at - 1].key in ("بين", "من")
    if not token.key.endswith("يومي") and not ranged and not _ordinal(token.key):
        return None
    pos = at + 1 if token.key.endswith("يومي") else at
    first = _day_number(r, pos)
    if first is None or first[1] >= len(r.tokens):
        return None
    joint = r.tokens[first[1]]
    follow = first[1] + 1 if joint.key in ("و", "الي", "حتي") else first[1] if joint.key.startswith("و") else None
    if follow is None:
        return None
    second = _weekday_day_month(r, follow)
    if second is None or not re.fullmatch(r"\d{4}-\d\d-\d\d", second.value):
        return None
    value = second.value[:8] + f"{first[0]:02}"
    if value > second.value:
        return None
    start = token.offset(len(token.key) - 4) if token.key.endswith("يومي") else None
    return r.made(at, first[1], value, anchor=second.anchor, start=start)


_PRODUCTIONS: tuple[Callable[[_Reader, int], _Made | None], ...] = (
    _numeric, _weekday_day_month, _month_year, _weekday, _unit_relative, _plain_year, _edge, _duration, _clock,
    _decade, _season, _set, _days, _last_days,
)  # fmt: skip
