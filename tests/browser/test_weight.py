"""What a page weighs on the wire, and that nothing of it comes from elsewhere."""

import gzip
import json
import re
import statistics
from pathlib import Path

from playwright.sync_api import Page, expect

from generator.build.inputs.project import Options, Project
from generator.build.pipeline import build
from tests.benchmarks.collection import write_collection
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


def test_a_cable_of_a_thousand_words_is_under_thirty_kilobytes_and_ten_compressed(tmp_path: Path) -> None:
    write_collection(300, tmp_path / "content", jobs=1)
    build(Project(tmp_path / "content", tmp_path / "site"), Options(jobs=1, search=False, pdf=False))
    lines = (tmp_path / "site/data/cables.jsonl").read_text(encoding="utf-8").splitlines()
    urls = [cable["url"] for cable in map(json.loads, lines) if 950 <= cable["words"] <= 1050]
    pages = [(tmp_path / "site" / url).read_bytes() for url in urls]

    assert len(pages) > 10
    assert statistics.median(map(len, pages)) <= 30_000
    assert statistics.median(len(gzip.compress(page, 9)) for page in pages) <= 10_000


def test_the_cable_of_the_room_is_light_without_the_notes_of_its_owner(site: Path) -> None:
    page = (site / CABLE).read_bytes()
    notes = re.findall(rb'<aside class="(?:room-note|notes)".*?</aside>', page, re.DOTALL)

    assert len(notes) == 2
    assert len(page) - sum(map(len, notes)) < 30_500
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
    assert sum(size for name, size in sizes.items() if name.endswith((".js", ".html"))) < 51_000
    assert sum(size for name, size in sizes.items() if "/words/" in name or name.endswith("directory.bin")) < 5_000


def test_nothing_is_loaded_from_elsewhere(page: Page, served: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for address in KINDS.values():
        page.goto(served + address)

    assert len(asked) > len(KINDS)
    assert [url for url in asked if not url.startswith(served)] == []
