"""The box takes identifiers in every spelling and goes to their page, held or only cited, before any index is loaded."""

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.kinds import CABLE, MARKED, NOT_HELD


@pytest.mark.parametrize(
    "spelling",
    [
        "07ASTANA1061",
        "07astana1061",
        "07 Astana 1061",
        "2007ASTANA001061",
        "ASTANA (07) 1061",
        "07ASTANA1061_a",
        "https://example.org/cable/2007/04/07ASTANA1061.html",
        "http://example.org/cable.php?id=07ASTANA1061",
        "07ASTANA1061.",
        "ASTANA 1061 (2007)",
    ],
)
def test_an_identifier_goes_straight_to_its_page(page: Page, served: str, spelling: str) -> None:
    page.goto(f"{served}search/index.html")
    page.locator("input[name=q]").fill(spelling)
    page.keyboard.press("Enter")

    page.wait_for_url(f"{served}{CABLE}")
    expect(page.locator("h1")).to_contain_text("Kazakhstan")


def test_an_identifier_that_is_only_cited_goes_to_its_page(page: Page, served: str) -> None:
    page.goto(f"{served}search/index.html?q=06 ASTANA 368")

    page.wait_for_url(f"{served}cable/2006/astana/06ASTANA368.html")
    expect(page.locator("main")).to_contain_text("07ASTANA1061")


def test_the_front_page_takes_an_identifier_too(page: Page, served: str) -> None:
    page.goto(served)
    page.locator("input[name=q]").fill("07 Astana 1061")
    page.keyboard.press("Enter")

    page.wait_for_url(f"{served}{CABLE}")


def test_a_pasted_reference_line_gives_each_of_its_cables(page: Page, served: str) -> None:
    page.goto(f"{served}search/index.html?q=REF: A. 06 ASTANA 368 B. 07 ASTANA 1061")

    expect(page.locator("#results .named")).to_contain_text(["06ASTANA368", "07ASTANA1061"])
    expect(page.get_by_role("status")).to_have_text("2 identifiers")


def test_an_identifier_that_nobody_knows_is_said_to_be_unknown(context_page: Page, served: str) -> None:
    page = context_page  # that the answer is 404 is told on the console
    page.goto(f"{served}search/index.html?q=01ASTANA5")

    expect(page.get_by_role("status")).to_have_text("01ASTANA5 is neither held nor cited in this room.")


def test_no_words_are_loaded_for_an_identifier(page: Page, served: str) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    page.goto(f"{served}search/index.html?q=REF: A. 06 ASTANA 368 (NOTAL), B. 05 LINDEMAR 488")
    expect(page.locator("#results .named")).to_contain_text(["06ASTANA368", "05LINDEMAR488"])
    page.goto(f"{served}search/index.html?q=07ASTANA1061")
    page.wait_for_url(f"{served}{CABLE}")

    assert len(asked) > 2
    assert [url for url in asked if "/search/data/words/" in url or "/search/data/texts/" in url] == []


def test_the_box_of_every_page_leads_to_the_cable(page: Page, served: str) -> None:
    page.goto(f"{served}{MARKED}")
    page.get_by_label("Words, or an identifier").fill("ASTANA 368 2006")
    page.keyboard.press("Enter")

    page.wait_for_url(f"{served}{NOT_HELD}")
    expect(page.locator("h1")).to_contain_text("number 368 of 2006")
