"""Fuzzing: as many inputs as asked, spread over the targets, guided by coverage where atheris is installed.

    python -m tests.fuzz.run [--inputs N] [--seed N] [--only TARGET] [--finds DIR]

Each target is a process of its own. A find is kept as a file in DIR with what failed beside it, once for each place where
something failed; fuzzing goes on. Without atheris inputs are made by chance alone from the same beginnings, and the report
says so. Exit status 1 if anything was found.
"""

import argparse
import hashlib
import importlib.util
import random
import re
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

_DONE = re.compile(r"Done (\d+) runs in (\d+) second")
_COVERED = re.compile(r"cov: (\d+) ft: (\d+) corp: (\d+)")
_LONGEST = 20  # seconds for one input of some hundred bytes


def main() -> int:
    """Fuzz every target, or one."""
    asked = _arguments()
    finds = Path(asked.finds)
    finds.mkdir(parents=True, exist_ok=True)
    if asked.child:
        return _child(asked, finds)
    guided = importlib.util.find_spec("atheris") is not None
    how = "guided by coverage (atheris)" if guided else "made by chance (atheris is not installed)"
    print(f"{asked.inputs} inputs {how}, seed {asked.seed}", flush=True)
    shares = _shares(asked.only)
    whole = sum(shares.values())
    bad = total = 0
    for name, share in shares.items():
        number = max(1, asked.inputs * share // whole)
        before = set(finds.glob("*.txt"))
        began = time.monotonic()
        done, covered, failed = _start(name, number, asked, finds)
        total += done
        found = sorted(set(finds.glob("*.txt")) - before)
        bad += len(found) + failed
        seconds = time.monotonic() - began
        print(
            f"{name}: {done} inputs, {seconds:.0f} s, {done / seconds:.0f}/s{covered}, {len(found)} found", flush=True
        )
        for one in found:
            print(f"  {one}: {one.read_text(encoding='utf-8').strip().splitlines()[-1][:300]}", flush=True)
    print(f"{total} inputs, {bad} found", flush=True)
    return int(bad > 0)


def mutated(data: bytes, dice: random.Random, words: tuple[bytes, ...], longest: int) -> bytes:
    """Return data with some bytes changed, left out, doubled, or words put in, cut to the longest input."""
    made = bytearray(data)
    if len(made) > longest:
        at = dice.randrange(len(made) - longest)
        made = made[at : at + longest]
    for _ in range(dice.choice((1, 1, 2, 4, 9))):
        at = dice.randrange(len(made) + 1)
        end = min(len(made), at + dice.choice((1, 1, 2, 8, 40)))
        how = dice.randrange(6)
        if how == 0:
            made[at:end] = dice.randbytes(end - at)
        elif how == 1:
            del made[at:end]
        elif how == 2:
            made[at:at] = made[at:end] * dice.choice((1, 2, 9))
        elif how == 3:
            made[at:at] = dice.choice(words)
        elif how == 4:
            made[at:end] = dice.choice(words)
        elif at < len(made):
            made[at] ^= 1 << dice.randrange(8)
    return bytes(made[:longest])


def _shares(only: str) -> dict[str, int]:
    from tests.fuzz.targets import TARGETS  # noqa: PLC0415  the child must import them instrumented, so nobody before

    return {name: one.share for name, one in TARGETS.items() if only in {"", name}}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.run")
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    parser.add_argument("--finds", default=".reading-room/fuzz")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _start(name: str, number: int, asked: argparse.Namespace, finds: Path) -> tuple[int, str, int]:
    """Run a child on one target -> inputs it took, what was covered, 1 if it did not end well."""
    command = [sys.executable, "-m", "tests.fuzz.run", "--child", "--only", name, "--inputs", str(number)]
    done = subprocess.run(
        [*command, "--seed", str(asked.seed), "--finds", str(finds)], capture_output=True, text=True, errors="replace",
        check=False,
    )  # fmt: skip
    ended = _DONE.search(done.stderr)
    if ended is None or done.returncode != 0:
        print(done.stderr[-3000:], flush=True)
        return int(ended[1]) if ended else 0, "", 1
    marks = _COVERED.findall(done.stderr)
    covered = ", {} edges, {} features, {} inputs that brought something new".format(*marks[-1]) if marks else ""
    return int(ended[1]), covered, 0


def _child(asked: argparse.Namespace, finds: Path) -> int:
    try:
        import atheris  # noqa: PLC0415  an extra
    except ImportError:
        return _by_chance(asked, finds)
    with atheris.instrument_imports(include=["generator"], enable_loader_override=False):
        from tests.fuzz.seeds import WORDS  # noqa: PLC0415  imported instrumented
        from tests.fuzz.targets import TARGETS  # noqa: PLC0415  the same
    target = TARGETS[asked.only]
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus")
        corpus.mkdir()
        for at, seed in enumerate(target.seeds()):
            (corpus / str(at)).write_bytes(seed[: target.longest])
        listed = Path(folder, "words")
        quoted = ("".join(f"\\x{byte:02x}" for byte in word) for word in WORDS)
        listed.write_text("".join(f'"{word}"\n' for word in quoted), encoding="ascii")
        atheris.Setup(
            [sys.argv[0], f"-runs={asked.inputs}", f"-seed={asked.seed}", f"-max_len={target.longest}",
             f"-timeout={_LONGEST}", f"-dict={listed}", f"-artifact_prefix={finds}/{asked.only}-", "-rss_limit_mb=0",
             str(corpus)],
            watched(target.check, asked.only, finds),
        )  # fmt: skip
        atheris.Fuzz()
    return 0


def _by_chance(asked: argparse.Namespace, finds: Path) -> int:
    from tests.fuzz.seeds import WORDS  # noqa: PLC0415  as above
    from tests.fuzz.targets import TARGETS  # noqa: PLC0415  as above

    target = TARGETS[asked.only]
    check = watched(target.check, asked.only, finds)
    dice = random.Random(asked.seed)
    begin = time.monotonic()
    beginnings = target.seeds()
    for _ in range(asked.inputs):
        check(mutated(dice.choice(beginnings), dice, WORDS, target.longest))
    print(f"Done {asked.inputs} runs in {time.monotonic() - begin:.0f} second(s)", file=sys.stderr)
    return 0


def watched(check: Callable[[bytes], None], name: str, finds: Path) -> Callable[[bytes], None]:
    """Return a check that keeps what fails, once for each place, and goes on."""
    seen: set[str] = set()

    def watch(data: bytes) -> None:
        try:
            check(data)
        except Exception as error:  # noqa: BLE001  whatever it is, it is a find
            places = [f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)[-3:]]
            place = hashlib.sha256(f"{type(error).__name__} {places}".encode()).hexdigest()[:12]
            if place not in seen:
                seen.add(place)
                (finds / f"{name}-{place}.input").write_bytes(data)
                told = "".join(traceback.format_exception(error))
                (finds / f"{name}-{place}.txt").write_text(told, encoding="utf-8", errors="backslashreplace")

    return watch


if __name__ == "__main__":
    sys.exit(main())
