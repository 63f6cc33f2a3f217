"""The value of a TAGS line -> codes. Knows the vocabulary's codes and aliases; judges no meaning.

docs/reference/format.md, "TAGS": blank or comma separated, persons and phrases with blanks, fused codes, misspelt aliases.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from generator.cables.source.model import Line
from generator.vocabulary import Tag, Vocabulary

# A parenthesis is one tag (a person); then what stands between commas.
_ITEM = re.compile(r"\(([^()\n]{1,80})\)|([^,;()]+)")
_WITH_MEANING = re.compile(r"\b([A-Z]{2}|[A-Z]{4})[ ]{0,3}\(([A-Z][A-Za-z ,.&'/\-]{2,60})\)")
_STEM = 4
_CODE = re.compile(r"[A-Z][A-Z0-9&/.'\-]*\Z")
_SIGN = re.compile(r"[-/.]")
_RESIDUE = frozenset({"SIPDIS", "UNCLASSIFIED", "UNCLAS", "CONFIDENTIAL", "SECRET", "TAGS", "TAGS:", "AND", "-", "&"})
_PARTICLES = frozenset({"AND", "OF", "FOR", "THE"})
_SUBJECT_LENGTH = 4
_COUNTRY_LENGTH = 2
_LONGEST_PHRASE = 4
_MOST_NAMES = 3
# The endings of subjects that are printed as words: TERRORISM, CORRUPTION, ECONOMICS, SECURITY.
_SUBJECT_ENDS = ("ISM", "TION", "SION", "ICS", "ITY", "IES", "RIGHTS", "NESS", "SHIP", "MENT", "TRADE")
_WORD_OF_A_NAME = re.compile(r"^(?!K[^AEIOUY])[A-Z]*[AEIOUY]")  # an unknown code seldom reads as a word


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
    tokens = list(_all_tokens(value, vocabulary))
    meanings = _meanings(value, vocabulary)
    for token in _persons(tokens, vocabulary) if commas else tokens:
        printed.setdefault(token)
        if token in meanings:
            continue
        upper = token.upper().rstrip(".") if token.count(".") == 1 else token.upper()
        if upper in vocabulary.tags:
            codes.setdefault(vocabulary.tag_aliases.get(upper, upper))
            continue
        if upper in _RESIDUE:
            continue
        if not _is_tag(upper):
            doubtful.append((token, *_place(lines, token)))
            continue
        for part in _split_fused(upper, vocabulary):
            codes.setdefault(vocabulary.tag_aliases.get(part, part))
    return Tags(tuple(codes), tuple(printed), tuple(doubtful))


def _meanings(value: str, vocabulary: Vocabulary) -> frozenset[str]:
    """Return what stands in a parenthesis behind a code and says in words what it means: ``EFIS (FISHERIES)``.

    Such a parenthesis shares the beginning of a word with the meaning of its code; where one does, so are those behind the
    other codes. A person has a comma, or stands behind none.
    """
    found = [(match[1], " ".join(match[2].split())) for match in _WITH_MEANING.finditer(value)]
    told = [(code, words) for code, words in found if "," not in words]
    said = any(
        _begins_alike(words, tag.meaning) for code, words in told if (tag := vocabulary.tags.get(code)) is not None
    )
    return frozenset(words for _, words in told) if said else frozenset()


def _begins_alike(words: str, meaning: str) -> bool:
    stems = {word[:_STEM] for word in re.findall(r"[A-Z]{4,}", meaning.upper())}
    return any(word[:_STEM] in stems for word in re.findall(r"[A-Z]{4,}", words.upper()))


def _all_tokens(value: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield each tag as printed: what stands in a parenthesis, then what stands between two commas."""
    for match in _ITEM.finditer(value):
        if match[1] is not None:
            yield " ".join(match[1].split())
            continue
        words = match[2].split()
        if not _PARTICLES.isdisjoint(words) and all(_is_unknown(word, vocabulary) for word in words if word != "AND"):
            yield " ".join(words)  # TREATIES AND AGREEMENTS
        else:
            yield from _tokens(words, vocabulary)


def _persons(tokens: list[str], vocabulary: Vocabulary) -> Iterator[str]:
    """Join ``BIDEN``, ``JOSEPH`` between commas to one person: a name and the given names behind it, no known word."""
    at = 0
    while at < len(tokens):
        surname, given = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else ""
        if _is_name(surname, vocabulary) and " " not in surname and _is_name(given, vocabulary):
            yield f"{surname}, {given}"
            at += 2
        else:
            yield surname
            at += 1


