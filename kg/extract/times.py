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

from kg.arabic.morphology import segment
from kg.arabic.normalize import fold
from kg.arabic.numbers import read_number
from kg.arabic.tables import read_table
from kg.arabic.tokens import Token, sentence_spans, tokenize
from kg.edtf import bounds
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
def _beginnings() -> dict[str, list[tuple[tuple[str, ...], str, str, str]]]:
    """The words of time by their first token: what follows it, and what they mean."""
    table: dict[str, list[tuple[tuple[str, ...], str, str, str]]] = {}
    for words, meanings in _lexicon().items():
        table.setdefault(words[0], []).extend((words[1:], *meaning) for meaning in meanings)
    return table


@lru_cache(maxsize=65536)
def _readings(key: str) -> tuple[tuple[str, int, str], ...]:
    """How a folded token may begin words of time: the clitics, the letters that the article lost, the form."""
    found = []
    for clitic in _CLITICS:
        if not key.startswith(clitic):
            continue
        rest = key[len(clitic) :]
        forms = [(0, rest)]
        if clitic.endswith("ل") and rest[:1] == "ل":
            forms.append((1, "ال" + rest[1:]))
        if rest.startswith("ال"):
            forms.append((0, rest[2:]))
        found += [(clitic, shift, form) for shift, form in forms if form in _beginnings()]
    return tuple(found)


def find_times(
    text: str, published: date | None = None, regions: Sequence[tuple[int, int]] | None = None
) -> tuple[Time, ...]:
    """Return the time expressions of `text` (only inside `regions` where given), in order.

    `published` is the day that relative times are reckoned from; without it they are left out.
    """
    found: list[Time] = []
    anchor = ""
    for region in regions or [(0, len(text))]:
        for start, end in sentence_spans(text, *region):
            reader = _Reader(list(tokenize(text, start, end)), published, anchor)
            for made in reader.times():
                number = f"t{len(found) + 1}"
                words = text[made.start : made.stop]
                found.append(Time(number, made.start, made.stop, words, made.type, made.value, made.anchor))
            anchor = reader.anchor
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

    def __init__(self, tokens: list[Token], published: date | None, anchor: str) -> None:
        self.tokens, self.published, self.anchor = tokens, published, anchor
        self.made_before: _Made | None = None
        self.clock_day = ""  # the day that an earlier clock time of the sentence has
        self._pieces: dict[int, list[_Piece]] = {}

    @property
    def future(self) -> bool:
        """Whether the sentence speaks of what is to come."""
        return any(_future_verb(t) or self._kind(i) in ("future", "next") for i, t in enumerate(self.tokens))

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
            best = self._repeated(best)
            if best.value:
                out.append(best)
                self.made_before = best
                if best.type == "DATE" and re.fullmatch(r"\d{4}(-\d\d){0,2}", best.value):
                    self.anchor = best.value
            at = best.end
        return out

    def _repeated(self, made: _Made) -> _Made:
        """«الأول من يناير من كل عام» is a day of every year, not of one."""
        if made.type == "DATE" and made.end < len(self.tokens) and self.tokens[made.end].key == "من":
            every = _set(self, made.end + 1) if made.end + 1 < len(self.tokens) else None
            if every is not None:
                return _Made(every.end, made.start, every.stop, "SET", every.value)
        return made

    # --- pieces ---------------------------------------------------------------------------------------------------

    def _cue(self, at: int) -> bool:
        token = self.tokens[at]
        if token.kind != "word":
            return token.kind == "number"
        if token.key.endswith(("هذا", "هذه", "يومي", "نفس", "ال")) or self.piece(at) is not None:
            return True
        return self._numeral(at) > 0

    def _numeral(self, at: int) -> int:
        key = self.tokens[at].key
        ordinal = _ordinal(key) or (_ordinal(key[1:]) if key[:1] in "وفبل" else 0)
        return 1 if ordinal or read_number(self.tokens, at) is not None else 0

    def piece(self, at: int, *kinds: str) -> _Piece | None:
        """Return the word of time at `at` (of one of the kinds), the longest that the data has."""
        if at >= len(self.tokens):
            return None
        found = self._pieces.get(at)
        if found is None:
            found = self._pieces[at] = self._all_pieces(at)
        return next((p for p in found if p.kind in kinds), None) if kinds else found[0] if found else None

    def _all_pieces(self, at: int) -> list[_Piece]:
        token = self.tokens[at]
        found: list[tuple[int, _Piece]] = []
        for clitic, shift, form in _readings(token.key) if token.kind == "word" else ():
            for rest, kind, value, extra in _beginnings()[form]:
                end = at + 1 + len(rest)
                if kind == "month" and len(form) < 3 and clitic not in ("", "و") and token.norm[len(clitic)] != "آ":
                    continue  # «باب» is a door, «بآب» "in August"
                if rest and tuple(t.key for t in self.tokens[at + 1 : end]) != rest:
                    continue
                if self._fits(kind, form, token.key[len(clitic) :], clitic):
                    start = token.offset(len(clitic) + shift)
                    found.append((-len(rest), _Piece(kind, value, start, self.tokens[end - 1].end, end, extra)))
        return [piece for _, piece in sorted(found, key=lambda pair: pair[0])]

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

    def key(self, at: int) -> str:
        """Return the folded token at `at`, empty past either end."""
        return self.tokens[at].key if 0 <= at < len(self.tokens) else ""

    def article(self, at: int) -> int:
        """Return the index after an article written apart from its number: «الـ24»."""
        apart = self.key(at) in ("ال", "وال", "بال", "لل") and at + 1 < len(self.tokens)
        return at + 1 if apart and self.tokens[at + 1].kind == "number" else at

    def told(self, at: int, *kinds: str) -> bool:
        """Whether the data gives the token at `at` one of the kinds."""
        return 0 <= at < len(self.tokens) and self.piece(at, *kinds) is not None

    def named(self, at: int) -> bool:
        """Whether what follows the token at `at` is its name: «شارع 9 أبريل», «سورة الجمعة»."""
        return self.told(at, "named") and not self.key(at).lstrip("وب").startswith("ال")

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


