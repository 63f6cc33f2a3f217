"""Nothing scrolls sideways: on a telephone of 320 pixels, and where a reader has enlarged everything to 200 or 400 per cent."""

import msgspec
import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import serve_folder
from tests.browser.kinds import CABLE, KINDS
from tests.room import PLAIN, Room

LONG = "A very-long.address.that.breaks.nowhere@a.very.long.domain.of.an.office.example.org and a word"
# The words of tables that stand on two lines, and are not hyphenated, in places where nothing asks for a break.
BROKEN = r"""() => {
  const found = [];
  for (const table of document.querySelectorAll("table.index")) {
    const walk = document.createTreeWalker(table, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      for (const { 0: word, index } of node.data.matchAll(/[\p{L}\p{N}_]+/gu)) {
        const range = new Range();
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        if (new Set([...range.getClientRects()].map((one) => one.top)).size > 1) found.push(word);
      }
    }
  }
  return found;
}"""
WITHHELD = """[[withhold]]
cable = "07VENSK13"
reason = "not cleared"
date = 2026-01-05
"""


@pytest.mark.parametrize("width", [320, 640])
def test_nothing_scrolls_sideways(browser: Browser, served: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    wide: list[str] = []
    for address in KINDS.values():
        page.goto(served + address)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(address)
    context.close()

    assert wide == []


def test_letters_set_at_twice_their_size_lose_nothing(browser: Browser, served: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    wide: list[str] = []
    for address in KINDS.values():
        page.goto(served + address)
        page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(address)
    context.close()

    assert wide == []


def test_no_word_of_a_table_is_broken_on_a_desktop(browser: Browser, served: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    broken: dict[str, list[str]] = {}
    tables = 0
    for address in KINDS.values():
        page.goto(served + address)
        tables += page.locator("table.index").count()
        if found := page.evaluate(BROKEN):
            broken[address] = found
    context.close()

    assert tables > 10
    assert broken == {}


@pytest.mark.parametrize("width", [320, 1280])
def test_no_post_of_a_signer_is_broken_within_a_word(browser: Browser, served: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"{served}signer/index.html")
    cell = page.locator("table.index tbody td:nth-child(2)").first
    heights: list[float] = []
    for name in ("Oslo", "Brazzaville"):
        cell.evaluate("(cell, name) => { cell.textContent = name; }", name)
        heights.append(cell.evaluate("cell => cell.getBoundingClientRect().height"))
    context.close()

    assert heights[0] == heights[1]


@pytest.mark.parametrize(("width", "letters"), [(320, "100%"), (1280, "200%")])
def test_long_words_withheld_and_changed_cables_scroll_nothing_sideways(
    browser: Browser, room: Room, width: int, letters: str
) -> None:
    room.cable("07VENSK12", subject=LONG, text=LONG)
    room.cable("07VENSK13")
    room.put("withheld.toml", WITHHELD)
    room.build(msgspec.structs.replace(PLAIN, log=True))
    room.edit("cables/07VENSK12.txt", "and a word", "and another word")
    room.build(msgspec.structs.replace(PLAIN, log=True))
    addresses = sorted(path.relative_to(room.output).as_posix() for path in room.output.rglob("*.html"))
    wide: list[str] = []
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    for root in serve_folder(room.output):
        for address in addresses:
            page.goto(root + address)
            page.evaluate("size => document.documentElement.style.setProperty('font-size', size)", letters)
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                wide.append(address)
    context.close()

    assert {"changes/index.html", "cable/2007/vensk/07VENSK13.html"} <= set(addresses)
    assert wide == []


def test_the_source_scrolls_in_its_own_box(browser: Browser, served: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 800})
    page = context.new_page()
    page.goto(served + CABLE)
    page.locator("section.source summary").click()
    inner, outer = page.locator("section.source .scroll").evaluate("one => [one.scrollWidth, one.clientWidth]")
    fits = page.evaluate("document.documentElement.scrollWidth <= 320")
    context.close()

    assert inner > outer
    assert fits


WORDS_IN_TWO_LINES = """() => [...document.querySelectorAll('.index tbody th')].flatMap(cell => {
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), cut = []
    while (texts.nextNode()) for (const word of texts.currentNode.data.matchAll(/[\\w,]{2,10}/g)) {
        const range = document.createRange()
        range.setStart(texts.currentNode, word.index)
        range.setEnd(texts.currentNode, word.index + word[0].length)
        if (new Set([...range.getClientRects()].map(one => one.top)).size > 1) cut.push(word[0])
    }
    return cut
})"""


def test_on_a_telephone_no_short_word_at_the_head_of_a_row_is_cut(browser: Browser, served: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 800})
    page = context.new_page()
    cut: list[str] = []
    rows = 0
    for kind in ("tags", "posts", "references"):
        page.goto(served + KINDS[kind])
        rows += page.locator(".index tbody th").count()
        cut += page.evaluate(WORDS_IN_TWO_LINES)
    context.close()

    assert rows > 20
    assert cut == []


@pytest.mark.parametrize("width", [320, 390, 800])
def test_a_finger_tells_tags_in_two_lines_apart(browser: Browser, served: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(served + CABLE)
    apart = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.about')).lineHeight)")
    links = page.locator(".about a").count()
    context.close()

    assert links > 2
    assert apart >= 24  # pixels, of target size in WCAG 2.2
