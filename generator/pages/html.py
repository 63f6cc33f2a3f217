"""Text -> HTML or address in which it stands for itself. Pure; as markupsafe does it, and as plain text, which costs a fifth.

A page is made of some thousand small texts. ``markupsafe.escape`` wraps each in a Markup object; what only goes into a
larger piece of HTML need not be one.
"""

from collections.abc import Callable, Mapping

import markupsafe
import msgspec
from markupsafe import Markup

from generator.language import Catalogue


def escape_plainly(text: str) -> str:
    """Escape a text as markupsafe does, in Python alone."""
    return (
        text.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;").replace("'", "&#39;").replace('"', "&#34;")
    )


# The part of markupsafe that is written in C, where this version of it has one that takes and gives plain text.
escape: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape_plainly)


def escape_words(text: str) -> str:
    """Escape a text that stands between tags, where quotation marks are what they are: a cable has many."""
    return text.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")


def json_in_a_page(values: object) -> str:
    """Return values as JSON that may stand in a script element: nothing in it closes the element."""
    return msgspec.json.encode(values).decode().replace("<", "\\u003c")


def escape_value(value: object) -> str:
    """Return any value as HTML: text escaped, Markup as it is, anything else as ``markupsafe.escape`` has it."""
    kind = type(value)
    if kind is str:
        return escape(value)  # type: ignore[arg-type]
    if kind is Markup:
        return value  # type: ignore[return-value]
    if kind is int or kind is float:
        return str(value)
    return markupsafe.escape(value)


def say_of_facts(words: Catalogue, sentence: str, facts: Mapping[str, str | int]) -> str:
    """Return a message with facts in its place: plain text in English, else HTML in which texts are marked as English.

    A fact that is HTML stays as it is (``words_in_place``).
    """
    if words.english:  # most rooms: plain text costs a tenth of Markup
        return words.say(sentence, **facts)
    placed = {name: fact_in_english(words, fact) if isinstance(fact, str) else fact for name, fact in facts.items()}
    return markupsafe.escape(words.say(sentence)).format(**placed)


def fact_in_english(words: Catalogue, text: str) -> str:
    """Return words that are English in every language: plain text in English, else HTML that marks them so.

    Figures alone are of no language: a screen reader says them in that of the page.
    """
    if words.english or isinstance(text, Markup):
        return text
    if not any(map(str.isalpha, text)):
        return markupsafe.escape(text)
    return Markup(f"<span{words.in_english}>{escape(text)}</span>")  # noqa: S704  both are safe


def words_in_place(words: Catalogue, text: str) -> str:
    """Return words that are in the language already, such as a date, as ``say_of_facts`` takes them."""
    return text if words.english else markupsafe.escape(text)
