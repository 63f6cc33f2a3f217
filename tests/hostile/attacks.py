"""Attacks that a text may carry, and a room whose every field and layout carries them. Asserts nothing."""

import html
from pathlib import Path

from tests.room import Room

# A script that runs calls ran(); the browser tests define it before anything of the page is read.
SCRIPTS = (
    "<script>ran()</script>",
    "</script><script>ran()</script>",
    "</title><script>ran()</script>",
    "</textarea></style></pre><script>ran()</script>",
    '"><img src=x onerror=ran()>',
    "' onmouseover='ran()' autofocus onfocus='ran()' x='",
    '" autofocus onfocus="ran()" x="',
    "<svg onload=ran()>",
    "<iframe srcdoc='<script>parent.ran()</script>'></iframe>",
    "<details open ontoggle=ran()>",
    "]]><script>ran()</script>",
    "--><script>ran()</script>",
    "&lt;script&gt;ran()&lt;/script&gt;",
    "<a href='javascript:ran()'>here</a>",
    "<meta http-equiv=refresh content='0;url=javascript:ran()'>",
    "<base href='https://elsewhere.example/'>",
    "<link rel=stylesheet href='https://elsewhere.example/x.css'>",
    "<form action='https://elsewhere.example/'><button>",
)
TEMPLATES = ("{{ 7 * 7771 }}", "{% raise %}", "{{ site.__class__.__mro__ }}", "#{7*7771}", "${7*7771}", "<%= 7*7771 %>")
SHEETS = ("=HYPERLINK(1)", "+1+1", "-1+1", "@SUM(1)", "\t=1+1")
UNSEEN = (
    "\u202etxt.exe",
    "\u2066\u2067\u2069",
    "\u200bzero\u200dwidth\ufeff",
    "\u0000nul",
    "\x1b[31mred\x1b]0;title\x07",
)
EVERY = SCRIPTS + TEMPLATES + SHEETS + UNSEEN
EVIL_IDS = (
    "../../x",
    "..\\..\\x",
    "/etc/x",
    "CON",
    "con.txt",
    "NUL",
    "a/../../b",
    "07VENSK12/../../../x",
    ".",
    "..",
    " ",
    "\u0000",
)


def attacked_message(attack: str, number: int) -> str:
    """Return a message as transmitted with an attack in each field of it, on one line each."""
    one = " ".join(attack.split())
    return (
        f"VZCZCXRO{number:04d} {one}\nPP RUEHLX {one}\nDE RUEHVK #{number:04d}/01 1151024\nZNR UUUUU ZZH {one}\n"
        f"P 251024Z APR 07 {one}\nFM AMCONSUL VENSK {one}\nTO RUEHLX/AMEMBASSY LINDEMAR {one} PRIORITY 0001\n"
        f"INFO RUEHC/{one}\n\nUNCLAS SECTION 01 OF 02 VENSK {number:06d} {one}\n\nSIPDIS {one}\n\nDEPT FOR {one}\n\n"
        f"E.O. 12958: DECL: {one}\nTAGS: PREL, {one}\nSUBJECT: {one}\n\nREF: A. LINDEMAR 77 {one}\n     B. {one}\n\n"
        f"Classified By: {one} for reason 1.4 (b) {one}\n\n1. (U) Summary: {one} End summary.\n\n{one}\n-------------\n\n"
        f"2. (SBU) See ref A and {one} of 07 LINDEMAR 77. {one}\n\n-- {one}\na) {one}\n\n"
        f"COL{one}    12    13    14\nrow      22    23    24\nrow      32    33    34\n\n"
        f"VENSK {number:08d}  002 OF 002 {one}\n\n"
        f"3. Comment: {one} End comment.\n\n{one}\nHOLM\n"
    )


def front_matter(attack: str, cable_id: str) -> str:
    """Return front matter with an attack in every text of it."""
    one = "".join(f"\\u{ord(letter):04X}" for letter in attack)
    return (
        f'+++\nid = "{cable_id}"\ncreated = 2007-04-25T10:24:00Z\nclassification = "UNCLASSIFIED {one}"\n'
        f'origin = "{one}"\ntitle = "{one}"\ntags = ["PREL", "{one}"]\nsource = "{one}"\ncollection = "{one}"\n'
        f'note = "{one}"\n+++\n'
    )


def saved_page(attack: str, cable_id: str, message: str) -> str:
    """Return a saved page of a publisher with an attack in every cell, raw and written as entities."""
    cells = f"{attack} {html.escape(attack)}"
    header, _, body = message.partition("\n\n")
    blocks = "".join(f"<code><pre>{part.replace(chr(10), '&#x000A;')}</pre></code>\n" for part in (header, body))
    return (
        f"<html><head><title>{cells}</title></head><body><h3>Viewing cable {cable_id}, {cells}</h3>\n"
        "<table class='cable'><tr><th>Reference ID</th><th>Created</th><th>Released</th><th>Classification</th>"
        "<th>Origin</th></tr>\n"
        f"<tr><td><a href='/cable/{cable_id}.html'>{cable_id}</a></td><td>2007-04-25 10:10</td><td>2010-12-01 {cells}</td>"
        f"<td>UNCLASSIFIED {cells}</td><td>{cells}</td></tr></table>\n{blocks}</body></html>\n"
    )


