"""Printed there is the text with its citation, source and page numbers, and no navigation."""

import io

import pypdf
from playwright.sync_api import Page, expect

from tests.browser.kinds import CABLE


def test_printed_there_is_the_text_its_citation_and_no_navigation(page: Page, served: str) -> None:
    page.goto(served + CABLE)
    page.emulate_media(media="print")

    expect(page.locator("header.room nav")).to_be_hidden()
    expect(page.locator("article")).to_be_visible()
    expect(page.get_by_role("heading", name="To cite")).to_be_visible()
    expect(page.locator(".envelope")).to_be_hidden()


def test_on_paper_there_are_page_numbers_the_citation_and_the_digest_of_the_source(page: Page, served: str) -> None:
    page.goto(served + CABLE)
    reader = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    sheets = [" ".join(sheet.extract_text().split()) for sheet in reader.pages]
    whole = " ".join(sheets)

    assert len(sheets) > 1
    assert all(f"{number} / {len(sheets)}" in sheet for number, sheet in enumerate(sheets, 1))
    assert "U.S. Embassy Astana. “Kazakhstan Resolves to Improve TIP Response.”" in whole
    assert "d816db7e8d8f3a912c647d1f8a13f797927b9089cf5180ae80b9f07eee6340e9" in whole
    assert "conviction rates should rise" in whole
    assert "Classification References" not in whole  # the room's navigation


def test_printed_the_results_of_a_search_have_their_question_and_no_buttons(page: Page, served: str) -> None:
    page.goto(f"{served}search/index.html?q=ferry&year=2007")
    expect(page.locator("#results a").first).to_be_visible()
    page.emulate_media(media="print")

    expect(page.locator("#q")).to_be_visible()
    expect(page.get_by_role("status")).to_be_visible()
    expect(page.locator(".chip").first).to_be_visible()
    for gone in ("form.ask button", "#tools", "#more", "#keys", ".keep"):
        expect(page.locator(gone).first).to_be_hidden()
