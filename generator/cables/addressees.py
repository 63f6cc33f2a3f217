"""TO and INFO lines of a transmission header -> addressees. One line at a time."""

import re

from generator.cables.model import Addressee

_ADDRESSEE = re.compile(
    r"(?:(?P<routing>R[A-Z]{3,7}) ?/ ?)?(?P<name>.*?)(?:\s+(?P<precedence>FLASH|NIACT IMMEDIATE|IMMEDIATE|PRIORITY|ROUTINE))?"
    r"(?:\s+(?P<count>\d{4}))?\Z"
)
_OFFICE = re.compile(r"\s*//([^/]{1,60})//")
_LONGEST = 300


def parse_addressee(text: str) -> Addressee:
    """Read ``RUEHC/SECSTATE WASHDC PRIORITY 9199``; a text that is no addressee becomes a name as it stands."""
    line = " ".join(text.split()) if "  " in text else text.strip()
    if len(line) > _LONGEST:
        return Addressee(line)
    match = _ADDRESSEE.match(line)
    if match is None:
        return Addressee(line)
    name = match["name"]
    office = _OFFICE.search(name) if "//" in name else None
    if office:
        name = f"{name[: office.start()]} {name[office.end() :]}".strip()
    return Addressee(
        name,
        match["routing"] or "",
        match["precedence"] or "ROUTINE",
        match["count"] or "",
        office[1].strip() if office else "",
    )
