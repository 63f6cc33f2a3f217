"""What may be published of one source: words broken by the wire are found, lines stay lines, nothing is half taken out."""

import re

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cables.model import Addressee, Block, Cable
from generator.cables.parse import parse_cable
from generator.markdown.withholding import withhold_in_pieces
from generator.problems import ConfigurationError, Problem
from generator.redaction import NO_RULES, Rules, parse_rules, redact
from generator.redaction.matching import Matcher, letters_of, phrase_of
from generator.redaction.paragraphs import has_copy
from generator.redaction.redact import Reader, withhold_words, words_of
from generator.vocabulary import Vocabulary
from tests.cables.words import words
from tests.fuzz.targets import is_in
from tests.room import cable_text

MARK = "[withheld 2026-01-02: protects a source]"
REASON = 'reason = "protects a source"\ndate = 2026-01-02\n'
MARKER = "\n\nASTANA 00001061  002 OF 003\n\n"


def rules(*named: str) -> Rules:
    """Read rules, each given as its first lines."""
    return parse_rules("".join(f"[[withhold]]\n{one}\n{REASON}" for one in named).encode(), "withheld.toml")


def cable(text: str, **parts: str) -> bytes:
    """Return a cable; a ~ in its text is a page break."""
    return cable_text("07VENSK12", text=text, **parts).replace("~", MARKER).encode()  # type: ignore[arg-type]


