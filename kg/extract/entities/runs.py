"""Words that read as somebody's name, and the titles that stand before or after them."""

from __future__ import annotations

from dataclasses import dataclass

from kg.arabic.morphology import adjectives
from kg.arabic.names import FAVOURITE
from kg.arabic.predicates import lexicon
from kg.arabic.vocabulary import count
from kg.extract.entities.candidates import Candidate, Found
from kg.extract.entities.forms import particles, plain_words
from kg.extract.entities.nouns import type_nouns
from kg.extract.entities.titles import Title, titles
from kg.extract.entities.words import Line, Word, common, given, is_adjective, is_verb, nationality, unknown

_LONGEST_NAME = 6
_SELDOM = 40  # times that a word in ال…ي is met below which it may be a family's name
_KUNYA = ("ابو", "ابي", "ابا")


def set_phrase(line: Line, at: int) -> bool:
    """Whether a set phrase that is no name begins at a word: «شاهد عيان», «صلى الله عليه وسلم»."""
    rests = line[at].form.phrases
    return bool(rests) and any(tuple(w.raw for w in line[at + 1 : at + 1 + len(rest)]) == rest for rest in rests)


def title_at(line: Line, at: int) -> Title | None:
    """Return the longest title that begins at a word, whatever its article: «ولي العهد», «الأمين العام»."""
    word = line[at]
    if not word.form.titles or not word.is_word:
        return None
    for rest, title in word.form.titles:
        if not rest:
            return title
        words = line[at + 1 : at + 1 + len(rest)]
        if tuple(w.raw if w.joined or w.key == "الله" else w.bare for w in words) == rest:
            return title  # «ولي العهد», «القائم بالأعمال»
    return None


# --- names ----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Run:
    """Words that read as somebody's name, and how sure that is: 3 known, 2 by its words, 1 by shape alone."""

    last: int
    sure: int
    known: Candidate | None = None


def name_run(line: Line, at: int, known: Found) -> Run | None:
    """Read a person's name that begins at a word, or return None where none can begin."""
    word = line[at]
    listed = next((c for c in known.get(at, []) if c.type == "Person" and c.rule != "first"), None)
    if listed is not None and _another_of_the_name(line, at, listed, known):
        listed = None
    if listed is not None:
        last = listed.last if listed.weak else _more_names(line, listed.last, at, known)
        full = listed.last - at > 1 and listed.last < len(line)
        goes_on = full and (line[listed.last].definite or line[listed.last].key in particles())
        if full and not goes_on and not _one_more_name(line, listed.last):
            last = listed.last  # «عين الملك عبد الله الثاني بشر الخصاونة»
        after = line[listed.last] if listed.last < len(line) else None
        if after is not None and after.form.text.endswith("ة") and after.form.given is None and not after.definite:
            last = listed.last  # «العين الجديدة لماكرون ثاقبة»
        if listed.last == at + 1 and not listed.weak and _surname_only(word):
            last = listed.last  # «وضع ماكرون إكليلا»
        if full and _place(line, listed.last, known):
            last = listed.last  # «غادر الأمير فيصل بن فرحان الرياض»
        if not listed.weak and _another(listed, known):
            last = listed.last  # «التقى بوتين أردوغان»
        return Run(last, 1 if listed.weak and last == listed.last else 3, listed)
    if word.kind == "latin" or not word.is_word or word.cls or word.enclitic or not _may_begin(line, at, known):
        return None
    if lexicon().is_masdar(word.bare) and _of_somebody(line, at, known):
        return None
    last = _more_names(line, at + 1, at, known)
    told = last == at + 2 and (_clan(line[at + 1]) or _in_a_row(line, at + 1))
    return Run(last, 2 if told else _sureness(line[at:last]))


def _one_more_name(line: Line, at: int) -> bool:
    """Whether a name that nothing but a mark or و follows goes on with one that is listed: «الهادي إدريس يحيى، ومالك»."""
    borne, after = given(line[at]), line[at + 1] if at + 1 < len(line) else None
    ends = after is None or after.kind == "mark" or after.proclitics == "و"
    return ends and borne is not None and borne.given >= FAVOURITE and not (line[at].joined or common(line[at]))


def _another_of_the_name(line: Line, at: int, listed: Candidate, known: Found) -> bool:
    """Whether a given name that is somebody's last one opens the name of another: «محمد جمعالي» where «عبد الله محمد» is too."""
    borne = given(line[at])
    one = listed.rule == "short" and listed.last == at + 1 and borne is not None and borne.given >= FAVOURITE
    return one and _more_names(line, at + 1, at, known) > at + 1


