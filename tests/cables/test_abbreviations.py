"""Abbreviations in a cable: what it spells out itself, what a table may say of it, and where nothing is said."""

import pytest

from generator.cables.mentions.abbreviations import Context, abbreviations_of
from generator.cables.model import Use
from generator.cables.parse import parse_cable
from generator.corpus import abbreviations_in
from generator.vocabulary import standard, with_site_rows
from tests.room import cable_text

VOCABULARY, PROBLEMS = with_site_rows(
    {
        "acronyms": b"""term,meaning,where,from,to,word
QQA,Quarry Quality Authority,,,,
ZZB,Zinc Board,KZ,,,
ZZY,Zinc Yard,,1990,1999,
ZZT,Zinc Treaty,,,,
"""
    }
)
ELSEWHERE = Context(year=2009)
ASTANA = Context("Kazakhstan", "KZ", (), 2009)


def _told(text: str, context: Context = ELSEWHERE) -> dict[str, str]:
    return {use.term: use.meaning for use in abbreviations_of(text, VOCABULARY, context)}


def _use(text: str, term: str, context: Context = ELSEWHERE) -> Use | None:
    return next((use for use in abbreviations_of(text, VOCABULARY, context) if use.term == term), None)


def test_the_tables_of_these_tests_are_sound() -> None:
    assert PROBLEMS == []


@pytest.mark.parametrize(
    ("text", "term", "meaning"),
    [
        ("The Coastal Assembly (CA) met.", "CA", "Coastal Assembly"),
        ("The CA (Coastal Assembly) met.", "CA", "Coastal Assembly"),
        ("They fear the Anchor and Net Party (ANP).", "ANP", "Anchor and Net Party"),
        ("the Junior Chamber of Cooks (JCC) met", "JCC", "Junior Chamber of Cooks"),
        ("The Department of Archive Safety (\u201cDAS\u201d), it said.", "DAS", "Department of Archive Safety"),
        ("el Servicio Nacional de Archivos (SNA). The SNA wrote.", "SNA", "Servicio Nacional de Archivos"),
        ("der Bund der K\u00fcstenfischer (BDK). The BDK wrote.", "BDK", "Bund der K\u00fcstenfischer"),
        ("archives service (Servicio Nacional de Archivos, SNA). The SNA.", "SNA", "Servicio Nacional de Archivos"),
        ("The UN Harbour Council (UNHC) met. The UNHC left.", "UNHC", "UN Harbour Council"),
        ("improvised fishing devices (IFDs); an IFD is a rod", "IFD", "improvised fishing devices"),
        ("the Anti-Mouse League (AML) met", "AML", "Anti-Mouse League"),
        ("the Harbour Authority's (QQA) men", "QQA", ""),
        ("the Government of Vensk's (GOV) men. The GOV said", "GOV", "Government of Vensk"),
        ("They fear the Anchor and Net Party, or ANP, and the ANP knows.", "ANP", "Anchor and Net Party"),
        ("The Quarry Watch Office - QWO - was shut. The QWO left.", "QWO", "Quarry Watch Office"),
        ("THE HARBOUR OFFICE OF VENSK (HOV). THE HOV SAID", "HOV", "HARBOUR OFFICE OF VENSK"),
        ("The QWO - Quarry Watch Office - was shut. The QWO left.", "QWO", "Quarry Watch Office"),
        ("The ZZT, or Zebra Zinc Tax, is paid. The ZZT rose.", "ZZT", "Zebra Zinc Tax"),
        ("the Harbour Workers' Union's (HWU's) leader; the HWU met", "HWU", "Harbour Workers' Union"),
        ("The HWU met. It is the Harbour Workers' Union (HWU).", "HWU", "Harbour Workers' Union"),
    ],
)
def test_the_cable_spells_it_out(text: str, term: str, meaning: str) -> None:
    found = _use(text, term)

    assert found is not None
    assert found.meaning == meaning
    assert found.own is bool(meaning)


