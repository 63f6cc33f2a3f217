"""The same site works on the plainest of servers, on nginx, and on the program's own."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.kinds import CABLE, NOT_HELD, TITLE

HOSTS = ("python -m http.server", "nginx", "reading-room serve")
PATIENCE = 20  # seconds for a server to come up
_NGINX = """
{user}
daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{}}
http {{
  access_log off; include /etc/nginx/mime.types; default_type application/octet-stream;
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  server {{ listen 127.0.0.1:{port}; root {site}; index index.html; error_page 404 /404.html; }}
}}
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: Sequence[str], port: int, log: Path) -> Iterator[str]:
    """Run a server until the test is done -> its address, once it answers."""
    address = f"http://127.0.0.1:{port}/"
    with log.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out) as server:
        try:
            _wait(port, server, log)
            yield address
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


def _nginx(site: Path, folder: Path, port: int) -> Sequence[str]:
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        if os.environ.get("READING_ROOM_REQUIRE_BROWSER"):
            pytest.fail("READING_ROOM_REQUIRE_BROWSER is set and there is no nginx")
        pytest.skip("there is no nginx on this machine")
    user = "user root;" if os.geteuid() == 0 else ""
    settings = folder / "nginx.conf"
    settings.write_text(_NGINX.format(user=user, folder=folder, port=port, site=site), encoding="utf-8")
    return (program, "-c", str(settings), "-p", str(folder), "-e", str(folder / "start.log"))


@pytest.fixture(params=HOSTS)
def host(request: pytest.FixtureRequest, site: Path, tmp_path: Path) -> Iterator[str]:
    """The address of the site on one kind of server after another."""
    if request.param == "reading-room serve":
        yield request.getfixturevalue("previewed")
        return
    port = free_port()
    if request.param == "nginx":
        command = _nginx(site, tmp_path, port)
    else:
        command = (sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", str(site))
    with running(command, port, tmp_path / "server.log") as address:
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
