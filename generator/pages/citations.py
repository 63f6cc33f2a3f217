"""How to cite a cable: Chicago, FRUS, APA, RIS, BibTeX and CSL-JSON, and a note for each paragraph.

Rules: Chicago Manual of Style 17 (14.290, government documents), the Office of the Historian's own source notes (FRUS),
APA 7 (reports), the RIS and BibTeX formats as Zotero reads them, CSL 1.0.2. Plain text; no HTML is made here.
"""

import datetime as dt

import msgspec

from generator.cables.model import Cable
from generator.config import Site
from generator.pages.dates import american_day
from generator.pages.levels import classification_in_words
from generator.pages.views import CableView

_POSTS = (
    "Embassy", "Consulate", "Mission", "Interests Section", "Office", "Regional Presence", "Iran RPO", "Institute",
)  # fmt: skip
_BIBTEX = str.maketrans(
    {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
     "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)  # fmt: skip
_BIBTEX_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Citation(msgspec.Struct, frozen=True):
    """A citation in one form: its name, its text, and for one to save name and media type of its file, else ""."""

    form: str
    text: str
    file: str = ""
    media: str = ""


class ParagraphCitation(msgspec.Struct, frozen=True):
    """A note that cites one paragraph: its anchor, its number as printed, the note."""

    anchor: str
    number: str
    text: str


class _Parts(msgspec.Struct, frozen=True):
    """What all forms are made of. url is "" when the site's address is not known."""

    id: str
    author: str
    title: str
    date: dt.datetime | None
    room: str
    url: str


def citations_of(cable: Cable, view: CableView, site: Site) -> tuple[Citation, ...]:
    """Return the citation of a cable in each form."""
    parts = _parts(cable, view, site)
    return (
        Citation("Chicago", _chicago(parts)),
        Citation("FRUS", _frus(cable, view, parts)),
        Citation("APA", _apa(parts)),
        Citation("RIS", _ris(cable, view, parts), f"{parts.id}.ris", "application/x-research-info-systems"),
        Citation("BibTeX", _bibtex(parts), f"{parts.id}.bib", "application/x-bibtex"),
        Citation("CSL-JSON", _csl(parts), f"{parts.id}.json", "application/vnd.citationstyles.csl+json"),
    )


def paragraph_citations(cable: Cable, view: CableView, site: Site) -> tuple[ParagraphCitation, ...]:
    """Return a note for each numbered paragraph, in the order of the text."""
    parts = _parts(cable, view, site)
    day = f", {american_day(parts.date)}" if parts.date else ""
    head = f"{parts.author}, “{parts.title},” cable {parts.id}{day}, para. "
    out = []
    for block in cable.blocks:
        if block.anchor and block.label:
            number = block.label.strip(" .¶")
            place = f", {parts.url}#{block.anchor}." if parts.url else "."
            out.append(ParagraphCitation(block.anchor, number, f"{head}{number}{place}"))
    return tuple(out)


def author_of(view: CableView) -> str:
    """Return who wrote, as a corporate author: ``U.S. Embassy Astana``; a specimen's invented post stands as it is."""
    if view.specimen or not view.origin:
        return view.origin or view.post or "Unknown post"
    if view.origin == "Secretary of State":
        return "U.S. Department of State"
    return f"U.S. {view.origin}" if view.origin.startswith(_POSTS) else view.origin


def _parts(cable: Cable, view: CableView, site: Site) -> _Parts:
    url = site.base_url + view.address if site.base_url else ""
    return _Parts(cable.id, author_of(view), cable.title or cable.id, cable.date, site.title, url)


def _chicago(parts: _Parts) -> str:
    day = f", {american_day(parts.date)}" if parts.date else ""
    stop = "" if parts.title.endswith((".", "?", "!")) else "."
    place = f" {parts.url}." if parts.url else ""
    return f"{parts.author}. “{parts.title}{stop}” Cable {parts.id}{day}. {parts.room}.{place}"


def _frus(cable: Cable, view: CableView, parts: _Parts) -> str:
    """Return the style of the editors of Foreign Relations: what it is, from whom to whom, when, how marked."""
    addressees = [addressee.name.upper() for addressee in cable.envelope.to]
    to = " to the Department of State" if any(name.startswith("SECSTATE") for name in addressees) else ""
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
    return f"{told}{marked} {parts.id}, {parts.room}.{place}"


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
    return f"{parts.author}. ({day}). {parts.title} (Cable No. {parts.id}). {parts.room}.{place}"


def _ris(cable: Cable, view: CableView, parts: _Parts) -> str:
    lines = [("TY", "GOVDOC"), ("AU", parts.author), ("TI", parts.title), ("M3", "Diplomatic cable"), ("M1", parts.id)]
    if parts.date:
        lines += [("PY", str(parts.date.year)), ("DA", f"{parts.date:%Y/%m/%d}/")]
    lines += [("PB", parts.room), ("LA", "en")]
    lines += [("KW", tag.meaning or tag.code) for tag in view.tags]
    if cable.summary:
        lines.append(("AB", " ".join(cable.summary.split())))
    if parts.url:
        lines.append(("UR", parts.url))
    return "\n".join([f"{name}  - {text}" for name, text in (*lines, ("ER", ""))])


def _bibtex(parts: _Parts) -> str:
    fields = {"author": f"{{{parts.author.translate(_BIBTEX)}}}", "title": f"{{{parts.title.translate(_BIBTEX)}}}"}
    if parts.date:
        fields["year"] = str(parts.date.year)
    fields["howpublished"] = f"Diplomatic cable {parts.id}"
    fields["note"] = parts.room.translate(_BIBTEX)
    if parts.url:
        fields["url"] = parts.url
    lines = [f"  {name} = {{{text}}}," for name, text in fields.items()]
    if parts.date:
        lines.insert(3, f"  month = {_BIBTEX_MONTHS[parts.date.month - 1]},")
        lines.insert(4, f"  day = {{{parts.date.day}}},")
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
    if parts.url:
        item["URL"] = parts.url
    return msgspec.json.format(msgspec.json.encode([item]), indent=2).decode()
