"""A small room on the disk for a test: make its content, build it, change it, read its pages back. Asserts nothing."""

import datetime as dt
import shutil
from collections.abc import Sequence
from pathlib import Path

import msgspec

from generator.build.check import check
from generator.build.inputs.project import Options, Project
from generator.build.pipeline import build
from generator.build.report import Report
from generator.cables.ids import parse_id
from generator.problems import Problem

PLAIN = Options(jobs=1, search=False, pdf=False)
POSTS = """code,name,kind,city,country,region,country_code,latitude,longitude
VENSK,Consulate Vensk,consulate,Vensk,Lindmark,Europe,QH,61.5,4.5
LINDEMAR,Embassy Lindemar,embassy,Lindemar,Lindmark,Europe,QH,60.25,5.5
"""


def cable_text(
    cable_id: str,
    *,
    subject: str = "A quiet week",
    tags: str = "PREL",
    refs: Sequence[str] = (),
    text: str = "The week was quiet.",
    day: dt.date | None = None,
    level: str = "UNCLASSIFIED",
    signer: str = "HOLM",
) -> str:
    """Return the text of an invented cable, as an owner would keep it.

    Args:
        cable_id: ``07VENSK12``; post, serial and, without day, the date follow from it.
        subject: as printed.
        tags: the value of the TAGS line.
        refs: items of the REF block, in order; they get the letters A, B …
        text: paragraphs, one a line; they are numbered.
        day: when it was sent.
        level: its classification.
        signer: its signature.
    """
    identity = parse_id(cable_id)
    if identity is None:
        raise ValueError(cable_id)
    sent = day or dt.date(identity.year, 1, 1) + dt.timedelta(days=identity.serial % 360)
    block = [f"REF: A. {refs[0]}", *(f"     {chr(66 + n)}. {ref}" for n, ref in enumerate(refs[1:]))] if refs else []
    paragraphs = [f"{number}. {line}" for number, line in enumerate(text.splitlines(), 1)]
    lines = [
        "+++",
        f'id = "{cable_id}"',
        f"created = {sent.isoformat()}T10:00:00Z",
        f'classification = "{level}"',
        "+++",
        f"{'UNCLAS' if level == 'UNCLASSIFIED' else level} {identity.post} {identity.serial:06d}",
        "",
        "E.O. 12958: N/A",
        f"TAGS: {tags}",
        f"SUBJECT: {subject.upper()}",
        "",
        *block,
        *([""] if block else []),
        "\n\n".join(paragraphs),
        "",
        signer,
        "",
    ]
    return "\n".join(lines)


class Room:
    """The folders of one room: content, templates of its own, the built site."""

    def __init__(self, folder: Path) -> None:
        """Begin with an empty content/cables, and the invented posts that cables here come from."""
        self.folder = folder
        self.content = folder / "content"
        self.templates = folder / "templates"
        self.output = folder / "site"
        (self.content / "cables").mkdir(parents=True)
        self.put("vocabulary/posts.csv", POSTS)

    @property
    def project(self) -> Project:
        """The room as commands take it."""
        return Project(self.content, self.output)

    def put(self, path: str, data: str | bytes) -> Path:
        """Write a file of the content folder."""
        return _put(self.content / path, data)

    def cable(self, cable_id: str, *, path: str = "", **parts: object) -> Path:
        """Write an invented cable, ``cables/ID.txt`` unless a path is given."""
        return self.put(path or f"cables/{cable_id}.txt", cable_text(cable_id, **parts))  # type: ignore[arg-type]

    def template(self, path: str, data: str | bytes) -> Path:
        """Write a template or asset of the room's own."""
        return _put(self.templates / path, data)

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace words in a file of the content folder that holds them."""
        place = self.content / path
        text = place.read_text(encoding="utf-8")
        if old not in text:
            raise ValueError(old)
        place.write_text(text.replace(old, new), encoding="utf-8")

    def build(self, options: Options = PLAIN) -> Report:
        """Build, or bring up to date."""
        return build(self.project, options)

    def check(self) -> tuple[Problem, ...]:
        """Return what ``check`` finds."""
        return check(self.project).problems

    def page(self, address: str) -> str:
        """Return a file of the site as text."""
        return (self.output / address).read_text(encoding="utf-8")

    def has(self, address: str) -> bool:
        """Say whether the site has a file."""
        return (self.output / address).is_file()

    def site(self) -> dict[str, bytes]:
        """Return every file of the site by its address."""
        return files_of(self.output)

    def clean_build(self, options: Options = PLAIN) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
        """Build the same content into an empty folder -> its files, its problems."""
        output = self.folder / "clean"
        shutil.rmtree(output, ignore_errors=True)
        shutil.rmtree(Project(self.content, output).store_folder, ignore_errors=True)
        report = build(Project(self.content, output), options)
        return files_of(output), report.problems

    def relative(self, problem: Problem) -> Problem:
        """Return a problem with its path from the content folder on."""
        path = problem.where.path.removeprefix(f"{self.content.as_posix()}/")
        return msgspec.structs.replace(problem, where=msgspec.structs.replace(problem.where, path=path))


def files_of(folder: Path) -> dict[str, bytes]:
    """Return every file under a folder by its path there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def _put(place: Path, data: str | bytes) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data.encode() if isinstance(data, str) else data)
    return place
