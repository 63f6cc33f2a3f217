"""A line a case: the citing cable, what it says, and the cables that this must resolve to."""

import msgspec
import pytest

from generator.corpus import Corpus, build_corpus
from generator.corpus.resolve import lettered, resolve_references
from generator.vocabulary import Vocabulary, with_site_rows
from tests.corpus.cases import make, read
from tests.room import POSTS

HELD = (
    "06VENSK360",
    "06VENSK5",
    "06VENSK60",
    "07VENSK60",  # sent forty days after 07VENSK20
    "06VENSK21",
    "07VENSK21",  # sent the day after
    "07LINDEMAR330",
    "07VENSK363",
    "07VENSK10",
    "07VENSK12",
    "07LINDEMAR368",
    "06LINDEMAR368",
    "05LINDEMAR77",
    "99VENSK3",
)


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    vocabulary, problems = with_site_rows({"posts": POSTS.encode()})
    assert problems == []
    return vocabulary


def corpus_with(words: Vocabulary, citing: str, refs: tuple[str, ...], text: str) -> Corpus:
    facts = [read(citing, words, refs=refs, text=text), *(read(one, words) for one in HELD)]
    return build_corpus(facts, words)


REFERENCES = [
    # citing, an item of its REF block, the id, whether it is held
    ("07VENSK20", "VENSK 12", "07VENSK12", True),
    ("07VENSK20", "07 VENSK 12", "07VENSK12", True),
    ("07VENSK20", "2007 VENSK 12", "07VENSK12", True),
    ("07VENSK20", "07VENSK12", "07VENSK12", True),
    ("07VENSK20", "Vensk 0012", "07VENSK12", True),
    ("07VENSK20", "VENSK 12 (NOTAL)", "07VENSK12", True),
    ("07VENSK20", "05 LINDEMAR 77", "05LINDEMAR77", True),
    ("07VENSK20", "99 VENSK 3", "99VENSK3", True),
    # no year: this year's where it is held, else last year's where that is held
    ("07VENSK20", "LINDEMAR 368", "07LINDEMAR368", True),
    ("06VENSK20", "LINDEMAR 368", "06LINDEMAR368", True),
    ("08VENSK20", "LINDEMAR 368", "07LINDEMAR368", True),
    ("09VENSK20", "LINDEMAR 368", "09LINDEMAR368", False),
    ("06VENSK20", "LINDEMAR 77", "05LINDEMAR77", True),
    ("07VENSK20", "LINDEMAR 77", "07LINDEMAR77", False),
    # January: a number of one's own post beyond one's own and fifty is last year's
    ("07VENSK20", "VENSK 360", "06VENSK360", True),
    ("07VENSK20", "VENSK 71", "06VENSK71", False),
    ("07VENSK20", "VENSK 70", "07VENSK70", False),
    ("07VENSK20", "VENSK 5", "07VENSK5", False),  # its own post came to 5 this year; last year's is another cable
    # a number that this year has and did not have yet: last year's
    ("07VENSK20", "VENSK 60", "06VENSK60", True),
    ("07VENSK20", "VENSK 21", "07VENSK21", True),  # in hand when this one was written
    ("07VENSK1", "LINDEMAR 330", "06LINDEMAR330", False),
    ("07VENSK20", "LINDEMAR 340", "06LINDEMAR340", False),  # 07LINDEMAR330 left in November
    ("07VENSK335", "LINDEMAR 340", "07LINDEMAR340", False),
    # beyond one's own and fifty, but here, and sent by then
    ("07VENSK10", "VENSK 363", "07VENSK363", True),
    # a year that is written is believed, held or not
    ("07VENSK20", "07 VENSK 360", "07VENSK360", False),
    ("08VENSK20", "08 LINDEMAR 368", "08LINDEMAR368", False),
    ("07VENSK20", "06 ASTANA 368", "06ASTANA368", False),
]  # fmt: skip


