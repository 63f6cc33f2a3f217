"""Where everything stands in the site. An address is relative to the root and follows from what it names alone.

The address of a cable follows from its id, so that a link to a cable that is not held stays good when it arrives.
"""

import datetime as dt
import hashlib
import re
from functools import lru_cache
from urllib.parse import quote

from generator.cables.ids import parse_id

_SAFE = re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9][A-Za-z0-9\-]{0,39}\Z")  # a letter: 2007 is a part of a list
_PART = "UNDATED"  # so begins, in small letters, the name of a part of a list
_OF_A_CABLE = re.compile(r"\d{2,4}[A-Z]{2,20}\d{1,8}(?:_[a-z]{1,2}|-\d{1,4})?(?:\.\d{1,3})?\Z")  # as import names a PDF
_YEAR = re.compile(r"\d{4}\Z")
_UNSAFE = re.compile(r"[^A-Za-z0-9]+")
# Names that one operating system or another keeps for itself.
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", "index", *(f"{name}{n}" for name in ("com", "lpt") for n in range(10))}
)


def safe_name(text: str) -> str:
    """Return a file name for any text: itself when it is plain, else its letters and a digest, so that no two are one.

    Names that differ only in case would fall together on some disks; all but plain capitals get a digest. So do names of
    figures alone, and what begins with UNDATED: those are the names of the parts of lists.
    """
    if _SAFE.match(text) and text.upper() == text and text.lower() not in _RESERVED and not text.startswith(_PART):
        return text
    plain = _UNSAFE.sub("-", text).strip("-")[:40]
    return f"{plain or 'x'}-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


@lru_cache(maxsize=1 << 15)
def cable_folder(cable_id: str) -> str:
    """Return the folder of a cable's files: ``cable/2007/astana``; an id that tells no year lies in ``cable/undated``."""
    identity = parse_id(cable_id)
    if identity is None or identity.cable_id != cable_id:
        return "cable/undated"
    return f"cable/{identity.year}/{post_name(identity.post)}"


@lru_cache(maxsize=1 << 12)
def post_name(code: str) -> str:
    """Return a post's name in addresses: its code in lower case."""
    return safe_name(code).lower()


@lru_cache(maxsize=1 << 15)  # lists and threads name the same cables again and again
def cable_page(cable_id: str) -> str:
    """Return the address of a cable's page: ``cable/2007/astana/07ASTANA1061.html``."""
    return f"{cable_folder(cable_id)}/{safe_name(cable_id)}.html"


def compare_page(first: str, second: str) -> str:
    """Return the address of the page on which two cables stand side by side: ``compare/A--B.html``."""
    return f"compare/{safe_name(first)}--{safe_name(second)}.html"


def cable_file(cable_id: str, ending: str) -> str:
    """Return the address of a file beside a cable's page: its source (``txt``), ``pdf``, ``json`` or ``md``.

    ``message.txt`` is its message as plain text, where its source is none: a saved page, a row of a table.
    """
    return f"{cable_folder(cable_id)}/{safe_name(cable_id)}.{ending}"


def original_pdf(path: str) -> str:
    """Return the address of a PDF that texts were drawn from, given its path in the folder of cables: ``pdf/2007/NAME.pdf``."""
    *folders, name = path.split("/")
    plain = (one if _YEAR.match(one) else safe_name(one).lower() for one in folders)
    stem = name[: -len(".pdf")]
    return "/".join(("pdf", *plain, f"{stem if _OF_A_CABLE.match(stem) else safe_name(stem)}.pdf"))


def legacy_page(cable_id: str, year: int, month: int) -> str:
    """Return the address under which the publication of 2010 had a cable: ``cable/2007/04/07ASTANA1061.html``."""
    return f"cable/{year:04d}/{month:02d}/{safe_name(cable_id)}.html"


def changes_page(day: dt.date) -> str:
    """Return the address of the changes that were noted on a day."""
    return f"changes/{day.isoformat()}.html"


def year_page(year: int) -> str:
    """Return the address of a year's list."""
    return f"cable/{year}/index.html"


def post_year_page(year: int, post: str) -> str:
    """Return the address of the list of a post's cables in a year."""
    return f"cable/{year}/{post_name(post)}/index.html"


@lru_cache(maxsize=1 << 13)
def tag_page(code: str) -> str:
    """Return the address of a tag's page."""
    return f"tag/{safe_name(code)}.html"


def origin_page(post: str) -> str:
    """Return the address of a post's page."""
    return f"origin/{post_name(post)}.html"


def month_page(year: int, month: int) -> str:
    """Return the address of a month's list."""
    return f"date/{year}/{month:02d}.html"


def level_page(level: str) -> str:
    """Return the address of a classification level's page: ``classification/top-secret.html``."""
    return f"classification/{safe_name(level.upper().replace(' ', '-')).lower()}.html"


def tags_page(one: str, other: str) -> str:
    """Return the address of the list of cables that have both of two tags, given in the order of the alphabet."""
    return f"tag/{safe_name(one)}/{safe_name(other)}.html"


def caption_page(code: str) -> str:
    """Return the address of a caption's page."""
    return f"caption/{safe_name(code.upper())}.html"


@lru_cache(maxsize=1 << 12)
def abbreviation_page(term: str) -> str:
    """Return the address of the list of cables that use an abbreviation, ``abbreviation/TIP.html``."""
    return f"abbreviation/{safe_name(term)}.html"


def signer_page(name: str) -> str:
    """Return the address of the page of a signature, ``signer/ORDWAY.html``."""
    return f"signer/{safe_name(name)}.html"


def to_root(address: str) -> str:
    """Return the way from a page to the site's root: ``../../../`` for a cable's page, "" for the front page."""
    return "../" * address.count("/")


def as_url(address: str) -> str:
    """Return an address as it stands in a link: safe names need no escape, names of the owner's may."""
    return quote(address)
