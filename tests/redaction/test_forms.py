"""One name in every form that a wire, a typewriter, a markup or an encoding gives it: none of them is in the built site."""

import json

import pytest

from generator.build.inputs.project import Options
from generator.exporting.redacted import export_redacted
from generator.problems import ConfigurationError
from generator.redaction import may_speak_of_withheld, parse_rules
from tests.redaction.test_build_with_rules import found_in
from tests.room import PLAIN, Room, cable_text, files_of

NAME = "Jorun Mareth"
RULE = '[[withhold]]\ntext = "{}"\nreason = "asked"\ndate = 2026-01-02\n\n'
PRINTED = Options(jobs=1)
MARKDOWN = {
    "bold": "**Jorun** Mareth",
    "italic": "Jorun *Mareth*",
    "within-a-word": "Jo**ru**n Ma*ret*h",
    "link": "[Jorun](x.html) Mareth",
    "link-by-name": "[Jorun][1] Mareth\n\n[1]: x.html",
    "code": "`Jorun` Mareth",
    "quotation": "> Jorun\n> Mareth",
    "nested-quotation": "> > Jorun\n> > Mareth",
    "list": "- Jorun\n- Mareth",
    "cells": "| a | b |\n|---|---|\n| Jorun | Mareth |",
    "picture": "![Jorun *Mareth*](x.png)",
    "heading": "## Jorun *Mareth*",
    "footnote": "Jorun[^1] Mareth\n\n[^1]: a note",
    "front-matter": '+++\ntitle = "J\\u006frun Mareth"\ndescription = "J\\u006frun Mareth"\n+++\nText.',
    "entity": "J&#111;run&nbsp;Mareth",
    "escape": "Jorun\\\nMareth",
    "underscores": "[x](/wiki/Jorun_Mareth)",
    "percent": "[x](https://example.org/Jorun%20Mareth)",
    "percent-letters": "[x](https://example.org/%4Aorun_Mareth)",
    "plus": "[x](https://example.org/?q=Jorun+Mareth)",
    "mail": "<jorun.mareth@example.org>",
    "title-of-a-link": '[x](y "Jorun Mareth")',
    "fence": "```\nJorun\nMareth\n```",
    "wide": "\uff2a\uff4f\uff52\uff55\uff4e Mareth",
    "joined": "Jor\u034fun Mar\u2063eth",
    "tags": "Jorun Ma\U000e0041reth",
    "variation": "Jorun\ufe0f Mareth",
    "letter-by-letter": "J O R U N  M A R E T H",
    "slash": "Jorun/Mareth",
    "quoted-printable": "Jorun=20Mare=\nth",
    "one-word-letter-by-letter": "Jorun M a r e t h",
    "semicolon": "Mareth; Jorun",
    "kashida": "Jorun Mare\u0640th",
    "what-is-no-link": "[x](data:text/plain,Jorun%20Mareth)",
    "from-the-right": "Jorun \u202ehteraM\u202c came",
    "raised-number": "Jorun\u00b9 Mareth",
    "tasks": "- [ ] Jorun\n- [x] Mareth",
}
CABLES = {
    "secret": "MET JORUN\nSECRET\nMARETH THERE",
    "spelt": "MET JORUN\nC O N F I D E N T I A L\nMARETH THERE",
    "unclas": "MET JORUN\nUNCLAS\nMARETH THERE",
    "limited": "MET JORUN\nLIMITED OFFICIAL USE\nMARETH THERE",
    "released-to": "MET JORUN\nSECRET//REL TO USA, GBR\nMARETH THERE",
    "handling": "MET JORUN\nHANDLE VIA VENSK CHANNELS ONLY\nMARETH THERE",
    "for-one-reader": "MET JORUN\nFOR THE AMBASSADOR ONLY\nMARETH THERE",
    "level-in-line": "MET JORUN SECRET MARETH THERE",
    "quoted-printable": "MET JORUN=20MARETH AND J=4FRUN MA=\nRETH",
    "several": "MET JORUN\nUNCLASSIFIED // FOR OFFICIAL USE ONLY\nMARETH THERE",
    "noforn": "MET JORUN\nNOFORN\nMARETH THERE",
    "in-line": "MET JORUN VENSK 00000012 002 OF 003 MARETH THERE",
    "in-line-of-two-words": "MET JORUN CAPE TOWN 00000012 002 OF 003 MARETH THERE",
    "page": "MET JORUN\n\nSECRET\n\nPAGE 02        VENSK  00097  01 OF 03  182017Z\n\nMARETH THERE",
    "mail": "> MET JORUN\n> MARETH THERE",
    "address": "WRITE TO JORUN.MARETH@EXAMPLE.ORG",
    "underscore": "SEE JORUN_MARETH.DOC",
    "entity": "MET J&#79;RUN&nbsp;MARETH",
    "entity-in-what-looks-like-a-tag": "SEE </BOD JORUN&#8203; MARETH DY>",
    "target-of-a-link": "SEE [X](HTTP://X.ORG/JORUN%20MARETH)",
    "raised-number": "MET JORUN\u00b9 MARETH AND JORUN<sup>12</sup> MARETH",
    "ligature": "MET JORUN MARETH AND GRI\ufb03N",
    "portion-mark": "MET JORUN (S/NF) MARETH",
    "number-of-a-note": "MET JORUN (1) MARETH, JORUN<sup>A</sup> MARETH",
    "downgrading": "MET JORUN\nXGDS-1\nMARETH THERE",
    "column": "NAME       PLACE\nJORUN      VENSK\nMARETH     NORTH\nHOLM       MARETH",
    "column-between-lines": "| JORUN  | VENSK |\n| MARETH | NORTH |",
    "last-name-in-capitals": "MET MARETH Jorun AND MARETH (JORUN)",
    "rich-text": "MET {\\b Jorun} {\\i Mareth} OR {\\*\\x y}J\\'6frun\\~Mareth",
    "other-escapes": "MET %u004AORUN MARETH, \\112ORUN MARETH, \\u{4a}ORUN\\u001eMARETH",
    "address-with-brackets": "[JORUN](HTTP://X.ORG/(A)) MARETH",
}


