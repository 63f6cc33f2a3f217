"""Jinja2: a template and what it may read -> the bytes of a page. The only module that knows Jinja2.

A template reads ``view`` (the page's own Struct), ``reading`` (the text of the cable that the page shows, else None),
``site`` (the public settings), ``program`` (name and version), ``address``
(the page's own), ``root`` (the way from the page to the site's root, ``../../``, so that links work under any path and
from the disk), ``asset("name")`` (the address of a file of templates/assets) and ``once(macro, …)`` (what the macro makes of
the rest, made once and remembered: a cable stands as the same line in dozens of lists). Escaping is always on; asking for
what is not there is an error with its line, never an empty place.
"""

import hashlib
import traceback
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from types import CodeType
from typing import NoReturn

import msgspec
from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
    meta,
)
from jinja2.bccache import Bucket
from jinja2.utils import missing

from generator.config import Site
from generator.output.render_code import shorten
from generator.problems import Problem, Severity, TemplateError, Where

_ENDINGS = ("html", "xml", "txt", "jinja")  # of templates; what an editor leaves beside them is none


_REMEMBERED = 16_384  # lines of lists that one process remembers, some 10 MB


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
    ) -> None:
        """Take each template from the first folder that has it.

        assets are addresses by name; menu the titles and addresses of the owner's pages, in order.
        """
        self._assets = assets
        self._environment = _environment(folders, _compiled("plain"))
        self._short = shorten(_environment(folders, _compiled("short")))
        for environment in (self._environment, self._short):
            environment.globals.update(site=site, program=program, menu=tuple(menu), once=lru_cache(_REMEMBERED)(_call))
        self._long: set[str] = set()

    def render(self, template: str, address: str, view: msgspec.Struct, reading: object = None) -> bytes:
        """Make one page.

        Raises:
            TemplateError: T001 the template cannot be read, T002 it asks for what is not there, T003 there is no such
                template, T004 it fails in another way; each with template, line and the page's address.
        """
        root = "../" * address.count("/")

        def asset(name: str) -> str:
            if name not in self._assets:
                message = f"there is no asset '{name}'"
                raise UndefinedError(message)
            return root + self._assets[name]

        given = {"view": view, "reading": reading, "address": address, "root": root, "asset": asset}
        if template not in self._long:
            try:
                return self._short.get_template(template).render(given).encode("utf-8", "replace")
            except Exception:  # noqa: BLE001 - what is wrong, if anything is, the next lines find out
                self._long.add(template)
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
                named = _named(source, name, path)
            except TemplateSyntaxError as error:
                _explain(error, name, "")
            sources[name] = source.encode()
            # None is a name made while the page is: it may be any template.
            uses[name] = {"*"} if None in named else {other for other in named if other is not None}
        return {name: _digest(_reach(name, uses), sources) for name in sources}


def _call(macro: Callable[..., str], *arguments: object) -> str:
    return macro(*arguments)


class _Compiled(BytecodeCache):
    """The code of each template's last text: a preview after an edit, or the next build of a process, finds it made."""

    def __init__(self) -> None:
        self._codes: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._codes.get(bucket.key, ("", None))
        bucket.code = code if checksum == bucket.checksum else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._codes[bucket.key] = bucket.checksum, bucket.code


@cache
def _compiled(_kind: str) -> BytecodeCache:
    """Return what is compiled in one of the two ways: one way's code is none of the other's."""
    return _Compiled()


@lru_cache(maxsize=256)
def _named(source: str, name: str, path: str | None) -> frozenset[str | None]:
    """Return the templates that a template's text names; raises TemplateSyntaxError."""
    return frozenset(meta.find_referenced_templates(_environment(()).parse(source, name, path)))


def _environment(folders: Sequence[Path], compiled: BytecodeCache | None = None) -> Environment:
    return Environment(
        loader=FileSystemLoader([str(folder) for folder in folders]),
        autoescape=True,
        undefined=_Missing,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=compiled,
    )


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


def _digest(names: Sequence[str], sources: Mapping[str, bytes]) -> bytes:
    digest = hashlib.blake2b(digest_size=16)
    for name in names:
        source = sources.get(name, b"")
        digest.update(f"{name}\0{len(source)}\0".encode())
        digest.update(source)
    return digest.digest()


def _explain(error: Exception, template: str, address: str) -> NoReturn:
    page = f" ({address})" if address else ""
    if isinstance(error, TemplateSyntaxError):
        where = Where(_shown(error.filename or error.name or template), error.lineno)
        problem = Problem(where, Severity.ERROR, "T001", f"{error.message}{page}", "see that each {% … %} is closed")
    elif isinstance(error, TemplateNotFound):
        problem = Problem(
            _place(error, template),
            Severity.ERROR,
            "T003",
            f"there is no template '{error.name}'{page}",
            "see its name",
        )
    elif isinstance(error, UndefinedError):
        hint = "what a template may read of its page is defined in generator/pages"
        problem = Problem(_place(error, template), Severity.ERROR, "T002", f"{error.message}{page}", hint)
    else:
        message = f"{type(error).__name__}: {error}{page}"
        problem = Problem(
            _place(error, template), Severity.ERROR, "T004", message, "see what this line of the template does"
        )
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
    site: Site, program: Program, assets: Mapping[str, str], menu: Sequence[tuple[str, str]] = ()
) -> bytes:
    """Return the digest of what every template may read whatever its page."""
    encoded = msgspec.msgpack.encode((site, program, dict(assets), tuple(menu)), order="deterministic")
    return hashlib.blake2b(encoded, digest_size=16).digest()