@pytest.mark.parametrize(("citing", "item", "cited", "held"), REFERENCES)
def test_a_reference_resolves(words: Vocabulary, citing: str, item: str, cited: str, *, held: bool) -> None:
    corpus = corpus_with(words, citing, (item,), "Nothing.")
    (link,) = corpus.links[corpus.positions[citing]]

    assert (link.id, link.held) == (cited, held)
    assert (cited in corpus.positions) is held
    assert link.text
    assert [one.id for one in corpus.cited_by.get(cited, ())] == ([citing] if held else [])
    assert [one.id for one in corpus.missing] == ([] if held else [cited])


OTHERS = [
    ("SMITH-JONES E-MAIL OF MARCH 3", "email"),
    ("IIR 1 234 5678 07", "intelligence"),
    ("PARIS MEETING OF MARCH 3", "meeting"),
    ("STATE-VENSK TELCON", "meeting"),
    ("MINISTRY NOTE OF MARCH 3", "document"),
    ("WHAT WE AGREED", "other"),
]


@pytest.mark.parametrize(("item", "kind"), OTHERS)
def test_what_is_no_cable_is_shown_by_its_kind_and_never_linked(words: Vocabulary, item: str, kind: str) -> None:
    corpus = corpus_with(words, "07VENSK20", (item,), "Nothing.")
    (link,) = corpus.links[corpus.positions["07VENSK20"]]

    assert (link.id, link.held, link.kind, link.text) == (None, False, kind, item)
    assert corpus.missing == ()
    assert corpus.cited_by == {}


MENTIONS = [
    # what the text says, with REF A. VENSK 12 B. 06 LINDEMAR 368 C. an e-mail -> the cables that the text cites
    ("See ref A.", ("07VENSK12",)),
    ("See Ref B, and no other.", ("06LINDEMAR368",)),
    ("See refs A and B.", ("07VENSK12", "06LINDEMAR368")),
    ("See refs A-C.", ("07VENSK12", "06LINDEMAR368")),
    ("See ref C.", ()),
    ("See ref D.", ()),
    ("See reftel.", ()),  # three items: which?
    ("See reftels.", ()),
    ("We reported this in septel.", ()),
    ("As in 05 LINDEMAR 77, prices rose.", ("05LINDEMAR77",)),
    ("VENSK 10 says that prices rose.", ("07VENSK10",)),
    ("Per LINDEMAR 0077 they did.", ("07LINDEMAR77",)),
    ("Work in VENSK 10 people know.", ()),
    ("In Lindemar 77 people met.", ()),
    ("In Vensk 2006 was a good year.", ()),
    ("VENSK 2006 was a good year.", ()),
    ("See 07VENSK20 itself.", ()),
    ("See para 2.", ()),
    ("See paragraph 3 of ref A.", ("07VENSK12",)),
]


@pytest.mark.parametrize(("text", "cited"), MENTIONS)
def test_a_mention_resolves(words: Vocabulary, text: str, cited: tuple[str, ...]) -> None:
    refs = ("VENSK 12", "06 LINDEMAR 368", "SMITH-JONES E-MAIL OF MARCH 3")
    corpus = corpus_with(words, "07VENSK20", refs, f"A first sentence. {text} A last one.")
    who = {one.id: list(one.cited_by) for one in corpus.missing} | {
        target: list(backlinks) for target, backlinks in corpus.cited_by.items()
    }
    told = {target for target, (backlink,) in who.items() if backlink.sentence}

    assert told == set(cited)
    assert all(who[target][0].anchor == "p1" for target in cited)
    assert all(who[target][0].sentence == text for target in cited)
    assert set(who) == set(cited) | {"07VENSK12", "06LINDEMAR368"}


@pytest.mark.parametrize("text", ["As reftel says.", "As ref A says.", "As in ref (A)."])
def test_the_one_item_there_is_answers_to_reftel(words: Vocabulary, text: str) -> None:
    corpus = corpus_with(words, "07VENSK20", ("VENSK 12",), text)

    assert corpus.cited_by["07VENSK12"][0].sentence == text


