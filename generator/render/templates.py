"""Jinja2: a template and what it may read -> the bytes of a page. The only module that knows Jinja2.

A template reads ``view`` (the page's own Struct), ``reading`` (the text of the cable that the page shows, else None),
``site`` (the public settings), ``program`` (name and version), ``address``
(the page's own), ``root`` (the way from the page to the site's root, ``../../``, so that links work under any path and
from the disk) and ``asset("name")`` (the address of a file of templates/assets). Escaping is always on; asking for what is
not there is an error with its line, never an empty place. docs/reference/templates.md lists all of this.

An owner's template stands before the program's of the same name, and extends it as ``program/NAME`` to change one block.
"""

import sys
import traceback
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

import msgspec
from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
    meta,
)
from jinja2 import __version__ as jinja_version
from jinja2.bccache import Bucket
from jinja2.utils import missing

from generator.appearance import USUAL, Look
from generator.config import Site
from generator.language import ENGLISH, Catalogue
from generator.pages.addresses import to_root
from generator.pages.cable.body_html import set_title
from generator.problems import TemplateError, Where, problem_at
from generator.render import compiled_templates, translation
from generator.render.compiled_templates import shorten
from generator.render.translation import TranslatedEnvironment, Translations, use_language
from generator.system.digests import digest

_ENDINGS = ("html", "xml", "txt", "jinja")  # of templates; what an editor leaves beside them is none


NOT_FOUND = "404.html"
PROGRAM = "program/"  # before the name of a template: the program's own, whatever the owner has under that name


class Program(msgspec.Struct, frozen=True):
    """What made the page: the program's name and version."""

    name: str
    version: str


class _Missing(StrictUndefined):
    """What stands for something that is not there: any use of it is an error that names it."""

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        if self._undefined_obj is missing:
            return f"there is no '{self._undefined_name}' here"
        owner = type(self._undefined_obj).__name__
        kind = "entry" if isinstance(self._undefined_obj, Mapping | Sequence) else "field"
        return f"{owner} has no {kind} '{self._undefined_name}'"


def packaged_templates() -> Path:
    """Return the folder of the templates that come with the program: inside the package, or beside it in a clone."""
    package = Path(str(resources.files("generator")))
    inside = package / "_templates"
    return inside if inside.is_dir() else (package.parent / "templates").resolve()  # what was compiled has a link there


class Renderer:
    """Turns pages into bytes. Templates are compiled when first asked for, and in one process each text of one only once."""

    def __init__(
        self,
        folders: Sequence[Path],
        site: Site,
        program: Program,
        assets: Mapping[str, str],
        menu: Sequence[tuple[str, str]] = (),
        look: Look = USUAL,
        words: Catalogue = ENGLISH,
    ) -> None:
        """Take each template from the first folder that has it.

        assets are addresses by name; menu the titles and addresses of the owner's pages, in order; look what
        follows from the settings of the look; words the catalogue of the interface.
        """
        self._assets, self._site = assets, site
        language = words.digest()
        self._environment = _environment(folders, _compiled("plain", language), words)
        self._short = shorten(_environment(folders, _compiled("short", language), words))
        for environment in (self._environment, self._short):
            environment.filters["set_title"] = set_title
            environment.globals.update(site=site, program=program, menu=tuple(menu), look=look)
        self.unshortened: set[str] = set()

    def render(self, template: str, address: str, view: msgspec.Struct, reading: object = None) -> bytes:
        """Make one page.

        Raises:
            TemplateError: T001 the template cannot be read, T002 it asks for what is not there, T003 there is no such
                template, T004 it fails in another way; each with template, line and the page's address.
        """
        # The page for what is not found is shown at any depth.
        root = urlsplit(self._site.base_url).path if address == NOT_FOUND else to_root(address)

        def asset(name: str) -> str:
            if name not in self._assets:
                message = f"there is no asset '{name}'"
                raise UndefinedError(message)
            return root + self._assets[name]

        given = {"view": view, "reading": reading, "address": address, "root": root, "asset": asset}
        if template not in self.unshortened:
            try:
                return self._short.get_template(template).render(given).encode("utf-8", "replace")
            except Exception:  # noqa: BLE001 - what is wrong, if anything is, the next lines find out
                self.unshortened.add(template)
        try:
            text = self._environment.get_template(template).render(given)
        except Exception as error:  # noqa: BLE001 - a template may fail in any way; each is shown with its line
            _explain(error, template, address)
        return text.encode("utf-8", "replace")

    def digests(self) -> dict[str, bytes]:
        """Return for each template the digest of it and of all that it extends, includes and imports.

        Raises:
            TemplateError: T001 a template cannot be read.
        """
        sources: dict[str, bytes] = {}
        uses: dict[str, set[str]] = {}
        for name in self._environment.list_templates(extensions=_ENDINGS):
            if name.startswith((".", "assets/")) or "/." in name:
                continue
            source, path, _ = self._environment.loader.get_source(self._environment, name)  # type: ignore[union-attr]
            try:
                named = _named(source)
            except TemplateSyntaxError as error:
                error.name, error.filename = name, path
                _explain(error, name, "")
            sources[name] = source.encode()
            # None is a name made while the page is: it may be any template.
            own = {_not_itself(other, name) for other in named if other is not None}
            uses[name] = {"*"} if None in named else own
        return {
            name: digest(*(part for one in _reach(name, uses) for part in (one.encode(), sources.get(one, b""))))
            for name in sources
            if not name.startswith(PROGRAM)
        }