def _listed_behind(line: Line, at: int, known: Found) -> bool:
    """Whether somebody known by two names or more stands right behind a word."""
    behind = (c for c in known.get(at + 1, ()) if c.rule == "known" and not c.weak and c.start == line[at + 1].left)
    return any(c.type == "Person" and c.last > c.first + 1 for c in behind)


def _of_somebody(line: Line, at: int, known: Found) -> bool:
    """Whether what is done stands before whom it is done to: «مباركة عقيلة صالح», «اعتقال قاسم جروان»."""
    word, borne = line[at], given(line[at])
    if word.key.endswith("ه") and _listed_behind(line, at, known):
        return True
    after = given(line[at + 1]) if at + 1 < len(line) and not line[at + 1].joined else None
    seldom = borne is not None and borne.given < FAVOURITE and count(word.norm) > 10 * borne.given
    return seldom and after is not None and after.given >= FAVOURITE and line[at + 1].key not in particles()


def _surname_only(word: Word) -> bool:
    """Whether next to nobody bears a word as a given name."""
    borne = given(word)
    return borne is None or borne.given < 5


def _place(line: Line, at: int, known: Found) -> bool:
    """Whether a known place that is hardly a family's name begins at a word."""
    borne = given(line[at])
    rarely = line[at].definite or borne is None or borne.surname < 20
    return rarely and any(c.type == "Place" and not c.weak for c in known.get(at, ()))


def _another(listed: Candidate, known: Found) -> bool:
    """Whether right behind a known person stands another who is known by one word."""
    after = (c for c in known.get(listed.last, ()) if c.type == "Person" and not c.weak and c.last == listed.last + 1)
    return listed.last == listed.first + 1 and any(c.name != listed.name for c in after)


def _may_begin(line: Line, at: int, known: Found) -> bool:
    word = line[at]
    borne = given(word)
    if _month(line, at) or set_phrase(line, at) or word.key == "الله" or word.norm == "ال":
        return False
    if word.key in particles():
        verb = word.key == "ولد" and (at == 0 or word.proclitics[:1] in ("و", "ف"))  # «وولد محمد مكية في بغداد»
        return not word.definite and not verb and _particle(line, at)
    if any(not c.weak for c in known.get(at, ())) and (borne is None or borne.given < 5):
        return _particle_after(line, at)  # «كاميرون فان دير بيرغ»
    if nationality(word) and (borne is None or borne.given < 20):
        return False
    if word.key == "بني" or (nationality(word) and not word.definite and at and _indefinite_nisba(line[at - 1])):
        return False  # «بني سعد», «مصدر أمني يمني رفيع»
    if word.bare.endswith(("تي", "تا")) and word.bare[:-2] + "ه" in type_nouns() and borne is None:
        return False  # «محافظتي عمران وصعدة»
    title = title_at(line, at)
    son = at + 1 < len(line) and line[at + 1].key in ("بن", "بنت") and not line[at + 1].joined
    if borne is not None and son and (borne.given >= 4 or (borne.given + borne.surname > 2 and word.definite)):
        return True  # «الأمير سلطان بن سعود», «رحمة بنت إبراهيم»
    if title is not None or word.bare in type_nouns():
        if title is not None and title.words > 1:
            return False  # «سمو ولي العهد»
        return borne is not None and borne.given >= 20 and not word.definite and not common(word)
    if word.definite and word.bare in adjectives() and (borne is None or borne.given < 20):
        return False
    if (
        word.definite
        and word.key.endswith("يه")
        and at
        and line[at - 1].definite
        and (borne is None or borne.given < 20)
    ):
        return False  # «هذه المناسبة الخيرية دليل على»
    if is_verb(word) and (borne is None or borne.given < 5):
        return False
    return borne is not None or unknown(word)


def _indefinite_nisba(word: Word) -> bool:
    """Whether a word is an adjective without the article, as another may follow: «مصدر أمني يمني»."""
    return is_adjective(word) and not word.definite and word.key.endswith("ي")


_MONTH_GOES_ON = frozenset(("مبارك", "معظم", "كريم", "ماضي", "جاري", "حالي", "مقبل", "قادم", "فارط"))


