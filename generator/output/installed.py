"""How this program came onto this machine, so that another can have the same. Installs nothing."""

import json
from importlib import metadata
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

import msgspec

import generator

NAME = "reading-room"


class Installed(msgspec.Struct, frozen=True):
    """A line of ``requirements.txt`` that installs the program, and the wheel that it names, to be put beside it."""

    requirement: str
    wheel: Path | None = None


def find_installed() -> Installed:
    """Return how to install this program again: by its version, or from where it was installed from.

    Installers say where a package came from that is of no index (PEP 610, ``direct_url.json``).
    """
    try:
        told = metadata.distribution(NAME).read_text("direct_url.json")
    except metadata.PackageNotFoundError:  # it runs from a clone
        told = None
    return from_record(told)


def from_record(told: str | None) -> Installed:
    """Return how to install the program again by an installer's record of it; None for one without a record."""
    plain = Installed(f"{NAME}[pdf]=={generator.__version__}")
    try:
        record = json.loads(told or "{}")
        url, version = str(record.get("url", "")), record.get("vcs_info", {})
        if version:
            return Installed(f"{NAME}[pdf] @ {version['vcs']}+{url}@{version['commit_id']}")
        parts = urlsplit(url)
    except (ValueError, KeyError, AttributeError, TypeError):
        return plain
    if "archive_info" not in record:
        return plain
    if parts.scheme in {"http", "https"}:
        return Installed(f"{NAME}[pdf] @ {url}")
    wheel = Path(url2pathname(unquote(parts.path)))
    if parts.scheme == "file" and wheel.suffix == ".whl" and wheel.is_file():
        return Installed(f"./wheels/{wheel.name}[pdf]", wheel)
    return plain
