"""Named values of a record, from a row of a table or an object of JSON -> one cable file. Pure.

Which value is which is told by its name, in the words of the guides, of spreadsheets and of the archives; a value that has no
place in front matter is kept as a comment there.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from generator.cables.ids import read_identity
from generator.cables.record.identity import in_its_year
from generator.cables.source.dates import figures_of, read_date
from generator.cables.source.layouts.archives.nara import split_outside
from generator.cables.source.model import Metadata
from generator.importing.formats.transcript import Transcript, file_text
from generator.problems import Problem, Where, problem_at
from generator.vocabulary import Vocabulary

# Names are compared by their letters and figures alone, in lower case; of several the first that is filled counts.
NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    field: tuple(names.split())
    for field, names in {
        "id": (
            "referenceid refid reference cableid documentnumber documentid docnumber docnbr docno messageid "
            "messagereferencenumber mrn canonicalid canonical docid identifier cable telegram number id "
            "referencenumber refnumber refno cablenumber cableno telegramnumber telegramno messagenumber"
        ),
        "created": (
            "created date draftdate sentdate datesent sent documentdate datetime dateandtime cabledate docdate "
            "authored createddate datecreated messagedate senton dated datesentutc dateofcable timestamp "
            "transmissiondate dateutc"
        ),
        "classification": (
            "originalclassification origclass classification origclassification class level previousclassification "
            "originalclassificationlevel"
        ),
        "origin": "origin embassy post origen office missionname postname mission sendingpost originatingpost",
        "released": "released releasedate datereleased",
        "title": "title subject subj headline",
        "tags": "tags tag",
        "references": "references refs reftel reftels destination destinations source referencesto",
        "header": "header head transmissionheader",
        "text": (
            "text messagetext message body fulltext content contents cabletext rawtext documenttext fulltextofcable "
            "textofcable cablebody messagebody plaintext ocrtext ocr transcript transcription"
        ),
        "sender": "from sender",
        "to": "to recipient recipients addressee addressees",
        "film": "filmnumber film microfilm microfilmnumber",
        "electronic": "electronicfile electronictelegram dnumber",
        "record_group": "recordgroup rg",
        "locator": "locator",
        "withdrawn": "withdrawalreason reasonforwithdrawal reviewexemptions exemptions",
        "case": "casenumber caseno foiacase foiacasenumber case",
        "document": "foiadocumentnumber foiadocument",
        "type": "documenttype doctype",
        "file": "filename file pdf pdffile pdffilename pdfname filepath",
    }.items()
}
_ARCHIVE: Final = ("film", "electronic", "record_group", "locator", "withdrawn", "case", "document", "type")
_NOT_IN_NAMES: Final = re.compile(r"[^a-z0-9]+")
_ABSENT: Final = re.compile(r"(?:n/?a|null|none|\\N)?\Z", re.IGNORECASE)
_MONTHS: Final = 12
_LISTED: Final = re.compile(r"[|;\n]")
_TRIED: Final = 100  # rows
_STATE_DOCUMENT: Final = re.compile(r"[A-Z]?\d{7,9}\Z")
_FOUR_DIGITS: Final = re.compile(r"(?:19|20)\d\d[A-Z]")
_PHRASE: Final = re.compile(r"[a-z]")


class Order(msgspec.Struct, frozen=True):
    """In which order a table writes its dates: "mdy", "dmy" or "" for unknown; and whether the owner said so."""

    name: str = ""
    told: bool = False


def squeezed(name: str) -> str:
    """Return a name as names are compared."""
    return _NOT_IN_NAMES.sub("", name.lower())


def known_names(names: Sequence[str]) -> int:
    """Return how many of the names are known."""
    return sum(squeezed(name) in every for name in names for every in NAMES.values())


def order_of(values: Iterable[str]) -> str:
    """Return the order that dates in figures show: "mdy", "dmy", "both" where they differ, "" where none tells."""
    found = ""
    for value in values:
        pair = figures_of(value)
        if pair is None or not max(pair) > _MONTHS >= min(pair):
            continue
        one = "dmy" if pair[0] > _MONTHS else "mdy"
        if found and one != found:
            return "both"
        found = one
    return found


def id_column(names: Sequence[str], rows: Sequence[Sequence[str]], vocabulary: Vocabulary) -> int:
    """Return which column has the identifiers: one of a known name, the first whose values are identifiers; -1 without one.

    A row number is none, whatever its column is called. Without a known name it is the first column of an unknown name that has
    nothing but identifiers.
    """
    keys = [squeezed(name) for name in names]
    columns = sorted(
        (at for at, key in enumerate(keys) if key in NAMES["id"]), key=lambda at: NAMES["id"].index(keys[at])
    )
    if not columns:
        return next((at for at, key in enumerate(keys) if _has_identifiers(at, key, rows, vocabulary)), -1)
    best, most = columns[0], 0
    for at in columns:
        read = sum(read_identity(row[at].strip(), vocabulary)[0] is not None for row in rows if at < len(row))
        if read > most:
            best, most = at, read
    return best


def _has_identifiers(at: int, key: str, rows: Sequence[Sequence[str]], vocabulary: Vocabulary) -> bool:
    """Say whether a column of an unknown name has an identifier in each row that fills it."""
    values = [row[at].strip() for row in rows[:_TRIED] if at < len(row) and row[at].strip()]
    known = any(key in every for every in NAMES.values())
    return not known and bool(values) and all(read_identity(value, vocabulary)[0] is not None for value in values)


def make_record(
    names: Sequence[str],
    values: Sequence[str],
    number: str,
    order: Order,
    path: str,
    line: int | None,
    vocabulary: Vocabulary,
) -> Transcript | Problem:
    """Make a cable file of a record.

    Args:
        names: what its values are called, as printed.
        values: the values, in the order of the names.
        number: the key (``squeezed``) of the value that is its identifier.
        order: in which order dates are written.
        path: the file's path as problems shall name it.
        line: where the record stands in it.
        vocabulary: the room's codes and names.
    """
    keys = [squeezed(name) for name in names]
    values = [value.replace("\0", "\ufffd") for value in values]  # what cannot be in a text shows that it was there
    filled = {key: value for key, value in zip(keys, values, strict=False) if not _ABSENT.match(value.strip())}
    found = {
        field: next(((name, filled[name]) for name in known if name in filled and name != number), ("", ""))
        for field, known in NAMES.items()
    }
    found["id"] = (number, filled.get(number, ""))
    if number != "documentnumber" and _STATE_DOCUMENT.match(filled.get("documentnumber", "").strip()):
        found["document"] = ("documentnumber", filled["documentnumber"])  # of a release by the Department
    printed = found["id"][1].strip()
    identity, aliases = read_identity(printed, vocabulary, found["sender"][1])
    if identity is None:
        return problem_at("I004", Where(path, line), detail=printed[:60] or "the column is empty")
    problems: list[Problem] = []
    used = {found[field][0] for field in ("id", "classification", "origin", "title", "header", "text", *_ARCHIVE)}
    created, released = (_date(found[field], order, used, problems, path, line) for field in ("created", "released"))
    identity, aliases = in_its_year(identity, aliases, created[0] if created else None)
    references = _references(found["references"][1], vocabulary)
    if references:
        used.add(found["references"][0])
    tags, phrases = _tags(found["tags"][1])
    if not phrases:
        used.add(found["tags"][0])
    message = _message(found["header"][1], found["text"][1])
    sender: str | None = None
    to: tuple[str, ...] = ()
    if not message.strip():  # a text has a header of its own, which names them whole
        sender = _one(found["sender"][1])
        to = tuple(part for one in _LISTED.split(found["to"][1]) if (part := " ".join(one.split())))
        used |= {found["sender"][0], found["to"][0]}
        problems.append(problem_at("I006", Where(path, line), detail=identity.cable_id))
    archive = tuple((name, " ".join(found[name][1].split())) for name in _ARCHIVE if found[name][1])
    national = "filmnumber" in filled or (number == "documentnumber" and bool(_FOUR_DIGITS.match(printed)))
    metadata = Metadata(
        id=aliases[0] if aliases else identity.cable_id,
        created=created[0] if created else None,
        has_time=bool(created and created[1]),
        released=released[0].date() if released else None,
        classification=_one(found["classification"][1]),
        origin=_one(found["origin"][1]),
        title=_one(found["title"][1]),
        tags=tags,
        references=references,
        sender=sender,
        to=to,
        source="National Archives, Access to Archival Databases" if national else None,
        archive=(("number", printed), *archive) if national else archive,
    )
    rest = [
        f"{name}: {value}"
        for name, key, value in zip(names, keys, values, strict=False)
        if key in filled and key not in used
    ]
    return Transcript(identity.cable_id, identity.year, file_text(metadata, message, rest), path, line, tuple(problems))


def _one(value: str) -> str | None:
    return " ".join(value.split()) or None


def _date(
    found: tuple[str, str], order: Order, used: set[str], problems: list[Problem], path: str, line: int | None
) -> tuple[dt.datetime, bool] | None:
    """Read a date in the order of its column; one that could be two days is none, is told, and is kept as a comment."""
    name, printed = found
    if not printed:
        return None
    pair = figures_of(printed)
    uncertain = pair is not None and pair[0] != pair[1] and max(pair) <= _MONTHS and order.name not in {"mdy", "dmy"}
    contrary = pair is not None and order.told and {"dmy": pair[1], "mdy": pair[0]}.get(order.name, 0) > _MONTHS
    date = None if uncertain or contrary else read_date(printed, order.name or "mdy")
    if date is None:
        why = "; it could be two days: say which with --dates" if uncertain else ""
        why = "; it is no date in the order of --dates" if contrary else why
        problems.append(problem_at("I011", Where(path, line), detail=f"{name}: {printed.strip()[:40]}{why}"))
    else:
        used.add(name)
    return date


def _references(value: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the identifiers of a value that has nothing else, () for a value in words."""
    parts = [part.strip() for part in re.split(r"[|;,\n]", value) if part.strip()]
    if not parts or any(read_identity(part, vocabulary)[0] is None for part in parts):
        return ()
    return tuple(parts)


def _tags(value: str) -> tuple[tuple[str, ...], bool]:
    """Split tags -> (the codes, whether phrases were left out). What a tag means stands behind a dash and is no tag."""
    text = " ".join(value.split())
    separator = next((one for one in "|;," if one in text), "")
    parts = [part.partition(" - ")[0].strip() for part in (split_outside(text, separator) if separator else [text])]
    if not separator and " - " not in text:
        parts = text.split()
    sound = [part for part in parts if part and not (" " in part and _PHRASE.search(part))]
    return tuple(dict.fromkeys(sound)), len(sound) < len([part for part in parts if part])


def _message(header: str, text: str) -> str:
    """Put header and text together, each beginning a line."""
    message = f"{header}\n{text}" if header.strip() and not header.endswith("\n") else f"{header}{text}"
    return message.replace("\r\n", "\n").replace("\r", "\n")
