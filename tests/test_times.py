"""Times and quantities: tables of what phrases mean, what means nothing, and what always holds."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.arabic.numbers import read_number
from kg.arabic.tables import read_table
from kg.arabic.tokens import tokenize
from kg.edtf import bounds

DATA = Path(__file__).parent / "data"
DAY = date(2024, 1, 25)
CARRIER_TIME = "عقد الاجتماع في {} في العاصمة."
CARRIER_COUNT = "سجلت الجهات المعنية {} في البلاد."


def phrases(file: str, *columns: str) -> list[tuple[str, ...]]:
    """Rows of a table «value … <- phrases», one for each phrase."""
    rows = read_table(DATA / file, (*columns, "phrases"))
    return [(*(row[c] for c in columns), phrase) for row in rows for phrase in row.words("phrases")]


def bracketed(marked: str) -> tuple[str, list[str]]:
    """Return the text without its [brackets], and what they hold."""
    return re.sub(r"[\[\]]", "", marked), re.findall(r"\[(.*?)\]", marked)


TIMES = phrases("times.tsv", "value")
STORIES = [
    (row["published"], row["values"], row["sentence"])
    for row in read_table(DATA / "times_in_sentences.tsv", ("published", "values", "sentence"))
]
SILENT = [row["sentence"] for row in read_table(DATA / "not_times.tsv", ("sentence",))]
COUNTS = phrases("quantities.tsv", "low", "high", "unit")
COUNTED = [
    (row["quantities"], row["sentence"])
    for row in read_table(DATA / "quantities_in_sentences.tsv", ("quantities", "sentence"))
]
UNCOUNTED = [row["sentence"] for row in read_table(DATA / "not_quantities.tsv", ("sentence",))]


@pytest.mark.parametrize(("value", "phrase"), TIMES, ids=[p for _, p in TIMES])
def test_value(value: str, phrase: str) -> None:
    text, spans = bracketed(CARRIER_TIME.format(phrase))
    found = kg.times(text, DAY)
    assert [(t.value, t.text) for t in found] == [(value, *(spans or [phrase]))]


@pytest.mark.parametrize(("published", "values", "sentence"), STORIES, ids=[s for *_, s in STORIES])
def test_sentence(published: str, values: str, sentence: str) -> None:
    text, spans = bracketed(sentence)
    found = kg.times(text, published)
    assert [(t.value, t.text) for t in found] == list(zip(values.split("|"), spans, strict=True))


@pytest.mark.parametrize("sentence", SILENT)
def test_silence(sentence: str) -> None:
    assert kg.times(sentence, DAY) == ()


@pytest.mark.parametrize(("low", "high", "unit", "phrase"), COUNTS, ids=[p for *_, p in COUNTS])
def test_quantity(low: str, high: str, unit: str, phrase: str) -> None:
    text, spans = bracketed(CARRIER_COUNT.format(phrase))
    found = kg.quantities(text)
    expected = (float(low) if low else None, float(high) if high else None, unit, *(spans or [phrase]))
    assert [(q.low, q.high, q.unit, q.text) for q in found] == [expected]


def shown(quantity: kg.model.Quantity) -> str:
    """Return a quantity as the table writes it: «45 USD», «20.. person», «0.1..0.15 USD»."""
    low, high = ("" if b is None else f"{b:.15g}" for b in (quantity.low, quantity.high))
    return f"{low if low == high else f'{low}..{high}'} {quantity.unit}"


@pytest.mark.parametrize(("quantities", "sentence"), COUNTED, ids=[s for _, s in COUNTED])
def test_quantities_of_a_sentence(quantities: str, sentence: str) -> None:
    text, spans = bracketed(sentence)
    found = kg.quantities(text)
    assert [(shown(q), q.text) for q in found] == list(zip(quantities.split("|"), spans, strict=True))


@pytest.mark.parametrize("sentence", UNCOUNTED)
def test_no_quantity(sentence: str) -> None:
    assert kg.quantities(sentence) == ()


def test_a_bare_currency_is_that_of_the_places_named() -> None:
    document = kg.read_text("حجز الحرس في سوسة بضاعة قيمتها 34 ألف دينار.", published="2017-03-30")
    assert [(q.text, q.unit) for q in kg.extract(document).quantities] == [("34 ألف دينار", "TND")]


def test_no_date_of_publication_leaves_relative_times_unresolved() -> None:
    assert kg.times("وصل الوفد أمس الخميس.") == ()
    assert [t.value for t in kg.times("وصل الوفد في 3 مايو 2021.")] == ["2021-05-03"]


PLAIN_TIMES = [p for _, p in TIMES if "[" not in p]
PLAIN_COUNTS = [p for *_, p in COUNTS if "[" not in p]
WORDS = st.sampled_from(
    [
        *PLAIN_TIMES,
        *PLAIN_COUNTS,
        "قال",
        "الوزير",
        "في",
        "من",
        "و",
        "،",
        ".",
        "/",
        "31 فبراير",
        "الساعة 25",
        "بعد ذلك ب",
    ]
)
DAYS = st.dates(date(1800, 1, 1), date(2200, 12, 31))
DURATION = re.compile(r"P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?")


def is_value(kind: str, value: str) -> bool:
    """Whether `value` is EDTF (levels 0 to 2 by python-edtf), an ISO week or an ISO duration."""
    if kind in ("DURATION", "SET"):
        return DURATION.fullmatch(value) is not None
    if re.fullmatch(r"\d{4}-W\d\d", value):
        return True
    if kind == "TIME":  # python-edtf wants seconds
        value = re.sub(r"(T\d\d:\d\d)", r"\1:00", value)
    return parse_edtf(value) is not None


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=8).map(" ".join), DAYS)
def test_spans_give_back_text_and_values_have_bounds(text: str, day: date) -> None:
    for time in kg.times(text, day):
        assert text[time.start : time.end] == time.text
        assert is_value(time.type, time.value)
        if time.type in ("DATE", "TIME"):
            limits = bounds(time.value)
            assert limits.earliest_begin is not None and limits.earliest_begin <= limits.latest_end
    for quantity in kg.quantities(text):
        assert text[quantity.start : quantity.end] == quantity.text
        assert quantity.low is not None or quantity.high is not None
        assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80))
def test_no_input_raises(text: str) -> None:
    for found in (*kg.times(text, DAY), *kg.quantities(text)):
        assert text[found.start : found.end] == found.text


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=5).map(" ".join), st.text("0123456789٠٩.,/-: ", max_size=12), DAYS)
def test_no_number_raises(text: str, number: str, day: date) -> None:
    for found in (*kg.times(text + number + text, day), *kg.quantities(number + text)):
        assert found.text


@pytest.mark.parametrize("number", ["9" * 400, "1," * 200, "0.0.0.0", "25/13/2024", "٩" * 400 + " مليون دولار"])
def test_numbers_that_are_none(number: str) -> None:
    text = f"بلغ العدد {number} شخص في 31 فبراير 2024 الساعة 25:00."
    assert [t.value for t in kg.times(text, DAY)] == []
    assert all(q.text in text for q in kg.quantities(text))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PLAIN_TIMES), DAYS)
def test_any_day_of_publication(phrase: str, day: date) -> None:
    for time in kg.times(CARRIER_TIME.format(phrase), day):
        assert is_value(time.type, time.value)


def values(text: str) -> list[object]:
    return [t.value for t in kg.times(text, DAY)] + [(q.low, q.high, q.unit) for q in kg.quantities(text)]


def between_letters(text: str, mark: str) -> str:
    """Put a mark after every letter that another letter follows."""
    return re.sub(r"(?<=[\u0621-\u063a\u0641-\u064a])(?=[\u0621-\u063a\u0641-\u064a])", mark, text)


MARKS = {
    "damma": "\u064f",
    "shadda": "\u0651",
    "tatweel": "\u0640",
    "rlm": "\u200f",
    "lrm": "\u200e",
    "isolate": "\u2067",
}


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(PLAIN_TIMES + PLAIN_COUNTS), st.sampled_from(sorted(MARKS.values())))
def test_marks_change_no_value(phrase: str, mark: str) -> None:
    plain = CARRIER_TIME.format(phrase)
    assert values(between_letters(plain, mark)) == values(plain)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(TIMES), st.sampled_from(["و", "ب", "ل"]))
def test_a_leading_clitic_changes_no_time(row: tuple[str, str], clitic: str) -> None:
    value, phrase = row
    if clitic + phrase == "لامس":
        return  # «لامس الدولار»: it touched
    if "[" in phrase or (phrase.startswith(("ال", "كل", "هذ", "بعد", "قبل")) and clitic != "و"):
        return
    found = kg.times(f"قال الوزير {clitic}{phrase} في العاصمة.", DAY)
    wanted = kg.times(f"قال الوزير {phrase} في العاصمة.", DAY)
    assert [t.value for t in wanted] != [value] or [t.value for t in found] == [value]


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(COUNTS), st.sampled_from(["و", "ب", "ل"]))
def test_a_leading_clitic_changes_no_count(row: tuple[str, str, str, str], clitic: str) -> None:
    *_, phrase = row
    if "[" in phrase or phrase.startswith("ا") or read_number(list(tokenize(phrase)), 0) is None:
        return
    if f"{clitic}{phrase}".startswith("لست "):
        return  # also "I am not"
    wanted = kg.quantities(f"سجلت الجهات {phrase} في البلاد.")
    found = kg.quantities(f"سجلت الجهات {clitic}{phrase} في البلاد.")
    assert [(q.low, q.high, q.unit) for q in found] == [(q.low, q.high, q.unit) for q in wanted]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PLAIN_TIMES), st.sampled_from(PLAIN_TIMES))
def test_two_texts_find_the_union(one: str, other: str) -> None:
    first, second = (CARRIER_TIME.format(p) + "\n" for p in (one, other))
    if any(t.type == "TIME" for t in kg.times(second, DAY)):
        return  # an hour is of the day that the story last named
    joined = [t.value for t in kg.times(first + second, DAY)]
    assert joined == [t.value for t in kg.times(first, DAY)] + [t.value for t in kg.times(second, DAY)]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PLAIN_COUNTS), st.sampled_from(PLAIN_COUNTS))
def test_two_texts_count_the_union(one: str, other: str) -> None:
    first, second = (CARRIER_COUNT.format(p) + "\n" for p in (one, other))
    joined = [(q.low, q.high) for q in kg.quantities(first + second)]
    assert joined == [(q.low, q.high) for t in (first, second) for q in kg.quantities(t)]


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-W03", "2024-01-15", "2024-01-21"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("18XX", "1800-01-01", "1899-12-31"),
        ("2022-22", "2022-06-01", "2022-08-31"),
        ("2024-33", "2024-01-01", "2024-03-31"),
        ("2023-41", "2023-07-01", "2023-12-31"),
        ("2014/2017", "2014-01-01", "2017-12-31"),
        ("2024-01-25T22:29+03:00", "2024-01-25", "2024-01-25"),
    ],
)
def test_bounds(value: str, first: str, last: str) -> None:
    limits = bounds(value)
    assert (str(limits.earliest_begin), str(limits.latest_end)) == (first, last)


def test_open_bounds() -> None:
    assert bounds("2023-08/..").latest_end is None
    assert bounds("../2026-12").earliest_begin is None
    with pytest.raises(ValueError, match="not an EDTF value"):
        bounds("P3M")
