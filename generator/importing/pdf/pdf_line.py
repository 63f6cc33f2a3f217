"""The line of front matter that names the PDF files of a cable's text, page by page, also where a section is added. Pure."""

import re
import tomllib
from collections.abc import Sequence

import msgspec

from generator.importing.cable_file import quoted, split_file

_PDF_LINE = re.compile(r"pdf[ ]*=")
_NOTE = re.compile(r"note = \"(Text drawn by machine .*)\"\Z")
_THE_PDF = re.compile(r"\bThe PDF: .*")


class _Named(msgspec.Struct):
    """A PDF as front matter names it; lines are empty where they are not known."""

    file: str
    sha256: str
    pages: list[int]
    lines: list[int] = []


def with_pdf(text: str, file: str, digest: str, pages: Sequence[tuple[int, int]], above: int = 0) -> str:
    """Return a cable file that names the PDF from which it was drawn, behind those that it names already.

    Args:
        text: the cable file.
        file: the path of the PDF, as front matter names it.
        digest: its SHA-256 in hexadecimal digits.
        pages: (number of a page, the line of what was drawn from it where the page begins, 0 for unknown).
        above: how many lines of the message stand above what was drawn from it.
    """
    front, closed, message = split_file(text)
    if not front:
        return text
    lines = [above + line for _, line in pages] if all(line for _, line in pages) else []
    named = [*_named(front), _Named(file, digest, [number for number, _ in pages], lines)]
    kept = [line for line in front if not _PDF_LINE.match(line)]
    return "\n".join([*kept, _line(named)]) + closed + message


def with_lines_moved(text: str, begin: int, by: int) -> str:
    """Return a cable file whose message has grown: pages that begin behind the first lines of it begin so many lines later.

    Args:
        text: the cable file.
        begin: how many lines of the message stand above what was added.
        by: how many lines were added.
    """
    front, closed, message = split_file(text)
    named = _named(front)
    if not named:
        return text
    for one in named:
        one.lines = [line + by if line > begin else line for line in one.lines]
    lines = [_line(named) if _PDF_LINE.match(line) else line for line in front]
    return "\n".join(lines) + closed + message


def with_note_of_section(text: str, added: str) -> str:
    """Return a cable file whose note names the PDF of a section that was added too, as the section's own note does.

    Args:
        text: the cable file, with the section.
        added: the file of the section alone.
    """
    lines, closed, message = split_file(text)
    notes = [found[1] for line in split_file(added)[0] if (found := _NOTE.match(line))]
    more = _THE_PDF.search(notes[0]) if notes else None
    at = next((at for at, line in enumerate(lines) if _NOTE.match(line)), -1)
    if more is None or at < 0 or more[0] in lines[at]:
        return text
    lines[at] = f'{lines[at][:-1]} {more[0].replace("The PDF:", "The PDF of another section:", 1)}"'
    return "\n".join(lines) + closed + message


def _named(front: Sequence[str]) -> list[_Named]:
    line = next((line for line in front if _PDF_LINE.match(line)), "")
    standing = tomllib.loads(line)["pdf"] if line else []
    return [msgspec.convert(one, _Named) for one in (standing if isinstance(standing, list) else [standing])]


def _line(named: Sequence[_Named]) -> str:
    tables = [
        f"{{ file = {quoted(one.file)}, sha256 = {quoted(one.sha256)}, pages = {one.pages}"
        + (f", lines = {one.lines}" if one.lines else "")
        + " }"
        for one in named
    ]
    return f"pdf = {tables[0]}" if len(tables) == 1 else f"pdf = [{', '.join(tables)}]"
