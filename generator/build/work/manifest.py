"""``data/manifest.sha256``: the digest of every file of the site, as ``sha256sum --check`` reads it. Opens nothing.

One line a file, in order of address: 64 hexadecimal digits, two blanks, the address. The manifest lists all but itself.
"""

import re
from collections.abc import Callable, Iterable, Iterator

ADDRESS = "data/manifest.sha256"
_LINE = re.compile(rb"([0-9a-fA-F]{64}) [ *]([^\0\\]+)")
_LINES_AT_ONCE = 4_096


def manifest_parts(files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """Yield the manifest in parts, given address and SHA-256 of each file in order of address."""
    lines: list[str] = []
    for address, sha256 in files:
        if address == ADDRESS:
            continue
        lines.append(f"{sha256.hex()}  {address}\n")
        if len(lines) == _LINES_AT_ONCE:
            yield "".join(lines).encode()
            lines.clear()
    yield "".join(lines).encode()


def read_manifest(
    data: bytes, line: re.Pattern[bytes] = _LINE, decoded: Callable[[str], str] = str
) -> tuple[dict[str, bytes], list[int]]:
    """Return the digest of each address that a manifest lists, and the numbers of the lines that are no entry.

    An address that would lead out of the site is no entry: a manifest may come from elsewhere. A manifest of another form
    (publishing/bag.py) says what a line is, digest and address, and what an address that is written so stands for.
    """
    listed: dict[str, bytes] = {}
    bad: list[int] = []
    for number, text in enumerate(data.removesuffix(b"\n").split(b"\n") if data else (), 1):
        entry = line.fullmatch(text.removesuffix(b"\r"))
        try:
            address = decoded(entry[2].decode()) if entry else ""
        except UnicodeDecodeError:
            address = ""
        if entry is None or address.startswith("/") or not {"", ".", ".."}.isdisjoint(address.split("/")):
            bad.append(number)
        else:
            listed[address] = bytes.fromhex(entry[1].decode())
    return listed, bad
