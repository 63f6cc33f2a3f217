"""The search index: shards of Pagefind over what the cables' pages say. The only room that knows Pagefind.

    cables -> plan_shards -> make_index: what is unchanged stays; the rest is staged, indexed, made canonical

Pagefind's program is run as it is, never through its Python wrapper, which answers ten messages a second. A room of up
to LIMIT cables is one shard; a larger one is cut by years and posts (shards.py). Each shard is made in a scratch folder
and taken over whole; when making it fails, the one that stands in the site stays.
"""

from generator.output.search.index import FOLDER, LIMIT, Index, Known, Made, indexed_cables, make_index

__all__ = ["FOLDER", "LIMIT", "Index", "Known", "Made", "indexed_cables", "make_index"]
