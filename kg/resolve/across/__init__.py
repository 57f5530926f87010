"""Merging across articles: which events, names and articles are one, with scores and reasons, and back again.

Pure functions over plain values first: `profiles` (what is compared), `blocking` (which pairs are), `scoring` (how
alike two are), `copies` (near-copies of one text), `clustering` (clusters as a function of the set of links). Then
`merging`, which keeps index, links and clusters in a store and touches only what one article touches.
"""

from kg.resolve.across.blocking import article_keys, event_keys, name_keys
from kg.resolve.across.clustering import Clusters, clusters
from kg.resolve.across.merging import DECISIONS, INDEX, MERGES, Merge, Merging, merger, update, update_removed
from kg.resolve.across.profiles import ArticleProfile, EntityProfile, EventProfile, Profiles
from kg.resolve.across.reader import Change, OxigraphReader, RdflibReader, Reader
from kg.resolve.across.reading import Triple, read_profiles
from kg.resolve.across.scoring import THRESHOLD, Link, score_articles, score_events, score_in_story, score_keys

__all__ = [
    "DECISIONS", "INDEX", "MERGES", "THRESHOLD", "ArticleProfile", "Change", "Clusters", "EntityProfile",
    "EventProfile", "Link", "Merge", "Merging", "OxigraphReader", "Profiles", "RdflibReader", "Reader", "Triple",
    "article_keys", "clusters", "event_keys", "merger", "name_keys", "read_profiles", "score_articles", "score_events",
    "score_in_story", "score_keys", "update", "update_removed",
]  # fmt: skip