def _future_verb(token: Token) -> bool:
    return token.key[:1] == "س" and token.key[1:2] in ("ي", "ت", "ن", "ا") and "س" in segment(token.norm).proclitics


def _ordinal(key: str) -> int:
    return _ordinals().get(key, 0)


# --- productions: each takes the reader and a position and returns a time or None ---------------------------------


def _numeric(r: _Reader, at: int) -> _Made | None:
    # 25/01/2024، 2024-01-25، 25.1.2024، 15/9/1445هـ
    token = r.tokens[at]
    if token.kind != "number":
        return None
    if match := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", token.norm):
        return _numbers(r, at, at + 1, int(match[3]), int(match[2]), int(match[1]))
    if at + 4 < len(r.tokens) and r.mark(at + 1, "/-") and r.tokens[at + 3].text == r.tokens[at + 1].text:
        parts = [t.norm for t in r.tokens[at : at + 5 : 2]]
        if all(p.isdigit() for p in parts) and r.tokens[at + 4].end - token.start <= 14 and len(parts[1]) <= 2:
            if len(parts[0]) == 4 and len(parts[2]) <= 2:
                return _numbers(r, at, at + 5, *map(int, parts))
            if len(parts[2]) == 4 and len(parts[0]) <= 2:
                return _numbers(r, at, at + 5, *map(int, reversed(parts)))
    return None


def _numbers(r: _Reader, at: int, end: int, year: int, month: int, day: int) -> _Made:
    """The day that three numbers name, Hijri or Gregorian; without a value where there is no such day."""
    if 1300 < year < 1600:
        value = _hijri_to_iso(year, month, day)
        return r.made(at, _after_hijri(r, end), value or "")
    return r.made(at, end, (_day(year, month, day) if year >= 1600 else None) or "")


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _hijri_to_iso(year: int, month: int, day: int) -> str | None:
    try:
        return str(Hijri(year, month, day).to_gregorian().isoformat())
    except (ValueError, OverflowError):
        return None


def _after_hijri(r: _Reader, at: int) -> int:
    """Return the index after «هـ», «هجرية» or «للهجرة», if it stands at `at`."""
    return at + 1 if r.told(at, "hijra") else at


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
            tens = r.piece(end, "tens")
            if tens and ordinal < 10 and tens.start == r.tokens[end].start:
                ordinal, end = ordinal + int(tens.value), end + 1
        return ordinal, end
    found = r.number(at)
    return found if found and 1 <= found[0] <= 31 else None


def _month_at(r: _Reader, at: int, hijri: bool = False) -> tuple[int, int] | None:
    """A month name, its second name after a slash, hyphen or in brackets included: «أغسطس/آب», «يونيو (حزيران)»."""
    if r.key(at) in ("من", "شهر"):
        return _month_at(r, at + 1, hijri)
    kind = "hijri" if hijri else "month"
    piece = r.piece(at, kind)
    if piece is None:
        return None
    end = piece.token
    for opening, closing in (("/", ""), ("-", ""), ("–", ""), ("(", ")"), ("", "")):
        if not opening or r.mark(end, opening):
            begin = end + len(opening)
            second = r.piece(begin, kind)
            if second is None or second.value != piece.value or second.start != r.tokens[begin].start:
                continue
            if not closing or r.mark(second.token, closing):
                return int(piece.value), second.token + len(closing)
    return int(piece.value), end


def _weekday_day_month(r: _Reader, at: int) -> _Made | None:
    # يوم الخميس، 25 يناير 2024؛ ظهر الأربعاء 31 ماي 2017؛ 27 سبتمبر المقبل؛ غرة جوان الجاري؛ 25 من الشهر الجاري
    pos = at
    while (piece := r.piece(pos, "part", "unit", "deictic")) and (piece.kind != "unit" or piece.value == "D"):
        if piece.kind == "unit" and piece.extra not in ("1", "2"):
            break
        pos = piece.token
    weekday = r.piece(pos, "weekday")
    if weekday:
        pos = weekday.token
        while r.mark(pos, "،,-–"):
            pos += 1
        if r.mark(pos, "("):
            inner = _dated(r, at, pos + 1, True)
            return _closed(r, inner) if inner else None
    if pos > at and r.told(pos, "agreeing"):
        pos += 1
        pos += r.key(pos) == "ل"
    return _dated(r, at, pos, weekday is not None)


def _closed(r: _Reader, made: _Made) -> _Made | None:
    """Take in the bracket that ends «الخميس (25 يناير)»."""
    if not r.mark(made.end, ")"):
        return None
    return _Made(made.end + 1, made.start, r.tokens[made.end].end, made.type, made.value, made.anchor)


def _dated(r: _Reader, begin: int, pos: int, weekday: bool) -> _Made | None:
    """The day of a month at `pos`, with its year where it has one."""
    if pos >= len(r.tokens):
        return None
    if weekday and (made := _numeric(r, pos)):
        return r.made(begin, made.end, made.value)
    day = _day_number(r, pos)
    if day is None:
        return None
    glued = r.mark(day[1], "-/") and r.told(day[1] + 1, "month") and r.tokens[day[1]].start == r.tokens[pos].end
    month = _month_at(r, day[1] + glued)
    if month is None:
        return _hijri_day(r, begin, day) or _day_of_month(r, begin, day)
    number, end = month
    while r.mark(end, "،,-/" if glued else "،,") and r.year(end + 1):
        end += 1
    year = _of_year(r, end)
    if year:
        value = _day(year[0], number, day[0])
        return r.made(begin, year[1], value or "", anchor=year[2])
    if not _day(2000, number, day[0]):
        return r.made(begin, end, "")  # «31 فبراير»
    if r.named(begin - 1):
        return r.made(begin, end, "")  # «حركة 20 فبراير», «شارع 9 أبريل»
    relative = r.relative(end)
    if relative is not None:
        end = relative.token
    chosen = _near(r, number, day[0], relative)
    return r.made(begin, end, chosen, anchor="publication") if chosen else None


