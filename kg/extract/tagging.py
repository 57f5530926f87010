"""Verb, noun or adjective: the part of speech of every open-class word, from its clitics, forms and neighbours."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from kg.arabic.morphology import function_class
from kg.arabic.normalize import fold
from kg.arabic.predicates import Form, lexicon
from kg.arabic.tables import read_table
from kg.arabic.vocabulary import count
from kg.extract.adjectives import describes, doer_describes, is_adjective, is_nominative_construct, of_speech, related
from kg.extract.counted import duals, is_ordinal, is_person_noun
from kg.extract.units import NISBA, Sentence, Unit, forms_of
from kg.extract.written_marks import doubled, marked
from kg.model import Entity, Quantity

_TANWIN = frozenset("ًٌٍ")
_NOUN_KINDS = ("masdar", "noun", "active", "passive")
_JOINED = ("ورد", "وردت", "وردا", "وردوا")
_IN_TURN = (("من", "جهه"), ("من", "جانب"), ("من", "ناحيه"), ("دور",), ("في", "مقابل"), ("من", "جانب", "اخر"),
            ("من", "جهه", "اخري"), ("من", "ناحيه", "اخري"))  # fmt: skip
_ENDS_A_TURN = frozenset(words[-1] for words in _IN_TURN)
_SPOKEN_SHORT = 3  # letters: «أرى»
_OTHERS = frozenset(fold(w) for w in ("آخر", "آخران", "آخرون", "أخرى"))  # as subjects: never behind a noun's و
# A masdar of these has an object besides its pronoun: «قرار منحه الجنسية»
_GIVING = frozenset(("حرم", "سلب", "منح", "منع"))
_LASTING = frozenset(("زال", "برح", "فتئ", "انفك", "ظل", "دام"))  # auxiliaries that have an imperfect behind them


@cache
def _before(kind: str, folded: bool = False) -> frozenset[str]:
    """Return the words of a kind of `verb_neighbours.tsv`, which stand before a verb or a noun."""
    rows = (row for row in read_table("verb_neighbours.tsv", ("word", "kind")) if row["kind"] == kind)
    return frozenset(fold(row["word"]) if folded else row["word"] for row in rows)


def _of_known(units: list[Unit], at: int) -> bool:
    """Whether a noun phrase that begins at a unit is definite: «عدد القتلى», «عدد رحلاتها», «عدد سكان تونس»."""
    for unit in units[at : at + 2]:
        if unit.cls or unit.preposition or unit.conjoined or unit.kind not in ("word", "entity"):
            return False
        if unit.definite or unit.enclitic or unit.kind == "entity":
            return True
    return False


def tag(sentence: Sentence) -> None:
    """Decide verb, noun or adjective for every open-class word from its clitics, forms and neighbours."""
    units = sentence.units
    for unit in units:
        _cut_joined(units, unit)
        _keep_whole(units, unit)
        if unit.norm == "فقد" and unit.index + 1 < len(units) and _past(units[unit.index + 1]):
            unit.norm = unit.key = "قد"  # «أما الوزير، فقد أعلن»
            unit.cls, unit.pos, unit.forms = "vpart", "vpart", ()
        if unit.index + 1 < len(units) and _that(units[unit.index + 1]) and function_class(f"{unit.text} أن") == "conj":
            unit.cls = unit.pos = "conj"  # «غير أن الحزب رفض»: but
        if unit.cls == "prep" and (verbs := _doubled_verb(unit)):
            unit.cls, unit.forms, unit.pos = "", verbs, "verb"  # «الوزير بيّن», «عبّر عن»
        if _for_whom(units, unit):
            unit.norm = unit.key = "باسم"
            unit.cls, unit.pos, unit.forms = "prep", "prep", ()
        helped = unit.conjoined or (unit.index > 0 and units[unit.index - 1].key in ("قد", "كما"))
        helped = helped or _turns_to(units, unit)
        if unit.cls == "prep" and (_voices(units, unit, helped) or (helped and _clause_follows(units, unit))):
            verbs = tuple(f for f in lexicon().lookup(unit.key) if f.kind == "verb")
            unit.cls, unit.forms, unit.pos = "", verbs, "verb"  # «وبيّن المدير أن»
        if unit.cls == "adv" and (masdars := _of_an_act(units, unit)):
            unit.cls, unit.forms, unit.pos = "", masdars, "noun"
        if unit.norm == "عدد" and (unit.enclitic or _of_known(units, unit.index + 1)):
            unit.cls, unit.pos = "", "noun"  # «ارتفع عدد الضحايا»: what rose is the number
        if not unit.pos:
            unit.pos = "adv" if _frames_sentence(units, unit) else _open_class(units, unit, sentence.headline)


def _for_whom(units: list[Unit], unit: Unit) -> bool:
    """Whether a word says for whom one speaks: «الناطق باسم الحكومة»."""
    before = units[unit.index - 1] if unit.index else None
    speaks = before is not None and before.kind == "word" and (is_person_noun(before.key) or _somebody(before))
    return speaks and unit.norm == "اسم" and unit.proclitics == ("ب",) and not unit.enclitic


def _doubled_verb(unit: Unit) -> tuple[Form, ...]:
    """The verbs that a word like a preposition is by its shadda: «بيّن», «عبّر», «مثّل», but «ضدّ»."""
    letter = doubled(unit.text)
    if not letter or unit.norm.endswith(letter):
        return ()
    return marked(tuple(f for f in lexicon().lookup(unit.key) if f.kind == "verb"), unit.text)


def _of_an_act(units: list[Unit], unit: Unit) -> tuple[Form, ...]:
    """The masdars that an adverb is under a clitic and before what is acted on: «ومباشرة الخفض», «بمباشرة التحقيق»."""
    after = units[unit.index + 1] if unit.index + 1 < len(units) else None
    if after is None or not unit.proclitics or not after.definite or after.preposition or after.conjoined:
        return ()
    return tuple(f for f in lexicon().lookup(unit.key) if f.kind == "masdar")


def _imperfect(unit: Unit) -> tuple[Form, ...]:
    """The imperfect forms that a word may be, or all where none is: «ستراجع الوزارة» is no «تراجع»."""
    return tuple(f for f in unit.forms if f.aspect in ("impf", "juss")) or unit.forms


def _spoken(units: list[Unit], unit: Unit, previous: Unit | None) -> tuple[Form, ...]:
    """The forms of what a speaker does: «سأكشف», «لن أتراجع», «أؤكد أن»; the lexicon has the third person."""
    if unit.forms or unit.enclitic in ("ي", "نا") or unit.norm[:1] not in "أا" or len(unit.norm) < _SPOKEN_SHORT:
        return unit.forms
    meant = "س" in unit.proclitics or (previous is not None and previous.norm in _before("imperfect"))
    if not meant and not (unit.norm[0] == "أ" and _speaker_may_do(units, unit, previous)):
        return unit.forms
    verbs = (f for f in lexicon().lookup("ي" + unit.key[1:]) if f.kind == "verb" and f.number == "s")
    found = (f for f in verbs if f.aspect in ("impf", "juss") and f.voice != "pass")
    return tuple(f._replace(gender="") for f in found)


def _speaker_may_do(units: list[Unit], unit: Unit, previous: Unit | None) -> bool:
    """Whether a word in أ stands where a verb may and is no superlative: «وأدعو الجميع», «أن أشارك», but «أسهل»."""
    if unit.definite or unit.preposition or count("ال" + unit.norm) or unit.norm in _before("superlative"):
        return False
    opens = previous is None or unit.conjoined or units[unit.index - 1].kind == "mark" or previous.pos == "verb"
    return opens or (previous is not None and previous.cls in ("sub", "rel", "neg", "pron", "adv", "conj", "vpart"))


def _frames_sentence(units: list[Unit], unit: Unit) -> bool:
    """Whether a word opens a sentence by its field alone: «ميدانيا، قصف الطيران», «سياسيا، أعلن»."""
    opens = unit.index == 0 or units[unit.index - 1].kind == "mark"
    closed = unit.index + 1 < len(units) and units[unit.index + 1].text in "،,:"
    return opens and closed and unit.norm.endswith("يا") and unit.key[:-1].endswith(NISBA) and unit.note is None


def _cut_joined(units: list[Unit], unit: Unit) -> None:
    """Cut و from what is a verb of speech without it, where somebody stands behind: «وردت الوزارة بأن» is no «وردت»."""
    opens = unit.index == 0 or (units[unit.index - 1].kind == "mark" and units[unit.index - 1].text not in "،,")
    if unit.norm not in _JOINED or not opens or unit.index + 1 >= len(units):
        return
    after = units[unit.index + 1]
    place = isinstance(after.note, Entity) and after.note.type == "Place"
    if place or _somebody(after) or after.key in ("مصدر", "متحدث", "ناطق"):
        unit.start, unit.norm, unit.key, unit.text = unit.start + 1, unit.norm[1:], unit.key[1:], unit.text[1:]
        unit.proclitics, unit.forms = ("و",), forms_of(unit.norm, unit.norm)


def _keep_whole(units: list[Unit], unit: Unit) -> None:
    """Give back the first letter to a verb that begins with و, where none can join it: «التي وفرت», «قد وفر»."""
    before = units[unit.index - 1] if unit.index else None
    if unit.proclitics != ("و",) or before is None or not (before.cls == "rel" or before.norm in ("قد", "سوف")):
        return
    whole = "و" + unit.norm
    verbs = tuple(f for f in forms_of(whole, whole) if f.kind == "verb")
    if verbs:
        unit.start, unit.norm, unit.key, unit.text = unit.start - 1, whole, fold(whole), "و" + unit.text
        unit.proclitics, unit.forms = (), verbs


def _past(unit: Unit) -> bool:
    """Whether a word is a verb in the perfect and no noun with an article."""
    return not (unit.definite or unit.note) and any(f.kind == "verb" and f.aspect == "perf" for f in unit.forms)


def _voices(units: list[Unit], unit: Unit, helped: bool) -> bool:
    """Whether «عبر» or «مثل» is a verb: «عبّر الوزير عن», «ومثل المتهم أمام المحكمة»; `helped`: something speaks for one."""
    if unit.key == "مثل" and not unit.enclitic and helped:
        behind = pairwise(units[unit.index + 2 : unit.index + 7])
        return any(u.norm == "أمام" and v.key in lexicon().classes["courtroom"] for u, v in behind)
    if unit.key != "عبر" or unit.enclitic:
        return False
    if unit.index + 1 < len(units) and units[unit.index + 1].norm == "عن":
        return True  # «أن الوزير عبر عن»
    if not (helped or unit.index == 0 or units[unit.index - 1].kind == "mark"):
        return False
    if unit.index + 1 < len(units) and units[unit.index + 1].enclitic:
        return False  # «أعلنت الهيئة، عبر حسابها، عن»
    who = units[unit.index + 1].note if unit.index + 1 < len(units) else None
    if unit.conjoined and isinstance(who, Entity) and who.type == "Person":
        return True  # «وعبّر فلان، خلال لقاء جمعه بالوزير، عن أمله»
    words = units[unit.index + 1 : unit.index + 30]
    commas = [at for at, after in enumerate(words) if after.text in "،,"][:2]
    aside = len(commas) == 2 and commas[0] < 8  # «عبر الوزير، خلال لقاء جمع وفدين، عن»
    return _of_what(words) or (aside and _of_what(words[: commas[0]] + words[commas[1] + 1 :]))


def _of_what(behind: list[Unit]) -> bool:
    """Whether «عن» stands soon among units, before a verb or the end of the clause, and not at once."""
    for at, after in enumerate(behind[:9]):
        if after.norm == "عن":
            return at > 0
        if after.pos == "verb" or after.cls == "sub" or (after.kind == "mark" and after.text in ".؛"):
            return False
    return False


def _clause_follows(units: list[Unit], unit: Unit) -> bool:
    """Whether a word like a preposition is a verb of saying: an أن clause follows its subject, and no و or مع."""
    if not any(f.kind == "verb" and f.aspect == "perf" for f in lexicon().lookup(unit.key)):
        return False
    for after in units[unit.index + 1 : unit.index + 8]:
        if after.cls == "sub":
            return after.key.startswith("ان")
        apart = after.cls == "prep" and after.norm not in ("في", "خلال")
        if (after.kind == "mark" and after.text not in "،,") or after.conjoined or after.cls == "rel" or apart:
            return False
        if after.pos == "verb":
            return False
    return False


def _previous(units: list[Unit], unit: Unit) -> Unit | None:
    at = unit.index - 1
    while at >= 0 and units[at].kind == "mark" and units[at].text in "«\"“'()":
        at -= 1
    return units[at] if at >= 0 else None


def _turns_to(units: list[Unit], unit: Unit) -> bool:
    """Whether a word opens what somebody says or does in turn: «من جهته بحث الوزير», «وبدورها رفضت», «في المقابل نفى»."""
    at = unit.index
    if not at or units[at - 1].key not in _ENDS_A_TURN:
        return False
    for words in _IN_TURN:
        keys = tuple(u.key for u in units[max(at - len(words), 0) : at])
        first = units[at - len(words)] if len(keys) == len(words) else None
        if keys == words and first is not None:
            opens = first.index == 0 or units[first.index - 1].kind == "mark"
            if opens and (units[at - 1].enclitic or units[at - 1].definite or keys[-1] in ("اخر", "اخري")):
                return True
    return False


def _mood(unit: Unit, previous: Unit | None) -> None:
    """Keep jussive forms where something asks for one, and "we" forms where nothing else is possible."""
    if previous is None or previous.norm not in _before("jussive"):
        unit.forms = tuple(f for f in unit.forms if f.aspect != "juss")
    elif previous.norm == "لا" and any(f.aspect == "impf" for f in unit.forms):
        unit.forms = tuple(f for f in unit.forms if f.aspect != "juss")  # «لا تقل العقوبة عن» is no قال
    if not unit.enclitic:
        unit.forms = tuple(f for f in unit.forms if f.number != "c")
    others = tuple(f for f in unit.forms if f.gender or f.kind != "verb")
    if others or (unit.norm.startswith("ن") and count("ال" + unit.norm) > 0):
        unit.forms = others  # «نصيب» is a noun before it is "we hit"


def _of_two(unit: Unit) -> tuple[Form, ...]:
    """Its readings without the dual of a masdar where two may do it: «تونس وليبيا توقعان اتفاقا» is no «توقع»."""
    two = not unit.definite and any(f.kind == "verb" and f.number == "d" for f in unit.forms)
    return tuple(f for f in unit.forms if not (two and f.kind == "masdar" and f.number == "d"))


def _open_class(units: list[Unit], unit: Unit, headline: bool) -> str:
    previous = _previous(units, unit)
    unit.forms = _spoken(units, unit, previous)
    _mood(unit, previous)
    if (
        not unit.forms
        and unit.enclitic
        and unit.norm.endswith("ة")
        and unit.index
        and units[unit.index - 1].cls == "rel"
    ):
        unit.forms = tuple(f for f in lexicon().lookup(unit.key[:-1] + "ت") if f.kind == "verb")  # «التي دفعتها»
    unit.forms = _of_two(unit)
    verbs = [f for f in unit.forms if f.kind == "verb"]
    nouns = [f for f in unit.forms if f.kind in _NOUN_KINDS]
    if verbs and nouns and not unit.conjoined and _turns_to(units, unit):
        previous = None
    if previous is not None and previous.text in "،," and any(f.kind == "active" for f in nouns):
        verbs = [f for f in verbs if f.number != "d"]  # «…، نافيا أن»
    if verbs and _seldom_noun(unit, nouns):
        nouns = []  # «وأن فريقا غادر»
    if verbs and unit.enclitic and unit.text.endswith("ت") and all(f.kind in ("active", "passive") for f in nouns):
        nouns = []  # «وعارضته الولايات المتحدة»
    following = units[unit.index + 1] if unit.index + 1 < len(units) else None
    imperfect = any(f.aspect in ("impf", "juss") for f in verbs)
    if unit.enclitic and (unit.norm in _kin() or unit.norm.removesuffix("ت") + "ة" in _kin()):
        return "noun"  # «نجليه» are no "we drive out"
    if unit.norm == "أبرز" and unit.enclitic in ("ها", "هم"):
        return "noun"  # «عدة فنانين أبرزهم فلان»
    if unit.definite:
        if previous is not None and doer_describes(units, unit, previous):
            unit.forms = tuple(f for f in unit.forms if f.kind != "masdar")
        return "adj" if describes(unit, previous) else "noun"
    if "س" in unit.proclitics:
        unit.forms = _imperfect(unit)
        return "verb"
    taken_up = following is not None and following.cls == "prep" and bool(following.enclitic)  # «اتصالا بحثا خلاله»
    if _TANWIN & set(unit.text) or (not taken_up and _lone_accusative(unit, previous, verbs)):
        verbs = []  # «صوتٌ قويٌ», «سجل الميزان التجاري عجزا»
    if unit.text.endswith("ى") and any(f.aspect == "perf" for f in verbs) and all(u.text != "فى" for u in units):
        nouns = []  # «تخطى» is no masdar where final ي has its dots
    if _only_she_did(unit, verbs, nouns, previous):
        return "verb"
    if verbs and not nouns and unit.norm.endswith("وا") and previous is not None and previous.norm in ("من", "ما"):
        return "verb"  # «أرواح من سقطوا»
    if verbs and not nouns and is_person_noun(unit.key) and following is not None and not unit.enclitic:
        next_ = [f for f in following.forms if f.kind == "verb"]
        if next_ and not following.proclitics and all(f.aspect == "impf" for f in following.forms):
            return "noun"  # «شاب يقتحم مدرسة»
    if unit.preposition:
        unreal = bool(verbs) and any(u.norm in ("لو", "لولا") for u in units[: unit.index])  # «لو انسحبت لانهارت»
        return "verb" if unit.preposition == "ل" and (imperfect or unreal) and not nouns else "noun"
    if verbs and not imperfect and previous is not None and _his_did(units, unit, previous, following):
        return "verb"
    others = following is not None and fold(following.text.split()[-1]) in _OTHERS
    if unit.conjoined and others and any(f.aspect == "perf" for f in verbs):
        return "verb"  # «استشهد جندي وجرح آخر», «لقي ستة حتفهم وجرح 20 آخرون»
    if verbs and not imperfect and any(f.kind == "masdar" for f in nouns) and _stated_across(units, unit):
        return "noun"
    if _resumes(units, unit, verbs, following) or (verbs and nouns and _opens(units, unit, previous, following)):
        return "verb"
    if verbs and nouns and _says_that(units, unit, verbs, previous):
        unit.forms = tuple(f for f in verbs if of_speech(f) and f.aspect == "perf")  # «وتوقع التقرير أن»
        return "verb"
    if verbs and nouns and not headline and _tells_alone(units, unit, verbs, following):
        return "verb"
    if verbs and nouns and _told_of_subject(units, unit, verbs, following):
        return "verb"
    if nouns and previous is not None and _gathers(unit, verbs, previous, following):
        return "verb"
    if previous is not None and not unit.conjoined:
        if previous.norm in _before("verb") or (previous.cls == "neg" and imperfect):
            if previous.norm in _before("imperfect"):
                unit.forms = _imperfect(unit)
            return "verb"
        if previous.cls == "dem" and verbs and not nouns and not unit.definite:
            return "verb"  # «إلى ذلك أكد المتحدث»
        if previous.cls in ("prep", "dem", "quant") and previous.norm not in ("بعدما", "حيث") and not previous.enclitic:
            return "noun" if nouns or not imperfect or previous.norm in _before("noun") else "verb"  # «في ينبع»
    behind = previous is not None and previous.pos == "verb" and not unit.conjoined
    if behind and unit.norm.endswith("ا") and (nouns or count(unit.norm[:-1]) + count("ال" + unit.norm[:-1]) > 2):
        return "noun"  # «استهدفت تجمعا»
    if verbs and not imperfect and _heads_that(units, unit, previous, following):
        return "noun"
    if verbs and not imperfect and previous is not None and following is not None and following.definite:
        stands = _subject_stands(units, unit, previous) and not unit.enclitic
        if stands and count("ال" + unit.norm) > count(unit.norm) // 20 + 2:
            return "noun"  # «أكد الوزير حرص الحكومة على»
    if verbs and not nouns and _belongs(unit, previous, following):
        return "adj"
    if verbs and not nouns:
        if behind and not imperfect and previous is not None and not _shares_subject(previous, past=True):
            return "noun"  # «يجب فعل ذلك», «لا تزال فرق الدفاع المدني»
        bare = previous is not None and previous.pos == "noun" and not previous.definite and not unit.conjoined
        whole = unit.norm[:-1] + "ة" if unit.enclitic and unit.text.endswith("ت") else unit.norm  # «عدم قدرتها على»
        return "noun" if bare and not imperfect and count("ال" + whole) > count(whole) // 20 + 2 else "verb"
    if nouns and verbs and previous is not None and _subject_stands(units, unit, previous):
        return "noun"  # «سحب المرشح ترشحه»
    if nouns and not verbs:
        return "adj" if describes(unit, previous) else "noun"
    if verbs and _joins_purpose(units, unit, following):
        return "noun"
    if not verbs:
        return _unknown(units, unit, previous)
    return "verb" if _reads_as_verb(units, unit, previous, following, headline, imperfect) else "noun"


def _only_she_did(unit: Unit, verbs: list[Form], nouns: list[Form], previous: Unit | None) -> bool:
    """Whether a word in ت can be but a past verb of hers: «عشرات الغارات التي تلت ذلك استهدفت», «حتى اختبرت»."""
    past = bool(verbs) and not nouns and any(f.aspect == "perf" for f in verbs)
    if unit.enclitic and previous is not None and previous.cls == "prep":
        return False  # «في بيته»
    met = count("ال" + (unit.norm[:-1] + "ة" if unit.enclitic else unit.norm))  # «عدم قدرتهم»
    return past and unit.norm.endswith("ت") and not unit.preposition and not met


def _his_did(units: list[Unit], unit: Unit, previous: Unit, following: Unit | None) -> bool:
    """Whether a word tells what somebody's behind أن did, as no idafa follows a pronoun: «إن ابنه زار ليبيا»."""
    if previous.pos != "noun" or not previous.enclitic or not previous.index or following is None or unit.conjoined:
        return False
    told = units[previous.index - 1].cls == "sub" and _that(units[previous.index - 1])
    object_ = following.definite or following.kind == "entity" or accusative(following)
    return told and object_ and not (unit.definite or unit.enclitic or following.proclitics[:-1])


