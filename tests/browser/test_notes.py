"""The owner's notes stand beside the cable or its paragraph, plainly set apart from the document."""

from playwright.sync_api import Page, expect

from tests.browser.kinds import CABLE, MARKED


def test_a_note_on_a_paragraph_stands_right_behind_it_and_says_whose_it_is(page: Page, served: str) -> None:
    page.goto(served + CABLE)
    note = page.get_by_role("complementary", name="A note on paragraph 2.3")

    expect(note).to_contain_text("A note of this room")
    expect(note).to_contain_text("Paragraphs 2.3 and 2.4 end in a semicolon")
    assert page.evaluate("document.getElementById('p2.3').nextElementSibling.className") == "room-note"


def test_a_note_on_the_whole_cable_stands_after_its_text_and_before_the_references(page: Page, served: str) -> None:
    page.goto(served + CABLE)
    note = page.get_by_role("complementary", name="A note of this room")
    expect(note).to_contain_text("stands twice in the source")
    follows = page.evaluate(
        """() => { const note = document.querySelector(".notes");
        const after = Node.DOCUMENT_POSITION_FOLLOWING;
        return [document.querySelector(".signature").compareDocumentPosition(note) & after,
                note.compareDocumentPosition(document.querySelector(".beside")) & after] }"""
    )

    assert all(follows)


def test_a_note_is_found_as_a_note_and_not_as_the_cable(page: Page, served: str) -> None:
    page.goto(f"{served}search/index.html?q=semicolon")

    expect(page.get_by_role("status")).to_have_text("1 page or note")
    expect(page.locator("#results li")).to_have_count(1)
    expect(page.locator("#results li")).to_contain_text("note", ignore_case=True)


def test_a_note_looks_unlike_the_text(page: Page, served: str) -> None:
    page.goto(served + CABLE)
    look = "one => { const style = getComputedStyle(one); return [style.fontSize, style.borderLeftWidth] }"

    assert page.locator(".body .room-note").evaluate(look) != page.locator("#p4").evaluate(look)


def test_a_cable_without_notes_has_no_place_for_them(page: Page, served: str) -> None:
    page.goto(served + MARKED)

    assert page.locator(".room-note, .notes").count() == 0