def _month(line: Line, at: int) -> bool:
    """Whether a name that is also a month's is the month: «شهر رمضان», «رمضان الماضي»."""
    if line[at].key not in ("رمضان", "شعبان", "رجب", "محرم"):
        return False
    after = line[at + 1] if at + 1 < len(line) else None
    return (at > 0 and line[at - 1].bare == "شهر") or (
        after is not None and after.definite and after.bare in _MONTH_GOES_ON
    )


def _particle_after(line: Line, at: int) -> bool:
    if at + 2 >= len(line) or line[at].joined or line[at + 1].norm not in ("فان", "فون", "دي", "بن", "ولد"):
        return False
    return all(w.is_word and not w.joined for w in line[at + 1 : at + 3])


def _sureness(words: list[Word]) -> int:
    """2 where the words themselves say that they are a person, 1 where only their shape does, 0 for plain words."""
    first, rest = words[0], words[1:]
    borne = given(first)
    if not rest:
        return 1 if not common(first) else 0
    if any(w.key in ("فان", "فون", "دير") for w in rest[:-1]):
        return 2
    if common(first) and rest[0].key in ("بن", "ابن") and (borne is None or borne.given < 20):
        return 0  # «في عهد بن علي»
    if any(w.key == "ولد" for w in rest[:-1]) and not common(first):
        return 2
    if first.key in ("عبد", "ابو", "ابي", "ابا", "بن", "ابن", "ام", "ال") or any(
        w.key in ("بن", "ابن", "ابو", "ال") for w in rest
    ):
        return 2
    named = [w for w in rest if (g := given(w)) is not None and not common(w) and g.given + g.surname > 1 and
             (w.bare not in adjectives() or g.given + g.surname > 20)]  # fmt: skip
    if common(first) and not first.definite:
        # «سلامة حاسة السمع»; but «خميس قسيلة»
        return 2 if borne is not None and borne.given >= 20 and any(_mostly_a_name(w) for w in named) else 0
    second = given(rest[0])
    if borne is not None and borne.given >= 20 and second is not None and second.surname >= 10 and not rest[0].definite:
        return 2  # «هاني رمضان», whose second word is a common one too
    if borne is not None and borne.given > 2:
        sure = named or (borne.given >= 20 and any(unknown(w) for w in rest))
        if sure:
            return 2
        shaped = given(rest[0]) is not None or unknown(rest[0]) or _rare(rest[0])
        return 1 if shaped or (borne.given >= 20 and no_noun(rest[0])) else 0
    strange = borne is None and unknown(first) and not count(first.norm) and len(rest) > 1
    if strange and all((g := given(w)) is not None and g.given >= FAVOURITE and not common(w) for w in rest):
        return 2  # «خوجلي حمد عبد الله»
    named = [w for w in named if w.bare not in adjectives()]
    if borne is not None and borne.given and not common(first) and all(unknown(w) for w in words):
        return 2  # «مئير إتينجر»
    if borne is not None and borne.given > 1:
        return 2 if any((g := given(w)) is not None and g.surname > 1 for w in named) else 1 if named else 0
    return 1 if named or all(unknown(w) for w in words) else 0


def strangers(line: Line, at: int, run: Run) -> bool:
    """Whether a run is of names and words met nowhere, as foreign names are, and more than one: «نظيره سيرغي لوباتين»."""
    words = line[at : run.last]
    names = all(not w.definite and not common(w) and (given(w) or (unknown(w) and count(w.norm) < 4)) for w in words)
    return len(words) > 1 and names and any(unknown(w) and count(w.norm) == 0 for w in words)


def _particle(line: Line, at: int) -> bool:
    """Whether a particle of names stands before a word that can go on with one; «فإن» is no «فان»."""
    after = line[at + 1] if at + 1 < len(line) else None
    names = after is not None and after.is_word and not (after.joined or after.enclitic or after.cls)
    return names and "إ" not in line[at].norm


def _mostly_a_name(word: Word) -> bool:
    borne = given(word)
    total = borne.given + borne.surname if borne is not None else 0
    return total > 2 and not is_adjective(word) and (unknown(word) or count(word.norm) < 5 * total)


