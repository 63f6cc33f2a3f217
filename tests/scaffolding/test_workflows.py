"""The composite action and the workflows of a new room: they are YAML, say what they must, and their steps really run."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec.yaml
import pytest

from tests.room import Room

ROOT = Path(__file__).parent.parent.parent
STARTER = ROOT / "generator/scaffolding/starter"


def read(path: Path) -> dict[str, Any]:
    return dict(msgspec.yaml.decode(path.read_bytes()))  # the key "on" is a yes to YAML


@pytest.fixture
def command(tmp_path: Path) -> Path:
    """A folder with the command ``reading-room``, as an installation puts it on the path."""
    place = tmp_path / "bin/reading-room"
    place.parent.mkdir()
    place.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m generator "$@"\n', encoding="utf-8")
    place.chmod(0o755)
    return place.parent


def run_action(command: Path, folder: Path, **given: str) -> subprocess.CompletedProcess[str]:
    """Run the steps of the action that are commands, after the installation, until one fails."""
    action = read(ROOT / "action.yml")
    values = {name: str(one["default"]) for name, one in action["inputs"].items()} | given
    done = None
    for step in action["runs"]["steps"]:
        if "run" not in step or "pip install" in step["run"]:
            continue
        own = {
            name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: values[found[1]], value)
            for name, value in step["env"].items()
        }
        environment = {**os.environ, **own, "PATH": f"{command}{os.pathsep}{os.environ['PATH']}"}
        words = ["bash", "-e", "-o", "pipefail", "-c", step["run"]]
        done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            break
    assert done is not None
    return done


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_the_action_builds_a_room_and_fails_on_faults_of_content_only_when_it_is_strict(
    room: Room, command: Path
) -> None:
    room.cable("07VENSK12")
    room.put("pages/a page.md", "# One\n\n[x](nowhere.html)\n")
    address = "https://example.org/a room/$(touch pwned)/"

    done = run_action(command, room.folder, output="the site")
    strict = run_action(command, room.folder, output="the site", strict="true")
    hostile = run_action(command, room.folder, **{"base-url": address})

    assert done.returncode == 0, done.stderr
    assert (room.folder / "the site/index.html").is_file()
    assert strict.returncode == 1
    assert hostile.returncode == 3
    assert not (room.folder / "pwned").exists()


def test_no_input_of_the_action_reaches_a_shell_but_as_a_variable() -> None:
    steps = read(ROOT / "action.yml")["runs"]["steps"]

    assert [one for one in steps if "${{" in one.get("run", "")] == []


def test_the_workflow_gives_write_rights_to_the_job_that_publishes_alone() -> None:
    workflow = read(STARTER / "github.yml")

    assert workflow["permissions"] == {"contents": "read"}
    assert {name: job.get("permissions", {}) for name, job in workflow["jobs"].items()} == {
        "build": {},
        "publish": {"pages": "write", "id-token": "write"},
    }
    assert workflow["jobs"]["publish"]["if"] == "github.event_name != 'pull_request'"


def test_both_hosts_cache_the_store_and_show_what_a_change_would_make() -> None:
    github = read(STARTER / "github.yml")["jobs"]["build"]["steps"]
    gitlab = read(STARTER / "gitlab.yml")
    cached = next(one["with"]["path"] for one in github if one.get("uses", "").startswith("actions/cache@"))
    shown = next(one for one in github if one.get("uses", "").startswith("actions/upload-artifact@"))

    assert set(cached.split()) == {"site", ".reading-room"} <= set(gitlab[".room"]["cache"]["paths"])
    assert shown["if"] == "github.event_name == 'pull_request'"
    assert gitlab["preview"]["artifacts"]["paths"] == ["site"]
    assert gitlab["pages"]["artifacts"]["paths"] == ["public"]
    assert {gitlab[job]["extends"] for job in ("preview", "pages")} == {".room"}
