"""Translations: beside the paragraph or below it, chosen by the reader, remembered, printed, there without scripts."""

import re
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_axe import COLOURS, RULES

CABLE = "cable/2009/lindemar/09LINDEMAR60.html"
PLACES = """[...document.querySelectorAll('.pair')].map(
    pair => [...pair.children].map(one => one.getBoundingClientRect().toJSON()))"""


def shown(page: Page) -> list[str]:
    """Return the languages of the texts that are seen, of the first paragraph."""
    seen: list[str] = page.evaluate(
        "[...document.querySelector('.pair').children].filter(one => one.checkVisibility({visibilityProperty: true}))"
        ".map(one => one.lang || 'en')"
    )
    return seen


@pytest.mark.parametrize(("width", "beside"), [(1280, True), (768, False), (320, False)])
def test_a_translation_stands_beside_its_paragraph_where_there_is_room(
    page: Page, served: str, width: int, beside: bool
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(served + CABLE)
    pairs = [[one for one in pair if one["height"]] for pair in page.evaluate(PLACES)]

    assert len(pairs) == 4
    for original, *translations in pairs:
        for one in translations:
            assert (one["left"] >= original["right"], one["top"] >= original["bottom"]) == (beside, not beside)
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_reader_chooses_and_the_browser_remembers(page: Page, served: str) -> None:
    page.goto(served + CABLE)
    assert shown(page) == ["en", "ar"]

    page.get_by_label("Spanish").check()
    assert shown(page) == ["en", "es"]
    page.get_by_label("the translation alone").check()
    assert shown(page) == ["es"]
    page.reload()
    assert shown(page) == ["es"]
    page.get_by_label("Arabic").check()
    assert shown(page) == ["ar"]
    assert page.locator("#p3").is_visible()  # it has no translation into Arabic
    page.get_by_label("the cable alone").check()
    assert shown(page) == ["en"]


def test_a_paragraph_is_reached_by_its_address_where_the_translation_alone_is_shown(page: Page, served: str) -> None:
    page.set_viewport_size({"width": 320, "height": 400})
    page.goto(served + CABLE)
    page.get_by_label("the translation alone").check()
    page.goto(f"{served}{CABLE}#p4")

    expect(
        page.locator(".pair:has(#p4) .t1")
    ).to_be_in_viewport()  # once the page has been scrolled, which takes a while


def test_a_browser_shows_the_language_that_its_reader_prefers(browser: Browser, served: str) -> None:
    with browser.new_context(locale="es") as context:
        page = context.new_page()
        page.goto(served + CABLE)

        assert shown(page) == ["en", "es"]


def test_without_scripts_both_are_shown_and_the_choice_works(browser: Browser, served: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(served + CABLE)
        arabic, spanish = page.locator("#p1 >> xpath=../.. >> .t1"), page.locator("#p1 >> xpath=../.. >> .t2")

        expect(page.locator("#p1")).to_be_visible()
        expect(arabic).to_be_visible()
        page.get_by_label("Spanish").check()
        expect(arabic).to_be_hidden()
        expect(spanish).to_be_visible()


def test_a_printed_page_has_what_was_chosen(page: Page, served: str) -> None:
    page.goto(served + CABLE)
    page.emulate_media(media="print")
    assert shown(page) == ["en", "ar"]
    expect(page.locator(".show").first).to_be_hidden()

    page.emulate_media(media="screen")
    page.get_by_label("the translation alone").check()
    page.emulate_media(media="print")
    assert shown(page) == ["ar"]


def test_the_texts_have_their_language_and_direction(page: Page, served: str) -> None:
    page.goto(served + CABLE)
    arabic = page.locator(".pair .t1 > p:last-child").first

    assert arabic.evaluate("one => [getComputedStyle(one).direction, one.closest('[lang]').lang]") == ["rtl", "ar"]
    assert page.locator("#p1").evaluate("one => getComputedStyle(one).direction") == "ltr"


def test_the_words_of_a_translation_are_found(page: Page, served: str) -> None:
    page.goto(f"{served}search/index.html?q=carpintero")
    expect(page.get_by_role("status")).to_have_text("1 page or note")
    page.locator("#results a").first.click()

    expect(page).to_have_url(re.compile("09LINDEMAR60.html"))


def test_a_cable_without_a_translation_loads_nothing_for_them(page: Page, served: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{served}cable/2007/astana/07ASTANA1061.html")

    assert asked
    assert [one for one in asked if "translation" in one] == []


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_texts_and_their_choice(
    browser: Browser, served_plainly: str, scheme: Literal["light", "dark"], width: int
) -> None:
    with browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme) as context:
        page = context.new_page()
        page.goto(served_plainly + CABLE)
        report = Axe().run(
            page, context={"include": [".translations", ".text"]}, options=RULES if scheme == "light" else COLOURS
        )

    assert report.response["passes"]
    assert [one["id"] for one in report.response["violations"]] == []
