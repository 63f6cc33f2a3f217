"""All inputs of a build except the cables: settings, vocabulary, the owner's pages and notes, templates, assets."""

import datetime as dt
import os
import sys
from collections.abc import Iterator, Mapping
from functools import cache, partial
from importlib import metadata, resources
from itertools import chain
from pathlib import Path

import msgspec

import generator
from generator.appearance import Look
from generator.build.inputs.discovery import under
from generator.build.inputs.look import load_look, style_link
from generator.build.inputs.orphan_notes import read_notes
from generator.build.inputs.project import Options, Project
from generator.build.inputs.settings_files import check_templates, check_version, unread_settings
from generator.build.inputs.source_date import environment_date
from generator.build.inputs.withheld import (
    hides,
    read_rules,
    refuse,
    shown_notes,
    unwatched,
    unwatched_problems,
    without_withheld,
)
from generator.build.inputs.words import load_words
from generator.build.work.original_pdfs import NO_ORIGINALS, Originals
from generator.build.work.translations import Translations, read_translations
from generator.config import Config, parse_config, with_base_url
from generator.corpus.change_log import NO_CHANGES, Changes, parse_changes, without
from generator.corpus.change_log import PATH as CHANGES
from generator.language import FOLDER as LANGUAGES
from generator.markdown import Essay, Notes, Translation, own_address, parse_essay
from generator.markdown.collections import FOLDER, Collection, parse_collection
from generator.markdown.translations import FOLDER as TRANSLATIONS
from generator.pages.own_pages import own_links
from generator.problems import OutputError, Problem, Where, problem_at
from generator.redaction import NO_RULES, Rules
from generator.render.assets import Asset, asset_links, find_assets
from generator.render.templates import Program, public_digest
from generator.system.digests import digest
from generator.system.listing import Found, scan
from generator.system.output_folder import with_addresses
from generator.system.reading import read, read_if_there
from generator.vocabulary import Vocabulary, with_site_rows

_FRONT = "pages/index.md"  # the text of the front page
_LIBRARIES = ("babel", "jinja2", "markupsafe", "markdown-it-py", "mdit-py-plugins", "msgspec")


class Inputs(msgspec.Struct, frozen=True):
    """All inputs of a build except the cables.

    essays are in order of path; notes and translations by the id of their cable; plain are files copied as they are.
    public is the digest of everything that any page may show. inputs is the digest of everything here: two
    builds with the same inputs and the same cables make the same site. problems are those of the files, with paths as
    an editor opens them. environment_date is the date of the build if the environment sets one. withheld are the rules of
    withholding; withheld_elsewhere are the numbers of those that matched in a page or a note. changes is the log of
    changes. look and style come from [appearance]; front is the text of the front page. originals are the PDF
    files that texts were drawn from, known once the cables are read. Drafts are in none of these.
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
    environment_date: dt.datetime | None = None
    withheld: Rules = NO_RULES
    withheld_elsewhere: tuple[int, ...] = ()
    changes: Changes = NO_CHANGES
    unwatched: tuple[int, ...] = ()
    front: Essay | None = None
    collections: tuple[Collection, ...] = ()
    look: Look = Look()
    style: str = ""
    originals: Originals = NO_ORIGINALS
    translations: Translations = {}

    @property
    def links(self) -> Mapping[str, str]:
        """Return the address of each asset by its name."""
        return {**asset_links(self.assets, self.vocabulary.words), **style_link(self.style)}

    @property
    def own_addresses(self) -> tuple[str, ...]:
        """Return the addresses that come from names of the owner's files."""
        aliases = (alias for one in self.essays for alias in one.aliases)
        return (*(one.address for one in self.essays), *aliases, *self.plain_addresses)

    @property
    def plain_addresses(self) -> tuple[str, ...]:
        """Return the addresses of the owner's files that are not Markdown."""
        return tuple(map(own_address, self.plain))


