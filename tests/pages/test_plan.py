"""All pages of a room: each address once, each template used, each view enough for its template and its journey."""

import re
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from generator.config import Site
from generator.corpus.change_log import parse_changes
from generator.markdown import parse_essay
from generator.pages import Page
from generator.pages.cable.content import read_for_page
from generator.pages.comparison.align import compare
from generator.pages.views import CableView, CompareView
from generator.render.assets import asset_links, find_assets
from generator.render.templates import Program, Renderer, packaged_templates
from tests.corpus.cases import plan_pages, whole
from tests.documentation.templates import TEMPLATES
from tests.pages.conftest import Desk
from tests.room import cable_text

SITE = Site(title="The room")
PARTIAL = {"_lines.html", "_parts.html", "base.html", "head.html"}


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """Cables by path: cited and not, of two posts and levels, two of one text, one without an identifier."""
    found = {f"cables/07VENSK{n}.txt": cable_text(f"07VENSK{n}", refs=[f"VENSK {n - 1}"]) for n in range(10, 16)}
    found["cables/06LINDEMAR5.txt"] = cable_text("06LINDEMAR5", level="SECRET", tags="EFIS, PREL", text="(S) Fish.")
    same = "\n".join(f"Well {n} of the town was measured again, and its water was found to be good." for n in range(6))
    found |= {f"cables/08VENSK{n}.txt": cable_text(f"08VENSK{n}", text=same) for n in (20, 21)}
    found["cables/stray.txt"] = "Nothing like a cable.\n"
    return found


@pytest.fixture(scope="module")
def pages(desk: Desk, texts: dict[str, str]) -> list[Page]:
    (path, text), *_ = texts.items()
    corpus = desk.read(text, *[other for name, other in texts.items() if name != path], path=path).corpus
    essays = [
        parse_essay(b"# About\n\nWords.\n", "pages/about.md"),
        parse_essay(b"# Wells\n\nOf [[08VENSK20]].\n", "dossiers/wells.md"),
    ]
    log, _ = parse_changes(b'{"date":"2026-03-01","id":"07VENSK12","change":"added"}', "changes.jsonl")
    return whole(plan_pages(corpus, essays, SITE, legacy=True, changes=log), corpus)


def test_each_template_reads_the_view_that_it_is_said_to_read(pages: Sequence[Page]) -> None:
    said = {name: view for name, view, _ in TEMPLATES}

    assert {page.template for page in pages if page.template} == set(said)
    assert [page.address for page in pages if page.template and type(page.view) is not said[page.template]] == []


def test_each_address_is_claimed_once_and_by_a_name(pages: Sequence[Page]) -> None:
    addresses = [page.address.casefold() for page in pages]

    assert len(set(addresses)) == len(addresses)
    assert [page.address for page in pages if not (page.claimed_by or page.source)] == []


def test_every_template_is_some_pages(pages: Sequence[Page]) -> None:
    assert {page.template for page in pages if page.template} | PARTIAL == {
        path.name for path in packaged_templates().glob("*.html")
    }


def test_a_view_comes_whole_from_its_journey_to_a_worker(pages: Sequence[Page]) -> None:
    for page in pages:
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(page.view), type=type(page.view)) == page.view


def test_a_view_holds_what_its_template_needs(pages: Sequence[Page], desk: Desk) -> None:
    folders: tuple[Path, ...] = (packaged_templates(),)
    renderer = Renderer(folders, SITE, Program("reading-room", "0"), asset_links(find_assets(folders)))
    reading = desk.read(cable_text("07VENSK12", refs=["VENSK 11"]))
    for page in pages:
        if not page.template:  # feeds and entries
            continue
        shown: object = None
        if isinstance(page.view, CompareView):
            shown = compare(reading.cable, reading.cable)
        if isinstance(page.view, CableView):
            shown = read_for_page(page.view, reading.cable, desk.vocabulary, SITE)
        made = renderer.render(page.template, page.address, page.view, shown)
        assert made.startswith(b"<!doctype html>")
        assert b"None" not in made.replace(b"default-src 'none'", b"")


def test_nothing_of_an_ordinary_page_depends_on_how_many_cables_there_are(desk: Desk, texts: dict[str, str]) -> None:
    (path, text), *others = texts.items()
    before = desk.read(text, *[other for _, other in others], path=path).corpus
    newer = cable_text("08ASTANA1", tags="KZ", signer="SMITH", level="CONFIDENTIAL")
    after = desk.read(text, *[other for _, other in others], newer, path=path).corpus
    views = {page.address: page.view for page in whole(plan_pages(before, (), SITE), before)}
    pages = whole(plan_pages(after, (), SITE), after)
    changed = {page.address for page in pages if views.get(page.address) != page.view}

    assert not {address for address in changed if address.startswith("cable/2007/vensk/")}
    assert not {address for address in changed if address in {"tag/PREL.html", "origin/vensk.html", "signer/HOLM.html"}}


def test_every_count_of_cables_is_written_with_its_thousands_apart() -> None:
    templates = {path.name: path.read_text(encoding="utf-8") for path in packaged_templates().glob("*.html")}
    bare = re.compile(r"\{\{ \w+\.(?:count|held|highest|total|implied|wanted) \}\}")

    assert "list.html" in templates
    assert {name: found for name, text in templates.items() if (found := bare.findall(text))} == {}
