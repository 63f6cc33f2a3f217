"""Random phrases as rules of withholding: each is planted in many forms, the room is built, every byte of it is searched.

    python -m tests.leaks.run N [--seed S] [--cables FOLDER]

Phrases are of one to four words of golden cables, or of those in FOLDER. They are planted over line ends, page markers and lone
classifications, within markup, in other encodings, in pages, notes and second texts of a cable. What is found is not looked
for with the program's own code. Ends with 1 where a phrase is left anywhere.
"""

import argparse
import random
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import cache
from html import unescape
from pathlib import Path
from unicodedata import normalize
from urllib.parse import unquote

import msgspec

from generator.build.inputs.project import Options
from generator.problems import GeneratorError
from tests.redaction.test_build_with_rules import texts_of
from tests.room import Room, cable_text

GOLDEN = Path(__file__).parent.parent / "golden" / "cables"
AT_ONCE = 25  # rules of one build
_WORD = re.compile(r"[^\W\d_]{2,}(?:['\u2019-][^\W\d_]+)?")
_SENTENCE = re.compile(r"[^.,;:!?\n()\"\[\]/<>&]{20,}")
PAGE = "\n\nSECRET\n\nPAGE 02        VENSK  00097  01 OF 03  182017Z\n\n"
MARKER = "\n\nVENSK 00000012  002 OF 003\n\n"
LONE = ("\nSECRET\n", "\nC O N F I D E N T I A L\n", "\nNOFORN\n")
IN_CABLES = (" ", "\n", "\n\n", "  ", "-", "\t", "\r\n", "&nbsp;", MARKER, PAGE, *LONE)
IN_MARKDOWN = (" ", "\n", "** ", "* *", "` `", "\n> ", "&#32;", "\u00a0", "\\\n", " | ", "_", "%20", "[^1] ")
WITHIN = ("", "", "", "-\n", "\u00ad", "\u200b", "\u034f")


class Tried(msgspec.Struct):
    """What came of the phrases: how many were tried, left, refused with a word, stopped by the last gate."""

    tried: int = 0
    refused: int = 0
    stopped: int = 0
    left: list[str] = []


