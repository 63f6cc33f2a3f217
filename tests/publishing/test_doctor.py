"""Doctor: the installation, the site against its manifest, copies in a folder and on the web, the limits of hosts."""

import functools
import http.server
import json
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from generator.cli import main
from generator.problems import OutputError
from generator.publishing.doctor import Diagnosis, examine, examine_copy, measure_site
from generator.publishing.host_limits import HOSTS, Measure, fits
from tests.room import Room

ROOT = Path(__file__).parent.parent.parent
FITTING = Measure(100, 10**6, ("data/cables.jsonl", 10**5), ("tag", 50), ("a.html", 6))


@pytest.fixture
def built(room: Room) -> Room:
    room.cable("07VENSK12", refs=["VENSK 11"])
    room.build()
    return room


def wrong(found: Diagnosis, site: str) -> list[tuple[str, str]]:
    """Return code and address of each problem that is not of the installation."""
    return [
        (problem.code, problem.where.path.removeprefix(f"{site}/"))
        for problem in found.problems
        if problem.code < "D010"
    ]


def test_a_site_as_built_is_what_its_manifest_says(built: Room) -> None:
    found = examine(built.project)

    assert wrong(found, built.output.as_posix()) == []
    told = {(fact.part, fact.name): fact.value for fact in found.facts}
    assert told["manifest", "files listed"] == len(built.site()) - 2  # without the manifest and the mark of the folder
    assert told["site", "bytes"] == sum(map(len, built.site().values())) - len(built.site()[".reading-room-site"])


def test_a_site_whose_build_was_interrupted_has_one_problem_and_the_counts(built: Room) -> None:
    shutil.rmtree(built.output / "tag")
    (built.project.store_folder / "unfinished").write_bytes(b"")
    found = examine(built.project)
    told = {(fact.part, fact.name): fact.value for fact in found.facts}

    assert [one.code for one in found.problems if not one.code.startswith("D01")] == ["P002"]
    assert int(told["manifest", "missing"]) > 1


def add(site: Path) -> None:
    (site / "tag/extra.html").write_bytes(b"new")


def add_hidden(site: Path) -> None:
    (site / ".evil").write_bytes(b"new")


def alter(site: Path) -> None:
    (site / "index.html").write_bytes(b"altered")


def link(site: Path) -> None:
    shutil.copy(site / "index.html", site.parent / "elsewhere.html")
    (site / "index.html").unlink()
    (site / "index.html").symlink_to(site.parent / "elsewhere.html")


def lose(site: Path) -> None:
    (site / "index.html").unlink()


def lose_tag(site: Path) -> None:
    (site / "tag/PREL.html").unlink()


def link_folder(site: Path) -> None:
    shutil.copytree(site / "tag", site.parent / "tag")
    (site / "more").symlink_to(site.parent / "tag")


def nothing(_site: Path) -> None:
    pass


def beside(site: Path) -> None:
    (site / ".git/objects").mkdir(parents=True)
    (site / ".git/objects/aa").write_bytes(b"x")
    for name in (".nojekyll", "CNAME", "_headers"):
        (site / name).write_bytes(b"")


CHANGES: list[tuple[Callable[[Path], None], list[tuple[str, str]]]] = [
    (nothing, []),
    (beside, []),
    (add, [("D003", "tag/extra.html")]),
    (add_hidden, [("D003", ".evil")]),
    (alter, [("D002", "index.html")]),
    (link, [("D002", "index.html")]),
    (lose, [("D001", "index.html")]),
    (link_folder, [("D003", "more")]),
]


@pytest.mark.parametrize(("change", "expected"), CHANGES, ids=lambda value: getattr(value, "__name__", ""))
def test_a_copy_in_a_folder_is_held_against_its_manifest(
    built: Room, change: Callable[[Path], None], expected: list[tuple[str, str]]
) -> None:
    copy = built.folder / "copy"
    shutil.copytree(built.output, copy)
    change(copy)

    assert wrong(examine_copy(str(copy)), copy.as_posix()) == expected


def test_a_copy_that_was_forged_whole_is_found_by_a_manifest_that_one_trusts(built: Room) -> None:
    copy = built.folder / "copy"
    shutil.copytree(built.output, copy)
    manifest = built.folder / "trusted.sha256"
    shutil.copy(built.output / "data/manifest.sha256", manifest)
    built.edit("cables/07VENSK12.txt", "quiet", "noisy")
    built.build()

    assert wrong(examine_copy(str(built.output)), built.output.as_posix()) == []
    found = wrong(examine_copy(str(built.output), manifest), built.output.as_posix())
    assert ("D002", "cable/2007/vensk/07VENSK12.html") in found


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_parts: object) -> None:
        pass


@pytest.fixture
def served(built: Room) -> Iterator[str]:
    handler = functools.partial(Quiet, directory=str(built.output))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("change", "expected"),
    [(nothing, []), (alter, [("D002", "index.html")]), (lose_tag, [("D001", "tag/PREL.html")]), (add, [])],
)
def test_a_copy_on_the_web_is_held_against_its_manifest(
    built: Room, served: str, change: Callable[[Path], None], expected: list[tuple[str, str]]
) -> None:
    change(built.output)

    assert wrong(examine_copy(f"{served}/"), served) == expected