FOUND = {
    "as it is": ("Jorun Mareth", "met Jorun Mareth there"),
    "over the number of a page": ("Jorun Mareth", "met Jorun\n- 2 -\nMareth there"),
    "over what a release leaves out": ("Jorun Mareth", "met Jorun\nB1\n1.4(D)\nMareth there"),
    "over the end of a message": ("Jorun Mareth", "met Jorun\nBT\n#0012\nNNNN\nMareth there"),
    "over what a page says of the next": ("Jorun Mareth", "met Jorun\n(CONTINUED)\nMareth there"),
    "round the number of a note": ("Jorun Mareth", "met Jorun[1] Mareth"),
    "round a comment": ("Jorun Mareth", "met Jorun <!-- a > b --> Mareth"),
    "with an entity without its end": ("Jorun Mareth", "met &#74orun&nbspMareth"),
    "with letters printed twice": ("Jorun Mareth", "met J\bJo\bor\bru\bun\bn Mareth"),
    "in a colour": ("Jorun Mareth", "met \x1b[1mJorun\x1b[0m Mareth"),
    "in circles": ("Jorun Mareth", "met J\u20ddo\u20ddr\u20ddu\u20ddn\u20dd Mareth"),
    "with a blank encoded twice": ("Jorun Mareth", "met Jorun\u00c2\u00a0Mareth"),
    "with a letter encoded twice": ("Dvo\u0159\u00e1k", "met Dvo\u00c5\u2122\u00c3\u00a1k"),
    "from its last letter to its first": ("Jorun Mareth", "met \u202ehteraM nuroJ\u202c there"),
    "with a stray blank": ("Jorun Mareth", "met Jor un Mar eth"),
    "in a number with blanks": ("XK7731904", "met XK 773 19 04"),
    "in initials with blanks": ("Jorun Mareth", "met J. O. R. U. N. M. A. R. E. T. H."),
    "in capitals": ("Jorun Mareth", "MET JORUN MARETH THERE"),
    "in small letters": ("Jorun Mareth", "met jorun mareth"),
    "over a line end": ("Jorun Mareth", "met Jorun\nMareth"),
    "over a blank line": ("Jorun Mareth", "met Jorun\n\nMareth"),
    "over a line end of Windows": ("Jorun Mareth", "met Jorun\r\nMareth"),
    "with blanks between": ("Jorun Mareth", "Jorun     Mareth"),
    "with a tab": ("Jorun Mareth", "Jorun\tMareth"),
    "with a hyphen": ("Jorun Mareth", "Jorun-Mareth"),
    "without a blank": ("Al Nasr", "the ALNASR group"),
    "with one hyphen more": ("AlNasr", "the Al-Nasr group"),
    "parted at a line's end": ("counternarcotics", "counter-\nnarcotics"),
    "parted without a hyphen": ("counternarcotics", "counter\nnarcotics"),
    "over a page": ("Jorun Mareth", f"Jorun{MARKER}Mareth"),
    "in a word over a page": ("Jorun Mareth", f"Jorun Ma-{MARKER}reth"),
    "over a marker in the line": ("Jorun Mareth", "Jorun Kiev 00001261 002 of 004 Mareth"),
    "over an old page": (
        "Jorun Mareth",
        "Jorun\n\nSECRET\n\nPAGE 02        CAPE T  00097  01 OF 03  182017Z\n\nMareth",
    ),
    "over a caption": ("Jorun Mareth", "Jorun\nSIPDIS\nMareth"),
    "over a section": ("Jorun Mareth", "Jorun\n\nC O N F I D E N T I A L SECTION 02 OF 03 VENSK 000012\n\nMareth"),
    "over a caption in the line": ("Jorun Mareth", "Jorun SIPDIS Mareth"),
    "with soft hyphens": ("Mareth", "Ma\u00adre\u200bth"),
    "after a pilcrow": ("4. Mareth", "\u00b64. Mareth"),
    "in entities": ("A&B Mareth", "A&amp;B&#x000A;M&#97;reth"),
    "over markup": ("Jorun Mareth", "Jorun<br>\n<a href='x'>Mareth</a>"),
    "with an entity in an attribute": ("Jorun Mareth", "<a title='Jorun&#8203; Mareth'>x</a>"),
    "with an entity in what is nearly a tag": ("Jorun Mareth", "</bod Jorun&nbsp;Mareth ody>"),
    "in an attribute": ("Jorun Mareth", "<a title='Jorun Mareth'>x</a>"),
    "other quotes": ('the "boss" O\'Hara', "the \u201cboss\u201d O\u2019Hara"),
    "accents apart": ("Jos\u00e9", "Jose\u0301"),
    "in a longer word": ("Mareth", "Mareths"),
    "with a sign in it that ends texts here": ("Jorun Mareth", "met Jo\x1erun Mareth"),
    "with a backslash": ("Jorun Mareth", "Jorun\\\nMareth"),
    "a line end as an escape": ("Jorun Mareth", "MET JORUN\\nMARETH, WHO"),
    "line ends of Windows as escapes": ("Jorun Mareth", "MET JORUN\\r\\nMARETH, WHO"),
    "letter by letter with stops": ("Jorun Mareth", "met J.O.R.U.N. M.A.R.E.T.H. there"),
    "over any element": ("Jorun Mareth", "<script>Jorun</script> <x-y>Mareth</x-y>"),
    "between angle brackets": ("Jorun Mareth", "<Jorun> <Mareth>"),
    "with a level in it, over a page": ("UNCLAS Mareth", f"the UNCLAS{MARKER}Mareth"),
    "behind a short form of a title": ("Maj Orley", "met Maj. Orley"),
    "in a longer word, and short": ("Lyr", "Eulyria"),
    "over a comment": ("Jorun Mareth", "Jorun<!-- the clerk --> Mareth"),
    "in entities of entities": ("Jorun Mareth", "J&amp;#111;run&amp;amp;amp;amp;amp;nbsp;Mareth"),
    "in an address within an address": ("Jorun Mareth", "x.org/?to=y.org%2F%254Aorun%252520Mareth"),
    "in entities within an address": ("Jorun Mareth", "x.org/?q=Jorun%26nbsp%3BMareth"),
    "in a signed address within an entity": ("Jorun Mareth", "x.org/Jorun&#37;20Mareth"),
    "in markup within escapes": ("Jorun Mareth", "\\u003cb\\u003eJorun\\u003c/b\\u003e Mareth"),
    "in an entity within an escape": ("Jorun Mareth", "Jorun\\u0026nbsp;Mareth"),
    "in markup whose strokes are escaped": ("Jorun Mareth", "<b>Jorun<\\/b> Mareth"),
    "in an entity as mail writes it": ("Jorun Mareth", "Jorun=26nbsp;Mareth"),
    "in old entities without their ends": ("Jos\u00e9 N\u00fa\u00f1ez", "Jos&eacute N&uacute&ntildeez"),
    "round a tag with a long address": ("Jorun Mareth", f'Jorun <a href="{"x" * 500}">Mareth</a>'),
    "parted by what scanners read a hyphen as": ("Mareth", "met Ma\u00ac\nreth"),
    "over a level of older telegrams": ("Jorun Mareth", "Jorun\nRESTRICTED\nMareth"),
    "over a level of an alliance": ("Jorun Mareth", "Jorun\nCOSMIC TOP SECRET\nMareth"),
    "over a level in wide letters": ("Jorun Mareth", "Jorun\nS  E  C  R  E  T\nMareth"),
    "over a page whose number is a word": ("Jorun Mareth", "Jorun\nPAGE TWO RUEHVK 0012 UNCLAS\nMareth"),
    "over the number of a page and of all": ("Jorun Mareth", "Jorun\n2 of 5\nMareth"),
    "over what says where a page goes on": ("Jorun Mareth", "Jorun\n(CONTINUED ON NEXT PAGE)\nMareth"),
    "with two letters joined": ("\u0152uvre", "THE OEUVRE"),
    "with two letters joined in the text": ("Caesar", "C\u00c6SAR"),
    "in figures of another script": ("555-1234", "\u0665\u0665\u0665-\u0661\u0662\u0663\u0664"),
    "written together in a longer word": ("Jorun Mareth", "DRJORUNMARETHFOUNDATION"),
    "over a level that is no word of the program's": ("Jorun Mareth", "Jorun\nSECRET/NODIS/CHEROKEE\nMareth"),
    "over a level with what hangs on it": ("Jorun Mareth", "Jorun\nUNCLASSIFIED WITH SECRET ATTACHMENT\nMareth"),
    "in the name of an account": ("Jorun Mareth", "jorunmareth61@example.org"),
}


