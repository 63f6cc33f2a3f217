"""The reference of templates, made from the views: the fields and blocks of each. Writes no file."""

import datetime as dt
import inspect
import re
import types
import typing
from collections.abc import Iterator

import msgspec
from markupsafe import Markup

from generator.appearance import Look
from generator.config import Site
from generator.pages import views
from generator.pages.cable.content import Reading
from generator.pages.data import views as data
from generator.pages.lists import views as lists
from generator.render.templates import Program, packaged_templates
from generator.system.reading import read

# Each template of a page: the type of its view, and the page.
TEMPLATES: tuple[tuple[str, type[msgspec.Struct], str], ...] = (
    ("cable.html", views.CableView, "a cable; it has `reading` too"),
    ("missing.html", views.MissingView, "a cable that others cite and the room does not have"),
    ("front.html", views.FrontView, "the front page"),
    ("essay.html", views.EssayView, "a page of `content/pages/`"),
    ("dossier.html", views.DossierView, "a dossier of `content/dossiers/`"),
    ("list.html", lists.ListView, "a list of cables: of a tag, a post, a month, a level"),
    ("index_groups.html", lists.IndexView, "an index; each line links to a list"),
    ("posts.html", lists.MapView, "the index of posts, with its map"),
    ("dates.html", lists.CalendarView, "the index of dates"),
    ("references.html", lists.ReferenceIndexView, "the cables with the most citations"),
    ("coverage.html", lists.CoverageView, "the cables that the room has, compared with those that posts sent"),
    ("glossary.html", lists.GlossaryView, "the glossary"),
    ("sources.html", lists.SourcesView, "the sources of the glossary"),
    ("changes.html", views.ChangesView, "what changed on one day"),
    ("data.html", data.DataView, "the page about the data files"),
    ("search.html", views.SearchView, "the search page"),
    ("reading_list.html", views.ReadingListView, "the reader's own list"),
    ("compare.html", views.CompareView, "two versions of one text side by side"),
    ("check_citations.html", views.CheckView, "the page that checks citations"),
    ("404.html", views.ErrorView, "the page for an address that does not exist"),
    ("moved.html", views.MovedView, "a page at an old address, with a link to the page of today"),
)
_HEAD = r"""# Templates

Each page is rendered with a [Jinja](https://jinja.palletsprojects.com/) template. `reading-room templates reference` writes
this page; a test checks that it is current.

## Change a part of a page

A template of your own, in the folder `templates` next to `content`, replaces the program's of the same name. It need not be a
copy: it can extend the program's and change one block. This `templates/cable.html` adds a line under the tags of each cable:

```
{% extends "program/cable.html" %}
{% block tags %}{{ super() }}<p>From the papers of the late consul.</p>{% endblock %}
```

`program/` before a name means the program's own template. `reading-room templates eject NAME` copies a whole template for
larger changes; the first line of a copy has the version of its original. `reading-room templates` says when a copy is outdated,
and `reading-room templates diff NAME` shows how it differs from the program's.

Text is escaped. A template that asks for a field that does not exist stops the build; the message names its line.

## Variables of every template

| name | meaning |
|---|---|
| `view` | the content of the page: see the table below |
| `reading` | on the page of a cable, its text as HTML ([Reading](#reading)); none on other pages |
| `site` | the public settings ([Site](#site)) |
| `program` | name and version of the program ([Program](#program)) |
| `menu` | title and address of each of your own pages, in their order |
| `look` | the settings of `[appearance]`, ready for use ([Look](#look)) |
| `address` | the address of the page, from the root of the site |
| `root` | the relative address of the root, such as `../../../`: write it before each address in a link |
| `asset("room.css")` | the link to a file of `templates/assets/` |
| `_("Glossary")` | words of the interface in the [language](../how-to/languages.md) of the room |
| `number(1234)`, `day_in_words(date)`, `time_in_words(date, precision)` | a number, a day, a time in that language |
| `in_english`, `text\|english` | attributes of an element, or an element around a text, that is English in every language |
| `named_at(address)` | the same attributes, if the address is that of a list with the name of a tag, post or level |
| `in_language(tag)` | attributes of an element that is in a language of its own; nothing for "", the language of the room |

`{% trans %}Try the <a href="…">search</a>.{% endtrans %}` is a sentence of the interface with its links;
`{% trans count %}one cable{% pluralize %}{{ number(count) }} cables{% endtrans %}` one for each form of the plural.

Your notes on a cable are in `view.note`; notes on a paragraph are in the text, `reading.body`.

## Pages
"""


