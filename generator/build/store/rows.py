"""The rows of the store: a source, and a file of the site."""

import msgspec


class SourceRow(msgspec.Struct, frozen=True):
    """A source as it was read: where, size in bytes, time in nanoseconds, SHA-256, facts as msgpack.

    time is 0 for a file that was younger than the reading of it: it may have changed since within one tick.
    """

    path: str
    size: int
    time: int
    digest: bytes
    facts: bytes


class FileRow(msgspec.Struct, frozen=True):
    """A file of the site as it was written.

    page is the address of the page it belongs to (its own, or of the page whose source it copies), "" for a file of no
    page; part is that page's part of the room. fingerprint is the page's, packed, empty for any other file. time is in
    nanoseconds.
    """

    address: str
    page: str
    fingerprint: bytes
    size: int
    time: int
    sha256: bytes
    part: str = ""
