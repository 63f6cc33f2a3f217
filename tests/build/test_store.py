"""The store between builds: what is committed is remembered, what is not is forgotten, and one build has it at a time."""

from pathlib import Path

import pytest

from generator.build.store.borrowed import sources_of
from generator.build.store.database import is_sound
from generator.build.store.rows import FileRow, SourceRow
from generator.build.store.store import Store
from generator.problems import OutputError
from generator.system.listing import Folder, Found, digest_of_files

ONE = SourceRow("a.txt", 1, 2, b"d" * 32, b"facts")
PAGE = FileRow("a/page.html", "a/page.html", b"r" * 40, 10, 20, b"s" * 32)
COPY = FileRow("a/page.txt", "a/page.html", b"", 30, 40, b"t" * 32)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.sqlite"


def fill(path: Path) -> None:
    with Store(path) as store:
        store.keep_sources([ONE])
        store.keep_files([PAGE, COPY])
        store.write_note("key", b"value")
        store.commit()


def files(store: Store) -> list[FileRow | None]:
    return [store.file(address) for address, _ in store.digests()]


def test_digests_of_one_folder_are_those_under_it(path: Path) -> None:
    fill(path)
    with Store(path) as store:
        store.keep_files([FileRow(address, "", b"", 1, 2, b"s" * 32) for address in ("a.html", "a0/x", "a/b/c")])

        assert [address for address, _ in store.digests("a")] == ["a/b/c", "a/page.html", "a/page.txt"]


def test_what_is_committed_is_remembered(path: Path) -> None:
    fill(path)
    with Store(path) as store:
        assert list(store.sources()) == [ONE]
        assert list(store.traces()) == [Found("a.txt", 1, 2)]
        assert files(store) == [PAGE, COPY]
        assert (store.note("key"), store.note("other")) == (b"value", b"")
        assert (store.fingerprint("a/page.html"), store.fingerprint("gone.html")) == (PAGE.fingerprint, b"")
        assert (store.file("a/page.txt"), store.file("gone.html")) == (COPY, None)


def test_what_is_not_committed_is_forgotten(path: Path) -> None:
    fill(path)
    with Store(path) as store:
        store.forget_sources(["a.txt"])
        store.write_note("key", b"other")
    with Store(path) as store:
        assert list(store.sources()) == [ONE]
        assert store.note("key") == b"value"


def test_everything_is_forgotten_when_asked(path: Path) -> None:
    fill(path)
    with Store(path) as store:
        store.forget()
        assert (list(store.sources()), files(store), store.note("key")) == ([], [], b"")


def test_two_builds_do_not_have_it_at_once(path: Path) -> None:
    with Store(path) as store:
        with pytest.raises(OutputError) as stopped:
            Store(path)
        assert stopped.value.problem.code == "B006"
        store.keep_sources([ONE])
        store.commit()
        with pytest.raises(OutputError):
            Store(path)
    with Store(path) as store:
        assert list(store.sources()) == [ONE]


@pytest.mark.parametrize(
    ("present", "altered"),
    [
        ([Folder("a/", [("page.html", 10, 20), ("page.txt", 30, 40)])], set()),
        ([Folder("a/", None)], set()),
        ([Folder("a/", [("page.html", 11, 20), ("page.txt", 30, 40)])], {"a/page.html"}),
        ([Folder("a/", [("page.html", 10, 21), ("page.txt", 30, 40)])], {"a/page.html"}),
        ([Folder("a/", [("page.html", 10, 20)])], {"a/page.html"}),  # its copy is lost: the page brings it back
        ([Folder("a/", [("page.html", 10, 20), ("page.txt", 31, 40)])], {"a/page.html"}),
        ([Folder("a/", [])], {"a/page.html"}),
        ([], {"a/page.html"}),
    ],
)
def test_a_page_is_altered_when_any_of_its_files_is(path: Path, present: list[Folder], altered: set[str]) -> None:
    fill(path)
    with Store(path) as store:
        assert store.see(present) == altered


@pytest.mark.parametrize(
    ("claims", "clash"),
    [
        ([("a.html", "one"), ("b.html", "two")], None),
        ([("a.html", "one"), ("a.html", "two")], ("a.html", "one", "two")),
        ([("a.html", "one"), ("A.html", "two")], ("A.html", "one", "two")),
        ([("STRASSE.html", "one"), ("straße.html", "two")], ("STRASSE.html", "one", "two")),
    ],
)
def test_an_address_has_one_claimant_letters_case_apart(
    path: Path, claims: list[tuple[str, str]], clash: tuple[str, str, str] | None
) -> None:
    with Store(path) as store:
        assert store.plan(claims) == clash


