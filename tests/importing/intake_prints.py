"""Prints, forms and letters of archives, and what must come out of them: invented cables in the form of ``intake_cases``."""

from tests.importing.intake_cases import cable, ended, letter

COUNCIL = """                         CONFIDENTIAL
                      NATIONAL SECURITY COUNCIL
                         MESSAGE CENTER

PAGE 01  OF 02     LINDEMAR 6201                 DTG: 121533Z JUN 84  PSN: 023411
EOB433             AN008765                      TOR: 164/1601Z       CSN: HCE991
-------------------------------------------------------------------------------
DISTRIBUTION:  FORT-01  DOBR-01  /003 A2
-------------------------------------------------------------------------------
OP IMMED /PRIORITY
DE RUXHLM #6201/01 1641540
O P 121533Z JUN 84
FM AMEMBASSY LINDEMAR

TO SECSTATE WASHDC IMMEDIATE 3344

C O N F I D E N T I A L LINDEMAR 06201

E.O. 12356: DECL: OADR
TAGS: EFIS
SUBJECT: NETS

1. (C) THE BAILIFF COUNTED FOR AN HOUR AND
                         CONFIDENTIAL
                      NATIONAL SECURITY COUNCIL
                         MESSAGE CENTER

PAGE 02  OF 02     LINDEMAR 6201                 DTG: 121533Z JUN 84  PSN: 023411
EOB433             AN008765                      TOR: 164/1601Z       CSN: HCE991
FOUND NONE.
HOLM
BT
"""


def section(at: int) -> str:
    """Return the print of a section of a telegram of two, with the marks of a printing system."""
    return f"""SECRET        PTQ771{at}

SECRET
PAGE 01        LINDEM  06202  0{at} OF 02  181733Z
ACTION EUR-01
                  ------------------7C1F11  181733Z /38
O 181722Z SEP 98
FM AMEMBASSY LINDEMAR
TO SECSTATE WASHDC IMMEDIATE 1101

S E C R E T SECTION 0{at} OF 02 LINDEMAR 006202

E.O. 12958: DECL: 09/18/08
TAGS: EFIS
SUBJECT: NETS

{at}. (S) NETS OF PART {at}.
{"HOLM" if at == 2 else ""}

SECRET

NNNNPTQ771{at}


"""


