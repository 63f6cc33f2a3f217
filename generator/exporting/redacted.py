"""``export --redacted``: a content folder from which all that is withheld has been taken out, so that it may be pushed.

A room built from that folder is the room built from the owner's, without the rules. Only what a build reads is written:
cables, pages, dossiers, notes, translations, tables of the vocabulary, the log of changes, and the settings without
``[withheld]``.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from generator.build.inputs.inputs import Inputs, load_inputs, read_all, read_tables
from generator.build.inputs.project import Options, Project
from generator.build.inputs.withheld import without_withheld
from generator.build.load import Room, borrowed_room, discover, known_facts
from generator.build.progress import PhaseTimer, Progress
from generator.build.work.static_files import original_bytes
from generator.build.work.translations import without_withheld_parts
from generator.build.work.worker import Tools
from generator.cables.ids import read_identity
from generator.config import Withheld, parse_config
from generator.corpus.change_log import PATH as CHANGES
from generator.corpus.change_log import lines_of
from generator.exporting.folder import replaced_folder
from generator.markdown import cable_of, parse_essay, parse_notes, parse_translation, without_sections
from generator.markdown.collections import FOLDER
from generator.markdown.translations import FOLDER as TRANSLATIONS
from generator.pages.addresses import cable_page
from generator.problems import ConfigurationError, OutputError, Problem, Where, problem_at
from generator.redaction import Gate, Rules, may_speak_of_withheld
from generator.system.output_folder import with_addresses
from generator.system.programs import without_credentials
from generator.system.reading import read, read_if_there
from generator.system.writer import cannot_write

MARKER = ".reading-room-redacted"
_MARKER_TEXT = "Written by reading-room export --redacted, which replaces these files the next time:"
_SETTINGS = "site.toml"
_ON_CABLES = ("notes/", f"{TRANSLATIONS}/")
_WITHHELD_TABLE = re.compile(
    r"^[ \t]*\[[ \t]*withheld[ \t]*\][^\n]*\n?(?:(?![ \t]*\[)[^\n]*(?:\n|\Z))*?(?=[ \t]*\[|\Z)", re.MULTILINE
)
_PLACES = re.compile(r"^[^#\n]*\b(?:destination|remote)\b[^\n]*", re.MULTILINE)


class Redacted(msgspec.Struct, frozen=True):
    """How many files were written, how many cables and notes were left out, and cables that are withheld whole (W004)."""

    files: int
    left_out: int
    problems: tuple[Problem, ...]


def export_redacted(
    project: Project, folder: Path, options: Options | None = None, progress: Progress | None = None
) -> Redacted:
    """Write the content of a room without what is withheld into a folder, which is new, empty, or an earlier export.

    An earlier export stands there until the new one is whole.

    Raises:
        ConfigurationError: the settings or the rules cannot be used; W003, W005; W010 words cannot be taken out of a page.
        OutputError: B024 the folder holds something else, B003 it cannot be written, B005 a file cannot be read, W006 a
            file holds words that are withheld, E014 a quotation is not in what is published.
    """
    options = options or Options()
    timer = PhaseTimer(progress)
    folder = folder.absolute()
    _check_place(project, folder)
    inputs = load_inputs(project, options)
    with borrowed_room(project, inputs, options, timer) as (room, store, _, pool):
        # A quotation that is not in what is published may be of what is withheld.
        stops = ("B005", "E014") if inputs.withheld.rules else ("B005",)
        stopped = next((one for one in room.problems if one.code in stops), None)
        if stopped is not None:
            raise OutputError(stopped)
        if room.unmatched:
            raise ConfigurationError(room.unmatched[0])
        paths = [one.path for one in discover(project, inputs)[0]]
        gate = Gate(inputs.withheld, inputs.unwatched)
        written: list[str] = []
        left_out = 0
        try:
            with replaced_folder(folder) as new, timer.phase("write", len(paths)) as counter:
                for path, data in zip(paths, pool.map(redacted_source, paths, str), strict=True):
                    counter.add()
                    if data:
                        _write(new, path, data)
                        written.append(path)
                    else:
                        left_out += 1
                withheld = frozenset(one.id for one in known_facts(store) if one.withheld)
                for path, some in _beside_cables(project, room, withheld):
                    if some is None:
                        left_out += 1
                        continue
                    gate.check(path, some)
                    _write(new, path, some)
                    written.append(path)
                (new / "cables").mkdir(exist_ok=True)
                _write(new, MARKER, "\n".join((_MARKER_TEXT, *written, "")).encode())
        except OSError as error:
            raise cannot_write(str(folder), error) from None
    return Redacted(len(written), left_out, tuple(one for one in room.problems if one.code == "W004"))


def redacted_source(tools: Tools, path: str) -> bytes:
    """Return the bytes of a source that may be published, checked against the rules; b"" if its existence is withheld.

    Raises:
        OutputError: B005 it cannot be read, W006 it holds words that are withheld.
    """
    published = tools.redact(read(tools.content + path), path)
    if not published.data:
        return b""
    tools.gate.watch(published.removed, touched=bool(published.used))
    tools.gate.check(path, published.data)
    return published.data


def _beside_cables(project: Project, room: Room, withheld: frozenset[str]) -> Iterator[tuple[str, bytes | None]]:
    """Yield path and bytes of all that is no cable; None for a file that is left out.

    withheld are the ids of cables of which something is withheld. The log of changes has no digests of these: a digest of the
    whole text tells who guesses a name whether it stood there.
    """
    inputs, corpus, content, rules = room.inputs, room.corpus, project.content, room.inputs.withheld
    texts: dict[str, bytes] = {}
    for name in ("pages", "dossiers", "notes", TRANSLATIONS):
        texts |= read_all(content, name)
    texts = {path: data for path, data in texts.items() if not path.startswith(_ON_CABLES) or path.endswith(".md")}
    texts, _ = with_addresses(texts)
    plain, _ = without_withheld(texts, rules)
    for path, data in plain.items():
        name = cable_of(path)
        if name and name not in corpus.positions and _is_ruled(name, inputs):
            yield path, None  # shown nowhere, and under another name of a cable of which something is withheld
            continue
        try:
            own = without_withheld_parts(data, path, corpus, rules) if path.startswith(f"{TRANSLATIONS}/") else data
            yield path, None if own is None else _without_notes(path, own, rules)
        except ConfigurationError as error:
            raise ConfigurationError(project.located(error.problem)) from None
    yield from ((path, data) for path, data in read_all(content, FOLDER).items() if path.endswith(".toml"))
    yield from ((f"vocabulary/{name}.csv", data) for name, data in read_tables(content).items())
    if inputs.changes.log:
        log = (msgspec.structs.replace(one, sha256="") if one.id in withheld else one for one in inputs.changes.log)
        yield CHANGES, lines_of(log)
    if (content / _SETTINGS).is_file():
        yield _SETTINGS, _settings(project)
    for one in inputs.originals.files.values():  # none of a cable for which a rule holds
        yield one.path, b"".join(original_bytes(content / one.path, one.sha256))


def _is_ruled(name: str, inputs: Inputs) -> bool:
    """Say whether a rule names the cable that a name may mean."""
    identity, _ = read_identity(name, inputs.vocabulary)
    names = {name} if identity is None else {name, identity.cable_id}
    return any(not names.isdisjoint((rule.cable, *rule.also)) for rule in inputs.withheld.rules)


def _without_notes(path: str, data: bytes, rules: Rules) -> bytes | None:
    """Return a page, a translation or notes without notes that speak of what is withheld; None if nothing may be left.

    Raises:
        ConfigurationError: W010 words that are withheld stand in it in parts, and can be taken out of the page alone.
    """
    if not path.endswith(".md"):
        return data
    if path.startswith(f"{TRANSLATIONS}/"):
        translation, _ = parse_translation(data, path, cable_page(cable_of(path)), rules)
        used = translation.withheld if translation else ()
    elif not path.startswith("notes/"):
        page = parse_essay(data, path, rules)
        if page.draft:
            return None
        used = page.withheld
    else:
        name = path.rpartition("/")[2].removesuffix(".md").upper()
        mine = [rule for rule in rules.rules if name in {rule.cable, *rule.also} and not rule.text]
        if any(rule.whole or rule.existence for rule in mine):
            return None
        if any(rule.paragraphs for rule in mine):
            data = without_sections(data, lambda anchor: may_speak_of_withheld(anchor, mine))
        used = parse_notes(data, path, cable_page(name), rules).withheld
    if used:
        raise ConfigurationError(problem_at("W010", Where(path), line=rules.rules[used[0]].line, rules=rules.path))
    return data


def _settings(project: Project) -> bytes:
    """Return the settings without what they say of the rules, and without credentials in the places that they name.

    Raises:
        ConfigurationError: W011 they say it in another form than a table of its own.
    """
    place = project.content / _SETTINGS
    text = read_if_there(place).decode("utf-8-sig").replace("\r\n", "\n")
    shown = _PLACES.sub(lambda line: without_credentials(line[0]), _WITHHELD_TABLE.sub("", text))
    data = shown.encode()
    if parse_config(data, place.as_posix()).withheld != Withheld():
        raise ConfigurationError(problem_at("W011", Where(place.as_posix())))
    return data


def _write(folder: Path, path: str, data: bytes) -> None:
    place = folder / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)


def _check_place(project: Project, folder: Path) -> None:
    """Make sure that no file of the owner's is replaced.

    Raises:
        OutputError: B024.
    """
    content, place = project.content.resolve(), folder.resolve()
    apart = not (content.is_relative_to(place) or place.is_relative_to(content))
    if not apart or (os.path.lexists(folder) and not _is_ours(folder)):
        raise OutputError(problem_at("B024", Where(str(folder))))


def _is_ours(folder: Path) -> bool:
    """Say whether a folder is empty, or holds only files that an earlier export wrote."""
    if not folder.is_dir() or folder.is_symlink():
        return False
    listed = read_if_there(folder / MARKER).decode("utf-8", "replace").splitlines()[1:]
    known = {MARKER, *listed}
    return all(
        (Path(path) / name).relative_to(folder).as_posix() in known
        for path, _, names in os.walk(folder)
        for name in names
    )
