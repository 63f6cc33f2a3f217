"""What scripts write into a page in another language: no English word of the interface outside ``lang="en"``."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import serve_folder
from tests.browser.kinds import CABLE, MARKED, TITLE
from tests.language.made_up import room_in
from tests.language.walk import english_outside_english

# What a reader writes, and what a cable says where a label or a sentence has it: no words of the interface.
WORDS = (
    "Trafficking in Persons", "trafficking in persons", "harbour reform", "harbour", "Gaddafi", "Qadhafi", "Kadhafi",
    "zebra", "ferry", "hardly", "hard", "harb", "April 2007", "25 April 2007", "26 April 2007", "April 25, 2007", "May 2031",
    "Astana", "Lindemar", "Vensk", "Chicago, note", "Chicago", "BibTeX", "JavaScript", "Data Package", "tag:", "two words",
    "Secret", "Confidential", "Natural Earth", "Freedom of Information Act",
)  # fmt: skip
MANUSCRIPT = f"""“{TITLE},” 07ASTANA1061, April 25, 2007.

07ASTANA1061, 26 April 2007, says “conviction rates should rise” and “conviction rates should never rise at all”.

07ASTANA1061 “nothing of the kind was ever heard in it” and “Kazakhstan Resolves to Improve the TIP Response”.

06ASTANA368; Astana 1061; 05VENSK999, 3 May 2031; 88LINDEMAR4.

99LINDEMAR4, 25 April 2007. Lindemar 4.
"""


@pytest.fixture(scope="module", params=["el", "ar"])
def room(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a room in the made-up language, and in Arabic."""
    return room_in(str(request.param), tmp_path_factory.mktemp("language"), search=True).output


@pytest.fixture(scope="module")
def place(room: Path) -> Iterator[str]:
    """Its address on a server."""
    yield from serve_folder(room)


def english(page: Page) -> list[str]:
    """Return the words of the page as it stands that are English and not marked so."""
    posts = page.locator("th[scope=row] a").all_text_contents()
    return sorted(set(english_outside_english(page.content(), posts, WORDS)))


def wait_for_answer(page: Page) -> None:
    """Wait until a question or a check is answered: something is said, and nothing that ends with dots."""
    expect(page.locator("#status:not(:empty), #said p").first).to_be_visible()
    expect(page.locator("#status")).not_to_have_text(re.compile("…"))


QUESTIONS = (
    "q=ferry", "q=ferry&tag=QH&post=VENSK&from=2000-01-01&to=2010-12-31", "q=ferry&from=2009-01-01&to=2008-01-01",
    "q=zebra harbour", "q=zebra", "q=ferryy", "q=TIP", 'q="harbour tag:ferry 1/2/2007', "q=ferry NEAR/5 harbour NOT",
    'q=ferry) NOT "harbour reform"', "q=harbour~2 *harb", "q=(ferry zebra) OR harbour", "q=ferry April 2007",
    "q=07VENSK999", "q=07ASTANA1061 06ASTANA368 07VENSK999 ferry", "q=REF: VENSK 4", "q=Gaddafi", "year=2007",
)  # fmt: skip


def test_the_search(context_page: Page, place: str) -> None:
    page = context_page
    found: dict[str, list[str]] = {}
    for asked in QUESTIONS:
        page.goto(f"{place}search/index.html?{asked}")
        wait_for_answer(page)
        if page.locator("#export").is_visible():
            page.locator("#export").click()
            expect(page.locator("#exports button").first).to_be_visible()
        if words := english(page):
            found[asked] = words

    assert found == {}


def test_a_search_that_fails(context_page: Page, place: str) -> None:
    page = context_page
    page.route("**/search/data/*", lambda route: route.abort())
    page.goto(f"{place}search/index.html?q=ferry")
    wait_for_answer(page)

    assert english(page) == []


def test_the_results_are_marked_as_english_and_what_is_said_of_them_is_not(page: Page, place: str, room: Path) -> None:
    page.goto(f"{place}search/index.html?q=trafficking laws")
    link = page.locator("#results h2 a").first
    language = "ar" if 'lang="ar"' in (room / "index.html").read_text(encoding="utf-8") else "el"

    expect(link).to_have_attribute("lang", "en")
    expect(page.locator("#results .summary").first).to_have_attribute("lang", "en")
    assert page.locator("#status").evaluate("one => one.closest('[lang]').lang") == language


