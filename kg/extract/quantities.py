"""Counts and measures with what is counted: «2500 عسكري», «مئات العسكريين», «15 في المئة», «3 مليارات دولار»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kg.arabic.morphology import function_class, segment
from kg.arabic.normalize import fold
from kg.arabic.numbers import Number, read_number
from kg.arabic.tables import read_table
from kg.arabic.tokens import Token, sentence_spans, tokenize
from kg.model import Quantity, Time

_CUE = re.compile(r"[0-9٠-٩۰-۹%٪]|[\u0621-\u064a]")
_MORE = {"اكثر", "ازيد", "يفوق", "تفوق", "فوق", "تجاوز", "يتجاوز", "تتجاوز", "نيف"}
_LESS = {"اقل", "دون"}
_ABOUT = {"نحو", "حوالي", "قرابه", "زهاء", "تقريبا", "قدرها", "بقيمه"}
_LABELS = {"رقم", "ماده", "الماده", "القرار", "قرار", "الفصل", "البند", "المرسوم", "قناه", "صفحه", "عدد", "الدوره", "القانون",
           "هاتف", "الفقره", "الطبعه", "النسخه"}  # fmt: skip


@cache
def _units() -> dict[tuple[str, ...], str]:
    return {tuple(fold(r["word"]).split()): r["unit"] for r in read_table("units.tsv", ("word", "unit"))}


@cache
def _longest_unit() -> int:
    return max(map(len, _units()))


@cache
def _people() -> frozenset[str]:
    return frozenset(fold(r["word"]) for r in read_table("people.tsv", ("word",)))


def is_person_noun(key: str) -> bool:
    """Whether a folded noun (with or without ال) counts people."""
    key = key.removeprefix("ال")
    if key in _people() or (key.endswith("ا") and key[:-1] in _people()):
        return True
    # sound plurals of participles and nisbas are people: «المتظاهرين», «السوريون»
    return key.endswith(("ين", "ون")) and len(key) > 5 and (key[0] == "م" or key[-3] == "ي") and key != "ملايين"


def is_counted(key: str) -> bool:
    """Whether a folded noun after a bare number of four digits says that it counts: people, units, common things."""
    return is_person_noun(key) or (key,) in _units() or key in _things() or key.removesuffix("ا") in _duals()


@cache
def _things() -> frozenset[str]:
    return frozenset(fold(r["plural"]) for r in read_table("duals.tsv", ("word", "plural")) if r["plural"] != "sound")


def find_quantities(
    text: str, regions: Sequence[tuple[int, int]] | None = None, times: Sequence[Time] = ()
) -> tuple[Quantity, ...]:
    """Return the quantities of `text` (only inside `regions` where given), in order, apart from `times`."""
    found: list[Quantity] = []
    taken = [(t.start, t.end) for t in times]
    for region in regions or [(0, len(text))]:
        for start, end in sentence_spans(text, *region):
            tokens = list(tokenize(text, start, end))
            at = 0
            while at < len(tokens):
                made = _quantity(text, tokens, at, taken)
                if made is None:
                    at += 1
                    continue
                quantity, at = made
                found.append(quantity)
    return tuple(
        Quantity(f"q{n}", q.start, q.end, q.text, q.low, q.high, q.unit, q.counts) for n, q in enumerate(found, 1)
    )


def _quantity(text: str, tokens: list[Token], at: int, taken: list[tuple[int, int]]) -> tuple[Quantity, int] | None:
    if any(s < tokens[at].end and tokens[at].start < e for s, e in taken):
        return None
    number = read_number(tokens, at)
    if number is None:
        return _numbered(text, tokens, at, taken) or _dual(text, tokens, at)
    split = _between(tokens, number)
    if split is not None:
        lower, number = split
        unit, end, counts = _counted(tokens, number, taken)
        start = read_number(tokens, at).offset  # type: ignore[union-attr]
        stop = tokens[end - 1].end
        return Quantity("", start, stop, text[start:stop], lower, number.high, unit or "item", counts), end
    if _lookalike(tokens, number):
        return None
    low, high = _bounded(tokens, number)
    upper = _range(tokens, number)
    if upper is not None:
        low, high, number = number.low, upper.high, upper
    unit, end, counts = _counted(tokens, number, taken)
    if unit is None:
        unit, end = _shared(tokens, number, taken), number.end
    if unit is None and number.kind == "vague" and tokens[at].key.lstrip("وبل").startswith("ال"):
        unit = "person"  # «جرح العشرات»
    if unit is None:
        return None
    if number.kind == "fraction":
        unit = "percent"
    start = tokens[at].start if tokens[at].kind == "number" else read_number(tokens, at).offset  # type: ignore[union-attr]
    last = tokens[end - 1]
    stop = last.offset(len(last.norm) - len(segment(last.norm).enclitic)) if last.kind == "word" else last.end
    return Quantity("", start, stop, text[start:stop], low, high, unit, counts), end


def _between(tokens: list[Token], number: Number) -> tuple[float, Number] | None:
    """«بين مئة ومئتي ألف»: two numbers in words that read as one sum. Return the lower bound and the upper number."""
    before = tokens[number.start - 1].key if number.start else ""
    if not before.endswith("بين") or number.kind != "exact" or tokens[number.start].kind == "number":
        return None
    joint = next((i for i in range(number.start + 1, number.end) if tokens[i].key.startswith("و")), None)
    if joint is None:
        return None
    lower, upper = read_number(tokens[:joint], number.start), read_number(tokens, joint)
    if lower is None or upper is None or not lower.value or not upper.value:
        return None
    low = lower.value
    for scale in (1e9, 1e6, 1e3):
        if low < scale <= upper.value and upper.value / scale > low:
            low *= scale  # «بين مئة ومئتي ألف»: the thousands are of both
    return (low, upper) if low < upper.value else None


_ONE = {"واحد", "واحده", "واحدا"}
_NO_COUNT = {
    "وقت",
    "ان",
    "صوت",
    "صف",
    "جانب",
    "طرف",
    "مكان",
    "اتجاه",
    "شكل",
    "يوم",
    "كل",
    "اي",
    "سقف",
    "حد",
    "قول",
    "رقم",
    "لا",
}


def _numbered(text: str, tokens: list[Token], at: int, taken: list[tuple[int, int]]) -> tuple[Quantity, int] | None:
    """A noun with its number behind it: «شرطي واحد», «المصابين الثلاثة», «الدول الخمس»."""
    token = tokens[at]
    if token.kind != "word" or at + 1 >= len(tokens) or tokens[at + 1].kind != "word":
        return None
    after = tokens[at + 1]
    if any(s < after.end and token.start < e for s, e in taken):
        return None
    word = segment(token.norm)
    if function_class(word.stem) or word.enclitic or fold(word.stem) in _NO_COUNT | _YEARS:
        return None
    value: float | None = None
    if after.key in _ONE and not word.definite:
        value = 1.0 if after.key.rstrip("ا").endswith("ه") == word.key.endswith("ه") else None
    elif word.definite and after.key.startswith("ال"):
        number = read_number(tokens, at + 1)
        plural = word.key.endswith(("ين", "ون", "ات")) or not word.key.endswith("ه")
        single = number is not None and number.end == at + 2 and number.value is not None and 3 <= number.value <= 10
        value = number.value if single and plural and number is not None else None
    if value is None:
        return None
    start, end = token.offset(word.start), after.end
    unit = "person" if is_person_noun(word.key) else "item"
    return Quantity("", start, end, text[start:end], value, value, unit, word.stem), at + 2


def _lookalike(tokens: list[Token], number: Number) -> bool:
    """Scores, models, resolution and phone numbers, ages: «3-1», «إف-16», «القرار 2216», «(33 عاما)»."""
    before = tokens[number.start - 1] if number.start else None
    after = tokens[number.end] if number.end < len(tokens) else None
    first = tokens[number.start]
    glued = before is not None and before.end == first.start
    if first.kind == "number":
        if before is not None and ((before.kind == "latin" and glued) or (glued and before.text in "-/:")):
            return True
        if after is not None and after.start == tokens[number.end - 1].end and after.text in "/:":
            return True
        if after is not None and after.kind == "latin" and after.start == tokens[number.end - 1].end:
            return True
        if before is not None and before.key in _LABELS:
            return True
    return False


def _bounded(tokens: list[Token], number: Number) -> tuple[float | None, float | None]:
    low, high = number.low, number.high
    if number.kind == "vague":
        return low, high
    back = [
        t.key.lstrip("وب") if t.key[1:] in _MORE | _LESS else t.key
        for t in tokens[max(0, number.start - 3) : number.start]
    ]
    if (back[-1:] == ["من"] and any(k in _MORE or k[1:] in _MORE for k in back[:-1])) or (
        back[-1:] and back[-1] in ("تجاوز", "يتجاوز", "تفوق", "يفوق")
    ):
        return low, None
    if back[-1:] == ["من"] and any(k in _LESS or k[1:] in _LESS for k in back[:-1]):
        return None, high
    if back[-1:] == ["حتي"]:
        return None, high
    if back[-1:] == ["عن"] and any(k in ("يقل", "تقل") for k in back):  # «ما لا يقل عن 20»
        return low, None
    if (
        back[-1:] in (["عن"], ["علي"], ["يتجاوز"])
        and any(k in ("يزيد", "تزيد", "يتجاوز") for k in back)
        and "لا" in back
    ):
        return None, high
    after = [t.key for t in tokens[number.end : number.end + 4]]
    if "الاقل" in after and ("علي" in after):
        return low, None
    if "الاكثر" in after and "علي" in after:
        return None, high
    return low, high


def _range(tokens: list[Token], number: Number) -> Number | None:
    """«بين 30 و40», «30-40»: the second number, where both bound one count."""
    if number.value is None or number.end + 1 >= len(tokens):
        return None
    before = tokens[number.start - 1].key if number.start else ""
    joint = tokens[number.end]
    glued = joint.text in "-–" and tokens[number.end + 1].kind == "number" and tokens[number.start].kind == "number"
    if (before.endswith("بين") and joint.key == "و") or glued:
        upper = read_number(tokens, number.end + 1)
        return upper if upper is not None and upper.value is not None and upper.value > (number.value or 0) else None
    if before.endswith("بين") and joint.key.startswith("و"):
        return read_number(tokens, number.end)
    return None


def _counted(tokens: list[Token], number: Number, taken: list[tuple[int, int]]) -> tuple[str | None, int, str | None]:
    """Return the unit, the index after the last counted word, and the counted noun."""
    at = number.end
    if at >= len(tokens):
        return None, at, None
    for length in range(min(_longest_unit(), len(tokens) - at), 0, -1):
        keys = tuple(t.key for t in tokens[at : at + length])
        bare = tuple(k.removeprefix("ال") for k in keys)
        unit = _units().get(keys) or _units().get(bare)
        if unit:
            return unit, at + length, tokens[at].text
    noun = tokens[at]
    if any(s < noun.end and noun.start < e for s, e in taken):
        return None, at, None
    if noun.text == "(" and at + 1 < len(tokens):
        return None, at, None
    if noun.kind != "word":
        return None, at, None
    word = segment(noun.norm)
    clitic = [p for p in word.proclitics if p != "ال"]
    large = number.kind == "vague" or (number.value or 0) >= 1000
    if noun.key == "من" and large and at + 1 < len(tokens) and tokens[at + 1].key.startswith("ال"):
        noun, at = tokens[at + 1], at + 1
        word, clitic = segment(noun.norm), []
    if clitic or function_class(word.stem) or read_number(tokens, at) is not None:
        return None, at, None
    if _age(tokens, number, word.key):
        return None, at, None
    unit = "person" if is_person_noun(word.key) else "item"
    return unit, at + 1, word.stem


def _shared(tokens: list[Token], number: Number, taken: list[tuple[int, int]]) -> str | None:
    """The unit of a number whose noun is left out: «من 12 إلى 9 في المئة», «153 من أصل 300 مقعد», «118 منهم»."""
    rest = [t.key for t in tokens[number.end : number.end + 2]]
    if rest[:2] == ["من", "اصل"]:
        return "item"
    if rest[:1] == ["منهم"]:
        return "person"
    if rest[:1] == ["الي"] or (rest and rest[0].startswith("و") and number.end < len(tokens)):
        at = number.end + (1 if rest[0] in ("الي", "و") else 0)
        other = read_number(tokens, at) if at < len(tokens) else None
        if other is not None:
            unit = _counted(tokens, other, taken)[0]
            return unit if unit not in ("item", "person") else None
    return None


_YEARS = {"عام", "عاما", "سنه", "سنوات", "اعوام", "شهر", "شهرا", "اشهر", "يوم", "يوما", "ايام", "ساعه", "ساعات", "دقيقه", "دقاءق",
          "دقايق", "اسبوع", "اسبوعا", "اسابيع", "ثانيه", "ثوان", "عقود", "قرون"}  # fmt: skip


def _age(tokens: list[Token], number: Number, key: str) -> bool:
    return key in _YEARS or key in ("يناير", "فبراير")


def _dual(text: str, tokens: list[Token], at: int) -> tuple[Quantity, int] | None:
    """Counting nouns in the dual: «جنديان» are two. A dual needs a singular that is a word."""
    token = tokens[at]
    if token.kind != "word" or len(token.norm) < 5 or not token.norm.endswith(("ان", "ين", "تين", "تان")):
        return None
    word = segment(token.norm)
    stem = word.stem
    if word.enclitic or not _is_dual(stem):
        return None
    start, end = token.offset(word.start), token.end
    unit = "person" if fold(stem[:-2]) in _people() or word.key in _people() else "item"
    return Quantity("", start, end, text[start:end], 2.0, 2.0, unit, stem), at + 1


@cache
def _duals() -> dict[str, str]:
    return {fold(r["word"]): r["plural"] for r in read_table("duals.tsv", ("word", "plural"))}


def _is_dual(stem: str) -> bool:
    """A dual of a listed counting noun («شخصين», «طائرتان»); «مسلمين» may as well be a sound plural and is none."""
    key = fold(stem)
    if key.endswith(("تين", "تان")) and key[:-3] + "ه" in _duals():
        return True
    plural = _duals().get(key[:-2])
    return plural is not None and (key.endswith("ان") or plural != "sound")
