"""The owner's own words: a Markdown page -> Essay, a file of notes -> Notes. Pure: opens no file, never raises."""

from generator.markdown.essays import parse_essay, parse_notes, without_sections
from generator.markdown.model import Essay, Excerpt, Heading, Note, Notes, OwnLink, PrintBlock, Quotation, own_address
from generator.markdown.to_html import ANCHORS_OF_THE_PAGE
from generator.markdown.translations import Translated, Translation, cable_of, parse_translation, without_parts

__all__ = [
    "ANCHORS_OF_THE_PAGE", "Essay", "Excerpt", "Heading", "Note", "Notes", "OwnLink", "PrintBlock", "Quotation",
    "Translated", "Translation", "cable_of", "own_address", "parse_essay", "parse_notes", "parse_translation",
    "without_parts", "without_sections",
]  # fmt: skip
