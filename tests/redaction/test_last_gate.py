"""The last gate in a build: what redaction of the sources cannot see stops the file that would show it, whatever its kind.

Rules find words in sources. A template of the room's own, though, may print words that stand in none, or that only come
together on the page. No file with them may reach the site.
"""

import base64
import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from typing import Literal

import msgspec
import pypdf
import pytest
from pypdf.annotations import Link, Text

from generator.build.inputs.project import Options
from generator.build.inputs.tuning import DEFAULTS
from generator.problems import ConfigurationError, OutputError
from generator.redaction import reading
from generator.redaction.gate import Gate
from generator.redaction.reading import read_foreign
from generator.redaction.rules import parse_rules
from generator.render.pdf import find_print_template
from generator.render.templates import packaged_templates
from generator.system.reading import PIECE
from generator.system.writer import Writer
from tests.redaction.test_build_with_rules import found_in
from tests.room import PLAIN, Room

NAME = "Jorun Mareth"
RULE = f'[[withhold]]\ntext = "{NAME}"\nreason = "asked"\ndate = 2026-01-02\n\n'
PRINTED = msgspec.structs.replace(PLAIN, pdf=True)

# What a template of the room prints: each comes together on the page alone.
FORMS = {
    "two halves": '{{ "Jorun" }} {{ "Mareth" }}',
    "letters turned round": '{{ "hteraM nuroJ"|reverse }}',
    "within markup": "<b>Jor</b>un <i>Ma</i>reth",
    "entities": "&#74;orun&nbsp;Mareth",
    "an attribute": '<a href="x" title="{{ "Jorun" }} {{ "Mareth" }}">x</a>',
    "an address": '<a href="/who/Jorun%20Mareth">x</a>',
    "an address with what ends a text": '<a href="/who/jorun%1Emareth">x</a>',
    "an attribute with blanks round its sign": '<a title = "{{ "Jorun" }} {{ "Mareth" }}">x</a>',
    "an attribute in single quotes": "<a title = 'Jorun {{ \"Mareth\" }}'>x</a>",
    "an attribute without quotes": "<a title=Jorun&#32;Mareth>x</a>",
    "a comment": "<!-- Jorun Mareth -->",
    "over a comment": "<p>Jor<!-- a > b -->un Mareth</p>",
    "data in a script": '<script type="application/json">{"who": "J\\u006frun Mareth"}</script>',
    "a letter's form": "Jorun Ma\u00adreth",
    "an address that is shown": "<p>x.org/Jorun%20Mareth</p>",
    "two cells of a row": "<table><tr><td>Jorun</td>\n<td class=x>Mareth</td></tr></table>",
    "the name of an attribute": '<p data-jorun-mareth="x">x</p>',
    "a value with the sign that ends a tag": '<p title="Jorun > Mareth">x</p>',
}


@pytest.fixture
def held(room: Room) -> Room:
    """A room with a name that is withheld, and that redaction has taken out of the one cable that says it."""
    room.cable("07VENSK12", text=f"{NAME} came.")
    room.cable("07VENSK13", text="Calm.")
    room.put("withheld.toml", RULE)
    return room


@pytest.mark.parametrize("form", FORMS)
def test_a_page_that_a_template_gives_the_words_is_not_written(held: Room, form: str) -> None:
    held.build()
    before = held.page("index.html")
    held.template("front.html", f"<!doctype html><title>A room</title>{FORMS[form]}")

    with pytest.raises(OutputError) as stopped:
        held.build()

    problem = stopped.value.problem
    assert (problem.code, problem.where.path.rpartition("/")[2], problem.where.line) == ("W006", "withheld.toml", 1)
    assert NAME not in str(problem)
    assert problem.message.startswith("index.html would show")
    assert found_in(held.site(), NAME) == set()
    assert held.page("index.html") == before


def test_the_same_template_without_a_rule_is_written(held: Room) -> None:
    """Or a gate that stops everything would pass."""
    held.put("withheld.toml", RULE.replace("Jorun", "Herring").replace("Mareth", "Quay"))
    held.cable("07VENSK14", text="Herring Quay is closed.")
    held.template("front.html", '<!doctype html><title>A room</title>Jorun {{ "Mareth" }}')

    held.build()

    assert found_in(held.site(), NAME) != set()


