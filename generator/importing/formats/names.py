"""What values are called in tables and JSON of other systems, and which column has the identifiers and the messages. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from unicodedata import normalize

from generator.cables.ids import Identity, read_identity
from generator.cables.source.layouts import read_source
from generator.vocabulary import Vocabulary

# Names are compared by their letters and figures alone, in lower case; of several the first that is filled counts.
NAMES: Mapping[str, tuple[str, ...]] = {
    field: tuple(names.split())
    for field, names in {
        "id": (
            "referenceid refid reference cableid documentnumber documentid docnumber docnbr docno messageid "
            "messagereferencenumber mrn canonicalid canonical docid identifier cable telegram number id "
            "referencenumber refnumber refno ref cablenumber cableno telegramnumber telegramno messagenumber "
            "kabelnummer kabelnr telegrammnummer telegrammnr numerodecable numerodelcable numerodetelegramme numerocavo"
        ),
        "created": (
            "draftdate sentdate datesent documentdate docdate cabledate dateofcable messagedate datesentutc dtg datetimegroup "
            "date sent senton datetime dateandtime dated dateutc transmissiondate authored created createddate datecreated "
            "timestamp datum fecha data dateissued"
        ),
        "classification": (
            "originalclassification origclass classification origclassification class level previousclassification "
            "originalclassificationlevel security securityclassification securitylevel clearance clasificacion einstufung"
        ),
        "origin": "origin embassy post origen office missionname postname mission sendingpost originatingpost",
        "released": "released releasedate datereleased dateposted posteddate posted",
        "title": "title subject subjectline subj headline titel betreff asunto assunto titre objet oggetto",
        "tags": "tags tag",
        "references": "references refs reftel reftels destination destinations source referencesto",
        "header": "header head transmissionheader",
        "text": (
            "text messagetext message body fulltext content contents cabletext rawtext documenttext fulltextofcable "
            "textofcable cablebody messagebody paragraphs plaintext ocrtext ocr transcript transcription volltext texto texte "
            "testo cuerpo contenido inhalt"
        ),
        "sender": "from sender absender von remitente remetente mittente expediteur",
        "to": "to recipient recipients addressee addressees an empfanger destinatario destinatarios destinataire destinataires",
        "year": "year yearsent jahr",
        "month": "month monthsent monat",
        "day": "day daysent",
        "time": "time timesent senttime timeutc uhrzeit hora",
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
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")
_DUBLIN_CORE = re.compile(r"\A(?:dc(?:terms)?|dublin core|item type metadata)[.:]|\[[a-z]{2}(?:_[a-z]{2})?\]\Z")
_ACCENTS = dict.fromkeys(range(0x300, 0x370))
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
# Words that say nothing of which value a name is of: ``Date of Telegram``, ``created_at``, ``full_text_clean``.
_FILLERS = frozenset(
    {"of", "at", "on", "utc", "cable", "telegram", "message", "document", "doc", "record", "full", "raw", "clean", "string",
     "nbr", "no",
     "de", "du", "des", "d", "del", "da", "do", "di", "envoi", "envio", "integral", "integrale", "completo"}
)  # fmt: skip
_FIELD_OF = {name: field for field, names in NAMES.items() for name in names}
_PATH = re.compile(r"(?=.*[/.])(?:.{0,500}[/\\])?([^/\\.?#]{4,40})(?:\.[A-Za-z0-9]{2,5})?(?:[?#].{0,200})?\Z")
_LONGEST_NAME = 60
_NUMBERED = re.compile(r"(.*?)(?:part|teil)?0?(\d{1,2})\Z")
_FEWEST_LINES = 3
_TRIED = 100  # rows


def squeezed(name: str) -> str:
    """Return a name as names are compared: without what says that it is of the Dublin Core, and without accents."""
    return _NOT_IN_NAMES.sub("", _DUBLIN_CORE.sub("", _plain(name).lower()))


def _plain(name: str) -> str:
    """Return a name without the accents of its letters."""
    return name if name.isascii() else normalize("NFKD", name).translate(_ACCENTS)


@lru_cache(maxsize=256)
def keys_of(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return for each name a key of its own: the known name that it is, or has besides words that say nothing, else itself.

    Where two names are of one key, the first has it: the other is a name that is not known, and its value a comment.
    """
    plain = [squeezed(name) for name in names]
    keys: list[str] = []
    for name, key in zip(names, plain, strict=True):
        known = key if key in _FIELD_OF else _in_other_words(name)
        taken = known in keys or (known != key and known in plain)
        keys.append(f"{key} {len(keys)}" if taken else known or key)
    return tuple(keys)


