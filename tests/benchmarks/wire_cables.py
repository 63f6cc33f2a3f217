"""Cables of wire text made for measuring: hard wrapped, paged, with header, heading, marks, lists; the same each time.

No word of them is from a real cable: posts, places and persons are invented, and what they say is put together by number.
"""

import random
import textwrap

POSTS = (("VENSK", "RUXHVN"), ("LINDEMAR", "RUXHLM"), ("PORTOSTREL", "RUXHPS"))
_WHO = (
    "the Minister of Trade", "the mayor", "a member of parliament from the north", "our contact at the port authority",
    "the DCM", "Econoff", "the head of the chamber of commerce", "the editor of the largest daily", "the GOH",
    "President Orley", "the opposition NDP", "the deputy minister", "Poloff's colleague at the British Embassy",
)  # fmt: skip
_DID = (
    "said that", "told us that", "argued on March 3 that", "confirmed privately that", "denied press reports that",
    "asked whether", "was not sure that", "repeated in a meeting with visiting officials that", "conceded that",
)  # fmt: skip
_WHAT = (
    "the new customs law would reduce trade by 12 percent", "the harvest had been the worst since 1998",
    "work on the Lindemar-Vensk pipeline could begin in two years", "no decision had been taken on NATO basing rights",
    "the government would raise pensions before the elections", "the bridge at Porto Strel needed USD 4.5 million",
    'fishing rights were "not a matter for outsiders"', "inflation (8.7 percent in 2008) was under control",
    "prosecutors had opened 23 cases of trafficking in persons", "the two sides were close to an agreement (ref B)",
    "the IMF mission of last October had been misquoted", "there was little anyone in the capital could do about it",
)  # fmt: skip
_WHY = (
    "because the committee meets only twice a year", "although he offered no evidence", "as reported reftel",
    "and asked for our help with training", "while the police look the other way", "but that this might change",
    "in line with the demarche of para 3", "despite what XXXXXXXXXXXX had told the press", "since the 2007 floods",
)  # fmt: skip
_HEADINGS = (
    "THE ECONOMY: NO CHANGE",
    "What the Opposition Wants",
    "A Difficult Neighbor",
    "Looking Ahead",
    "PORT AND PIPELINE",
)
_TAGS = ("PREL", "PGOV", "ECON", "ETRD", "SNAR", "KCRM", "EFIN", "PHUM", "ELAB", "MARR")
_MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
_LINES_A_PAGE = 55
_WIDTH = 62


def make_cable(number: int, words: int = 1000) -> tuple[str, bytes]:
    """Return (path, source) of the cable of a number, with about so many words of text.

    Args:
        number: any whole number from 0; the same gives the same cable, on every machine and in every run.
        words: of the numbered paragraphs, without the heading.
    """
    dice = random.Random(number)
    post, station = dice.choice(POSTS)
    serial, day, month = number % 9_000 + 1, dice.randint(1, 28), dice.randint(1, 12)
    paragraphs = _paragraphs(dice, words)
    lines = [line for paragraph in paragraphs for line in [*paragraph, ""]]
    pages = max(1, -(-len(lines) // _LINES_A_PAGE))
    section = f" SECTION 01 OF {pages:02d}" if pages > 1 else ""
    for page in range(pages, 1, -1):
        lines[(page - 1) * _LINES_A_PAGE : (page - 1) * _LINES_A_PAGE] = [
            "",
            f"{post[:10]} {serial:08d}  {page:03d} OF {pages:03d}",
            "",
            "",
        ]
    tags = ", ".join(dice.sample(_TAGS, 4))
    head = [
        f"VZCZCXRO{number % 10_000:04d}",
        "PP RUXHLM",
        f"DE {station} #{serial % 10_000:04d}/01 {month * 30:03d}{day:02d}00",
        "ZNR UUUUU ZZH",
        f"P {day:02d}1024Z {_MONTHS[month - 1]} 09",
        f"FM AMCONSUL {post}",
        "TO RUEHC/SECSTATE WASHDC PRIORITY 9199",
        *[f"INFO RUXH{letter}X/AMEMBASSY TOWN {letter} {dice.randint(1000, 9999)}" for letter in "ABCDEF"],
        f"UNCLAS{section} {post} {serial:06d} ",
        "",
        "SIPDIS",
        "",
        "DEPT FOR EUR/WE (HALL), INL/AAE (ALTON)",
        "",
        "E.O. 12958: N/A",
        f"TAGS: {tags}, QH",
        "SUBJECT: HALVANIA: THE MINISTER OF TRADE ON PORT, PIPELINE",
        "AND THE HARVEST OF THE YEAR",
        "",
        f"REF: A. {post} {max(1, serial - 7)}",
        "     B. 08 STATE 12345 (NOTAL)",
        "",
    ]
    text = "\n".join([*head, *lines, "ORLEY", ""])
    return f"2009/09{post}{serial}.txt", text.encode()


def _paragraphs(dice: random.Random, words: int) -> list[list[str]]:
    """Return numbered paragraphs of wrapped lines, now and then with a heading, bullets or letters."""
    made: list[list[str]] = []
    count, number = 0, 0
    while count < words:
        number += 1
        mark = dice.choice(("(U)", "(SBU)", "(U)", "(SBU)", ""))
        text = " ".join(_sentence(dice) for _ in range(dice.randint(3, 6)))
        if number == 1:
            text = f"Summary: {text} End summary."
        elif number % 3 == 0:
            heading = dice.choice(_HEADINGS)
            made.append([heading, "-" * len(heading)])
        paragraph = _wrap(f"{number}. {mark} {text}".replace("  ", " "))
        count += len(text.split())
        made.append(paragraph)
        if number % 5 == 0:
            items = [_sentence(dice) for _ in range(3)]
            signs = ("-- ", "-- ", "-- ") if number % 2 else ("a) ", "b) ", "c) ")
            made.extend(_wrap(sign + item) for sign, item in zip(signs, items, strict=True))
            count += sum(len(item.split()) for item in items)
    return made


def _sentence(dice: random.Random) -> str:
    words = f"{dice.choice(_WHO)} {dice.choice(_DID)} {dice.choice(_WHAT)} {dice.choice(_WHY)}."
    return words[0].upper() + words[1:]


def _wrap(text: str) -> list[str]:
    return [f"{line} " for line in textwrap.wrap(text, _WIDTH, break_long_words=False)]