def _of_year(r: _Reader, at: int) -> tuple[int, int, Anchor] | None:
    """The year that a month or season has behind it: «2022», «من عام 2022», «من العام الماضي», «من العام نفسه»."""
    at += r.key(at) == "من"
    if at >= len(r.tokens):
        return None
    if year := r.year(at):
        follows = r.mark(year[1], "/") and r.year(year[1] + 1)
        return (year[0], year[1], "explicit") if not follows else None
    for production in (_plain_year, _unit_relative):
        made = production(r, at)
        if made is not None and re.fullmatch(r"\d{4}", made.value):
            return int(made.value), made.end, made.anchor
    return None


def _day_of_month(r: _Reader, begin: int, day: tuple[int, int]) -> _Made | None:
    """A day of this, the last, the next or the same month: «25 من الشهر الجاري», «15 الجاري», «العاشر من كل شهر»."""
    after = day[1] + (r.key(day[1]) == "من")
    current = r.piece(after, "this")
    if current and r.key(after) in ("الجاري", "الحالي") and r.published and r.tokens[begin].kind == "number":
        value = _day(r.published.year, r.published.month, day[0])
        ends = current.token == len(r.tokens) or not r.told(current.token, "unit")
        return r.made(begin, current.token, value, anchor="publication") if value and ends else None
    if after == day[1]:
        return None
    unit = r.piece(after, "unit")
    made = _unit_relative(r, after) if unit and unit.value == "M" else None
    if made is not None and re.fullmatch(r"\d{4}-\d\d", made.value):
        value = _day(int(made.value[:4]), int(made.value[5:]), day[0])
        return r.made(begin, made.end, value or "", anchor=made.anchor)
    every = _set(r, after)
    if every is not None and every.value == "P1M":
        return r.made(begin, every.end, every.value, "SET")
    return None


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
    year = _hijri_year_at(r, month[1])
    if year is not None:
        value = _hijri_to_iso(year[0], month[0], day[0])
        return r.made(begin, year[1], value or "")
    if r.published is None or r.named(begin - 1):
        return None
    near = (_hijri_to_iso(r.published.year - 579 + k, month[0], day[0]) for k in range(-1, 3))
    days = [date.fromisoformat(d) for d in near if d]
    if not days:
        return None
    published = r.published
    chosen = min(days, key=lambda d: abs((d - published).days))
    return r.made(begin, month[1], chosen.isoformat(), anchor="publication")


def _hijri_year_at(r: _Reader, at: int) -> tuple[int, int] | None:
    """A Hijri year after a Hijri month, and the index after it: «1445هـ», «لعام 1445»."""
    unit = r.piece(at, "unit")
    year = r.year(unit.token if unit and unit.value == "Y" else at)
    if year is None or year[0] > 1600:
        return None
    return year[0], _after_hijri(r, year[1])


def _hijri_month(r: _Reader, at: int) -> _Made | None:
    # رمضان 1445هـ؛ شهر رمضان المقبل
    named = r.piece(at, "unit")
    pos = named.token if named and named.value == "M" and named.extra == "1" else at
    month = r.piece(pos, "hijri")
    if month is None or re.fullmatch(r"\d{1,2}", r.key(at - 1)):
        return None
    number = int(month.value)
    if year := _hijri_year_at(r, month.token):
        value = _hijri_span(year[0], number)
        return r.made(at, year[1], value) if value else None
    relative = r.piece(month.token, "last", "next")
    if relative is None or r.published is None:
        return None
    spans = [v for k in range(-2, 4) if (v := _hijri_span(r.published.year - 579 + k, number))]
    today = r.published.isoformat()
    past = [v for v in spans if v[11:] < today]
    coming = [v for v in spans if v[:10] > today]
    chosen = max(past, default=None) if relative.kind == "last" else min(coming, default=None)
    return r.made(at, relative.token, chosen, anchor="publication") if chosen else None