def load_inputs(project: Project, options: Options) -> Inputs:
    """Read everything except the cables.

    Raises:
        ConfigurationError: site.toml or withheld.toml cannot be used; W005 a file that is copied unchanged has withheld
            words; B020 SOURCE_DATE_EPOCH is not a date.
        OutputError: B005 a file cannot be read, B007 there is no content folder.
    """
    check_content(project)
    check_templates(project)
    config = _read_config(project, options)
    told = environment_date(os.environ)
    content, problems = project.content, list(unread_settings(project))
    tables = read_tables(content, problems)
    vocabulary, found = with_site_rows(tables)
    problems += found
    pages, found = with_addresses(read_all(content, "pages", problems) | read_all(content, "dossiers", problems))
    problems += found
    texts = read_all(content, "notes", problems) | read_all(content, TRANSLATIONS, problems)
    grouped = read_all(content, FOLDER, problems)
    collections, found = _collections(grouped)
    problems += found
    catalogues = read_all(content, LANGUAGES, problems)
    words, wrong = load_words(project, config.site.language, catalogues)
    problems += wrong
    vocabulary = msgspec.structs.replace(vocabulary, words=words)
    rules = read_rules(content, config.withheld, vocabulary)
    noted = read_if_there(content / CHANGES)
    changes = _changes(noted, rules, vocabulary, problems)
    pages, in_pages = without_withheld(pages, rules)
    texts, in_notes = without_withheld(texts, rules)
    as_they_are = (*_as_it_is(content, tables, pages, texts), *grouped.items(), *catalogues.items())
    problems += refuse(rules, content, as_they_are)
    left = unwatched(rules)
    problems += unwatched_problems(rules, left)
    written = tuple(parse_essay(data, path, rules) for path, data in pages.items() if path.endswith(".md"))
    made = tuple(one for one in written if options.drafts or not one.draft)
    essays = tuple(one for one in made if one.path != _FRONT)
    problems += (problem_at("E012", Where(one.path, 1)) for one in written if one.draft and not options.drafts)
    notes, found = read_notes(texts, rules)
    problems += found
    translations, found = read_translations(texts, rules)
    problems += found
    set_texts: list[Essay | Notes | Translation] = [
        *written,
        *notes.values(),
        *chain.from_iterable(translations.values()),
    ]
    in_set_text = frozenset(chain.from_iterable(one.withheld for one in set_texts))
    notes = shown_notes(notes, rules)
    shown: list[Essay | Notes] = [*written, *notes.values()]
    problems += chain.from_iterable(one.problems for one in shown)
    assets = find_assets(project.templates)
    own = (one for one in assets if not Path(one.path).is_relative_to(project.templates[-1]))
    problems += refuse(rules, project.templates[0], ((one.address, read(one.path)) for one in own))
    problems += check_version(project, config.build.made_with)
    look, style = load_look(project, config.appearance, assets, essays, words, collected=bool(collections))
    program, made_by = Program("reading-room", generator.__version__), program_digest()
    links = {**asset_links(assets, words), **style_link(style)}
    public = digest(
        public_digest(config.site, program, links, own_links(essays, words), look),
        vocabulary.digest.encode(),
        words.digest(),
    )
    inputs = digest(
        made_by,
        public,
        msgspec.msgpack.encode((config, told)),
        rules.digest(),
        noted,
        *map(_of_files, (pages, texts, grouped, catalogues)),
        *(asset.digest for asset in assets),
        *map(_of_folder, project.templates),
    )
    return Inputs(
        config=config,
        vocabulary=vocabulary,
        essays=essays,
        front=next((one for one in made if one.path == _FRONT), None),
        collections=collections,
        notes=notes,
        translations=translations,
        plain=tuple(path for path in pages if not path.endswith(".md")),
        templates=project.templates,
        assets=assets,
        program=program,
        program_digest=made_by,
        public=public,
        inputs=inputs,
        problems=tuple(map(project.located, problems)),
        environment_date=told,
        withheld=rules,
        changes=changes,
        unwatched=left,
        withheld_elsewhere=tuple(sorted(in_pages | in_notes | in_set_text)),
        look=look,
        style=style,
    )


