"""Classification in words: the record's string, or the classification line with captions -> level and caveats."""

from collections.abc import Sequence

from generator.cables.heading.classification_line import Classification

LEVELS = ("UNCLASSIFIED", "LIMITED OFFICIAL USE", "CONFIDENTIAL", "SECRET", "TOP SECRET")
_SHORT = {"UNCLAS": LEVELS[0], "U": LEVELS[0], "LOU": LEVELS[1], "C": LEVELS[2], "S": LEVELS[3], "TS": LEVELS[4]}
_CAVEATS = {"FOR OFFICIAL USE ONLY": "FOUO", "NF": "NOFORN"}
_WRITTEN = {"FOUO": "FOR OFFICIAL USE ONLY"}
_CAPTION_CAVEATS = ("NOFORN", "ORCON", "NOCONTRACT")


def split_classification(text: str) -> tuple[str, tuple[str, ...]]:
    """Split ``SECRET//NOFORN`` -> ("SECRET", ("NOFORN",)); an unknown level is kept as it is, "" stays ""."""
    parts = [" ".join(part.split()) for part in text.upper().split("/") if part.strip()]
    if not parts:
        return "", ()
    return _SHORT.get(parts[0], parts[0]), tuple(_CAVEATS.get(part, part) for part in parts[1:])


def classification_of(
    recorded: str | None, line: Classification | None, captions: Sequence[str]
) -> tuple[str, str, tuple[str, ...]]:
    """Return (classification as written, level, caveats): the record's, else the text's; docs/reference/format.md."""
    if recorded and recorded.strip():
        level, caveats = split_classification(recorded)
        return " ".join(recorded.upper().split()), level, caveats
    if line is None:
        return "", "", ()
    level = line.level
    caveats = tuple(caption for caption in _CAPTION_CAVEATS if caption in captions)
    if level == "UNCLASSIFIED" and any(caption.startswith("SENSITIVE") or caption == "FOUO" for caption in captions):
        caveats = ("FOUO", *caveats)
    written = "//".join([level, *[_WRITTEN.get(caveat, caveat) for caveat in caveats]])
    return written, level, caveats
