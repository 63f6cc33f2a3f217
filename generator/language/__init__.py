"""The words of the interface in a language: one catalogue of TOML a language, which a room may add to or correct."""

from generator.language.catalogue import ENGLISH, Catalogue, right_to_left
from generator.language.messages import message, placeholders
from generator.language.read import FOLDER, catalogue_of, known_languages
from generator.language.tags import language_meant, language_name, language_tag

__all__ = [
    "ENGLISH", "FOLDER", "Catalogue", "catalogue_of", "known_languages", "language_meant", "language_name", "language_tag",
    "message", "placeholders", "right_to_left",
]  # fmt: skip
