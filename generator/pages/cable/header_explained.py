"""The lines of a cable's header and heading, each beside a plain sentence. Explains what is printed, checks nothing."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

import msgspec

from generator.cables.model import Addressee, Cable, Envelope, Piece
from generator.pages.cable.classification_words import classification_in_words
from generator.pages.cable.station_names import city_or_title, several, with_title
from generator.pages.dates import day_in_words, time_in_words
from generator.vocabulary import Vocabulary


class Row(msgspec.Struct, frozen=True):
    """Printed lines, joined by line ends, what they say, and the anchor in "How to read a cable" that tells more."""

    printed: str
    sentence: str
    anchor: str


class _Reader(msgspec.Struct, frozen=True):
    """A cable to explain; stations are the names that it gives itself to routing indicators."""

    cable: Cable
    vocabulary: Vocabulary
    stations: Mapping[str, str]


# Rules whose lines are told together: one sentence for a subject printed on three lines.
_JOINED = frozenset(
    {"heading.subject", "heading.references", "heading.attention", "heading.tags", "heading.by", "heading.order",
     "envelope.notice", "envelope.distribution", "envelope.routing"}
)  # fmt: skip
_LETTERS = {"Z": "flash", "O": "immediate", "P": "priority", "R": "routine", "Y": "flash override"}
_PAGE_LINE = re.compile(r"PAGE (?P<page>\d{2})\s+[A-Z]+\s+\d+")


def envelope_rows(cable: Cable, vocabulary: Vocabulary) -> tuple[Row, ...]:
    """Return every line of the transmission header and of the heading block, in the order printed."""
    envelope = cable.envelope
    stations = {one.routing: one.name for one in (*envelope.info, *envelope.to) if one.routing}
    if envelope.station and envelope.sender:
        stations[envelope.station] = envelope.sender
    reader = _Reader(cable, vocabulary, stations)
    heading = [piece for piece in cable.ledger if piece.rule.startswith("heading.")]
    return tuple(_rows(reader, (*envelope.lines, *heading)))


def _rows(reader: _Reader, pieces: Iterable[Piece]) -> Iterator[Row]:
    action, information = iter(reader.cable.envelope.to), iter(reader.cable.envelope.info)
    for rule, run in groupby(pieces, key=lambda piece: piece.rule):
        lines = [piece.text.strip() for piece in run]
        if rule == "envelope.to":
            yield from (_addressed(reader, line, next(action, None), action=True) for line in lines)
        elif rule == "envelope.info":
            yield from _informed(reader, [(line, next(information, None)) for line in lines])
        elif rule in _JOINED:
            yield _row(reader, rule, "\n".join(lines))
        else:
            yield from (_row(reader, rule, line) for line in lines)


def _informed(reader: _Reader, lines: Sequence[tuple[str, Addressee | None]]) -> Iterator[Row]:
    """Yield one row for each run of addressees for information of one precedence: a cable may have fifty."""
    for precedence, run in groupby(lines, key=lambda line: line[1].precedence if line[1] else ""):
        printed, addressees = zip(*run, strict=True)
        if not precedence or len(printed) == 1:
            yield from (_addressed(reader, *one, action=False) for one in zip(printed, addressees, strict=True))
            continue
        named = several(
            [(one.name, ", ".join(part for part in (one.office, one.routing) if part)) for one in addressees],
            reader.vocabulary,
        )
        yield Row(
            "\n".join(printed), f"For information, {precedence.lower()}, each with its station: {named}.", "precedence"
        )


def _row(reader: _Reader, rule: str, printed: str) -> Row:
    explain, anchor = _RULES.get(rule, (_unread, "identifier"))
    return Row(printed, explain(reader, printed), anchor)


def _unread(_reader: _Reader, _printed: str) -> str:
    return "This line is kept as printed; the room does not know its form."


def _transmission(_reader: _Reader, _printed: str) -> str:
    return "Start of transmission: the channel by which this copy came, and its running number there."


def _routing(reader: _Reader, _printed: str) -> str:
    envelope = reader.cable.envelope
    word = _LETTERS.get(envelope.relay_precedence[:1], "")
    stations = ", ".join(_relayed_to(indicator, reader) for indicator in envelope.relay)
    return f"Relayed{f' with {word} precedence' if word else ''} to {stations or 'the stations named'}."


def _relayed_to(indicator: str, reader: _Reader) -> str:
    """Return an indicator with its station, an embassy or consulate by its city alone: a cable may go to twenty."""
    name = _station_named(indicator, reader)
    return f"{indicator} ({city_or_title(name, reader.vocabulary)})" if name else indicator


def _station(indicator: str, reader: _Reader) -> str:
    name = _station_named(indicator, reader)
    return f"{indicator} ({with_title(name, reader.vocabulary)})" if name else indicator


def _station_named(indicator: str, reader: _Reader) -> str:
    """Return the printed name of a station: as this cable names it, else as the table does, else ""."""
    return reader.stations.get(indicator) or reader.vocabulary.routing.get(indicator, "")


def _origin(reader: _Reader, _printed: str) -> str:
    envelope = reader.cable.envelope
    section = f", section {int(envelope.station_section)}" if envelope.station_section.isdigit() else ""
    time = f"{envelope.filed_time[:2]}:{envelope.filed_time[2:]}"
    return (
        f"From station {_station(envelope.station, reader)}: its message {envelope.station_serial}{section}, "
        f"filed on day {envelope.filed_day} of the year at {time} UTC."
    )


def _signals(reader: _Reader, printed: str) -> str:
    said = []
    words = printed.split()
    for at, word in enumerate(words):
        signal = reader.vocabulary.signals.get(f"{word} {words[at + 1]}") if at + 1 < len(words) else None
        signal = signal or reader.vocabulary.signals.get(word)
        if signal is not None and signal.meaning and signal.confirmed:  # better silent than doubtful on every cable
            name = f"{signal.signal} {signal.operand}".strip() if not signal.operand.count(" ") else signal.signal
            said.append(f"{name}: {_lowered(signal.meaning)}")
    return f"{'. '.join(said)}." if said else "Operating signals of the network; their meaning is not known here."


def _lowered(meaning: str) -> str:
    """Return a meaning as the middle of a sentence: its first letter small unless the word is in capitals."""
    return meaning if meaning[1:2].isupper() else meaning[:1].lower() + meaning[1:]


def _date_time(reader: _Reader, _printed: str) -> str:
    envelope = reader.cable.envelope
    words = [word.lower() for word in envelope.precedence]
    urgency = ""
    if len(words) == 1:
        urgency = f"Precedence {words[0]}. "
    elif words:
        urgency = f"Precedence {words[0]} for action, {words[1]} for information. "
    if envelope.dtg_date is None:
        return f"{urgency}A date-time group that cannot be read as a date."
    written = f"{urgency}Written on {time_in_words(envelope.dtg_date, 'minute')} (Z is Greenwich time)."
    suffix = reader.vocabulary.signals.get(envelope.dtg_suffix.partition(" ")[0])
    return f"{written} {suffix.signal}: {_lowered(suffix.meaning)}." if suffix and suffix.confirmed else written


def _sender(reader: _Reader, _printed: str) -> str:
    return f"From {sender_in_words(reader.cable.envelope, reader.vocabulary)}."


def sender_in_words(envelope: Envelope, vocabulary: Vocabulary) -> str:
    """Return who sent a cable, as words in a sentence."""
    return with_title(envelope.sender, vocabulary)


def _addressed(reader: _Reader, printed: str, addressee: Addressee | None, *, action: bool) -> Row:
    if addressee is None:
        return Row(printed, _unread(reader, ""), "precedence")
    sentence = f"{'For action' if action else 'For information'}: {with_title(addressee.name, reader.vocabulary)}"
    if addressee.office:
        sentence += f", office {addressee.office}"
    if addressee.routing:
        sentence += f", by station {addressee.routing}"
    sentence += f", {addressee.precedence.lower()}."
    if addressee.count and action:
        sentence += f" {addressee.count} is the sender’s running count of messages to it, not a cable number."
    return Row(printed, sentence, "precedence")


def _excluded(_reader: _Reader, _printed: str) -> str:
    return "Exempt: this addressee of a collective is not to receive it."


def _notice(_reader: _Reader, _printed: str) -> str:
    return "The transmission header is missing from the source; this says nothing of the text."


def _distribution(_reader: _Reader, _printed: str) -> str:
    return "Distribution within the Department: offices, each with the number of its copies."


def _drafting(_reader: _Reader, _printed: str) -> str:
    return "Who drafted, cleared or released the message at the post."


def _page(_reader: _Reader, printed: str) -> str:
    page = _PAGE_LINE.match(printed)
    if page is None:
        return "A page line of the message system."
    return f"Page {int(page['page'])} as the message system printed it: the post, cut short, and the message’s number."


def _separator(_reader: _Reader, printed: str) -> str:
    if printed.strip().isdigit():
        return "A number that the message system put here; it is no part of the message."
    return "A line across, with no meaning of its own."


def _classification(reader: _Reader, _printed: str) -> str:
    cable = reader.cable
    words = classification_in_words(cable.classification or cable.level) or "not known"
    level = words[:1].lower() + words[1:]
    parts = f", section 1 of {cable.sections}" if cable.sections > 1 else ""
    return f"Classification {level}{parts}; then the post and the number of the message."


def _caption(reader: _Reader, printed: str) -> str:
    said = caption_meanings(printed.split("/"), reader.vocabulary)
    if len(said) == 1 and said[0][0] == printed.strip().upper():  # the line itself names it
        return f"{said[0][1][:1].upper()}{said[0][1][1:]}."
    return f"{'. '.join(': '.join(one) for one in said)}." if said else "A caption; its meaning is not known here."


def caption_meanings(printed: Iterable[str], vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """Return code and meaning of each known caption; words of one line are tried whole, then one by one."""
    found = []
    for line in printed:
        caption = vocabulary.captions.get(line.strip().upper())
        names = [line.strip().upper()] if caption else line.upper().replace(",", " ").split()
        for name in names:
            known = vocabulary.captions.get(name)
            if known is not None and known.meaning:
                found.append((name, _lowered(known.meaning)))
    return found


def _attention(_reader: _Reader, _printed: str) -> str:
    return "For the attention of these offices and persons at the addressees."


def _corrected(_reader: _Reader, _printed: str) -> str:
    return "This is a corrected copy of a message sent before."


def _order(reader: _Reader, _printed: str) -> str:
    order = reader.cable.executive_order
    if order is None:
        return "The executive order on classification under which the message was marked."
    if order.declassify_on is not None:
        until = f"to be declassified on {day_in_words(order.declassify_on)}"
    elif order.value.upper() in {"N/A", "NA", ""}:
        until = "not applicable, since the message is not classified"
    else:
        until = "with the term as printed"
    return f"Executive Order {order.order} on classification: {until}."


def _tags(_reader: _Reader, _printed: str) -> str:
    return "TAGS: the codes by which the message is filed; their words stand at the top of this page."


def _subject(_reader: _Reader, _printed: str) -> str:
    return "The subject as printed; the title of this page is the same in ordinary case."


def _references(reader: _Reader, _printed: str) -> str:
    count = len(reader.cable.references)
    return f"{'The one document' if count == 1 else 'The documents'} this message refers to; see References."


def _by(_reader: _Reader, _printed: str) -> str:
    return "Who classified the message, and the reasons by section 1.4 (earlier 1.5) of the order."


def _date_line(_reader: _Reader, _printed: str) -> str:
    return "A date set here by an editor; it is not part of the message."


_RULES: Mapping[str, tuple[Callable[[_Reader, str], str], str]] = {
    "envelope.transmission-id": (_transmission, "identifier"),
    "envelope.routing": (_routing, "routing"),
    "envelope.station": (_origin, "routing"),
    "envelope.signals": (_signals, "routing"),
    "envelope.date-time-group": (_date_time, "date-time-group"),
    "envelope.from": (_sender, "routing"),
    "envelope.excluded": (_excluded, "routing"),
    "envelope.notice": (_notice, "identifier"),
    "envelope.distribution": (_distribution, "routing"),
    "envelope.drafting": (_drafting, "routing"),
    "envelope.page": (_page, "sections"),
    "envelope.separator": (_separator, "sections"),
    "heading.classification": (_classification, "classification"),
    "heading.caption": (_caption, "captions"),
    "heading.corrected": (_corrected, "captions"),
    "heading.attention": (_attention, "captions"),
    "heading.order": (_order, "executive-order"),
    "heading.tags": (_tags, "tags"),
    "heading.subject": (_subject, "subject"),
    "heading.references": (_references, "references"),
    "heading.by": (_by, "classified-by"),
    "heading.date-line": (_date_line, "date-time-group"),
}
