"""Headings of invented cables against their right reading: titles, reasons, references. Part of ``make accuracy``."""

import tomllib
from pathlib import Path

from generator.cables.parse import parse_cable
from tests.cables.words import words

READINGS = Path(__file__).with_suffix(".toml")
_TOP = "C O N F I D E N T I A L LINDEMAR 000131\n\nSIPDIS\n\nE.O. 12958: DECL: 02/12/2019\nTAGS: ECON, QH\n"


def golden_readings(path: Path = READINGS) -> dict[str, tuple[int, int, tuple[str, ...]]]:
    """Return for titles, reasons and references: how many are read right, of how many, and those that are not."""
    listed = tomllib.loads(path.read_text(encoding="utf-8"))["reading"]
    wrong: dict[str, list[str]] = {"titles": [], "reasons": [], "references": []}
    for one in listed:
        cable, _ = parse_cable((_TOP + one["text"]).encode(), "09LINDEMAR131.txt", words())
        references = [f"{item.label} {item.id or item.kind}".strip() for item in cable.references]
        for name, read, right in (
            ("titles", cable.title, one["title"]),
            ("reasons", "".join(cable.reasons), one["reasons"]),
            ("references", references, one["references"]),
        ):
            if read != right:
                wrong[name].append(f"{read} for {right}")
    return {name: (len(listed) - len(found), len(listed), tuple(found)) for name, found in wrong.items()}
