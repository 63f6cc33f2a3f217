"""The changes that a publication would make at its target, as a value. Pure."""

from collections.abc import Mapping

import msgspec


class Changes(msgspec.Struct, frozen=True):
    """Addresses of files to add, change and delete, each in order; standing is the number of files there now."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    deleted: tuple[str, ...]
    standing: int

    @property
    def share_deleted(self) -> float:
        """Return the share of the files there that would be deleted, from 0 to 1."""
        standing = max(self.standing, len(self.deleted) + len(self.changed))
        return len(self.deleted) / standing if standing else 0.0

    def __bool__(self) -> bool:
        """Say whether there is anything to do."""
        return bool(self.added or self.changed or self.deleted)


def compare(standing: Mapping[str, object], wanted: Mapping[str, object]) -> Changes:
    """Compare files by address, each with a digest of its bytes."""
    return Changes(
        added=tuple(sorted(wanted.keys() - standing.keys())),
        changed=tuple(sorted(one for one, digest in wanted.items() if standing.get(one, digest) != digest)),
        deleted=tuple(sorted(standing.keys() - wanted.keys())),
        standing=len(standing),
    )
