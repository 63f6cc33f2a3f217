"""Builds the documentation as a site with the program itself, and checks its links. ``make docs``.

    python -m tests.documentation.site FOLDER

The pages are docs/ and the files beside it that they link to; the site is FOLDER/site.
"""

import os
import posixpath
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from generator.build.inputs.project import Options, Project
from generator.build.pipeline import build
from generator.build.report import Report
from tests.documentation.reference import ROOT

_BESIDE = ("README.md", "CONTRIBUTING.md", "RELEASING.md", "SECURITY.md", "CHANGELOG.md")
_SETTINGS = """[site]
title = "Reading room: documentation"
description = "How to fill, keep and publish a reading room of diplomatic cables"
[build]
search = false
"""
_LINK = re.compile(r"\[(?P<text>[^\]]*)\]\((?P<target>[^)\s]+)\)")
_ELSEWHERE = re.compile(r"[a-z]+:|#")


def write_content(folder: Path) -> None:
    """Write the documentation as the content of a room: docs/ as pages, links to other files of the repository as text."""
    shutil.rmtree(folder, ignore_errors=True)
    pages = folder / "pages"
    (folder / "cables").mkdir(parents=True)
    (folder / "site.toml").write_text(_SETTINGS, encoding="utf-8")
    sources = [*sorted((ROOT / "docs").rglob("*")), *(ROOT / name for name in _BESIDE)]
    known = {path.relative_to(ROOT).as_posix() for path in sources if path.is_file()}
    for path in sources:
        if not path.is_file():
            continue
        name = path.relative_to(ROOT).as_posix()
        target = pages / address_of(name)
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".md":
            target.write_text(_relinked(path.read_text(encoding="utf-8"), name, known), encoding="utf-8")
        else:
            shutil.copyfile(path, target)


def address_of(name: str) -> str:
    """Return where a file of the repository is among the pages; the index of the documentation is not the front page."""
    name = name.removeprefix("docs/")
    return "contents.md" if name == "index.md" else name


def _relinked(text: str, name: str, known: set[str]) -> str:
    def relink(found: re.Match[str]) -> str:
        if _ELSEWHERE.match(found["target"]):
            return found[0]
        path, mark, fragment = found["target"].partition("#")
        meant = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
        if meant not in known:
            return found["text"]  # a file of the repository that is no documentation
        there = posixpath.relpath(address_of(meant), posixpath.dirname(address_of(name)) or ".")
        return f"[{found['text']}]({there}{mark}{fragment})"

    return _LINK.sub(relink, text)


def dead_links() -> Iterator[str]:
    """Yield each link of the documentation that leads to no file of the repository, or to no heading of a page."""
    for path in [*sorted((ROOT / "docs").rglob("*.md")), *(ROOT / name for name in _BESIDE)]:
        for found in _LINK.finditer(path.read_text(encoding="utf-8")):
            target, _, fragment = found["target"].partition("#")
            if re.match(r"[a-z]+:", found["target"]):
                continue
            place = Path(os.path.normpath(path.parent / target)) if target else path
            named = f"{path.relative_to(ROOT)}: {found['target']}"
            if not place.exists() or (fragment and fragment not in set(_anchors(place))):
                yield named


def _anchors(page: Path) -> Iterator[str]:
    for heading in re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE):
        yield re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


def build_documentation(folder: Path) -> Report:
    """Build the documentation into ``folder/site``."""
    write_content(folder / "content")
    return build(Project(folder / "content", folder / "site"), Options(search=False, pdf=False))


if __name__ == "__main__":
    done = build_documentation(Path(sys.argv[1]))
    wrong = [*dead_links(), *(str(one) for one in done.problems if one.severity != "note")]
    sys.stdout.write("\n".join([*wrong, f"{done.pages} pages in {sys.argv[1]}/site, {len(wrong)} problems", ""]))
    sys.exit(bool(wrong))
