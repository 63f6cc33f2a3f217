"""A title as its page sets it, a case a line."""

import pytest

from generator.config import Site
from generator.pages.cable.body_html import set_title
from generator.pages.lists.tags import tag_pages
from generator.render.assets import asset_links, find_assets
from generator.render.templates import Program, Renderer, packaged_templates
from tests.corpus.cases import whole
from tests.pages.conftest import Desk
from tests.room import cable_text


@pytest.mark.parametrize(
    ("title", "mark", "expected"),
    [
        ("The Fair", "", "The Fair"),
        ("The Fair", "(S)", 'The Fair <span class="mark">(S)</span>'),
        ("Bread & <Salt>", "", "Bread &amp; &lt;Salt&gt;"),
        (
            "XXXXXXXXXXXX on the Fair",
            "",
            '<span class="redacted" title="In the source: XXXXXXXXXXXX">redacted</span> on the Fair',
        ),
        (
            "The Fair of [NAME REMOVED]",
            "",
            'The Fair of <span class="redacted" title="In the source: [NAME REMOVED]">redacted</span>',
        ),
        (
            "Part XXX of the Fair [A]",
            "",
            'Part <span class="redacted" title="In the source: XXX">redacted</span> of the Fair [A]',
        ),
    ],
)
def test_a_title_is_set_with_its_redactions_and_its_mark(title: str, mark: str, expected: str) -> None:
    assert set_title(title, mark) == expected


def test_a_list_sets_the_redactions_of_titles(desk: Desk) -> None:
    folders = (packaged_templates(),)
    renderer = Renderer(folders, Site(title="Room"), Program("reading-room", "0"), asset_links(find_assets(folders)))
    reading = desk.read(cable_text("07VENSK12", subject="XXXXXXXXXXXX AND THE FAIR", tags="PREL"))
    page = next(page for page in whole(tag_pages(reading.corpus), reading.corpus) if page.address == "tag/PREL.html")
    html = renderer.render(page.template, page.address, page.view).decode()

    assert 'title="In the source: XXXXXXXXXXXX">redacted</span>' in html
