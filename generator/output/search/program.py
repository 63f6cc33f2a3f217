"""Pagefind as a program on this machine: which one, one run of it, and how much memory there is for runs."""

import base64
import json
import shutil
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from typing import IO, Self

import msgspec

from generator.output.search.columns import LANGUAGE

_LONGEST_RUN = 3600  # seconds; a full shard takes about ten
_SHOWN = 300
_TAIL = 4_000  # bytes of the answers in which the last one stands whole
_AT_ONCE = 1 << 20
_MEMORY = Path("/proc/meminfo")
_GROUP = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory.current"))


class PagefindError(Exception):
    """Pagefind is not there, or a run of it failed; the message tells how, hint what to do."""

    def __init__(self, message: str, hint: str) -> None:
        """Keep the two."""
        super().__init__(message)
        self.hint = hint


def pagefind_version() -> str:
    """Return the version of Pagefind that is installed, "" when none is."""
    try:
        return metadata.version("pagefind-bin")
    except metadata.PackageNotFoundError:
        return ""


def find_program() -> Path:
    """Return Pagefind's program: the package's own, else the one on the path.

    Raises:
        PagefindError: there is neither.
    """
    try:
        from pagefind_bin import get_executable  # noqa: PLC0415  loaded when a search index is made, and only then

        return Path(get_executable())
    except (ImportError, OSError):
        found = shutil.which("pagefind")
    if found is None:
        message = "Pagefind is not installed"
        raise PagefindError(message, "install the package pagefind-bin, or build with --no-search")
    return Path(found)


class Messages:
    """The file of messages that a run reads: an index, its pages in the order added, where to write.

    Pagefind numbers pages as they come. From a folder they come as the disk happens to list them, another disk another
    order; as messages (``pagefind --service``: JSON in base64, a comma behind each) they come in ours, so that a bundle
    is the same on every machine. It is one file to write instead of thousands.
    """

    def __init__(self, path: Path, bundle: Path) -> None:
        """Begin the file; bundle is the folder that the run shall write."""
        self.path, self.bundle, self.count = path, bundle, 0
        self._file = path.open("wb")
        self._say({"type": "NewIndex", "config": {"force_language": LANGUAGE}})

    def add(self, address: str, page: bytes) -> None:
        """Add a page; Pagefind gives it with its address in the site."""
        text = page.decode("utf-8", "replace")
        self._say({"type": "AddFile", "index_id": 0, "file_path": address, "file_contents": text})

    def __enter__(self) -> Self:
        """Return the file, to add pages to."""
        return self

    def __exit__(self, *_error: object) -> None:
        """End the file: nothing comes after this."""
        self._say({"type": "WriteFiles", "index_id": 0, "output_path": str(self.bundle)})
        self._file.close()

    def _say(self, payload: dict[str, object]) -> None:
        self._file.write(base64.b64encode(msgspec.json.encode({"message_id": self.count, "payload": payload})) + b",")
        self.count += 1


class Run:
    """One run of Pagefind over a file of messages. What it writes is in ``bundle`` when ``done`` says so."""

    def __init__(self, program: Path, messages: Messages) -> None:
        """Start it.

        Raises:
            PagefindError: it does not start.
        """
        self.bundle = messages.bundle
        self._answers = messages.path.with_suffix(".answers")
        self._said = messages.path.with_suffix(".log")
        try:
            with self._answers.open("wb") as answers, self._said.open("wb") as said:
                self._process = subprocess.Popen(  # noqa: S603  our own program and folders
                    [str(program), "--service"], stdin=subprocess.PIPE, stdout=answers, stderr=said
                )
        except OSError as error:
            message = f"Pagefind did not start: {error}"
            raise PagefindError(message, "reading-room build --no-search leaves the index out") from None
        self._until = time.monotonic() + _LONGEST_RUN
        # It ends when its input does, whatever it still has in hand: the input stays open until it has answered.
        self._pouring = threading.Thread(target=_pour, args=(messages.path, self._process.stdin), daemon=True)
        self._pouring.start()

    def __enter__(self) -> Self:
        """Return the run."""
        return self

    def __exit__(self, *_error: object) -> None:
        """End the program if it still runs."""
        if self._process.poll() is None:
            self._process.kill()  # when it is done it has nothing more to do
            self._process.wait()
        self._pouring.join()
        if self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.close()

    def done(self) -> bool:
        """Say whether it has written the bundle.

        Raises:
            PagefindError: it failed, or takes longer than any shard can.
        """
        code = self._process.poll()
        answer = self._last_answer()
        if answer.get("type") == "WriteFiles" and (self.bundle / "pagefind.js").is_file():
            self.__exit__()
            return True
        if code is None and answer.get("type") != "Error" and time.monotonic() < self._until:
            return False
        said = " ".join(self._said.read_text(encoding="utf-8", errors="replace").split())
        said = f"{said} {answer.get('message', '')}".strip()[-_SHOWN:]
        message = f"Pagefind failed ({_how(code, answer)}): {said}".rstrip(": ")
        raise PagefindError(message, "the last good index stays; try again, or build with --no-search")

    def _last_answer(self) -> dict[str, object]:
        """Return what it said last, {} while it has said nothing; when it is done, the first error if there was one."""
        with self._answers.open("rb") as answers:
            answers.seek(0, 2)
            answers.seek(max(0, answers.tell() - _TAIL))
            told = _told(answers.read().split(b",")[-2:-1])  # behind the last comma is an unfinished one
        last = told[0] if told else {}
        if last.get("type") != "WriteFiles":
            return last
        every = _told(self._answers.read_bytes().split(b",")[:-1])
        return next((one for one in every if one.get("type") == "Error"), last)


def _how(code: int | None, answer: Mapping[str, object]) -> str:
    """Say how a run failed: code is its exit status, None while it runs; answer the last that it gave."""
    if answer.get("type") == "Error":
        return "it reports an error"
    if code is None:
        return "it takes too long"
    return f"killed by signal {-code}" if code < 0 else f"exit status {code}"


def _told(answers: Sequence[bytes]) -> list[dict[str, object]]:
    """Return what answers hold, without those that hold nothing that can be read."""
    told: list[dict[str, object]] = []
    for one in answers:
        with suppress(ValueError, KeyError):
            told.append(json.loads(base64.b64decode(one))["payload"])
    return told


def _pour(messages: Path, into: IO[bytes]) -> None:
    """Write a file into a program's input; a program that is gone, or whose file is, needs no more of it."""
    with suppress(OSError, ValueError), messages.open("rb") as file:
        shutil.copyfileobj(file, into, _AT_ONCE)
        into.flush()


def free_memory() -> int | None:
    """Return the bytes that new programs may use without others being pushed out; None where the system tells nothing."""
    free = None
    try:
        lines = _MEMORY.read_text(encoding="ascii").splitlines()
        free = next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable"))
        most, used = (path.read_text(encoding="ascii").strip() for path in _GROUP)
        if most != "max":
            free = min(free, int(most) - int(used))
    except (OSError, ValueError, StopIteration):
        pass  # not Linux, or no group that bounds us
    return free