def _in_other_words(name: str) -> str:
    """Return the known name that a name has besides words that say nothing, or words of one field (``Body Text``); or ""."""
    words = [word.lower() for word in _WORD.findall(_plain(name))] if len(name) <= _LONGEST_NAME else []
    telling = [word for word in words if word not in _FILLERS]
    if "".join(telling) in _FIELD_OF:
        return "".join(telling)
    fields = {_FIELD_OF.get(word, "") for word in telling}
    return telling[0] if len(fields) == 1 and "" not in fields else ""


def is_known(name: str) -> bool:
    """Say whether a name is known, be it in other words."""
    return keys_of((name,))[0] in _FIELD_OF


def known_names(names: Iterable[str]) -> int:
    """Return how many of the names are known; where none is in its own words, names in other words are prose."""
    names = tuple(names)
    if not any(squeezed(name) in _FIELD_OF for name in names):
        return 0
    return sum(key in _FIELD_OF for key in keys_of(names)) + (1 if text_parts(names) else 0)


@lru_cache(maxsize=256)
def text_parts(names: tuple[str, ...]) -> tuple[int, ...]:
    """Return the columns of a message that stands in several, ``Text 1``, ``Text 2``, in the order of their numbers; or ()."""
    numbered: dict[str, dict[int, int]] = {}
    for at, name in enumerate(names):
        if (match := _NUMBERED.match(squeezed(name))) and match[1] in NAMES["text"]:
            numbered.setdefault(match[1], {})[int(match[2])] = at
        elif squeezed(name) in NAMES["text"]:
            numbered.setdefault(squeezed(name), {})[0] = at
    several = [parts for parts in numbered.values() if len(parts) > 1]
    return tuple(at for _, at in sorted(several[0].items())) if len(several) == 1 else ()


def text_column(names: tuple[str, ...], rows: Sequence[Sequence[str]]) -> int:
    """Return which column of an unknown name has the messages, of a table that names none: -1 without one.

    It is the one column in which most of the values are cables of three lines at least.
    """
    if text_parts(names):
        return -1
    found = -1
    for at, key in enumerate(keys_of(names)):
        values = [row[at] for row in rows[:_TRIED] if at < len(row) and row[at].strip()]
        if key in NAMES["text"]:
            return -1
        if key not in _FIELD_OF and values and 2 * sum(map(_is_message, values)) > len(values):
            if found >= 0:
                return -1
            found = at
    return found


def _is_message(value: str) -> bool:
    text = value.strip()
    return text.count("\n") >= _FEWEST_LINES and read_source(text.encode("utf-8", "replace"), "").layout != "unknown"


def id_column(names: tuple[str, ...], rows: Sequence[Sequence[str]], vocabulary: Vocabulary) -> int:
    """Return which column has the identifiers: one of a known name, the first whose values are identifiers; -1 without one.

    A row number is none, whatever its column is called. Without a known name it is the first column of an unknown name that has
    nothing but identifiers.
    """
    keys = keys_of(names)
    columns = sorted(
        (at for at, key in enumerate(keys) if key in NAMES["id"]), key=lambda at: NAMES["id"].index(keys[at])
    )
    if not columns:
        return next((at for at, key in enumerate(keys) if _has_identifiers(at, key, rows, vocabulary)), -1)
    best, most = columns[0], 0
    for at in columns:
        read = sum(identity_in(row[at], "", vocabulary)[0] is not None for row in rows if at < len(row))
        if read > most:
            best, most = at, read
    if not most:  # what they count are rows
        return next((at for at, key in enumerate(keys) if _has_identifiers(at, key, rows, vocabulary)), best)
    return best


def _has_identifiers(at: int, key: str, rows: Sequence[Sequence[str]], vocabulary: Vocabulary) -> bool:
    """Say whether a column of an unknown name, of titles or of files has an identifier in each row that fills it."""
    values = [row[at] for row in rows[:_TRIED] if at < len(row) and row[at].strip()]
    return (
        _FIELD_OF.get(key, "title") in {"title", "file"}
        and bool(values)
        and all(identity_in(value, "", vocabulary)[0] is not None for value in values)
    )


def identity_in(value: str, sender: str, vocabulary: Vocabulary) -> tuple[Identity | None, tuple[str, ...]]:
    """Read the identifier that a value is, or that the name of a file is in a path or an address of the Web."""
    value = value.strip().strip("='\"")  # as spreadsheets mark what is no number
    found = read_identity(value, vocabulary, sender)
    if found[0] is None and (match := _PATH.match(value)):
        found = read_identity(match[1], vocabulary, sender)
    return found
