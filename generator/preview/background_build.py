"""Builds of a room in the background while it is shown: for the search index, the records and the manifest.

They go into a folder of their own next to the store, so that the site and who builds it are left alone. The
first begins with what the site holds, by links to its files; a build never writes into a file, so neither changes.
"""

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from generator.build.inputs.project import Project
from generator.build.store.borrowed import copy_store, note_of
from generator.build.store.database import StoreFault
from generator.build.work.last_gate import BUILT, digests_in
from generator.build.work.manifest import ADDRESS as MANIFEST
from generator.pages.data.schema import RECORDS, TABLE
from generator.search import FOLDER
from generator.system.listing import scan
from generator.system.output_folder import is_ours
from generator.system.writer import link_or_copy

_QUIET = 1.0  # seconds without a further change after which a build begins
_NICE = 10
_WHOLE = (0, 1)  # exit statuses of builds that were done; 1 tells of problems in the content


class BackgroundBuild:
    """Builds on request, when no file changes, one build after another, in a thread of its own."""

    def __init__(self, project: Project, done: Callable[[bool], None]) -> None:
        """Build nothing yet; done is called after each build with whether it succeeded."""
        self._site = project
        self._own = Project(project.content, project.store_folder / "preview" / "site")
        self._done = done
        self._asked = threading.Event()
        self._stop = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._work, name="background build", daemon=True)

    def start(self) -> None:
        """Wait to be asked."""
        self._thread.start()

    def ask(self) -> None:
        """Ask for a build, soon."""
        self._asked.set()

    def stop(self) -> None:
        """Stop at once, with a build that runs."""
        self._stop.set()
        self._asked.set()
        process = self._process
        if process is not None and process.poll() is None:
            _end(process)

    def left(self, kept_back: frozenset[bytes]) -> Mapping[str, Path]:
        """Return the files that only builds make, by address: of the newer of the site and our own, each if whole.

        A site that does not withhold all of kept_back (digests of rules) is left out.
        """
        standing = (one for one in (self._site, self._own) if _age(one))
        places = sorted((one for one in standing if kept_back <= digests_in(note_of(one, BUILT))), key=_age)
        if not places:
            return {}
        output = places[-1].output
        found = {f"{FOLDER}/{one.path}": output / FOLDER / one.path for one in scan(output / FOLDER)}
        found.update({one: output / one for one in (RECORDS, TABLE, MANIFEST) if (output / one).is_file()})
        return found

    def _work(self) -> None:
        while True:
            self._asked.wait()
            while not self._stop.is_set() and self._asked.is_set():
                self._asked.clear()
                self._stop.wait(_QUIET)
            if self._stop.is_set():
                return
            done = self._build()
            if not self._stop.is_set():
                self._done(done)

    def _build(self) -> bool:
        command = [sys.executable, "-m", "generator", "build", "--json", "--show-withheld"]
        command += ["--content", str(self._own.content.absolute()), "--output", str(self._own.output.absolute())]
        try:
            if not self._own.output.exists():
                _begin_with(self._site, self._own)
            self._process = subprocess.Popen(  # noqa: S603  our own program, with two folders
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                start_new_session=True,
            )  # fmt: skip
        except (OSError, StoreFault):
            return False
        if hasattr(os, "setpriority"):
            os.setpriority(os.PRIO_PROCESS, self._process.pid, _NICE)
        if self._stop.is_set():
            _end(self._process)
        return self._process.wait() in _WHOLE


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a build and all that it started."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()


def _age(project: Project) -> int:
    """Return when a site was last built whole, in nanoseconds; 0 if it was not."""
    try:
        if not is_ours(project.output) or not (project.output / MANIFEST).is_file():
            return 0
        return project.store.stat().st_mtime_ns
    except OSError:
        return 0


def _begin_with(site: Project, own: Project) -> None:
    """Link the files of a site and copy what is remembered of it; of what changes meanwhile the build makes new ones."""
    if not _age(site):
        return
    own.store_folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(site.output, own.output, copy_function=link_or_copy)
    copy_store(site, own)
