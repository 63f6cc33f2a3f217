"""Below a path everything works as at the root: no link, style, script or index is asked for elsewhere."""

from playwright.sync_api import Page, expect

from tests.browser.kinds import CABLE, KINDS, TITLE


def test_every_kind_of_page_stands_below_a_path(page: Page, served_below: str) -> None:
    answers: list[tuple[int, str]] = []
    page.on("response", lambda answer: answers.append((answer.status, answer.url)))
    # Without the site's address the page for what is not found asks for its style at the root of the host too (test_not_found).
    shown = [one for one in KINDS.values() if one != "404.html"]
    for address in shown:
        page.goto(served_below + address)

    assert len(answers) > len(KINDS) > len(shown)
    assert [url for _, url in answers if not url.startswith(served_below)] == []
    assert [url for status, url in answers if status >= 400] == []


def test_search_and_identifiers_work_below_a_path(page: Page, served_below: str) -> None:
    page.goto(f"{served_below}search/index.html?q=Karaganda")
    page.locator("#results a").filter(has_text=TITLE).click()
    expect(page).to_have_url(f"{served_below}{CABLE}?hl=Karaganda#p2")
    page.get_by_label("Words, or an identifier").fill("07astana1061")
    page.keyboard.press("Enter")

    page.wait_for_url(f"{served_below}{CABLE}")
