"""Titles that open or close the naming of a person: `data/titles.tsv`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.arabic.normalize import fold
from kg.arabic.tables import read_table

KINDS = ("office", "honorific", "rank", "occupation")


@dataclass(frozen=True, slots=True)
class Title:
    """A word or two that opens or closes the naming of a person.

    `flags`: `alone`, with what it is over it names its holder («سفير تونس»); `any`, whatever that is («وزير العدل»);
    `holder`, even by itself («رئيس الجمهورية»); `direct`, a name is read only right behind it («الفريق», also a
    team); `court`, the court he is at belongs to it («وكيل الجمهورية لدى محكمة المسيلة»); `sent`, where to belongs to
    it («السفير الفرنسي لدى لبنان»); `either`, a man may bear it though it ends in ة («عمدة»); `field`, with ل what it
    is over («كاتب الدولة للتشغيل»); `style`, it stands before another title («سمو ولي العهد»); a country's code, of
    that country («خادم الحرمين»); `speaks`, with its article the body it is of belongs to it («المتحدث باسم الجيش
    الليبي»); `body`, so does the one right behind it or behind ل or في («زعيم حركة الشباب», «المدير العام للصندوق
    العربي», «القيادي في فتح»); `rules`, of one who appoints others («الملك»); `led`, an armed
    group has such, too, which does not take his country from him («زعيم تنظيم القاعدة»).
    """

    title: str
    kind: str
    english: str
    flags: frozenset[str]
    words: int
    key: str = ""

    @property
    def country(self) -> str | None:
        """The country that the title is only borne in."""
        return next((flag for flag in self.flags if flag.isupper()), None)


@cache
def titles() -> dict[str, Title]:
    """Return the titles by their folded words without ال. Raises DataError with file and line."""
    out: dict[str, Title] = {}
    for row in read_table("titles.tsv", ("title", "kind", "english", "flags")):
        if row["kind"] not in KINDS:
            raise row.fault(f"kind must be one of {' '.join(KINDS)}")
        keys = [_bare(w) for w in fold(row["title"]).split()]
        if " ".join(keys) in out:
            raise row.fault(f"{row['title']} is already given")
        title = Title(row["title"], row["kind"], row["english"], frozenset(row["flags"].split()), len(keys),
                      " ".join(keys))  # fmt: skip
        out[" ".join(keys)] = title
    return out


def _bare(key: str) -> str:
    return key[2:] if key.startswith("ال") and len(key) > 4 else key


@cache
def heads() -> dict[str, tuple[tuple[tuple[str, ...], Title], ...]]:
    """Return the titles by their first word, each with its further words, the longest first."""
    out: dict[str, list[tuple[tuple[str, ...], Title]]] = {}
    for key, title in titles().items():
        first, *rest = key.split()
        out.setdefault(first, []).append((tuple(rest), title))
    return {first: tuple(sorted(found, key=lambda f: -len(f[0]))) for first, found in out.items()}
