"""The number of a paragraph opens its tools: link, citation, quotation with citation. Without a script it is a link."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.kinds import CABLE

NOTE = "U.S. Embassy Astana to Secretary of State, “Kazakhstan Resolves to Improve TIP Response,” cable 07ASTANA1061"


@pytest.fixture
def reader(browser: Browser, served: str) -> Iterator[Page]:
    """A page of a reader who lets it write to the clipboard."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(served + CABLE)
    yield page
    context.close()


def copied(page: Page, name: str) -> str:
    page.locator("#p4 .n").click()
    page.get_by_role("button", name=name, exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Copied")
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_a_link_to_the_paragraph_is_copied(reader: Page, served: str) -> None:
    assert copied(reader, "Copy link") == f"{served}{CABLE}#p4"


def test_a_citation_of_the_paragraph_is_copied(reader: Page, served: str) -> None:
    assert copied(reader, "Copy citation") == f"{NOTE}, April 25, 2007, para. 4, {served}{CABLE}#p4."


def test_a_quotation_is_the_whole_paragraph_where_nothing_is_selected(reader: Page) -> None:
    quotation = copied(reader, "Copy quotation with citation")

    assert quotation.startswith("“Conversations on the margins of the")
    assert f"” ({NOTE}" in quotation
    assert "Copy" not in quotation


def test_a_quotation_is_what_is_selected_and_its_link_leads_to_those_words(reader: Page) -> None:
    reader.evaluate(
        """() => { const range = document.createRange(), text = document.querySelector('#p4').lastChild;
        const at = text.data.indexOf('conviction rates should rise');
        range.setStart(text, at); range.setEnd(text, at + 28); getSelection().addRange(range) }"""
    )
    quotation = copied(reader, "Copy quotation with citation")

    assert quotation.startswith(f"“conviction rates should rise” ({NOTE}")
    assert quotation.endswith("#p4:~:text=conviction%20rates%20should%20rise.)")


def test_the_keyboard_opens_the_tools_and_escape_closes_them(reader: Page) -> None:
    reader.locator("#p2 .n").first.focus()
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("button", name="Copy link")).to_be_focused()
    reader.keyboard.press("Escape")

    expect(reader.get_by_role("group", name="Paragraph 2")).to_have_count(0)
    expect(reader.locator("#p2 .n").first).to_be_focused()


def test_one_paragraph_at_a_time_has_its_tools_open(reader: Page) -> None:
    reader.locator("#p1 .n").click()
    reader.locator("#p4 .n").click()
    expect(reader.locator(".tools")).to_have_count(1)
    reader.locator("h1").click()

    expect(reader.locator(".tools")).to_have_count(0)