def test_no_form_of_a_name_in_markdown_is_shown(room: Room) -> None:
    room.put("withheld.toml", RULE.format(NAME))
    for number, (name, text) in enumerate(MARKDOWN.items(), 1):
        room.put(f"pages/{name}.md", text if text.startswith("+++") else f"# A page\n\n{text}\n")
        room.cable(f"07VENSK{number}", text="Calm.")
        if not text.startswith("+++"):
            room.put(f"notes/07VENSK{number}.md", f"{text}\n\n## p1\n\n{text}\n")
    report = room.build(PLAIN)

    assert [one for one in report.problems if one.code[0] == "W"] == []
    assert found_in(room.site(), NAME) == set()


def test_no_form_of_a_name_in_a_cable_is_shown(room: Room) -> None:
    room.put("withheld.toml", RULE.format(NAME))
    for number, text in enumerate(CABLES.values(), 1):
        room.put(f"cables/07VENSK{number}.txt", cable_text(f"07VENSK{number}", text="Calm.").replace("Calm.", text))
    report = room.build(PRINTED)
    site = room.site()

    assert [one for one in report.problems if one.code[0] == "W"] == []
    assert found_in(site, NAME) == set()
    for number in range(1, len(CABLES) + 1):
        assert b"[withheld 2026-01-02: asked]" in site[f"cable/2007/vensk/07VENSK{number}.txt"]


@pytest.mark.parametrize(
    "text",
    [
        "Jorun&amp;nbsp;Mareth",
        "Jorun\\\\nMareth",
        "Jorun<!-- c --> Mareth",
        "J.O.R.U.N. M.A.R.E.T.H.",
        "Mareth, *Jorun*",
    ],
)
def test_what_set_markdown_shows_is_read_in_every_way(room: Room, text: str) -> None:
    room.cable("07VENSK12", text=f"{NAME} came.")
    room.put("pages/about.md", f"# About\n\n{text}\n")
    room.put("withheld.toml", RULE.format(NAME))
    room.build()

    assert "[withheld 2026-01-02: asked]" in room.page("about.html")
    assert "reth" not in room.page("about.html")


