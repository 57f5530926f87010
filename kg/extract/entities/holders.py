"""Who a title's phrase names: the person whose name begins behind it, or the holder of its office without a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from kg.arabic.names import demonyms
from kg.arabic.normalize import fold
from kg.arabic.tables import read_table
from kg.arabic.vocabulary import count
from kg.extract.entities.candidates import Candidate, Found
from kg.extract.entities.forms import particles
from kg.extract.entities.runs import Run, name_run, strangers, title_at
from kg.extract.entities.titles import Title, titles
from kg.extract.entities.words import Line, Word, common, given, is_adjective, is_verb, nationality, unknown

_MET = 20  # times from which a word that people bear is a common one, too


@dataclass(slots=True)
class Phrase:
    """A title phrase being read: where it stands, where it could end without a name, and what it said."""

    at: int
    core: int  # end of what belongs to the office itself
    definite: bool
    complement: bool = False  # the idafa has its complement
    direct: bool = False
    loose: bool = False  # a preposition was passed since, so a name must be sure
    second: bool = False  # a second office has been joined by و
    owned: bool = False  # a pronoun says whose it is, so it is no office of a name
    open: bool = False  # «باسم» waits for its noun
    feminine: bool = False
    behind: bool = False  # somebody's name stands before it
    met: set[str] = field(default_factory=set)
    country: str | None = None
    aside: str | None = None  # of a name that only stands beside the office, for the person who is named
    parts: list[Candidate] = field(default_factory=list)

    @property
    def of_many(self) -> bool:
        """Whether it is an office of an international body."""
        return any(
            p.type == "Organization" and p.rule == "known" and not p.country and not p.pattern for p in self.parts
        )

    @property
    def closed(self) -> bool:
        """Whether nothing more is needed before a name."""
        return bool(self.met & {"nation", "entity", "over", "quoted"})

    def acts_for(self, country: str | None) -> None:
        """Take a country for that of the office, where it has none yet."""
        if not self.second:
            self.country = self.country or country

    def keep(self) -> None:
        """Take what has been read into the office itself: «والي المنستير» (وسفير تركيا is another)."""
        if not self.second:
            self.core = self.at


def person(line: Line, first: int, at: int, run: Run, country: str | None, rule: str) -> Candidate:
    """Return the person whose mention begins at word `first` and whose name is the run from word `at` on."""
    words = line[at : run.last]
    listed = run.known if run.known is not None and run.known.last == run.last else None
    if run.known is not None and _longer_than_listed(line, run, run.known):
        run.known = None
    curated = run.known is not None and run.known.rule == "known"
    if curated and run.known is not None:
        country = run.known.country
    return Candidate(
        line, first, run.last, _start(line, first, listed), words[-1].end if not listed else listed.end, "Person", rule,
        run.known.name if run.known is not None else "", country or _by_nisba(words) or (run.known.country if run.known is not None else None),
        run.known.wikidata if run.known is not None else None, key=" ".join(w.raw if w.raw == "بالله" else w.key for w in words),
        head=line[first].bare if first != at else "",
        several=(curated and country is None) or (run.known is not None and run.known.several),  # listed without a country: one who acts for many
    )  # fmt: skip


def _longer_than_listed(line: Line, run: Run, listed: Candidate) -> bool:
    """Whether a family's name tells one from who is known by two given names: «عماد مصطفى الطرابلسي»."""
    if listed.rule != "known" or run.last == listed.last or listed.last - listed.first != 2:
        return False
    second, more = given(line[listed.last - 1]), line[run.last - 1]
    return second is not None and second.given > 2 * second.surname and more.definite and more.key.endswith("ي")


def _start(line: Line, first: int, listed: Candidate | None) -> int:
    return listed.start if listed is not None and listed.first == first else line[first].start


