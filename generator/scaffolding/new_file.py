"""``new``: a new file: a cable by its id; a page, the notes on a cable or its translation by a name that ends in ``.md``."""

from pathlib import Path

from generator.build.inputs.inputs import read_vocabulary
from generator.build.inputs.project import Project
from generator.cables.ids import Identity, read_identity
from generator.language import language_tag
from generator.markdown.translations import FOLDER
from generator.problems import OutputError, Where, problem_at
from generator.system.output_folder import check_address
from generator.system.writer import cannot_write
from generator.vocabulary import Vocabulary

_PAGE = """+++
title = "{title}"
+++

"""
_NOTES = """This text is about the whole cable.

## p1

This text is about paragraph 1.
"""
_TRANSLATION = """+++
title = ""
by = ""
kind = "person"
+++
## p1

"""


def new(project: Project, name: str) -> str:
    """Create a file and return its path.

    name is an identifier in any spelling with a year, for a cable; an identifier and ``.md``, for notes on that cable; one with
    a language between, ``.es.md``, for a translation; any other name that ends in ``.md``, for a page.

    Raises:
        OutputError: N002 the file exists, N003 the name is none of these, B003 the file cannot be written.
        AddressError: B001 a page cannot have that name.
    """
    vocabulary = read_vocabulary(project.content)
    stem = name.strip()
    markdown = stem.lower().endswith(".md")
    identity, _ = read_identity(stem[:-3] if markdown else stem, vocabulary)
    if markdown and identity is not None:
        return _write(project.content / "notes" / f"{identity.cable_id}.md", _NOTES)
    before, _, written = stem[:-3].rpartition(".")
    translated, _ = read_identity(before, vocabulary) if markdown and language_tag(written) else (None, ())
    if translated is not None:
        place = project.content / FOLDER / f"{translated.cable_id}.{language_tag(written)}.md"
        return _write(place, _TRANSLATION)
    if markdown and len(stem) > len(".md"):
        check_address(stem, name)
        title = stem[:-3].rpartition("/")[2].replace("-", " ").replace("_", " ").strip().capitalize()
        return _write(project.content / "pages" / f"{stem[:-3]}.md", _PAGE.format(title=title.replace('"', "'")))
    if identity is None:
        raise OutputError(problem_at("N003", Where(name)))
    held = sorted(project.content.glob(f"cables/**/{identity.cable_id}.*"))
    if held:
        raise _there(held[0])
    place = project.content / "cables" / str(identity.year) / f"{identity.cable_id}.txt"
    return _write(place, cable_text(identity, vocabulary))


def cable_text(identity: Identity, vocabulary: Vocabulary) -> str:
    """Return a cable file with the origin and year that the id gives; fields to fill in are comments."""
    post = vocabulary.posts.get(identity.post)
    origin = f'origin = "{post.name}"' if post else '# origin = "Embassy …"'
    return (
        f'+++\nid = "{identity.cable_id}"\n'
        f"# created = {identity.year}-01-31T12:00:00Z  # the time of sending in UTC; a day is enough\n"
        f'# classification = "UNCLASSIFIED"\n{origin}\n'
        '# source = "the source of this text"\n'
        "# Put the whole message below the next line, from its first line to its signature.\n+++\n"
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
    return OutputError(problem_at("N002", Where(place.as_posix())))
