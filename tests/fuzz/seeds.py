"""Where fuzzing begins: golden files, the owner's own content, and small texts of each kind; and words worth trying."""

import io
import zipfile
from pathlib import Path

from tests.importing.intake_cases import CASES
from tests.importing.intake_prints import PRINTS
from tests.importing.intake_tables import TABLES
from tests.importing.pdf.pdf_maker import CABLE, box, lines, make_pdf, scanned, word
from tests.importing.sheets import MOMENT, Cell, sheet

ROOT = Path(__file__).parent.parent.parent
_GOLDEN = ROOT / "tests/golden/cables"
_RULES = (
    b'[[withhold]]\ncable = "07VENSK12"\nreason = "protects a source"\ndate = 2026-01-02\n',
    b'[[withhold]]\ncable = "07VENSK12"\nparagraphs = [2, "2.1", "p4b"]\nreason = "x"\ndate = 2026-01-02\n',
    b'# who\n[[withhold]]\ntext = "Jorun Mareth"\nreason = "x"\ndate = 2026-01-02\n\n[[withhold]]\ntext = "ab"\n',
)
_DUMPS = (
    b'"1","3/4/2006 9:05","06VENSK9","Embassy Vensk","UNCLASSIFIED","05VENSK1|05VENSK2","HEAD","1. Text."\n',
    b'"1","3/4/2006 9:05","06VENSK9","E","U","","a\\"b\\\\","1. \\",\\"\nText."\n"2","3/4/2006 9:05","06VENSK10"\n',
    b'1,3/4/2006 9:05,06VENSK9,\\N,"U", "" ,"h","b"\n"2","4/4/2006 9:05","06VENSK11","E","U","","h","caf\xe9"\n',
)
_TABLES = (
    b'Document Number,Draft Date,Subject,TAGS,Message Text\r\n1975VENSK00214,12 FEB 1975,"A ""B""",EFIS,"1. TEXT."\r\n',
    b"id;date;text\n06VENSK9;2006-03-04;1. Text.\n",
)
_MARKDOWN = (
    b'+++\ntitle = "About"\norder = 2\ndescription = "d"\n+++\n# About\n\n[a](x.md#p) ![b](/c.png "t") <http://d.e>\n',
    b"Whole.\n\n## p4\n\nNote[^1] on *four*.\n\n## p2.3\n\n| a | b |\n|---|---|\n| 1 | `2` |\n\n[^1]: foot\n",
    b"[x](javascript:alert(1)) <script>alert(1)</script> &colon; [y](java&#x73;cript:1) ![z](data:text/html,1)\n",
    b"[r]: vbscript:1 'title'\n[r] ```\n~~~ html\n<b onclick=1>\n~~~\n> - 1. a\n***\n\\<a href=1>\n",
)
_SITE = (
    b'[site]\ntitle = "T"\nbase_url = "https://example.org/room"\nlanguage = "pt-BR"\n[build]\npdf = "auto"\nsearch = true\n',
    b'[publish]\nremote = "origin"\nmost_deleted = 3\nheaders = false\n',
)
_FRONT = (
    b'id = "09VENSK1"\ncreated = 2009-01-02T03:04:05Z\nreleased = 2010-12-01\ntags = ["PREL", "QH"]\n+++\n1. Text.\n',
    b'title = "A"\nclassification = "SECRET"\norigin = "Embassy Vensk"\nnote = 7\ncreated = "02 JAN 09"\n',
    b'created = 0001-01-01T00:00:00+23:59\nid = """\na\n"""\n+++\nUNCLAS VENSK 000031\nTAGS: PREL\n',
)

