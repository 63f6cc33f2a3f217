"""A letter by mail, or a box of letters -> the texts in it: its body, what is attached, letters within letters.

The head of a letter names people who are not the cable's: it is left out, and told.
"""

import codecs
import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage
from itertools import pairwise
from typing import Any

import msgspec

from generator.importing.formats.documents.web_page import text_of

_FIELD = re.compile(rb"[A-Za-z][A-Za-z0-9\-]{1,40}:")
_CERTAIN = (
    b"mime-version:",
    b"received:",
    b"return-path:",
    b"message-id:",
    b"delivered-to:",
    b"x-mailer:",
    b"content-type:",
)
_BOX = re.compile(rb"^From \S.{0,200}\d{4}\r?$", re.MULTILINE)
_COUNTED = re.compile(
    rb"(\d{1,9})[ ]{0,20}\r?\n(?=[A-Za-z][A-Za-z0-9\-]{1,40}:)"
)  # how long a letter of Apple is, above it
_STUFFED = re.compile(rb"^>(?=>*From )", re.MULTILINE)  # a box marks the lines that would begin a letter
_QUOTE_MARK = re.compile(r"^[ \t]{0,8}(?:>[ ]?){1,12}", re.MULTILINE)
_QUOTED_SENDER = re.compile(
    r"^[ \t]{0,8}(?:>[ ]?){1,12}(?:FM[ ]{1,8}[A-Z]|(?:[ZOPRYW][ ]{1,3}){1,2}\d{6}Z[ ][A-Z]{3})", re.MULTILINE
)
_SIGNATURE = re.compile(r"^-- \r?\n(?:.*\r?\n){0,9}.*\Z", re.MULTILINE)
_MOST_PARTS = 1_000
_LONGEST_HEAD = 200


class Part(msgspec.Struct, frozen=True):
    """A part of a letter: its name, its bytes, and a fault in words, "" for none."""

    name: str
    data: bytes
    fault: str = ""


def is_mail(head: bytes) -> bool:
    """Say whether a file begins with the head of a letter, or with the line that parts letters in a box."""
    if _BOX.match(head.split(b"\n", 1)[0]):
        return True
    head = _COUNTED.sub(b"", head, count=1) if _COUNTED.match(head) else head
    lines = head.lstrip(b"\xef\xbb\xbf\r\n").split(b"\n", _LONGEST_HEAD)
    fields = 0
    certain = False
    for line in lines[:_LONGEST_HEAD]:
        text = line.rstrip(b"\r")
        if not text.strip():
            break
        if text[:1] in b" \t" and fields:
            continue
        if not _FIELD.match(text):
            break  # the head ends here, damaged or not
        fields += 1
        certain = certain or text.lower().startswith(_CERTAIN)
    return certain and fields > 1


def read_mail(data: bytes) -> Iterator[Part]:
    """Yield the parts of each letter; one that cannot be taken apart is a part with a fault."""
    if counted := _COUNTED.match(data):
        end = counted.end() + int(counted[1])  # the program's own notes stand behind it
        data = data[counted.end() : end if data.startswith(b"<?xml", end) else len(data)]
    begins = [match.start() for match in _BOX.finditer(data)] if _BOX.match(data.split(b"\n", 1)[0]) else []
    edges = [*begins, len(data)] if begins else [0, len(data)]
    several = len(edges) > 2
    for number, (begin, end) in enumerate(pairwise(edges), 1):
        letter = data[begin:end]
        if begins:
            letter = _STUFFED.sub(b"", letter.partition(b"\n")[2])
        name = f"letter {number}" if several else ""
        try:
            message = email.message_from_bytes(letter, policy=email.policy.default)
            parts = list(_parts(message, name))
        except RecursionError:
            yield Part(name, b"", "letters nested too deep")
            continue
        except (ValueError, LookupError, AttributeError, TypeError, IndexError, KeyError) as error:
            yield Part(name, b"", f"no letter that can be taken apart: {type(error).__name__}")
            continue
        yield from parts


def _parts(message: EmailMessage, name: str) -> Iterator[Part]:
    seen = 0
    waiting: list[Any] = [message]
    while waiting:
        part = waiting.pop(0)
        seen += 1
        if seen > _MOST_PARTS:
            yield Part(name, b"", f"more than {_MOST_PARTS} parts; the rest is not read")
            return
        if part.is_multipart():
            inner = list(part.iter_parts()) if part.get_content_maintype() == "multipart" else list(part.get_payload())
            if part.get_content_type() == "multipart/alternative" and any(
                one.get_content_type() == "text/plain" for one in inner
            ):
                inner = [one for one in inner if one.get_content_type() != "text/html"]
            waiting[:0] = inner
            continue
        yield _part(part, name)


def _part(part: EmailMessage, name: str) -> Part:
    called = part.get_filename() or ""
    shown = "/".join(one for one in (name, _printable(called.rsplit("/", 1)[-1])) if one)
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    kind = part.get_content_type()
    if part.get_content_maintype() != "text":
        return Part(shown or kind, data)
    charset = part.get_content_charset() or "utf-8"
    if data.startswith(
        (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    ):  # an attachment says what it is, whatever its head says
        charset = "utf-16"
    written = "utf-8"
    try:
        text = data.decode(charset)
    except (LookupError, UnicodeDecodeError):
        charset = "utf-8" if _is_utf8(data) else "cp1252"
        text = data.decode(charset, "replace")
        written = "utf-8" if kind == "text/html" else charset  # its reader tells how it was decoded
    if kind == "text/html" and part["Content-Location"]:  # a saved page is no letter, and has more on it than a text
        return Part(shown, text.encode("utf-8", "replace"))
    if kind == "text/html":
        text = text_of(text)
    return Part(shown, unquoted(_without_signature(text)).encode(written, "replace"))


def unquoted(text: str) -> str:
    """Take off the marks with which a program for mail quotes a letter, where a header of a telegram is quoted so."""
    return _QUOTE_MARK.sub("", text) if _QUOTED_SENDER.search(text) else text


def _without_signature(text: str) -> str:
    """Leave out the name and the addresses that a program for mail adds below ``-- ``, as the head of a letter is."""
    return _SIGNATURE.sub("", text)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _printable(text: str) -> str:
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)
