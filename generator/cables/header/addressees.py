"""TO and INFO lines of a transmission header -> addressees. One line at a time."""

import re

from generator.cables.model import Addressee

_ROUTING = re.compile(r"(R[A-Z]{3,7}) ?/ ?")
_PRECEDENCES = (" NIACT IMMEDIATE", " IMMEDIATE", " PRIORITY", " ROUTINE", " FLASH")
# No post's name ends in figures, and the first telegrams of a year have few.
_POSTS = ("SECSTATE ", "AMEMBASSY ", "AMCONSUL ", "USMISSION ")
# The count behind a precedence word or a post may be short or a range; elsewhere it has four figures, or is a range of them.
_COUNT = re.compile(r" (?:\d{4}(?:[-/]\d{4})?|(?<=[A-Z] )\d{1,5}(?:[-/]\d{1,5})?)\Z")
_BROKEN_COUNT = re.compile(r" (?:\d{1,3} ){1,4}\d{1,3}\Z")  # figures that a picture has apart: ``IMMEDIATE 4 4 31``
_MOST_FIGURES = 5
_OFFICE = re.compile(r"\s*//([^/]{1,60})//")
_LONGEST = 300
_LONGEST_COUNT = 12
_FIGURES = 4


def parse_addressee(text: str) -> Addressee:
    """Read ``RUEHC/SECSTATE WASHDC PRIORITY 9199``; a text that is no addressee becomes a name as it stands."""
    line = " ".join(text.split()) if "  " in text else text.strip()
    if len(line) > _LONGEST:
        return Addressee(line)
    routing = _ROUTING.match(line)
    name, count, precedence = line[routing.end() :] if routing else line, "", "ROUTINE"
    if name[-_FIGURES - 1 : -_FIGURES] == " " and name[-_FIGURES:].isdecimal():  # the common one
        name, count = name[: -_FIGURES - 1], name[-_FIGURES:]
    elif name[-1:].isdecimal() and (match := _COUNT.search(name[-_LONGEST_COUNT:])):
        head, figures = name[: -len(match[0])], match[0].strip()
        if (
            len(figures.replace("/", "-").partition("-")[0]) == _FIGURES
            or head.endswith(_PRECEDENCES)
            or head.startswith(_POSTS)
        ):
            name, count = head, figures
    elif name[-1:].isdecimal() and (broken := _BROKEN_COUNT.search(name)):
        head, figures = name[: broken.start()], "".join(broken[0].split())
        if len(figures) <= _MOST_FIGURES and head.endswith(_PRECEDENCES):
            name, count = head, figures
    if name.endswith(_PRECEDENCES):
        word = next(word for word in _PRECEDENCES if name.endswith(word))
        name, precedence = name.removesuffix(word), word[1:]
    office = _OFFICE.search(name) if "//" in name else None
    if office:
        name = f"{name[: office.start()]} {name[office.end() :]}".strip()
    return Addressee(
        name,
        routing[1] if routing else "",
        precedence,
        count,
        office[1].strip() if office else "",
    )