LETTERS = {
    "ligature": ("Griffin", "GRI\ufb03N", "Gri\ufb03n"),
    "half composed": ("Nguy\u1ec5n", "Nguy\u00ea\u0303n", "Nguye\u0302\u0303n"),
    "other apostrophes": ("O'Hara", "O\u02bcHARA", "O\u2018Hara"),
    "a sign of a sound": ("Said Aziz", "SA\u02bfID AZIZ", "Sa\u02bbid Aziz"),
    "a longer stroke": (
        "\u0645\u062d\u0645\u062f",
        "\u0645\u062d\u0640\u0645\u062f",
        "\u0645\u0640\u0640\u062d\u0645\u062f",
    ),
    "sharp s": ("Gro\u00dfmann", "GROSSMANN", "Grossmann"),
    "dotless i": ("Y\u0131ld\u0131z", "YILDIZ", "y\u0131ld\u0131z"),
    "one part composed, one not": (
        "Jos\u00e9 N\u00fa\u00f1ez",
        "Jos\u00e9 Nu\u0301n\u0303ez",
        "JOSE\u0301 N\u00da\u00d1EZ",
    ),
}


@pytest.mark.parametrize(("words", "first", "second"), LETTERS.values(), ids=LETTERS)
def test_letters_are_compared_and_not_their_code_points(room: Room, words: str, first: str, second: str) -> None:
    room.put("withheld.toml", RULE.format(words))
    room.cable("07VENSK12", text="Met Calm.")
    room.edit("cables/07VENSK12.txt", "Calm", f"{first} and {second}")
    room.build()

    for address in ("cable/2007/vensk/07VENSK12.html", "cable/2007/vensk/07VENSK12.txt"):
        assert room.page(address).count("[withheld 2026-01-02: asked]") >= 2
        assert first not in room.page(address)
        assert second not in room.page(address)


@pytest.mark.parametrize("words", ["Dvo\u0159\u00e1k", "M\u00fcller"])
def test_a_file_of_two_encodings_is_searched_in_both(room: Room, words: str) -> None:
    room.put("withheld.toml", RULE.format(words))
    text = cable_text("07VENSK12", text="Met NAME.\nAgain \u201cNAME\u201d.")
    head, behind, rest = (
        part.encode() for part in text.replace("\u201cNAME\u201d", "|").replace("NAME", words).partition("|")
    )
    last = b"\x93M\xfcller\x94" if words == "M\u00fcller" else b"\x93" + words.encode() + b"\x94"
    room.put("cables/07VENSK12.txt", head + last + rest)
    room.build()
    source = (room.output / "cable/2007/vensk/07VENSK12.txt").read_bytes()

    assert behind == b"|"
    assert source.count(b"[withheld 2026-01-02: asked]") == 2
    assert words.encode() not in source
    assert b"M\xfcller" not in source


ENCODINGS = [
    *(("M\u00fcller", encoding) for encoding in ("utf-8", "cp1252", "utf-16", "utf-16-le", "cp850", "mac-roman")),
    *(
        ("\u0418\u0432\u0430\u043d \u041f\u0435\u0442\u0440\u043e\u0432", encoding)
        for encoding in ("cp1251", "koi8-r", "cp866")
    ),
    *(("Dvo\u0159\u00e1k", encoding) for encoding in ("cp1250", "iso8859-2", "cp852")),
    ("\u0645\u062d\u0645\u062f", "cp1256"),
    ("\u738b\u5c0f\u660e", "gb18030"),
    ("\u7530\u4e2d\u592a\u90ce", "shift-jis"),
    ("\u7530\u4e2d\u592a\u90ce", "euc-jp"),
]


@pytest.mark.parametrize(("words", "encoding"), ENCODINGS)
def test_a_plain_file_is_read_in_its_encoding(room: Room, words: str, encoding: str) -> None:
    room.put("withheld.toml", RULE.format(words))
    room.cable("07VENSK12", text=f"{words} came.")
    room.put("pages/list.csv", f"a,b\n{words},c\n".encode(encoding))

    with pytest.raises(ConfigurationError) as stopped:
        room.build()

    assert stopped.value.problem.code == "W005"


