"""What ``site.toml`` may say, and what is said of it when it is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.config import Build, Config, Site, parse_config, with_base_url
from generator.problems import ConfigurationError, Problem, Severity

PATH = "content/site.toml"


def problem_of(data: bytes) -> Problem:
    with pytest.raises(ConfigurationError) as raised:
        parse_config(data, PATH)
    return raised.value.problem


@pytest.mark.parametrize("data", [b"", b"\n", b"# nothing is set\n", b"[site]\n", b"[site]\n[build]\n"])
def test_everything_has_a_default(data: bytes) -> None:
    assert parse_config(data, PATH) == Config()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'[site]\ntitle = "Our room"\n', Config(site=Site(title="Our room"))),
        (b'site.title = "Our room"\n', Config(site=Site(title="Our room"))),
        (b'site = { title = "Our room" }\n', Config(site=Site(title="Our room"))),
        (b'\xef\xbb\xbf[site]\ntitle = "Our room"\n', Config(site=Site(title="Our room"))),
        (b'[site]\r\ntitle = "Our room"\r\n', Config(site=Site(title="Our room"))),
        (b'[site]\nlanguage = "kk"\n', Config(site=Site(language="kk"))),
        (b'[site]\ncontact = "desk@example.org"\n', Config(site=Site(contact="desk@example.org"))),
        (b'[site]\nbase_url = "https://example.org/room"\n', Config(site=Site(base_url="https://example.org/room/"))),
        (b'[site]\nbase_url = "http://localhost:8000/"\n', Config(site=Site(base_url="http://localhost:8000/"))),
        (b"[build]\nsearch = false\n", Config(build=Build(search=False))),
        (b"[build]\npdf = true\n", Config(build=Build(pdf=True))),
        (b'[build]\npdf = "auto"\n', Config(build=Build(pdf="auto"))),
        ('[site]\ntitle = "Zażółć"\n'.encode(), Config(site=Site(title="Zażółć"))),
    ],
)
def test_a_setting_is_taken_as_it_is_written(data: bytes, expected: Config) -> None:
    assert parse_config(data, PATH) == expected


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        (b"[site]\ntitle = 3\n", "content/site.toml:2: error G001: expected text, got a number, at site.title"),
        (b"site.title = 3\n", "content/site.toml:1: error G001: expected text, got a number, at site.title"),
        (
            b"# title = 1\n\n[site]\ntitle = 2\n",
            "content/site.toml:4: error G001: expected text, got a number, at site.title",
        ),
        (b'[site]\n"title" = 3\n', "content/site.toml:2: error G001: expected text, got a number, at site.title"),
        (b"[site]\ntitle = 1.5\n", "content/site.toml:2: error G001: expected text, got a number, at site.title"),
        (b"[site]\ntitle = []\n", "content/site.toml:2: error G001: expected text, got a list, at site.title"),
        (b"[site]\ntitle = 2007-04-25\n", "content/site.toml:2: error G001: expected text, got a date, at site.title"),
        (b"[site.title]\n", "content/site.toml:1: error G001: expected text, got a table, at site.title"),
        (b"site = 3\n", "content/site.toml:1: error G001: expected a table, got a number, at site"),
        (
            b'[build]\npdf = "sometimes"\n',
            'content/site.toml:2: error G001: expected true, false or "auto", got text, at build.pdf',
        ),
        (
            b'[build]\nsearch = "yes"\n',
            "content/site.toml:2: error G001: expected true or false, got text, at build.search",
        ),
        (b"[site]\n\ntitel = 'x'\n", "content/site.toml:3: error G002: unknown key site.titel"),
        (b"[site]\nx.y = 3\n", "content/site.toml:2: error G002: unknown key site.x"),
        (b"[sites]\ntitle = 'x'\n", "content/site.toml:1: error G002: unknown key sites"),
        (b"title = 'x'\n", "content/site.toml:1: error G002: unknown key title"),
        (b"[site]\ntitle = '\xff'\n", "content/site.toml:2: error G003: not UTF-8 text"),
        (b"\n[site\n", "content/site.toml:2:6: error G003: not TOML: expected ']'"),
        (b"a = " + b"7" * 5000, "content/site.toml: error G003: not TOML: a number has more digits than are read"),
        (b"\n a" + b".a" * 64 + b" = 7", "content/site.toml:2:2: error G003: not TOML: a key has more than 64 parts"),
        (b"a = " + b"[" * 2000, "content/site.toml: error G003: not TOML: lists within lists beyond reason"),
    ],
)
def test_a_problem_has_file_line_code_and_what_was_found(data: bytes, shown: str) -> None:
    assert str(problem_of(data)).startswith(shown)


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        (b"[site]\ntitel = 'x'\n", "did you mean title?"),
        (b"[site]\nbaseurl = 'x'\n", "did you mean base_url?"),
        (b"[biuld]\nsearch = true\n", "did you mean build?"),
        (b"[build]\nzzz = true\n", "known here: search, pdf, json, legacy_addresses"),
        (b"[zzz]\n", "known here: site, build, publish"),
    ],
)
def test_an_unknown_key_names_the_nearest_known_one(data: bytes, hint: str) -> None:
    assert problem_of(data).hint == hint


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=40))
def test_any_title_comes_back_as_it_was_written(title: str) -> None:
    written = title.replace("\\", "\\\\").replace('"', '\\"')

    assert parse_config(f'[site]\ntitle = "{written}"\n'.encode(), PATH).site.title == title


def outcome_of(data: bytes) -> Config | Problem:
    try:
        return parse_config(data, PATH)
    except ConfigurationError as error:
        return error.problem


@given(st.binary(max_size=200))
def test_any_bytes_are_settings_or_one_problem_with_a_hint(data: bytes) -> None:
    outcome = outcome_of(data)

    assert isinstance(outcome, Config) or (
        outcome.severity is Severity.ERROR and outcome.code in {"G001", "G002", "G003", "G004"} and bool(outcome.hint)
    )


@pytest.mark.parametrize(
    "base_url",
    [
        "example.org",
        "javascript:alert(1)",
        "ftp://example.org/",
        "https://",
        "https:// example.org/",
        "https://example.org/?a=1",
        "https://example.org/#a",
        "https://example.org/'onload=x",
        "http://[::1",
    ],
)
def test_an_address_that_no_page_can_stand_under_is_refused(base_url: str) -> None:
    problem = problem_of(f'[site]\n\nbase_url = "{base_url}"\n'.encode())

    assert (problem.code, problem.where.line) == ("G004", 3)


@pytest.mark.parametrize("language", ["", "x y", "english language", "e"])
def test_a_language_that_is_no_language_tag_is_refused(language: str) -> None:
    problem = problem_of(f'[site]\n\nlanguage = "{language}"\n'.encode())

    assert (problem.code, problem.where.line) == ("G004", 3)


@pytest.mark.parametrize("language", ["en", "kk", "pt-BR", "zh-Hant-TW"])
def test_a_language_tag_is_taken(language: str) -> None:
    assert parse_config(f'[site]\nlanguage = "{language}"\n'.encode(), PATH).site.language == language


def test_the_address_of_the_command_line_is_held_to_the_same() -> None:
    assert with_base_url(Config(), "https://example.org/a").site.base_url == "https://example.org/a/"
    with pytest.raises(ConfigurationError, match="--base-url: error G004"):
        with_base_url(Config(), "example.org")
