"""The bytes of a file of the site -> the texts that a reader can draw from it, joined with ``folding.BREAK``. Pure.

HTML without its markup and with its attributes, JSON and CSV value by value, what is packed, the text of a PDF, readable
runs of anything else. Text in the middle of a sentence stays whole; what stands in two places is apart.
"""

import csv
import io
import re
from base64 import b64decode
from collections.abc import Iterable, Iterator, Sequence
from html import unescape as _unescape_html
from itertools import chain, compress, count, repeat
from urllib.parse import unquote

import msgspec

from generator.redaction.fields import lists_in, rows, without_times
from generator.redaction.folding import BREAK, HEAD, decoded, in_other_encodings, is_wide, unbroken
from generator.redaction.unpacking import (
    MOST,
    UnreadableError,
    is_locked,
    is_packed,
    members,
    pages_of_pdf,
    parts_of_mail,
    parts_of_picture,
    runs,
    streams_of_pdf,
    texts_of_stream,
    without_dots,
)
from generator.redaction.views import text_of_rtf, views

_DEEPEST = 3  # times that a file may be packed
_BETWEEN_STRINGS = re.compile(r"[\"'`]\s*[,:;\])}+({\[]+\s*[\"'`]?")
_MARKUP = re.compile(r"<([a-zA-Z/!?][a-zA-Z0-9]*)([^>]*)>")
_INLINE = (
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q", "s",
    "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
)  # fmt: skip
# What stands for a tag in what a reader sees; tags that are not here part one text from another. Cells of a row are read on.
_SEEN = (
    dict.fromkeys(("br", "BR", "td", "/td", "th", "/th"), "\n")
    | {"!": ""}
    | {f"{slash}{name}": "" for name in (*_INLINE, *map(str.upper, _INLINE)) for slash in ("", "/")}
)
_UNSEEN = frozenset({"script", "style", "SCRIPT", "STYLE"})
_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_ESCAPE = re.compile(
    r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|x([0-9A-Fa-f]{2})|u\{([0-9A-Fa-f]{1,6})\}|([0-9A-Fa-f]{2,6})[ ]?)"
)
_PERCENT = re.compile("%[0-9A-Fa-f]{2}")
_ENDLESS = re.compile(r"(?<=&#)0*[0-9]{9,}")  # beyond Unicode, and beyond what Python reads as a number
_LAST = 0x10FFFF  # code point of Unicode
_MAIL = (".eml", ".mht", ".mhtml", ".mbox")
_ARCHIVE_OF_THE_WEB = b"WARC/"
_MARKED = (".html", ".htm", ".xhtml")
_XML = (".xml", ".atom", ".rss", ".svg")
_FEEDS = (".atom", ".rss")
_EMBEDDED = re.compile(r";base64,[ ]{0,9}([A-Za-z0-9+/]{8,}={0,2})")
_ENCODED = re.compile(r"(?:[A-Za-z0-9+/]{4}){3,}(?:\r?\n(?:[A-Za-z0-9+/]{4}){1,})*(?:[A-Za-z0-9+/]{2,3}={0,2})?")
_READABLE = re.compile(rb"[\s\x20-\x7e\x80-\xff]*")


def texts_in(address: str, data: bytes) -> str:
    """Return what a reader can draw from a file of a site.

    Args:
        address: its address, whose ending tells its kind where its bytes do not.
        data: its bytes, whatever they are.
    """
    return BREAK.join(_Reading(whole=False).texts(address.lower(), data, 0))


def read_foreign(address: str, data: bytes) -> tuple[str, bool]:
    """Return what can be drawn from a file that the program did not write, and whether that is all of it.

    Arguments are as for texts_in. More is read than a reader sees: comments, names of elements, escapes, what hangs on a
    PDF. Pictures, sounds and films hold no text here.
    """
    reading = _Reading(whole=True)
    return BREAK.join(reading.texts(address.lower(), data, 0)), reading.complete


