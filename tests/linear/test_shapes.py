"""A word of every reader's tables beside a sign: reading takes time in proportion. ``make linear`` tries all pairs."""

import re

import pytest

from tests.linear.shapes import DEAR, READERS, SIGNS, Shape, fault_of, known_words, seconds_of_sentences, some_shapes


@pytest.mark.parametrize("reader", READERS)
def test_each_word_beside_a_sign_is_read_in_proportion(reader: str) -> None:
    number = tuple(READERS).index(reader)
    shapes = [shape for at, shape in enumerate(some_shapes(seed=1)) if at % len(READERS) == number]

    assert [f"{shape}: {fault}" for shape in shapes if (fault := fault_of(shape, reader))] == []


@pytest.mark.parametrize("sign", ["\u200b", "\u202e", "\u00ad", "\ufe0f", "\u0301"])
def test_a_run_of_signs_without_width_is_read_in_proportion(sign: str) -> None:
    shape = Shape("", sign, "glued")

    assert {reader: fault for reader in READERS if (fault := fault_of(shape, reader))} == {}


def test_words_come_from_the_tables_of_the_readers() -> None:
    assert {"SIPDIS", "NOFORN", "SUBJECT", "Classified By", "PAGE", "SECTION", "LIMITED OFFICIAL USE"} <= set(
        known_words()
    )
    assert len({shape.word for shape in some_shapes(1)}) == len(known_words())
    assert {shape.sign for shape in some_shapes(1)} == set(SIGNS)


def test_a_reader_whose_time_is_square_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    pattern = re.compile(r"(?:SIPDIS\s+)*x")
    monkeypatch.setitem(READERS, "square", lambda data: pattern.search(data.decode()) and None)

    assert seconds_of_sentences("square") * DEAR < 1
    assert fault_of(Shape("SIPDIS", "", "in one line"), "square") != ""
    assert fault_of(Shape("NODIS", "", "in one line"), "square") == ""
