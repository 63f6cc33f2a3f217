"""A cable's page: its eight parts in their order, its paragraphs as addresses, its citations to copy and save, its source."""

import re
from urllib.parse import unquote

from playwright.sync_api import Browser, Page, expect

from tests.browser.kinds import CABLE, MARKED


def test_a_paragraph_can_be_linked(page: Page, served: str) -> None:
    page.goto(served + CABLE)
    page.locator("#p4 a.n").click()

    expect(page).to_have_url(f"{served}{CABLE}#p4")
    expect(page.locator("#p4")).to_be_in_viewport()


def test_the_source_on_the_page_is_the_source_in_the_file(page: Page, served: str) -> None:
    page.goto(served + CABLE)
    page.locator("section.source summary").click()
    shown = page.locator("section.source pre").last.inner_text()
    answer = page.request.get(served + CABLE.replace(".html", ".txt"))

    assert answer.status == 200
    assert shown.split() == answer.text().split()


def test_the_eight_parts_stand_in_their_order(page: Page, served: str) -> None:
    page.goto(served + CABLE)
    parts = [
        "h1", ".about .code", ".part.summary", "#p4", ".beside #references", ".envelope", ".record", ".source details",
    ]  # fmt: skip
    order = page.evaluate(
        """parts => parts.map(one => document.querySelector(one)).every((one, at, all) =>
        at === 0 || all[at - 1].compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING)""",
        parts,
    )

    assert order
    expect(page.locator(".source details")).not_to_have_attribute("open", "")


def test_each_line_of_the_envelope_has_a_sentence_and_each_part_leads_to_its_explanation(
    page: Page, served: str
) -> None:
    page.goto(served + CABLE)
    rows = page.locator(".envelope .rows")
    sentences = rows.locator("dd").all_inner_texts()
    links = rows.locator("dt a").evaluate_all("all => all.map(one => one.href)")

    assert len(sentences) == rows.locator("dt").count() > 10
    assert len(links) == len(set(links)) > 5
    assert all(sentence.endswith(".") for sentence in sentences)
    page.goto(f"{served}how-to-read.html")
    anchors = {link.partition("#")[2] for link in links}
    assert [one for one in anchors if page.locator(f'[id="{one}"]').count() != 1] == []


def test_a_repair_is_shown_where_it_was_made_and_hidden_again(page: Page, served: str) -> None:
    page.goto(served + CABLE)
    box = page.get_by_label("Show 2 repairs")
    box.check()
    expect(page.locator("#p2 .fix")).to_contain_text("A blank line inside this sentence was closed")
    box.uncheck()

    expect(page.locator("#p2 .fix")).to_be_hidden()


def test_a_redaction_says_so_and_keeps_what_was_printed(page: Page, served: str) -> None:
    page.goto(served + MARKED)

    expect(page.locator(".redacted").first).to_have_text("redacted")
    expect(page.locator(".redacted").first).to_have_attribute("title", re.compile("XXXX"))


def test_a_citation_is_copied(browser: Browser, served: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(served + CABLE)
    page.get_by_role("button", name="Copy Chicago", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("Chicago: Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    context.close()

    assert copied.startswith("U.S. Embassy Astana. “Kazakhstan Resolves to Improve TIP Response.”")


def test_a_citation_for_a_program_is_in_its_link(page: Page, served: str) -> None:
    page.goto(served + CABLE)
    links = page.locator(".citing a[download]")

    assert links.all_inner_texts() == ["RIS", "BibTeX", "CSL-JSON"]
    for link in links.all():
        media, _, text = (link.get_attribute("href") or "").partition(",")
        assert media.startswith("data:application/")
        assert "Kazakhstan Resolves to Improve TIP Response" in unquote(text)


def test_no_label_of_a_list_stands_on_its_text(browser: Browser, served: str) -> None:
    page = browser.new_page()
    gaps: list[float] = []
    for address in (CABLE, "cable/2009/lindemar/09LINDEMAR233.html"):  # (iii) is wider than the room for a)
        page.goto(served + address)
        gaps += page.locator(".list .l").evaluate_all(
            """all => all.map(label => {
                const after = label.nextSibling, text = document.createRange()
                text.selectNodeContents(after.data.trim() ? after : after.nextSibling)
                if (after.data.trim()) text.setStart(after, after.data.search(/\\S/))
                return text.getClientRects()[0].left - label.getBoundingClientRect().right
            })"""
        )
    page.close()

    assert len(gaps) > 10
    assert min(gaps) > 2
