"""The nouns that names open with («وزارة», «محافظة», «حزب»): `data/type_nouns.tsv`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.arabic.normalize import fold
from kg.arabic.tables import read_table
from kg.model import ENTITY_TYPES

CLOSES = ("any", "name", "nation", "quoted")


@dataclass(frozen=True, slots=True)
class TypeNoun:
    """A noun that opens a name; `closes` says what must follow: any complement, a proper name, or a nationality.

    Of the `flags`: `at`, a place with ب or في belongs to the name («محكمة الاستئناف بالرباط»); `apart`, it tells of
    a name but is one of its own («ملعب السلام بالقاهرة»); `ward`, behind a preposition of place the body is where
    it is («ببلدية عين الحمام»); `for`, a purpose with ل belongs to it; `town`, any word may be the name of it;
    `device`, before the name of a thing it is one, and no body («جهاز آيفون»); `honours`, somebody's name belongs
    to it behind its adjective («المستشفى الجامعي الحبيب بورقيبة»); `land`, before a country it is the country
    («دولة ليبيا»); `post`, behind the words of `posts.tsv` it is what somebody takes over, no body («تولى رئاسة
    الحكومة»); `unit`, the body above it belongs to it with ل or ب («فرقة الأبحاث للحرس الوطني»), `within`, with ب
    alone («لجنة المالية بمجلس النواب»); `state`, with ل the country («القنصلية العامة لتونس»); `below`, there is no
    name without it; `statute`, with its adjective it is of the body behind ل («النظام الداخلي لمجلس النواب»);
    `his`, it is one of somebody's only («حملة ماكرون»);
    `zone`, with its article and an adjective it takes the town it is in («المنطقة الصناعية بقابس»);
    `term`, before a person it is his term of office («ولاية سالم الكعبي»);
    `part`, before a whole country it is none («من جهة سوريا»);
    `act`, it is an act too, so that its reach makes no name («تنظيم الانتخابات الوطنية»); `might`, before a place
    it is a property («قوة فرنسا»); `row`, each of the bodies behind it is one («أحزاب النهضة والجمهوري»); `kept`,
    with how far it reaches a day of the calendar («يوم الصحة العالمي»); `plan`, with its reach and its purpose a
    plan («البرنامج الوطني لتأهيل المدارس»); `way`, where it leads belongs to it, too («طريق مكة جدة»); `cast`, before an actor it
    is none («من بطولة أحمد عز»); `district`, before the police or army it is their office («منطقة الشرطة
    بقفصة»).
    """

    noun: str
    type: str
    closes: str
    english: str
    flags: frozenset[str]

    @property
    def is_side(self) -> bool:
        """Whether it is a side of the place behind it: «شمال العراق»."""
        return "side" in self.flags and self.closes == "nation"


@cache
def type_nouns() -> dict[str, tuple[TypeNoun, ...]]:
    """Return the type nouns by folded noun. Raises DataError with file and line."""
    out: dict[str, tuple[TypeNoun, ...]] = {}
    for row in read_table("type_nouns.tsv", ("noun", "type", "closes", "english", "flags")):
        if row["type"] not in ENTITY_TYPES or row["closes"] not in CLOSES:
            raise row.fault("unknown type or closes")
        noun = TypeNoun(row["noun"], row["type"], row["closes"], row["english"], frozenset(row["flags"].split()))
        out[fold(row["noun"])] = (*out.get(fold(row["noun"]), ()), noun)
    return out


@cache
def singular_bodies() -> frozenset[str]:
    """Return the folded masculine nouns of one body: «الجيش», «مصرف»."""
    return frozenset(fold(row["word"]) for row in read_table("singular_bodies.tsv", ("word",)))
