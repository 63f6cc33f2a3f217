"""Search in a real browser: words, tags, identifiers in every spelling, and what is shown when nothing is found."""

import pytest
from playwright.sync_api import Page, expect

CABLE = "cable/2007/astana/07ASTANA1061.html"


def test_a_word_of_the_text_finds_the_cable(page: Page, served: str) -> None:
    page.goto(f"{served}search/index.html")
    page.locator("input[type=search][name=q]").fill("Karaganda")
    page.keyboard.press("Enter")

    expect(page.locator("#results a").first).to_have_attribute("href", f"/{CABLE}")
    expect(page.get_by_role("status")).to_have_text("1 cable")
    assert "q=Karaganda" in page.url


@pytest.mark.parametrize("words", ["KCRM", "criminal activity", "Astana", "anti-trafficking"])
def test_tags_posts_and_words_of_tags_find_the_cable(page: Page, served: str, words: str) -> None:
    page.goto(f"{served}search/index.html?q={words}")

    expect(page.locator(f'#results a[href="/{CABLE}"]')).to_be_visible()


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


def test_nothing_found_says_what_to_try(page: Page, served: str) -> None:
    page.goto(f"{served}search/index.html?q=xylophonics")

    expect(page.get_by_role("status")).to_contain_text("No cable found")
    assert page.locator("#results a").count() == 0


def test_search_works_below_a_path_and_on_our_own_server(page: Page, served_below: str, previewed: str) -> None:
    for address in (served_below, previewed):
        page.goto(f"{address}search/index.html?q=Karaganda")
        page.locator("#results a").first.click()

        expect(page).to_have_url(f"{address}{CABLE}")
