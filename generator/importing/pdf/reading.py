"""A PDF -> the text of its pages and what is to be said of them, drawn by a process with limits."""

import hashlib
import re
from contextlib import suppress
from importlib import util
from pathlib import Path

import msgspec

from generator.importing.cable_file import with_note
from generator.importing.formats import Transcript
from generator.importing.pdf.process import DrawingProcess, DrawingProcesses
from generator.problems import Problem, Where, problem_at

MOST_BYTES = 256 << 20
_FEW = 20
_PAGE = re.compile(r"/page \d+\Z")


class Drawn(msgspec.Struct, frozen=True):
    """The text of a PDF, page by page, its SHA-256, and what is to be said of it.

    left_out are the numbers of pages whose text is not taken, without_text of those that have none; pages count from 1.
    covered says whether text lies under a filled dark place, taken or not. by_ocr are the numbers of pages whose text was read
    from their pictures.
    """

    pages: tuple[str, ...]
    digest: str
    left_out: tuple[int, ...] = ()
    without_text: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()
    covered: bool = False
    by_ocr: tuple[int, ...] = ()


def is_pdf(head: bytes) -> bool:
    """Say whether the first bytes of a file are those of a PDF, which may have blank lines above."""
    return head.lstrip().startswith(b"%PDF-")


def may_be_drawn(place: Path) -> bool:
    """Say whether a file will be drawn, by its name and size alone."""
    with suppress(OSError):
        return place.suffix.lower() == ".pdf" and place.stat().st_size <= MOST_BYTES
    return False


def read_pdf(
    place: Path, shown: str, process: DrawingProcess | DrawingProcesses, *, seconds: float = 150
) -> Drawn | Problem:
    """Draw the text of a PDF.

    Args:
        place: the file.
        shown: its path as problems shall name it.
        process: the process that draws it.
        seconds: how long the reader may take, by the clock.

    Returns:
        The text, or the problem for which there is none: I020 it cannot be read, I021 it needs more than it may, I025 no
        reader of PDF is installed.

    Raises:
        OSError: the file cannot be read.
    """
    if util.find_spec("pypdfium2") is None:
        return problem_at("I025", Where(shown))
    size = place.stat().st_size
    if size > MOST_BYTES:
        return problem_at("I021", Where(shown), detail=f"{size} bytes, more than {MOST_BYTES >> 20} MiB")
    with place.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    found = process.draw(place, seconds)
    if "pages" not in found:
        code, detail = ("I021", found["limit"]) if "limit" in found else ("I020", found["error"])
        return problem_at(code, Where(shown), detail=str(detail))
    covered, empty = tuple(found["covered"]), tuple(found["empty"])
    guessed = tuple(found["ocr"])
    told = (("I026" if process.take_covered else "I022", covered), ("I023", empty), ("I030", guessed))
    problems = [problem_at(code, Where(shown), detail=pages_in_words(pages)) for code, pages in told if pages]
    if found["beside"]:
        problems.append(problem_at("I024", Where(shown), detail=", ".join(found["beside"])))
    left_out = () if process.take_covered else covered
    return Drawn(tuple(found["pages"]), digest, left_out, empty, tuple(problems), bool(covered), guessed)


def pages_in_words(numbers: tuple[int, ...]) -> str:
    """Return numbers of pages as a text: "page 3", "pages 3, 5 and 9"."""
    told = [str(one) for one in numbers[:_FEW]]
    if len(numbers) > _FEW:
        told.append(f"{len(numbers) - _FEW} more")
    return f"page {told[0]}" if len(told) == 1 else f"pages {', '.join(told[:-1])} and {told[-1]}"


def with_caveat(transcript: Transcript, drawn: Drawn, path: str, first: int, last: int) -> Transcript:
    """Say in the front matter of a cable that its text was drawn from a PDF, from which, and which pages it lacks.

    Args:
        transcript: the cable.
        drawn: the PDF.
        path: the path of the PDF, with "/page N" behind it for a telegram that does not bear its name.
        first: the first page of the telegram, from 1.
        last: its last page.
    """
    name = _PAGE.sub("", path).rpartition("/")[2]
    several = (first, last) != (1, len(drawn.pages))
    pages = (f"page {first}" if first == last else f"pages {first} to {last}") if several else ""
    guessed = tuple(number for number in drawn.by_ocr if first <= number <= last)
    note = (
        f"Text drawn by machine from a PDF{', by OCR,' if guessed else ''} and not proofread. "
        f"The PDF: {name},{f' {pages},' if pages else ''} SHA-256 {drawn.digest}."
    )
    if guessed:
        note += f" By OCR, which guesses letters: {pages_in_words(guessed)} of the PDF."
    for numbers, why in ((drawn.left_out, "text under a filled box"), (drawn.without_text, "no layer of text")):
        if missing := tuple(number for number in numbers if first <= number <= last):
            note += f" Not in this text, for {why}: {pages_in_words(missing)} of the PDF."
    return msgspec.structs.replace(transcript, text=with_note(transcript.text, note))
