"""Times and quantities: tables of what phrases mean, what means nothing, and what always holds."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.arabic.tables import read_table
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


@pytest.mark.parametrize("sentence", UNCOUNTED)
def test_no_quantity(sentence: str) -> None:
    assert kg.quantities(sentence) == ()


def test_no_date_of_publication_leaves_relative_times_unresolved() -> None:
    assert kg.times("وصل الوفد أمس الخميس.") == ()
    assert [t.value for t in kg.times("وصل الوفد في 3 مايو 2021.")] == ["2021-05-03"]


WORDS = st.sampled_from([p for _, p in TIMES] + ["قال", "الوزير", "في", "من", "و", "،", ".", "31 فبراير", "الساعة 25"])


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=8).map(" ".join), st.dates(date(1800, 1, 1), date(2200, 12, 31)))
def test_spans_give_back_text_and_values_have_bounds(text: str, day: date) -> None:
    for time in kg.times(text, day):
        assert text[time.start : time.end] == time.text
        if time.type in ("DATE", "TIME"):
            limits = bounds(time.value)
            assert limits.earliest_begin is not None and limits.earliest_begin <= limits.latest_end


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_no_input_raises(text: str) -> None:
    for found in (*kg.times(text, DAY), *kg.quantities(text)):
        assert text[found.start : found.end] == found.text


@pytest.mark.parametrize("mark", ["\u064f", "\u0640", "\u200f"])
def test_marks_change_no_value(mark: str) -> None:
    plain = "وصل الوفد في 25 يناير 2024 إلى المدينة."
    marked = plain.replace("ين", f"ي{mark}ن")
    assert [t.value for t in kg.times(marked, DAY)] == [t.value for t in kg.times(plain, DAY)]


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
