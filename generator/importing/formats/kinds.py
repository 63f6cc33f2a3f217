"""What a file is that is not read: its kind in words, and what to do with it. Told by its first bytes, then by its name."""

import msgspec

from generator.problems import Problem, Where, problem_at


class Kind(msgspec.Struct, frozen=True):
    """A kind of file that is not read: its name, one and several, and what to do.

    endings are those of the names of its files, with blanks between; magic are first bytes that show it for certain.
    """

    one: str
    several: str
    advice: str
    endings: str = ""
    magic: tuple[bytes, ...] = ()


_UNPACK = "unpack it first and import the folder"
_SAVE = "save it as plain text and import that"
_TABLE = "save it as CSV or as Unicode text and import that"
_NAMES = "reading-room help import lists the names that are known"
_LEAVE = "leave it out"
PDF = Kind("a PDF", "PDF files", "unpack it and import it by itself", "pdf", (b"%PDF",))
NO_CABLE_IN_PDF = Kind(
    "a PDF in which no cable was found",
    "PDF files in which no cable was found",
    "if it is a cable, put its text into content/cables, in a file named by its identifier",
)
NO_CABLE_IN_WORD = Kind(
    "a document of Word in which no cable was found",
    "documents of Word in which no cable was found",
    "if it is a cable, name the file by its identifier (07ASTANA1061.docx) and import it again",
)
_TAR = Kind("a tar archive", "tar archives", _UNPACK, "tar tgz")
_WORD = Kind(
    "a document of a word processor", "documents of word processors", _SAVE, "doc docx odt", (b"{\\rtf", b"\xffWPC")
)
_SHEET = Kind("a spreadsheet", "spreadsheets", _TABLE, "xls xlsx ods")
_PAGE = Kind(
    "a page of the Web that is not known",
    "pages of the Web that are not known",
    "save the text of the cable and import that",
    "html htm xhtml",
)
XML_WITHOUT_CABLE = Kind(
    "XML without the fields of a cable",
    "XML files without the fields of a cable",
    f"rename its elements: {_NAMES}",
    "xml",
)
JSON_WITHOUT_CABLE = Kind(
    "JSON without the fields of a cable",
    "objects of JSON without the fields of a cable",
    f"rename its fields: {_NAMES}",
    "json jsonl ndjson",
)
UNKNOWN_TABLE = Kind(
    "a table whose columns are not known",
    "tables whose columns are not known",
    f"name the columns in the first row: {_NAMES}",
    "csv tsv tab",
)
EMPTY = Kind("an empty file", "empty files", "nothing, unless it should have a cable in it")
PACKED_ARCHIVE = Kind("an archive in an archive or a letter", "archives in archives or letters", _UNPACK)
PART_OF_A_LETTER = Kind(
    "a part of a letter without a cable", "parts of letters without a cable", "nothing, unless it should have one"
)
_OTHER = Kind(
    "no cable, dump or saved page that is known",
    "files that are no cable, dump or saved page that is known",
    "if it is a cable, name the file by its identifier (07ASTANA1061.txt) and import it again",
)
# All kinds that first bytes or the ending of a name show.
_KINDS = (
    PDF, _TAR, _WORD, _SHEET, _PAGE, XML_WITHOUT_CABLE, JSON_WITHOUT_CABLE, UNKNOWN_TABLE,
    Kind("a 7z archive", "7z archives", _UNPACK, "7z", (b"7z\xbc\xaf\x27\x1c",)),
    Kind("a RAR archive", "RAR archives", _UNPACK, "rar", (b"Rar!",)),
    Kind("a packed file (xz, bz2 or zstd)", "packed files (xz, bz2 or zstd)", _UNPACK,
         magic=(b"\xfd7zXZ\x00", b"BZh", b"\x28\xb5\x2f\xfd")),
    Kind("an old Office document or an Outlook message", "old Office documents or Outlook messages",
         "save it as text, CSV or .eml", "msg", (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)),
    Kind("a picture", "pictures", "read its text with a program for OCR and import that",
         "jpg jpeg png tif tiff djvu webp",
         (b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM", b"AT&TFORM")),
    Kind("a data base", "data bases", "export its table as CSV and import that",
         magic=(b"SQLite format 3\x00", b"PAR1", b"\x00\x01\x00\x00Standard")),
    Kind("a store of mail by Outlook", "stores of mail by Outlook", "export its letters as .eml or mbox", magic=(b"!BDN",)),
    Kind("an archive of the Web (WARC)", "archives of the Web (WARC)", "unpack it and import its pages", magic=(b"WARC/1.",)),
    Kind("sound or film", "files of sound or film", _LEAVE, "mp3 mp4 wav", (b"ID3", b"OggS")),
    Kind("a program or a library", "programs or libraries", _LEAVE, magic=(b"\x00asm", b"\x7fELF", b"MZ")),
    Kind("a dump of a data base in SQL", "dumps of data bases in SQL", "load it and export the table as CSV", "sql"),
    Kind("Markdown without a cable in its front matter", "Markdown files (.md) without a cable in front matter",
         "give it front matter with an id, or rename it to .txt if it is a cable", "md markdown qmd rst"),
    Kind("a part of a saved site", "parts of a saved site", _LEAVE, "css js map ico svg woff woff2"),
    Kind("YAML that is no front matter", "files of YAML that are no front matter",
         "save its records as JSON and import that, or each as a document below --- with an id", "yaml yml"),
)  # fmt: skip
_MAGIC = tuple((magic, kind) for kind in _KINDS for magic in kind.magic)
_ENDINGS = {ending: kind for kind in _KINDS for ending in kind.endings.split()}
# Documents of office programs, by what the beginning of their archive has; the first two are read.
WORD_DOCUMENT = Kind("a document of Word", "documents of Word", _SAVE)
SPREADSHEET = Kind("a spreadsheet of Excel", "spreadsheets of Excel", _TABLE)
_OFFICE = (
    (b"mimetypeapplication/vnd.oasis.opendocument.text", _WORD),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", _SHEET),
    (b"word/", WORD_DOCUMENT),
    (b"xl/", SPREADSHEET),
    (b"ppt/", _WORD),
)
_TAR_AT = 257


def kind_by_bytes(head: bytes) -> Kind | None:
    """Return the kind of a file that its first bytes show for certain, None for what may be text."""
    if head[_TAR_AT : _TAR_AT + 5] == b"ustar":
        return _TAR
    return next(
        (kind for magic, kind in _MAGIC if head.startswith(magic) and (len(magic) > 3 or not _is_text(head))), None
    )


def office_kind(head: bytes) -> Kind | None:
    """Return the kind of a zip archive that is a document of an office program, None for an archive of files."""
    return (
        next((kind for sign, kind in _OFFICE if sign in head), None)
        if head.startswith(b"PK") and (b"[Content_Types].xml" in head or b"mimetypeapplication/vnd.oasis" in head)
        else None
    )


def kind_by_name(path: str, head: bytes = b"") -> Kind:
    """Return the kind of a file in which nothing was found, by its ending and its first letters."""
    ending = path.rpartition("/")[2].rpartition(".")[2].lower()
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return _PAGE
    if start.startswith(b"<?xml") and ending not in _ENDINGS:
        return XML_WITHOUT_CABLE
    return _ENDINGS.get(ending, _OTHER)


def _is_text(head: bytes) -> bool:
    return head[:200].isascii() and b"\x00" not in head[:200]


class Unread(msgspec.Struct, frozen=True):
    """A record for which there is no cable file, and why; kind is set where it is a file of a kind that is not read."""

    problem: Problem
    kind: Kind | None = None


def unread_kind(kind: Kind, path: str, line: int | None = None) -> Unread:
    """Return a file of a kind that is not read, or a record at a line of one, as what it is, with what to do."""
    problem = problem_at("I002", Where(path, line), detail=kind.one)
    return Unread(msgspec.structs.replace(problem, hint=kind.advice), kind)
