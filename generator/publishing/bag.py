"""The form of a package: BagIt 1.0 (RFC 8493) with SHA-512. Lines of manifests and of the tag files. Opens nothing.

bagit.txt  bag-info.txt  manifest-sha512.txt  tagmanifest-sha512.txt  tagmanifest-sha512.txt.sig
data/site/…      the site as built
data/content/…   the content that it was built from, without what is withheld
data/events.jsonl   the log of changes
"""

import re
from collections.abc import Iterable

from generator.build.work.manifest import read_manifest as read_lines

DECLARATION, INFO = "bagit.txt", "bag-info.txt"
MANIFEST, TAG_MANIFEST = "manifest-sha512.txt", "tagmanifest-sha512.txt"
DECLARATION_TEXT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
SITE, CONTENT, EVENTS = "data/site", "data/content", "data/events.jsonl"
_LINE = re.compile(rb"([0-9a-fA-F]{128})[ \t]+\*?([^\0\\]+)")
# A percent sign is only encoded where it could be read as one of these: common readers decode no other.
_ENCODED = re.compile(r"[\r\n]|%(?=25|0[dDaA])")
_DECODED = re.compile(r"%(25|0[dD]|0[aA])")


def info(fields: Iterable[tuple[str, str]]) -> bytes:
    """Return bag-info.txt; a value is put on one line, an empty one is left out."""
    lines = ((name, " ".join(value.split())) for name, value in fields)
    return "".join(f"{name}: {value}\n" for name, value in lines if value).encode()


def manifest(digests: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a manifest, given path and SHA-512 of each file."""
    return "".join(f"{digest.hex()}  {_encoded(path)}\n" for path, digest in sorted(digests)).encode()


def read_manifest(data: bytes) -> tuple[dict[str, bytes], list[int]]:
    """Return the SHA-512 of each path that a manifest lists, and the numbers of the lines that are no entry."""
    return read_lines(data, _LINE, lambda path: _DECODED.sub(lambda found: chr(int(found[1], 16)), path))


def _encoded(path: str) -> str:
    return _ENCODED.sub(lambda found: f"%{ord(found[0]):02X}", path)
