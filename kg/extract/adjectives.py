"""Adjectives: whether a word has the shape of one, and whether it describes the noun before it."""

from __future__ import annotations

from functools import cache

from kg.arabic.morphology import adjectives
from kg.arabic.normalize import fold
from kg.arabic.predicates import Form, lexicon
from kg.arabic.tables import read_table
from kg.arabic.vocabulary import count
from kg.extract.counted import is_people, is_sound_plural
from kg.extract.entities.titles import heads
from kg.extract.units import NISBA, Unit

_BOTH = 20  # times that the masculine of a nisba is met from which the feminine may be an adjective, too


def is_adjective(unit: Unit) -> bool:
    """Whether the word is a listed adjective in any gender and number, or ends like a nisba."""
    key = unit.key
    if key in nisba_nouns():
        return False
    return bool(_without_ending(key) & adjectives()) or key.endswith(NISBA)


@cache
def nisba_nouns() -> frozenset[str]:
    """Return the folded nouns that look like adjectives: «عملية», «مستشفى»."""
    return frozenset(fold(row["word"]) for row in read_table("nisba_nouns.tsv", ("word",)))


def describes(unit: Unit, previous: Unit | None) -> bool:
    """Whether a word of no clear class is the adjective of the noun, or beside the adjective, before it."""
    if previous is None or previous.pos not in ("noun", "adj") or previous.kind == "time" or unit.proclitics[:-1]:
        return False
    if is_nominative_construct(unit):
        return False
    if compound(unit, previous):
        return not unit.enclitic
    if unit.forms and any(f.kind in ("masdar", "noun") for f in unit.forms):
        return False
    if related(unit, previous):
        return not unit.enclitic
    if unit.key in nisba_nouns() or (unit.definite and unit.key in lexicon().classes["place"]):
        return False  # «عملية», «استعاد الجيش المدينة»
    if any(unit.key in lexicon().classes[name] for name in ("vehicle", "vessel")):
        return False  # «انقلاب مركب»
    built = previous.kind == "word" and not previous.definite and any(f.kind == "masdar" for f in previous.forms)
    if built and unit.key in lexicon().classes["place"] and unit.key not in adjectives():
        return False  # «بناء مجمع»
    if built and (unit.key in lexicon().classes["culprit"] or _formed(unit, previous)):
        return False  # «إيقاف مرتكب الجريمة», «إيقاف مجموعة من الأشخاص»
    if unit.norm.endswith("ات") and previous.kind == "word" and any(f.kind == "masdar" for f in previous.forms):
        return False  # «صرف مستحقات»
    if unit.norm.endswith("ات") and previous.norm.endswith("ون"):
        return False  # «ألقى محتجون مقذوفات»
    women = previous.norm.endswith("ات") or (is_people(previous.key) and previous.key not in heads())
    if unit.definite and unit.norm.endswith("ات") and not women:
        return False  # «ناشد مدير الصحة المنظمات الدولية», «قدم الوزير المعلومات»
    told = unit.norm.endswith("ا") and any(f.kind == "active" and of_speech(f) for f in unit.forms)
    if told and previous.note is not None:
        return False  # «التقى نظيره الفرنسي مشيرا إلى», «تكررت 3 مرات مؤكدا أن»
    shaped = is_adjective(unit) or any(f.kind in ("active", "passive") for f in unit.forms)
    marked = previous.definite or bool(previous.enclitic)
    agrees = marked if unit.definite else not marked or previous.kind in ("entity", "quantity")
    return shaped and agrees and not unit.enclitic


def _formed(unit: Unit, previous: Unit) -> bool:
    """Whether a feminine participle is a body, a work or a band, as the masculine masdar before it has no such adjective."""
    named = unit.key == "مجموعه" or any(unit.key in lexicon().classes[name] for name in ("body", "works"))
    return named and unit.norm.endswith("ة") and not previous.norm.endswith(("ة", "ات"))


def related(unit: Unit, previous: Unit) -> bool:
    """Whether a noun in ية is the adjective of the noun before it: «العلاقات الدبلوماسية», «مصادر دبلوماسية»."""
    both = unit.norm.endswith("ية") and count("ال" + unit.norm[:-1]) > _BOTH and unit.key in nisba_nouns()
    many = previous.norm.endswith("ات") or previous.key == "مصادر" or (unit.definite and previous.norm.endswith("ة"))
    return both and many and unit.definite == previous.definite and not previous.enclitic


def doer_describes(units: list[Unit], unit: Unit, previous: Unit) -> bool:
    """Whether a participle of pattern III describes the noun before it: «ممثلو الدول المشاركة», «الفرق المساندة»."""
    lemmas = {f.lemma for f in unit.forms if f.kind == "active"}
    spelled_alike = unit.norm.endswith("ة") and any(f.kind == "masdar" and f.lemma in lemmas for f in unit.forms)
    if not spelled_alike or unit.enclitic or unit.proclitics[:-1] or previous.kind != "word" or not previous.definite:
        return False
    while previous.pos == "adj" and previous.index and units[previous.index - 1].kind == "word":
        previous = units[previous.index - 1]
    several = previous.norm.endswith(("ة", "ات")) or previous.key in lexicon().classes["speaker"]
    before = units[previous.index - 1] if previous.index else None
    subject = before is not None and before.pos == "verb" and not previous.preposition  # «طلبت الأسرة المساعدة»
    return previous.pos == "noun" and previous.definite and several and not subject


def of_speech(form: Form) -> bool:
    """Whether a form is of a lemma by which somebody speaks: «أكد», «مطالبا»."""
    said = ("Say", "Request", "Accuse", "Support", "Threaten")
    return any(frame.type in said for frame in lexicon().frames(form.lemma))


def is_nominative_construct(unit: Unit) -> bool:
    """Whether a word is a sound plural in the nominative that a complement follows: «مسؤولو الوزارة»."""
    return unit.key.endswith("و") and is_sound_plural(unit.key) and not (unit.enclitic or unit.preposition)


def _without_ending(key: str) -> set[str]:
    """Return what a folded word may be without its ending of gender and number, itself among them."""
    return {key} | {key[: -len(e)] for e in ("ه", "ا", "ات", "ين", "ون", "تين", "ان", "تان") if key.endswith(e)}


def compound(unit: Unit, noun: Unit) -> bool:
    """Whether a word is the adjective of a noun that by itself it would not be: «طائرة مسيرة»."""
    return any((noun.key, stem) in _compounds() for stem in _without_ending(unit.key))


@cache
def _compounds() -> frozenset[tuple[str, str]]:
    rows = read_table("compounds.tsv", ("noun", "adjective"))
    return frozenset((fold(row["noun"]), fold(row["adjective"])) for row in rows)
