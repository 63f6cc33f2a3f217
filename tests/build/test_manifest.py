"""The manifest: one line a file, read by sha256sum and by us, kept up to date with the site."""

import hashlib
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.build.inputs.project import Options
from generator.build.work.manifest import ADDRESS, manifest_parts, read_manifest
from generator.system.output_folder import MARKER
from tests.room import Room

ONE = hashlib.sha256(b"one").digest()


def in_the_site(room: Room) -> dict[str, bytes]:
    """Return the digest of every file that stands in the site, but for the manifest and the mark of the folder."""
    return {
        address: hashlib.sha256(data).digest()
        for address, data in room.site().items()
        if address not in {ADDRESS, MARKER}
    }


def test_every_file_of_the_site_is_listed_in_order(room: Room) -> None:
    room.cable("07VENSK12", refs=["VENSK 11"])
    room.put("pages/about.md", "# About\n")
    room.put("pages/a picture é.svg", "<svg/>")
    room.build(Options(jobs=1, pdf=False))
    data = (room.output / ADDRESS).read_bytes()

    assert read_manifest(data) == (in_the_site(room), [])
    addresses = [line[66:] for line in data.decode().splitlines()]
    assert addresses == sorted(addresses)
    assert any(address.startswith("search/data/") for address in addresses)


def test_the_manifest_follows_the_site(room: Room) -> None:
    for number in (12, 13, 14):
        room.cable(f"07VENSK{number}")
    room.build()
    room.edit("cables/07VENSK12.txt", "was quiet", "was loud")
    (room.content / "cables/07VENSK13.txt").unlink()
    room.put("cables/07VENSK20.txt", (room.content / "cables/07VENSK14.txt").read_text().replace("14", "20"))
    (room.output / "robots.txt").write_text("altered")
    room.build()

    assert read_manifest((room.output / ADDRESS).read_bytes()) == (in_the_site(room), [])


def test_sha256sum_reads_it(room: Room) -> None:
    if shutil.which("sha256sum") is None:
        pytest.skip("there is no sha256sum on this machine")
    room.cable("07VENSK12")
    room.build()
    check = ["sha256sum", "--check", "--strict", "--quiet", ADDRESS]

    assert subprocess.run(check, cwd=room.output, check=False).returncode == 0
    (room.output / "index.html").write_bytes(b"altered")
    assert subprocess.run(check, cwd=room.output, check=False, capture_output=True).returncode == 1


@given(
    st.dictionaries(
        st.text(st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters='\\:*?"<>|/'), min_size=1).filter(
            lambda name: name not in {".", ".."}
        ),
        st.binary(min_size=32, max_size=32),
    )
)
def test_what_is_listed_is_read_again(files: dict[str, bytes]) -> None:
    assert read_manifest(b"".join(manifest_parts(sorted(files.items())))) == (files, [])


@pytest.mark.parametrize(
    "address", ["", "/etc/passwd", "../up.html", "a/../b", "a//b", ".", "a/./b", "a\\b", "é".encode("latin-1")]
)
def test_an_address_that_leads_elsewhere_is_no_entry(address: str | bytes) -> None:
    line = ONE.hex().encode() + b"  " + (address if isinstance(address, bytes) else address.encode()) + b"\n"

    assert read_manifest(line) == ({}, [1])


def test_the_numbers_of_bad_lines_are_told() -> None:
    data = b"\n".join([b"rubbish", ONE.hex().encode() + b"  good.html\r", b"12  short.html", b""])

    assert read_manifest(data) == ({"good.html": ONE}, [1, 3])


def test_an_empty_manifest_lists_nothing() -> None:
    assert b"".join(manifest_parts([])) == b""
    assert read_manifest(b"") == ({}, [])