@pytest.mark.parametrize(("words", "text"), FOUND.values(), ids=FOUND)
def test_words_are_found_however_the_wire_broke_them(words: str, text: str) -> None:
    assert is_in(words, text)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("is a", "a visa"),
        ("nowhere", "now here"),
        ("Jorun Mareth", "Jorun met Mareth"),
        ("Jorun Mareth", "Jorun. Mareth"),
        ("abc def", "a. b. c. d. e. f."),
        ("Mareth", "Mar eth"),
        ("Marl Orley", "met Marl. Orley"),
        ("Jos\u00e9", "Jose"),
        ("Al Nasr", "alnasr61"),
        ("Unit 1234567", "unit12345678"),
        ("Anna Holm", "annaholmes"),
        ("Jorun Mareth", "Jorun\nTHE RESTRICTED\nMareth"),
    ],
)
def test_other_words_are_not(words: str, text: str) -> None:
    assert not is_in(words, text)


LETTERS = st.text(st.sampled_from("abcXYZ0189éß"), min_size=1, max_size=6)


@settings(deadline=None)
@given(st.lists(LETTERS, min_size=1, max_size=4), st.data())
def test_any_break_between_words_is_bridged(words: list[str], data: st.DataObject) -> None:
    breaks = ("\n", "  ", "-", "\r\n\r\n", MARKER, "&nbsp;", "\\\n")
    text = words[0] + "".join(data.draw(st.sampled_from(breaks)) + word for word in words[1:])

    assert is_in(" ".join(words), f"x {text} y")


def test_words_are_replaced_by_the_mark_and_every_line_stays() -> None:
    source = cable("Met Jorun~Mareth, who left.\nAgain JORUN MARETH.", subject="Jorun Mareth goes home")
    published = redact(source, "a.txt", rules('text = "Jorun Mareth"'))
    text = published.data.decode()

    assert text.count(MARK) == 3
    assert not is_in("Jorun Mareth", text)
    assert text.count("\n") == source.decode().count("\n")
    assert published.used == (0,)
    assert published.cable.blocks[0].text == f"Met {MARK} , who left."
    assert published.cable.title.startswith(MARK)


@pytest.mark.parametrize(
    ("name", "turned"), [("Jorun Mareth", "MARETH, JORUN"), ("Jorun van Mareth", "VAN MARETH, JORUN")]
)
def test_a_name_is_found_with_its_last_word_first_and_a_comma(name: str, turned: str) -> None:
    source = cable("Met Mareth Jorun, and Mareth. Jorun van left.", tags=f"PREL, {turned}")
    published = redact(source, "a.txt", rules(f'text = "{name}"'))

    assert f"TAGS: PREL, {MARK}\n" in published.data.decode()
    assert published.data.decode().count(MARK) == 1


