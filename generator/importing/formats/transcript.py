"""A record of any layout -> the text of a cable file: front matter between ``+++`` lines, then the message as transmitted.

Every character of the message is kept. What the layout says of the cable is in the front matter: in its keys, and where
there is no key for it, in comments.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from generator.cables.ids import Identity, read_identity
from generator.cables.model import Piece
from generator.cables.parse import parse_cable
from generator.cables.record.identity import in_its_year
from generator.cables.source.decoding import escape
from generator.cables.source.layouts import PRINTS, read_source
from generator.cables.source.layouts.frontmatter import FENCE
from generator.cables.source.model import Source
from generator.importing.cable_file import file_text, with_note
from generator.importing.letters import read_letters
from generator.problems import Problem, Where, problem_at
from generator.vocabulary import Vocabulary

_BARE = frozenset({"bare", "pdf-text", "unknown"})  # layouts in which all of the file is message
_WHOLE = _BARE | PRINTS.keys()
_CUT = frozenset({"layout.links"})
_ABSENT = re.compile(r"(?:n/?a|)\Z", re.IGNORECASE)
_TEXT = re.compile(r"(?:\.(?:txt|text|asc|cable)|(?:\A|/)[^./]+)\Z", re.IGNORECASE)  # the names of texts
_TOLD_ABOVE = frozenset({"bare", "unknown"})  # layouts in which an identifier may be the first line
_LONGEST_ID = 40
_LAYOUT_WORDS = {
    "yaml-front-matter": "front matter in YAML without an id",
    "front-matter": "front matter without an id",
    "bare": "neither the record nor the file's name nor a classification line with a date says it",
}
_MARKUP = ("<!doctype", "<html", "<?xml")
_CODES = {"C003": "I012", "C008": "I011"}
_OTHER_ENDS = re.compile("[\x85\u2028\u2029]")


Pieces = Iterable[bytes]


class Reading(msgspec.Struct, frozen=True):
    """A file that is read.

    path is as problems shall name it; its last part may tell an identifier. vocabulary are the room's codes and names. dates is
    "mdy", "dmy" or "iso": how the dates of a table are written, where its owner knows; "" to find out. again opens the file
    once more, to look at the whole of a column. depth is in how many letters it lies.
    """

    path: str
    vocabulary: Vocabulary
    dates: str = ""
    again: Callable[[], Pieces] = tuple
    depth: int = 0

    def at(self, path: str) -> "Reading":
        """Return the reading of a part of the file."""
        return msgspec.structs.replace(self, path=path)

    def of_letter(self, name: str, data: bytes) -> "Reading":
        """Return the reading of a part of the letter that this file is; name is that of the part, or ""."""
        path = f"{self.path}/{name}" if name else self.path
        return msgspec.structs.replace(self, path=path, depth=self.depth + 1, again=lambda: (data,))

    def problem(self, row: str, line: int | None = None, *, detail: str = "") -> Problem:
        """Return a problem of the file."""
        return problem_at(row, Where(self.path, line), detail=detail)


class Transcript(msgspec.Struct, frozen=True):
    """A cable file, not yet written: canonical id, its calendar year, the text of the file.

    place is where the record stood: the path of its file and the line. problems are about the record; it is kept in spite
    of them.
    """

    id: str
    year: int
    text: str
    path: str
    line: int | None = None
    problems: tuple[Problem, ...] = ()

    def told(self, code: str) -> "Transcript":
        """Return it with one more problem, that of a code without details; "" for none."""
        more = (problem_at(code, Where(self.path, self.line)),) if code else ()
        return msgspec.structs.replace(self, problems=(*self.problems, *more))


def transcribe(data: bytes, reading: Reading, line: int | None = None) -> Transcript | Problem:
    """Make a cable file of one record of text, or return why there is none: I001 nothing in it, I002 no cable, I004 no number.

    data are the bytes of one cable in any layout that ``parse_cable`` reads, line is where it begins in a file of several.
    """
    path, vocabulary = reading.path, reading.vocabulary
    letters = None if data.isascii() else read_letters([unchanged_text(data)], Where(path, line))
    if letters and letters.note:
        data = letters.values[0].encode("utf-8", "replace")
    source = read_source(data, path, joined=False)
    damage = {code for code, _, _ in source.damage}
    if "C001" in damage:
        return reading.problem("I001", line)
    named = _named(source, path, vocabulary)
    if "C005" in damage or _is_page(source) or (source.layout == "unknown" and not (named and _TEXT.search(path))):
        return reading.problem("I002", line, detail="no cable, dump or saved page that is known")
    if named is None:
        cable, _ = parse_cable(data, path, vocabulary)
        if cable.year is None or cable.serial is None:
            return reading.problem("I004", line, detail=_LAYOUT_WORDS.get(source.layout, f"layout {source.layout}"))
        named = Identity(cable.year, cable.post, cable.serial), cable.id
    identity, printed = named
    problems = [
        reading.problem(_CODES[code], line or (at if not source.physical else None), detail=detail)
        for code, at, detail in source.damage
        if code in _CODES
    ]
    if not any(one.text for one in source.message):
        problems.append(reading.problem("I006", line, detail=identity.cable_id))
    text = _text_of(data, source, printed)
    if letters:
        problems += letters.problems
        text = with_note(text, letters.note) if letters.note else text
    return Transcript(identity.cable_id, identity.year, text, path, line, tuple(problems))


def _named(source: Source, path: str, vocabulary: Vocabulary) -> tuple[Identity, str] | None:
    """Find the identifier that the record or the file's name gives -> (identity, the spelling to keep as id)."""
    stem = path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    first = next((line for line in source.lines if line), "") if source.layout in _TOLD_ABOVE else ""
    for printed in (source.metadata.id, stem, first if len(first) <= _LONGEST_ID else ""):
        if printed:
            identity, aliases = read_identity(printed, vocabulary, source.metadata.post or "")
            if identity is not None:
                kept = in_its_year(identity, aliases, source.metadata.created)[0]
                return kept, aliases[0] if aliases and kept == identity else kept.cable_id
    return None