def _more_names(line: Line, at: int, start: int, known: Found) -> int:
    """Return the index after the words from `at` that go on with a name begun at `start`."""
    last = at
    if line[start].key in particles() and last == start + 1 and _particle(line, start):
        last = at = start + 2  # «أبو بكر»
    while at < len(line) and at - start < _LONGEST_NAME:
        word = line[at]
        if _hyphen(line, at):
            last = at = at + 2
            continue
        if word.raw == "بالله" and at == start + 1:
            last = at = at + 1  # «المعتصم بالله»
            continue
        if _of_the_family(line, at, start):
            last = at = at + 1
            continue
        if word.form.whole == "فان" and at + 2 < len(line) and line[at + 1].key in ("دير", "در", "دن"):
            last = at = at + 3  # «أورسولا فان دير لاين»
            continue
        if at == start + 1 and _from_a_town(line, at, known):
            return at + 1
        if at > start + 1 and _daughters_family(line, start, at):
            return at + 1
        if at > start and _of_god(line, at):
            last = at = at + 2
            continue
        if not word.is_word or word.joined or word.enclitic:
            break
        if word.key in particles() and _particle(line, at):
            if not particles()[word.key] and not unknown(line[at + 1]):
                break
            last = at = at + 2
            continue
        if word.cls == "prep" and _surname(line, at):
            at += 1  # «عبد الكريم خلف الناطق باسم الوزارة»
            last = at
            break
        if line[start].key in _KUNYA and at > start + 1 and nationality(word) and word.definite:
            return at + 1  # «أبو علي الشيشاني»
        if (
            word.cls
            or word.norm == "ال"
            or (set_phrase(line, at) and not word.form.text.endswith("علي"))  # «أسامة علي إن», as if «على أن»
            or not _goes_on(line, at)
            or (at > start + 1 and _family_name(line, at - 1) and word.form.given is None and not word.definite)
            or _elsewhere(line, at, known)
        ):
            break
        at += 1
        last = at
    return last


def _from_a_town(line: Line, at: int, known: Found) -> bool:
    """Whether a family is called as a town is, behind a given name and before the end of the phrase: «أيمن الرمادي»."""
    word, first = line[at], line[at - 1]
    after = line[at + 1] if at + 1 < len(line) else None
    town = any(c.type == "Place" and c.last == at + 1 for c in known.get(at, ()))
    before = [t.kind for w in line[max(0, at - 3) : at - 1] for _, t in w.form.titles]
    titled = "rank" in before or "honorific" in before  # «اللواء الركن علاء العياط»
    family = word.definite and not word.joined and (word.key.endswith("ي") or titled)
    ends = after is None or after.kind == "mark" or after.cls in ("prep", "sub") or title_at(line, at + 1) is not None
    borne = given(first)
    enough = borne is not None and borne.given >= (5 if titled else FAVOURITE)
    return town and family and ends and enough and not ((common(first) and not titled) or first.cls)


def _daughters_family(line: Line, start: int, at: int) -> bool:
    """Whether a feminine nisba is the family's name of somebody's daughter: «رحمة بنت إبراهيم المحروقية»."""
    word = line[at]
    nisba = word.definite and word.is_word and not word.joined and word.key.endswith("يه") and not nationality(word)
    return nisba and any(w.key == "بنت" for w in line[start:at])


def _of_god(line: Line, at: int) -> bool:
    """Whether a name of two words that ends in «الله» begins at a word, a preposition or not: «عبد المنعم خلف الله»."""
    god = at + 1 < len(line) and line[at + 1].key == "الله"
    return god and line[at].key in _SERVANTS and not line[at].joined and not set_phrase(line, at)


def _of_the_family(line: Line, at: int, start: int) -> bool:
    """Whether ب and the article open a family's name right behind a given one: «عمر بالحاج صالح»."""
    word, first = line[at].form, line[at - 1].form.given
    borne = word.proclitics == "ب" and word.definite and word.given is not None and word.given.surname >= 20
    free = word.nation is None and all(title.kind == "honorific" for _, title in word.titles)
    return borne and free and at == start + 1 and first is not None and first.given >= 20


def _hyphen(line: Line, at: int) -> bool:
    """Whether a hyphen joins two parts of a foreign name: «فرانك-فالتر شتاينماير»."""
    if line[at].norm not in ("-", "–") or at + 1 >= len(line):
        return False
    mark, after = line[at], line[at + 1]
    return (
        line[at - 1].right == mark.left
        and mark.right == after.left
        and (unknown(after) or after.form.given is not None)
    )


def _surname(line: Line, at: int) -> bool:
    """Whether a preposition is a surname here: people bear it, and a title or the end of the phrase follows."""
    borne = given(line[at])
    if borne is None or borne.given + borne.surname < 10 or line[at].form.text.endswith("ى"):
        return False  # «شدد الشاعر على أن»
    after = line[at + 1] if at + 1 < len(line) else None
    return (
        after is None
        or after.kind == "mark"
        or after.cls == "sub"
        or (after.definite and title_at(line, at + 1) is not None)
    )