SMART = """From:            SMART Core
Sent:            Friday, March 04, 2011 9:12 AM
Subject:         (C) NETS

Classification: CONFIDENTIAL
Classified By:  Jorun Mareth, Consul General

MRN:             11 VENSK 6203
Date/DTG:        Mar 04, 2011 / 041411Z MAR 11
From:            AMCONSUL VENSK
Action:          WASHDC, SECSTATE IMMEDIATE
E.O.:            13526
TAGS:            EFIS
Subject:         NETS

1. (C) Nets were counted.

Signature:       Mareth
"""
RELEASE = """UNCLASSIFIED     U.S. Department of State   Case No. F-2015-12345   Doc No. C05551234   Date: 11/30/2017
O 221402Z APR 97
FM AMCONSUL VENSK
TO SECSTATE WASHDC IMMEDIATE 4455

C O N F I D E N T I A L VENSK 006204

SUBJECT: NETS

1. (C) THE BAILIFF SAID HE WOULD GO HOME AND COUNT HIS OWN       (b)(6)
NETS THERE.
HOLM
"""
FORM = """        INCOMING TELEGRAM        Department of State

                                          CONFIDENTIAL
40
Action                                    Control:  9912
EUR                                       Rec'd:    May 3, 1963
                                                    4:11 p.m.
Info    FROM:  LINDEMAR
SS
G       TO:    Secretary of State
SP
L       NO:    6205, May 3, 6 p.m.

        PRIORITY

        ACTION DEPARTMENT 6205, INFORMATION VENSK 33

        Deptel 902

        Bailiff received me today and spoke of nets.

                                            HOLM

BW

                              CONFIDENTIAL
"""
TAGGED = """               THE WHITE HOUSE

PRT: SIT
EOB: SUM

<PREC> IMMEDIATE <CLAS> SECRET <OSRI> RUXHLM <DTG> 031510Z OCT 97
<ORIG>FM AMEMBASSY LINDEMAR

<TO>TO RUEHC/SECSTATE WASHDC IMMEDIATE 1022
<INFO>INFO RUXHVN/AMCONSUL VENSK PRIORITY 3322

<SUBJ>SUBJECT: NETS AND
EELS

<TEXT>
S E C R E T LINDEMAR 006207

SUBJECT: NETS AND EELS

1. (S) NETS WERE COUNTED.

HOLM
BT
NNNN
<SECT>SECTION: 01 OF 01
<SSN>6207
"""
REVIEWED = """UNITED STATES DEPARTMENT OF STATE
REVIEW AUTHORITY: OTTO FRIEND
DATE/CASE ID: 18 FEB 2004 200399999                  UNCLASSIFIED
O 221700Z NOV 86
FM AMCONSUL VENSK
TO SECSTATE WASHDC 54

S E C R E T VENSK 6208

SUBJECT: NETS

1. TELL THE BAILIFF THAT
UNITED STATES DEPARTMENT OF STATE
REVIEW AUTHORITY: OTTO FRIEND
DATE/CASE ID: 18 FEB 2004 200399999                  UNCLASSIFIED
NO NET IS TORN.

HOLM
"""
PAGED = """<html><body><table id="synopsis"><tr><td colspan="3">NETS</td></tr>
<tr><td><div class="s_key">Canonical ID:</div><div class="s_val">1978LINDEM06206_d</div></td></tr></table>
<div class="text" id="tagged-text"><pre>
CONFIDENTIAL

PAGE 01
LINDEM 06206 141201Z
ACTION EUR-12
R 141154Z JUL 78
FM AMEMBASSY LINDEMAR
TO SECSTATE WASHDC 8810

C O N F I D E N T I A L LINDEMAR 6206

SUBJ: NETS

1. NETS CAME AND
CONFIDENTIAL

CONFIDENTIAL

PAGE 02
LINDEM 06206 141201Z

WENT.
HOLM
</pre></div></body></html>"""
LETTER = """From: Ada Velm <av@vensk.example>
Subject: nets
MIME-Version: 1.0
Content-Type: application/zip; name="nets.zip"
Content-Transfer-Encoding: base64
Content-Disposition: attachment; filename="nets.zip"

UEsDBBQAAAAAAAAA
"""
FOOTED = r"""                              Cable                    Page 1 of 2
PREC: PRIORITY
CLASS: UNCLASSIFIED
LINE1: PAAUZYUW RUXHLM6212 0320915-UUUU--RHEHAAX.
LINE3: P 010915Z FEB 96
LINE4: FM AMEMBASSY LINDEMAR
OSRI: RUXHLM
DTG: 010915Z FEB 96
ORIG: AMEMBASSY LINDEMAR
TO: RUEHC/SECSTATE WASHDC PRIORITY 5530
SUBJ: NETS
TEXT:
UNCLAS LINDEMAR 006212

SUBJECT: NETS

1. NETS CAME AND
file://F:\Cable\Data_Source\CD018\FEB96\MSGS\M2001122.html                5/12/2010
                              Cable                    Page 2 of 2
WENT.
HOLM
BT
#6212
NNNN
<^SECT>SECTION: 01 OF 01<^/SECT>
<^SSN>6212<^/SSN>
"""
STAMPED = """Approved For Release 2009/04/12 : CIA-RDP90B01390R000100120004-4
P 121431Z APR 83
FM AMEMBASSY LINDEMAR
TO SECSTATE WASHDC PRIORITY 2210
C O N F I D E N T I A L LINDEMAR 06213

SUBJECT: NETS

1. NETS CAME.
                    CONFIDENTIAL
Approved For Release 2009/04/12 : CIA-RDP90B01390R000100120004-4
\f
Approved For Release 2009/04/12 : CIA-RDP90B01390R000100120004-4
                    CONFIDENTIAL

2. EELS WENT.
HOLM
"""
STAMP = "Margaret P. Grafeld   Declassified/Released   US Department of State   EO Systematic Review  05 JUL 2006"
WIDE = f"""                    UNCLASSIFIED
{STAMP}

PAGE 01        LINDEM  06214  061431Z
R 061425Z JAN 75
FM AMEMBASSY LINDEMAR
TO SECSTATE WASHDC 8812

UNCLAS LINDEMAR 06214

SUBJ: NETS

1. NETS CAME
{STAMP}

PAGE 02        LINDEM  06214  061431Z
AND WENT.
HOLM
"""