def named(line: Line, first: int, phrase: Phrase, title: Title, known: Found) -> Candidate | None:
    """Return the person whose name begins where the title phrase has been read to."""
    at = phrase.at
    near = at == first + title.words or _honours_only(
        line, first + title.words, at
    )  # «السيد محمد», «العقيد معمر القذافي», «الملك سلمان»
    ready = phrase.definite or phrase.complement or title.kind in ("honorific", "rank") or "title" in phrase.met
    whole = any(c.type == "Person" and c.start == line[at].left for c in known.get(at, ()))  # «العقيد بلحسن»: no clitic
    if not ready or (line[at].joined and not whole):
        return None
    if not near and ends_the_office(line, at):
        return None
    if _near_ruler(line, first, title) and _is_named_something(line, first, at, known):
        return None
    run = name_run(line, at, known)
    if run is not None and _named_behind_comma(line, at, run, known):
        return None
    if run is not None and _another_bears_it(run, at, phrase):
        run.known = None
    strange = run is not None and strangers(line, at, run)
    played = title.kind == "occupation" and any(
        p.type == "Organization" and p.first == first + title.words for p in phrase.parts
    )  # «نجم المنتخب الفرنسي فلان»
    if phrase.direct and not (near or strange or played):
        return None
    if run is None and near and title.kind == "rank":
        run = _by_surname(line, at)
    if run is None:
        return None
    unowned = not phrase.owned or (phrase.closed and run.last - at > 1)  # «مدربهم الإسباني أوناي إيمري»
    borne = given(line[at])
    if near and title.kind == "occupation" and run.last - at == 2 and borne is not None and borne.given >= 20:
        unowned = unowned or not common(line[at])  # «مصوره رامي الريفي»
    if run.sure < 2 and not strange and not (unowned and _likely(line, at, run, near, phrase, title)):
        return None
    made = person(line, first, at, run, phrase.country or phrase.aside, f"title:{title.title}")
    made.office = phrase.core
    if phrase.country is None and "entity" in phrase.met and phrase.of_many:
        made.several = True  # «المتحدثة باسم الأمم المتحدة»
        if "led" not in title.flags:
            made.country = None  # «الأمين العام لجامعة الدول العربية عمرو موسى» acts for no one country
    return made


def _honours_only(line: Line, first: int, at: int) -> bool:
    """Whether nothing but honorifics stands between two places: «الشيخ الدكتور محمد صباح»."""
    while first < at:
        title = title_at(line, first)
        if title is None or title.kind != "honorific" or line[first].joined:
            return False
        first += title.words
    return True


@cache
def _naming_verbs() -> frozenset[str]:
    return frozenset(fold(row["word"]) for row in read_table("naming_verbs.tsv", ("word",)))


def _near_ruler(line: Line, first: int, title: Title) -> bool:
    """Whether a ruler's title stands right behind a verb of appointing: «عين العاهل الأردني»."""
    return "rules" in title.flags and first > 0 and line[first - 1].raw.lstrip("وف") in _naming_verbs()


def _is_named_something(line: Line, first: int, at: int, known: Found) -> bool:
    """Whether the name behind a ruler's title is whom he appoints: «عين العاهل الأردني بشر الخصاونة رئيسا للوزراء»."""
    run = name_run(line, at, known)
    if run is None or run.last >= len(line) or any(w.bare in ("سابق", "اسبق", "مخلوع") for w in line[first:at]):
        return False
    after = line[run.last]
    office = not after.joined and after.form.text.endswith("ا") and after.bare.removesuffix("ا") in titles()
    return office or (after.proclitics == "ب" and after.key.startswith("ت"))  # «بتشكيل»


def _named_behind_comma(line: Line, at: int, run: Run, known: Found) -> bool:
    """Whether what somebody is known by is an adjective here, as his name follows: «الرئيس المخلوع، علي عبد الله صالح»."""
    if run.known is None or run.last != at + 1 or not is_adjective(line[at]) or at + 2 >= len(line):
        return False
    behind = name_run(line, at + 2, known) if line[at + 1].norm in ("،", ",") else None
    return behind is not None and behind.sure > 1


