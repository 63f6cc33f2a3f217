"""Short code makes the page that Jinja2's own code makes, and gives way to it where it cannot."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import markupsafe
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from generator.config import Site
from generator.pages import html
from generator.render.templates import Program, Renderer
from tests.room import Room


class Line(msgspec.Struct, frozen=True):
    name: str
    count: int = 0


class View(msgspec.Struct, frozen=True):
    title: str = "Fish & <chips>'\""
    lines: tuple[Line, ...] = (Line("<a>", 1), Line("b", 2), Line("", 3))
    table: dict[str, str] = msgspec.field(default_factory=lambda: {"key": "<value>"})
    html: Markup = Markup("<b>bold</b>")
    share: float = 0.5
    nothing: None = None


BASE = "<title>{% block title %}base{% endblock %}</title>{% block main %}{% endblock %}{{ view.title }}"
MACROS = "{% macro line(one) %}<i>{{ one.name }}</i>{% endmacro %}"
SHORT = {
    "values": "{{ view.title }}{{ view.html }}{{ view.share }}{{ view.nothing }}"
    "{{ view.lines[0].count }}{{ view.title|lower }}",
    "inheritance": '{% extends "base" %}{% block title %}{{ super() }}: {{ view.title }}{% endblock %}'
    "{% block main %}{% for one in view.lines %}{{ loop.index }}{{ one.name }}{% else %}none{% endfor %}{% endblock %}",
    "import": '{% import "macros" as parts %}{% for one in view.lines %}{{ parts.line(one) }}{% endfor %}',
    "from": '{% from "macros" import line %}{{ line(view.lines[0]) }}{{ line(view.lines[1]) }}',
    "include": '{% include "part" %}{% include "absent" ignore missing %}',
    "conditions": "{% if view.nothing %}a{% elif view.lines[2].name %}b{% else %}{{ 'c' if view.share }}{% endif %}",
    "sets": "{% set all %}{{ view.title }}{% endset %}{{ all }}{% set ns = namespace(n=0) %}"
    "{% for one in view.lines %}{% set ns.n = ns.n + one.count %}{% endfor %}{{ ns.n }}",
    "filters": "{{ view.lines|map(attribute='name')|join(', ') }}{% filter upper %}{{ view.title }}{% endfilter %}"
    "{{ view.title|safe }}{% autoescape false %}{{ view.title }}{% endautoescape %}",
    "by name": "{% macro two(a, b='x') %}{{ a }}{{ b }}{% endmacro %}{{ two('<') }}{{ two('<', '>') }}{{ two(b='<', a=1) }}"
    "{% autoescape false %}{{ two('<', '>') }}{% endautoescape %}",
    "addresses": "{{ view.title|urlencode }}{{ 5|urlencode }}{{ view.table|urlencode }}",
    "calls": "{% macro box() %}[{{ caller() }}]{% endmacro %}{% call box() %}{{ view.title }}{% endcall %}",
    "self": "{% block main %}{{ view.title }}{% endblock %}{{ self.main() }}",
    "tree": "{% for one in view.lines recursive %}{{ one.name }}{{ loop(()) }}{% endfor %}",
}
LONG = {
    "entries": "{{ view.table.key }}",
    "default": "{{ view.absent|default('none') }}",
    "defined": "{% if view.absent is defined %}a{% else %}b{% endif %}",
}


# Makes one page, and tells how many templates were compiled for it.
COUNTED = """
import sys
from pathlib import Path
import jinja2, msgspec
from generator.config import Site
from generator.render.templates import Program, Renderer
compiled, usual = [], jinja2.Environment.compile
jinja2.Environment.compile = lambda *given, **named: compiled.append(1) or usual(*given, **named)
View = msgspec.defstruct("View", [("title", str)])
page = Renderer((Path(sys.argv[1]),), Site(), Program("reading-room", "1"), {}).render("own.html", "own.html", View("T"))
print(len(compiled), page.decode())
"""


@pytest.fixture
def renderer(tmp_path: Path) -> Renderer:
    for name, text in {**SHORT, **LONG, "base": BASE, "macros": MACROS, "part": "{{ view.title }}"}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return Renderer((tmp_path,), Site(), Program("reading-room", "1"), {})


def own_of_jinja(renderer: Renderer, name: str) -> bytes:
    renderer.unshortened.add(name)
    return renderer.render(name, "a.html", View())


@pytest.mark.parametrize("name", SHORT)
def test_short_code_makes_the_same_page(renderer: Renderer, name: str) -> None:
    made = renderer.render(name, "a.html", View())

    assert renderer.unshortened == set()
    assert made == own_of_jinja(renderer, name)
    assert made


@pytest.mark.parametrize("name", LONG)
def test_what_short_code_cannot_do_is_done_by_the_code_of_jinja(renderer: Renderer, name: str) -> None:
    made = renderer.render(name, "a.html", View())

    assert renderer.unshortened == {name}
    assert made == own_of_jinja(renderer, name)


def test_every_template_of_the_room_makes_its_pages_by_short_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long: list[str] = []
    render = Renderer.render

    def watched(renderer: Renderer, template: str, *given: Any) -> bytes:  # noqa: ANN401  passed on as they are
        made = render(renderer, template, *given)
        long.extend(renderer.unshortened)
        return made

    monkeypatch.setattr(Renderer, "render", watched)
    room = Room(tmp_path)
    for number in range(12):
        room.cable(f"07VENSK{number + 1}", refs=["VENSK 1", "06 VENSK 9"], tags="PREL, EFIS")
    room.put("pages/about.md", "# About\n")
    pages = room.build().pages

    assert long == []
    assert pages > 20


@given(st.text(st.sampled_from("&<>'\"ab;#é\u2028\x00")))
def test_text_is_escaped_as_markupsafe_does_it(text: str) -> None:
    assert html.escape(text) == html.escape_plainly(text) == str(markupsafe.escape(text))
    assert type(html.escape(text)) is str


@pytest.mark.parametrize("value", [Markup("<b>"), 3, 0.5, None, True, ("<", 1), Line("<")])
def test_any_value_is_escaped_as_markupsafe_does_it(value: object) -> None:
    assert html.escape_value(value) == str(markupsafe.escape(value))


def made(templates: Path, kept: Path, **environment: str) -> list[str]:
    """Make a page in a process of its own, whose temporary files are in a folder; return the count and the page."""
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-c", COUNTED, str(templates)]
    ran = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**usual, "TMPDIR": str(kept), **environment}
    )
    return ran.stdout.split(maxsplit=1)


def test_a_template_is_compiled_once_for_all_processes(tmp_path: Path) -> None:
    """Its code is kept as Python keeps that of modules; changed, damaged or unwanted code is made anew."""
    templates, kept = tmp_path / "templates", tmp_path / "kept"
    templates.mkdir()
    kept.mkdir()
    own = templates / "own.html"
    own.write_text("<p>{{ view.title }}", encoding="utf-8")
    assert made(templates, kept) == ["1", "<p>T\n"]
    assert made(templates, kept) == ["0", "<p>T\n"]
    own.write_text("<b>{{ view.title }}", encoding="utf-8")
    assert made(templates, kept) == ["1", "<b>T\n"]
    files = [path for path in kept.rglob("*") if path.is_file()]
    assert files
    for path in files:
        data = path.read_bytes()
        path.write_bytes(data[:4] + bytes(reversed(data[4:])))
    assert made(templates, kept) == ["1", "<b>T\n"]
    own.write_text("<i>{{ view.title }}", encoding="utf-8")
    assert [made(templates, kept, PYTHONDONTWRITEBYTECODE="1")[0] for _ in range(2)] == ["1", "1"]
