"""Facets narrow, sort and stand in the address."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.kinds import TITLE


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


def test_facets_have_words_and_counts(page: Page, served: str) -> None:
    page.goto(f"{served}search/index.html?q=trafficking")

    for name in ("Tag", "Post", "Country", "Classification", "Year"):
        expect(page.get_by_role("group", name=name, exact=True).locator(".count").first).to_have_text("1")
    expect(page.get_by_role("group", name="Tag")).to_contain_text("Narcotics SNAR")
    expect(page.get_by_role("group", name="Post")).to_contain_text("Embassy Astana ASTANA")


def test_a_long_facet_is_filled_when_it_is_opened_and_its_choices_count(page: Page, served: str) -> None:
    page.goto(f"{served}search/index.html")
    rest = page.get_by_role("group", name="Tag").locator("details")
    told = int(rest.locator("summary").inner_text().split()[0])
    assert rest.locator("label").count() == 0
    rest.locator("summary").click()
    expect(rest.locator("label")).to_have_count(told)
    rest.locator("summary").click()
    rest.locator("summary").click()
    expect(rest.locator("label")).to_have_count(told)
    chosen = rest.locator("input").last.get_attribute("value")
    rest.locator("input").last.click()  # what is chosen moves to the front, so that "last" is another one after it

    expect(page.get_by_role("group", name="Tag").locator(f"input[value='{chosen}']")).to_be_checked()
    expect(page.locator("#results a").first).to_be_visible()


def test_a_first_day_after_the_last_is_said_and_can_be_mended(page: Page, served: str) -> None:
    page.goto(f"{served}search/index.html?q=ferry")
    expect(page.locator("#results a").first).to_be_visible()
    page.get_by_label("from").fill("2009-01-01")
    expect(page).to_have_url(f"{served}search/index.html?q=ferry&from=2009-01-01")
    page.get_by_label("to", exact=True).fill("2001-01-01")
    expect(page.get_by_role("status")).to_contain_text("later than the last")
    expect(page.locator("#results a")).to_have_count(0)
    page.get_by_label("from").fill("1999-01-01")

    expect(page.get_by_role("status")).not_to_contain_text("later than the last")


def test_dates_and_order_stand_in_the_address(page: Page, served: str) -> None:
    page.goto(f"{served}search/index.html?q=ferry")
    expect(page.locator("#results a").first).to_be_visible()
    page.get_by_label("from").fill("2007-01-01")
    expect(page).to_have_url(f"{served}search/index.html?q=ferry&from=2007-01-01")
    page.get_by_label("Order").select_option("newest first")
    expect(page).to_have_url(f"{served}search/index.html?q=ferry&from=2007-01-01&sort=date")
    expect(page.get_by_role("status")).not_to_contain_text("Searching")
    days = page.locator("#results time").evaluate_all("all => all.map(one => one.dateTime)")

    assert len(days) > 1
    assert days == sorted(days, reverse=True)
    assert min(days) >= "2007-01-01"


def test_focus_stays_on_the_facet_that_was_chosen(page: Page, served: str) -> None:
    page.goto(f"{served}search/index.html?q=ferry")
    box = page.get_by_role("group", name="Year").get_by_label("2007")
    box.focus()
    page.keyboard.press("Space")
    expect(page).to_have_url(f"{served}search/index.html?q=ferry&year=2007")

    expect(page.get_by_role("group", name="Year").get_by_label("2007")).to_be_focused()
