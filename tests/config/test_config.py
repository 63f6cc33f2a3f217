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
        (b"[site]\ntitle = 3\n", "content/site.toml:2: error G001: the setting site.title must be text, not a number"),
        (b"site.title = 3\n", "content/site.toml:1: error G001: the setting site.title must be text, not a number"),
        (
            b"# title = 1\n\n[site]\ntitle = 2\n",
            "content/site.toml:4: error G001: the setting site.title must be text, not a number",
        ),
        (
            b'[site]\n"title" = 3\n',
            "content/site.toml:2: error G001: the setting site.title must be text, not a number",
        ),
        (
            b"[site]\ntitle = 1.5\n",
            "content/site.toml:2: error G001: the setting site.title must be text, not a number",
        ),
        (b"[site]\ntitle = []\n", "content/site.toml:2: error G001: the setting site.title must be text, not a list"),
        (
            b"[site]\ntitle = 2007-04-25\n",
            "content/site.toml:2: error G001: the setting site.title must be text, not a date",
        ),
        (b"[site.title]\n", "content/site.toml:1: error G001: the setting site.title must be text, not a table"),
        (b"site = 3\n", "content/site.toml:1: error G001: the setting site must be a table, not a number"),
        (
            b'[build]\npdf = "sometimes"\n',
            'content/site.toml:2: error G001: the setting build.pdf must be true, false or "auto", not text',
        ),
        (
            b'[build]\ndata = "ful"\n',
            'content/site.toml:2: error G001: the setting build.data must be "records" or "full", not text',
        ),
        (
            b'[build]\nsearch = "yes"\n',
            "content/site.toml:2: error G001: the setting build.search must be true or false, not text",
        ),
        (b"[site]\n\ntitel = 'x'\n", "content/site.toml:3: error G002: there is no setting site.titel"),
        (b"[site]\nx.y = 3\n", "content/site.toml:2: error G002: there is no setting site.x"),
        (b"[sites]\ntitle = 'x'\n", "content/site.toml:1: error G002: there is no setting sites"),
        (b"title = 'x'\n", "content/site.toml:1: error G002: there is no setting title"),
        (b"[site]\npdf = true\n", "content/site.toml:2: error G002: there is no setting site.pdf here"),
        (
            b"[site]\ntitle = 'a'\ntitle = 'b'\n",
            "content/site.toml:3:12: error G003: the file is not TOML: a name is given twice; delete one of the two",
        ),
        (b"[site]\n[site]\n", "content/site.toml:2:6: error G003: the file is not TOML: a table is begun twice"),
        (
            b"[site]\ntitle = My room\n",
            "content/site.toml:2:9: error G003: the file is not TOML: the value is missing, or is",
        ),
        (b"[site]\ntitle = ''\n", "content/site.toml:2: error G004: the setting site.title is empty"),
        (
            b"[publish]\nmost_deleted = 101\n",
            "content/site.toml:2: error G004: the setting publish.most_deleted is 101",
        ),
        (
            b"[publish]\ndomain = 'https://a.org/'\n",
            "content/site.toml:2: error G004: the setting publish.domain is 'https:",
        ),
        (
            b"[withheld]\ndigest = 'abc'\n",
            "content/site.toml:2: error G004: the setting withheld.digest is not a SHA-256",
        ),
        (b"[build]\nmade_with = 'new'\n", "content/site.toml:2: error G004: the setting build.made_with is 'new'"),
        (
            b"[site]\ntitle = '\xff'\n",
            "content/site.toml:2:10: error G003: the file is not TOML: it is not in UTF-8; save it so",
        ),
        (b"\n[site\n", "content/site.toml:2:6: error G003: the file is not TOML: expected ']'"),
        (
            b"a = " + b"7" * 5000,
            "content/site.toml: error G003: the file is not TOML: a number has more digits than are read",
        ),
        (
            b"\n a" + b".a" * 64 + b" = 7",
            "content/site.toml:2:2: error G003: the file is not TOML: a key has more than 64 parts",
        ),
        (
            b"a = " + b"[" * 2000,
            "content/site.toml: error G003: the file is not TOML: lists within lists beyond reason",
        ),
    ],
)
def test_a_problem_has_file_line_code_and_what_was_found(data: bytes, shown: str) -> None:
    assert str(problem_of(data)).startswith(shown)


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        (b"[site]\ntitel = 'x'\n", "did you mean title?"),
        (b"[site]\nbaseurl = 'x'\n", "did you mean base_url?"),
        (b"title = 'x'\n", "write it below a line [site]"),
        (b"most_deleted = 'a'\n", "write it below a line [publish]"),
        (b"[biuld]\nsearch = true\n", "did you mean build?"),
        (
            b"[build]\nzzz = true\n",
            (
                "the settings here are search, offline_search, pdf, json, markdown, data, original_pdfs, parquet, "
                "made_with, legacy_addresses, compare"
            ),
        ),
        (b"[zzz]\n", "the settings here are site, build, publish, withheld, appearance"),
    ],
)
def test_an_unknown_key_names_the_nearest_known_one(data: bytes, hint: str) -> None:
    assert problem_of(data).hint == hint


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=40).filter(str.strip))
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
