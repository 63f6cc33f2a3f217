"""Everything a build needs beside the cables: settings, vocabulary, the owner's pages and notes, templates, assets."""

import datetime as dt
import hashlib
import os
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import metadata, resources
from pathlib import Path

import msgspec

import generator
from generator.cables.withholding import NO_RULES, Rules
from generator.commands.project import Options, Project
from generator.commands.source_date import told_date
from generator.commands.sources import under
from generator.commands.withheld import read_rules, refuse, shown_notes, without_withheld
from generator.config import Config, parse_config, with_base_url
from generator.corpus.changes import NO_CHANGES, Changes, parse_changes
from generator.corpus.changes import PATH as CHANGES
from generator.essays import Essay, Notes, parse_essay, parse_notes
from generator.output.assets import Asset, asset_links, find_assets
from generator.output.files import read
from generator.output.recipe import digest
from generator.output.render import Program, public_digest
from generator.output.scan import Found, scan
from generator.pages.addresses import cable_page
from generator.pages.plan import essay_links
from generator.problems import OutputError, Problem, Severity, Where
from generator.vocabulary import Vocabulary, with_site_rows

_LIBRARIES = ("jinja2", "markupsafe", "markdown-it-py", "mdit-py-plugins", "msgspec")


class Settings(msgspec.Struct, frozen=True):
    """What a build needs beside the cables.

    essays are in order of path; notes by the id of their cable; plain are other files of content/pages, copied as they
    are. public is the digest of what every page may show; inputs that of everything here, so that two builds with one
    inputs and the same cables make the same site. problems are the files' own, with paths as an editor opens them.
    told_date is the date of the build where the environment sets one. withheld are the rules of what is kept back,
    withheld_elsewhere the numbers of those that found something in a page or a note. changes is the log of changes.
    """

    config: Config
    vocabulary: Vocabulary
    essays: tuple[Essay, ...]
    notes: Mapping[str, Notes]
    plain: tuple[str, ...]
    templates: tuple[Path, ...]
    assets: tuple[Asset, ...]
    program: Program
    program_digest: bytes
    public: bytes
    inputs: bytes
    problems: tuple[Problem, ...]
    told_date: dt.datetime | None = None
    withheld: Rules = NO_RULES
    withheld_elsewhere: tuple[int, ...] = ()
    changes: Changes = NO_CHANGES


def read_settings(project: Project, options: Options) -> Settings:
    """Read all but the cables.

    Raises:
        ConfigurationError: site.toml or withheld.toml cannot be used; W005 words that are withheld stand in what
            goes into the site as it is; B020 SOURCE_DATE_EPOCH is no date.
        OutputError: B005 a file cannot be read, B007 there is no content folder.
    """
    check_content(project)
    config = _read_config(project, options)
    told = told_date(os.environ)
    problems: list[Problem] = []
    tables = _read_tables(project.content, problems)
    vocabulary, in_tables = with_site_rows(tables)
    problems += map(_within, in_tables)
    pages = _read_all(project.content, "pages", problems)
    texts = _read_all(project.content, "notes", problems)
    rules = read_rules(project.content)
    log = project.content / CHANGES
    noted = read(log) if log.is_file() else b""
    changes, bad_lines = parse_changes(noted, CHANGES)
    pages, in_pages = without_withheld(pages, rules)
    texts, in_notes = without_withheld(texts, rules)
    refuse(rules, project.content, _as_it_is(project.content, tables, pages, texts))
    essays = tuple(parse_essay(data, path) for path, data in pages.items() if path.endswith(".md"))
    notes, strays = _read_notes(texts)
    notes = shown_notes(notes, rules)
    assets = find_assets(project.templates)
    program = Program("reading-room", generator.__version__)
    made_by = program_digest()
    public = digest(
        public_digest(config.site, program, asset_links(assets), essay_links(essays)), vocabulary.digest.encode()
    )
    inputs = digest(
        made_by,
        public,
        msgspec.msgpack.encode((config, told)),
        rules.digest(),
        noted,
        _of_files(pages),
        _of_files(texts),
        *(asset.digest for asset in assets),
        *(_of_folder(folder) for folder in project.templates),
    )
    return Settings(
        config=config,
        vocabulary=vocabulary,
        essays=essays,
        notes=notes,
        plain=tuple(path for path in pages if not path.endswith(".md")),
        templates=project.templates,
        assets=assets,
        program=program,
        program_digest=made_by,
        public=public,
        inputs=inputs,
        problems=tuple(
            project.located(problem)
            for problem in (
                *problems,
                *(problem for essay in essays for problem in essay.problems),
                *(problem for one in notes.values() for problem in one.problems),
                *strays,
                *bad_lines,
            )
        ),
        told_date=told,
        withheld=rules,
        changes=changes,
        withheld_elsewhere=tuple(sorted(in_pages | in_notes)),
    )


