"""Titles and what they are over, up to the name they introduce: «نائب وزير الخارجية الإيطالي السابق فلان».

A title opens a phrase that is read word by word until a name begins; an office with what it is over stands for its
holder even without one («وزير النقل اليمني»).
"""

from __future__ import annotations

from kg.arabic.names import demonyms
from kg.arabic.predicates import lexicon
from kg.arabic.vocabulary import count
from kg.extract.counted import is_ordinal, is_people
from kg.extract.entities.candidates import Candidate, Found
from kg.extract.entities.complements import one_more_field
from kg.extract.entities.holders import Phrase, ends_the_office, follows_noun, named, named_in_quotes, office
from kg.extract.entities.runs import name_run, title_at
from kg.extract.entities.titles import Title
from kg.extract.entities.words import Line, Word, is_adjective, is_verb, nationality

_LONGEST_TITLE = 18
_QUOTE = 6  # words at most from a quotation mark to its close where a name is between


def titled(line: Line, at: int, title: Title, known: Found, bodies: Found, behind: bool = False) -> Candidate | None:
    """Return the person or office that a title opens; `behind` a name any office with a name in it will do."""
    head = line[at]
    last_title = line[at + title.words - 1]
    if title.kind in ("occupation", "rank") and head.key.endswith(("ي", "يه")) and follows_noun(line, at):
        return None  # «العروض الموسيقية الراقية», «انقلاب عسكري كامل»
    if title.kind == "occupation" and not head.definite and is_verb(head) and _doer_follows(line, at + title.words):
        return None  # «طالب النائب هيثم الحريري الحكومة»: he demands it
    before = line[at - 1] if at else None
    described = before is not None and before.definite and not head.joined and title_at(line, at - 1) is not None
    if described and title.kind == "occupation" and head.key.endswith("ي"):
        return None  # «المحاضر الدولي الإنجليزي»
    if head.form.text == "والى":
        return None  # «والى تراجع الدينار»: "and to", without its hamza
    if head.form.text.endswith(("ًا", "اً")):
        return None  # «عين فلان وزيرًا للأمن، وفلان …»: what he becomes
    if title.title[0] == "آ" and head.norm[0] == "أ":
        return None  # «أمر الفرقة بالبحث» is no «آمر»
    owned = bool(head.enclitic or last_title.enclitic)  # «نظيره البلجيكي», «رئيسها محمد عبو»
    if owned and (title.kind in ("honorific", "rank") or head.definite):
        return None
    whole = head.definite or last_title.definite or owned or bool(title.country)
    phrase = Phrase(at + title.words, at + title.words, whole)
    phrase.owned, phrase.feminine = owned, _feminine(title)
    phrase.direct, phrase.behind = "direct" in title.flags, behind
    phrase.acts_for(title.country)
    phrase.open = last_title.bare in ("اسم", "باسم")  # «الناطق باسم حركة حماس»
    while phrase.at < len(line) and phrase.at - at < _LONGEST_TITLE:
        made = named(line, at, phrase, title, known) or named_in_quotes(line, at, phrase, title, known)
        if made is not None:
            return made
        if not _step(line, phrase, title, known, bodies):
            break
    return office(line, at, title, phrase, known, behind)


def _doer_follows(line: Line, at: int) -> bool:
    """Whether an office, a definite title or definite people stand at a word: «طالب رئيس الحزب», «طالب المشاركون»."""
    if at >= len(line) or line[at].joined:
        return False
    title = title_at(line, at)
    if not line[at].definite:
        return title is not None and title.kind == "office"
    return title is not None or line[at].bare.endswith("ون") or is_people(line[at].bare)


