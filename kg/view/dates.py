"""EDTF in words, in Arabic with the months of a family or in English: the same words as the pages' own script."""

from __future__ import annotations

import re
from calendar import month_name

from kg.view.words import families, words

_MOMENT = re.compile(
    r"(?P<year>\d{3}[\dX]|\d\dXX)(?:-(?P<month>\d\d))?(?:-(?P<day>\d\d))?(?:T(?P<time>\d\d:\d\d)[^?~%]*)?(?P<mark>[?~%]?)"
)


def when(edtf: str, language: str = "ar", family: str = "egypt") -> str:
    """Return an EDTF value in words; what is not a date, a month, a season, a year or an interval comes back as it is.

    >>> when("2024-01-25"), when("2023-08/..", "en"), when("2024-01", family="levant")
    ('25 يناير 2024', 'since August 2023', 'كانون الثاني 2024')
    """

    def word(key: str) -> str:
        return words()[key][language]

    def moment(text: str) -> str:
        found = _MOMENT.fullmatch(text)
        if not found:
            return ""
        made = _year(found["year"], language)
        month = int(found["month"] or 0)
        if 1 <= month <= 12:
            name = families()[family]["months"][month - 1] if language == "ar" else month_name[month]
            made = f"{int(found['day'])} {name} {made}" if found["day"] else f"{name} {made}"
        elif 21 <= month <= 24:
            made = f"{word(f'season-{month}')} {made}"
        elif 33 <= month <= 36:
            made = f"{word('quarter')} {month - 32} {made}" if language == "ar" else f"Q{month - 32} {made}"
        elif month:
            return ""
        if found["time"]:
            made += ("، " if language == "ar" else ", ") + found["time"]
        return f"{word('maybe' if found['mark'] == '?' else 'approximate')} {made}" if found["mark"] else made

    start, _, end = edtf.partition("/")
    if "/" not in edtf:
        return moment(start) or edtf
    first, last = moment(start), moment(end)
    if first and last:
        return f"{first} – {last}"
    if first and end in ("", ".."):
        return f"{word('since')} {first}"
    return f"{word('until')} {last}" if last and start in ("", "..") else edtf


def _year(year: str, language: str) -> str:
    if "X" not in year:
        return year
    low = year.replace("X", "0")
    return f"{low}s" if language == "en" else f"{low}–{year.replace('X', '9')}"
