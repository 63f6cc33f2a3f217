"""Stamps of the paper in a message: lines that stand round it too, or at the edges of several pages of its PDF.

Who stamps with what words is not asked, so that no list of archives is needed. A line of the heading, a level and a paragraph
are no stamps, and a sentence is none, which a letter above the message may quote.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, groupby, pairwise

from generator.cables.source.model import Line, Source
from generator.cables.text.lines.page_levels import Cuts, cut_levels

_RULES = frozenset({"layout.above", "layout.below"})
_NO_STAMP = re.compile(
    r"(?:E\.?O|TAGS|SUBJ|REF|FROM|FM|TO|CC|SENT|DATE|INFO)\b[^:]{0,12}:|\(?(?:[A-WYZ]|\d{1,3})[ ]?[.)][ ]"
    r"|(?:SENSITIVE|BUT|UNCLAS\w*|CONFIDENTIAL|SECRET|TOP|LIMITED|OFFICIAL|USE|ONLY|FOR|NOFORN|[A-Z]{2}DIS|SIPDIS|[/,\- ])+\Z",
    re.IGNORECASE,
)
_CERTAIN = re.compile(r"(?=.{12})\S+[ ].*[^.!?:;, ]\Z|[A-Z]{2,4}(?:-\w+){3,8}\Z")  # no sentence, or an archive's number
_LONGEST = 200
_EDGE = 3  # lines


def stamps_of(source: Source) -> frozenset[str]:
    """Return the lines round a message, and at the edges of its pages, that are stamps where they stand in it."""
    around = (one.text.strip() for one in source.wrapping if one.rule in _RULES and len(one.text) <= _LONGEST)
    edges = _at_edges(source) if source.metadata.pdfs else ()
    return frozenset(text for text in chain(around, edges) if text and not _NO_STAMP.match(text))


def _at_edges(source: Source) -> Iterator[str]:
    """Yield the lines that stand at the edges of more than one page."""
    begins = sorted({line - 1 for pdf in source.metadata.pdfs for _, line in pdf.pages if line})
    found: Counter[str] = Counter()
    for begin, end in pairwise([*begins, len(source.lines)]):
        page = [text for line in source.lines[begin:end] if (text := line.strip())]
        found.update({*page[:_EDGE], *page[-_EDGE:]})
    return (text for text, pages in found.items() if pages > 1 and len(text) <= _LONGEST)


def cut_stamps(lines: Sequence[Line], stamps: frozenset[str], cuts: Cuts) -> None:
    """Cut stamps and the levels round them; of lines that stand together, one at least must be no end of a sentence."""
    found = [at for at, line in enumerate(lines) if at not in cuts and line.text.strip() in stamps]
    for _, group in groupby(enumerate(found), lambda pair: pair[1] - pair[0]):
        run = [at for _, at in group]
        if any(_CERTAIN.match(lines[at].text.strip()) for at in run):
            cuts.update({at: [(0, len(lines[at].text), "page-banner")] for at in run})
            cut_levels(lines, run[0], cuts)
            cut_levels(lines, run[-1], cuts)
