"""The fingerprint of a page: five digests of its inputs, and whether the page is stale. Pure: compares values, opens nothing.

There is no graph of dependencies: a page is a function of these five, so two equal fingerprints make equal pages
(docs/explanation/decisions/fingerprints.md).
"""

import msgspec

from generator.system.digests import SIZE

NOTHING = bytes(SIZE)  # the digest of a part that a page has not, as long as any other


class Fingerprint(msgspec.Struct, frozen=True):
    """The five parts, each a digest of SIZE bytes.

    source: the bytes and the path of the cable that the page shows, NOTHING for a page without a cable. view: all data
    of the page from other cables, and the notes on this one. settings: the public settings, the vocabulary and the
    addresses of the assets. template: the page's template with all that it extends and includes. program: the code that
    makes pages.
    """

    source: bytes
    view: bytes
    settings: bytes
    template: bytes
    program: bytes

    def packed(self) -> bytes:
        """Return the fingerprint as the store keeps it."""
        return self.source + self.view + self.settings + self.template + self.program


PARTS = Fingerprint.__struct_fields__


def unpacked(packed: bytes) -> Fingerprint:
    """Return a fingerprint from its packed form."""
    return Fingerprint(*(packed[start : start + SIZE] for start in range(0, SIZE * len(PARTS), SIZE)))


def why_stale(made: Fingerprint | None, wanted: Fingerprint, *, intact: bool) -> tuple[str, ...]:
    """Return why a page is stale, nothing if it is current.

    Args:
        made: the fingerprint of the page in the site; None if there is none.
        wanted: the fingerprint of the page in this build.
        intact: whether the files in the site are unchanged since they were written.

    Returns:
        Names of the parts that differ, or "new", or "altered".
    """
    if made is None:
        return ("new",)
    differs = tuple(part for part in PARTS if getattr(made, part) != getattr(wanted, part))
    return differs if intact else (*differs, "altered")
