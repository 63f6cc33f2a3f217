"""``init``: a new room to fill, which can be built at once. Writes into an empty folder and nowhere else."""

from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path

import msgspec

from generator.config import Config
from generator.output.files import cannot_write
from generator.output.installed import Installed, find_installed
from generator.problems import OutputError, Problem, Severity, Where

# Where each file of generator/starter goes in a room.
FILES: Mapping[str, str] = {
    "README.md": "README.md",
    "gitignore": ".gitignore",
    "github.yml": ".github/workflows/pages.yml",
    "gitlab.yml": ".gitlab-ci.yml",
    "specimen.txt": "content/cables/specimens/09LINDEMAR233.txt",
    "posts.csv": "content/vocabulary/posts.csv",
    "about.md": "content/pages/about.md",
    "withheld.toml": "content/withheld.toml",
    "note.md": "content/notes/09LINDEMAR233.md",
}
# What each setting does, in the words of site.toml. A test holds that none is missing.
EXPLAINED: Mapping[str, str] = {
    "site": "What readers see of the room as a whole",
    "site.title": "the name of the room",
    "site.description": "one sentence about it",
    "site.base_url": "where it will stand, such as https://example.org/room/; without it there is no sitemap, feeds "
    "have relative links, and pages leave out what needs a full address",
    "site.language": "the language of the pages, such as en, fr or pt-BR",
    "site.contact": "how to reach you",
    "build": "How the room is built",
    "build.search": "whether a search index is made: true or false",
    "build.pdf": 'whether each cable is printed too: true, false, or "auto" for rooms of up to 5,000',
    "build.json": "whether the record of each cable is a file of its own too, in the same three ways",
    "build.legacy_addresses": "whether the addresses of the 2010 publication (cable/2007/04/07ASTANA1061.html) lead to the "
    "pages here: true or false",
    "publish": "Where reading-room publish carries the site",
    "publish.remote": "the git remote that publish github-pages pushes to, by name or address",
    "publish.branch": "its branch",
    "publish.domain": "the site's own domain there, such as archive.example.org",
    "publish.destination": "the place that publish rsync or publish rclone carries it to, as they name it",
    "publish.most_deleted": "how many files of a hundred that stand there may go without being asked for",
    "publish.headers": "whether _headers is written, which Netlify and Cloudflare Pages read: true or false",
}
_WIDTH = 118


def init(folder: Path) -> tuple[str, ...]:
    """Make a room in a folder that is empty or does not exist -> the paths of its files in it.

    Raises:
        OutputError: N001 the folder is not empty, or is none; B003 it cannot be written.
    """
    try:
        # a repository without a file in it is as good as empty
        if folder.exists() and (not folder.is_dir() or any(one.name != ".git" for one in folder.iterdir())):
            hint = "name a new folder; an old room needs no init"
            raise OutputError(Problem(Where(str(folder)), Severity.ERROR, "N001", "is not an empty folder", hint))
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
    starter = resources.files("generator") / "starter"
    made = {path: (starter / source).read_bytes() for source, path in FILES.items()}
    made["README.md"] = made["README.md"].replace(b"{title}", title.encode())
    made["content/site.toml"] = settings_file(title).encode()
    requirement, wheel = f"{installed.requirement}\n", installed.wheel
    made["requirements.txt"] = f"# The program that builds this room\n{requirement}".encode()
    if wheel is not None:
        made[f"wheels/{wheel.name}"] = wheel.read_bytes()
    return dict(sorted(made.items()))


def settings_file(title: str) -> str:
    """Return a ``site.toml`` that shows every setting with what it does; all but the title as comments, with defaults."""
    return "\n".join([*_settings(title), ""])


def _settings(title: str) -> Iterator[str]:
    yield "# The settings of this room. Each has a default, which is shown; take the # away and change it."
    config = Config()
    for table in Config.__struct_fields__:
        values: msgspec.Struct = getattr(config, table)
        yield ""
        yield f"# {EXPLAINED.get(table, table)}"
        yield f"[{table}]"
        for key in values.__struct_fields__:
            yield from _wrapped(EXPLAINED.get(f"{table}.{key}", key))
            value = title if (table, key) == ("site", "title") else getattr(values, key)
            yield f"{'' if (table, key) == ('site', 'title') else '# '}{key} = {toml(value)}"


def _wrapped(words: str) -> Iterator[str]:
    line = "#"
    for word in words.split():
        if len(line) + len(word) >= _WIDTH:
            yield line
            line = "#"
        line += f" {word}"
    yield line


def toml(value: object) -> str:
    """Return a value as TOML writes it: text, true or false, a number, or a list of these.

    Raises:
        TypeError: it is none of them.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return msgspec.json.encode(value).decode()  # a text of JSON is one of TOML
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(toml, value))}]"
    message = f"a setting cannot be {type(value).__name__}"
    raise TypeError(message)