@pytest.mark.parametrize("own", ["VENSK 12", "07 VENSK 12", "07VENSK12"])
def test_a_reference_to_oneself_is_dropped(words: Vocabulary, own: str) -> None:
    corpus = build_corpus([read("07VENSK12", words, refs=(own, "VENSK 10"), text="See 07 VENSK 12.")], words)

    assert [link.id for link in corpus.links[0]] == ["07VENSK10"]
    assert corpus.cited_by == {}


def test_an_alias_is_the_cable(words: Vocabulary) -> None:
    corpus = build_corpus([make("07VENSK12", aliases=("07WENSK12",)), make("07VENSK20", cites=("07WENSK12",))], words)

    assert corpus.links[1][0].id == "07VENSK12"
    assert [one.id for one in corpus.cited_by["07VENSK12"]] == ["07VENSK20"]
    assert corpus.missing == ()


@pytest.mark.parametrize(
    ("block", "letters", "found"),
    [
        # (item, letter, whether it names a cable) of each line; letters; the places of what they stand for
        ([(0, "A", True), (1, "B", True)], "B", (1,)),
        ([(0, "A", True), (1, "B", True)], "BA", (1, 0)),
        ([(0, "A", True), (0, "A", True), (1, "B", True)], "A", (0, 1)),  # A. PARIS 7472 AND 7677
        ([(0, "A", True), (1, "A", True)], "A", (0,)),  # letters repeat in some blocks: the first wins
        ([(0, "A", True), (1, "B", True)], "", ()),
        ([(0, "A", True)], "", (0,)),
        ([(0, "A", True), (0, "A", True)], "", (0, 1)),
        ([(0, "", True)], "A", (0,)),
        ([(0, "", True)], "", (0,)),
        ([(0, "", True), (1, "", False)], "", (0,)),  # of two items one is a cable
        ([(0, "", True)], "B", ()),
        ([(0, "", True), (1, "", False), (2, "", True)], "AC", (0, 2)),  # no letters in the block: they count its items
        ([(0, "", True), (1, "", True)], "BC", ()),  # two items, three letters: which?
        ([(0, "", True), (1, "A", True)], "B", ()),
        ([(0, "A", True)], "B", ()),
        ([], "A", ()),
        ([], "", ()),
    ],
)
def test_letters(block: list[tuple[int, str, bool]], letters: str, found: tuple[int, ...]) -> None:
    assert lettered(block, tuple(letters)) == found


def test_a_letter_that_names_two_cables_cites_both(words: Vocabulary) -> None:
    corpus = corpus_with(words, "07VENSK20", ("VENSK 10 AND 360", "LINDEMAR 368"), "See ref A.")

    assert [corpus.cited_by[one][0].sentence for one in ("07VENSK10", "06VENSK360")] == ["See ref A."] * 2
    assert corpus.cited_by["07LINDEMAR368"][0].sentence == ""
    assert (corpus.cited_by["07LINDEMAR368"][0].label, corpus.cited_by["07LINDEMAR368"][0].text) == (
        "B",
        "LINDEMAR 368",
    )


def test_references_under_one_letter_are_one_item_counted_from_0(words: Vocabulary) -> None:
    facts = read("07VENSK20", words, refs=("VENSK 12 AND VENSK 10", "A MEETING IN MARCH", "99 VENSK 3"), text="Calm.")
    links = resolve_references(facts, build_corpus([facts], words).holdings)

    assert [(link.item, link.id) for link in links] == [
        (0, "07VENSK12"), (0, "07VENSK10"), (1, None), (2, "99VENSK3"),
    ]  # fmt: skip


def test_a_cable_whose_number_cannot_be_told_is_no_link(words: Vocabulary) -> None:
    facts = read("07VENSK20", words, refs=("VENSK 12",), text="Calm.")
    unread = msgspec.structs.replace(facts.references[0], id=None)
    facts = msgspec.structs.replace(facts, references=(unread,))

    assert [link.id for link in resolve_references(facts, build_corpus([facts], words).holdings)] == [None]
