"""Lines of the paper, of the archive and of a printing system, none of the message; and what a release says of itself.

A banner is known wherever it stands, also in mid-sentence; a stamp is known only above the message and below it.
"""

import re
from collections.abc import Sequence

_LEVEL = r"(?:UNCLAS(?:SIFIED)?|CONFIDENTIAL|SECRET|TOP SECRET|LIMITED OFFICIAL USE|SENSITIVE)"
# ``UNCLASSIFIED U.S. Department of State Case No. F-2031-99999 Doc No. C09999999 Date: 02/26/2031``, whole or in parts.
_CASE = re.compile(r"\bCase[ ]{1,3}(?:No|Number)\.?:?[ ]{0,4}([A-Z]{0,4}-?\d[\w\-]{2,24})", re.IGNORECASE)
_DOCUMENT = re.compile(r"\bDoc(?:ument)?[ ]{1,3}(?:No|Number)\.?:?[ ]{0,4}([A-Z]?\d[\w\-]{3,24})", re.IGNORECASE)
_PRINTED = re.compile(r"\bDate:?[ ]{0,4}(\d{1,2}/\d{1,2}/\d{4})")
_RELEASE_BANNER = re.compile(
    rf"[ ]*(?:C0\d{{7}}[\]|A-Z]{{0,14}}[ ]{{1,8}})?(?:{_LEVEL}[ ]{{1,40}})?"
    rf"(?:U\.?S\.?[ ]{{1,4}}Department[ ]{{1,4}}of[ ]{{1,4}}State[ ]*)?"
    r"(?:Case[ ]{1,3}(?:No|Number)\.?:?[ ]{0,4}[\w\-]{3,30}[ ]*)?"
    r"(?:Doc(?:ument)?[ ]{1,3}(?:No|Number)\.?:?[ ]{0,4}[\w\-]{4,30}[ ]*)?"
    rf"(?:Date:?[ ]{{0,4}}\d{{1,2}}/\d{{1,2}}/\d{{4}}[ ]*)?(?:{_LEVEL}[ ]*)?\Z",
    re.IGNORECASE,
)
# ``FL-2018-02345   A-00000570483   "UNCLASSIFIED"   12/17/2019   Page 2``, of 2018 and after; or a document's number alone.
_NUMBERED = re.compile(
    rf"[ ]*(?:(?P<case>F[A-Z]?-\d{{4}}-\d{{5}})[ ]{{1,20}}(?P<document>A-\d{{8,12}})[ ]{{1,20}}[\"\u201c]?{_LEVEL}[\"\u201d]?"
    r"[ ]{1,20}(?P<printed>\d{1,2}/\d{1,2}/\d{4})(?:[ ]{1,20}Page[ ]{1,4}\d{1,4})?|C0\d{7})[ ]*\Z"
)
# What forbids to publish, beside exemption 3: ``50 USC 403-1``, ``CIA PERS/ORG``.
_STATUTE = (
    r"\d{1,2}[ ]?U\.?S\.?C\.?[ ](?:Sec\.?[ ]|\xa7[ ]?)?\d{1,5}[\w\-]{0,8}(?:\(\w\)){0,3}|CIA(?:[ ]PERS/ORG|[ ]ACT)?"
    r"|PERS/ORG|INA(?:[ ]?\u00a7?[ ]?222\(?f\)?)?|NSA|FOREIGN"
)
_DECISION = re.compile(
    r"[ ]*(?P<decision>RELEASED?[ ]IN[ ](?:PART|FULL)|DENIED[ ]IN[ ](?:PART|FULL)"
    r"|(?:EXCISED|DENIED)[ ]COPY|WITHHELD[ ]IN[ ](?:PART|FULL))"
    r"(?P<codes>[ ,:;]*(?:[(]?[Bb][)]?[ ]?[(]?\d[)]?|1\.[3-5]|[(]?[A-Ha-h][)]|NR|[ ,;/&]|and|AND"
    rf"|{_STATUTE}){{0,40}})[ ]*\Z"
)
_CODE = re.compile(
    r"(?<![A-Za-z0-9])[(]?[Bb][)]?[ ]?[(]?(\d)[)]?(?![0-9A-Za-z])"
    r"|1\.([3-5])[ ]?[(]?([A-Ha-h])(?![A-Za-z])|(25X\d\w{0,3}|50X1(?:-HUM)?)"
)
_CODES_ALONE = re.compile(
    r"[ ]*(?:25X\d[\w,]{0,6}[ ]*\Z|50X1(?:-HUM)?[ ]*\Z"
    r"|(?:EXEMPTIONS?:?[ ]*)?(?:[(]?[Bb][)]?[ ]?[(]?\d[)]?|1\.[3-5][ ]?[(]?[A-Ha-h][)]?)"
    rf"(?:[ ,;/&]{{1,4}}(?:[(]?[Bb][)]?[ ]?[(]?\d[)]?|1\.[3-5][ ]?[(]?[A-Ha-h][)]?|{_STATUTE})){{0,12}}[ ]*\Z)"
)
_A_CODE = (
    rf"(?:25X\d[\w,]{{0,6}}|50X1(?:-HUM)?|[(]?[Bb][)]?[ ]?[(]?\d[)]?(?:[ ](?:{_STATUTE}))?|1\.[3-5][ ]?[(]?[A-Ha-h][)])"
)
_MARGIN = re.compile(
    rf"(?:(?<=[^ ])[ ]{{2,}}|(?<=\])[ ]|\A[ ]{{20,}})(?P<codes>{_A_CODE}(?:[ ,;/&]{{1,4}}{_A_CODE}){{0,6}})[ ]*\Z"
)
_CIA = re.compile(
    r"[ ]*(?:(?:(?:Sanitized|Declassified)[^:]{0,60}[ ])?Approved[ ]for[ ]Release"
    r"|No[ ]Objection[ ]to[ ]Declassification(?:[ ]in[ ](?:Part|Full))?):?[ ]{0,3}\d{4}/\d\d/\d\d"
    r"[ ]{0,3}:?[ ]{0,3}(?P<document>(?:CIA-?RDP|LOC-HAK-|NL[A-Z]-)[\w\-]{4,30})[ ]*\Z",
    re.IGNORECASE,
)
# ``CONFIDENTIAL        PTQ0683``: a level, a gap, a number of the printing system; a post stands apart from its number.
_PRINTING = re.compile(
    rf"[ ]*(?:{_LEVEL}(?:[ ]NOFORN|[ ]EXDIS|[ ]NODIS)?[ ]{{2,60}})(?:[A-Z]{{2,4}}\d{{3,6}}|(?<=[ ]{{8}})\d{{1,3}})[ ]*\Z"
)
_PAGE_OF = re.compile(
    rf"[ ]*(?:{_LEVEL}[ ]{{2,60}}(?:Page|PAGE)[ ]\d{{1,4}}(?:[ ](?:of|OF)[ ]\d{{1,4}})?[ ]*\Z"
    r"|(?:[A-Za-z]:\\\S.{0,120}?[ ]{1,40}|Cable[ ]{2,80})?(?:Page|p\.)[ ]\d{1,4}(?:[ ]of[ ]\d{1,4})?[ ]*\Z"
    r"|[ ]*-[ ]?\d{1,3}[ ]?-[ ]*\Z)"
)
# ``UNCLASSIFIED   PAGE 01   VENSK  02201  120901Z``, ``PAGE 02 OF 02 VENSK 00988 01 OF 02 141203Z C14/11 005512 S03661``.
_PAGE_HEAD = re.compile(
    rf"[ ]*(?:{_LEVEL}[ ]{{2,60}}PAGE[ ]{{1,4}}\d{{1,3}}(?:[ ]{{1,12}}OF[ ]\d{{1,3}})?"
    r"|PAGE[ ]{1,4}\d{1,3}[ ]{1,4}OF[ ]{1,4}\d{1,3})"
    r"[ ]{1,20}[A-Z][A-Z .']{1,20}?[ ]{1,16}\d{4,7}(?:[ ]{1,12}\d\d[ ]OF[ ]\d\d)?(?:[ ]{1,12}\d{6}Z)?"
    r"(?:(?:[ ]{1,12}[A-Z0-9/]{2,10}){0,4}|[ ]{1,40}(?:DTG|PSN|TOR|CSN):[ ].{1,80})[ ]*\Z"
)
# The Department's own prints of the State Archiving System: ``Current Class: SECRET      Page: 1``, ``Channel: n/a``.
_CURRENT = re.compile(
    r"[ ]*(?:Current (?:Class(?:ification)?|Handling):.{0,80}"
    r"|Document Number: (?P<number>(?:19|20)\d\d[A-Z][A-Z ]{1,12}\d{4,7})[ ]+Channel:.{0,40}"
    r"|Channel:[ ]{0,4}\S{1,20}|Page:[ ]{0,4}\d{1,3}|DECAPTIONED)[ ]*\Z"
)
_FILE = re.compile(
    r"[ ]*(?:file:/{1,3})?[A-Za-z]:\\\S.{0,120}\.(?:html?|txt|msg|doc)(?:[ ]{1,60}\d{1,2}/\d{1,2}/\d{2,4})?[ ]*\Z",
    re.IGNORECASE,
)
_LOST_TEXT = re.compile(
    r"[ ]*(?:MRN: ?[0-9A-Z ]{4,30}(?:SEGMENT NUMBER: ?\d{1,9})?|EXPAND ERROR ENCOUNTERED"
    r"|(?:ADS )?TEXT UNRETRIEVABLE|TELEGRAM TEXT FOR THIS MRN IS(?: UNAVAILABLE)?"
    r"|(?:MRN:.{0,60})?(?:SEGMENT NUMBER:.{0,40})?ERROR READING TEXT INDEX FILE;?.{0,60}"
    r"|(?:TELEGRAM )?TEXT (?:IS )?(?:UNAVAILABLE|NOT AVAILABLE))[ ]*\.?\Z"
)
# The stamp of a review of the 1990s and after: ``REVIEW AUTHORITY: …``, ``DATE/CASE ID: 18 FEB 2004 200303999``.
_REVIEW = re.compile(
    r"[ ]*(?:UNITED STATES DEPARTMENT OF STATE|REVIEW AUTHORITY:[ ]?.{1,60}|Reviewer"
    r"|DATE/CASE ID:[ ]{0,4}\d{1,2} [A-Z]{3} \d{2,4}[ ]{1,4}(?P<case>[0-9A-Z\-]{6,16}))"
    rf"(?:[ ]{{2,60}}{_LEVEL})?[ ]*\Z"
)
_ENDS_OF_CODES = frozenset("0123456789)M")
_WIDEST_MARGIN = 160
_LONGEST_NUMBER = 60  # characters, the blanks before it among them
# How each of them begins: a line end first, and a set of letters before what is asked in any case, so that a search skips from
# line to line.
_BEHIND_LEVEL = (
    r"[ ]{1,60}(?:page[ ]|noforn|exdis|nodis|[a-z]{2,4}\d|\d{1,3}[ ]*(?:\n|\Z)|u\.?s\.?[ ]|case[ ]|doc|date"
    r"|unclas|confidential|secret|top|limited|sens)"
)
_BEGINS = re.compile(
    r"\n[ ]*(?=[CcDdUuSsTtLlRWEAaPpFN\-])"
    rf"(?:[Cc](?i:urrent[ ](?:class|handling)|hannel:|ase[ ]{{1,3}}n|onfidential{_BEHIND_LEVEL})"
    r"|[Dd](?i:oc(?:ument)?[ ]{1,3}(?:no|number:[^\n]{0,60}[ ]channel:)|ate:?[ ]{0,4}\d|eclassified[^:\n]{0,60}[ ]approved)"
    rf"|DENIED[ ]|[Uu](?i:\.?s\.?[ ]{{1,4}}department|nclas(?:sified)?{_BEHIND_LEVEL})"
    r"|DECAPTIONED|UNITED STATES DEPARTMENT OF STATE|REVIEW AUTHORITY:|DATE/CASE ID:"
    rf"|[Ss](?i:anitized[^:\n]{{0,60}}[ ]approved|(?:ecret|ensitive){_BEHIND_LEVEL})|[Tt](?i:op secret{_BEHIND_LEVEL})"
    rf"|[Ll](?i:imited official use{_BEHIND_LEVEL})"
    r"|C0\d|F[A-Z]?-\d|N[Oo](?i:[ ]objection[ ]to)"
    r"|RELEASED?[ ]IN|WITHHELD[ ]IN|EXCISED[ ]|[Aa](?i:pproved[ ]for)|P(?:age:?[ ]{0,4}\d|AGE[ ]{1,4}\d{1,3}[ ]{1,4}OF[ ]\d)"
    r"|[Pp]\.[ ]\d|-[ ]?\d{1,3}[ ]?-)"
)


