"""The oddities that a parser of real cables must survive, each with a case: what is printed, and what is read of it.

The numbers are those of the list that this program began with, counted over 1,295 real pages; docs/reference/format.md has the
frequencies under its headings. A case here is the shortest likeness of its oddity; the tables beside this module have more.
"""

from collections.abc import Callable
from typing import Any

import pytest

from generator.cables.model import Cable
from generator.cables.parse import parse_cable
from tests.cables.words import words

Field = Callable[[Cable], Any]
LINE = "UNCLAS SECTION 01 OF 02 LINDEMAR 000131"
HEAD = f"{LINE}\n\nSIPDIS\n\nE.O. 12958: N/A\nTAGS: ECON, QH\nSUBJECT: THE FAIR\n"
SHORT = "TAGS: ECON\nSUBJECT: FAIR\n\n1. It opened."
FIVE = "09LINDEMAR131\nTHE FAIR\nThu Feb 12 00:00:00 +0200 2009\nUNCLASSIFIED\nEmbassy Lindemar"
PAGE = """<table class='cable'>
<tr><td>09LINDEMAR131</td><td>%s</td><td>2010-12-01 12:12</td><td>UNCLASSIFIED</td><td>Embassy Lindemar</td></tr></table>
<code><pre></pre></code>
<code><pre>%s</pre></code>"""


def read(text: str, path: str = "cables/09LINDEMAR131.txt") -> Cable:
    return parse_cable(text.encode(), path, words())[0]


def page(text: str, created: str = "2009-02-12 16:55") -> str:
    return PAGE % (created, text.replace("\n", "&#x000A;"))


def body(cable: Cable) -> str:
    """Return the reading text, a block a line."""
    return "\n".join(" ".join(part for part in (one.label, one.mark, one.text) if part) for one in cable.blocks)


def level(cable: Cable) -> str:
    return cable.level


def subject(cable: Cable) -> str:
    return cable.subject


def tags(cable: Cable) -> str:
    return " ".join(cable.tags)


def captions(cable: Cable) -> str:
    return " ".join(cable.captions)


def references(cable: Cable) -> str:
    return " ".join(one.id or one.kind for one in cable.references)


def date(cable: Cable) -> str:
    return f"{cable.date:%Y-%m-%d %H:%M} {cable.date_source} {cable.precision}"


def order(cable: Cable) -> str:
    found = cable.executive_order
    return f"{found.order}; {found.value}; {found.declassify_on}" if found else ""


def by(cable: Cable) -> str:
    return f"{cable.classified_by} {' '.join(cable.reasons)}"


def signature(cable: Cable) -> str:
    return cable.signature


def identifier(cable: Cable) -> str:
    return " ".join([cable.id, *cable.aliases])


def info(cable: Cable) -> str:
    return "; ".join(f"{one.name} {one.precedence} {one.count}".strip() for one in cable.envelope.info)


def kinds(cable: Cable) -> str:
    return " ".join(one.kind for one in cable.blocks)


def mentions(cable: Cable) -> str:
    return " ".join(one.kind for block in cable.blocks for one in block.mentions)


