"""Search in a real browser: words, tags, identifiers in every spelling, and what is shown when nothing is found."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.kinds import CABLE

TITLE = "Kazakhstan Resolves to Improve TIP Response"


def test_a_word_of_the_text_finds_the_cable(page: Page, served: str) -> None:
    page.goto(f"{served}search/index.html")
    page.locator("input[type=search][name=q]").fill("Karaganda")
    page.keyboard.press("Enter")

    expect(page.locator("#results a").first).to_have_text(TITLE)
    expect(page.get_by_role("status")).to_have_text("1 cable")
    assert "q=Karaganda" in page.url
    assert page.locator("#results mark").first.inner_text() == "Karaganda"


def test_a_hit_opens_at_its_paragraph_with_the_words_marked(page: Page, served: str) -> None:
    page.goto(f"{served}search/index.html?q=conviction")
    page.locator("#results a").first.click()

    expect(page).to_have_url(f"{served}{CABLE}?hl=conviction#p4")
    expect(page.locator("#p4")).to_be_in_viewport()
    expect(page.locator(".found")).to_contain_text("found")
    page.get_by_role("button", name="The next word found").click()
    expect(page.locator(".found")).to_contain_text("1 of")
    assert page.evaluate("CSS.highlights.get('found').size") >= 3


@pytest.mark.parametrize("words", ["KCRM", "transnational crime", "Astana", "anti-trafficking", "Kazakhstan", "ORDWAY"])
def test_tags_posts_and_words_of_tags_find_the_cable(page: Page, served: str, words: str) -> None:
    page.goto(f"{served}search/index.html?q={words}")

    expect(page.locator("#results a").filter(has_text=TITLE)).to_be_visible()


def test_facets_narrow_and_stand_in_the_address(page: Page, served: str) -> None:
    page.goto(f"{served}search/index.html?q=trafficking")
    expect(page.locator("#results a").first).to_be_visible()
    tag = page.get_by_role("group", name="Tag").get_by_label("SNAR")
    tag.check()
    expect(page).to_have_url(f"{served}search/index.html?q=trafficking&tag=SNAR")
    expect(page.locator("#results a").first).to_have_text(TITLE)
    page.go_back()
    expect(page.get_by_role("group", name="Tag").get_by_label("SNAR")).not_to_be_checked()


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ("tag=SNAR", True),
        ("tag=SNAR&tag=KCRM", True),
        ("tag=XXXX", False),
        ("post=ASTANA&country=KZ&classification=UNCLASSIFIED", True),
        ("post=NOWHERE", False),
        ("q=trafficking&from=2007-01-01&to=2007-12-31", True),
        ("q=trafficking&from=2007-04-25&to=2007-04-25", True),
        ("q=trafficking&to=1901-01-01", False),
        ("q=trafficking&sort=date", True),
    ],
)
def test_every_parameter_of_the_address_counts(page: Page, served: str, parameters: str, *, found: bool) -> None:
    page.goto(f"{served}search/index.html?{parameters}")
    told = page.get_by_role("status")
    expect(told).to_contain_text("cable")  # "12 cables" or "No cable found"
    expect(told).not_to_contain_text("Searching")

    assert (page.locator("#results a").filter(has_text=TITLE).count() == 1) is found
    assert ("No cable found" in told.inner_text()) is (page.locator("#results a").count() == 0)


def test_a_pasted_reference_line_gives_each_of_its_cables(page: Page, served: str) -> None:
    page.goto(f"{served}search/index.html?q=REF: A. 06 ASTANA 368 B. 07 ASTANA 1061")

    expect(page.locator("#results a")).to_have_text(["06ASTANA368", "07ASTANA1061"])
    expect(page.get_by_role("status")).to_have_text("2 identifiers")


def test_an_identifier_that_nobody_knows_is_said_to_be_unknown(context: BrowserContext, served: str) -> None:
    page = context.new_page()  # a page of its own: that the answer is 404 is told on the console
    page.goto(f"{served}search/index.html?q=01ASTANA5")

    expect(page.get_by_role("status")).to_have_text("01ASTANA5 is neither held nor cited in this room.")


def test_arrows_go_through_the_results_and_slash_to_the_box(page: Page, served: str) -> None:
    page.goto(f"{served}search/index.html?q=trafficking")
    expect(page.locator("#results a").first).to_be_visible()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#results a").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#q")).to_be_focused()


def test_the_keys_can_be_switched_off(page: Page, served: str) -> None:
    page.goto(f"{served}search/index.html?q=trafficking")
    page.locator("#slash").uncheck()
    page.reload()
    expect(page.locator("#slash")).not_to_be_checked()
    page.locator("h1").click()
    page.keyboard.press("/")

    expect(page.locator("#q")).not_to_be_focused()


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
        page.locator("#results a").filter(has_text=TITLE).click()

        expect(page).to_have_url(f"{address}{CABLE}?hl=Karaganda#p2")