def is_banner(text: str) -> bool:
    """Say whether a whole line is a banner of a release, an archive or a printing system, wherever it stands."""
    if len(text) > 200 or not text:  # a banner is one line of a page
        return False
    if "\\" in text and (_FILE.match(text) or _PAGE_OF.match(text)):
        return True
    first = text.lstrip()[:1]
    if first in "UCSTL" and _PRINTING.match(text):
        return True
    lower = text.lower()
    if is_page_head(text) or (first in "CF" and _NUMBERED.match(text)):
        return True
    if (first == "-" or "age " in text or "PAGE " in text) and _PAGE_OF.match(text):
        return True
    if first in "CDP" and _CURRENT.match(text):
        return True
    if ("approved for release" in lower or "no objection to" in lower) and _CIA.match(text):
        return True
    if ("case no" in lower or "doc no" in lower or "case number" in lower or "document no" in lower) and (
        _CASE.search(text) or _DOCUMENT.search(text)
    ):
        return bool(_RELEASE_BANNER.match(text))
    return (first in "RDWE" and bool(_DECISION.match(text))) or (first in "URD" and bool(_REVIEW.match(text)))


def is_page_head(text: str) -> bool:
    """Say whether a line is the head of a page of the message system that has a level or ``OF`` in it."""
    return "PAGE " in text and _PAGE_HEAD.match(text) is not None


