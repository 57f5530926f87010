"""Times and quantities: tables of what phrases mean, what means nothing, and what always holds."""

from __future__ import annotations

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
TIMES = [
    (row["value"], phrase)
    for row in read_table(DATA / "times.tsv", ("value", "phrases"))
    for phrase in row.words("phrases")
]
SILENT = [row["sentence"] for row in read_table(DATA / "not_times.tsv", ("sentence",))]
COUNTS = [
    (row["low"], row["high"], row["unit"], row["sentence"])
    for row in read_table(DATA / "quantities.tsv", ("low", "high", "unit", "sentence"))
]


@pytest.mark.parametrize(("value", "phrase"), TIMES, ids=[p for _, p in TIMES])
def test_value(value: str, phrase: str) -> None:
    text = f"عقد الاجتماع في {phrase} في العاصمة."
    found = kg.times(text, DAY)
    assert [(t.value, text[t.start : t.end]) for t in found] == [(value, phrase)]


@pytest.mark.parametrize("sentence", SILENT)
def test_silence(sentence: str) -> None:
    assert kg.times(sentence, DAY) == ()


@pytest.mark.parametrize(("low", "high", "unit", "sentence"), COUNTS, ids=[s for *_, s in COUNTS])
def test_quantity(low: str, high: str, unit: str, sentence: str) -> None:
    found = kg.quantities(sentence)
    expected = (float(low) if low else None, float(high) if high else None, unit)
    assert [(q.low, q.high, q.unit) for q in found] == [expected]


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
