"""Where likely pairs meet: the keys that an article, its events and its names are kept under and looked up by.

Two that may be one share keys, so that comparing costs by what an article touches and not by the size of the archive.
"""

from __future__ import annotations

from datetime import date

from kg.resolve.across.copies import bands
from kg.resolve.across.profiles import ArticleProfile, EntityProfile, EventProfile, names_in
from kg.resolve.across.scoring import SMALL, WINDOW, days_between
from kg.resolve.across.words import arabic_name, latin_words, sound

SHARED = 2  # keys that two events must share to be compared
_PERIOD = 3  # days; at least WINDOW, so that what lies within it is in the same period or the next
_NEIGHBOURS = (-1, 0, 1)  # periods that are asked: whether two meet must not hang on which of them asks
_BACK = 31  # days before the article from which an event is background
_RARE = 5  # of a sentence's words, how many of the most telling it is looked up by
_TELLING = 6.5  # ln: a word that stands less than 1,700 times in a million and a half


def name_keys(entity: EntityProfile) -> tuple[str, ...]:
    """Return the keys under which names of one entity meet across articles: Arabic name, and English name by sound.

    Places, bodies and offices meet within one country only («وزارة الصحة», «طرابلس»); persons with a name anywhere.
    """
    words = latin_words(entity.name)
    office = entity.type != "Person" or " of " in entity.name
    country = "|".join(entity.countries) if office else ""
    limit = "/".join(entity.iri.split("/entity/", 1)[-1].split("/")[2:])  # «القمة العربية» of one year
    length = None if office else len(words)
    if not office and len(words) < 2:
        return ()
    found = {
        f"ar|{entity.type}{limit}|{country}|{key}" for label in entity.labels if (key := arabic_name(label, length))
    }
    if not office:
        found.add(f"en|{entity.type}|{country}|{' '.join(sound(w) for w in words)}")
    return tuple(sorted(found))


def event_keys(event: EventProfile) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the keys an event is kept under, and those it is looked up by; pairs that may be one share two or more.

    A key is a period and a feature: a name in the event or its sentences (countries in pairs only), an amount, or one of
    the sentences' most telling words. The period is three days, for times of a month or longer the month or the year;
    what a day-long event lies far back (`_BACK`) is also met by those that only give its month or year.
    """
    anchor, features = event.anchor, _features(event)
    if not anchor:
        return (), ()
    month, year = anchor[:7], anchor[:4]
    if event.span is None or event.span <= 2 * WINDOW + 1:
        kept = {_three_days(anchor)}
        asked = {_three_days(anchor, shift) for shift in _NEIGHBOURS}
        if event.day and event.span is not None and anchor < event.day and days_between(anchor, event.day) > _BACK:
            kept |= {f"in {month}", f"in {year}"}
            asked |= {f"month {month}", f"year {year}"}
    elif event.span <= 31:
        kept, asked = {f"month {month}", f"in {year}"}, {f"month {month}", f"in {month}", f"year {year}"}
    else:
        kept, asked = {f"year {year}"}, {f"in {year}", f"year {year}"}
    return _product(kept, features), _product(asked, features)


def _product(periods: set[str], features: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(f"{period}|{feature}" for period in periods for feature in features))


def _three_days(day: str, shift: int = 0) -> str:
    return f"d{date.fromisoformat(day).toordinal() // _PERIOD + shift}"


def _features(event: EventProfile) -> frozenset[str]:
    names = names_in((*event.agents, *event.patients, *event.others, *event.places, *event.near))
    countries = sorted(t for t in names if t.startswith("c:"))
    found = {t for t in names if not t.startswith("c:")}
    found |= {f"{a} {b}" for i, a in enumerate(countries) for b in countries[i + 1 :]}
    found |= {f"q:{a.unit}:{a.low or a.high:g}" for a in event.amounts if (a.low or a.high or 0) >= SMALL}
    telling = sorted((w for w in event.words if event.words[w] >= _TELLING), key=lambda w: (-event.words[w], w))
    return frozenset(found | {f"w:{word}" for word in telling[:_RARE]})


def article_keys(article: ArticleProfile) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the keys an article is kept under and those it is looked up by: bands of its text, and who is named when."""
    kept = {f"band|{band}" for band in bands(article.signature)}
    asked = set(kept)
    for words in (latin_words(name) for _, name in article.people) if article.day else ():
        sounds = [sound(word) for word in words]
        for key in {" ".join(sounds[-1:]), " ".join(sounds[:2])} - {""}:
            kept.add(f"{_three_days(article.day)}|who {key}")
            asked |= {f"{_three_days(article.day, shift)}|who {key}" for shift in _NEIGHBOURS}
    return tuple(sorted(kept)), tuple(sorted(asked))
