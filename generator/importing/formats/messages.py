"""Whether two texts under one number are one message: the same text, another section of it, another text, or another message.

Reads of a text no more than what tells messages apart. Pure.
"""

import hashlib
import re
from collections.abc import Sequence

import msgspec

from generator.cables.header.envelope import read_group
from generator.cables.source.layouts import read_source
from generator.importing.cable_file import split_file

_SUBJECT = re.compile(r"[ ]*SUBJ(?:ECT)?[ ]*:[ ]*(.*)\Z", re.IGNORECASE)
_ENDS = re.compile(r"[ ]*(?:REF|TAGS?|E\.?O\.?|\d{1,3}[ ]?\.|CLASSIFIED)", re.IGNORECASE)
_HEADINGS = frozenset({"Message Text", "Message Attributes"})
_NEAR = 8
_NEAR_TOP = 160
_MOST_LINES = 4


class Message(msgspec.Struct, frozen=True):
    """What tells a message from others under its number: its subject and date-time group, squeezed, "" where it has none.

    digest is that of the text without white space, empty for no text; met are the sections that it has, of total.
    """

    digest: bytes
    subject: str
    group: str
    met: tuple[int, ...] = ()
    total: int = 1


def message_of(data: bytes, path: str) -> Message:
    """Read what tells a cable file's message apart."""
    source = read_source(data, path)
    texts = [line.text for line in source.message]
    squeezed = squeeze("".join(texts))
    return Message(
        hashlib.blake2b(squeezed.encode("utf-8", "replace"), digest_size=16).digest() if squeezed else b"",
        _subject(texts[:_NEAR_TOP]),
        next(
            (_written(group) for text in texts[:_NEAR_TOP] if "Z" in text and (group := read_group(text.strip()))), ""
        ),
        source.sections,
        source.total,
    )


def is_other_message(one: Message, other: Message) -> bool:
    """Say whether two texts of one number are two messages: their subjects differ, or they were sent at other times."""
    if one.group and other.group and one.group != other.group:
        return True
    return bool(one.subject and other.subject and one.subject != other.subject)


def is_other_section(one: Message, other: Message) -> bool:
    """Say whether a text is a section of a message that the other text lacks."""
    return (
        one.total > 1
        and one.total == other.total
        and bool(one.met)
        and not set(one.met) & set(other.met)
        and not (one.subject and other.subject and one.subject != other.subject)
    )


def with_section(standing: str, added: str, path: str, section: int) -> tuple[str, int]:
    """Put a section into the file of its message, in order -> (the file, how many lines of its message stand above it).

    Both stay whole.

    Args:
        standing: the file, front matter first.
        added: the record of the section.
        path: the path of the file.
        section: the number of the section.
    """
    source = read_source(standing.encode("utf-8", "replace"), path)
    later = next((at for at, one in enumerate(source.sections) if one > section), None)
    ended = _with_end(standing)
    front, fence, body = split_file(ended)
    head = "\n".join(front) + fence
    if later is None:
        return f"{ended}\n{added}", body.count("\n") + 1
    if later == 0:
        return f"{head}{_with_end(added)}\n{body}", 0
    lines = body.split("\n")
    cut = source.begins[later - 1] - 1 - (ended.count("\n") - body.count("\n"))
    above = next((at for at in range(cut, max(0, cut - _NEAR), -1) if lines[at].strip() in _HEADINGS), cut)
    return head + "\n".join([*lines[:above], _with_end(added), *lines[above:]]), above


def with_text(standing: str, added: str) -> str:
    """Return the file of a record without a text with the text, and with what its file says besides; "" if they differ.

    Lists of an archive name records whose texts come in other files. Two dates are two records. What stands stays.

    Args:
        standing: the file without a text.
        added: the file with it.
    """
    front, fence, message = split_file(added)
    lines, more = split_file(standing)[0], front[1:]
    if not front or not lines:
        return ""
    dates = [line[: len("created = 2007-04-25")] for line in (*lines, *more) if line.startswith("created = ")]
    if len({*dates}) > 1:
        return ""
    keys = {line.partition(" = ")[0] for line in lines}
    lines += [
        line for line in more if (line not in lines if line.startswith("#") else line.partition(" = ")[0] not in keys)
    ]
    return "\n".join(lines) + fence + message


def _with_end(text: str) -> str:
    return text if text.endswith("\n") else f"{text}\n"


def squeeze(text: str) -> str:
    """Return a text without white space."""
    return "".join(text.split())


def _written(group: tuple[str, str, str, str, str]) -> str:
    _, digits, month, year, _ = group
    return f"{digits}{month[:3].upper()}{year[-2:]}"


def _subject(texts: Sequence[str]) -> str:
    for at, text in enumerate(texts):
        if match := _SUBJECT.match(text):
            more = []
            for line in texts[at + 1 : at + _MOST_LINES]:
                if not line.strip() or _ENDS.match(line):
                    break
                more.append(line)
            return squeeze("".join([match[1], *more])).upper()
    return ""
