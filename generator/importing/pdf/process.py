"""Processes that draw the text of PDF files, each one file after another, every file within limits of its own.

A process that reaches a limit, dies or takes too long is ended; the next file has a new one. So has a file after many, for
memory that a library keeps. The other end of the pipe is ``drawing.main``. While one file is taken in, the next are drawn.
"""

import json
import os
import select
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import Any

MOST_OUTPUT = 64 << 20
_PROGRAM = "generator.importing.pdf.drawing"
_MOST_FILES = 200  # of one process
_PIECE = 1 << 16


class DrawingProcess(AbstractContextManager["DrawingProcess"]):
    """Draws files in a process that is started when the first is asked for."""

    def __init__(self, *, take_covered: bool = False) -> None:
        """Start nothing yet; take_covered says whether text of pages on which some of it is covered is taken."""
        self.take_covered = take_covered
        self._process: subprocess.Popen[bytes] | None = None
        self._served = 0

    @property
    def number(self) -> int | None:
        """The number of the process, None where none runs."""
        return self._process.pid if self._process else None

    def __exit__(self, *_: object) -> None:
        """End the process."""
        self.close()

    def draw(self, place: Path, seconds: float) -> dict[str, Any]:
        """Draw a file; the answer is that of ``drawing.draw``, or {"limit": why} where the process was ended.

        Args:
            place: the file.
            seconds: how long it may take, by the clock.
        """
        self.begin(place)
        return self.end(seconds)

    def begin(self, place: Path) -> None:
        """Begin to draw a file; ``end`` waits for its answer, which must come before the next begins."""
        if self._served >= _MOST_FILES:
            self.close()
        process = self._process or self._start()
        self._served += 1
        if process.stdin is None:  # it is a pipe
            raise AssertionError
        with suppress(BrokenPipeError):  # it has died: its status says why
            process.stdin.write(json.dumps(str(place.absolute())).encode() + b"\n")
            process.stdin.flush()

    def end(self, seconds: float) -> dict[str, Any]:
        """Return the answer for the file that was begun; it has as many seconds from now."""
        process = self._process
        end = time.monotonic() + seconds
        if process is None or process.stdout is None:
            raise AssertionError
        answer = bytearray()
        while not answer.endswith(b"\n"):
            if not select.select([process.stdout], [], [], max(0.0, end - time.monotonic()))[0]:
                self.close()
                return {"limit": f"more than {seconds:g} seconds"}
            piece = os.read(process.stdout.fileno(), _PIECE)
            answer += piece
            if not piece:
                status = process.wait()
                self.close()
                return {"limit": f"its reader was stopped with status {status}"}
            if len(answer) > MOST_OUTPUT:
                self.close()
                return {"limit": f"more than {MOST_OUTPUT >> 20} MiB of text"}
        try:
            found = dict(json.loads(answer))
        except ValueError:
            found = {"limit": "its reader gave no answer that can be read"}
        if "limit" in found:
            self.close()
        return found

    def close(self) -> None:
        """End the process, if there is one."""
        process, self._process, self._served = self._process, None, 0
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()
        process.wait()

    def _start(self) -> "subprocess.Popen[bytes]":
        self._process = subprocess.Popen(  # noqa: S603  this program, with a word of ours
            [sys.executable, "-m", _PROGRAM, "yes" if self.take_covered else "no"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        return self._process


class DrawingProcesses(AbstractContextManager["DrawingProcesses"]):
    """Draws files with several processes: while one file is taken in, those that are expected next are drawn."""

    def __init__(self, number: int, *, take_covered: bool = False) -> None:
        """Start nothing yet.

        Args:
            number: how many processes draw, at least 1.
            take_covered: as for ``DrawingProcess``.
        """
        self._idle = [DrawingProcess(take_covered=take_covered) for _ in range(max(1, number))]
        self._unexpected = DrawingProcess(take_covered=take_covered)
        self._begun: deque[tuple[Path, DrawingProcess]] = deque()
        self._expected: Iterator[Path] = iter(())
        self.take_covered = take_covered

    def expect(self, places: Iterable[Path]) -> None:
        """Say which files will be asked for, in order; one that never is does no harm."""
        self._expected = iter(places)

    def __exit__(self, *_: object) -> None:
        """End all processes."""
        for process in (*self._idle, *(process for _, process in self._begun), self._unexpected):
            process.close()

    def draw(self, place: Path, seconds: float) -> dict[str, Any]:
        """Draw a file; arguments and answer are as for ``DrawingProcess``."""
        if not self._begun:
            self._look_ahead()
        if all(place != one for one, _ in self._begun):
            return self._unexpected.draw(place, seconds)
        while self._begun[0][0] != place:  # nobody asked for what was begun before it
            process = self._begun.popleft()[1]
            process.close()
            self._idle.append(process)
        process = self._begun.popleft()[1]
        found = process.end(seconds)
        self._idle.append(process)
        self._look_ahead()
        return found

    def _look_ahead(self) -> None:
        while self._idle and (place := next(self._expected, None)) is not None:
            process = self._idle.pop()
            process.begin(place)
            self._begun.append((place, process))
