"""The lines of a cable's header and heading, each beside a plain sentence. Explains what is printed, checks nothing.

The sentences are in the language of the room; names of stations and meanings of codes are facts, and stay English.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import groupby

import msgspec

from generator.cables.model import Addressee, Cable, Piece
from generator.language import Catalogue, message
from generator.pages.cable.classification_words import classification_in_words
from generator.pages.cable.station_names import city_or_title, several, with_title
from generator.pages.html import fact_in_english, say_of_facts, words_in_place
from generator.vocabulary import Vocabulary


class Row(msgspec.Struct, frozen=True):
    """Printed lines, joined by line ends, what they say, and the anchor in "How to read a cable" that tells more.

    On a page the anchor is "" where a line above has the same. The sentence is HTML where it is ``Markup``: in a language
    in which its English names are marked as such.
    """

    printed: str
    sentence: str
    anchor: str


class _Reader(msgspec.Struct, frozen=True):
    """A cable to explain; stations are the names that it gives itself to routing indicators."""

    cable: Cable
    vocabulary: Vocabulary
    stations: Mapping[str, str]

    @property
    def words(self) -> Catalogue:
        """The words of the interface, in the language of the room."""
        return self.vocabulary.words

    def say(self, sentence: str, **facts: str | int) -> str:
        """Return a sentence in the language of the room, with its English facts in place."""
        return say_of_facts(self.words, sentence, facts)

    def precedence(self, word: str) -> str:
        """Return a precedence as a word in a sentence."""
        return words_in_place(self.words, self.words.say(word.lower()))


# Rules whose lines are told together: one sentence for a subject printed on three lines.
_JOINED = frozenset(
    {"heading.subject", "heading.references", "heading.attention", "heading.tags", "heading.by", "heading.order",
     "envelope.notice", "envelope.distribution", "envelope.routing"}
)  # fmt: skip
_LETTERS = {
    "Z": message("flash"), "O": message("immediate"), "P": message("priority"), "R": message("routine"),
    "Y": message("flash override"),
}  # fmt: skip
_PAGE_LINE = re.compile(r"PAGE (?P<page>\d{2})\s+[A-Z]+\s+\d+")
_UNREAD = message("This line is kept as printed; the room does not know its form.")


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
        sentence = reader.say(
            message("For information, {precedence}, each with its station: {names}."),
            precedence=reader.precedence(precedence), names=named,
        )  # fmt: skip
        yield Row("\n".join(printed), sentence, "precedence")


def _together(parts: Sequence[str]) -> str:
    return reduce(lambda text, part: text + " " + part, parts)  # text, or HTML if the parts are HTML


def _row(reader: _Reader, rule: str, printed: str) -> Row:
    explain, anchor = _RULES.get(rule, (_UNREAD, "identifier"))
    return Row(printed, reader.say(explain) if isinstance(explain, str) else explain(reader, printed), anchor)


def _routing(reader: _Reader, _printed: str) -> str:
    envelope = reader.cable.envelope
    word = _LETTERS.get(envelope.relay_precedence[:1], "")
    stations = ", ".join(_relayed_to(indicator, reader) for indicator in envelope.relay)
    stations = stations or words_in_place(reader.words, reader.words.say(message("the stations named")))
    if not word:
        return reader.say(message("Relayed to {stations}."), stations=stations)
    sentence = message("Relayed with {precedence} precedence to {stations}.")
    return reader.say(sentence, precedence=reader.precedence(word), stations=stations)


def _relayed_to(indicator: str, reader: _Reader) -> str:
    """Return an indicator with its station, an embassy or consulate by its city alone: a cable may go to twenty."""
    name = _station_named(indicator, reader)
    return f"{indicator} ({city_or_title(name, reader.vocabulary)})" if name else indicator


def _station_named(indicator: str, reader: _Reader) -> str:
    """Return the printed name of a station: as this cable names it, else as the table does, else ""."""
    return reader.stations.get(indicator) or reader.vocabulary.routing.get(indicator, "")


def _origin(reader: _Reader, _printed: str) -> str:
    envelope = reader.cable.envelope
    name = _station_named(envelope.station, reader)
    sentence = message("From station {station}: its message {number}, filed on day {day} of the year at {time} UTC.")
    if envelope.station_section.isdigit():
        sentence = message(
            "From station {station}: its message {number}, section {section}, filed on day {day} of the year at {time} UTC."
        )
    return reader.say(
        sentence,
        station=f"{envelope.station} ({with_title(name, reader.vocabulary)})" if name else envelope.station,
        number=envelope.station_serial,
        section=envelope.station_section.lstrip("0"),
        day=envelope.filed_day or 0,
        time=f"{envelope.filed_time[:2]}:{envelope.filed_time[2:]}",
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
    unknown = message("Operating signals of the network; their meaning is not known here.")
    return fact_in_english(reader.words, f"{'. '.join(said)}.") if said else reader.say(unknown)


def _lowered(meaning: str) -> str:
    """Return a meaning as the middle of a sentence: its first letter small unless the word is in capitals."""
    return meaning if meaning[1:2].isupper() else meaning[:1].lower() + meaning[1:]


def _date_time(reader: _Reader, _printed: str) -> str:
    envelope = reader.cable.envelope
    urgency = [reader.precedence(word) for word in envelope.precedence]
    said = []
    if len(urgency) == 1:
        said.append(reader.say(message("Precedence {action}."), action=urgency[0]))
    elif urgency:
        both = message("Precedence {action} for action, {information} for information.")
        said.append(reader.say(both, action=urgency[0], information=urgency[1]))
    if envelope.dtg_date is None:
        said.append(reader.say(message("A date-time group that cannot be read as a date.")))
    else:
        time = words_in_place(reader.words, reader.words.time(envelope.dtg_date, "minute"))
        said.append(reader.say(message("Written on {time} (Z is Greenwich time)."), time=time))
        suffix = reader.vocabulary.signals.get(envelope.dtg_suffix.partition(" ")[0])
        if suffix and suffix.confirmed:
            said.append(fact_in_english(reader.words, f"{suffix.signal}: {_lowered(suffix.meaning)}."))
    return _together(said)


def _sender(reader: _Reader, _printed: str) -> str:
    return reader.say(message("From {name}."), name=with_title(reader.cable.envelope.sender, reader.vocabulary))


def _addressed(reader: _Reader, printed: str, addressee: Addressee | None, *, action: bool) -> Row:
    if addressee is None:
        return Row(printed, reader.say(_UNREAD), "precedence")
    details = []
    if addressee.office:
        details.append(reader.say(message("office {office}"), office=addressee.office))
    if addressee.routing:
        details.append(reader.say(message("by station {station}"), station=addressee.routing))
    details.append(reader.precedence(addressee.precedence))
    said = [
        reader.say(
            message("For action: {name}, {details}.") if action else message("For information: {name}, {details}."),
            name=with_title(addressee.name, reader.vocabulary),
            details=reduce(lambda one, two: reader.say(message("{one}, {two}"), one=one, two=two), details),
        )
    ]  # fmt: skip
    if addressee.count and action:
        count = message("{count} is the sender’s running count of messages to it, not a cable number.")
        said.append(reader.say(count, count=addressee.count))
    return Row(printed, _together(said), "precedence")


def _page(reader: _Reader, printed: str) -> str:
    page = _PAGE_LINE.match(printed)
    if page is None:
        return reader.say(message("A page line of the message system."))
    sentence = message("Page {page} as the message system printed it: the post, cut short, and the message’s number.")
    return reader.say(sentence, page=int(page["page"]))


def _separator(reader: _Reader, printed: str) -> str:
    if printed.strip().isdigit():
        return reader.say(message("A number that the message system put here; it is no part of the message."))
    return reader.say(message("A line across, with no meaning of its own."))


def _classification(reader: _Reader, _printed: str) -> str:
    cable = reader.cable
    words = classification_in_words(cable.classification or cable.level)
    level = words[:1].lower() + words[1:] or words_in_place(reader.words, reader.words.say(message("not known")))
    sentence = message("Classification {level}; then the post and the number of the message.")
    if cable.sections > 1:
        sentence = message(
            "Classification {level}, section 1 of {sections}; then the post and the number of the message."
        )
    return reader.say(sentence, level=level, sections=cable.sections)


def _caption(reader: _Reader, printed: str) -> str:
    said = caption_meanings(printed.split("/"), reader.vocabulary)
    if len(said) == 1 and said[0][0] == printed.strip().upper():  # the line itself names it
        return fact_in_english(reader.words, f"{said[0][1][:1].upper()}{said[0][1][1:]}.")
    unknown = message("A caption; its meaning is not known here.")
    return (
        fact_in_english(reader.words, f"{'. '.join(': '.join(one) for one in said)}.") if said else reader.say(unknown)
    )


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


def _order(reader: _Reader, _printed: str) -> str:
    order = reader.cable.executive_order
    if order is None:
        return reader.say(message("The executive order on classification under which the message was marked."))
    if order.declassify_on is not None:
        day = words_in_place(reader.words, reader.words.day(order.declassify_on))
        sentence = message("Executive Order {order} on classification: to be declassified on {day}.")
        return reader.say(sentence, order=order.order, day=day)
    sentence = message("Executive Order {order} on classification: with the term as printed.")
    if order.value.upper() in {"N/A", "NA", ""}:
        sentence = message(
            "Executive Order {order} on classification: not applicable, since the message is not classified."
        )
    return reader.say(sentence, order=order.order)


def _references(reader: _Reader, _printed: str) -> str:
    if len(reader.cable.references) == 1:
        return reader.say(message("The one document this message refers to; see References."))
    return reader.say(message("The documents this message refers to; see References."))


# The sentence on a line, or what makes it, by the rule that read the line; and the anchor in "How to read a cable".
_RULES: Mapping[str, tuple[str | Callable[[_Reader, str], str], str]] = {
    "envelope.transmission-id": (
        message("Start of transmission: the channel by which this copy came, and its running number there."), "identifier"
    ),
    "envelope.routing": (_routing, "routing"),
    "envelope.station": (_origin, "routing"),
    "envelope.signals": (_signals, "routing"),
    "envelope.date-time-group": (_date_time, "date-time-group"),
    "envelope.from": (_sender, "routing"),
    "envelope.excluded": (message("Exempt: this addressee of a collective is not to receive it."), "routing"),
    "envelope.notice": (
        message("The transmission header is missing from the source; this says nothing of the text."), "identifier"
    ),
    "envelope.distribution": (
        message("Distribution within the Department: offices, each with the number of its copies."), "routing"
    ),
    "envelope.drafting": (message("Who drafted, cleared or released the message at the post."), "routing"),
    "envelope.page": (_page, "sections"),
    "envelope.separator": (_separator, "sections"),
    "heading.classification": (_classification, "classification"),
    "heading.caption": (_caption, "captions"),
    "heading.corrected": (message("This is a corrected copy of a message sent before."), "captions"),
    "heading.attention": (message("For the attention of these offices and persons at the addressees."), "captions"),
    "heading.order": (_order, "executive-order"),
    "heading.tags": (
        message("TAGS: the codes by which the message is filed; their words stand at the top of this page."), "tags"
    ),
    "heading.subject": (
        message("The subject as printed; the title of this page is the same in ordinary case."), "subject"
    ),
    "heading.references": (_references, "references"),
    "heading.by": (
        message("Who classified the message, and the reasons by section 1.4 (earlier 1.5) of the order."), "classified-by"
    ),
    "heading.date-line": (message("A date set here by an editor; it is not part of the message."), "date-time-group"),
}  # fmt: skip
