"""What a question costs a reader: bytes, files, requests that wait for one another, seconds; and whether its count is right.

    python -m tests.benchmarks.search_query SITE [WORDS ...]

SITE is a built site; without WORDS its own summaries give whole words (rare, middling, in most cables, two, a phrase, one that
nobody says), and its tags and years the choices. Every question is asked by a browser that has loaded nothing of the room
before, from a server on this machine: once as it is, once over a simulated slow 4G line (150 ms, 1.6 Mb/s). Bytes are those of
the answers' bodies with text compressed as hosts do. Depth counts the requests behind the page of which each was sent after
the one before had come. Seconds are from the start of loading the page until the status line gives the count. Where a
question is of words and tags alone, the texts of the index are scanned for it. The exit status is 1 when a question costs
more than MOST_BYTES, or a second, or is not answered with the count of the scan.
"""

import argparse
import functools
import gzip
import http.server
import json
import re
import shutil
import sys
import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO, Any
from urllib.parse import parse_qs, quote

from playwright.sync_api import Browser, expect, sync_playwright

from generator.search.document import Text, unpack
from generator.search.pagefind.stems import Stems
from tests.search.index_reader import words_of

MOST_BYTES = 300_000
MOST_SECONDS = 1.0
LONGEST_OF_GRAMMAR = 7  # letters of words that the page does not look for beside others ("through")
_ANSWER = re.compile(r"^(No cable|[0-9,]+ (cable|note))")
_TEXT = (".js", ".css", ".html", ".json", ".svg")
_LONGEST = 120_000  # milliseconds


class Server(http.server.ThreadingHTTPServer):
    """A server that a browser may ask for many files at once, on a busy machine too."""

    request_queue_size = 128


class Counting(http.server.SimpleHTTPRequestHandler):
    """Serves files and keeps each body sent; they are weighed when nobody waits for the next."""

    protocol_version = "HTTP/1.1"
    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, ".js": "text/javascript"}  # noqa: RUF012  the base class has it as it is

    def copyfile(self, source: Any, outputfile: Any) -> None:  # noqa: ANN401  the base class's own types
        """Send a body."""
        data = _bytes(source)
        bodies(self.server).append((self.path.split("?")[0], data))
        outputfile.write(data)

    def log_message(self, *_args: object) -> None:
        """Keep the output clean."""


def _bytes(source: IO[bytes]) -> bytes:
    return source.read()


def bodies(server: object) -> list[tuple[str, bytes]]:
    """Return the list of bodies that a server keeps, each with its path."""
    kept: list[tuple[str, bytes]] = server.__dict__.setdefault("bodies", [])
    return kept


def size_of(path: str, data: bytes) -> tuple[int, int]:
    """Return the bytes of a body as it is, and with text compressed."""
    return len(data), len(gzip.compress(data, 6)) if path.endswith(_TEXT) else len(data)


