"""What fuzzing aims at: each target takes any bytes, and fails where something does not hold that must of all bytes."""

import os
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import msgspec

from generator.cables.model import Cable
from generator.cables.parse import parse_cable
from generator.cables.record.trace_rules import RULES
from generator.cables.source.layouts import read_source
from generator.config import parse_config, with_base_url
from generator.importing.archives import Archive, ArchiveError
from generator.importing.formats import Transcript, Unread, read_records
from generator.importing.formats.cutting import cut_telegrams
from generator.importing.formats.documents.field_list import read_field_list
from generator.importing.formats.documents.office import DocumentError
from generator.importing.formats.documents.spreadsheet import read_spreadsheet
from generator.importing.formats.documents.tei import read_tei
from generator.importing.formats.documents.web_page import text_of
from generator.importing.formats.dump import COLUMNS, read_rows
from generator.importing.pdf.process import DrawingProcess
from generator.markdown import parse_essay, parse_notes
from generator.problems import ConfigurationError, Problem
from generator.redaction import Rules, parse_rules, redact, unmatched, withhold_words
from generator.redaction.matching import Matcher, letters_of, phrase_of
from tests.cables.ledger import not_shown, unaccounted
from tests.cables.words import words
from tests.fuzz import seeds
from tests.importing.intake_cases import zipped
from tests.importing.sheets import spreadsheet
from tests.importing.test_records import of_the_cable

PATH = "cables/09VENSK31.txt"
# What is about the file and not about the cable, as tests/importing has it.


def is_in(words: str, text: str) -> bool:
    """Say whether words stand in a source, broken or not."""
    return next(Matcher([phrase_of(words)]).finds_read(text), None) is not None


class Target(msgspec.Struct, frozen=True):
    """One target: what to run, where to begin, its share of the inputs in a hundred, the longest input in bytes."""

    check: Callable[[bytes], None]
    seeds: Callable[[], tuple[bytes, ...]]
    share: int
    longest: int = 600


def parse(data: bytes) -> None:
    """Hold that a cable is read whole."""
    cable, problems = parse_cable(data, PATH, words())
    _whole(cable)
    _told(problems, PATH, max(len(cable.lines), _lines_of(data)))


def front_matter(data: bytes) -> None:
    """Hold that front matter is read, or told, and that each character of the file is of the message or round it."""
    source = read_source(b"+++\n" + data, PATH)
    held: dict[int, list[str]] = {}
    for line in source.message:
        held.setdefault(line.number, []).append(line.text)
    for piece in source.wrapping:
        assert piece.rule in RULES, piece.rule
        held.setdefault(piece.line, []).append(piece.text)
    for number, text in enumerate(source.lines, 1):
        pieces = _squeezed("".join(held.pop(number, [])))
        assert Counter(pieces) == Counter(_squeezed(text)), (number, text)
    assert not held, held
    for code, at, _ in source.damage:
        assert 0 <= at <= len(source.lines) + 1, (code, at, len(source.lines))
    created = source.metadata.created
    assert created is None or created.utcoffset() is not None


def import_records(data: bytes) -> None:
    """Hold that what is written of a record reads as the record did, and that nothing of its message is lost."""
    for path in ("saved/09VENSK31.txt", "saved/export.csv"):
        for one in read_records([data], path, words()):
            if isinstance(one, Unread):
                _told([one.problem], path, data.count(b"\n") + data.count(b"\r") + 2)
                continue
            assert one.id.isalnum(), one.id
            assert one.text.startswith("+++"), one.text[:20]
            _told(one.problems, path, None)
            mended = {"I018", "I031"} & {
                problem.code for problem in one.problems
            }  # letters that are read as they were meant
            if one.line is None and not mended:
                _reads_as(data, path, one)


def dump(data: bytes) -> None:
    """Hold that a dump is cut into the same records however it comes in, and that each is whole or told."""
    whole = list(read_rows([data]))
    size = 1 + len(data) % 23
    assert list(read_rows(data[at : at + size] for at in range(0, len(data), size))) == whole, size
    for row in whole:
        assert bool(row.fault) != (len(row.fields) == COLUMNS), row
        assert 1 <= row.line <= data.count(b"\n") + 1, row
    letters = Counter(letters_of(data.decode("utf-8", "ignore")))
    kept = Counter(letters_of("".join("".join(row.fields) for row in whole if not row.decoded_as)))
    assert not kept - letters, kept - letters  # nothing is made up


