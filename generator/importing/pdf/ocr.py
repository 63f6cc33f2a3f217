"""Text of a page that is only a picture, read by the program ``tesseract`` where it is installed: the extra ``[ocr]``.

It runs within the limits of the process that draws a file, and gets the picture alone, so that words under a dark box cannot be
read. What it reads is a guess, letter by letter: whoever takes it says so.
"""

import os
import shutil
import subprocess
import time

import pypdfium2

MOST_SECONDS = 100  # by the clock, for all pages of a file; those beyond have no text
_DOTS = 300 / 72  # pixels a point
_MOST_SIDE = 5_000  # pixels
_MOST_TEXT = 200_000


class Reader:
    """Reads pictures of pages of one file, as long as its time lasts."""

    def __init__(self) -> None:
        """Look for the program; nothing is run yet."""
        self._program = shutil.which("tesseract")
        self._end = time.monotonic() + MOST_SECONDS

    def read(self, page: "pypdfium2.PdfPage") -> str:
        """Return the lines of a page that has no layer of text; "" for a blank one, and where it cannot be read."""
        left = self._end - time.monotonic()
        if self._program is None or left <= 0 or next(page.get_objects(max_depth=1), None) is None:
            return ""
        try:
            done = subprocess.run(  # noqa: S603  a program found on the path, with words of ours
                [self._program, "stdin", "stdout", "-l", "eng", "--psm", "4", "-c", "preserve_interword_spaces=1"],
                input=_picture(page),
                capture_output=True,
                check=True,
                timeout=left,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            )
        except (OSError, subprocess.SubprocessError):
            return ""
        text = done.stdout.decode("utf-8", "replace")[:_MOST_TEXT].replace("\f", "")
        return "\n".join(line.rstrip() for line in text.strip("\n").split("\n"))


def _picture(page: "pypdfium2.PdfPage") -> bytes:
    """Return what a page shows, in grey, as a portable graymap."""
    scale = min(_DOTS, _MOST_SIDE / max(*page.get_size(), 1.0))
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
    seen, stride, wide = bytes(bitmap.buffer), bitmap.stride, bitmap.width
    rows = b"".join([seen[at : at + wide] for at in range(0, stride * bitmap.height, stride)])
    return b"P5 %d %d 255\n" % (wide, bitmap.height) + rows
