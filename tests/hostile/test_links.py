"""Links in place of folders and files: none is followed, in content, in the output, or by who publishes."""

import errno
import os
from pathlib import Path

import pytest

from generator.problems import OutputError
from generator.publishing.publish import PublishOptions, publish
from generator.publishing.targets.program import failed
from generator.system.programs import without_credentials
from tests.redaction.test_build_with_rules import found_in
from tests.room import Room

OUTSIDE = "Quartermaster Zyx"


@pytest.mark.parametrize("folder", ["pages", "notes", "vocabulary", "cables", "dossiers", "collections"])
def test_a_link_in_place_of_a_folder_of_content_is_not_followed(room: Room, folder: str) -> None:
    room.cable("07VENSK12", path="cables/07VENSK12.txt", text="Calm.")
    outside = room.folder / "outside"
    outside.mkdir()
    for name in ("id_rsa", "about.md", "07VENSK12.md", "07VENSK13.txt"):
        (outside / name).write_text(f"{OUTSIDE}\n", encoding="utf-8")
    place = room.content / folder
    if place.exists():
        place.rename(room.folder / f"{folder}-before")
    place.symlink_to(outside)

    report = room.build()

    assert found_in(room.site(), OUTSIDE) == set()
    assert [(one.code, Path(one.where.path).name) for one in report.problems if one.code == "B011"] == [
        ("B011", folder)
    ]


@pytest.mark.parametrize("name", ["site.toml", "changes.jsonl", "withheld.toml"])
def test_a_link_in_place_of_a_file_of_content_stops_the_build(room: Room, name: str) -> None:
    (room.folder / "outside").write_text("", encoding="utf-8")
    (room.content / name).symlink_to(room.folder / "outside")

    with pytest.raises(OutputError) as stopped:
        room.build()

    assert stopped.value.problem.code == "B005"
    assert stopped.value.problem.where.path.endswith(name)


@pytest.mark.parametrize("place", ["templates", "templates/assets", "templates/assets/own.css", "templates/front.html"])
def test_a_link_among_the_templates_of_a_room_stops_the_build(room: Room, place: str) -> None:
    outside = room.folder / "outside"
    outside.mkdir()
    for name in ("id_rsa", "front.html", "own.css"):
        (outside / name).write_text(f"{OUTSIDE}\n", encoding="utf-8")
    link = room.folder / place
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(outside / link.name if link.suffix else outside)

    with pytest.raises(OutputError) as stopped:
        room.build()

    assert stopped.value.problem.code == "B005"
    assert stopped.value.problem.where.path == link.as_posix()


def test_a_link_in_place_of_a_folder_of_the_site_is_removed_and_not_written_through(room: Room) -> None:
    room.cable("07VENSK12", text="Calm.")
    outside = room.folder / "outside"
    outside.mkdir()
    room.output.mkdir()
    room.build()
    before = room.site()
    for path in (room.output / "cable/2007").rglob("*"):
        if path.is_file():
            path.unlink()
    (room.output / "cable/2007/vensk").rmdir()
    (room.output / "cable/2007/vensk").symlink_to(outside)

    room.build()

    assert list(outside.iterdir()) == []
    assert room.site() == before


def test_a_link_in_the_site_is_not_published(room: Room) -> None:
    room.cable("07VENSK12", text="Calm.")
    room.build()
    (room.output / "leak.txt").symlink_to("/etc/passwd")

    with pytest.raises(OutputError) as stopped:
        publish(room.project, "files", PublishOptions())

    assert stopped.value.problem.code == "P003"
    assert "leak.txt" in stopped.value.problem.message


def test_a_page_that_was_altered_and_keeps_size_and_time_is_not_published(room: Room) -> None:
    room.cable("07VENSK12", text="Calm.")
    room.build()
    place = room.output / "index.html"
    seen = place.stat()
    data = bytearray(place.read_bytes())
    data[-3] ^= 1
    place.write_bytes(data)
    os.utime(place, ns=(seen.st_atime_ns, seen.st_mtime_ns))

    with pytest.raises(OutputError) as stopped:
        publish(room.project, "files", PublishOptions())

    assert "index.html" in stopped.value.problem.message


def test_a_file_whose_disk_is_another_is_written_beside_its_place(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = os.replace
    refused = []

    def other_disk(source: str, target: str) -> None:
        if "scratch" in str(source) and "scratch" not in str(target):
            refused.append(target)
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        rename(source, target)

    room.cable("07VENSK12", text="Calm.")
    monkeypatch.setattr(os, "replace", other_disk)
    room.build()
    monkeypatch.undo()

    assert refused
    assert room.site() == room.clean_build()[0]


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("https://user:TOKEN@example.org/room.git gh-pages", "https://example.org/room.git gh-pages"),
        ("https://user:TO@KEN@example.org/room.git", "https://example.org/room.git"),
        ("https://example.org/room.git?access_token=TOKEN&a=b", "https://example.org/room.git?access_token=***&a=b"),
        (
            ":s3,access_key_id=TOKEN,secret_access_key='TO,KEN',region=eu:room",
            ":s3,access_key_id=***,secret_access_key=***,region=eu:room",
        ),
        ("https://user:TO/KEN@example.org/room.git", "https://example.org/room.git"),
        ("https://example.org:8080/room@home", "https://example.org:8080/room@home"),
        ("user:TOKEN@example.org:/srv/www", "example.org:/srv/www"),
        ("https://example.org/?X-Amz-Signature=TOKEN&jwt=TOKEN", "https://example.org/?X-Amz-Signature=***&jwt=***"),
        ("user@example.org:/srv/www", "user@example.org:/srv/www"),
        ("remote:keys/room", "remote:keys/room"),
    ],
)
def test_credentials_of_a_place_are_not_printed(place: str, shown: str) -> None:
    assert without_credentials(place) == shown
    assert without_credentials(f"failed: {place}") == f"failed: {shown}"
    assert without_credentials(shown) == shown


def test_credentials_in_what_a_program_said_are_not_printed() -> None:
    for said in (
        "unable to access 'https://user:TOKEN@example.org/'",
        "Authorization: Bearer TOKEN",
        "password: TOKEN",
    ):
        assert "TOKEN" not in str(failed("git", 128, f"fatal: {said}\n".encode()))
    assert "host key: SHA256" in str(failed("ssh", 255, b"unknown host key: SHA256\n"))