def archive(data: bytes) -> None:
    """Hold that an archive is read or refused, with names that a terminal bears, and no more than it may unpack to."""
    memory = Path("/dev/shm")  # noqa: S108  memory, so that no disk is worn
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        place = Path(folder, "a.zip")
        place.write_bytes(data)
        most = 4096
        try:
            opened = Archive(place, "a.zip", most_bytes=most)
        except ArchiveError as error:
            _told([error.problem], "a.zip", None)
            return
        try:
            for member, pieces_of in opened.members():
                assert member.path.isprintable(), member.path
                try:
                    size = sum(map(len, pieces_of()))
                    assert size <= most, size
                except ArchiveError as error:
                    _told([error.problem], f"a.zip/{member.path}", None)
        finally:
            opened.close()
        assert os.listdir(folder) == ["a.zip"]  # noqa: PTH208  names alone


def rules(data: bytes) -> None:
    """Hold that rules are read or stop the program with a word, and that reading is the same twice."""
    try:
        found = parse_rules(data, "content/withheld.toml")
    except ConfigurationError as error:
        _stopped(error, {"W001", "W002"}, "content/withheld.toml", data)
        return
    assert parse_rules(data, "content/withheld.toml").digest() == found.digest()
    for rule in found.rules:
        assert rule.cable or rule.text, rule
        assert not (rule.text and is_in(rule.text, rule.mark)), rule
        if rule.text:
            left, used = withhold_words(f"a {rule.text} b", Rules((rule,)), rule.cable)
            assert used == (0,), rule
            assert not is_in(rule.text, left), left
    _told(unmatched(found, ()), "content/withheld.toml", _lines_of(data))


_REASON = b'reason = "protects a source"\ndate = 2026-01-02\n'
_PLANTED = ("Jorun", "Mareth")
_KEPT = parse_rules(b'[[withhold]]\ntext = "Jorun Mareth"\n' + _REASON, "withheld.toml")
_BREAKS = (b" ", b"\n", b"-\n", b"\r\n\r\n", b"\n\nASTANA 00001061  002 OF 003\n\n", b"&nbsp;", b"\\\n", b"&#8203; ")
_HEAD = b"UNCLAS VENSK 000031\n\nE.O. 12958: N/A\nTAGS: ECON\nSUBJECT: LONG\n\n1. One.\n\n2. "


def withholding(data: bytes) -> None:
    """Hold that words kept back are nowhere in what is published, whatever stands round them."""
    between = _BREAKS[data[0] % len(_BREAKS)] if data else b" "
    noise = data[1:]
    planted = b" " + _PLANTED[0].encode() + between + _PLANTED[1].encode() + b" "
    published = redact(_HEAD + noise + planted + noise, PATH, _KEPT, words())
    cable = published.cable
    out = published.data
    text = out.decode("utf-16", "replace") if out[:2] in {b"\xff\xfe", b"\xfe\xff"} else out.decode("utf-8", "replace")
    name = " ".join(_PLANTED)
    assert published.used == (0,), published.used
    assert not is_in(name, text), text
    read = " ".join((cable.title, *(block.text for block in cable.blocks)))
    assert not is_in(name, read), read
    if not any(part.lower() in letters_of(noise.decode("utf-8", "ignore")).lower() for part in _PLANTED):
        assert "jorunmareth" not in letters_of(read).lower(), read


def markdown(data: bytes) -> None:
    """Hold that the HTML of a page or of notes has nothing in it that runs, and no element that Markdown has not."""
    essay = parse_essay(data, "pages/help/about.md")
    notes = parse_notes(data, "notes/09venSK31.md", "cable/2009/vensk/09VENSK31.html")
    _told(essay.problems, essay.path, _lines_of(data))
    _told(notes.problems, notes.path, _lines_of(data))
    for html in (essay.html, *(note.html for note in notes.notes)):
        reader = _Tame()
        reader.feed(html)
        reader.close()
    assert len({heading.anchor for heading in essay.headings}) == len(essay.headings)


def site(data: bytes) -> None:
    """Hold that settings are read or stop the program with a word, and that an address of the site is one."""
    try:
        config = parse_config(data, "content/site.toml")
    except ConfigurationError as error:
        _stopped(error, {"G001", "G002", "G003", "G004"}, "content/site.toml", data)
        return
    base = config.site.base_url
    assert not base or (urlsplit(base).scheme in {"http", "https"} and base.endswith("/")), base
    assert with_base_url(config, base).site.base_url == base


def _imported(data: bytes, path: str) -> list[Transcript]:
    """Import a file, and hold that each record is a cable file that can be read, or told with what to do."""
    kept = []
    for one in read_records([data], path, words()):
        if isinstance(one, Unread):
            assert one.problem.code, one
            assert one.problem.hint, one
            assert one.problem.where.path.startswith(path), one
            continue
        assert re.fullmatch(r"[0-9]{2,4}[A-Z]{2,}[0-9]+(-[0-9]+)?", one.id), one.id
        assert one.text.startswith("+++\n"), one.text[:20]
        cable, problems = parse_cable(one.text.encode(), f"cables/{one.year}/{one.id}.txt", words())
        _whole(cable)
        own = b"+++" in data  # front matter of its own, which may be damaged
        assert own or all(problem.code != "C004" for problem in problems), problems  # what was written is front matter
        kept.append(one)
    return kept


