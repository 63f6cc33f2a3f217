"""Light and dark, forced colours, less motion: the pages follow what the reader's system asks for."""

from playwright.sync_api import Browser

from tests.browser.kinds import CABLE, MARKED


def test_dark_is_dark_and_light_is_light(browser: Browser, served: str) -> None:
    brightness = {}
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
        page = context.new_page()
        page.goto(served + CABLE)
        colour = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        brightness[scheme] = sum(int(part) for part in colour.strip("rgb()").split(","))
        context.close()

    assert brightness["light"] > 600
    assert brightness["dark"] < 150


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


def test_a_level_and_a_check_are_told_in_words_beside_their_colour(browser: Browser, served: str) -> None:
    page = browser.new_page()
    page.goto(served + MARKED)
    level, check = page.locator(".facts .level").inner_text(), page.locator(".checks li").first.inner_text()
    page.close()

    assert level == "Secret, NOFORN"
    assert "agree" in check
