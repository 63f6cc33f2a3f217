"""The lists of stems, old and changed, cut into files of words. A file in which nothing changed stays as it is."""

import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from generator.search import format  # noqa: A004  no name is formatted here
from generator.search.format import Record
from generator.search.word_lists import Change
from generator.system.reading import read

FOLDER = "search/data"
Words = list[tuple[str, int, int]]


def merge_words(
    old: "WordFiles", changes: Iterable[Change], write: Callable[[str, bytes], None]
) -> tuple[Words, list[tuple[str, int]]]:
    """Write the files of words in which a list changes; write is given the name and the bytes of each.

    Returns:
        All words, each with its documents and the bytes of its list; separator and check of all files.
    """
    records: dict[str, tuple[int, bytes]] = {}
    for stem, added, gone in changes:
        known = old.find(stem)
        records[stem] = format.change_list(known.data, added, gone) if known else (len(added), format.write_list(added))
    words = [word for word in old.words if word[0] not in records]
    words += [(stem, count, len(data)) for stem, (count, data) in records.items() if count]
    words.sort()
    return words, _files(old, words, records, write)


def _files(
    old: "WordFiles", words: Words, records: Mapping[str, tuple[int, bytes]], write: Callable[[str, bytes], None]
) -> list[tuple[str, int]]:
    """Cut words into files, and write those in which something changed."""
    size = format.file_size(sum(length for _, _, length in words))
    places = format.starts([(stem, length) for stem, _, length in words], size)
    texts = [format.separator(words[at - 1][0], words[at][0]) if at else "" for at in places]
    changed_files = {bisect_right(texts, stem) - 1 for stem in records}
    checks = dict(old.files)
    ends = [*places[1:], len(words)]
    before = dict(zip(old.texts, [*old.texts[1:], None], strict=True)) if old.texts else {}
    files: list[tuple[str, int]] = []
    waiting: list[tuple[str, bytes]] = []  # lists of the next files may still stand under these names
    for number, (text, start, end) in enumerate(zip(texts, places, ends, strict=True)):
        follows = texts[number + 1] if number + 1 < len(texts) else None
        if number not in changed_files and text in checks and before[text] == follows:
            files.append((text, checks[text]))
            continue
        held = [
            Record(stem, *records[stem]) if stem in records else old.record(stem) for stem, _, _ in words[start:end]
        ]
        data = format.write_words(held)
        files.append((text, format.check(data)))
        if old.files:
            waiting.append((format.name_of(text), format.pack(data)))
        else:
            write(format.name_of(text), format.pack(data))
    for name, data in waiting:
        write(name, data)
    return files


class WordFiles:
    """The files of words in the site, read as they are needed."""

    def __init__(self, site: Path, files: Sequence[tuple[str, int]] = (), words: bytes = b"") -> None:
        """Read nothing yet; files and words are as in State."""
        self._site = site
        self.files = files
        self.texts = [text for text, _ in files]
        self.words: Words = []
        if words:
            for line in zlib.decompress(words).decode().split("\n"):
                stem, count, length = line.rsplit(" ", 2)
                self.words.append((stem, int(count), int(length)))
        self._read: dict[int, dict[str, Record]] = {}

    def record(self, stem: str) -> Record:
        """Return the list of a stem that has one in the site."""
        found = self.find(stem)
        if found is None:
            message = f"{stem} has no list in the site"
            raise KeyError(message)
        return found

    def find(self, stem: str) -> Record | None:
        """Return the list of a stem as it stands in the site; None if there is none."""
        place = bisect_right(self.texts, stem) - 1
        if place < 0:
            return None
        if place not in self._read:
            data = zlib.decompress(read(self._site / FOLDER / format.name_of(self.texts[place])), wbits=31)
            self._read[place] = {one.stem: one for one in format.read_words(data)}
        return self._read[place].get(stem)
