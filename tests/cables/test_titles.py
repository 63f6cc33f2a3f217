"""Subjects in capitals to titles for reading, a case a line: docs/reference/format.md, "Titles"."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cables.heading.titles import is_abbreviation, mend_wire, title_case
from tests.cables.words import words

WITNESS = (
    "President McOrley and the OECD met the NATO staff. They may aid the town. Pope Urban II spoke of AIDS and HIV."
)


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("HALVANIA OPENS ITS TRADE FAIR", "Halvania Opens Its Trade Fair"),
        ("THE MAYOR OF VENSK AND THE PORT", "The Mayor of Vensk and the Port"),
        ("HALVANIA: THE MAYOR SPEAKS", "Halvania: The Mayor Speaks"),
        ("HALVANIA - A NEW PORT", "Halvania - A New Port"),
        ("NATO SUMMIT", "NATO Summit"),
        ("USG AND NGO VIEWS", "USG and NGO Views"),
        ("NGO'S AND THE USG'S VIEWS", "NGO's and the USG's Views"),
        ("POPE URBAN II", "Pope Urban II"),
        ("PART IV: THE PORT", "Part IV: The Port"),
        ("U.S. AND HALVANIA", "U.S. and Halvania"),
        ("THE MAY AID TO THE TOWN", "The May Aid to the Town"),
        ("G8 AND P5+1", "G8 and P5+1"),
        ("MCORLEY'S VISIT", "McOrley's Visit"),
        ("O'BRIEN'S VISIT", "O'Brien's Visit"),
        ("ANTI-FRAUD CENTER", "Anti-Fraud Center"),
        ("WHO WILL STAND?  A LOOK", "Who Will Stand?  A Look"),
        ("PORT/TRADE ISSUES", "Port/Trade Issues"),
        ("Already in Title Case", "Already in Title Case"),
        ("\u00c9LAN IN VENSK", "\u00c9lan in Vensk"),
        ("SEE HTTP://EXAMPLE.ORG/A/VERY.HTML NOW", "See HTTP://EXAMPLE.ORG/A/VERY.HTML Now"),
        ("WRITE TO (AN.OFFICE@EXAMPLE.ORG)", "Write to (AN.OFFICE@EXAMPLE.ORG)"),
        ("NEW AT WWW.EXAMPLE.ORG: THE LIST", "New at WWW.EXAMPLE.ORG: The List"),
        ("TALK @ THE PORT", "Talk @ the Port"),
        ("THE PORT OF SANTA VENSK DE LA SIERRA", "The Port of Santa Vensk de la Sierra"),
        ("DE ORLEY CALLS A COUP D'ETAT", "De Orley Calls a Coup d'Etat"),
        ("TALKS OF ADA D'ALMA", "Talks of Ada D'Alma"),
        ("VENSK SHAKES UP THE PORT", "Vensk Shakes Up the Port"),
        ("PLAN A: WHAT IS IT FOR? TYPE A", "Plan A: What Is It For? Type A"),
        ("PMS' TALK; MPS AND VPS AGREE", "PMs' Talk; MPs and VPs Agree"),
        ("RFI TO ZVI AND MLAS", "RFI to Zvi and MLAs"),
        (
            "PDVSA, PSKOV AND SRPSKA: A CALL FOR EUR/WE AND/OR VENSK",
            "PDVSA, Pskov and Srpska: A Call for EUR/WE And/Or Vensk",
        ),
        ("LOS ANGELES AND THE LOS TALKS", "Los Angeles and the LOS Talks"),
        ("FMR. MAYOR'S MTG", "Fmr. Mayor's Mtg"),
        ("SEE http://example.org/a/very/long/way.html", "See http://example.org/a/very/long/way.html"),
        # countries in two letters are no pronouns
        ("US-UK STONE TALKS AND THE US VIEW", "US-UK Stone Talks and the US View"),
        ("WHAT THE MAYORS TELL US", "What the Mayors Tell Us"),
        # ordinals, decades, salutations
        ("THE 17TH FAIR OF THE 1990S", "The 17th Fair of the 1990s"),
        ("DR. ORLEY, MR MARSH AND MRS. VANE", "Dr. Orley, Mr Marsh and Mrs. Vane"),
        # small words within a word of several parts
        ("BY-ELECTION IN VENSK", "By-Election in Vensk"),
        ("KIM IN-TAEK ON A FACE-TO-FACE TALK", "Kim In-Taek on a Face-to-Face Talk"),
        # plurals of abbreviations
        ("UAVS AND MOUS FOR THE NGOS", "UAVs and MOUs for the NGOs"),
        ("DOES THE MAYOR GO", "Does the Mayor Go"),
        # numbers that begin with letters
        ("TU-154 AND GFXI-10-4001 SEEN MAY-10", "TU-154 and GFXI-10-4001 Seen May-10"),
        # small letters
        ("iran and the nato summit", "Iran and the NATO Summit"),
        ("2009", "2009"),
        ("", ""),
    ],
)
def test_a_subject_becomes_a_title(subject: str, title: str) -> None:
    assert title_case(subject, words().acronyms, WITNESS) == title


@pytest.mark.parametrize(
    ("subject", "text", "title"),
    [
        (
            "VENSK: HARBORS AND A SUMMARY",
            "SUMMARY: The fair closed. END SUMMARY.\nHARBORS: All shut.",
            "Vensk: Harbors and a Summary",
        ),
        ("VENSK: POWER AND WATER", "The fair.\nPOWER AND WATER - The lamps are out.", "Vensk: Power and Water"),
        ("ORLEY'S SON IN JAIL", "ORLEY, Halvard: born in 1950.", "Orley's Son in Jail"),
        ("THE AKUM AND THE UNITOR", "UNITOR met the AKUM.", "The AKUM and the UNITOR"),
        ("USAF AND UNESCO IN MAZAR-E SHARIF", "", "USAF and UNESCO in Mazar-e Sharif"),
    ],
)
def test_the_label_of_a_paragraph_is_no_witness(subject: str, text: str, title: str) -> None:
    assert title_case(subject, words().acronyms, text) == title


@pytest.mark.parametrize(
    ("subject", "text", "title"),
    [
        ("TALKS OF ADA DE ORLEY", "We met Ada De Orley.", "Talks of Ada De Orley"),
        ("TALKS AT COSTA DO SOL", "We met at Costa do Sol.", "Talks at Costa do Sol"),
        ("WHAT THE PORTS DO", "They do so.", "What the Ports Do"),
        ("ORLEY DOS MARES", "We met Orley dos Mares.", "Orley dos Mares"),
        ("TALKS OF ADA D'ALMA", "We met Ada d'Alma.", "Talks of Ada d'Alma"),
    ],
)
def test_the_text_tells_how_a_particle_is_written(subject: str, text: str, title: str) -> None:
    assert title_case(subject, words().acronyms, text) == title


def test_a_word_in_a_line_of_capitals_is_no_witness() -> None:
    text = "The fair opened.\nHALVANIA WELCOMES STONE\nTHE WALL REMARKS: HALVANIA KEEPS SILENCE AGAIN The wall stands."

    assert title_case("HALVANIA WELCOMES STONE AND KEEPS SILENCE", {}, text) == (
        "Halvania Welcomes Stone and Keeps Silence"
    )


@pytest.mark.parametrize(
    ("printed", "mended"),
    [
        ("HALVANIA,S FAIR", "HALVANIA'S FAIR"),
        ("Halvania,s fair won,t open", "Halvania's fair won't open"),
        ("THE &FAIR OF FAIRS8 OPENS", 'THE "FAIR OF FAIRS" OPENS'),
        ("BREAD, SALT AND WINE", "BREAD, SALT AND WINE"),
        ("BREAD,SALT", "BREAD,SALT"),
        ("THE G&T 8 FAIR", "THE G&T 8 FAIR"),
    ],
)
def test_damage_of_the_wire_is_mended_in_a_title(printed: str, mended: str) -> None:
    assert mend_wire(printed) == mended


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_title_changes_no_letter_but_its_case(subject: str, text: str) -> None:
    title = title_case(subject, words().acronyms, text)

    assert title.casefold() == subject.casefold()


LATIN = st.text(st.characters(min_codepoint=0x41, max_codepoint=0x24F), min_size=1, max_size=3)


@given(
    LATIN.map(str.upper), st.lists(st.one_of(st.sampled_from([" ", "\u03a3"]), LATIN), max_size=6), st.integers(0, 2)
)
def test_a_word_that_stands_in_small_letters_nowhere_stands_nowhere(word: str, around: list[str], form: int) -> None:
    written = (word, word.lower(), word.lower().capitalize())[form]
    text = f" {' '.join([*around, written, *around])} "
    other = f" {' '.join(around)} "

    for witness in (text, other):
        asked = is_abbreviation(word, {}, witness, word.lower())  # as if it stood there
        assert is_abbreviation(word, {}, witness, witness.lower()) == asked