def _opens(units: list[Unit], unit: Unit, previous: Unit | None, following: Unit | None) -> bool:
    """Whether a bare subject and an accusative object follow what opens a sentence: «قتل قناص ضابطا»."""
    if previous is not None or following is None or following.index + 1 >= len(units) or unit.preposition:
        return False
    after = units[following.index + 1]
    if following.norm == "عدد" and after.norm == "من" and any(f.aspect == "perf" for f in unit.forms):
        return True  # «وقتل عدد من المسلحين»
    if _by_nature(unit, following):
        return True  # «ضرب زلزال قوي المدينة»
    behind = (u for u in units[following.index + 1 : following.index + 4] if not _plain_adjective(u))
    after = next(behind, after)  # «قتل مسلح فلسطيني ثلاثة جنود»
    past = any(f.aspect == "perf" for f in unit.forms)
    if isinstance(after.note, Quantity) and after.note.unit == "person":
        one = is_person_noun(following.key) and (following.key in duals() or following.norm.endswith("ون"))
        doer = one or (following.kind == "word" and is_adjective(following))  # «اعتقل أقارب خمسة متهمين» has none
        return past and doer and not (following.proclitics or following.enclitic or after.proclitics)
    bare = all(u.kind == "word" and not (u.definite or u.proclitics or u.cls or u.enclitic) for u in (following, after))
    object_ = after.norm.endswith("ا") and accusative(after) and not is_adjective(after)
    return bare and object_ and not accusative(following) and past