def _hijri_span(year: int, month: int) -> str | None:
    first = _hijri_to_iso(year, month, 1)
    after = _hijri_to_iso(year + month // 12, month % 12 + 1, 1)
    if first is None or after is None:
        return None
    return f"{first}/{(date.fromisoformat(after) - timedelta(days=1)).isoformat()}"


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
    year = _of_year(r, end)
    if year:
        return r.made(at, year[1], f"{year[0]:04}-{number:02}", anchor=year[2])
    if r.key(end) == "من" and (every := _set(r, end + 1)) and every.value == "P1Y":
        return r.made(at, every.end, every.value, "SET")
    # «بين يناير ومارس 2023»: the year stands with the second month
    until = r.key(end) in ("الي", "حتي", "و")
    if (second := r.piece(end + until, "month")) and (until or r.tokens[end].key.startswith("و")):
        later = _month_at(r, end + until)
        shared = r.year(later[1]) if later else None
        if shared and int(second.value) >= number:
            return r.made(at, end, f"{shared[0]:04}-{number:02}")
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
    lookalike = r.told(at, "other_word")
    return r.told(at - 1, "before_month") or (not lookalike and (clitic or before == "و"))


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
    if deictic is not None and weekday is not None and r.told(weekday.token, "next", "last"):
        deictic = None  # «صباح اليوم الأربعاء المقبل»
    if deictic is not None:
        end = deictic.token
        if weekday is not None:
            end = weekday.token + (1 if bracket and r.mark(weekday.token, ")") else 0)
        elif pos > end:
            end = pos
        if deictic.value == "0" and weekday is None and not _today(r, at, end):
            return None
        day = r.published + timedelta(days=int(deictic.value))
        if weekday is not None and (off := (int(weekday.value) - day.isoweekday() + 3) % 7 - 3) and abs(off) <= 2:
            day += timedelta(days=off)  # the page is of another day than the words: «اليوم الجمعة» read on Saturday
        return r.made(at, end, day.isoformat(), anchor="publication")
    assert weekday is not None
    end = weekday.token
    wanted = int(weekday.value)
    relative = r.relative(end)
    back = (r.published.isoweekday() - wanted) % 7
    if relative is not None:
        end = relative.token
        if relative.kind == "last":
            back = (back or 7) + (7 if relative.value else 0)
        elif relative.kind == "next":
            back = back - 7 - (7 if relative.value else 0)
        elif relative.kind == "this":
            back = back if back <= 3 else back - 7
    elif r.future and back:
        back -= 7
    day = r.published - timedelta(days=back)
    if pos == at and r.key(at) == "الاثنين" and r.key(at - 1).endswith(("ين", "ان")):
        return None  # «المرشحين الاثنين»
    if r.named(at - 1):
        return None  # «سورة الجمعة», «سوق الأحد»
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
    if before is not None and r.told(at - 1, "no_today"):
        return False
    if after is not None and (_ordinal(after.key) or r.article(end) > end):
        return False
    if (
        after is not None
        and after.key.startswith("ال")
        and after.key.endswith("ي")
        and (r.piece(end) is None or r.told(end, "annual"))
    ):
        return False  # «اليوم العالمي»
    return not (after is not None and after.key in ("التالي", "الموالي", "الاول", "ذاته", "نفسه"))


def _unit_relative(r: _Reader, at: int) -> _Made | None:
    # الأسبوع الماضي؛ العام المقبل؛ هذا العام؛ اليومين المقبلين؛ نهاية الأسبوع الماضي؛ العام نفسه؛ القرن الماضي
    pos, edge = at, False
    before = r.piece(pos, "edge")
    if before is not None and (inner := r.piece(before.token, "unit")) and inner.value == "W":
        pos, edge = before.token, True
    pos += r.key(pos) == "هذا" and edge
    this = r.key(pos) in ("هذا", "هذه") or r.key(pos)[1:] in ("هذا", "هذه")
    same = r.key(pos) == "نفس" or r.key(pos)[1:] == "نفس"
    unit = r.piece(pos + 1 if this or same else pos, "unit")
    if unit is None or unit.value in "hms" or ((this or same) and unit.extra != "1"):
        return None
    relative = r.piece(unit.token, "same") if not this else None
    relative = relative or r.relative(unit.token)
    if (relative is None and not this and not same) or r.published is None:
        return None
    end = relative.token if relative else unit.token
    step = int(relative.value or _STEPS[relative.kind]) if relative and not this else 0
    base = r.published
    anchor: Anchor = "publication"
    start = r.tokens[pos].offset(len(r.key(pos)) - 3) if (this or same) and not edge else None
    if unit.extra == "2":
        return _two_units(r, at, end, unit, step)
    if unit.extra != "1" or (unit.value == "E" and (this or not r.told(at - 1, "before_year", "edge"))):
        return None
    if same or (relative is not None and relative.kind in ("same", "following")):
        known = _anchored(r.anchor, unit.value)
        if known is None:
            return None
        base, anchor = known, "text"
    value = _shifted(base, unit.value, step)
    return r.made(at, end, value, anchor=anchor, start=start)


_STEPS = {"last": -1, "next": 1, "this": 0, "following": 1, "same": 0}


def _anchored(anchor: str, unit: str) -> date | None:
    """The first day of the text's last date, where it is as precise as the unit asks."""
    if len(anchor) < {"D": 10, "W": 10, "M": 7}.get(unit, 4):
        return None
    try:
        return bounds(anchor).earliest_begin  # «الفصل الأول من 2016 … العام نفسه»
    except ValueError:
        return None


def _since_then(r: _Reader, at: int) -> _Made | None:
    # بعد ذلك بيومين؛ قبلها بعام
    then = r.piece(at, "then")
    if then is None or r.key(then.token)[:1] != "ب":
        return None
    length = _length(r, then.token)
    if length is None:
        return None
    parts, end = length
    base = _anchored(r.anchor, "D" if set(parts) & set("DW") else "M" if "M" in parts else "Y")
    if base is None or set(parts) & set("hms"):
        return None
    value = worked_out(Time("", 0, 0, "", "DURATION", _iso(parts)), "بعد" if then.value == "1" else "قبل", base)
    return r.made(at, end, value, anchor="text") if value else None


def _two_units(r: _Reader, at: int, end: int, unit: _Piece, step: int) -> _Made | None:
    assert r.published is not None
    if unit.value != "D" or not step:
        return r.made(at, end, _iso({unit.value: 2}), "DURATION") if unit.value != "D" else None
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
    if unit in "EC":
        return f"{base.year // 10 + step:03}X" if unit == "E" else f"{base.year // 100 + step:02}XX"
    return f"{base.year + step:04}"


def _plain_year(r: _Reader, at: int) -> _Made | None:
    # عام 2014؛ سنة 2014؛ في 2014؛ بين 2014 و2017؛ عام 1445هـ؛ عام ألفين وأربعة عشر
    unit = r.piece(at, "unit")
    if unit is not None and unit.value == "Y" and unit.extra == "1":
        lunar = r.told(unit.token, "hijra")
        relative = r.relative(unit.token)
        if relative is not None and r.year(relative.token):
            unit = relative  # «العام القادم 1437هـ»
        year = r.year(unit.token + lunar)
        if year is None:
            return _year_in_words(r, at, unit.token)
        if lunar or _after_hijri(r, year[1]) > year[1] or _lunar_now(r, year[0]):
            return _hijri_year(r, at, year)
        if r.told(year[1], "before_christ"):
            return r.made(at, year[1] + 2, "")
        return r.made(at, year[1], f"{year[0]:04}")
    year = r.year(at)
    if year is None:
        return None
    if 1300 < year[0] < 1600 and _after_hijri(r, year[1]) > year[1] and not r.told(at - 1, "hijri"):
        return _hijri_year(r, at, year)
    if not 1800 <= year[0] <= 2100:
        return None
    last = r.tokens[year[1] - 1]
    before, after = r.tokens[at - 1] if at else None, r.tokens[year[1]] if year[1] < len(r.tokens) else None
    glued = before.text if before is not None and before.end == r.tokens[at].start and before.kind != "word" else " "
    earlier, later = r.year(at - 2) if at > 1 else None, r.year(year[1] + 1)
    ranged = glued in "-–" and earlier is not None and earlier[0] < year[0]
    opens = after is not None and after.text in "-–" and later is not None and later[0] > year[0]
    if glued in "-–/:.,$€" and not ranged:
        return None
    if after is not None and (after.text in "%/" or after.kind == "latin") and after.start == last.end:
        return None
    paired = after is not None and after.key == "و" and later is not None and later[1] - year[1] == 2
    if not (ranged or opens or paired or year[1] - at == 2 or r.told(at - 1, "before_year", "dated") or glued == "("
            or (before is not None and before.text in "-–" and r.year(at - 2))):  # fmt: skip
        return None
    if after is not None and after.kind == "word" and not r.told(at - 1, "dated") and _counts(after, year[0]):
        return None
    return r.made(at, year[1], f"{year[0]:04}")


def _lunar_now(r: _Reader, year: int) -> bool:
    """Whether a year without «هـ» is one of the living in the Hijri calendar: «بحلول عام 1440»."""
    return r.published is not None and -60 <= year - (r.published.year - 579) <= 5


def _year_in_words(r: _Reader, at: int, pos: int) -> _Made | None:
    number = r.number(pos)
    if number is None or r.tokens[pos].kind == "number" or not 1000 <= number[0] <= 2100 or number[1] - pos < 2:
        return None
    return r.made(at, number[1], f"{number[0]:04}")


def _school_year(r: _Reader, at: int) -> _Made | None:
    # العام الدراسي 2023/2024؛ السنة المالية 2023-2024؛ موسم 2023/2024؛ 2023/2024
    pos = at
    unit = r.piece(pos, "unit")
    if unit is not None and unit.value == "Y" and unit.extra == "1":
        pos = unit.token
    elif season := r.piece(pos, "campaign"):
        pos = season.token
    named = pos > at
    pos += r.told(pos, "annual")
    years = r.year(pos), r.year(pos + 2)
    if years[0] is None or years[1] is None or years[0][1] != pos + 1:
        return None
    low, high = sorted((years[0][0], years[1][0]))
    if high - low != 1 or not r.mark(pos + 1, "/-–" if named else "/"):
        return None
    if low < 1600:
        first, last = _hijri_span(low, 1), _hijri_span(high, 12)
        return r.made(at, _after_hijri(r, years[1][1]), f"{first[:10]}/{last[11:]}" if first and last else "")
    return r.made(at, years[1][1], f"{low:04}/{high:04}")


def _counts(after: Token, number: int) -> bool:
    from kg.extract.quantities import is_counted

    return is_counted(after.key, number)


def _hijri_year(r: _Reader, at: int, year: tuple[int, int]) -> _Made | None:
    first, last = _hijri_span(year[0], 1), _hijri_span(year[0], 12)
    return r.made(at, _after_hijri(r, year[1]), f"{first[:10]}/{last[11:]}" if first and last else "")


def _edge(r: _Reader, at: int) -> _Made | None:
    # مطلع 2024؛ أوائل التسعينيات؛ نهاية العام المقبل؛ منتصف مايو؛ أواخر شهر مارس الماضي
    edge = r.piece(at, "edge")
    if edge is None:
        return None
    inner = max(
        (m for p in (_month_year, _unit_relative, _plain_year, _decade) if (m := p(r, edge.token))),
        key=lambda m: m.end,
        default=None,
    )
    year = r.year(edge.token)
    if inner is None and year:
        inner = r.made(edge.token, year[1], f"{year[0]:04}")
    unit = r.piece(edge.token, "unit")
    if unit is not None and r.told(unit.token, "annual"):
        return None  # «بداية العام الدراسي»
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
    elif not re.search("[WX]", value) or inner.type != "DATE":
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


def _length(r: _Reader, at: int) -> tuple[dict[str, int], int] | None:
    """A stretch of time by unit, and the index after it: «ثلاثة أشهر», «عامين», «سنة ونصف», «نصف ساعة», «سنتين وستة أشهر»."""
    share = r.piece(at, "share")
    if share is not None:
        unit = r.piece(share.token, "unit")
        if unit is None or unit.extra != "1" or unit.value not in _SHARES or r.key(share.token).startswith("ال"):
            return None
        smaller, many = _SHARES[unit.value]
        return {smaller: many // int(share.value)}, unit.token
    parts: dict[str, int] = {}
    end = at
    while end < len(r.tokens) and (not parts or r.key(end).startswith("و")):
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


def _one_length(r: _Reader, at: int) -> tuple[int, str, int] | None:
    """A number with its unit, or a unit that is one or two by its form: how many, of what, and the index after it."""
    number = r.number(at)
    if number is not None and number[0] > 0:
        unit = r.piece(number[1], "unit")
        if unit is None or unit.extra == "2":
            return None
        if unit.start != r.tokens[number[1]].start or r.key(number[1]).startswith("ال"):
            return None  # «737 اليوم», «38 لعام»: the word is not what is counted
        return number[0], unit.value, unit.token
    unit = r.piece(at, "unit")
    if unit is None or not unit.extra or (unit.extra == "1" and r.key(at).lstrip("وبل").startswith("ال")):
        return None
    one = unit.extra == "1" and r.told(unit.token, "one")
    return int(unit.extra), unit.value, unit.token + one


def _iso(parts: dict[str, int]) -> str:
    """The ISO 8601 duration: «P1Y6M», «PT2H30M»; decades and centuries are years."""
    years = parts.get("Y", 0) + 10 * parts.get("E", 0) + 100 * parts.get("C", 0)
    counts = {"Y": years, **{u: parts.get(u, 0) for u in "MWDhms"}}
    days = "".join(f"{counts[u]}{u}" for u in "YMWD" if counts[u])
    clock = "".join(f"{counts[u]}{u.upper()}" for u in "hms" if counts[u])
    return f"P{days}T{clock}" if clock else f"P{days}"


def _duration(r: _Reader, at: int) -> _Made | None:
    # ثلاثة أشهر؛ عشرة أيام؛ عامين؛ بعد سنة؛ الـ24 ساعة الماضية؛ نصف قرن
    pos = r.article(at)
    length = _length(r, pos)
    if length is None:
        return None
    parts, end = length
    if _aged(r, at, end) or not any(parts.values()):
        return None
    single = list(parts.values()) == [1] and not r.number(pos)
    again = r.piece(at - 2, "unit") if single and at > 1 else None
    if again is not None and again.extra == "1" and again.value in parts and r.told(at, "unit"):
        return None  # «يوما بعد يوم»
    if single and not r.told(end - 1, "one") and not r.told(at - 1, "before_length") and not _compared(r, at):
        return None
    if r.told(end, "hijri"):
        return None  # «خلال شهر رمضان»
    if relative := r.piece(end, "last", "next"):
        end = relative.token
    start = None if pos == at else r.tokens[at].offset(len(r.key(at)) - 2)
    return r.made(at, end, _iso(parts), "DURATION", start=start)


def _compared(r: _Reader, at: int) -> bool:
    """«أكثر من عام», «نحو ساعة»."""
    return r.told(at - 1, "about") or (r.key(at - 1) == "من" and r.told(at - 2, "compared"))


def _last_days(r: _Reader, at: int) -> _Made | None:
    # الأيام الثلاثة الماضية؛ السنوات الخمس المقبلة؛ الأشهر التسعة الأولى من 2023؛ الساعات الـ24 الماضية
    counted_first = _duration(r, at)
    if counted_first is not None and r.key(at).lstrip("وب").startswith("ال"):
        last = r.piece(counted_first.end, "first") or r.piece(counted_first.end - 1, "first")
        if last is not None and counted_first.value[-1] == "M" and "T" not in counted_first.value:
            return _months_of_year(r, at, int(counted_first.value[1:-1]), last)
    unit = r.piece(at, "unit")
    if unit is None or unit.extra or not r.key(at).lstrip("وب").startswith("ال"):
        return None
    number = r.number(r.article(unit.token))
    if number is None or not number[0]:
        return None
    last = r.piece(number[1], "first")
    if last is not None and unit.value == "M" and (made := _months_of_year(r, at, number[0], last)):
        return made
    relative = r.relative(number[1])
    end = relative.token if relative else number[1]
    return r.made(at, end, _iso({unit.value: number[0]}), "DURATION")


def _months_of_year(r: _Reader, at: int, months: int, last: _Piece) -> _Made | None:
    year = _of_year(r, last.token)
    if year is None or not 0 < months < 12:
        return None
    first = 1 if last.value == "1" else 13 - months
    return r.made(at, year[1], f"{year[0]:04}-{first:02}/{year[0]:04}-{first + months - 1:02}", anchor=year[2])


def _aged(r: _Reader, at: int, end: int) -> bool:
    """An age is no time: «يبلغ من العمر 25 عاما», «(33 عاما)», «توفي عن 80 عاما»."""
    before = range(max(0, at - 4), at)
    if any(r.told(i, "age") for i in before):
        return True
    if r.key(at - 1) == "عن" and any(r.told(i, "dying", "age") for i in range(max(0, at - 12), at)):
        return True
    return r.mark(at - 1, '("«“') and r.mark(end, ')"»”')


def _clock(r: _Reader, at: int) -> _Made | None:
    # الساعة 10:29 مساء؛ الساعة الثالثة فجرا بتوقيت غرينتش؛ التاسعة والنصف من مساء أمس
    clock = r.piece(at, "clock")
    if r.published is None:
        return None
    pos = clock.token if clock is not None else at
    hour = _hour(r, pos)
    if hour is None or (clock is None and not _bare_hour(r, at, hour[0], hour[2])):
        return None
    h, minute, end = hour
    if minute is None:
        minute, end = _minutes(r, end)
    day, half, end = _half_of_day(r, end)
    zone = _zone(r, end)
    if clock is None and not half and not zone:
        return None
    if half == "am":
        h %= 12
    elif half == "pm" and h <= 12:
        h = h % 12 + 12
    if minute < 0:
        h, minute = (h - 1) % 24, minute + 60
    if h > 23 or minute > 59:
        return r.made(at, end, "")
    r.clock_day = day or _day_before(r, at) or r.clock_day
    day = r.clock_day or r.published.isoformat()
    return r.made(at, end, f"{day}T{h:02}:{minute:02}{zone}", "TIME", "publication")


def _hour(r: _Reader, at: int) -> tuple[int, int | None, int] | None:
    """Return the hour, its minutes where one token has both («22.29»), and the index after."""
    if at >= len(r.tokens):
        return None
    if match := re.fullmatch(r"(\d{1,2})\.(\d\d)", r.tokens[at].norm):
        return int(match[1]), int(match[2]), at + 1
    if re.fullmatch(r"0?0", r.tokens[at].norm):
        return 0, None, at + 1
    if r.told(at, "one"):
        return 1, None, at + 1
    hour = _day_number(r, at)
    return (hour[0], None, hour[1]) if hour and hour[0] <= 24 else None


def _day_before(r: _Reader, at: int) -> str:
    """The day that stands just before a clock time: «الأربعاء الساعة 22:30», «غدا على الساعة …»."""
    made = r.made_before
    if made is None or made.type != "DATE" or len(made.value) != 10:
        return ""
    between = range(made.end, at)
    return made.value if len(between) <= 3 and all(r.told(b, "to_the_hour") or r.mark(b, "،,") for b in between) else ""


def _zone(r: _Reader, at: int) -> str:
    """The offset of the zone named at `at`: «بتوقيت عدن», «ت غ»."""
    keys = [t.key for t in r.tokens[at : at + 4] if t.text not in "()."]
    if not keys or keys[0] not in ("بتوقيت", "توقيت", "بالتوقيت", "ت"):
        return ""
    return _zones().get(" ".join(keys[1:3])) or _zones().get(" ".join(keys[1:2]), "")


def _bare_hour(r: _Reader, at: int, hour: int, end: int) -> bool:
    """Whether an hour may stand without الساعة: «الخامسة فجرا», «10:30 مساء»."""
    token = r.tokens[at]
    if token.kind == "number":
        return r.mark(end, ":") and (at == 0 or r.tokens[at - 1].end < token.start or r.mark(at - 1, "("))
    feminine = token.key.endswith("ه") and "ال" in token.key[:3]
    return bool(_ordinal(token.key.lstrip("وفبل")) or r.told(at, "one")) and feminine and hour <= 12


def _minutes(r: _Reader, at: int) -> tuple[int, int]:
    """Return the minutes at `at` («:29», «والنصف», «إلا ربعا», «و20 دقيقة»; negative before the hour) and the index after."""
    if r.mark(at, ":.") and at + 1 < len(r.tokens) and re.fullmatch(r"\d\d", r.tokens[at + 1].norm):
        return int(r.tokens[at + 1].norm), at + 2
    less = r.key(at) == "الا"
    part = r.piece(at + less, "minutes")
    if part is not None and (less or r.key(at).startswith("و")):
        return -int(part.value) if less else int(part.value), part.token
    if less or r.key(at).startswith("و"):
        found = r.number(at + 1 if less or r.key(at) == "و" else at)
        unit = r.piece(found[1], "unit") if found and 0 < found[0] < 60 else None
        if found and unit is not None and unit.value == "m":
            return -found[0] if less else found[0], unit.token
    return 0, at


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
            made = _weekday_day_month(r, at) or _weekday(r, at)
            dated = made is not None and len(made.value) == 10 and made.start == r.tokens[at].start
            return (made.value, "", made.end) if made is not None and dated else ("", "", at)
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
    # التسعينيات؛ ثمانينيات القرن الماضي؛ القرن التاسع عشر؛ العقد الأول من القرن الحالي
    piece = r.piece(at, "decade")
    if piece is not None:
        end = piece.token
        if any(r.told(i, "age") for i in range(end, end + 3)) or any(r.told(i, "age") for i in range(at - 2, at)):
            return None
        century = _century(r, end)
        if century:
            return r.made(at, century.end, century.value[:2] + f"{piece.value}X") if century.value else None
        return r.made(at, end, f"19{piece.value}X")
    unit = r.piece(at, "unit")
    if unit is not None and unit.value == "E" and r.key(at).lstrip("وبل").startswith("ال"):
        last = r.key(unit.token) in ("الاخير", "الاخيره")
        number = (10, unit.token + 1) if last else _day_number(r, unit.token)
        if number is None or not 1 <= number[0] <= 10 or r.key(number[1]) != "من":
            return None
        century = _century(r, number[1] + 1)
        return r.made(at, century.end, f"{century.value[:2]}{number[0] - 1}X") if century and century.value else None
    return _century(r, at)


def _century(r: _Reader, at: int) -> _Made | None:
    # القرن التاسع عشر؛ القرن الـ19؛ القرن الماضي
    unit = r.piece(at, "unit")
    if unit is None or unit.value != "C" or unit.extra != "1" or not r.key(at).endswith("القرن"):
        return None
    if (relative := _unit_relative(r, at)) is not None:
        return relative
    pos = r.article(unit.token)
    number = _day_number(r, pos)
    if number is None or number[0] > 21 or (r.tokens[pos].kind == "word" and not r.key(pos).startswith("ال")):
        return None
    end = number[1]
    if r.told(end, "before_christ"):
        return r.made(at, end + 2, "")
    if r.told(end, "hijra"):
        return r.made(at, end + 1, "")
    return r.made(at, end + r.told(end, "christian"), f"{number[0] - 1:02}XX")


def _season(r: _Reader, at: int) -> _Made | None:
    # صيف 2022؛ الصيف الماضي؛ الربع الأول من 2024؛ النصف الأول من العام الجاري؛ الربع المقبل
    this = r.key(at) in ("هذا", "بهذا", "لهذا", "وهذا")
    pos = at + this
    season, part = r.piece(pos, "season"), r.piece(pos, "part_of_year")
    definite = "ال" in r.key(pos)[:4]
    if season is not None:
        end, value = season.token, season.value
        if definite or this:
            return _season_relative(r, at, this, [f"{value}"], season)
    elif part is not None and definite:
        base, many = int(part.value), 4 if part.value == "32" else 2
        relative = r.piece(part.token, "last", "next", "this")
        final = r.key(part.token) in ("الاخير", "الاخيره")
        if many == 4 and (this or relative) and not final:
            return _season_relative(r, at, this, [f"{base + k}" for k in range(1, 5)], part)
        number = (many, part.token + 1) if final else _day_number(r, part.token)
        if number is None or number[0] > many or (r.tokens[part.token].kind == "number"):
            return None
        end, value = number[1], f"{base + number[0]}"
    else:
        return None
    year = _of_year(r, end)
    if year is None and r.year(end) and r.mark(end + 1, "/-") and (second := r.year(end + 2)):
        first = r.year(end)
        year = (first[0], second[1], "explicit") if first and second[0] == first[0] + 1 else None
    if year is None:
        return None
    return r.made(at, year[1], f"{year[0]:04}-{value}", anchor=year[2])


def _season_relative(r: _Reader, at: int, this: bool, values: list[str], piece: _Piece) -> _Made | None:
    """The season or quarter before, around or after the day of publication: «الصيف الماضي», «هذا الشتاء», «الربع المقبل»."""
    relative = r.piece(piece.token, "last", "next", "this")
    if r.published is None or (relative is None and not this):
        return None
    today = r.published
    spans = [(bounds(v), v) for y in (-2, -1, 0, 1, 2) for k in values if (v := f"{today.year + y:04}-{k}")]
    dated = sorted((b.earliest_begin, b.latest_end, v) for b, v in spans if b.earliest_begin and b.latest_end)
    kind = "this" if this or relative is None else relative.kind
    if kind == "last":
        chosen = [v for begin, end, v in dated if end < today][-1]
    elif kind == "next":
        chosen = next(v for begin, end, v in dated if begin > today)
    else:
        around = [v for begin, end, v in dated if begin <= today <= end]
        chosen = around[0] if around else f"{today.year:04}-{values[0]}"
    end = relative.token if relative and not this else piece.token
    start = r.tokens[at].offset(len(r.key(at)) - 3) if this else None
    return r.made(at, end, chosen, anchor="publication", start=start)


def _set(r: _Reader, at: int) -> _Made | None:
    # كل خميس؛ كل يوم جمعة؛ كل ثلاثة أشهر؛ كل صباح؛ سنويا
    piece = r.piece(at, "set")
    if piece is not None:
        return r.made(at, piece.token, piece.value, "SET")
    every = r.piece(at, "every")
    if every is None:
        return None
    pos = every.token
    day = r.piece(pos, "unit")
    if day is not None and day.value == "D" and day.extra == "1" and _bare_weekday(r.key(day.token)):
        return r.made(at, day.token + 1, "P1W", "SET")
    bare = r.key(pos)
    if _bare_weekday(bare):
        return r.made(at, pos + 1, "P1W", "SET")
    if bare.startswith("ال"):
        return None
    for kind, value in (("part", "P1D"), ("season", "P1Y"), ("hijri", "P1Y")):
        if (part := r.piece(pos, kind)) is not None and part.start == r.tokens[pos].start:
            return r.made(at, part.token, value, "SET")
    length = _length(r, pos)
    return r.made(at, length[1], _iso(length[0]), "SET") if length and any(length[0].values()) else None


def _bare_weekday(key: str) -> bool:
    return any(kind == "weekday" for kind, *_ in _lexicon().get(("ال" + key,), ()))


def _days(r: _Reader, at: int) -> _Made | None:
    # يومي 8 و9 مارس؛ يومي السبت والأحد المقبلين؛ من 8 إلى 9 مارس: two times, each the words it has; this is the first of them
    token = r.tokens[at]
    both = token.key.endswith("يومي") and token.norm[-1] == "ي"
    ranged = token.kind == "number" and r.key(at - 1) in ("بين", "من")
    if not both and not ranged and not _ordinal(token.key):
        return None
    if both and r.told(at + 1, "weekday"):
        return _two_weekdays(r, at)
    first = _day_number(r, at + both)
    if first is None:
        return None
    joint = r.key(first[1])
    if not joint.startswith("و") and joint not in ("الي", "حتي"):
        return None
    second = _weekday_day_month(r, first[1] + (joint in ("و", "الي", "حتي")))
    if second is None or not re.fullmatch(r"\d{4}-\d\d-\d\d", second.value):
        return None
    value = second.value[:8] + f"{first[0]:02}"
    if value > second.value:
        return None
    start = token.offset(len(token.key) - 4) if both else None
    return r.made(at, first[1], value, anchor=second.anchor, start=start)


def _two_weekdays(r: _Reader, at: int) -> _Made | None:
    first = r.piece(at + 1, "weekday")
    if first is None or not r.key(first.token).startswith("و"):
        return None
    two = _weekday(r, first.token + (r.key(first.token) == "و"))
    if two is None:
        return None
    last = date.fromisoformat(two.value)
    steps = (last.isoweekday() - int(first.value)) % 7
    start = r.tokens[at].offset(len(r.key(at)) - 4)
    return r.made(at, first.token, (last - timedelta(days=steps)).isoformat(), anchor=two.anchor, start=start)


_PRODUCTIONS: tuple[Callable[[_Reader, int], _Made | None], ...] = (
    _numeric, _weekday_day_month, _month_year, _weekday, _unit_relative, _plain_year, _edge, _duration, _clock,
    _decade, _season, _set, _days, _last_days, _hijri_month, _school_year, _since_then,
)  # fmt: skip
