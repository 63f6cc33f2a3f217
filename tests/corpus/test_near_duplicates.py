"""Nearly equal texts find each other; texts that share a standing phrase do not."""

import random
import re
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.corpus.near_duplicates import SKETCH, find_versions, pack_sketch, sketch_of
from tests.growth import growth, seconds_of

BOILERPLATE = "This is the standing paragraph on visitors and their visas, which every cable of the post ends with."


def paragraphs(seed: int, count: int) -> list[str]:
    words = random.Random(seed)
    return [" ".join(f"word{words.randrange(5000)}" for _ in range(25)) for _ in range(count)]


def test_a_sketch_does_not_see_how_lines_were_cut() -> None:
    text = paragraphs(1, 4)
    other = ["  ".join(one.upper().split()) + "." for one in text]

    assert sketch_of(text) == sketch_of(other)
    assert len(sketch_of(paragraphs(2, 40))) == 4 * SKETCH


@given(st.text(min_size=60, max_size=90))
def test_only_letters_and_figures_count(text: str) -> None:
    plain = re.sub(r"[^A-Za-z0-9]+", "", text).lower()

    assert sketch_of([text]) == crc32(plain.encode()).to_bytes(4, "big")


def test_short_blocks_say_nothing() -> None:
    assert sketch_of(["SUMMARY", "End summary.", "HOLM"]) == b""


@pytest.mark.parametrize(
    ("change", "alike"),
    [
        (lambda text: text, True),
        (lambda text: text[1:], True),  # a copy that lost its first paragraph
        (
            lambda text: [
                *text[:4],
                "One paragraph was written anew, and it is quite unlike the one before.",
                *text[5:],
            ],
            True,
        ),
        (lambda text: text[:5] + paragraphs(99, 10), False),
        (lambda _: paragraphs(98, 10), False),
    ],
)
def test_versions_are_those_that_share_most_of_their_paragraphs(change: object, *, alike: bool) -> None:
    text = paragraphs(1, 10)
    other = change(text)  # type: ignore[operator]
    found = find_versions([sketch_of(text), sketch_of(other)], [100, 100])

    assert found == ({0: (1,), 1: (0,)} if alike else {})


def test_a_standing_paragraph_makes_no_versions() -> None:
    sketches = [sketch_of([*paragraphs(seed, 3), BOILERPLATE]) for seed in range(30)]

    assert find_versions(sketches, [100] * 30) == {}


def test_the_longest_version_comes_first() -> None:
    sketch = sketch_of(paragraphs(1, 6))

    assert find_versions([sketch, sketch, sketch], [10, 300, 200]) == {0: (1, 2), 1: (2, 0), 2: (1, 0)}


def test_time_grows_with_the_number_of_cables() -> None:
    def seconds(count: int) -> float:
        numbers = random.Random(count)
        sketches = [pack_sketch(numbers.sample(range(1 << 32), SKETCH)) for _ in range(count)]
        return seconds_of(lambda: find_versions(sketches, [100] * count))

    assert growth(lambda: seconds(8_000), lambda: seconds(32_000)) == ""
