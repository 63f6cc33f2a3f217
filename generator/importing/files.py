"""One file or archive of another system -> its cables in the room. Its faults are reported, and stop no other file."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from generator.build.progress import Counter
from generator.importing.archives import MOST_BYTES, Archive, ArchiveError, gzip_pieces, is_archive, is_gzip
from generator.importing.formats import Transcript, Unread, read_records
from generator.importing.formats.kinds import PACKED_ARCHIVE, office_kind, unread_kind
from generator.importing.formats.transcript import unchanged_text
from generator.importing.pdf.index_table import Row, find_tables, read_with_row
from generator.importing.pdf.intake import import_pdf
from generator.importing.pdf.reading import MOST_BYTES as LARGEST_PDF
from generator.importing.pdf.reading import is_pdf
from generator.importing.run import Run
from generator.problems import OutputError, Where, problem_at
from generator.system.reading import cannot_read

NEVER = (".orig", ".bak", "~")  # copies beside cables
ZIP = ".zip"
_PIECE = 1 << 20
_START = 4_096
_DEEPEST = 3  # archives in archives
_LARGEST_PACKED = 4 << 30
_ABOUT_THE_TABLE = frozenset({"I016", "I017", "I033"})


def files_in(archive: Archive, shown: str) -> dict[Path, Callable[[], Iterator[bytes]]]:
    """Return what opens each file of an archive, by its path as if it were in a folder."""
    return {Path(f"{shown}/{member.path}"): opened for member, opened in archive.members()}


def import_file(place: Path, run: Run) -> None:
    """Import one file or archive; its faults are reported and stop no other."""
    shown = place.as_posix()
    try:
        with place.open("rb") as file:
            head = file.read(_START)
        if _is_archive_of_files(head):
            _import_archive(place, shown, run)
            return
        run.tally.files += 1
        if is_pdf(head):
            import_pdf(place, shown, run)
            run.counter.add(place.stat().st_size)
            return
        _import_text(head, _counted(pieces_of(place), run.counter), shown, run, partial(pieces_of, place))
    except OSError as error:
        run.tally.unread(cannot_read(shown, error).problem)


def _is_archive_of_files(head: bytes) -> bool:
    """Say whether a file that begins so is an archive, and no document of an office program."""
    return is_archive(head) and office_kind(head[:_START]) is None


def pieces_of(place: Path) -> Iterator[bytes]:
    """Yield the bytes of a file."""
    with place.open("rb", buffering=0) as file:
        yield from iter(lambda: file.read(_PIECE), b"")


def _counted(pieces: Iterator[bytes], counter: Counter) -> Iterator[bytes]:
    for piece in pieces:
        counter.add(len(piece))
        yield piece


def _import_archive(place: Path, shown: str, run: Run, most_bytes: int = MOST_BYTES, depth: int = 0) -> int:
    """Take in the files of an archive -> to how many bytes it unpacked.

    Args:
        place: the archive.
        shown: its path as problems shall name it.
        run: what it is taken in with.
        most_bytes: to how many bytes it may unpack.
        depth: in how many archives it lies.
    """
    try:
        archive = Archive(place, shown, most_bytes=most_bytes)
    except ArchiveError as error:
        run.tally.unread(error.problem)
        return 0
    with closing(archive):
        if depth or place.suffix.lower() != ZIP:  # nobody has looked into it
            files = files_in(archive, shown)
            index = find_tables([*files], lambda one: files[one](), run.dates, run.vocabulary)
            for problem in index.problems:
                run.tally.about(problem)
            run = msgspec.structs.replace(run, index=index)
        for member, opened in archive.members():
            path = f"{shown}/{member.path}"
            if not member.path.lower().endswith(NEVER) and Path(path) not in run.index.places:
                _import_member(opened, path, archive, run, depth)
            if not depth:
                run.counter.add(member.packed)
            if archive.left < 0:
                break
        return most_bytes - archive.left


def _import_member(opened: Callable[[], Iterator[bytes]], shown: str, archive: Archive, run: Run, depth: int) -> None:
    """Take in one file of an archive, which may be a PDF, or an archive: these two are unpacked under a name of our own."""
    try:
        pieces = opened()
        first = next(pieces, b"")
        whole = chain((first,), pieces)
        is_packed = _is_archive_of_files(first)
        if not is_packed:
            run.tally.files += 1
        if is_packed and depth >= _DEEPEST:
            one = unread_kind(PACKED_ARCHIVE, shown)
            run.tally.unread(one.problem, one.kind)
        elif is_packed or is_pdf(first[:_START]):
            with TemporaryDirectory() as folder:
                place = Path(folder) / "unpacked"
                most = _LARGEST_PACKED if is_packed else LARGEST_PDF
                if not _unpack(whole, place, most):
                    code = "I008" if is_packed else "I021"
                    run.tally.unread(problem_at(code, Where(shown), detail=f"more than {most >> 20} MiB"))
                elif is_packed:
                    archive.count(_import_archive(place, shown, run, archive.left, depth + 1))
                else:
                    import_pdf(place, shown, run)
        else:
            _import_text(first, whole, shown, run, opened)
    except ArchiveError as error:
        run.tally.unread(error.problem)


def _unpack(pieces: Iterable[bytes], place: Path, most: int) -> bool:
    """Write a file of an archive, and say whether it has at most so many bytes."""
    size = 0
    with place.open("wb") as file:
        for piece in pieces:
            size += len(piece)
            if size > most:
                return False
            file.write(piece)
    return True


def _import_text(
    head: bytes, pieces: Iterator[bytes], shown: str, run: Run, opened: Callable[[], Iterator[bytes]]
) -> None:
    """Take in the records of a file that is no archive and no PDF, and may be packed by gzip; opened reads it again."""
    row = run.index.rows.get(Path(shown))
    if not is_gzip(head):
        _import_records(pieces, shown, run, opened, row)
        return

    def again() -> Iterator[bytes]:
        return gzip_pieces(opened(), shown)

    _import_records(gzip_pieces(pieces, shown), shown.removesuffix(".gz"), run, again, row)


def _import_records(
    pieces: Iterator[bytes],
    shown: str,
    run: Run,
    again: Callable[[], Iterator[bytes]],
    row: Row | None,
) -> None:
    """Take in the records of one file; row is what a table says of it.

    Raises:
        OutputError: B003 a cable cannot be written: then none can, and the import ends.
        OSError: the file cannot be read to its end.
    """

    def read(by: str) -> Iterator[Transcript | Unread]:
        data = pieces if by == shown else again()
        return read_records(data, by, run.vocabulary, run.dates, again)

    def text() -> str:
        return unchanged_text(b"".join(again()))

    try:
        for record in read_with_row(read, shown, row, run.vocabulary, text):
            if isinstance(record, Unread):
                if record.problem.code in _ABOUT_THE_TABLE:
                    run.tally.about(record.problem)
                else:
                    run.tally.unread(record.problem, record.kind)
            else:
                run.tally.add_record(record, run.holdings.keep(record))
    except ArchiveError as error:
        run.tally.unread(error.problem)
    except OutputError as error:
        if error.problem.code == "B003":
            raise
        run.tally.unread(error.problem)
