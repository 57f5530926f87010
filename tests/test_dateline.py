"""Datelines are no story, and nothing else is taken for one."""

from __future__ import annotations

import json

import pytest

import kg

STORY = "قتل تسعة أشخاص في انفجار وسط المدينة، وقال مصدر أمني إن المهاجم فر من المكان."
TITLE = "مقتل تسعة أشخاص في انفجار"

DATELINES = (
    "سبق- الرياض:", "واس - جدة :", "نينوى/ أصوات العراق:", "شفق نيوز/", "بغداد/ المسلة:", "عدن «الأيام» خاص:",
    "رويترز- بنغازي (ليبيا):", "أ.ف.ب - باريس:", "سعد الدعجاني، محمد الزهراني- سبق- جدة:", "المصدر أونلاين - تعز:",
    "عويد التومي- سبق- رفحاء:", "القاهرة ـ وكالات:", "متابعة/ البصرة:", "ريف دمشق-سانا\n",
)  # fmt: skip
STORIES = (
    "بغداد: ", "قال الوزير: ", "وقال مسؤولون: ", "العراق - ", "صحيفة تقول للمسؤول: ", "أحمد: ", "اختتمت أمس -الثلاثاء- ",
    "رئيس الوزراء الدكتور حيدر العبادي: ",
)  # fmt: skip


def _body(opening: str, publisher: str | None = None) -> str:
    document = kg.read_text(f"{TITLE}\n\n{opening}{STORY}", publisher=publisher)
    return " ".join(document.text[r.start : r.end].strip() for r in document.regions if r.kind == "body")


@pytest.mark.parametrize("opening", DATELINES)
def test_a_dateline_is_no_story(opening: str) -> None:
    assert _body(opening + " ") == STORY


@pytest.mark.parametrize("opening", STORIES)
def test_what_only_looks_like_one_is(opening: str) -> None:
    assert _body(opening) == opening + STORY


def test_a_publisher_stands_in_its_own_dateline() -> None:
    document = kg.read_text(
        f'{{"title": "{TITLE}", "publisher": "الغد", "text": "{TITLE}\\n\\nعمان- الغد- {STORY}"}}', name="a.json"
    )
    assert document.text[document.regions[-1].start :].strip() == STORY


@pytest.mark.parametrize(
    "opening",
    (
        "الحسيمة 12-5-2016 - ",
        "طرابلس ١٢ ماي ٢٠١٦ ( وال ) - ",
        "أبوظبي في 12 مايو / وام / ",
        "الكويت - 12 - 5 (كونا) -- ",
        "بغداد 11 أيار/مايو 2016 - ",
    ),
)
def test_the_day_of_publication_stands_in_a_dateline(opening: str) -> None:
    assert _dated_body(opening).strip() == STORY


@pytest.mark.parametrize("opening", ("بغداد 3 نيسان 2003 - ", "السبت 14 ماي 2016 - ", "قتل 12 أيار - "))
def test_another_day_or_no_place_is_story(opening: str) -> None:
    assert _dated_body(opening).strip().startswith(opening.strip())


def _dated_body(opening: str) -> str:
    text = f"{TITLE}\n\n{opening}{STORY}"
    document = kg.read_text(json.dumps({"title": TITLE, "published": "2016-05-12", "text": text}), name="a.json")
    return document.text[document.regions[-1].start : document.regions[-1].end]


def test_a_text_that_is_all_dateline_stays() -> None:
    assert [r.kind for r in kg.read_text("سبق- الرياض:").regions]
