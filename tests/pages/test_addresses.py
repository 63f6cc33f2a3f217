"""Addresses: each follows from what it names alone, is a file on any disk, and is nobody else's."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.pages import addresses
from generator.system.output_folder import check_address

PLAIN = re.compile(r"[A-Za-z0-9\-]{1,60}\Z")
DEVICES = ("con", "prn", "aux", "nul", "com0", "com1", "com9", "lpt0", "lpt1", "lpt9")


@pytest.mark.parametrize("text", ["PREL", "07ASTANA1061", "SNAR", "E-1", "A"])
def test_a_plain_name_stays_as_it_is(text: str) -> None:
    assert addresses.safe_name(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "..",
        "a/b",
        "a\\b",
        "prel",
        "Prel",
        "A B",
        "A,B",
        "É",
        "\x00",
        "x" * 300,
        "-A",
        "%2e%2e",
        "A.B",
        "\ud800",
        "<b>",
    ],
)
def test_any_other_name_becomes_a_plain_one_with_a_digest(text: str) -> None:
    name = addresses.safe_name(text)

    assert PLAIN.match(name)
    assert name != text
    assert re.search(r"-[0-9a-f]{8}\Z", name)


@pytest.mark.parametrize("name", [*DEVICES, "index"])
def test_a_reserved_name_is_never_an_address(name: str) -> None:
    for text in (name, name.upper()):
        assert addresses.safe_name(text).lower() != name
        check_address(addresses.tag_page(text), "a test")


@given(st.text(max_size=60), st.text(max_size=60))
def test_two_names_are_two_files_whatever_the_disk_thinks_of_case(one: str, other: str) -> None:
    same = addresses.safe_name(one).casefold() == addresses.safe_name(other).casefold()

    assert same is (one == other)


@given(st.text(max_size=80))
def test_every_name_can_be_a_file_of_the_site(text: str) -> None:
    for address in (
        addresses.tag_page(text),
        addresses.origin_page(text),
        addresses.signer_page(text),
        addresses.caption_page(text),
        addresses.level_page(text),
        addresses.tags_page(text, "PREL"),
        addresses.cable_page(text),
        addresses.cable_file(text, "txt"),
    ):
        check_address(address, "a test")


@pytest.mark.parametrize(
    ("cable_id", "page"),
    [
        ("07ASTANA1061", "cable/2007/astana/07ASTANA1061.html"),
        ("73TEHRAN1", "cable/1973/tehran/73TEHRAN1.html"),
        ("59ROME1", "cable/1959/rome/59ROME1.html"),
        ("1925ROME1", "cable/1925/rome/1925ROME1.html"),
        ("76STATE9-2", "cable/1976/state/76STATE9-2.html"),
        ("60ROME1", "cable/1960/rome/60ROME1.html"),
        ("SHOPPING", "cable/undated/SHOPPING.html"),
    ],
)
def test_the_page_of_a_cable(cable_id: str, page: str) -> None:
    assert addresses.cable_page(cable_id) == page
    assert addresses.cable_file(cable_id, "txt") == page.removesuffix(".html") + ".txt"


def test_a_post_called_like_a_device_has_a_folder_of_its_own() -> None:
    assert "/con/" not in addresses.cable_page("07CON12")
    assert addresses.cable_page("07CON12").endswith("/07CON12.html")


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (addresses.year_page(2007), "cable/2007/index.html"),
        (addresses.post_year_page(2007, "ASTANA"), "cable/2007/astana/index.html"),
        (addresses.tag_page("SNAR"), "tag/SNAR.html"),
        (addresses.origin_page("ASTANA"), "origin/astana.html"),
        (addresses.month_page(2007, 4), "date/2007/04.html"),
        (addresses.level_page("TOP SECRET"), "classification/top-secret.html"),
        (addresses.to_root("cable/2007/astana/07ASTANA1061.html"), "../../../"),
        (addresses.to_root("index.html"), ""),
    ],
)
def test_the_addresses_that_others_rely_on(made: str, expected: str) -> None:
    assert made == expected
