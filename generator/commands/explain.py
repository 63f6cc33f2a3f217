"""``explain ADDRESS``: would the next build make this file of the site again, and why. Changes nothing.

The answer is the build's own: its memory is opened, what changed is read, pages are planned and compared, and nothing of
that is committed.
"""

import tempfile
from contextlib import closing
from pathlib import Path

import msgspec

from generator.cables.ids import parse_id
from generator.commands.build import Build
from generator.commands.progress import Clock, Progress, Silent
from generator.commands.project import Options, Project
from generator.commands.settings import read_settings
from generator.output.memory import is_sound
from generator.output.recipe import NOTHING, PARTS, Recipe
from generator.output.store import Store
from generator.pages import Page
from generator.pages.addresses import cable_page
from generator.problems import OutputError, Problem, Severity, Where

_WORDS = {
    "new": "it was not made yet",
    "altered": "a file of it in the site is lost, or not as it was written",
    "record": "its line in data/cables.jsonl is lost",
    "source": "its source, or the name of it, changed",
    "view": "what it says of other cables, or the notes beside it, changed",
    "settings": "the settings that pages show, the vocabulary or an asset changed",
    "template": "its template, or one that it extends or includes, changed",
    "program": "the program changed",
}


class Part(msgspec.Struct, frozen=True):
    """One of the five parts of a recipe: its name, what it is of, and its digests, hexadecimal, "" where there is none."""

    name: str
    of: str
    made: str
    wanted: str


class Explanation(msgspec.Struct, frozen=True):
    """Whether a file of the site would be made again.

    address is of the file asked for, page of the page that it belongs to, "" if it belongs to none. why are the names of
    the parts that differ, or "new", "altered", "record": empty, if a build leaves it alone.
    """

    address: str
    page: str
    why: tuple[str, ...]
    words: tuple[str, ...]
    parts: tuple[Part, ...] = ()


def explain(
    project: Project, address: str, options: Options | None = None, watcher: Progress | None = None
) -> Explanation:
    """Explain one file of the site.

    Args:
        project: the room.
        address: the file's address, or a cable's id for its page; a folder stands for its index.html.
        options: how the next build would be asked for.
        watcher: who is told how far the reading is.

    Raises:
        OutputError: B021 the room has no such file; B006 a build is running.
        GeneratorError: what would stop a build.
    """
    options = options or Options()
    wanted = _address(project, address)
    settings = read_settings(project, options)
    memory = project.memory / "store.sqlite"
    with tempfile.TemporaryDirectory(prefix="reading-room-") as folder:
        scratch = Path(folder)
        with Store(memory if is_sound(memory) else scratch / "store.sqlite") as store:
            row = store.file(wanted)
            page = (row.page if row else "") or wanted
            build = Build(project, options, settings, store, Clock(watcher or Silent()), scratch)
            with closing(build.look()) as pages:
                for one, recipe, made, why in pages:
                    if one.address == page or (one.source and page == _copy(one)):
                        words = tuple(_WORDS[name] for name in why)
                        return Explanation(wanted, one.address, why, words, _parts(one, recipe, made))
            if row is None:
                message, hint = f"the room has no file {wanted}", "an address is as in the site: tag/index.html"
                raise OutputError(Problem(Where(address), Severity.ERROR, "B021", message, hint))
            if row.page:
                return Explanation(wanted, "", ("removed",), ("no page of the room owns it any longer: it is removed",))
    told = "it is no page: it is made in every build, and written where its bytes differ"
    return Explanation(wanted, "", (), (told,))


def _address(project: Project, address: str) -> str:
    """Return the address in the site that is meant by an address, a path into the site or an id."""
    identity = parse_id(address)
    if identity is not None:
        return cable_page(identity.cable_id)
    address = address.removeprefix(f"{project.output.as_posix()}/").removeprefix("./").lstrip("/")
    return f"{address}index.html" if not address or address.endswith("/") else address


def _copy(page: Page) -> str:
    return page.address.removesuffix(".html") + ".txt"


def _parts(page: Page, recipe: Recipe, made: Recipe | None) -> tuple[Part, ...]:
    of = {
        "source": page.source,
        "view": type(page.view).__name__,
        "settings": "site.toml, vocabulary, assets",
        "template": page.template,
        "program": "reading-room",
    }
    return tuple(
        Part(name, of[name], _hex(getattr(made, name)) if made else "", _hex(getattr(recipe, name))) for name in PARTS
    )


def _hex(digest: bytes) -> str:
    return "" if digest == NOTHING else digest.hex()
