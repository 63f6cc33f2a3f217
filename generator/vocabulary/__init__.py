"""The tables of facts: posts, tags, captions, precedence, routing, signals, abbreviations. Reads no cable.

The tables are CSV files beside this one; README.md names their sources. A room adds or corrects rows in
``content/vocabulary/*.csv`` (``with_site_rows``).
"""

from generator.vocabulary.packaged import land, standard
from generator.vocabulary.site_rows import with_site_rows
from generator.vocabulary.tables import Acronym, Caption, Meaning, Post, Rests, Signal, Tag, Vocabulary

__all__ = [
    "Acronym", "Caption", "Meaning", "Post", "Rests", "Signal", "Tag", "Vocabulary", "land",
    "standard", "with_site_rows",
]  # fmt: skip
