"""Two versions side by side in a browser: axe finds nothing, nothing scrolls sideways, and each side is named."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.conftest import serve_folder
from tests.browser.test_axe import RULES
from tests.pages.test_comparison import fill
from tests.room import Room

PAGE = "compare/07VENSK12--07VENSK14.html"


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a room with two versions of one text."""
    room = Room(tmp_path_factory.mktemp("compared"))
    fill(room)
    room.build()
    yield from serve_folder(Path(room.output), policy=False)


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    browser: Browser, compared: str, scheme: Literal["light", "dark"], width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.goto(compared + PAGE)
    report = Axe().run(page, options=RULES).response
    fits = page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3')].map(one => one.tagName)")
    context.close()

    assert [f"{one['id']}: {node['html'][:120]}" for one in report["violations"] for node in one["nodes"]] == []
    assert len(report["passes"]) > 10
    assert fits
    assert levels == ["H1"]
