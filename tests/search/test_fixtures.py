"""The fixtures that Python and JavaScript share: the encoder writes these bytes (tests/javascript/format.test.mjs)."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from generator.search import columns
from generator.search import format as files
from generator.search.numbering import Document, number_documents

CASES: dict[str, Any] = json.loads((Path(__file__).parent / "fixtures.json").read_text(encoding="utf-8"))


def test_a_file_of_words_is_written_as_the_browser_reads_it() -> None:
    said = CASES["words"]["says"]
    records = [
        files.Record(stem, count, files.write_list([number * 4 + weight for number, weight in listed]))
        for stem, count, listed in said
    ]

    assert files.write_words(records).hex() == CASES["words"]["file"]
    assert files.read_words(bytes.fromhex(CASES["words"]["file"])) == records


def test_a_directory_is_written_as_the_browser_reads_it() -> None:
    case = CASES["directory"]
    head = b'{"version":3,"stamp":"0123456789ab"}'

    assert files.write_directory(head, list(zip(case["separators"], case["checks"], strict=True))).hex() == case["file"]


def test_columns_are_written_as_the_browser_reads_them() -> None:
    case = CASES["columns"]
    documents = [
        Document(
            f"07VENSK{n}",
            True,  # noqa: FBT003  by place
            dt.date(2007, 1, 1 + n % 3),
            b"",
            ("PREL", "ECON")[: n % 3],
            "VENSK" if n % 2 else "",
            "QH",
            "SECRET" if n else "",
        )
        for n in range(6)
    ]
    numbers, numbered = number_documents(documents)
    (block,) = columns.blocks_of(numbers, numbered)

    assert (block.start, block.data.hex()) == (case["start"], case["file"])
    assert [[at, list(one.tags), one.post, one.level] for at, one in numbered] == case["says"]


def test_stems_of_three_letters_or_more_are_in_the_files_of_their_first_and_last_letters() -> None:
    words = [("harbour", 7), ("harbourmaster", 2), ("ab", 9), ("once", 1), ("x1y", 4)]

    assert {name: data.hex() for name, data in columns.spelling_of(words).items()} == {
        name: one["file"] for name, one in CASES["spelling"].items()
    }


@pytest.mark.parametrize(("separator", "name"), CASES["names"])
def test_a_file_of_words_has_the_name_that_the_browser_asks_for(separator: str, name: str) -> None:
    assert files.name_of(separator) == name


@pytest.mark.parametrize(("data", "check"), CASES["checks"])
def test_the_check_of_a_file_is_the_browsers(data: str, check: int) -> None:
    assert files.check(bytes.fromhex(data)) == check
