"""A few builds killed at random moments; ``make faults`` kills two hundred."""

import random
from pathlib import Path

from tests.faults.ground import Ground
from tests.faults.kills import kill_once


def test_a_killed_build_leaves_whole_files_and_the_next_one_mends(tmp_path: Path) -> None:
    ground = Ground(tmp_path / "room", cables=24)
    assert ground.run()[0] == 0
    dice = random.Random(7)
    killed = []
    for turn in range(6):
        name, moment, wrong = kill_once(ground, (turn + 1) % 2, dice, 1.5)
        assert wrong == [], f"{name} killed after {moment:.3f} s"
        killed.append(name)

    assert set(killed) & {"main", "worker"}
