"""The page for what is not found has its style and its links at any depth, and knows the identifier in its address."""

import http.server
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from generator.build.inputs.project import Project
from generator.build.pipeline import build
from tests.browser.conftest import serve_until_done
from tests.room import PLAIN, Room


def host(site: Path, below: str) -> Iterator[str]:
    """Serve a site below a path as a host does that is told of its page for what is not found."""

    class Host(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            place = site / self.path.split("?")[0].removeprefix(below)
            found = place.is_file()
            body = place.read_bytes() if found else (site / "404.html").read_bytes()
            kinds = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", kinds.get(place.suffix, "text/html") if found else "text/html")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Keep the tests' output clean."""

    for address in serve_until_done(http.server.ThreadingHTTPServer(("127.0.0.1", 0), Host)):
        yield address.rstrip("/") + below


@pytest.fixture(params=["https://example.org/room/", ""], ids=["with an address", "without one"])
def served_at_depth(request: pytest.FixtureRequest, room: Room) -> Iterator[tuple[str, bool]]:
    known = str(request.param)
    room.put("site.toml", f'[site]\nbase_url = "{known}"\n')
    room.cable("07VENSK12")
    build(Project(room.project.content, room.output), PLAIN)
    for address in host(room.output, "/room/" if known else "/"):
        yield address, bool(known)


def test_it_is_styled_and_leads_back(context_page: Page, served_at_depth: tuple[str, bool]) -> None:
    address, known = served_at_depth
    context_page.goto(f"{address}cable/2009/nope/x.html")
    styled = "one => getComputedStyle(document.querySelector(one)).maxWidth !== 'none'"

    assert context_page.evaluate(f"['main', 'body'].some({styled})")
    if known:
        context_page.get_by_role("link", name="tags", exact=True).click()
        expect(context_page.locator("h1")).to_have_text("Tags")
    else:
        context_page.get_by_role("link", name="start of this site").click()
        expect(context_page).to_have_url(address)


def test_it_knows_the_identifier_in_its_address(context_page: Page, served_at_depth: tuple[str, bool]) -> None:
    address, known = served_at_depth
    context_page.goto(f"{address}cable/2007/vensk/07VENSK999.html")
    if not known:  # its script is out of reach
        expect(context_page.locator("#asked")).to_contain_text("leads nowhere")
        return
    expect(context_page.locator("#asked")).to_contain_text("07VENSK999: neither held nor cited")
    context_page.locator("#asked a").click()

    expect(context_page).to_have_url(f"{address}cable/2007/vensk/index.html")
