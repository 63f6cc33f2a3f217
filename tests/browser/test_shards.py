"""Search over many shards, in a real browser: one room, cut so small that it has at least six."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, Route, expect

from generator.commands.build import build
from generator.commands.project import Options, Project
from generator.output.search.worker import SCRIPT
from tests.browser.conftest import REPOSITORY, serve_folder

LIMIT = 3


@pytest.fixture(scope="module")
def cut_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The room of this repository with an index in shards of three cables at most."""
    output = tmp_path_factory.mktemp("cut") / "site"
    report = build(Project(REPOSITORY / "content", output), Options(jobs=1, pdf=False, shard_limit=LIMIT))
    assert report.errors == 0, report.problems
    return output


@pytest.fixture(scope="module")
def cut(cut_site: Path) -> Iterator[str]:
    """The address of that room."""
    yield from serve_folder(cut_site)


def _shards(site: Path) -> list[dict[str, object]]:
    told = json.loads((site / "search/pagefind/shards.json").read_bytes())
    shards: list[dict[str, object]] = told["shards"]
    return shards


def _homes(site: Path, post: str) -> set[str]:
    """Return the names of the shards that have cables of a post."""
    names = {str(one["name"]) for one in _shards(site)}
    return {
        name for name in names if any(value.split(" – ")[0] == post for value in _told(site, name)["facets"]["post"])
    }


def _told(site: Path, name: str) -> dict[str, dict[str, dict[str, int]]]:
    told: dict[str, dict[str, dict[str, int]]] = json.loads((site / f"search/pagefind/{name}/shard.json").read_bytes())
    return told