def test_a_source_without_the_words_is_published_byte_for_byte() -> None:
    source = cable("Met nobody.") + b"\xff\x81"
    published = redact(source, "a.txt", rules('text = "Jorun Mareth"', 'cable = "09VENSK1"'))

    assert published.data == source
    assert published.used == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_encoding_stays(encoding: str) -> None:
    source = cable("Caf\u00e9 \u201cMareth\u201d closed.").decode().encode(encoding)
    published = redact(source, "a.txt", rules('text = "Mareth"'))

    assert published.data.decode(encoding).count(MARK) == 1
    assert published.cable.blocks[0].text == f"Caf\u00e9 \u201c{MARK}\u201d closed."


def test_a_reason_is_written_in_the_encoding_of_the_file() -> None:
    source = cable("\u201cMareth\u201d closed the caf\u00e9.").decode().encode("cp1252")
    reason = rules('text = "Mareth"').rules[0]
    published = redact(source, "a.txt", Rules((msgspec.structs.replace(reason, reason="Schutz f\u00fcr ihn"),)))

    assert "\u201c[withheld 2026-01-02: Schutz f\u00fcr ihn]\u201d" in published.data.decode("cp1252")
    assert (
        published.cable.blocks[0].text == "\u201c[withheld 2026-01-02: Schutz f\u00fcr ihn]\u201d closed the caf\u00e9."
    )


PARAGRAPHS = "First.\n(C) Second, said Jorun Ma-~reth, is long.\nThird of 2."


def test_a_paragraph_is_replaced_and_keeps_its_number() -> None:
    published = redact(cable(PARAGRAPHS), "a.txt", rules('cable = "07VENSK12"\nparagraphs = ["2"]'))

    assert [(block.anchor, block.text) for block in published.cable.blocks] == [
        ("p1", "First."),
        ("p2", MARK),
        ("p3", "Third of 2."),
    ]
    assert "reth" not in published.data.decode()
    assert published.used == (0,)


def test_what_belongs_to_a_paragraph_goes_with_it() -> None:
    text = "First.\nSecond:\nThird."
    source = cable(text).replace(b"Second:", b"Second:\n\n   a) one fish\n\n   b) two fish\n\n- and a dash")
    published = redact(source, "a.txt", rules('cable = "07VENSK12"\nparagraphs = [2]'))

    assert "fish" not in published.data.decode()
    assert "dash" not in published.data.decode()
    assert [block.anchor for block in published.cable.blocks] == ["p1", "p2", "p3"]


CONVOY = "The yellow convoy leaves at dusk for the old harbour"
PARTS = {
    "a text that it quotes": (f"It says:\n\nBEGIN TEXT:\n\n{CONVOY}.\n\nA red cart.\n\nEND TEXT.", "dusk", "red cart"),
    "headings in a text that it quotes": (f"It says:\n\nQUOTE\n\nA CART\n------\n\n{CONVOY}.\n\nUNQUOTE", "CART", "dusk"),
    "a text quoted in a quoted one": (
        f"It says:\n\nBEGIN TEXT\n\nHe says:\n\nQUOTE\n\n{CONVOY}.\n\nUNQUOTE\n\nA red cart.\n\nEND TEXT", "dusk", "red cart"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "first", "second"), PARTS.values(), ids=PARTS)
def test_a_text_that_a_paragraph_quotes_belongs_to_it(text: str, first: str, second: str) -> None:
    source = cable("First.\nSecond.\nCalm.").replace(b"Second.", text.encode())
    published = redact(source, "a.txt", rules('cable = "07VENSK12"\nparagraphs = [2]'))

    assert published.problems == ()
    assert first not in published.data.decode()
    assert second not in published.data.decode()
    assert published.cable.blocks[-1].text == "Calm."


