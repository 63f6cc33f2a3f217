"""What owners hold, a file or a folder a case, and what must come out of it: invented cables in every form that comes in.

A case is (name, files, what is expected): identifiers with what their cables say, "text" for words of the text with strokes
between, "has" for words of the file, "whole" for a text that has nothing else; "nothing" for what is not imported, by the words
of its kind.
"""

import base64
import csv
import gzip
import io
import json
import zipfile
from collections.abc import Mapping, Sequence

Files = Mapping[str, bytes | str]
Expected = Mapping[str, Mapping[str, str]]

ATTRIBUTES = {
    "Copy": "SINGLE", "Current Classification": "UNCLASSIFIED", "Document Source": "CORE", "Errors": "N/A",
    "Film Number": "D740003-0456", "Locator": "TEXT ON-LINE, ON MICROFILM", "Original Classification": "CONFIDENTIAL",
    "Reference": "n/a", "Subject": "HERRING LICENCES", "TAGS": "EFIS, QH", "To": "STATE", "Type": "TE",
    "Markings": "Declassified/Released US Department of State EO Systematic Review 30 JUN 2005",
}  # fmt: skip
HEADER = "FM AMCONSUL VENSK\nTO SECSTATE WASHDC PRIORITY 8812\nINFO AMEMBASSY LINDEMAR\n"
FIELDS = "E.O. 11652: GDS\nTAGS: EFIS\nSUBJECT: HERRING LICENCES\n"
TEXT = "1. THE BAILIFF COUNTED NINETY NETS.\n\n2. WE COUNTED EIGHTY.\nMARETH\n"
HEAD = ("Cable ID", "Date", "Origin", "Classification", "Title", "TAGS", "Message")


def attributes(number: str, **more: str) -> str:
    """Return the attributes of a record of the archives."""
    values = {
        "Document Number": number,
        **ATTRIBUTES,
        **{name.replace("_", " "): value for name, value in more.items()},
    }
    return "\nMessage Attributes\n\n" + "\n".join(f"{name}: {value}" for name, value in values.items()) + "\n"


def record(number: str, text: str, **more: str) -> str:
    """Return a record of the archives."""
    return f"Message Text\n\n\n{text}\n{attributes(number, **more)}"


def section(at: int) -> str:
    """Return a section of a telegram of two, as the archives have it."""
    return record(
        "1976VENSK05511",
        f"LIMITED OFFICIAL USE\n\nPAGE 01        VENSK  05511  0{at} OF 02  121402Z\n\nACTION EUR-25\n"
        f"R 121346Z NOV 76\n{HEADER}\n"
        f"LIMITED OFFICIAL USE SECTION {at} OF 2 VENSK 5511\n\n{FIELDS}\n{at}. NETS OF PART {at}.\n"
        f"{'MARETH' if at == 2 else ''}\n\nLIMITED OFFICIAL USE\n\n\nNNN\n\n",
        Draft_Date="12 NOV 1976",
    )


def cable(serial: int, year: int = 8) -> str:
    """Return a cable of 5 March as it was sent."""
    return (
        f"P 051758Z MAR {year:02}\n{HEADER}BT\nUNCLAS VENSK {serial:06}\n\nSIPDIS\n\nE.O. 12958: N/A\n"
        "TAGS: EFIS\nSUBJECT: NETS\n\n1. Ninety nets were counted at the quay.\n\nMARETH\n"
    )


def ended(serial: int) -> str:
    """Return a cable with the end of its transmission."""
    return f"{cable(serial)}BT\n#{serial:04}\n\n\nNNNN\n"


def smart(number: str, gap: str = "          ") -> str:
    """Return a print of SMART."""
    labels = {
        "MRN": number, "Date/DTG": "Mar 04, 2010 / 041148Z MAR 10", "From": "AMEMBASSY LINDEMAR",
        "Action": "WASHDC, SECSTATE PRIORITY", "E.O.": "13526", "TAGS": "EFIS, QH", "Captions": "SENSITIVE",
        "Reference": "09 VENSK 876", "Subject": "HERRING LICENCES",
    }  # fmt: skip
    below = {"Signature": "MARETH", "Drafted By": "LINDEMAR:Friend, Otto", "Info": "VENSK, AMCONSUL ROUTINE"}
    said, signed = ("\n".join(f"{name}:{gap}{value}" for name, value in one.items()) for one in (labels, below))
    return f"UNCLASSIFIED\nSBU\n\n{said}\n\n\n1. (SBU) Ninety nets were licensed.\n\n{signed}\n\nUNCLASSIFIED\nSBU\n"