def _elsewhere(line: Line, at: int, known: Found) -> bool:
    """Whether a word is known as a place or body, and seldom as a surname: «أمين الأحساء»."""
    borne = given(line[at])
    return any(c.type != "Person" and not c.weak for c in known.get(at, ())) and (borne is None or borne.surname < 5)


# What is followed by «الله» in names of people, though it is a common word by itself.
_SERVANTS = frozenset(("عبد", "سعد", "عطا", "هبه", "رزق", "نصر", "ولي", "فضل", "خلف", "جار", "غرم", "حمد", "ضيف", "عوض", "فتح", "خير",
                       "شكر", "نعمه", "حسب", "جاب", "روح", "ايه", "امه", "دخيل", "عبيد", "سيف", "اسد", "ذبيح", "منه", "جاد", "وداعه"))  # fmt: skip


def _family_name(line: Line, at: int) -> bool:
    """Whether a name ends here, so that no unknown word goes on with it: «رجح هيثم الشناوي كفة الفريق»."""
    word = line[at]
    return word.definite and word.key.endswith("ي") and line[at - 1].key not in _SERVANTS


def _between_names(line: Line, at: int) -> bool:
    """Whether a title is a name here, as another stands behind it: «بندر محمد سلطان عسيري»."""
    word = line[at]
    if word.definite or at + 1 >= len(line) or line[at + 1].joined:
        return False
    after = line[at + 1].form.given
    borne, first = word.form.given, line[at - 1].form.given
    if after is None and borne is not None and borne.given >= 20 and first is not None and first.given >= 20:
        return unknown(line[at + 1])  # «محمد أمين معزاوي»
    return after is not None and after.surname >= 5 and not common(line[at + 1]) and not nationality(line[at + 1])


def _closes_titled(line: Line, at: int) -> bool:
    """Whether an indefinite word stands between a titled given name and a comma: «المستشار مصطفى رسمي، مدير النيابة»."""
    after, first = line[at + 1] if at + 1 < len(line) else None, line[at - 1].form.given
    titled = at > 1 and bool(line[at - 2].form.titles) and line[at - 2].definite
    comma = after is not None and after.norm in ("،", ",") and not line[at].definite
    return titled and comma and first is not None and first.given >= FAVOURITE


def _before_post(line: Line, at: int) -> bool:
    """Whether what somebody is made follows a word: «علي سلطان وزيرا للنقل»."""
    after = line[at + 1] if at + 1 < len(line) else None
    post = after is not None and after.form.text.endswith("ا") and not (after.definite or after.joined)
    return after is not None and post and after.bare.removesuffix("ا") in titles()


def _like_a_surname(line: Line, at: int) -> bool:
    """Whether a rare word in ال…ي ends a name though it is met elsewhere, as names of the news are: «فتحي الجراي»."""
    word, before = line[at], line[at - 1].form.given
    if before is None or before.given < 20:
        return False
    return _rare(word) and title_at(line, at) is None and word.bare not in type_nouns()


def _closes_name(line: Line, at: int) -> bool:
    """Whether a definite word stands between a given name and the end of the phrase: «إبراهيم النقيب، ومحمد الخطيب»."""
    before, after = line[at - 1], line[at + 1] if at + 1 < len(line) else None
    borne = before.form.given
    mine = line[at].form.given
    known_name = mine is not None and mine.surname > 2 and after is not None and after.cls in ("prep", "sub")
    ends = after is None or after.kind == "mark" or after.proclitics == "و" or known_name
    return line[at].definite and borne is not None and borne.given >= 20 and _mostly_a_name(before) and ends


