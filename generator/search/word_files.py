"""The lists of stems, old and changed, cut into files of words. A file in which nothing changed stays as it is."""

import zlib
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from generator.search import format  # noqa: A004  no name is formatted here
from generator.search.format import Record
from generator.system.reading import read

FOLDER = "search/data"
Words = list[tuple[str, int, int]]


def merge_words(
    old: "WordFiles", changes: Mapping[str, tuple["array[int]", set[int]]]
) -> tuple[Words, list[tuple[str, int]], Iterator[tuple[str, bytes]]]:
    """Return all words with documents and bytes of their lists, the files of words, and those to be written.

    Args:
        old: the files in the site.
        changes: for each stem what is added to its list, and the numbers that are taken out; the lists are emptied.
    """
    table = {stem: (count, length) for stem, count, length in old.words}
    records: dict[str, bytes] = {}
    for stem, (added, gone) in changes.items():
        if stem in table:
            count, record = format.change_list(old.record(stem), added, gone)
        else:
            count, record = len(added), format.write_list(added)
        if count:
            records[stem] = record
            table[stem] = (count, len(record))
        else:
            del table[stem]
        del added[:]
    words = [(stem, *table[stem]) for stem in sorted(table)]
    files, rewritten = _files(old, words, records, changes.keys())
    return words, files, rewritten


def _files(
    old: "WordFiles", words: Words, records: Mapping[str, bytes], changed: Iterable[str]
) -> tuple[list[tuple[str, int]], Iterator[tuple[str, bytes]]]:
    """Cut words into files; those in which nothing changed stay as they are."""
    size = format.file_size(sum(length for _, _, length in words))
    places = format.starts([(stem, length) for stem, _, length in words], size)
    texts = [format.separator(words[at - 1][0], words[at][0]) if at else "" for at in places]
    changed_files = {bisect_right(texts, stem) - 1 for stem in changed}
    checks = dict(old.files)
    ends = [*places[1:], len(words)]
    before = dict(zip(old.texts, [*old.texts[1:], None], strict=True)) if old.texts else {}
    files: list[tuple[str, int]] = []
    rewritten: list[tuple[str, bytes]] = []
    for number, (text, start, end) in enumerate(zip(texts, places, ends, strict=True)):
        follows = texts[number + 1] if number + 1 < len(texts) else None
        if number not in changed_files and text in checks and before[text] == follows:
            files.append((text, checks[text]))
            continue
        data = format.write_words(
            [
                Record(stem, count, records[stem] if stem in records else old.record(stem))
                for stem, count, _ in words[start:end]
            ]
        )
        files.append((text, format.check(data)))
        rewritten.append((format.name_of(text), format.pack(data)))
    return files, iter(rewritten)


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
        self._read: dict[int, dict[str, bytes]] = {}

    def record(self, stem: str) -> bytes:
        """Return the list of a stem as it is written."""
        place = bisect_right(self.texts, stem) - 1
        if place not in self._read:
            data = zlib.decompress(read(self._site / FOLDER / format.name_of(self.texts[place])), wbits=31)
            self._read[place] = {one.stem: one.data for one in format.read_words(data)}
        return self._read[place][stem]