def _step(line: Line, phrase: Phrase, title: Title, known: Found, bodies: Found) -> bool:
    """Read one more member of the title phrase; return whether there was one."""
    word = line[phrase.at]
    if word.key == "باسم" and not word.joined:
        phrase.at += 1
        phrase.open = True
        return True
    if word.kind == "mark":
        return _mark(line, phrase, known)
    if not word.is_word:
        return False
    if word.norm == "ل" and _over_quoted(line, phrase, known, bodies):
        return True
    inner = _entity(line, phrase.at, known, bodies)
    if word.proclitics == "ل" and (affairs := _affairs(line, phrase, title, inner)) is not None:
        phrase.at = affairs  # «المبعوث الأميركي لشؤون الرهائن», «النائب الأول لرئيس مجلس النواب»
        phrase.complement = phrase.definite = True
        phrase.keep()
        return True
    if word.proclitics.startswith("و") and word.proclitics != "و" and inner is None:
        return False  # «اللاعب البرتغالي وبالنظر إلى»
    if word.joined and word.proclitics != "و":
        return _attached(line, phrase, title, inner, known, bodies)
    if word.proclitics == "و":
        return _and(line, phrase, known, bodies)
    if (word.cls == "prep" and word.enclitic) or word.cls == "adv":
        # «الرئيس الشرعي والمعترف به دوليا عبدربه منصور هادي», «وزير النقل آنذاك محمد رشاد»
        phrase.at += 1
        phrase.loose = True
        return phrase.definite or phrase.complement
    if word.cls == "prep" and not word.enclitic:
        return _preposition(line, phrase, title, known, bodies)
    if word.enclitic and not word.cls and not phrase.complement and not phrase.definite and not is_verb(word):
        phrase.at += 1  # «رئيس تحريرها منصور الجمري», «وزير دفاعه جيمس ماتيس»
        phrase.complement = phrase.owned = True
        return True
    if word.cls or word.enclitic:
        return False
    if nationality(word) and (word.definite or not phrase.definite):
        if not phrase.loose:  # «اللاعب في الحصول على الجنسية اللبنانية» names nobody
            phrase.met.add("nation")
        phrase.acts_for(demonyms()[word.bare].country)
        phrase.at += 1
        phrase.direct = phrase.direct and title.kind == "rank"  # «الشاب الفلسطيني عبد الرحمن الخطيب»
        phrase.keep()
        phrase.complement = phrase.complement or word.definite
        return True
    if inner is not None and inner.type != "Person" and (phrase.open or not (phrase.complement or phrase.definite)):
        _consume(phrase, inner, True)
        phrase.complement, phrase.open, phrase.loose = True, False, False
        return True
    second = title_at(line, phrase.at)
    own = second is None or second.title == "ملك" or second.kind != "office"
    if title.country and phrase.at == phrase.core and not own:
        return False  # «استقبل خادم الحرمين الشريفين الوزير»
    if (
        second is not None
        and phrase.closed
        and second.kind == "office"
        and _of_another(line, phrase, second, known, bodies)
    ):
        return False  # «استقبل عاهل البحرين السفير الياباني»
    if second is not None and (not phrase.definite or word.definite or second.kind in ("honorific", "rank")):
        phrase.definite = phrase.definite or word.definite
        phrase.at += second.words
        if phrase.closed and second.kind == "office" and not word.definite:
            phrase.open = True  # «وزير العدل رئيس المجلس الأعلى للقضاء»: it waits for what it is over
        elif second.kind not in ("honorific", "rank"):
            phrase.keep()
        phrase.met.add("title")
        return True
    if is_verb(word) and not _links(line, phrase):
        return False
    if word.definite:
        if phrase.open or (not phrase.complement and not phrase.definite):
            phrase.loose = phrase.loose and not phrase.open  # «المتحدثة باسم الوزارة هيذر ناورت»
            phrase.open = False
            phrase.complement = True
            phrase.met.add("over")
            phrase.at += 1
            phrase.keep()
            return True
        if title.kind == "office" and _of_what_is_his(line, phrase):
            phrase.at += 2
            return True
        if is_adjective(word) or is_ordinal(word.raw) or ends_the_office(line, phrase.at):
            phrase.at += 1
            if phrase.core == phrase.at - 1 and not phrase.owned:
                phrase.keep()
            return True
        if not phrase.loose and _participle(line, phrase.at):
            phrase.at += 1  # «رئيس الوفد المفاوض», «اللجنة المنظمة للبطولة», «شركة النفط التابعة للدولة»
            phrase.loose = True
            return True
        return False
    if (phrase.complement or phrase.definite) and not phrase.open:
        return False
    # a further link of the idafa: «وزير خارجية فرنسا», «رئيس بلدية صفاقس»
    phrase.at += 1
    return True


