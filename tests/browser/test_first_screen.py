"""The text of a cable begins on the first screen, of a desktop and of a telephone."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import serve_folder
from tests.browser.kinds import CABLE
from tests.room import Room

FIRST = "document.querySelector('.body p, .body li, .body h3, .body pre').getBoundingClientRect().top"
BANNER = "document.querySelector('.banner')?.offsetHeight ?? 0"


@pytest.mark.parametrize(("width", "height", "limit"), [(1280, 800, 420), (390, 844, 520)])
def test_the_text_begins_on_the_first_screen(
    browser: Browser, served: str, site: Path, width: int, height: int, limit: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    cables = sorted(path.relative_to(site).as_posix() for path in site.glob("cable/*/*/[0-9][0-9][A-Z]*.html"))
    late: list[str] = []
    for address in cables:
        page.goto(served + address)
        if page.locator(".body").count() and page.evaluate(f"{FIRST} - {BANNER}") > limit:
            late.append(address)
    context.close()

    assert CABLE in cables
    assert len(late) <= len(cables) // 10, late


def test_on_a_telephone_six_tags_are_shown_and_the_others_on_demand(browser: Browser, room: Room) -> None:
    room.cable("07VENSK12", tags="EFIS, PREL, ECON, ETRD, PGOV, SENV, SCUL, PHUM")
    room.build()
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    counts: list[int] = []
    for address in serve_folder(room.output):
        page.goto(f"{address}cable/2007/vensk/07VENSK12.html")
        tags = page.locator(".about li")
        counts.append(tags.evaluate_all("all => all.filter(one => one.checkVisibility()).length"))
        page.get_by_label("All 8 tags").check()
        counts.append(tags.evaluate_all("all => all.filter(one => one.checkVisibility()).length"))
    context.close()

    assert counts == [6, 8]
