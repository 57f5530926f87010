"""Events: trigger, type, modality and roles of sentences written for the purpose."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.arabic.tables import read_table
from kg.model import Event

COLUMNS = ("sentence", "trigger", "type", "modality", "roles")
ROWS = list(read_table(Path(__file__).parent / "data" / "events.tsv", COLUMNS))


def event_of(sentence: str, trigger: str) -> tuple[Event, dict[str, str]]:
    annotations = kg.extract(kg.read_text(sentence, published="2024-01-25"))
    texts = {a.id: a.text for a in annotations}
    found = [e for e in annotations.events if e.text == trigger]
    assert found, f"{[(e.text, e.type) for e in annotations.events]}"
    return found[0], texts


@pytest.mark.parametrize("row", ROWS, ids=[f"{r['trigger']}-{n}" for n, r in enumerate(ROWS)])
def test_event(row) -> None:
    event, texts = event_of(row["sentence"], row["trigger"])
    assert event.type == row["type"]
    assert event.modality + "!" * event.negated == row["modality"]
    roles = {f"{a.role}={texts[a.ref] if a.ref else a.text}" for a in event.args}
    assert set(row.words("roles")) <= roles


SOURCES = [
    ("قال الوزير أحمد سالم إن القوات انسحبت.", "انسحبت", "الوزير أحمد سالم"),
    ("انسحبت القوات، بحسب وزارة الدفاع.", "انسحبت", "وزارة الدفاع"),
    ("انسحبت القوات، بحسب بيان أصدرته وزارة الدفاع.", "انسحبت", "وزارة الدفاع"),
    ("ارتفعت الأسعار، وفق دراسة نشرتها جامعة القاهرة.", "ارتفعت", "جامعة القاهرة"),
    ("انسحبت القوات، وفق بيان تلقت الصحيفة نسخة منه.", "انسحبت", None),
    ("نقلت وكالة رويترز عن وزير الدفاع أحمد سالم قوله إن القوات انسحبت.", "انسحبت", "وزير الدفاع أحمد سالم"),
    ("وفقا لوكالة رويترز، انسحبت القوات من المدينة.", "انسحبت", "وكالة رويترز"),
    ("قال متحدث باسم الجيش الإسرائيلي إن القوات انسحبت.", "انسحبت", "الجيش الإسرائيلي"),
    ("قال الوزير أحمد سالم إن الوفد وصل. يذكر أن القوات انسحبت في مايو.", "انسحبت", None),
    ("نفى الوزير أحمد سالم ما تردد عن انسحاب القوات.", "انسحاب", "الوزير أحمد سالم"),
    ("دعت وزارة الدفاع إلى الحوار. وأضافت أن القوات انسحبت.", "انسحبت", "وزارة الدفاع"),
    ("قال الوزير أحمد سالم إن حزب الأمة أكد التزامه. وأضاف أن القوات انسحبت.", "انسحبت", "الوزير أحمد سالم"),
    ("أعلنت وزارة الخارجية أن الوفد وصل. وأضافت أن المحادثات بدأت.", "المحادثات", "وزارة الخارجية"),
    ("قال الوزير أحمد سالم: «وصل الوفد إلى المدينة صباحا». وانسحبت القوات.", "انسحبت", None),
    ("انسحبت القوات من المدينة.", "انسحبت", None),
    ("قال مصدر أمني إن القوات انسحبت.", "انسحبت", None),
    ("قال الوزير أحمد سالم إن القوات انسحبت. وأضاف المصدر نفسه أن القصف توقف.", "القصف", "الوزير أحمد سالم"),
    ("انسحبت القوات من المدينة، حسبما أفادت وزارة الدفاع.", "انسحبت", "وزارة الدفاع"),
    ("تناول اللقاء، بحسب وزارة الخارجية، تعزيز التعاون.", "تعزيز", "وزارة الخارجية"),
    ("ندد الوزير أحمد سالم بقصف المستشفى.", "قصف", "الوزير أحمد سالم"),
    ("أكد عمدة لندن صادق خان أن الشرطة انسحبت.", "انسحبت", "عمدة لندن صادق خان"),
    ("أفاد أحد منسقي الاعتصام، منجي معيز، أن القوات انسحبت.", "انسحبت", "منجي معيز"),
]


@pytest.mark.parametrize(("text", "trigger", "source"), SOURCES)
def test_source(text: str, trigger: str, source: str | None) -> None:
    event, texts = event_of(text, trigger)
    assert (texts[event.source] if event.source else None) == source


def test_unnamed_source_is_kept() -> None:
    text = "قال مصدر أمني إن القوات انسحبت."
    event, _ = event_of(text, "انسحبت")
    assert event.unnamed_source is not None and event.unnamed_source.of(text) == "مصدر"


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("وصل الوفد إلى بغداد أمس. وغادر الوفد بغداد اليوم.", False),
        ("وقع انفجار في حلب. ووقع انفجار في حمص.", False),
        ("انسحبت القوات من حلب. وجاء انسحاب القوات من حلب بعد اتفاق.", True),
    ],
)
def test_mentions_of_one_happening(text: str, together: bool) -> None:
    events = kg.extract(kg.read_text(text, published="2024-01-25")).events
    first = events[0]
    same = [e for e in events[1:] if e.type == first.type]
    assert same and all((e.cluster == first.cluster) is together for e in same)


@pytest.mark.parametrize(
    ("text", "trigger", "time"),
    [
        ("اندلعت الحرب قبل نحو أربعة أشهر في المدينة.", "الحرب", "2023-09"),
        ("انهارت الهدنة بعد الحرب الدائرة في المدينة منذ أكثر من عام.", "الحرب", "2023/.."),
        ("اندلعت اشتباكات في المدينة، وفي 20 يناير سيطر الجيش على المطار.", "سيطر", "2024-01-20"),
        ("اندلعت اشتباكات في المدينة، وفي 20 يناير سيطر الجيش على المطار.", "اشتباكات", None),
        ("أجرى الوزير زيارة لم يعلن عنها لبغداد أمس.", "زيارة", "2024-01-24"),
        ("وصل الوفد أمس إلى بغداد.", "وصل", "2024-01-24"),
        ("جد منذ قليل حادث مرور على الطريق السيارة أسفر عن مقتل شخصين.", "حادث", "2024-01-25"),
        ("غادر المهندس المولود في 12 مارس 1960 المدينة.", "غادر", None),
        ("زار الوزير المدينة يوم الاثنين بعد يومين من توقيع الاتفاق.", "توقيع", "2024-01-20"),
        ("اغتيل النائب في 20 يناير 2024. وزار الرئيس العائلة غداة اغتياله.", "زار", "2024-01-21"),
        ("سترتفع الأسعار بحلول عام 2030.", "ترتفع", "../2030"),
        ("أعلنت الوزارة منذ مارس 2023 أن المستشفى سيغلق.", "أعلنت", "2023-03"),
        ("يحتل الجيش المدينة منذ أسبوعين.", "يحتل", "2024-01-11/.."),
        ("فارق الجريح الحياة قبل قليل من وصول سيارة الإسعاف.", "فارق", None),
        ("قال الوزير، في بيان نشرته الصحيفة، أمس، إن الوفد وصل.", "قال", "2024-01-24"),
        ("قال النائب إن المجلس سيناقش قانون المالية لسنة 2023.", "يناقش", None),
        ("تستمر المحادثات منذ أغسطس 2023.", "المحادثات", "2023-08/.."),
        ("تستمر المفاوضات حتى نهاية 2026.", "المفاوضات", "../2026-12"),
        ("اندلعت معارك بين 2014 و2017.", "معارك", "2014/2017"),
        ("أعلنت الوزارة اليوم أن الطرفين اتفقا على هدنة.", "اتفقا", "2024-01-25"),
        ("وصل الوفد إلى بغداد.", "وصل", None),
        ("سيصل الوفد إلى بغداد بعد يومين.", "يصل", "2024-01-27"),
        ("عاد الوفد إلى بغداد بعد يومين.", "عاد", None),
        ("انسحب الجيش بعد شهرين من القتال.", "انسحب", None),
    ],
)
def test_time(text: str, trigger: str, time: str | None) -> None:
    assert event_of(text, trigger)[0].time == time


@pytest.mark.parametrize(
    "text",
    [
        "الفريق الأول: 3-1، الفريق الثاني: 2-2.",
        "يا ليل الصب متى غده أقيام الساعة موعده",
        "عاجل",
        "بلغ عدد المصابين الذين في المستشفى 30 شخصا.",
        "؟!...",
        "أ" * 100_000,
    ],
)
def test_odd_texts_raise_nothing(text: str) -> None:
    for annotation in kg.extract(kg.read_text(text)):
        assert annotation.text