_WHOLE_SENTENCE = 6  # units, fewer of which may be a heading


def _stated_across(units: list[Unit], unit: Unit) -> bool:
    """Whether an aside parts what is stated from who states it: «أكد الوزير، خلال اتصال مع نظيره، رفض بلاده التهجير»."""
    commas = [u.index for u in units[: unit.index] if u.text in "،,"]
    if unit.proclitics or unit.enclitic or len(commas) < 2 or commas[-1] != unit.index - 1:
        return False
    first = commas[-2]
    aside = units[first + 1 : unit.index - 1]
    if not aside or aside[0].cls != "prep" or any(u.pos == "verb" or u.cls in ("sub", "rel") for u in aside):
        return False
    back = next((u for u in reversed(units[max(first - _SPEAKER, 0) : first]) if u.pos == "verb"), None)
    if back is None or not any(
        f.aspect == "perf" and of_speech(f) and f.lemma not in _CLAUSES_ONLY for f in back.forms
    ):
        return False
    who = units[back.index + 1 : first]
    return bool(who) and not any(u.kind == "mark" or u.preposition or u.conjoined or u.cls for u in who)


_SPEAKER = 7  # units of a verb of speech and who speaks, at most
_CLAUSES_ONLY = frozenset(("قال", "أضاف", "تابع", "أردف", "استطرد"))  # what is said behind these is no noun


