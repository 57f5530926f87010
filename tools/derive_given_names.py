"""Derive kg/arabic/data/given_names.tsv: given names and surnames as evidence that unknown words are a person.

usage: derive_given_names.py

The source is the name index of arabic-name-romanizer 0.2.0 (MIT; `pip install arabic-name-romanizer`), of which only
the rows drawn from Wikidata (CC0) are used: name units of people of the Arab countries, and of Iran, Pakistan and
Afghanistan where they are frequent. One folded unit a row, with its commonest Latin spelling (`maghreb`: the one of
Algeria, Morocco, Mauritania and Tunisia where it differs) and how many people bear it as a given name and as a surname.
"""

import sqlite3
import sys
from collections import Counter, defaultdict
from importlib.util import find_spec
from pathlib import Path

from kg.arabic.normalize import fold

TARGET = Path(__file__).parent.parent / "kg" / "arabic" / "data" / "given_names.tsv"
MAGHREB = {"DZ", "MA", "TN", "MR"}
PERSIAN = {"IR", "PK", "AF"}
FEWEST, FEWEST_PERSIAN = 2, 10


def main() -> None:
    """Write the table; the same index gives the same bytes."""
    spec = find_spec("arabic_name_romanizer")
    if spec is None or spec.origin is None:
        sys.exit("arabic-name-romanizer is not installed; pip install arabic-name-romanizer==0.2.0")
    index = sqlite3.connect(f"file:{Path(spec.origin).parent}/resources/names.sqlite3?mode=ro", uri=True)
    given: Counter[str] = Counter()
    surname: Counter[str] = Counter()
    arab: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    latin: dict[str, Counter[str]] = defaultdict(Counter)
    west: dict[str, Counter[str]] = defaultdict(Counter)
    query = "select arabic_key, latin, country, role, count from units where source = 'wikidata'"
    for unit, spelling, country, role, n in index.execute(query):
        key = fold(unit)
        if not key.replace(" ", "").isalpha() or len(key) < 2:
            continue
        whole[key] += n
        if country not in PERSIAN:
            arab[key] += n
        (west if country in MAGHREB else latin)[key][spelling] += n if country not in PERSIAN else n / 100
        if role in ("given", "surname"):
            (given if role == "given" else surname)[key] += n
    together: dict[str, list[str]] = defaultdict(list)
    for key in whole:
        together[key.replace(" ", "")].append(key)
    for keys in together.values():  # «عبد الله» and «عبدالله» are one name
        key, *others = sorted(keys, key=lambda k: (-whole[k], k))
        for other in others:
            for counts in (whole, arab, given, surname):
                counts[key] += counts.pop(other, 0)
    lines = ["name\tlatin\tmaghreb\tgiven\tsurname"]
    for key in sorted(whole):
        if arab[key] < FEWEST and whole[key] < FEWEST_PERSIAN:
            continue
        best = _best(latin[key] or west[key])
        there = _best(west[key]) if west[key] else ""
        lines.append(f"{key}\t{best}\t{there if there != best else ''}\t{given[key]}\t{surname[key]}")
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(lines) - 1} names\n")


def _best(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda s: (-spellings[s], s))


if __name__ == "__main__":
    main()