def _is_page(source: Source) -> bool:
    """Say whether a file is a page of the web that no layout knows: its text cannot be separated from its markup."""
    first = next((line for line in source.lines if line), "")
    return source.layout in _WHOLE and first.lstrip().lower().startswith(_MARKUP)


def _text_of(data: bytes, source: Source, printed: str) -> str:
    if source.layout == "front-matter":
        text = unchanged_text(data)
        if "no second line of +++" in {detail for _, _, detail in source.damage}:
            text = _closed(text, source)
        text = text.lstrip("\n")
        return text if text.endswith("\n") else f"{text}\n"
    metadata = msgspec.structs.replace(source.metadata, id=printed)
    if source.layout in _WHOLE:
        below = msgspec.structs.replace(metadata, sender=None, to=(), signature=None)  # the print says them itself
        return file_text(below, unchanged_text(data))
    message = "\n".join(_message_lines(source)).lstrip("\n")
    if source.layout == "wikileaks-html":  # its blocks are not escaped, and what looks like an entity is none
        message = escape(message)
    attributes = [piece.text for piece in source.wrapping if piece.rule == "metadata.attribute"]
    comments = [text for text in attributes if not _ABSENT.match(text.partition(":")[2].strip())]
    return file_text(metadata, message, comments, plain=True)


def _closed(text: str, source: Source) -> str:
    """Return a file whose front matter has no end with one where it was read to, above the message."""
    lines = _OTHER_ENDS.sub("\n", text).split("\n")
    end = max(one.line for one in source.wrapping if one.rule in {"metadata.fence", "metadata.front-matter"})
    return "\n".join([*lines[:end], FENCE, *lines[end:]])


def unchanged_text(data: bytes) -> str:
    r"""Return the text of a file with nothing changed but its encoding, and its line ends to ``\n``."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _message_lines(source: Source) -> Iterator[str]:
    """Yield the lines of the message as they are in the source, without what its layout wraps round them.

    What is set aside within a message (pilcrows, stamps of a review) stays; a line that the layout cuts in two is two lines.
    """
    dropped: dict[int, list[Piece]] = {}
    for piece in source.wrapping:
        if piece.rule.startswith("metadata.") or piece.rule in _CUT:
            dropped.setdefault(piece.line, []).append(piece)
    kept = {line.number for line in source.message}
    seams = _seams(source) if source.layout == "five-line" else {}
    for number, line in enumerate(source.lines, 1):
        if number in seams:
            yield line[: seams[number]]
            yield line[seams[number] :]
        elif number not in dropped:
            yield line
        elif (rest := _without(line, dropped[number])) or number in kept:
            yield rest


def _seams(source: Source) -> dict[int, int]:
    """Return for each line that the layout cuts in two the column of the second part."""
    columns: dict[int, list[int]] = {}
    for line in source.message:
        columns.setdefault(line.number, []).append(line.column)
    return {number: places[1] for number, places in columns.items() if len(places) == 2}  # two parts


def _without(line: str, pieces: Sequence[Piece]) -> str:
    for piece in sorted(pieces, key=lambda one: -one.column):
        line = line[: piece.column] + line[piece.column + len(piece.text) :]
    return line.strip()


def same_message(new: bytes, standing: bytes, path: str) -> bool:
    """Say whether a file adds no text to the one that stands: white space and what wraps the message do not count.

    A new file without a message adds nothing to any.
    """
    if new == standing:
        return True
    message = _squeezed(new, path)
    return not message or message == _squeezed(standing, path)


def _squeezed(data: bytes, path: str) -> str:
    return "".join("".join(line.text.split()) for line in read_source(data, path).message)
