"""How soon ``serve`` shows its first page, and an edit.

    python -m tests.benchmarks.serve_speed [--cables N] [--folder FOLDER] [--runs N]

The room is a synthetic collection, read once before, so that starts are warm. A start is timed from the birth of the
process to the last byte of the front page; an edit from the write of the file to the last byte of the page that shows
it, fetched as a browser does: when the server tells of a change. The middle of all runs is printed, and the worst.
"""

import argparse
import http.client
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
_PATIENCE = 600.0


class Preview:
    """A running ``serve`` and how long it took to show its first page."""

    def __init__(self, content: Path) -> None:
        """Start it, and wait for the front page."""
        command = [sys.executable, "-m", "generator", "serve", "--no-search", "--port", "0"]
        command += ["--content", str(content), "--output", str(content.parent / "site")]
        began = time.perf_counter()
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.port = int(self.process.stdout.readline().split()[1].rstrip("/").rpartition(":")[2])
        while self.get("/")[0] == http.client.SERVICE_UNAVAILABLE:
            time.sleep(0.01)
        self.first = time.perf_counter() - began
        stat = Path(f"/proc/{self.process.pid}/stat")
        ticks = sum(map(int, stat.read_text().split()[13:15])) if stat.is_file() else 0
        self.work = ticks / os.sysconf("SC_CLK_TCK")

    def get(self, address: str) -> tuple[int, bytes]:
        """Return status and body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        connection.request("GET", address)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, body

    def edit(self, edit: Callable[[], object], address: str, words: bytes) -> float:
        """Return how many seconds pass from an edit until its words are in a page."""
        self.get(address)
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        connection.request("GET", "/.reading-room/events")
        events = connection.getresponse()
        while events.readline().strip() != b"data: now":
            pass
        began = time.perf_counter()
        edit()
        while True:
            while events.readline().strip() != b"data: changed":
                pass
            if words in self.get(address)[1]:
                took = time.perf_counter() - began
                connection.close()
                return took

    def end(self) -> float:
        """PdfPrinter Ctrl-C -> how many seconds it takes to end."""
        began = time.perf_counter()
        self.process.send_signal(2)
        self.process.communicate(timeout=60)
        return time.perf_counter() - began


@contextmanager
def room(folder: str, cables: int) -> Iterator[Path]:
    """Make the collection, unless it stands in the folder -> its content folder."""
    with tempfile.TemporaryDirectory() as temporary:
        content = Path(folder or temporary) / "content"
        if not content.is_dir():
            make = [sys.executable, "-m", "tests.benchmarks.collection", str(cables), str(content)]
            subprocess.run(make, cwd=ROOT, check=True)
        (content / "pages").mkdir(exist_ok=True)
        (content / "notes").mkdir(exist_ok=True)
        templates = content.parent / "templates"
        shutil.rmtree(templates, ignore_errors=True)
        shutil.copytree(ROOT / "templates", templates)
        yield content


def edits(content: Path, run: int) -> Iterator[tuple[str, Callable[[], object], str, bytes]]:
    """Yield what is edited, how, the page that shows it and the words it shows then."""
    word = f"edit{run}x{time.time_ns()}"
    source = min(content.glob("cables/2007/*.txt"))
    name = source.stem
    post = "".join(letter for letter in name[2:] if letter.isalpha()).lower()
    page = f"/cable/2007/{post}/{name}.html"

    def put(path: str, text: str) -> Callable[[], object]:
        return lambda: (content / path).write_text(text, encoding="utf-8")

    text = source.read_text(encoding="utf-8").rstrip("\n").rpartition("\n\nedit")[0] or source.read_text(
        encoding="utf-8"
    )
    base = (ROOT / "templates/cable.html").read_text(encoding="utf-8")
    yield "cable, its page", lambda: source.write_text(f"{text}\n\n{word}\n", encoding="utf-8"), page, word.encode()
    yield "note", put(f"notes/{name}.md", f"A note: {word}.\n"), page, word.encode()
    yield "page", put("pages/about.md", f"# About\n\n{word}\n"), "/about.html", word.encode()
    yield "setting", put("site.toml", f'[site]\ntitle = "Room {word}"\n'), page, word.encode()
    changed = base.replace("{% block main %}", "{% block main %}" + word, 1)
    template = content.parent / "templates/cable.html"
    code = "ZZ" + "".join(
        chr(65 + time.time_ns() // 1_000 // 26**place % 26) for place in range(3)
    )  # another each time
    tagged = re.sub(
        r'^tags = \["(?:ZZ[A-Z]{3}", ")?', f'tags = ["{code}", "', f"{text}\n\n{word}\n", count=1, flags=re.MULTILINE
    )
    yield "tags, its page", lambda: source.write_text(tagged, encoding="utf-8"), page, word.encode()
    yield "template", lambda: template.write_text(changed, encoding="utf-8"), page, word.encode()


def vocabulary_edit(content: Path) -> tuple[Callable[[], object], str, bytes]:
    """Return how the meaning of a tag is edited, the page that shows it and the words; all cables are read again."""
    source = min(content.glob("cables/2007/*.txt"))
    code = source.read_text(encoding="utf-8").partition('tags = ["')[2].partition('"')[0]
    table = content / "vocabulary/tags.csv"
    table.parent.mkdir(exist_ok=True)
    rows = f"code,kind,meaning\n{code},subject,A benchmark {time.time_ns()}\n"
    return lambda: table.write_text(rows, encoding="utf-8"), f"/tag/{code}.html", b"A benchmark"


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--cables", type=int, default=10_000)
    arguments.add_argument("--folder", default="")
    arguments.add_argument("--runs", type=int, default=5)
    given = arguments.parse_args()
    with room(given.folder, given.cables) as content:
        Preview(content).end()  # reads every cable once
        time.sleep(2)
        starts = []
        for _ in range(given.runs):
            preview = Preview(content)
            starts.append((preview.first, preview.work, preview.end()))
        for at, name in enumerate(("start to first page", "  of that, work", "Ctrl-C to end")):
            tell(name, [one[at] for one in starts])
        preview = Preview(content)
        preview.get("/tag/index.html")
        took: dict[str, list[float]] = {}
        for run in range(given.runs):
            for name, edit, address, words in edits(content, run):
                took.setdefault(name, []).append(preview.edit(edit, address, words))
        for name, values in took.items():
            tell(f"edit: {name}", values)
        tell("edit: vocabulary", [preview.edit(*vocabulary_edit(content))])
        preview.end()


def tell(name: str, values: list[float]) -> None:
    """Print the middle and the worst of some times."""
    print(f"{name:24} {statistics.median(values):6.3f} s   worst {max(values):6.3f} s", flush=True)


if __name__ == "__main__":
    main()