@pytest.mark.parametrize(
    "text",
    [
        "The company Zed, the firm or ZZT Limited (ZZT) sat.",
        "The Water Works Board (ZZT) sat.",
        "the body \u2013 quarry and mine (ZZT) \u2013 sat",
        "ZZT, a Vensk acronym for the board, sat.",
        "It sat under the initials ZZT.",
        "The harbor's own court, known as the ZZT, sat.",
        "The ZZT (Council for Works and Water) sat.",
        "the fishing company ZZT sat",
        "the Zoo Zone Table (ZZT) and the Zebra Zinc Tax (ZZT)",
        "The Zebra Zinc Tax, ZZT, is paid.",
        "The ZZT, the Zebra Zinc Tax, is paid.",
    ],
)
def test_a_text_that_says_something_else_silences_the_table(text: str) -> None:
    assert _told(text).get("ZZT", "") == ""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("the QQA met", True), ("the QQA's men", True), ("QQA-led talks", True), ("non-QQA men", True), ("(QQA)", True),
        ("QQAs met", True), ("a QQA-18 missile", False), ("(D-QQA)", False), ("X/QQA said", False), ("QQA/PAK said", False),
        ("QQA'ADA", False), ("X.QQA", False), ("QQA.org", False), ("QQA&B", False), ("xQQA", False), ("QQAx", False),
        ("at 105 QQA", False), ("QQA 1400", False), ("QQA: 14", False), ("QQA@vensk", False),
    ],
)  # fmt: skip
def test_a_part_of_a_longer_token_is_none(text: str, shown: bool) -> None:
    assert _told(text).get("QQA", "") == ("Quarry Quality Authority" if shown else "")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("THE MAN WHO KEEPS THE KEY", False),
        ("WHO", False),
        ("The WHO sent a doctor.", True),
        ("A doctor came. THE MAN WHO LEFT! Nobody.", False),
        ("The sign above the small green door of the office said WHO IS THERE, and no one did.", False),
        ("THE MAN WHO LEFT\nThe WHO sent a doctor.", True),
    ],
)
def test_a_word_in_a_sentence_of_capitals_is_the_word(text: str, shown: bool) -> None:
    use = _use(text, "WHO")

    assert (use is not None) is shown
    assert use is None or text[use.start - 4 : use.start] == "The "


@pytest.mark.parametrize("text", ["Article IV of the law", "Orlan IV", "the IV talks", "Session IV"])
def test_a_numeral_is_none(text: str) -> None:
    assert _told(text) == {}


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("He kept the papers of AQ Brandt, a merchant.", None),
        ("He fears the AQ network.", "Al-Qa'ida"),
        ("He met FM Brandt.", "Foreign Minister"),
        ("He met the FM.", "Foreign Minister"),
        ("Radio, especially FM, is heard.", None),
        ("The ship came from Dorn, AQ.", None),
    ],
)
def test_two_letters_need_company(text: str, meaning: str | None) -> None:
    use = _use(text, "AQ") or _use(text, "FM")

    assert (use and use.meaning) == meaning


@pytest.mark.parametrize(
    ("context", "meaning"),
    [
        (ELSEWHERE, None),
        (ASTANA, "Zinc Board"),
        (Context("Spain", "SP", ("PREL", "KZ"), 2009), "Zinc Board"),
        (Context("Spain", "SP", ("PREL",), 2009), None),
    ],
)
def test_a_meaning_bound_to_a_country_counts_there_alone(context: Context, meaning: str | None) -> None:
    use = _use("the ZZB met", "ZZB", context)

    assert (use and use.meaning) == meaning


@pytest.mark.parametrize(
    ("year", "meaning"), [(1989, None), (1990, "Zinc Yard"), (1999, "Zinc Yard"), (2000, None), (None, None)]
)
def test_a_meaning_bound_to_years_counts_in_them_alone(year: int | None, meaning: str | None) -> None:
    use = _use("the ZZY met", "ZZY", Context(year=year))

    assert (use and use.meaning) == meaning