def _over_quoted(line: Line, phrase: Phrase, known: Found, bodies: Found) -> bool:
    """Read what an office is over behind a ل of its own, in quotation marks: «الرئيس التنفيذي لـ"نوكيا"»."""
    close = line.quotes.get(phrase.at + 1)
    if close is None or close - phrase.at > _QUOTE or phrase.at != phrase.core or phrase.complement:
        return False
    inside = _entity(line, phrase.at + 2, known, bodies)
    if inside is not None:
        phrase.parts.append(inside)
        phrase.acts_for(inside.country)
    phrase.at = close + 1
    phrase.complement = True
    phrase.met.add("entity")
    phrase.keep()
    return True


def _attached(line: Line, phrase: Phrase, title: Title, inner: Candidate | None, known: Found, bodies: Found) -> bool:
    """Read a word behind ب, ل or the like: «المتحدث باسم», «القيادي بتنظيم القاعدة», «الأمين العام للأمم المتحدة»."""
    word = line[phrase.at]
    if inner is not None:
        own = (word.proclitics.endswith("ل") and not (phrase.complement or "entity" in phrase.met)) or _court(
            title, inner
        )
        # «أمير دولة الكويت بقصر بيان»: where he is, not what he is over
        beside = inner.type == "Place" and word.proclitics.endswith("ب") and "entity" in phrase.met
        heard = inner.type == "Organization" and word.proclitics.endswith("ل") and "entity" in phrase.met
        _consume(phrase, inner, own or (phrase.at == phrase.core and not (beside or heard)))
        return True
    if word.definite or word.bare == "اسم":
        near = phrase.at == phrase.core and not phrase.complement
        phrase.at += 1
        phrase.loose = not (near and word.proclitics == "ل")  # «المندوب الجهوي للسياحة»
        phrase.open = word.bare == "اسم"
        if near and word.proclitics == "ل" and "holder" not in title.flags:  # «زيارة رئيس الحكومة للجهة»
            phrase.keep()
            phrase.met.add("for")
        return True
    return _part_of_body(line, phrase, known, bodies)


def _and(line: Line, phrase: Phrase, known: Found, bodies: Found) -> bool:
    """Read a second office of the same person, or a further field of his: «وزير الزراعة والثروة السمكية»."""
    word = line[phrase.at]
    second = title_at(line, phrase.at)
    if second is not None and _another(line, phrase, second, known, bodies):
        return False
    if second is not None:
        phrase.at += second.words
        phrase.complement = phrase.complement and word.definite
        phrase.open = not word.definite  # «الرئيس الفرنسي السابق وزعيم حزب …»
        phrase.second = True
        return True
    if phrase.complement and one_more_field(line, phrase.at):
        near = phrase.core == phrase.at
        phrase.at += 2
        if near and "nation" not in phrase.met:
            phrase.keep()  # «وزير الخارجية وشؤون المغتربين»
        return True
    if word.definite and (phrase.complement or phrase.definite):
        near = phrase.core == phrase.at
        if near and "over" not in phrase.met and any(n.type == "Organization" for n in word.form.nouns):
            return False  # «شكرهم لخادم الحرمين الشريفين والحكومة السعودية»
        phrase.at += 1
        if near and "over" in phrase.met and "nation" not in phrase.met:
            phrase.keep()  # «وزير الزراعة والثروة السمكية»
        else:
            phrase.loose = True
        return True
    return False


def _preposition(line: Line, phrase: Phrase, title: Title, known: Found, bodies: Found) -> bool:
    """Read a preposition and what it governs: «المبعوث الأممي إلى اليمن», «القيادي في حركة فتح»."""
    word = line[phrase.at]
    if word.key == "من" and _origin(line, phrase.at):
        phrase.at += 3
        return True
    if word.key in ("في", "من", "علي", "لدي", "عن", "بين", "الي", "مع") and phrase.at + 1 < len(line):
        following = _entity(line, phrase.at + 1, known, bodies)
        if following is not None and not line[phrase.at + 1].joined:
            own = _court(title, following) or _stands_in(phrase, title, word, following)
            phrase.at += 1
            aside = phrase.aside
            _consume(phrase, following, own)
            if word.key in ("الي", "من", "مع", "بين") or following.type == "Place":
                phrase.aside = aside
            if "sent" in title.flags and word.key in ("الي", "لدي"):
                phrase.keep()  # «المبعوث الأممي إلى اليمن»
            return True
        if line[phrase.at + 1].definite and (phrase.complement or phrase.definite):
            phrase.at += 2
            phrase.loose = True
            return True
    return False


