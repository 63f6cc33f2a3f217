"""One run of ``import``, as a value."""

import msgspec

from generator.build.progress import Counter
from generator.importing.holdings import Holdings
from generator.importing.pdf.index_table import IndexTables
from generator.importing.pdf.process import DrawingProcesses
from generator.importing.tally import Tally
from generator.vocabulary import Vocabulary


class Run(msgspec.Struct, frozen=True):
    """What a run takes files in with: the room's words, where cables go, who counts, the order of dates where it is given.

    pdf_process draws the text of PDF files, index are the tables that say more of PDF files.
    """

    vocabulary: Vocabulary
    holdings: Holdings
    tally: Tally
    counter: Counter
    pdf_process: DrawingProcesses
    dates: str = ""
    index: IndexTables = IndexTables()
