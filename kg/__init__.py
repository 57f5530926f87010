"""kg: from an Arabic news article to a graph of what happened, with the exact words as evidence."""

__version__ = "0.1.0"
