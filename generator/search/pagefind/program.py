"""Pagefind as a program on this machine: which one, and one run of it."""

import base64
import os
import selectors
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from importlib import metadata
from pathlib import Path

import msgspec

from generator.problems import Problem, Where, problem_at

LANGUAGE = "en"  # of the cables, whatever language the room around them speaks: words are stemmed by it

PLACE = Where("search")  # of every problem of the index

_LONGEST_RUN = 3600  # seconds; 100,000 words take two
_SHOWN = 300
_REPORTS, _SLOW, _STRANGE = "it reports an error", "it takes too long", "its answer is not as Pagefind 1.5 gives it"
_AT_ONCE = 1 << 20
_PATIENCE = 5  # seconds for a program that was ended to be gone, and those whom it started


class PagefindError(Exception):
    """Pagefind is not installed, or a run of it failed. Stops the index, not the build: carries the problem to show."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


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
        raise PagefindError(problem_at("S001.missing", PLACE))
    return Path(found)


def ask(program: Path, page: bytes) -> dict[str, bytes]:
    """Return name and bytes of each file that Pagefind writes of a page.

    It gets messages (``pagefind --service``: JSON in base64, a comma behind each). It can write its files to a folder
    too, but then says so before they are whole. In an answer every file is whole, for behind the answer stands its
    comma. Nothing stands on a disk: of one that is full Pagefind waits for ever.

    Raises:
        PagefindError: it does not start, failed, or takes longer than any words can.
    """
    try:
        process = subprocess.Popen(  # noqa: S603  our own program
            [str(program), "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
    except OSError as error:
        raise PagefindError(problem_at("S001.start", PLACE, fault=str(error))) from None
    said = bytearray()
    # It ends when its input does, whatever it still has in hand: the input stays open until it has answered.
    helpers = [
        threading.Thread(target=_pour, args=(b"".join(_messages(page)), process), daemon=True),
        threading.Thread(target=_listen, args=(process, said), daemon=True),
    ]
    for helper in helpers:
        helper.start()
    try:
        return _answer(process)
    except _FailedError as failure:
        process.kill()
        helpers[1].join(_PATIENCE)
        told = " ".join(said.decode("utf-8", "replace").split())
        told = f"{told} {failure.told}".strip()[-_SHOWN:]
        raise PagefindError(problem_at("S001.says" if told else "S001", PLACE, how=failure.how, fault=told)) from None
    finally:
        process.kill()  # when it has answered it has nothing more to do
        process.wait()
        for helper in helpers:
            helper.join(_PATIENCE)
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()


class _FailedError(Exception):
    """How a run failed, and the message of Pagefind."""

    def __init__(self, how: str, told: str = "") -> None:
        super().__init__(how)
        self.how, self.told = how, told


class _File(msgspec.Struct, frozen=True):
    path: str
    content: bytes


class _Payload(msgspec.Struct, frozen=True):
    type: str
    message: str = ""
    files: tuple[_File, ...] = ()


class _Answer(msgspec.Struct, frozen=True):
    payload: _Payload


_ANSWER = msgspec.json.Decoder(_Answer)


def _messages(page: bytes) -> Iterator[bytes]:
    """Yield the messages of a run: an index, its page, the wish for its files."""
    yield _message({"type": "NewIndex", "config": {"force_language": LANGUAGE}})
    text = page.decode("utf-8", "replace")
    yield _message({"type": "AddFile", "index_id": 0, "file_path": "0.html", "file_contents": text})
    yield _message({"type": "GetFiles", "index_id": 0})


def _message(payload: dict[str, object]) -> bytes:
    return base64.b64encode(msgspec.json.encode({"message_id": 0, "payload": payload})) + b","


def _pour(messages: bytes, process: subprocess.Popen[bytes]) -> None:
    """Write messages into a program's input; a program that is gone needs no more of them."""
    if process.stdin is not None:
        with suppress(OSError, ValueError):
            process.stdin.write(messages)
            process.stdin.flush()


def _listen(process: subprocess.Popen[bytes], said: bytearray) -> None:
    """Keep the end of what a program says of its faults."""
    if process.stderr is not None:
        with suppress(OSError, ValueError):
            while part := os.read(process.stderr.fileno(), _AT_ONCE):
                said += part
                del said[:-_AT_ONCE]


def _answer(process: subprocess.Popen[bytes]) -> dict[str, bytes]:
    """Wait for the files.

    Raises:
        _FailedError: there are none.
    """
    until = time.monotonic() + _LONGEST_RUN
    unfinished: list[bytes] = []
    with selectors.DefaultSelector() as selector:
        if process.stdout is None:
            raise _FailedError(_STRANGE)
        selector.register(process.stdout, selectors.EVENT_READ)
        while True:
            if not selector.select(max(0, until - time.monotonic())):
                raise _FailedError(_SLOW)
            part = os.read(process.stdout.fileno(), _AT_ONCE)
            if not part:
                raise _FailedError(_end_of(process))
            *ends, rest = part.split(b",")
            for end in ends:
                try:
                    answer = _ANSWER.decode(base64.b64decode(b"".join((*unfinished, end)))).payload
                except ValueError:
                    raise _FailedError(_STRANGE) from None
                unfinished.clear()
                if answer.type == "Error":
                    raise _FailedError(_REPORTS, answer.message)
                if answer.type == "GetFiles":
                    return {file.path: file.content for file in answer.files}
            unfinished.append(rest)


def _end_of(process: subprocess.Popen[bytes]) -> str:
    """Return how a program ended that says nothing more."""
    try:
        code = process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        return _STRANGE
    return f"killed by signal {-code}" if code < 0 else f"exit status {code}"