def paragraphs(text: str) -> str:
    """Return a page of the Web with a text in paragraphs, below its navigation and above its foot."""
    lines = "".join(f"<p>{line}</p>" for line in text.split("\n") if line)
    return f"<!DOCTYPE html><html><body><nav>Home</nav><article>{lines}</article><footer>Copyright 2031</footer></body></html>"


PRINTS = (
    (
        "a page of the Web with a telegram in paragraphs, up to its end",
        {"x.html": paragraphs(ended(6210)), "y.html": paragraphs(cable(6211))},
        {
            "08VENSK6210": {"text": "Ninety nets", "whole": "yes", "hasnt": "Copyright", "signature": "MARETH"},
            "nothing": {"page of the Web": ""},
        },
    ),
    (
        "a print of the council with the head of its system on each page",
        {"x.txt": COUNCIL},
        {
            "84LINDEMAR6201": {
                "date": "1984-06-12",
                "text": "COUNTED FOR AN HOUR AND FOUND NONE.",
                "whole": "COUNTED",
                "signature": "HOLM",
            }
        },
    ),
    (
        "sections in one file with the marks of a printing system below each",
        {"x.txt": section(1) + section(2)},
        {"98LINDEMAR6202": {"text": "NETS OF PART 1.|NETS OF PART 2.", "whole": "NETS OF", "signature": "HOLM"}},
    ),
    (
        "a SMART message as mail, with its level on a label",
        {"x.txt": SMART},
        {"11VENSK6203": {"level": "CONFIDENTIAL", "title": "Nets", "text": "counted.", "whole": "yes"}},
    ),
    (
        "an exemption code of another agency in the margin of a sentence",
        {"x.txt": RELEASE},
        {
            "97VENSK6204": {
                "text": "COUNT HIS OWN NETS THERE.",
                "archive": "case=F-2015-12345 document=C05551234 printed=11/30/2017 exemptions=B6",
            }
        },
    ),
    (
        "a form whose text begins with its addresses and ends with who typed it",
        {"x.txt": FORM},
        {
            "63LINDEMAR6205": {
                "title": "Bailiff received me today and spoke of nets.",
                "signature": "HOLM",
                "date": "1963-05-03",
            }
        },
    ),
    (
        "a page of the Web that breaks the heads of pages",
        {"x.html": PAGED},
        {"78LINDEMAR6206": {"text": "NETS CAME AND WENT.", "whole": "NETS", "signature": "HOLM"}},
    ),
    ("a letter with an archive", {"x.eml": LETTER}, {"nothing": {"an archive in an archive or a letter": ""}}),
    (
        "a print of the White House with the labels of its system",
        {"x.txt": TAGGED},
        {
            "97LINDEMAR6207": {
                "date": "1997-10-03",
                "level": "SECRET",
                "from": "AMEMBASSY LINDEMAR",
                "to": "SECSTATE WASHDC",
                "text": "COUNTED.",
                "whole": "yes",
                "signature": "HOLM",
            }
        },
    ),
    (
        "the stamp of a review with a level beside it, in mid-sentence",
        {"x.txt": REVIEWED},
        {
            "86VENSK6208": {
                "text": "TELL THE BAILIFF THAT NO NET IS TORN.",
                "archive": "case=200399999",
                "to": "SECSTATE WASHDC",
            }
        },
    ),
    (
        "a form whose control number stands below its number",
        {
            "x.txt": FORM.replace("Control:  9912", "")
            .replace("Rec'd:    May 3, 1963", "")
            .replace("4:11 p.m.", "")
            .replace(
                "6205, May 3, 6 p.m.",
                "6209, May 3, 6 p.m.\n\n                  Control: 9912\n"
                "                  Rec'd: May 3, 1963  4:11 p.m.\n",
            )
        },
        {"63LINDEMAR6209": {"title": "Bailiff received me today and spoke of nets.", "date": "1963-05-03"}},
    ),
    (
        "a print of the White House with the foot of its page, and the labels of its system below",
        {"x.txt": FOOTED},
        {
            "96LINDEMAR6212": {
                "date": "1996-02-01",
                "from": "AMEMBASSY LINDEMAR",
                "signature": "HOLM",
                "text": "NETS CAME AND WENT.",
                "whole": "NETS CAME",
            }
        },
    ),
    (
        "levels alone beside the banner of each page",
        {"x.txt": STAMPED},
        {"83LINDEMAR6213": {"text": "NETS CAME.|EELS WENT.", "whole": "EELS", "signature": "HOLM"}},
    ),
    (
        "a stamp of the review with wide gaps",
        {"x.txt": WIDE},
        {"75LINDEMAR6214": {"text": "NETS CAME AND WENT.", "whole": "NETS", "signature": "HOLM"}},
    ),
    (
        "figures that were read as letters, and letters as figures, in a picture of a header",
        {
            "x.txt": cable(6215)
            .replace("P 051758Z MAR 08", "P 05l758Z. MAR O8")
            .replace("UNCLAS VENSK 00", "C 0 N F I D E N T l A L VENSK OO")
        },
        {"08VENSK6215": {"date": "2008-03-05", "level": "CONFIDENTIAL", "from": "AMCONSUL VENSK"}},
    ),
    (
        "a form of the 1960s, with ACTION and DATE, of the last day of a year",
        {
            "x.txt": FORM.replace("TO:    Secretary of State", "ACTION: SECSTATE 6216 PRIORITY")
            .replace("NO:    6205, May 3, 6 p.m.", "DATE:  DECEMBER 31, 6 P.M.")
            .replace("May 3, 1963", "JANUARY 1, 1964")
        },
        {
            "63LINDEMAR6216": {
                "date": "1963-12-31",
                "title": "Bailiff received me today and spoke of nets.",
                "signature": "HOLM",
            }
        },
    ),
    (
        "a British telegram with its time beside its sender",
        {
            "x.txt": "SECRET\n\nFM VENSK 051758Z MAR 84\nTO PRIORITY FCO\nTELEGRAM NUMBER 6217 OF 5 MARCH\n\n1. NETS.\n\nHOLM\n"
        },
        {"84UKVENSK6217": {"date": "1984-03-05", "level": "SECRET", "text": "NETS."}},
    ),
    (
        "the number of a library above and below, and the stamp of a review on two lines",
        {
            "x.txt": "NLC-7-77-1-2-8\n\n" + cable(6218).replace("MARETH", "MARETH\n\nNLC-7-77-1-2-8"),
            "y.txt": RELEASE.replace("6204", "6219").replace(
                "(b)(6)", "\n\nREVIEW AUTHORITY: Ada Velm, Senior\nReviewer\n"
            ),
        },
        {
            "08VENSK6218": {"signature": "MARETH", "whole": "Ninety"},
            "97VENSK6219": {"text": "COUNT HIS OWN NETS THERE.", "whole": "NETS THERE."},
        },
    ),
    (
        "cables below headings of their own, between rules",
        {
            "x.txt": "".join(
                f"{'=' * 60}\nID: 08VENSK{serial}\nORIGIN: Consulate Vensk\n{'=' * 60}\n\n{cable(serial)}\n"
                for serial in (6220, 6221)
            )
        },
        {name: {"signature": "MARETH", "whole": "Ninety"} for name in ("08VENSK6220", "08VENSK6221")},
    ),
    (
        "a letter that goes on between two cables",
        {"x.eml": letter(f"The first:\n\n{ended(6222)}\nThe second:\n\n{ended(6223)}")},
        {name: {"signature": "MARETH", "whole": "Ninety"} for name in ("08VENSK6222", "08VENSK6223")},
    ),
)
