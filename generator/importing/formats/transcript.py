"""A record of any layout -> the text of a cable file: front matter between ``+++`` lines, then the message as transmitted.

Every character of the message is kept. What the layout says of the cable is in the front matter: in its keys, and where
there is no key for it, in comments.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from generator.cables.ids import Identity, read_identity
from generator.cables.model import Piece
from generator.cables.parse import parse_cable
from generator.cables.record.identity import in_its_year
from generator.cables.source.decoding import clean, escape
from generator.cables.source.layouts import PRINTS, read_source
from generator.cables.source.layouts.common import top_of
from generator.cables.source.layouts.frontmatter import FENCE
from generator.cables.source.model import Metadata, Source
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
_TOP = 200  # lines
_MOST_COMMENTS = 150  # the reader looks for the end of front matter within two hundred lines
_CODES = {"C003": "I012", "C008": "I011"}
_OTHER_ENDS = re.compile("[\x85\u2028\u2029]")
_ID_LINE = re.compile(r"id[ ]*=")
_QUOTED = str.maketrans({"\\": "\\\\", '"': '\\"', "&": "\\u0026"})


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


def transcribe(data: bytes, path: str, vocabulary: Vocabulary, line: int | None = None) -> Transcript | Problem:
    """Make a cable file of one record of text.

    Args:
        data: the bytes of one cable in any layout that ``parse_cable`` reads.
        path: its file's path; the last part may tell the identifier.
        vocabulary: the room's codes and names.
        line: where the record begins in its file, when the file has several.

    Returns:
        The transcript, or the problem for which there is none: I001 nothing in it, I002 no cable, I004 no identifier.
    """
    letters = None if data.isascii() else read_letters([unchanged_text(data)], Where(path, line))
    if letters and letters.note:
        data = letters.values[0].encode("utf-8", "replace")
    source = read_source(data, path, joined=False)
    damage = {code for code, _, _ in source.damage}
    if "C001" in damage:
        return problem_at("I001", Where(path, line))
    named = _named(source, path, vocabulary)
    if "C005" in damage or _is_page(source) or (source.layout == "unknown" and not (named and _TEXT.search(path))):
        return problem_at("I002", Where(path, line), detail="no cable, dump or saved page that is known")
    if named is None:
        cable, _ = parse_cable(data, path, vocabulary)
        if cable.year is None or cable.serial is None:
            return problem_at(
                "I004", Where(path, line), detail=_LAYOUT_WORDS.get(source.layout, f"layout {source.layout}")
            )
        named = Identity(cable.year, cable.post, cable.serial), cable.id
    identity, printed = named
    problems = [
        problem_at(_CODES[code], Where(path, line or (at if not source.physical else None)), detail=detail)
        for code, at, detail in source.damage
        if code in _CODES
    ]
    if not any(one.text for one in source.message):
        problems.append(problem_at("I006", Where(path, line), detail=identity.cable_id))
    text = _text_of(data, source, printed)
    if letters:
        problems += letters.problems
        text = with_note(text, letters.note) if letters.note else text
    return Transcript(identity.cable_id, identity.year, text, path, line, tuple(problems))


def file_text(metadata: Metadata, message: str, comments: Iterable[str] = (), *, plain: bool = False) -> str:
    """Put a cable file together.

    Args:
        metadata: what is known of the cable; what is None or empty is left out.
        message: the message, lines ending in a line feed.
        comments: further lines of the record, for which front matter has no key.
        plain: whether the message is no print of an archive, though it may look like one.
    """
    lines = [FENCE, *_keys(metadata)]
    lines.extend(f"# {clean(' '.join(one.split()))}" for one in list(comments)[:_MOST_COMMENTS])
    ended = message if not message or message.endswith("\n") else f"{message}\n"
    if plain:
        top = top_of(message.split("\n", _TOP)[:_TOP])
        if any(is_print(top) for is_print, _ in PRINTS.values()):
            lines.append("print = false")
    return "\n".join([*lines, FENCE, ended])


def split_file(text: str) -> tuple[list[str], str, str]:
    """Return a cable file in three: the lines of its front matter with the fence above them, the fence below, the message.

    Of a text without front matter of ours all is message.
    """
    front, closed, message = text.partition(f"\n{FENCE}\n")
    lines = front.split("\n")
    return (lines, closed, message) if closed and lines[0] == FENCE else ([], "", text)


def with_note(text: str, note: str) -> str:
    """Return a cable file with a note in its front matter, unless it has one, or has no front matter of ours."""
    front, closed, message = split_file(text)
    if not front or any(line.startswith("note") for line in front):
        return text
    return "\n".join([*front, f"note = {quoted(note)}"]) + closed + message


def with_id(text: str, cable_id: str) -> str:
    """Return a cable file under another identifier; it keeps everything else."""
    front, closed, message = split_file(text)
    lines = [line for line in front[1:] if not _ID_LINE.match(line)]
    return "\n".join([FENCE, f"id = {quoted(cable_id)}", *lines]) + closed + message if front else text


def message_part(text: str) -> str:
    """Return a cable file without its front matter."""
    return split_file(text)[2]


def _keys(metadata: Metadata) -> Iterator[str]:
    created = metadata.created
    exact = metadata.has_time and (metadata.released is not None or not metadata.known_bad_minutes)
    yield f"id = {quoted(metadata.id or '')}"
    if created is not None:
        yield f"created = {f'{created.isoformat()[:19]}Z' if exact else created.date().isoformat()}"
    if metadata.classification:
        yield f"classification = {quoted(metadata.classification)}"
    if metadata.origin:
        yield f"origin = {quoted(metadata.origin)}"
    if metadata.released is not None:
        yield f"released = {metadata.released.isoformat()}"
    if metadata.title:
        yield f"title = {quoted(metadata.title)}"
    if metadata.tags:
        yield f"tags = [{', '.join(map(quoted, metadata.tags))}]"
    if metadata.references:
        yield f"references = [{', '.join(map(quoted, metadata.references))}]"
    if metadata.sender:
        yield f"from = {quoted(metadata.sender)}"
    if metadata.to:
        yield f"to = [{', '.join(map(quoted, metadata.to))}]"
    if metadata.signature:
        yield f"signature = {quoted(metadata.signature)}"
    for key, value in (("source", metadata.source), ("collection", metadata.collection), ("note", metadata.note)):
        if value:
            yield f"{key} = {quoted(value)}"
    if metadata.archive:
        yield archive_line(metadata.archive)


def archive_line(pairs: Iterable[tuple[str, str]]) -> str:
    """Return the line of front matter that finds a record in its archive."""
    return f"archive = {{ {', '.join(f'{name} = {quoted(value)}' for name, value in pairs)} }}"


def quoted(value: str) -> str:
    """Return a text as TOML writes it, on one line, with nothing in it that decoding would change."""
    plain = " ".join((value if value.isprintable() else clean(value)).split())
    if "&" in plain or '"' in plain or "\\" in plain:  # few values have such a sign
        plain = plain.translate(_QUOTED)
    return f'"{plain}"'


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
