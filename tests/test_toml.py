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
        ("a = 1\nb = ?", "invalid value", (2, 5)),
        ("a = ", "invalid value (at end of document)", (None, None)),
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


DAYS = ["2007-02-01", "2007-02-29", "2008-02-29", "0000-01-01", "2007-13-01", "207-02-01"]
TIMES = ["", "T12:19:00Z", "T24:00:00Z", "T23:60:00Z", "T23:59:60Z", "T12:19Z", "T12:19:00z", "T12:19:00"]
SOME = st.lists(st.text(alphabet='a," ', max_size=4).map('"{}"'.format), max_size=3)
PLAIN_VALUES = st.one_of(
    st.text(alphabet="aé\"\\\t\x7f\u2028#,][' 1.", max_size=12).map('"{}"'.format),
    SOME.map(", ".join).map("[{}]".format),
    st.builds("{}{}".format, st.sampled_from(DAYS), st.sampled_from(TIMES)),
    st.text(alphabet="a1-.:TZ\"'[], ", max_size=10),
)
PLAIN_LINES = st.builds(
    "{}{}{}".format, st.sampled_from(["id", "tags", "a_b", "é", '"id"']), st.sampled_from([" = ", "="]), PLAIN_VALUES
)


@given(st.lists(PLAIN_LINES, max_size=4).map("\n".join), st.sampled_from(["", "\n", "\n\n", "\r\n", " # so"]))
def test_plain_lines_are_what_tomllib_says_they_are(text: str, end: str) -> None:
    try:
        table = tomllib.loads(text + end)
    except tomllib.TOMLDecodeError as error:
        with pytest.raises(TomlError) as refused:
            read_toml(text + end)
        assert str(refused.value) == str(error)  # noqa: PT017  as above
    else:
        assert repr(read_toml(text + end)) == repr(table)
