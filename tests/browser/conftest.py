"""A real browser over a real build, and a plain static server. The browser itself is in tests/chromium.py."""

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from generator.build.inputs.project import Options, Project
from generator.build.pipeline import build
from generator.preview.session import Served

REPOSITORY = Path(__file__).parent.parent.parent
# What a host should send with every page. Search needs WebAssembly and gets it below search/ alone: a worker obeys the
# policy that comes with its own script.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'"
)
SEARCH_POLICY = POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The room of this repository, built once for all tests in a browser."""
    output = tmp_path_factory.mktemp("room") / "site"
    report = build(Project(REPOSITORY / "content", output), Options(jobs=1))
    assert report.errors == 0, report.problems
    return output


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files with the headers that docs/how-to/host.md asks a host for."""

    def end_headers(self) -> None:
        path = self.path.split("?")[0]
        self.send_header("Content-Security-Policy", SEARCH_POLICY if "/search/" in path else POLICY)
        super().end_headers()

    def log_message(self, *_args: object) -> None:
        """Keep the tests' output clean."""


class _Unguarded(http.server.SimpleHTTPRequestHandler):
    """Serves files as they are."""

    def log_message(self, *_args: object) -> None:
        """Keep the tests' output clean."""


def serve_until_done(server: http.server.HTTPServer) -> Iterator[str]:
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    thread.join()


def serve_folder(folder: Path, *, policy: bool = True) -> Iterator[str]:
    """Serve a folder, with the headers of a good host or as it is -> its address, once."""
    handler = functools.partial(_Handler if policy else _Unguarded, directory=str(folder))
    yield from serve_until_done(http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler))


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address of the site on a server that sends the Content-Security-Policy."""
    yield from serve_folder(site)


@pytest.fixture(scope="session")
def served_plainly(site: Path) -> Iterator[str]:
    """The address of the site without that header, for tools that put a script of their own into the page."""
    yield from serve_folder(site, policy=False)


@pytest.fixture(scope="session")
def served_below(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site below a path, as on a project's pages."""
    above = tmp_path_factory.mktemp("host")
    (above / "archive").mkdir()
    (above / "archive" / "room").symlink_to(site, target_is_directory=True)
    for address in serve_folder(above):
        yield f"{address}archive/room/"


@pytest.fixture(scope="session")
def previewed(site: Path) -> Iterator[str]:
    """The address of the room in the program's own preview, with the search index of the site."""
    with Served(Project(REPOSITORY / "content", site), "127.0.0.1", 0, print, search=False) as preview:
        thread = threading.Thread(target=preview.wait)
        thread.start()
        yield preview.address
        preview.stop()
        thread.join()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile a test."""
    made = browser.new_context(viewport={"width": 1280, "height": 900})
    yield made
    made.close()


@pytest.fixture
def context_page(context: BrowserContext) -> Page:
    """A page on which something may fail: what the console says of it is not held against the test."""
    return context.new_page()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that fails its test when a script fails or the policy is violated."""
    made = context.new_page()
    wrong: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if made.url.endswith("404.html") and "Failed to load resource" in message.text:
            return  # without base_url it looks for its style at the root of the host too
        if made.url.startswith("file:") and "/search/" in made.url and "Failed to load resource" in message.text:
            return  # a browser loads no part of the index from the disk ahead; the page says that it cannot search
        if message.type == "error" or "Content Security Policy" in message.text:
            wrong.append(message.text)

    made.on("console", listen)
    made.on("pageerror", lambda error: wrong.append(str(error)))
    yield made
    made.close()
    assert wrong == []
