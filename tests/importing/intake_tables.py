"""Tables and JSON whose dates, numbers and texts stand in several places, and what must come out, as in ``intake_cases``."""

import json

from tests.importing.intake_cases import HEADER, Expected, Files, row, table


def text(serial: int) -> str:
    """Return a message without a transmission header."""
    return row(serial, "")[-1]


TABLES: tuple[tuple[str, Files, Expected], ...] = (
    (
        "a table with the year, the month, the day and the hour in columns of their own",
        {
            "x.csv": table(
                ",",
                [
                    ("08 VENSK 6101", "2008", "4", "25", "1024Z", text(6101)),
                    ("08 VENSK 6102", "2008", "May", "6", "4:05 PM", text(6102)),
                ],
                ("MRN", "Year", "Month", "Day", "Time", "Body"),
            )
        },
        {
            "08VENSK6101": {"date": "2008-04-25", "hasnt": "# Year"},
            "08VENSK6102": {"date": "2008-05-06", "has": "T16:05:00Z"},
        },
    ),
    (
        "a table with a date and an hour",
        {"x.csv": table(",", [("08VENSK6103", "2008-04-25", "10:24", text(6103))], ("ID", "Date", "Time", "Text"))},
        {"08VENSK6103": {"has": "created = 2008-04-25T10:24:00Z"}},
    ),
    (
        "a table of numbers that count for a post and a year",
        {
            "x.csv": table(
                ";",
                [
                    ("1978", "Vensk", "6107", "1978-04-25", "1. Nets."),
                    ("1978", "Lindemar", "6108", "1978-04-26", "1. Eels."),
                ],
                ("Year", "Post", "Telegram No", "Date", "Text"),
            )
        },
        {"78VENSK6107": {"date": "1978-04-25", "text": "Nets."}, "78LINDEMAR6108": {"text": "Eels."}},
    ),
    (
        "a table that counts its rows, of messages that say their numbers",
        {
            "x.csv": table(
                ",", [("1", "2007-04-25", text(6109)), ("2", "2007-04-26", text(6110))], ("Number", "Date", "Text")
            )
        },
        {"07VENSK6109": {"date": "2007-04-25", "has": "# Number: 1"}, "07VENSK6110": {"date": "2007-04-26"}},
    ),
    (
        "a table that counts its rows, of messages that say no number",
        {"x.csv": table(",", [("1", "Vensk", "2007-04-25", "1. Nets.")], ("ID", "Post", "Date", "Text"))},
        {},
    ),
    (
        "a text in several columns",
        {
            "x.csv": table(
                ",",
                [("07VENSK6111", "UNCLAS VENSK 006111\n\n1. " + "Nets and " * 30, "eels.", "2. Nets.")],
                ("ID", "Text 1", "Text 2", "Text 3"),
            )
        },
        {"07VENSK6111": {"text": "Nets and eels.|Nets.", "level": "UNCLASSIFIED"}},
    ),
    (
        "a table that names who sent a text without a header",
        {
            "x.csv": table(
                ",",
                [
                    ("07VENSK6112", "Vensk", "State; Lindemar", text(6112)),
                    ("07VENSK6113", "Vensk", "State", HEADER + text(6113)),
                ],
                ("ID", "From", "To", "Text"),
            )
        },
        {
            "07VENSK6112": {"from": "Vensk", "to": "State Lindemar"},
            "07VENSK6113": {"from": "AMCONSUL VENSK", "to": "SECSTATE WASHDC", "has": "# To: State"},
        },
    ),
    (
        "a table of the archives with short names of columns",
        {
            "x.csv": table(
                ";",
                [
                    ("1977VENSK06114", "07/11/1977", "D770404-1", text(6114)),
                    ("1977VENSK06115", "21/11/1977", "", text(6115)),
                ],
                ("Doc Nbr", "Doc Date", "Film", "Text"),
            )
        },
        {
            "77VENSK6114": {"date": "1977-11-07", "archive": "number=1977VENSK06114 film=D770404-1"},
            "77VENSK6115": {"date": "1977-11-21", "source": "National Archives, Access to Archival Databases"},
        },
    ),
    (
        "JSON with the number in one object and the text in another",
        {
            "x.json": json.dumps(
                {
                    "count": 2,
                    "items": [
                        {
                            "metadata": {"identifier": "08VENSK6121", "date": "2008-03-05"},
                            "release": {"date": "2011-08-30"},
                            "content": {"text": text(6121)},
                        },
                        {
                            "metadata": {"identifier": "08VENSK6122"},
                            "content": {"paragraphs": ["1. Nets.", "2. Eels."]},
                        },
                    ],
                }
            )
        },
        {
            "08VENSK6121": {"date": "2008-03-05", "has": "released = 2011-08-30", "title": "Nets"},
            "08VENSK6122": {"text": "Nets.|Eels."},
        },
    ),
    (
        "JSON with a date in an object of a record that has number and text itself",
        {
            "x.jsonl": json.dumps(
                {"id": "08VENSK6123", "text": text(6123), "meta": {"date": "2008-03-06"}, "author": {"date": "2031"}}
            )
        },
        {"08VENSK6123": {"date": "2008-03-06", "has": "# author date: 2031"}},
    ),
    (
        "front matter whose number has another name",
        {
            "x.md": "---\ntitle: Nets\nreference: 08VENSK6131\nsent_at: 2008-03-05 17:58\nsecurity: Confidential\n"
            f"recipients:\n  - State\n  - Lindemar\n---\n{text(6131)}",
            "y.md": "---\nid: 7\nreference: A12, 40/3\nplace: Lindemar\ntelegram number: 6132\ndate: 1948-12-03\n---\n1. Eels.",
        },
        {"08VENSK6131": {"date": "2008-03-05", "to": "State Lindemar"}, "48LINDEMAR6132": {"date": "1948-12-03"}},
    ),
    (
        "an export in XML",
        {
            "x.xml": f"<?xml version='1.0' encoding='windows-1252'?><export><rows><row><document_number>1976LINDEM06141"
            f"</document_number><draft_date>14 FEB 1976</draft_date><subject>NETS \xe9</subject>"
            f"<message_text>{text(6141)}</message_text></row>"
            "<row><document_number>1976LINDEM06142</document_number><draft_date>15 FEB 1976</draft_date>"
            "<from>LINDEMAR</from><message_text>n/a</message_text></row></rows></export>".encode("cp1252"),
            "y.xml": f"<database><table name='cables'><column name='id'>08VENSK6143</column>"
            f"<column name='date'>2008-03-05</column><column name='body'>{text(6143)}</column></table></database>",
        },
        {
            "76LINDEMAR6141": {"date": "1976-02-14", "has": 'title = "NETS \xe9"', "text": "ninety nets."},
            "76LINDEMAR6142": {"from": "LINDEMAR", "text": ""},
            "08VENSK6143": {"date": "2008-03-05", "text": "ninety nets."},
        },
    ),
    (
        "XML with entities, and without cables",
        {
            "x.xml": "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a><id>08VENSK6144</id><text>&b;</text></a>",
            "y.xml": "<?xml version='1.0'?><svg><path d='x'/></svg>",
        },
        {"nothing": {"XML without the fields of a cable": ""}},
    ),
    ("an empty file", {"x.txt": ""}, {"nothing": {"an empty file": ""}}),
    (
        "a list of the fields of one record",
        {
            "x.txt": "Field Title\tValue\tMeaning\nDocument Number\t1978LINDEM06145\t\nDocument Date\t1978-05-19\t\n"
            f"From\tLINDEMAR\t\nType\tTE\tTelegram\nFilm Number\tD780211-0455\t\nMessage Text\tPAGE 01\n\n"
            f"{HEADER}\n{text(6145)}",
            "y.txt": f"Cable Number: 08VENSK6146\nDate: 2008-03-05\nClassification: SECRET\nText:\n{text(6146)}",
        },
        {
            "78LINDEMAR6145": {
                "date": "1978-05-19",
                "from": "AMCONSUL VENSK",
                "has": "# Type: TE (Telegram)",
                "text": "ninety nets.",
            },
            "08VENSK6146": {"date": "2008-03-05", "has": 'classification = "SECRET"', "text": "ninety nets."},
        },
    ),
    (
        "JSON whose dates show their order together",
        {
            "x.jsonl": "\n".join(
                json.dumps({"cable_no": f"07VENSK{serial}", "date_sent": day, "text": text(serial)})
                for serial, day in ((6151, "03/04/2007"), (6152, "13/04/2007"))
            )
        },
        {"07VENSK6151": {"date": "2007-04-03"}, "07VENSK6152": {"date": "2007-04-13"}},
    ),
    (
        "a table that counts its rows and has its numbers in a column of an unknown name",
        {
            "x.csv": table(
                "|",
                [("1", "07 VENSK 6153", "Apr-25-2007", text(6153)), ("2", "07 VENSK 6154", "20070425102400", "NULL")],
                ("id", "cable_ref", "sent_on", "body"),
            )
        },
        {"07VENSK6153": {"date": "2007-04-25"}, "07VENSK6154": {"date": "2007-04-25", "has": "T10:24:00Z", "text": ""}},
    ),
    (
        "days that a spreadsheet counts, with a comma",
        {"x.csv": table(";", [("07VENSK6155", "39197,4333", text(6155))], ("ID", "Date", "Text"))},
        {"07VENSK6155": {"has": "created = 2007-04-25T10:23:57Z"}},
    ),
    (
        "dates and lists in JSON that are objects",
        {
            "x.jsonl": "\n".join(
                json.dumps({"id": f"07VENSK{serial}", "date": day, "tags": tags, "text": f"1. Nets {serial}."})
                for serial, day, tags in (
                    (6156, {"year": 2007, "month": 4, "day": 25}, [{"code": "EFIS", "name": "Fisheries"}]),
                    (6157, {"day": "25", "month": "April", "year": "2007"}, [{"code": "EFIS"}, {"code": "QH"}]),
                    (6158, {"iso": "2007-04-25", "precision": "day"}, None),
                    (6159, {"$date": {"$numberLong": "1177496640000"}}, []),
                    (6160, {"year": 2007, "month": 4}, []),
                )
            )
        },
        {
            "07VENSK6156": {"date": "2007-04-25", "tags": "EFIS"},
            "07VENSK6157": {"date": "2007-04-25", "tags": "EFIS QH"},
            "07VENSK6158": {"date": "2007-04-25"},
            "07VENSK6159": {"date": "2007-04-25"},
            "07VENSK6160": {"date": "", "has": '# date: {"year": 2007, "month": 4}'},
        },
    ),
    (
        "a table whose columns have no names",
        {"x.csv": table(",", [("07VENSK6161", "2007-04-25", text(6161))], ("07VENSK6160", "2007-04-25", text(6160)))},
        {"nothing": {"whose columns are not known": ""}},
    ),
    (
        "a date of the year before, but not of its end",
        {
            "x.csv": table(
                ",",
                [("08VENSK6162", "2007-04-25", text(6162)), ("08VENSK6163", "2007-12-30", text(6163))],
                ("ID", "Date", "Text"),
            )
        },
        {"08VENSK6162": {"date": "", "has": "# Date: 2007-04-25"}, "08VENSK6163": {"date": "2007-12-30"}},
    ),
    (
        "lists of fields one below the other, each with its text",
        {
            "x.txt": "\n\n".join(
                f"Cable Number: 08VENSK{serial}\nDate: 5 March 2008\nFrom: Vensk\nText: {serial} nets were counted."
                for serial in (6164, 6165)
            ),
            "y.txt": "\n\n".join(
                f"Cable Number: 08VENSK{serial}\nDate: 5 March 2008\nFrom: Vensk\n\n1. {serial} nets were counted."
                for serial in (6166, 6167)
            ),
        },
        {
            f"08VENSK{serial}": {"date": "2008-03-05", "text": f"{serial} nets", "hasnt": f"{serial + 1} nets"}
            for serial in range(6164, 6168)
        },
    ),
    (
        "tags that are words of a sentence",
        {"x.csv": table(",", [("08VENSK6168", "Nets and boats")], ("ID", "Tags"))},
        {"08VENSK6168": {"tags": "", "has": "# Tags: Nets and boats"}},
    ),
    (
        "numbers without their year, and as spreadsheets mark what is no number",
        {
            "x.csv": table(
                ",",
                [
                    ("Vensk 6169", "2008-03-05", text(6169)),
                    ('="08VENSK6170"', "", text(6170)),
                    ("'08VENSK6171", "", ""),
                ],
                ("Cable Number", "Date", "Text"),
            ),
            "y.csv": table(",", [("Telegram 6172", "2008-03-05", "1. Nets.")], ("Cable Number", "Date", "Text")),
        },
        {
            "08VENSK6169": {"date": "2008-03-05", "text": "ninety nets."},
            "08VENSK6170": {"text": "ninety nets."},
            "08VENSK6171": {"text": ""},
        },
    ),
    (
        "dates of other centuries, and dates as programs print them",
        {
            "x.csv": table(
                ",",
                [
                    ("08VENSK6173", "0008-03-05", ""),
                    ("08VENSK6174", "2108-03-05", ""),
                    ("08VENSK6175", "Wed Mar  5 17:58:00 EST 2008", ""),
                ],
                ("Ref", "Date", "Text"),
            )
        },
        {"08VENSK6173": {"date": ""}, "08VENSK6174": {"date": ""}, "08VENSK6175": {"date": "2008-03-05"}},
    ),
    (
        "columns in JSON that are not of one length",
        {"x.json": json.dumps({"id": ["08VENSK6176", "08VENSK6177"], "text": ["1. Nets."]})},
        {"nothing": {"JSON without the fields of a cable": ""}},
    ),
)
