"""axe-core finds nothing on any kind of page, light or dark; headings go down one level at a time."""

from itertools import pairwise
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.conftest import serve_folder
from tests.browser.kinds import KINDS
from tests.room import Room

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}  # all that the dark changes


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_kind_of_page(
    browser: Browser, served_plainly: str, scheme: Literal["light", "dark"], width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    found: list[str] = []
    for address in KINDS.values():
        page.goto(served_plainly + address)
        if "?q=" in address:
            page.locator("#results a").first.wait_for()
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        report = Axe().run(page, options=RULES if scheme == "light" else COLOURS)
        assert len(report.response["passes"]) > (10 if scheme == "light" else 0), address  # it did look
        found += [
            f"{address}: {one['id']}: {node['html'][:120]}"
            for one in report.response["violations"]
            for node in one["nodes"]
        ]
    context.close()

    assert found == []


def test_each_of_many_tags_can_be_touched_without_its_neighbours(browser: Browser, room: Room) -> None:
    room.cable(
        "07VENSK12", tags="AORC, PREL, CASC, CJAN, PTER, PGOV, PHUM, PINS, SOCI, KCRM, KJUS, ECON, EFIS, SENV, ETRD"
    )
    room.build()
    small: list[str] = []
    for address in serve_folder(room.output, policy=False):
        for width in (390, 768, 1280):
            page = browser.new_page(viewport={"width": width, "height": 900})
            page.goto(f"{address}cable/2007/vensk/07VENSK12.html")
            report = Axe().run(page, options={"runOnly": {"type": "rule", "values": ["target-size"]}})
            assert page.locator(".about a").count() == 15
            small += [node["html"] for one in report.response["violations"] for node in one["nodes"]]
            page.close()

    assert small == []


def test_headings_go_down_one_level_at_a_time(page: Page, served: str) -> None:
    for address in KINDS.values():
        page.goto(served + address)
        levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(one => +one.tagName[1])")

        assert levels.count(1) == 1, address
        assert levels[0] == 1, address
        assert all(after - before <= 1 for before, after in pairwise(levels)), address
