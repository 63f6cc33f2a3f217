"""What changed in some folders, as it happens. Reads no file."""

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from watchfiles import Change, watch

_QUIET = 20  # milliseconds without a further change: an editor writes a file in several steps
_LONGEST = 200  # milliseconds after which changes are told though more are coming
_LOOK = 1_000  # milliseconds between two looks whether a folder has come


def watch_folders(folders: Sequence[Path], ignored: Sequence[Path], stop: threading.Event) -> Iterator[frozenset[Path]]:
    """Yield the paths that changed, a few at a time, until stop is set.

    A folder that is not there yet is watched as soon as it comes, and its coming is a change. Ignored folders within them do
    not count.
    """
    apart = [str(folder.resolve()) for folder in ignored]
    folders = [folder.resolve() for folder in folders]

    def counts(_change: Change, path: str) -> bool:
        if path.endswith("~") or any(path == one or path.startswith(f"{one}/") for one in apart):
            return False
        below = max((path[len(str(root)) :] for root in folders if path.startswith(str(root))), key=len, default=path)
        return "/." not in below.replace("\\", "/")

    while not stop.is_set():
        there = [folder for folder in folders if folder.is_dir()]
        if not there:
            stop.wait(_LOOK / 1_000)
            continue
        changes = watch(
            *there, watch_filter=counts, debounce=_LONGEST, step=_QUIET, stop_event=stop, rust_timeout=_LOOK,
            yield_on_timeout=True, raise_interrupt=False,
        )  # fmt: skip
        for changed in changes:
            if changed:
                yield frozenset(Path(path) for _, path in changed)
            now = [folder for folder in folders if folder.is_dir()]
            if now != there:
                yield frozenset(folders)
                break
