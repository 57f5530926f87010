"""Names that stand in a row behind one noun: places of a plural or a dual, makes after «من طراز»."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.counted import is_person_noun
from kg.extract.entities.candidates import Candidate, Found
from kg.extract.entities.complements import inner_name
from kg.extract.entities.nouns import TypeNoun, type_nouns
from kg.extract.entities.words import Line, Word, is_adjective, is_verb, nationality, unknown


def places(line: Line, at: int, known: Found, town: bool = False) -> Iterator[Candidate]:
    """Yield the places after a plural noun, one by one: «أحياء النسيم والروضة وعرق بيضان».

    Behind a noun of towns («مديريتي مشرعة وحدنان») they may be any words."""
    first = True
    while at < len(line):
        apart = not first and line[at].norm == "و" and at + 1 < len(line)  # «بلديتي تنس و مليانة»
        at += apart
        word = line[at]
        if (
            not word.is_word
            or word.cls
            or word.enclitic
            or nationality(word)
            or (word.proclitics or "") not in ("", "و")
        ):
            return
        if not first and (word.proclitics == "و") == apart:
            return
        inner = inner_name(known.get(at, [])) or _told_by_noun(known.get(at, []), word)
        if inner is not None:
            at, first = inner.last, False
            continue
        start = at
        at += 1
        if word.key == "ال" and at < len(line):
            at += 1  # «آل المؤنس»
        while at < len(line) and unknown(line[at]) and not line[at].joined:
            at += 1
        goes_on = _and_follows(line, at)
        plain = town and not is_adjective(word) and not word.key.endswith(("ات", "ين"))
        if not (word.definite or word.key == "ال" or unknown(word) or plain) or is_verb(word) or _people(word):
            return
        if first and not goes_on:
            if unknown(word) and not word.definite:  # «جزر غيلي»
                noun = line[start - 1]
                yield Candidate(line, start - 1, at, noun.start, line[at - 1].end, "Place", "list")
            return
        first = False
        yield Candidate(line, start, at, word.start, line[at - 1].end, "Place", "list")


def _told_by_noun(options: list[Candidate], word: Word) -> Candidate | None:
    """Return the town that is a common word too, as its noun speaks for it: «محافظتي عمران وصعدة», «أحياء الزهور»."""
    place = next((c for c in options if c.type == "Place" and c.start == word.start), None)
    if place is not None:
        place.weak = False
    return place


def _people(word: Word) -> bool:
    """Whether a word is a plural of persons: «مخيمات اللاجئين»."""
    return word.definite and word.bare.endswith(("ين", "ون")) and is_person_noun(word.bare)


def pair(line: Line, noun: Word, known: Found) -> Iterator[Candidate]:
    """Yield the two places of a dual noun, each for itself: «محافظتي حضرموت والمهرة»."""
    nouns = _of_dual(noun)
    if not nouns or noun.definite or noun.cls or noun.index + 1 >= len(line):
        return
    after = line[noun.index + 1]
    listed = inner_name(known.get(after.index, [])) or _told_by_noun(known.get(after.index, []), after)
    if after.joined and (listed is None or listed.start != after.left):
        return  # «لحج» is no ل
    town = any(n.type == "Place" and n.flags & {"town", "ward"} for n in nouns)
    named = list(places(line, after.index, known, town))
    last = listed.last if listed is not None else named[0].last if named else 0
    if not last or not _and_follows(line, last):
        return
    if all(n.type != "Place" and "ward" not in n.flags for n in nouns):
        other = inner_name(known.get(last, []))
        if other is not None and nouns[0].type == "Group":  # «قبيلتي التبو والطوارق»
            yield Candidate(line, noun.index, other.last, noun.start, other.end, nouns[0].type, "pair", several=True)
        return
    for other in known.get(noun.index, ()):
        other.weak = True  # «مدينتي جدة والطائف» has no town of «مدينتي»
    yield from named


def _of_dual(noun: Word) -> tuple[TypeNoun, ...]:
    """Return the type nouns of which a word is the dual before its complement: «محافظتي», «مخيمي»."""
    if noun.bare.endswith(("تي", "تا")):  # also «بلدتى»
        return type_nouns().get(noun.bare[:-2] + "ه", ())
    single = type_nouns().get(noun.bare[:-1], ())
    return single if any(n.type == "Place" for n in single) and noun.bare not in type_nouns() else ()


def _and_follows(line: Line, at: int) -> bool:
    """Whether «و» stands at a word, written onto it or apart."""
    return at < len(line) and (line[at].proclitics == "و" or line[at].norm == "و")


def members(line: Line, noun: Word, known: Found) -> list[Candidate] | None:
    """Return the unlisted bodies in a row behind a plural or dual, one by one: «أحزاب النهضة والجمهوري», «شركتا سيمنز وزيتكس».

    One of them must be listed, both after a masculine dual, which may be another word («حزبي»); listed ones are no
    longer weak. None where there is no such row.
    """
    several = any("row" in n.flags for n in noun.form.nouns)
    single = noun.bare[:-2] + "ه" if noun.bare.endswith(("تي", "تا")) else noun.bare[:-1]
    dual = noun.bare.endswith(("ي", "ا")) and any("bare" in n.flags for n in type_nouns().get(single, ()))
    if not (several or dual) or noun.definite or noun.cls or noun.enclitic:
        return None
    at = noun.index + 1
    listed: list[Candidate] = []
    made: list[Candidate] = []
    while at < len(line) and (several or len(listed) + len(made) < 2):
        word, first = line[at], at == noun.index + 1
        if not first and word.norm == "و" and at + 1 < len(line):
            at += 1
            word = line[at]
        elif not first and word.proclitics != "و":
            break
        if not word.is_word or word.cls or word.enclitic or (first and word.joined) or is_verb(word):
            break
        bodies = [c for c in known.get(at, ()) if c.type == "Organization"]
        if bodies:
            listed.append(max(bodies, key=lambda c: c.length))
            at = listed[-1].last
            continue
        start, at = at, at + 1
        if not (word.definite or unknown(word)) or nationality(word) or _people(word):
            break
        while at < len(line) and line[at].is_word and not line[at].joined:
            if not (line[at].definite if word.definite else unknown(line[at])):
                break
            at += 1
        made.append(Candidate(line, start, at, word.start, line[at - 1].end, "Organization", "list"))
    feminine = single.endswith("ه")
    if len(listed) + len(made) < 2 or not (listed and (several or feminine or not made)):
        return None
    for body in listed:
        body.weak = False
    return made


def products(line: Line, at: int, known: Found) -> Iterator[Candidate]:
    """Yield the makes after «من نوع» and «من طراز», one by one: «من نوع أباتشي و F15», «من طراز بوينغ 737»."""
    while at < len(line):
        word = line[at]
        start = at
        while at < len(line) and at - start < 4:
            other = line[at]
            close = line.quotes.get(at)
            if at == start and close is not None and close - at <= 4:
                start, at = at + 1, close  # «من طراز «برادو»»
                word = line[start]
                break
            listed = inner_name(known.get(at, []))
            if at > start and other.norm == "-" and at + 1 < len(line) and line[at + 1].kind in ("number", "latin"):
                at += 2  # «تو-154»
                continue
            if at > start and (other.joined or other.kind == "mark"):
                break
            if other.definite and line[start - 1].key == "نوع" and not (listed and listed.type == "Product"):
                break  # «تمور من نوع السكري»
            if not (other.kind in ("latin", "number") or unknown(other) or (listed and listed.type == "Product")):
                break
            at += 1
        if at == start:
            return
        yield Candidate(line, start, at, word.start, line[at - 1].end, "Product", "make")
        at += line[start - 1].index in line.quotes
        if at + 1 < len(line) and line[at].norm == "و":
            at += 1
        elif at >= len(line) or line[at].proclitics != "و":
            return
