"""What the program is built on is written down with its reason."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_each_dependency_has_its_reason_and_no_reason_is_left_of_one_that_went() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed = [project["dependencies"], *project["optional-dependencies"].values()]
    names = {re.split(r"[<>=~!\[; ]", one, maxsplit=1)[0] for group in listed for one in group}
    page = (ROOT / "docs/explanation/decisions/dependencies.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]

    assert {name for row in rows for name in re.findall(r"`([^`]+)`", row)} == names
