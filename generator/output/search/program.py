"""Pagefind as a program on this machine: which one, one run of it, and how much memory there is for runs."""

import shutil
import subprocess
import time
from importlib import metadata
from pathlib import Path
from typing import Self

from generator.output.search.columns import LANGUAGE

_LONGEST_RUN = 3600  # seconds; a full shard takes about ten
_SHOWN = 300
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


class Run:
    """One run of Pagefind over a folder of documents. What it writes is in ``bundle`` when ``done`` says so."""

    def __init__(self, program: Path, documents: Path, bundle: Path) -> None:
        """Start it.

        Raises:
            PagefindError: it does not start.
        """
        self.bundle = bundle
        self._said = bundle.with_suffix(".log")
        command = [str(program), "--site", str(documents), "--output-path", str(bundle), "--quiet"]
        try:
            with self._said.open("wb") as said:
                self._process = subprocess.Popen(  # noqa: S603  our own program and folders
                    [*command, "--force-language", LANGUAGE], stdin=subprocess.DEVNULL, stdout=said, stderr=said
                )
        except OSError as error:
            message = f"Pagefind did not start: {error}"
            raise PagefindError(message, "reading-room build --no-search leaves the index out") from None
        self._until = time.monotonic() + _LONGEST_RUN

    def __enter__(self) -> Self:
        """Return the run."""
        return self

    def __exit__(self, *_error: object) -> None:
        """End the program if it still runs."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()

    def done(self) -> bool:
        """Say whether it has ended well.

        Raises:
            PagefindError: it failed, or takes longer than any shard can.
        """
        code = self._process.poll()
        if code is None and time.monotonic() < self._until:
            return False
        if code == 0 and (self.bundle / "pagefind.js").is_file():
            return True
        said = " ".join(self._said.read_text(encoding="utf-8", errors="replace").split())[-_SHOWN:]
        how = (
            "it takes too long" if code is None else f"killed by signal {-code}" if code < 0 else f"exit status {code}"
        )
        message = f"Pagefind failed ({how}): {said}".rstrip(": ")
        raise PagefindError(message, "the last good index stays; try again, or build with --no-search")


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
