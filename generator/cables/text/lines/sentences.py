"""Whether a sentence goes on from one line of a text to the next, across a blank line, a page marker or nothing.

One question for paging, stray captions and paragraphs. Joins nothing itself. docs/reference/format.md, "Sentences".
"""

import re
from collections.abc import Callable, Sequence
from itertools import takewhile

import msgspec

LONG_LINE = 132  # characters: longer than any line of wire text, so a whole paragraph that an editor re-flowed
SENTENCE_END = (".", "!", "?", ":", ";", ")", '"', "\u201d", ",")
_MAY_END = (".", "!", "?", ":", '"', ")", "\u201d")
# ``END SUMMARY`` without its stop.
PART_ENDS = tuple(
    f"{end} {name}" for end in ("END", "End", "end") for part in ("SUMMARY", "COMMENT", "NOTE")
    for name in (part, part.capitalize(), part.lower())
)  # fmt: skip
_PART_NAMES = frozenset({"SUMMARY", "COMMENT"})  # below ``END``
_STOPS = frozenset(".!?")
_ENDINGS = frozenset('!?:;)"\u201d0123456789')
_OPENERS = " (\"'[\u201c"
_CLOSERS = "\"')]\u201d\u2019 "
_LEVEL_MARK = r"\((?:U|SBU|LOU|C|S|TS|CNF|SNF)(?:[/\-]{1,2}[A-Z]+)*\)"
_STARTS_BLOCK = re.compile(
    rf"[ ]*(?:\d{{1,3}}[ ]?\.(?!\d)|\d{{1,2}}[ ]?,?[ ]?{_LEVEL_MARK}|[-=_*~#]{{3}}|//|--|[-*\u2022\u00b7\u2014][ ]"
    rf"|\(?(?:[A-Za-z0-9]|[ivx]{{2,5}})\)|(?:[a-z]|[ivx]{{2,5}})\.[ ]|o[ ]{{1,12}}[A-Z(]|{_LEVEL_MARK}[ ]"
    r"|(?:BEGIN|END)[ ](?:(?:OF[ ])?(?:SUMMARY|COMMENT|NOTE|TEXT|QUOTE|BIO|MESSAGE|POINTS)\b(?!\.?\))|[A-Z \-]{2,40}[.:]?\Z)"
    r"|SUBJ|REF(?:S|TELS?|ERENCES?)?:|TAGS)"
)
_RULE_START = re.compile(r"[ ]*[-=_*~#]{4}")
_NUMBERED = re.compile(r"[ ]*\d{1,2}[ ]?\.(?!\d)")
# Words with which no sentence ends, and titles, whose full stop ends none either.
_HANGING = frozenset(
    "the an of to for from with into onto upon by at as and or but nor than that which who whose whom whether "  # noqa: SIM905
    "because although while between among against toward towards via per including regarding concerning before "
    "after since until during without within despite about under near throughout across if when where el los las "
    "que por para con des les du et pour dans dos das em his their its our your my these those is are was were "
    "been being has have had will would could should might must cannot Mr. Mrs. Ms. Dr. Gen. Col. Lt. Sgt. Amb. "
    "Sen. Rep. Gov. Prof. THE AN OF TO FOR FROM WITH BY AT AND OR BUT THAN THAT WHICH WHOSE WHETHER HIS THEIR ITS "
    "IS ARE WAS WERE HAS HAVE WILL WOULD COULD SHOULD VIA INTO UPON UNTIL WHILE BECAUSE BEEN MUST CANNOT MR. MRS. "
    "DR. GEN. Maj. Capt. Adm. Brig. Messrs. Prime Vice Deputy Acting".split()
)
TITLE_ENDS = frozenset(word[-3:] for word in _HANGING if word[-1] == ".")
_HANGING_BEHIND_WORDS = frozenset("a in on de la del von van bin al".split())  # noqa: SIM905
_FIRST_WORDS = frozenset("The In On At By For From With To As And But If When His Her Their Its This These".split())  # noqa: SIM905
_BEFORE_FIRST_WORDS = frozenset('.!?:;")\u201d ')
# ``Decree No.`` / ``14 of the Council``, ``paragraph`` / ``5``: what a number goes on with.
_COUNTS = re.compile(
    r"\b(?:(?:Nos?|Art|Sec|Para|Vol|NO|ART)\.|(?i:paragraphs?|paras?|articles?|sections?|chapters?|pages?|resolutions?))\Z"
)
_LONGEST_COUNTING = 12
_OPENED = re.compile(r"\([^()]{0,40}\Z")  # ``(ref`` / ``A)``, ``(see para`` / ``5)``
_CLOSES = re.compile(r"[^()]{0,40}\)")
# ``on March`` / ``7. The``: the day of a month.
_MONTH = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug"
    r"|Sept?|Oct|Nov|Dec)\Z"
)
_DAY = re.compile(r"(?:[12]?\d|3[01])[ ]?[.,]")
_LONGEST_MONTH = 9
# The sign of an item, of which the bracket before and the one behind tell one list from another.
_SIGN = re.compile(r"[ ]*(\(?)[A-Za-z0-9]{1,3}([).])[ ]")
_SMALL = frozenset(
    "a an and as at by but for from her his in into its of on or our over per the their to under versus via vs with "  # noqa: SIM905  a list of words reads best as a line of words
    "without".split()
)
# Behind the hyphen of a word of which a part is left out: ``short-`` / ``and long-term``.
_SUSPENDED = ("and ", "or ", "to ", "AND ", "OR ", "TO ")
_OPENING = '(["\u201c&'
_LEFT_OPEN = frozenset("([&")
_SHORTEST_WORD = 2
_LONGEST_HEADING = 78
_MOST_TITLE_LINES = 2
_FARTHEST_BELOW = 4  # lines
_WRAP_SHARE = 0.7
_WIDEST = 80
_SHORTEST_SENTENCE = 40
_SHORTEST_HANGING = 24  # characters of a line that cannot end a sentence