def _cables(site: Path) -> list[dict[str, object]]:
    lines = (site / "data/cables.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _found(page: Page) -> list[str]:
    status = page.get_by_role("status")
    expect(status).to_contain_text("cable")
    expect(status).not_to_contain_text("searching")
    more = page.get_by_role("button", name="Show more")
    while more.is_visible():
        shown = page.locator("#results li").count()
        more.click()
        expect(page.locator("#results li")).not_to_have_count(shown)
    return page.locator("#results .id").all_inner_texts()


def test_the_room_has_at_least_six_shards(cut_site: Path) -> None:
    assert len(_shards(cut_site)) >= 6


@pytest.mark.parametrize("word", ["embassy", "Lindemar", "trafficking", "harbour"])
def test_shards_find_what_one_index_finds(page: Page, cut: str, served: str, word: str) -> None:
    page.goto(f"{served}search/index.html?q={word}")
    whole = _found(page)
    page.goto(f"{cut}search/index.html?q={word}")

    assert sorted(_found(page)) == sorted(whole)
    assert whole


def test_sorted_by_date_the_newest_of_all_shards_come_first(page: Page, cut: str, cut_site: Path) -> None:
    page.goto(f"{cut}search/index.html?q=summary&sort=date")
    found = _found(page)
    days = {str(cable["id"]): str(cable["date"])[:10] for cable in _cables(cut_site)}

    assert len(found) > LIMIT
    assert [days[one] for one in found] == sorted((days[one] for one in found), reverse=True)


def test_a_choice_without_words_lists_all_cables_that_have_it(page: Page, cut: str, cut_site: Path) -> None:
    page.goto(f"{cut}search/index.html?tag=PREL")
    wanted = {str(cable["id"]) for cable in _cables(cut_site) if "PREL" in list(map(str, _list(cable["tags"])))}

    assert set(_found(page)) == wanted


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def test_from_and_to_are_days_of_the_cables(page: Page, cut: str, cut_site: Path) -> None:
    page.goto(f"{cut}search/index.html?from=2005-03-01&to=2007-04-25")
    wanted = {
        str(cable["id"]) for cable in _cables(cut_site) if "2005-03-01" <= str(cable["date"])[:10] <= "2007-04-25"
    }

    assert wanted
    assert set(_found(page)) == wanted


def test_only_shards_that_a_choice_names_are_loaded(page: Page, cut: str, cut_site: Path) -> None:
    asked: set[str] = set()

    def note(request: Request) -> None:
        parts = request.url.split("/search/pagefind/")
        if len(parts) > 1 and "/" in parts[1]:
            asked.add(parts[1].split("/")[0])

    page.context.on("request", note)
    page.goto(f"{cut}search/index.html?q=trafficking&post=ASTANA")
    assert _found(page) == ["07ASTANA1061"]

    names = {str(one["name"]) for one in _shards(cut_site)}
    homes = _homes(cut_site, "ASTANA")
    assert len(homes) == 1
    assert asked & names == homes


def test_other_values_may_be_chosen_beside_the_chosen_one(page: Page, cut: str) -> None:
    page.goto(f"{cut}search/index.html?post=ASTANA")
    posts = page.get_by_role("group", name="Post")
    expect(posts.get_by_label("ASTANA")).to_be_checked()
    before = _found(page)
    other = posts.get_by_role("checkbox", checked=False).first
    page.locator(f"input[name=post][value={other.get_attribute('value')}]").check()

    expect(page.locator("#results li")).not_to_have_count(len(before))
    assert page.url.count("post=") == 2


def test_a_shard_that_is_lost_is_told_and_the_others_answer(page: Page, cut: str, cut_site: Path) -> None:
    (home,) = _homes(cut_site, "ASTANA")
    page.context.route(f"**/pagefind/{home}/**", lambda route: route.fulfill(status=200, body="not what was asked for"))
    page.goto(f"{cut}search/index.html?tag=PGOV")

    expect(page.get_by_role("status")).to_contain_text("Part of the index could not be loaded")
    assert page.locator("#results li").count() > 0


def test_shards_asked_at_once_keep_their_index(page: Page, cut: str, served: str) -> None:
    words = ["harbour", "embassy"]
    whole = []
    for word in words:
        page.goto(f"{served}search/index.html?q={word}")
        whole.append(sorted(_found(page)))
    page.goto(f"{cut}search/index.html?q={words[0]}")
    found = [sorted(_found(page))]
    page.locator("main input[name=q]").fill(words[1])
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{cut}search/index.html?q={words[1]}")
    found.append(sorted(_found(page)))

    assert found == whole


def test_a_program_that_is_made_ready_late_is_waited_for(page: Page, cut: str, served: str) -> None:
    page.goto(f"{served}search/index.html?q=harbour")
    whole = sorted(_found(page))
    page.context.route("**/worker.js*", _made_ready_slowly)
    page.goto(f"{cut}search/index.html?q=harbour")

    assert sorted(_found(page)) == whole


def _made_ready_slowly(route: Route) -> None:
    """Answer with the worker's script, in which the program takes long to be made ready."""
    slow = """
    const ready = WebAssembly.instantiate;
    WebAssembly.instantiate = async (...given) => {
      await new Promise((done) => setTimeout(done, 300));
      return ready.apply(WebAssembly, given);
    };
    """
    route.fulfill(content_type="text/javascript", body=slow + SCRIPT.decode())


def test_a_first_answer_that_comes_late_does_not_stand_in_place_of_the_whole(page: Page, cut: str) -> None:
    page.goto(f"{cut}search/index.html?q=embassy")
    whole = _found(page)
    shown = page.evaluate(
        """async () => {
        const wait = (ms, id) => new Promise((done) => setTimeout(() => done({
            url: location.href, content: id, anchors: [], meta: { id, title: id } }), ms));
        const early = show([{ key: "early", data: () => wait(150, "early") }], "", 10);
        const late = show([{ key: "late", data: () => wait(1, "late") }], "", 10);
        await Promise.all([early, late]);
        return [...document.querySelectorAll("#results .id")].map((one) => one.textContent); }"""
    )

    assert len(whole) > LIMIT
    assert shown == ["late"]


def test_a_word_near_the_one_asked_for_does_not_pass_for_it(page: Page, cut: str) -> None:
    page.goto(f"{cut}search/index.html?q=lindemarx")

    expect(page.get_by_role("status")).to_contain_text("No cable says “lindemarx”")
    assert page.locator("#results li").count() > 0


def test_a_phrase_between_quotes_is_found_in_its_shard(page: Page, cut: str) -> None:
    page.goto(f'{cut}search/index.html?q="Karaganda MVD Legal Institute"')

    assert _found(page) == ["07ASTANA1061"]
