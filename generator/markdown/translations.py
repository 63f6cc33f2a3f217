"""The file of a translation, ``translations/ID.LANG.md`` -> Translation. Pure: opens no file, never raises.

A translation is Markdown with TOML before it. What stands under ``## p4`` (or ``## 4``) translates paragraph 4, what stands
before the first such heading translates the text before the first numbered paragraph.
"""

import datetime as dt
import re
from typing import Literal

import msgspec

from generator.language import language_meant, language_tag
from generator.markdown.essays import from_first_section, read_sections, without_sections
from generator.markdown.front_matter import decode, front_matter
from generator.markdown.model import Notes
from generator.markdown.withholding import withhold_in_pieces
from generator.problems import Problem, Where, problem_at
from generator.redaction import NO_RULES, Rules
from generator.redaction.folding import BREAK

FOLDER = "translations"  # of the content folder
_TITLE = re.compile(r"^[ \t]*title[ \t]*=[^\n]*\n?", re.MULTILINE)


class _Front(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str = ""
    by: str = ""
    kind: Literal["", "person", "machine"] = ""
    date: dt.date | None = None
    licence: str = ""
    note: str = ""


class Translation(msgspec.Struct, frozen=True):
    """A translation of one cable: language is a BCP 47 tag; by names who or what made it, kind is "person", "machine" or "".

    text has the paragraphs; a note of it with the anchor "" is the text before the first numbered one. lacking are the
    anchors of paragraphs that have no translation, known with the cables only.
    """

    language: str
    text: Notes
    title: str = ""
    by: str = ""
    kind: str = ""
    date: dt.date | None = None
    licence: str = ""
    note: str = ""
    withheld: tuple[int, ...] = ()
    lacking: tuple[str, ...] = ()


class Translated(msgspec.Struct, frozen=True, array_like=True):
    """A translation as the page of its cable shows it.

    language is its tag, name its name in the language of the room. parts are anchor and safe HTML of each paragraph; lacking
    are the anchors of those that have none.
    """

    language: str
    name: str
    right_to_left: bool
    title: str
    by: str
    kind: str
    date: dt.date | None
    licence: str
    note: str
    parts: tuple[tuple[str, str], ...]
    lacking: tuple[str, ...]

    @property
    def direction(self) -> str:
        """Return ``ltr`` or ``rtl``."""
        return "rtl" if self.right_to_left else "ltr"

    @property
    def missing(self) -> str:
        """Return the numbers of the paragraphs that have no translation: ``2, 4–7``."""
        out: list[list[str]] = []
        for number in (anchor.removeprefix("p") for anchor in self.lacking):
            if out and number.isdigit() and out[-1][-1].isdigit() and int(number) == int(out[-1][-1]) + 1:
                out[-1].append(number)
            else:
                out.append([number])
        runs = (f"{run[0]}\u2013{run[-1]}" if len(run) > 2 else ", ".join(run) for run in out)
        return ", ".join(runs)


def cable_of(path: str) -> str:
    """Return the id of the cable that a file of notes or of a translation is on, "" for any other file."""
    folder, _, name = path.partition("/")
    stem = name.rpartition("/")[2].removesuffix(".md")
    if folder == FOLDER and "." in stem:
        stem = stem.rpartition(".")[0]
    return stem.upper() if folder in {"notes", FOLDER} else ""


def parse_translation(
    data: bytes, path: str, address: str, rules: Rules = NO_RULES
) -> tuple[Translation | None, list[Problem]]:
    """Read a translation.

    Args:
        data: the file's bytes.
        path: its path in the content folder, ``translations/ID.LANG.md``.
        address: the address of the page that shows it.
        rules: what is withheld; words of it are taken out of the text once it is set.

    Returns:
        The translation, None where its name tells no cable or no language; and problems E018 (the name), E019 (the language),
        E023 (the file does not say who or what made it), and E001 to E003 and E010 as pages have them.
    """
    stem = path.rpartition("/")[2].removesuffix(".md")
    name, _, written = stem.rpartition(".")
    if not name or not path.endswith(".md"):
        return None, [problem_at("E018", Where(path), name=path.rpartition("/")[2])]
    language = language_tag(written)
    if not language:
        return None, [problem_at("E019", Where(path), language=written, meant=language_meant(written))]
    text, problems = decode(data, path)
    front, body, skipped = front_matter(text, path, problems, _Front, "E002.translation")
    if not front.kind and not front.by and not any(one.code.startswith("E002") for one in problems):
        problems.append(problem_at("E023", Where(path, 1)))
    said = (front.title, *(f"{BREAK}{one}" for one in (front.by, front.licence, front.note)))
    shown, used = withhold_in_pieces(said, rules)
    title, by, licence, note = (one.removeprefix(BREAK) for one in shown)
    sections = read_sections(
        body, path, cable_of(path), address, rules, problems,
        skipped=skipped, prefix=f"{language.lower()}-", bare=True,
    )  # fmt: skip
    withheld = tuple(sorted({*used, *sections.withheld}))
    made = Translation(language, sections, title, by, front.kind, front.date, licence, note, withheld)
    return made, list(sections.problems)


def without_parts(data: bytes, path: str, anchors: frozenset[str], *, title: bool) -> bytes | None:
    """Return a file of a translation without the parts on some paragraphs, "" for the text before the first.

    With title the title goes too; None is returned where it cannot be taken out.
    """
    text, _ = decode(data, path)
    _, body, skipped = front_matter(text, path, [], _Front)
    lines = text.split("\n")
    head = "\n".join(lines[:skipped])
    if title:
        head = _TITLE.sub("", head, count=1)
        found: list[Problem] = []
        left = front_matter(f"{head}\n", path, found, _Front)[0]
        if found or left.title or not skipped:
            return None
    if "" in anchors:
        body = from_first_section(body)
    kept = without_sections(body.encode(), anchors.__contains__, bare=True)
    return f"{head}\n".encode() + kept if skipped else kept
