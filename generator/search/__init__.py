"""The search index: which words stand in which cables, in files of which a question reads few (docs/explanation/search.md).

    texts -> words -> stems (Pagefind) -> lists -> files, read by browser/engine.js

The only package that knows Pagefind: its program stems words, here and in browsers.
"""

from generator.search.document import Text, pack, text_of, texts_of_notes, texts_of_pages, texts_of_translations
from generator.search.index import Room, Updated, is_packed, search_version, update_search, write_scripts
from generator.search.numbering import Document
from generator.search.word_files import FOLDER

__all__ = [
    "FOLDER", "Document", "Room", "Text", "Updated", "is_packed", "pack",
    "search_version", "text_of", "texts_of_notes", "texts_of_pages",
    "texts_of_translations",
    "update_search", "write_scripts",
]  # fmt: skip
