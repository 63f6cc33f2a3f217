"""A cable's page in a browser: without scripts, from the disk, below a path, printed, in both themes, under the policy."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.kinds import CABLE, KINDS, NOT_HELD


def test_without_scripts_everything_but_search_can_be_read(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served)
    page.get_by_role("link", name="Posts").first.click()
    page.get_by_role("link", name="Embassy Astana").last.click()
    page.get_by_role("link", name="Kazakhstan Resolves to Improve TIP Response").click()

    expect(page).to_have_url(served + CABLE)
    assert "anti-TIP center" in page.locator("article").inner_text()
    page.get_by_role("link", name="06ASTANA368").first.click()
    expect(page).to_have_url(served + NOT_HELD)
    page.goto(f"{served}search/index.html")
    expect(page.locator("main")).to_contain_text("needs JavaScript")
    context.close()


def test_without_scripts_the_repairs_can_be_shown(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + CABLE)
    repair = page.locator(".fix").first
    expect(repair).to_be_hidden()
    page.get_by_label("Show 2 repairs").check()

    expect(repair).to_be_visible()
    context.close()


def test_from_the_disk_links_lead_from_page_to_page(page: Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    page.get_by_role("link", name="Tags").first.click()
    page.get_by_role("link", name="SNAR").click()
    page.get_by_role("link", name="Kazakhstan Resolves to Improve TIP Response").click()

    expect(page).to_have_url((site / CABLE).as_uri())
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != ""
    assert page.evaluate("document.styleSheets[0].href").startswith("file:")


@pytest.mark.parametrize("address", KINDS.values())
def test_every_kind_of_page_stands_below_a_path_and_obeys_the_policy(
    page: Page, served_below: str, address: str
) -> None:
    answers: list[tuple[int, str]] = []
    page.on("response", lambda answer: answers.append((answer.status, answer.url)))
    page.goto(served_below + address)
    page.wait_for_load_state("networkidle")

    assert answers
    assert all(url.startswith(served_below) for _, url in answers)
    assert [url for status, url in answers if status >= 400] == []


def test_a_paragraph_can_be_linked(page: Page, served: str) -> None:
    page.goto(served + CABLE)
    page.locator("#p4 a.n").click()

    expect(page).to_have_url(f"{served}{CABLE}#p4")
    expect(page.locator("#p4")).to_be_in_viewport()


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


def test_printed_there_is_the_text_its_citation_and_no_navigation(page: Page, served: str) -> None:
    page.goto(served + CABLE)
    page.emulate_media(media="print")

    expect(page.locator("header.room nav")).to_be_hidden()
    expect(page.locator("article")).to_be_visible()
    expect(page.get_by_role("heading", name="To cite")).to_be_visible()
    expect(page.locator(".envelope")).to_be_hidden()


def test_a_cable_page_weighs_little_and_needs_no_script(page: Page, served: str, site: Path) -> None:
    sizes: dict[str, int] = {}
    page.on("response", lambda answer: sizes.update({answer.url: len(answer.body())}))
    page.goto(served + CABLE)
    page.wait_for_load_state("networkidle")

    scripts = [url for url in sizes if ".js" in url]
    assert sum(len((site / "assets" / Path(url.split("?")[0]).name).read_bytes()) for url in scripts) < 4096
    assert (site / "assets" / "room.css").stat().st_size < 20_000


def test_the_source_on_the_page_is_the_source_in_the_file(page: Page, served: str) -> None:
    page.goto(served + CABLE)
    page.locator("section.source summary").click()
    shown = page.locator("section.source pre").last.inner_text()
    answer = page.request.get(served + CABLE.replace(".html", ".txt"))

    assert answer.status == 200
    assert shown.split() == answer.text().split()