def table(data: bytes) -> None:
    """Hold that a table is read however it comes in, its rows kept or told."""
    pieces = [data[at : at + 61] for at in range(0, len(data), 61)]
    found = [one.text for one in _imported(data, "saved/export.csv")]
    assert [
        one.text for one in read_records(pieces, "saved/export.csv", words()) if isinstance(one, Transcript)
    ] == found


def json_records(data: bytes) -> None:
    """Hold that JSON is read or told, and that a text in it is whole in the cable file."""
    for one in _imported(data, "saved/export.json"):
        assert one.line is not None, one


def telegrams(data: bytes) -> None:
    """Hold that each line of a file of text is in one of its telegrams, in order."""
    text = data.decode("utf-8", "replace").replace("\r", "\n")
    pages = text.split("\f")
    cut = cut_telegrams(pages)
    assert "\n".join(one.text for one in cut) == "\n".join(pages)
    assert all(1 <= one.first <= one.last <= len(pages) for one in cut), cut
    _imported(data, "saved/export.txt")


_SENDER = b"From: Jorun Mareth <jorun@vensk.example>\r\nMIME-Version: 1.0\r\n"


def mail(data: bytes) -> None:
    """Hold that a letter is read or told, and that no name of its head gets into a cable file."""
    for one in _imported(_SENDER + data, "saved/letter.eml"):
        if b"ORUN" not in data.upper():
            assert "jorun" not in one.text.lower(), one.text


def volume(data: bytes) -> None:
    """Hold that each letter of a document of a volume is in its text."""
    _imported(data, "saved/volume.xml")
    try:
        documents = list(read_tei(data))
    except DocumentError:
        return
    root = ET.fromstring(re.sub(r"\A\s*<\?xml[^>]{0,200}\?>", "", data.decode("utf-8-sig", "replace")))  # noqa: S314  as read_tei read it
    divs = [one for one in root.iter("{http://www.tei-c.org/ns/1.0}div") if one.get("type") == "document"]
    assert len(divs) == len(documents), (len(divs), len(documents))
    for div, document in zip(divs, documents, strict=True):
        lost = Counter(_squeezed("".join(div.itertext()))) - Counter(_squeezed(document.text)) - Counter("Source:")
        assert not lost, (lost, document.text)


_PDF_READER = DrawingProcess()


