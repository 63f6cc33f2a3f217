"""What readers type, in a real browser: questions.json says for each question what must be found first, and what is said.

``asked`` is the text of the box. ``goes`` is the address that it leads to at once. Else ``first`` is the identifier of the
first result, ``also`` and ``absent`` others that must and must not be listed, ``none`` that nothing is; ``status`` is said in
the status line (``exact``: nothing else is), ``says`` above or among the results; ``address`` is what the address becomes.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext, Page

from generator.build.inputs.project import Options, Project
from generator.build.pipeline import build
from tests.benchmarks.collection import write_collection
from tests.browser.conftest import serve_folder

Question = dict[str, Any]
QUESTIONS: dict[str, list[Question]] = json.loads(
    Path(__file__).with_name("questions.json").read_text(encoding="utf-8")
)
LISTED = """all => all.map(item => {
    const link = item.querySelector("a");
    return link ? link.pathname.split("/").pop().replace(".html", "") : item.querySelector(".title").textContent;
})"""
SETTLED = """() => {
    const said = document.querySelector("#status")?.textContent ?? "-";
    return said && !/searching/i.test(said);
}"""


@pytest.fixture(scope="module")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a room of a thousand invented cables."""
    folder = tmp_path_factory.mktemp("thousand")
    write_collection(1000, folder / "content", 1)
    report = build(Project(folder / "content", folder / "site"), Options(jobs=2, pdf=False))
    assert report.errors == 0, report.problems
    yield from serve_folder(folder / "site")


@pytest.fixture(scope="module")
def rooms(served: str, thousand: str) -> dict[str, str]:
    """The address of each room that is asked."""
    return {"own": served, "thousand": thousand}


def test_there_are_enough_questions() -> None:
    asked = [(room, one["asked"]) for room, questions in QUESTIONS.items() for one in questions]

    assert len(asked) == len(set(asked)) >= 120


@pytest.mark.parametrize("room", sorted(QUESTIONS))
def test_what_readers_type_finds_first_what_it_must(context: BrowserContext, rooms: dict[str, str], room: str) -> None:
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(f"a script fails: {error}"))
    for question in QUESTIONS[room]:
        wrong += [f"{question['asked']}: {fault}" for fault in faults(page, rooms[room], question)]

    assert wrong == []


def faults(page: Page, room: str, question: Question) -> list[str]:
    """Ask one question and return what is not as the table says."""
    page.goto(f"{room}search/index.html?q={quote(question['asked'])}")
    if "goes" in question:
        page.wait_for_url(lambda url: "search/index.html" not in url)
        return [] if page.url == room + question["goes"] else [f"leads to {page.url}"]
    page.wait_for_function(SETTLED)
    page.wait_for_load_state("networkidle")
    listed: list[str] = page.locator("#results > li:not(.said)").evaluate_all(LISTED)
    status = page.get_by_role("status").inner_text()
    said = page.locator("#said").inner_text() + page.locator("#results").inner_text()
    wanted = question.get("status", "")
    found = {
        f"lists {listed[:3]} first": bool(question.get("first")) and listed[:1] != [question["first"]],
        f"does not list all of {question.get('also')}": not set(question.get("also", ())) <= set(listed),
        f"lists one of {question.get('absent')}": bool(set(question.get("absent", ())) & set(listed)),
        f"lists {listed}": bool(question.get("none")) and listed != [],
        f"has the status {status}": wanted not in status or (bool(question.get("exact")) and status != wanted),
        f"says {said}": question.get("says", "") not in said,
        f"is {page.url}": not page.url.endswith(question.get("address", "")),
    }
    return [fault for fault, is_so in found.items() if is_so]