def _is_name(token: str, vocabulary: Vocabulary) -> bool:
    """Say whether a token can be of a person's name: words of letters, none a code nor the name of a subject."""
    if token.upper() in vocabulary.tags or not token.upper().strip("X"):
        return False  # a redaction is no surname of the next
    words = token.upper().replace("-", " ").replace("'", " ").split()
    return 0 < len(words) <= _MOST_NAMES and all(
        (word.rstrip(".").isalpha() and _is_unknown(word, vocabulary) and not word.endswith(_SUBJECT_ENDS))
        and (len(word.rstrip(".")) == 1 or len(word) > _SUBJECT_LENGTH or _WORD_OF_A_NAME.search(word) is not None)
        for word in words
    )


def _is_unknown(word: str, vocabulary: Vocabulary) -> bool:
    return (
        word not in vocabulary.tags
        and word not in vocabulary.tag_aliases
        and word not in _RESIDUE
        and _split_fused(word, vocabulary) == [word]
    )


def is_tag_line(text: str, tags: Mapping[str, Tag], before: Sequence[Line] = ()) -> bool:
    """Say whether a line right after a TAGS line can be its continuation: only tokens that look like tags.

    Args:
        text: the line.
        tags: known codes and phrases.
        before: the lines of TAGS so far. An open parenthesis or a comma at their end goes on; in small letters the
            tokens of this line may be so too.
    """
    last = before[-1].text if before else ""
    if last.islower() and text.islower():
        text = text.upper()
    if last.rfind("(") > last.rfind(")") and ")" in text:
        text = text[text.index(")") + 1 :] or last
    if last.rstrip()[-1:] == "," and _WITH_MEANING.match(text.strip()):
        text = _WITH_MEANING.sub(r"\1,", text)
    words = text.replace(",", " ").replace("(", " ").replace(")", " ").replace(";", " ").split()
    if not words or text.rstrip()[-1:] in ".:":
        return False
    upper = [word for word in words if _CODE.match(word)]
    if len(upper) < len(words):
        return False
    short = [word for word in words if len(word) <= _SUBJECT_LENGTH + 1 or word in tags]
    return "," in text or len(short) == len(words)


def _tokens(words: list[str], vocabulary: Vocabulary) -> Iterator[str]:
    """Split words between two commas, or of a list without any, into tags: a phrase that is known, a code, an unknown run.

    A run of words that are no codes is one phrase; a word of a code's length stands alone.
    """
    at = 0
    run: list[str] = []
    while at < len(words):
        known = (
            len(words[at]) == _SUBJECT_LENGTH and words[at].upper() in vocabulary.tags
        )  # and no beginning of a phrase
        size = (
            1
            if known or len(words) == 1
            else next(
                (
                    size
                    for size in range(min(_LONGEST_PHRASE, len(words) - at), 1, -1)
                    if " ".join(words[at : at + size]).upper() in vocabulary.tags
                ),
                1,
            )
        )
        token = " ".join(words[at : at + size])
        at += size
        if size == 1 and not _is_code(token, vocabulary):
            run.append(token)
            continue
        if run:
            yield " ".join(run)
            run = []
        yield token
    if run:
        yield " ".join(run)


def _is_code(token: str, vocabulary: Vocabulary) -> bool:
    """Say whether a token is a tag by itself: a known one, several fused, or one of a code's length or with a figure."""
    upper = token.upper().rstrip(".")
    if not _is_unknown(upper, vocabulary) or not upper.isalpha():
        return True
    return len(upper) in {_COUNTRY_LENGTH, _SUBJECT_LENGTH}


def _is_tag(upper: str) -> bool:
    """Say whether a token, in capitals, can be a tag: letters first, no digits alone; phrases word by word."""
    return len(upper) > 1 and all(
        _CODE.match(word) or word.rstrip(".").isalpha() for word in upper.replace(",", " ").split()
    )


def _split_fused(token: str, vocabulary: Vocabulary) -> list[str]:
    """Split ``KFRDKIRFCVIS`` or ``VTPREL`` into known codes of four letters, a country's two before or behind."""
    tags, aliases = vocabulary.tags, vocabulary.tag_aliases
    size = len(token)
    if size <= _SUBJECT_LENGTH + 1 or token in tags or token in aliases:
        return [token]
    if not token.isalpha():
        parts = [part for part in _SIGN.split(token) if part]
        return parts if all(part in tags or part in aliases for part in parts) else [token]
    for lead in {size % _SUBJECT_LENGTH, 0}:
        if lead not in {0, _COUNTRY_LENGTH}:
            break
        parts = [token[:lead]] if lead else []
        parts += [token[at : at + _SUBJECT_LENGTH] for at in range(lead, size, _SUBJECT_LENGTH)]
        if all(part in tags or part in aliases for part in parts):
            return parts
    return [token]


def _place(lines: Sequence[Line], token: str) -> tuple[int, int]:
    """Return line number and column (from 1) of a token's first appearance."""
    for line in lines:
        at = line.text.find(token.split(maxsplit=1)[0])
        if at >= 0:
            return line.number, line.column + at + 1
    return lines[0].number, lines[0].column + 1