def _belongs(unit: Unit, previous: Unit | None, following: Unit | None) -> bool:
    """Whether an adjective like a verb tells what something is part of: «مصدر عسكري تابع للنظام»."""
    if previous is None or following is None or unit.conjoined or unit.enclitic:
        return False
    bare = previous.pos in ("noun", "adj") and previous.kind == "word" and not (previous.definite or previous.enclitic)
    return bare and following.preposition == "ل" and is_adjective(unit)


def _tells_alone(units: list[Unit], unit: Unit, verbs: list[Form], following: Unit | None) -> bool:
    """Whether a past verb opens a sentence that has no other: «رفض نواب المعارضة التصويت على المشروع.»"""
    past = any(f.aspect == "perf" and f.gender == "m" and f.number == "s" for f in verbs)
    if unit.index or not past or unit.enclitic or unit.preposition or len(units) < _WHOLE_SENTENCE:
        return False
    if units[-1].text != "." or following is None or following.kind != "word" or following.cls or following.pos:
        return False
    doer = is_person_noun(following.key) or _somebody(following) or following.norm.endswith(("ا", "و"))
    doer = doer or _bare_behind(units[2:4])  # «قصف طيران التحالف مواقع المسلحين.»
    if following.proclitics or following.enclitic or not doer or following.norm.endswith("ين"):
        return False
    for after in units[2:]:
        if after.cls in ("rel", "sub"):
            break
        if after.forms and all(f.kind == "verb" for f in after.forms) and not count("ال" + after.norm):
            return after.conjoined  # «قتل مدني وأصيب آخرون»
    return True


