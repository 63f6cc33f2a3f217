"""Lists to work with, by links alone: other orders, jumps, the list before and after, a search of the same cables."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import serve_folder
from tests.browser.test_axe import RULES
from tests.room import PLAIN, Room


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A room of twenty cables of two posts and two years under one tag."""
    room = Room(tmp_path_factory.mktemp("lists"))
    for number in range(1, 11):
        room.cable(f"07VENSK{number * 30}", tags="EFIS")
        room.cable(f"06LINDEMAR{number * 30}", tags="EFIS")
    room.build(PLAIN)
    yield from serve_folder(Path(room.output), policy=False)


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """A reader without scripts."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def ids(page: Page) -> list[str]:
    return page.locator(".cables .id").all_inner_texts()


def test_a_list_is_read_oldest_first_newest_first_and_by_post(reader: Page, listed: str) -> None:
    reader.goto(f"{listed}tag/EFIS.html")
    oldest = ids(reader)
    reader.get_by_role("link", name="newest first").click()
    newest = ids(reader)
    reader.get_by_role("link", name="by post").click()

    assert len(oldest) == 20
    assert newest == oldest[::-1]
    assert sorted(ids(reader)) == sorted(oldest)
    assert len(reader.locator("h2").all_inner_texts()) == 2


def test_a_year_is_one_step_away(reader: Page, listed: str) -> None:
    reader.goto(f"{listed}tag/EFIS.html")
    reader.get_by_role("navigation", name="In this list").get_by_role("link", name="2007").click()

    expect(reader).to_have_url(f"{listed}tag/EFIS.html#in-2007")
    expect(reader.locator("#in-2007")).to_be_in_viewport()


def test_a_list_leads_to_a_search_of_the_same_cables_and_shows_its_feed(reader: Page, listed: str) -> None:
    reader.goto(f"{listed}tag/EFIS.html")

    expect(reader.get_by_role("link", name="Search these 20")).to_have_attribute(
        "href", "../search/index.html?tag=EFIS"
    )
    expect(reader.locator("main").get_by_role("link", name="Feed")).to_have_attribute("href", "../tag/EFIS.atom")


def test_a_month_leads_to_the_month_before_and_after(reader: Page, listed: str) -> None:
    reader.goto(f"{listed}date/2006/03.html")
    reader.get_by_role("link", name="April 2006").first.click()
    expect(reader.locator("h1")).to_have_text("April 2006")
    reader.get_by_role("link", name="March 2006").first.click()

    expect(reader.locator("h1")).to_have_text("March 2006")


def test_the_posts_of_the_map_are_one_stop_of_the_tab_key(browser: Browser, listed: str) -> None:
    page = browser.new_page()
    page.goto(f"{listed}origin/index.html")
    stops = page.locator(".map a:not([tabindex='-1'])").count()
    page.close()

    assert stops <= 1


def test_axe_finds_nothing_on_a_list_in_any_order(browser: Browser, listed: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844}, color_scheme="dark")
    found: list[str] = []
    for address in ("tag/EFIS.html", "tag/EFIS/newest.html", "tag/EFIS/by-post.html", "date/2006/03.html"):
        page.goto(listed + address)
        report = Axe().run(page, options=RULES)
        assert len(report.response["passes"]) > 10, address
        found += [f"{address}: {one['id']}" for one in report.response["violations"]]
    page.close()

    assert found == []