def test_a_portion_mark_before_the_number_parts_no_paragraph_from_it() -> None:
    source = cable(f"First.\n{CONVOY}.\nCalm.").replace(b"2. ", b"(C) 2. ").replace(b"1. ", b"(U) 1. ")
    published = redact(source, "a.txt", rules('cable = "07VENSK12"\nparagraphs = [2]'))

    assert published.problems == ()
    assert [block.text for block in published.cable.blocks][:2] == ["First.", MARK]
    assert published.cable.blocks[2].text == "Calm."


def test_a_paragraph_that_another_says_again_goes_out_of_that_alone() -> None:
    source = cable(f"First.\n{CONVOY}.\nThird says: {CONVOY}, and no more.")
    published = redact(source, "a.txt", rules('cable = "07VENSK12"\nparagraphs = [2]'))

    assert published.problems == ()
    assert [block.text for block in published.cable.blocks] == ["First.", MARK, f"Third says: {MARK} and no more."]


def test_a_cable_keeps_nothing_but_its_id() -> None:
    published = redact(cable("Words.", tags="EFIS"), "a.txt", rules('cable = "07VENSK12"'))

    assert published.cable.id == "07VENSK12"
    assert (published.cable.tags, published.cable.date, published.cable.level) == ((), None, "")
    assert [block.text for block in published.cable.blocks] == [MARK]
    assert published.problems == ()


def read_without(words: str) -> Reader:
    """Return a reader that leaves words out, as one might that sets something aside and does not say where."""

    def reader(data: bytes, path: str, vocabulary: Vocabulary | None) -> tuple[Cable, list[Problem]]:
        return parse_cable(data.replace(words.encode(), b""), path, vocabulary)

    return reader


@pytest.mark.parametrize("named", ['cable = "07VENSK12"\nparagraphs = [1]', 'text = "Jorun Mareth"'])
def test_what_cannot_be_taken_out_by_itself_takes_the_whole_cable(named: str) -> None:
    source = cable("He was seen with the man named Jorun zz Mareth at noon.\nMore.")
    published = redact(source, "a.txt", rules(named), reader=read_without("zz "))

    assert [block.text for block in published.cable.blocks] == [MARK]
    assert [(one.code, one.severity) for one in published.problems] == [("W004", "error")]
    assert published.used == (0,)


@pytest.mark.parametrize("made", [{"summary": "Jorun Mareth came."}, {"lines": ("Met Jorun", "SECRET", "Mareth.")}])
def test_words_that_only_the_reader_puts_together_take_the_whole_cable(made: dict[str, object]) -> None:
    def reader(data: bytes, path: str, vocabulary: Vocabulary | None) -> tuple[Cable, list[Problem]]:
        read, problems = parse_cable(data, path, vocabulary)
        return msgspec.structs.replace(read, **made), problems

    published = redact(cable("Calm."), "a.txt", rules('text = "Jorun Mareth"'), reader=reader)

    assert [block.text for block in published.cable.blocks] == [MARK]
    assert [one.code for one in published.problems] == ["W004"]


def test_a_cable_that_is_read_as_citing_a_hidden_one_is_withheld() -> None:
    """In whatever way it names it that no phrase finds."""

    def reader(data: bytes, path: str, vocabulary: Vocabulary | None) -> tuple[Cable, list[Problem]]:
        read, problems = parse_cable(data, path, vocabulary)
        found = tuple(msgspec.structs.replace(one, id="07VENSK15") for one in read.references)
        return msgspec.structs.replace(read, references=found), problems

    source = cable_text("07VENSK12", refs=["06 LINDEMAR 5"], text="Calm.").encode()
    published = redact(source, "a.txt", rules('text = "07VENSK15"'), reader=reader)

    assert [block.text for block in published.cable.blocks] == [MARK]
    assert redact(source, "a.txt", rules('text = "07VENSK15"')).data == source


HEADING = "\nUNCLAS SECTION 02 OF 02 VENSK 000012\n\nE.O. 12958: N/A\nTAGS: PREL\n"
SET_ASIDE = {
    "a heading of a later section": HEADING,
    "a stamp": "UNCLASSIFIED U.S. Department of State Case No. F-2014-20439 Doc No. C05270022 Date: 08/31/2015",
    "how much was released": "RELEASED IN FULL",
    "a stamp of an archive": "Sanitized Copy Approved for Release 2012/01/01 : CIA-RDP99-00001R000100010001-1",
}