def _bare_behind(units: list[Unit]) -> bool:
    """Whether a bare noun follows an idafa that is whole: no masdar has two complements."""
    if len(units) < 2 or not (units[0].definite or units[0].kind == "entity") or units[0].proclitics[:-1]:
        return False
    bare = units[1].kind == "word" and not (units[1].definite or units[1].proclitics or units[1].cls)
    return bare and not is_adjective(units[1]) and not units[1].norm.endswith("ا")


def _by_nature(unit: Unit, following: Unit) -> bool:
    """Whether a past verb's own frame names the happening that follows it as its subject."""
    if following.definite or following.kind != "word" or following.key not in lexicon().classes["nature"]:
        return False
    verbs = (f for f in unit.forms if f.kind == "verb" and f.aspect == "perf")
    return any(
        following.key in condition.words for f in verbs for frame in lexicon().frames(f.lemma)
        for condition in frame.conditions if condition.slot == "subj"
    )  # fmt: skip


_PURPOSE_FAR = 5  # units back to the masdar that another is joined to


def _joins_purpose(units: list[Unit], unit: Unit, following: Unit | None) -> bool:
    """Whether a masdar is joined to one behind ل: «لتحقيق الأمن ودعم الشرعية»; no somebody and no preposition follows it."""
    masdar = unit.conjoined and not unit.enclitic and any(f.kind == "masdar" for f in unit.forms)
    if not masdar or following is None or following.kind != "word" or following.cls or _somebody(following):
        return False
    for word in reversed(units[max(unit.index - _PURPOSE_FAR, 0) : unit.index]):
        if word.kind in ("mark", "time") or word.pos == "verb" or word.cls:
            return False
        if word.preposition == "ل":
            return not word.definite and any(f.kind == "masdar" for f in word.forms)
    return False


