"""Templates in another language: the words come from the catalogue, everything else stays the template's."""

from pathlib import Path

import msgspec
import pytest

from generator.config import Site
from generator.language import ENGLISH, Catalogue
from generator.problems import TemplateError
from generator.render.templates import Program, Renderer

SWEDISH = Catalogue(
    "sv",
    {
        "Glossary": "Ordlista",
        "Try the <1>search</1>, {name}.": "{name}, pröva <1>sökningen</1> & se.",
        "{name} says “{name2}”": "{name2}, säger {name}",
        "one<1/>two": "ett<1/>två",
        "evil": "<b>ond</b> {{ view }}",
    },
    {"{count} cables": {"one": "ett telegram", "other": "{count} telegram"}},
)
ARABIC = Catalogue(
    "ar", {}, {"{count} cables": {"zero": "0", "two": "برقيتان", "few": "{count} برقيات", "other": "{count} برقية"}}
)


class View(msgspec.Struct, frozen=True):
    name: str = "A & B"
    other: str = "<i>"
    count: int = 1


def made(folder: Path, source: str, words: Catalogue, view: View | None = None) -> str:
    (folder / "page.html").write_text(source, encoding="utf-8")
    renderer = Renderer((folder,), Site(), Program("reading-room", "1"), {}, words=words)
    page = renderer.render("page.html", "page.html", view or View()).decode()
    assert renderer.unshortened == set()
    return page


@pytest.mark.parametrize(
    ("source", "english", "swedish"),
    [
        ('{{ _("Glossary") }}', "Glossary", "Ordlista"),
        ('{{ _("Not in it") }}', "Not in it", "Not in it"),
        ('<a title="{{ _("Glossary") }}">', '<a title="Glossary">', '<a title="Ordlista">'),
        ('{% set x = "Glossary" %}{{ _(x) }}', "Glossary", "Ordlista"),
        (
            '{% trans %}Try the <a href="{{ view.other }}.html">search</a>, {{ view.name }}.{% endtrans %}',
            'Try the <a href="&lt;i&gt;.html">search</a>, A &amp; B.',
            'A &amp; B, pröva <a href="&lt;i&gt;.html">sökningen</a> &amp; se.',
        ),
        (
            "{% trans %}{{ view.name }} says “{{ view.other|default(view.name) }}”{% endtrans %}",
            "A &amp; B says “&lt;i&gt;”",
            "A &amp; B says “&lt;i&gt;”",
        ),
        (
            "{% trans %}{{ view.name }} says “{{ site.title|default(view.name) }}”{% endtrans %}",
            "A &amp; B says “Reading room”",
            "A &amp; B says “Reading room”",
        ),
        ("{% trans %}one<br>two{% endtrans %}", "one<br>two", "ett<br>två"),
        ("{% trans %}evil{% endtrans %}", "evil", "&lt;b&gt;ond&lt;/b&gt; {{ view }}"),
        ("<p{{ in_english }}>{{ view.other|english }}</p>", "<p>&lt;i&gt;</p>",
         '<p lang="en"><span lang="en">&lt;i&gt;</span></p>'),
    ],
)  # fmt: skip
def test_words_come_from_the_catalogue(tmp_path: Path, source: str, english: str, swedish: str) -> None:
    assert made(tmp_path, source, ENGLISH) == english
    assert made(tmp_path, source, SWEDISH) == swedish


@pytest.mark.parametrize(
    ("count", "english", "swedish", "arabic"),
    [
        (0, "0 cables", "0 telegram", "0"),
        (1, "1 cable", "ett telegram", "1 برقية"),
        (2, "2 cables", "2 telegram", "برقيتان"),
        (3, "3 cables", "3 telegram", "3 برقيات"),
        (100, "100 cables", "100 telegram", "100 برقية"),
    ],
)
def test_a_plural_has_the_form_of_its_number(
    tmp_path: Path, count: int, english: str, swedish: str, arabic: str
) -> None:
    source = "{% trans view.count %}{{ view.count }} cable{% pluralize %}{{ view.count }} cables{% endtrans %}"
    said = [made(tmp_path, source, words, View(count=count)) for words in (ENGLISH, SWEDISH, ARABIC)]

    assert said == [english, swedish, arabic]


def test_a_language_written_from_right_to_left_marks_english_so(tmp_path: Path) -> None:
    assert (
        made(tmp_path, "<html{{ direction }}><p{{ in_english }}>", ARABIC) == '<html dir="rtl"><p lang="en" dir="ltr">'
    )


@pytest.mark.parametrize(
    "source",
    [
        "\n{% trans %}{% if view.name %}x{% endif %}{% endtrans %}",
        "\n{% trans view.count %}x{% endtrans %}",
        "\n{% trans %}x{% pluralize %}y{% endtrans %}",
    ],
)
def test_a_sentence_that_cannot_be_translated_is_told(tmp_path: Path, source: str) -> None:
    with pytest.raises(TemplateError) as caught:
        made(tmp_path, source, ENGLISH)

    problem = caught.value.problem
    assert (problem.code, problem.where.line) == ("T001", 2)
