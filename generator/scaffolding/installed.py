"""How this program was installed, so that another machine can install the same. Installs nothing."""

import json
from importlib import metadata
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

import msgspec

import generator

NAME = "reading-room"


class Installed(msgspec.Struct, frozen=True):
    """A line of ``requirements.txt`` that installs the program, and the wheel that it names, to be put beside it.

    source is the folder from which a wheel must first be made, None where none need be. Until it is, the line installs
    nothing: a bare name and version would install whatever a stranger put into an index under that name.
    """

    requirement: str
    wheel: Path | None = None
    source: Path | None = None


def find_installed() -> Installed:
    """Return how to install this program again: by its version, or from its source.

    Installers record the source of a package that is not from an index (PEP 610, ``direct_url.json``).
    """
    try:
        told = metadata.distribution(NAME).read_text("direct_url.json")
    except metadata.PackageNotFoundError:  # it runs from a clone
        return _from_folder(Path(generator.__file__).parent.parent)
    return from_record(told)


def from_record(told: str | None) -> Installed:
    """Return how to install the program again by an installer's record of it; None for one that came from an index."""
    if told is None:
        return Installed(f"{NAME}[pdf]=={generator.__version__}")
    try:
        record = json.loads(told)
        url, version = str(record.get("url", "")), record.get("vcs_info", {})
        if version:
            return Installed(f"{NAME}[pdf] @ {version['vcs']}+{url}@{version['commit_id']}")
        parts = urlsplit(url)
    except (ValueError, KeyError, AttributeError, TypeError):
        return _from_folder(Path(generator.__file__).parent.parent)
    if parts.scheme in {"http", "https"} and "archive_info" in record:
        return Installed(f"{NAME}[pdf] @ {url}")
    place = Path(url2pathname(unquote(parts.path)))
    if parts.scheme == "file" and place.suffix == ".whl" and place.is_file():
        return Installed(f"./wheels/{place.name}[pdf]", place)
    return _from_folder(place)


def _from_folder(source: Path) -> Installed:
    """Return a requirement that fails until a wheel is made from a folder."""
    name = f"{NAME.replace('-', '_')}-{generator.__version__}-py3-none-any.whl"
    return Installed(f"./wheels/{name}[pdf]", source=source)
