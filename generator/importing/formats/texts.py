"""A file of text -> the cables in it: one message, several, a page of the Web, a list of fields, front matter. Pure."""

import re
from collections.abc import Iterator
from itertools import islice

import msgspec

from generator.cables.source.layouts.archives.smart import is_smart
from generator.cables.source.layouts.common import top_of
from generator.importing.formats.cutting import Telegram, cut_telegrams, path_of_telegram
from generator.importing.formats.documents.exports import sections_of
from generator.importing.formats.documents.field_list import has_heading
from generator.importing.formats.documents.front_matter import read_front_matter
from generator.importing.formats.documents.json_records import named_objects
from generator.importing.formats.documents.web_page import telegram_of, text_of
from generator.importing.formats.documents.whole import read_fields, read_listed, rows_of_page
from generator.importing.formats.dump import LONGEST_RECORD
from generator.importing.formats.fields import as_typed
from generator.importing.formats.kinds import EMPTY, PART_OF_A_LETTER, UNKNOWN_TABLE, Unread, kind_by_name, unread_kind
from generator.importing.formats.mail import unquoted
from generator.importing.formats.transcript import Pieces, Reading, Transcript, transcribe, unchanged_text
from generator.importing.letters import code_of_encoding
from generator.importing.yaml_documents import cut_documents
from generator.problems import Problem, Where, problem_at

_SENDER = re.compile(rb"^[ \t]*FM[ ]{1,8}[A-Z]", re.MULTILINE)
_BEGINS = re.compile(  # a sender, the first label of SMART, or a line that may be one of classification
    r"^[ \t]*(?:FM[ ]{1,8}[A-Z]|MRN[ ]{0,4}:|(?:U ?N ?C ?L|C ?O ?N ?F|S ?E ?C ?R|L ?I ?M ?I|T ?O ?P )[^\n\d]{2,60}\d)",
    re.MULTILINE,
)
_TRANSMISSION_ENDS = re.compile(rb"^[ \t]*NNNN[ \t]*\r?$", re.MULTILINE)
_SEVERAL = 2
_LINE_TAG = re.compile(rb"<(?:br[ ]?/?|/p)>", re.IGNORECASE)
_LARGER_TAG = re.compile(rb"<(?:!doctype|html|\?xml|body|table|t[dr]|div|span|pre)\b", re.IGNORECASE)
_FEWEST_TAGS = 3
_PAGE_OF_WEB = re.compile(r"\s{0,200}(?:<\?xml[^>]{0,200}\?>\s{0,200})?(?:<!doctype html|<html)\b", re.IGNORECASE)
_SET_AS_TYPED = re.compile(r"<pre\b[^>]{0,500}>(.*?)</pre>", re.IGNORECASE | re.DOTALL)
_SECOND_YAML = re.compile(rb"^---[ \t]*\r?\n(?:id|identifier|cable_id|date|title|number):[ ]", re.MULTILINE)
_YAML = re.compile(rb"^---[ \t]*\r?\n(?:#[^\n]*\n)*[A-Za-z_][\w -]{0,40}:", re.MULTILINE)
_CODE_FENCE = re.compile(rb"^(?:```|~~~)[\w \-]{0,20}\r?$", re.MULTILINE)
MARKDOWN = (".md", ".markdown", ".qmd", ".rst")


def read_texts(pieces: Pieces, head: bytes, reading: Reading) -> Iterator[Transcript | Problem | Unread]:
    """Yield the cables of a file of text, whose beginning is head, or what stands in their way."""
    path = reading.path
    for line, data in sections_of(pieces):
        if data is None:
            yield reading.problem("I009", line, detail=f"more than {LONGEST_RECORD >> 20} MiB")
            continue
        encoding = code_of_encoding(data)
        if encoding == "I031":
            data = data.decode("mac_roman").encode()  # noqa: PLW2901  read below as UTF-8
        if len(_LINE_TAG.findall(data)) >= _FEWEST_TAGS and not _LARGER_TAG.search(data):
            data = as_typed(unchanged_text(data)).encode("utf-8", "replace")  # noqa: PLW2901  a text with tags for its lines
        if path.lower().endswith(MARKDOWN):
            data = _CODE_FENCE.sub(b"", data)  # noqa: PLW2901  what keeps the lines of a message as they are is none of it
        several = _several(data, reading) if line is None else []
        yield from (_told(one, encoding) for one in several)
        if several:
            continue
        made = transcribe(data, reading, line)
        listed = _listed(data, reading) if isinstance(made, Problem) and line is None else []
        if (
            isinstance(made, Problem)
            and not any(map(_has_text, listed))
            and (below := _without_markup(data)) is not None
        ):
            *several, again = _apart(below, reading) or [transcribe(below, reading, line)]
            yield from several
            made = made if isinstance(again, Problem) else _told(again, "I012" if encoding == "I012" else "")
        if isinstance(made, Problem) and listed:
            yield from (_told(one, encoding) for one in listed)
            continue
        made = _told(made, "I031" if encoding == "I031" else "")
        if isinstance(made, Problem) and made.code == "I001":
            yield Unread(made, EMPTY)
        elif isinstance(made, Problem) and line is None and kind_by_name(path) is UNKNOWN_TABLE:
            yield unread_kind(UNKNOWN_TABLE, path)  # whatever its rows look like
        elif isinstance(made, Problem) and made.code == "I002" and line is None:
            yield unread_kind(PART_OF_A_LETTER if reading.depth else kind_by_name(path, head), path)
        else:
            yield made