def check_content(project: Project) -> None:
    """Make sure that there is a content folder.

    Raises:
        OutputError: B007 there is none.
    """
    if not project.content.is_dir():
        hint = "name the folder with --content; it holds a folder cables"
        where = Where(str(project.content))
        raise OutputError(Problem(where, Severity.ERROR, "B007", "there is no such folder of content", hint))


@cache
def program_digest() -> bytes:
    """Return the digest of the code that makes pages: the package's own, and the libraries whose output shows."""
    package = Path(str(resources.files("generator")))
    code = [found.path for found in scan(package) if found.path.endswith((".py", ".csv", ".json"))]
    versions = [f"{name} {metadata.version(name)}" for name in _LIBRARIES]
    versions.append(f"python {sys.version_info.major}.{sys.version_info.minor}")
    made = hashlib.blake2b("\n".join(versions).encode())
    for path in code:
        data = read(package / path)
        made.update(f"\0{path}\0{len(data)}\0".encode())
        made.update(data)
    return digest(made.digest())


def _read_config(project: Project, options: Options) -> Config:
    path = project.content / "site.toml"
    config = parse_config(read(path) if path.is_file() else b"", path.as_posix())
    return config if options.base_url is None else with_base_url(config, options.base_url)


def read_vocabulary(content: Path) -> Vocabulary:
    """Return the vocabulary of a room, whatever is wrong with its tables: a build says that.

    Raises:
        OutputError: B005 a table cannot be read.
    """
    return with_site_rows(_read_tables(content, []))[0]


def _read_tables(content: Path, problems: list[Problem]) -> dict[str, bytes]:
    folder = content / "vocabulary"
    found = _scan(content, "vocabulary", problems)
    paths = [one.path for one in found if one.path.endswith(".csv") and "/" not in one.path]
    return {path.removesuffix(".csv"): read(folder / path) for path in paths}


def _read_all(content: Path, folder: str, problems: list[Problem]) -> dict[str, bytes]:
    return {f"{folder}/{one.path}": read(content / folder / one.path) for one in _scan(content, folder, problems)}


def _scan(content: Path, folder: str, problems: list[Problem]) -> list[Found]:
    """Return the files of a folder of the content; what is passed over (B011) is added to problems.

    Raises:
        OutputError: B005 the name of a file is not UTF-8.
    """
    passed: list[Problem] = []
    found = scan(content / folder, passed)
    for problem in passed:
        if problem.severity is Severity.ERROR:
            raise OutputError(under((content / folder).as_posix(), problem))
        problems.append(under(folder, problem))
    return found


def _as_it_is(
    content: Path, tables: Mapping[str, bytes], pages: Mapping[str, bytes], notes: Mapping[str, bytes]
) -> Iterator[tuple[str, str]]:
    """Yield path and text of what goes into the site as it is: settings, tables, plain files; and the files' names."""
    site = content / "site.toml"
    if site.is_file():
        yield "site.toml", read(site).decode("utf-8", "replace")
    for name, data in tables.items():
        yield f"vocabulary/{name}.csv", data.decode("utf-8", "replace")
    for path in (*pages, *notes):
        yield path, path
    for path, data in pages.items():
        if not path.endswith(".md"):
            yield path, data.decode("utf-8", "replace")


def _read_notes(texts: Mapping[str, bytes]) -> tuple[dict[str, Notes], list[Problem]]:
    notes: dict[str, Notes] = {}
    problems: list[Problem] = []
    for path, data in texts.items():
        if not path.endswith(".md"):
            continue
        name = path.rpartition("/")[2].removesuffix(".md").upper()
        one = parse_notes(data, path, cable_page(name))
        if one.id in notes:
            message = f"there are notes on {one.id} in {notes[one.id].path} already"
            problems.append(
                Problem(
                    Where(path),
                    Severity.ERROR,
                    "E005",
                    message,
                    "put all notes on one cable in one file",
                    notes[one.id].path,
                )
            )
        else:
            notes[one.id] = one
    return notes, problems


def _within(problem: Problem) -> Problem:
    """Return a problem of a table with its path in the content folder, as all others have it."""
    where = msgspec.structs.replace(problem.where, path=problem.where.path.removeprefix("content/"))
    return msgspec.structs.replace(problem, where=where)


def _of_files(files: Mapping[str, bytes]) -> bytes:
    return digest(*(part for path, data in files.items() for part in (path.encode(), data)))


def _of_folder(folder: Path) -> bytes:
    return _of_files({found.path: read(folder / found.path) for found in scan(folder)})