def _plain_adjective(unit: Unit) -> bool:
    """Whether a unit is an indefinite adjective that shows no accusative: «مسلح», «فلسطيني»."""
    return is_adjective(unit) and not (unit.text.startswith("ال") or unit.proclitics or accusative(unit))


def _told_of_subject(units: list[Unit], unit: Unit, verbs: list[Form], following: Unit | None) -> bool:
    """Whether a word tells what somebody behind أن did: «أن الوزير رفض هذا الاقتراح»."""
    if unit.conjoined or not any(f.aspect == "perf" for f in verbs):
        return False
    if not unit.enclitic and (following is None or not (following.definite or following.cls in ("dem", "prep"))):
        return False
    at = unit.index - 1
    while at > 0 and units[at].pos in ("noun", "adj") and unit.index - at < 5:
        if units[at].preposition or units[at].conjoined:
            return False
        at -= 1
    if at == unit.index - 1 or units[at].cls != "sub" or units[at].enclitic or not _that(units[at]):
        return False
    head, last = units[at + 1], units[unit.index - 1]
    return last.definite and _somebody(head) and not head.norm.endswith("ة")


def _says_that(units: list[Unit], unit: Unit, verbs: list[Form], previous: Unit | None) -> bool:
    """Whether a word of saying opens its sentence and أن follows its subject: «وذكر بيان للوزارة أن»."""
    opens = previous is None or (previous.kind == "mark" and previous.text in ".؛:")
    if not opens or not any(of_speech(f) and f.aspect == "perf" for f in verbs):
        return False
    aside = False  # «ذكر بلاغ للأمن، توصلت الوكالة بنسخة منه، أن»
    for after in units[unit.index + 1 : unit.index + 20]:
        if after.kind == "mark" and after.text in "،,":
            aside = not aside
        elif after.cls == "sub":
            return _that(after) and not aside
        elif after.enclitic and any(f.kind == "verb" for f in after.forms):
            continue  # «ذكر تقرير نشرته الصحيفة أن»
        elif after.key in ("صادر", "صادره") and after.index + 1 < len(units) and units[after.index + 1].norm == "عن":
            continue  # «ذكر بيان صادر عن الرئاسة أن»
        elif not aside and (after.kind == "mark" or after.conjoined or any(f.kind == "verb" for f in after.forms)):
            return False
    return False


def _somebody(unit: Unit) -> bool:
    if isinstance(unit.note, Entity):
        return unit.note.type in ("Person", "Organization")
    classes = lexicon().classes
    return unit.key in classes["official"] | classes["body"] | classes["speaker"]


def _resumes(units: list[Unit], unit: Unit, verbs: list[Form], following: Unit | None) -> bool:
    """Whether a word with a pronoun tells of the indefinite noun before it: «مؤتمر صحفي عقده الوزير», «طلب قدمه النائب»."""
    previous = _previous(units, unit)
    apart = previous is not None and previous.cls == "prep" and bool(previous.enclitic)  # «صورة له تداولها كثيرون»
    if apart and previous is not None:
        previous = _previous(units, previous)
    if previous is None or unit.conjoined or unit.preposition or unit.key in _GIVING:
        return False
    past = any(f.aspect == "perf" and f.gender == "m" and f.number == "s" for f in verbs)
    if (
        not past
        or previous.definite
        or previous.enclitic
        or previous.kind != "word"
        or unit.enclitic not in ("ه", "ها")
    ):
        return False
    if (unit.enclitic == "ه") == previous.norm.endswith(("ة", "ات")):
        return False
    quoted = following is not None and following.kind == "mark" and following.text in '«"“'
    if following is not None and quoted and following.index + 1 < len(units):
        following = units[following.index + 1]  # «ندوة عقدها «مركز الدراسات»»
    if following is None or following.kind == "quantity":
        return False  # «مبلغ مالي قدره 500 دينار»
    if previous.pos == "adj" or apart:
        return True  # behind its adjective a noun takes no idafa
    if previous.pos != "noun" or following.preposition or following.conjoined:
        return False
    if following.kind == "entity":
        return True
    if following.kind != "word" or following.cls:
        return False
    if following.norm.endswith("ون") and len(following.norm) > 4:
        return True
    return _somebody(following) or (
        following.definite and not is_adjective(following) and not is_ordinal(fold(following.text))
    )


