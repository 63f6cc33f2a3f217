"""A PDF -> cables of the room, one for each telegram in it, and the PDF itself next to the first of them."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from generator.importing.cable_file import message_part
from generator.importing.formats import Transcript, Unread, read_records
from generator.importing.formats.cutting import Telegram, cut_telegrams, path_of_telegram
from generator.importing.formats.kinds import NO_CABLE_IN_PDF
from generator.importing.holdings import Holdings
from generator.importing.pdf.index_table import Row, read_with_row
from generator.importing.pdf.pdf_line import with_pdf
from generator.importing.pdf.reading import Drawn, read_pdf, with_caveat
from generator.importing.run import Run
from generator.problems import Problem, Where, problem_at
from generator.system.reading import cannot_read


def import_pdf(place: Path, shown: str, run: Run) -> None:
    """Import the telegrams of a PDF and copy it next to the first; its faults are reported.

    A PDF with covered text is not kept: it holds the words.

    Args:
        place: the file.
        shown: its path as problems shall name it; the last part may tell an identifier.
        run: what it is taken in with.
    """
    try:
        drawn = read_pdf(place, shown, run.pdf_process)
        if isinstance(drawn, Problem):
            run.tally.unread(drawn)
            return
        for problem in drawn.problems:
            run.tally.about(problem)
        if not any(drawn.pages):
            run.tally.unread(problem_at("I027", Where(shown), detail=f"{len(drawn.pages)} pages"))
            return
        telegrams = cut_telegrams(drawn.pages)
        original = None if drawn.covered else _Original(place, drawn.digest, run.holdings)
        row = run.index.rows.get(Path(shown))
        for telegram in telegrams:
            path = path_of_telegram(telegram, shown, f"page {telegram.first}") if len(telegrams) > 1 else shown
            _keep(telegram, path, drawn, original, run, row, alone=len(telegrams) == 1)
    except OSError as error:
        run.tally.unread(cannot_read(shown, error).problem)


class _Original:
    """A PDF on its way next to the first of its cables."""

    def __init__(self, place: Path, digest: str, holdings: Holdings) -> None:
        self._place, self._digest, self._holdings, self._kept = place, digest, holdings, ""

    def keep(self, path: str) -> str:
        """Keep it next to the cable of a path, unless it is next to another already, and return its own path."""
        self._kept = self._kept or self._holdings.keep_original(path, self._place)
        return self._kept

    def named(self, path: str, text: str, above: int, pages: Sequence[tuple[int, int]]) -> str:
        """Return the file of a cable that is to stand at a path, with the name of the PDF: its path if it is elsewhere.

        above and pages are as for ``with_pdf``.
        """
        kept = self.keep(path)
        folder, _, name = kept.rpartition("/")
        return with_pdf(text, name if folder == path.rpartition("/")[0] else kept, self._digest, pages, above)


def _keep(
    telegram: Telegram,
    path: str,
    drawn: Drawn,
    original: _Original | None,
    run: Run,
    row: Row | None,
    *,
    alone: bool,
) -> None:
    """Keep the cables of a telegram, with the row of a table joined, and the PDF next to the first.

    alone says that the PDF has no other telegram: the row is of this one then.
    """

    def read(by: str) -> Iterator[Transcript | Unread]:
        for record in read_records((telegram.text.encode("utf-8", "replace"),), by, run.vocabulary):
            if isinstance(record, Unread):
                yield record
            else:
                yield with_caveat(record, drawn, path, telegram.first, telegram.last)

    for told in read_with_row(read, path, row, run.vocabulary, lambda: telegram.text, alone=alone):
        if isinstance(told, Unread):
            run.tally.unread(told.problem, NO_CABLE_IN_PDF if told.kind else None)
            continue
        whole = message_part(told.text).rstrip("\n") == telegram.text.rstrip("\n")
        pages = telegram.pages if whole else tuple((number, 0) for number, _ in telegram.pages)
        kept = run.holdings.keep(told, partial(original.named, pages=pages) if original else None)
        run.tally.add_record(told, kept)
        if kept.path and original is not None:
            original.keep(kept.path)
