"""A room made of attacks: what is built of it stays in its folder and carries nothing that another program would run."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import pypdf
import pytest

from generator.build.inputs.project import Options
from generator.build.report import Report
from tests.hostile.attacks import EVERY, EVIL_IDS, hostile_room
from tests.room import PLAIN, Room, files_of

# What a browser would run or fetch. Scripts of ours name a file of the site or hold data.
RUNS = frozenset({"iframe", "object", "embed", "base", "frame", "portal", "math"})
DATA = frozenset({"application/ld+json", "application/json"})
NOT_OURS = re.compile(r"(?i)^\s*(?:javascript|vbscript|data:text)")
STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
XML_WITH_NAMES = {"http://www.w3.org/2005/Atom"}


class Built:
    """The hostile room after one build, with what lay around it before and after."""

    def __init__(self, room: Room, report: Report, around: tuple[set[str], set[str]]) -> None:
        self.room, self.report, self.around = room, report, around
        self.files = files_of(room.output)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the hostile room once."""
    folder = tmp_path_factory.mktemp("hostile") / "inner" / "room"
    folder.mkdir(parents=True)
    room = hostile_room(folder)
    before = _listing(folder.parent.parent)
    report = room.build(PLAIN)
    return Built(room, report, (before, _listing(folder.parent.parent)))


def _listing(folder: Path) -> set[str]:
    """Return every path under a folder but those in the site and in the store."""
    every = (path.relative_to(folder).as_posix() for path in folder.rglob("*"))
    return {path for path in every if "/room/site" not in f"/{path}" and ".reading-room" not in path}


class _Scan(HTMLParser):
    """Collects what in a page could run, or could make a browser ask elsewhere."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in RUNS or (tag == "meta" and (values.get("http-equiv") or "").lower() == "refresh"):
            self.found.append(f"<{tag}>")
        if tag == "script" and "src" not in values and values.get("type") not in DATA:
            self.found.append("<script> without a file")
        for name, value in attrs:
            if name.startswith("on") or name == "srcdoc":
                self.found.append(f"<{tag} {name}>")
            if name in {"href", "src", "action", "formaction", "data", "xlink:href"} and NOT_OURS.match(value or ""):
                self.found.append(f"<{tag} {name}={value!r}>")
            if name in {"src", "action"} and "//" in (value or ""):
                self.found.append(f"<{tag} {name}={value!r}>")


def test_a_scan_sees_what_runs() -> None:
    scan = _Scan()
    scan.feed("<script>x</script><img src=x onerror=y><a href=' JavaScript:x'>a</a><base href='/'>")

    assert len(scan.found) == 4


def test_nothing_on_any_page_could_run(built: Built) -> None:
    wrong = {}
    for address, data in built.files.items():
        if address.endswith(".html"):
            scan = _Scan()
            scan.feed(data.decode("utf-8"))
            if scan.found:
                wrong[address] = scan.found[:3]

    assert len(built.files) > 500
    assert wrong == {}


def test_no_template_in_a_text_is_carried_out(built: Built) -> None:
    assert [address for address, data in built.files.items() if b"54397" in data] == []  # 7 * 7771


def test_every_file_stays_in_the_site(built: Built) -> None:
    before, after = built.around

    assert after == before
    assert all(not Path(address).is_absolute() and ".." not in Path(address).parts for address in built.files)
    assert not [path for path in built.room.output.rglob("*") if path.is_symlink()]


def test_every_hostile_identifier_has_a_page_like_any_other(built: Built) -> None:
    records = [json.loads(line) for line in built.files["data/cables.jsonl"].splitlines()]
    sources = {path.read_bytes() for path in (built.room.content / "cables/ids").iterdir()}
    shown = {built.files[record["url"].removesuffix(".html") + ".txt"] for record in records}

    assert len(sources) == len(EVIL_IDS)
    assert sources <= shown


def test_json_in_a_page_ends_where_it_should(built: Built) -> None:
    script = re.compile(rb'<script type="application/(?:ld\+)?json"[^>]*>(.*?)</script>', re.DOTALL)
    read = [json.loads(found) for data in built.files.values() for found in script.findall(data)]

    assert len(read) > 100


def test_files_for_programs_are_well_formed(built: Built) -> None:
    for address, data in built.files.items():
        if address.endswith((".xml", ".atom")):
            ET.fromstring(data)  # noqa: S314  made by us a moment ago; an attack on the parser would be a find
        elif address.endswith((".json", ".jsonl")) and not address.startswith("search/"):
            for line in data.splitlines() if address.endswith(".jsonl") else [data]:
                json.loads(line)

    assert "sitemap.xml" in built.files


def test_no_cell_of_a_table_is_a_formula(built: Built) -> None:
    tables = {address: data for address, data in built.files.items() if address.endswith(".csv")}
    formulas = [
        (address, cell)
        for address, data in tables.items()
        for row in csv.reader(io.StringIO(data.decode("utf-8")))
        for cell in row
        if cell.startswith(STARTS_FORMULA) and not NUMBER.fullmatch(cell)
    ]

    assert tables
    assert formulas == []


def test_the_same_attacks_are_built_the_same(built: Built) -> None:
    assert built.room.build(PLAIN).written == ()


# What a reader of PDF would do by itself: the actions of a document, its scripts, files in it.
ACTS = {"/OpenAction", "/AA", "/AcroForm", "/Names", "/AF"}


def test_the_room_can_be_printed_and_no_print_acts(tmp_path: Path) -> None:
    room = hostile_room(tmp_path)
    several = len(EVERY) // 2  # each attack in one layout, each layout with several attacks
    kept = sorted((room.content / "cables").rglob("07VENSK*"))[:: len(EVERY) * 6 // several + 1]
    kept += (room.content / "cables/ids").iterdir()
    for path in (room.content / "cables").rglob("*"):
        if path.is_file() and path not in kept:
            path.unlink()
    room.put(
        "cables/07VENSK99.txt",
        "UNCLAS VENSK 000099\n\nSUBJECT: A\n\n1. a" + "".join(map(chr, range(32))) + "\ufffe\uffff\ufeff.\n",
    )
    report = room.build(Options(jobs=1, search=False))
    prints = [data for address, data in files_of(room.output).items() if address.endswith(".pdf")]
    texts = []
    for data in prints:
        reader = pypdf.PdfReader(io.BytesIO(data))
        assert ACTS.isdisjoint(reader.root_object)
        actions = (one.get_object().get("/A", {}) for page in reader.pages for one in page.get("/Annots", ()))
        assert {str(action.get("/S")) for action in actions if action} <= {"/URI", "/GoTo"}
        texts += [page.extract_text() for page in reader.pages]

    assert len(prints) == len(kept) + 1
    assert "54397" not in "".join(texts)
    assert {one.code for one in report.problems if one.code[0] == "T"} <= {"T006"}