ODDITIES: tuple[tuple[int, str, Field, str], ...] = (
    (1, f"{HEAD}\n1. The fair of the town was visited by\n\nLINDEMAR 00000131  002 OF 002\n\n\nthe consul.", body,
        "1. The fair of the town was visited by the consul."),
    (1, f"{HEAD}\n1. The fair Lindemar 00000131 002 of 002 opened.", body, "1. The fair opened."),
    (2, f"{HEAD}REF: VENSK 12\nLINDEMAR 00000131  001.2 OF 002\n\n1. The fair opened.", references, "09VENSK12"),
    (3, f"{HEAD}\n{HEAD}\n1. The fair opened.", body, "1. The fair opened."),
    (3, f"{LINE}\n\nSIPDIS\n\nDEPT FOR EB\n\nSIPDIS\n\nE.O. 12958: N/A\n{SHORT}", captions,
        "SIPDIS"),
    (3, f"{HEAD}\n1. The fair of the town had many lights and\n\nSIPDIS\n\nstores.", body,
        "1. The fair of the town had many lights and stores."),
    (4, f"{HEAD}\n1. The fair of the town was much visited by the\n\nconsul.", body,
        "1. The fair of the town was much visited by the consul."),
    (5, f"SS E C R E T LINDEMAR 000131\n\n{SHORT}", level, "SECRET"),
    (5, f"E C R E T LINDEMAR 000131\n\n{SHORT}", level, "SECRET"),
    (5, f"C o n f i d e n t i a l lindemar 000131\n\n{SHORT}", level, "CONFIDENTIAL"),
    (6, f"Thursday, 12 February 2009, 16:55\n{HEAD}\n1. It opened.", level, "UNCLASSIFIED"),
    (7, f"{LINE}\nSIPDIS\nEO 12958 DECL: 02/12/2019\nTAGS ECON, QH\nSUBJECT: FAIR\n1. It opened.", order,
        "12958; DECL: 02/12/2019; 2019-02-12"),
    (7, f"{LINE}\nE.o. 12958: decl: 02/12/2019 Tags: ECON, QH Subject: The fair\n\n1. It opened.", subject, "The fair"),
    (8, f"{LINE}\n\nTAGS: ECON, OVIP (MARETH, JORUN),\nETRD, QH\nSUBJECT: FAIR\n\n1. It opened.", tags,
        "ECON OVIP MARETH, JORUN ETRD QH"),
    (8, f"{LINE}\n\nTAGS: ECONETRD econ RU\nSUBJECT: FAIR\n\n1. It opened.", tags, "ECON ETRD RS"),
    (9, f"{LINE}\n\nTAGS: ECON\nSUBJECT: THE FAIR OF THE YEAR IN THE TOWN AND\nTHE HARBOR\n\n1. It opened.", subject,
        "THE FAIR OF THE YEAR IN THE TOWN AND THE HARBOR"),
    (9, f"{LINE}\n\nTAGS: ECON\n\n1. It opened.", lambda cable: cable.title_source, "derived"),
    (10, f"{HEAD}REF: A. A) VENSK 112 AND 118\n     B. ORLEY E-MAIL\n     C. IIR 6 844 0012 09\n\n1. It opened.", references,
        "09VENSK112 09VENSK118 email intelligence"),
    (10, f"{HEAD}REF: LINDEMAR 2204\n\n1. It opened.", references, "08LINDEMAR2204"),
    (11, page(f"{HEAD}\n1. It opened.", "2009-02-12 16:04"), date, "2009-02-12 16:04 metadata day"),
    (12, f"{HEAD.replace('LINDEMAR 000131', 'VENSK 000012')}\n1. It opened.",
        lambda cable: " ".join(check.name for check in cable.checks if not check.agrees), "identifier and classification line"),
    (13, f"{HEAD}\n1. The fair of the ye...", body, "1. The fair of the ye..."),
    (14, page(f"{HEAD}\n1. Bread & cheese &micro-fair <20 meters></td></tr></table><br>"), body,
        "1. Bread & cheese &micro-fair <20 meters>"),
    (14, page(f"<strong>{HEAD}</strong>\n1. It opened."), subject, "THE FAIR"),
    (15, f"{HEAD}\n1. The mayor,s &fair8 ) it opened.", body, '1. The mayor\'s "fair" – it opened.'),
    (16, f"{HEAD}\n1. XXXXXXXXXXXX met [NAME REMOVED].", mentions, "redaction redaction"),
    (16, f"SECRET XXXXXXXXXXXX 000131\n\n{SHORT}", level, "SECRET"),
    (17, page(f"{HEAD}REF: A. VENSK 12\n<a id='parB' href='#parB'>\u00b6</a>B. VENSK 14\n\n1. It opened."), references,
        "09VENSK12 09VENSK14"),
    (18, (f"ACTION EUR-00\nINFO  LOG-00   EEB-00   AID-00\n      ------------------A54E38  121655Z /38\nR 121655Z FEB 09\n"
        f"FM AMEMBASSY LINDEMAR\nTO PAGE 02        LINDEMAR  00131  121655Z\nSECSTATE WASHDC\n{HEAD}\n1. It opened."),
        lambda cable: "; ".join(one.name for one in cable.envelope.to), "SECSTATE WASHDC"),
    (19, f"P 121655Z FEB 09\nFM AMEMBASSY LINDEMAR\nINFO RUXHVN/AMCONSUL VENSK PRIORITY 9199\n{HEAD}\n1. It opened.", info,
        "AMCONSUL VENSK PRIORITY 9199"),
    (20, f"{HEAD}\n1. It opened in\n2008. And closed.\n\n2. It was small.\n\n4. It ended.", kinds,
        "paragraph paragraph paragraph"),
    (21, f"{HEAD}\nThe Fair\n----------- ----\n\n1. It opened.\n\nCOMMENT -------\n\n2. It was small.", kinds,
        "heading paragraph heading paragraph"),
    (22, f"{HEAD}\n1. It opened. End comment. ORLEY", signature, "ORLEY"),
    (22, f"{HEAD}\n1. It opened.\n\nORLEY ORLEY\n\nSELECT * FROM cables", signature, "ORLEY"),
    (23, f"{HEAD}\n1. (S//NOFORN) One.\n\n2. (U.S.) firms came.", lambda cable: "; ".join(one.level for one in cable.blocks),
        "S/NF; "),
    (24, f"{HEAD}REF: KIEV 12; KYIV 14\n\n1. It opened.", references, "09KIEV12 09KYIV14"),
    (26, f"{LINE}\nE.O. 12598: DECL: AFTER THE FAIR\n{SHORT}", order,
        "12598; DECL: AFTER THE FAIR; None"),
    (27, f"{HEAD}\nClassified By: Tam Orley, Reas\nons 1.4 (b) and (d)\n\n1. It opened.", by,
        "Tam Orley, Reasons 1.4 (b) and (d) b d"),
    (28, f"{FIVE}\nThe full text of the original cable is not available.UNCLAS LINDEMAR 000131\n\n{SHORT}", body,
        "1. It opened."),
    (28, FIVE, identifier, "09LINDEMAR131"),
    (29, f"{LINE}\n\nTAGS: ECON, SYR, UAE, EU, GM\nSUBJECT: FAIR\n\n1. It opened.", tags, "ECON SY AE EUN GM"),
    (30, f"{HEAD}\n1. IT OPENED AND ALL CAME.\n\nTHE FAIR\n\nIT CLOSED AND ALL WENT.", kinds,
        "paragraph paragraph paragraph"),
)  # fmt: skip
OF_FILE_NAMES = ((25, "cables/09EFTOLINDEMAR131.txt", "09LINDEMAR131 09EFTOLINDEMAR131"),)


@pytest.mark.parametrize(("number", "printed", "field", "expected"), ODDITIES)
def test_an_oddity_is_read_for_what_it_is(number: int, printed: str, field: Field, expected: str) -> None:
    assert field(read(printed)) == expected, f"oddity {number}"


@pytest.mark.parametrize(("number", "path", "expected"), OF_FILE_NAMES)
def test_a_garbled_file_name_is_read_for_what_it_is(number: int, path: str, expected: str) -> None:
    assert identifier(read(SHORT, path)) == expected, f"oddity {number}"


def test_each_oddity_of_the_list_has_a_case() -> None:
    assert {number for number, *_ in ODDITIES} | {number for number, *_ in OF_FILE_NAMES} == set(range(1, 31))
