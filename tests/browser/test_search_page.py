"""The search page as a place: title and history, chips, order, the way by Tab, a phone, no jump, no network."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from generator.build.inputs.project import Options
from tests.browser.conftest import serve_folder
from tests.room import Room

SHIFTS = """() => {
    window.shifted = 0;
    new PerformanceObserver((list) => {
        for (const one of list.getEntries()) if (!one.hadRecentInput) window.shifted += one.value;
    }).observe({ type: "layout-shift", buffered: true });
}"""


def ask(page: Page, served: str, address: str) -> None:
    page.goto(f"{served}search/index.html?{address}")
    expect(page.get_by_role("status")).to_have_text(re.compile("cable"))
    expect(page.get_by_role("status")).not_to_contain_text("earching")


def test_the_title_of_the_page_is_the_question_and_what_is_chosen(page: Page, served: str) -> None:
    page.goto(f"{served}search/index.html")
    bare = page.title()
    ask(page, served, "q=ferry&tag=EWWT&year=2007")

    assert page.title() == f"ferry, EWWT, 2007 · {bare}"


def test_back_returns_to_the_same_place_and_number_of_results(page: Page, served: str) -> None:
    ask(page, served, "q=Halvania")
    page.get_by_role("button", name="Show more").click()
    expect(page.locator("#results > li").nth(11)).to_be_visible()
    count = page.locator("#results > li").count()
    link = page.locator("#results a").nth(11)
    link.scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    place = page.evaluate("scrollY")
    link.click()
    page.wait_for_url("**/cable/**")
    page.go_back()

    expect(page.locator("#results > li")).to_have_count(count)
    page.wait_for_function("place => Math.abs(scrollY - place) < 40", arg=place)
    assert place > 0


def test_what_is_chosen_is_taken_back_one_by_one_and_all_at_once(page: Page, served: str) -> None:
    ask(page, served, "q=ferry&tag=EWWT&tag=QH&year=2007")
    page.get_by_role("button", name="Clear QH").click()
    expect(page).to_have_url(f"{served}search/index.html?q=ferry&tag=EWWT&year=2007")
    page.get_by_role("button", name="Clear all").click()

    expect(page).to_have_url(f"{served}search/index.html?q=ferry")
    expect(page.locator("#chosen button")).to_have_count(0)


def test_two_tags_mean_both_and_a_count_is_what_a_choice_leaves(page: Page, served: str) -> None:
    ask(page, served, "tag=EWWT")
    tags = page.get_by_role("group", name="Tag", exact=True)
    row = tags.locator("label").filter(has=page.locator("input:not(:checked)")).first
    left = int(row.locator(".count").inner_text())
    code = row.locator("input").get_attribute("value")
    row.click()
    expect(page).to_have_url(f"{served}search/index.html?tag=EWWT&tag={code}")

    expect(page.get_by_role("status")).to_have_text(re.compile(rf"^{left} cables?$"))


def test_the_order_is_newest_oldest_or_most_relevant_first(page: Page, served: str) -> None:
    days = {}
    for order in ("date", "oldest"):
        ask(page, served, f"q=ferry&sort={order}")
        days[order] = page.locator("#results time").evaluate_all("all => all.map(one => one.dateTime)")

    assert len(days["date"]) > 3
    assert days["date"] == sorted(days["date"], reverse=True)
    assert days["oldest"] == sorted(days["oldest"])
    assert (
        days["oldest"] == list(reversed(days["date"]))[: len(days["oldest"])]
    )  # pages without a day are among the ten


def test_a_few_stops_of_the_tab_key_lead_from_the_box_to_the_first_result(page: Page, served: str) -> None:
    ask(page, served, "q=ferry&year=2007")
    page.locator("#q").focus()
    stops = 0
    while stops < 20 and not page.evaluate("document.activeElement.matches('#results a')"):
        page.keyboard.press("Tab")
        stops += 1

    assert stops <= 5


def test_results_are_headings_and_notes_and_pages_of_the_room_are_marked(page: Page, served: str) -> None:
    ask(page, served, "q=trafficking")

    expect(page.get_by_role("heading", level=2).get_by_role("link")).to_have_count(page.locator("#results a").count())
    expect(page.locator("#results .other .kind").first).to_have_text(re.compile("of this room"))
    expect(page.locator("#results li:not(.other) .kind")).to_have_count(0)


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_the_choices_open_over_the_results(browser: Browser, served: str, width: int) -> None:
    page = browser.new_context(viewport={"width": width, "height": 844}).new_page()
    ask(page, served, "q=ferry")
    first = page.locator("#results a").first
    expect(first).to_be_in_viewport()
    expect(page.get_by_role("group", name="Tag", exact=True)).to_be_hidden()
    page.get_by_role("button", name="Narrow").click()
    page.get_by_role("group", name="Year").get_by_label("2007").check()
    expect(page).to_have_url(f"{served}search/index.html?q=ferry&year=2007")
    expect(page.locator("#close")).to_have_text(re.compile(r"^Show \d+ results?$"))
    page.locator("#close").click()

    expect(first).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.context.close()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("address", ["", "?q=ferry", "?q=ferry zeppelins", "?q=07VENSK12 and 07LINDEMAR9 on the ferry"])
def test_nothing_jumps_while_results_come(browser: Browser, served: str, width: int, address: str) -> None:
    page = browser.new_context(viewport={"width": width, "height": 844}).new_page()
    page.add_init_script(f"({SHIFTS})()")
    page.goto(f"{served}search/index.html{address}")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)

    assert page.evaluate("window.shifted") < 0.1
    page.context.close()


def test_what_was_loaded_answers_without_a_network(context: BrowserContext, served: str) -> None:
    page = context.new_page()
    ask(page, served, "q=ferry")
    ask_again = page.locator("#q")
    ask_again.fill("locusts")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("2 cables")
    context.set_offline(True)
    ask_again.fill("zeppelin")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).not_to_contain_text("earching")
    ask_again.fill("ferry")
    page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_have_text(re.compile(r"^\d+ cables"))
    expect(page.locator("#results a").first).to_be_visible()


def test_the_date_of_a_question_stands_among_the_choices_and_can_be_looked_for_in_the_texts(
    page: Page, served: str
) -> None:
    ask(page, served, "q=ferry January 2007")
    expect(page.get_by_label("from")).to_have_value("2007-01-01")
    expect(page.get_by_label("to", exact=True)).to_have_value("2007-01-31")
    expect(page.locator("#q")).to_have_value("ferry")
    page.get_by_role("link", name="Look for it in the texts").click()

    expect(page.locator("#q")).to_have_value('ferry "January 2007"')


def test_a_nearest_word_is_searched_when_the_reader_says_so(page: Page, served: str) -> None:
    page.goto(f"{served}search/index.html?q=Karagnda")
    expect(page.locator("#results a")).to_have_count(0)
    page.get_by_role("link", name="Karaganda").click()

    expect(page.get_by_role("status")).to_have_text("1 cable")
    expect(page.locator("#q")).to_have_value("Karaganda")


def test_of_a_phrase_that_is_not_in_the_first_texts_the_page_says_how_many_are_unread(
    page: Page, tmp_path: Path
) -> None:
    room = Room(tmp_path)
    for n in range(1, 41):
        room.cable(f"07VENSK{n}", text="Reform of the harbour for a reform of any harbour.")
    room.cable("07VENSK99", text="The harbour reform " + "began in a year of other news. " * 40)
    room.build(Options(jobs=1, pdf=False))
    results = page.locator("#results h3 a, #results h2 a")
    for address in serve_folder(room.output):
        page.goto(f"{address}search/index.html?q=%22harbour+reform%22")
        told = page.get_by_role("status")
        expect(told).to_contain_text("0 cables. 14 more say the words")
        page.get_by_role("button", name="Show more").click()
        expect(told).to_have_text("1 cable")
        expect(results).to_have_attribute("href", re.compile("07VENSK99"))
        expect(page.get_by_role("button", name="Show more")).to_be_hidden()

        room.cable("07VENSK98", subject="Harbour reform", text="Begun.")
        room.build(Options(jobs=1, pdf=False))
        page.goto(f"{address}search/index.html?q=%22harbour+reform%22")
        expect(told).to_contain_text("1 cable. 15 more say the words")
        expect(results).to_have_count(1)  # no text is read on unasked
        page.get_by_role("button", name="Show more").click()
        expect(told).to_have_text("2 cables")
        expect(results).to_have_count(2)