class Gap(msgspec.Struct, frozen=True, gc=False):
    """The place between two lines of a text that are not blank, and what is seen around it.

    before and after are the lines; following is the line behind after, blank or not, "" at the end of the text. blank says
    that blank lines stand between; cut that paging was taken out there. length counts the characters of the paragraph
    before, up to here, and is no less than a long line's where it has a number or a mark: then it is no heading. full says
    that the line before ends in a small letter where the next word had no room: wire text was wrapped there. first is the
    first line of the paragraph before, "" where it is not asked for. titled says that the lines from after on are a title.
    """

    before: str
    after: str
    following: str = ""
    blank: bool = False
    cut: bool = False
    length: int = 0
    full: bool = False
    first: str = ""
    titled: bool = False


def hangs(text: str) -> bool:
    """Say whether a line cannot end a sentence: it ends in an article, a preposition, a title, a comma within prose."""
    last = text[-1:]
    if last == ",":
        return len(text) > _SHORTEST_SENTENCE
    if last in _ENDINGS:
        return False
    if last in _LEFT_OPEN:
        return True
    begin = text.rfind(" ") + 1
    word = text[begin:].lstrip(_OPENING)
    if word[word.rfind("/") + 1 :] in _HANGING:  # and/or
        return True
    if begin < _SHORTEST_WORD:
        return False
    return word in _HANGING_BEHIND_WORDS or (word in _FIRST_WORDS and text[begin - 2] in _BEFORE_FIRST_WORDS)


def surely_over(before: str, after: str) -> bool:
    """Say at a glance that no sentence goes on across blank lines: a stop before, no small letter after."""
    return (
        before[-1:] in _STOPS
        and not after.lstrip(_OPENERS)[:1].islower()
        and before[-3:] not in TITLE_ENDS
        and not (after[:1].isdigit() and is_counted(before))
    )


def is_counted(before: str) -> bool:
    """Say whether a line ends in a word that a number goes on with."""
    return _COUNTS.search(before, max(0, len(before) - _LONGEST_COUNTING)) is not None


def breaks_word(before: str, after: str) -> bool:
    """Say whether a hyphen at a line's end is within a word: ``anti-`` / ``trafficking``, ``12-`` / ``mile``, ``U.S.-``."""
    if before[-1:] != "-" or not after[:1].isalnum() or after.startswith(_SUSPENDED):
        return False
    return before[-2:-1].isalnum() or (before[-2:-1] == "." and before[-3:-2].isupper())


def may_end(text: str) -> bool:
    """Say whether a line ends as sentences do, quotation marks and parentheses included, or with the end of a part."""
    return (text.endswith(_MAY_END) and not hangs(text)) or text.endswith(PART_ENDS)


def ends(text: str) -> bool:
    """Say whether a line ends in a stop, closed or not by quotation marks: then not even a small letter goes on with it."""
    return text.rstrip(_CLOSERS).endswith((".", "!", "?", ":", ";")) or text.endswith(PART_ENDS)


def starts_block(text: str) -> bool:
    """Say whether a line begins with the sign of a block: a number, a letter, a bullet, a rule, a portion mark."""
    return _STARTS_BLOCK.match(text) is not None


def is_dated(before: str, after: str) -> bool:
    """Say whether a number at the front of a line is the day of the month that ends the line before."""
    return after[:1].isdigit() and bool(
        _MONTH.search(before, max(0, len(before) - _LONGEST_MONTH)) and _DAY.match(after)
    )


def _goes_on_within(before: str, after: str) -> bool:
    """Say whether a parenthesis that a line opens is closed at the front of the next: ``(see para`` / ``5)``."""
    return _OPENED.search(before) is not None and _CLOSES.match(after) is not None