def _court(title: Title, body: Candidate) -> bool:
    """Whether a body is the court that a prosecutor is at: «وكيل الجمهورية بالمحكمة الابتدائية بجندوبة»."""
    return "court" in title.flags and body.type == "Organization"


def _origin(line: Line, at: int) -> bool:
    """Whether a preposition says where somebody's family is from: «الباحث من أصل تونسي فلان»."""
    noun, nation = at + 1, at + 2
    return nation < len(line) and line[noun].bare in ("اصل", "اصول") and nationality(line[nation])


def _stands_in(phrase: Phrase, title: Title, word: Word, body: Candidate) -> bool:
    """Whether a body is what a definite office is held in: «القيادي البارز في حركة فتح», «النائبة عن حزب العمال»."""
    near = phrase.at == phrase.core and not phrase.complement
    body_of = "body" in title.flags and body.type == "Organization" and word.key in ("في", "عن")
    return body_of and near and phrase.definite and not phrase.owned


def _participle(line: Line, at: int) -> bool:
    """Whether a word is a participle by its shape, before its complement or a name: «المفاوض», «المنظمة», «التابعة»."""
    word, after = line[at], line[at + 1] if at + 1 < len(line) else None
    if after is None or (after.definite and not after.joined):
        return False  # «دعا وزير الخارجية الجانب الروسي»
    bare = word.bare.removesuffix("ه")
    return not word.enclitic and ((bare[0] == "م" and len(bare) in (4, 5)) or (len(bare) == 4 and bare[1] == "ا"))


def _of_what_is_his(line: Line, phrase: Phrase) -> bool:
    """Whether a feminine adjective describes a man by what is his: «الرئيس المنتهية ولايته»."""
    word, after = line[phrase.at], phrase.at + 1
    his = after < len(line) and line[after].enclitic == "ه" and not line[after].joined and not line[after].cls
    return his and word.key.endswith("ه") and not phrase.feminine


def _links(line: Line, phrase: Phrase) -> bool:
    """Whether a noun spelt like a verb links an indefinite title to what is definite: «مدير قسم الصحة»."""
    word, after = line[phrase.at], phrase.at + 1
    waits = phrase.at == phrase.core and not (phrase.complement or phrase.definite) and after < len(line)
    return waits and line[after].definite and not line[after].joined and count("ال" + word.norm) > 3


def _affairs(line: Line, phrase: Phrase, title: Title, inner: Candidate | None) -> int | None:
    """Where «لشؤون …», «لرئيس …» or the field of a secretary of state ends, with what it is over."""
    word, at = line[phrase.at], phrase.at + 1
    second = title_at(line, phrase.at)
    field = "field" in title.flags and phrase.at == phrase.core  # «كاتب الدولة لأملاك الدولة»
    over = (
        field
        or word.bare in ("شؤون", "شوون", "شيون", "قضايا", "حقوق")
        or (inner is None and any(n.type == "Organization" for n in word.form.nouns))
    )
    if word.definite or word.enclitic or not (over or (second is not None and second.kind == "office")):
        return None
    at = phrase.at + (second.words if second is not None else 1)
    done = line[at - 1].definite  # «النائب الثاني لرئيس مجلس الوزراء»
    while (
        not done
        and at < len(line)
        and at - phrase.at < 4
        and line[at].is_word
        and not line[at].joined
        and not line[at].cls
    ):
        at += 1
        if line[at - 1].definite:
            break  # «المتحدث الإعلامي لشرطة المنطقة الشرقية»
    closed = at < len(line) and line[at - 1].definite
    return at if closed else None


