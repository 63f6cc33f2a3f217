"""What running text points at, a case a line: docs/reference/format.md, "Mentions"."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cables.mentions.mentions import find_all_mentions, find_mentions
from generator.cables.model import Mention
from generator.cables.text.joined_text import Texts
from tests.cables.words import words


def short(text: str, one: Mention) -> str:
    """Return a mention as its printed words and what they stand for."""
    said = text[one.start : one.end]
    if one.kind == "cable":
        return f"{said} = {one.year} {one.post} {one.serial}"
    listed = one.letters or one.numbers
    return f"{said} = {' '.join(listed)}" if listed else said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # references by letter
        ("The mayor (ref A) agreed.", ["ref A = A"]),
        ("The mayor (Ref A) agreed.", ["Ref A = A"]),
        ("THE MAYOR (REF A) AGREED.", ["REF A = A"]),
        ("See refs B and C.", ["refs B and C = B C"]),
        ("See refs A-C.", ["refs A-C = A B C"]),
        ("See refs A, B and D.", ["refs A, B and D = A B D"]),
        ("See reftel B.", ["reftel B = B"]),
        ("See Reftel (A).", ["Reftel (A) = A"]),
        ("See Refs (A) and (B).", ["Refs (A) and (B) = A B"]),
        ("See refs (A)-(C), (E).", ["refs (A)-(C), (E) = A B C E"]),
        ("See REF (A).", ["REF (A) = A"]),
        ("As told in ref. (I), the fair opens.", ["ref. (I) = I"]),
        ("As told in reftel I said so.", ["reftel"]),
        ("As told reftel (a letter), the fair opens.", ["reftel"]),
        ("As told reftel, the fair opens.", ["reftel"]),
        ("Reftels tell more.", ["Reftels"]),
        ("Per ref, the fair opens.", ["ref"]),
        ("It met (Ref I), as before (ref i).", ["Ref I = I", "ref i = I"]),
        ("See ref a.", ["ref a = A"]),
        ("In ref I was told of it.", []),
        ("As VENSK 869 (2008) tells.", ["VENSK 869 (2008) = 2008 VENSK 869"]),
        ("As 08VENSK 869 tells.", ["08VENSK 869 = 2008 VENSK 869"]),
        # the count of a cable's sections is no year
        ("It came as SECTION 01 OF 03 VENSK 000869.", ["VENSK 000869 = None VENSK 869"]),
        ("Its page 03 VENSK 000869 is lost.", ["VENSK 000869 = None VENSK 869"]),
        ("It came with 03 VENSK 000869.", ["03 VENSK 000869 = 2003 VENSK 869"]),
        # words that are none
        ("A referee refused a refund.", []),
        ("The ref a player spoke to.", []),
        ("Septel will follow.", []),
        ("Post refers to a reform.", []),
        # paragraphs
        ("See para 4.", ["para 4 = 4"]),
        ("See paragraph 4.", ["paragraph 4 = 4"]),
        ("See paras 5-7.", ["paras 5-7 = 5 6 7"]),
        ("See paras 2.1 and 3.", ["paras 2.1 and 3 = 2.1 3"]),
        ("See para 4 of ref A.", ["ref A = A"]),
        ("See ref A, para 4.", ["ref A = A"]),
        ("See para 3 of 05PORTOSTREL131.", ["05PORTOSTREL131 = 2005 PORTOSTREL 131"]),
        ("The parade has 4 bands.", []),
        # paragraphs of a law or a treaty
        ("As Article 4 paragraph 1 and Article 12, paragraph 4 say.", []),
        ("Under paragraph 1(b) it may.", []),
        ("Under paragraph 5 of the Copenhagen Accord it may.", []),
        ("As told in para 4 of the text, it may.", ["para 4 = 4"]),
        # cables
        ("As 08 VENSK 1234 says, ...", ["08 VENSK 1234 = 2008 VENSK 1234"]),
        ("As 08 Vensk 1234 says, ...", ["08 Vensk 1234 = 2008 VENSK 1234"]),
        ("As 08VENSK1234 says, ...", ["08VENSK1234 = 2008 VENSK 1234"]),
        ("As 2008 VENSK 1234 says, ...", ["2008 VENSK 1234 = 2008 VENSK 1234"]),
        ("As VENSK 1234 says, ...", ["VENSK 1234 = None VENSK 1234"]),
        ("See 06 VENSK 5 and 06 VENSK 488.", ["06 VENSK 5 = 2006 VENSK 5", "06 VENSK 488 = 2006 VENSK 488"]),
        ("It was told (07 PORTO STREL 4).", ["07 PORTO STREL 4 = 2007 PORTOSTREL 4"]),
        ("See VENSK 5 and LINDEMAR 7.", ["VENSK 5 = None VENSK 5", "LINDEMAR 7 = None LINDEMAR 7"]),
        ("In 06 VENSK 5 boats came.", []),
        ("He left (VENSK 3 July).", []),
        ("See Vensk 5.", []),
        ("It was told (Vensk 1234).", ["Vensk 1234 = None VENSK 1234"]),
        ("As told in ref Vensk 1234.", ["Vensk 1234 = None VENSK 1234"]),
        ("As PORTO STREL 131 tells.", ["PORTO STREL 131 = None PORTOSTREL 131"]),
        ("As told in PORTO STREL 131.", []),  # after "in" a place is as likely
        # places, years and numbers that are none
        ("The fair in Vensk 2006 was small.", []),
        ("The fair in VENSK 2006 was small.", []),
        ("In Vensk 1234 people came.", []),
        ("VENSK 00001234  002 OF 003", []),
        ("Since VENSK 5 there is peace.", []),
        ("The hotel in VENSK 12/3 is new.", []),
        ("VENSK 10:30 is the time.", []),
        ("IIR 6 844 0012 09 tells it.", []),
        ("On March 1234 nothing.", []),
        # redactions
        ("XXXXXXXXXXXX said so.", ["XXXXXXXXXXXX"]),
        ("A man (xxxxx) said so.", ["xxxxx"]),
        ("[NAME REMOVED] said so.", ["[NAME REMOVED]"]),
        ("[Source removed] said so.", ["[Source removed]"]),
        ("The XX Congress met.", []),
        ("The book [in French] sold.", []),
        ("", []),
    ],
)
def test_a_text_gives_its_mentions(text: str, expected: list[str]) -> None:
    assert [short(text, one) for one in find_mentions(text, words().post_names)] == expected


LETTERS = st.text(st.sampled_from("ref REFABC paras-.,()0123456789VENSKensk Xx[]DMO\u2013"), max_size=120)
WORDS = (
    "ref A",
    "Refs (A) and (B)",
    "reftel",
    "para 4",
    "of",
    "VENSK",
    "12",
    "1234",
    "08",
    "(",
    ")",
    "XXXX",
    "[NAME REMOVED]",
    ",",
    "In",
)


@given(LETTERS)
def test_mentions_are_in_order_and_never_overlap(text: str) -> None:
    last = 0
    for one in find_mentions(text, words().post_names):
        assert last <= one.start < one.end <= len(text)
        last = one.end


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join), min_size=1, max_size=6))
def test_a_block_gives_the_same_mentions_alone_and_among_others(texts: list[str]) -> None:
    alone = [find_mentions(text, words().post_names) for text in texts]

    assert find_all_mentions(Texts(texts), words().post_names) == alone
