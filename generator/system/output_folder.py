"""The folder of the site: whose it is, which addresses it can hold, and what is removed from it."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.problems import AddressError, OutputError, Problem, Where, problem_at
from generator.system.writer import cannot_write

MARKER = ".reading-room-site"
_MARKER_TEXT = b"This folder is made by reading-room. What no page owns is removed from it at the next build.\n"
_BAD_ADDRESS = re.compile(r"^/|(?:^|/)\.{0,2}(?:/|$)|[\\:*?\"<>|\x00-\x1f\x7f]|[. ](?:/|$)")
_DEVICE = re.compile(r"(?:^|/)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.[^/]*)?(?:/|$)", re.IGNORECASE)


def check_address(address: str, claimed_by: str) -> None:
    """Make sure that an address stays within the site and can be a file on any system.

    Raises:
        AddressError: B001 it leaves the site, or is no name for a file.
    """
    if not address or _BAD_ADDRESS.search(address) or _DEVICE.search(address):
        raise AddressError(problem_at("B001.name", Where(claimed_by or address), address=repr(address)))


def with_addresses(files: Mapping[str, bytes]) -> tuple[dict[str, bytes], list[Problem]]:
    """Return the files, by path in the content folder, whose names can be addresses, and a problem (B001) for each other."""
    kept: dict[str, bytes] = {}
    problems: list[Problem] = []
    for path, data in files.items():
        try:
            check_address(path.partition("/")[2], path)
            kept[path] = data
        except AddressError as error:
            problems.append(error.problem)
    return kept, problems


def claim(output: Path) -> None:
    """Make the output folder ours, or make sure that it already is.

    Raises:
        OutputError: B002 the folder holds something and is not one that we made; B003 it cannot be written.
    """
    try:
        output.mkdir(parents=True, exist_ok=True)
        marker = output / MARKER
        if marker.is_file() and not output.is_symlink():
            return
        if output.is_symlink() or any(output.iterdir()):
            raise OutputError(problem_at("B002", Where(str(output))))
        marker.write_bytes(_MARKER_TEXT)
    except OSError as error:
        raise cannot_write(str(output), error) from None


def is_ours(output: Path) -> bool:
    """Say whether a folder is one that a build made."""
    return (output / MARKER).is_file() and not output.is_symlink()


def remove(root: Path, addresses: Sequence[str]) -> None:
    """Remove files of the site, and the folders that this leaves empty.

    Raises:
        OutputError: B003 the system refused.
    """
    folders: set[str] = set()
    for address in addresses:
        target = root / address
        try:
            target.unlink(missing_ok=True)
        except NotADirectoryError:
            continue  # a file has come in place of its folder
        except OSError as error:
            if target.is_dir():
                continue  # a folder of the site has come in its place
            raise cannot_write(str(target), error) from None
        folders.update(parent.as_posix() for parent in Path(address).parents)
    for folder in sorted(folders - {"."}, key=len, reverse=True):
        try:
            (root / folder).rmdir()
        except OSError:
            continue  # not empty, or already gone