def _part_of_body(line: Line, phrase: Phrase, known: Found, bodies: Found) -> bool:
    """Take in where somebody is in a body: «مدير التراخيص بفرع الهيئة», «المدير العام لجمرك البطحاء»."""
    word, at = line[phrase.at], phrase.at + 1
    if at >= len(line) or line[at].joined or not _noun(word) or not (phrase.complement or phrase.definite):
        return False
    body = _entity(line, at, known, bodies)
    charged = word.proclitics == "ب" and lexicon().is_masdar(word.bare)  # «المكلف بمتابعة المشاريع»
    if body is None and not (line[at].definite and (word.form.nouns or charged)):
        return False
    phrase.loose = True
    if body is not None:
        _consume(phrase, body, False)
    else:
        phrase.at = at + 1
    return True


def _noun(word: Word) -> bool:
    """Whether a word is met with its article, as nouns are."""
    return count("ال" + word.norm) > 3 and not is_verb(word)


def _feminine(title: Title) -> bool:
    return title.key.split()[0].endswith("ه")


def _another(line: Line, phrase: Phrase, second: Title, known: Found, bodies: Found) -> bool:
    """Whether a joined title is somebody else's: «ونظيره السعودي», «رئيس الحكومة والمستشارة», of another country."""
    head = line[phrase.at]
    if head.enclitic or _feminine(second) != phrase.feminine:
        return True
    if (
        second.kind in ("honorific", "rank")
        and (head.definite or "style" in second.flags)
        and (phrase.complement or phrase.definite)
    ):
        return True  # «وزير المالية والمهندس فلان»
    return _of_another(line, phrase, second, known, bodies)


def _of_another(line: Line, phrase: Phrase, second: Title, known: Found, bodies: Found) -> bool:
    """Whether a second title is of another country."""
    other = titled(line, phrase.at, second, known, bodies)
    if other is None or other.country is None:
        return False
    if phrase.country is None:
        return phrase.of_many  # «الأمين العام لجامعة الدول العربية الرئيس المصري»
    return other.country != phrase.country


def _mark(line: Line, phrase: Phrase, known: Found) -> bool:
    word = line[phrase.at]
    close = line.quotes.get(phrase.at)
    if close is not None and close - phrase.at <= _QUOTE:
        phrase.at = close + 1
        phrase.complement = True
        phrase.met.add("quoted")
        return True
    if word.norm == "(" and phrase.complement:
        close = next((i for i in range(phrase.at + 2, min(phrase.at + 5, len(line))) if line[i].norm == ")"), None)
        if close is not None:
            phrase.at = close + 1  # «المتحدث باسم وزارة الدفاع (البنتاغون) جون سميث»
            return True
    last = line[phrase.at - 1]
    told = phrase.complement or phrase.met or (phrase.definite and (is_adjective(last) or is_ordinal(last.raw)))
    if word.norm in ("،", ",") and told and not phrase.behind and phrase.at + 1 < len(line):
        # «وزير أوروبا والشؤون الخارجية، جون إيف لودريان», «المعتمد الجديد، شهاب بن علي»
        second = title_at(line, phrase.at + 1)
        borne = second is not None and second.kind in ("honorific", "rank") and not line[phrase.at + 1].enclitic
        at = phrase.at + 1 + (second.words if second is not None and borne else 0)
        if at + 1 < len(line) and line[at].definite and nationality(line[at]):
            at += 1  # «مدير دائرة الحكام، الإنجليزي جون سميث»
        run = name_run(line, at, known) if at < len(line) else None
        servant = at < len(line) and line[at].key.startswith("عبدال")
        sure = run is not None and (run.sure >= 2 or (run.sure == 1 and (run.last - at > 1 or servant)))
        if sure and not line[phrase.at + 1].joined:
            if nationality(line[at - 1]):
                phrase.acts_for(demonyms()[line[at - 1].bare].country)
            phrase.at = at
            return True
    return False


def _entity(line: Line, at: int, known: Found, bodies: Found) -> Candidate | None:
    options = [c for c in known.get(at, []) + bodies.get(at, []) if not c.weak and c.rule != "first"]
    return max(options, key=lambda c: c.length) if options else None


def _consume(phrase: Phrase, inner: Candidate, core: bool) -> None:
    phrase.met.add("entity")
    phrase.at = inner.last
    if core:
        phrase.parts.append(inner)
        phrase.acts_for(inner.country)  # «زيارة رئيس الجمهورية إلى إيطاليا» makes nobody Italian
        phrase.keep()
    else:
        phrase.aside = phrase.aside or inner.country