def test_a_rich_text_is_read_in_its_encoding(room: Room) -> None:
    room.put("withheld.toml", RULE.format("\u041f\u0435\u0442\u0440\u043e\u0432"))
    room.cable("07VENSK12", text="\u041f\u0435\u0442\u0440\u043e\u0432 came.")
    room.put("pages/list.rtf", b"{\\rtf1\\ansicpg1251 \\'cf\\'e5\\'f2{\\b \\'f0\\'ee}\\'e2 \\u-10179 ?}")

    with pytest.raises(ConfigurationError) as stopped:
        room.build()

    assert stopped.value.problem.code == "W005"


@pytest.mark.parametrize(
    ("words", "encoding"), [one for one in ENCODINGS if one[1] != "cp1252" and not one[1].startswith("utf")]
)
def test_a_cable_with_words_in_an_encoding_that_is_not_known_is_withheld(room: Room, words: str, encoding: str) -> None:
    """Its page shows other letters, but who opens the source in its own encoding reads the words."""
    room.put("withheld.toml", RULE.format(words))
    room.cable("07VENSK13", text=f"{words} came.")
    head, _, rest = cable_text("07VENSK12", text="Met NAME there.").partition("NAME")
    room.put("cables/07VENSK12.txt", head.encode() + words.encode(encoding) + rest.encode())
    report = room.build()

    assert "W004" in [one.code for one in report.problems]
    assert words.encode(encoding) not in (room.output / "cable/2007/vensk/07VENSK12.txt").read_bytes()


@pytest.mark.parametrize(
    "path",
    ["pages/jorun_mareth.md", "cables/jorun_mareth_meeting.txt", "pages/Jorun.Mareth.csv", "notes/jorun-mareth.md"],
)
def test_a_name_in_the_name_of_a_file_stops_the_build(room: Room, path: str) -> None:
    room.put("withheld.toml", RULE.format(NAME))
    room.cable("07VENSK12", text=f"{NAME} came.")
    room.put(path, "UNCLAS VENSK 000099\n")

    with pytest.raises(ConfigurationError) as stopped:
        room.build()

    assert stopped.value.problem.code == "W005"


def test_a_page_with_a_withheld_id_for_its_name_stops_the_build(room: Room) -> None:
    """A cable, its notes and its translations must have such a name."""
    room.cable("07VENSK14", text="The marzipan ledger.")
    room.put("notes/07VENSK14.md", "On the ledger.\n")
    room.put("withheld.toml", RULE.format("07VENSK14"))
    room.build()
    room.put("pages/07VENSK14.md", "# A page\n")

    with pytest.raises(ConfigurationError) as stopped:
        room.build()

    assert stopped.value.problem.code == "W005"


def test_a_quotation_of_what_is_withheld_is_in_no_file(room: Room) -> None:
    room.cable("07VENSK12", text="Calm.\nThe marzipan ledger is here.")
    room.put("dossiers/ledgers.md", '# Ledgers\n\n[[07VENSK12#p2 "The marzipan ledger is here"]]\n')
    room.put("withheld.toml", ONE_PARAGRAPH.format("[2]"))
    report = room.build()

    assert [one.code for one in report.problems if one.code == "E014"] == ["E014"]
    assert found_in(room.site(), "marzipan ledger") == set()


ON_ALIAS = '[[withhold]]\ncable = "07EFTOVENSK12"\n{}reason = "asked"\ndate = 2026-01-02\n'


@pytest.mark.parametrize("named", ["", "paragraphs = [1]\n", 'text = "Jorun Mareth"\n'])
def test_a_rule_by_another_name_of_a_cable_is_one_for_its_notes_too(room: Room, named: str) -> None:
    room.cable("07VENSK12", text="Jorun Mareth came.\nCalm.")
    room.put("notes/07VENSK12.md", "## p1\n\nThis is Jorun *Mareth* of course.\n")
    room.put("withheld.toml", ON_ALIAS.format(named))
    room.build()

    assert found_in(room.site(), NAME) == set()
    assert ("of course" in room.page("cable/2007/vensk/07VENSK12.html")) == named.startswith("text")


