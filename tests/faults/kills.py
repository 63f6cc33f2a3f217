"""Builds killed with SIGKILL at random moments, the main process or one of those it started: what stands after each?

    python -m tests.faults.kills NUMBER [SEED]

After each kill every file of the site must be whole, that of the last state or of the new, and the next build must make
what a clean build makes. Prints what was killed and when; exit status 1 if anything was not as it must be.
"""

import random
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import psutil

from tests.faults.ground import Ground


def kill_once(ground: Ground, state: int, dice: random.Random, longest: float) -> tuple[str, float, list[str]]:
    """Start a build that brings the room into a state, kill a part of it at a random moment, build again.

    Args:
        ground: the room, in the other state.
        state: what it is brought into.
        dice: where the randomness comes from.
        longest: seconds within which the moment lies.

    Returns:
        What was killed (main, worker, pagefind, or nothing where the build was over), after how many seconds, and what
        was wrong afterwards.
    """
    ground.turn(state)
    moment = dice.uniform(0.05, longest)
    aim = dice.choice(("main", "below"))
    with ground.start() as process:
        time.sleep(moment)
        killed = _kill(process.pid, aim, dice)
        _, said = process.communicate(timeout=120)
    wrong = [f"half written: {address}" for address in ground.half_written()]
    if killed == "worker" and (process.returncode not in {0, 1, 3} or "Traceback" in said):
        wrong.append(f"exit status {process.returncode}: {said[-300:]}")
    status, said = ground.run()
    if status != 0:
        wrong.append(f"the next build: exit status {status}: {said[-300:]}")
    wrong += [f"differs: {address}" for address in ground.differs(state)[:5]]
    return killed, moment, wrong


def _kill(pid: int, aim: str, dice: random.Random) -> str:
    try:
        main = psutil.Process(pid)
        below = main.children(recursive=True) if aim == "below" else []
        victim = dice.choice(below) if below else main
        name = "main" if victim.pid == pid else "pagefind" if "pagefind" in victim.name() else "worker"
        victim.send_signal(signal.SIGKILL)
    except psutil.NoSuchProcess:
        return "nothing"
    return name


def main() -> int:
    """Kill as often as asked."""
    number, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    dice = random.Random(seed)
    killed: Counter[str] = Counter()
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        ground = Ground(Path(folder) / "room", cables=40)
        ground.run()
        began = time.monotonic()
        ground.turn(1)
        ground.run()
        longest = (time.monotonic() - began) * 1.1
        for turn in range(number):
            name, moment, wrong = kill_once(ground, turn % 2, dice, longest)
            killed[name] += 1
            bad += bool(wrong)
            for one in wrong:
                print(f"{turn}: {name} killed after {moment:.3f} s: {one}")
    told = ", ".join(f"{count} {name}" for name, count in killed.most_common())
    print(f"{number} builds, seed {seed}, killed at up to {longest:.1f} s: {told}. {bad} were not mended.")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
