"""Reading: what is story, what is furniture, and what the page says of itself."""

from __future__ import annotations

import json

import pytest

import kg
from kg.errors import ReadingError

BODY = (
    "أعلنت وزارة الصحة اليوم افتتاح مستشفى جديد في المدينة بعد عامين من العمل على بنائه وتجهيزه بالكامل.\n\n"
    "وقال الوزير إن المستشفى سيستقبل المرضى ابتداء من الأسبوع المقبل، وإن الخدمة فيه مجانية."
)
TITLE = "افتتاح مستشفى جديد في المدينة"

# page, headline, published, publisher
LAYOUTS = {
    "plain": (f"{TITLE}\n\n{BODY}", TITLE, None, None),
    "date under the headline": (f"{TITLE}\n\n25 يناير 2024\n\n{BODY}", TITLE, "2024-01-25", None),
    "date above the headline": (f"الخميس 25 يناير 2024\n\n{TITLE}\n\n{BODY}", TITLE, "2024-01-25", None),
    "numeric date and time": (f"{TITLE}\n25/01/2024 14:30\n{BODY}", TITLE, "2024-01-25T14:30:00", None),
    "labelled": (f"{TITLE}\n\nتاريخ النشر: 25 يناير 2024 - 09:05 ص\n\n{BODY}", TITLE, "2024-01-25T09:05:00", None),
    "zone": (f"{TITLE}\n\n25 يناير 2024 - 10:29 م بتوقيت مكة\n\n{BODY}", TITLE, "2024-01-25T22:29:00+03:00", None),
    "Levantine month": (f"{TITLE}\n\nنشر في: 25 كانون الثاني 2024\n\n{BODY}", TITLE, "2024-01-25", None),
    "Tunisian month": (f"{TITLE}\n\n25 جانفي 2024\n\n{BODY}", TITLE, "2024-01-25", None),
    "section and doubled headline": (
        f"محليات\n\n{TITLE}\n\n25 يناير 2024\n\n{TITLE}\n\n{BODY}",
        TITLE,
        "2024-01-25",
        None,
    ),
    "publisher and via": (f"{TITLE}\n\nالمدى/رويترز\n\n{BODY}", TITLE, None, "المدى"),
    "source line": (f"{TITLE}\n\nالمصدر: وكالة الأنباء\n\n{BODY}", TITLE, None, "وكالة الأنباء"),
    "read also": (f"{TITLE}\n\n{BODY}\n\nاقرأ أيضا\n\nخبر آخر لا صلة له\n\nخبر ثالث", TITLE, None, None),
    "buttons": (f"الرئيسية\n{TITLE}\nشارك\n{BODY}\nطباعة", TITLE, None, None),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_layouts(name: str) -> None:
    page, title, published, publisher = LAYOUTS[name]
    document = kg.read_text(page)
    story = [page[r.start : r.end] for r in document.regions if r.kind == "body"]
    assert document.title == title
    assert (document.published, document.publisher) == (published, publisher)
    assert "".join("\n\n".join(story).split()) == "".join(BODY.split())
    assert sum(page[r.start : r.end] == title for r in document.regions) == 1


def test_the_given_article() -> None:
    document = kg.read("examples/coalition-timetable.txt")
    assert document.title == "«جدول زمني» لانسحاب التحالف"
    assert document.published == "2024-01-25T22:29:00+03:00"
    assert document.modified == "2025-12-19T08:28:00+03:00"
    assert (document.publisher, document.via) == ("عدن تايم", "سكاي نيوز")
    headline, *body = document.regions
    assert document.text[headline.start : headline.end] == document.title
    story = "".join(document.text[r.start : r.end] for r in body)
    assert story.startswith("اتفاق أمريكي") and story.endswith("العراق والمنطقة».")
    assert document.title not in story and "عرب وعالم" not in story and "آخر تحديث" not in story


def test_one_paragraph_is_all_story() -> None:
    text = "أعلنت الوزارة أمس موعد الانتخابات."
    document = kg.read_text(text)
    assert [text[r.start : r.end] for r in document.regions] == [text]
    assert document.published is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_encodings(tmp_path, encoding: str) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(f"{TITLE}\n\n{BODY}".encode(encoding))
    document = kg.read(path)
    assert document.text.lstrip("\ufeff") == f"{TITLE}\n\n{BODY}"
    assert document.title == TITLE


def test_newlines_are_kept(tmp_path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(f"{TITLE}\r\n\r\n{BODY}".encode())
    document = kg.read(path)
    assert "\r\n" in document.text
    assert document.text[document.regions[0].start : document.regions[0].end] == TITLE


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\t\n", "is empty"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        ("a.txt", b"\xff\xfd\xfc\x81 latin \xe9\xe8", "neither UTF-8"),
        ("a.json", b'{"text": ', "a.json:1:10: not JSON"),
        ("a.json", b"[1, 2]", "JSON object"),
        ("a.json", b'{"title": "x"}', "no text"),
        ("a.json", b'{"text": "x", "published": "soon"}', "no ISO 8601 date"),
        ("a.jsonl", b'{"text": "x"}\n{oops\n', "a.jsonl:2: not JSON"),
        ("a.html", b"<html><body></body></html>", "no article found"),
    ],
)
def test_bad_input_is_one_line(tmp_path, name: str, data: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReadingError) as caught:
        list(kg.read_many([path]))
    assert message in str(caught.value) and "\n" not in str(caught.value)


