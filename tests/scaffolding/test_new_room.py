"""``init``: a room that is built without a warning at once, with every setting in it, in an empty folder only."""

import json
import re
import shutil
import tomllib
from pathlib import Path

import msgspec
import pytest

import generator
from generator.build.check import check
from generator.build.inputs.project import Project
from generator.build.pipeline import build
from generator.config import Config, parse_config
from generator.problems import OutputError
from generator.scaffolding.new_room import EXPLAINED, FILES, init, settings_file
from tests.room import PLAIN, files_of

ROOT = Path(__file__).parent.parent.parent
STARTER = ROOT / "generator" / "scaffolding" / "starter"


def settings() -> set[str]:
    """Return every setting there is, and every table."""
    tables = Config.__struct_fields__
    return {*tables, *(f"{table}.{key}" for table in tables for key in getattr(Config(), table).__struct_fields__)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A new room, in a folder that did not exist."""
    init(tmp_path / "rooms" / "my-room")
    return tmp_path / "rooms" / "my-room"


def test_a_new_room_is_built_at_once_and_nothing_is_wrong_with_it(folder: Path) -> None:
    project = Project(folder / "content", folder / "site")
    report = build(project, PLAIN)

    assert report.problems == ()
    assert check(project).problems == ()
    assert report.cables == 1
    page = (folder / "site/cable/2009/lindemar/09LINDEMAR233.html").read_text(encoding="utf-8")
    assert "specimen" in page
    assert "This note is about the whole cable." in page
    assert "<title>My room" in (folder / "site/index.html").read_text(encoding="utf-8")


def test_a_new_room_without_its_specimen_is_built_too(folder: Path) -> None:
    shutil.rmtree(folder / "content/cables")
    (folder / "content/notes/09LINDEMAR233.md").unlink()
    (folder / "content/vocabulary/posts.csv").unlink()
    report = build(Project(folder / "content", folder / "site"), PLAIN)

    dead = {(one.code, Path(one.where.path).name) for one in report.problems}
    assert (report.cables, dead) == (
        0,
        {("E008", "how-to-read.md")},
    )  # that page goes through the specimen line by line


def test_init_says_what_it_made(tmp_path: Path) -> None:
    made = init(tmp_path / "room")

    assert set(made) == set(files_of(tmp_path / "room"))
    assert set(made) == {*FILES.values(), "content/site.toml", "requirements.txt"}


def test_every_file_of_the_starter_is_used() -> None:
    assert {path.name for path in STARTER.iterdir()} == set(FILES)


@pytest.mark.parametrize("empty", ["absent", "empty", "repository"])
def test_init_takes_an_empty_folder(tmp_path: Path, empty: str) -> None:
    if empty != "absent":
        (tmp_path / "room").mkdir()
    if empty == "repository":
        (tmp_path / "room" / ".git").mkdir()

    assert "README.md" in init(tmp_path / "room")


@pytest.mark.parametrize("there", ["a.txt", ".hidden", "content/cables/a.txt"])
def test_init_refuses_a_folder_with_anything_in_it(tmp_path: Path, there: str) -> None:
    (tmp_path / there).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / there).write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match="N001"):
        init(tmp_path)

    assert set(files_of(tmp_path)) == {there}


def test_init_refuses_a_file(tmp_path: Path) -> None:
    (tmp_path / "room").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match="N001"):
        init(tmp_path / "room")


def test_every_setting_is_shown_and_explained() -> None:
    shown = set(re.findall(r"^(?:# )?(\w+) = ", settings_file("A room"), re.MULTILINE))

    assert set(EXPLAINED) == settings(), "say in EXPLAINED what each setting does"
    assert shown == {name.split(".")[1] for name in settings() if "." in name} - {"count"}  # it has no default to show
    assert all(f"# {words.split(' ')[0]}" in settings_file("A room") for words in EXPLAINED.values())


def test_the_table_of_settings_in_the_reference_is_complete() -> None:
    text = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
    table = {
        f"{part['name']}.{key}": value
        for part in re.finditer(r"^#+ `?\[(?P<name>\w+)\]`?\n(?P<rows>.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL)
        for key, value in re.findall(r"^\| `(\w+)` \| `?(.*?)`? \|", part["rows"], re.MULTILINE)
    }
    defaults = {
        f"{name}.{key}": ""
        if (value := getattr(getattr(Config(), name), key)) is None
        else msgspec.json.encode(value).decode()
        for name in Config.__struct_fields__
        for key in getattr(Config(), name).__struct_fields__
    }

    assert table == defaults


def test_the_settings_shown_are_the_defaults() -> None:
    text = re.sub(r"^# (\w+ = )", r"\1", settings_file(Config().site.title), flags=re.MULTILINE)

    build_now = msgspec.structs.replace(Config().build, made_with=generator.__version__)
    assert parse_config(text.encode(), "site.toml") == msgspec.structs.replace(Config(), build=build_now)
    assert set(tomllib.loads(text)) == set(Config.__struct_fields__)


@pytest.mark.parametrize("title", ['A "room"', "\u00e9\\t", "x\ny"])
def test_any_title_is_a_setting(title: str) -> None:
    config = parse_config(settings_file(title).encode(), "site.toml")

    assert config.build.made_with == generator.__version__
    config = msgspec.structs.replace(config, build=Config().build)
    assert config == msgspec.structs.replace(Config(), site=msgspec.structs.replace(Config().site, title=title))


@pytest.mark.parametrize("host", ["github", "gitlab"])
def test_both_hosts_install_check_and_build_in_this_order(host: str) -> None:
    text = (STARTER / f"{host}.yml").read_text(encoding="utf-8")
    named = re.findall(r"(python -m pip install -r requirements\.txt|reading-room check|reading-room build)", text)

    assert list(dict.fromkeys(named)) == [
        "python -m pip install -r requirements.txt", "reading-room check", "reading-room build",
    ]  # fmt: skip
    assert "export --redacted" in text


def test_the_workflow_marks_problems_publishes_the_main_branch_alone_and_names_versions() -> None:
    text = (STARTER / "github.yml").read_text(encoding="utf-8")
    used = re.findall(r"uses: (\S+)", text)
    build_job, publish_job = text.split("\n  publish:\n")

    assert re.search(r"run: reading-room check --format github\n\s+continue-on-error: true", text)
    assert len(used) >= 7
    assert [one for one in used if not re.fullmatch(r"actions/[\w-]+@v\d+", one)] == []
    assert "pages: write" in publish_job
    assert "write" not in re.sub(r"#.*", "", build_job), "only the job that publishes may write"
    assert text.count("include-hidden-files: true") == 2
    assert "runs-on: ubuntu-latest" not in text


def test_the_containerfile_takes_only_what_the_room_has() -> None:
    lines = (STARTER / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    words = [line.split() for line in lines if line and not line.startswith("#")]
    copied = [one for line in words if line[0] == "COPY" for one in line[1:-1]]

    assert {line[0] for line in words} <= {"FROM", "WORKDIR", "COPY", "RUN", "ENTRYPOINT", "CMD"}
    assert re.fullmatch(r"docker\.io/library/python:3\.\d+-slim", words[0][1])
    assert set(copied) == {"requirements.txt", "wheels*"}
    assert json.loads(" ".join(next(line[1:] for line in words if line[0] == "ENTRYPOINT"))) == ["reading-room"]


def test_a_new_room_has_its_guide_and_no_link_of_it_leads_nowhere(folder: Path) -> None:
    site = folder / "site"
    build(Project(folder / "content", site), PLAIN)
    guide = [site / f"{name}.html" for name in ("how-to-read", "about", "contact", "accessibility")]
    links = {link for page in guide for link in re.findall(r'href="([^"#?:]+)', page.read_text(encoding="utf-8"))}

    assert len(links) > 15
    assert [link for link in links if not (site / link).is_file()] == []


def test_each_line_of_the_first_cable_s_envelope_leads_to_a_part_of_the_guide(folder: Path) -> None:
    site = folder / "site"
    build(Project(folder / "content", site), PLAIN)
    page = (site / "cable/2009/lindemar/09LINDEMAR233.html").read_text(encoding="utf-8")
    guide = (site / "how-to-read.html").read_text(encoding="utf-8")
    anchors = set(re.findall(r'how-to-read\.html#([\w-]+)"', page))

    assert len(anchors) > 8
    assert anchors <= set(re.findall(r'id="([\w-]+)"', guide))


def test_the_guide_quotes_the_first_cable_as_it_is() -> None:
    source = (STARTER / "specimen.txt").read_text(encoding="utf-8")
    guide = (STARTER / "how-to-read.md").read_text(encoding="utf-8")
    quoted = re.findall(r"^    (.+)$", guide, re.MULTILINE)

    assert len(quoted) > 5
    assert [line for line in quoted if line not in source.splitlines()] == []
