"""The files that pages use as they are: style and script from templates/assets, pictures beside the owner's pages.

An asset keeps its name; pages ask for it with the digest of its bytes behind a question mark, so that a browser never
shows a new page with an old style (docs/explanation/decisions/assets.md).
"""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from generator.language import ENGLISH, Catalogue
from generator.search.scripts import script_links
from generator.system.listing import scan
from generator.system.reading import read


class Asset(msgspec.Struct, frozen=True):
    """A file copied as it is: its name under assets/, where it is read, the digest of its bytes."""

    name: str
    path: str
    digest: bytes

    @property
    def address(self) -> str:
        """Return where it stands in the site."""
        return f"assets/{self.name}"


def find_assets(folders: Sequence[Path]) -> tuple[Asset, ...]:
    """Return the assets of the template folders, in order of name; of two with one name the first folder's."""
    assets: dict[str, Asset] = {}
    for folder in folders:
        for found in scan(folder / "assets"):
            path = folder / "assets" / found.path
            if found.path not in assets:
                assets[found.path] = Asset(found.path, str(path), hashlib.blake2b(read(path), digest_size=16).digest())
    return tuple(assets[name] for name in sorted(assets))


def asset_links(assets: Sequence[Asset], words: Catalogue = ENGLISH) -> Mapping[str, str]:
    """Return for each asset's name the address that pages ask for, its digest included; the program's scripts are too."""
    links = {asset.name: f"{asset.address}?v={asset.digest.hex()[:8]}" for asset in assets}
    return {**links, **script_links(words)}
