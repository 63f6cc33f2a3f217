"""docs/reference/format.md has every section that the program's own comments point at."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
POINTED_AT = re.compile(r'docs/reference/format\.md,\s+"([^"]+)"(?:\s+and\s+"([^"]+)")?')


def test_every_section_that_is_pointed_at_is_there() -> None:
    page = (ROOT / "docs/reference/format.md").read_text(encoding="utf-8")
    sections = set(re.findall(r"^#+ (.+)$", page, re.MULTILINE))
    sources = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "generator").rglob("*.py"))]
    named = {name for source in sources for found in POINTED_AT.findall(source) for name in found if name}

    assert len(named) > 15
    assert named - sections == set()
