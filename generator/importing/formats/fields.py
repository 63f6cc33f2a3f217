"""Named values of a record, from a row of a table or an object of JSON -> one cable file. Pure.

Which value is which is told by its name, in the words of the guides, of spreadsheets and of the archives; a value that has no
place in front matter is kept as a comment there.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress

import msgspec

from generator.cables.ids import Identity, read_identity
from generator.cables.parse import parse_cable
from generator.cables.record.identity import in_its_year
from generator.cables.source.dates import figures_of, may_be_of, read_date
from generator.cables.source.layouts.archives.nara import split_outside
from generator.cables.source.message_locator import may_have_header
from generator.cables.source.model import Metadata
from generator.importing.cable_file import file_text, joined
from generator.importing.formats.documents.web_page import text_of
from generator.importing.formats.names import NAMES, identity_in, keys_of, text_parts
from generator.importing.formats.transcript import Reading, Transcript
from generator.importing.letters import read_letters
from generator.problems import Problem, Where, problem_at
from generator.vocabulary import Vocabulary

_ARCHIVE = ("film", "electronic", "record_group", "locator", "withdrawn", "case", "document", "type")
_ABSENT = re.compile(r"(?:n/?a|nan|nat|null|none|\\N|-{1,3}|\[\]|\{\})?\Z", re.IGNORECASE)
_MONTHS = 12
_LISTED = re.compile(r"[|;\n]")
_QUOTES_BETWEEN = re.compile(r"['\"]\s{0,4},\s{0,4}['\"]")
STATE_DOCUMENT = re.compile(r"[A-Z]?\d{7,9}\Z")
_DOCUMENT_NUMBERS = frozenset({"documentnumber", "docnumber", "docnbr", "docno"})
_OF_ROWS = frozenset({"id", "docid", "identifier"})  # what may count rows, not telegrams
_OF_ANYTHING = frozenset({"class", "level", "security", "securitylevel", "clearance"})  # levels, and much else
_LEVEL = re.compile(
    r"(?:U|C|S|TS|LOU|OUO|SBU|UNCLAS[A-Z]*|CONFID[A-Z]*|(?:TOP[ ]?)?SECRET|RESTRICTED|LIMITED|OFFICIAL)(?![a-z])",
    re.IGNORECASE,
)
_TIME = re.compile(r"(\d{1,2}):?(\d\d)(?::\d\d)?[ ]?(Z|UTC|GMT|[AaPp]\.?[Mm]\.?)?\Z")
_ENDED = tuple(".!?:;\n")
_LONG = 200  # letters: a shorter part was not cut off for its length
_MARKUP = re.compile(r"<br[ ]?/?>|</(?:p|div|pre)>", re.IGNORECASE)
_FULL_CELL = 32_767  # characters: spreadsheets cut what is longer
_FILE_NAME = re.compile(r"\S{1,300}\.(?:txt|pdf|html?|xml|json|docx?|rtf)\Z", re.IGNORECASE)
_FEWEST_ENDS = 3
_FOUR_DIGITS = re.compile(r"(?:19|20)\d\d[A-Z]")
_OF_LISTS = re.compile(r"[\[\]{}\"'#]")
_MEANING = re.compile(r"(?: - |:[ ]| \().*")
_LONGEST_TAG = 5
_PHRASE = re.compile(r"[a-z]")
_FIGURES = re.compile(r"-?\d{1,19}(?:[.,]\d{1,12})?\Z")
_SPREADSHEET = dt.datetime(1899, 12, 30, tzinfo=dt.UTC)
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class Order(msgspec.Struct, frozen=True):
    """In which order a table writes its dates: "mdy", "dmy" or "" for unknown; and whether the owner said so."""

    name: str = ""
    told: bool = False


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


def make_record(
    names: Sequence[str],
    values: Sequence[str],
    number: str,
    order: Order,
    reading: Reading,
    line: int | None,
) -> Transcript | Problem:
    """Make a cable file of a record.

    Args:
        names: what its values are called, as printed.
        values: the values, in the order of the names.
        number: the key (``keys_of``) of the value that is its identifier.
        order: in which order dates are written.
        reading: the file.
        line: where the record stands in it.
    """
    vocabulary, where = reading.vocabulary, Where(reading.path, line)
    values = [value.replace("\0", "\ufffd") for value in values]  # what cannot be in a text shows that it was there
    letters = read_letters(values, where)
    names, values = _with_parts_joined(tuple(names), letters.values)
    keys = keys_of(names)
    filled = {key: value for key, value in zip(keys, values, strict=False) if not _ABSENT.match(value.strip())}
    found = _found(filled, number)
    printed = found["id"][1].strip()
    identity, aliases = identity_in(printed, found["sender"][1], vocabulary)
    full = [name for name, value in zip(keys, values, strict=False) if len(value) == _FULL_CELL]
    problems = [*letters.problems, *(problem_at("I034", where, detail=name) for name in full)]
    used = {found[field][0] for field in ("id", "classification", "origin", "title", "header", "text", *_ARCHIVE)}
    created, released = (
        _date(found[field], order, used, problems, where, year)
        for field, year in (("created", identity.year if identity else 0), ("released", 0))
    )
    created = _in_columns(found, created, used)
    if identity and created and not may_be_of(created[0], identity.year):
        name, value = found["created"]
        detail = f"{name}: {value.strip()[:40]}; it is not in the year of {printed[:40]}"
        problems.append(problem_at("I011", where, detail=detail))
        created, used = None, used - {name}
    message = joined(as_typed(found["header"][1]), as_typed(found["text"][1]))
    if identity is None:
        identity = _identity_of(printed, message, created, found, reading)
        if identity is None:
            return problem_at("I004.row", where, detail=printed[:60] or "the column is empty")
        used -= {number}
    identity, aliases = in_its_year(identity, aliases, created[0] if created else None)
    references = _references(found["references"][1], vocabulary)
    if references:
        used.add(found["references"][0])
    tags, phrases = _tags(found["tags"][1])
    if not phrases:
        used.add(found["tags"][0])
    sender: str | None = None
    to: tuple[str, ...] = ()
    if not may_have_header(f"\n{message}", 0):  # a header names them whole
        sender = _one(found["sender"][1])
        to = _addressees(found["to"][1].strip())
        used |= {found["sender"][0], found["to"][0]}
    if not message.strip():
        problems.append(problem_at("I006", where, detail=identity.cable_id))
    archive = tuple((name, " ".join(found[name][1].split())) for name in _ARCHIVE if found[name][1])
    national = "filmnumber" in filled or (number in _DOCUMENT_NUMBERS and bool(_FOUR_DIGITS.match(printed)))
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
        note=letters.note,
        archive=(("number", printed), *archive) if national else archive,
    )
    rest = [
        f"{name}: {value}"
        for name, key, value in zip(names, keys, values, strict=False)
        if key in filled and key not in used
    ]
    text = file_text(metadata, message, rest)
    return Transcript(identity.cable_id, identity.year, text, reading.path, line, tuple(problems))


def _found(filled: Mapping[str, str], number: str) -> dict[str, tuple[str, str]]:
    """Return for each field of a record (the key of its value, the value), ("", "") where it has none."""
    found = {
        field: next(((name, filled[name]) for name in known if name in filled and name != number), ("", ""))
        for field, known in NAMES.items()
    }
    found["id"] = (number, filled.get(number, ""))
    if found["classification"][0] in _OF_ANYTHING and not _LEVEL.match(found["classification"][1].strip()):
        found["classification"] = ("", "")  # the class of a document, the level of a reader
    if number != "documentnumber" and STATE_DOCUMENT.match(filled.get("documentnumber", "").strip()):
        found["document"] = ("documentnumber", filled["documentnumber"])  # of a release by the Department
    if _FILE_NAME.match(found["text"][1].strip()):
        found["text"] = ("", "")  # where a text lies is none
    return found


def _with_parts_joined(names: tuple[str, ...], values: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    """Put a message that stands in several columns into the first of them.

    A long part that breaks off within a sentence was cut for its length and goes on at once; any other ends its line.
    """
    joined, filled = list(names), list(values)
    parts = [at for at in text_parts(names) if at < len(values)]
    text = ""
    for before, at in zip(["", *(values[at] for at in parts)], parts, strict=False):
        cut = not text or (len(before) >= _LONG and not before.rstrip(" ").endswith(_ENDED))
        text += values[at] if cut or not values[at].strip() else f"\n{values[at]}"
        filled[at] = ""
    if parts:
        joined[parts[0]], filled[parts[0]] = NAMES["text"][0], text
    return tuple(joined), filled


def _in_columns(
    found: Mapping[str, tuple[str, str]], created: tuple[dt.datetime, bool] | None, used: set[str]
) -> tuple[dt.datetime, bool] | None:
    """Read a date whose year, month and day stand in columns of their own, and the time of day where that does."""
    year, month, day, time = (found[name][1].strip() for name in ("year", "month", "day", "time"))
    if created is None and year and month and day:
        created = read_date(f"{year}-{month}-{day}" if month.isdecimal() else f"{day} {month} {year}")
        used |= {found[name][0] for name in ("year", "month", "day") if created}
    match = _TIME.match(time)
    if created is None or created[1] or match is None:
        return created
    exact = read_date(f"{created[0].date().isoformat()} {match[1]}:{match[2]} {match[3] or ''}".rstrip())
    used |= {found["time"][0]} if exact else set()
    return exact or created


def _identity_of(
    printed: str,
    message: str,
    created: tuple[dt.datetime, bool] | None,
    found: Mapping[str, tuple[str, str]],
    reading: Reading,
) -> Identity | None:
    """Return what a message says of its number, or a number without the year or the post of other columns; or None."""
    vocabulary = reading.vocabulary
    metadata = Metadata(created=created[0] if created else None, has_time=bool(created and created[1]))
    if message.strip():
        cable, _ = parse_cable(file_text(metadata, message).encode("utf-8", "replace"), f"{reading.path}/", vocabulary)
        if cable.year is not None and cable.serial is not None:
            return Identity(cable.year, cable.post, cable.serial)
    year = found["year"][1].strip() or (f"{created[0].year}" if created else "")
    post = found["origin"][1].strip() or found["sender"][1].strip()
    counted = printed.isdecimal()
    named = read_identity(f"{year} {post if counted else ''} {printed}", vocabulary)[0]
    sure = found["id"][0] not in _OF_ROWS if counted else named is not None and named.post in vocabulary.posts
    return named if year and sure else None


def _addressees(value: str) -> tuple[str, ...]:
    """Split addressees, which a program may have written as its lists: ``['State', 'Lindemar']``."""
    plain = _QUOTES_BETWEEN.sub("|", value.strip("[]'\" ")) if value.startswith("[") else value
    return tuple(part for one in _LISTED.split(plain) if (part := " ".join(one.split())))


def _one(value: str) -> str | None:
    return " ".join(value.split()) or None


def _date(
    found: tuple[str, str], order: Order, used: set[str], problems: list[Problem], where: Where, year: int
) -> tuple[dt.datetime, bool] | None:
    """Read a date in the order of its column; an ambiguous one is left out, reported, and kept as a comment."""
    name, printed = found
    if not printed:
        return None
    pair = figures_of(printed)
    uncertain = pair is not None and pair[0] != pair[1] and max(pair) <= _MONTHS and order.name not in {"mdy", "dmy"}
    contrary = pair is not None and order.told and {"dmy": pair[1], "mdy": pair[0]}.get(order.name, 0) > _MONTHS
    date = None if uncertain or contrary else read_date(printed, order.name or "mdy") or _counted(printed.strip(), year)
    if date is None:
        why = "; it could be two days: say which with --dates" if uncertain else ""
        why = "; it is no date in the order of --dates" if contrary else why
        problems.append(problem_at("I011", where, detail=f"{name}: {printed.strip()[:40]}{why}"))
    else:
        used.add(name)
    return date


def _counted(printed: str, year: int) -> tuple[dt.datetime, bool] | None:
    """Read a date that a program counts -> (the moment, whether it has a time); None unless it falls into the year given.

    A spreadsheet counts days, other programs seconds or thousandths of them: the year that the identifier says decides.
    """
    if not year or not _FIGURES.match(printed):
        return None
    count = float(printed.replace(",", "."))
    found = []
    for start, unit in (
        (_SPREADSHEET, dt.timedelta(days=1)),
        (_EPOCH, dt.timedelta(seconds=1)),
        (_EPOCH, dt.timedelta(milliseconds=1)),
    ):
        with suppress(OverflowError):
            moment = start + round(count * unit.total_seconds()) * dt.timedelta(seconds=1)
            if moment.year == year:
                found.append((moment, moment.time() != dt.time()))
    return found[0] if len(found) == 1 else None


def _references(value: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the identifiers of a value that has nothing else, () for a value in words."""
    parts = [part.strip() for part in re.split(r"[|;,\n]", value) if part.strip()]
    if not parts or any(read_identity(part, vocabulary)[0] is None for part in parts):
        return ()
    return tuple(parts)


