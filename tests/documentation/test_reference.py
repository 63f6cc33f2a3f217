"""The generated reference pages are those that the program would write now."""

import pytest

from tests.documentation.reference import PAGES, ROOT, page


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_current(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8") == page(name), "run: make reference"