def pdf(data: bytes) -> None:
    """Hold that a PDF is drawn, or told why not, and that its reader lives."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as folder:  # noqa: PTH112, S108
        place = Path(folder, "a.pdf")
        place.write_bytes(data)
        found = _PDF_READER.draw(place, 20)
    assert "stopped with status" not in str(found.get("limit", "")), found
    if "pages" not in found:
        assert found.get("error") or found.get("limit"), found
        return
    numbers = range(1, len(found["pages"]) + 1)
    assert set(found["covered"]) | set(found["empty"]) <= set(numbers), found
    for number in found["covered"]:
        assert not found["pages"][number - 1], found


def export(data: bytes) -> None:
    """Hold that an export in XML is read or told."""
    _imported(data, "saved/export.xml")


def field_list(data: bytes) -> None:
    """Hold that a list of fields is read or told, and that each of its values is in its record."""
    _imported(data, "saved/record.txt")
    text = data.decode("utf-8", "replace").replace("\r", "\n")
    for one in read_field_list(text):
        assert 1 <= (one.line or 0) <= text.count("\n") + 1, one.line
        assert len(one.names) == len(one.values), one


def word(data: bytes) -> None:
    """Hold that a document of Word is read or told, whatever its text is."""
    _imported(zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": data}), "saved/letter.docx")


def sheet(data: bytes) -> None:
    """Hold that a spreadsheet is read or told, whatever its sheet is, and that no value of it is made up."""
    book = spreadsheet({"S": data.decode("utf-8", "replace")}, seeds.SHEET_TEXTS)
    _imported(book, "saved/cables.xlsx")
    try:
        rows = [row for _, rows in read_spreadsheet(book).sheets for _, row in rows]
    except DocumentError:
        return
    known = Counter(letters_of("".join(seeds.SHEET_TEXTS) + data.decode("utf-8", "replace")))
    assert not {letter for row in rows for cell in row for letter in letters_of(cell)} - {*known, *"0123456789"}, rows


def page(data: bytes) -> None:
    """Hold that a page of the Web is read or told, and that what it shows has no letter that it has not."""
    _imported(b"<!doctype html>" + data, "saved/page.html")
    html = data.decode("utf-8", "replace")
    shown = Counter(_squeezed(text_of(html)))
    assert not shown - Counter(_squeezed(unescape(html))), shown


TARGETS = {
    "parse": Target(parse, seeds.cables, 8, 400),
    "import": Target(import_records, seeds.records, 3, 300),
    "withholding": Target(withholding, seeds.withheld, 1, 120),
    "markdown": Target(markdown, seeds.markdown, 13, 250),
    "rules": Target(rules, seeds.rules, 10, 300),
    "dump": Target(dump, seeds.dumps, 8, 250),
    "archive": Target(archive, seeds.archives, 5, 500),
    "front-matter": Target(front_matter, seeds.front_matter, 14, 400),
    "site": Target(site, seeds.site, 11, 300),
    "table": Target(table, seeds.tables, 4, 400),
    "json": Target(json_records, seeds.json_records, 4, 400),
    "telegrams": Target(telegrams, seeds.telegrams, 4, 900),
    "mail": Target(mail, seeds.letters, 4, 700),
    "volume": Target(volume, seeds.volumes, 4, 700),
    "export": Target(export, seeds.exports, 4, 500),
    "fields": Target(field_list, seeds.field_lists, 4, 400),
    "word": Target(word, seeds.documents, 2, 500),
    "sheet": Target(sheet, seeds.sheets, 2, 600),
    "page": Target(page, seeds.pages, 2, 500),
    "pdf": Target(pdf, seeds.pdf_files, 1, 2_000),
    "ocr": Target(pdf, seeds.scans, 1, 2_000),
}


def _whole(cable: Cable) -> None:
    amiss = list(unaccounted(cable))
    assert not amiss, amiss
    missing = not_shown(cable)
    assert not missing, missing


def _told(problems: Iterable[Problem], path: str, lines: int | None) -> None:
    for one in problems:
        assert one.where.path == path, one
        assert one.code, one
        assert one.message, one
        assert one.hint, one
        assert lines is None or one.where.line is None or 1 <= one.where.line <= max(lines, 1), (one, lines)


def _stopped(error: ConfigurationError, codes: set[str], path: str, data: bytes) -> None:
    assert error.problem.code in codes, error.problem
    _told([error.problem], path, _lines_of(data))


def _lines_of(data: bytes) -> int:
    return len(re.split(rb"\r\n|[\n\r\x0b\x0c\x1c-\x1e]|\xc2\x85|\xe2\x80[\xa8\xa9]", data)) + 1


def _reads_as(data: bytes, path: str, one: Transcript) -> None:
    message, again = (_message(text, path) for text in (data, one.text.encode()))
    assert message == again, (message - again, again - message)
    if read_source(data, path).layout == "csv-row":
        return  # that header and body are two columns is no more to be seen where they are one text
    before = of_the_cable(parse_cable(data, path, words())[0])
    after = of_the_cable(parse_cable(one.text.encode(), f"cables/{one.year}/{one.id}.txt", words())[0])
    differs = {name: (before[name], after.get(name)) for name in before if before[name] != after.get(name)}
    assert not differs, differs


def _message(data: bytes, path: str) -> Counter[str]:
    return Counter(_squeezed("".join(line.text for line in read_source(data, path).message)))


def _squeezed(text: str) -> str:
    return "".join(text.split())


_ELEMENTS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "em", "strong", "code", "pre", "ul", "ol", "li", "a", "img", "blockquote",
     "hr", "br", "table", "thead", "tbody", "tr", "th", "td", "div", "section", "sup"}
)  # fmt: skip
_ATTRIBUTES = frozenset(
    {
        "href",
        "src",
        "alt",
        "title",
        "id",
        "class",
        "role",
        "aria-label",
        "tabindex",
        "style",
        "start",
        "data-named",
        "data-wanted",
    }  # identifiers, which get their address when the page is planned
)
_STYLE = re.compile(r"text-align:(?:left|right|center)")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)  # what browsers take for one


class _Tame(HTMLParser):
    """Reads HTML as a browser does, near enough, and refuses what could run."""

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        """Look at an element and its attributes."""
        assert tag in _ELEMENTS, tag
        for name, value in attrs:
            assert name in _ATTRIBUTES, (tag, name, value)
            assert name != "style" or _STYLE.fullmatch(value or ""), value
            if name in {"href", "src"}:
                plain = re.sub(r"[\x00-\x20]", "", value or "")
                scheme = _SCHEME.match(plain)
                assert scheme is None or scheme[1].lower() in {"http", "https", "mailto"}, (tag, value)

    def handle_comment(self, data: str) -> None:
        """Refuse comments."""
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        """Refuse declarations."""
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        """Refuse instructions."""
        raise AssertionError(data)