def test_a_print_that_shows_the_words_is_not_written(held: Room) -> None:
    template = find_print_template((packaged_templates(),))
    assert template is not None
    held.template(template.name, template.read_text(encoding="utf-8") + '\n#("Jorun" + " " + "Mareth")\n')

    with pytest.raises(OutputError) as stopped:
        held.build(PRINTED)

    assert stopped.value.problem.code == "W006"
    assert stopped.value.problem.message.startswith("cable/2007/vensk/07VENSK12.pdf")
    assert found_in(held.site(), NAME) == set()


WRITTEN = {
    "data/a.json": b'{"who": "J\\u006frun Mareth"}',
    "data/a.jsonl": b'{"a": 1}\n{"who": "Jorun\\nMareth"}\n',
    "data/a.csv": b'id,who\n1,"Jorun\nMareth"\n',
    "a/feed.xml": b"<feed><title>Jorun &lt;b&gt;Mareth&lt;/b&gt;</title></feed>",
    "a/jorun-mareth.html": b"<p>Calm.</p>",
    "people/jorun_mareth/index.html": b"<p>Calm.</p>",
    "pictures/Jorun%20Mareth.svg": b"<svg/>",
}


@pytest.mark.parametrize("address", WRITTEN)
def test_no_kind_of_file_with_the_words_passes_who_writes_the_site(room: Room, address: str) -> None:
    """Every file of a build goes by this Writer; here it is given what no stage before it should."""
    gate = Gate(parse_rules(RULE.encode(), "withheld.toml"))
    folder, scratch = room.folder / "out", room.folder / "scratch"
    folder.mkdir()
    scratch.mkdir()
    writer = Writer(folder, scratch, check=gate.check)

    for write in (writer.write, lambda at, data: writer.write_parts(at, (data[:9], data[9:]))):
        with pytest.raises(OutputError) as stopped:
            write(address, WRITTEN[address])
        assert stopped.value.problem.code == "W006"
    writer.write("calm.html", b"<p>Calm.</p>")

    assert [one.name for one in folder.rglob("*") if one.is_file()] == ["calm.html"]


