"""Whatever bytes a file holds, they are read, linked, set and rendered: no text stops the room."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cables.parse import parse_cable
from generator.config import Site
from generator.corpus import build_corpus, check_corpus, facts_of
from generator.pages.cable.content import read_for_page
from generator.pages.data.feed_files import set_feed
from generator.pages.data.records import record
from generator.pages.views import CableView, FeedView
from generator.render.assets import asset_links, find_assets
from generator.render.templates import Program, Renderer, packaged_templates
from tests.corpus.cases import plan_pages, whole
from tests.pages.conftest import Desk
from tests.room import cable_text

GOLDEN = Path(__file__).parent.parent / "golden" / "cables"
SOURCES = tuple(
    sorted(path.read_bytes() for path in GOLDEN.rglob("*") if path.is_file() and path.name != "expected.json")
)
SITE = Site(title="The room", base_url="https://example.org/")


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    folders = (packaged_templates(),)
    return Renderer(folders, SITE, Program("reading-room", "0"), asset_links(find_assets(folders)))


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Return a cable with lines lost, doubled, swapped or cut, or bytes of another kind among its own."""
    lines = draw(st.sampled_from(SOURCES)).splitlines(keepends=True)
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, max(len(lines) - 1, 0)))
        how = draw(st.sampled_from(("lose", "double", "swap", "cut", "insert", "close")))
        if how == "lose" or not lines:
            del lines[at : at + draw(st.integers(1, 4))]
        elif how == "double":
            lines[at:at] = lines[at : at + 3]
        elif how == "swap":
            lines[at], lines[-1] = lines[-1], lines[at]
        elif how == "cut":
            lines[at] = lines[at][: draw(st.integers(0, 12))]
        else:
            lines.insert(
                at,
                draw(st.binary(max_size=30)) if how == "insert" else b"</script></pre><b>&amp; {{ view }} {% if %}\n",
            )
    return b"".join(lines)


@settings(max_examples=120, deadline=None)
@given(damaged() | st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_make_a_page(desk: Desk, renderer: Renderer, data: bytes) -> None:
    cable, problems = parse_cable(data, "cables/09VENSK77.txt", desk.vocabulary)
    other = cable_text("09VENSK12", refs=["VENSK 77"], text="See ref A.").encode()
    facts = [facts_of(cable, problems), facts_of(*parse_cable(other, "cables/other.txt", desk.vocabulary))]
    corpus = build_corpus(facts, desk.vocabulary)
    check_corpus(corpus)
    for page in whole(plan_pages(corpus, (), SITE), corpus):
        if page.source == "cables/09VENSK77.txt" and isinstance(page.view, CableView):
            reading = read_for_page(page.view, cable, desk.vocabulary, SITE)
            html = renderer.render(page.template, page.address, page.view, reading).decode("utf-8")
            assert html.startswith("<!doctype html>")
            assert "<b>&" not in html
            assert json.loads(record(cable, page.view, desk.vocabulary))["sha256"] == cable.sha256
        elif isinstance(page.view, FeedView):
            feed = set_feed(page.view, SITE)
            assert json.loads(feed)["version"] if page.address.endswith(".json") else len(ET.fromstring(feed))  # noqa: S314  our own
        elif page.template and not page.source:
            renderer.render(page.template, page.address, page.view)
