"""An index read back whole, by the encoder's own readers: what it says of each document. For tests alone."""

import base64
import gzip
import json
import re
from collections.abc import Mapping
from itertools import accumulate
from typing import Any

from generator.search.document import Places, Text, unpack
from generator.search.format import WEIGHTS, read_numbers, read_words

FOLDER = "search/data/"


def directory_of(site: Mapping[str, bytes]) -> dict[str, Any]:
    """Return the first line of the directory."""
    told: dict[str, Any] = json.loads(gzip.decompress(site[f"{FOLDER}directory.bin"]).split(b"\n", 1)[0])
    return told


def texts_of(site: Mapping[str, bytes]) -> dict[int, Text]:
    """Return the text of each document by its number."""
    found = {}
    for address, data in site.items():
        if address.startswith(f"{FOLDER}texts/") and address.endswith(".bin"):
            row, place = address.removesuffix(".bin").split("/")[-2:]
            found[int(row) * 1024 + int(place)] = unpack(data)
    return found


def read_list(data: bytes) -> list[int]:
    """Return the numbers of documents, each with its weight, that ``write_list`` wrote."""
    steps = read_numbers(data)
    before = accumulate([step & -WEIGHTS for step in steps])
    return [value | step % WEIGHTS for value, step in zip(before, steps, strict=True)]


def lists_of(site: Mapping[str, bytes]) -> dict[str, dict[int, int]]:
    """Return of each stem the numbers of its documents, each with its weight."""
    found: dict[str, dict[int, int]] = {}
    for address, data in site.items():
        if address.startswith(f"{FOLDER}words/") and address.endswith(".bin"):
            for record in read_words(gzip.decompress(data)):
                assert record.stem not in found, f"{record.stem} stands in two files"
                found[record.stem] = {value // 4: value % 4 for value in read_list(record.data)}
                assert len(found[record.stem]) == record.documents
    return found


def everything_of(site: Mapping[str, bytes]) -> str:
    """Return all that the index says, decoded, as one text."""
    parts = [*lists_of(site)]
    for address, data in site.items():
        if address.startswith(FOLDER) and "pagefind.bin" not in address:
            packed = files_of_script(data) if address.endswith(".js") else {address: data}
            parts += [gzip.decompress(one).decode("utf-8", "replace") for one in packed.values()]
    return "\n".join(parts)


def files_of_script(data: bytes) -> dict[str, bytes]:
    """Return the files that a script of the index leaves, by their names in the folder of the index."""
    found = re.findall(rb'^\(globalThis\.SearchFiles \?\?= \{\}\)\["([^"]+)"\] = "([^"]+)";$', data, re.MULTILINE)
    assert len(found) == data.count(b"\n") == 1
    return {name.decode(): base64.b64decode(text, validate=True) for name, text in found}


def words_of(text: Text) -> dict[str, int]:
    """Return how often each word stands in a text, as the index counts them."""
    places = Places()
    counts = places.count(text)
    return {word: counts[place] for word, place in places.words.items()}