def _tags(value: str) -> tuple[tuple[str, ...], bool]:
    """Split tags -> (the codes, whether phrases were left out).

    What a tag means stands behind a dash or a colon, or in parentheses, and is no tag. Lists of programs have brackets.
    """
    text = " ".join(_OF_LISTS.sub(" ", value).split())
    separator = next((one for one in "|;,/" if one in text), "")
    parts = [_MEANING.sub("", part).strip() for part in (split_outside(text, separator) if separator else [text])]
    if not separator and not _MEANING.search(text):
        parts = text.split()
    phrase = not separator and any(
        _PHRASE.search(part) and (len(part) > _LONGEST_TAG or not part.islower()) for part in parts
    )
    sound = [part for part in parts if part and not phrase and not (" " in part and _PHRASE.search(part))]
    return tuple(dict.fromkeys(sound)), len(sound) < len([part for part in parts if part])


def as_typed(text: str) -> str:
    """Return a text as it was typed that a program keeps as HTML, or on one line with escapes for its line ends."""
    if "\n" not in text and text.count("\\n") >= _FEWEST_ENDS:
        text = text.replace("\\r", "").replace("\\n", "\n").replace("\\t", "\t")
    return text_of(text).strip("\n") if "<" in text and _MARKUP.search(text) else text
