"""A bounded run of each target by chance; ``make fuzz`` goes on far longer, guided by what is reached."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.run import mutated, watched
from tests.fuzz.seeds import WORDS
from tests.fuzz.targets import TARGETS

INPUTS = 120


@pytest.mark.parametrize("name", TARGETS)
def test_what_must_hold_of_all_bytes_holds_of_these(name: str, tmp_path: Path) -> None:
    target = TARGETS[name]
    check = watched(target.check, name, tmp_path)
    dice = random.Random(8)
    beginnings = target.seeds()
    for data in (*beginnings, b"", *(mutated(dice.choice(beginnings), dice, WORDS, 400) for _ in range(INPUTS))):
        check(data)

    assert [path.read_text(encoding="utf-8") for path in tmp_path.glob("*.txt")] == []


def test_a_find_is_kept_once_for_each_place_and_the_run_goes_on(tmp_path: Path) -> None:
    looked: list[bytes] = []

    def fails(data: bytes) -> None:
        looked.append(data)
        assert data != b"bad", "as wanted"

    watch = watched(fails, "x", tmp_path)
    for data in (b"good", b"bad", b"bad", b"good"):
        watch(data)

    assert len(looked) == 4
    (kept,) = tmp_path.glob("*.input")
    assert kept.read_bytes() == b"bad"
    assert "as wanted" in kept.with_suffix(".txt").read_text(encoding="utf-8")


def test_the_program_tells_how_many_inputs_it_tried_and_how(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.run", "--only", "site", "--inputs", "200", "--finds", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "200 inputs, 0 found" in done.stdout
    assert "atheris" in done.stdout
