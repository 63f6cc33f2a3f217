"""A cable's page on paper: Typst, run in this process. The only module that knows it.

Typst is an extra (``reading-room[pdf]``). Its own fonts are used and no date of making is written, so that the same cable
gives the same bytes on every machine.
"""

import json
import re
from collections.abc import Callable, Sequence
from importlib import metadata, util
from pathlib import Path
from typing import Any

import msgspec

from generator.problems import TemplateError, Where, problem_at
from generator.system.digests import digest
from generator.system.listing import scan
from generator.system.reading import read

TEMPLATE = "cable.typ"
DOSSIER = "dossier.typ"


def find_template(folders: Sequence[Path], name: str) -> Path | None:
    """Return the template of a name from the first folder that has it, None where none has."""
    return next((folder / name for folder in folders if (folder / name).is_file()), None)


def find_print_template(folders: Sequence[Path]) -> Path | None:
    """Return the print template of cables, None where Typst is not installed."""
    return find_template(folders, TEMPLATE) if typst_version() else None


def print_template_digest(template: Path | None) -> bytes:
    """Return the digest of what a PDF is made with: the print template and Typst's version; b"" for no template."""
    if template is None:
        return b""
    fonts = [read(template.parent / "fonts" / one.path) for one in scan(template.parent / "fonts")]
    return digest(read(template), typst_version().encode(), *fonts)


def typst_version() -> str:
    """Return the version of Typst that is installed, "" when none is."""
    return metadata.version("typst") if util.find_spec("typst") else ""


def typst_fault() -> str:
    """Return why nothing can be printed on this machine, "" if it can."""
    if not typst_version():
        return "is not installed"
    try:
        import typst  # noqa: F401, PLC0415  an extra: whether it loads is what is asked
    except (ImportError, OSError) as error:
        return f"does not load: {error}"
    return ""


class Printed(msgspec.Struct, frozen=True):
    """A cable on paper, and what of it could not be printed, in words; "" where all could."""

    data: bytes
    lost: str = ""


class PdfPrinter:
    """Prints cables; set up once a worker. Takes about ten milliseconds a cable."""

    def __init__(self, template: Path) -> None:
        """Prepare to print with a template; fonts in a folder ``fonts`` beside it are used for letters that others lack."""
        import typst  # noqa: PLC0415  an extra: loaded where something is printed, and only then

        self._error: type[Exception] = typst.TypstError
        self._path = template
        fonts = template.parent / "fonts"
        self._compiler: Any = typst.Compiler(
            input=str(template), root=str(template.parent), ignore_system_fonts=True, sys_inputs={"cable": "{}"},
            font_paths=[str(fonts)] if fonts.is_dir() else [],
        )  # fmt: skip

    def print(self, data: bytes, address: str) -> Printed:
        """Return the PDF of a cable or a dossier (``pages.cable.pdf_data``), tagged, PDF/UA-1.

        Letters that no font has are printed as boxes. A text that Typst cannot set at all costs this cable its PDF: in
        its place is a page that says so.

        Raises:
            TemplateError: T005 the print template failed.
        """
        text, lost = _without_forbidden(data.decode()), ""
        for _ in range(_ATTEMPTS):
            try:
                return Printed(self._compile(text), lost and f"no font has {lost}")
            except self._error as error:
                missing = _NO_GLYPH.search(str(error))
                if missing is None:
                    # A template that fails for every text fails for this page too, and stops the build.
                    return Printed(self._notice(data, address), f"Typst cannot set it: {str(error)[:_LONGEST_FAULT]}")
                found = sorted({*missing[1], *re.findall(_RARE, text)} - set(_ORDINARY))
                lost = " ".join([*lost.split(), *found][:_NAMED])
                text = text.translate(dict.fromkeys(map(ord, found), "\u25a1"))
                if not found:
                    break
            except BaseException as error:
                if type(error).__name__ != "PanicException":  # what Rust raises through pyo3 is no Exception
                    raise
                break
        return Printed(self._notice(data, address), "Typst cannot set it; the PDF says so")

    def _compile(self, text: str) -> bytes:
        made = self._compiler.compile(format="pdf", sys_inputs={"cable": text}, pdf_standards=["ua-1"], timestamp=0)
        return bytes(made)

    def _notice(self, data: bytes, address: str) -> bytes:
        """Return the PDF of a page that says that the cable cannot be printed."""
        said = _each_text({**json.loads(data), **_NOTICE}, lambda text: _NOT_PLAIN.sub("\u25a1", text))
        try:
            return self._compile(json.dumps(said))
        except self._error as error:
            raise TemplateError(problem_at("T005", Where(str(self._path)), fault=error, address=address)) from None


def _without_forbidden(text: str) -> str:
    """Return data of a cable, as JSON, without signs that no PDF may have."""
    if not _MAY_BE_FORBIDDEN.search(text):
        return text
    return json.dumps(_each_text(json.loads(text), lambda one: _FORBIDDEN.sub(_as_printed, one)), ensure_ascii=False)


def _as_printed(match: re.Match[str]) -> str:
    return "" if match[0] == "\ufeff" else "\u25a1"


def _each_text(value: Any, change: Callable[[str], str]) -> Any:  # noqa: ANN401 - what JSON may hold
    """Return a value of JSON with each text in it changed, but for keys."""
    match value:
        case str():
            return change(value)
        case list():
            return [_each_text(one, change) for one in value]
        case dict():
            return {key: _each_text(one, change) for key, one in value.items()}
    return value


_ATTEMPTS = 40
_NAMED = 12  # letters that a message names
_LONGEST_FAULT = 200  # letters of what Typst says
# PDF/UA forbids these: a sign of no width, what is no letter, and NUL, which JSON has as an escape.
_FORBIDDEN = re.compile("[\ufeff\ufffe\uffff\0]")
_MAY_BE_FORBIDDEN = re.compile(r"[\ufeff\ufffe\uffff]|\\u(?:0000|feff|fff[ef])", re.IGNORECASE)
_NOT_PLAIN = re.compile("[^\x20-\x7e\u00a0-\u017f]")
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_RARE = "[\u0900-\u1cff\u2e80-\ud7ff\uf900-\ufaff\U00010000-\U0010ffff]"  # scripts that Typst's fonts lack
_ORDINARY = "".join(map(chr, range(32, 127)))
_NOTICE: dict[str, object] = {
    "title": "This cable cannot be printed", "blocks": [], "signature": "", "facts": [], "citation": "", "source": "",
    "banner": "", "keywords": [], "room": "", "description": "", "cited": [],
}  # fmt: skip
