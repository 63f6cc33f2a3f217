"""How to cite a cable or one of its paragraphs: Chicago, FRUS, APA, RIS, BibTeX and CSL-JSON.

Rules: Chicago Manual of Style 17 (14.290, government documents), the Office of the Historian's own source notes (FRUS),
APA 7 (reports), the RIS and BibTeX formats as Zotero reads them, CSL 1.0.2. Plain text; no HTML is made here.
"""

import datetime as dt

import msgspec

from generator.cables.model import Cable
from generator.config import Site
from generator.corpus.facts import caveat_of
from generator.pages.archive_record import archival_citation
from generator.pages.cable.classification_words import classification_in_words
from generator.pages.dates import american_day
from generator.pages.views import CableView

_POSTS = (
    "Embassy", "Consulate", "Mission", "Interests Section", "Office", "Regional Presence", "Iran RPO", "Institute",
)  # fmt: skip
# BibTeX counts a brace behind a backslash too, so one that has no other would tear the entry.
_BIBTEX = str.maketrans(
    {"\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
     "^": r"\textasciicircum{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_"}
)  # fmt: skip
# Blanks are encoded too: some browsers take them out of what they do not know for text.
_IN_A_LINK = tuple((sign, f"%{ord(sign):02X}") for sign in "%#&<>\"' \t\r\n{}[]\\^`|")
_BIBTEX_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Citation(msgspec.Struct, frozen=True):
    """A citation in one form: its name, its text, and for one to save name and media type of its file, else ""."""

    form: str
    text: str
    file: str = ""
    media: str = ""

    @property
    def link(self) -> str:
        """Return a ``data:`` address that holds the text, so that a link saves it without a script."""
        text = self.text
        for sign, encoded in _IN_A_LINK:  # a table of signs for ``str.translate`` takes four times as long
            text = text.replace(sign, encoded)
        return f"data:{self.media},{text}"


class _Parts(msgspec.Struct, frozen=True):
    """What all forms are made of. url is "" when the site's address is not known.

    caveat is a sentence on how the text was made, archive where the record lies, each without its stop, "" for none.
    """

    id: str
    author: str
    title: str
    date: dt.datetime | None
    room: str
    url: str
    caveat: str = ""
    archive: str = ""

    @property
    def held(self) -> str:
        """Return where the record lies, the room and the caveat, as forms in words have them."""
        return ". ".join(part for part in (self.archive, self.room, self.caveat) if part)

    @property
    def held_in_sentence(self) -> str:
        """Return the same to stand behind a comma."""
        return self.held[:1].lower() + self.held[1:] if self.archive else self.held


def citations_of(cable: Cable, view: CableView, site: Site) -> tuple[Citation, ...]:
    """Return the citation of a cable in each form."""
    parts = _parts(cable, view, site)
    return (
        Citation("Chicago", _chicago(parts)),
        Citation("Chicago, note", _chicago_note(cable, parts)),
        Citation("FRUS", _frus(cable, view, parts)),
        Citation("APA", _apa(parts)),
        Citation("RIS", _ris(view, parts), f"{parts.id}.ris", "application/x-research-info-systems"),
        Citation("BibTeX", _bibtex(parts), f"{parts.id}.bib", "application/x-bibtex"),
        Citation("CSL-JSON", _csl(parts), f"{parts.id}.json", "application/vnd.citationstyles.csl+json"),
    )


def note_before_number(cable: Cable, view: CableView, site: Site) -> str:
    """Return the beginning of the note that cites a cable, behind which the number of a paragraph may stand."""
    return _note(_parts(cable, view, site), recipient_of(cable))


def author_of(origin: str, post: str, *, specimen: bool = False) -> str:
    """Return who wrote, as a corporate author: ``U.S. Embassy Astana``; a specimen's invented post stands as it is."""
    if specimen or not origin:
        return origin or post or "Unknown post"
    if origin == "Secretary of State":
        return "U.S. Department of State"
    return f"U.S. {origin}" if origin.startswith(_POSTS) else origin


def _parts(cable: Cable, view: CableView, site: Site) -> _Parts:
    url = site.base_url + view.address if site.base_url else ""
    caveat = caveat_of(cable.note)
    author = author_of(view.origin, view.post, specimen=view.specimen)
    title = cable.title or cable.id
    return _Parts(cable.id, author, title, cable.date, site.title, url, caveat, archival_citation(cable))


def _chicago(parts: _Parts) -> str:
    day = f", {american_day(parts.date)}" if parts.date else ""
    stop = "" if parts.title.endswith((".", "?", "!")) else "."
    place = f" {parts.url}." if parts.url else ""
    return f"{parts.author}. “{parts.title}{stop}” Cable {parts.id}{day}. {parts.held}.{place}"


def _chicago_note(cable: Cable, parts: _Parts) -> str:
    """Return the form of a footnote: from whom to whom, as the manual has letters."""
    return f"{', '.join(one for one in (_note(parts, recipient_of(cable)), parts.held_in_sentence, parts.url) if one)}."


