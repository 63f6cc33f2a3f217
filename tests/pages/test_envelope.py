"""Each line of a cable's header and heading stands beside a plain sentence, in the order printed."""

from pathlib import Path

import msgspec
import pytest
from markupsafe import Markup

from generator.cables.parse import parse_cable
from generator.language import catalogue_of
from generator.pages.cable.header_explained import Row, envelope_rows
from generator.vocabulary import standard
from tests.room import cable_text

CABLES = Path(__file__).parent.parent.parent / "content" / "cables"
ASTANA = "07ASTANA1061.txt"
FERRY = "specimens/1975/75LINDEMAR318.txt"


def rows_of(name: str) -> tuple[Row, ...]:
    vocabulary = standard()
    cable, _ = parse_cable((CABLES / name).read_bytes(), f"cables/{name}", vocabulary)
    return envelope_rows(cable, vocabulary)


@pytest.mark.parametrize(
    ("name", "printed", "sentence", "anchor"),
    [
        (
            ASTANA,
            "PP RUEHAST",
            "Relayed with priority precedence to RUEHAST (the United States office in Almaty).",
            "routing",
        ),
        (
            ASTANA,
            "DE RUEHTA #1061/01 1151024",
            (
                "From station RUEHTA (the American embassy in Astana): its message 1061, section 1, filed on day 115 of the "
                "year at 10:24 UTC."
            ),
            "routing",
        ),
        (
            ASTANA,
            "P 251024Z APR 07",
            "Precedence priority. Written on 25 April 2007, 10:24 UTC (Z is Greenwich time).",
            "date-time-group",
        ),
        (ASTANA, "FM AMEMBASSY ASTANA", "From the American embassy in Astana.", "routing"),
        (
            ASTANA,
            "TO RUEHC/SECSTATE WASHDC PRIORITY 9199",
            (
                "For action: the Secretary of State, Washington, by station RUEHC, priority. 9199 is the sender’s running "
                "count of messages to it, not a cable number."
            ),
            "precedence",
        ),
        (
            ASTANA,
            "INFO RUEHAST/USOFFICE ALMATY",
            "For information: the United States office in Almaty, by station RUEHAST, routine.",
            "precedence",
        ),
        (
            ASTANA,
            "UNCLAS SECTION 01 OF 02 ASTANA 001061",
            "Classification unclassified, section 1 of 2; then the post and the number of the message.",
            "classification",
        ),
        (
            FERRY,
            "PAGE 01 LINDEM 00318 121520Z",
            "Page 1 as the message system printed it: the post, cut short, and the message’s number.",
            "sections",
        ),
        (FERRY, "10", "A number that the message system put here; it is no part of the message.", "sections"),
    ],
)
def test_a_line_has_its_sentence(name: str, printed: str, sentence: str, anchor: str) -> None:
    assert [(row.sentence, row.anchor) for row in rows_of(name) if " ".join(row.printed.split()) == printed] == [
        (sentence, anchor)
    ]


def test_those_informed_with_one_precedence_are_named_in_one_sentence() -> None:
    text = cable_text("07VENSK12").replace(
        "UNCLAS VENSK",
        "FM AMCONSUL VENSK\nTO RUEHC/SECSTATE WASHDC 0404\nINFO RUEHLI/AMEMBASSY LINDEMAR\nRUEHOS/AMEMBASSY PORT OSTREL 0012\n"
        "RUEHKA/AMCONSUL KALVA\nRUCNFB/FBI WASHDC PRIORITY\nUNCLAS VENSK",
    )
    vocabulary = standard()
    cable, _ = parse_cable(text.encode(), "cables/07VENSK12.txt", vocabulary)

    assert [(row.printed, row.sentence) for row in envelope_rows(cable, vocabulary)[2:4]] == [
        (
            "INFO RUEHLI/AMEMBASSY LINDEMAR\nRUEHOS/AMEMBASSY PORT OSTREL 0012\nRUEHKA/AMCONSUL KALVA",
            (
                "For information, routine, each with its station: the American embassies in Lindemar (RUEHLI) and Port Ostrel "
                "(RUEHOS); the American consulate in Kalva (RUEHKA)."
            ),
        ),
        (
            "RUCNFB/FBI WASHDC PRIORITY",
            "For information: Federal Bureau of Investigation, Washington, by station RUCNFB, priority.",
        ),
    ]


@pytest.mark.parametrize(
    ("printed", "sentence"),
    [
        (
            "DE RUEHTA #1061/01 1151024",
            (
                'De la estación <span lang="en">RUEHTA (U.S. Embassy Astana)</span>: su mensaje 1061, sección 1, entregado el '
                "día 115 del año a las 10:24 UTC."
            ),
        ),
        ("FM AMEMBASSY ASTANA", 'De: <span lang="en">U.S. Embassy Astana</span>.'),
        (
            "P 251024Z APR 07",
            "Precedencia: prioridad. Escrito el 25 de abril de 2007, 10:24 UTC (Z es la hora de Greenwich).",
        ),
        (
            "INFO RUEHAST/USOFFICE ALMATY",
            (
                'Para información: <span lang="en">U.S. Office Almaty</span>, por la estación <span lang="en">RUEHAST</span>, '
                "rutina."
            ),
        ),
    ],
)
def test_a_sentence_is_in_the_language_of_the_room_and_its_names_in_english(printed: str, sentence: str) -> None:
    words, _ = catalogue_of("es", {})
    assert words is not None
    vocabulary = msgspec.structs.replace(standard(), words=words)
    cable, _ = parse_cable((CABLES / ASTANA).read_bytes(), f"cables/{ASTANA}", vocabulary)
    told = [row.sentence for row in envelope_rows(cable, vocabulary) if row.printed == printed]

    assert told == [sentence]
    assert isinstance(told[0], Markup)


def test_what_a_header_prints_is_no_html_in_any_language() -> None:
    words, _ = catalogue_of("es", {})
    assert words is not None
    vocabulary = msgspec.structs.replace(standard(), words=words)
    text = cable_text("07VENSK12").replace("UNCLAS VENSK", "FM AMCONSUL <b>VENSK\nUNCLAS VENSK")
    cable, _ = parse_cable(text.encode(), "cables/07VENSK12.txt", vocabulary)

    assert "&lt;b&gt;" in envelope_rows(cable, vocabulary)[0].sentence.lower()


def test_no_line_of_the_header_is_left_out() -> None:
    header = (CABLES / ASTANA).read_text(encoding="utf-8").splitlines()[14:35]
    printed = "\n".join(row.printed for row in rows_of(ASTANA)).split("\n")

    assert set(printed) == {line.strip() for line in header if line.strip()}
