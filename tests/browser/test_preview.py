"""The preview in a real browser: a page loads itself again when it has changed, under the policy that it has."""

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from generator.preview.session import Served
from tests.room import Room

ADDRESS = "cable/2007/vensk/07VENSK12.html"


@pytest.fixture
def preview(room: Room) -> Iterator[str]:
    """The address of a small room in the preview."""
    room.cable("07VENSK12")
    room.cable("07VENSK13")
    with Served(room.project, "127.0.0.1", 0, print, search=False) as served:
        thread = threading.Thread(target=served.wait)
        thread.start()
        yield served.address
        served.stop()
        thread.join()


def test_an_edited_cable_is_seen_without_a_hand_on_the_browser(room: Room, preview: str, page: Page) -> None:
    page.goto(preview + ADDRESS)
    room.edit("cables/07VENSK12.txt", "quiet.", "loud.")

    expect(page.locator("#p1")).to_contain_text("The week was loud.")


def test_only_the_page_that_changed_is_loaded_again(room: Room, preview: str, context: BrowserContext) -> None:
    changed, other = context.new_page(), context.new_page()
    changed.goto(preview + ADDRESS)
    other.goto(preview + ADDRESS.replace("12", "13"))
    other.evaluate("window.stayed = true")

    room.edit("cables/07VENSK12.txt", "quiet.", "loud.")

    expect(changed.locator("#p1")).to_contain_text("The week was loud.")
    other.wait_for_timeout(300)
    assert other.evaluate("window.stayed") is True


def test_a_fault_is_shown_over_the_page_and_goes_when_it_is_mended(
    room: Room, preview: str, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(preview + ADDRESS)
    room.template("cable.html", "{{ view.subjct }}")
    expect(page.get_by_role("alert")).to_contain_text("templates/cable.html:1: error T002")
    expect(page.locator("#p1")).to_contain_text("The week was quiet.")

    (room.templates / "cable.html").unlink()

    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.locator("#p1")).to_contain_text("The week was quiet.")


def test_a_fault_of_content_stands_at_the_foot_of_the_page_and_goes_when_it_is_mended(
    room: Room, preview: str, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(preview + ADDRESS)
    room.put("cables/empty.txt", "")
    expect(page.get_by_role("status").filter(has_text="C001")).to_contain_text("cables/empty.txt:1: error C001")
    expect(page.locator("#p1")).to_contain_text("The week was quiet.")

    (room.content / "cables/empty.txt").unlink()

    expect(page.get_by_text("C001")).to_have_count(0)
