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

    expect(page.locator("#results a")).to_have_text(["06ASTANA368", "07ASTANA1061"])
    expect(page.get_by_role("status")).to_have_text("2 identifiers")


def test_an_identifier_that_nobody_knows_is_said_to_be_unknown(context_page: Page, served: str) -> None:
    page = context_page  # that the answer is 404 is told on the console
    page.goto(f"{served}search/index.html?q=01ASTANA5")

    expect(page.get_by_role("status")).to_have_text("01ASTANA5 is neither held nor cited in this room.")


def test_no_index_is_loaded_for_an_identifier(page: Page, served: str) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    page.goto(f"{served}search/index.html?q=REF: A. 06 ASTANA 368 (NOTAL), B. 05 LINDEMAR 488")
    expect(page.locator("#results a")).to_have_text(["06ASTANA368", "05LINDEMAR488"])
    page.goto(f"{served}search/index.html?q=07ASTANA1061")
    page.wait_for_url(f"{served}{CABLE}")

    assert len(asked) > 2
    assert [url for url in asked if "pagefind" in url or "engine.js" in url or "worker.js" in url] == []


@pytest.mark.parametrize(
    ("line", "ids"),
    [
        ("REF: 06 ASTANA 368", ["06ASTANA368"]),
        ("REFS: (A) 06 ASTANA 368 (B) 05 PORT OSTREL 108", ["06ASTANA368", "05PORTOSTREL108"]),
        ("Ref: A) 2005 CHANCERY 51270; B) 05LINDEMAR488 AND PREVIOUS", ["05CHANCERY51270", "05LINDEMAR488"]),
        ("REFTEL: 75 LINDEMAR 318, 94 VENSK 52", ["75LINDEMAR318", "94VENSK52"]),
        ("REF: (A) ASTANA 368 (B) 07 ASTANA 1061", ["07ASTANA1061"]),  # the year of A is that of a cable unknown here
        ("REF: ASTANA 368", []),
    ],
)
def test_every_identifier_of_a_reference_line_is_read(page: Page, served: str, line: str, ids: list[str]) -> None:
    page.goto(f"{served}search/index.html")
    assert page.evaluate("line => Ids.readIds(line, posts)", line) == ids


@pytest.mark.parametrize("words", ["trafficking", "ferry treaty 1975", "the 12 cranes", "Astana", "1061", "E.O. 12958"])
def test_words_are_not_taken_for_an_identifier(page: Page, served: str, words: str) -> None:
    page.goto(f"{served}search/index.html")
    assert page.evaluate("words => Ids.readIds(words, posts)", words) == []


def test_the_box_of_every_page_leads_to_the_cable(page: Page, served: str) -> None:
    page.goto(f"{served}{MARKED}")
    page.get_by_label("Words, or an identifier").fill("ASTANA 368 2006")
    page.keyboard.press("Enter")

    page.wait_for_url(f"{served}{NOT_HELD}")
    expect(page.locator("h1")).to_contain_text("number 368 of 2006")
