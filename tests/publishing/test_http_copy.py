"""A copy at a web address, on a real server on this machine: bytes, what is missing, moved, broken, slow to come."""

import hashlib
import http.server
import itertools
import socketserver
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pytest

from generator.publishing.http_copy import Fetched, Mirror

PAGES = {
    "/room/index.html": b"front",
    "/room/a/%C3%A9%20b.html": b"accent",
    "/plain": b"moved",
    "/room/404.html": b"none",
}


class Server(http.server.ThreadingHTTPServer):
    """Serves PAGES and some misbehaviour; counts the connections and how many requests are under way at once."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.lock = threading.Lock()
        self.connections = self.now = self.most = 0
        self.failures = 2


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def setup(self) -> None:
        super().setup()
        with self.server.lock:
            self.server.connections += 1

    def do_GET(self) -> None:
        with self.server.lock:
            self.server.now += 1
            self.server.most = max(self.server.most, self.server.now)
        self._answer()
        with self.server.lock:
            self.server.now -= 1

    def _answer(self) -> None:
        status, body, headers = 404, b"nothing here", {}
        if self.path in PAGES:
            status, body = (404 if "404" in self.path else 200), PAGES[self.path]
        elif self.path == "/room/moved.html":
            status, body, headers = 308, b"over there", {"Location": "/plain"}
        elif self.path == "/room/round.html":
            status, headers = 302, {"Location": "round.html"}
        elif self.path == "/room/out.html":
            status, headers = 302, {"Location": "file:///etc/passwd"}
        elif self.path == "/room/forbidden.html":
            status = 403
        elif self.path == "/room/shy.html":
            self.server.failures -= 1
            status, body = (503, b"busy") if self.server.failures >= 0 else (200, b"at last")
        elif self.path == "/room/broken.html":
            self.close_connection = True
            return
        elif self.path == "/room/gone.html":
            status = 410
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_parts: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as serving:
        thread = threading.Thread(target=serving.serve_forever, daemon=True)
        thread.start()
        yield serving
        serving.shutdown()
        thread.join()


def address_of(server: Server) -> str:
    return f"http://127.0.0.1:{server.server_address[1]}/room"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("index.html", b"front"),
        ("a/é b.html", b"accent"),
        ("moved.html", b"moved"),
        ("404.html", b"none"),
        ("shy.html", b"at last"),
    ],
)
def test_the_bytes_of_a_file_are_digested(server: Server, address: str, expected: bytes) -> None:
    with Mirror(address_of(server), pauses=(0.0, 0.0)) as mirror:
        assert mirror.fetch_one(address) == Fetched(address, hashlib.sha256(expected).digest())


@pytest.mark.parametrize(
    ("address", "missing", "fault"),
    [
        ("absent.html", True, ""),
        ("gone.html", True, ""),
        ("forbidden.html", False, "status 403"),
        ("round.html", False, "without end"),
        ("out.html", False, "it redirects to file:, which is no web address"),
        ("broken.html", False, "RemoteDisconnected"),
    ],
)
def test_what_a_server_does_not_give_is_told(server: Server, address: str, fault: str, *, missing: bool) -> None:
    with Mirror(address_of(server), pauses=(0.0,)) as mirror:
        fetched = mirror.fetch_one(address)

    assert (fetched.missing, fetched.sha256) == (missing, b"")
    assert fault in fetched.fault
    assert bool(fault) == bool(fetched.fault)


def test_bytes_are_kept_only_up_to_what_is_asked_for(server: Server) -> None:
    with Mirror(address_of(server)) as mirror:
        assert mirror.fetch_one("index.html", 5).data == b"front"
        assert mirror.fetch_one("index.html", 4) == Fetched("index.html", fault="it is larger than 4 bytes")
        assert mirror.fetch_one("index.html").data == b""


def test_a_server_that_is_not_there_is_told() -> None:
    with http.server.HTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler) as closed:
        port = closed.server_address[1]
    with Mirror(f"http://127.0.0.1:{port}/", pauses=()) as mirror:
        assert "ConnectionRefusedError" in mirror.fetch_one("index.html").fault


def test_files_come_in_order_over_few_connections_that_stay_open(server: Server) -> None:
    addresses = ["index.html", "absent.html", "a/é b.html"] * 40
    with Mirror(address_of(server), connections=3) as mirror:
        assert [one.address for one in mirror.fetch(addresses)] == addresses

    assert server.connections <= 3
    assert server.most <= 3


@pytest.mark.parametrize("url", ["ftp://example.org/", "example.org", "https://", "file:///etc"])
def test_only_the_web_is_asked(url: str) -> None:
    with pytest.raises(ValueError, match=url):
        Mirror(url)


_HEADERS, _BODY = "its headers took longer than 1 seconds", "it took longer than 1 seconds"
ENDLESS = {
    "a header that goes on": (b"HTTP/1.1 200 OK\r\nX: ", b"y", _HEADERS),
    "an interim answer for ever": (b"", b"HTTP/1.1 100 Continue\r\n\r\n", _HEADERS),
    "a file byte by byte": (b"HTTP/1.1 200 OK\r\nContent-Length: 9999999\r\n\r\n", b"y", _BODY),
    "a file without a length": (b"HTTP/1.1 200 OK\r\n\r\n", b"y", _BODY),
    "a file in pieces for ever": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\ny\r\n", _BODY),
}


@contextmanager
def dripping_server(first: bytes, more: bytes) -> Iterator[str]:
    """Give the address of a server that sends a beginning, and then a little more for ever."""

    class Dripping(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            sent: Iterable[bytes] = itertools.chain([first], itertools.repeat(more))
            try:
                for piece in sent:
                    self.request.sendall(piece)
                    time.sleep(0.02)
            except OSError:
                return

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Dripping) as dripping:
        dripping.daemon_threads = True
        threading.Thread(target=dripping.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{dripping.server_address[1]}/"
        dripping.shutdown()


@pytest.mark.parametrize(("first", "more", "fault"), ENDLESS.values(), ids=list(ENDLESS))
def test_a_server_whose_answer_never_ends_is_left(first: bytes, more: bytes, fault: str) -> None:
    with dripping_server(first, more) as address, Mirror(address, pauses=(), patience=1, longest=1) as mirror:
        fetched = mirror.fetch_one("index.html")

    assert fetched.fault == fault


def test_a_server_that_takes_too_long_is_asked_for_as_many_files_as_there_are_connections() -> None:
    """Not three times for each of a thousand files, each time a minute."""
    first, more, fault = ENDLESS["a header that goes on"]
    begun = time.monotonic()
    with dripping_server(first, more) as address, Mirror(address, 2, (0.0, 0.0), patience=1) as mirror:
        faults = [one.fault for one in mirror.fetch(f"{number}.html" for number in range(40))]

    assert set(faults) == {fault, "not asked for: the server took too long for others"}
    assert 2 <= faults.count(fault) <= 4  # what is on its way when the second ends is waited for
    assert time.monotonic() - begun < 20