ONE_PARAGRAPH = '[[withhold]]\ncable = "07VENSK12"\nparagraphs = {}\nreason = "asked"\ndate = 2026-01-02\n'


def test_a_paragraph_goes_out_of_each_text_of_a_cable_that_has_it(room: Room) -> None:
    room.cable("07VENSK12", text="One is short.\nThe yellow convoy leaves at dawn.\nThe blue boat stays at home.")
    room.cable("07VENSK12", path="cables/07VENSK12_b.txt", text="One is short.\nThe yellow convoy leaves at dawn.")
    room.put("withheld.toml", ONE_PARAGRAPH.format("[2, 3]"))
    room.build()

    assert found_in(room.site(), "yellow convoy") == set()
    assert found_in(room.site(), "blue boat") == set()


CONVOY = "The yellow convoy leaves at dawn for the old harbour"
OTHERS = {
    "under another number": f"A new one.\nOne is short.\n{CONVOY}.\nThree.",
    "with some words changed": f"A new one.\nOne is short.\n{CONVOY.replace('dawn', 'dusk')}.\nThree.",
    "within another paragraph": f"A new one, and then: {CONVOY}.\nCalm.\nThree.",
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_a_paragraph_that_another_text_has_elsewhere_stops_the_build(room: Room, other: str) -> None:
    room.cable("07VENSK12", text=f"One is short.\n{CONVOY}.\nThree.")
    room.cable("07VENSK12", path="cables/07VENSK12_b.txt", text=other)
    room.put("withheld.toml", ONE_PARAGRAPH.format("[2]"))

    with pytest.raises(ConfigurationError) as stopped:
        room.build()

    assert stopped.value.problem.code == "W012"
    assert stopped.value.problem.where.path.endswith("cables/07VENSK12_b.txt")
    room.put("withheld.toml", ONE_PARAGRAPH.format("[2, 3]"))
    if other == OTHERS["under another number"]:
        room.build()
        assert found_in(room.site(), "yellow convoy") == set()


def test_each_paragraph_of_a_number_goes_whatever_it_says(room: Room) -> None:
    room.cable("07VENSK12", text="One.\nThe blue boat.\nThree.\nREST")
    room.edit("cables/07VENSK12.txt", "4. REST", "A NEW PART\n----------\n\n1. Calm.\n\n2. The red cart.\n\n3. Late.")
    room.put("withheld.toml", ONE_PARAGRAPH.format("[2]"))
    room.build()

    for words in ("blue boat", "red cart"):
        assert found_in(room.site(), words) == set()
    assert found_in(room.site(), "Late") != set()


def test_a_paragraph_that_is_in_no_text_stops_the_build(room: Room) -> None:
    room.cable("07VENSK12", text="One is short.\nThe yellow convoy leaves at dawn.")
    room.put("withheld.toml", ONE_PARAGRAPH.format("[2, 3]"))

    with pytest.raises(ConfigurationError) as stopped:
        room.build()

    assert stopped.value.problem.code == "W003"
    assert "p3 of 07VENSK12" in stopped.value.problem.message


def test_each_copy_of_a_paragraph_in_a_file_goes(room: Room) -> None:
    text = "One is short.\nThe yellow convoy leaves at dawn for the old harbour.\nThree.\n"
    copy = text.replace("harbour", "harbor")
    room.cable("07VENSK12", text=text + "C O R R E C T E D   C O P Y")
    room.edit(
        "cables/07VENSK12.txt",
        "C O R R E C T E D   C O P Y",
        "Corrected copy follows.\n\n"
        + "\n\n".join(f"{number}. {line}" for number, line in enumerate(copy.splitlines(), 1)),
    )
    room.put("withheld.toml", ONE_PARAGRAPH.format("[2]"))
    room.build()

    assert found_in(room.site(), "yellow convoy") == set()


def test_a_reason_that_holds_the_words_of_another_rule_stops_the_program(room: Room) -> None:
    room.cable("07VENSK12", text=f"{NAME} came on the boat.")
    other = RULE.format("the boat").replace("asked", "asked for by Jorun-Mareth")
    room.put("withheld.toml", RULE.format(NAME) + other)

    with pytest.raises(ConfigurationError) as stopped:
        room.build()

    assert (stopped.value.problem.code, stopped.value.problem.where.line) == ("W002", 6)


@pytest.mark.parametrize("field", ["origin", "classification", "collection", "source", "note"])
def test_words_in_a_field_of_front_matter_are_not_shown(room: Room, field: str) -> None:
    room.cable("07VENSK12", text=f"{NAME} came.")
    source = (room.content / "cables/07VENSK12.txt").read_text(encoding="utf-8")
    lines = [line for line in source.split("\n") if not line.startswith(f"{field} =")]
    room.put("cables/07VENSK12.txt", "\n".join([lines[0], f'{field} = "\\u004Aorun Mareth"', *lines[1:]]))
    room.put("withheld.toml", RULE.format(NAME))
    room.build()

    assert found_in(room.site(), NAME) == set()


@pytest.mark.parametrize(
    "written", ["07VENSK14", "07 Vensk 000014", "2007VENSK14", "2007VENSK00014_b", "Vensk (07) 14", "07EFTOVENSK14"]
)
def test_nothing_tells_that_there_is_a_cable_whose_id_is_withheld(room: Room, written: str) -> None:
    room.cable("07VENSK14", subject="A quiet dinner", text="The marzipan ledger.")
    room.cable(
        "07VENSK12", refs=["07 VENSK 14", "VENSK 14", "06 LINDEMAR 5"], text="See 07 VENSK 14 and VENSK 000014.\nCalm."
    )
    room.cable("06LINDEMAR5", text="See (07VENSK14) and 2007 VENSK 14.")
    room.put("notes/07VENSK14.md", "On the ledger.\n")
    others = "2007VENSK00014_a, 07EFTOVENSK14, Vensk (07) 0014, 07 Consulate Vensk 14"
    room.put("pages/about.md", f"# About\n\nSee 07VENSK14, *VENSK* 14, {others}.\n")
    lines = (
        f'{{"date":"2026-01-02","id":"{name}","change":"added","sha256":"ab"}}\n'
        for name in ("07VENSK14", "07VENSK0014")
    )
    room.put("changes.jsonl", "".join(lines))
    room.put("dossiers/ledgers.md", '# Ledgers\n\nSee [[07VENSK14#p1 "The marzipan ledger"]] and [[07 VENSK 14]].\n')
    room.cable("07VENSK13", text="MARKED")
    room.edit("cables/07VENSK13.txt", "MARKED", "It went\n\nVENSK 00000014  002 OF 003\n\non.")
    room.put("withheld.toml", RULE.format(written))
    report = room.build(PRINTED)
    site = room.site()

    names = ("07VENSK14", "2007VENSK14", "07VENSK000014", "2007VENSK00014", "07EFTOVENSK14", "Vensk (07) 0014")
    for words in (*names, "07 Consulate Vensk 14", "marzipan ledger", "quiet dinner"):
        assert found_in(site, words) == set(), words
    assert [one.message for one in report.problems if "VENSK14" in one.message] == []
    assert "cable/2007/vensk/07VENSK12.html" in site
    assert "VENSK 14" not in room.page("cable/2007/vensk/07VENSK12.txt")
    assert "VENSK</em> 14" not in room.page("about.html")
    assert "00000014" not in room.page("cable/2007/vensk/07VENSK13.txt")


def test_a_cable_of_which_nothing_tells_is_not_logged(room: Room) -> None:
    room.cable("07VENSK14", text="The marzipan ledger.")
    room.cable("07VENSK12", text="Calm.")
    room.put("withheld.toml", RULE.format("07VENSK14"))
    room.build(Options(jobs=1, search=False, pdf=False, log=True))

    assert "07VENSK12" in (room.content / "changes.jsonl").read_text(encoding="utf-8")
    assert "07VENSK14" not in (room.content / "changes.jsonl").read_text(encoding="utf-8")


SUB = "One is short.\nREST\nThree."
NOTES = {
    "its own": ("p2", [2]),
    "one of its parts": ("p2.1", [2]),
    "a part of a part": ("p2.1.a", ["2.1"]),
    "another of its number": ("p2b", [2]),
    "several in words": ("Paragraphs 2-3", [2]),
}


@pytest.mark.parametrize(("anchor", "paragraphs"), NOTES.values(), ids=NOTES)
def test_notes_that_may_speak_of_a_withheld_paragraph_are_in_no_file(
    room: Room, anchor: str, paragraphs: list[int | str]
) -> None:
    text = "It says:\n\n2.1. The red cart:\n\n   a. A blue boat.\n\n2.2. Calm.\n\nA NEW PART\n----------\n\n2. More."
    room.cable("07VENSK12", text=SUB)
    room.edit("cables/07VENSK12.txt", "REST", text)
    room.put("notes/07VENSK12.md", f"On the cable.\n\n## {anchor}\n\nOn zebras.\n\n## p3\n\nOn the third.\n")
    room.put("withheld.toml", ONE_PARAGRAPH.format(paragraphs))
    room.build(Options(jobs=1, pdf=False))
    export_redacted(room.project, room.folder / "public/content", Options(jobs=1))

    for site in (room.site(), files_of(room.folder / "public")):
        assert found_in(site, "On zebras") == set()
        assert found_in(site, "On the third") != set()
        assert found_in(site, "On the cable") != set()


@pytest.mark.parametrize("anchor", ["p1", "p3", "p22", "p3.2"])
def test_notes_on_other_paragraphs_are_kept(anchor: str) -> None:
    rules = parse_rules(ONE_PARAGRAPH.format("[2]").encode(), "withheld.toml")

    assert not may_speak_of_withheld(anchor, rules.rules)
    assert not may_speak_of_withheld("Paragraphs 2-3", ())


def test_notes_on_one_paragraph_of_a_number_may_speak_of_the_other() -> None:
    rules = parse_rules(ONE_PARAGRAPH.format('["2b"]').encode(), "withheld.toml")

    assert may_speak_of_withheld("p2", rules.rules)


@pytest.mark.parametrize("name", ["notes/2007VENSK12.md", "notes/07EFTOVENSK12.md", "translations/07VENSK0012.es.md"])
@pytest.mark.parametrize("named", ["", "paragraphs = [1]\n", 'text = "Jorun Mareth"\n'])
def test_notes_under_another_name_of_a_cable_are_not_exported(room: Room, name: str, named: str) -> None:
    room.cable("07VENSK12", text="Jorun Mareth came.\nCalm.")
    room.cable("07VENSK13", text="Calm.")
    room.put(name, "## p1\n\nThis is Jorun Mareth of course.\n")
    room.put("notes/09VENSK1.md", "Of no cable.\n")
    room.put("withheld.toml", ON_ALIAS.replace("EFTO", "").format(named))
    export_redacted(room.project, room.folder / "public/content", Options(jobs=1))
    public = files_of(room.folder / "public")

    assert found_in(public, "of course") == set()
    assert found_in(public, "Of no cable") == {"content/notes/09VENSK1.md"}


def test_the_exported_log_has_no_digest_by_which_a_guess_can_be_checked(room: Room) -> None:
    room.cable("07VENSK12", text="Jorun Mareth came.")
    room.cable("07VENSK13", text="Calm.")
    room.build(Options(jobs=1, search=False, pdf=False, log=True))
    room.put("withheld.toml", RULE.format(NAME))
    export_redacted(room.project, room.folder / "public/content", Options(jobs=1))
    log = (room.folder / "public/content/changes.jsonl").read_text(encoding="utf-8").splitlines()

    assert [(one["id"], len(one["sha256"])) for one in map(json.loads, log)] == [("07VENSK12", 0), ("07VENSK13", 16)]