@pytest.mark.parametrize(
    ("text", "term", "context", "meaning"),
    [
        ("The SBU met.", "SBU", ELSEWHERE, "Sensitive But Unclassified"),
        ("The SBU met in Ukraine.", "SBU", ELSEWHERE, ""),
        ("The terrorists of ETA met.", "ETA", ELSEWHERE, "Euskadi Ta Askatasuna (Basque separatist group)"),
        ("CIS states met in Russia.", "CIS", ELSEWHERE, "Commonwealth of Independent States"),
        ("The SBU met.", "SBU", Context("Ukraine", "UP", (), 2009), ""),
        ("The GOP met.", "GOP", Context("Peru", "PE", (), 2009), "Government of Peru"),
        ("The GOP met, and Republicans left.", "GOP", Context("Peru", "PE", (), 2009), ""),
        ("Growth in PPP terms.", "PPP", ELSEWHERE, ""),
        ("The PRT was shot at.", "PRT", Context(year=1975), None),
    ],
)
def test_a_meaning_may_be_bound_to_words_of_the_text(
    text: str, term: str, context: Context, meaning: str | None
) -> None:
    use = _use(text, term, context)

    assert (use and use.meaning) == meaning


@pytest.mark.parametrize(
    ("term", "context", "text", "meaning"),
    [
        ("GOK", ASTANA, "", "Government of Kazakhstan"),
        ("GOK", Context("Kenya", "KE", ("KE", "PREL"), 2009), "", "Government of Kenya"),
        ("GOK", Context("Kenya", "KE", ("KE", "KZ"), 2009), "", ""),
        ("GON", Context("Nigeria", "NI", (), 2009), "", "Government of Nigeria"),
        ("GOR", Context("Spain", "SP", ("RS", "PREL"), 2009), "", "Government of Russia"),
        ("GOR", Context("Spain", "SP", ("RS", "RO"), 2009), "", ""),
        ("GOR", Context("Spain", "SP", ("RS",), 2009), " It told Romania.", ""),
        ("GOR", Context("Spain", "SP", (), 2009), "", ""),
        ("GOP", Context("Philippines", "RP", (), 2009), "", "Government of the Philippines"),
        ("GON", Context("The Netherlands", "NL", (), 2009), "", "Government of the Netherlands"),
        ("GOS", Context("South Korea", "KS", (), 2009), "", ""),
    ],
)
def test_a_government_is_that_of_the_post_or_of_the_one_tag(
    term: str, context: Context, text: str, meaning: str
) -> None:
    use = _use(f"The {term} replied.{text}", term, context)

    assert use is not None
    assert use.meaning == meaning


def test_a_mission_to_an_organization_does_not_mean_the_country_it_stands_in() -> None:
    text = cable_text("09USNATO12", tags="PREL, NATO", text="The GOB replied.").encode()
    brussels = cable_text("09BRUSSELS12", tags="PREL, NATO", text="The GOB replied.").encode()
    told = [abbreviations_in(parse_cable(data, "a.txt")[0], standard())[0].meaning for data in (text, brussels)]

    assert told == ["", "Government of Belgium"]


def test_a_term_with_two_meanings_is_counted_and_not_explained() -> None:
    found = _use("The PM replied.", "PM")

    assert found is not None
    assert (found.meaning, found.known) == ("", True)


@pytest.mark.parametrize("text", ["The Zinc Treaty, ZZT, is signed.", "ZZT, the Zinc Treaty, is signed."])
def test_a_text_that_says_the_same_between_commas_keeps_the_table(text: str) -> None:
    assert _told(text).get("ZZT") == "Zinc Treaty"


def test_a_word_is_not_spelled_out_by_itself() -> None:
    assert "QUARRYMEN" not in _told("the union of quarrymen, QUARRYMEN (QUARRYMEN), and the QUARRYMEN")


