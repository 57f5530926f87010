"""Context settles what a word alone does not: whether «السلام» is a city, «الهلال» a club, «الحياة» a paper."""

from __future__ import annotations

from functools import cache

from kg.arabic.normalize import fold
from kg.arabic.tables import read_table
from kg.extract.entities.candidates import Candidate, Found
from kg.extract.entities.outlets import talk_words
from kg.extract.entities.words import Line, given, is_adjective, is_verb, nationality, plain, unknown

_PLACE_BEFORE = frozenset(
    (
        "عاصمه",
        "دوله",
        "جمهوريه",
        "شمالي",
        "جنوبي",
        "شرقي",
        "غربي",
        "وسط",
        "في",
        "الي",
        "من",
        "قرب",
        "شمال",
        "جنوب",
        "شرق",
        "غرب",
        "باتجاه",
        "نحو",
        "عبر",
        "داخل",
        "خارج",
        "مدينه",
        "بلده",
        "قريه",
    )
)


_REPORTERS = frozenset(("مراسل", "مراسله", "مراسلنا", "وكاله", "صحيفه"))  # «وأفاد مراسل (وات)»


# Before a house; and nouns of those who work there.
_WHERE = frozenset(("في", "داخل", "امام", "خارج", "قرب", "قباله", "محيط", "باحه", "حديقه"))
_STAFF = frozenset(
    ("مسؤول", "مسوول", "مسؤولون", "مسوولون", "مسؤولين", "مسوولين", "مصدر", "مصادر", "موظفين", "دوائر", "اداره", "قياده")
)


@cache
def _body_openers() -> frozenset[str]:
    return frozenset(fold(row["word"]) for row in read_table("body_openers.tsv", ("word",)))


def settle(line: Line, listed: Found) -> None:
    """Mark the known names of a line that their context speaks for as no longer weak."""
    for options in listed.values():
        for candidate in options:
            if candidate.weak and _speaks(line, candidate):
                candidate.weak = False
            if candidate.seat and _inside(line, candidate):
                candidate.type = "Place"


def _inside(line: Line, seat: Candidate) -> bool:
    """Whether a house is where something happens: «اجتماع في الكرملين»; in «مسؤول في الكرملين» it is the body."""
    at = seat.first - 1
    if line[seat.first].proclitics.endswith("ب"):
        return True
    if at < 1 or line[seat.first].joined or line[at].key not in _WHERE:
        return False
    before = line[at - 1]
    return line[at].key != "في" or not (before.form.titles or before.bare in talk_words() | _STAFF)


def _stands_alone(line: Line, name: Candidate) -> bool:
    """Whether a given name stands by itself where a person would: «قال عصام إنه»."""
    first = line[name.first]
    before = line[name.first - 1] if name.first else None
    after = line[name.last] if name.last < len(line) else None
    opens = before is None or not before.is_word or bool(before.cls) or first.joined or is_verb(before)
    ends = after is None or after.kind == "mark" or bool(after.cls) or after.joined or is_verb(after)
    goes_on = after is not None and not after.cls and (given(after) is not None or unknown(after))
    return opens and ends and not goes_on


@cache
def _body_verbs() -> frozenset[str]:
    return frozenset(fold(row["word"]) for row in read_table("body_verbs.tsv", ("word",)))


def _heads_a_clause(line: Line, body: Candidate) -> bool:
    """Whether the field of a ministry opens a clause of which it is the subject: «الصحة تنفي تسجيل إصابات»."""
    first, at = line[body.first], body.first - 1
    if not first.definite or first.proclitics not in ("", "و") or body.last >= len(line):
        return False
    verb = line[body.last]
    acts = verb.key in _body_verbs() or (verb.form.says and verb.key.endswith("ت"))
    opens = at < 0 or line[at].kind == "mark" or first.joined
    return opens and acts and not verb.joined


def field_alone(body: Candidate) -> bool:
    """Whether a name is the field of a ministry, no nationality behind it: «التعليم العالي»."""
    return body.pattern.startswith("Ministry of ") and body.last - body.first == len(body.key.split())


def _speaks(line: Line, candidate: Candidate) -> bool:
    first = line[candidate.first]
    before = line[candidate.first - 1] if candidate.first else None
    after = line[candidate.last] if candidate.last < len(line) else None
    if candidate.last - candidate.first > 1 and not field_alone(candidate):
        return True
    if before is not None and after is not None and line.quotes.get(before.index) == after.index:
        # «اطلعت "الوطن" على البيان»; «ودعا "الغامدي" إلى»
        return candidate.type in ("Organization", "Product") or candidate.rule == "short"
    if before is not None and after is not None and (before.norm, after.norm) == ("(", ")"):
        told = before.index > 0 and (line[before.index - 1].norm == "ل" or line[before.index - 1].bare in _REPORTERS)
        return candidate.type == "Organization" and (first.definite or told)  # «وأضاف لـ(المدى)», «لـ(وات)»
    word = before.key if before is not None else ""
    says = before is not None and before.form.says
    if candidate.type == "Person":
        if candidate.rule == "first":
            return _stands_alone(line, candidate)
        if candidate.rule == "short" and (
            before is None or not before.is_word or before.cls or first.joined or is_verb(before)
        ):
            return True  # the article has given the name in full, and no noun stands before it
        if candidate.rule == "short" and before is not None and not before.definite and not first.joined:
            heads = word in _body_openers() or any(n.type == "Organization" for n in before.form.nouns)
            return heads or says or (after is not None and after.form.says)  # «قوات هادي», «حكومة الشاهد»
        return says or (after is not None and after.form.says)
    if candidate.type == "Organization":
        if first.definite and not first.joined and before is None and after is not None and after.norm == ":":
            return True  # «الصحة: 16 قتيلا»
        if candidate.pattern and _heads_a_clause(line, candidate):
            return True
        if first.definite and not first.joined and (word == "باسم" or (before is not None and before.raw == "باسم")):
            return True  # «المتحدث باسم الداخلية»
        if first.definite and not first.joined and word in _body_openers() and not candidate.pattern:
            return not (after is not None and after.definite and not after.joined and is_adjective(after))
        # «ذكرت الجزيرة أن»; «قالت النهضة»
        return first.definite and not first.joined and says and word.endswith("ت")
    if candidate.type == "Group":
        neighbours = [line[i] for i in (candidate.first - 1, candidate.last) if 0 <= i < len(line)]
        return any(nationality(w) or w.bare in ("اهل", "شيعه") for w in neighbours)  # «السنة والشيعة»
    if candidate.type == "Place":
        bare = not (first.joined or first.definite or first.cls or first.enclitic)
        if bare and says and word.endswith("ت") and not is_adjective(first):
            return True  # «قالت سيول إن»
        # a small town that shares its spelling with a word is named only with its noun («مدينة الجديدة»)
        if first.enclitic == "ه" and first.form.text.endswith("ه"):
            return False  # «في حديثه»
        if not first.definite and not first.joined and is_adjective(first):
            return word in _PLACE_BEFORE  # «في مالي»: no adjective stands behind a preposition
        return not plain(first) and (word in _PLACE_BEFORE or first.proclitics.endswith("ب"))
    return False
