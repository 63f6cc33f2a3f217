"""The preview: what it shows is what a build writes, an edit is seen, a fault is shown over the last good page."""

import hashlib
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from generator.build.inputs.inputs import Inputs, load_inputs
from generator.build.inputs.project import Options, Project
from generator.preview.session import Served
from generator.problems import OutputError
from generator.system.output_folder import MARKER
from tests.room import Room, cable_text
from tests.search.index_reader import directory_of

PAGE = "cable/2007/vensk/07VENSK12.html"
SCRIPT = re.compile(rb'<script src="/\.reading-room/reload\.js" data-page="[0-9a-f]{32}" defer></script>')
SOON = 60.0  # seconds, for a busy machine: how fast it is, make bench-serve measures


@contextmanager
def preview(
    project: Project, said: list[str], *, search: bool = False, host: str = "127.0.0.1"
) -> Iterator[httpx.Client]:
    """Serve a room -> a client of it."""
    with Served(project, host, 0, said.append, search=search) as served:
        thread = threading.Thread(target=served.wait)
        thread.start()
        try:
            with httpx.Client(base_url=served.address, timeout=30) as client:
                _until(lambda: client.get("/").status_code != 503)
                yield client
        finally:
            served.stop()
            thread.join()


def without_script(body: bytes) -> bytes:
    """Return a served page as a build writes it: without the script of the preview."""
    return SCRIPT.sub(b"", body)


def _until(seen: Callable[[], bool]) -> None:
    end = time.monotonic() + SOON
    while not seen():
        assert time.monotonic() < end, "not seen in time"
        time.sleep(0.02)


def furnish(room: Room) -> None:
    """Put something of everything into a room."""
    room.cable("07VENSK12", tags="PREL, KDEM", refs=("06LINDEMAR3", "06LINDEMAR4"))
    room.cable("07VENSK13", tags="PREL", text="As 07 VENSK 12 said.", level="CONFIDENTIAL")
    room.cable("06LINDEMAR3", subject="An <odd> & old subject", signer="BERG")
    room.put("pages/about.md", "# About\n\nSee [a cable](/cable/2007/vensk/07VENSK12.html).\n")
    room.put("pages/pictures/map.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    room.put("notes/07VENSK12.md", "A note on the whole.\n\n## p1\n\nA note on the first paragraph.\n")
    room.put(
        "site.toml",
        '[site]\ntitle = "A room"\nbase_url = "https://example.org/room/"\n[build]\npdf = true\nmarkdown = true\n',
    )


@pytest.fixture
def said() -> list[str]:
    """What the preview said."""
    return []


@pytest.fixture
def client(room: Room, said: list[str]) -> Iterator[httpx.Client]:
    """A client of a furnished room that was never built."""
    furnish(room)
    with preview(room.project, said) as made:
        yield made


def test_every_address_of_a_built_site_shows_what_was_built(room: Room, said: list[str]) -> None:
    furnish(room)
    room.build(Options(jobs=1))
    built = room.site()
    built.pop(MARKER)
    assert {address.rpartition(".")[2] for address in built} > {
        "html",
        "txt",
        "pdf",
        "js",
        "css",
        "csv",
        "jsonl",
        "md",
        "svg",
    }

    with preview(room.project, said) as client:
        shown = {address: without_script(client.get(f"/{address}").content) for address in built}

    assert {address for address in built if shown[address] != built[address]} == set()


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("", "text/html; charset=utf-8"),
        (PAGE, "text/html; charset=utf-8"),
        ("cable/2007/vensk/07VENSK12.txt", "text/plain; charset=utf-8"),
        ("cable/2007/vensk/07VENSK12.pdf", "application/pdf"),
        ("search/search.js", "text/javascript; charset=utf-8"),
        ("assets/room.css?v=1", "text/css; charset=utf-8"),
        ("pictures/map.svg", "image/svg+xml"),
        ("data/references.csv", "text/csv; charset=utf-8"),
    ],
)
def test_a_file_comes_as_what_it_is(client: httpx.Client, address: str, kind: str) -> None:
    answer = client.get(f"/{address}")

    assert (answer.status_code, answer.headers["Content-Type"]) == (200, kind)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.content