# Signs that mean something to one reader or another.
WORDS = tuple(
    word.encode()
    for word in (
        "+++\n", "\n\n", "\r\n", "TAGS: ", "SUBJECT: ", "SUBJ: ", "E.O. 12958: ", "DECL: ", "REF: ", "REF: A. ",
        "UNCLAS ", "C O N F I D E N T I A L ", "SECTION 01 OF 02 ", "VENSK 000031", "ASTANA 00001061  002 OF 003",
        "PAGE 02        VENSK  00031  01 OF 02  221915Z", "SIPDIS", "Classified By: ", "Reason: 1.4 (b)", "1. (C) ",
        "\n2. ", "a) ", "-- ", "----------\n", "End summary.", "\u00b6", "\ufffd", "\\", "&#x000A;", "&amp;", "<br>",
        "<pre>", "</pre>", "<code>", '"', '","', '\\","', "\\N", "''", '"""', "[[withhold]]\n", "text = ",
        "reason = ", "date = 2026-01-02", "paragraphs = [1]", "cable = ", "[site]\n", "base_url = ", "language = ",
        "](", "![", "javascript:", "data:", "vbscript:", "&colon;", "&Tab;", "<script>", "onerror=", "```\n", "[^1]",
        "[^1]: ", "## p4\n", "| a |\n|---|\n", "\u202e", "\u200b", "\x1b[31m", "\x85", "\u2028", "\ufeff", "\x00",
        "R 221915Z JAN 09", "FM AMEMBASSY VENSK", "TO RUEHC/SECSTATE WASHDC", "INFO ", "BT\n", "#0031", "XXXXXXXXXXXX",
        "Message Text", "Message Attributes", "id,text\n", "0001-01-01", "9999-12-31", "inf", "1_0", "0x", "{}", "PK\x03\x04",
        '[{"id": ', '"text": ', "--X\n", "Content-Type: text/plain\n\n", "> ", "-----Original Message-----\n", "---\n",
        "sep=;\n", '<div type="document">', "<note>", "<p>", "<cell>", "NNNN\n", "ZCZC\n", "MRN: ", " re f ", "Tj ET ", "Tm (",
    )
)  # fmt: skip


def cables() -> tuple[bytes, ...]:
    """Return the golden sources and the owner's cables."""
    paths = [path for path in _GOLDEN.glob("*/*/*") if path.name != "expected.json"]
    paths += (ROOT / "content/cables").rglob("*.txt")
    return tuple(path.read_bytes() for path in sorted(paths))


def front_matter() -> tuple[bytes, ...]:
    """Return what may stand below a first line of ``+++``."""
    return _FRONT + tuple(one.partition(b"+++\n")[2] for one in cables() if one.startswith(b"+++\n"))


def records() -> tuple[bytes, ...]:
    """Return files of other systems."""
    return _DUMPS + _TABLES + cables()


def dumps() -> tuple[bytes, ...]:
    """Return beginnings of dumps."""
    return _DUMPS


def archives() -> tuple[bytes, ...]:
    """Return small archives."""
    made = []
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", method) as archive:
            archive.writestr("a/09VENSK1.txt", b"1. Text.\n" * 8)
            archive.writestr("../x", b"")
        made.append(packed.getvalue())
    return tuple(made)


def rules() -> tuple[bytes, ...]:
    """Return files of rules."""
    return _RULES


def withheld() -> tuple[bytes, ...]:
    """Return what may stand round words that are kept back."""
    return (
        b"\x00met ",
        b"\x03\n\nASTANA 00001061  002 OF 003\n\n",
        b"\x07<b>&#97;</b>",
        *(one[-400:] for one in cables()),
    )


def markdown() -> tuple[bytes, ...]:
    """Return pages and notes."""
    own = [path.read_bytes() for path in sorted((ROOT / "content").rglob("*.md"))]
    return _MARKDOWN + tuple(own)


def site() -> tuple[bytes, ...]:
    """Return settings."""
    return (*_SITE, (ROOT / "content/site.toml").read_bytes())


