"""Random edits, one after another: whatever the owner does, the next build makes what a clean build would make.

``READING_ROOM_EXAMPLES`` asks for more than a few runs.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from generator.build.inputs import project
from generator.build.inputs.tuning import Tuning
from generator.render.templates import packaged_templates
from generator.system import writer
from tests.room import PLAIN, Room, cable_text

IDS = ("06LINDEMAR5", "06VENSK360", "07VENSK9", "07VENSK10", "07VENSK11", "07LINDEMAR5", "07NOWHERE3")
REFERENCES = st.lists(
    st.sampled_from(("VENSK 9", "VENSK 360", "06 LINDEMAR 5", "LINDEMAR 5", "NOWHERE 3", "A MEETING", "06 VENSK 7")),
    max_size=3,
    unique=True,
)
SUBJECTS = st.sampled_from(("A quiet week", "Herring", "Rain", "Talks <end> & begin"))
TAGS = st.sampled_from(("PREL", "EFIS, ECON", "ZZZZZ", "PREL 4711", "OVIP (MARETH, JORUN)"))
TEXTS = st.sampled_from(
    (
        "Calm.",
        "See ref A.\nMore.",
        "See 07 VENSK 10 again.",
        "1,234 fish.\n\nSee para 1.",
        "See reftel\n(S) Closed.",
        "See 07 VENSK 10, held back.",
    )
)
LEVELS = st.sampled_from(("UNCLASSIFIED", "CONFIDENTIAL", "SECRET"))
# Templates that print everything that a template may read: a page differs whenever anything in it does.
EVERYTHING = "{{ view }} {{ reading }} {{ site }} {{ program }} {{ address }} {{ root }} {{ asset('room.css') }}"
TEMPLATES = {
    "cable.html": "<p>{{ view.title }}{% for one in view.cited_by %}{{ one.link.title }}{% endfor %}",
    "404.html": "<p>{{ site.title }}",
    "list.html": '<p>{% include "part.html" ignore missing %}{{ view.title }}',
    "part.html": "{{ program.version }}",
    "assets/room.css": "body { color: red }",
    "assets/own.svg": "<svg/>",
}
OTHERS = {
    "site.toml": ('[site]\ntitle = "One"\n', '[site]\ntitle = "Two"\nbase_url = "https://example.org/"\n'),
    "vocabulary/tags.csv": (
        "code,kind,meaning\nZZZZZ,subject,Sleep\n",
        "code,kind,meaning\nPREL,fish,x\nEFIS,subject,Fish\n",
    ),
    "vocabulary/acronyms.csv": ("term,meaning\nGOL,Government of Lindmark\n",),
    "pages/about.md": ("# About\n", "# About us\n\n[Tags](/tag/index.html)\n"),
    "withheld.toml": (
        '[[withhold]]\ntext = "Held Back"\nreason = "asked"\ndate = 2026-01-02\n',
        '[[withhold]]\ntext = "held back"\nreason = "told"\ndate = 2026-01-03\n',
    ),
    "changes.jsonl": (
        '{"date":"2026-01-02","id":"07VENSK9","change":"changed","sha256":"ab"}\n',
        '{"date":"2026-01-03","id":"07VENSK10","change":"withdrawn"}\nx\n',
    ),
    "dossiers/fish.md": (
        '# Fish\n\n[[07VENSK9#p1 "see ref a"]]\n\nIn 07VENSK10.\n',
        '# Herring\n\nSee [[07VENSK9 "more ... calm"]] and [[06LINDEMAR5#p2 "more"]].\n',
    ),
    "collections/papers.toml": (
        'title = "Papers"\ncables = ["07VENSK9"]\nfolders = ["a"]\n',
        'title = "Letters"\nbanner = "Of the consul."\nfolders = ["z"]\n',
    ),
    "pages/seal.svg": ("<svg/>", "<svg></svg>"),
    "translations/07VENSK9.es.md": (
        '+++\nby = "A"\n+++\n## p1\n\nUno de [[07VENSK10]].\n',
        '+++\nkind = "machine"\n+++\nAntes.\n\n## p2\n\nDos.\n',
    ),
    "notes/07VENSK9.md": ("A note.\n", "Another.\n\n## p1\n\nBeside.\n"),
}
BYTES = st.sampled_from((b"", b"no cable", b"\x00\x01\x02" * 50, b"UNCLAS VENSK 000009\n\nTAGS: PREL\n\n1. Caf\xe9.\n"))


class Edits(RuleBasedStateMachine):
    """An owner and a room."""

    options = msgspec.structs.replace(PLAIN, show_withheld=True)
    serial = options  # a build that is killed at a seam of this process writes in no other

    def __init__(self) -> None:
        super().__init__()
        self.killed = 0
        self.folder = Path(tempfile.mkdtemp(prefix="room-"))
        self.room = Room(self.folder)
        self.room.put("vocabulary/posts.csv", "code,name\nVENSK,Consulate Vensk\nLINDEMAR,Embassy Lindemar\n")
        packaged = self.folder / "packaged"
        for name in (path.name for path in packaged_templates().glob("*.html")):
            (packaged / name).parent.mkdir(parents=True, exist_ok=True)
            (packaged / name).write_text(EVERYTHING, encoding="utf-8")
        (packaged / "assets").mkdir()
        (packaged / "assets" / "room.css").write_text("body {}", encoding="utf-8")
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(project, "packaged_templates", lambda: packaged)

    def teardown(self) -> None:
        self.patch.undo()
        shutil.rmtree(self.folder)

    @property
    def cables(self) -> list[Path]:
        return sorted(path for path in (self.room.content / "cables").rglob("*") if path.is_file())

    @property
    def outputs(self) -> list[Path]:
        return sorted(path for path in self.room.output.rglob("*") if path.is_file() and path.name[0] != ".")

    @initialize()
    def furnish(self) -> None:
        self.room.put("pages/held.md", "# Held-back\n")  # a rule that finds nothing would stop every build
        for cable_id in IDS[:4]:
            self.room.cable(cable_id, refs=["VENSK 9"], text="See ref A.\nMore.")

    @rule(
        cable_id=st.sampled_from(IDS), subject=SUBJECTS, tags=TAGS, refs=REFERENCES, text=TEXTS, level=LEVELS,
        folder=st.sampled_from(("", "", "a/", "z/")),
    )  # fmt: skip
    def write_cable(self, cable_id: str, folder: str, **parts: object) -> None:
        """Add a cable, rewrite one, or add another file of one id."""
        self.room.put(f"cables/{folder}{cable_id}.txt", cable_text(cable_id, **parts))  # type: ignore[arg-type]

    @precondition(lambda self: self.cables)
    @rule(data=st.data(), word=st.sampled_from(("calm", "loud", "herring")))
    def edit_body(self, data: st.DataObject, word: str) -> None:
        place = data.draw(st.sampled_from(self.cables))
        place.write_bytes(place.read_bytes().replace(b"More.", f"More {word}.\n\nMore.".encode()))

    @precondition(lambda self: self.cables)
    @rule(data=st.data())
    def delete_cable(self, data: st.DataObject) -> None:
        data.draw(st.sampled_from(self.cables)).unlink()

    @precondition(lambda self: self.cables)
    @rule(data=st.data(), name=st.sampled_from(("a-name.txt", "07VENSK10.txt", "deep/07venSK9.txt")))
    def rename_cable(self, data: st.DataObject, name: str) -> None:
        place = self.room.content / "cables" / name
        place.parent.mkdir(exist_ok=True)
        data.draw(st.sampled_from(self.cables)).replace(place)

    @precondition(lambda self: self.cables)
    @rule(data=st.data(), bad=BYTES)
    def damage_cable(self, data: st.DataObject, bad: bytes) -> None:
        data.draw(st.sampled_from(self.cables)).write_bytes(bad)

    @rule(name=st.sampled_from(sorted(TEMPLATES)))
    def toggle_template(self, name: str) -> None:
        """Add a template or asset of the room's own, or take it away."""
        place = self.room.templates / name
        if place.exists():
            place.unlink()
        else:
            self.room.template(name, TEMPLATES[name])

    @rule(data=st.data(), name=st.sampled_from(sorted(OTHERS)))
    def write_other(self, data: st.DataObject, name: str) -> None:
        """Write or take away settings, words, pages and notes."""
        text = data.draw(st.sampled_from((*OTHERS[name], None)))
        if text is None:
            (self.room.content / name).unlink(missing_ok=True)
        else:
            self.room.put(name, text)

    @precondition(lambda self: self.outputs)
    @rule(data=st.data())
    def lose_outputs(self, data: st.DataObject) -> None:
        for place in data.draw(st.lists(st.sampled_from(self.outputs), min_size=1, max_size=4, unique=True)):
            place.unlink()

    @precondition(lambda self: self.outputs)
    @rule(data=st.data())
    def alter_outputs(self, data: st.DataObject) -> None:
        for place in data.draw(st.lists(st.sampled_from(self.outputs), min_size=1, max_size=4, unique=True)):
            place.write_bytes(place.read_bytes()[: data.draw(st.integers(0, 400))] + b"x")

    @rule(name=st.sampled_from(("old.html", "tag/OLD.html", "cable/2007/x/y.txt")))
    def leave_something(self, name: str) -> None:
        place = self.room.output / name
        if self.room.output.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text("old", encoding="utf-8")

    @rule()
    def lose_memory(self) -> None:
        shutil.rmtree(self.room.project.store_folder, ignore_errors=True)

    @rule(after=st.integers(0, 12))
    def kill_a_build(self, after: int) -> None:
        """End a build before it writes its next file but so many."""
        move, left, killed = writer.move, after, False

        def stopped(temporary: str, target: str) -> None:
            nonlocal left, killed
            if left == 0:
                killed = True
                raise KeyboardInterrupt
            left -= 1
            move(temporary, target)

        self.killed += 1
        self.room.put("pages/written.md", f"# {self.killed} kills\n")  # so that each build has a page to write
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(writer, "move", stopped)
            try:
                self.room.build(self.serial)
            except KeyboardInterrupt:
                assert killed
            else:
                assert after > 0, "a build that has a page to write is killed before it"

    @invariant()
    def the_site_is_that_of_a_clean_build(self) -> None:
        report = self.room.build(self.options)
        files, problems = self.room.clean_build()
        site = self.room.site()

        assert sorted(site) == sorted(files)
        assert [address for address, data in files.items() if site[address] != data] == []
        assert report.problems == problems

        again = self.room.build(self.options)

        assert again.written == again.removed == ()
        assert (again.cables, again.pages, again.problems) == (report.cables, report.pages, problems)


# Processes are forked though other tests left threads in this one.
LARGE = Tuning(
    parallel_planning=1,
    planned_pages=3,
    cables_per_part=2,
    parallel_scan=1,
    start_method="fork" if sys.platform == "linux" else "spawn",
)


class EditsOfALargeRoom(Edits):
    """The same, and the room counts as a large one: several processes read, plan and render it."""

    options = msgspec.structs.replace(PLAIN, jobs=2, show_withheld=True, tuning=LARGE)


def bounds(examples: int) -> settings:
    """Return how much is tried: READING_ROOM_EXAMPLES runs, if it is set."""
    return settings(
        max_examples=int(os.environ.get("READING_ROOM_EXAMPLES", str(examples))),
        stateful_step_count=8,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


TestEdits = Edits.TestCase
TestEdits.settings = bounds(5)
TestEditsOfALargeRoom = EditsOfALargeRoom.TestCase
TestEditsOfALargeRoom.settings = bounds(3)
