"""The value of a TAGS line -> codes. Knows the vocabulary's codes and aliases; judges no meaning.

docs/format.md, "TAGS": blank or comma separated, persons and phrases with blanks, fused codes, misspelt aliases.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from generator.cables.source import Line
from generator.vocabulary import Tag, Vocabulary

# A parenthesis is one tag (a person); then what stands between commas.
_ITEM: Final = re.compile(r"\(([^()\n]{1,80})\)|([^,;()]+)")
_CODE: Final = re.compile(r"[A-Z][A-Z0-9&/.'\-]*\Z")
_RESIDUE: Final = frozenset(
    {"SIPDIS", "UNCLASSIFIED", "UNCLAS", "CONFIDENTIAL", "SECRET", "TAGS", "TAGS:", "AND", "-", "&"}
)
_SUBJECT_LENGTH: Final = 4
_COUNTRY_LENGTH: Final = 2
_LONGEST_PHRASE: Final = 4


class Tags(msgspec.Struct, frozen=True):
    """The codes of a TAGS line: normalised, each once, in first order; the tokens as printed; the doubtful ones.

    doubtful holds (token, line number, column) of tokens that no rule takes for a tag; they stay in printed.
    """

    codes: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()
    doubtful: tuple[tuple[str, int, int], ...] = ()


def parse_tags(lines: Sequence[Line], vocabulary: Vocabulary) -> Tags:
    """Read the value of a TAGS line and its continuations.

    Args:
        lines: the text after the label, then continuation lines; columns as in the source.
        vocabulary: known codes, phrases and aliases.
    """
    value = " ".join([line.text for line in lines])
    commas = "," in value or ";" in value
    codes: dict[str, None] = {}
    printed: dict[str, None] = {}
    doubtful: list[tuple[str, int, int]] = []
    for match in _ITEM.finditer(value):
        if match[1] is not None:
            tokens = [" ".join(match[1].split())]
        else:
            tokens = _tokens(match[2].split(), vocabulary.tags, keep_phrases=commas)
        for token in tokens:
            printed.setdefault(token)
            upper = token.upper().rstrip(".") if token.count(".") == 1 else token.upper()
            if upper in _RESIDUE:
                continue
            if not _is_tag(upper):
                doubtful.append((token, *_place(lines, token)))
                continue
            for part in _split_fused(upper, vocabulary):
                codes.setdefault(vocabulary.tag_aliases.get(part, part))
    return Tags(tuple(codes), tuple(printed), tuple(doubtful))


def is_tag_line(text: str, tags: Mapping[str, Tag]) -> bool:
    """Say whether a line right after a TAGS line can be its continuation: only tokens that look like tags."""
    words = text.replace(",", " ").replace("(", " ").replace(")", " ").replace(";", " ").split()
    if not words or text.rstrip()[-1:] in ".:":
        return False
    upper = [word for word in words if _CODE.match(word)]
    if len(upper) < len(words):
        return False
    short = [word for word in words if len(word) <= _SUBJECT_LENGTH + 1 or word in tags]
    return "," in text or len(short) == len(words)


def _tokens(words: list[str], tags: Mapping[str, Tag], *, keep_phrases: bool) -> list[str]:
    """Split an item at blanks, except phrases: known ones always, unknown ones in a list that has commas."""
    if len(words) <= 1:
        return words
    tokens: list[str] = []
    at = 0
    while at < len(words):
        for size in range(min(_LONGEST_PHRASE, len(words) - at), 1, -1):
            phrase = " ".join(words[at : at + size])
            if phrase.upper() in tags:
                tokens.append(phrase)
                at += size
                break
        else:
            tokens.append(words[at])
            at += 1
    if keep_phrases and len(tokens) > 1 and not any(_is_short(token, tags) for token in tokens):
        return [" ".join(tokens)]  # ``POLITICAL PARTIES`` between commas is one tag
    return tokens


def _is_short(token: str, tags: Mapping[str, Tag]) -> bool:
    upper = token.upper()
    return upper in tags or (upper.isalpha() and len(upper) in {_COUNTRY_LENGTH, _SUBJECT_LENGTH})


def _is_tag(upper: str) -> bool:
    """Say whether a token, in capitals, can be a tag: letters first, no digits alone; phrases word by word."""
    return len(upper) > 1 and all(
        _CODE.match(word) or word.rstrip(".").isalpha() for word in upper.replace(",", " ").split()
    )


def _split_fused(token: str, vocabulary: Vocabulary) -> list[str]:
    """Split ``KFRDKIRFCVIS`` into known four-letter codes, with a country's two letters at the end; else leave it."""
    tags, aliases = vocabulary.tags, vocabulary.tag_aliases
    if len(token) <= _SUBJECT_LENGTH + 1 or token in tags or token in aliases or not token.isalpha():
        return [token]
    parts = [token[at : at + _SUBJECT_LENGTH] for at in range(0, len(token), _SUBJECT_LENGTH)]
    last = parts[-1]
    whole = all(part in tags or part in aliases for part in parts)
    return parts if whole and len(last) in {_SUBJECT_LENGTH, _COUNTRY_LENGTH} else [token]


def _place(lines: Sequence[Line], token: str) -> tuple[int, int]:
    """Return line number and column (from 1) of a token's first appearance."""
    for line in lines:
        at = line.text.find(token.split(maxsplit=1)[0])
        if at >= 0:
            return line.number, line.column + at + 1
    return lines[0].number, lines[0].column + 1
