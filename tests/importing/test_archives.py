"""Archives: read in bounds, whatever they say of themselves; nothing is unpacked to the disk."""

import gzip
import struct
import zipfile
from pathlib import Path

import pytest

from generator.importing.archives import MOST_BYTES, Archive, ArchiveError, gzip_pieces, is_archive


def make(place: Path, files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(place, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return place


def contents(place: Path, *, most_bytes: int = MOST_BYTES) -> dict[str, bytes | str]:
    """Return the files of an archive; in place of one that cannot be read, its problem's code."""
    archive = Archive(place, place.name, most_bytes=most_bytes)
    found: dict[str, bytes | str] = {}
    for member, opened in archive.members():
        try:
            found[member.path] = b"".join(opened())
        except ArchiveError as error:
            found[member.path] = error.problem.code
    archive.close()
    return found


def test_files_are_read_and_folders_are_not(tmp_path: Path) -> None:
    place = make(tmp_path / "a.zip", {"one/": b"", "one/a.txt": b"A", "b.txt": b"B" * 3_000_000}, zipfile.ZIP_STORED)

    assert contents(place) == {"one/a.txt": b"A", "b.txt": b"B" * 3_000_000}
    assert is_archive(place.read_bytes())


@pytest.mark.parametrize(
    "name", ["../../escaped.txt", "/escaped.txt", "..\\escaped.txt", "C:\\escaped.txt", "a\x1b[31m.txt"]
)
def test_names_are_only_said(tmp_path: Path, name: str) -> None:
    (tmp_path / "in").mkdir()
    found = contents(make(tmp_path / "in" / "a.zip", {name: b"A"}))

    assert list(found.values()) == [b"A"]
    assert all(letter.isprintable() for path in found for letter in path)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.zip", "in"]


def test_a_file_without_a_name_is_read_like_any_other(tmp_path: Path) -> None:
    place = make(tmp_path / "a.zip", {"a": b"A", "b.txt": b"B"}, zipfile.ZIP_STORED)
    data = bytearray(place.read_bytes())
    at = data.index(b"PK\x01\x02")  # the directory's entry of the first file: its name becomes a comment
    data[at + 28 : at + 30] = struct.pack("<H", 0)
    data[at + 32 : at + 34] = struct.pack("<H", 1)
    place.write_bytes(data)

    assert set(contents(place)) == {"", "b.txt"}


def test_a_file_that_unpacks_to_hundreds_of_times_its_size_is_not_read(tmp_path: Path) -> None:
    place = make(tmp_path / "a.zip", {"bomb.txt": b"\0" * 20_000_000, "b.txt": b"B"})

    assert contents(place) == {"bomb.txt": "I008", "b.txt": b"B"}


def test_all_together_are_bounded(tmp_path: Path) -> None:
    place = make(tmp_path / "a.zip", {f"{n}.txt": b"x" * 1000 for n in range(5)}, zipfile.ZIP_STORED)
    found = contents(place, most_bytes=2500)

    assert [found[f"{n}.txt"] for n in range(2)] == [b"x" * 1000] * 2
    assert set(found.values()) == {b"x" * 1000, "I008"}
    archive = Archive(place, "a.zip", most_bytes=2500)
    for _, opened in archive.members():
        try:
            assert b"".join(opened())
        except ArchiveError:
            break
    assert archive.left < 0


def test_too_many_files_are_not_read(tmp_path: Path) -> None:
    place = make(tmp_path / "a.zip", {f"{n}.txt": b"x" for n in range(3)})
    with pytest.raises(ArchiveError, match="I008"):
        Archive(place, "a.zip", most_files=2)


def test_a_damaged_file_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    place = make(tmp_path / "a.zip", {"a.txt": b"abcdefgh" * 9, "b.txt": b"B"}, zipfile.ZIP_STORED)
    place.write_bytes(place.read_bytes().replace(b"abcdefgh", b"abcdefgX", 1))

    assert contents(place) == {"a.txt": "I007", "b.txt": b"B"}


def test_a_file_whose_two_names_differ_and_one_is_no_text_is_told(tmp_path: Path) -> None:
    place = make(tmp_path / "a.zip", {"a.txt": b"A", "b.txt": b"B"}, zipfile.ZIP_STORED)
    data = bytearray(place.read_bytes())
    data[6:8] = struct.pack("<H", 1 << 11)  # the first local header says that its name is UTF-8
    data[30] = 0xD4
    place.write_bytes(bytes(data))

    assert contents(place) == {"a.txt": "I007", "b.txt": b"B"}


def test_a_locked_file_is_told(tmp_path: Path) -> None:
    place = make(tmp_path / "a.zip", {"a.txt": b"A"}, zipfile.ZIP_STORED)
    data = bytearray(place.read_bytes())
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # the flag of encryption, in both headers
        begin = data.index(sign) + at
        data[begin : begin + 2] = struct.pack("<H", struct.unpack("<H", data[begin : begin + 2])[0] | 1)
    place.write_bytes(bytes(data))

    assert contents(place) == {"a.txt": "I007"}


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"PK\x03\x04" + b"x" * 500])
def test_half_an_archive_is_told(tmp_path: Path, data: bytes) -> None:
    place = tmp_path / "a.zip"
    place.write_bytes(data)
    with pytest.raises(ArchiveError, match="I007"):
        Archive(place, "a.zip")


def test_what_is_no_archive_is_known_by_its_first_bytes(tmp_path: Path) -> None:
    place = tmp_path / "a.zip"
    place.write_bytes(b"UNCLAS VENSK 000031")

    assert not is_archive(place.read_bytes())


@pytest.mark.parametrize("left", [20, 200, 400])
def test_what_gzip_packed_and_is_cut_off_is_told(left: int) -> None:
    packed = gzip.compress(bytes(range(256)) * 4)
    with pytest.raises(ArchiveError) as caught:
        b"".join(gzip_pieces([packed[:-left]] if left < len(packed) else [packed[:12]], "a.gz"))

    assert caught.value.problem.code == "I007"
    assert b"".join(gzip_pieces([packed, packed], "a.gz")) == bytes(range(256)) * 8