class _Compiled(FileSystemBytecodeCache):
    """The code of templates, kept among this user's temporary files as Python keeps that of modules.

    To compile them takes a third of a second of each process. A file that cannot be written or read is done without.
    """

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fetch the code of one template."""
        try:
            super().load_bytecode(bucket)
        except Exception:  # noqa: BLE001 - what pickle raises for a damaged file may be anything
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of one template."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def _compiled(kind: str, language: bytes) -> BytecodeCache | None:
    """Return what is compiled in one of the two ways and one language; None where Python is to keep no code either."""
    return None if sys.dont_write_bytecode else _kept(kind, language)


@cache
def _kept(kind: str, language: bytes) -> BytecodeCache | None:
    """Return the files of what is compiled; None where there is no safe folder for them.

    Code that another version of this program or of Jinja2 made is another's.
    """
    made_by = [Path(module.__file__ or "").read_bytes() for module in (compiled_templates, translation)]
    pattern = digest(*made_by, jinja_version.encode(), kind.encode(), language).hex()
    try:
        return _Compiled(pattern=f"reading-room-{pattern}-%s")
    except (OSError, RuntimeError):
        return None


@lru_cache(maxsize=256)  # most texts are asked for twice: as an owner's template and as the program's own
def _named(source: str) -> frozenset[str | None]:
    """Return the templates that a template's text names; raises TemplateSyntaxError."""
    return frozenset(meta.find_referenced_templates(_parser().parse(source)))


@cache
def _parser() -> Environment:
    """Return an environment that only reads templates: it puts no words into them."""
    environment = Environment(trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)  # noqa: S701  renders none
    environment.add_extension(Translations)
    return environment


class _Environment(TranslatedEnvironment):
    def join_path(self, template: str, parent: str) -> str:
        """Return the template that another one names; one that names itself means the program's."""
        return _not_itself(template, parent)


def _not_itself(template: str, parent: str) -> str:
    return PROGRAM + template if template == parent else template


def _environment(
    folders: Sequence[Path], compiled: BytecodeCache | None = None, words: Catalogue = ENGLISH
) -> _Environment:
    own = FileSystemLoader([str(folder) for folder in folders])
    packaged = PrefixLoader({PROGRAM.rstrip("/"): FileSystemLoader(str(packaged_templates()))})
    environment = _Environment(
        loader=ChoiceLoader([own, packaged]),
        autoescape=True,
        undefined=_Missing,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=compiled,
    )
    use_language(environment, words)
    return environment


def _reach(name: str, uses: Mapping[str, set[str]]) -> list[str]:
    reached: set[str] = set()
    ahead = [name]
    while ahead:
        one = ahead.pop()
        if one == "*":
            return sorted(uses)
        if one not in reached:
            reached.add(one)
            ahead.extend(uses.get(one, ()))
    return sorted(reached)


def _explain(error: Exception, template: str, address: str) -> NoReturn:
    page = f" ({address})" if address else ""
    if isinstance(error, TemplateSyntaxError):
        where = Where(_shown(error.filename or error.name or template), error.lineno)
        problem = problem_at("T001", where, fault=error.message, page=page)
    elif isinstance(error, TemplateNotFound):
        problem = problem_at("T003", _place(error, template), name=error.name, page=page)
    elif isinstance(error, UndefinedError):
        problem = problem_at("T002", _place(error, template), fault=error.message, page=page)
    else:
        problem = problem_at("T004", _place(error, template), fault=f"{type(error).__name__}: {error}", page=page)
    raise TemplateError(problem) from None


def _place(error: Exception, template: str) -> Where:
    """Return the line of a template that an error passed through last."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame for frame in frames if frame.filename.endswith(_ENDINGS)]
    return Where(_shown(lines[-1].filename), lines[-1].lineno) if lines else Where(f"templates/{template}")


def _shown(path: str) -> str:
    """Return a template's path from the folder ``templates`` on, wherever that stands."""
    _, found, after = path.replace("\\", "/").rpartition("templates/")
    return f"templates/{after}" if found else path


def public_digest(
    site: Site, program: Program, assets: Mapping[str, str], menu: Sequence[tuple[str, str]] = (), look: Look = USUAL
) -> bytes:
    """Return the digest of what every template may read whatever its page."""
    return digest(msgspec.msgpack.encode((site, program, dict(assets), tuple(menu), look), order="deterministic"))