@pytest.mark.parametrize(
    "path",
    ["/gone.html", "/../secret.txt", "/%2e%2e/secret.txt", "/tag/../../secret.txt", "/..%5csecret.txt", "//x/", "/%00"],
)
def test_what_is_not_in_the_site_is_not_found(room: Room, client: httpx.Client, path: str) -> None:
    (room.folder / "secret.txt").write_text("secret", encoding="utf-8")

    answer = raw(client, f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")

    assert answer.startswith(b"HTTP/1.1 404")
    assert b"This address leads nowhere" in answer


def raw(client: httpx.Client, request: str) -> bytes:
    """Send a request as it is written, dots and all."""
    port = client.base_url.port
    assert port is not None
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(request.encode("latin-1"))
        return b"".join(iter(lambda: connection.recv(1 << 16), b""))


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:1", 200), ("localhost", 200), ("room.localhost:80", 200), ("[::1]:8000", 200), ("192.0.2.1", 200),
        ("evil.example", 421), ("evillocalhost", 421), ("evillocalhost:8000", 421),
        ("127.0.0.1.evil.example:8000", 421), ("localhost.evil.example", 421), ("", 421),
    ],
)  # fmt: skip
def test_a_name_that_is_not_this_machines_is_refused(client: httpx.Client, host: str, status: int) -> None:
    assert client.get("/", headers={"Host": host}).status_code == status


def test_head_tells_what_get_would(client: httpx.Client) -> None:
    got, head = client.get(f"/{PAGE}"), client.head(f"/{PAGE}")

    assert head.content == b""
    same = ("etag", "content-type", "content-length", "cache-control")
    assert {name: head.headers[name] for name in same} == {name: got.headers[name] for name in same}


def test_a_page_that_a_browser_has_is_not_sent_again(client: httpx.Client) -> None:
    tag = client.get(f"/{PAGE}").headers["ETag"]

    again = client.get(f"/{PAGE}", headers={"If-None-Match": f'"other", W/{tag}'})

    assert (again.status_code, again.content) == (304, b"")


def test_a_page_for_what_is_not_there_is_sent_again_as_what_it_is(client: httpx.Client) -> None:
    first = client.get("/nowhere.html")

    for tag in (first.headers["ETag"], "*"):
        again = client.get("/nowhere.html", headers={"If-None-Match": tag})
        assert (again.status_code, again.content) == (404, first.content)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_sent_to_it(client: httpx.Client, method: str) -> None:
    answer = client.request(method, f"/{PAGE}")

    assert (answer.status_code, set(answer.headers["Allow"].split(", "))) == (405, {"GET", "HEAD"})


def test_a_folder_shows_its_index(client: httpx.Client) -> None:
    assert client.get("/tag/").content == client.get("/tag/index.html").content
    assert client.get("/tag").headers["Location"] == "/tag/"


