"""What stands round a message, where a golden folder would show it less plainly: docs/reference/format.md, "Layouts"."""

import pytest

from generator.cables.parse import parse_cable

ROW = (
    '"1","2/12/2009 16:04","09LINDEMAR131","Embassy Lindemar","UNCLASSIFIED","","",'
    '"UNCLAS LINDEMAR 000131\n\nTAGS: ECON\nSUBJECT: FAIR\n\n%s"\n'
)
ONE_LINE = (
    "C O N F I D E N T I A L LINDEMAR 000131 SIPDIS NOFORN DEPT FOR EUR/WE AND INR E.O. 12958: DECL: 05/11/2019 "
    "TAGS: PREL, ECON SUBJECT: THE FAIR OF LINDEMAR AND ITS HALL REF: LINDEMAR 12 "
    "Classified By: DCM Jorun Mareth for reasons 1.4 (b) and (d)\n\n1. (C) The fair opens."
)
PAGE = """<table class='cable'>
<tr><td>09LINDEMAR131</td><td>2009-02-12 16:04</td><td>2010-12-01 12:12</td><td>UNCLASSIFIED</td>
<td>Embassy Lindemar</td></tr>
%s</table>
<code><pre></pre></code>
<code><pre>UNCLAS LINDEMAR 000131&#x000A;&#x000A;TAGS: ECON&#x000A;SUBJECT: FAIR&#x000A;&#x000A;1. Open.</pre></code>"""


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("1. The &quot;fair&quot; opens.", '1. The "fair" opens.'),
        ("1. The fair&#8217;s gate.", "1. The fair\u2019s gate."),
        (r"1. The \"fair\" opens.", '1. The "fair" opens.'),
    ],
)
def test_entities_of_a_row_are_read_after_its_columns(printed: str, text: str) -> None:
    cable, problems = parse_cable((ROW % printed).encode(), "cables/09LINDEMAR131.csv")

    assert f"{cable.blocks[-1].label} {cable.blocks[-1].text}" == text
    assert [problem.code for problem in problems if problem.code in {"C006", "C008"}] == []


@pytest.mark.parametrize(
    ("row", "source"),
    [
        ("", "WikiLeaks, page saved in December 2010"),
        (
            "<tr><td>Appears in these articles:<br />\n<a href='http://fair.example'>http://fair.example</a><br />\n</td></tr>",
            "WikiLeaks, page saved in December 2010; appears in http://fair.example",
        ),
        (
            "<tr><td>Appears in these articles:<br /><a href='#'>fair.example</a><br /><a href='#'>gate.example</a></td></tr>",
            "WikiLeaks, page saved in December 2010; appears in fair.example gate.example",
        ),
    ],
)
def test_a_saved_page_names_the_articles_that_print_it(row: str, source: str) -> None:
    cable, _ = parse_cable((PAGE % row).encode(), "cables/09LINDEMAR131.html")

    assert cable.source == source
    assert ("metadata.articles" in {piece.rule for piece in cable.ledger}) == bool(row)


@pytest.mark.parametrize(
    "text",
    [
        "Identifier\nCreated\nClassification\nOrigin\n07VENSK1\n2007-04-25 10:24:00\nUNCLASSIFIED\nConsulate  Vensk\n",
        "07VENSK1\nA fair\nWed Apr 25 00:00:00 +0200 2007\nUNCLASSIFIED\nConsulate  Vensk\nUNCLAS VENSK 000001\n",
        ROW.replace("Embassy Lindemar", "Consulate  Vensk") % "1. Open.",
    ],
    ids=["pasted page", "five lines", "row of a dump"],
)
def test_an_origin_has_single_blanks_whatever_the_layout(text: str) -> None:
    ending = "csv" if text.startswith('"') else "txt"
    cable, _ = parse_cable(text.encode(), f"cables/07VENSK1.{ending}")

    assert cable.origin == "Consulate Vensk"


@pytest.mark.parametrize(
    ("message", "captions", "attention", "begins"),
    [
        # the whole heading on one line, longer than any line of a mail head
        (
            ONE_LINE,
            ("SIPDIS", "NOFORN"),
            ("DEPT FOR EUR/WE AND INR",),
            "The fair opens.",
        ),
        # a first paragraph of which an editor made one line
        (
            "The fair opens in May, " + "and the hall is shut, " * 10 + "as we hear.\n\nIt rains.",
            (),
            (),
            "The fair opens in May",
        ),
    ],
)
def test_a_long_first_line_belongs_to_the_message(
    message: str, captions: tuple[str, ...], attention: tuple[str, ...], begins: str
) -> None:
    cable, _ = parse_cable(f'+++\nid = "09LINDEMAR131"\n+++\n{message}\n'.encode(), "cables/09LINDEMAR131.txt")

    assert cable.captions == captions
    assert cable.attention == attention
    assert cable.blocks[0].text.startswith(begins)
