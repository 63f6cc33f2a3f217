"""From the disk, without a server, everything but search works, and identifiers are found all the same."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.kinds import CABLE, KINDS


def test_from_the_disk_links_lead_from_page_to_page(page: Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    page.get_by_role("link", name="Tags").first.click()
    page.get_by_role("link", name="SNAR").click()
    page.get_by_role("link", name="Kazakhstan Resolves to Improve TIP Response").click()

    expect(page).to_have_url((site / CABLE).as_uri())
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != ""
    assert page.evaluate("document.styleSheets[0].href").startswith("file:")


def test_from_the_disk_every_kind_of_page_is_whole(page: Page, site: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    shown = [one for one in KINDS.values() if one != "404.html"]  # which servers alone show
    assert len(shown) == len(KINDS) - 1
    for address in shown:
        page.goto(f"{site.as_uri()}/{address}")

        assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--measure')"), address
        assert page.locator("h1").count() == 1, address
    assert [url for url in asked if not url.startswith(site.as_uri())] == []


def test_from_the_disk_the_search_says_what_it_cannot_do(page: Page, site: Path) -> None:
    page.goto(f"{site.as_uri()}/search/index.html?q=ferry")

    expect(page.get_by_role("status")).to_contain_text("only identifiers")
    expect(page.locator("#without").get_by_role("link", name="tags")).to_be_visible()


def test_from_the_disk_an_identifier_leads_to_its_page(page: Page, site: Path) -> None:
    page.goto(f"{site.as_uri()}/search/index.html?q=07 Astana 1061")
    page.locator("#results a").click()

    expect(page).to_have_url((site / CABLE).as_uri())