def row(serial: int, date: str, text: str = "1. Señor Müller counted – ninety nets.") -> tuple[str, ...]:
    """Return a row of a table."""
    message = f"UNCLAS VENSK {serial:06}\n\nSUBJECT: NETS\n\n{text}\n\nMARETH\n"
    return f"07VENSK{serial}", date, "Consulate Vensk", "UNCLASSIFIED", "Nets", "EFIS", message


def table(delimiter: str, rows: Sequence[Sequence[str]], head: Sequence[str] = HEAD, end: str = "\r\n") -> str:
    """Return a table as a spreadsheet saves it."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL).writerows([head, *rows])
    return out.getvalue()


def fields(serial: int, *but: str) -> dict[str, object]:
    """Return the fields of a record in JSON."""
    found: dict[str, object] = {
        "id": f"1977VENSK0{serial}", "date": "1977-01-15", "subject": "NETS", "tags": ["EFIS"],
        "body": f"UNCLAS VENSK {serial}\n\nSUBJECT: NETS\n\n1. NINETY NETS.\n\nMARETH",
    }  # fmt: skip
    return {name: value for name, value in found.items() if name not in but}


def frame(*serials: int) -> list[tuple[object, ...]]:
    """Return (name, value of each record) for the fields of some records."""
    return [(name, *(fields(serial)[name] for serial in serials)) for name in fields(0)]


def letter(body: str, kind: str = "text/plain; charset=utf-8", encoding: str = "8bit") -> str:
    """Return a letter by mail."""
    return (
        "From: Ada Velm <av@vensk.example>\nTo: Otto Friend <of@vensk.example>\nSubject: RE: nets\n"
        f"Message-ID: <1@vensk.example>\nMIME-Version: 1.0\nContent-Type: {kind}\nContent-Transfer-Encoding: {encoding}\n"
        f"\n{body}"
    )


def zipped(files: Files) -> bytes:
    """Return an archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


VOLUME = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><div type="document" n="14" xml:id="d14">
<head>14. Telegram From the Consulate in Vensk to the Department of State<note type="source">Source: Archives, Box 4.
Confidential.</note></head><opener><dateline>Vensk, <date>March 9, 1966, 6 p.m.</date></dateline></opener>
<p>880. Ref: Deptel 312.<note n="2">Telegram 312 said count them.</note></p><p>1. Nets were counted.</p>
<table><row><cell>Hemp</cell><cell>90</cell></row></table>
<closer>BT <signed>Mareth</signed></closer></div></body></text></TEI>"""
PLUSD = f"""<!DOCTYPE html><html><head><title>Cable: 1976VENSK00011_b</title></head><body><table id="synopsis"><tbody>
<tr><td colspan="3">NETS</td></tr>
<tr><td><div class="s_key">Date:</div><div class="s_val">1976 March 6, 14:25 (Saturday)</div></td>
<td><div class="s_key">Canonical ID:</div><div class="s_val">1976VENSK00011_b</div></td></tr></tbody></table>
<div class="text" id="tagged-text"><pre>R 061425Z MAR 76\n{HEADER}\nUNCLAS VENSK 0011\n\n{FIELDS}
1. NETS &lt;NINETY&gt;.\nMARETH\n</pre>
</div></body></html>"""
WHITE_HOUSE = f"""Cable

   PREC: PRIORITY
  CLASS: UNCLABBIFIED
  LINE1: PAAUZYUW RUXHVN0411 0320915-UUUU--RHEHAAX.
  LINE2: ZNR UUUUU ZZH
  LINE3: 0 010915Z FEB 96
  LINE4: FM AMCONSUL VENSK
   OSRI: RUXHVN
    DTG: 010915Z FEB 96
   ORIG: AMCONSUL VENSK
     TO: RUEHC/SECSTATE WASHDC PRIORITY 5 5 30
   SUBJ: HERRING LICENCES

TEXT:
'U N C 1 A 5 VENSK 000411

{FIELDS}
{TEXT}BT
#0411

NNNN
SECT  SECTION: 01 OF 01
 SSN  0411
 TOR
      960201073534 M1462379
DIST
      SIT: HOLM
      Library Photocopy
"""
FORM = """INCOMING TELEGRAM          Department of State          TELEGRAPH BRANCH

52                              CONFIDENTIAL

                                Control: 8890
Action                          Rec'd:   March 3, 1955
EUR                                      9:14 a.m.
Info     FROM: Lindemar
         TO:   Secretary of State
         NO:   812, March 3, 2 p.m.

SENT DEPARTMENT 812, REPEATED INFORMATION VENSK 14.

Nets are to be counted before spring.

                                     MARETH

CONFIDENTIAL

PERMANENT RECORD COPY - This copy must be returned to RM/R central files
"""
OFFICES = """   INCOMING TELEGRAM     Department of State

