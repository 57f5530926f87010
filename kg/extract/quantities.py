"""Counts and measures with what is counted: «2500 عسكري», «مئات العسكريين», «15 في المئة», «3 مليارات دولار»."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from kg.arabic.morphology import function_class, segment
from kg.arabic.names import demonyms
from kg.arabic.normalize import fold
from kg.arabic.numbers import Number, is_number_word, read_number, scale_of
from kg.arabic.predicates import lexicon
from kg.arabic.tables import read_table
from kg.arabic.tokens import Token, sentence_spans, tokenize
from kg.extract.counted import (
    duals,
    is_counted,
    is_dual,
    is_happening,
    is_listed,
    is_ordinal,
    is_people,
    is_person_noun,
    months,
    people,
    scale_words,
    told,
    units,
    word_kinds,
)
from kg.model import Quantity, Time


@cache
def _longest_unit() -> int:
    return max(map(len, units()))


def _ending(tokens: Sequence[Token], end: int, *kinds: str) -> str:
    """Return which of the kinds the words before `tokens[end]` are, the longest first; clitics may stand on the first."""
    for length in (4, 3, 2, 1):
        if length > end:
            continue
        first, *rest = (t.key for t in tokens[end - length : end])
        for cut in range(3 if len(first) > 3 else 1):
            if cut and first[cut - 1] not in "وفبل":
                break
            for kind in kinds:
                if kind in word_kinds().get((first[cut:], *rest), ()):
                    return kind
    return ""


def _beginning(tokens: Sequence[Token], at: int, *kinds: str) -> str:
    for length in (3, 2, 1):
        keys = tuple(t.key for t in tokens[at : at + length])
        for kind in kinds:
            if len(keys) == length and kind in word_kinds().get(keys, ()):
                return kind
    return ""


def _whole(value: float | None) -> float | None:
    """Return a whole number without its point, as people write it."""
    return int(value) if value is not None and value == int(value) else value


def find_quantities(
    text: str,
    regions: Sequence[tuple[int, int]] | None = None,
    times: Sequence[Time] = (),
    countries: Mapping[str, int] | None = None,
) -> tuple[Quantity, ...]:
    """Return the quantities of `text` (only inside `regions` where given), in order, apart from `times`.

    `countries` (ISO 3166-1 codes and how often the text names them) tell whose currency a bare «دينار» is.
    """
    found: list[Quantity] = []
    country = _Countries(text, countries or {})
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
                found.append(country.settled(quantity))
    return tuple(
        Quantity(f"q{n}", q.start, q.end, q.text, _whole(q.low), _whole(q.high), q.unit, q.counts)
        for n, q in enumerate(found, 1)
    )


class _Countries:
    """Whose currency a bare noun means in one article: «50 دينارا» where the article speaks of Tunisia is TND."""

    def __init__(self, text: str, countries: Mapping[str, int]) -> None:
        self.text, self.countries = text, countries
        self.key = ""

    def settled(self, quantity: Quantity) -> Quantity:
        noun = fold(quantity.text).rsplit(" ", 1)[-1].removeprefix("ال")
        rivals = _nisbas().get(noun)
        if not rivals:
            return quantity
        self.key = self.key or fold(self.text)
        # an ISO 4217 code begins with its country's
        named = ((u, len(_nations(stem).findall(self.key)) + self.countries.get(u[:2], 0)) for u, stem in rivals)
        unit, count = max(named, key=lambda pair: pair[1])
        return replace(quantity, unit=unit) if count else quantity


@cache
def _nations(stem: str) -> re.Pattern[str]:
    """A country or nationality by its stem at the beginning of a word, clitics aside."""
    return re.compile(rf"\b[وفبلك]?(?:ال|لل)?{stem}")


@cache
def _nisbas() -> dict[str, list[tuple[str, str]]]:
    """For each form of a currency that several countries have: each code with the stem of its nisba."""
    table: dict[str, list[tuple[str, str]]] = {}
    for row in read_table("currencies.tsv", ("unit", "forms", "nisba")):
        for form in row.words("forms") if row["nisba"] else ():
            table.setdefault(fold(form), []).append((row["unit"], fold(row["nisba"]).removesuffix("ي")))
    return {form: rivals for form, rivals in table.items() if len({u for u, _ in rivals}) > 1}


def _quantity(text: str, tokens: list[Token], at: int, taken: list[tuple[int, int]]) -> tuple[Quantity, int] | None:
    if any(s < tokens[at].end and tokens[at].start < e for s, e in taken):
        return None
    if tokens[at].kind == "mark" and (prefixed := _prefixed(text, tokens, at)):
        return prefixed
    behind = _numbered(text, tokens, at, taken) if tokens[at].kind == "word" and at + 1 < len(tokens) else None
    number = read_number(tokens, at) if behind is None else None
    if behind is not None:
        return behind
    if number is None:
        return _dual(text, tokens, at)
    split = _between(tokens, number)
    if split is not None:
        lower, number = split
        unit, end, counts = _counted(tokens, number, taken)
        start = read_number(tokens, at).offset  # type: ignore[union-attr]
        stop = tokens[end - 1].end
        return Quantity("", start, stop, text[start:stop], lower, number.high, unit or "item", counts), end
    if _lookalike(tokens, number) or _part_of_year(tokens, number):
        return None
    low, high = number.low, number.high
    upper = _range(tokens, number, taken)
    if upper is not None:
        low, high, number = _scaled_low(number.low, upper), upper.high, upper
    unit, end, counts = _counted(tokens, number, taken)
    if unit in ("person", "item") and upper is None and (thousands := _thousands(tokens, number, counts)):
        low = high = thousands
        number = replace(number, low=thousands, high=thousands)
    if unit is None:
        unit, end = _shared(tokens, number, taken) or _befallen(tokens, number), number.end
        if unit is None and _alone(tokens, number):
            unit = "item"
        if unit is None and number.kind == "fraction" and segment(tokens[number.end - 1].norm).enclitic:
            unit = "item"  # «ثلاثة أرباعها»
    if (
        unit is None
        and number.kind == "vague"
        and any(t.norm.lstrip("وبل").startswith("ال") for t in tokens[at : number.end])
    ):
        unit = "person"  # «جرح العشرات»
    if unit is None:
        return None
    if number.kind == "fraction":
        if unit not in (None, "percent", "person", "item"):
            low, high = low and low / 100, high and high / 100  # «نصف ريال»
            return _made(text, tokens, at, low, high, unit, end, counts)
        if unit == "percent":
            low, high = low and low / 100, high and high / 100  # «نصف في المئة»
        unit = "percent"
    elif upper is None and number.kind == "exact":
        low, high = _bounded(tokens, at, number, end)
    if upper is None and (more := _half_after(tokens, number, end)) and low == high == number.value:
        low = high = (number.value or 0) + more
        end += 1
    return _made(text, tokens, at, low, high, unit, end, counts)


def _made(
    text: str,
    tokens: list[Token],
    at: int,
    low: float | None,
    high: float | None,
    unit: str,
    end: int,
    counts: str | None,
) -> tuple[Quantity, int]:
    number = read_number(tokens, at)
    start, stop = number.offset if number else tokens[at].start, tokens[end - 1].end
    if number is not None and end > number.end and _bracketed(tokens, number):
        start = tokens[at - 1].start
    return Quantity("", start, stop, text[start:stop], low, high, unit, counts), end


def _bracketed(tokens: list[Token], number: Number) -> bool:
    """«(431) شخصا»: the number stands in brackets of its own."""
    opened = tokens[number.start - 1].text if number.start else ""
    closing = {"(": ")", "«": "»"}.get(opened)
    return closing is not None and any(t.text == closing for t in tokens[number.start : number.end + 1])


def _thousands(tokens: list[Token], number: Number, noun: str | None) -> float | None:
    """«33.288 زجاجة»: what is counted one by one has no thousandths, the point is that of thousands."""
    digits = tokens[number.start].norm
    if number.end != number.start + 1 or not re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", digits):
        return None
    return None if noun is None or told(fold(noun), "measured") else float(digits.replace(".", ""))


def _part_of_year(tokens: list[Token], number: Number) -> bool:
    """«الربع الأخير», «النصف الأول» of a year, a match or a hall are no shares of it."""
    if number.kind != "fraction" or number.end >= len(tokens):
        return False
    after = tokens[number.end].key
    return tokens[number.end - 1].key.lstrip("وبل").startswith("ال") and (is_ordinal(after) or told(after, "no_share"))


def _half_after(tokens: list[Token], number: Number, end: int) -> float:
    """«مليون ريال ونصف»: the half of the million stands behind the noun."""
    scale = scale_of(tokens[number.end - 1])
    if scale is None or end >= len(tokens) or end == number.end or tokens[end].key != "ونصف":
        return 0.0
    return 0.5 * next(s for s in (1e12, 1e9, 1e6, 1e3) if s <= scale)


def _prefixed(text: str, tokens: list[Token], at: int) -> tuple[Quantity, int] | None:
    """A sign written before its number: «$100», «%15»."""
    unit = units().get((tokens[at].text,))
    if (
        unit is None
        or at + 1 >= len(tokens)
        or tokens[at + 1].kind != "number"
        or tokens[at].end != tokens[at + 1].start
    ):
        return None
    if at and tokens[at - 1].kind == "number" and tokens[at - 1].end == tokens[at].start:
        return None
    number = read_number(tokens, at + 1)
    if number is None:
        return None
    low, high = _bounded(tokens, at, number, number.end)
    start, stop = tokens[at].start, tokens[number.end - 1].end
    return Quantity("", start, stop, text[start:stop], low, high, unit, None), number.end


def _scaled_low(low: float | None, upper: Number) -> float | None:
    """«بين 100 و200 ألف»: the thousands are of both."""
    for scale in (1e9, 1e6, 1e3):
        if low and upper.value and low < scale <= upper.value and upper.value / scale > low:
            return low * scale
    return low


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
    low = _scaled_low(lower.value, upper)
    return (low, upper) if low and low < upper.value else None


_TENS = range(10, 100, 10)
_ONE = {"واحد", "واحده", "واحدا"}


def _numbered(text: str, tokens: list[Token], at: int, taken: list[tuple[int, int]]) -> tuple[Quantity, int] | None:
    """A noun with its number behind it: «شرطي واحد», «المصابين الثلاثة», «الدول الخمس»."""
    token = tokens[at]
    if token.kind != "word" or at + 1 >= len(tokens) or tokens[at + 1].kind != "word":
        return None
    after = tokens[at + 1]
    if after.key not in _ONE and not (is_number_word(after) and after.key.startswith(("اثن", "ال"))):
        return None
    if any(s < after.end and token.start < e for s, e in taken):
        return None
    word = segment(token.norm)
    kinds = word_kinds().get((word.key,), set()) | word_kinds().get((word.key.removesuffix("ا"),), set())
    if function_class(word.stem) or word.enclitic or kinds & {"no_count", "time"}:
        return None
    if word.key.endswith("ي") and not word.definite and not is_listed(word.key) and word.key not in demonyms():
        return None  # «موسم رياضي واحد»: the adjective of a noun
    value: float | None = None
    two = read_number(tokens, at + 1) if after.key.removeprefix("ال").startswith(("اثن", "اثنت")) else None
    if two is not None and two.value == 2 and two.end == at + 2 and word.key.endswith(("ين", "ان", "تا", "ا")):
        value = 2.0  # «إرهابيين اثنين»
    elif after.key in _ONE and not word.definite and (word.key in duals() or word.key not in lexicon().verb_keys):
        value = 1.0 if after.key.rstrip("ا").endswith("ه") == word.key.endswith("ه") else None
    elif word.definite and after.key.startswith("ال"):
        number = read_number(tokens, at + 1)
        plural = word.key.endswith(("ين", "ون", "ات")) or not word.key.endswith("ه")
        single = number is not None and number.end == at + 2 and number.value is not None and 3 <= number.value <= 10
        value = number.value if single and plural and number is not None else None
    if value is None:
        return None
    start, end = token.offset(word.start), after.end
    unit = "person" if is_person_noun(word.key) or (value == 2 and is_person_noun(word.key[:-2])) else "item"
    return Quantity("", start, end, text[start:end], value, value, unit, word.stem), at + 2


def _lookalike(tokens: list[Token], number: Number) -> bool:
    """Scores, models, resolution and phone numbers, ages: «3-1», «إف-16», «القرار 2216», «(33 عاما)»."""
    before = tokens[number.start - 1] if number.start else None
    after = tokens[number.end] if number.end < len(tokens) else None
    first = tokens[number.start]
    glued = before is not None and before.end == first.start
    if first.kind == "number":
        if number.value == 0 and after is not None and after.text in "-–":
            return True
        if (
            before is not None
            and before.text in "-–"
            and number.start > 1
            and tokens[number.start - 2].kind == "number"
        ):
            return True  # «1 - 0»
        if before is not None and ((before.kind == "latin" and glued) or (glued and before.text in "-/:")):
            return True
        if after is not None and after.start == tokens[number.end - 1].end and after.text in "/:":
            return True
        if after is not None and after.kind == "latin" and after.start == tokens[number.end - 1].end:
            return True
        if before is not None and (told(before.key, "label") or told(before.key.lstrip("وبل"), "label")):
            return True
        if before is not None and told(before.key.lstrip("وبل"), "loose_label"):
            noun = after.key if after is not None else ""  # «القانون عدد 36», but «عدد 3700 علبة»
            return not is_counted(noun, int(number.value or 0))
    elif before is not None and number.value in _TENS and is_ordinal(before.key):
        return True  # «الدور السادس عشر»
    elif before is not None and told(before.key, "label") and first.key.startswith("ال"):
        return True  # «مجموعة العشرين»
    return False


def _bounded(tokens: list[Token], at: int, number: Number, end: int) -> tuple[float | None, float | None]:
    """The bounds that the words before or behind set: «أكثر من 20», «20 شخصا على الأقل», «لا يتجاوز 20»."""
    apart = at > 0 and tokens[at - 1].key in ("ال", "وال", "بال", "(")  # «تجاوز الـ100 ألف», «أكثر من (120) شابا»
    skipped = 3 if at > 3 and (tokens[at - 3].text, tokens[at - 1].text) == ("(", ")") else int(apart)  # «(6) ستة»
    side = _ending(tokens, at - skipped, "less", "more")
    for behind in (number.end, end, end + 1, end + 2):
        side = side or _beginning(tokens, behind, "more_after", "less_after")
    if side.startswith("more"):
        return number.low, None
    return (None, number.high) if side.startswith("less") else (number.low, number.high)


def _range(tokens: list[Token], number: Number, taken: list[tuple[int, int]]) -> Number | None:
    """«بين 30 و40», «30-40», «من 30 إلى 40 شخصا»: the second number, where both bound one count."""
    if number.value is None or number.end + 1 >= len(tokens):
        return None
    before = tokens[number.start - 1].key if number.start else ""
    joint = tokens[number.end]
    if number.value == 0:
        return None  # a score: «0 - 1»
    follow = number.end + 1
    between = before.endswith("بين")
    if (joint.text in "-–" and tokens[follow].kind == "number" and tokens[number.start].kind == "number") or (
        joint.key == "الي" and not any(told(t.key, "change") for t in tokens[max(0, number.start - 8) : number.start])
    ):
        pass
    elif between and joint.key.startswith("و"):
        follow = number.end + (joint.key == "و")
    else:
        return None
    upper = read_number(tokens, follow)
    if upper is None or upper.value is None or upper.kind != number.kind:
        return None
    if joint.key == "الي" and _counted(tokens, upper, taken)[0] in (None, "percent"):
        return None  # «من 12 إلى 9 في المئة» are two measures
    return upper if upper.value > (_scaled_low(number.low, upper) or 0) else None


def _counted(tokens: list[Token], number: Number, taken: list[tuple[int, int]]) -> tuple[str | None, int, str | None]:
    """Return the unit, the index after the last counted word, and the counted noun."""
    at = number.end
    if at >= len(tokens):
        return None, at, None
    for length in range(min(_longest_unit(), len(tokens) - at), 0, -1):
        keys = tuple(t.key for t in tokens[at : at + length])
        bare = tuple(k.removeprefix("ال") for k in keys)
        unit = units().get(keys) or units().get(bare)
        if unit:
            return unit, at + length, tokens[at].text
    noun = tokens[at]
    if any(s < noun.end and noun.start < e for s, e in taken):
        return None, at, None
    if noun.text == "(" and at + 2 < len(tokens) and tokens[at + 1].kind == "number" and tokens[at + 2].text == ")":
        again = read_number(tokens, at + 1)
        if again is not None and again.value == number.value and at + 3 < len(tokens):
            return _counted(tokens, replace(number, end=at + 3), taken)  # «ستة عشر (16) شابا»
    if noun.text in ")»" and _bracketed(tokens, number) and at + 1 < len(tokens):
        return _counted(tokens, replace(number, end=at + 1), taken)  # «(431) شخصا»
    if noun.kind != "word":
        return None, at, None
    word = segment(noun.norm)
    if noun.key.endswith("ا") and is_listed(noun.key[:-1]):
        return ("person" if is_person_noun(noun.key) else "item"), at + 1, noun.norm  # «60 فلما», no «فـ لما»
    if _alone(tokens, number) and noun.key != "من" and not noun.key.endswith("ا"):
        return None, at, None
    clitic = [p for p in word.proclitics if p != "ال"]
    large = number.kind == "vague" or (number.value or 0) >= 1000
    if noun.key == "من" and at + 1 < len(tokens):
        following = tokens[at + 1]
        if not (following.key.startswith("ال") and large) and not is_people(segment(following.norm).key):
            return None, at, None
        noun, at = following, at + 1
        word, clitic = segment(noun.norm), []
        if unit := units().get((noun.key.removeprefix("ال"),)):
            return unit, at + 1, noun.text
    closed = function_class(word.stem) and not is_person_noun(word.key)  # «عسكريا» is an adverb too
    if clitic or closed or read_number(tokens, at) is not None or is_ordinal(noun.key):
        return None, at, None
    if word.definite and at == number.end and tokens[at - 1].kind == "number":
        return None, at, None  # «30–37 النادي»
    if is_happening(word.key):
        several = (number.value or 0) > 2 and not tokens[number.start].key.startswith("ال")
        do = several and word.key.endswith(("وا", "ون")) and at == number.end  # «سبعة ملايين يعيشون في المدن»
        return ("person" if do else None), at, None
    if told(word.key, "no_count") or len(word.stem) == 1:
        return None, at, None  # «137 عالميا»؛ «ربع النهائي»؛ «1217هـ»
    if word.key in months() and (number.value or 0) < 32:
        return None, at, None  # «ملعب 4 أوت»
    plural = tokens[number.end - 1].key
    definite = plural.startswith("ال") and plural[2:] in scale_words()
    if number.kind == "vague" and word.definite and definite and at == number.end:
        return None, at, None  # «غادر مئات الآلاف المدينة»
    if told(word.key, "time"):
        return None, at, None
    return "person" if is_people(word.key) else "item", at + 1, word.stem


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


def _befallen(tokens: list[Token], number: Number) -> str | None:
    """People, for a number without a noun right behind what befalls people: «مصرع 18 في غرق مركب»."""
    first = tokens[number.start]
    before = tokens[number.start - 1].key if number.start else ""
    after = tokens[number.end] if number.end < len(tokens) else None
    plain = first.kind == "number" and first.norm.isdigit() and not 1900 <= int(first.norm) <= 2100
    if not plain or not told(before.removeprefix("و"), "befalls"):
        return None
    if after is not None and after.kind == "word":  # «مصرع 7 وإصابة 9 في حوادث»
        alone = function_class(segment(after.norm).stem) or told(after.key.removeprefix("و"), "befalls")
    else:
        alone = after is None or after.text in "،,.؛"
    return "person" if alone else None


def _alone(tokens: list[Token], number: Number) -> bool:
    """«217 مليارا», «50 ألفا»: with this ending the scale has no noun behind it."""
    return number.end > number.start + 1 and tokens[number.end - 1].key in ("الفا", "مليونا", "مليارا")


def _dual(text: str, tokens: list[Token], at: int) -> tuple[Quantity, int] | None:
    """Counting nouns in the dual: «جنديان» are two. A dual needs a singular that is a word."""
    token = tokens[at]
    if token.kind != "word" or len(token.norm) < 4 or not token.norm.endswith(("ان", "ين", "تين", "تان")):
        return None
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if told(token.key, "no_count") or (following is not None and following.kind == "number"):
        return None  # «طالبان»؛ «المرسومين 116 و115»
    word = segment(token.norm)
    whole = is_dual(token.norm)
    stem = token.norm if whole else word.stem
    if (word.enclitic and not whole) or (word.definite and not is_dual(word.stem)):
        return None
    start, end = token.offset(0 if whole else word.start), token.end
    if measure := units().get((fold(stem)[:-2],)):
        if len(stem) < 5 and measure != "t":
            return None  # «كمين»
        return Quantity("", start, end, text[start:end], 2.0, 2.0, measure, stem), at + 1
    if not is_dual(stem) or (word.definite and at and _definite_dual(tokens[at - 1])):
        return None  # «الشعبين الشقيقين»: the second describes the first
    single = fold(stem)[:-3] + "ه" if fold(stem)[-3] == "ت" else fold(stem)[:-2]
    unit = "person" if is_person_noun(single) or fold(stem)[:-2] in people() else "item"
    return Quantity("", start, end, text[start:end], 2.0, 2.0, unit, stem), at + 1


def _definite_dual(token: Token) -> bool:
    return segment(token.norm).definite and token.norm.endswith(("ين", "ان"))