def page_text(attack: str, cable_id: str, message: str) -> str:
    """Return a pasted page with an attack behind each label."""
    one = " ".join(attack.split())
    return (
        f"Identifier\nCreated\nClassification\nOrigin\n{cable_id}\n2007-04-25 10:24:00\nUNCLASSIFIED {one}\n{one}\n"
        f"Cable title: \u00a0{one}\nTags: \u00a0PREL\u00a0{one}\n pdf how-to read a cable\n{message}"
    )


def five_lines(attack: str, cable_id: str, message: str) -> str:
    """Return a five-line text with an attack in its title, classification and origin."""
    one = " ".join(attack.split())
    return f"{cable_id}\n{one}\nWed Apr 25 00:00:00 +0200 2007\nUNCLASSIFIED {one}\n{one}\n{message}"


def dump_row(attack: str, cable_id: str, message: str) -> str:
    """Return a row of a dump with an attack in every column that is text."""
    header, _, body = message.partition("\n\n")
    cells = (
        "12",
        "4/25/2007 10:24",
        cable_id,
        attack,
        f"UNCLASSIFIED {attack}",
        f"07LINDEMAR77|{attack}",
        header,
        body,
    )
    return ",".join('"{}"'.format(cell.replace("\\", "\\\\").replace('"', '\\"')) for cell in cells) + "\n"


def hostile_room(folder: Path) -> Room:
    """Write a room in which every attack stands in every field of every layout, in notes, pages, words and settings."""
    room = Room(folder)
    number = 100
    for attack in EVERY:
        for layout in ("txt", "front", "html", "page", "five", "csv"):
            number += 1
            cable_id, message = f"07VENSK{number}", attacked_message(attack, number)
            if layout == "txt":
                room.put(f"cables/{cable_id}.txt", message)
            elif layout == "front":
                room.put(f"cables/front/{cable_id}.txt", front_matter(attack, cable_id) + message)
            elif layout == "html":
                room.put(f"cables/saved/{cable_id}.html", saved_page(attack, cable_id, message))
            elif layout == "page":
                room.put(f"cables/pasted/{cable_id}.txt", page_text(attack, cable_id, message))
            elif layout == "five":
                room.put(f"cables/five/{cable_id}.txt", five_lines(attack, cable_id, message))
            else:
                room.put(f"cables/rows/{cable_id}.csv", dump_row(attack, cable_id, message))
        room.put(f"notes/07VENSK{number}.md", _markdown(attack) + f"\n\n## p2\n\n{_markdown(attack)}\n")
        room.put(f"pages/attack-{number}.md", _markdown(attack))
    for place, evil in enumerate(EVIL_IDS):
        room.put(f"cables/ids/evil{place}.txt", front_matter("", evil) + attacked_message("evil", 9000 + place))
    _words(room)
    return room


def _markdown(attack: str) -> str:
    return (
        f"# {attack}\n\n{attack}\n\n[link](javascript:ran()) [data](data:text/html,<script>ran()</script>) "
        f"[js](  JaVaScRiPt&colon;ran()) ![i](javascript:ran()) <javascript:ran()>\n\n| {attack} | b |\n|---|---|\n"
        f"| {attack} | d |\n\n```{attack}\n{attack}\n```\n\n[^1]: {attack}\n\nSee [^1].\n\n"
        f'[r]: javascript:ran() "{attack}"\n\n[r]\n'
    )


def _words(room: Room) -> None:
    """Attacks in the owner's own tables and settings: an owner may have them from elsewhere."""
    quoted = SCRIPTS[4].replace('"', '""')
    room.put(
        "vocabulary/posts.csv",
        "code,name,kind,city,country,region,country_code,latitude,longitude\n"
        f'VENSK,"{quoted}",consulate,"{quoted}","{quoted}","{quoted}",QH,61.5,4.5\n',
    )
    room.put("vocabulary/tags.csv", f'code,kind,meaning\nPREL,subject,"{quoted}"\nQH,country,"{quoted}"\n')
    room.put("vocabulary/acronyms.csv", f'term,meaning\nHOLM,"{quoted}"\nSBU,"{quoted}"\n')
    settings = "".join(f"\\u{ord(letter):04X}" for letter in SCRIPTS[4] + SCRIPTS[1])
    room.put(
        "site.toml",
        f'[site]\ntitle = "{settings}"\ndescription = "{settings}"\ncontact = "{settings}"\n'
        'base_url = "https://example.org/room/"\n',
    )