def may_have_banners(text: str) -> bool:
    """Say whether a text of many lines can have a banner at all: most have none, and this is sooner found out."""
    drive = "\\" in text and ":\\" in text  # of a file; one letter is found far sooner than two
    return drive or _BEGINS.search(f"\n{text}") is not None


def may_be_lost_text(text: str) -> bool:
    """Say whether a text of any length has one of the words by which an archive says that it has none."""
    return "TEXT" in text or "MRN" in text or "EXPAND" in text


def is_lost_text(text: str) -> bool:
    """Say whether a line is the archive's word that it has no text, which is no text itself."""
    return may_be_lost_text(text) and text.isupper() and _LOST_TEXT.match(text) is not None


def is_codes_alone(text: str) -> bool:
    """Say whether a line has nothing but exemption codes, ``B1, 1.4(D)``, as they stand in the margin of a release."""
    return len(text) <= 120 and _CODES_ALONE.match(text) is not None


def is_page_number(text: str) -> bool:
    """Say whether a line has nothing but a number that may be a page's, which a banner near it tells."""
    return len(text) <= _LONGEST_NUMBER and text.strip().isdecimal()


def margin_codes(text: str) -> int:
    """Return where the exemption codes in the right margin of a line of a release begin, -1 for a line without any."""
    match = _MARGIN.search(text, max(0, len(text) - _WIDEST_MARGIN)) if text[-1:] in _ENDS_OF_CODES else None
    return match.start("codes") if match else -1