def main() -> int:
    """Try phrases, print what came of them, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cables", type=Path, default=GOLDEN)
    parser.add_argument("--printed", action="store_true", help="with PDF and the search index in every build")
    wanted = parser.parse_args()
    done = try_phrases(wanted.count, wanted.seed, wanted.cables, printed=wanted.printed)
    for one in done.left:
        print(f"left: {one}")
    print(
        f"{done.tried} phrases tried (seed {wanted.seed}), {len(done.left)} left; {done.refused} were refused as rules, "
        f"{done.stopped} stopped by the last gate"
    )
    return int(bool(done.left or not done.tried))


def try_phrases(count: int, seed: int, cables: Path = GOLDEN, *, printed: bool = False) -> Tried:
    """Try a number of phrases, some at once."""
    chance = random.Random(seed)
    phrases = list(phrases_in(cables, count, chance))
    done = Tried()
    for start in range(0, len(phrases), AT_ONCE):
        options = Options(jobs=1, search=printed or start == 0, pdf=printed or start == 0)
        with tempfile.TemporaryDirectory() as folder:
            _try(Room(Path(folder)), phrases[start : start + AT_ONCE], chance, options, done)
    return done


def phrases_in(folder: Path, count: int, chance: random.Random) -> Iterator[str]:
    """Yield phrases of one to four words, each once in a build: in the next it may be planted in other forms."""
    sentences: list[list[str]] = []
    for path in sorted(one for one in folder.rglob("*") if one.suffix in {".txt", ".html"}):
        text = path.read_text(encoding="utf-8", errors="replace")
        sentences += [words for match in _SENTENCE.finditer(text) if len(words := _WORD.findall(match[0])) > 1]
    seen: set[str] = set()
    for _ in range(count * 20):
        words = chance.choice(sentences)
        size = min(len(words), chance.choice((1, 2, 2, 3, 4)))
        at = chance.randrange(len(words) - size + 1)
        phrase = " ".join(words[at : at + size])
        if phrase.lower() not in seen and len(phrase) > 4:
            seen.add(phrase.lower())
            yield phrase
            count -= 1
            if len(seen) == AT_ONCE:
                seen.clear()
            if not count:
                return


def broken(phrase: str, breaks: Sequence[str], chance: random.Random) -> str:
    """Return a phrase with something between its words, and perhaps something within one."""
    words = phrase.split()
    if chance.random() < 0.3:
        at = chance.randrange(len(words))
        half = max(1, len(words[at]) // 2)
        words[at] = words[at][:half] + chance.choice(WITHIN) + words[at][half:]
    if chance.random() < 0.5:
        words = [word.upper() for word in words]
    return "".join(
        word + (chance.choice(breaks) if number < len(words) else "") for number, word in enumerate(words, 1)
    )


def _furnish(room: Room, phrases: Sequence[str], chance: random.Random) -> None:
    for number, phrase in enumerate(phrases, 1):
        cable_id = f"07VENSK{number}"
        text = cable_text(cable_id, subject=f"On {phrase}", text="First.\nPLANTED.\nAgain PLANTED and more.\nThird.")
        for _ in range(2):
            text = text.replace("PLANTED", f"zz {broken(phrase, IN_CABLES, chance)} zz", 1)
        encoding = chance.choice(("utf-8", "utf-8", "utf-16", "cp1252"))
        try:
            data = text.encode(encoding)
        except UnicodeEncodeError:
            data = text.encode()
        room.put(f"cables/{cable_id}.txt", data)
        if chance.random() < 0.3:
            room.put(f"cables/{cable_id}_b.txt", text.replace("Third.", f"Fourth, {phrase}."))
        room.put(
            f"notes/{cable_id}.md",
            f"zz {broken(phrase, IN_MARKDOWN, chance)} zz\n\n## p1\n\n**{phrase.split()[0]}** zz\n",
        )
        room.put(f"pages/page-{number}.md", f"# A page\n\nzz {broken(phrase, IN_MARKDOWN, chance)} zz\n\n[^1]: zz\n")


def _try(room: Room, phrases: Sequence[str], chance: random.Random, options: Options, done: Tried) -> None:
    _furnish(room, phrases, chance)
    held = list(phrases)
    while held:
        room.put("withheld.toml", "".join(_rule(phrase) for phrase in held))
        try:
            report = room.build(msgspec.structs.replace(options, show_withheld=True))
        except GeneratorError as error:
            at = _rule_at(error)
            done.stopped += error.problem.code == "W006"
            done.refused += error.problem.code != "W006"
            print(f"{error.problem.code}: {held[at]!r}: {error.problem.message}")
            del held[at]
            continue
        told = {one.where.line for one in report.problems if one.code == "W007"}
        done.refused += len(told)
        site = {address: data for address, data in room.site().items() if not address.startswith(".")}
        wanted = {phrase: _pattern(phrase) for at, phrase in enumerate(held) if 1 + at * _LINES not in told}
        done.tried += len(wanted)
        for address, text in texts_of(site):
            plain = _joined(text)
            for phrase, pattern in wanted.items():
                if pattern.search(plain) and not any(map(pattern.search, _own_words(options.search))):
                    done.left.append(f"{phrase!r} in {address}")
        return


@cache
def _own_words(printed: bool) -> tuple[str, ...]:
    """Return what the files of a room say in which nothing was planted: words side by side there are nobody's secret."""
    with tempfile.TemporaryDirectory() as folder:
        room = Room(Path(folder))
        for number in range(1, AT_ONCE + 1):
            room.put(f"cables/07VENSK{number}.txt", cable_text(f"07VENSK{number}", subject="Zz", text="Zz zz."))
        room.build(Options(jobs=1, search=printed, pdf=printed))
        return tuple(_joined(text) for _, text in texts_of(room.site()))


def _rule(phrase: str) -> str:
    return f'[[withhold]]\ntext = "{phrase}"\nreason = "zz"\ndate = 2026-01-02\n\n'


_LINES = _rule("").count("\n")


def _rule_at(error: GeneratorError) -> int:
    """Return which rule a problem speaks of, counted from 0."""
    problem = error.problem
    told = re.search(r"rule of line (\d+)", problem.message)
    return (int(told[1]) if told else problem.where.line or 1) // _LINES


def sees(phrase: str, text: str) -> bool:
    """Say whether a phrase is in a text, in any of the forms that are planted."""
    return _pattern(phrase).search(_joined(text)) is not None


def _joined(text: str) -> str:
    """Return a text without what was planted between and within words."""
    plain = unquote(unescape(text)) if "%" in text or "&" in text else text
    for planted in (PAGE, MARKER, *LONE):
        plain = plain.replace(planted, "\n")
    for planted in WITHIN:
        plain = plain.replace(planted, "") if planted else plain
    return normalize("NFKC", plain)


def _pattern(phrase: str) -> re.Pattern[str]:
    """Return what finds a phrase: its words, with anything between that ends no sentence."""
    between = r"(?:[^\w.,;:!?]|_|[.,;:!?](?!\s))*"
    words = between.join(re.escape(word) for word in re.split(r"[\s'\u2019-]+", normalize("NFKC", phrase)))
    return re.compile(rf"(?<![^\W_]){words}(?![^\W_])", re.IGNORECASE)


if __name__ == "__main__":
    sys.exit(main())