34
Action                                            SECRET
EUR                                                               Control:  11023
Info                                                              Rec'd:    MARCH 21, 1961
                    FROM:  LINDEMAR                                         9:02 A.M.
SS
G                   TO:    Secretary of State
SP
L                   NO:    1403, MARCH 21, 2 P.M.
EUR
P                   1. BAILIFF RECEIVED ME. HE COUNTED
IOP                 NINETY NETS.
INR
                    2. HE WAS TIRED.

                                                     MARETH
                    JK:AB/9
                    Note: Passed London 3/21/61, 4:40 p.m. RL
                                   SECRET
"""
PAGED = f"""RELEASE IN PART B1,1.4(B),B3 50 USC 403-1,B3 CIA PERS/ORG
CONFIDENTIAL
PAGE 01 OF 02 VENSK 00988 01 OF 02 141203Z C14/11 005512 S03661
INFO: EUR(01) AMAD(01) SECC(01)
---------------------14/1236Z A4 DD (TOTAL COPIES:003)
ACTION EUR-00
INFO LOG-00 ADS-00 INR-10 SS-00 /026W
------------------005513 141205Z /38
P 141156Z MAR 84
{HEADER}
C O N F I D E N T I A L SECTION 01 OF 02 VENSK 00988

E.O. 12356: DECL: OADR
TAGS: EFIS
SUBJECT: HERRING LICENCES

1. THE BAILIFF [          ] B1
COUNTED NINETY NETS SINCE
CONFIDENTIAL
CONFIDENTIAL
PAGE 02 OF 02 VENSK 00988 01 OF 02 141203Z C14/11 005512 S03661
CHRISTMAS.
P 141156Z MAR 84
{HEADER}
C O N F I D E N T I A L SECTION 02 OF 02 VENSK 00988

E.O. 12356: DECL: OADR
TAGS: EFIS
SUBJECT: HERRING LICENCES
2. WE DOUBT IT. MARETH
CONFIDENTIAL
"""
REVIEWED = f"""RELEASED IN FULL

PAGE 01        VENSK  03310  061431Z
R 050813Z APR 98
{HEADER}
UNCLAS VENSK 003310

{FIELDS}
1. NINETY NETS.

UNITED STATES DEPARTMENT OF STATE
REVIEW AUTHORITY: OTTO FRIEND
DATE/CASE ID: 18 FEB 2004 200303999