def read_release(lines: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return what the stamps of a release say: case, document, printed, release, exemptions; () for what is no release.

    exemptions are codes in one spelling with blanks between: ``B1 B6 1.4(D)``.
    """
    marked = [line for line in lines if is_banner(line)]
    if not marked:
        return ()
    found: dict[str, str] = {}
    codes: dict[str, None] = {}
    for line in marked:
        for name, pattern in (("case", _CASE), ("document", _DOCUMENT), ("printed", _PRINTED)):
            if (match := pattern.search(line)) and not _CURRENT.match(line):
                found.setdefault(name, match[1].upper())
        if match := _NUMBERED.match(line):
            found |= {name: value for name, value in match.groupdict().items() if value and name not in found}
        if match := _CIA.match(line):
            found.setdefault("document", match["document"].upper())
        if (match := _CURRENT.match(line)) and match["number"]:
            found.setdefault("number", "".join(match["number"].split()))
        if (match := _REVIEW.match(line)) and match["case"]:
            found.setdefault("case", match["case"])
        if match := _DECISION.match(line):
            found.setdefault("release", " ".join(match["decision"].upper().split()).replace("RELEASED", "RELEASE"))
            codes.update(dict.fromkeys(_codes(match["codes"])))
    for line in lines:
        if is_codes_alone(line):
            codes.update(dict.fromkeys(_codes(line)))
        elif (begin := margin_codes(line)) >= 0:
            codes.update(dict.fromkeys(_codes(line[begin:])))
    if codes:
        found["exemptions"] = " ".join(codes)
    return tuple(found.items())


def _codes(text: str) -> list[str]:
    return [
        match[4] or (f"B{match[1]}" if match[1] else f"1.{match[2]}({match[3].upper()})")
        for match in _CODE.finditer(text)
    ]
