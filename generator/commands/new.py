"""``new``: a file to fill: a cable by its id, a page or the notes on a cable by a name that ends in ``.md``."""

from pathlib import Path

from generator.cables.ids import Identity, read_identity
from generator.commands.project import Project
from generator.commands.settings import read_vocabulary
from generator.output.files import cannot_write, check_address
from generator.problems import OutputError, Problem, Severity, Where
from generator.vocabulary import Vocabulary

_PAGE = """+++
title = "{title}"
+++

"""
_NOTES = """What stands here is about the whole cable.

## p1

What stands here is about paragraph 1.
"""


def new(project: Project, name: str) -> str:
    """Make a file and return its path.

    Args:
        project: the room.
        name: an identifier in any spelling that has a year, for a cable; one with ``.md`` behind it, for notes on that
            cable; any other name with ``.md`` behind it, for a page.

    Raises:
        OutputError: N002 the file is there, N003 the name is none of these, B003 it cannot be written.
        AddressError: B001 a page cannot have that name.
    """
    vocabulary = read_vocabulary(project.content)
    stem = name.strip()
    markdown = stem.lower().endswith(".md")
    identity, _ = read_identity(stem[:-3] if markdown else stem, vocabulary)
    if markdown and identity is not None:
        return _write(project.content / "notes" / f"{identity.cable_id}.md", _NOTES)
    if markdown and len(stem) > len(".md"):
        check_address(stem, name)
        title = stem[:-3].rpartition("/")[2].replace("-", " ").replace("_", " ").strip().capitalize()
        return _write(project.content / "pages" / f"{stem[:-3]}.md", _PAGE.format(title=title.replace('"', "'")))
    if identity is None:
        hint = "write it as 07ASTANA1061 or 07 Astana 1061; for a page or notes, end the name in .md"
        raise OutputError(Problem(Where(name), Severity.ERROR, "N003", "is no identifier of a cable", hint))
    held = sorted(project.content.glob(f"cables/**/{identity.cable_id}.*"))
    if held:
        raise _there(held[0])
    place = project.content / "cables" / str(identity.year) / f"{identity.cable_id}.txt"
    return _write(place, cable_text(identity, vocabulary))


def cable_text(identity: Identity, vocabulary: Vocabulary) -> str:
    """Return a cable file with what an id tells, the origin and the year; what is to be filled in is a comment."""
    post = vocabulary.posts.get(identity.post)
    origin = f'origin = "{post.name}"' if post else '# origin = "Embassy …"'
    return (
        f'+++\nid = "{identity.cable_id}"\n'
        f"# created = {identity.year}-01-31T12:00:00Z  # when it was sent, in UTC; a day alone will do\n"
        f'# classification = "UNCLASSIFIED"\n{origin}\n'
        '# source = "where this text comes from"\n'
        "# Put the message below the next line, as it was sent, from its first line to its signature.\n+++\n"
    )


def _write(place: Path, text: str) -> str:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise _there(place) from None
    except OSError as error:
        raise cannot_write(str(place), error) from None
    return place.as_posix()


def _there(place: Path) -> OutputError:
    hint = "edit that file; nothing was changed"
    return OutputError(Problem(Where(place.as_posix()), Severity.ERROR, "N002", "is there already", hint))