@pytest.mark.parametrize("aside", SET_ASIDE.values(), ids=SET_ASIDE)
@pytest.mark.parametrize("named", ['cable = "07VENSK12"\nparagraphs = [1]', 'text = "Jorun Mareth"'])
def test_what_the_reader_sets_aside_parts_no_words(aside: str, named: str) -> None:
    """The reader joins the sentence round it, so what is taken out goes round it too, and the rest stays."""
    source = cable("He was seen with the man named Jorun # Mareth at noon.\nMore.").replace(
        b" # ", f"\n{aside}\n".encode()
    )
    published = redact(source, "a.txt", rules(named))
    text = published.data.decode()

    assert "Jorun Mareth" in parse_cable(source, "a.txt")[0].blocks[0].text
    assert (published.problems, published.cable.blocks[-1].text) == ((), "More.")
    assert "Mareth" not in text
    assert aside.strip().splitlines()[0] in text


def test_numbers_in_the_margin_part_no_words() -> None:
    plain = cable("Met the man named Jorun # Mareth at noon.\nMore.").decode().replace(" # ", "\n").splitlines()
    fence = plain.index("+++", 1) + 1
    numbered = [f"{number:>3}  {line}" for number, line in enumerate(plain[fence:], 1)]
    published = redact("\n".join((*plain[:fence], *numbered)).encode(), "a.txt", rules('text = "Jorun Mareth"'))

    assert published.problems == ()
    assert "reth" not in published.data.decode()
    assert [block.text for block in published.cable.blocks] == [f"Met the man named {MARK} at noon.", "More."]


# Texts of a cable that name it, or that the program wrote itself: what a rule says is not looked for in them.
NOT_OF_THE_SOURCE = {
    "id",
    "path",
    "layout",
    "sha256",
    "post",
    "aliases",
    "date_source",
    "level",
    "precision",
    "title_source",
}
OF_THE_SOURCE = sorted(
    field.name
    for field in msgspec.structs.fields(Cable)
    if field.type in {str, str | None, tuple[str, ...]} and field.name not in NOT_OF_THE_SOURCE | {"lines"}
)


@pytest.mark.parametrize("name", OF_THE_SOURCE)
def test_each_text_of_a_cable_is_looked_at_again_when_words_were_taken_out(name: str) -> None:
    read, _ = parse_cable(cable("Words."), "a.txt")
    value = getattr(read, name)
    said = msgspec.structs.replace(read, **{name: ("Jorun Mareth",) if isinstance(value, tuple) else "Jorun Mareth"})

    assert "Jorun Mareth" in list(words_of(said))
    assert "Jorun Mareth" not in list(words_of(read))


def test_names_of_addressees_are_looked_at_again_too() -> None:
    read, _ = parse_cable(cable("Words."), "a.txt")
    for name in ("to", "info"):
        envelope = msgspec.structs.replace(read.envelope, **{name: (Addressee("RUEHVN", "JORUN MARETH"),)})

        assert "JORUN MARETH" in list(words_of(msgspec.structs.replace(read, envelope=envelope)))


LISTED = {
    "07 VENSK 12, 13 AND 14 say so": "07 VENSK 12, 13 AND [] say so",
    "see VENSK 12/14, and 2007 VENSK 000012 THROUGH 000014": "see VENSK 12/[], and 2007 VENSK 000012 THROUGH []",
    "(07) Vensk 12,\n13 and\n14.": "(07) Vensk 12,\n13 and\n[].",
    "Consulate Vensk 12 &amp; 14": "Consulate Vensk 12 &amp; []",
    "Vensk's telegram no. 14, VENSK NR 12 and 14": "Vensk's telegram no. [], VENSK NR 12 and []",
    "06 VENSK 12, 13 AND 14": "",
    "06 Vensk no. 14, and Vensk, no 14 of them": "",
    "07 VENSK 12, 13 AND 145": "",
    "07 LINDEMAR 12 AND 14": "",
    "07 VENSK 12 came on the 13th and 14 left": "",
}


