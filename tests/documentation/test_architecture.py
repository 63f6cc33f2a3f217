"""The map of the program leads to what is there: its packages are those of the program, the places that it names exist."""

import re
from collections.abc import Iterator

import pytest

from tests.documentation.reference import ROOT
from tests.documentation.structure import imports, modules, reached, recorded
from tests.test_layers import PACKAGES

PAGE = ROOT / "docs" / "explanation" / "architecture.md"
GENERATOR = ROOT / "generator"
TEXT = PAGE.read_text(encoding="utf-8")
_PATH = re.compile(r"[a-z_]+(?:/[a-z_.]+)+/?|[a-z_]+\.(?:py|js)")


def rows(heading: str) -> Iterator[list[str]]:
    """Yield the cells of each row of the table below a heading, without its head."""
    section = TEXT.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    yield from ([cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:])


def names(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def test_the_packages_of_the_map_are_those_of_the_program_in_their_order() -> None:
    assert [name for row in rows("Packages") for name in names(row[0])] == list(PACKAGES)


@pytest.mark.parametrize("row", list(rows("Where to look")), ids=lambda row: row[0])
def test_a_place_that_the_map_names_is_there(row: list[str]) -> None:
    paths = [name for name in names(row[1]) if _PATH.fullmatch(name) and (GENERATOR / name.split("/")[0]).exists()]
    missing = [name for name in paths if not (GENERATOR / name).exists()]
    texts = [(GENERATOR / name).read_text("utf-8") for name in paths if (GENERATOR / name).is_file()]
    words = [name for name in names(row[1]) if name.isidentifier()]

    assert paths
    assert missing == []
    assert [word for word in words if not any(re.search(rf"\b{word}\b", text) for text in texts)] == []
    assert all((PAGE.parent / link).exists() for link in re.findall(r"\]\(([^)#]+)", row[1]))


def test_what_a_build_reaches_is_counted() -> None:
    known = modules(GENERATOR)
    own = imports("build.pipeline", known)

    assert {"build.load", "build.plan.staleness"} <= own
    assert own < reached("build.pipeline", known) < known.keys()


def test_the_lines_of_all_packages_add_up_to_those_of_the_program() -> None:
    page = recorded(TEXT, ROOT, "build.pipeline")
    after = [row.split("|")[4].strip().replace(",", "") for row in page.splitlines() if row.count("|") == 7]
    *parts, together = map(int, after[2:])

    assert sum(parts) == together == sum(len(path.read_text("utf-8").splitlines()) for path in GENERATOR.rglob("*.py"))
