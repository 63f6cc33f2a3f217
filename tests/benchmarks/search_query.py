"""What a first search costs a reader: bytes over the wire and seconds until the hits stand there, in Chromium.

    python -m tests.benchmarks.search_query SITE [WORDS ...]

SITE is a built site; without WORDS its own summaries give a rare, a middling and a frequent word, and its tags and posts
a choice each. Every question is asked by a browser that has loaded nothing of the room before, from a server on
this machine; bytes are those of the answers' bodies, first as they are, then with text compressed as hosts do. Seconds
are from the start of loading the search page until the status line gives the count. The exit status is 1 when a
question costs more than 450 kB (text compressed) or a second.
"""

import argparse
import functools
import gzip
import http.server
import json
import re
import shutil
import threading
from collections import Counter
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

from playwright.sync_api import Browser, expect, sync_playwright

MOST_BYTES = 450_000
MOST_SECONDS = 1.0
_ANSWER = re.compile(r"^(No cable found|[0-9,]+ cables?($|\.))")
_TEXT = (".js", ".css", ".html", ".json", ".svg")
_LONGEST = 120_000  # milliseconds


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


def questions_of(site: Path) -> list[str]:
    """Return questions that a site can answer: three words of its summaries by how many have them, and two choices."""
    having: Counter[str] = Counter()
    tags: Counter[str] = Counter()
    posts: Counter[str] = Counter()
    with (site / "data" / "cables.jsonl").open(encoding="utf-8") as lines:
        for cable in map(json.loads, lines):
            having.update(set(re.findall(r"[a-z]{6,}", cable["summary"] or "")))
            tags.update(cable["tags"])
            posts.update([cable["post"]])
    words = [word for word, count in having.most_common() if count > 1]
    if not words:
        message = f"{site} has no summaries to take words from"
        raise SystemExit(message)
    rare, middling, frequent = words[-1], words[len(words) // 2], words[0]
    tag, post = tags.most_common(len(tags) // 2 + 1)[-1][0], posts.most_common(1)[0][0]
    return [rare, middling, frequent, f"{frequent} {middling}", f"q={quote(frequent)}&tag={tag}", f"post={post}"]


def ask(browser: Browser, address: str, question: str) -> tuple[float, str]:
    """Ask one question with a fresh profile -> seconds, and what the status line says.

    Args:
        browser: Chromium.
        address: of the site's root, with a slash at its end.
        question: what stands behind ``?`` in the address of the search page.
    """
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}search/index.html?{question}", wait_until="commit")
    page.evaluate(_WATCH)
    expect(page.locator("#status")).to_have_text(_ANSWER, timeout=_LONGEST)
    seconds = float(page.evaluate("globalThis.answered")) / 1000
    status = page.locator("#status").inner_text()
    context.close()
    return seconds, status


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
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    costly = False
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        for words in given.words or questions_of(given.site):
            question = words if "=" in words else f"q={quote(words)}"
            bodies(server).clear()
            seconds, status = ask(browser, f"http://127.0.0.1:{server.server_port}/", question)
            plain, sent = map(sum, zip(*(size_of(*one) for one in bodies(server)), strict=True))
            costly = costly or sent > MOST_BYTES or seconds > MOST_SECONDS
            told = f"{len(bodies(server)):4} files {plain / 1000:7.0f} kB {sent / 1000:7.0f} kB {seconds:6.2f} s"
            print(f"{question:36} {told}  {status}")
        browser.close()
    server.shutdown()
    return int(costly)


if __name__ == "__main__":
    raise SystemExit(main())
