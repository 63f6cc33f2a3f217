"""Saved pages, front matter of other programs and objects of data bases, and what must come out, as in ``intake_cases``."""

import json

from tests.importing.intake_cases import (
    HEADER,
    OFFICES,
    Expected,
    Files,
    cable,
    ended,
    letter,
    record,
    row,
    smart,
    table,
)


def text(serial: int) -> str:
    """Return a message without a transmission header."""
    return row(serial, "")[-1]


def as_cells(*rows: tuple[str, ...]) -> str:
    """Return a page of the Web with a table below its heading and above its foot."""
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in one)}</tr>\n" for one in rows)
    return f"<!DOCTYPE html>\n<html><body><h1>Records</h1><table>{cells}</table><p>Contact us</p></body></html>"


NEW = "\n"
BANNER = 'FL-2018-02345   A-00000570483    "UNCLASSIFIED"    12/17/2019   Page'
FULL = record("1976LINDEM06501", f"R 061425Z MAR 76\n{HEADER}\nUNCLAS LINDEMAR 6501\n\nSUBJ: NETS\n\n1. NETS.\nHOLM\n")
SERIES = """<html><head><title>Series</title></head><body><nav><a href="/">Home</a></nav><div class="content">
<div class="document"><h4 class="document-head">14. Telegram From the Embassy in Lindmark to the Department of State<a
class="note" href="#fn1"><sup>1</sup></a></h4><p class="dateline">Lindemar, March 9, 1966, 6 p.m.</p>
<p>6502. The bailiff counted nets.<a class="note"><sup>2</sup></a></p><p>He was
tired.</p><p><strong>Holm</strong></p></div>
<section class="footnotes"><ol><li id="fn1">Source: Archives, Box 4. Confidential.<a>\u21a9</a></li>
<li id="fn2">They were of hemp.</li></ol></section></div><footer>Office of Nets</footer></body></html>"""

