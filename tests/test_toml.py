"""TOML within bounds: what is read, what is refused with its place, and that no text of it takes time with its square."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.toml import LONGEST_KEY, TomlError, read_toml


def dotted(parts: int, name: str = "a", between: str = ".") -> str:
    return between.join([name] * parts)


@pytest.mark.parametrize(
    "text",
    [
        f"{dotted(LONGEST_KEY)} = 1",
        f"[{dotted(LONGEST_KEY)}]",
        f'a = "{"." * 5000}"',
        f'a = "{"1.5, " * 5000}"',
        f'"{"." * 5000}" = 1',
        f"a = {'7' * 4300}",
    ],
    ids=["a long key", "a long header", "dots in a text", "numbers in a text", "dots in a name", "a long number"],
)
def test_what_is_within_the_bounds_is_read_as_tomllib_reads_it(text: str) -> None:
    assert read_toml(text) == tomllib.loads(text)


@pytest.mark.parametrize("name", ["a", '"a"', "'.'", "a-b_9"])
@pytest.mark.parametrize("between", [".", " . ", "\t."])
@pytest.mark.parametrize("form", ["{} = 1", "[{}]", "[[{}]]", "a = {{ {} = 1 }}"])
def test_a_key_of_too_many_parts_is_refused(name: str, between: str, form: str) -> None:
    with pytest.raises(TomlError) as refused:
        read_toml("b = 1\n" + form.format(dotted(LONGEST_KEY + 1, name, between)))

    assert refused.value.said == "a key has more than 64 parts"
    assert refused.value.line == 2


@pytest.mark.parametrize(
    ("text", "said", "place"),
    [
        (f"a = {'7' * 4301}", "a number has more digits than are read", (None, None)),
        ("a = " + "[" * 3000, "lists within lists beyond reason", (None, None)),
        ("a = 1\nb = ?", "the value is missing, or is text without quotes", (2, 5)),
        ("a = ", "the value is missing, or is text without quotes", (None, None)),
    ],
)
def test_what_is_refused_says_why_and_where(text: str, said: str, place: tuple[int | None, int | None]) -> None:
    with pytest.raises(TomlError) as refused:
        read_toml(text)

    assert (refused.value.said, (refused.value.line, refused.value.column)) == (said, place)


@given(st.text(alphabet="a1.-\"'\\=[]{}# \n\t", max_size=200))
def test_any_text_is_a_table_or_one_error(text: str) -> None:
    try:
        table = read_toml(text)
    except TomlError as error:
        assert error.said  # noqa: PT017  most texts are none
    else:
        assert table == tomllib.loads(text)