def _files(*endings: str) -> tuple[bytes, ...]:
    """Return the files of the cases of importing that have one of some endings."""
    found = [
        data.encode() if isinstance(data, str) else data
        for _, files, _ in (*CASES, *PRINTS, *TABLES)
        for name, data in files.items()
        if name.endswith(endings)
    ]
    return tuple(found)


def tables() -> tuple[bytes, ...]:
    """Return tables."""
    return (*_TABLES, *_files(".csv"))


def json_records() -> tuple[bytes, ...]:
    """Return JSON."""
    return _files(".json", ".jsonl")


def telegrams() -> tuple[bytes, ...]:
    """Return files of text, some of several telegrams."""
    return _files(".txt", ".md", ".html")


def letters() -> tuple[bytes, ...]:
    """Return letters without the first line of their heads."""
    nested = (
        b"Content-Type: multipart/mixed; boundary=X\n\n--X\nContent-Type: text/html\n\n<p>FM AMCONSUL VENSK</p>"
        b"<p>UNCLAS VENSK 000031</p>\n--X\nContent-Type: message/rfc822\n\nSubject: a\n\nUNCLAS VENSK 000032\n--X--\n"
    )
    return (nested, *(one.partition(b"\n")[2] for one in _files(".eml")))


def volumes() -> tuple[bytes, ...]:
    """Return volumes of the printed series."""
    return tuple(one for one in _files(".xml") if b"tei-c.org" in one)


def exports() -> tuple[bytes, ...]:
    """Return exports in XML."""
    return tuple(one for one in _files(".xml") if b"tei-c.org" not in one)


def field_lists() -> tuple[bytes, ...]:
    """Return records set out as lists of fields."""
    return (
        b"Field Title\tValue\tMeaning\nDocument Number\t1978VENSK00145\t\nType\tTE\tTelegram\nMessage Text\t1. A.\n",
        b"Cable Number: 08VENSK31\nDate: 2008-03-05\nSubject: Harbor\nText:\nUNCLAS VENSK 000031\n\n1. Text.\n",
    )


def scans() -> tuple[bytes, ...]:
    """Return small PDF files of pictures alone."""
    return (scanned(make_pdf([word("OPEN", 72, 700, 40)])), scanned(make_pdf([box(70, 600, 300, 60)])))


def pdf_files() -> tuple[bytes, ...]:
    """Return small PDF files, one with a box over its text."""
    return make_pdf([lines(CABLE)]), make_pdf([lines(CABLE) + box(70, 600, 300, 60), word("page 2", 72, 72)])


SHEET_TEXTS = {"Cable ID": 0, "Sent": 1, "Text": 2, "07VENSK31": 3, "UNCLAS VENSK 000031\n\n1. Text.\n": 4}


def sheets() -> tuple[bytes, ...]:
    """Return sheets of spreadsheets, with the texts above."""
    rows: list[tuple[Cell, ...]] = [("Cable ID", "Sent", "Text"), ("07VENSK31", ("39185.5", MOMENT), [*SHEET_TEXTS][4])]
    merged = '<mergeCells><mergeCell ref="A2:A3"/></mergeCells>'
    return sheet(rows, {**SHEET_TEXTS}, after=merged).encode(), sheet(rows, {**SHEET_TEXTS}, hidden=2).encode()


def documents() -> tuple[bytes, ...]:
    """Return texts of documents of Word."""
    text = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in ("UNCLAS VENSK 000031", "1. Text."))
    table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    name = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    return tuple(name + body.encode() + b"</w:body></w:document>" for body in (text, text + table))


def pages() -> tuple[bytes, ...]:
    """Return pages of the Web: with a telegram as typed, with a table, of the printed series."""
    return (
        *_files(".html"),
        b"<table><tr><th>Cable ID<th>Text<tr><td>07VENSK31<td>UNCLAS VENSK 000031<br>1. A.</table>",
        b"<div><h4>1. Telegram From the Consulate</h4><p>Vensk, May 3, 1961</p></div><ol class=footnotes><li>Source: A.</ol>",
    )
