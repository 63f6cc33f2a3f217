"""Templates: what they may read, and what is said when they ask for what is not there."""

import sys
from pathlib import Path

import msgspec
import pytest
from jinja2 import Environment

from generator.config import Site
from generator.pages.views import ErrorView
from generator.problems import TemplateError
from generator.render.templates import Program, Renderer, packaged_templates

ASSETS = {"room.css": "assets/room.css?v=00"}


class View(msgspec.Struct, frozen=True):
    """A view for tests."""

    title: str = "Fish & <chips>"
    rows: tuple[int, ...] = (1, 2)


class Templates:
    """A folder of templates, and pages made from it."""

    def __init__(self, folder: Path) -> None:
        """Begin with none."""
        self.folder = folder

    def write(self, **texts: str) -> None:
        """Write templates; two underscores in a name are its dot."""
        for name, text in texts.items():
            (self.folder / name.replace("__", ".")).write_text(text, encoding="utf-8")

    def renderer(self, *more: Path) -> Renderer:
        """Return a renderer of this folder before others."""
        return Renderer((self.folder, *more), Site(title="The room"), Program("reading-room", "1"), ASSETS)

    def render(self, text: str, address: str = "a/b/page.html") -> str:
        """Return the page that one template makes."""
        self.write(page__html=text)
        return self.renderer().render("page.html", address, View()).decode()


@pytest.fixture
def templates(tmp_path: Path) -> Templates:
    return Templates(tmp_path)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("{{ view.title }}", "Fish &amp; &lt;chips&gt;"),
        ("{{ site.title }} {{ program.name }} {{ program.version }}", "The room reading-room 1"),
        ("{{ address }} {{ root }}", "a/b/page.html ../../"),
        ("{{ asset('room.css') }}", "../../assets/room.css?v=00"),
        ("{% for row in view.rows %}\n{{ row }};\n{% endfor %}\n", "1;\n2;\n"),
        ("{{ reading }}", "None"),
    ],
)
def test_what_a_template_may_read(templates: Templates, text: str, made: str) -> None:
    assert templates.render(text) == made


@pytest.mark.parametrize(
    ("text", "code", "line", "said"),
    [
        ("<p>\n{{ view.titel }}", "T002", 2, "View has no field 'titel'"),
        ("<p>\n\n{% if view.titel %}x{% endif %}", "T002", 3, "View has no field 'titel'"),
        ("{{ nothing }}", "T002", 1, "there is no 'nothing' here"),
        ("{{ view.rows[9] }}", "T002", 1, "tuple has no entry '9'"),
        ("\n{{ asset('gone.css') }}", "T002", 2, "there is no asset 'gone.css'"),
        ("<p>\n{% if %}", "T001", 2, ""),
        ("{% for row in view.rows %}", "T001", 1, ""),
        ("<p>\n{% include 'gone.html' %}", "T003", 2, "there is no template 'gone.html'"),
        ("{% extends 'gone.html' %}", "T003", 1, "there is no template 'gone.html'"),
        ("<p>\n{{ 1 / 0 }}", "T004", 2, "ZeroDivisionError"),
        ("{{ view.title + 1 }}", "T004", 1, "TypeError"),
    ],
)
def test_what_fails_is_told_with_its_line(templates: Templates, text: str, code: str, line: int, said: str) -> None:
    with pytest.raises(TemplateError) as failed:
        templates.render(text)

    problem = failed.value.problem
    assert (problem.code, problem.where.line) == (code, line)
    assert said in problem.message
    assert "(a/b/page.html)" in problem.message
    assert problem.hint


def test_a_template_that_no_page_uses_but_that_is_broken_is_told(templates: Templates) -> None:
    templates.write(other__html="<p>\n{% if %}")

    with pytest.raises(TemplateError) as failed:
        templates.renderer().digests()

    assert (failed.value.problem.code, failed.value.problem.where.line) == ("T001", 2)


def test_the_room_s_own_template_comes_before_the_packaged_one(tmp_path: Path) -> None:
    own, packaged = Templates(tmp_path / "own"), Templates(tmp_path / "packaged")
    for one in (own, packaged):
        one.folder.mkdir()
    packaged.write(page__html="packaged", other__html="{% include 'page.html' %}")
    own.write(page__html="own")

    assert own.renderer(packaged.folder).render("other.html", "x.html", View()) == b"own"


