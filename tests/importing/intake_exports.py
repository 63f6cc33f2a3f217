"""What programs make of cables when they write them out, and what must come out of it again, as in ``intake_cases``."""

from email.message import EmailMessage

from tests.importing.intake_cases import PLUSD, Expected, Files, attributes, cable, row, smart, table
from tests.importing.pdf.pdf_maker import lines, make_pdf
from tests.importing.sheets import book

STAMP = "Margaret P. Grafeld Declassified/Released US Department of State EO Systematic Review 06 JUL 2006"
ENVELOPE = "From av@vensk.example Tue Mar  6 10:00:00 2007\n"
LIBRARY = "Photocopy from the Vensk Library"
BANNER = "UNCLASSIFIED\nU.S. Department of State\nCase No. F-2011-04444\nDoc No. C17006904\nDate: 06/01/2015\n"


def text(serial: int) -> str:
    """Return a message without a transmission header."""
    return row(serial, "")[-1]


def as_rows(print_of_smart: str) -> str:
    """Return a print of SMART as a page of the Web with its labels in a table."""
    page = ""
    for line in print_of_smart.split("\n"):
        label, colon, value = line.partition(":  ")
        cells = f"<tr><td><b>{label}:</b></td><td>{value.strip()}</td></tr>" if colon else f"<tr><td>{line}</td></tr>"
        page += cells if line else "</table>\n<table>"
    return f"<html><head><title>Message</title></head><body><table>{page}</table></body></html>"


def saved(page: str, address: str) -> bytes:
    """Return a page of the Web and what belongs to it in one file, as browsers save it."""
    whole = EmailMessage()
    whole["From"] = "<Saved by Browser>"
    whole["Subject"] = "Cable"
    whole.set_content(page, subtype="html", cte="quoted-printable")
    whole["Content-Location"] = address
    return whole.as_bytes()


def box(*letters: str) -> str:
    """Return a box of letters, in which a line that begins as a letter does is marked."""
    head = f"{ENVELOPE}From: Ada Velm <av@vensk.example>\nMIME-Version: 1.0\n\n"
    return "".join(f"{head}{one}\n" for one in letters)


def attached(data: bytes) -> bytes:
    """Return a letter with nothing in it but a text attached."""
    whole = EmailMessage()
    whole["From"] = "Ada Velm <av@vensk.example>"
    whole.add_attachment(data, maintype="text", subtype="plain", filename="cable.txt")
    return whole.as_bytes()


