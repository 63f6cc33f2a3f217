"""The reference of templates is true: every template, every field, every block."""

import re

from generator.pages.views import CableView
from generator.render.templates import packaged_templates
from tests.documentation.reference import page
from tests.documentation.templates import TEMPLATES

PAGE = "docs/reference/templates.md"
PARTIAL = {"_lines.html", "_parts.html", "base.html", "head.html"}


def test_every_template_of_the_program_is_in_it() -> None:
    assert {name for name, _, _ in TEMPLATES} | PARTIAL == {path.name for path in packaged_templates().glob("*.html")}


def test_every_field_that_the_pages_of_a_cable_read_is_in_it() -> None:
    text = page(PAGE)
    used = {
        field
        for path in (packaged_templates() / "cable").glob("*.html")
        for field in re.findall(r"\bview\.(\w+)", path.read_text(encoding="utf-8"))
    }

    assert len(used) > 15
    assert used <= set(CableView.__struct_fields__)
    assert [field for field in used if f"| `{field}` |" not in text] == []


def test_each_block_that_an_owner_may_change_is_in_it() -> None:
    text = page(PAGE)

    for block in (
        "banners",
        "heading",
        "tags",
        "text",
        "references",
        "cited_by",
        "envelope",
        "record",
        "source",
        "foot",
    ):
        assert f"`{block}`" in text
