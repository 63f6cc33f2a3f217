"""What the template of the page about the data files may read; and the files that other pages find cables in."""

import msgspec


class DataField(msgspec.Struct, frozen=True, array_like=True):
    """A field of a data file: its name, its type, what it says; table is whether it stands in the table of cables too."""

    name: str
    kind: str
    words: str
    table: bool = True


class DataFile(msgspec.Struct, frozen=True, array_like=True):
    """A data file in the folder ``data``: its name, what it is, its fields in order."""

    name: str
    title: str
    fields: tuple[DataField, ...]


class DataView(msgspec.Struct, frozen=True, array_like=True):
    """The page about the data files.

    separator stands in lists, json says that each cable is a file of its own too,
    changes that there are pages of changes, markdown that each cable is a Markdown file too, full that the site has the full
    text as data.
    """

    files: tuple[DataFile, ...]
    separator: str
    json: bool
    changes: bool = False
    title: str = "Data"
    markdown: bool = False
    full: bool = False


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """A cable as reading lists and exports have it.

    date is ``2007-04-25``, "" where unknown; tags are (code, words), caveat a sentence on how the text was made, "" for none.
    """

    id: str
    address: str
    title: str
    date: str
    author: str
    origin: str
    classification: str
    tags: tuple[tuple[str, str], ...] = ()
    caveat: str = ""
    specimen: bool = False


class EntriesView(msgspec.Struct, frozen=True, array_like=True):
    """A file of entries, and which of them it is, from 0; cited are the ids of its cables that are cited and not held."""

    number: int
    entries: tuple[Entry, ...] = ()
    cited: tuple[str, ...] = ()


class NumbersView(msgspec.Struct, frozen=True, array_like=True):
    """What numbers each post gave in the months of a year: (month, lowest, highest) of the cables held, by the post's code."""

    year: int
    posts: dict[str, tuple[tuple[int, int, int], ...]]
