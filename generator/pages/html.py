"""Text -> HTML or address in which it stands for itself. Pure; as markupsafe does it, and as plain text, which costs a fifth.

A page is made of some thousand small texts. ``markupsafe.escape`` wraps each in a Markup object; what only goes into a
larger piece of HTML need not be one.
"""

from collections.abc import Callable

import markupsafe
from markupsafe import Markup


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
