"""Draws the text of PDF files, as the program of a process with limits: ``python -m … yes|no``.

It reads paths as JSON, one a line, and prints an object of JSON for each. The limits are set before a file is opened. A file is
opened for its pages alone: no script in it runs and no file in it is unpacked.
"""

import ctypes
import json
import math
import resource
import string
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Any

import pypdfium2
from pypdfium2 import raw

from generator.importing.pdf.layout import Letter, Word, lines_of, without_doubles, words_of
from generator.importing.pdf.ocr import Reader
from generator.importing.pdf.process import MOST_OUTPUT

MOST_MEMORY = 2 << 30
MOST_SECONDS = 120
MOST_PAGES = 2_000
MOST_LETTERS = 200_000  # of a page
_SCALE = 1.5  # pixels a point, for looking at what the page shows
_MOST_SIDE = 4_000  # pixels
_DARK = 64  # the mean of a place that is filled dark, 0 black to 255 white
_ALONE = 40  # the same for one letter by itself, which may be bold
_WHITE = 255
_BLANK = 32
_PLAIN = frozenset(map(ord, " " + string.ascii_letters + string.digits))
_HALVES = range(0xD800, 0xE000)
_PASSWORD = 4  # FPDF_ERR_PASSWORD


def main(paths: Iterable[str], *, take_covered: bool) -> None:
    """Print for each path what the PDF holds, or why it cannot be read, as an object of JSON on a line."""
    for limit, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_FSIZE, MOST_OUTPUT),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))
    for path in paths:
        seconds = math.ceil(time.process_time()) + MOST_SECONDS  # each file has as many of its own
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (seconds if hard < 0 else min(seconds, hard), hard))
        try:
            found = draw(json.loads(path), take_covered=take_covered)
        except MemoryError:
            found = {"limit": f"more than {MOST_MEMORY >> 30} GiB of memory"}
        sys.stdout.write(json.dumps(found) + "\n")
        sys.stdout.flush()


def draw(path: str, *, take_covered: bool = False) -> dict[str, Any]:
    """Draw the text of each page.

    Returns:
        {"pages": [lines joined], "covered": [numbers], "empty": [numbers], "ocr": [numbers of the pages whose text was read
        from their pictures], "beside": [names of what else it holds]}, or
        {"error": why} for a PDF that cannot be read, {"limit": why} for one that is too large. Pages count from 1; the text
        of a page with covered text is empty unless it is to be taken.
    """
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        locked = raw.FPDF_GetLastError() == _PASSWORD or "password" in str(error).lower()
        return {"error": "it is locked with a password" if locked else "it is damaged or cut off"}
    with closing(document):
        return _draw_pages(document, take_covered=take_covered)


def _draw_pages(document: "pypdfium2.PdfDocument", *, take_covered: bool) -> dict[str, Any]:
    if len(document) > MOST_PAGES:
        return {"limit": f"{len(document)} pages, more than {MOST_PAGES}"}
    pages: list[str] = []
    covered: list[int] = []
    empty: list[int] = []
    guessed: list[int] = []
    pictures = Reader()
    for number in range(1, len(document) + 1):
        try:
            page = document[number - 1]
        except pypdfium2.PdfiumError:
            return {"error": f"page {number} is damaged or cut off"}
        text = page.get_textpage()
        if text.count_chars() > MOST_LETTERS:
            return {"limit": f"more than {MOST_LETTERS:,} characters on page {number}"}
        words = list(words_of(_letters(page, text)))
        if not words:
            pages.append(pictures.read(page))
            (guessed if pages[-1] else empty).append(number)
            page.close()
            continue
        hidden = _hides_text(page, words)
        if hidden:
            covered.append(number)
        pages.append("" if hidden and not take_covered else "\n".join(lines_of(without_doubles(words))))
        page.close()
    beside = list(_other_parts(document))
    return {"pages": pages, "covered": covered, "empty": empty, "ocr": guessed, "beside": beside}


