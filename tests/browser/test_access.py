"""Everybody can use every kind of page: axe-core finds nothing, nothing overflows, the keyboard reaches everything."""

from itertools import pairwise
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.kinds import CABLE, KINDS

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_kind_of_page(
    browser: Browser, served_plainly: str, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    found: list[str] = []
    for address in KINDS.values():
        page.goto(served_plainly + address)
        report = Axe().run(page, options=RULES)
        assert len(report.response["passes"]) > 10, address  # it did look
        found += [
            f"{address}: {one['id']}: {node['html'][:120]}"
            for one in report.response["violations"]
            for node in one["nodes"]
        ]
    context.close()

    assert found == []


@pytest.mark.parametrize("width", [320, 640])
def test_nothing_scrolls_sideways(browser: Browser, served: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    wide: list[str] = []
    for address in KINDS.values():
        page.goto(served + address)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(address)
    context.close()

    assert wide == []


def test_the_keyboard_reaches_everything_on_a_cable_and_shows_where_it_is(page: Page, served: str) -> None:
    page.goto(served + CABLE)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the text")).to_be_focused()

    wanted = page.evaluate(
        """() => [...document.querySelectorAll("a[href], button, input, summary, [tabindex='0']")]
        .filter(one => one.checkVisibility()).length"""
    )
    reached = 0
    unseen: list[str] = []
    for _ in range(wanted + 5):
        state = page.evaluate(
            """() => { const one = document.activeElement; const style = getComputedStyle(one);
            return [one.tagName, style.outlineStyle !== "none" && style.outlineWidth !== "0px", one.outerHTML.slice(0, 90)] }"""
        )
        if state[0] == "BODY":
            break
        reached += 1
        if not state[1]:
            unseen.append(state[2])
        page.keyboard.press("Tab")

    assert reached >= wanted
    assert unseen == []


def test_headings_go_down_one_level_at_a_time(page: Page, served: str) -> None:
    for address in KINDS.values():
        page.goto(served + address)
        levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(one => +one.tagName[1])")

        assert levels.count(1) == 1, address
        assert levels[0] == 1, address
        assert all(after - before <= 1 for before, after in pairwise(levels)), address


def test_a_reader_who_asked_for_less_motion_gets_none(browser: Browser, served: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(served + CABLE)
    behaviour = page.evaluate("getComputedStyle(document.documentElement).scrollBehavior")
    moving = page.evaluate(
        "[...document.querySelectorAll('*')].filter(one => getComputedStyle(one).animationName !== 'none').length"
    )
    context.close()

    assert behaviour == "auto"
    assert moving == 0


def test_forced_colours_keep_redactions_and_charts_visible(browser: Browser, served: str) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(served + CABLE)
    swatch = page.evaluate("getComputedStyle(document.querySelector('.level'), '::before').backgroundColor")
    context.close()

    assert swatch not in {"rgba(0, 0, 0, 0)", "transparent"}
