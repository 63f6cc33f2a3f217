"""Time grows with the size of the input and no faster, whatever the input is made of."""

import pytest

from generator.cables.mentions.abbreviations import Context, abbreviations_of
from generator.cables.parse import parse_cable
from generator.vocabulary import standard
from tests.growth import SMALL, growth, seconds_of

HEAD = b"UNCLAS VENSK 000031\n\nE.O. 12958: N/A\nTAGS: ECON\nSUBJECT: LONG\n\n"
BEGIN = 10_000  # bytes of the smaller input
MOST_OF_PROSE = (
    300  # times what plain sentences of the same size take: a shape may be dear, and no shape is out of bounds
)
LONG = 60  # seconds of the processor, for inputs of which the square would take hours

# What is repeated, and whether a line end stands between.
SHAPES = {
    "one line of words": b"word ",
    "one line without blanks": b"x",
    "blanks": b" ",
    "line ends": b"\n",
    "lines of blanks": b"   \n",
    "headings": b"A HEADING\n---------\n\n",
    "headings without rules": b"A HEADING\n\n",
    "headings between signs": b"*** A HEADING ***\n\n",
    "headings with letters": b"A. A HEADING\n\n1. Text.\n\n",
    "items without stops": b"- new cables\n\nA Heading\n\n",
    "letters behind the first": b"B. Text.\n\n",
    "letters in a sentence": b"(a) a roof; (b) a road;\n(c) a hall;\n\n",
    "headings with rules in a line": b"end. COMMENT ------- 4. (C) The ",
    "levels alone": b"UNCLASSIFIED\n\n",
    "levels in sentences": b"of the\nUNCLASSIFIED\nmayor ",
    "terms between commas": b"Coastal Assembly, CA, or ",
    "rules": b"----------\n",
    "boxed headings": b"---------\nHEADING\n---------\n",
    "broken rules": b"--- --- ---\n",
    "dots": b".",
    "dashes": b"-",
    "dashes and blanks": b"- ",
    "open brackets": b"(",
    "brackets": b"()",
    "portion marks": b"(C) ",
    "digits": b"7",
    "numbers": b"1. ",
    "numbered lines": b"1. Text.\n",
    "decimals": b"1.1.1.1.",
    "letters": b"a) b) c) ",
    "commas": b"A, ",
    "references": b"REF: A. B. C. ",
    "reference lines": b"REF: A. 07 ASTANA 1\n",
    "posts and numbers": b"ASTANA 1061 ",
    "posts": b"NEW DELHI ",
    "ref letters": b"ref A, B and C-E, ",
    "paragraphs named": b"paras 1, 2 and 3-9 ",
    "less than": b"<",
    "tags of HTML": b"<a href=",
    "ampersands": b"&amp",
    "entities": b"&#x000A;",
    "pilcrows": b"\xc2\xb6",
    "pilcrows and digits": b"\xc2\xb6 1. ",
    "lost characters": b"\xef\xbf\xbd",
    "backslashes": b"\\\n",
    "quotes": b'"',
    "markers": b"VENSK 00000031  002 OF 003\n",
    "markers in one line": b"VENSK 00000031 002 OF 003 ",
    "old markers": b"PAGE 02        VENSK  00031  01 OF 02  221915Z\n",
    "captions": b"SIPDIS\n",
    "headings again": HEAD,
    "classification lines": b"C O N F I D E N T I A L SECTION 01 OF 02 VENSK 000031\n",
    "tags lines": b"TAGS: PREL, PGOV, ECON\n",
    "subjects": b"SUBJECT: A\n",
    "labels on one line": b"SUBJECT: A REF: VENSK 1 TAGS: PREL ",
    "labels without colons": b"REF A VENSK 1 CLASSIFIED BY ",
    "labels glued to words": b"VENSKClassified By ",
    "letters of references that are marks": b"(C) VENSK 1 (C) A ",
    "bare letters of references": b"REF A VENSK 1 B VENSK 2 ",
    "separators of numbers": b", , & ",
    "numbers of one post": b"VENSK 12 AND 15, ",
    "days behind citations": b"VENSK 12 (DTG 121200Z DEC 08) ",
    "reasons": b"1.4 (b) and ",
    "reasons without letters": b"1.4 a nd paragraph ",
    "page lines on one line": b"PAGE 02 VENSK 00031 121022Z ",
    "page lines": b"TAGS: ECON,\nPAGE 02 VENSK 00031 121022Z\n",
    "persons in tags": b"TAGS: MARETH, JORUN, ",
    "fused tags": b"PRELPGOV",
    "summaries that open a line": b"SUMMARY AND INTRODUCTION/",
    "lost apostrophes": b"A,S B,T ",
    "quotes of the wire": b"&A &B 8",
    "dashes of the wire": b"Board ) a boat ",
    "items within a line": b"Hall; - A roof: --A gate ",
    "numbers without a mark within a line": b"Over. 1. A roof. 2. A gate. ",
    "headings with a rule each": b"A Hall\n------\n",
    "names over bullets": b"Harbor Board\n- Ada Orley\n",
    "headlines above lines": b"A Hall of Vensk\nThe hall of Vensk is shut to all of the guilds of the river\n",
    "orders within Classified By": b"Classified By: E.O. 12958, ",
    "salutations": b"SUBJECT: DR. ORLEY 17TH BY-US ",
    "subject without end": b"SUBJECT: LONG AND ",
    "orders": b"E.O. 12958: DECL: 01/01/2019\n",
    "classified by": b"Classified By: A. B. Reason: 1.4 (b) and (d).\n",
    "addressees": b"INFO RUEHVN/AMCONSUL VENSK PRIORITY 1234\n",
    "redactions": b"XXXXXXXXXXXX ",
    "redactions in brackets": b"[REMOVED] ",
    "brackets without end": b"[",
    "tables": b"a      b      c\n",
    "bullets": b"-- a\n",
    "spacing artefacts": b"A line.\n-\n",
    "joined pages": b"and so it went on without an end until the page\n\nended and went on\n",
    "markers in one paragraph": b"and so it went On\nVENSK 00000031  002 OF 003\nOrley said so\n",
    "double spacing": b"and so it went on from the one to the other\n\n",
    "days of months": b"it was read on March\n7. ",
    "open parentheses": b"(see the list of the council in para\nVENSK 00000031  002 OF 003\n",
    "markers in sentences": b"and so it went on\nVENSK 00000031  002 OF 003\nuntil it ended-\n",
    "hyphens at line ends": b"DIVI-\n",
    "stamps": b"Declassified/Released US Department of State EO Systematic Review 30 JUN 2005\n",
    "names": b"ORLEY\n",
    "summaries": b"Summary: begin. End summary.\n",
    "fences": b"+++\n",
    "controls": b"\x07",
    "nulls": b"\x00",
    "bytes of no text": b"\xff\xfe",
    "emoji": "\U0001f409".encode(),
    "capitals": b"A B C ",
    "full stops and capitals": b"A. ",
    "captions in a sentence": b"SIPDIS a ",
    "captions in quotation marks": b'"SIPDIS ',
    "captions in mixed case": b"went on Sipdis and on ",
    "subjects again": b"SUBJECT: LONG\n",
    "corrected copies": b"C O R R E C T E D  C O P Y\n",
    "inner headers": b"R 221915Z JUN 09\nFM AMEMBASSY VENSK\nTO SECSTATE WASHDC\n",
    "old markers with a level": b"PAGE 02 RUEHVN0031 C O N F I D E N T I A L VENSK 000031\n",
    "markers over two lines": b"VENSK 00000031  002\nOF 003\n",
    "advertisements": b"Visit Vensk's Classified Website: http://www.example.test/a b/c ",
    "lines of advertisements": b"Visit Vensk's Classified Website:\nhttp://www.example.test/a\n",
    "invitations": b"visit ",
    "slashes": b"//",
    "headings between slashes": b"//The Fair//\n",
    "rules within a line": b"It ended. ---------- The Fair ---------- ",
    "headings behind a stop": b"It ended. The Fair\n--------\n",
    "headings below blank lines": b"The Fair\n\n--------\n\n",
    "rules below blank lines": b"--------\n\n",
    "numbers within a line": b"It ended. 2. (C) ",
    "numbers in order within a line": b" ".join(b"It ended. %d. (C)" % at for at in range(2, 99)) + b" ",
    "numbers without a stop": b"2 (C) a\n",
    "marks before numbers": b"(C) 1. a\n",
    "damaged apostrophes": b"the town,s fair ",
    "damaged quotations": b"&we,re here.8 ",
    "ampersands before words": b"&a ",
    "eights": b"a8 ",
    "an ampersand and eights": b"&a8",
    "glued redactions": b"aXXXX",
    "sentences cut by blank lines": b"and so it went on of the\n\nFair of the town and its\n\n\n",
    "sentences cut in edited text": b"and so it went on " * 9 + b"of the\nFair\n",
    "outlines": b"A. a\n1) b\n2) c\n",
    "lists that begin again": b"Points:\n1. a\n2. b\n",
    "participants": b"Orley\nMareth\nVelm\n\n",
    "participants of a paragraph": b"2. (C) Participants:\nOrley\nMareth\nVelm\n",
    "summaries without a sign": b"SUMMARY The fair\n\n",
    "ends of summaries": b"It went on. End summary.\n\n",
    "names between stops": b".ORLEY .\n",
}