def _seldom_noun(unit: Unit, nouns: list[Form]) -> bool:
    """Whether the nouns that a verb's form could be are participles that are next to never met with the article."""
    if unit.definite or unit.proclitics[-1:] == ("ال",) or any(f.kind not in ("active", "passive") for f in nouns):
        return False
    return 20 * count("ال" + unit.norm) < 2 * count(unit.norm)


def _subject_stands(units: list[Unit], unit: Unit, previous: Unit) -> bool:
    """Whether a verb and its definite subject stand right before: no second verb follows them unjoined.

    The subject may be of two: «سجل لاعب الوداد هدف الفوز».
    """
    if unit.conjoined or previous.pos != "noun" or not previous.definite or previous.index == 0:
        return False
    verb = units[previous.index - 1]
    bare = verb.pos == "noun" and verb.kind == "word" and not (verb.proclitics or verb.enclitic or verb.cls)
    if bare and verb.index and not previous.proclitics[:-1] and is_person_noun(verb.key):
        verb = units[verb.index - 1]
    return verb.pos == "verb" and not _shares_subject(verb)


def _lone_accusative(unit: Unit, previous: Unit | None, verbs: list[Form]) -> bool:
    """Whether a verb of two would have no two before it: «الوزيران بحثا», but «الميزان التجاري عجزا»."""
    if not unit.norm.endswith("ا") or unit.conjoined or any(f.number != "d" for f in verbs):
        return False
    if all(f.kind == "verb" for f in unit.forms) and not count("ال" + unit.norm[:-1]):
        return False  # «مشجعي فريق اعتديا على»
    if previous is None:
        return False
    if previous.kind == "word" and not previous.definite and unit.index and accusative(previous):
        return not previous.norm.endswith("ين")  # «نفيا قاطعا», «تدخلا سافرا»
    if previous.kind == "entity":  # «كيري ولافروف بحثا», but «ناقش ترامب خططا»
        return not (previous.conjoined or " و" in previous.text)
    return previous.kind == "word" and not previous.norm.endswith(("ان", "ين", "ا"))


def accusative(unit: Unit) -> bool:
    """Whether an indefinite noun shows its accusative («قدم اقتراحا»), so that it is no subject."""
    if unit.kind != "word" or unit.enclitic:
        return False
    if unit.text.endswith(("ً", "ًا")):
        return True
    if unit.norm.endswith("ين") and len(unit.norm) > 4 and count(unit.norm[:-2]) + count("ال" + unit.norm[:-2]) > 5:
        return True  # sound plurals and duals: «قتل المسلحين»
    if unit.definite or not unit.norm.endswith("ا") or len(unit.norm) < 4:
        return False
    return count(unit.norm[:-1]) + count("ال" + unit.norm[:-1]) > count("ال" + unit.norm)


def _shares_subject(unit: Unit, past: bool = False) -> bool:
    """Whether a verb may have another verb right behind it: «كان أعلن»; only كان and its like have a past one."""
    lemmas = {f.lemma for f in unit.forms}
    return bool(lemmas & (lexicon().auxiliaries - _LASTING if past else lexicon().auxiliaries))


def _gathers(unit: Unit, verbs: list[Form], previous: Unit, following: Unit | None) -> bool:
    """Whether a verb tells who came to a meeting: «لقاء جمع الوزير بنظيره», «اجتماع ضم ممثلين عن»."""
    if unit.conjoined or unit.proclitics or previous.definite or following is None or following.preposition:
        return False
    brings = any(f.lemma in _before("gathering") and f.aspect == "perf" for f in verbs)
    lemmas = {f.lemma for f in previous.forms if f.kind in ("masdar", "noun")}
    meets = any(frame.type == "Consult" for lemma in lemmas for frame in lexicon().frames(lemma))
    return brings and meets and (following.pos != "adj" or following.kind != "word" or following.norm.endswith("ين"))