class _Reading:
    """One file as it is read, with what is packed in it."""

    def __init__(self, *, whole: bool) -> None:
        self.whole, self.complete = whole, True
        self.left = MOST

    def texts(self, name: str, data: bytes, depth: int) -> Iterator[str]:
        try:
            yield from self._texts(name, data, depth)
        except UnreadableError:
            self.complete = False
            yield from runs(data)

    def _texts(self, name: str, data: bytes, depth: int) -> Iterator[str]:
        if depth > _DEEPEST:
            raise UnreadableError
        if is_packed(data, name):
            yield from self._of_parts(members(name, data), depth)
        elif data[:5] == b"%PDF-":
            if self.whole:
                yield from self._in_pdf(data, depth)
            yield from pages_of_pdf(data)
        elif self.whole and name.endswith(_MAIL):
            yield from self._of_parts(parts_of_mail(data), depth)
        elif b"\0" in data[:HEAD] and not is_wide(data):
            yield from runs(without_dots(data), foreign=self.whole)
            for part in parts_of_picture(data):
                yield from runs(part)
            if self.whole and is_locked(data):
                raise UnreadableError
        else:
            if b"\0" in data[:HEAD]:
                yield from runs(data)
            text = unbroken(decoded(data))
            yield from _read(name, text)
            if self.whole:
                yield from chain.from_iterable(map(_as_written, dict.fromkeys((text, without_times(text)))))
                for row in rows(name, text):  # a name may be in two fields, in either order
                    yield "\n".join(row)
                    yield ", ".join(row)
                for other in in_other_encodings(data):
                    yield from _read(name, other)
            yield from self._of_parts((("", part) for part in _encoded(text, whole=self.whole)), depth)
        if self.whole and data.startswith(_ARCHIVE_OF_THE_WEB):  # its pages may be packed, each by itself
            raise UnreadableError

    def _of_parts(self, parts: Iterable[tuple[str, bytes]], depth: int) -> Iterator[str]:
        for name, data in parts:
            self.left -= len(data)
            if self.left < 0:
                raise UnreadableError
            yield name
            yield from self.texts(name, data, depth + 1)

    def _in_pdf(self, data: bytes, depth: int) -> Iterator[str]:
        """Yield the texts of the objects of a PDF, and of the files that are attached to it."""
        try:
            for part in streams_of_pdf(data):
                yield from texts_of_stream(part)
                # What programs a font is written in PostScript too.
                if part is not data and (part[:5] == b"%PDF-" or (is_packed(part) and part[:2] != b"%!")):
                    yield from self.texts("", part, depth + 1)
        except UnreadableError:
            self.complete = False


def _encoded(text: str, *, whole: bool) -> Iterator[bytes]:
    """Yield what stands in a text in base64: where it says so and, with whole, where it is text again."""
    for match in _EMBEDDED.finditer(text) if ";base64," in text else ():
        packed = match[1].rstrip("=")
        yield b64decode(packed[: len(packed) - (len(packed) % 4 == 1)] + "==")
    for match in _ENCODED.finditer(text) if whole else ():
        packed = re.sub(r"\s", "", match[0]).rstrip("=")
        data = b64decode(packed[: len(packed) - (len(packed) % 4 == 1)] + "==")
        if _READABLE.fullmatch(data) or is_packed(data) or is_wide(data):
            yield data


def _as_written(text: str) -> Iterator[str]:
    """Yield a text with all its marks, and what its escapes stand for."""
    yield from (view.text for view in views(text))
    plain = unescape(text) if "&" in text else text
    if "\\" in plain:
        plain = _ESCAPE.sub(_unescaped, plain)
    if "%" in plain:
        plain = unquote(plain, errors="replace")
    if plain != text:
        yield unbroken(plain)
    if text.startswith("{\\rtf"):
        yield from in_other_encodings(text_of_rtf(text).encode("utf-8", "surrogateescape"))
    if "<" in text:
        yield unescape(_without_tags(text, ""))
    if text[:1] in {"{", "["}:
        yield from _values_of_json(text)


def _without_tags(text: str, said: str) -> str:
    """Return a text with its tags read as something else."""
    return said.join(_apart(text)[::3])


def _apart(text: str) -> list[str]:
    """Return text, then for each tag its name, its attributes and the text behind it.

    Behind the last ``>`` there is no tag, and looking for its end from each ``<`` there would take time with the square.
    """
    end = text.rfind(">") + 1
    parts = _MARKUP.split(text[:end])
    parts[-1] += text[end:]
    return parts


def _unescaped(match: re.Match[str]) -> str:
    number = int(next(filter(None, match.groups())), 16)
    return chr(number) if number <= _LAST else ""