def questions_of(site: Path) -> list[tuple[str, str]]:
    """Return questions that a site can answer, each with what it is."""
    having: Counter[str] = Counter()
    tags: Counter[str] = Counter()
    years: Counter[str] = Counter()
    phrase = ""
    with (site / "data" / "cables.jsonl").open(encoding="utf-8") as lines:
        for cable in map(json.loads, lines):
            words = re.findall(r"[A-Za-z]{4,}", cable["summary"] or "")
            having.update({word.lower() for word in words})
            tags.update(cable["tags"])
            years.update([(cable["date"] or "")[:4]])
            phrase = phrase or next(iter(re.findall(r"[a-z]{5,} [a-z]{5,}", cable["summary"] or "")), "")
    words = [word for word, count in having.most_common() if count > 1]
    if not words:
        message = f"{site} has no summaries to take words from"
        raise SystemExit(message)
    rare, middling, frequent = words[-1], words[len(words) // 20], words[0]
    told = next(word for word in words if len(word) > LONGEST_OF_GRAMMAR)
    tag, year = tags.most_common(len(tags) // 2 + 1)[-1][0], years.most_common(1)[0][0]
    common = tags.most_common(1)[0][0]
    return [
        ("rare", f"q={rare}"),
        ("middling", f"q={middling}"),
        ("in most cables", f"q={frequent}"),
        ("two words", f"q={told}+{middling}"),
        ("phrase", f"q={quote(chr(34) + phrase + chr(34))}"),
        ("word, tag and year", f"q={frequent}&tag={common}&year={year}"),
        ("tag alone", f"tag={tag}"),
        ("said by nobody", "q=xylophonics"),
    ]


class Scan:
    """Counts the cables that answer a question of words, tags and years, text by text."""

    def __init__(self, question: str, stems: Stems) -> None:
        """Take a question; it can be counted if it has no phrase. stems learns words."""
        asked = parse_qs(question)
        words = (asked.get("q") or [""])[0].split()
        self.can = not any('"' in word for word in words)
        self._tags, self._years = set(asked.get("tag", ())), asked.get("year")
        self._stems = stems
        stems.learn(words)
        self._wanted = {stems.known[word][0] for word in words if self.can}
        self._texts: Counter[frozenset[str]] = Counter()  # the words of each that may have such a stem

    def look(self, text: Text, words: Iterable[str]) -> None:
        """Take a text and its words."""
        if text.kind != "cable" or not self._tags <= set(text.tags):
            return
        if self._years and text.date[:4] not in self._years:
            return
        near = {stem[:2] for stem in self._wanted}
        self._texts[frozenset(word for word in words if word.lower()[:2] in near or (near and "-" in word))] += 1

    def count(self) -> int:
        """Return how many of the texts answer the question."""
        self._stems.learn({word for own in self._texts for word in own})
        known = self._stems.known
        found = 0
        for own, count in self._texts.items():
            if self._wanted <= {stem for word in own for stem in known[word]}:
                found += count
        return found


def scanned(site: Path, questions: Sequence[str]) -> list[int | None]:
    """Return how many cables answer each question by one scan of all texts; None for those with a phrase."""
    stems = Stems()
    scans = [Scan(question, stems) for question in questions]
    for path in (site / "search" / "data" / "texts").glob("*/*.bin"):
        text = unpack(path.read_bytes())
        words = words_of(text)
        for scan in scans:
            if scan.can:
                scan.look(text, words)
    return [scan.count() if scan.can else None for scan in scans]


def ask(browser: Browser, address: str, question: str, *, slow: bool) -> tuple[float, str, int]:
    """Ask one question with a fresh profile -> seconds, what the status line says, and how deep requests wait.

    Args:
        browser: Chromium.
        address: of the site's root, with a slash at its end.
        question: what stands behind ``?`` in the address of the search page.
        slow: whether over the simulated line.
    """
    context = browser.new_context()
    page = context.new_page()
    if slow:
        line = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000}
        context.new_cdp_session(page).send("Network.emulateNetworkConditions", line)
    page.goto(f"{address}search/index.html?{question}", wait_until="commit")
    page.evaluate(_WATCH)
    expect(page.locator("#status")).to_have_text(_ANSWER, timeout=_LONGEST)
    seconds = float(page.evaluate("globalThis.answered")) / 1000
    status = page.locator("#status").inner_text()
    times = page.evaluate(
        "performance.getEntriesByType('resource').map((one) => [one.startTime, one.responseEnd, one.name])"
    )
    context.close()
    return seconds, status, depth_of([(start, end) for start, end, name in times if "icon" not in name])


def depth_of(times: list[tuple[float, float]]) -> int:
    """Return how many requests waited for one another, at most, given start and end of each."""
    depths: list[tuple[float, int]] = []
    for start, end in sorted(times):
        depths.append((end, 1 + max((depth for before, depth in depths if before <= start), default=0)))
    return max((depth for _, depth in depths), default=0)


# Notes when the status line was written last; the test driver looks at it too seldom to tell.
_WATCH = """() => new Promise((ready) => {
  const look = () => {
    const status = document.getElementById("status");
    if (!status) return setTimeout(look, 1);
    globalThis.answered = performance.now();
    new MutationObserver(() => { globalThis.answered = performance.now(); })
      .observe(status, { childList: true, characterData: true, subtree: true });
    ready();
  };
  look();
})"""


def main() -> int:
    """Measure the questions of the command line."""
    parser = argparse.ArgumentParser(description="what a first search costs a reader")
    parser.add_argument("site", type=Path)
    parser.add_argument("words", nargs="*", help="words to ask for, or parameters of an address (tag=KCRM)")
    given = parser.parse_args()
    handler = functools.partial(Counting, directory=str(given.site))
    server = Server(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    costly = False
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        given_questions = [("", words if "=" in words else f"q={quote(words)}") for words in given.words]
        questions = given_questions or questions_of(given.site)
        address = f"http://127.0.0.1:{server.server_port}/"
        answers: list[tuple[str, int, int, float]] = []
        for _, question in questions:
            bodies(server).clear()
            seconds, status, _ = ask(browser, address, question, slow=False)
            sent = sum(size_of(*one)[1] for one in bodies(server))
            files = len(bodies(server))
            slowly, _, depth = ask(browser, address, question, slow=True)
            found = int((re.match(r"[0-9,]+(?= cable)", status) or ["0"])[0].replace(",", ""))
            answers.append(
                (f"{files} | {depth} | {sent / 1000:.0f} | {seconds:.2f} | {slowly:.1f}", found, sent, seconds)
            )
            print(f"{question}: {answers[-1][0]} | {found:,}", file=sys.stderr, flush=True)
        browser.close()
    server.shutdown()
    counts = scanned(given.site, [question for _, question in questions])
    for (kind, question), (told, found, sent, seconds), wanted in zip(questions, answers, counts, strict=True):
        right = "" if wanted is None else "as scanned" if wanted == found else f"{wanted} by a scan"
        costly = costly or sent > MOST_BYTES or seconds > MOST_SECONDS or wanted not in {None, found}
        print(f"| {kind} | `{question}` | {told} | {found:,} {right} |", flush=True)
    return int(costly)


if __name__ == "__main__":
    raise SystemExit(main())
