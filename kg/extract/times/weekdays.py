"""Days by their name or from today: «يوم الخميس», «الخميس المقبل», «صباح السبت», «أمس», «يومي السبت والأحد»."""

from __future__ import annotations

from datetime import date, timedelta

from kg.arabic.morphology import function_class, segment
from kg.arabic.predicates import lexicon
from kg.extract.times.pieces import Piece, ordinal_value
from kg.extract.times.reader import Made, Reader


def _range_from(r: Reader, at: int) -> date | None:
    """The day from which a range runs that ends on the weekday at `at`: «من غد الأحد إلى الخميس»."""
    made = r.made_before
    adjacent = made is not None and made.end == at - 1 and r.key(at - 1) in ("الي", "حتي")
    day = made is not None and made.type == "DATE" and len(made.value) == len("2015-07-26")
    return date.fromisoformat(made.value) if made is not None and adjacent and day else None


def named_day(r: Reader, at: int) -> Made | None:
    """Read «يوم الخميس», «الخميس المقبل», «صباح السبت», «أمس الخميس», «اليوم (الأربعاء)»."""
    pos = at
    deictic: Piece | None = None
    while (piece := r.piece(pos, "part", "unit", "deictic")) is not None:
        if piece.kind == "unit" and not (piece.value == "D" and piece.extra == "1"):
            break
        if piece.kind == "deictic":
            deictic = piece
        pos = piece.token
    bracket = r.mark(pos, "(") and deictic is not None
    weekday = r.piece(pos + 1 if bracket else pos, "weekday")
    if weekday is not None and (night := _night_between(r, at, pos, weekday)):
        return night
    if bracket and weekday is not None and not r.mark(weekday.token, ")"):
        bracket, weekday = False, None  # «غدا (الأربعاء 1 مارس)»: a date of its own
    if weekday is None and deictic is None:
        return None
    if r.published is None:
        return None
    if deictic is not None and weekday is not None and r.told(weekday.token, "next", "last"):
        deictic = None  # «صباح اليوم الأربعاء المقبل»
    if deictic is not None:
        end = deictic.token
        if weekday is not None:
            end = weekday.token + bracket
        elif pos > end:
            end = pos
        if deictic.value == "0" and weekday is None and not _today(r, at, end):
            return None
        if deictic.value == "1" and end == at + 1 and r.key(at) == "الغد" and not _tomorrow(r, at):
            return None
        inside = r.key(at - 1) == "في" or r.key(at) == "باليوم"
        if deictic.value == "0" and end == at + 1 and inside and r.measured(at - 1 - (r.key(at) == "اليوم")):
            return r.made(at, end, "P1D", "SET")  # «60 ألف برميل في اليوم»
        if r.key(at) == "هذا" and len(r.told_here) == len("1978-01-26"):
            return r.made(at, end, r.told_here, anchor="text")  # «أحداث 26 جانفي 1978 … أن هذا اليوم»
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
    elif (since := _range_from(r, at)) is not None:
        return r.made(at, end, (since + timedelta(days=(wanted - since.isoweekday()) % 7)).isoformat(), anchor="text")
    elif r.future_at(at) and back:
        back -= 7
    day = r.published - timedelta(days=back)
    if pos == at and r.key(at) == "الاثنين" and r.key(at - 1).endswith(("ين", "ان")):
        return None  # «المرشحين الاثنين»
    if r.named(at - 1) or r.told(end, "day_of_fame"):
        return None  # «سورة الجمعة», «سوق الأحد»; «الخميس الأسود»
    if pos == at and relative is None and not _weekday_stands(r, at):
        return None
    return r.made(at, end, day.isoformat(), anchor="publication" if relative else "tense")


def _night_between(r: Reader, at: int, pos: int, first: Piece) -> Made | None:
    """The night from one day to the next: «ليل السبت الأحد», «ليلة الأربعاء - الخميس»."""
    part = r.piece(pos - 1, "part") if pos > at else None
    if part is None or part.value != "night":
        return None
    between = r.mark(first.token, "-–ـ/") or r.key(first.token) in ("الي", "علي")
    second = r.piece(first.token + between, "weekday")
    if second is None or r.key(first.token).startswith("و") or (int(second.value) - int(first.value)) % 7 != 1:
        return None
    morning = named_day(r, first.token + between)
    if morning is None:
        return None
    evening = date.fromisoformat(morning.value) - timedelta(days=1)
    return r.made(at, morning.end, f"{evening.isoformat()}/{morning.value}", anchor=morning.anchor)


def _weekday_stands(r: Reader, at: int) -> bool:
    """A lone weekday name: not a person («خميس» has no ال) and not counted («الأحد» of «أحد»)."""
    token = r.tokens[at]
    return "ال" in token.key[:4] or token.key.startswith("لل")


def _today(r: Reader, at: int, end: int) -> bool:
    """«اليوم» as this day, not "nowadays" or a newspaper («اليوم السابع», «صحيفة اليوم»)."""
    before = r.tokens[at - 1] if at else None
    after = r.tokens[end] if end < len(r.tokens) else None
    if before is not None and r.told(at - 1, "no_today") and r.piece(at, "part") is None:
        return False  # «حتى اليوم», but «حتى صباح اليوم»
    if r.mark(at - 1, '"«“') and r.mark(end, '"»”'):
        return False  # «قالوا لـ"اليوم" إن»: the paper
    if after is not None and (ordinal_value(after.key) or r.article(end) > end):
        return False
    if (
        after is not None
        and after.key.startswith("ال")
        and after.key.endswith("ي")
        and (r.piece(end) is None or r.told(end, "annual"))
    ):
        return False  # «اليوم العالمي»
    described = r.piece(end, "no_today_after")  # «اليوم الأخير», but «اليوم كالتالي»
    return described is None or described.start != r.tokens[end].start


def _tomorrow(r: Reader, at: int) -> bool:
    """«الغد» as the next day: behind a preposition or a happening («لقاء الغد»), not «قائد الغد», «"عدن الغد"»."""
    before = r.tokens[at - 1] if at else None
    if before is None or before.kind != "word":
        return True
    word = segment(before.norm)
    return lexicon().happens(word.key) or bool(function_class(word.stem))


def first_of_two_weekdays(r: Reader, at: int) -> Made | None:
    """The two days of «يومي السبت والأحد المقبلين», or the first where each stands for itself: «يومي الخميس» و«الجمعة»."""
    first = r.piece(at + 1, "weekday")
    if first is None or not r.key(first.token).startswith("و"):
        return None
    two = named_day(r, first.token + (r.key(first.token) == "و"))
    if two is None:
        return None
    last = date.fromisoformat(two.value)
    steps = (last.isoweekday() - int(first.value)) % 7
    start = r.tokens[at].offset(len(r.key(at)) - 4)
    day = (last - timedelta(days=steps)).isoformat()
    shared = r.relative(first.token + (r.key(first.token) == "و") + 1) is not None  # «السبت والأحد الماضيين»
    if steps == 1 and shared:
        return r.made(at, two.end, f"{day}/{two.value}", anchor=two.anchor, start=start)
    return r.made(at, first.token, day, anchor=two.anchor, start=start)
