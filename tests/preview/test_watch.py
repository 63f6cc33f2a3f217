"""What of a folder counts as a change while it is watched: real files, and the real notices of the system."""

import threading
from pathlib import Path

from generator.preview.watch import watch_folders

NAMES = ("notes.md~", ".hidden", "site/index.html", "notes.md", "site-notes/last.txt")


def test_copies_of_editors_and_hidden_files_and_the_site_are_no_change(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site-notes").mkdir()
    stop = threading.Event()

    def write() -> None:
        for turn in range(60):  # it is not told when the watch has begun
            for name in NAMES:
                (tmp_path / name).write_text(str(turn), encoding="utf-8")
            if stop.wait(0.6):
                return
        stop.set()

    writer = threading.Thread(target=write)
    writer.start()
    seen: set[str] = set()
    for changed in watch_folders([tmp_path], [tmp_path / "site"], stop):
        seen.update(path.relative_to(tmp_path.resolve()).as_posix() for path in changed)
        if {"notes.md", "site-notes/last.txt"} <= seen:
            stop.set()
    writer.join()

    assert seen == {"notes.md", "site-notes/last.txt"}
