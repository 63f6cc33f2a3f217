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

    scripts = [url for url in sizes if ".js" in url]
    assert sum(len((site / "assets" / Path(url.split("?")[0]).name).read_bytes()) for url in scripts) < 4096
    assert (site / "assets" / "room.css").stat().st_size < 20_000


def test_a_cable_of_a_thousand_words_with_its_style_is_under_twenty_kilobytes(site: Path) -> None:
    lines = (site / "data/cables.jsonl").read_text(encoding="utf-8").splitlines()
    words = next(int(cable["words"]) for cable in map(json.loads, lines) if cable["url"] == CABLE)
    page, style = (len(gzip.compress((site / name).read_bytes(), 9)) for name in (CABLE, "assets/room.css"))

    assert words > 800
    assert page * max(1, 1000 / words) + style < 20_000


def test_a_first_search_loads_little_beside_the_program_and_each_file_once(page: Page, served: str, site: Path) -> None:
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url.removeprefix(served).split("?")[0]))
    page.goto(f"{served}search/index.html?q=trafficking")
    expect(page.get_by_role("status")).to_contain_text("cable")
    sizes = {name: len(gzip.compress((site / name).read_bytes(), 6, mtime=0)) for name in asked}
    words = [name for name in asked if name.endswith(".pf_index")]

    assert len(sizes) == len(asked)
    assert len(words) == 1
    assert sum(size for name, size in sizes.items() if name.endswith(".pagefind")) < 75_000
    assert sum(size for name, size in sizes.items() if name.endswith((".js", ".html", "shards.json"))) < 30_000
    assert sum(size for name, size in sizes.items() if name.endswith((".bin", ".pf_index"))) < 5_000


def test_nothing_is_loaded_from_elsewhere(page: Page, served: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for address in KINDS.values():
        page.goto(served + address)

    assert len(asked) > len(KINDS)
    assert [url for url in asked if not url.startswith(served)] == []
