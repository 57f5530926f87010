"""Names that the gazetteer knows, read under their clitics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kg.arabic.names import Gazetteer, Name, demonyms, name_key
from kg.extract.entities.candidates import Candidate, Found
from kg.extract.entities.runs import set_phrase
from kg.extract.entities.words import Line, Word, frequent, is_adjective, nationality, people_behind_body

_WHERE = ("في", "الي", "اصيل", "اصيله", "اصيلي")  # «في عمران», «أصيل الكاف»
_LETTERS = 4  # «بي بي سي», «إف بي آي»
_AT_HOME = 3  # how often an article names a country, or what is of it, for a word to be a town of it


def known(line: Line, gazetteer: Gazetteer) -> dict[int, list[Candidate]]:
    """Return, for each word that a known name begins with, its candidates, longest first."""
    out: dict[int, list[Candidate]] = {}
    at_of = [w.index for w in line if not _joins(line, w)]  # «إف-16» is «إف 16»
    raws = [line[i].raw for i in at_of]
    for place, starts in gazetteer.begun(raws):
        at = at_of[place]
        word = line[at]
        if word.blocked or word.kind in ("mark", "number"):
            continue
        for cut, first in starts:
            names = gazetteer.longest(raws, place, first)
            if not names:
                continue
            if set_phrase(line, at):
                break
            ends = [(at_of[place + length - 1] + 1, length, rows) for length, rows in names]
            found = [
                _candidate(line, word, cut, last, length, rows)
                for last, length, rows in ends
                if _told(line, last, rows)
            ]
            found = [c for c in found if not any(w.blocked for w in line[c.first : c.last])]
            if word.cls:  # «على» is not the short form of somebody called علي
                found = [c for c in found if c.rule not in ("short", "first") or c.last - at > 1]
            found = [c for c in found if not _field_adjective(line, word, c)]
            if _plain_here(line, word):
                found = [c for c in found if c.type != "Place" or c.last - at > 1]
            if word.cls == "sub":  # «أن صالح» is no town
                found = [c for c in found if c.type != "Place"]
            # «العلاقات السعودية» is no country
            found = [c for c in found if c.type != "Place" or c.last - at > 1 or cut or not _modifies(line, word)]
            whole = out[at][0].last - at if at in out else 0  # «وأم القيوين» is no «وام», an agency
            if found and found[0].last - at > whole and (found[0].last - at > 1 or _cut_right(word, cut)):
                out[at] = found
            if at in out and out[at][0].last - at > 1:
                break
    for options in list(out.values()):
        _with_alias(line, options[0], out)
    return out


def _joins(line: Line, mark: Word) -> bool:
    """Whether a hyphen joins two words of a name, nothing between: «إف-16», «النفيضة-الحمامات»."""
    at = mark.index
    if mark.norm != "-" or not 0 < at < len(line) - 1:
        return False
    return line[at - 1].right == mark.left and line[at + 1].left == mark.right


def _told(line: Line, last: int, rows: Sequence[Name]) -> bool:
    """Whether a nationality follows where there is no name without one: «وسائل إعلام بريطانية»."""
    if not any("nation" in n.flags for n in rows):
        return True
    after = line[last] if last < len(line) else None
    return after is not None and nationality(after) and not after.joined and after.definite == line[last - 1].definite


def by_country(listed: Sequence[Found], table: Gazetteer, homes: Sequence[str]) -> None:
    """Let a name mean what it means in the country that an article is about, where its rows say so (`near=`), or else
    where its paper is, if all `homes` of that name are one."""
    named: Counter[str | None] | None = None
    for candidate in (c for found in listed for options in found.values() for c in options):
        rows = [n for n in table.get(candidate.key) if n.near] if candidate.weak and candidate.key else []
        if not rows:
            continue
        if named is None:
            named = Counter(o[0].country for found in listed for o in found.values() if not o[0].weak)
        at_home = [n for n in rows if [n.near] == list(homes)]
        best = max(rows, key=lambda n: named[n.near])
        if not named[best.near] and at_home:
            candidate.name, candidate.country = at_home[0].english, at_home[0].country
            continue
        if named[best.near] and named[best.near] == max(count for code, count in named.items() if code):
            candidate.name, candidate.country = best.english, best.country


def namesakes(listed: Sequence[Found], homes: Sequence[str]) -> None:
    """Let a town that has a namesake be the one of the country that an article names or is at home in: «القنيطرة» of
    Morocco, «طرابلس» of Lebanon."""
    firsts = [options[0] for found in listed for options in found.values()]
    twins = [c for c in firsts if c.namesakes and not c.weak]
    if not twins:
        return
    named = Counter(c.country for c in firsts if not (c.weak or c.namesakes))
    for candidate in twins:
        best = max(candidate.namesakes, key=lambda n: named[n.near])
        here = [best.near] == list(homes) and bool(named[best.near] or not named[candidate.country])
        if (named[best.near] > named[candidate.country] and (here or named[best.near] >= _AT_HOME - 1)) or here:
            candidate.name, candidate.country = best.english, best.country


def at_home(listed: Sequence[Found]) -> None:
    """Let a word be the town of its name where the article is about its country: «في عمران», «إلى الزاوية»."""
    sure = Counter(o[0].country for found in listed for o in found.values() if not o[0].weak and o[0].country)
    if not sure:
        return
    home, times = sure.most_common(1)[0]
    if times < _AT_HOME:
        return
    for candidate in (c for found in listed for options in found.values() for c in options):
        if candidate.weak and candidate.type == "Place" and candidate.country == home and _stands_where(candidate):
            candidate.weak = False
    for found in listed:
        for candidate in (c for at in sorted(found) for c in found[at] if c.weak and c.type == "Place"):
            if candidate.country == home and _beside_a_town(candidate, found):
                candidate.weak = False


def _stands_where(place: Candidate) -> bool:
    """Whether a word stands where a town does, as behind a preposition of place, with nothing behind it that it could be the noun of."""
    line, at = place.line, place.first
    after = line[at + 1] if at + 1 < len(line) else None
    if place.last - at > 1:
        return False
    if not at:
        return after is not None and after.norm == ":" and line[at].definite  # «الكاف : إيقاف شخصين»
    if line[at].proclitics == "ب" and line[at].definite:
        return _ends(line, at + 1) and not (after is not None and after.cls == "prep")  # «بالكاف، إن»
    if line[at].joined or line[at - 1].key not in _WHERE:
        return False
    ends = after is None or after.kind == "mark" or after.blocked or bool(after.cls)
    return ends or (after is not None and after.proclitics.startswith("و"))


def _beside_a_town(place: Candidate, found: Found) -> bool:
    """Whether a word is coordinated with a town of its country, an amount between them at most: «توزر وقبلي»."""
    line, at = place.line, place.first
    if line[at].proclitics != "و" or place.last - at > 1 or not _ends(line, place.last):
        return False
    for before in range(at - 1, max(-1, at - 5), -1):
        for town in found.get(before, ()):
            if town.type == "Place" and not town.weak and town.country == place.country and town.key != place.key:
                between = line[town.last : at]
                return all(w.kind == "number" or w.joined or w.key == "ب" for w in between) and town.last <= at
    return False


def _ends(line: Line, last: int) -> bool:
    """Whether nothing stands at `last` that a word before it could be the noun of."""
    after = line[last] if last < len(line) else None
    return after is None or after.kind in ("mark", "number") or after.blocked or bool(after.cls) or after.joined


def _with_alias(line: Line, candidate: Candidate, out: dict[int, list[Candidate]]) -> None:
    """Take in the short name that stands behind a name: «منظمة الدول المصدرة للبترول «أوبك»», «العاصمة القطرية الدوحة»."""
    at = candidate.last
    if candidate.last - candidate.first < 2 or at >= len(line):
        return
    close = line.quotes.get(at)
    if close is None and line[at].norm == "(":
        close = next((i for i in range(at + 1, min(at + 5, len(line))) if line[i].norm == ")"), None)
    inside = at + 1 if close is not None else at
    if close == at + 2 and line[candidate.first].bare == "وكاله" and candidate.type == "Organization":
        candidate.last, candidate.end = close + 1, line[close].end  # «وكالة الأنباء القطرية «قنا»»
        return
    for alias in out.get(inside, ()):
        one = all(len(w.norm) <= _LETTERS for w in line[alias.first : alias.last]) or alias.last - alias.first == 1
        if not (alias.name == candidate.name or (close is not None and one and _of_one_state(alias, candidate))):
            continue
        if alias.last == (close or alias.last) and one:
            if close is None and candidate.type != "Place":
                return
            candidate.last = alias.last if close is None else close + 1
            candidate.end = alias.end if close is None else line[close].end
            return


def _of_one_state(one: Candidate, other: Candidate) -> bool:
    """Whether two names are of bodies of one country: «وزارة الدفاع الأمريكية (البنتاغون)»."""
    return one.type == other.type == "Organization" and one.country == other.country is not None


def _cut_right(word: Word, cut: int) -> bool:
    """Whether so many letters are clitics: the segmentation says so, or nobody knows the word as a whole."""
    swallowed = word.definite and word.proclitics.endswith("ل")  # «للأمم»: the article has lost its alef
    return cut in (0, len(word.proclitics), len(word.proclitics) + swallowed) or not frequent(word)  # «لليبيا»


def _candidate(line: Line, word: Word, cut: int, end: int, length: int, rows: tuple[Name, ...]) -> Candidate:
    last = line[end - 1]
    name = next((n for n in rows if not n.near), rows[0])
    weak = any(n.ambiguous for n in rows)
    if length == 1 and "minor" in name.flags:
        weak = True  # «الجديدة», «حلة»: a small town's name may be any word
    start = word.left + word.form.offset(cut)
    found = Candidate(
        line, word.index, end, start, last.right, name.type,
        "first" if "first" in name.flags else "short" if "short" in name.flags else "known", name.english, name.country,
        name.wikidata, key=name_key(name.name), weak=weak,
        pattern=name.pattern, several="many" in name.flags, seat="seat" in name.flags,
        namesakes=() if weak else tuple(n for n in rows if n.near and n.type == name.type),
    )  # fmt: skip
    if not (weak and length == 1 and word.index and line[word.index - 1].definite):
        _with_nationality(found, "nation" in name.flags)  # «الجهاز المركزي التركي» is not the central bank
    if found.type == "Place" and word.raw in demonyms() and word.index and not cut and not line[word.index - 1].cls:
        before = line[word.index - 1]
        feminine = demonyms()[word.raw].form in ("f", "fp")  # «قدرة تركيا» is no adjective
        if feminine and before.is_word and not before.definite and before.key.endswith(("ه", "ات")) and length == 1:
            found.weak = True  # «ليرة سورية» is no country
    if found.type == "Place" and length == 1 and cut and word.enclitic == "ه" and name.name.endswith("ة"):
        found.weak = True  # «لزواره»: for its visitors
    if found.type == "Place" and length == 1 and word.definite and not cut and _agrees(line, word):
        found.weak = True  # «الأراضي الرطبة» is no town
    return found


_WAYS = frozenset(("طريق", "طرق", "شارع", "جسر", "ممر", "خط", "مسلك", "نفق", "جاده"))


_PRAYERS = frozenset(("مغرب", noun) for noun in ("صلاه", "صلاتي", "اذان"))


def _plain_here(line: Line, word: Word) -> bool:
    """Whether a town's or country's name is a plain word: «الطريق الموصل إلى», «بقطر 42 ملم»."""
    before = line[word.index - 1] if word.index else None
    after = line[word.index + 1] if word.index + 1 < len(line) else None
    if before is not None and word.definite and not word.joined and before.definite and before.bare in _WAYS:
        return True
    if before is not None and (word.bare, before.bare) in _PRAYERS:
        return True  # «صلاة المغرب»
    return word.bare == "قطر" and after is not None and after.kind == "number"


def _agrees(line: Line, word: Word) -> bool:
    """Whether a word stands as the adjective of a definite noun that names no place."""
    before = line[word.index - 1] if word.index else None
    if before is None or not before.is_word or before.cls or not before.definite or before.form.nation is not None:
        return False
    return word.norm.endswith(("ة", "ه", "اء")) and not any(n.flags & {"town", "names"} for n in before.form.nouns)


def _modifies(line: Line, word: Word) -> bool:
    """Whether a country's name that is also an adjective («السعودية») stands as one: behind a definite noun."""
    before = line[word.index - 1] if word.index else None
    if before is None or word.bare not in demonyms() or not before.is_word or before.cls:
        return False
    if word.definite:
        return before.definite
    # «صاروخا روسيا»; but «اتهم الوزير تركيا», «اتهمت روسيا بريطانيا», «أما ليبيا فقد»
    return (
        before.key != "اما"
        and word.norm[-1] == before.norm[-1] == "ا"
        and not word.joined
        and before.bare not in demonyms()
    )


