"""From mentions to one thing: which mentions are one happening, and which of them tell the story."""

from kg.resolve.events import choose_timeline, cluster_events

__all__ = ["choose_timeline", "cluster_events"]
