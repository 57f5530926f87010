"""Merging across articles: which events, names and articles are one, with scores and reasons, and back again.

Pure functions over plain values first: `profiles` (what is compared), `scoring` (how alike two are), `clustering`
(groups as a function of the set of links), `copies` (near-copies of one text); then `merging`, which keeps the index,
the links and the groups in a store and touches only what one article touches.
"""

from kg.resolve.across.clustering import Clusters, clusters
from kg.resolve.across.merging import (
    Change,
    Merge,
    Merging,
    OxigraphReader,
    RdflibReader,
    Reader,
    update,
    update_removed,
)
from kg.resolve.across.profiles import ArticleProfile, EntityProfile, EventProfile, Profiles
from kg.resolve.across.reading import read_profiles
from kg.resolve.across.scoring import THRESHOLD, Link, score_articles, score_entities, score_events

__all__ = [
    "THRESHOLD",
    "ArticleProfile",
    "Change",
    "Clusters",
    "EntityProfile",
    "EventProfile",
    "Link",
    "Merge",
    "Merging",
    "OxigraphReader",
    "Profiles",
    "RdflibReader",
    "Reader",
    "clusters",
    "read_profiles",
    "score_articles",
    "score_entities",
    "score_events",
    "update",
    "update_removed",
]  # fmt: skip
