"""Who and where: one table of sentences with every mention in them, and what must hold of any mention."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.arabic.morphology import segment
from kg.arabic.names import check_folder, compile_names, gazetteer, gazetteer_with
from kg.arabic.tables import DATA, read_table
from kg.arabic.tokens import sentence_spans, tokenize
from kg.errors import DataError
from kg.extract.engine import RuleExtractor
from kg.extract.entities import find_entities
from kg.extract.times import find_times
from kg.model import Document, Entity

ROWS = [
    (r["sentence"], [tuple(m.rsplit(":", 2)) for m in r.words("mentions")])
    for r in read_table(Path(__file__).parent / "data" / "entities.tsv", ("sentence", "mentions"))
]


def mentions(text: str, names: tuple[Path, ...] = (), publisher: str | None = None) -> tuple[Entity, ...]:
    document = Document("x", text, publisher=publisher)
    return find_entities(document, find_times(text, None, [(0, len(text))]), names)


@pytest.mark.parametrize(("sentence", "expected"), ROWS, ids=[s for s, _ in ROWS])
def test_mentions(sentence: str, expected: list[tuple[str, ...]]) -> None:
    assert [(e.text, e.type, e.country or "-") for e in mentions(sentence)] == expected


# --- what holds of every mention ------------------------------------------------------------------------------------


def check_borders(text: str, found: tuple[Entity, ...]) -> None:
    sentences = list(sentence_spans(text))
    tokens = {token.start for token in tokenize(text)}
    starts: dict[int, int] = {}
    ends = {}
    for token in tokenize(text):
        starts[token.start], ends[token.end] = token.end, token.start
        word = segment(token.norm) if token.kind == "word" else None
        cut = {token.offset(i) for i in range(1, min(5, len(token.norm)))} if word is not None else set()
        for at in cut:
            starts.setdefault(at, token.end)
        if word is not None and word.enclitic:
            ends.setdefault(token.offset(word.end), token.start)
    last = 0
    for entity in found:
        assert entity.text == text[entity.start : entity.end] and entity.text
        assert entity.start >= last, "mentions overlap"
        last = entity.end
        assert entity.start in starts, f"begins inside a word: {entity.text}"
        assert entity.end in ends, f"ends inside a word: {entity.text}"
        assert any(s <= entity.start and entity.end <= e for s, e in sentences), f"two sentences: {entity.text}"
        left = text[entity.start - 1 : entity.start]
        if left.isalpha() and entity.start not in tokens:
            assert left in "وفبلك", f"cut behind {left}: {entity.text}"


TEXTS = [s for s, _ in ROWS]
_PREFIXES = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول")


@pytest.mark.parametrize("prefix", _PREFIXES)
def test_clitics_stay_outside(prefix: str) -> None:
    for name in (
        "بغداد",
        "فرنسا",
        "الأمم المتحدة",
        "وزارة الخارجية العراقية",
        "لبنان",
        "كوريا الجنوبية",
        "برلين",
        "واشنطن",
    ):
        written = prefix + name
        if prefix.endswith("ل") and name.startswith("ال"):
            written = prefix + name[1:]
        found = mentions(f"تحدث أمس {written} عن الأزمة.")
        inside = name[2:] if prefix.endswith("ل") and name.startswith("ال") else name
        assert [e.text for e in found] == [inside], written


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=6), st.sampled_from(["\n", " ", "\n\n", " ¶ ", " « "]))
def test_borders(sentences: list[str], between: str) -> None:
    text = between.join(sentences)
    check_borders(text, mentions(text))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(" ".join(TEXTS).split()), min_size=1, max_size=40))
def test_borders_of_shuffled_words(words: list[str]) -> None:
    text = " ".join(words)
    check_borders(text, mentions(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\n ",
        "The quick brown fox met Барак Обама 北京.",
        '؟؟؟!!! «»«»"" ... ()',
        "ا" * 100_000,
        "«" * 500,
        "وو بب لل كك",
    ],
    ids=["empty", "blank", "other scripts", "marks", "one long word", "quotes", "clitics only"],
)
def test_nothing_to_find(text: str) -> None:
    assert mentions(text) == ()


def test_the_same_text_gives_the_same_mentions() -> None:
    text = " ".join(TEXTS)
    assert mentions(text) == mentions(text)


# --- one entity, many mentions --------------------------------------------------------------------------------------


def test_short_forms_are_one_entity() -> None:
    text = "أعلن التحالف الدولي ضرباته. وقال وزير الخارجية الفرنسي جان إيف لودريان إن التحالف باق. وأضاف لودريان ذلك."
    found = mentions(text)
    assert {e.name for e in found if "التحالف" in e.text} == {"Global Coalition against Daesh"}
    assert {e.name for e in found if "لودريان" in e.text} == {"Jean-Yves Le Drian"}


@pytest.mark.parametrize(
    ("office", "name"),
    [
        ("الرئيس اللبناني السابق", "Former President of Lebanon"),
        ("الرئيس الفرنسي المنتخب", "Elected President of France"),
        ("رئيس الوزراء البريطاني", "Prime Minister of United Kingdom"),
        ("وزير الصحة السوداني المكلف", "Designated Minister of Health of Sudan"),
    ],
)
def test_offices_have_english_names(office: str, name: str) -> None:
    assert [e.name for e in mentions(f"زار {office} المعرض.")] == [name]


def test_spellings_of_one_name_are_one_entity() -> None:
    names = {mentions(f"زار الوفد {place} أمس.")[0].name for place in ("أبوظبي", "أبو ظبي", "ابو ظبي")}
    assert names == {"Abu Dhabi"}


def test_bodies_of_every_state_are_the_articles_own() -> None:
    text = "أعلنت القوات المسلحة في الخرطوم ذلك. وصل السودان وفد."
    assert ("Sudanese Armed Forces", "SD") in {(e.name, e.country) for e in mentions(text)}


def test_a_club_stays_one_but_its_city_is_a_city() -> None:
    found = mentions(
        "برشلونة يتوج بلقب الدوري. فاز برشلونة في المباراة الأخيرة بهدفين وقال المدرب إن برشلونة استحق الفوز بالبطولة."
        " وعاد اللاعبون إلى مدينة برشلونة واستقبلتهم الجماهير في برشلونة بعد صافرة الحكم ونهاية الشوط الثاني في المرمى."
    )
    assert [e.type for e in found if "برشلونة" in e.text] == ["Organization"] * 3 + ["Place"] * 2


def test_clubs_in_articles_about_sport() -> None:
    text = (
        "فاز فريق برشلونة على روما في المباراة. سجل اللاعب الهدف الأول في الشوط الأول. وقال المدرب إن لاعبي الفريق قدموا "
        "مباراة كبيرة في الدوري. ويقع المرمى في ملعب روما. ووصل المهاجم إلى مدينة روما."
    )
    found = {(e.text, e.type, e.name) for e in mentions(text)}
    assert ("روما", "Organization", "AS Roma") in found
    assert ("مدينة روما", "Place", "Rome") in found
    assert [e.type for e in mentions("وصل الرئيس إلى روما.")] == ["Place"]


def test_clubs_that_nobody_lists() -> None:
    text = (
        "مباراة الذهاب في الدوري: كرة القدم، الجولة الأولى، اللاعب والمدرب. فاز شباب باتنة على شبيبة جيجل. "
        "النجم الساحلي - فيروفييرو الموزمبيقي"
    )
    found = {(e.text, e.type, e.country) for e in mentions(text)}
    assert ("شباب باتنة", "Organization", "DZ") in found and ("شبيبة جيجل", "Organization", "DZ") in found
    assert ("فيروفييرو الموزمبيقي", "Organization", "MZ") in found


def test_a_quoted_title_is_known_again() -> None:
    text = 'عرضت الفرقة مسرحية "غرباء الأمس" في تونس. وحضر الجمهور "غرباء الأمس" مساء.'
    assert [e.text for e in mentions(text) if e.type == "Product"] == ['مسرحية "غرباء الأمس"', "غرباء الأمس"]


# --- names --------------------------------------------------------------------------------------------------------


def test_names_tables() -> None:
    check_folder()
    assert sum(1 for n in gazetteer()._rows if any(r.type == "Organization" for r in gazetteer().get(n))) > 1500


def test_compiled_names_are_fresh() -> None:
    assert (DATA / "names.tsv.gz").read_bytes() == compile_names(), "run `make names`"


HEADER = "name\ttype\tenglish\tcountry\tvariants\n"


def test_names_of_a_user(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text(
        HEADER + "شركة زرقاء\tOrganization\tZarqaa Ltd\tOM\tزرقاء العمانية\nبغداد\tProduct\tBaghdad (film)\t\t\n"
    )
    found = mentions("أعلنت شركة زرقاء ذلك، وقالت زرقاء العمانية إن بغداد ناجح.", (path,))
    assert [(e.name, e.type, e.country) for e in found] == [
        ("Zarqaa Ltd", "Organization", "OM"),
        ("Zarqaa Ltd", "Organization", "OM"),
        ("Baghdad (film)", "Product", None),
    ]
    assert [e.type for e in mentions("وصل إلى بغداد.")] == ["Place"], "the built-in names stay as they are"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("name\ttype\tenglish\tcountry\nبغداد\tPlace\tBaghdad\tIQ\n", "mine.tsv:1: the header must be"),
        (HEADER + "بغداد\tCity\tBaghdad\tIQ\n", "mine.tsv:2: unknown type 'City'"),
        (HEADER + "بغداد\tPlace\tBaghdad\tIraq\n", "mine.tsv:2: country must be"),
        (HEADER + "بغداد\tPlace\n", "mine.tsv:2: name and english"),
        (
            HEADER + "بغداد\tPlace\tBaghdad\tIQ\n# again\nبغداد\tPlace\tBagdad\tIQ\n",
            "mine.tsv:4: بغداد is already given in line 2",
        ),
        (
            HEADER + "أربيل\tPlace\tErbil\tIQ\t\nهولير\tPlace\tErbil\tIQ\tاربيل\n",
            "mine.tsv:3: هولير is already given in line 2",
        ),
        (HEADER + "بغداد\tPlace\tBaghdad\tIQ\t\tx\ty\n", "mine.tsv:2: 7 cells"),
        ("", "mine.tsv: no header"),
    ],
    ids=["column", "type", "country", "empty", "duplicate", "variant twice", "cells", "no header"],
)
def test_faults_in_a_names_file(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError) as fault:
        gazetteer_with((path,))
    assert said in str(fault.value)


def test_names_file_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    with pytest.raises(DataError, match="cannot be read"):
        gazetteer_with((path,))
    path.write_bytes("بغداد".encode("cp1256"))
    with pytest.raises(DataError, match="not UTF-8"):
        gazetteer_with((path,))


def test_library_argument(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text(HEADER + "شركة زرقاء\tOrganization\tZarqaa Ltd\tOM\t\n")
    found = RuleExtractor(names=(path,)).annotate(Document("x", "أعلنت شركة زرقاء نتائجها."))
    assert [e.name for e in found.entities] == ["Zarqaa Ltd"]


@pytest.mark.parametrize(
    "text",
    [
        "قال المستشار الأول",
        "التقى رئيس الديوان الملكي",
        "زار الوزير الجديد",
        "استقبل الأمير الشيخ",
        "افتتح المدير العام الدكتور",
    ],
)
def test_texts_that_end_inside_a_name_are_read(text: str) -> None:
    words = text.split()
    for end in range(1, len(words) + 1):
        for annotation in kg.extract(kg.read_text(" ".join(words[:end]))):
            assert annotation.text
