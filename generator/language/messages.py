"""What a message and its translation have in common: names in braces, and numbered tags around some of the words.

A message is the English text itself: ``Try the <1>search</1>.``, ``{count} cables``. Pure.
"""

import re
from collections.abc import Iterator

TOKEN = re.compile(r"<(?P<open>\d+)>|</(?P<close>\d+)>|<(?P<alone>\d+)/>|\{(?P<name>\w+)\}")


def message(text: str) -> str:
    """Return a text as it is: the mark of a message that stands in a table, and is translated where it is shown."""
    return text


def placeholders(message: str) -> tuple[str, ...]:
    """Return the tokens of a message, each as it is written, in alphabetical order."""
    return tuple(sorted(token[0] for token in TOKEN.finditer(message)))


def pieces(message: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a message: ("", words) or (token, "")."""
    end = 0
    for token in TOKEN.finditer(message):
        if token.start() > end:
            yield "", message[end : token.start()]
        yield token[0], ""
        end = token.end()
    if end < len(message):
        yield "", message[end:]
