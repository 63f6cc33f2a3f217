"""``help``: the pages of the documentation, which come with the program. Prints nothing."""

import re
from collections.abc import Mapping
from importlib import resources
from pathlib import Path

from generator.problems import OutputError, Where, nearest, problem_at
from generator.system.listing import scan
from generator.system.reading import read

_CODE = re.compile(r"[A-Za-z]\d{3}")
_FIRST = "index"


def documentation(topic: str = "") -> str:
    """Return the text of a page of the documentation, as Markdown.

    Args:
        topic: the name of a page with or without its folder and .md, such as "import", "how-to/import" or
            "docs/how-to/import.md"; a problem code, such as "C206", for its entry; "" for the list of pages.

    Raises:
        OutputError: N006 there is no such page.
    """
    pages = _pages()
    if _CODE.fullmatch(topic):
        entry = _entry(topic.upper(), _text(pages["problems"]))
        if entry:
            return entry
    wanted = topic.strip("/").removeprefix("docs/").removesuffix(".md").lower() or _FIRST
    names = {name.lower(): name for name in pages}
    found = names.get(wanted) or next((name for low, name in names.items() if low.endswith(f"/{wanted}")), None)
    if found is None:
        short = {low.rpartition("/")[2] for low in names}
        raise OutputError(problem_at("N006", Where(topic), meant=nearest(wanted.rpartition("/")[2], short, 0.6)))
    return _text(pages[found])


def _pages() -> Mapping[str, Path]:
    """Return the path of each page by its name without .md: inside the package, or beside it in a clone."""
    package = Path(str(resources.files("generator")))
    inside = package / "_docs"
    folder = inside if inside.is_dir() else package.parent / "docs"
    pages = {one.path.removesuffix(".md"): folder / one.path for one in scan(folder) if one.path.endswith(".md")}
    for name in ("CHANGELOG", "SECURITY"):  # these stand above docs/ in a clone
        pages.setdefault(name, folder.parent / f"{name}.md")
    return pages


def _entry(code: str, problems: str) -> str:
    """Return what the page of problems says of a code, "" for one that it does not have."""
    found = re.search(rf"^### {code} .*?(?=^##|\Z)", problems, re.MULTILINE | re.DOTALL)
    return found[0] if found else ""


def _text(path: Path) -> str:
    return read(path).decode()