def _in_a_row(line: Line, at: int) -> bool:
    """Whether a definite word stands between a given name and one more behind و: «يوسف الزلزلة وراكان النصف»."""
    word, before = line[at], line[at - 1]
    after = line[at + 1] if at + 1 < len(line) else None
    if after is None or after.proclitics != "و" or after.definite or not word.definite or is_adjective(word):
        return False
    names = [w for w in (before, after) if (g := given(w)) is not None and g.given >= FAVOURITE // 2 and not common(w)]
    plain = nationality(word) or word.form.nouns or title_at(line, at) is not None
    return len(names) == 2 and not plain and not word.enclitic


def _inner_name(line: Line, at: int) -> bool:
    """Whether a rare word stands between a given name and a family name: «ناصر معجب الدوسري»."""
    word, before = line[at], line[at - 1].form.given
    if before is None or before.given < 20 or word.definite or at + 1 >= len(line) or not line[at + 1].definite:
        return False
    plain = is_verb(word) or word.bare in type_nouns() or title_at(line, at) is not None
    return not plain and count(word.norm) < _SELDOM and _between_names(line, at)


def _only_a_name(line: Line, at: int) -> bool:
    """Whether a word that is never a noun stands behind a given name: «سامي زغدودية»."""
    before = line[at - 1]
    borne = before.form.given
    after_given = borne is not None and borne.given >= 20 and not common(before)
    return after_given and (no_noun(line[at]) or _clan(line[at])) and title_at(line, at) is None


def _clan(word: Word) -> bool:
    """Whether a word in ات is never met in any other form, as surnames of Jordan: «محمد الذنيبات», «ذنيبات»."""
    bare = word.bare
    if word.joined or word.enclitic or word.cls or not bare.endswith("ات") or len(bare) < 5 or word.form.nouns:
        return False
    stem = bare[:-2]
    met = sum(count(form) + count("ال" + form) for form in (bare, stem, stem + "ة"))
    return not met and bare not in lexicon().keys and stem not in lexicon().keys


def no_noun(word: Word) -> bool:
    """Whether a word that is no verb is never met with ال, as nouns are, and is not inflected like one."""
    if word.definite or word.cls or word.joined or word.enclitic or word.form.nouns or len(word.norm) < 4:
        return False
    inflected = word.key.endswith(("ا", "ات", "ها", "هم", "ته", "ان", "ين", "ون"))
    plain = inflected or is_verb(word) or word.bare in adjectives() or word.bare in lexicon().keys
    return not plain and word.bare not in plain_words() and not nationality(word) and not count("ال" + word.norm)


def _rare(word: Word) -> bool:
    """Whether a definite word in ي is seldom met and no adjective, to which its feminine would belong."""
    if not word.definite or not word.key.endswith("ي") or word.bare in adjectives() or nationality(word):
        return False
    met = count(word.norm)
    return met < _SELDOM and count(word.norm + "ة") < 3 * met and not is_verb(word)


def _goes_on(line: Line, at: int) -> bool:
    word = line[at]
    if word.form.text.endswith(("ً", "ًا")):
        return False  # «النجاح حفراوياً»
    borne = given(word)
    bearers = borne.given + borne.surname if borne is not None else 0
    if word.key in _SERVANTS and at + 1 < len(line) and line[at + 1].key == "الله":
        return True  # «محمد ضيف الله القرني»
    if (borne is None or borne.surname < FAVOURITE) and _in_a_row(line, at):
        return True
    if borne is None and not unknown(word):
        return _like_a_surname(line, at) or _inner_name(line, at) or _only_a_name(line, at)
    if word.key == "الله":
        return not common(line[at - 1]) or line[at - 1].key in _SERVANTS  # «سعد الله», «هبة الله»
    if ((is_verb(word) or common(word)) and bearers < 3) or word.norm in ("ان", "أن", "إن"):
        return False
    if is_verb(word) and count(word.norm) > 5 * bearers:
        return False  # «العبدالكريم أرجع …»
    if nationality(word) and not (word.definite and borne is not None and borne.surname > 2):
        return False
    if borne is not None and borne.surname > 1 and _closes_name(line, at):
        return True
    title = title_at(line, at)
    if word.bare in type_nouns() or title is not None:
        if title is not None and (title.kind == "office" or word.key == "شيخ"):
            return bearers >= 10 and (_between_names(line, at) or _before_post(line, at))
        if word.definite and borne is not None and borne.surname > 2 and _before_post(line, at):
            return True  # «محسن بن محمد الشيخ وزيرا للسياحة»
        return bearers >= 10 and not common(word)
    if word.bare in adjectives():
        # «علي مقبل صالح»: behind a name no adjective is without its article
        ends = at + 1 < len(line) and not line[at + 1].joined and title_at(line, at + 1) is not None
        between = not word.definite and (ends or _between_names(line, at))
        return bearers >= FAVOURITE or (bearers >= 5 and (between or _closes_titled(line, at)))
    return not (is_adjective(word) and bearers < 2 and not unknown(word))