STYLE = "p { color: red }"
STYLE_DIGEST = hashlib.blake2b(STYLE.encode(), digest_size=16).hexdigest()[:8]
EDITS: list[tuple[str, str, Callable[[Room], object], str]] = [
    ("cable", PAGE, lambda room: room.edit("cables/07VENSK12.txt", "quiet.", "loud."), "The week was loud."),
    ("subject, on another page", "cable/2006/lindemar/06LINDEMAR3.html",
     lambda room: room.edit("cables/07VENSK12.txt", "A QUIET WEEK", "A LOUD WEEK"), "A Loud Week"),
    ("subject, in a list", "tag/PREL.html",
     lambda room: room.edit("cables/07VENSK12.txt", "A QUIET WEEK", "A LOUD WEEK"), "A Loud Week"),
    ("new cable", "cable/2007/vensk/07VENSK14.html", lambda room: room.cable("07VENSK14"), "07VENSK14"),
    ("new cable in a new folder", "cable/2008/vensk/08VENSK1.html",
     lambda room: room.cable("08VENSK1", path="cables/new/deep/08VENSK1.txt"), "08VENSK1"),
    ("new cable, in a list", "origin/vensk.html", lambda room: room.cable("07VENSK14"), "07VENSK14"),
    ("page", "about.html", lambda room: room.edit("pages/about.md", "# About", "# About us"), "About us"),
    ("page, in the menu", PAGE, lambda room: room.edit("pages/about.md", "# About", "# About us"), "About us"),
    ("new page", "more.html", lambda room: room.put("pages/more.md", "# More\n"), "More"),
    ("note", PAGE, lambda room: room.edit("notes/07VENSK12.md", "the whole", "all of it"), "A note on all of it"),
    ("new translation", PAGE, lambda room: room.put("translations/07VENSK12.es.md", "## p1\n\nCalma.\n"), "Calma."),
    ("vocabulary", "tag/KDEM.html",
     lambda room: room.put("vocabulary/tags.csv", "code,meaning,kind\nKDEM,Own words,subject\n"), "Own words"),
    ("setting", PAGE, lambda room: room.edit("site.toml", "A room", "Another room"), "Another room"),
    ("first template", PAGE, lambda room: room.template("cable.html", "A template of our own"), "A template of our own"),
    ("style", "assets/room.css", lambda room: room.template("assets/room.css", STYLE), "color: red"),
    ("style, by its address", PAGE, lambda room: room.template("assets/room.css", STYLE), f"room.css?v={STYLE_DIGEST}"),
]  # fmt: skip


@pytest.mark.parametrize(("address", "edit", "words"), [one[1:] for one in EDITS], ids=[one[0] for one in EDITS])
def test_an_edit_is_seen(
    room: Room, client: httpx.Client, address: str, edit: Callable[[Room], object], words: str
) -> None:
    assert words not in client.get(f"/{address}").text

    edit(room)

    _until(lambda: words in client.get(f"/{address}").text)


def test_a_cable_that_goes_is_gone_and_cited_still(room: Room, client: httpx.Client) -> None:
    (room.content / "cables/06LINDEMAR3.txt").unlink()

    address = "/cable/2006/lindemar/06LINDEMAR3"
    _until(lambda: client.get(f"{address}.txt").status_code == 404)
    assert client.get(f"{address}.txt").headers["Content-Type"] == "text/html; charset=utf-8"
    assert "07VENSK12" in client.get(f"{address}.html").text


def test_a_fault_of_a_template_is_shown_over_the_last_good_page(room: Room, client: httpx.Client) -> None:
    good = without_script(client.get(f"/{PAGE}").content)
    room.template("cable.html", "one\ntwo {{ view.subjct }}\n")
    _until(lambda: client.get(f"/{PAGE}").status_code == 500)

    shown = client.get(f"/{PAGE}").text
    assert "templates/cable.html:2: error T002: CableView has no field &#x27;subjct&#x27;" in shown
    assert good.decode().partition("</body>")[0] in shown
    assert client.get("/about.html").status_code == 200

    (room.templates / "cable.html").unlink()
    _until(lambda: without_script(client.get(f"/{PAGE}").content) == good)


def test_a_fault_of_a_template_is_shown_over_a_page_that_nobody_had_seen(room: Room, client: httpx.Client) -> None:
    room.template("list.html", "{% if %}")

    _until(lambda: client.get("/tag/PREL.html").status_code == 500)
    assert "templates/list.html:1: error T001" in client.get("/tag/PREL.html").text


