"""What a page was made from, as five digests, and whether it must be made again. Pure: compares values, opens nothing.

There is no graph of what depends on what: a page is a function of these five, so two equal recipes make equal pages
(docs/decisions/recipes.md).
"""

import hashlib

import msgspec

SIZE = 8  # bytes of a digest: among a million pages two differing recipes meet once in some ten million builds

NOTHING = bytes(SIZE)  # the digest of a part that a page has not, as long as any other


class Recipe(msgspec.Struct, frozen=True):
    """The five parts, each a digest of SIZE bytes.

    source: the bytes and the path of the cable that the page shows, NOTHING for a page of no cable. view: everything
    the page says of other cables, and the notes beside this one. settings: the public settings, the vocabulary and the
    addresses of the assets. template: the page's template with all that it extends and includes. program: the code that
    makes pages.
    """

    source: bytes
    view: bytes
    settings: bytes
    template: bytes
    program: bytes

    def packed(self) -> bytes:
        """Return the recipe as the store keeps it."""
        return self.source + self.view + self.settings + self.template + self.program


PARTS = Recipe.__struct_fields__


def unpacked(packed: bytes) -> Recipe:
    """Return the recipe that was packed so."""
    return Recipe(*(packed[start : start + SIZE] for start in range(0, SIZE * len(PARTS), SIZE)))


def digest(*parts: bytes) -> bytes:
    """Return the digest of parts, of which none can pass for another: each goes in with its length."""
    made = hashlib.blake2b(digest_size=SIZE)
    for part in parts:
        made.update(len(part).to_bytes(8, "little"))
        made.update(part)
    return made.digest()


def why_stale(made: Recipe | None, wanted: Recipe, *, intact: bool) -> tuple[str, ...]:
    """Return why a page must be made, nothing if it stands as it should.

    Args:
        made: the recipe of the page in the site; None if there is none.
        wanted: the recipe that this build would follow.
        intact: whether the files in the site are those that were written.

    Returns:
        Names of the parts that differ, or "new", or "altered".
    """
    if made is None:
        return ("new",)
    differs = tuple(part for part in PARTS if getattr(made, part) != getattr(wanted, part))
    return differs if intact else (*differs, "altered")
