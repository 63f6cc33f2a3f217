"""No English word of the interface outside ``lang="en"``: every kind of page as it is built, in a language made up."""

import re
from collections.abc import Mapping

import pytest

from generator.language.read import messages
from tests.language.made_up import room_in
from tests.language.walk import english_outside_english, texts_of


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Return every page by its address."""
    site = room_in("el", tmp_path_factory.mktemp("greek")).site()
    return {address: data.decode() for address, data in site.items() if address.endswith(".html")}


def test_no_english_word_of_the_interface_stands_outside_english(pages: Mapping[str, str]) -> None:
    posts = re.findall(r">(\w[^<]*)</a></th>", pages["origin/index.html"])
    found: dict[str, str] = {}
    for address, page in pages.items():
        for one in english_outside_english(page, posts):
            found.setdefault(re.sub(r"\d+", "0", one), address)

    assert found == {}


def test_no_message_that_has_a_translation_is_left_english(pages: Mapping[str, str]) -> None:
    """What is marked as English is a fact, or a text, or in the record of a fact: no word of the interface."""
    words, _ = messages()
    known = {one for one in words if " " in one}
    found = {
        text: address
        for address, page in pages.items()
        for language, text, _ in texts_of(page)
        if language == "en" and text in known
    }

    assert found == {}


def test_every_page_says_its_language(pages: Mapping[str, str]) -> None:
    assert {page.split("<html ")[1].split(">")[0] for page in pages.values()} == {'lang="el"'}


def test_there_is_a_page_of_every_kind(pages: Mapping[str, str]) -> None:
    kinds = {
        "cable/2007/astana/07ASTANA1061.html", "cable/2006/astana/06ASTANA368.html", "index.html", "a.html",
        "dossier/b.html", "tag/QH.html", "tag/QH/newest.html", "tag/index.html", "origin/index.html", "date/index.html",
        "date/2007/04.html", "reference/index.html", "coverage/index.html", "glossary.html", "glossary/sources.html",
        "changes/index.html", "data/index.html", "search/index.html", "list/index.html", "404.html",
        "compare/07VENSK12--07VENSK31.html", "check-citations/index.html", "cable/2007/04/07ASTANA1061.html",
        "collection/c.html", "collection/index.html", "classification/index.html", "signer/index.html",
    }  # fmt: skip

    assert kinds <= set(pages)


def test_a_cable_is_read_in_english(pages: Mapping[str, str]) -> None:
    said = texts_of(pages["cable/2007/astana/07ASTANA1061.html"])

    assert {language for language, text, _ in said if "Kazakhstan" in text} == {"en"}
    assert ("el", "Άλλη.", "aside>p") in {
        (language, text, ">".join(place.split(">")[-2:])) for language, text, place in said
    }
