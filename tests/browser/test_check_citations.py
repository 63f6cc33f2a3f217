"""Footnotes are checked on a page of the room: which cables it holds, what differs beside them. Nothing is sent anywhere."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.kinds import CABLE, TITLE
from tests.browser.test_axe import RULES

CHECK = "check-citations/index.html"
FOOTNOTES = """1. Embassy Astana, “Kazakhstan Resolves to Improve TIP Response,” 07ASTANA1061, April 25, 2007.
2. U.S. Embassy Astana, 07 Astana 1061, 26 March 2007: “The group recommended non-legislative approaches as well, including
expanded public meetings to warn of the dangers of TIP.”
3. See Astana 368 (2006); 07ASTANA5000, January 3, 2007; and 09MADRID440.

It “continues to place great emphasis on combating TIP” (07ASTANA1061).
"""


def checked(page: Page, text: str) -> dict[str, list[str]]:
    """Return, of each cable that the page lists, what is said of it, once the text is checked."""
    page.get_by_label("Footnotes or manuscript").fill(text)
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator("#status")).not_to_contain_text("Checking")
    expect(page.locator("#status")).not_to_be_empty()
    rows = page.locator("#found > li")
    names = [row.locator(".id, h2").last.inner_text() for row in rows.all()]
    return dict(zip(names, [row.locator(".findings li").all_inner_texts() for row in rows.all()], strict=True))


def test_each_cable_is_told_with_what_agrees_and_what_differs(page: Page, served: str) -> None:
    page.goto(served + CHECK)
    found = checked(page, FOOTNOTES)

    assert list(found) == ["07ASTANA1061", "06ASTANA368", "07ASTANA5000", "09MADRID440"]
    held = found["07ASTANA1061"]
    assert held[:4] == [
        "Held in this room.",
        "The date agrees: April 25, 2007.",
        "The date differs: here it is 26 March 2007, the cable was sent on 25 April 2007 (UTC).",
        "The title agrees.",
    ]
    assert "In it the nearest words are “The group recommended non-legislative approaches" in held[4]
    assert held[5].endswith("in paragraph 1.")
    assert found["06ASTANA368"] == ["Not held in this room; cables of this room cite it."]
    assert found["07ASTANA5000"][1].startswith(
        "Number and date do not fit: January 3, 2007. Astana sent number 1,061 in April"
    )
    assert found["09MADRID440"] == [
        "Not in this room, and none of its cables cites it. That says nothing of whether it exists."
    ]
    expect(page.locator("#status")).to_have_text(
        "4 cables: 1 held, 1 cited here and not held and 2 not in this room. In 2 something differs."
    )
    expect(page.locator("mark")).to_have_text("outreach")


def test_what_differs_can_be_seen_alone(page: Page, served: str) -> None:
    page.goto(served + CHECK)
    checked(page, FOOTNOTES)
    page.get_by_label("Only those in which something differs").check()

    assert page.locator("#found > li:visible").count() == 2


def test_links_lead_to_the_cable_and_to_the_paragraph(page: Page, served: str) -> None:
    page.goto(served + CHECK)
    checked(page, FOOTNOTES)

    expect(page.get_by_role("link", name=TITLE)).to_have_attribute("href", served + CABLE)
    expect(page.get_by_role("link", name="paragraph 1")).to_have_attribute("href", f"{served}{CABLE}#p1")


def test_nothing_of_the_text_leaves_the_browser(page: Page, served: str) -> None:
    page.goto(served + CHECK)
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))  # noqa: PLW0108  a method of a list cannot be listened with
    checked(page, FOOTNOTES)
    files = [request for request in asked if "/assets/" not in request.url]  # the icon may come late

    assert files
    assert all(request.method == "GET" and not urlsplit(request.url).query for request in files)
    known = (CABLE, "list/entries/", "check-citations/numbers/")
    assert all(urlsplit(request.url).path.lstrip("/").startswith(known) for request in files)


def test_what_is_pasted_is_text_and_no_markup(page: Page, served: str) -> None:
    page.goto(served + CHECK)
    found = checked(page, "07ASTANA1061: “<img src=x onerror=alert(1)> <b>bold words</b> that nobody said”")

    assert "<b>bold words</b>" in found["07ASTANA1061"][1]
    assert page.locator("#found :is(img, b)").count() == 0


def test_a_text_that_names_no_cable_is_told_so(page: Page, served: str) -> None:
    page.goto(served + CHECK)

    assert checked(page, "It rained on 25 April 2007.") == {}
    expect(page.locator("#status")).to_contain_text("No identifier was found in it")


def test_from_a_disk_all_but_quotations_is_checked_and_the_page_says_so(page: Page, site: Path) -> None:
    page.goto((site / CHECK).as_uri())
    found = checked(page, FOOTNOTES)

    assert found["07ASTANA1061"][:2] == ["Held in this room.", "The date agrees: April 25, 2007."]
    assert found["07ASTANA1061"][-1].endswith("was not looked for: from a disk a page cannot read the others.")
    assert found["07ASTANA5000"][1].startswith("Number and date do not fit")


def test_without_javascript_the_page_says_what_to_do(browser: Browser, served: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(served + CHECK)

    expect(page.get_by_text("Checking needs JavaScript")).to_be_visible()
    assert not page.locator("#form").is_visible()
    page.close()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_answers_are_accessible(page: Page, served: str, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(served + CHECK)
    checked(page, FOOTNOTES)

    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