def _read(name: str, text: str) -> Iterator[str]:
    if name.endswith(_MARKED):
        yield from read_html(text)
    elif name.endswith(_XML) or text.startswith("<?xml"):
        if "<!--" in text:
            yield from _COMMENT.findall(text)
            text = _COMMENT.sub("", text)
        text = text.replace("<![CDATA[", "").replace("]]>", "")
        inner = BREAK.join((unescape(_without_tags(text, BREAK)), _attributes(_apart(text))))
        yield inner
        if "<" in inner:  # a feed holds HTML in its text
            yield from read_html(inner)
        if not name.endswith(_FEEDS):  # a text of an office program and a picture part a name at will
            yield unescape(_without_tags(text, ""))
    elif name.endswith((".json", ".pf_fragment")) or (name.endswith(".bin") and text.startswith("{")):
        yield from _values_of_json(text[text.find("{") :] if name.endswith(".pf_fragment") else text)
    elif name.endswith(".jsonl"):
        for line in text.splitlines():
            yield from _values_of_json(line)
    elif name.endswith((".csv", ".tsv")):
        yield from _cells(text, "\t" if name.endswith(".tsv") else ",")
    elif name.endswith((".js", ".css")):
        yield _BETWEEN_STRINGS.sub(BREAK, text)
    else:
        yield text
        yield from read_html(text) if "<" in text else ()


def unescape(text: str) -> str:
    """Return a text with the signs that its entities stand for; a number that is none is none here, however long."""
    return _unescape_html(_ENDLESS.sub("", text))


def read_html(text: str) -> Iterator[str]:
    """Yield what a reader sees of HTML, what stands in its attributes, and its scripts."""
    if "<!--" in text:
        yield from _COMMENT.findall(text)
        text = _COMMENT.sub("", text)
    if "<![CDATA[" in text:
        text = text.replace("<![CDATA[", "").replace("]]>", "")
    parts = _apart(text)
    tags = parts[1::3]
    yield _attributes(parts)
    for at in compress(count(), map(_UNSEEN.__contains__, tags)):
        script, parts[3 * at + 3] = parts[3 * at + 3], ""
        yield from _values_of_json(script) if script else ()
    parts[1::3] = map(_SEEN.get, tags, repeat(BREAK))
    parts[2::3] = repeat("", len(tags))
    shown = "".join(parts)
    shown = unescape(shown) if "&" in shown else shown
    yield shown
    if _PERCENT.search(shown):
        yield _with_addresses_read(shown)


def _attributes(parts: Sequence[str]) -> str:
    """Return names and values of the attributes of HTML, addresses among these decoded.

    Args:
        parts: as ``_apart`` returns them.
    """
    found = set(parts[2::3])
    # A tag seems to end within a value that has the sign for it.
    found.update(f"{one}>{behind}" for one, behind in zip(parts[2::3], parts[3::3], strict=True) if one.count('"') % 2)
    joined = BREAK.join(found).replace('="', BREAK).replace('"', BREAK)
    said = unescape(joined) if "&" in joined else joined
    return _with_addresses_read(said) if "%" in said else said


def _with_addresses_read(texts: str) -> str:
    """Return texts, joined with ``BREAK``, with the addresses among them decoded."""
    return BREAK.join(_address_read(one) if "%" in one else one for one in texts.split(BREAK))


def _address_read(address: str) -> str:
    """Return an address as it is read; what it holds ends no text."""
    return unbroken(unquote(address, errors="replace"))


def _values_of_json(text: str) -> Iterator[str]:
    if "\\" not in text:  # no letter is written as an escape: each quotation mark begins or ends a text
        apart = text.replace('"', BREAK)
        yield apart
        if "%" in apart:
            yield _with_addresses_read(apart)
        return
    try:
        value = msgspec.json.decode(text.encode("utf-8", "surrogatepass"))
    except (msgspec.DecodeError, RecursionError):
        yield _BETWEEN_STRINGS.sub(BREAK, _ESCAPE.sub(_unescaped, text))
        return
    for one in chain.from_iterable(lists_in([value])):
        if isinstance(one, str):
            yield one
            yield from (_address_read(one),) if "%" in one else ()


def _cells(text: str, delimiter: str) -> Iterator[str]:
    try:
        yield from chain.from_iterable(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        yield text