def _field_adjective(line: Line, word: Word, found: Candidate) -> bool:
    """Whether the field that names a ministry is the adjective of the noun before: «المبادلات الخارجية التونسية»."""
    before = line[word.index - 1] if word.index else None
    if before is None or word.joined or not word.definite or not is_adjective(word):
        return False
    noun = before.is_word and before.definite and not before.cls and before.key[-2:] in ("ات", "يه")
    return noun and (found.pattern or found.name).startswith("Ministry of ")


def _with_nationality(found: Candidate, indefinite: bool = False) -> None:
    # «القوات المسلحة السعودية», «محافظة صعدة اليمنية»
    line = found.line
    if found.type not in ("Organization", "Place") or found.last >= len(line):
        return
    word = line[found.last]
    follows = word.is_word and (word.definite or indefinite) and not word.joined and nationality(word)
    last = line[found.last - 1]
    if follows and found.type == "Organization" and people_behind_body(word, last):
        return
    if follows and nationality(last) and demonyms()[last.bare].form in ("m", "f") and demonyms()[word.bare].form == "p":
        return  # «يمنح الاتحاد الأوروبي الأتراك فرصة»
    if follows and not demonyms()[word.bare].ambiguous:
        country = demonyms()[word.bare].country
        if found.pattern.startswith("Ministry") and found.last - found.first == 1 and not _ministry(found, word):
            return
        if found.country in (None, country) and (found.type == "Organization" or country is not None):
            found.last, found.end = word.index + 1, word.end
            found.country = country


_MINISTRIES = frozenset(("خارجيه", "داخليه", "صحه", "ماليه", "تربيه"))


def _ministry(found: Candidate, nationality: Word) -> bool:
    """Whether a field and a nationality name the ministry: «الدفاع الروسية», for «وزارة»; not «الاقتصاد السعودي»."""
    line, field = found.line, found.line[found.first]
    if demonyms()[nationality.bare].form != "f":
        return False
    spoken = found.first > 0 and line[found.first - 1].form.says
    several = field.key.endswith("ات")  # «البلديات الفرنسية» agrees
    return not (field.key.endswith("ه") or several) or field.bare in _MINISTRIES or spoken