def acts_on_a_list(page: Page) -> Iterator[str]:
    """Use the list, and yield what was done."""
    for index in (0, 1, 2):  # up, down, remove
        page.locator("#entries li").first.locator(".moves button").nth(index).click()
        yield f"moved {index}"
    page.locator("#status button").click()
    yield "undone"
    page.locator("#saving button").first.click()
    yield "saved"
    page.fill("#identifiers", "nothing")
    page.locator("#adding button").click()
    yield "nothing added"
    page.fill("#identifiers", "05LINDEMAR488")
    page.locator("#adding button").click()
    expect(page.locator("#entries li")).to_have_count(4)
    yield "added"
    page.locator("#told button").first.click()
    yield "kept as one's own"
    page.locator("#entries li").first.locator(".moves button").nth(3).click()
    yield "a note"
    for button in page.locator("#tools button").all()[-1:]:
        button.click()
        yield "emptied"


def test_the_reading_list(page: Page, place: str) -> None:
    page.goto(f"{place}list/index.html")
    assert english(page) == []
    page.goto(f"{place}list/index.html#07ASTANA1061,06ASTANA368,1999NOWHERE")
    page.reload()
    expect(page.locator("#entries li")).to_have_count(3)
    assert english(page) == []
    for done in acts_on_a_list(page):
        assert english(page) == [], done


def test_the_checker_of_citations(page: Page, place: str) -> None:
    page.goto(f"{place}check-citations/index.html")
    for text, count in (("nothing", 0), (MANUSCRIPT, 6)):
        page.fill("#manuscript", text)
        page.locator("#form button").click()
        wait_for_answer(page)
        expect(page.locator("#found > li")).to_have_count(count)
        assert english(page) == []


def test_the_page_of_a_cable(page: Page, place: str) -> None:
    page.goto(f"{place}{CABLE}?hl=trafficking")
    expect(page.locator(".found")).to_be_visible()
    page.locator("#p4 .n").click()
    expect(page.locator(".tools button").first).to_be_focused()
    assert english(page) == []
    page.locator(".tools button").first.click()
    assert english(page) == []
    page.locator(".facts button").first.click()
    page.locator(".found button").last.click()
    assert english(page) == []
    page.goto(f"{place}{MARKED}")
    page.locator(".refs a[title]").first.focus()
    expect(page.get_by_role("tooltip")).to_be_visible()
    assert english(page) == []


OTHERS = (
    "index.html", "compare/07VENSK12--07VENSK31.html", "coverage/index.html", "date/index.html", "date/2007/04.html",
    "origin/index.html", "tag/QH.html", "dossier/b.html", "cable/2006/astana/06ASTANA368.html", "data/index.html",
)  # fmt: skip


def test_other_pages(page: Page, place: str) -> None:
    found: dict[str, list[str]] = {}
    for address in OTHERS:
        page.goto(place + address)
        if words := english(page):
            found[address] = words

    assert found == {}


@pytest.mark.parametrize("number", ["07VENSK999", "99NOWHERE1"])
def test_a_page_that_is_not_there(context_page: Page, place: str, room: Path, number: str) -> None:
    page = context_page
    body = (room / "404.html").read_text(encoding="utf-8").replace("https://example.org/", "/")
    page.route(f"**/{number}.html", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto(f"{place}{number}.html")
    expect(page.locator("#asked")).to_contain_text(number)

    assert english(page) == []


def in_the_checker(page: Page) -> None:
    page.fill("#manuscript", MANUSCRIPT)
    page.locator("#form button").click()
    wait_for_answer(page)


def in_the_list(page: Page) -> None:
    expect(page.locator("#entries li")).to_have_count(2)


@pytest.mark.parametrize(
    ("address", "act"),
    [
        ("search/index.html?q=ferry", wait_for_answer),
        ("search/index.html?q=07VENSK999 06ASTANA368", wait_for_answer),
        ("check-citations/index.html", in_the_checker),
        ("list/index.html#07ASTANA1061,06ASTANA368", in_the_list),
    ],
)
def test_from_the_disk(page: Page, room: Path, address: str, act: Callable[[Page], None]) -> None:
    page.goto(f"{room.as_uri()}/{address}")
    act(page)

    assert english(page) == []
