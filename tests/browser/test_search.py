"""Search in a real browser: hits with excerpts, opened at the paragraph with the words marked; nothing found; an error."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import serve_folder
from tests.browser.kinds import CABLE, TITLE


def test_a_word_of_the_text_finds_the_cable(page: Page, served: str) -> None:
    page.goto(f"{served}search/index.html")
    page.locator("input[type=search][name=q]").fill("Karaganda")
    page.keyboard.press("Enter")

    expect(page.locator("#results a").first).to_have_text(TITLE)
    expect(page.get_by_role("status")).to_contain_text("1 cable")
    assert "q=Karaganda" in page.url
    assert page.locator("#results mark").first.inner_text() == "Karaganda"


def test_a_hit_opens_at_its_paragraph_with_the_words_marked(page: Page, served: str) -> None:
    page.goto(f"{served}search/index.html?q=conviction")
    page.locator("#results a").first.click()

    expect(page).to_have_url(f"{served}{CABLE}?hl=conviction#p4")
    expect(page.locator("#p4")).to_be_in_viewport()
    expect(page.locator(".found")).to_contain_text("found")
    page.get_by_role("button", name="The next word found").click()
    expect(page.locator(".found")).to_contain_text(" of ")
    assert page.evaluate("CSS.highlights.get('found').size") >= 3


@pytest.mark.parametrize("words", ["KCRM", "criminal activity", "Astana", "anti-trafficking", "Kazakhstan", "ORDWAY"])
def test_tags_posts_and_words_of_tags_find_the_cable(page: Page, served: str, words: str) -> None:
    page.goto(f"{served}search/index.html?q={words}")

    expect(page.locator("#results a").filter(has_text=TITLE).first).to_be_visible()


def test_nothing_found_says_what_to_try(page: Page, served: str) -> None:
    page.goto(f"{served}search/index.html?q=xylophonics")

    expect(page.get_by_role("status")).to_contain_text("No cable found")
    assert page.locator("#results a").count() == 0


def test_a_hit_says_what_lists_say_of_a_cable(page: Page, served: str) -> None:
    page.goto(f"{served}search/index.html?q=cranes ledgers")
    line = page.locator("#results li").filter(has_text="05LINDEMAR488").locator(".line")

    expect(line).to_contain_text("26 April 2005")
    expect(line).to_contain_text("Embassy Lindemar")
    expect(line).to_contain_text("specimen")
    expect(line.locator(".level.secret")).to_have_text("Secret, NOFORN")


def test_an_excerpt_is_of_the_text_and_never_of_title_or_tags(page: Page, served: str) -> None:
    page.goto(f"{served}search/index.html?q=KCRM")
    excerpt = page.locator("#results li").filter(has_text=TITLE).filter(has_text="Embassy").locator(".summary")

    expect(excerpt).to_contain_text("Summary: On April 3-4")
    expect(excerpt.locator("mark")).to_have_count(0)


def test_the_step_after_opening_a_hit_is_to_the_words_of_its_paragraph(page: Page, served: str) -> None:
    page.goto(f"{served}{CABLE}?hl=trafficking#p4")
    page.locator(".found").wait_for()
    all_of_them = page.evaluate("CSS.highlights.get('found').size")
    page.get_by_role("button", name="The next word found").click()
    place = int(page.locator(".found [role=status]").inner_text().split()[0])

    assert 1 < place <= all_of_them
    assert page.evaluate("document.querySelector('#p4').contains([...CSS.highlights.get('here')][0].startContainer)")


@pytest.mark.parametrize(
    ("word", "same", "other"),
    [
        ("treaty", "treaties", "treatment"),
        ("policies", "policy", "police"),
        ("trafficking", "traffickers", "traffic"),
        ("conviction", "convicted", "convince"),
        ("ferry", "ferries", "ferret"),
        ("laws", "law", "lawn"),
        ("harbour", "harbourmaster", "harbinger"),
    ],
)
def test_a_word_is_marked_with_other_endings_and_no_other_word_is(
    page: Page, served: str, word: str, same: str, other: str
) -> None:
    page.route(
        "**/*.html?hl=*",
        lambda route: route.fulfill(
            response=(answer := route.fetch()),
            body=re.sub('(<div class="body[^>]*>)', rf"\1<p>{same} and {other}</p>", answer.text()),
        ),
    )
    page.goto(f"{served}cable/1994/vensk/94VENSK52.html?hl={word}")
    page.locator(".found").wait_for()
    marked = page.evaluate("[...CSS.highlights.get('found')].map(one => one.toString())")

    assert same in marked
    assert other not in marked


def test_without_a_question_the_page_says_what_can_be_asked(page: Page, served: str) -> None:
    page.goto(f"{served}search/index.html")
    expect(page.locator("#help")).to_contain_text("An identifier, in any spelling")
    expect(page.get_by_role("group", name="Year")).to_be_visible()
    page.goto(f"{served}search/index.html?q=ferry")

    expect(page.locator("#help")).to_be_hidden()


def test_an_index_that_cannot_be_loaded_is_said_and_the_indexes_are_offered(context_page: Page, served: str) -> None:
    page = context_page
    page.route("**/search/data/directory.bin*", lambda route: route.abort())
    page.goto(f"{served}search/index.html?q=ferry")

    expect(page.get_by_role("status")).to_contain_text("cannot be loaded")
    assert page.locator("#results li").count() == 0


@pytest.mark.parametrize(
    ("question", "like"),
    [("the harbour of the ferry", "harbour ferry"), ("The Harbour", "Harbour"), ("from harbour to", "harbour")],
)
def test_words_that_every_cable_says_are_not_looked_for_beside_others(
    page: Page, served: str, question: str, like: str
) -> None:
    found = []
    for words in (question, like):
        page.goto(f"{served}search/index.html?q={words}")
        expect(page.get_by_role("status")).to_have_text(re.compile(r"^\d+ cables?( and .*)?$"))
        found.append(page.locator("#results a").evaluate_all("links => links.map((link) => link.href)"))
        assert page.locator("main input[name=q]").input_value() == words

    assert found[0] == found[1] != []
    assert page.locator("#results mark").all_inner_texts() != []


def test_in_capitals_and_between_quotes_every_word_is_looked_for(page: Page, served: str) -> None:
    page.goto(f"{served}search/index.html?q=harbour AT")
    expect(page.locator("#results a").first).to_be_visible()
    assert "hl=harbour+AT" in (page.locator("#results a").first.get_attribute("href") or "")
    page.goto(f'{served}search/index.html?q="the harbour"')
    expect(page.locator("#results a").first).to_be_visible()
    assert "hl=%22the+harbour%22" in (page.locator("#results a").first.get_attribute("href") or "")


@pytest.mark.parametrize("body", [None, "not what was written"])
@pytest.mark.parametrize("lost", ["directory.bin*", "pagefind.bin*", "words/*", "texts/**"])
def test_whatever_of_the_index_is_lost_is_said_and_the_next_question_tries_again(
    context_page: Page, served: str, lost: str, body: str | None
) -> None:
    page = context_page
    page.context.route(
        f"**/search/data/{lost}", lambda route: route.abort() if body is None else route.fulfill(body=body)
    )
    page.goto(f"{served}search/index.html?q=ferry")
    expect(page.get_by_role("status")).to_contain_text("cannot be loaded")
    page.context.unroute(f"**/search/data/{lost}")
    page.locator("main input[name=q]").fill("harbour")
    page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_contain_text("cables")
    expect(page.locator("#results li").first).to_be_visible()


def test_a_file_that_is_put_back_with_its_old_time_is_read(context_page: Page, site: Path, tmp_path: Path) -> None:
    shutil.copytree(site, tmp_path, dirs_exist_ok=True)
    directory = tmp_path / "search" / "data" / "directory.bin"
    directory.write_bytes(b"half")
    for served in serve_folder(tmp_path):
        context_page.goto(f"{served}search/index.html?q=ferry")
        expect(context_page.get_by_role("status")).to_contain_text("cannot be loaded")
        shutil.copy2(site / "search" / "data" / "directory.bin", directory)
        context_page.locator("main input[name=q]").fill("harbour")
        context_page.keyboard.press("Enter")

        expect(context_page.get_by_role("status")).to_contain_text("cables")


def test_a_word_of_grammar_alone_is_looked_for(page: Page, served: str) -> None:
    page.goto(f"{served}search/index.html?q=the")

    expect(page.get_by_role("status")).to_contain_text("cables")
    expect(page.locator("#results a").first).to_be_visible()