@pytest.mark.parametrize("data", [None, b"", b"<html>not found</html>"])
def test_without_a_manifest_nothing_can_be_said(built: Room, data: bytes | None) -> None:
    place = built.output / "data/manifest.sha256"
    place.unlink()
    if data is not None:
        place.write_bytes(data)
    with pytest.raises(OutputError) as of_the_site:
        examine(built.project)
    with pytest.raises(OutputError) as of_the_copy:
        examine_copy(str(built.output))

    assert [stopped.value.problem.code for stopped in (of_the_site, of_the_copy)] == ["D004", "D004"]


@pytest.mark.parametrize(
    ("host", "measure", "codes"),
    [
        ("github-pages", FITTING, []),
        ("github-pages", {"bytes": 10**9 + 1}, ["D020"]),
        ("github-pages", {"largest_file": ("data/cables.jsonl", 104_857_601)}, ["D020"]),
        ("github-pages", {"largest_folder": ("cable/2007/vensk", 3_001)}, ["D021"]),
        ("cloudflare", {"files": 20_000}, []),
        ("cloudflare", {"files": 20_001}, ["D021"]),
        ("cloudflare", {"files": 100_001}, ["D020"]),
        ("cloudflare", {"largest_file": ("data/cables.jsonl", 26_214_401)}, ["D020"]),
        ("netlify", {"files": 10**6, "bytes": 10**11}, []),
        ("netlify", {"largest_folder": ("cable/2007/vensk", 54_001)}, ["D020"]),
        ("s3", {"files": 10**6, "bytes": 10**12, "largest_folder": ("a", 10**6)}, []),
        ("s3", {"longest_address": ("a" * 1_025, 1_025)}, ["D020"]),
    ],
)
def test_a_site_is_held_against_the_limits_of_a_host(
    host: str, measure: Measure | dict[str, object], codes: list[str]
) -> None:
    problems = fits(measure if isinstance(measure, Measure) else replace(FITTING, **measure), HOSTS[host], "site")

    assert [problem.code for problem in problems] == codes
    assert all(problem.hint and HOSTS[host].name in problem.message for problem in problems)


def test_every_limit_names_its_source_and_its_day() -> None:
    for host in HOSTS.values():
        assert all(source.startswith("https://") for source in host.sources)
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", host.read)
        assert all(limit.field in Measure.__struct_fields__ and limit.remedy for limit in host.limits)


def test_a_site_is_measured(tmp_path: Path) -> None:
    for address, size in (("index.html", 3), ("a/b/one.html", 5), ("a/b/two.html", 4), ("a/b/c/long name é.html", 1)):
        (tmp_path / address).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / address).write_bytes(b"x" * size)

    assert measure_site(tmp_path) == Measure(4, 13, ("a/b/one.html", 5), ("a/b", 3), ("a/b/c/long name é.html", 23))


def examined_with(folder: Path, modules: dict[str, str]) -> dict[str, str]:
    """Return message by code of what doctor finds where the path is empty and these modules stand before the installed."""
    for name, text in modules.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    environment = {"PYTHONPATH": f"{folder}:{ROOT}", "PATH": str(folder / "empty")}
    command = [sys.executable, "-m", "generator", "doctor", "--json"]
    done = subprocess.run(command, cwd=folder, env=environment, check=False, capture_output=True, timeout=60)
    assert done.returncode == 1, done.stderr
    return {problem["code"]: problem["message"] for problem in json.loads(done.stdout)["problems"]}


def test_an_installation_that_lacks_something_is_told(tmp_path: Path) -> None:
    lacking = "raise ImportError('libfoo is missing')"

    assert examined_with(tmp_path, {"pagefind_bin": lacking, "typst": lacking}) == {
        "D011": "Pagefind is not installed",
        "D012": "does not load: libfoo is missing",
    }


def test_a_pagefind_that_does_not_run_is_told(tmp_path: Path) -> None:
    program = tmp_path / "pagefind"
    program.write_text("no program", encoding="utf-8")
    given = f"def get_executable():\n    return {str(program)!r}\n"

    assert examined_with(tmp_path, {"pagefind_bin": given})["D011"] == "Pagefind does not run: permission denied"


def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "argv", ["reading-room", "doctor", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), out, err


def test_the_exit_status_says_how_it_is(
    built: Room, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(built.folder)
    status, out, _ = run(monkeypatch, capsys, "--target", "s3", "--json")
    told = json.loads(out)
    assert (status, told["errors"]) == (0, 0)
    assert {"part": "host", "name": "name", "value": "Amazon S3"} in told["facts"]

    alter(built.output)
    status, out, _ = run(monkeypatch, capsys, "--verify", "site")
    assert status == 1
    assert re.search(r"changed +1\n", out)
    assert "\nsite/index.html: error D002: this file differs from the manifest\n  hint: " in out

    assert run(monkeypatch, capsys, "--verify", "site", "--target", "s3")[0] == 2
    assert run(monkeypatch, capsys, "--manifest", "x")[0] == 2
    assert run(monkeypatch, capsys, "--target", "moon")[0] == 2
    assert run(monkeypatch, capsys, "--target", "s3", "--output", "nowhere")[0] == 3
    assert run(monkeypatch, capsys, "--output", "nowhere")[0] == 0