EXPORTS: tuple[tuple[str, Files, Expected], ...] = (
    (
        "a record of the archives with stamps and blank lines round the foot of its page",
        {
            "x.txt": f"Message Text\n\n\nR 061425Z MAR 76\nFM AMCONSUL VENSK\nTO STATE\n\nUNCLAS VENSK 6901\n\nSUBJ: NETS\n\n"
            f"1. THE BAILIFF SAID THAT\n\n\n\nCONFIDENTIAL\n\n{STAMP}\n\n\n\n{STAMP}\n\n\nCONFIDENTIAL\n\n"
            "PAGE 02        VENSK  06901  061425Z\n\nTHE HARBOUR WAS CLOSED.\nMARETH\n" + attributes("1976VENSK06901"),
        },
        {"76VENSK6901": {"text": "SAID THAT THE HARBOUR WAS CLOSED.", "signature": "MARETH"}},
    ),
    (
        "a release whose banner was drawn part by part from its PDF",
        {
            "x.txt": f"RELEASE IN PART\nB1\n{BANNER}\n{cable(6904)}".replace(
                "counted at", f"counted and\nB1\n{BANNER}{BANNER}\nsold at"
            ).replace("MARETH\n", f"MARETH\n\n{BANNER}")
        },
        {
            "08VENSK6904": {
                "text": "Ninety nets were counted and sold at the quay.", "whole": "\0", "signature": "MARETH",
                "archive": "release=RELEASE IN PART case=F-2011-04444 document=C17006904 exemptions=B1",
            }
        },
    ),
    (
        "a text of pages with the stamp of a library above them and in a sentence",
        {
            "x.txt": f"{LIBRARY}\n\n"
            + cable(6924).replace("nets were counted", f"nets were\n\n{LIBRARY}\n\nCONFIDENTIAL\n\ncounted")
        },
        {"08VENSK6924": {"text": "Ninety nets were counted at the quay.", "whole": "\0"}},
    ),
    (
        "a letter that quotes a sentence of the cable below it",
        {"x.txt": f"Note this:\nNinety nets were counted at the quay.\n\n{cable(6925)}".replace("1. N", "1. Yes.\n\nN")},
        {"08VENSK6925": {"text": "Ninety nets were counted at the quay."}},
    ),
    (
        "a PDF of pages that a library stamped at their feet",
        {
            "x.pdf": make_pdf(
                [lines([*cable(6926).split("\n")[:-2], "", LIBRARY]), lines(["2. All was well.", "", "MARETH", "", LIBRARY])]
            )
        },
        {"08VENSK6926": {"text": "at the quay.|All was well.", "whole": "MARETH", "signature": "MARETH"}},
    ),
    (
        "a print of SMART as a page of the Web",
        {"x.html": as_rows(smart("10 LINDEMAR 6905"))},
        {
            "10LINDEMAR6905": {
                "date": "2010-03-04", "from": "AMEMBASSY LINDEMAR", "to": "SECSTATE WASHDC", "tags": "EFIS QH",
                "text": "Ninety nets were licensed.", "whole": "\0", "signature": "MARETH",
            }
        },
    ),
    (
        "pages of the Web in one file each, as browsers save them",
        {
            "a.mhtml": saved(
                f"<html><body><p>Menu</p><pre>{cable(6906)}</pre><p>Foot</p></body></html>", "https://vensk.example/6906"
            ),
            "b.mht": saved(PLUSD.replace("0011", "6907"), "https://vensk.example/6907"),
        },
        {"08VENSK6906": {"text": "Ninety nets", "hasnt": "Foot"}, "76VENSK6907": {"text": "NETS <NINETY>"}},
    ),
    (
        "letters of a box with a line that was marked, and an attachment in UTF-16",
        {
            "box": box(cable(6908).replace("Ninety", "\n>From the quay ninety"), cable(6909)),
            "x.eml": attached(cable(6910).encode("utf-16")),
        },
        {
            "08VENSK6908": {"text": "From the quay ninety nets", "hasnt": ">From"},
            "08VENSK6909": {},
            "08VENSK6910": {"text": "Ninety nets"},
        },
    ),
    (
        "a letter of Apple, and two cables on a page of the Web",
        {
            "1.emlx": f"{len(box(cable(6927)).removeprefix(ENVELOPE))}\n"
            f"{box(cable(6927)).removeprefix(ENVELOPE)}<?xml version='1.0'?><plist/>",
            "x.html": f"<html><body><pre>{cable(6928)}</pre><p>Menu</p><pre>{cable(6929)}</pre></body></html>",
        },
        {
            "08VENSK6927": {"text": "Ninety nets", "hasnt": "plist"},
            "08VENSK6928": {"text": "Ninety nets", "hasnt": "6929"},
            "08VENSK6929": {"text": "Ninety nets", "hasnt": "Menu"},
        },
    ),
    (
        "words of programs for nothing and for lists, and the dump as a spreadsheet of Europe writes its dates",
        {
            "x.csv": table(
                ",",
                [("07VENSK6930", "nan", "--", "['State', 'Vensk']", "1. Nets.")],
                ("ID", "Title", "Level", "To", "Text"),
            ),
            "y.csv": table(
                ";",
                [("2", "25/3/2007 17:58", "07VENSK6932", "Vensk", "U", "", "", text(6932))],
                ("1", "5/3/2007 17:58", "07VENSK6931", "Vensk", "U", "", "", text(6931)),
            ),
        },
        {
            "07VENSK6930": {"hasnt": "nan", "level": "", "to": "State Vensk"},
            "07VENSK6931": {"date": "2007-03-05"},
            "07VENSK6932": {"date": "2007-03-25"},
        },
    ),
    (
        "a table of MySQL",
        {
            "x.csv": '"id","date","title","text"\n"07VENSK6911","2007-03-05",\\N,"UNCLAS VENSK 006911\\\n\\\n'
            '1. He said \\"no\\", then C:\\\\nets.\\\n\\\nMARETH\\\n"\n"07VENSK6912","2007-03-06","EELS","1. Eels.\n"\n'
        },
        {
            "07VENSK6911": {"text": 'He said "no", then C:\\nets.', "signature": "MARETH", "hasnt": "title"},
            "07VENSK6912": {"text": "Eels.", "title": "Eels"},
        },
    ),
    (
        "XML of a data base whose names have blanks, and a table with halves of line ends as entities",
        {
            "x.xml": '<?xml version="1.0"?><dataroot><Row><Cable_x0020_Number>07VENSK6913</Cable_x0020_Number>'
            f"<Full_x0020_Text>{text(6913)}</Full_x0020_Text></Row></dataroot>",
            "x.csv": table(",", [("07VENSK6914", text(6914).replace("\n", "&#x0D;\n"))], ("ID", "Text")),
        },
        {"07VENSK6913": {"text": "Señor Müller"}, "07VENSK6914": {"text": "ninety nets.", "signature": "MARETH"}},
    ),
    (
        "a table beside texts that it names without their endings",
        {
            "C06906915.txt": "1. Nets were counted.\n\nMARETH\n",
            "C06906916.txt": text(6916),
            "x.csv": table(",", [("C06906915", "07 VENSK 6915"), ("C06906916", "07 VENSK 6916")], ("Doc ID", "MRN")),
        },
        {"07VENSK6915": {"text": "Nets were counted."}, "07VENSK6916": {"text": "ninety nets"}},
    ),
    (
        "a spreadsheet beside texts, with their paths where texts would be",
        {
            "a 6917.txt": "1. Nets were counted.\n\nMARETH\n",
            "x.xlsx": book([["id", "subject", "text"], ["07VENSK6917", "Nets", "texts/a 6917.txt"]]),
        },
        {"07VENSK6917": {"text": "Nets were counted.", "title": "Nets", "hasnt": "6917.txt"}},
    ),
    (
        "a table with paths of texts that are not there",
        {"x.csv": table(",", [("07VENSK6918", "texts/6918.txt")], ("ID", "Text"))},
        {"07VENSK6918": {"text": "", "has": "# Text: texts/6918.txt"}},
    ),
    (
        "levels in letters, and times of other zones",
        {
            "x.csv": table(
                ",",
                [
                    ("07VENSK6919", "2007-03-05 17:58:00-05", "C", "1. Nets."),
                    ("07VENSK6920", "5 Mar 2007 17:58 EST", "S//NF", "1. Nets."),
                    ("07VENSK6921", "5 Mar 2007 17:58 CET", "U", "1. Nets."),
                ],
                ("ID", "Date", "Class", "Text"),
            )
        },
        {
            "07VENSK6919": {"level": "CONFIDENTIAL", "has": "2007-03-05T22:58:00Z"},
            "07VENSK6920": {"level": "SECRET", "has": "2007-03-05T22:58:00Z"},
            "07VENSK6921": {"level": "UNCLASSIFIED", "has": "created = 2007-03-05\n"},
        },
    ),
    (
        "a table with the date of the release beside that of the document",
        {"x.csv": table(",", [("07VENSK6933", "2015-06-21", "2007-03-05", "1. N.")], ("ID", "Date", "Document Date", "Text"))},
        {"07VENSK6933": {"date": "2007-03-05", "has": "# Date: 2015-06-21"}},
    ),
    (
        "texts with signs for blanks in their names",
        {"07_VENSK_6922.txt": "1. Nets.\n", "07-vensk-6923_a.txt": "1. Nets.\n"},
        {"07VENSK6922": {"text": "Nets."}, "07VENSK6923": {"text": "Nets."}},
    ),
    (
        "files of other programs",
        {"x.parquet": b"PAR1\x15", "x.pst": b"!BDN\x00", "x.warc": "WARC/1.0\r\nWARC-Type: response\r\n", "x.wpd": b"\xffWPC"},
        {"nothing": dict.fromkeys(("data base", "store of mail", "archive of the Web", "a document of a word"), "")},
    ),
)  # fmt: skip
