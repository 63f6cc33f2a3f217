"""From the disk, without a server, everything works; without scripts of the index, everything but the search for words."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from generator.build.inputs.project import Options
from tests.browser.kinds import CABLE, KINDS
from tests.browser.test_questions import QUESTIONS, faults
from tests.room import Room


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


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a room on the disk whose index is no scripts."""
    room = Room(tmp_path_factory.mktemp("without"))
    room.put("site.toml", "[build]\noffline_search = false\n")
    room.cable("07VENSK12", subject="A ferry", refs=["06 LINDEMAR 5"])
    room.cable("07VENSK13")
    room.build(Options(jobs=1, pdf=False))
    return f"{room.output.as_uri()}/"


@pytest.mark.parametrize("number", range(3))
def test_from_the_disk_what_readers_type_is_answered_as_from_a_server(page: Page, site: Path, number: int) -> None:
    questions = QUESTIONS["own"][number::3]
    root = f"{site.as_uri()}/"

    assert len(questions) > 20
    assert [f"{one['asked']}: {fault}" for one in questions for fault in faults(page, root, one)] == []


def test_from_the_disk_choices_narrow_the_results(page: Page, site: Path) -> None:
    page.goto(f"{site.as_uri()}/search/index.html?q=ferry")
    status = page.get_by_role("status")
    expect(status).to_contain_text("cables")
    before = status.inner_text()
    vensk = page.get_by_role("checkbox", name="Consulate Vensk VENSK")
    told = page.locator("label").filter(has=vensk).locator(".count").inner_text()
    vensk.check()

    expect(page).to_have_url(re.compile("post=VENSK"))
    expect(status).to_have_text(f"{told} cables")
    assert told != before.split()[0]
    page.go_back()
    expect(status).to_have_text(before)


def test_from_the_disk_a_script_of_the_index_that_is_damaged_is_said(context_page: Page, site: Path) -> None:
    page = context_page
    bodies = iter(["not a script", '(globalThis.SearchFiles ??= {})["directory.bin"] = "?";\n'] * 2)
    page.route("**/directory.bin.js", lambda route: route.fulfill(body=next(bodies)))
    for _ in range(2):
        page.goto(f"{site.as_uri()}/search/index.html?q=ferry")

        expect(page.get_by_role("status")).to_contain_text("cannot be loaded")


def test_from_the_disk_a_room_without_these_scripts_says_what_it_cannot_do(page: Page, without: str) -> None:
    page.goto(f"{without}search/index.html?q=ferry")

    expect(page.get_by_role("status")).to_contain_text("only identifiers")
    expect(page.locator("#results li")).to_have_count(0)
    expect(page.get_by_role("navigation").get_by_role("link", name="Tags").first).to_be_visible()


def test_from_the_disk_a_room_without_these_scripts_knows_its_identifiers(page: Page, without: str) -> None:
    page.goto(f"{without}search/index.html?q=07 VENSK 12")
    expect(page).to_have_url(f"{without}cable/2007/vensk/07VENSK12.html")
    page.goto(f"{without}search/index.html?q=06LINDEMAR5")
    expect(page).to_have_url(f"{without}cable/2006/lindemar/06LINDEMAR5.html")
    page.goto(f"{without}search/index.html?q=06LINDEMAR6")
    expect(page.get_by_role("status")).to_have_text("06LINDEMAR6 is neither held nor cited in this room.")
    page.goto(f"{without}search/index.html?q=07VENSK12 and 06LINDEMAR5, 06LINDEMAR6")
    named = page.locator("#results .named")
    expect(named).to_have_count(3)
    expect(named.nth(0)).to_contain_text("A Ferry")
    expect(named.nth(1)).to_contain_text("cited, not held")
    expect(named.nth(2)).to_contain_text("neither held nor cited")
