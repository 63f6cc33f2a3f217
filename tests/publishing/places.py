"""Places to publish to: a real bare repository of git, real folders for rsync and rclone. Asserts nothing."""

import shutil
import subprocess
from pathlib import Path

import msgspec

from generator.publishing.publish import Published, PublishOptions, publish
from generator.system.output_folder import MARKER
from tests.room import Room, files_of

TARGETS = ("github-pages", "rsync", "rclone")
ODD = "pictures/a map, 1:2 é.svg".replace(":", "-")


class Place:
    """Where a target publishes to, and what stands there."""

    def __init__(self, target: str, folder: Path) -> None:
        """Make the place, empty."""
        self.target, self.folder = target, folder
        self.to = folder / "remote.git" if target == "github-pages" else folder / "served"
        if target == "github-pages":
            git("init", "--bare", "--quiet", str(self.to))

    def files(self) -> dict[str, bytes]:
        """Return what a reader would find there."""
        if self.target != "github-pages":
            return files_of(self.to)
        clone = self.folder / "clone"
        shutil.rmtree(clone, ignore_errors=True)
        git("clone", "--quiet", "--branch", "gh-pages", str(self.to), str(clone))
        shutil.rmtree(clone / ".git")
        return files_of(clone)


def git(*words: str) -> str:
    return subprocess.run(["git", *words], check=True, capture_output=True, text=True).stdout


def go(room: Room, place: Place, **options: bool) -> Published:
    return publish(room.project, place.target, msgspec.structs.replace(PublishOptions(str(place.to)), **options))


def site_of(room: Room, place: Place) -> dict[str, bytes]:
    site = {address: data for address, data in room.site().items() if address != MARKER}
    return {**site, ".nojekyll": b""} if place.target == "github-pages" else site