@pytest.mark.parametrize(
    ("address", "clash"),
    [
        ("tag", ("tag", "owner", "index")),
        ("Tag", ("Tag", "owner", "index")),
        ("index.html/x.txt", ("index.html", "front", "owner")),
        ("ta", None),
        ("tags", None),
        ("tag/x", None),
        ("index.htm/x", None),
    ],
)
def test_an_address_is_a_file_or_a_folder(path: Path, address: str, clash: tuple[str, str, str] | None) -> None:
    with Store(path) as store:
        assert store.plan([("tag/index.html", "index"), ("index.html", "front"), (address, "owner")]) is None
        assert store.folder_clash(address) == clash


def test_what_nobody_wants_is_told_once_and_forgotten(path: Path) -> None:
    fill(path)
    with Store(path) as store:
        store.see([Folder("", [("stray.html", 1, 1)]), Folder("a/", [("page.html", 10, 20)])])
        store.plan([("a/page.txt", "one")])
        assert store.unowned() == ("a/page.html", "stray.html")
        assert files(store) == [COPY]


@pytest.mark.parametrize("data", [b"", b"no database" * 1000, b"SQLite format 3\0" + bytes(4096)])
def test_a_memory_that_cannot_be_used_is_begun_anew(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    with Store(path) as store:
        assert list(store.sources()) == []
        store.keep_sources([ONE])
        store.commit()
    with Store(path) as store:
        assert list(store.sources()) == [ONE]
        assert store.mended == ""


def test_a_memory_where_nothing_can_be_written_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "store.sqlite").mkdir()

    with pytest.raises(OutputError) as stopped:
        Store(tmp_path / "store.sqlite")

    assert stopped.value.problem.code == "B003"


def test_of_many_claims_the_first_that_is_made_twice_is_told(tmp_path: Path) -> None:
    with Store(tmp_path / "store.sqlite") as store:
        assert store.plan([("a.html", "one"), ("b.html", "two")]) is None
        assert store.plan([("c.html", "three"), ("B.html", "four"), ("a.html", "one")]) == ("B.html", "two", "four")
        assert store.plan([("d.html", "five"), ("a.html", "one")]) == ("a.html", "one", "one")


def test_a_memory_is_sound_only_as_it_was_written(path: Path) -> None:
    assert not is_sound(path)
    fill(path)
    assert is_sound(path)
    damaged = bytearray(path.read_bytes())
    damaged[-1] ^= 1
    path.write_bytes(bytes(damaged))

    assert not is_sound(path)
    assert path.read_bytes() == bytes(damaged)


def test_nothing_is_taken_from_a_damaged_memory(path: Path) -> None:
    with Store(path) as store:
        store.write_note("reading", b"rule")
        store.keep_sources([ONE])
        store.commit()
    assert sources_of(path, b"rule") == [ONE]
    path.write_bytes(path.read_bytes().replace(ONE.facts, b"fakes"))

    assert sources_of(path, b"rule") == []


def test_a_folder_is_known_by_the_digest_of_its_own_files(path: Path) -> None:
    names = ("index.html", "a.html", "a/b/c.html", "a/d.html", "a0.html", "e/f.html", "\u00e9/f.html")
    with Store(path) as store:
        store.keep_files([FileRow(name, "", b"", 1, 2, b"s" * 32) for name in names])
        assert store.folders() == {
            "": digest_of_files([("a.html", 1, 2), ("a0.html", 1, 2), ("index.html", 1, 2)]),
            "a/": digest_of_files([("d.html", 1, 2)]),
            "a/b/": digest_of_files([("c.html", 1, 2)]),
            "e/": digest_of_files([("f.html", 1, 2)]),
            "\u00e9/": digest_of_files([("f.html", 1, 2)]),
        }
        store.keep_files([FileRow("a/d.html", "", b"", 3, 4, b"t" * 32)])
        store.see(())
        store.plan([(name, "one") for name in names if not name.startswith("e/")])
        store.unowned()
        store.commit()
    with Store(path) as store:
        known = store.folders()
        assert known["a/"] == digest_of_files([("d.html", 3, 4)])
        assert known.keys() == {"", "a/", "a/b/", "\u00e9/"}