def _another_bears_it(run: Run, at: int, phrase: Phrase) -> bool:
    """Whether a surname that somebody is known by is told to be of another country: «اللاعب البوليفي موخيكا»."""
    whose = run.known.country if run.known is not None and run.known.rule == "known" else None
    one = run.last == at + 1 and phrase.met == {"nation"} and not phrase.parts
    return one and None not in (whose, phrase.country) and whose != phrase.country


def _by_nisba(words: Sequence[Word]) -> str | None:
    """Return the country that a kunya's nisba tells: «أبو حمزة التونسي»."""
    last = words[-1]
    kunya = len(words) > 2 - (" " in words[0].key) and words[0].key.split()[0] in ("ابو", "ابي", "ابا")
    return demonyms()[last.bare].country if kunya and last.definite and nationality(last) else None


def named_in_quotes(line: Line, first: int, phrase: Phrase, title: Title, known: Found) -> Candidate | None:
    # «رئيسة الوزراء البولندية "بياتا شيدلو"»
    close = line.quotes.get(phrase.at)
    if close is None or not (phrase.definite or phrase.complement) or phrase.loose or close - phrase.at > 5:
        return None
    run = name_run(line, phrase.at + 1, known)
    if run is None or run.last != close or run.sure == 0 or (run.sure < 2 and not phrase.closed):
        return None
    made = person(line, first, phrase.at + 1, run, phrase.country or phrase.aside, f"title:{title.title}")
    made.office, made.last, made.end = phrase.core, close + 1, line[close].end
    return made


def office(line: Line, at: int, title: Title, phrase: Phrase, known: Found, behind: bool) -> Candidate | None:
    """An office without a name: «وزير النقل اليمني», «الوزير الفرنسي», «رئيس الجمهورية»."""
    head = line[at]
    last = phrase.core
    if phrase.owned:
        # «نظيره البلجيكي» is somebody; «وزير دفاعه» may be anybody
        if "nation" not in phrase.met or title.title not in ("نظير", "نظيرة"):
            return None
        # «الحكومة العراقية ونظيرتها الأمريكية»
        kind = "Organization" if title.title == "نظيرة" else "Person"
        named_too = next((c for c in known.get(last, ()) if c.type == kind == "Organization" and not c.weak), None)
        if named_too is not None and named_too.start == line[last].left:
            # «ونظيرتها الصينية سينوبك»
            return Candidate(line, at, named_too.last, head.start, named_too.end, kind, "known", named_too.name,
                             named_too.country or phrase.country, head=head.bare)  # fmt: skip
        return Candidate(line, at, last, head.start, line[last - 1].end, kind, f"office:{title.key}",
                         country=phrase.country, head=head.bare, office=last)  # fmt: skip
    if not _told(line, at, title, phrase, behind) or ("direct" in title.flags and "holder" not in title.flags):
        return None
    many = phrase.country is None and title.kind == "office" and phrase.of_many and "entity" in phrase.met
    return Candidate(line, at, last, head.start, line[last - 1].end, "Person", f"office:{title.key}",
                     country=phrase.country, head=head.bare, parts=phrase.parts, office=last, several=many)  # fmt: skip


def _told(line: Line, at: int, title: Title, phrase: Phrase, behind: bool) -> bool:
    """Whether an office is told well enough to stand for its holder."""
    head, last = line[at], phrase.core
    over = last > at + title.words
    if "holder" in title.flags and (head.definite or line[at + title.words - 1].definite or title.country):
        return True
    bodies = [p for p in phrase.parts if p.type == "Organization"]
    if head.definite and behind:  # «فلان المدير العام لشركة …»
        return over and ("for" in phrase.met or any(p.type in ("Organization", "Place") for p in phrase.parts))
    if head.definite:
        bodied = bool(bodies) and "body" in title.flags and not _describes(line, at)
        alone = bool(title.flags & {"alone", "sent", "speaks"})
        return over and ("nation" in phrase.met or ("entity" in phrase.met and (alone or bodied)))
    first = at + title.words
    # «زعيم حركة الشباب»: his body stands right behind
    heads = "body" in title.flags and any(p.first == first and not line[first].joined for p in bodies)
    # «خالد حسن مدرب الرجاء»: behind a name any office will do
    alone = "alone" in title.flags or heads or (behind and title.kind in ("office", "occupation"))
    if not over or not alone or (line[first].proclitics.endswith("ل") and not line[first - 1].definite):
        return False  # «عين وزيرا للطاقة»: what somebody is
    proper = phrase.met & {"nation", "entity", "for", "quoted"}
    return bool(proper) or ("over" in phrase.met and "any" in title.flags)


