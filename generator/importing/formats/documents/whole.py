"""Files that are read whole: volumes of the printed series, exports in XML, lists of fields. Pure."""

from collections.abc import Iterable, Iterator

import msgspec

from generator.importing.formats.documents.field_list import read_field_list
from generator.importing.formats.documents.tei import TeiError, read_tei
from generator.importing.formats.documents.xml_records import LONGEST, XmlError, read_xml
from generator.importing.formats.fields import Order, make_record, order_of
from generator.importing.formats.json_records import read_objects
from generator.importing.formats.kinds import XML_WITHOUT_CABLE
from generator.importing.formats.names import id_column, keys_of
from generator.importing.formats.transcript import Transcript, transcribe
from generator.importing.formats.unread import Unread, unread_kind
from generator.problems import Problem, Where, problem_at
from generator.vocabulary import Vocabulary

LONGEST_VOLUME = 64 << 20


def read_volume(pieces: Iterable[bytes], path: str, vocabulary: Vocabulary) -> Iterator[Transcript | Problem]:
    """Read the telegrams of a volume of the printed series; its other documents are reported as no cables."""
    data = whole(pieces, LONGEST_VOLUME)
    if data is None:
        yield problem_at("I009", Where(path), detail=f"a TEI volume of more than {LONGEST_VOLUME >> 20} MiB")
        return
    try:
        for document in read_tei(data):
            name = f"{path}#{document.name}"
            if document.telegram:
                yield transcribe(document.text.encode(), name, vocabulary)
            else:
                yield problem_at("I002", Where(name), detail="a document of a volume that is no telegram")
    except TeiError as error:
        yield problem_at("I003", Where(path), detail=f"a TEI volume that is not read: {error}")


def read_export(
    pieces: Iterable[bytes], path: str, vocabulary: Vocabulary, dates: str
) -> Iterator[Transcript | Problem | Unread]:
    """Read the records of an export in XML."""
    data = whole(pieces, LONGEST)
    if data is None:
        yield problem_at("I009", Where(path), detail=f"XML of more than {LONGEST >> 20} MiB")
        return
    try:
        root = read_xml(data)
    except XmlError as error:
        problem = problem_at("I003", Where(path), detail=f"XML that is not read: {error}")
        yield msgspec.structs.replace(
            problem, hint="export it again, without a document type, or as CSV, and import that"
        )
        return
    found = list(read_objects([(1, root)], path, vocabulary, dates, lambda: [(1, root)]))
    if any(isinstance(one, Problem) and one.code == "I002" for one in found):
        yield unread_kind(XML_WITHOUT_CABLE, path)
    else:
        yield from found


def read_fields(text: str, path: str, vocabulary: Vocabulary, dates: str) -> list[Transcript | Problem]:
    """Read the records of a list of fields, [] for another text."""
    found = read_field_list(text)
    values = [value for _, _, record in found for value in record]
    order = Order(dates if dates in {"mdy", "dmy"} else order_of(values), told=bool(dates))
    return [
        make_record(names, record, keys_of(names)[at], order, path, line, vocabulary)
        for line, names, record in found
        if (at := id_column(names, [record], vocabulary)) >= 0
    ]


def whole(pieces: Iterable[bytes], most: int) -> bytes | None:
    """Return all bytes of a file, None for more than so many."""
    parts = []
    size = 0
    for piece in pieces:
        parts.append(piece)
        size += len(piece)
        if size > most:
            return None
    return b"".join(parts)
