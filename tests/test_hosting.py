"""What docs/how-to/host.md tells owners to write for their server, on a real nginx: kinds of file, policy, caching, errors."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import httpx
import pytest

from generator.build.inputs.project import Options
from generator.pages.data.http_headers import POLICY, headers_file
from generator.system.output_folder import MARKER
from tests.nginx import CONFIGURATION, serve_with_nginx
from tests.room import Room

META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
FRAME = "; frame-ancestors 'none'"
PAGE = "cable/2007/vensk/07VENSK12.html"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    """A room with something of everything, built."""
    made = Room(tmp_path_factory.mktemp("hosted"))
    made.cable("07VENSK12", text="The week was long and quiet in every way. " * 50)
    made.put("site.toml", "[publish]\nheaders = true\n")
    made.put("pages/map.svg", f'<svg xmlns="http://www.w3.org/2000/svg"><text>{"a long text " * 90}</text></svg>')
    assert made.build(Options(jobs=1)).errors == 0
    return made


@pytest.fixture(scope="module")
def client(room: Room, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of nginx over that room."""
    with (
        serve_with_nginx(room.output, tmp_path_factory.mktemp("nginx")) as address,
        httpx.Client(base_url=address) as made,
    ):
        yield made


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("", "text/html; charset=utf-8"),
        (PAGE, "text/html; charset=utf-8"),
        (PAGE.replace("html", "txt"), "text/plain; charset=utf-8"),
        (PAGE.replace("html", "pdf"), "application/pdf"),
        ("assets/room.css", "text/css; charset=utf-8"),
        ("search/search.js", "text/javascript; charset=utf-8"),
        ("map.svg", "image/svg+xml"),
        ("data/cables.jsonl", "application/x-ndjson"),
        ("data/tags.csv", "text/csv; charset=utf-8"),
        ("data/manifest.sha256", "text/plain; charset=utf-8"),
        ("tag/", "text/html; charset=utf-8"),
    ],
)
def test_a_file_comes_as_what_it_is(client: httpx.Client, address: str, kind: str) -> None:
    answer = client.get(f"/{address}")

    assert (answer.status_code, answer.headers["Content-Type"]) == (200, kind)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_program_of_the_search_comes_as_what_it_is(client: httpx.Client) -> None:
    wasm = "search/data/pagefind.bin"

    answer = client.get(f"/{wasm}")

    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert "'wasm-unsafe-eval'" in answer.headers["Content-Security-Policy"]


def test_the_policy_of_the_header_is_that_of_each_page(room: Room, client: httpx.Client) -> None:
    pages = sorted(path.relative_to(room.output).as_posix() for path in room.output.rglob("*.html"))
    named = {page: unescape(found[1]) + FRAME for page in pages if (found := META.search(room.page(page)))}
    sent = {page: client.get(f"/{page}").headers["Content-Security-Policy"] for page in named}

    assert len(named) == len(pages)
    assert sent == named


def test_what_never_changes_is_kept_and_the_rest_is_asked_for_again(room: Room, client: httpx.Client) -> None:
    style = re.search(r'href="\.\./\.\./\.\./(assets/room\.css\?v=[0-9a-f]+)"', room.page(PAGE))
    assert style is not None

    assert client.get(f"/{style[1]}").headers["Cache-Control"] == "public, max-age=31536000, immutable"
    page = client.get(f"/{PAGE}")
    assert page.headers["Cache-Control"] == "no-cache"
    assert client.get(f"/{PAGE}", headers={"If-None-Match": page.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("address", ["gone.html", "cable/1999/x/", MARKER, ".git/config", "tag/../../secret"])
def test_what_is_not_in_the_site_is_the_rooms_own_page(room: Room, client: httpx.Client, address: str) -> None:
    answer = client.get(f"/{address}")

    assert (answer.status_code, answer.text) == (404, room.page("404.html"))
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("address", [PAGE, PAGE.replace("html", "txt"), "assets/room.css", "map.svg"])
def test_text_is_sent_packed_and_unpacks_to_what_was_built(room: Room, client: httpx.Client, address: str) -> None:
    answer = client.get(f"/{address}", headers={"Accept-Encoding": "gzip"})

    assert answer.content == (room.output / address).read_bytes()
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_nothing_can_be_sent_to_it(client: httpx.Client) -> None:
    assert client.post(f"/{PAGE}", content=b"x").status_code in {403, 405}


def test_the_file_of_headers_allows_what_every_page_of_ours_allows_itself(room: Room) -> None:
    allowed = rules(POLICY)
    for page in room.output.rglob("*.html"):
        own = META.search(page.read_text(encoding="utf-8"))
        assert own is not None
        for name, sources in rules(unescape(own[1])).items():
            assert sources - {"'none'"} <= allowed.get(name, allowed["default-src"]), page

    assert room.page("_headers") == headers_file().decode()


def rules(policy: str) -> dict[str, set[str]]:
    """Return what a policy allows, by name."""
    return {words[0]: set(words[1:]) for part in policy.split(";") if (words := part.split())}


def test_the_page_about_hosting_names_the_policies_that_are_sent() -> None:
    page = (Path(__file__).parent.parent / "docs/how-to/host.md").read_text(encoding="utf-8")
    policies = re.findall(r'"(default-src [^"]*)"', CONFIGURATION.read_text(encoding="utf-8"))

    assert len(policies) == 3
    assert [policy for policy in (*policies, POLICY) if policy not in page] == []
