"""Packages: valid by the library of BagIt, whole or not there at all, without what is withheld; and their signatures."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import bagit
import pytest

from generator.build.inputs.project import Options
from generator.build.store.completion import mark_unfinished
from generator.cli import main
from generator.problems import GeneratorError, OutputError
from generator.publishing import bag
from generator.publishing.doctor import examine_copy
from generator.publishing.package import Packaged, package, sign_package
from tests.exporting.rooms import PLANTED, RULES, everything, furnish
from tests.programs import need
from tests.room import PLAIN, Room, files_of

LOGGED = Options(jobs=1, search=False, pdf=False, log=True)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Room:
    """A room with an edition, a log of changes and rules, built and packaged as ``package``; tests copy the package."""
    room = furnish(Room(tmp_path_factory.mktemp("packages")))
    room.put(
        "site.toml", '[site]\ntitle = "Kept  rooms"\nbase_url = "https://example.org/room/"\n[build]\ndata = "full"\n'
    )
    room.put("pages/50%.txt", "A plain file of the owner's.")
    room.put("pages/about.md", "# About\n\nThis room is about herring.\n")
    room.put("withheld.toml", RULES)
    room.build(LOGGED)
    packaged(room)
    return room


def packaged(room: Room, name: str = "package", key: Path | None = None) -> Packaged:
    return package(room.project, room.folder / name, Options(jobs=1), key=key)


@pytest.fixture
def copy(kept: Room, tmp_path: Path) -> Path:
    """A copy of the package that a test may change."""
    return Path(shutil.copytree(kept.folder / "package", tmp_path / "package"))


def ssh_key(folder: Path, name: str = "key") -> Path:
    need("ssh-keygen")
    place = folder / name
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", place], check=True)
    return place


def minisign_key(folder: Path, name: str = "key") -> Path:
    need("minisign")
    place = folder / name
    public = place.with_name(f"{name}.pub")
    subprocess.run(["minisign", "-G", "-W", "-p", public, "-s", place], check=True, capture_output=True)
    return place


KEYS = [pytest.param(ssh_key, id="ssh-keygen"), pytest.param(minisign_key, id="minisign")]


def found(place: Path, key: Path | None = None) -> list[tuple[str, str]]:
    """Return code and path of each problem that ``doctor --verify`` finds in a package."""
    problems = examine_copy(place.as_posix(), key=key).problems
    return [(one.code, Path(one.where.path).relative_to(place).as_posix()) for one in problems]


def test_a_package_is_valid_and_has_the_site_the_content_and_the_log(kept: Room) -> None:
    folder = kept.folder / "package"

    opened = bagit.Bag(str(folder))
    opened.validate()

    assert opened.algorithms == ["sha512"]
    assert opened.info["External-Description"] == "Kept rooms"
    assert opened.info["Bagging-Date"] == "2007-01-13"
    built = {name: data for name, data in kept.site().items() if name != ".reading-room-site"}
    assert files_of(folder / bag.SITE) == built
    assert {"cables/07VENSK12.txt", "pages/about.md", "site.toml", "changes.jsonl"} <= set(
        files_of(folder / bag.CONTENT)
    )
    events = [json.loads(line) for line in (folder / bag.EVENTS).read_text(encoding="utf-8").splitlines()]
    assert [(one["eventType"], one["cable"]) for one in events] == [
        ("accession", "06LINDEMAR488"),
        ("accession", "07VENSK12"),
    ]
    assert found(folder) == []


def test_nothing_withheld_is_in_a_package(kept: Room) -> None:
    told = everything(kept.folder / "package")

    assert [word for word in PLANTED if word in told] == []
    assert "fish" in told


def test_a_room_is_packaged_to_the_same_bytes_each_time(kept: Room) -> None:
    packaged(kept, "again")

    assert files_of(kept.folder / "again") == files_of(kept.folder / "package")


def never_built(room: Room) -> None:
    shutil.rmtree(room.output)


def interrupted(room: Room) -> None:
    mark_unfinished(room.project)


def altered(room: Room) -> None:
    (room.output / "index.html").write_bytes(b"another")


def added(room: Room) -> None:
    (room.output / "tag" / "mine.html").write_bytes(b"new")


def lost(room: Room) -> None:
    (room.output / "404.html").unlink()


def ruled_since(room: Room) -> None:
    room.put("withheld.toml", RULES)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (never_built, "P001"),
        (interrupted, "P002"),
        (altered, "P003"),
        (added, "P003"),
        (lost, "P003"),
        (ruled_since, "P008"),
    ],
)
def test_a_site_that_is_not_whole_is_not_packaged(room: Room, spoil: Callable[[Room], None], code: str) -> None:
    furnish(room).build(PLAIN)
    spoil(room)

    with pytest.raises(GeneratorError, match=code):
        packaged(room)

    assert sorted(path.name for path in room.folder.iterdir() if path.name[0] != "s") == [".reading-room", "content"]


@pytest.mark.parametrize("name", ["taken", "content/package", "site/package"])
def test_a_package_takes_the_place_of_nothing(room: Room, name: str) -> None:
    furnish(room).build(PLAIN)
    (room.folder / "taken").mkdir()
    (room.folder / "taken" / "mine.txt").write_text("mine")

    with pytest.raises(OutputError, match="X004"):
        packaged(room, name)

    assert (room.folder / "taken" / "mine.txt").read_text() == "mine"


def test_a_disk_that_fills_up_leaves_no_package(room: Room) -> None:
    furnish(room).put("pages/large.txt", "A plain file of the owner's. " * 40_000)
    room.build(PLAIN)
    # A limit on the size of a file is the same fault to the program as a full disk, and needs no rights.
    program = (
        "import resource, signal; from generator.cli import main\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))\n"
        "main()\n"
    )
    folders = ["--content", str(room.content), "--output", str(room.output)]
    command = [sys.executable, "-c", program, "package", "bagit", str(room.folder / "package"), *folders]

    done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ)

    assert done.returncode == 3
    assert "B003" in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in room.folder.iterdir() if "package" in path.name or "part" in path.name] == []


def change(folder: Path) -> None:
    (folder / bag.SITE / "index.html").write_bytes(b"another")


def drop(folder: Path) -> None:
    (folder / bag.SITE / "404.html").unlink()


def slip_in(folder: Path) -> None:
    (folder / bag.SITE / "more.html").write_bytes(b"new")


def link(folder: Path) -> None:
    (folder / bag.SITE / "index.html").unlink()
    (folder / bag.SITE / "index.html").symlink_to("404.html")


def describe_otherwise(folder: Path) -> None:
    (folder / bag.INFO).write_text("External-Description: Mine\n")


@pytest.mark.parametrize(
    ("tamper", "told"),
    [
        (change, [("D002", "data/site/index.html")]),
        (drop, [("D001", "data/site/404.html")]),
        (slip_in, [("D003", "data/site/more.html")]),
        (link, [("D002", "data/site/index.html")]),
        (describe_otherwise, [("D002", "bag-info.txt")]),
    ],
)
def test_a_package_that_was_tampered_with_fails_and_says_where(
    copy: Path, tamper: Callable[[Path], None], told: list[tuple[str, str]]
) -> None:
    tamper(copy)

    assert found(copy) == told


@pytest.mark.parametrize("name", [bag.MANIFEST, bag.TAG_MANIFEST])
@pytest.mark.parametrize("data", [b"", b"no manifest\n", b"0" * 128 + b"  ../escape\n"])
def test_a_package_without_its_manifests_is_none(copy: Path, name: str, data: bytes) -> None:
    (copy / name).write_bytes(data)

    with pytest.raises(OutputError, match="D004"):
        examine_copy(copy.as_posix())


@pytest.mark.parametrize(("count", "told"), [(3, "line 1, 2, 3"), (4, "line 1, 2, 3 \u2026")])
def test_lines_that_are_none_are_told_up_to_three(copy: Path, count: int, told: str) -> None:
    (copy / bag.MANIFEST).write_bytes(b"no manifest\n" * count)

    with pytest.raises(OutputError) as stopped:
        examine_copy(copy.as_posix())

    assert stopped.value.problem.message.endswith(told)


def test_signs_that_would_end_a_line_of_a_manifest_are_written_as_numbers() -> None:
    listed = {"data/a\nb%0A%.txt": b"\xab" * 64}

    assert bag.manifest(listed.items()) == b"ab" * 64 + b"  data/a%0Ab%250A%.txt\n"
    assert bag.read_manifest(bag.manifest(listed.items())) == (listed, [])


@pytest.mark.parametrize("make", KEYS)
def test_a_signature_tells_by_whom_a_package_is_and_that_it_is_what_was_signed(
    copy: Path, tmp_path: Path, make: Callable[..., Path]
) -> None:
    key, other = make(tmp_path), make(tmp_path, "other")
    public, others = (place.with_name(f"{place.name}.pub") for place in (key, other))
    manifest = bag.TAG_MANIFEST
    assert found(copy, public) == [("D014", manifest)]

    signature = sign_package(copy, key)

    bagit.Bag(str(copy)).validate()
    assert found(copy, public) == []
    assert found(copy) == [("D007", manifest)]
    assert found(copy, others) == [("D008", manifest)]
    assert [path.name for path in copy.iterdir() if path.name.startswith(".")] == []
    change(copy)
    opened = bagit.Bag(str(copy))
    opened.save(manifests=True)  # whoever tampers makes the manifests anew, and cannot sign them
    assert ("D006", manifest) in found(copy, public)
    signature.unlink()
    assert ("D014", manifest) in found(copy, public)
    drop(copy)
    with pytest.raises(OutputError, match="D001"):
        sign_package(copy, key)


@pytest.mark.parametrize("make", KEYS)
def test_a_signature_that_no_program_can_check_is_no_good_signature(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[..., Path]
) -> None:
    key = make(tmp_path)
    sign_package(copy, key)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert found(copy, key.with_name(f"{key.name}.pub")) == [("D009", bag.TAG_MANIFEST)]


def test_commands_package_sign_and_verify(
    kept: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    key = ssh_key(tmp_path)
    place = kept.folder / "signed"

    def run(*arguments: object) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["reading-room", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out + said.err

    folders = ("--content", kept.content, "--output", kept.output)
    assert run("package", "bagit", place, *folders, "--jobs", 1, "--key", key)[0] == 0
    status, told = run("doctor", "--verify", place, "--key", f"{key}.pub")
    assert (status, "good, by a key that you trust" in told, "SHA256:" in told) == (0, True, True)
    status, told = run("doctor", "--verify", place)
    assert (status, "D007" in told) == (0, True)
    (tmp_path / "no key").write_text("no key")
    status, told = run("package", "sign", place, "--key", tmp_path / "no key")
    assert (status, "X003" in told) == (3, True)
    assert run("doctor", "--key", key)[0] == 2
