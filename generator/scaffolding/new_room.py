"""``init``: a new room, which can be built at once. Writes only into an empty folder."""

import textwrap
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import get_type_hints

import msgspec

import generator
from generator.config import Config
from generator.problems import OutputError, Where, problem_at
from generator.scaffolding.installed import Installed, find_installed
from generator.system.writer import cannot_write

# Where each file of generator/starter goes in a room.
FILES: Mapping[str, str] = {
    "README.md": "README.md",
    "gitignore": ".gitignore",
    "github.yml": ".github/workflows/pages.yml",
    "gitlab.yml": ".gitlab-ci.yml",
    "Containerfile": "Containerfile",
    "specimen.txt": "content/cables/specimens/09LINDEMAR233.txt",
    "posts.csv": "content/vocabulary/posts.csv",
    **{name: f"content/pages/{name}" for name in ("how-to-read.md", "about.md", "contact.md", "accessibility.md")},
    "withheld.toml": "content/withheld.toml",
    "note.md": "content/notes/09LINDEMAR233.md",
}
_TABLES: Mapping[str, str] = {
    "site": "The room as readers see it",
    "build": "The build",
    "publish": "The target of reading-room publish",
    "withheld": "The form that withheld.toml must have, so that lost rules stop the program",
    "appearance": "The look of the room; write file names as in templates/assets/",
}


def _explained() -> Iterator[tuple[str, str]]:
    yield from _TABLES.items()
    for table, kind in get_type_hints(Config).items():
        for key, hint in get_type_hints(kind, include_extras=True).items():
            said = next(one.description for one in hint.__metadata__ if isinstance(one, msgspec.Meta))
            yield f"{table}.{key}", (said or "").replace("`", "")


# The comment on each table and setting, from the reference of settings.
EXPLAINED: Mapping[str, str] = dict(_explained())
_wrap = textwrap.TextWrapper(
    118, initial_indent="# ", subsequent_indent="# ", break_long_words=False, break_on_hyphens=False
).wrap


def init(folder: Path) -> tuple[str, ...]:
    """Create a room in a folder that is empty or does not exist -> the paths of its files.

    Raises:
        OutputError: N001 the folder is not empty, or is a file; B003 it cannot be written.
    """
    try:
        # a git repository without other files counts as empty
        if folder.exists() and (not folder.is_dir() or any(one.name != ".git" for one in folder.iterdir())):
            raise OutputError(problem_at("N001", Where(str(folder))))
        files = _files(folder.resolve().name, find_installed())
        for path, data in files.items():
            place = folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
    except OSError as error:
        raise cannot_write(str(folder), error) from None
    return tuple(files)


def _files(name: str, installed: Installed) -> dict[str, bytes]:
    """Return the bytes of each file of a new room, by its path."""
    title = name.replace("-", " ").replace("_", " ").strip().capitalize() or Config().site.title
    starter = resources.files("generator.scaffolding") / "starter"
    made = {path: (starter / source).read_bytes() for source, path in FILES.items()}
    made["README.md"] = made["README.md"].replace(b"{title}", title.encode())
    made["content/site.toml"] = settings_file(title).encode()
    requirement, wheel = f"{installed.requirement}\n", installed.wheel
    made["requirements.txt"] = f"# The program that builds this room\n{requirement}".encode()
    if wheel is not None:
        made[f"wheels/{wheel.name}"] = wheel.read_bytes()
    return dict(sorted(made.items()))


def settings_file(title: str) -> str:
    """Return a ``site.toml`` that explains every setting; all but title and version are comments, with defaults."""
    return "\n".join([*_settings(title), ""])


def _settings(title: str) -> Iterator[str]:
    yield "# The settings of this room, with their defaults. To change a setting, remove the # and edit the value."
    config = Config()
    for table in Config.__struct_fields__:
        values: msgspec.Struct = getattr(config, table)
        yield ""
        yield f"# {EXPLAINED.get(table, table)}"
        yield f"[{table}]"
        for key in values.__struct_fields__:
            yield from _wrap(EXPLAINED.get(f"{table}.{key}", key))
            own = {"site.title": title, "build.made_with": generator.__version__}
            value = own.get(f"{table}.{key}", getattr(values, key))
            if value is None:
                continue
            written = msgspec.json.encode(value).decode()  # a text, a number or a list of JSON is one of TOML
            yield f"{'' if f'{table}.{key}' in own else '# '}{key} = {written}"