def check_content(project: Project) -> None:
    """Check that there is a content folder.

    Raises:
        OutputError: B007 there is none.
    """
    if not project.content.is_dir():
        raise OutputError(problem_at("B007", Where(str(project.content))))


@cache
def program_digest() -> bytes:
    """Return the digest of the code that makes pages: the package's own, and the libraries whose output pages show."""
    package = Path(str(resources.files("generator")))
    code = [
        found.path for found in scan(package) if found.path.endswith((".py", ".csv", ".json", ".js", ".toml", ".txt"))
    ]
    versions = [f"{name} {metadata.version(name)}" for name in _LIBRARIES]
    versions.append(f"python {sys.version_info.major}.{sys.version_info.minor}")
    return digest(_of_files({path: read(package / path) for path in code}), *map(str.encode, versions))


def _read_config(project: Project, options: Options) -> Config:
    path = project.content / "site.toml"
    config = parse_config(read_if_there(path), path.as_posix())
    return config if options.base_url is None else with_base_url(config, options.base_url)


def read_vocabulary(content: Path) -> Vocabulary:
    """Return the vocabulary of a room, ignoring faults of its tables: a build reports them."""
    return with_site_rows(read_tables(content, []))[0]


def read_tables(content: Path, problems: list[Problem] | None = None) -> dict[str, bytes]:
    """Return the bytes of each table of the vocabulary, by its name; arguments are as for ``_scan``."""
    names = {path.removeprefix("vocabulary/"): data for path, data in read_all(content, "vocabulary", problems).items()}
    return {
        name.removesuffix(".csv"): data for name, data in names.items() if name.endswith(".csv") and "/" not in name
    }


def read_all(content: Path, folder: str, problems: list[Problem] | None = None) -> dict[str, bytes]:
    """Return the bytes of each file of a folder of the content, by its path; arguments are as for ``_scan``."""
    return {f"{folder}/{one.path}": read(content / folder / one.path) for one in _scan(content, folder, problems)}


def _scan(content: Path, folder: str, problems: list[Problem] | None) -> list[Found]:
    """Return the files of a folder of the content; add those that are passed over (B005, B011) to problems.

    With None a name that is not UTF-8 stops it (B005), and nothing is said of the rest.
    """
    if problems is None:
        return scan(content / folder)
    passed: list[Problem] = []
    found = scan(content / folder, passed)
    problems += (under(folder, problem) for problem in passed)
    return found


def _as_it_is(
    content: Path, tables: Mapping[str, bytes], pages: Mapping[str, bytes], notes: Mapping[str, bytes]
) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of everything that is copied unchanged: settings, tables, plain files; and the files' names."""
    site = content / "site.toml"
    if site.is_file():
        yield "site.toml", read(site)
    for name, data in tables.items():
        yield f"vocabulary/{name}.csv", data
    for path in (*pages, *notes):
        yield path, b""
    for path, data in pages.items():
        if not path.endswith(".md"):
            yield path, data


def _changes(noted: bytes, rules: Rules, vocabulary: Vocabulary, problems: list[Problem]) -> Changes:
    """Return the log of changes, without cables of which nothing may tell that they exist."""
    changes, found = parse_changes(noted, CHANGES)
    problems += found
    return without(changes, partial(hides, rules, vocabulary))


def _collections(files: Mapping[str, bytes]) -> tuple[tuple[Collection, ...], list[Problem]]:
    """Return the collections of a room, in order of their names, and what is wrong with their files."""
    read_ = [parse_collection(data, path) for path, data in sorted(files.items()) if path.endswith(".toml")]
    return tuple(one for one, _ in read_ if one is not None), [problem for _, found in read_ for problem in found]


def _of_files(files: Mapping[str, bytes]) -> bytes:
    return digest(*(part for path, data in files.items() for part in (path.encode(), data)))


def _of_folder(folder: Path) -> bytes:
    return _of_files({found.path: read(folder / found.path) for found in scan(folder)})