def _note(parts: _Parts, recipient: str) -> str:
    to = f" to {recipient}" if recipient else ""
    stop = "" if parts.title.endswith(("?", "!")) else ","
    day = f", {american_day(parts.date)}" if parts.date else ""
    return f"{parts.author}{to}, “{parts.title.rstrip('.')}{stop}” cable {parts.id}{day}"


def recipient_of(cable: Cable) -> str:
    """Return to whom a cable was sent for action, "" where the header does not say or names several posts."""
    names = [addressee.name.upper() for addressee in cable.envelope.to]
    return "Secretary of State" if any(name.startswith("SECSTATE") for name in names) else ""


def _frus(cable: Cable, view: CableView, parts: _Parts) -> str:
    """Return the style of the editors of Foreign Relations: what it is, from whom to whom, when, how marked."""
    to = " to the Department of State" if recipient_of(cable) else ""
    sender, city = _sender_and_city(view)
    when = ", ".join(
        [
            *([city] if city else []),
            *([american_day(parts.date)] if parts.date else []),
            *([f"{parts.date:%H%M}Z"] if parts.date and cable.precision == "minute" else []),
        ]
    )
    level, *caveats = classification_in_words(cable.classification).split(", ")
    words = (level, *caveats, *cable.envelope.precedence[:1], *cable.captions)
    marks = list(dict.fromkeys(word[:1].upper() + word[1:].lower() for word in words if word))
    marked = f" {'; '.join(marks)}." if marks else ""
    place = f" {parts.url}." if parts.url else ""
    told = f"Telegram {cable.serial or parts.id} from {sender}{to}{', ' if when else ''}{when}."
    return f"{told}{marked} {parts.id}, {parts.held_in_sentence}.{place}"


def _sender_and_city(view: CableView) -> tuple[str, str]:
    """Return sender and city: Embassy Astana is ``the Embassy in Kazakhstan`` and ``Astana``."""
    kind, _, city = view.origin.partition(" ")
    if kind == "Embassy" and city:
        return f"the Embassy in {view.country or city}", city
    if kind == "Consulate" and city:
        kind = "Consulate General" if city.startswith("General ") else kind
        city = city.removeprefix("General ")
        return f"the {kind} in {city}", city
    if view.origin == "Secretary of State":
        return "the Department of State", "Washington"
    return f"the {view.origin}" if view.origin.startswith(_POSTS) else (view.origin or view.post), ""


def _apa(parts: _Parts) -> str:
    date = parts.date
    day = f"{date.year}, {american_day(date).rsplit(',', 1)[0]}" if date else "n.d."
    place = f" {parts.url}" if parts.url else ""
    return f"{parts.author}. ({day}). {parts.title} (Cable No. {parts.id}). {parts.held}.{place}"


def _ris(view: CableView, parts: _Parts) -> str:
    """Return a record of RIS; the comma behind the author keeps EndNote from taking its last word for a family name."""
    lines = [
        ("TY", "GOVDOC"),
        ("AU", f"{parts.author},"),
        ("TI", parts.title),
        ("M3", "Diplomatic cable"),
        ("M1", parts.id),
    ]
    if parts.date:
        lines += [("PY", str(parts.date.year)), ("DA", f"{parts.date:%Y/%m/%d}/")]
    lines += [("PB", parts.room), ("LA", "en")]
    if parts.archive:
        lines.append(("AV", parts.archive))
    if parts.caveat:
        lines.append(("N1", parts.caveat))
    lines += [("KW", tag.meaning or tag.code) for tag in view.tags]
    if parts.url:
        lines.append(("UR", parts.url))
    return "".join([f"{name}  - {text}\n" for name, text in (*lines, ("ER", ""))])


def _bibtex(parts: _Parts) -> str:
    fields = {"author": f"{{{parts.author.translate(_BIBTEX)}}}", "title": f"{{{parts.title.translate(_BIBTEX)}}}"}
    if parts.date:
        fields["year"] = str(parts.date.year)
    fields["howpublished"] = f"Diplomatic cable {parts.id}"
    fields["note"] = parts.held.translate(_BIBTEX)
    if parts.url:
        fields["url"] = parts.url
    lines = [f"\t{name} = {{{text}}}," for name, text in fields.items()]
    if parts.date:
        lines.insert(3, f"\tmonth = {_BIBTEX_MONTHS[parts.date.month - 1]},")
        lines.insert(4, f"\tday = {{{parts.date.day}}},")
    return "\n".join([f"@misc{{{parts.id},", *lines, "}"])


def _csl(parts: _Parts) -> str:
    item: dict[str, object] = {
        "id": parts.id,
        "type": "document",
        "genre": "Diplomatic cable",
        "author": [{"literal": parts.author}],
        "title": parts.title,
        "number": parts.id,
    }
    if parts.date:
        item["issued"] = {"date-parts": [[parts.date.year, parts.date.month, parts.date.day]]}
    item["publisher"] = parts.room
    item["language"] = "en"
    if parts.archive:
        item["archive_location"] = parts.archive
    if parts.caveat:
        item["note"] = parts.caveat
    if parts.url:
        item["URL"] = parts.url
    return msgspec.json.encode([item]).decode()