@pytest.mark.parametrize(
    ("edited", "changed"),
    [
        ("page__html", {"page.html"}),
        ("base__html", {"page.html", "base.html", "any.html"}),
        ("part__html", {"page.html", "part.html", "any.html"}),
        ("macro__html", {"page.html", "part.html", "macro.html", "any.html"}),
        ("alone__html", {"alone.html", "any.html"}),
    ],
)
def test_the_digest_of_a_template_covers_all_that_it_reaches(
    templates: Templates, edited: str, changed: set[str]
) -> None:
    templates.write(
        base__html="{% block main %}{% endblock %}",
        part__html="{% from 'macro.html' import m %}",
        macro__html="{% macro m() %}x{% endmacro %}",
        page__html="{% extends 'base.html' %}{% block main %}{% include 'part.html' %}{% endblock %}",
        alone__html="alone",
        any__html="{% include view.title %}",  # a name made while the page is: it may be any
    )
    before = templates.renderer().digests()
    templates.write(**{edited: (templates.folder / edited.replace("__", ".")).read_text(encoding="utf-8") + "<!-- -->"})
    after = templates.renderer().digests()

    assert {name for name in after if after[name] != before[name]} - {"page.html", "any.html"} == changed - {
        "page.html",
        "any.html",
    }
    assert after["any.html"] != before["any.html"]
    assert (after["page.html"] != before["page.html"]) is ("page.html" in changed)


def test_a_text_that_is_read_again_is_not_compiled_again(templates: Templates, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)  # as it is unless a machine says otherwise
    made = [templates.render("{{ view.title }}")]
    monkeypatch.setattr(Environment, "compile", None)  # whoever compiles now fails
    made.append(templates.render("{{ view.title }}"))

    assert made == ["Fish &amp; &lt;chips&gt;"] * 2


def test_no_code_is_kept_where_python_is_to_keep_none(templates: Templates, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    made = templates.render("{{ view.title }}")
    monkeypatch.setattr(Environment, "compile", None)

    assert made == "Fish &amp; &lt;chips&gt;"
    with pytest.raises(TemplateError, match="T004"):
        templates.render("{{ view.title }}")


def test_a_text_that_has_changed_is_compiled_as_it_is_now(templates: Templates) -> None:
    made = [templates.render(text) for text in ("{{ view.title }}", "{{ view.rows[0] }}", "{{ view.title }}")]

    assert made == ["Fish &amp; &lt;chips&gt;", "1", "Fish &amp; &lt;chips&gt;"]


def test_what_a_macro_of_the_lines_makes_is_the_same_again_and_escaped(templates: Templates) -> None:
    templates.write(_lines__html="{% macro row(words) %}<b>{{ words }}</b>{% endmacro %}")
    text = '{% from "_lines.html" import row %}{% for row_number in view.rows %}{{ row(view.title) }}{% endfor %}'

    assert templates.render(text) == "<b>Fish &amp; &lt;chips&gt;</b>" * 2


@pytest.mark.parametrize("name", ["program/404.html", "404.html"], ids=["by its full name", "by its own name"])
def test_an_owner_s_template_changes_one_block_of_the_program_s(templates: Templates, name: str) -> None:
    (templates.folder / "404.html").write_text(
        f'{{% extends "{name}" %}}{{% block foot %}}<p>A foot of our own</p>{{% endblock %}}', encoding="utf-8"
    )
    assets = {one: one for one in ("icon.svg", "room.css", "404.js")}
    folders = (templates.folder, packaged_templates())
    renderer = Renderer(folders, Site(title="The room"), Program("reading-room", "1"), assets)
    page = renderer.render("404.html", "404.html", ErrorView("Nothing here")).decode()

    assert "<h1>Nothing here</h1>" in page
    assert "<p>A foot of our own</p>" in page
    assert "Glossary" not in page


def test_the_digest_of_an_extending_template_covers_the_program_s(templates: Templates) -> None:
    templates.write(**{"404__html": '{% extends "program/404.html" %}'})
    own = templates.renderer(packaged_templates()).digests()["404.html"]
    templates.write(base__html="another")

    assert templates.renderer(packaged_templates()).digests()["404.html"] != own