def test_a_fault_of_the_settings_is_shown_over_the_last_good_page(
    room: Room, client: httpx.Client, said: list[str]
) -> None:
    room.edit("site.toml", "title", "titel")
    _until(lambda: client.get(f"/{PAGE}").status_code == 500)

    shown = client.get(f"/{PAGE}").text
    assert "site.toml:2: error G002: there is no setting site.titel" in shown
    assert "The week was quiet." in shown
    assert client.get("/assets/room.css").status_code == 200
    assert any("G002" in line for line in said)

    room.edit("site.toml", "titel", "title")
    _until(lambda: client.get(f"/{PAGE}").status_code == 200)


def test_a_room_that_cannot_be_shown_at_all_says_why(room: Room, said: list[str]) -> None:
    room.put("site.toml", "titel = 1\n")

    with preview(room.project, said) as client:
        answer = client.get("/")

    assert (answer.status_code, "G002" in answer.text) == (500, True)
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


def test_a_room_whose_memory_cannot_be_used_is_shown_without_it(room: Room, said: list[str]) -> None:
    furnish(room)
    room.project.store_folder.parent.write_text("no folder", encoding="utf-8")

    with preview(room.project, said) as client:
        room.edit("cables/07VENSK12.txt", "quiet.", "loud.")
        _until(lambda: "The week was loud." in client.get(f"/{PAGE}").text)

    assert said == []


