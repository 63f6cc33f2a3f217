"""The search index: shards of the words of the cables' pages, as Pagefind's program in a browser reads them.

    cables -> plan_shards -> make_index: what is unchanged stays; of the rest, each shard in a worker
    pages -> document_of -> words, asked of Pagefind once each (lexicon) -> postings -> files (words, columns)

The only room that knows Pagefind. A room of up to LIMIT cables is one shard; a larger one is cut by years and posts
(shards.py). When making a shard fails, the one that stands in the site stays.
"""

from generator.output.search.index import LIMIT, Index, indexed_cables, make_index
from generator.output.search.making import FOLDER, Known, Made

__all__ = ["FOLDER", "LIMIT", "Index", "Known", "Made", "indexed_cables", "make_index"]