2. EIGHTY EELS.
MARETH
"""
NETS = {"title": "Nets", "date": "2008-03-05", "from": "AMCONSUL VENSK", "signature": "MARETH", "text": "Ninety nets"}
ROW = {"date": "2007-04-13", "text": "Señor Müller counted – ninety nets.", "signature": "MARETH"}
JSON = {"date": "1977-01-15", "title": "Nets", "tags": "EFIS", "text": "NINETY NETS."}
LICENCES = {"title": "Herring Licences", "signature": "MARETH", "text": "NETS"}

MARGINS = (
    "UNCLASSIFIED U.S. Department of State Case No. F-2012-02345 Doc No. C05301234 Date: 11/02/2013\n\n"
    f"RELEASE IN PART B1,1.4(B),1.4(D)\n\nP 051758Z MAR 08\n{HEADER}BT\nC O N F I D E N T I A L VENSK 003401\n\nSIPDIS\n\n"
    "E.O. 12958: DECL: 03/05/2018\nTAGS: EFIS\nSUBJECT: THE NETS OF VENSK\n\n"
    "1. (C) The bailiff said that he would count the                     B1\n"
    "nets in the spring, when the fleet is in port.                      1.4(B)\n"
    "                                                                    1.4(D)\n"
    "2. (C) He added that [           ] had not                          B1\n"
    "answered, and that the quay would be dry by May.\n\nMARETH\n"
)

CASES: tuple[tuple[str, Files, Expected], ...] = (
    (
        "a post cut to six letters that no table knows",
        {
            "1979ZARQUO00009.txt": record(
                "1979ZARQUO00009",
                f"R 061425Z MAR 79\nFM AMCONSUL ZARQUOND\nTO SECSTATE WASHDC\n\n"
                f"UNCLAS ZARQUOND 0009\n\n{FIELDS}\n{TEXT}",
                From="ZARQUOND",
            )
        },
        {"79ZARQUO9": {**LICENCES, "date": "1979-03-06", "from": "AMCONSUL ZARQUOND"}},
    ),
    (
        "sections in the wrong order, each between lines of its level",
        {"1976VENSK05511-1.txt": section(2), "1976VENSK05511.txt": section(1)},
        {"76VENSK5511": {"text": "NETS OF PART 1.|NETS OF PART 2.", "whole": "yes", "signature": "MARETH"}},
    ),
    (
        "a table of a German spreadsheet",
        {"x.csv": table(";", [row(4200, "13.04.2007 09:00")]).encode("cp1252")},
        {"07VENSK4200": ROW},
    ),
    (
        "a table in UTF-16 with the high byte first",
        {"x.txt": ("\ufeff" + table("\t", [row(4201, "13-Apr-2007")])).encode("utf-16-be")},
        {"07VENSK4201": ROW},
    ),
    (
        "a table below its title",
        {"x.csv": "Cables of Vensk;;;;;;\n;;;;;;\n" + table(";", [row(4202, "2007-04-13")])},
        {"07VENSK4202": ROW},
    ),
    (
        "a table whose rows end in carriage returns alone",
        {"x.csv": table(",", [row(4203, "04/13/2007")], end="\r")},
        {"07VENSK4203": ROW},
    ),
    (
        "a table with columns that were used once",
        {"x.csv": table(",", [(*row(4204, "2007-04-13"), "", "")])},
        {"07VENSK4204": ROW},
    ),
    (
        "a table that names its columns in German",
        {
            "x.csv": table(
                ";", [row(4205, "13.04.2007")], ("Kabel-ID", "Datum", "Herkunft", "Stufe", "Titel", "TAGS", "Text")
            )
        },
        {"07VENSK4205": {"date": "2007-04-13", "text": "Señor Müller"}},
    ),
    (
        "a table with letters of Windows in its heading",
        {"x.csv": table(",", [(*row(4206, "13/04/2007"), "Otto")], (*HEAD, "Señor")).encode("cp1252")},
        {"07VENSK4206": {**ROW, "has": "# Señor: Otto"}},
    ),
    (
        "a table of columns that nothing is known of",
        {"x.csv": "Name;Ort\nOtto;Vensk\n"},
        {"nothing": {"columns are not known": ""}},
    ),
    (
        "a table of releases",
        {
            "x.csv": table(
                ",",
                [("F-2014-1", "C06000010", "10 LINDEMAR 210", smart("10 LINDEMAR 210"))],
                ("Case Number", "Document Number", "MRN", "Text"),
            )
        },
        {
            "10LINDEMAR210": {
                "archive": "case=F-2014-1 document=C06000010",
                "source": "Department of State, print of a SMART message",
            }
        },
    ),
    (
        "a withdrawal card in a table",
        {
            "x.csv": table(
                ",",
                [("1974VENSK09002", "07 JAN 1974", "P740001-2", "VENSK", "STATE", "SECRET", "")],
                (
                    "Document Number",
                    "Draft Date",
                    "Film Number",
                    "From",
                    "To",
                    "Original Classification",
                    "Message Text",
                ),
            )
        },
        {"74VENSK9002": {"date": "1974-01-07", "level": "SECRET", "from": "VENSK", "to": "STATE", "text": ""}},
    ),
    (
        "the dump with headings",
        {
            "x.csv": 'ID,Date,Reference ID,Origin,Classification,References,Header,Body\n"7","4/25/2007 10:24",'
            f'"07VENSK4301","Consulate Vensk","UNCLASSIFIED","06VENSK11","R 251024Z APR 07\n{HEADER}","UNCLAS VENSK'
            ' 004301\n\nSUBJECT: NETS\n\n1. He said \\"ninety\\".\n\nMARETH"\n'
        },
        {"07VENSK4301": {"date": "2007-04-25", "title": "Nets", "text": 'He said "ninety".', "from": "AMCONSUL VENSK"}},
    ),
    (
        "a print of SMART whose labels stand on lines of their own",
        {"x.txt": smart("12 LINDEMAR 77", "\n")},
        {
            "12LINDEMAR77": {
                "title": "Herring Licences",
                "from": "AMEMBASSY LINDEMAR",
                "signature": "MARETH",
                "text": "licensed",
            }
        },
    ),
    (
        "a release with exemption codes in its margin",
        {"x.txt": MARGINS},
        {
            "08VENSK3401": {
                "archive": "case=F-2012-02345 document=C05301234 printed=11/02/2013 release=RELEASE IN PART "
                "exemptions=B1 1.4(B) 1.4(D)",
                "text": "would count the nets in the spring, when the fleet is in port.|had not answered",
                "whole": "yes",
            }
        },
    ),
    (
        "tags with their meanings, on two lines",
        {
            "x.txt": cable(3402).replace(
                "TAGS: EFIS", "TAGS: EFIS (FISHERIES), QH (LINDMARK),\nPREL (EXTERNAL RELATIONS)"
            )
        },
        {"08VENSK3402": {**NETS, "tags": "EFIS QH PREL"}},
    ),
    (
        "a table with a character that no text can have",
        {"x.csv": table(",", [row(4210, "2007-04-13", "1. Ninety\0nets.")])},
        {"07VENSK4210": {"text": "Ninety\ufffdnets."}},
    ),
    (
        "an outgoing telegram without a number of its own",
        {
            "57VENSK3212.txt": "OUTGOING TELEGRAM          Department of State\n\n        CONFIDENTIAL\n\n"
            "        SENT TO: Amconsul VENSK 212\n        RPTD INFO: Amembassy LINDEMAR 88\n\nDECEMBER 3, 1957  7:14 PM\n\n"
            "Reurtel 118.\n\nDepartment concurs that nets should be counted.\n\n        DULLES\n"
        },
        {
            "57VENSK3212": {
                "date": "1957-12-03",
                "level": "CONFIDENTIAL",
                "from": "Department of State",
                "to": "Amconsul VENSK 212",
                "signature": "DULLES",
                "text": "Reurtel 118.|nets should be counted.",
                "whole": "yes",
            }
        },
    ),
    (
        "a text in UTF-16 without a mark",
        {"08VENSK3403.txt": cable(3403).replace("\n", "\r\n").encode("utf-16-le")},
        {"08VENSK3403": NETS},
    ),
    (
        "an identifier on the first line",
        {"x.txt": "08VENSK3404\n\nUNCLAS   VENSK   003404\n\nSUBJECT:  NETS\n\n1. Ninety nets.\n\nMARETH\n"},
        {"08VENSK3404": {"title": "Nets", "text": "Ninety nets.", "signature": "MARETH"}},
    ),
    (
        "a print of SMART of two pages",
        {
            "x.txt": smart("11 VENSK 3405").replace(
                "nets were", "nets\n\nUNCLASSIFIED\nPage 1 of 2\n\nUNCLASSIFIED\nSBU\n\nwere"
            )
        },
        {"11VENSK3405": {"text": "Ninety nets were licensed.", "whole": "yes"}},
    ),
    (
        "a letter in HTML with a declaration that nothing knows",
        {"x.eml": letter(f"<![ONSUL VENSK<p>See:</p><pre>{cable(3406)}</pre>", "text/html; charset=utf-8")},
        {"08VENSK3406": NETS},
    ),
    (
        "a letter whose text begins like front matter and is none",
        {"x.eml": letter(f"+++\nwo.\n\n{cable(3400)}")},
        {"08VENSK3400": NETS},
    ),
    (
        "a release with the stamp of its review in the text",
        {"x.txt": REVIEWED},
        {
            "98VENSK3310": {
                "archive": "release=RELEASE IN FULL case=200303999",
                "text": "NINETY NETS.|EIGHTY EELS.",
                "whole": "yes",
            }
        },
    ),
    (
        "a memorandum above a cable",
        {"x.txt": f"MEMORANDUM FOR THE FILE\n\nKeep the cable below.\n\n(signed) O. Friend\n\n{cable(31)}"},
        {"08VENSK31": NETS},
    ),
    (
        "a cable with the Department's line above it and no month",
        {
            "x.txt": "This record is a partial extract.\n\n2001VENSK04687 - SECRET"
            f"\n\n             SECRET     PTQ0683\n\nPAGE 01        VENSK  04687  050821Z\n{HEADER}\n"
            f"S E C R E T VENSK 004687\n\n{FIELDS}\n{TEXT}"
        },
        {"01VENSK4687": {**LICENCES, "level": "SECRET", "date": "", "from": "AMCONSUL VENSK", "to": "SECSTATE WASHDC"}},
    ),
    (
        "a print of the White House whose level cannot be read",
        {"x.txt": WHITE_HOUSE},
        {
            "96VENSK411": {
                **LICENCES,
                "date": "1996-02-01",
                "from": "AMCONSUL VENSK",
                "whole": "EIGHTY",
                "to": "SECSTATE WASHDC",
            }
        },
    ),
    (
        "a form of the 1950s with its foot",
        {"x.txt": FORM},
        {
            "55LINDEMAR812": {
                "date": "1955-03-03",
                "signature": "MARETH",
                "text": "before spring.",
                "whole": "SENT DEPARTMENT",
            }
        },
    ),
    (
        "a form with a column of offices, and the initials of who typed it",
        {"x.txt": OFFICES},
        {
            "61LINDEMAR1403": {
                "date": "1961-03-21",
                "level": "SECRET",
                "signature": "MARETH",
                "text": "BAILIFF RECEIVED ME. HE COUNTED NINETY NETS.|HE WAS TIRED.",
                "whole": "yes",
            }
        },
    ),
    (
        "a release of the 1980s with the heads of its pages in the text",
        {"x.txt": PAGED},
        {
            "84VENSK988": {
                **LICENCES,
                "date": "1984-03-14",
                "from": "AMCONSUL VENSK",
                "archive": "release=RELEASE IN PART exemptions=B1 1.4(B) B3",
                "text": "THE BAILIFF [          ] COUNTED NINETY NETS SINCE CHRISTMAS.|WE DOUBT IT.",
                "whole": "yes",
            }
        },
    ),
    (
        "a record whose head of a page has its level, below who drafted it",
        {
            "x.txt": record(
                "1978VENSK02209",
                "UNCLASSIFIED   PAGE 01        VENSK  02209  120901Z\n\nORIGIN EUR-12\nDRAFTED BY EUR/NE:OFRIEND:JMK\n"
                f"APPROVED BY EUR/NE:AVELM\nS/S-O: LHOLM\nR 120830Z JUN 78\n{HEADER}\nUNCLAS VENSK 2209\n\n{FIELDS}\n{TEXT}"
                "UNCLASSIFIED   PAGE 02        VENSK  02209  120901Z\n\nNNNN\n",
            )
        },
        {"78VENSK2209": {**LICENCES, "date": "1978-06-12", "from": "AMCONSUL VENSK", "whole": "WE COUNTED"}},
    ),
    (
        "a record without a text and with another date",
        {"1977VENSK00131.txt": record("1977VENSK00131", "", Sent_Date="15-Jan-1977 05:30:00 pm", From="VENSK")},
        {"77VENSK131": {"date": "1977-01-15", "from": "VENSK", "text": ""}},
    ),
    (
        "a withdrawal card",
        {
            "1974VENSK07777.txt": record(
                "1974VENSK07777",
                "n/a",
                Draft_Date="06 JAN 1974",
                From="VENSK",
                Reason_for_Withdrawal="B1 National security",
            )
        },
        {
            "74VENSK7777": {
                "date": "1974-01-06",
                "from": "VENSK",
                "text": "",
                "archive": "number=1974VENSK07777 film=D740003-0456 locator=TEXT ON-LINE, ON MICROFILM "
                "withdrawn=B1 National security",
            }
        },
    ),
    (
        "a year of four figures in the classification line",
        {"x.txt": f"O R 181205Z NOV 78\n{HEADER}\nLIMITED OFFICIAL USE 1978 VENSK 2202\n\n{FIELDS}\n{TEXT}"},
        {"78VENSK2202": {**LICENCES, "date": "1978-11-18", "level": "LIMITED OFFICIAL USE"}},
    ),
    (
        "a page of the later publication",
        {"1976VENSK00011_b.html": PLUSD},
        {"76VENSK11": {"date": "1976-03-06", "text": "NETS <NINETY>.", "signature": "MARETH"}},
    ),
    (
        "a cable quoted in a letter",
        {"x.eml": letter("Thanks.\n\n> " + cable(32).replace("\n", "\n> ") + "\n\n-- \nAda Velm\n+44 1\n")},
        {"08VENSK32": {**NETS, "hasnt": "Ada Velm"}},
    ),
    (
        "a letter in base64",
        {"x.eml": letter(base64.encodebytes(b"Here it is.\n\n" + cable(33).encode()).decode(), encoding="base64")},
        {"08VENSK33": NETS},
    ),
    (
        "two cables in a letter that forwards a letter",
        {
            "x.eml": letter(
                f"Two.\n\n{cable(34)}\n-----Original Message-----\nFrom: X\nSent: Monday\nSubject: other\n\n{cable(35)}"
            )
        },
        {"08VENSK34": {**NETS, "whole": "yes"}, "08VENSK35": {**NETS, "whole": "yes"}},
    ),
    (
        "a printed letter with a foot",
        {
            "x.txt": "From: Velm, Ada\nSent: Thursday, March 6, 2008 7:11 PM\nTo: Friend, Otto\nSubject: FW\n\nFyi.\n\n"
            f"{cable(36)}\nSensitive\nThis email is UNCLASSIFIED.\n"
        },
        {"08VENSK36": {**NETS, "whole": "yes"}},
    ),
    (
        "a part of a letter without a cable",
        {"x.eml": letter("See you on Monday.")},
        {"nothing": {"part of a letter without": ""}},
    ),
    (
        "cables one after another in a file",
        {"x.txt": ended(37) + "ZCZC\n" + ended(38) + ended(39)},
        {f"08VENSK{serial}": {**NETS, "whole": "yes"} for serial in (37, 38, 39)},
    ),
    (
        "a cable with lists of YAML and a folded title",
        {
            "07VENSK4502.md": "---\nid: 07VENSK4502\ndate: 25 April 2007\ntitle: >\n  A count\n"
            "  of nets\ntags:\n  - EFIS\n  - QH\n---\nUNCLAS VENSK 004502\n\n1. Ninety nets.\n\nMARETH\n"
        },
        {"07VENSK4502": {"date": "2007-04-25", "title": "A count of nets", "tags": "EFIS QH", "text": "Ninety nets."}},
    ),
    (
        "a person among the tags",
        {
            "1974VENSK08905.txt": record(
                "1974VENSK08905",
                f"R 061425Z JAN 74\n{HEADER}\nUNCLAS VENSK 8905\n\n{TEXT}",
                TAGS="EFIS, (MARETH, JORUN)",
            )
        },
        {"74VENSK8905": {"tags": "EFIS MARETH, JORUN"}},
    ),
    (
        "lists of JSON in objects",
        {"x.json": json.dumps({"meta": {"count": 1}, "data": {"cables": [fields(4401)]}}, indent=1)},
        {"77VENSK4401": JSON},
    ),
    (
        "objects of JSON under their identifiers",
        {"x.json": json.dumps({"1977VENSK04404": fields(4404, "id")})},
        {"77VENSK4404": JSON},
    ),
    (
        "lines of JSON in wrappers",
        {"x.jsonl": "\n".join(json.dumps({"_id": f"1977VENSK0{n}", "_source": fields(n, "id")}) for n in (4406, 4407))},
        {"77VENSK4406": JSON, "77VENSK4407": JSON},
    ),
    (
        "a data frame column by column",
        {"x.json": json.dumps({name: {"0": one, "1": two} for name, one, two in frame(4410, 4411)})},
        {"77VENSK4410": JSON, "77VENSK4411": JSON},
    ),
    (
        "a data frame of lists",
        {"x.json": json.dumps({name: [one, two] for name, one, two in frame(4412, 4413)})},
        {"77VENSK4412": JSON, "77VENSK4413": JSON},
    ),
    (
        "a data frame split into names and rows",
        {
            "x.json": json.dumps(
                {"columns": [*fields(4414)], "index": [0, 1], "data": [[*fields(n).values()] for n in (4414, 4415)]}
            )
        },
        {"77VENSK4414": JSON, "77VENSK4415": JSON},
    ),
    (
        "rows whose names stand elsewhere in the object",
        {
            "x.json": json.dumps(
                {"meta": {"view": {"columns": [{"name": n} for n in fields(1)]}}, "data": [[*fields(4416).values()]]}
            )
        },
        {"77VENSK4416": JSON},
    ),
    (
        "an array of arrays below the names",
        {"x.json": json.dumps([[*fields(1)], [*fields(4417).values()], [*fields(4418).values()]], indent=1)},
        {"77VENSK4417": JSON, "77VENSK4418": JSON},
    ),
    (
        "dates that programs count",
        {
            "x.jsonl": "\n".join(
                json.dumps({**fields(4419 + at), "date": date})
                for at, date in enumerate((222134400, 222134400000, "28140"))
            )
        },
        {"77VENSK4419": JSON, "77VENSK4420": JSON, "77VENSK4421": JSON},
    ),
    (
        "a number that is a date in no year of its cable",
        {"x.jsonl": json.dumps({**fields(4422), "date": 1222134400})},
        {"77VENSK4422": {**JSON, "date": "", "has": "# date: 1222134400"}},
    ),
    (
        "a table with names in other words, and a date-time group",
        {
            "x.csv": table(
                ",",
                [row(4220, "131024Z APR 07")],
                ("Telegram No.", "DTG", "Post", "Security", "Subject", "Tags", "Body_Text"),
            )
        },
        {"07VENSK4220": {**ROW, "level": "UNCLASSIFIED"}},
    ),
    (
        "a table whose messages have a name that nobody knows",
        {"x.csv": table(",", [row(4221, "2007-04-13")], (*HEAD[:-1], "Kabel"))},
        {"07VENSK4221": ROW},
    ),
    (
        "a table with two columns of one name",
        {"x.csv": table(",", [(*row(4222, "2007-04-13"), "An eel.")], (*HEAD, "Message"))},
        {"07VENSK4222": {**ROW, "has": "# Message: An eel."}},
    ),
    (
        "telegrams one below the other, each below the head of a page",
        {"x.txt": "".join(f"UNCLASSIFIED   Page {at}\n\n{cable(50 + at)}\n" for at in (1, 2, 3))},
        {f"08VENSK{serial}": {**NETS, "whole": "yes"} for serial in (51, 52, 53)},
    ),
    (
        "two telegrams in a file that is named by the numbers of both",
        {"08VENSK397-398.txt": "\n".join(map(cable, (397, 398)))},
        {f"08VENSK{serial}": {**NETS, "whole": "yes"} for serial in (397, 398)},
    ),
    (
        "a telegram quoted in a text",
        {"x.txt": "Otto wrote:\n\n> " + cable(54).replace("\n", "\n> ") + "\n\nThanks!\nAda\n"},
        {"08VENSK54": {**NETS, "whole": "yes"}},
    ),
    (
        "a telegram in a page of somebody",
        {"x.html": f"<!DOCTYPE html><html><body><h1>See</h1><pre>{cable(55)}</pre><p>(c) me</p></body></html>"},
        {"08VENSK55": {**NETS, "whole": "yes"}},
    ),
    (
        "a note of who has copies below the signature",
        {"x.txt": f"{cable(56)}\ncc: A. Velm\n    J. Holm\n"},
        {"08VENSK56": {**NETS, "whole": "yes"}},
    ),
    (
        "a telegram of the State Archiving System as the Department prints it",
        {
            "x.txt": "                         CONFIDENTIAL\nCurrent Class: CONFIDENTIAL                    Page: 1\n"
            f"Current Handling: n/a\nDocument Number: 1978VENSK02210           Channel: n/a\n\nR 120830Z JUN 78\n{HEADER}\n"
            f"C O N F I D E N T I A L VENSK 2210\n\nDECAPTIONED\n\n{FIELDS}\n{TEXT}"
            "\nNOTE BY OC/T: NOT PASSED OSLO.\n\nCONFIDENTIAL\n"
        },
        {
            "78VENSK2210": {
                **LICENCES,
                "date": "1978-06-12",
                "archive": "number=1978VENSK02210",
                "text": "COUNTED NINETY NETS.|WE COUNTED EIGHTY.",
                "whole": "yes",
            }
        },
    ),
    (
        "a release of the Agency",
        {
            "x.txt": "Approved For Release 2010/08/19 : CIA-RDP99-00001R000100010001-1\n                              25X1\n"
            + cable(57).replace("at the quay.", "at the quay.                        25X1")
        },
        {"08VENSK57": {**NETS, "archive": "document=CIA-RDP99-00001R000100010001-1 exemptions=25X1", "whole": "yes"}},
    ),
    (
        "a cablegram with a number, a place and a date",
        {
            "x.md": "---\nnumber: 1432\nplace: Lindemar\ndate: 3 December 1947\nfrom: Holm\nto: [Mareth, Velm]\n---\n1. Nets.\n"
        },
        {"47LINDEMAR1432": {"date": "1947-12-03", "from": "Holm", "to": "Mareth Velm", "text": "Nets."}},
    ),
    (
        "a volume with a list in a paragraph, and a source that no attribute marks",
        {
            "x.xml": VOLUME.replace("880. Ref", "881. Ref")
            .replace(' type="source"', ' n="1"')
            .replace(
                "<p>1. Nets were counted.</p>", "<p>Thus:<list><item>1. Nets.</item><item>2. Eels.</item></list>So.</p>"
            )
        },
        {
            "66VENSK881": {
                "level": "CONFIDENTIAL",
                "source": "Archives, Box 4. Confidential.",
                "text": "Thus:|Nets.|Eels.|So.",
            }
        },
    ),
    ("JSON in UTF-16", {"x.json": json.dumps([fields(4408)]).encode("utf-16")}, {"77VENSK4408": JSON}),
    (
        "JSON without a cable",
        {"x.json": '{"name": "a", "version": {"major": 1}}'},
        {"nothing": {"JSON without the fields": ""}},
    ),
    (
        "a volume with a table and notes below the signature",
        {"x.xml": VOLUME},
        {
            "66VENSK880": {
                "date": "1966-03-09",
                "text": "Hemp 90|BT",
                "signature": "Mareth",
                "from": "Consulate in Vensk",
                "to": "Department of State",
            }
        },
    ),
    (
        "a zipped folder",
        {
            "x.zip": zipped(
                {
                    "f/a.txt": cable(40),
                    "f/b.txt.gz": gzip.compress(cable(41).encode()),
                    "f/.DS_Store": b"\0Bud1",
                    "__MACOSX/f/._a.txt": b"\0",
                    "f/inner.zip": zipped({"c.txt": cable(42)}),
                }
            )
        },
        {"08VENSK40": NETS, "08VENSK41": NETS, "08VENSK42": NETS},
    ),
    ("a text in UTF-16", {"x.txt": cable(43).encode("utf-16")}, {"08VENSK43": NETS}),
    ("a text whose lines end in carriage returns", {"x.txt": cable(44).replace("\n", "\r")}, {"08VENSK44": NETS}),
)
