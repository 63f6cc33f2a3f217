"""Several documents of YAML in one text, each with a cable -> front matter and message of each. Pure.

A document is front matter between ``---`` with the message below it, or YAML alone with the message as a value (``text: |``).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.cables.source.layouts.yaml_front_matter import IDENTIFIERS

_FENCE = "---"
_PAIR = re.compile(r"([A-Za-z_][\w \-]{0,40}):(?:[ ]+(.*))?\Z")
_ITEM = re.compile(r"-[ ]+\S")
_BLOCK = re.compile(r"([>|])[+\-]?\Z")
_MESSAGES = ("header", "text", "message", "body", "content")
_SEVERAL = 2


def cut_documents(text: str) -> list[tuple[int, str]]:
    """Cut a text into its documents -> (line where each begins, from 1, its text with front matter).

    [] for a text that is not several. Every document has to name its cable; where one does not, the text is not cut.
    """
    lines = text.removeprefix("\ufeff").split("\n")
    first = next((line for line in lines if line.strip()), "")
    if first.rstrip() != _FENCE and not _names_cable([first]):
        return []
    found = _alone(lines) or _with_messages(lines)
    return found if len(found) >= _SEVERAL else []


def _alone(lines: Sequence[str]) -> list[tuple[int, str]]:
    """Return the documents of a text that is YAML throughout, [] for any other."""
    found = []
    for begin, part in _between(lines):
        if not any(line.strip() for line in part):
            continue
        if not _is_yaml(part) or not _names_cable(part) or not any(_key(line) in _MESSAGES for line in part):
            return []
        front, messages = _apart(part)
        message = "\n".join(messages[key] for key in _MESSAGES if key in messages)
        found.append((begin + 1, "\n".join([_FENCE, *front, _FENCE, message]) + "\n"))
    return found


def _with_messages(lines: Sequence[str]) -> list[tuple[int, str]]:
    """Return the documents of a text that has front matter and message in turn."""
    fences = [at for at, line in enumerate(lines) if line.rstrip() == _FENCE]
    begins: list[int] = []
    closed = -1
    for opening, closing in pairwise(fences):
        if opening != closed and _is_yaml(lines[opening + 1 : closing]) and _names_cable(lines[opening + 1 : closing]):
            begins.append(opening)
            closed = closing
    if not begins or any(line.strip() for line in lines[: begins[0]]):
        return []
    ends = [*begins[1:], len(lines)]
    return [(begin + 1, "\n".join(lines[begin:end])) for begin, end in zip(begins, ends, strict=True)]


def _between(lines: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield (index of the first line, lines) of what stands between fences."""
    begin = 0
    for at, line in enumerate(lines):
        if line.rstrip() == _FENCE:
            yield begin, lines[begin:at]
            begin = at + 1
    yield begin, lines[begin:]


def _is_yaml(part: Sequence[str]) -> bool:
    """Say whether lines are the small part of YAML that is read: pairs, lists, comments and what is set in below them."""
    for line in part:
        value = match[2] or "" if (match := _PAIR.match(line.rstrip())) else ""
        if value[:1] in {'"', "'"} and (len(value) == 1 or value[-1] != value[0]):
            return False  # goes on in the next line
        if not (match or line[:1] in {" ", "#", ""} or _ITEM.match(line) or line.rstrip() == "..."):
            return False
    return True


def _names_cable(part: Sequence[str]) -> bool:
    return any(_key(line) in IDENTIFIERS and line.partition(":")[2].strip() for line in part)


def _key(line: str) -> str:
    match = _PAIR.match(line.rstrip())
    return match[1].strip().lower().replace(" ", "_").replace("-", "_") if match else ""


def _apart(part: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """Return the lines of a document without its message, and the texts of the message by key."""
    front: list[str] = []
    found: dict[str, list[str]] = {}
    folded: set[str] = set()
    key = ""
    for line in part:
        if line[:1] not in {" ", ""}:
            name = _key(line)
            key = name if name in _MESSAGES and name not in found else ""
        if not key:
            if line.rstrip() != "...":
                front.append(line)
        elif key in found:
            found[key].append(line)
        else:
            value = line.partition(":")[2].strip()
            block = _BLOCK.match(value)
            found[key] = [] if block or not value else [_unquoted(value)]
            if (block and block[1] == ">") or (not block and value[:1] not in {'"', "'"}):
                folded.add(key)
    return front, {key: _folded(_set_out(lines)) if key in folded else _set_out(lines) for key, lines in found.items()}


def _set_out(lines: Sequence[str]) -> str:
    """Return lines without the blanks that all of them begin with."""
    depth = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
    return "\n".join(line[depth:].rstrip() for line in lines).strip("\n")


def _folded(text: str) -> str:
    """Join the lines of each paragraph, as a folded value means them."""
    return "\n".join(" ".join(one.split("\n")) for one in re.split(r"\n\n", text))


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        inner = value[1:-1]
        if value[0] == "'":
            return inner.replace("''", "'")
        return inner.replace("\\n", "\n").replace('\\"', '"').replace("\\\\", "\\")
    return value