def _describes(line: Line, at: int) -> bool:
    """Whether a title is the adjective of the noun before: «الهيئة المديرة للنادي», «الإطار القيادي للحركة»."""
    named = at > 0 and (line[at - 1].form.given is not None or unknown(line[at - 1]))
    return line[at].key.endswith(("ي", "ه")) and follows_noun(line, at) and not named


def follows_noun(line: Line, at: int) -> bool:
    """Whether a word agrees with the noun right before it, definite or not, that is no title."""
    before = line[at - 1] if at else None
    if before is None or not before.is_word or line[at].joined or before.definite != line[at].definite:
        return False
    noun = before.definite or not (before.cls or before.enclitic or is_verb(before) or given(before))
    return noun and title_at(line, at - 1) is None and not nationality(before)


def ends_the_office(line: Line, at: int) -> bool:
    """Whether a definite noun still belongs to the office, as a name begins behind it: «مدير مركز الأرصاد خالد …»."""
    word, after = line[at], line[at + 1] if at + 1 < len(line) else None
    if after is None or not word.definite or after.definite or after.joined or not after.is_word:
        return False
    borne, behind = given(word), given(after)
    seldom = borne is None or (borne.given < 20 and 10 * borne.given < count(word.norm))
    return seldom and behind is not None and behind.given >= 20 and after.key not in particles()


def _by_surname(line: Line, at: int) -> Run | None:
    """Read an officer's family name that is a nationality too: «وأوضح اللواء التركي أن»."""
    word, verb = line[at], line[at - 2] if at > 1 else None
    says = verb is not None and verb.form.says and line[at - 1].definite
    return Run(at + 1, 2) if says and nationality(word) and word.definite and given(word) is not None else None


def _likely(line: Line, at: int, run: Run, near: bool, phrase: Phrase, title: Title) -> bool:
    """Whether a name that is only shaped like one follows its title closely enough: «الرقيب عازاريا», «الوزير معروف»."""
    word = line[at]
    if phrase.loose:
        return False
    if run.known is not None:
        return True
    if run.last - at > 1:
        return run.sure > 0 or near or (phrase.closed and not common(word))  # «زعيم المعارضة الأوكرانية فيكتور يوتشنكو»
    if is_adjective(word) and word.definite and run.last < len(line) and title_at(line, run.last) is not None:
        return False  # «رئيس الديوان الملكي الهاشمي الدكتور فايز الطراونة»
    borne = given(word)
    if word.definite and borne is None:
        shaped = near and unknown(word) and word.key.endswith("ي")
        return shaped and title.kind != "occupation" and "direct" not in title.flags  # «الفريق الكروي»
    if borne is not None and borne.given > 4 and not common(word):
        return (near or phrase.closed) and not _heads(line, at)  # «الأميرة فوزية»
    if common(word) or is_adjective(word) or (borne is None and word.key.endswith("ت")):
        return False  # «المعارضة باءت …»
    return (borne is not None or unknown(word)) and (near or phrase.closed)


def _heads(line: Line, at: int) -> bool:
    """Whether a name that is a common noun, too, has a definite complement: «منح الرئيس وسام الاستحقاق»."""
    after = line[at + 1] if at + 1 < len(line) else None
    noun = after is not None and after.is_word and after.definite and not after.joined and given(after) is None
    return noun and count(line[at].norm) > _MET and not (after is not None and nationality(after))
