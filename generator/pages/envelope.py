"""The transmission header in plain sentences: one line of it at a time. Makes values, no HTML."""

import re
from collections.abc import Mapping

import msgspec

from generator.cables.addressees import parse_addressee
from generator.cables.model import Envelope, Piece
from generator.vocabulary import Vocabulary

_PLACES: Mapping[str, str] = {
    "transmission-id": "routing",
    "routing": "routing",
    "station": "routing",
    "signals": "routing",
    "date-time-group": "date-time-group",
    "from": "addressees",
    "to": "addressees",
    "info": "addressees",
    "excluded": "addressees",
}
_RELAY = {"ZZ": "flash", "OO": "immediate", "PP": "priority", "RR": "routine", "YY": "flash override"}
_LABEL = re.compile(r"(?:TO|INFO|XMT)\s+")


class EnvelopeLine(msgspec.Struct, frozen=True):
    """A line of the header as printed, what it says in plain words, and the part of "How to read a cable" about it."""

    text: str
    words: str
    help: str


def explain_envelope(envelope: Envelope, vocabulary: Vocabulary) -> tuple[EnvelopeLine, ...]:
    """Say in plain sentences what each line of a header says, in its order."""
    return tuple(_explain(piece, envelope, vocabulary) for piece in envelope.lines)


def _explain(piece: Piece, envelope: Envelope, vocabulary: Vocabulary) -> EnvelopeLine:
    rule = piece.rule.removeprefix("envelope.")
    text = piece.text.strip()
    words = _SENTENCES[rule](text, envelope, vocabulary) if rule in _SENTENCES else "Kept as it is; its meaning is not known."
    return EnvelopeLine(text, words, _PLACES.get(rule, "routing"))


def _station_name(indicator: str, vocabulary: Vocabulary) -> str:
    name = vocabulary.routing.get(indicator)
    return f"{indicator} ({name})" if name else indicator


def _transmission(_text: str, _envelope: Envelope, _vocabulary: Vocabulary) -> str:
    return "The number that the transmitting station gave this message."


def _routing(text: str, _envelope: Envelope, vocabulary: Vocabulary) -> str:
    words = text.split()
    stations = ", ".join(_station_name(word, vocabulary) for word in words if len(word) > 2)  # two letters are a precedence
    if words[0] in _RELAY:
        return f"To be relayed with {_RELAY[words[0]]} precedence by {stations}."
    return f"To be relayed also by {stations}."


def _station(_text: str, envelope: Envelope, vocabulary: Vocabulary) -> str:
    section = f", section {int(envelope.station_section)}" if envelope.station_section else ""
    clock = f"{envelope.filed_time[:2]}:{envelope.filed_time[2:]}"
    return (
        f"From station {_station_name(envelope.station, vocabulary)}: its message {envelope.station_serial}{section}, "
        f"filed on day {envelope.filed_day} of the year at {clock} UTC."
    )


def _signals(text: str, _envelope: Envelope, vocabulary: Vocabulary) -> str:
    words = text.split()
    signal = vocabulary.signals.get(" ".join(words[:2])) or vocabulary.signals.get(words[0])
    rest = [vocabulary.signals[word].meaning for word in words[2:] if word in vocabulary.signals and word != "ZZH"]
    meaning = signal.meaning if signal else "An operating signal"
    return ". ".join([meaning, *rest]) + "."


def _date_time_group(_text: str, envelope: Envelope, _vocabulary: Vocabulary) -> str:
    if envelope.dtg_date is None:
        return "The date-time group, which cannot be read as a date."
    when = f"Sent on {envelope.dtg_date:%-d %B %Y} at {envelope.dtg_date:%H:%M} UTC"
    words = [word.lower() for word in envelope.precedence]
    if not words:
        return f"{when}."
    if len(words) == 1:
        return f"{when}, with {words[0]} precedence."
    return f"{when}: {words[0]} for those who act, {words[1]} for those who are informed."


def _from(_text: str, envelope: Envelope, _vocabulary: Vocabulary) -> str:
    return f"Sent by {envelope.sender}."


def _addressee(text: str, purpose: str, vocabulary: Vocabulary) -> str:
    one = parse_addressee(_LABEL.sub("", text, count=1))
    station = f", reached through {_station_name(one.routing, vocabulary)}" if one.routing else ""
    office = f", office {one.office}" if one.office else ""
    count = f"; the sender's message number {int(one.count)} to it" if one.count else ""
    return f"{purpose} {one.name}{office}{station}, {one.precedence.lower()} precedence{count}."


def _to(text: str, _envelope: Envelope, vocabulary: Vocabulary) -> str:
    return _addressee(text, "For action:", vocabulary)


def _info(text: str, _envelope: Envelope, vocabulary: Vocabulary) -> str:
    return _addressee(text, "For information:", vocabulary)


def _excluded(text: str, _envelope: Envelope, _vocabulary: Vocabulary) -> str:
    return f"Of the group above, not to {_LABEL.sub('', text, count=1)}."


def _distribution(_text: str, _envelope: Envelope, _vocabulary: Vocabulary) -> str:
    return "Offices of the Department that received copies, and how many."


def _notice(_text: str, _envelope: Envelope, _vocabulary: Vocabulary) -> str:
    return "The publisher's notice that the transmission header is missing."


def _page(_text: str, _envelope: Envelope, _vocabulary: Vocabulary) -> str:
    return "A page mark of the message system within the header."


def _drafting(_text: str, _envelope: Envelope, _vocabulary: Vocabulary) -> str:
    return "Who drafted, cleared or approved the message."


def _separator(_text: str, _envelope: Envelope, _vocabulary: Vocabulary) -> str:
    return "A mark of the message system."


_SENTENCES = {
    "transmission-id": _transmission,
    "routing": _routing,
    "station": _station,
    "signals": _signals,
    "date-time-group": _date_time_group,
    "from": _from,
    "to": _to,
    "info": _info,
    "excluded": _excluded,
    "distribution": _distribution,
    "notice": _notice,
    "page": _page,
    "drafting": _drafting,
    "separator": _separator,
}