def template_reference() -> str:
    """Return the reference of templates, in Markdown."""
    return "\n".join([_HEAD, *_pages(), *_blocks(), *_structs()])


def _pages() -> Iterator[str]:
    yield "| template | page | type of `view` |"
    yield "|---|---|---|"
    for name, view, makes in TEMPLATES:
        yield f"| `{name}` | {makes} | [{view.__name__}](#{view.__name__.lower()}) |"
    yield ""


def _blocks() -> Iterator[str]:
    yield "## Blocks"
    yield ""
    yield "`base.html` is the frame of all pages, so all have its blocks. You can change one block alone."
    yield ""
    yield "| template | blocks |"
    yield "|---|---|"
    for name in ("base.html", *(name for name, _, _ in TEMPLATES)):
        text = read(packaged_templates() / name).decode()
        blocks = dict.fromkeys(re.findall(r"{% block (\w+) ", text))
        if blocks:
            yield f"| `{name}` | {', '.join(f'`{block}`' for block in blocks)} |"
    yield ""
    yield "The parts of the page of a cable; each is a block of `cable.html` and a file:"
    yield ""
    for path in sorted((packaged_templates() / "cable").glob("*.html")):
        told = re.match(r"{# (.*?) #}", read(path).decode(), re.DOTALL)
        yield f"- `cable/{path.name}`: {' '.join(told[1].split()) if told else ''}"
    yield ""


def _structs() -> Iterator[str]:
    yield "## Fields"
    yield ""
    for one in _reached():
        yield f"### {one.__name__}"
        yield ""
        yield inspect.getdoc(one) or ""
        yield ""
        yield "| field | type |"
        yield "|---|---|"
        hints = typing.get_type_hints(one)
        for field in one.__struct_fields__:
            yield f"| `{field}` | {_in_words(hints[field])} |"
        for name, member in inspect.getmembers(one, lambda member: isinstance(member, property)):
            returned = typing.get_type_hints(member.fget).get("return", str)
            yield f"| `{name}` | {_in_words(returned)}. {(inspect.getdoc(member) or '').splitlines()[0]} |"
        yield ""


def _reached() -> list[type[msgspec.Struct]]:
    """Return the views and the types of their fields, in the order of use."""
    found: list[type[msgspec.Struct]] = []
    ahead: list[object] = [*(view for _, view, _ in TEMPLATES), Reading, Site, Look, Program]
    while ahead:
        one = ahead.pop(0)
        ahead.extend(typing.get_args(one))
        if isinstance(one, type) and issubclass(one, msgspec.Struct) and one not in found:
            found.append(one)
            ahead.extend(typing.get_type_hints(one).values())
    return found


_WORDS: dict[object, str] = {
    str: "text", int: "a whole number", float: "a number", bool: "true or false", Markup: "HTML", bytes: "bytes",
    dt.datetime: "a moment", dt.date: "a day", type(None): "none",
}  # fmt: skip


def _in_words(kind: object) -> str:
    """Return a type in words; a struct as a link to its fields."""
    if kind in _WORDS:
        return _WORDS[kind]
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple and arguments[-1] is Ellipsis:
        return f"several: {_in_words(arguments[0])}"
    if origin is tuple:
        return f"together ({', '.join(map(_in_words, arguments))})"
    if origin in (typing.Union, types.UnionType):
        return " or ".join(map(_in_words, arguments))
    if origin is typing.Literal:
        return "one of " + ", ".join(f"`{one}`" for one in arguments)
    if arguments:
        return f"by name ({', '.join(map(_in_words, arguments))})"
    name = getattr(kind, "__name__", str(kind))
    return f"[{name}](#{name.lower()})" if isinstance(kind, type) and issubclass(kind, msgspec.Struct) else name
