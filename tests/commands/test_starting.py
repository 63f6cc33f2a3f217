"""``init``: a room that is built without a warning at once, with every setting in it, in an empty folder only."""

import re
import shutil
import tomllib
from pathlib import Path

import msgspec
import pytest

from generator.commands.build import build
from generator.commands.check import check
from generator.commands.project import Project
from generator.commands.starting import EXPLAINED, FILES, init, settings_file, toml
from generator.config import Config, parse_config
from generator.problems import OutputError
from tests.room import PLAIN, files_of

ROOT = Path(__file__).parent.parent.parent
STARTER = ROOT / "generator" / "starter"


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
    assert "What stands here is shown beside the cable." in page
    assert "<title>My room" in (folder / "site/index.html").read_text(encoding="utf-8")


def test_a_new_room_without_its_specimen_is_built_too(folder: Path) -> None:
    shutil.rmtree(folder / "content/cables")
    (folder / "content/notes/09LINDEMAR233.md").unlink()
    (folder / "content/vocabulary/posts.csv").unlink()
    report = build(Project(folder / "content", folder / "site"), PLAIN)

    assert (report.cables, report.problems) == (0, ())


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
    assert shown == {name.split(".")[1] for name in settings() if "." in name}
    assert all(f"# {words.split(' ')[0]}" in settings_file("A room") for words in EXPLAINED.values())


def test_the_table_of_settings_in_the_readme_is_complete() -> None:
    table = dict(
        re.findall(r"^\| `(\w+\.\w+)` \| `(.*?)` \|", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    )
    defaults = {
        f"{name}.{key}": toml(getattr(getattr(Config(), name), key))
        for name in Config.__struct_fields__
        for key in getattr(Config(), name).__struct_fields__
    }

    assert table == defaults


def test_the_settings_shown_are_the_defaults() -> None:
    text = re.sub(r"^# (\w+ = )", r"\1", settings_file(Config().site.title), flags=re.MULTILINE)

    assert parse_config(text.encode(), "site.toml") == Config()
    assert set(tomllib.loads(text)) == set(Config.__struct_fields__)


@pytest.mark.parametrize("title", ['A "room"', "\u00e9\\t", "x\ny"])
def test_any_title_is_a_setting(title: str) -> None:
    config = parse_config(settings_file(title).encode(), "site.toml")

    assert config == msgspec.structs.replace(Config(), site=msgspec.structs.replace(Config().site, title=title))


@pytest.mark.parametrize(
    ("value", "text"), [(True, "true"), ("a", '"a"'), (5, "5"), (("a", "b"), '["a", "b"]'), ((), "[]"), (1.5, "1.5")]
)
def test_a_value_is_written_as_toml_reads_it(value: object, text: str) -> None:
    assert toml(value) == text
    with pytest.raises(TypeError):
        toml(None)


def test_both_hosts_run_the_same_two_commands() -> None:
    found = [
        re.findall(r"- (?:run: )?(python -m pip .*|reading-room .*)", (STARTER / f"{host}.yml").read_text())
        for host in ("github", "gitlab")
    ]

    assert found[0] == found[1] == [
        "python -m pip install -r requirements.txt", 'reading-room build --base-url "$BASE_URL"',
    ]  # fmt: skip