def _is_listed_within(gap: Gap) -> bool:
    """Say whether a sign behind a line that cannot end a sentence is of a list within it: ``and`` / ``(2) the``."""
    sign, first = _SIGN.match(gap.after), _SIGN.match(gap.first)
    return (
        sign is not None
        and (gap.after[sign.end() : sign.end() + 1].islower() or (gap.after.isupper() and gap.before.isupper()))
        and gap.before[-1:].isalpha()
        and hangs(gap.before)
        and (first is None or first.groups() != sign.groups())
    )


def is_title(texts: Sequence[str], at: int) -> bool:
    """Say whether the lines from one on are a title by themselves: no stop, and a rule or blank lines and a block below."""
    run = [*takewhile(lambda text: text and not starts_block(text), texts[at : at + _MOST_TITLE_LINES + 1])]
    if (
        not 0 < len(run) <= _MOST_TITLE_LINES
        or run[0][0].islower()
        or run[-1][-1] in ".,;:"
        or run[-1].endswith((".)", ".]", '."'))
    ):
        return False
    below = next((text for text in texts[at + len(run) : at + len(run) + _FARTHEST_BELOW] if text), "")
    return starts_block(below) or len("".join(run)) <= _SHORTEST_HANGING


def goes_on(gap: Gap) -> bool:
    """Say whether the sentence before a gap goes on behind it. Where nothing tells, the lines on the page decide.

    Across blank lines it does where the line before cannot end one, where a small letter follows and no stop precedes, and
    where the line before is full.
    Without blank lines a stop must precede what does not go on.
    """
    before, after = gap.before, gap.after
    if not before or not after or starts_block(after):
        return False
    small = after.lstrip(_OPENERS)[:1].islower()
    if (gap.cut and small) or (after[0].isdigit() and is_counted(before)):
        return True
    if hangs(before) or (before[-1] == "," and gap.length > _SHORTEST_SENTENCE):
        return small or max(gap.length, len(before)) > _SHORTEST_HANGING or not gap.blank
    if gap.blank and not gap.cut:
        if not small:
            return gap.full
        return max(gap.length, len(before)) > _SHORTEST_SENTENCE and not ends(before) and before[-2:] != "--"
    return small or not may_end(before)


def _may_go_on(first: str, after: str) -> bool:
    """Say whether words that could be a headline are none: their paragraph has a sign, or the text is all in capitals."""
    return starts_block(first) or (first.isupper() and after.isupper())


def goes_on_behind_page(gap: Gap, width: Callable[[], int], *, in_text: bool) -> bool:
    """Say whether the lines round a removed marker are consecutive: as ``goes_on``, and in the middle of a paragraph too.

    In the heading (in_text false) only a line that begins in lower case does: subject and references decide there. width
    returns the width the text is wrapped at; it is asked only where it decides.
    """
    before, after, following = gap.before, gap.after, gap.following
    reflowed = after[:2] == "- " and after[2:3].islower() and (len(before) > LONG_LINE or gap.first.lstrip()[:1] != "-")
    if after[:1] == "-" and (hangs(before) or reflowed) and not _RULE_START.match(after) and not may_end(before):
        return in_text  # a dash of the sentence
    if in_text and (_goes_on_within(before, after) or is_dated(before, after) or _is_listed_within(gap)):
        return True
    ruled = _RULE_START.match(after) is not None
    if ruled and in_text and len(before) <= _LONGEST_HEADING and not before.endswith(_MAY_END):
        # A heading whose rule stands on the next page; a second line of it may follow, with a rule of its own.
        return not following or following[:1].islower() or _NUMBERED.match(following) is not None
    if (
        after[:1].islower()
        and in_text
        and not may_end(before)
        and not _RULE_START.match(before)
        and not starts_block(after)
    ):
        return True  # also within a heading of two lines, whose rule follows
    ruled = _RULE_START.match(following) is not None and len(after) <= _LONGEST_HEADING
    if ruled and in_text and not starts_block(gap.first) and not may_end(before):
        # Two lines of a heading, the rule below the second: only if its first word had no room on the first.
        return hangs(before) or len(before) + 1 + len(after.split(" ", 1)[0]) > width()
    if ruled or _RULE_START.match(before) or starts_block(after):
        return False
    if after[:1].islower():
        return True
    short = max(len(before), len(after)) < _WIDEST * _WRAP_SHARE
    if not in_text or (short and starts_block(following) and not starts_block(gap.first)):
        return False  # two short lines over a list are no lines of a paragraph
    if (len(before) < _WIDEST * _WRAP_SHARE and is_headline(before) and not _may_go_on(gap.first, after)) or (
        gap.titled and (ends(before) or before in _PART_NAMES)
    ):
        return False  # a title above it, or below
    return goes_on(gap) or len(before) >= _WIDEST * _WRAP_SHARE or len(before) >= width() * _WRAP_SHARE


def is_headline(text: str) -> bool:
    """Say whether all words of a line begin with capitals but the small ones, as no sentence does."""
    words = text.split()
    return len(words) > 1 and not any(word[0].islower() and word not in _SMALL for word in words)