def _reads_as_verb(
    units: list[Unit], unit: Unit, previous: Unit | None, following: Unit | None, headline: bool, imperfect: bool
) -> bool:
    """Decide between a verb and a noun with one spelling: «نقل», «قتل», «تحسين», «تعاون»."""
    if previous is not None and (previous.cls == "rel" or (previous.cls == "sub" and not _that(previous))):
        return True  # «الذي نقل», «عندما توجه»
    if previous is not None and previous.cls == "adv" and previous.norm in _before("noun"):
        return False  # «لم يطلب إلا رفع الأجور»
    before = units[previous.index - 1] if previous is not None and previous.index else None
    if previous is not None and previous.cls == "adv" and before is not None and before.key in _before("done", True):
        return False  # «سيتم قريبا عرض»
    if imperfect:
        bare = previous is not None and previous.pos == "noun" and not previous.definite and not unit.conjoined
        masdar = any(f.kind == "masdar" for f in unit.forms)
        if bare and masdar and (unit.norm.endswith("ي") or (unit.norm.startswith("ت") and _masculine(previous))):
            return False  # «احتمال تفشي وباء», «في ظل تراجع الأسعار»
        return not unit.norm.endswith(("ة", "ات"))
    if unit.norm.endswith("ا") and unit.conjoined and following is not None and not following.preposition:
        return following.definite  # «التقيا وبحثا الأوضاع»: no indefinite noun has a definite one after it
    if unit.norm.endswith("ا") and following is not None and following.cls == "prep" and following.enclitic:
        return True  # «اتصالا بحثا خلاله»
    if unit.norm.endswith(("ة", "ا", "ات")):
        return False
    if previous is None or previous.kind == "mark" or unit.conjoined:
        if following is None:
            return False
        if not any(f.kind in ("masdar", "noun") for f in unit.forms) and not is_adjective(following):
            return True  # «وطالب بعودة اللاجئين»: the other reading is a participle, «وطالب جامعي»
        if unit.conjoined and previous is not None and previous.pos == "noun" and not previous.definite:
            return following.cls == "sub"  # «نقل وعلاج», but «وطلب أن يعود»
        if _speaks(unit) and following.key in lexicon().classes["speaker"] | lexicon().classes["official"]:
            return True  # «وذكر مركز التواصل أن»
        if following.kind == "word" and (_several_as_subject(following) or is_nominative_construct(following)):
            return True  # «هاجم مسلحون», «ضبط مفتشو الوزارة»: behind a noun it would be «مسلحين», «مفتشي»
        if headline:
            return following.kind in ("entity", "quantity") and previous is None and _passive_likely(unit)
        # «نقل المصدر», «قتل خمسة»: a subject follows; «رفع أسعار»: a bare noun follows
        return following.definite or following.kind in ("entity", "quantity") or following.cls in ("sub", "prep", "dem")
    if previous.cls in ("sub", "rel", "adv", "pron") or (previous.cls == "conj" and previous.enclitic):
        return True
    saying = any(f.kind == "active" and of_speech(f) for f in previous.forms)  # «معلنا عزمه على»
    if unit.enclitic and previous.pos == "noun" and not previous.norm.endswith("ين") and accusative(previous):
        return not saying  # «هجوما شنه مسلحون»: behind tanwin no complement stands
    if previous.pos in ("noun", "adj") and not previous.definite:
        return False  # «عملية نقل»
    if previous.pos == "verb" or previous.cls in ("prep", "quant"):
        return False
    if previous.kind == "time":
        return following is not None and (following.definite or following.kind == "entity")
    return previous.definite and following is not None and following.definite and previous.kind == "entity"


def _several_as_subject(unit: Unit) -> bool:
    return unit.norm.endswith("ون") and len(unit.norm) > 4


def _masculine(unit: Unit | None) -> bool:
    """Whether a noun of which a clause with «هي» would not tell: one thing, and not feminine by its ending."""
    return unit is not None and unit.kind == "word" and not unit.norm.endswith(("ة", "ات", "اء", "ى", "ين", "ون"))


def _that(unit: Unit) -> bool:
    """Whether it is أن or إن in any of their forms, behind which a noun stands as well as a verb."""
    return unit.key.lstrip("بفولك").startswith("ان")


def _heads_that(units: list[Unit], unit: Unit, previous: Unit | None, following: Unit | None) -> bool:
    """Whether a word like a past verb heads what أن tells: «أن فرق الإسعاف انتشلت», but «بعد أن قتل», «سبق أن أعلن»."""
    if previous is None or previous.cls != "sub" or not _that(previous) or previous.enclitic:
        return False
    if unit.enclitic:  # «أن فرقها وزعت المساعدات»: no verb stands right behind another
        acts = following is not None and bool(following.forms) and not following.proclitics
        return acts and following is not None and all(f.kind == "verb" for f in following.forms)
    before = units[previous.index - 1] if previous.index else None
    if before is None or before.key in _before("past", True) or before.norm == "و" or not count("ال" + unit.norm):
        return False
    return following is not None and following.definite and not following.proclitics[:-1]


def _speaks(unit: Unit) -> bool:
    return any(f.kind == "verb" and of_speech(f) for f in unit.forms)


def _passive_likely(unit: Unit) -> bool:
    return any(f.kind == "verb" and f.voice in ("pass", "either") for f in unit.forms)


@cache
def _kin() -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("kin.tsv", ("word",)))


def _unknown(units: list[Unit], unit: Unit, previous: Unit | None) -> str:
    opens = unit.conjoined or previous is None or previous.cls in ("sub", "rel", "neg")
    if opens and unit.norm[:1] == "ي" and len(unit.norm) > 3 and not unit.norm.endswith(("ة", "ات")):
        return "verb"
    if opens and _looks_imperfect(units, unit):
        return "verb"
    described = previous is not None and previous.pos in ("noun", "adj") and not unit.proclitics
    if (
        described
        and previous is not None
        and (not previous.definite or previous.note is not None)
        and (is_adjective(unit) or related(unit, previous))
    ):
        return "adj"  # «أعلنت الحكومة حالة الطوارئ» has none
    return "noun"


def _looks_imperfect(units: list[Unit], unit: Unit) -> bool:
    """Whether an unknown word in ت is likelier a verb of hers than a noun, by what follows: «وتطل المدينة على»."""
    bare = unit.norm[:1] == "ت" and len(unit.norm) > 2 and not (unit.preposition or unit.enclitic)
    if not bare or unit.norm.endswith(("ة", "ات", "ا")) or count("ال" + unit.norm) or unit.index + 1 >= len(units):
        return False
    after = units[unit.index + 1]
    return after.kind == "word" and not after.conjoined and (after.definite or after.cls == "prep")
