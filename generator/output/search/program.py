"""Pagefind as a program on this machine: which one, one run of it, and how much memory there is for runs."""

import base64
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from typing import Self

import msgspec

LANGUAGE = "en"  # of the cables, whatever language the room around them speaks: words are stemmed by it

_LONGEST_RUN = 3600  # seconds; the words of a full shard take about one
_SHOWN = 300
_REPORTS, _SLOW, _STRANGE = "it reports an error", "it takes too long", "its answer is not as Pagefind 1.5 gives it"
_AT_ONCE = 1 << 20
_WAIT = 0.02  # seconds between two looks for more messages
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
    """The file of messages that a run reads: an index, its pages in the order added, the wish for its files.

    Pagefind numbers pages as they come. From a folder they come as the disk happens to list them, another disk another
    order; as messages (``pagefind --service``: JSON in base64, a comma behind each) they come in ours, so that a bundle
    is the same on every machine. It is one file to write instead of thousands.
    """

    def __init__(self, path: Path) -> None:
        """Begin the file."""
        self.path, self.count = path, 0
        self.ended = threading.Event()
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
        self._say({"type": "GetFiles", "index_id": 0})
        self._file.close()
        self.ended.set()

    def _say(self, payload: dict[str, object]) -> None:
        self._file.write(base64.b64encode(msgspec.json.encode({"message_id": self.count, "payload": payload})) + b",")
        self.count += 1


class _File(msgspec.Struct, frozen=True):
    path: str
    content: bytes


class _Payload(msgspec.Struct, frozen=True):
    type: str
    message: str = ""
    files: tuple[_File, ...] = ()


class _Answer(msgspec.Struct, frozen=True):
    payload: _Payload


class Run:
    """One run of Pagefind over a file of messages, which may still be written; ``done`` gives the files of the bundle.

    It can write them to a folder too, but then says so before they are whole (it leaves the writing to threads that it
    does not wait for, nor when it ends). In an answer every file is whole, for behind the answer stands its comma.
    """

    def __init__(self, program: Path, messages: Messages) -> None:
        """Start it.

        Raises:
            PagefindError: it does not start.
        """
        self._messages = messages
        self._given = messages.path.with_suffix(".answers")
        self._said = messages.path.with_suffix(".log")
        try:
            with self._given.open("wb") as given, self._said.open("wb") as said:
                self._process = subprocess.Popen(  # noqa: S603  our own program and folders
                    [str(program), "--service"], stdin=subprocess.PIPE, stdout=given, stderr=said
                )
        except OSError as error:
            message = f"Pagefind did not start: {error}"
            raise PagefindError(message, "reading-room build --no-search leaves the index out") from None
        self._until = time.monotonic() + _LONGEST_RUN
        self._answers = self._given.open("rb")
        self._unfinished: list[bytes] = []
        # It ends when its input does, whatever it still has in hand: the input stays open until it has answered.
        self._pouring = threading.Thread(target=_pour, args=(messages, self._process), daemon=True)
        self._pouring.start()

    def __enter__(self) -> Self:
        """Return the run."""
        return self

    def __exit__(self, *_error: object) -> None:
        """End the program if it still runs, and remove its files."""
        if self._process.poll() is None:
            self._process.kill()  # when it has answered it has nothing more to do
            self._process.wait()
        self._pouring.join()
        if self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.close()
        self._answers.close()
        for path in (self._messages.path, self._given, self._said):
            path.unlink(missing_ok=True)

    def done(self) -> dict[str, bytes] | None:
        """Return name and bytes of each file of the bundle; None while it works.

        Raises:
            PagefindError: it failed, or takes longer than any shard can.
        """
        code = self._process.poll()  # before the answers are read: of a program that has ended they are all there
        for answer in self._new_answers():
            if answer.type == "Error":
                raise self._failed(_REPORTS, answer.message)
            if answer.type == "GetFiles":
                return {file.path: file.content for file in answer.files}
        if code is not None:
            raise self._failed(f"killed by signal {-code}" if code < 0 else f"exit status {code}")
        if time.monotonic() > self._until:
            raise self._failed(_SLOW)
        return None

    def _new_answers(self) -> Iterator[_Payload]:
        """Yield what it has answered since the last look."""
        while chunk := self._answers.read(_AT_ONCE):
            *ends, rest = chunk.split(b",")
            for end in ends:
                answer = b"".join((*self._unfinished, end))
                self._unfinished.clear()
                try:
                    yield _ANSWER.decode(base64.b64decode(answer)).payload
                except ValueError:
                    raise self._failed(_STRANGE) from None
            self._unfinished.append(rest)

    def _failed(self, how: str, message: str = "") -> PagefindError:
        said = " ".join(self._said.read_text(encoding="utf-8", errors="replace").split())
        told = f"{said} {message}".strip()[-_SHOWN:]
        return PagefindError(
            f"Pagefind failed ({how}): {told}".rstrip(": "),
            "the last good index stays; try again, or build with --no-search",
        )


_ANSWER = msgspec.json.Decoder(_Answer)


def _pour(messages: Messages, process: subprocess.Popen[bytes]) -> None:
    """Write messages into a program's input as they come; a program that is gone needs no more of them."""
    if process.stdin is None:
        return
    with suppress(OSError, ValueError), messages.path.open("rb") as file:
        while process.poll() is None:
            last = messages.ended.is_set()  # before the look at the file: what is written until then is read
            shutil.copyfileobj(file, process.stdin, _AT_ONCE)
            process.stdin.flush()
            if last:
                return
            messages.ended.wait(_WAIT)


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