PAGES: tuple[tuple[str, Files, Expected], ...] = (
    (
        "a saved page of the fields of one record",
        {
            "x.html": as_cells(
                ("Field Title", "Value", "Meaning"),
                ("Document Number", "1976LINDEM06501", ""),
                ("Document Date", "1976-03-06", ""),
                ("Film Number", "D760012-0345", ""),
                ("Message Text", FULL.partition("Message Attributes")[0].partition("\n\n\n")[2].replace("\n", "<br>\n"), ""),
            )
        },
        {
            "76LINDEMAR6501": {
                "date": "1976-03-06",
                "from": "AMCONSUL VENSK",
                "text": "NETS.",
                "whole": "yes",
                "archive": "number=1976LINDEM06501 film=D760012-0345",
                "signature": "HOLM",
            }
        },
    ),
    (
        "a saved page of a list of records",
        {
            "x.html": as_cells(
                ("DOC NBR", "DRAFT DATE", "FROM", "SUBJECT", "TO"),
                ("1976LINDEM06503", "03/06/1976", "LINDEMAR", "NETS &amp; EELS", "STATE"),
                ("1976LINDEM06504", "03/16/1976", "LINDEMAR", "EELS", "STATE"),
            )
        },
        {
            "76LINDEMAR6503": {"date": "1976-03-06", "from": "LINDEMAR", "text": "", "has": "NETS \\u0026 EELS"},
            "76LINDEMAR6504": {"date": "1976-03-16", "to": "STATE"},
        },
    ),
    (
        "a page of the printed series",
        {"x.html": SERIES},
        {
            "66LINDEMAR6502": {
                "date": "1966-03-09",
                "level": "CONFIDENTIAL",
                "signature": "Holm",
                "text": "The bailiff counted nets.|He was tired.",
                "hasnt": "Office of Nets",
                "source": "Archives, Box 4. Confidential.",
            }
        },
    ),
    (
        "a letter in HTML whose lines are paragraphs that break in their source",
        {
            "x.eml": letter(
                "".join(f"<p>{line}</p>\n" for line in cable(6505).replace("TO SECSTATE", "TO\nSECSTATE").split("\n")),
                "text/html; charset=utf-8",
            )
        },
        {"08VENSK6505": {"to": "SECSTATE WASHDC"}},
    ),
    (
        "front matter in TOML of another program, and in JSON",
        {
            "x.md": f'+++\ntitle = "Nets"\ndate = 2008-03-05T17:58:00Z\ndraft = false\nreference_id = "08VENSK6506"\n'
            f'[params]\npost = "Vensk"\n+++\n\n```\n{text(6506)}```\n',
            "y.md": f'---json\n{{"title": "Nets", "cable": "08VENSK6507", "date": "2008-03-05"}}\n---\n{text(6507)}',
        },
        {
            "08VENSK6506": {"date": "2008-03-05", "hasnt": "```", "has": "# params post: Vensk", "signature": "MARETH"},
            "08VENSK6507": {"date": "2008-03-05", "text": "ninety nets."},
        },
    ),
    (
        "front matter with an object in it, and fields above a text without a label",
        {
            "x.md": f"---\ntitle: Nets\ncable:\n  id: 08VENSK6508\n  date: 2008-03-05\n  tags:\n    - EFIS\n---\n{text(6508)}",
            "y.md": f"Title: Nets\nDate: 2008-03-05 17:58\nSlug: nets\nCable: 08VENSK6509\n\n{text(6509)}",
        },
        {
            "08VENSK6508": {"date": "2008-03-05", "tags": "EFIS"},
            "08VENSK6509": {"date": "2008-03-05", "text": "ninety nets.", "signature": "MARETH"},
        },
    ),
    (
        "objects of data bases",
        {
            "x.json": json.dumps(
                [
                    {"_id": {"$oid": "5f"}, "cable": {"mrn": "08 VENSK 6510", "date": {"$date": "2008-03-05T17:58:00Z"}},
                     "text": {"raw": text(6510)}},
                ]
            ),
            "y.json": json.dumps(
                {"items": [{"metadata": {"dc.identifier": [{"value": "08VENSK6511", "language": None}],
                                         "dc.date.issued": [{"value": "2008-03-06"}],
                                         "dc.description": [{"value": text(6511)}]}}]}
            ),
            "z.json": json.dumps(
                {"results": [{"id": 12, "title": "08VENSK6512", "created_at": "2015-01-01",
                              "pages": [{"page": 1, "contents": text(6512)[:40]}, {"page": 2, "contents": text(6512)[40:]}]}]}
            ),
        },
        {
            "08VENSK6510": {"date": "2008-03-05", "text": "ninety nets."},
            "08VENSK6511": {"date": "2008-03-06", "text": "ninety nets."},
            "08VENSK6512": {"date": "", "has": "# created_at: 2015-01-01", "text": "ninety nets."},
        },
    ),
    (
        "a table with accents in its heading, below a row of groups, with lines in its cells",
        {
            "x.csv": "\ufeff" + table(
                ";",
                [("N\u00b0", "R\u00e9f\u00e9rence", "Date\nd'envoi", "Exp\u00e9diteur", "Destinataires", "Texte int\u00e9gral"),
                 ("1", "07VENSK6513", "13/04/2007", "Vensk", "Lindemar", text(6513))],
                ("", "Message", "", "", "Content", ""),
            )
        },
        {"07VENSK6513": {"date": "2007-04-13", "from": "Vensk", "to": "Lindemar", "text": "ninety nets."}},
    ),
    (
        "tables whose numbers are names of files, addresses and titles",
        {
            "x.csv": table(",", [("07VENSK6514.txt", text(6514))], ("filename", "text")),
            "y.csv": table(",", [("https://a.example/07VENSK6515.html?x=1", "Nets", text(6515))], ("url", "title", "body")),
            "z.csv": table(",", [("07VENSK6516", text(6516))], ("Title", "Body")),
        },
        {"07VENSK6514": {"text": "ninety"}, "07VENSK6515": {"text": "ninety"}, "07VENSK6516": {"text": "ninety"}},
    ),
    (
        "a release with the banner of 2018 and after, and the number of the document alone",
        {
            "x.txt": f"{BANNER} 1\n\n" + cable(6517).replace("counted at", f"counted\n\n{BANNER} 2\n\nat"),
            "y.txt": "C05739584]IED U.S. Department of State Case No. F-2014-20439 Doc No. C05739584 Date: 06/30/2015\n"
            + cable(6518).replace("counted at", "counted\n\nC05739584\n\nat"),
        },
        {
            "08VENSK6517": {
                "text": "Ninety nets were counted at the quay.",
                "archive": "case=FL-2018-02345 document=A-00000570483 printed=12/17/2019",
            },
            "08VENSK6518": {
                "text": "Ninety nets were counted at the quay.",
                "archive": "case=F-2014-20439 document=C05739584 printed=06/30/2015",
            },
        },
    ),
    (
        "a list of the reading room, whose class is that of the document",
        {
            "x.json": json.dumps(
                {"Results": [{"subject": "NETS", "documentClass": "Cable", "messageNumber": "08 VENSK 6519", "from": "VENSK",
                              "docDate": "2008-03-05T00:00:00", "postedDate": "2016-02-26", "caseNumber": "F-2015-1"}]}
            )
        },
        {
            "08VENSK6519": {
                "level": "",
                "date": "2008-03-05",
                "archive": "case=F-2015-1",
                "has": "# documentClass: Cable",
                "text": "",
            }
        },
    ),
    (
        "several cables in one file, each below a line that names it",
        {"x.txt": f"# 08VENSK6520\n\n{ended(6520)}\n# 08VENSK6521\n\n{ended(6521)}"},
        {
            "08VENSK6520": {"hasnt": "6521", "signature": "MARETH"},
            "08VENSK6521": {"signature": "MARETH", "has": "# 08VENSK6521"},
        },
    ),
    (
        "tags with their meanings, and as lists of programs",
        {
            "x.csv": table(
                ",",
                [
                    (f"08VENSK{serial}", tags, "25. April 2008", text(serial))
                    for serial, tags in (
                        (6522, "EFIS (Fisheries), UK (United Kingdom)"),
                        (6523, "EFIS: Fisheries; UK: United Kingdom"),
                        (6524, "['EFIS', 'UK']"),
                        (6525, "#EFIS #UK"),
                    )
                ],
                ("Cable ID", "TAGS", "Date", "Text"),
            )
        },
        {f"08VENSK{serial}": {"tags": "EFIS UK", "date": "2008-04-25"} for serial in (6522, 6523, 6524, 6525)},
    ),
    (
        "a text below which an archive says that it ends",
        {"x.txt": f"{cable(6526)}\n\n=======================CABLE ENDS============================\n"},
        {"08VENSK6526": {"signature": "MARETH", "text": "Ninety nets", "whole": "Ninety"}},
    ),
    (
        "texts that programs keep as HTML, or with escapes for line ends",
        {
            "x.json": json.dumps([{"id": "07VENSK6527", "body": f"<p>{text(6527).replace(NEW, '<br/>')}</p>"}]),
            "y.csv": table(",", [("07VENSK6528", text(6528).replace("\n", "\\n"))], ("id", "content")),
            "z.xml": "<rows><row><id>07VENSK6529</id><date/>"
            f"<body><![CDATA[<pre>{text(6529)}</pre>]]></body></row></rows>",
        },
        {
            f"07VENSK{serial}": {"text": "ninety nets.", "signature": "MARETH", "hasnt": "</"}
            for serial in (6527, 6528, 6529)
        },
    ),
    (
        "a table of numbers below its title, in German",
        {
            "x.csv": "\u00dcberblick;;\r\n\r\n"
            + table(";", [("07VENSK6530", "13.04.2007", text(6530))], ("Kabelnummer", "Datum", "Text"))
        },
        {"07VENSK6530": {"date": "2007-04-13", "text": "ninety nets."}},
    ),
    (
        "two prints of SMART in one file, page by page",
        {"x.txt": f"{smart('10 LINDEMAR 6531')}\f{smart('10 LINDEMAR 6532')}"},
        {
            f"10LINDEMAR{serial}": {"title": "Herring Licences", "text": "licensed.", "whole": "yes", "signature": "MARETH"}
            for serial in (6531, 6532)
        },
    ),
    (
        "a telegram of the printed series whose text goes on in the line of its reference",
        {"x.html": SERIES.replace("6502. The", "6533. Ref: Deptel 312. The")},
        {"66LINDEMAR6533": {"text": "The bailiff counted nets.|He was tired."}},
    ),
    (
        "a form whose picture was read with blanks before its colons",
        {"x.txt": OFFICES.replace("INCOMING", "lNCOMING").replace("FROM:", "FROM :").replace("NO:    1403", "NO :    6534")},
        {"61LINDEMAR6534": {"date": "1961-03-21", "level": "SECRET", "signature": "MARETH"}},
    ),
    (
        "texts with tags of a page of the Web for their lines",
        {
            "x.txt": cable(6535).replace("\n", "<br>\n"),
            "y.txt": cable(6536).replace("\n", "<br/>").replace("VENSK 00", "VENSK&nbsp;00"),
            "z.txt": "".join(f"<p>{line}</p>\n" for line in cable(6537).split("\n")),
        },
        {
            f"08VENSK{serial}": {"title": "Nets", "date": "2008-03-05", "signature": "MARETH", "hasnt": "<"}
            for serial in (6535, 6536, 6537)
        },
    ),
    (
        "prints of SMART in one file, one below the other",
        {"x.txt": smart("10 LINDEMAR 6538") + smart("10 LINDEMAR 6539").replace("UNCLASSIFIED", "CONFIDENTIAL")},
        {
            f"10LINDEMAR{serial}": {"level": level, "text": "licensed.", "whole": "yes", "signature": "MARETH"}
            for serial, level in ((6538, "UNCLASSIFIED"), (6539, "CONFIDENTIAL"))
        },
    ),
    (
        "a record of the archives whose date of drafting is none",
        {
            "x.txt": record(
                "1977VENSK06540",
                f"R 061425Z JAN 77\n{HEADER}\nUNCLAS VENSK 6540\n\nSUBJ: NETS\n\n1. NETS.\nHOLM\n",
                Draft_Date="01 JAN 1960",
                Sent_Date="06-Jan-1977 00:00:00",
            )
        },
        {"77VENSK6540": {"date": "1977-01-06"}},
    ),
)  # fmt: skip
