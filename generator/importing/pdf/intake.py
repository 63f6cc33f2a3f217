"""A PDF -> cables of the room, one for each telegram in it, and the PDF itself next to the first of them."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.importing.formats import Transcript, Unread, read_records
from generator.importing.formats.cutting import Telegram, cut_telegrams, path_of_telegram
from generator.importing.formats.kinds import NO_CABLE_IN_PDF
from generator.importing.pdf.index_table import with_row
from generator.importing.pdf.reading import MOST_BYTES, Drawn, read_pdf, with_caveat
from generator.importing.work import Work
from generator.problems import Problem, Where, problem_at
from generator.system.reading import cannot_read


def import_packed_pdf(pieces: Iterable[bytes], shown: str, work: Work) -> None:
    """Take in a PDF of an archive, unpacked to a temporary file under a name of our own.

    Raises:
        ArchiveError: the archive cannot be read.
        OSError: there is no room for the file.
    """
    with TemporaryDirectory() as folder:
        place = Path(folder) / "unpacked.pdf"
        size = 0
        with place.open("wb") as file:
            for piece in pieces:
                size += len(piece)
                if size > MOST_BYTES:
                    detail = f"more than {MOST_BYTES >> 20} MiB"
                    work.tally.unread(problem_at("I021", Where(shown), detail=detail))
                    return
                file.write(piece)
        _import(place, shown, work)


def import_pdf(place: Path, shown: str, work: Work) -> None:
    """Take in the telegrams of a PDF and keep it next to the first; what is wrong with it is told.

    A PDF with covered text is not kept: it holds the words.

    Args:
        place: the file.
        shown: its path as problems shall name it; the last part may tell an identifier.
        work: what it is taken in with.
    """
    work.tally.files += 1
    _import(place, shown, work)


def _import(place: Path, shown: str, work: Work) -> None:
    try:
        drawn = read_pdf(place, shown, work.pdf_process)
        if isinstance(drawn, Problem):
            work.tally.unread(drawn)
            return
        for problem in drawn.problems:
            work.tally.about(problem)
        if not any(drawn.pages):
            work.tally.unread(problem_at("I027", Where(shown), detail=f"{len(drawn.pages)} pages"))
            return
        telegrams = cut_telegrams(drawn.pages)
        original = None if drawn.covered else place
        row = work.index.rows.get(place)
        for telegram in telegrams:
            path = path_of_telegram(telegram, shown, f"page {telegram.first}") if len(telegrams) > 1 else shown
            row_of = (
                partial(with_row, row=row, vocabulary=work.vocabulary, of_several=len(telegrams) > 1) if row else None
            )
            if _keep(telegram, path, drawn, original, work, row_of):
                original = None
    except OSError as error:
        work.tally.unread(cannot_read(shown, error).problem)


def _keep(
    telegram: Telegram,
    path: str,
    drawn: Drawn,
    original: Path | None,
    work: Work,
    join: Callable[[Transcript], Transcript] | None,
) -> bool:
    """Keep the cables of a telegram, with the row of a table joined, and say whether the PDF is kept next to one."""
    done = False
    for record in read_records((telegram.text.encode("utf-8", "replace"),), path, work.vocabulary):
        if isinstance(record, Unread):
            work.tally.unread(record.problem, NO_CABLE_IN_PDF if record.kind else None)
            continue
        told = with_caveat(record, drawn, path, telegram.first, telegram.last)
        told = join(told) if join else told
        kept = work.holdings.keep(told)
        work.tally.kept(told, kept)
        if kept.path and original is not None:
            work.holdings.keep_original(kept.path, original)
            done, original = True, None
    return done
