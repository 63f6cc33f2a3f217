"""The same site works on the plainest of servers, on nginx as docs/how-to/host.md sets it up, and on the program's own."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.kinds import CABLE, NOT_HELD, TITLE
from tests.nginx import serve_with_nginx

HOSTS = ("python -m http.server", "nginx", "reading-room serve")
PATIENCE = 20  # seconds for a server to come up


@contextmanager
def serve_with_python(site: Path, log: Path) -> Iterator[str]:
    """Run ``python -m http.server`` on a free port until the test is done -> its address, once it answers."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = (sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", str(site))
    with log.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out) as server:
        try:
            _wait(port, server, log)
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()
            server.wait(PATIENCE)


def _wait(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    pytest.fail(f"the server does not answer: {log.read_text(encoding='utf-8', errors='replace')}")


@pytest.fixture(params=HOSTS)
def host(request: pytest.FixtureRequest, site: Path, tmp_path: Path) -> Iterator[str]:
    """The address of the site on one kind of server after another."""
    if request.param == "reading-room serve":
        yield request.getfixturevalue("previewed")
    elif request.param == "nginx":
        with serve_with_nginx(site, tmp_path / "nginx") as address:
            yield address
    else:
        with serve_with_python(site, tmp_path / "server.log") as address:
            yield address


def test_search_identifiers_and_files_work_on_every_host(browser: Browser, host: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{host}search/index.html?q=Karaganda")
    page.locator("#results a").filter(has_text=TITLE).click()
    expect(page).to_have_url(f"{host}{CABLE}?hl=Karaganda#p2")
    page.get_by_label("Words, or an identifier").fill("06 Astana 368")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{host}{NOT_HELD}")
    page.goto(f"{host}search/index.html?q=01ASTANA5")
    expect(page.get_by_role("status")).to_contain_text("neither held nor cited")
    source = page.request.get(host + CABLE.replace(".html", ".txt"))
    nowhere = page.request.get(f"{host}no/such/page.html")
    context.close()

    assert source.headers["content-type"].startswith("text/plain")
    assert nowhere.status == 404