def test_a_fault_of_the_disk_is_shown_and_the_preview_goes_on(
    room: Room, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    furnish(room)
    full = True

    def settings(*given: object) -> Inputs:
        if full:
            raise OSError(28, "No space left on device", "somewhere")
        return load_inputs(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("generator.preview.session.load_inputs", settings)
    with preview(room.project, said) as client:
        assert "B023" in client.get(f"/{PAGE}").text
        full = False
        room.edit("cables/07VENSK12.txt", "quiet.", "loud.")
        _until(lambda: "The week was loud." in client.get(f"/{PAGE}").text)

    assert said[0].startswith("somewhere: error B023: this file or folder cannot be used: No space left on device")


FAULTS = [
    ("a heading", lambda room: room.edit("cables/07VENSK12.txt", "PREL, KDEM", "PREL, 4711"), "cables/07VENSK12.txt", "C120"),
    ("front matter", lambda room: room.edit("cables/07VENSK12.txt", "+++\nid", "+++\nid ="), "cables/07VENSK12.txt", "C004"),
    ("an empty file", lambda room: room.put("cables/07VENSK99.txt", ""), "cables/07VENSK99.txt", "C001"),
    ("a page", lambda room: room.put("pages/bad.md", "+++\ntitle = 1\n+++\n"), "pages/bad.md", "E002"),
    ("a link", lambda room: room.put("pages/bad.md", "# Bad\n\n[x](nowhere.md)\n"), "pages/bad.md", "E008"),
    ("a table", lambda room: room.put("vocabulary/tags.csv", "colour\nred\n"), "vocabulary/tags.csv", "V"),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "path", "code"), [one[1:] for one in FAULTS], ids=[one[0] for one in FAULTS])
def test_what_an_edit_does_wrong_is_said_and_shown_at_the_foot_of_pages(
    room: Room, client: httpx.Client, said: list[str], edit: Callable[[Room], object], path: str, code: str
) -> None:
    assert "reading-room-problem" not in client.get(f"/{PAGE}").text
    before = {one: (room.content / one).read_bytes() for one in [path] if (room.content / one).exists()}

    edit(room)

    _until(lambda: any(f" {code}" in line and path in line for line in said))
    _until(lambda: 'role="status"' in client.get("/index.html").text)
    shown = client.get("/index.html")
    assert (shown.status_code, path in shown.text, f" {code}" in shown.text) == (200, True, True)

    (room.content / path).unlink()
    for one, data in before.items():
        room.put(one, data)
    _until(lambda: "reading-room-problem" not in client.get(f"/{PAGE}").text)


def test_a_fault_of_a_template_is_said_in_the_terminal_once(room: Room, client: httpx.Client, said: list[str]) -> None:
    room.template("cable.html", "one\ntwo {{ view.subjct }}\n")
    _until(lambda: client.get(f"/{PAGE}").status_code == 500)

    client.get(f"/{PAGE}")

    assert sum("T002" in line for line in said) == 1


def test_a_build_goes_on_beside_it(room: Room, client: httpx.Client) -> None:
    report = room.build(Options(jobs=1, search=False))

    assert report.errors == 0
    assert without_script(client.get(f"/{PAGE}").content) == (room.output / PAGE).read_bytes()


def test_the_search_index_comes_and_is_renewed_in_the_background(room: Room, said: list[str]) -> None:
    furnish(room)
    with preview(room.project, said, search=True) as client:
        place = "/search/data/directory.bin"
        _until(lambda: client.get(place).status_code == 200)

        def held() -> int:
            return int(directory_of({place[1:]: client.get(place).content})["held"])

        assert held() == 3
        room.cable("07VENSK14")
        _until(lambda: held() == 4)

    assert not room.output.exists()


def test_a_second_start_reads_no_cable_again(room: Room, said: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    furnish(room)
    old = time.time() - 60
    for path in room.content.rglob("*.txt"):
        os.utime(path, (old, old))
    with preview(room.project, said) as client:
        first = client.get(f"/{PAGE}").content
    read: list[object] = []
    monkeypatch.setattr("generator.preview.facts_cache.read_source", lambda _bench, path: read.append(path))

    with preview(room.project, said) as client:
        assert client.get(f"/{PAGE}").content == first

    assert read == []


def test_many_readers_at_once_see_no_error_and_in_the_end_the_last_edit(room: Room, client: httpx.Client) -> None:
    wrong: list[str] = []
    done = threading.Event()
    addresses = ["/", f"/{PAGE}", "/cable/2007/vensk/07VENSK13.html", "/tag/PREL.html", "/assets/room.css"]

    def read_on() -> None:
        with httpx.Client(base_url=client.base_url, timeout=30) as own:
            while not done.is_set():
                for address in addresses:
                    answer = own.get(address)
                    if answer.status_code != 200:
                        wrong.append(f"{address}: {answer.status_code}")

    readers = [threading.Thread(target=read_on) for _ in range(50)]
    for reader in readers:
        reader.start()
    for count in range(5):
        room.put("cables/07VENSK12.txt", cable_text("07VENSK12", text=f"Edit number {count}."))
        time.sleep(0.1)
    done.set()
    for reader in readers:
        reader.join()

    assert wrong == []
    _until(lambda: "Edit number 4." in client.get(f"/{PAGE}").text)


def test_ctrl_c_ends_it_at_once_whoever_listens(room: Room) -> None:
    room.cable("07VENSK12")
    command = [sys.executable, "-m", "generator", "serve", "--port", "0", "--content", str(room.content)]
    process = subprocess.Popen(
        [*command, "--output", str(room.output)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=Path(__file__).parent.parent.parent,
    )  # fmt: skip
    assert process.stdout is not None
    address = process.stdout.readline().split()[1]
    with httpx.stream("GET", f"{address}.reading-room/events", timeout=30) as events:
        assert next(events.iter_lines()) == "retry: 500"
        began = time.monotonic()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
        took = time.monotonic() - began

    assert (process.returncode, errors) == (0, "")
    assert took < 10


def test_without_content_there_is_nothing_to_serve(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as stopped:
        Served(Project(tmp_path / "none", tmp_path / "site"), "127.0.0.1", 0, print)

    assert stopped.value.problem.code == "B007"


def test_a_port_that_is_taken_is_told(room: Room) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(OutputError) as stopped:
            Served(room.project, "127.0.0.1", port, print)

    assert stopped.value.problem.code == "B008"
    assert str(port) in stopped.value.problem.message
    assert "--port" in stopped.value.problem.hint
