"""What an owner keeps back, in all that is no cable: the rules' file, pages, notes, names and settings of a room.

The words of a page or a note are taken out as those of a cable are. What goes into the site as it is, or names a thing
there, cannot be rewritten: words that are withheld stop the program when they stand in it (W005).
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from generator.cables.withholding import Rules, parse_rules, unmatched, withhold_words
from generator.cables.withholding.matching import is_in, may_hold, squeezed
from generator.cables.withholding.rules import PATH
from generator.corpus import Facts
from generator.essays import Notes
from generator.output.files import read
from generator.problems import ConfigurationError, Problem, Severity, Where


def read_rules(content: Path) -> Rules:
    """Read the rules of a room; none if it has no file of them.

    Raises:
        ConfigurationError: W001, W002 the file cannot be used.
        OutputError: B005 it cannot be read.
    """
    place = content / PATH
    there = place.exists() or place.is_symlink()  # a link to nowhere is no room without rules
    rules = parse_rules(read(place) if there else b"", place.as_posix())
    return msgspec.structs.replace(rules, path=PATH)


def without_withheld(texts: Mapping[str, bytes], rules: Rules) -> tuple[dict[str, bytes], frozenset[int]]:
    """Take the words that rules name out of Markdown files, by path -> the files, and the rules that found something.

    The name of a file of notes is the id of its cable.
    """
    used: set[int] = set()
    out = dict(texts)
    for path, data in texts.items() if rules.rules else ():
        if path.endswith(".md"):
            cable_id = path.rpartition("/")[2].removesuffix(".md").upper() if path.startswith("notes/") else ""
            text, found = withhold_words(data.decode("utf-8", "surrogateescape"), rules, cable_id)
            out[path] = text.encode("utf-8", "surrogateescape") if found else data
            used.update(found)
    return out, frozenset(used)


def shown_notes(notes: Mapping[str, Notes], rules: Rules) -> dict[str, Notes]:
    """Return the notes that are shown: none beside a cable or a paragraph that is withheld, for they may speak of it."""
    shown = dict(notes)
    for rule in rules.rules:
        own = shown.get(rule.cable)
        if own is not None and not rule.text:
            kept = () if rule.whole else tuple(one for one in own.notes if one.anchor not in rule.paragraphs)
            shown[rule.cable] = msgspec.structs.replace(own, notes=kept)
    return shown


def refuse(rules: Rules, content: Path, things: Iterable[tuple[str, str]]) -> None:
    """Make sure that no words that are withheld everywhere stand in things, each a path in content and a text.

    Raises:
        ConfigurationError: W005 they do.
    """
    wanted = tuple(rules.everywhere())
    for path, text in things if wanted else ():
        letters = (squeezed(text),)  # of many names and few rules, hardly any pair needs a closer look
        for _, rule in wanted:
            if may_hold(letters, rule.text) and is_in(rule.text, text):
                message = f"holds words that are withheld (rule of line {rule.line} of {rules.path})"
                hint = "this goes into the site as it is: change or rename it"
                raise ConfigurationError(
                    Problem(Where((content / path).as_posix()), Severity.ERROR, "W005", message, hint)
                )


def check_all_matched(rules: Rules, elsewhere: Iterable[int], facts: Iterable[Facts]) -> list[Problem]:
    """Return a problem (W003) for each rule that took nothing out of any cable, page or note."""
    return unmatched(rules, (*elsewhere, *(at for one in facts for at in one.withheld))) if rules.rules else []
