"""The files of the index: what is written is read again, and where files of words are cut hangs on few words."""

import random
import zlib

import pytest

from generator.search import format as files
from generator.search.format import (
    Record,
    change_list,
    read_numbers,
    read_words,
    starts,
    write_list,
    write_words,
)
from tests.search.index_reader import read_list


@pytest.mark.parametrize("values", [[], [0], [127, 128, 16_383, 16_384, 2**40], list(range(300))])
def test_numbers_are_read_as_they_were_written(values: list[int]) -> None:
    assert read_numbers(files.numbers(values)) == values


def test_a_number_without_an_end_is_told() -> None:
    with pytest.raises(ValueError, match="without an end"):
        read_numbers(b"\x05\x80")


@pytest.mark.parametrize(
    "values", [[3], [0, 4, 8, 12], [5, 11, 400, 401 * 4, 2**33 + 2], [number * 4 + number % 4 for number in range(500)]]
)
def test_a_list_is_read_as_it_was_written(values: list[int]) -> None:
    assert read_list(write_list(values)) == values


@pytest.mark.parametrize("seed", range(60))
def test_a_list_that_is_changed_is_the_one_written_anew(seed: int) -> None:
    rng = random.Random(seed)
    span = rng.choice((40, 700, 90_000, 2**34))
    documents = sorted({rng.randrange(span) for _ in range(rng.choice((1, 2, 30, 400)))})
    gone = set(rng.sample(documents, min(len(documents), rng.choice((0, 1, 1, 3, 400)))))
    free = {rng.randrange(span) for _ in range(rng.choice((0, 1, 5)))} - set(documents)
    new = free | set(rng.sample(sorted(gone), len(gone) // 2))
    if not gone and not new:
        new = {span}
    old = [number * 4 + rng.randrange(4) for number in documents]
    added = [number * 4 + rng.randrange(4) for number in sorted(new)]
    wanted = sorted([*(value for value in old if value // 4 not in gone), *added])

    assert change_list(write_list(old), added, gone) == (len(wanted), write_list(wanted) if wanted else b"")


def test_a_file_of_words_is_read_as_it_was_written() -> None:
    words = [
        Record(stem, place + 1, bytes([place]) * place)
        for place, stem in enumerate(("a", "ab", "année", "annòe", "北京", "北海"))
    ]

    assert read_words(write_words(words)) == words


@pytest.mark.parametrize("cut", [0, 1, 5, -1])
def test_a_file_of_words_that_is_cut_short_is_told(cut: int) -> None:
    data = write_words([Record("harbour", 2, b"\x04\x08"), Record("herring", 1, b"\x04")])
    with pytest.raises(ValueError, match="not whole"):
        read_words(data[:cut])


def test_a_word_more_changes_few_files() -> None:
    rng = random.Random(7)
    words = sorted({"".join(rng.choices("abcdefgh", k=6)) for _ in range(4_000)})
    sized = [(word, rng.choice((5, 20, 200))) for word in words]
    more = sorted([*sized, ("cabbageroll", 30)])
    before = {words[at] for at in starts(sized, 1_024)}
    after = {more[at][0] for at in starts(more, 1_024)}

    assert len(before) > 50
    assert len(before ^ after) <= 4


def test_a_word_that_fills_a_file_stands_alone() -> None:
    sized = [("a", 10), ("b", 5_000), ("c", 10)]

    assert starts(sized, 1_024) == [0, 1, 2]


def test_files_are_named_by_where_they_begin() -> None:
    assert files.separator("harbour", "herring") == "he"
    assert files.separator("har", "harbour") == "harb"
    assert files.name_of("he") == "words/6865.bin"
    assert files.name_of("") == "words/0.bin"


def test_the_check_of_a_file_is_of_its_crc() -> None:
    assert files.check(b"harbour") == zlib.crc32(b"harbour") % 65_536
