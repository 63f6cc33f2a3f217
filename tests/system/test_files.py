"""Files and folders: what is seen, what is written whole, what is refused."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.problems import AddressError, OutputError, Problem
from generator.system.listing import Found, changed_folders, digest_of_files, scan
from generator.system.output_folder import MARKER, check_address, claim, is_ours, remove
from generator.system.processes import open_pool
from generator.system.writer import Writer, cannot_write
from tests.room import Room, files_of


@pytest.mark.parametrize("how", ["write", "write_parts", "take"])
def test_a_link_at_an_address_is_replaced_though_it_leads_to_the_same_bytes(
    writer: Writer, tmp_path: Path, how: str
) -> None:
    outside, place = tmp_path / "outside", tmp_path / "site/a.txt"
    outside.write_bytes(b"words")
    place.symlink_to(outside)
    if how == "write":
        writer.write("a.txt", b"words")
    elif how == "write_parts":
        writer.write_parts("a.txt", [b"wor", b"ds"])
    else:
        made = tmp_path / "scratch/made"
        made.write_bytes(b"words")
        writer.take("a.txt", made)

    assert not place.is_symlink()
    assert place.read_bytes() == outside.read_bytes() == b"words"


def test_files_are_for_all_to_read_and_for_their_owner_to_write(writer: Writer, tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        writer.write("a.txt", b"words")
        writer.write_parts("b.txt", [b"wor", b"ds"])
    finally:
        os.umask(before)

    assert {(tmp_path / "site" / name).stat().st_mode & 0o777 for name in ("a.txt", "b.txt")} == {0o644}


def test_what_the_system_says_is_said_in_its_words() -> None:
    said = cannot_write("a.txt", OSError(errno.ENOSPC, "No space left on device")).problem.message

    assert said == "cannot write this file: no space left on device"
    assert "disk gone" in cannot_write("a.txt", OSError("Disk gone")).problem.message


def nothing(_context: object) -> None:
    """Return the tools of a worker that needs none."""


@pytest.mark.parametrize("jobs", [1, 2])
def test_several_processes_see_what_one_sees(tmp_path: Path, jobs: int) -> None:
    for address in (
        "a.txt",
        "b/c.txt",
        "b/d/e.txt",
        "b/d/f/g/h.txt",
        "é/f/ö.txt",
        ".hidden/f/a.txt",
        "b/.x",
        "empty/in/it/",
    ):
        place = tmp_path / address
        (place if address.endswith("/") else place.parent).mkdir(parents=True, exist_ok=True)
        if not address.endswith("/"):
            place.write_bytes(address.encode())
    (tmp_path / "b/d/link").symlink_to(tmp_path / "a.txt")
    with open_pool(jobs, nothing, None) as pool:
        seen = sorted(changed_folders(tmp_path, {}, pool), key=lambda one: one.path)
        assert seen == sorted(changed_folders(tmp_path, {}), key=lambda one: one.path)
        known = {one.path: digest_of_files(one.files or []) for one in seen}
        (tmp_path / "b/d/e.txt").write_bytes(b"longer than it was")
        (tmp_path / "b/d/f/g/h.txt").unlink()
        (tmp_path / "b/d/f/g/new").mkdir()
        again = {one.path: one.files for one in changed_folders(tmp_path, known, pool)}

    names = [one.path + name for one in seen for name, _, _ in one.files or []]
    assert names == ["a.txt", "b/c.txt", "b/d/e.txt", "b/d/f/g/h.txt", "é/f/ö.txt"]
    assert [one[:2] for one in again.pop("b/d/") or ()] == [("e.txt", 18)]
    assert again == {"": None, "b/": None, "b/d/f/g/": [], "é/f/": None}


def test_a_name_that_is_no_text_stops_several_processes_too(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/a/b/\xff.txt")).write_bytes(b"x")
    except OSError:
        pytest.skip("this disk takes no such name")
    with open_pool(2, nothing, None) as pool, pytest.raises(OutputError):
        list(changed_folders(tmp_path, {}, pool))


def test_a_folder_beyond_what_the_system_opens_is_told_or_stops_a_scan(tmp_path: Path) -> None:
    name, depth = "n" * 250, 18
    handles = [os.open(tmp_path, os.O_RDONLY)]
    for _ in range(depth):
        os.mkdir(name, dir_fd=handles[-1])
        handles.append(os.open(name, os.O_RDONLY, dir_fd=handles[-1]))
    passed: list[Problem] = []
    try:
        assert scan(tmp_path, passed) == []
        assert [one.code for one in passed] == ["B005"]
        with pytest.raises(OutputError):
            scan(tmp_path)
    finally:
        for handle in reversed(handles[:-1]):
            os.rmdir(name, dir_fd=handle)
        for handle in handles:
            os.close(handle)


@pytest.fixture
def writer(tmp_path: Path) -> Writer:
    (tmp_path / "site").mkdir()
    (tmp_path / "scratch").mkdir()
    return Writer(tmp_path / "site", tmp_path / "scratch")


def test_a_file_that_is_made_elsewhere_is_taken_where_it_is_another(writer: Writer, tmp_path: Path) -> None:
    (tmp_path / "site/a.bin").write_bytes(b"old")
    for data, changed in ((b"new", True), (b"new", False), (b"longer", True)):
        made = tmp_path / "scratch/made"
        made.write_bytes(data)

        assert writer.take("a.bin", made).changed is changed
        assert (tmp_path / "site/a.bin").read_bytes() == data


def test_a_scan_sees_plain_files_in_order_and_nothing_hidden_or_linked(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a.txt", ".hidden", ".git/config", "a/.x", "empty/"):
        place = tmp_path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith("/"):
            place.mkdir()
        else:
            place.write_text("x" * len(name), encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "link").symlink_to(tmp_path / "a", target_is_directory=True)
    os.mkfifo(tmp_path / "pipe")
    os.utime(tmp_path / "b.txt", ns=(5, 7))
    passed: list[Problem] = []
    found = scan(tmp_path, passed)

    assert sorted((one.where.path, one.code) for one in passed) == [
        (name, "B011") for name in ("link", "link.txt", "pipe")
    ]
    assert scan(tmp_path) == found
    assert [one.path for one in found] == ["a.txt", "a/z.txt", "b.txt"]
    assert found[-1] == Found("b.txt", 5, 7)


def test_a_name_with_letters_beyond_ascii_is_one(tmp_path: Path) -> None:
    (tmp_path / "dvo\u0159\u00e1k").mkdir()
    for name in ("m\u00fcller.txt", "dvo\u0159\u00e1k/a.txt"):
        (tmp_path / name).write_bytes(b"words")

    assert [one.path for one in scan(tmp_path)] == ["dvo\u0159\u00e1k/a.txt", "m\u00fcller.txt"]


def test_a_scan_of_no_folder_finds_nothing(tmp_path: Path) -> None:
    assert scan(tmp_path / "none") == []


@pytest.mark.parametrize("year", [1677, 2262, 2400])
def test_a_time_that_is_far_off_fits_the_store(tmp_path: Path, year: int) -> None:
    (tmp_path / "a.txt").write_bytes(b"x")
    os.utime(tmp_path / "a.txt", ns=(0, (year - 1970) * 31_556_952 * 10**9))

    (found,) = scan(tmp_path)
    assert (found.path, found.size) == ("a.txt", 1)
    assert -(1 << 63) < found.time < 1 << 63


def test_a_page_whose_time_is_far_off_stops_no_build(room: Room) -> None:
    room.build()
    before = room.site()
    for year in (1600, 2603):
        os.utime(room.output / "index.html", (0, (year - 1970) * 31_556_952))
        room.build()

    assert room.site() == before


def test_a_name_that_is_no_text_stops_a_scan_or_is_told(tmp_path: Path) -> None:
    (tmp_path / b"caf\xe9".decode("utf-8", "surrogateescape")).write_text("x", encoding="utf-8")
    passed: list[Problem] = []

    assert scan(tmp_path, passed) == []
    assert [(one.where.path, one.code) for one in passed] == [("caf\ufffd", "B005")]
    with pytest.raises(OutputError) as stopped:
        scan(tmp_path)
    assert stopped.value.problem.code == "B005"


@pytest.mark.parametrize("address", ["index.html", "a/b/c.txt", "a-b_c.d/e", "07ASTANA1061.html", "console.html"])
def test_an_address_that_can_be_a_file(address: str) -> None:
    check_address(address, "a test")


@pytest.mark.parametrize(
    "address",
    [
        "", "/a", "../a", "a/../b", "a//b", "./a", "a/.", "a/", "a\\b", "a:b", "a\x00b", "a\nb", "a. /b", "a./b", "a ",
        "con", "a/NUL.txt", "Com1.html",
    ],
)  # fmt: skip
def test_an_address_that_leaves_the_site_or_is_no_file(address: str) -> None:
    with pytest.raises(AddressError) as stopped:
        check_address(address, "pages/a test.md")

    assert stopped.value.problem.code == "B001"
    assert stopped.value.problem.where.path == "pages/a test.md"


def test_an_empty_or_new_folder_becomes_ours(tmp_path: Path) -> None:
    for name in ("new/deep", "empty"):
        folder = tmp_path / name
        if name == "empty":
            folder.mkdir()
        assert not is_ours(folder)
        claim(folder)
        assert is_ours(folder)
        claim(folder)


def test_a_folder_with_something_in_it_or_a_link_to_one_is_refused(tmp_path: Path) -> None:
    full = tmp_path / "full"
    full.mkdir()
    (full / "photo.jpg").write_bytes(b"x")
    ours = tmp_path / "ours"
    claim(ours)
    (tmp_path / "link").symlink_to(ours, target_is_directory=True)
    for folder in (full, tmp_path / "link"):
        with pytest.raises(OutputError) as stopped:
            claim(folder)
        assert stopped.value.problem.code == "B002"
        assert not is_ours(folder)

    assert list(files_of(full)) == ["photo.jpg"]
    assert list(files_of(ours)) == [MARKER]


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_bytes(b"x")
    with pytest.raises(OutputError) as stopped:
        claim(tmp_path / "site")

    assert stopped.value.problem.code == "B003"


def test_a_write_makes_folders_and_leaves_nothing_else(writer: Writer, tmp_path: Path) -> None:
    written = writer.write("a/b/c.txt", b"text")

    assert files_of(tmp_path) == {"site/a/b/c.txt": b"text"}
    assert written.changed
    assert (written.size, written.time) == (4, (tmp_path / "site/a/b/c.txt").stat().st_mtime_ns)


def test_the_same_bytes_are_not_written_again(writer: Writer, tmp_path: Path) -> None:
    first = writer.write("a.txt", b"text")
    before = (tmp_path / "site/a.txt").stat()
    again = writer.write("a.txt", b"text")
    after = (tmp_path / "site/a.txt").stat()

    assert not again.changed
    assert (again.sha256, again.time) == (first.sha256, first.time)
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert writer.write("a.txt", b"texts").changed


def test_a_write_that_fails_leaves_the_old_file_and_no_stray(writer: Writer, tmp_path: Path) -> None:
    writer.write("a.txt", b"old")

    def parts() -> Iterator[bytes]:
        yield b"half"
        raise OSError(28, "No space left on device")

    with pytest.raises(OutputError) as stopped:
        writer.write_parts("a.txt", parts())

    assert stopped.value.problem.code == "B003"
    assert "no space left" in stopped.value.problem.message
    assert files_of(tmp_path) == {"site/a.txt": b"old"}


def test_remove_takes_files_and_the_folders_that_this_leaves_empty(writer: Writer, tmp_path: Path) -> None:
    for address in ("a/b/c.txt", "a/d.txt", "e/f.txt", "g.txt"):
        writer.write(address, b"x")
    remove(tmp_path / "site", ["a/b/c.txt", "e/f.txt", "gone/h.txt"])

    assert sorted(path.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").rglob("*")) == [
        "a",
        "a/d.txt",
        "g.txt",
    ]


def test_a_folder_that_another_worker_makes_meanwhile_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "scratch").mkdir()
    seen = Path.is_dir

    def late(path: Path, **options: bool) -> bool:
        there = seen(path, **options)
        if path.name == "tag" and not there:
            path.mkdir()  # between our look and what we do
        return there

    monkeypatch.setattr(Path, "is_dir", late)
    Writer(tmp_path / "site", tmp_path / "scratch").write("tag/PREL.html", b"x")

    assert (tmp_path / "site" / "tag" / "PREL.html").read_bytes() == b"x"
