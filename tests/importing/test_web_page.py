"""A page of the Web is read in proportion to its length, however badly its tags and comments are ended."""

import time

import pytest

from generator.importing.formats.documents.web_page import text_of

_LONG = 20_000


@pytest.mark.parametrize("sign", ["<!-- ", "<a ", '<a b="c ', "<br ", "</a ", "<? ", "<! ", "<div>", "<table><tr><td>"])
def test_what_does_not_end_takes_no_square_of_time(sign: str) -> None:
    begun = time.process_time()
    text = text_of(f"<html><body>ninety nets {sign * _LONG}")

    assert time.process_time() - begun < 5  # the square of it takes minutes
    assert text.startswith("ninety nets")


def test_comments_are_left_out_and_one_without_an_end_is_text() -> None:
    assert text_of("one <!-- KARLOVIN -->two <!-- three").split() == ["one", "two", "<!--", "three"]


def test_an_attribute_with_markup_in_it_is_none_of_the_text() -> None:
    assert text_of('one <a data-content="<b>KARLOVIN</b>">two</a>').split() == ["one", "two"]