def _several(data: bytes, reading: Reading) -> list[Transcript | Problem]:
    """Return the cables of a file that says of itself that it is no message alone; [] for any other."""
    plain = unchanged_text(data)
    if fields := read_front_matter(plain):
        return read_listed(list(named_objects([(1, fields)], reading.path)), reading)
    if _YAML.search(data) and (documents := cut_documents(plain)):
        return [transcribe(text.encode("utf-8", "replace"), reading, at) for at, text in documents]
    if has_heading(plain) and (listed := read_fields(plain, reading)):
        return listed
    if data.startswith(b"---") and len(_SECOND_YAML.findall(data)) > 1:
        detail = "several documents of YAML in one file; give each a file of its own"
        return [reading.problem("I003", detail=detail)]
    return _apart(data, reading)


def _listed(data: bytes, reading: Reading) -> list[Transcript | Problem]:
    """Return the records of the tables of a page of the Web, or of a list of fields; [] for a text that has none."""
    plain = unchanged_text(data)
    if not _PAGE_OF_WEB.match(plain):
        return read_fields(plain, reading)
    found = read_listed(rows_of_page(plain, reading.path), reading)
    return (
        found if any(isinstance(one, Transcript) for one in found) else []
    )  # a table of other things, as most pages have


def _has_text(made: Transcript | Problem) -> bool:
    return isinstance(made, Transcript) and all(one.code != "I006" for one in made.problems)


def _told(made: Transcript | Problem, code: str) -> Transcript | Problem:
    """Return what was made of a text with the problem that tells how it was decoded; code is "" for none."""
    return made if isinstance(made, Problem) else made.told(code)


def _without_markup(data: bytes) -> bytes | None:
    """Return the telegram of a page of the web that is set as typed, or quoted in a letter line by line; None without one."""
    text = unchanged_text(data)
    if _PAGE_OF_WEB.match(text):
        pages = [text_of(part).encode("utf-8", "replace") for part in _SET_AS_TYPED.findall(text)]
        typed = b"\f".join(part for part in pages if _SENDER.search(part))
        shown = text_of(text)
        ended = typed or _to_its_end(shown.encode("utf-8", "replace"))
        if not ended and is_smart(top_of(shown.split("\n"))):
            ended = shown.encode("utf-8", "replace")
        return ended or telegram_of(text).encode("utf-8", "replace") or None
    plain = unquoted(text)
    return None if plain == text else plain.encode("utf-8", "replace")


def _to_its_end(data: bytes) -> bytes | None:
    """Return a text up to the end of the transmission of its telegram; None where it does not say where that is.

    What a page of the Web has below a telegram would be its text.
    """
    sender = _SENDER.search(data)
    end = _TRANSMISSION_ENDS.search(data, sender.end()) if sender else None
    return data[: end.end()] if end else None


def _apart(data: bytes, reading: Reading) -> list[Transcript | Problem]:
    """Return the telegrams that stand in a text one after another, or the one below which another may begin; [] for others."""
    text = unchanged_text(data)
    several = "\f" in text or sum(1 for _ in islice(_BEGINS.finditer(text), _SEVERAL)) == _SEVERAL
    if text.startswith(("---", "+++", "<")) or not several:
        return []
    telegrams = cut_telegrams(text.split("\f"))
    if len(telegrams) > 1:
        return [_transcribed(one, reading) for one in telegrams]
    made = transcribe(data, reading) if telegrams[0].doubtful else None
    return [_doubted(made, telegrams[0])] if isinstance(made, Transcript) else []


def _doubted(made: Transcript, telegram: Telegram) -> Transcript:
    """Return a transcript with a problem for each line where another telegram may begin."""
    told = [problem_at("I035", Where(made.path, line)) for line in telegram.doubtful]
    return msgspec.structs.replace(made, problems=(*made.problems, *told)) if told else made


def _transcribed(telegram: Telegram, reading: Reading) -> Transcript | Problem:
    """Make a cable file of one of several telegrams of a file; the file's name is that of one of them at most."""
    place = reading.at(path_of_telegram(telegram, reading.path, f"line {telegram.line}"))
    made = transcribe(telegram.text.encode("utf-8", "replace"), place, telegram.line)
    if isinstance(made, Problem):
        return msgspec.structs.replace(made, where=Where(reading.path, telegram.line))
    return _doubted(msgspec.structs.replace(made, path=reading.path), telegram)
