"""Tags of languages: which are known, how they are written, what they are called and which way they run."""

import pytest

from generator.language import Catalogue, language_meant, language_name, language_tag, right_to_left


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("es", "es"), ("ES", "es"), ("pt_br", "pt-BR"), ("zh-hant-tw", "zh-Hant-TW"), ("es-419", "es-419"), ("la", "la"),
        ("xx", ""), ("spanish", ""), ("es-XX", ""), ("es-Abcd", ""), ("", ""), ("e", ""), ("es\n", ""), ("../es", ""),
    ],
)  # fmt: skip
def test_a_tag_is_written_in_one_way_and_an_unknown_one_is_none(written: str, tag: str) -> None:
    assert language_tag(written) == tag


@pytest.mark.parametrize(("name", "tag"), [("spanish", "es"), ("Arabic", "ar"), ("klingonese", "")])
def test_a_language_is_known_by_its_english_name(name: str, tag: str) -> None:
    assert language_meant(name) == tag


def test_a_language_has_its_name_in_the_language_of_the_room() -> None:
    assert language_name("pt-BR") == "Portuguese (Brazil)"
    assert language_name("ar", Catalogue("es")) == "árabe"


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("ar", True),
        ("he-IL", True),
        ("fa", True),
        ("az-Arab", True),
        ("es", False),
        ("ku-Latn", False),
        ("ar-Latn", False),
    ],
)
def test_the_script_decides_which_way_a_language_runs(tag: str, expected: bool) -> None:
    assert right_to_left(tag) is expected
