"""What a page costs a reader on a telephone: when its largest part is seen (LCP), and how much moves while it loads (CLS).

    python -m tests.benchmarks.page_vitals SITE [--record docs/benchmarks.md] [ADDRESS ...]

SITE is a built site; without ADDRESSes those pages are measured that weigh most of each kind, and the cable in the middle. A
browser that has loaded nothing of the room before opens each page from a server on this machine that compresses as hosts do,
over a simulated slow 4G line (150 ms, 1.6 Mb/s) with a processor four times slower than this one, on a screen of 390 by 844
pixels, ATTEMPTS times; the best attempt counts for LCP, for others may share the machine, the worst for CLS. The exit
status is 1 when a page takes more than its limit of SECONDS, or more of it moves than MOST_MOVED.
"""

import argparse
import functools
import gzip
import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from tests.chromium import ARGUMENTS, NAMES

SECONDS = {"cable": 1.2, "list": 2.0}
MOST_MOVED = 0.1
ATTEMPTS = 3
FIRST, LAST = "<!-- page vitals -->", "<!-- end of page vitals -->"
LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000}  # bytes a second
_SLOWER = 4
_SETTLED = 1_500  # milliseconds after the load, in which nothing may move either
# The pages of which the heaviest is measured, by what their addresses begin with; a cable's lie four folders deep.
KINDS = {
    "cable in the middle": "cable/*/*/[0-9][0-9][A-Z]*.html",
    "heaviest cable": "cable/*/*/[0-9][0-9][A-Z]*.html",
    "front page": "index.html",
    "heaviest list": "[tcod]*/**/*.html",
    "tags": "tag/index.html",
    "posts": "origin/index.html",
    "coverage": "coverage/index.html",
    "glossary": "glossary.html",
    "comparison": "compare/*.html",
    "search": "search/index.html",
    "a search": "search/index.html?q=report",
    "reading list": "list/index.html",
    "check citations": "check-citations/index.html",
}
LISTS = ("tag", "caption", "classification", "origin", "date")
OBSERVE = """() => {
    window.vitals = { moved: 0, largest: 0 }
    new PerformanceObserver(list => { for (const one of list.getEntries()) window.vitals.largest = one.startTime })
        .observe({ type: "largest-contentful-paint", buffered: true })
    new PerformanceObserver(list => {
        for (const one of list.getEntries()) if (!one.hadRecentInput) window.vitals.moved += one.value
    }).observe({ type: "layout-shift", buffered: true })
}"""


class Vitals(NamedTuple):
    """What one page cost: kB of its HTML as sent and as it is, seconds until its largest part is seen, share moved."""

    kind: str
    address: str
    sent: float
    raw: float
    largest: float
    moved: float

    @property
    def limit(self) -> float:
        """Return the seconds that such a page may take."""
        return SECONDS["cable" if "cable" in self.kind else "list"]


class Compressing(http.server.SimpleHTTPRequestHandler):
    """Serves files as a host does: text compressed, everything else as it is."""

    def send_head(self) -> IO[bytes] | None:  # type: ignore[override]
        """Send the head of an answer -> its body."""
        path = Path(self.translate_path(self.path.split("?")[0]))
        if path.suffix not in {".html", ".css", ".js", ".json", ".svg"} or not path.is_file():
            return super().send_head()
        body = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None

    def log_message(self, *_args: object) -> None:
        """Keep the table clean."""


def pages_of(site: Path) -> Iterator[tuple[str, str]]:
    """Yield the pages to measure: the kind and the address of each."""
    for kind, pattern in KINDS.items():
        path, _, asked = pattern.partition("?")
        found = sorted(site.glob(path), key=lambda one: (one.stat().st_size, one))
        if kind == "heaviest list":
            found = [one for one in found if one.relative_to(site).parts[0] in LISTS and one.name != "index.html"]
        if found:
            chosen = found[len(found) // 2 if "middle" in kind else -1]
            yield kind, f"{chosen.relative_to(site).as_posix()}{'?' if asked else ''}{asked}"


def measure(browser: Browser, root: str, address: str) -> tuple[float, float]:
    """Open a page once -> seconds until its largest part is seen, and the share that moved."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, device_scale_factor=2, is_mobile=True, has_touch=True
    )
    page: Page = context.new_page()
    page.add_init_script(f"({OBSERVE})()")
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", LINE)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    page.goto(root + address, wait_until="load", timeout=60_000)
    page.wait_for_timeout(_SETTLED)
    found = page.evaluate("window.vitals")
    context.close()
    return found["largest"] / 1000, found["moved"]


def measured(browser: Browser, root: str, site: Path, kind: str, address: str) -> Vitals:
    """Measure one page: the best time of several attempts, the worst share that moved."""
    attempts = [measure(browser, root, address) for _ in range(ATTEMPTS)]
    body = (site / address.partition("?")[0]).read_bytes()
    largest, moved = min(one for one, _ in attempts), max(one for _, one in attempts)
    return Vitals(kind, address, len(gzip.compress(body, 6)) / 1000, len(body) / 1000, largest, moved)


def rows_of(found: list[Vitals]) -> str:
    """Return what was measured as a table of Markdown."""
    rows = ["| page | kB | of HTML | seconds | at most | moved |", "|---|--:|--:|--:|--:|--:|"]
    rows += [
        f"| {one.kind} | {one.sent:.0f} | {one.raw:.0f} | {one.largest:.2f} | {one.limit} | {one.moved:.2f} |"
        for one in found
    ]
    return "\n".join(rows)


def main() -> int:
    """Measure the pages of a site."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("addresses", nargs="*")
    parser.add_argument("--record", type=Path)
    options = parser.parse_args()
    site = options.site.resolve()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Compressing, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    root = f"http://127.0.0.1:{server.server_address[1]}/"
    pages = [(one, one) for one in options.addresses] or list(pages_of(site))
    program = next(path for name in NAMES if (path := shutil.which(name)))
    found: list[Vitals] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        for kind, address in pages:
            found.append(measured(browser, root, site, kind, address))
            print(*found[-1], flush=True)
        browser.close()
    server.shutdown()
    table = rows_of(found)
    print(table)
    if options.record:
        text = options.record.read_text(encoding="utf-8")
        options.record.write_text(in_place(text, table), encoding="utf-8")
    return int(any(one.largest > one.limit or one.moved >= MOST_MOVED for one in found))


def in_place(text: str, made: str) -> str:
    """Return a text of Markdown with a table in the place of the last one."""
    before, _, rest = text.partition(FIRST)
    _, _, after = rest.partition(LAST)
    return f"{before}{FIRST}\n{made}\n{LAST}{after}"


if __name__ == "__main__":
    raise SystemExit(main())