def test_missing_file() -> None:
    with pytest.raises(ReadingError, match="no such file"):
        kg.read("nowhere.txt")


def test_json_shapes(tmp_path) -> None:
    own = tmp_path / "own.json"
    text = f"{TITLE}\n\n{BODY}"
    gold = {"id": "a1", "text": text, "title": TITLE, "published": "2024-01-25", "events": [{"id": "v1"}]}
    own.write_text(json.dumps(gold), encoding="utf-8")
    document = kg.read(own)
    assert (document.id, document.text, document.published) == ("a1", text, "2024-01-25")
    schema = tmp_path / "schema.json"
    article = {
        "@type": "NewsArticle", "headline": TITLE, "articleBody": BODY, "datePublished": "2024-01-25T10:00:00+03:00",
        "publisher": {"name": "الصحيفة"}, "author": [{"name": "كاتب"}],
    }  # fmt: skip
    schema.write_text(json.dumps(article), encoding="utf-8")
    document = kg.read(schema)
    assert (document.title, document.publisher, document.author) == (TITLE, "الصحيفة", "كاتب")
    assert document.text == f"{TITLE}\n\n{BODY}"


HTML = """<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>{title} | موقع</title>{meta}</head>
<body><nav><a href="/">الرئيسية</a><a href="/s">رياضة</a></nav><article><h1>{title}</h1>{time}
<p>{one}</p><p>{two}</p></article><footer>جميع الحقوق محفوظة 2019</footer></body></html>"""


@pytest.mark.parametrize(
    ("meta", "time", "published"),
    [
        ('<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-01-25T10:00:00+03:00"}</script>',
         "", "2024-01-25T10:00:00+03:00"),
        ('<meta property="article:published_time" content="2024-01-25T10:00:00+0300">', "", "2024-01-25T10:00:00+03:00"),
        ("", '<time datetime="2024-01-25">أمس</time>', "2024-01-25"),
        ("", "<time>25 يناير 2024</time>", "2024-01-25"),
        ("", "", None),
    ],
)  # fmt: skip
def test_html(tmp_path, meta: str, time: str, published: str | None) -> None:
    one, two = BODY.split("\n\n")
    path = tmp_path / "page.html"
    page = HTML.replace("{title}", TITLE).replace("{meta}", meta).replace("{time}", time)
    path.write_text(page.replace("{one}", one).replace("{two}", two), encoding="utf-8")
    document = kg.read(path)
    assert document.published == published
    assert document.title == TITLE and one in document.text and two in document.text
    assert "جميع الحقوق" not in document.text


def test_overrides() -> None:
    document = kg.read_text(BODY, published="2020-05-01", publisher="صحيفة", title="عنوان")
    assert (document.published, document.publisher, document.title) == ("2020-05-01", "صحيفة", "عنوان")


def test_long_text(tmp_path) -> None:
    path = tmp_path / "large.txt"
    path.write_text((BODY + "\n\n") * 55_000, encoding="utf-8")
    assert path.stat().st_size > 18_000_000
    with pytest.raises(kg.ReadingError, match=r"large.txt: [\d,]+ characters are no article; the limit is"):
        kg.read(path)
    path.write_text((BODY + "\n\n") * 3_000, encoding="utf-8")
    assert len(kg.read(path).text) > 300_000


@pytest.mark.parametrize("written", ["2016-05-02", "02/05/2016", "2 مايو 2016"])
def test_dates_of_json_as_papers_write_them(tmp_path, written: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"text": BODY, "published": written}, ensure_ascii=False), encoding="utf-8")
    assert kg.read(path).published == "2016-05-02"