def test_no_table_gives_two_meanings_in_one_row() -> None:
    meanings = [meaning.text for one in standard().acronyms.values() for meaning in one.meanings]

    assert [text for text in meanings if ";" in text or "(by post)" in text] == []


def test_a_cable_that_means_something_else_is_not_counted() -> None:
    own, other = _use("The Quarry Quality Authority (QQA) met.", "QQA"), _use("The Quiet Queens' Ark (QQA) met.", "QQA")

    assert own is not None
    assert other is not None
    assert (own.known, other.known) == (True, False)


def test_it_is_explained_where_it_stands_again() -> None:
    text = "The Coastal Assembly (CA) met. Then the CA left."
    found = _use(text, "CA")

    assert found is not None
    assert found.start == text.rindex("CA")


@pytest.mark.parametrize(
    ("text", "term", "context"),
    [
        ("The MAP agency of Vensk said so; MAP knows.", "MAP", Context("Morocco", "MO", (), 2009)),
        ("The NAC and its office against AIDS met.", "NAC", Context("Zambia", "ZA", (), 2009)),
        ("CODEL arrives at the harbor: ETA May 5, ETD May 6.", "ETA", Context("Spain", "SP", (), 2009)),
        ("The FM radio of the harbor and its FM transmitter.", "FM", ELSEWHERE),
        ("An MP company of the garrison.", "MP", ELSEWHERE),
        ("FM Orley told the FM budget.", "FM", Context("India", "IN", (), 2009)),
        ("Two IDF attacks on the harbor.", "IDF", Context("Iraq", "IZ", (), 2009)),
        ("The MEM leases the quarry.", "MEM", Context("Peru", "PE", (), 2009)),
        ("The PSC terms for the oil field.", "PSC", Context("Nigeria", "NI", (), 2009)),
        ("A hall of AU$ 5 million.", "AU", ELSEWHERE),
        ("The IIP rose by two percent.", "IIP", ELSEWHERE),
        ("Tourists in the ADS program.", "ADS", Context("China", "CH", (), 2009)),
        ("The AQI of the harbor is bad.", "AQI", Context("China", "CH", (), 2009)),
        ("The FMS counts the workers.", "FMS", Context("Russia", "RS", (), 2009)),
        ("The WHA in Geneva elects.", "WHA", Context("Switzerland", "SZ", ("TBIO",), 2009)),
        ("The AQ Khan network and its friends.", "AQ", Context("Pakistan", "PK", (), 2009)),
        ("The CWC met in the party's hall.", "CWC", Context("India", "IN", (), 2009)),
        ("The FAA calls the farmers to strike.", "FAA", Context("Argentina", "AR", (), 2009)),
        ("The generals went home to NPT.", "NPT", Context("Burma", "BM", (), 2009)),
        ("Marked GDS by the office.", "GDS", Context("Jordan", "JO", (), 2009)),
        ("Joy FM said that the harbor is shut.", "FM", ELSEWHERE),
        ("The ETA of the ferry is noon.", "ETA", Context("Spain", "SP", (), 2009)),
        ("The ICE is gone from the harbor.", "ICE", ELSEWHERE),
        ("Readers wrote to CIS about a petition.", "CIS", ELSEWHERE),
        ("The clerk's DOS is old.", "DOS", ELSEWHERE),
        ("The doctors of the OMS left.", "OMS", Context("France", "FR", (), 1978)),
        ("HAY UN PUERTO", "UN", ELSEWHERE),
        ("ORLEY Y CIA PAID FOR THE HALL.", "CIA", ELSEWHERE),
        ("The DFM fell by two points.", "DFM", Context("United Arab Emirates", "AE", (), 2008)),
        ("The DNI of Santo Domingo said so.", "DNI", Context("Dominican Republic", "DR", (), 2008)),
        ("Staff of the CSCE came.", "CSCE", Context("Poland", "PL", (), 2005)),
        ("The DDR envoy called.", "DDR", Context("Austria", "AU", (), 1975)),
        ("NAFTA joins two islands.", "NAFTA", Context("Australia", "AS", (), 1975)),
        ("The PPP left the hall.", "PPP", Context("Guyana", "GY", (), 1976)),
        ("They must START over.", "START", ELSEWHERE),
        ("He asked WHO pays.", "WHO", ELSEWHERE),
        ("The harbor sells SALT and rope.", "SALT", Context("Cuba", "CU", (), 1978)),
        ("An unnamed TIP led the police to the hall.", "TIP", ELSEWHERE),
        ("The ship left GUAM at noon.", "GUAM", Context("Moldova", "BO", (), 2008)),
        ("The truffles of ALBA are dear.", "ALBA", ELSEWHERE),
        ("The pros and CONS of the wall.", "CONS", ELSEWHERE),
        ("The BIO fair of the harbor.", "BIO", ELSEWHERE),
        ("Kiss FM is loud.", "FM", ELSEWHERE),
        ("INL, a small party of the coast, left the hall.", "INL", ELSEWHERE),
        ("The airline TSA has two ferries.", "TSA", ELSEWHERE),
        ("The FSB in the hall of banks.", "FSB", Context("Switzerland", "SZ", ("EFIN",), 2007)),
        ('A copy of "DAS Kapital" was on the shelf.', "DAS", Context("Germany", "GM", (), 2007)),
        ("An old COIN was sold, and the insurgents fled.", "COIN", ELSEWHERE),
        ("Of immigration he spoke on the ICE train to Ulm.", "ICE", Context("Germany", "GM", (), 2007)),
        ("VP Bank told us so.", "VP", Context("Liechtenstein", "LS", (), 2009)),
        ("The seniors of the coast live on OAS.", "OAS", Context("Canada", "CA", (), 2009)),
        ('The journal "LES Ports" was shut.', "LES", Context("France", "FR", (), 2009)),
        ("Section 620 of the FAA forbids the loan.", "FAA", Context("", "", ("EAID",), 2009)),
        ("The men of EO guard the quarry.", "EO", Context("Sierra Leone", "SL", (), 1996)),
        ("An FSO of a million barrels lies off the coast.", "FSO", ELSEWHERE),
        ("Mills of the coast want HRW wheat.", "HRW", ELSEWHERE),
        ("The VTC has forty trainees.", "VTC", ELSEWHERE),
        ("The GOM on ferries met.", "GOM", Context("India", "IN", ("MV",), 2009)),
        ("The union of anglers, which is called the FAA here, left.", "FAA", ELSEWHERE),
        ("Mrs. ALBA Orley came.", "ALBA", Context("Venezuela", "VE", (), 2009)),
        ("An MP patrol met them.", "MP", ELSEWHERE),
    ],
)
def test_nothing_is_said_where_a_term_of_the_table_may_be_another(text: str, term: str, context: Context) -> None:
    found = _use(text, term, context)

    assert found is None or not found.meaning


@pytest.mark.parametrize(
    ("text", "term", "meaning"),
    [
        ("The visiting DAS asked for tea.", "DAS", "Deputy Assistant Secretary"),
        ("EUR DAS Orley met the mayor.", "DAS", "Deputy Assistant Secretary"),
        ("The COIN campaign goes on.", "COIN", "Counterinsurgency"),
        ("Two ICE agents came.", "ICE", "Immigration and Customs Enforcement"),
        ("The OAS sent observers.", "OAS", "Organization of American States"),
        ("The LES staff of the consulate left.", "LES", "Locally Employed Staff"),
        ("VP Orley met the council.", "VP", "Vice President"),
        ("The council met us in a VTC.", "VTC", "Video Teleconference"),
        ("The FAA inspectors came.", "FAA", "Federal Aviation Administration"),
    ],
)
def test_a_term_among_words_that_go_with_it_is_explained(text: str, term: str, meaning: str) -> None:
    assert _told(text).get(term) == meaning