@pytest.mark.parametrize(("text", "shown"), LISTED.items())
def test_a_number_in_a_list_of_its_post_tells_of_a_cable_too(text: str, shown: str) -> None:
    hidden = parse_rules(f'[[withhold]]\ntext = "07VENSK14"\n{REASON}'.encode(), "withheld.toml", words())
    source = cable_text("08LINDEMAR5", text="HERE").replace("HERE", text).encode()
    published = redact(source, "a.txt", hidden, words()).data.decode()

    assert published == cable_text("08LINDEMAR5", text="HERE").replace("HERE", (shown or text).replace("[]", MARK))
    assert withhold_words(text, hidden)[0] == (shown or text).replace("[]", MARK)


def test_a_cable_of_another_year_that_is_cited_stays() -> None:
    hidden = parse_rules(f'[[withhold]]\ntext = "07VENSK14"\n{REASON}'.encode(), "withheld.toml", words())
    source = cable_text("08LINDEMAR5", text="See 06 VENSK 14.", refs=["06 VENSK 14"]).encode()

    assert redact(source, "a.txt", hidden, words()).data == source


def test_a_short_word_is_found_in_longer_ones_of_a_source_and_not_of_a_page() -> None:
    matcher = Matcher([phrase_of("Lyr"), phrase_of("Mareth")])

    assert [bool(list(matcher.finds(text))) for text in ("xLyr", "Lyrx")] == [True, True]
    assert [bool(list(matcher.finds(text, strict=True))) for text in ("xLyr", "Lyrx", "Lyr", "x Lyr y")] == [
        False,
        False,
        True,
        True,
    ]
    assert [bool(list(matcher.finds(text, strict=True))) for text in ("xMareth", "Marethx")] == [True, True]


def test_a_short_paragraph_is_taken_by_its_whole_number() -> None:
    source = cable("\n".join(["Calm."] * 12))
    published = redact(source, "a.txt", rules('cable = "07VENSK12"\nparagraphs = [2]'))

    assert [block.text for block in published.cable.blocks] == ["Calm.", MARK, *["Calm."] * 10]


@pytest.mark.parametrize(
    ("other", "paragraph", "has"),
    [
        ("one two three four five sax", "one two three four five six", True),
        ("one two three four fix", "one two three four five", False),
        ("one two three four five and much more of it", "one two three four five six", False),
    ],
)
def test_a_paragraph_of_six_words_is_known_by_most_of_them(other: str, paragraph: str, *, has: bool) -> None:
    assert has_copy((Block("paragraph", other, 1),), paragraph) == has


def test_words_in_pieces_go_to_their_last_letter() -> None:
    taken = withhold_in_pieces(["Met Jorun ", "Mareth", ", who left"], rules('text = "Jorun Mareth"'))

    assert taken == ([f"Met {MARK}", "", ", who left"], (0,))


@pytest.mark.parametrize("word", ["routine", "priority"])
def test_a_word_of_the_program_for_what_is_not_printed_takes_no_cable(word: str) -> None:
    source = cable("Words.").replace(
        b"UNCLAS VENSK", b"P 121420Z MAY 07\nFM AMCONSUL VENSK\nTO AMEMBASSY LINDEMAR\nUNCLAS VENSK"
    )
    published = redact(source, "a.txt", rules(f'text = "{word}"'))

    assert word.upper() in {*published.cable.envelope.precedence, published.cable.envelope.to[0].precedence}
    assert (published.data, [one.code for one in published.problems if one.code.startswith("W")]) == (source, [])


def test_rules_for_another_cable_change_nothing() -> None:
    source = cable("Met Mareth.")

    assert redact(source, "a.txt", rules('cable = "07VENSK13"\ntext = "Mareth"')).data == source
    assert redact(source, "a.txt", NO_RULES).data == source