def _other_parts(document: "pypdfium2.PdfDocument") -> Iterator[str]:
    """Name what a PDF holds besides its pages, none of which is opened."""
    if raw.FPDFDoc_GetJavaScriptActionCount(document) > 0:
        yield "a script"
    if document.count_attachments():
        yield "embedded files"
    if document.get_formtype() != raw.FORMTYPE_NONE:
        yield "form fields"


def _letters(page: "pypdfium2.PdfPage", text: "pypdfium2.PdfTextPage") -> Iterator[Letter]:
    """Yield the characters of a page in the order in which they are drawn, on the page as it is turned for reading."""
    left, bottom, right, top = page.get_bbox()
    turn = page.get_rotation()
    wide, high = right - left, top - bottom
    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    to_box, to_x, to_y = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    page_text = text.raw
    unicode_of, box_of, origin_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox, raw.FPDFText_GetCharOrigin
    for at in range(text.count_chars()):
        code = unicode_of(page_text, at)
        # a hyphen at the end of a line, for which the library has a code of its own
        plain = code in _PLAIN
        hyphen = not plain and raw.FPDFText_IsHyphen(text, at) == 1
        if not (plain or hyphen or _is_letter(code)):
            continue
        box_of(page_text, at, to_box)
        origin_of(page_text, at, to_x, to_y)
        one = (box.left - left, box.right - left, box.bottom - bottom, box.top - bottom, y.value - bottom)
        yield Letter("-" if hyphen else chr(code), *(_turned(one, x.value - left, turn, wide, high) if turn else one))
    text.close()


def _is_letter(code: int) -> bool:
    """Say whether a code is a character that text may have: no control and no half of a character."""
    return _BLANK <= code <= sys.maxunicode and code not in _HALVES


def _turned(
    box: tuple[float, float, float, float, float], x: float, turn: int, width: float, height: float
) -> tuple[float, float, float, float, float]:
    """Return the box and base of a letter on a page that is turned clockwise by 0, 90, 180 or 270 degrees."""
    left, right, bottom, top, base = box
    if turn == 90:
        return bottom, top, width - right, width - left, width - x
    if turn == 180:
        return width - right, width - left, height - top, height - bottom, height - base
    if turn == 270:
        return height - top, height - bottom, left, right, x
    return box


def _hides_text(page: "pypdfium2.PdfPage", words: list[Word]) -> bool:
    """Say whether a word stands where the page shows nothing but a dark place: a box, a picture or a note over it."""
    wide, high = page.get_size()
    scale = min(_SCALE, _MOST_SIDE / max(wide, high, 1.0))
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
    seen, stride, width, height = bytes(bitmap.buffer), bitmap.stride, bitmap.width, bitmap.height

    def is_dark(left: int, right: int, above: int, below: int, most: int) -> bool:
        """Say whether the mean of a place is below most; a place that is not on the page is not dark."""
        inset = (below - above) // 6  # a box often leaves the space between lines free
        wide, size = right - left, (right - left) * (below - above - 2 * inset)
        if wide <= 0 or size <= 0:
            return False
        begin, end = (above + inset) * stride + left, (below - inset) * stride + left
        some = b"".join([seen[at : at + wide] for at in range(begin, end, 2 * stride)])
        if some.count(_WHITE) * _WHITE >= most * size:  # as nearly every place: white enough by half of its rows
            return False
        return sum(b"".join([seen[at : at + wide] for at in range(begin, end, stride)])) < most * size

    for word in words:
        if not word.text.isalpha() and not any(map(str.isalnum, word.text)):
            continue
        before: tuple[int, int, int] | None = None
        for _, left, right, bottom, top, _ in word.letters:
            first, last = max(0, int(left * scale + 0.5)), min(width, int(right * scale + 0.5))
            above, below = max(0, int((high - top) * scale + 0.5)), min(height, int((high - bottom) * scale + 0.5))
            if before and is_dark(before[0], last, min(before[1], above), max(before[2], below), _DARK):
                return True
            before = first, above, below
        if before and len(word.letters) == 1 and is_dark(before[0], last, before[1], before[2], _ALONE):
            return True
    return False


if __name__ == "__main__":
    main(sys.stdin, take_covered=sys.argv[1] == "yes")
