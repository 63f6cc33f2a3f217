"""Half a request is not held for ever: over real sockets."""

import socket
import threading
import time
from collections.abc import Iterator

import pytest

from generator.preview.web import Answer, Changes, Server, make_app
from generator.preview.whole_requests import WholeRequests

_HEAD = b"GET /index.html HTTP/1.1\r\nHost: 127.0.0.1\r\n"


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setattr(WholeRequests, "patience", 1.0)
    server = Server(make_app(lambda _: Answer(b"<p>page"), Changes(), "127.0.0.1"), "127.0.0.1", 0)
    thread = threading.Thread(target=server.serve_until_stopped, daemon=True)
    thread.start()
    yield server.port
    server.stop()
    thread.join(20)


def _seconds_until_cut_off(connection: socket.socket, more: bytes) -> float:
    """Send a byte now and then until the server ends the connection, 20 seconds at most."""
    begun = time.monotonic()
    connection.settimeout(0.1)
    while time.monotonic() - begun < 20:
        try:
            if more:
                connection.sendall(more)
            if connection.recv(1 << 16) == b"":
                break
        except TimeoutError:
            continue
        except OSError:
            break
    return time.monotonic() - begun


def _read_to_the_end(connection: socket.socket) -> None:
    while connection.recv(1 << 16):
        pass


@pytest.mark.parametrize(
    ("first", "more"),
    [
        (b"", b""),
        (b"GET /ind", b""),
        (_HEAD, b""),
        (_HEAD + b"X: ", b"y"),
        (_HEAD + b"Content-Length: 100000\r\n\r\n", b"y"),
        (_HEAD + b"\r\n" + _HEAD + b"X: ", b"y"),
    ],
    ids=["nothing", "half a line", "half a head", "a header in drops", "a body in drops", "a second request in drops"],
)
def test_a_connection_without_a_whole_request_is_cut_off(port: int, first: bytes, more: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(first)

        assert _seconds_until_cut_off(connection, more) < 15


def test_a_browser_that_waits_for_changes_is_not_cut_off(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(b"GET /.reading-room/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert b"200 OK" in connection.recv(1 << 16)
        connection.settimeout(2.5)

        with pytest.raises(TimeoutError):
            _read_to_the_end(connection)


def test_a_page_comes_while_many_halves_of_requests_wait(port: int) -> None:
    halves = [socket.create_connection(("127.0.0.1", port), timeout=10) for _ in range(50)]
    for half in halves:
        half.sendall(b"GET /ind")
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(_HEAD + b"Connection: close\r\n\r\n")
        answer = b"".join(iter(lambda: connection.recv(1 << 16), b""))
    for half in halves:
        half.close()

    assert b"200 OK" in answer
    assert b"<p>page" in answer