BAD = {
    "a number beyond reason": ("[[withhold]]\ncable = " + "7" * 5000, "W001", None),
    "not TOML": ("[[withhold]\n", "W001", 1),
    "an unknown key": ('\n[[withhold]]\ntxt = "a b"\n' + REASON, "W002", 3),
    "no reason": ('[[withhold]]\ntext = "a b"\ndate = 2026-01-02\n', "W002", 1),
    "no date": ('[[withhold]]\ntext = "a b"\nreason = "x"\n', "W002", 1),
    "a date in words": ('[[withhold]]\ntext = "a b"\nreason = "x"\ndate = "soon"\n', "W002", 4),
    "nothing named": ("[[withhold]]\n" + REASON, "W002", 1),
    "paragraphs of no cable": ("[[withhold]]\nparagraphs = [1]\n" + REASON, "W002", 1),
    "no paragraph": ('[[withhold]]\ncable = "07VENSK1"\nparagraphs = []\n' + REASON, "W002", 3),
    "a word for a paragraph": ('[[withhold]]\ncable = "07VENSK1"\nparagraphs = ["the last"]\n' + REASON, "W002", 1),
    "both": ('[[withhold]]\ncable = "07VENSK1"\nparagraphs = [1]\ntext = "ab"\n' + REASON, "W002", 1),
    "no UTF-8": ("[[withhold]]\n#\n\udcff", "W001", 3),
    "one letter": ('[[withhold]]\ntext = " - a"\n' + REASON, "W002", 1),
    "an id for a text of another cable": ('[[withhold]]\ncable = "07VENSK1"\ntext = "07VENSK12"\n' + REASON, "W002", 1),
    "a reason that tells": ('[[withhold]]\ntext = "a source"\n' + REASON, "W002", 1),
    "a word of every mark": ('[[withhold]]\ntext = "withheld"\n' + REASON, "W002", 1),
    "a reason with markup": ('[[withhold]]\ntext = "ab"\nreason = "<b>"\ndate = 2026-01-02\n', "W002", 1),
    "another table": ("[withhold]\na = 1\n", "W002", 1),
    "a table instead of rules, below a comment": ("# Ours.\n\n[withhold]\na = 1\n", "W002", 3),
    "a table of another name": ('[[withhold]]\ntext = "ab"\n' + REASON + '\n[[withold]]\ntext = "cd"\n', "W002", 6),
    "a key of another name": ('# Ours.\nwitheld = "ab"\n', "W002", 2),
    "a value instead of rules": ('# Ours.\n\nwithhold = "ab"\n', "W002", 3),
    "rules on one line": ('# Ours.\nwithhold = [{text = "ab", reason = "x"}]\n', "W002", 2),
}


@pytest.mark.parametrize(("text", "code", "line"), BAD.values(), ids=BAD)
def test_a_rule_that_cannot_be_meant_stops_the_program(text: str, code: str, line: int) -> None:
    with pytest.raises(ConfigurationError) as stopped:
        parse_rules(text.encode("utf-8", "surrogateescape"), "content/withheld.toml")

    assert stopped.value.problem.code == code
    assert stopped.value.problem.where.line == line


@settings(deadline=None)
@given(st.text(st.sampled_from("ab \n-.1)(\u00b6"), max_size=120))
def test_whatever_the_text_the_words_are_gone(noise: str) -> None:
    source = cable("One.\nTwo.").replace(b"Two.", noise.encode() + b" Jorun-\nMareth " + noise.encode())
    published = redact(source, "a.txt", rules('text = "Jorun Mareth"', 'text = "ab ba"'))
    read = " ".join((published.cable.title, *(block.text for block in published.cable.blocks)))

    assert not is_in("Jorun Mareth", published.data.decode())
    assert "jorunmareth" not in letters_of(read).lower()
    assert re.search(r"\bab ba\b", read) is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("met MARETH Jorun", f"met {MARK}"),
        ("met Mareth (Jorun)", f"met {MARK})"),
        ("MARETH JORUN, Mareth Jorun", "MARETH JORUN, Mareth Jorun"),
        ("see Jorun\\u001eMareth", f"see {MARK}"),
        ("see Jorun&#30;Mareth", f"see {MARK}"),
        ("Jorun    x    Jorun    y\nMareth   x    Mareth   y", f"{MARK}    x    {MARK}    y\n{MARK}   x    {MARK}   y"),
        ("Jorun    x\n\nMareth   x\nHolm     Mareth", None),
    ],
)
def test_a_name_turned_round_or_in_columns_is_taken_out_alone(text: str, shown: str | None) -> None:
    taken, _ = withhold_words(text, rules('text = "Jorun Mareth"'))

    assert taken == (text if shown is None else shown)
