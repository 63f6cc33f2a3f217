"""The text of a cable file: front matter between ``+++`` lines, then the message. Written, taken apart and amended. Pure."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from generator.cables.source.decoding import clean
from generator.cables.source.layouts import PRINTS
from generator.cables.source.layouts.common import top_of
from generator.cables.source.layouts.frontmatter import FENCE
from generator.cables.source.model import Metadata

_TOP = 200  # lines
_MOST_COMMENTS = 150  # the reader looks for the end of front matter within two hundred lines
_ID_LINE = re.compile(r"id[ ]*=")
_QUOTED = str.maketrans({"\\": "\\\\", '"': '\\"', "&": "\\u0026"})


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


def joined(header: str, body: str) -> str:
    """Put header and body of a message together, each beginning a line."""
    message = f"{header}\n{body}" if header.strip() and not header.endswith("\n") else f"{header}{body}"
    return message.replace("\r\n", "\n").replace("\r", "\n") if "\r" in message else message


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
    values = {
        "id": metadata.id or "",
        "created": created if created is None or exact else created.date(),
        "classification": metadata.classification,
        "origin": metadata.origin,
        "released": metadata.released,
        "title": metadata.title,
        "tags": metadata.tags,
        "references": metadata.references,
        "from": metadata.sender,
        "to": metadata.to,
        "signature": metadata.signature,
        "source": metadata.source,
        "collection": metadata.collection,
        "note": metadata.note,
    }
    yield from (f"{key} = {_in_toml(value)}" for key, value in values.items() if value or key == "id")
    if metadata.archive:
        yield archive_line(metadata.archive)


def _in_toml(value: str | Sequence[str] | dt.date | None) -> str:
    match value:
        case str():
            return quoted(value)
        case dt.datetime():
            return f"{value.isoformat()[:19]}Z"
        case dt.date():
            return value.isoformat()
    return f"[{', '.join(map(quoted, value or ()))}]"


def archive_line(pairs: Iterable[tuple[str, str]]) -> str:
    """Return the line of front matter that finds a record in its archive."""
    return f"archive = {{ {', '.join(f'{name} = {quoted(value)}' for name, value in pairs)} }}"


def quoted(value: str) -> str:
    """Return a text as TOML writes it, on one line, with nothing in it that decoding would change."""
    plain = " ".join((value if value.isprintable() else clean(value)).split())
    if "&" in plain or '"' in plain or "\\" in plain:  # few values have such a sign
        plain = plain.translate(_QUOTED)
    return f'"{plain}"'