def seconds(data: bytes) -> float:
    return seconds_of(lambda: parse_cable(data, "09VENSK31.txt"))


PROSE = b"The trade fair went on, and no one objected.\n"


@pytest.fixture(scope="module")
def prose() -> float:
    """Seconds for plain sentences of four times the size: the yardstick for what a shape may cost on this machine."""
    return max(min(seconds(HEAD + b"1. " + PROSE * (4 * BEGIN // len(PROSE))) for _ in range(5)), SMALL)


@pytest.mark.parametrize("place", ["in the text", "from the first line on"])
@pytest.mark.parametrize("shape", SHAPES)
def test_four_times_the_input_takes_about_four_times_as_long(shape: str, place: str, prose: float) -> None:
    unit = SHAPES[shape]
    head = HEAD + b"1. " if place == "in the text" else b""
    times = BEGIN // len(unit)
    smaller, larger = head + unit * times, head + unit * (4 * times)

    assert growth(lambda: seconds(smaller), lambda: seconds(larger), MOST_OF_PROSE * prose) == ""


LARGE = {
    "a line of a megabyte": b"1. " + b"The trade fair went on, and no one objected. " * 23_000,
    "a line of a megabyte without a blank": b"1. " + b"x" * 1_000_000,
    "ten thousand headings": b"The Fair\n--------\n\n1. Text of it.\n\n" * 10_000,
    "a hundred thousand lines": b"and on it went, line after line, without an end to be seen\n" * 100_000,
    "a hundred thousand paragraphs": b"".join(b"%d. (U) Text.\n\n" % (at % 999 + 1) for at in range(100_000)),
}


@pytest.mark.parametrize("name", LARGE)
def test_a_very_large_cable_is_read_in_seconds(name: str) -> None:
    cables = []

    assert seconds_of(lambda: cables.append(parse_cable(HEAD + LARGE[name], "09VENSK31.txt"))) < LONG
    assert cables[0][0].blocks


ABBREVIATIONS = {
    "introductions": "Coastal Assembly (CA) ",
    "introductions behind": "CA (Coastal Assembly) ",
    "other introductions": "the board of the quarry (NATO) ",
    "terms": "PM ",
    "governments": "GOK ",
    "terms and names": "FM Brandt, ",
    "words in capitals": "WHO STARTS A BIT ",
    "terms in apposition": "(Assembly, CA)",
    "terms explained in passing": "the company NATO, an acronym ",
    "small words": "of the ",
    "small words before a term": "of the (OTO) ",
    "letters": "A A A (AAA) ",
    "open parentheses": "(CA",
    "terms in passing": "Coastal Assembly, or CA, ",
    "dashes": "- CA - ",
    "one long word": "Ax",
    "one long token": "A-",
    "hyphens": "A-b-C ",
}


@pytest.mark.parametrize("shape", ABBREVIATIONS)
def test_four_times_the_text_takes_about_four_times_as_long_to_find_abbreviations(shape: str, prose: float) -> None:
    unit, vocabulary, context = ABBREVIATIONS[shape], standard(), Context("Kazakhstan", "KZ", ("RS",), 2009)

    def seconds_for(times: int) -> float:
        return seconds_of(lambda: abbreviations_of(unit * times, vocabulary, context))

    times = BEGIN // len(unit)

    assert growth(lambda: seconds_for(times), lambda: seconds_for(4 * times), MOST_OF_PROSE * prose) == ""
