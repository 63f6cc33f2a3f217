"""The small server: a built site over HTTP, with the right kinds of file, and nothing outside it."""

import threading
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest

from generator.commands.serve import open_server
from generator.problems import OutputError
from tests.room import Room


@pytest.fixture
def address(room: Room) -> Iterator[str]:
    """The address of a room that is served."""
    room.cable("07VENSK12")
    room.build()
    (room.folder / "secret.txt").write_text("secret", encoding="utf-8")
    with open_server(room.output, "127.0.0.1", 0) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("", "text/html"),
        ("cable/2007/vensk/07VENSK12.html", "text/html"),
        ("cable/2007/vensk/07VENSK12.txt", "text/plain; charset=utf-8"),
        ("assets/search.js", "text/javascript"),
        ("assets/room.css?v=1", "text/css"),
        ("data/cables.jsonl", "application/x-ndjson"),
    ],
)
def test_a_file_comes_as_what_it_is(address: str, path: str, kind: str) -> None:
    with urllib.request.urlopen(address + path) as answer:  # noqa: S310  our own server
        assert answer.headers["Content-Type"].startswith(kind)
        assert answer.headers["Cache-Control"] == "no-cache"
        assert answer.read()


@pytest.mark.parametrize("path", ["gone.html", "../secret.txt", "%2e%2e/secret.txt", "tag/../../secret.txt"])
def test_what_is_not_in_the_site_is_not_found(address: str, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(address + path)  # noqa: S310  as above

    assert refused.value.code == 404
    refused.value.close()


def test_without_a_site_there_is_nothing_to_serve(room: Room) -> None:
    with pytest.raises(OutputError) as stopped:
        open_server(room.output, "127.0.0.1", 0)

    assert stopped.value.problem.code == "B008"


def test_a_port_that_is_taken_is_told(room: Room) -> None:
    room.build()
    with open_server(room.output, "127.0.0.1", 0) as server:
        port = server.server_address[1]
        with pytest.raises(OutputError) as stopped:
            open_server(room.output, "127.0.0.1", int(port))

    assert stopped.value.problem.code == "B008"
    assert str(port) in stopped.value.problem.message
    assert "--port" in stopped.value.problem.hint
