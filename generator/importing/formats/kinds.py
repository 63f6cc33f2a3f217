"""What a file is that is not read: its kind in words, and what to do with it. Told by its first bytes, then by its name."""

import msgspec

from generator.problems import Problem, Where, problem_at


class Kind(msgspec.Struct, frozen=True):
    """A kind of file that is not read: its name, one and several, and what to do."""

    one: str
    several: str
    advice: str


PDF = Kind("a PDF", "PDF files", "unpack it and import it by itself")
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
_UNPACK = "unpack it first and import the folder"
_SAVE = "save it as plain text and import that"
_TABLE = "save it as CSV or as Unicode text and import that"
_SEVEN = Kind("a 7z archive", "7z archives", _UNPACK)
_RAR = Kind("a RAR archive", "RAR archives", _UNPACK)
_TAR = Kind("a tar archive", "tar archives", _UNPACK)
_PACKED = Kind("a packed file (xz, bz2 or zstd)", "packed files (xz, bz2 or zstd)", _UNPACK)
_WORD = Kind("a document of a word processor", "documents of word processors", _SAVE)
_SHEET = Kind("a spreadsheet", "spreadsheets", _TABLE)
_OLE = Kind(
    "an old Office document or an Outlook message",
    "old Office documents or Outlook messages",
    "save it as text, CSV or .eml",
)
_PICTURE = Kind("a picture", "pictures", "read its text with a program for OCR and import that")
_DATABASE = Kind("a data base", "data bases", "export its table as CSV and import that")
_MAIL_STORE = Kind("a store of mail by Outlook", "stores of mail by Outlook", "export its letters as .eml or mbox")
_WEB_ARCHIVE = Kind("an archive of the Web (WARC)", "archives of the Web (WARC)", "unpack it and import its pages")
_SOUND = Kind("sound or film", "files of sound or film", "leave it out")
_PROGRAM = Kind("a program or a library", "programs or libraries", "leave it out")
_SQL = Kind("a dump of a data base in SQL", "dumps of data bases in SQL", "load it and export the table as CSV")
_MARKDOWN = Kind(
    "Markdown without a cable in its front matter",
    "Markdown files (.md) without a cable in front matter",
    "give it front matter with an id, or rename it to .txt if it is a cable",
)
_STYLE = Kind("a part of a saved site", "parts of a saved site", "leave it out")
_PAGE = Kind(
    "a page of the Web that is not known",
    "pages of the Web that are not known",
    "save the text of the cable and import that",
)
XML_WITHOUT_CABLE = Kind(
    "XML without the fields of a cable",
    "XML files without the fields of a cable",
    "rename its elements: reading-room help import lists the names that are known",
)
JSON_WITHOUT_CABLE = Kind(
    "JSON without the fields of a cable",
    "objects of JSON without the fields of a cable",
    "rename its fields: reading-room help import lists the names that are known",
)
_YAML = Kind(
    "YAML that is no front matter",
    "files of YAML that are no front matter",
    "save its records as JSON and import that, or each as a document below --- with an id",
)
UNKNOWN_TABLE = Kind(
    "a table whose columns are not known",
    "tables whose columns are not known",
    "name the columns in the first row: reading-room help import lists the names that are known",
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
_MAGIC = (
    (b"%PDF", PDF),
    (b"7z\xbc\xaf\x27\x1c", _SEVEN),
    (b"Rar!", _RAR),
    (b"\xfd7zXZ\x00", _PACKED),
    (b"BZh", _PACKED),
    (b"\x28\xb5\x2f\xfd", _PACKED),
    (b"{\\rtf", _WORD),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLE),
    (b"\x89PNG", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"II*\x00", _PICTURE),
    (b"MM\x00*", _PICTURE),
    (b"BM", _PICTURE),
    (b"AT&TFORM", _PICTURE),
    (b"SQLite format 3\x00", _DATABASE),
    (b"PAR1", _DATABASE),
    (b"!BDN", _MAIL_STORE),
    (b"WARC/1.", _WEB_ARCHIVE),
    (b"\xffWPC", _WORD),
    (b"\x00\x01\x00\x00Standard", _DATABASE),
    (b"ID3", _SOUND),
    (b"OggS", _SOUND),
    (b"\x00asm", _PROGRAM),
    (b"\x7fELF", _PROGRAM),
    (b"MZ", _PROGRAM),
)
_OFFICE = (
    (b"word/", _WORD),
    (b"xl/", _SHEET),
    (b"ppt/", _WORD),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", _WORD),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", _SHEET),
)
_ENDINGS = {
    **dict.fromkeys(("md", "markdown", "qmd", "rst"), _MARKDOWN),
    **dict.fromkeys(("css", "js", "map", "ico", "svg", "woff", "woff2"), _STYLE),
    **dict.fromkeys(("html", "htm", "xhtml"), _PAGE),
    **dict.fromkeys(("csv", "tsv", "tab"), UNKNOWN_TABLE),
    "xml": XML_WITHOUT_CABLE,
    "yaml": _YAML,
    "yml": _YAML,
    **dict.fromkeys(("json", "jsonl", "ndjson"), JSON_WITHOUT_CABLE),
    "sql": _SQL,
    "tar": _TAR,
    "tgz": _TAR,
    "doc": _WORD,
    "docx": _WORD,
    "odt": _WORD,
    "xls": _SHEET,
    "xlsx": _SHEET,
    "ods": _SHEET,
    "msg": _OLE,
    "pdf": PDF,
    "7z": _SEVEN,
    "rar": _RAR,
    "mp3": _SOUND,
    "mp4": _SOUND,
    "wav": _SOUND,
    "jpg": _PICTURE,
    "jpeg": _PICTURE,
    "png": _PICTURE,
    "tif": _PICTURE,
    "tiff": _PICTURE,
    "djvu": _PICTURE,
    "webp": _PICTURE,
}
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
