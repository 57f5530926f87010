"""Which mentions of an article are one happening: each joins the earlier mention of its type that weighs most.

Mention ranking after Denis and Baldridge (2008), with the weights of `weights/coreference.tsv`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kg.arabic.normalize import fold
from kg.resolve.mentions import Mention, Participant, alike
from kg.weights import Model, bucket, model

_LEAST = 0.5  # probability from which two mentions are one happening
_ROLES = ("agent", "patient", "partner", "topic", "place", "destination", "quantity")
_WEAK = frozenset(fold("اويىةءأإؤئآ"))  # letters that come and go in the forms of a root


def coreferent(mentions: Sequence[Mention], weights: Model | None = None) -> list[int]:
    """Return for each mention, in text order, the position of the first mention of its happening."""
    weights = weights or model("coreference")
    first: list[int] = []
    for at in range(len(mentions)):
        if (doer := _own_act(mentions, at)) is not None:
            first.append(first[doer])
            continue
        best = max(
            ((weights.odds(features), -other) for other, features in antecedents(mentions, at)), default=(0.0, 0)
        )
        first.append(first[-best[1]] if best[0] >= _LEAST else at)
    return first


def _own_act(mentions: Sequence[Mention], at: int) -> int | None:
    """The earlier mention that does what this one tells, and so is the same: «تفجير سيارة استهدف سوقا»."""
    event = mentions[at].event
    doers = {a.ref for a in event.args if a.role == "agent" and a.ref}
    return next((n for n in range(at) if mentions[n].event.id in doers and mentions[n].event.type == event.type), None)


def antecedents(mentions: Sequence[Mention], at: int) -> list[tuple[int, set[str]]]:
    """Return the earlier mentions that the one at `at` may repeat, nearest first, with the features of each pair."""
    mention = mentions[at]
    same = [n for n in range(at - 1, -1, -1) if mentions[n].event.type == mention.event.type]
    return [
        (n, _pair(mentions[n], mention, rank)) for rank, n in enumerate(same) if not _elsewhere(mentions[n], mention)
    ]


def _elsewhere(first: Mention, second: Mention) -> bool:
    """Whether the second happened in another place, and nothing says that it is the first: «انفجار في حلب … انفجار في حمص»."""
    if second.telling.definite:
        return False
    shared = {r for r in _ROLES if _meet(first.roles.get(r, set()), second.roles.get(r, set()))}
    return not shared and bool(first.roles.get("place")) and bool(second.roles.get("place"))


def _meet(mine: set[Participant], theirs: set[Participant]) -> bool:
    return any(alike(a, b) for a in mine for b in theirs)


def _pair(first: Mention, second: Mention, rank: int) -> set[str]:
    one, other, type_ = first.event, second.event, second.event.type
    lemma = "same lemma" if one.lemma == other.lemma else "other lemma"
    times = _times(one.time, other.time)
    features = {
        lemma, f"{lemma} {type_}", f"type {type_}", f"times {times}", f"{lemma}, times {times}", f"rank {bucket(rank, 0, 1, 2)}",
        f"sentences {bucket(second.telling.sentence - first.telling.sentence, 0, 1, 2, 4, 8)}",
        f"kinds {first.telling.kind} {second.telling.kind}",
        f"{lemma}, {'definite' if second.telling.definite else 'indefinite'} {second.telling.kind}",
        f"modality {one.modality} {other.modality}", "polarity same" if one.negated == other.negated else "polarity differs",
    }  # fmt: skip
    if first.telling.headline and not second.telling.headline:
        features |= {"headline told again", f"headline told again, {lemma}", f"headline told again {type_}"}
    if one.text == other.text:
        features.add("same word")
    if one.source == other.source and one.source:
        features.add("same source")
    shared = clashing = 0
    for role in _ROLES:
        mine, theirs = second.roles.get(role, set()), first.roles.get(role, set())
        if mine and theirs:
            same = _meet(mine, theirs)
            features.add(f"{role} {'same' if same else 'differs'}")
            features.add(f"{lemma}, {role} {'same' if same else 'differs'}")
            shared += same
            clashing += not same
        elif mine:
            features.add(f"{role} new")
    root = _root(one.lemma)
    if root and root == _root(other.lemma) and one.lemma != other.lemma:
        features |= {"same root", f"same root, clashing {min(clashing, 2)}"}
    features |= {
        f"times {times}, {type_}",
        f"shared {min(shared, 3)}",
        f"clashing {min(clashing, 3)}",
        f"{lemma}, shared {min(shared, 2)} clashing {min(clashing, 2)}",
    }
    if not second.roles:
        features |= {"bare", f"bare, {lemma}"}
    return features


@cache
def _root(lemma: str | None) -> str:
    """The strong letters of a lemma, without what a pattern adds before them: «شجار» and «مشاجرة» have the same."""
    strong = "".join(letter for letter in fold(lemma or "") if letter not in _WEAK).removeprefix("ست")
    return strong[1:] if len(strong) > 3 and strong[0] in "متن" else strong


def _times(one: str | None, other: str | None) -> str:
    if not one or not other:
        return "none" if not one and not other else "of the first" if one else "of the second"
    if one == other:
        return "same"
    return "agree" if one.startswith(other) or other.startswith(one) else "differ"
