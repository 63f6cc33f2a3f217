"""What a page weighs on the wire, and that nothing of it comes from elsewhere."""

import gzip
import json
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.kinds import CABLE, KINDS


def test_a_cable_page_weighs_little_and_needs_no_script(page: Page, served: str, site: Path) -> None:
    sizes: dict[str, int] = {}
    page.on("response", lambda answer: sizes.update({answer.url: len(answer.body())}))
    page.goto(served + CABLE)
    page.wait_for_load_state("networkidle")

    scripts = {url.removeprefix(served).split("?")[0]: size for url, size in sizes.items() if ".js" in url}
    assert scripts.keys() == {"assets/cable.js", "list/keep.js"}
    assert scripts["assets/cable.js"] < 8_000
    assert scripts["list/keep.js"] < 5_500
    assert sum(len(gzip.compress((site / name).read_bytes(), 9)) for name in scripts) < 5_000
    assert (site / "assets" / "room.css").stat().st_size < 20_480


def test_a_cable_of_nine_hundred_words_is_under_thirty_five_kilobytes_and_nine_and_a_half_compressed(
    site: Path,
) -> None:
    lines = (site / "data/cables.jsonl").read_text(encoding="utf-8").splitlines()
    words = next(int(cable["words"]) for cable in map(json.loads, lines) if cable["url"] == CABLE)
    page = (site / CABLE).read_bytes()

    assert words > 870
    assert len(page) < 35_000
    assert len(gzip.compress(page, 9)) < 9_500


def test_a_first_search_loads_little_beside_the_program_and_each_file_once(page: Page, served: str, site: Path) -> None:
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url.removeprefix(served).split("?")[0]))
    page.goto(f"{served}search/index.html?q=trafficking")
    expect(page.get_by_role("status")).to_contain_text("cable")
    sizes = {name: len(gzip.compress((site / name).read_bytes(), 6, mtime=0)) for name in asked}
    words = [name for name in asked if "/words/" in name]

    assert len(sizes) == len(asked)
    assert len(words) == 1
    assert sizes["search/data/pagefind.bin"] < 75_000
    assert sum(size for name, size in sizes.items() if name.endswith((".js", ".html"))) < 46_500
    assert sum(size for name, size in sizes.items() if "/words/" in name or name.endswith("directory.bin")) < 5_000


def test_nothing_is_loaded_from_elsewhere(page: Page, served: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for address in KINDS.values():
        page.goto(served + address)

    assert len(asked) > len(KINDS)
    assert [url for url in asked if not url.startswith(served)] == []