def test_words_that_two_parts_of_a_long_file_have_together_stop_it(room: Room) -> None:
    gate = Gate(parse_rules(RULE.encode(), "withheld.toml"))
    room.output.mkdir()
    writer = Writer(room.output, room.output, check=gate.check)
    long = b"calm and long\n" * (PIECE // 14 + 1) + b"Jorun"

    with pytest.raises(OutputError):
        writer.write_parts("a.txt", (long, b" Mareth\n"))
    writer.write_parts("a.txt", (long, b" Herring\n"))


@pytest.mark.parametrize("jobs", [1, 2])
def test_workers_stop_a_file_as_the_main_process_does(held: Room, jobs: int) -> None:
    held.template("cable.html", '{% extends "program/cable.html" %}{% block main %}Jorun {{ "Mareth" }}{% endblock %}')

    with pytest.raises(OutputError) as stopped:
        held.build(Options(jobs=jobs, search=False, pdf=False))

    assert stopped.value.problem.code == "W006"
    assert found_in(held.site(), NAME) == set()


@pytest.mark.parametrize("word", ["SECTION", "State", "Classified", "who cites it and how", "2007", "asked now"])
def test_a_word_that_the_program_writes_itself_is_told_and_stops_no_build(room: Room, word: str) -> None:
    """A key of its data, a text of its lists, a label; posts may be of the same name, as 05STATE12 is."""
    room.cable("07VENSK12", text=f"{word} zz.")
    room.put("withheld.toml", RULE.replace(NAME, word))

    report = room.build(PLAIN)

    assert "W007" in [one.code for one in report.problems]
    assert f"{word} zz" not in room.page("cable/2007/vensk/07VENSK12.html")


@pytest.mark.parametrize("text", ['{"url":"x.html","title":"A week"}', '{"url":"x.html","title":"\\u0041 week"}'])
def test_keys_and_values_of_data_are_no_words_beside_each_other(text: str) -> None:
    """The texts of the search are data too, whatever their names end in."""
    gate = Gate(parse_rules(RULE.replace(NAME, "html title").encode(), "withheld.toml"))

    gate.check("search/data/texts/0/0.bin", text.encode())

    with pytest.raises(OutputError):
        gate.check("search/data/texts/0/0.bin", text.replace("week", "HTML title").encode())


def _document(xml: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", xml)
    return made.getvalue()


def test_a_short_word_is_found_where_another_text_ends_beside_it() -> None:
    gate = Gate(parse_rules(RULE.replace(NAME, "Lyr").encode(), "withheld.toml"))

    gate.check("a.html", b"<td>Eulyria</td><td>x</td>")
    for data in (b"<td>Anna</td><td>Lyr</td><td>Holm</td>", b"Lyr</td><td>Holm"):
        with pytest.raises(OutputError):
            gate.check("a.html", data)


class _OldName(zipfile.ZipInfo):
    """A member whose name is written in bytes that say nothing of their encoding."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - as zipfile calls it
        return self.filename.encode("cp437"), self.flag_bits


def _packed(data: bytes, kind: int = zipfile.ZIP_STORED, comment: bytes = b"", name: str = "a.txt") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", kind) as archive:
        archive.writestr(name if name.isascii() else _OldName(name), data, kind)
        archive.comment = comment
    return made.getvalue()


def _tape(mode: Literal["w", "w:bz2"], data: bytes = b"", name: str = "a.txt") -> bytes:
    data = data or ACCENTS.encode()
    made, member = io.BytesIO(), tarfile.TarInfo(name)
    member.size = len(data)
    with tarfile.open(fileobj=made, mode=mode) as archive:
        archive.addfile(member, io.BytesIO(data))
    return made.getvalue()


def _printed(*, comment: str = "", address: str = "", attached: bytes = b"", locked: str = "") -> bytes:
    made, writer = io.BytesIO(), pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    if comment:
        writer.add_annotation(0, Text(text=comment, rect=(10, 10, 50, 50)))
    if address:
        writer.add_annotation(0, Link(rect=(1, 1, 9, 9), url=address))
    if attached:
        writer.add_attachment("a.txt", attached)
    if locked:
        writer.encrypt("" if locked == "for who writes" else locked, "x")
    writer.write(made)
    return made.getvalue()


ACCENTS = "J\u00f6run M\u00fcreth"
EMBEDDED = {
    "a.svg": b"<svg><text><tspan>Jorun</tspan> <tspan>Mareth</tspan></text></svg>",
    "a.docx": _document(
        '<w:r><w:t>Jor</w:t></w:r><w:r><w:t xml:space="preserve">un </w:t></w:r><w:r><w:t>Mareth</w:t></w:r>'
    ),
    "a.html": b'<img alt="" src="data:text/plain;base64,' + base64.b64encode(NAME.encode()) + b'">',
    "a.css": b"a { background: url(data:image/svg+xml;base64,"
    + base64.b64encode(b"<b>Jorun</b> <i>Mareth</i>")
    + b") }",
    "a.csv.gz": gzip.compress(gzip.compress(b"1,Jorun Mareth")),
    "a.bz2": bz2.compress(NAME.encode()),
    "a.csv.xz": lzma.compress(NAME.encode()),
    "comment.zip": _packed(b"calm", comment=NAME.encode()),
    "a.tar": _tape("w"),
    "a.tar.bz2": _tape("w:bz2"),
    "utf-8.bin": b"\0\1" + ACCENTS.encode() + b"\0",
    "utf-16.bin": b"\0\1\2" + ACCENTS.encode("utf-16-le") + b"\0\0",
    "a.doc": b"\xd0\xcf\x11\xe0" + b"\0" * 2 + ACCENTS.encode("utf-16-be"),
    "comment.html": b"<!-- Jorun Mareth -->",
    "element.html": b"<jorun-mareth>x</jorun-mareth>",
    "cdata.svg": b"<svg><![CDATA[Jorun Mareth]]></svg>",
    "a.js": b'name = "J\\u006frun\\x20Mareth"',
    "escaped.css": b'a::before { content: "J\\6f run Mareth" }',
    "fields.json": b'{"people": [{"first": "Jorun", "born": 1950, "last": "Mareth"}]}',
    "fields.jsonl": b'{"last": "x"}\n{"last": "Mareth", "first": "Jorun"}\n',
    "fields-of-a-program.json": b'\xef\xbb\xbf\n [{"first": "Jorun", "last": "Mareth"}]',
    "cells.tsv": b'"Jorun"; "Mareth"\n',
    "cells.csv": b"first,last\n'Jorun', 'Mareth'\n",
    "lists-of-an-object.json": b'{"first": ["Anna", "Jorun"], "last": ["Holm", "Mareth"]}',
    "columns-of-a-table.json": b'{"last": {"0": "Holm", "1": "Mareth"}, "first": {"0": "Anna", "1": "Jorun"}}',
    "attributes.xml": b"<who id='1' first='Jorun' last='Mareth'/>",
    "attributes.svg": b'<g data-last = "Mareth"\n data-first="Jorun"/>',
    "object.js": b'x = {first: "Jorun", last: "Mareth"}',
    "fields.yaml": b"- first: Jorun\n  last: 'Mareth'\n",
    "captions.srt": b"1\r\n00:00:01,000 --> 00:00:02,000\r\nJorun\r\n\r\n2\r\n00:00:02,000 --> 00:00:04,000\r\nMareth\r\n",
    "captions.vtt": b"WEBVTT\n\n00:01.000 --> 00:02.000 align:start\n<v Anna>Jorun</v>\n\n00:02.000 --> 00:04.000\nMareth\n",
    "captions.ass": b"Dialogue: 0,0:00:01.00,0:00:02.00,A,,0,0,0,,Jorun\nDialogue: 0,0:00:02.00,0:00:03.00,A,,0,0,0,,Mareth\n",
    "words-at-times.lrc": b"[00:12.00]with Jorun\n[00:15.30]Mareth came\n",
    "column.txt": b"Name          Place\nJorun         Vensk\nMareth        north\n",
    "short.ldif": b"cn:: " + base64.b64encode(NAME.encode()),
    "a.geojson": b'{"name": "J\\u006frun Mareth"}',
    "a.fodt": b'<?xml version="1.0"?><t><text:span>Jorun</text:span> <text:span>Mareth</text:span></t>',
    "a.rtf": b"{\\rtf1 Jor{\\b un} \\i Mareth\\i0}",
    "body.eml": b"Subject: x\nContent-Transfer-Encoding: quoted-printable\n\nJo=\nrun M=61reth\n",
    "subject.eml": b"Subject: =?utf-8?b?" + base64.b64encode(NAME.encode()) + b"?=\n\nx\n",
    "utf-32.txt": NAME.encode("utf-32"),
    "utf-32-without-a-mark.txt": ("\n" + ACCENTS).encode("utf-32-be"),
    "from-the-right.txt": "met \u202ehteraM nuroJ\u202c there".encode(),
    "a.vcf": b"BEGIN:VCARD\nN:Mareth;Jorun;;;\nEND:VCARD\n",
    "twice-encoded.csv": ACCENTS.encode().decode("cp1252").encode(),
    "entity-of-an-entity.txt": b"met &amp;amp;#74;orun Mareth",
    "quoted.txt": b"met J=6Frun=20Mar=\neth",
    "encoded.txt": b"A text:\n" + base64.encodebytes(f"The word on {NAME} of Vensk is that all are calm.".encode()),
    "zipped-text.png": b"\x89PNG\r\n\x1a\n\0\0\0\x30zTXtAuthor\0\0" + zlib.compress(NAME.encode()) + b"\0\0\0\0",
    "text-in-two-tongues.png": b"\x89PNG\r\n\x1a\n\0\0\0\x30iTXtAuthor\0\1\0en\0\0" + zlib.compress(NAME.encode()),
    "comment.pdf": _printed(comment=NAME),
    "attached.pdf": _printed(attached=NAME.encode()),
    "address.pdf": _printed(address="https://example.org/Jorun%20Mareth"),
    "attached-document.pdf": _printed(attached=_packed(NAME.encode(), zipfile.ZIP_DEFLATED)),
    "attached-print.pdf": _printed(attached=_printed(comment=NAME)),
    "document.tar": _tape("w", _packed(NAME.encode(), zipfile.ZIP_DEFLATED)),
    "name-in-tar.tar": _tape("w", b"calm", "Jorun Mareth.txt"),
    "old-name.zip": _packed(b"calm", name=ACCENTS.encode().decode("cp437")),
    "twice-escaped.html": b'<a href="x.org/?u=y.org%2FJorun%2520Mareth">x</a>',
}


@pytest.mark.parametrize(("name", "data"), EMBEDDED.items(), ids=list(EMBEDDED))
def test_an_owners_file_that_holds_withheld_words_within_its_form_is_refused(
    room: Room, name: str, data: bytes
) -> None:
    room.cable("07VENSK12", text=f"{NAME} and {ACCENTS} came.")
    room.put("withheld.toml", RULE + RULE.replace(NAME, ACCENTS))
    room.put(f"pages/{name}", data)

    with pytest.raises(ConfigurationError) as stopped:
        room.build(PLAIN)

    assert stopped.value.problem.code == "W005"


def test_what_looks_like_base64_and_is_none_stops_nothing(room: Room) -> None:
    room.cable("07VENSK12", text=f"{NAME} came.")
    room.put("withheld.toml", RULE)
    room.put(
        "pages/a.js", b"const a = '" + base64.b64encode(bytes(range(256)) * 3) + b"'; // aVeryLongNameOfAFunctionIndeed"
    )

    assert [one.code for one in room.build().problems if one.code[0] == "W"] == []


def _with_a_wrong_place() -> bytes:
    """Pack a file with a wrong place of its list of members: zipfile seeks to one below 0."""
    packed = bytearray(_packed(b"calm"))
    packed[-6] += 50
    return bytes(packed)


PICTURES = {
    "a.jpg": (b"\xff\xd8\xff\xfe\0\x05", b"\xff\xda\0\x08Jo Jo\xff\0 Jo \xff\xd9"),
    "a.png": (b"\x89PNG\r\n\x1a\n\0\0\0\x04tEXt", b"crc!\0\0\0\x06IDAT Jo Jocrc!\0\0\0\0IENDcrc!"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_short_name_is_found_in_what_a_picture_says_and_not_in_its_dots(name: str) -> None:
    gate, (begin, end) = Gate(parse_rules(RULE.replace(NAME, "Jo").encode(), "withheld.toml")), PICTURES[name]

    assert gate.found(name, read_foreign(name, begin + b"sea " + end)[0]) is None
    assert gate.found(name, read_foreign(name, begin + b" Jo " + end)[0]) is not None
    assert gate.found(name, read_foreign(name, begin + b"sea " + end + b"a word on Jo, behind it")[0]) is not None


UNREAD = {
    "wrong-place.zip": _with_a_wrong_place(),
    "lzma.zip": _packed(b"calm", zipfile.ZIP_LZMA),
    "a.ps": b"%!PS-Adobe-3.0\n(Jorun) show ( Mareth) show",
    "a.7z": b"7z\xbc\xaf\x27\x1c" + b"x" * 30,
    "cut.gz": gzip.compress(b"calm and long" * 9)[:20],
    "five.gz": gzip.compress(gzip.compress(gzip.compress(gzip.compress(b"calm")))),
    "locked.pdf": _printed(locked="x"),
    "locked-but-for-readers.pdf": _printed(comment="calm", locked="for who writes"),
    "locked.docx": b"\xd0\xcf\x11\xe0" + b"\0" * 9 + "EncryptedPackage".encode("utf-16-le") + b"x" * 90,
    "locked.odt": _packed(b"<manifest:encryption-data/>", name="META-INF/manifest.xml"),
    "mail.msg": b"\xd0\xcf\x11\xe0" + b"\0" * 9 + b"LZFu" + b"x" * 30,
    "numbers.numbers": _packed(b"calm", name="Index/Document.iwa"),
    "a.tar": _tape("w", gzip.compress(b"calm and long" * 9)[:20]),
    "a.svg.br": b"calm",
    "room.warc": b"WARC/1.0\r\nWARC-Type: response\r\n\r\nHTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"
    + gzip.compress(b"calm"),
    "scan.pdf": _printed(),
}


@pytest.mark.parametrize(("name", "data"), UNREAD.items(), ids=list(UNREAD))
def test_an_owners_file_that_the_gate_cannot_read_is_told(room: Room, name: str, data: bytes) -> None:
    room.cable("07VENSK12", text=f"{NAME} came.")
    room.put(f"pages/{name}", data)
    room.put("pages/calm.zip", _packed(b"calm"))
    without_rules = room.build().problems
    room.put("withheld.toml", RULE)

    told = [room.relative(one).where.path for one in room.build().problems if one.code == "W013"]

    assert told == [f"pages/{name}"]
    assert [one.code for one in without_rules if one.code == "W013"] == []


def test_an_asset_of_the_rooms_own_is_read_as_an_owners_file(room: Room) -> None:
    room.cable("07VENSK12", text=f"{NAME} came.")
    room.put("withheld.toml", RULE)
    room.template("assets/a.js", b'name = "J\\u006frun\\x20Mareth"')

    with pytest.raises(ConfigurationError) as stopped:
        room.build(PLAIN)

    assert stopped.value.problem.code == "W005"
    assert stopped.value.problem.where.path.endswith("/templates/assets/a.js")


PARAGRAPH = "The yellow convoy leaves at dusk for the old harbour of Vensk"
OF_PARAGRAPH = '[[withhold]]\ncable = "07VENSK12"\nparagraphs = [2]\nreason = "asked"\ndate = 2026-01-02\n'


@pytest.mark.parametrize("spilled", [0, DEFAULTS.spill_limit])
def test_a_page_that_a_template_gives_a_withheld_paragraph_is_not_written(room: Room, spilled: int) -> None:
    room.cable("07VENSK12", text=f"Calm.\n{PARAGRAPH}.\nLate.")
    room.put("withheld.toml", OF_PARAGRAPH)
    room.build()
    words = PARAGRAPH.replace("convoy", "<b>convoy</b>")
    room.template("cable.html", f'{{% extends "program/cable.html" %}}{{% block main %}}{words}{{% endblock %}}')

    with pytest.raises(OutputError) as stopped:
        room.build(msgspec.structs.replace(PLAIN, tuning=msgspec.structs.replace(DEFAULTS, spill_limit=spilled)))

    assert stopped.value.problem.code == "W006"
    assert found_in(room.site(), PARAGRAPH) == set()


@pytest.mark.parametrize("text", ["07VENSK12", "see 07VENSK12a, of Vensk", "2007VENSK12_a"])
def test_an_id_is_no_word_where_it_begins_or_ends_a_text(text: str) -> None:
    gate = Gate(parse_rules(RULE.replace(NAME, "Vensk").encode(), "withheld.toml"))

    gate.check("a.txt", b"See 07VENSK12, from Vensk.")
    gate.check("a.txt", text.encode())
    for other in ("Vensk", "in Vensk 07, VENSKX12"):
        with pytest.raises(OutputError):
            gate.check("a.txt", other.encode())


def test_a_print_and_a_well_packed_file_of_the_owners_are_read_whole(room: Room) -> None:
    room.cable("07VENSK12", text="Calm.")
    room.build(PRINTED)
    room.put("pages/a.pdf", (room.output / "cable/2007/vensk/07VENSK12.pdf").read_bytes())
    packed = bytearray(_packed(b"calm", zipfile.ZIP_DEFLATED))
    packed[6] |= 2  # packed as well as can be: both headers say so
    packed[packed.index(b"PK\x01\x02") + 8] |= 2
    room.put("pages/a.zip", bytes(packed))
    room.put("withheld.toml", RULE.replace(NAME, "Calm"))

    with pytest.raises(ConfigurationError) as stopped:
        room.build()

    assert stopped.value.problem.code == "W005"
    room.put("withheld.toml", RULE)
    room.cable("07VENSK13", text=f"{NAME} came.")
    assert [one.code for one in room.build().problems if one.code == "W013"] == []


@pytest.mark.parametrize("address", ["cable/2007/vensk/07VENSK12.html", "cable/2007/vensk/07VENSK12.de.txt"])
def test_words_that_are_withheld_in_one_cable_are_held_against_its_files(address: str) -> None:
    gate = Gate(parse_rules(RULE.replace("text", 'cable = "07VENSK12"\ntext').encode(), "withheld.toml"))

    for other in ("cable/2007/vensk/07VENSK13.html", "cable/2007/vensk/07VENSK123.html", "index.html"):
        gate.check(other, NAME.encode())
    with pytest.raises(OutputError):
        gate.check(address, NAME.encode())


def test_a_word_beside_an_id_is_no_part_of_it() -> None:
    gate = Gate(parse_rules(RULE.replace(NAME, "Jorun").encode(), "withheld.toml"))

    for text in ("07VENSK12_jorun", "jorun_07VENSK12", "07VENSK12-jorun"):
        with pytest.raises(OutputError):
            gate.check("a.txt", text.encode())


def test_all_that_is_packed_in_a_file_is_bounded_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST", 1000)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for number in range(11):
            archive.writestr(f"{number}.txt", b"calm " * 20)

    assert not read_foreign("a.zip", made.getvalue())[1]
    assert read_foreign("a.zip", _packed(b"calm " * 190))[1]
