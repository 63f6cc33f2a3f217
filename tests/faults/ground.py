"""A room to break builds in: two states of its content, the program as a real process, what may stand in its site."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from generator.build.inputs.project import Options, Project
from generator.build.pipeline import build
from tests.room import Room, cable_text, files_of

ROOT = Path(__file__).parent.parent.parent
COMMAND = (sys.executable, "-m", "generator", "build", "--no-pdf", "--jobs", "2")
OPTIONS = Options(jobs=2, pdf=False)
CABLES = 90
MANIFEST = "data/manifest.sha256"


class Ground:
    """A room in one of two states, 0 and 1, and what a clean build makes of each."""

    def __init__(self, folder: Path, cables: int = CABLES) -> None:
        """Write the room in state 0, of so many cables, and build both states cleanly elsewhere."""
        self.cables = cables
        folder.mkdir(parents=True, exist_ok=True)
        self.room = Room(folder)
        self.clean: list[dict[str, bytes]] = []
        for state in (1, 0):
            self.turn(state)
            output = folder / f"clean-{state}" / "site"
            build(Project(self.room.content, output), OPTIONS)
            self.clean.insert(0, files_of(output))

    def turn(self, state: int) -> None:
        """Bring the content into a state: half of the cables have other texts and references, ten are there in one alone."""
        for number in range(10, 10 + self.cables):
            other = state if number % 2 else 0
            cable_id = f"0{7 + number % 3}VENSK{number}"
            if number >= self.cables and state:
                (self.room.content / f"cables/{cable_id}.txt").unlink(missing_ok=True)
                continue
            text = f"The harbour froze in state {other}.\nSee ref A and para 1.\n" + f"Trade went on {other}. " * 40
            refs = [f"0{7 + (number + 1 + other) % 3} VENSK {number + 1 + other}"]
            self.room.put(
                f"cables/{cable_id}.txt",
                cable_text(cable_id, subject=f"Ice {other} of {number}", refs=refs, text=text, tags="PREL, ETRD"),
            )

    def start(self, *arguments: str, before: tuple[str, ...] = (), **environment: str) -> subprocess.Popen[str]:
        """Start a build of the room as a process; before is a command to run it under."""
        return subprocess.Popen(
            [*before, *COMMAND, *arguments],
            cwd=self.room.folder,
            env=os.environ | {"PYTHONPATH": str(ROOT), "NO_COLOR": "1"} | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str, before: tuple[str, ...] = (), **environment: str) -> tuple[int, str]:
        """Build the room in a process -> exit status, what it said."""
        with self.start(*arguments, before=before, **environment) as process:
            out, err = process.communicate(timeout=120)
        return process.returncode, out + err

    def half_written(self) -> list[str]:
        """Return the files of the site that are whole in neither state.

        Where Pagefind died, new pages stand beside the last index, and the manifest must tell just that.
        """
        site = files_of(self.room.output)
        return [
            address
            for address, data in site.items()
            if address != ".reading-room-site"
            and data not in [clean.get(address) for clean in self.clean]
            and not (address == MANIFEST and _tells(data, site))
        ]

    def differs(self, state: int) -> list[str]:
        """Return the addresses at which the site is not what a clean build of a state makes."""
        site = files_of(self.room.output)
        return sorted(
            address for address in site | self.clean[state] if site.get(address) != self.clean[state].get(address)
        )

    def forget(self) -> None:
        """Remove site and memory."""
        shutil.rmtree(self.room.output, ignore_errors=True)
        shutil.rmtree(self.room.project.store_folder, ignore_errors=True)


def _tells(manifest: bytes, site: dict[str, bytes]) -> bool:
    """Say whether a manifest has the right digest of every other file of a site."""
    own = {MANIFEST, ".reading-room-site"}
    told = {line[66:]: line[:64] for line in manifest.decode().splitlines()}
    return told == {address: hashlib.sha256(data).hexdigest() for address, data in site.items() if address not in own}
