"""A copy of the site at a web address: fetches the bytes of its files over a few open connections.

A server may send anything: answers are read in pieces, within a time limit, and only their digest is used. One that takes too
long for as many files as there are connections is asked for no more.
"""

import hashlib
import http.client
import socket
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, suppress
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import msgspec

CONNECTIONS = 8
_AHEAD = 4  # files requested in advance, for each connection
_SILENCE = 30  # seconds of silence that a server may have
_LONGEST = 900.0  # seconds that one file may take
_LONGEST_HEAD = 60.0  # seconds that a server may take to begin an answer, its headers too
_PAUSES = (0.5, 2.0)  # seconds before the second and the third attempt
_REDIRECTS = 5
_PIECE = 1 << 16
_MOVED = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 500, 502, 503, 504})
_NOT_FOUND = 404


class Fetched(msgspec.Struct, frozen=True):
    """The answer of a server for an address: the SHA-256 of the bytes, or that the file is missing, or a fault."""

    address: str
    sha256: bytes = b""
    missing: bool = False
    fault: str = ""
    data: bytes = b""


class _FaultError(Exception):
    """The server cannot be reached, or its answer is not valid HTTP."""


class _FinalError(Exception):
    """The answer has more bytes than are wanted, or takes too long: another attempt would not change that."""


class Mirror(AbstractContextManager["Mirror"]):
    """A copy at a web address. Use it in a ``with`` statement; leaving that closes the connections."""

    def __init__(
        self,
        url: str,
        connections: int = CONNECTIONS,
        pauses: tuple[float, ...] = _PAUSES,
        patience: float = _LONGEST_HEAD,
        longest: float = _LONGEST,
    ) -> None:
        """Keep the address of the copy's root, and the seconds that headers and a file may take; fetch nothing yet.

        Raises:
            ValueError: url is not an http or https address.
        """
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError(url)
        self._root = parts._replace(query="", fragment="", path=f"{parts.path.rstrip('/')}/").geturl()
        self._connections = connections
        self._pauses = pauses
        self._patience = patience
        self._longest = longest
        self._own = threading.local()
        self._open: list[http.client.HTTPConnection] = []
        self._threads = ThreadPoolExecutor(connections)
        self._late = 0  # answers that took too long

    def __exit__(self, *_: object) -> None:
        """Close the connections; drop files that are not fetched yet."""
        self._threads.shutdown(cancel_futures=True)
        for connection in self._open:
            connection.close()

    def fetch(self, addresses: Iterable[str]) -> Iterator[Fetched]:
        """Yield the answer for each address, in their order; a few addresses are requested in advance."""
        waiting: deque[Future[Fetched]] = deque()
        for address in addresses:
            waiting.append(self._threads.submit(self.fetch_one, address))
            if len(waiting) >= self._connections * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def fetch_one(self, address: str, most: int = 0) -> Fetched:
        """Return the answer for an address, with the bytes themselves if ``most``, how many there may be, is not 0."""
        if self._late >= self._connections:
            return Fetched(address, fault="not asked for: the server took too long for others")
        fault = ""
        for pause in (0.0, *self._pauses):
            time.sleep(pause)
            try:
                return self._attempt(address, most)
            except _FinalError as error:
                return Fetched(address, fault=str(error))
            except _FaultError as error:
                fault = str(error)
            except (OSError, http.client.HTTPException) as error:
                fault = f"{type(error).__name__}: {error}".rstrip(": ")
        return Fetched(address, fault=fault)

    def _attempt(self, address: str, most: int) -> Fetched:
        url = urljoin(self._root, quote(address))
        for _ in range(_REDIRECTS + 1):
            response, sha256, data = self._ask(urlsplit(url), most)
            if response.status in _MOVED and response.headers["Location"]:
                url = urljoin(url, response.headers["Location"])
                scheme = urlsplit(url).scheme
                if scheme not in {"http", "https"}:
                    return Fetched(address, fault=f"it redirects to {scheme[:20]}:, which is no web address")
                continue
            # 404.html itself may come with the status 404.
            if response.status == http.HTTPStatus.OK or address == "404.html":
                return Fetched(address, sha256, data=data)
            if response.status in _BUSY:
                message = f"status {response.status}"
                raise _FaultError(message)
            known = response.status in {_NOT_FOUND, http.HTTPStatus.GONE}
            return Fetched(address, missing=known, fault="" if known else f"status {response.status}")
        return Fetched(address, fault="it redirects without end")

    def _ask(self, url: SplitResult, most: int) -> tuple[http.client.HTTPResponse, bytes, bytes]:
        """Send one request, over this thread's connection to that server; return the answer, its SHA-256 and bytes."""
        kept: dict[tuple[str, str], http.client.HTTPConnection] = self._own.__dict__.setdefault("kept", {})
        server = (url.scheme, url.netloc)
        connection = kept.get(server)
        if connection is None:
            kind = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
            connection = kept[server] = kind(url.hostname or "", url.port, timeout=_SILENCE)
            self._open.append(connection)
        target = (url.path or "/") + (f"?{url.query}" if url.query else "")
        try:
            connection.request("GET", target, headers={"Accept-Encoding": "identity", "User-Agent": "reading-room"})
            opened = connection.sock  # of an answer that ends with its connection, the answer alone goes on to hold it
            with self._cut_off_after(opened, self._patience, "its headers"):
                response = connection.getresponse()
            with self._cut_off_after(opened, self._longest, "it"):
                sha256, data = _read(response, most)
        except (OSError, http.client.HTTPException, _FaultError, _FinalError):
            connection.close()  # so that the next attempt opens a new one
            raise
        return response, sha256, data

    @contextmanager
    def _cut_off_after(self, opened: socket.socket, seconds: float, subject: str) -> Iterator[None]:
        """Cut a connection off when what is read over it takes too long: a server may send a byte now and then for ever."""
        late = threading.Event()
        timer = threading.Timer(seconds, _cut_off, (opened, late))
        timer.start()
        try:
            yield
        except (OSError, http.client.HTTPException):
            if not late.is_set():
                raise
        finally:
            timer.cancel()
        if late.is_set():
            self._late += 1
            message = f"{subject} took longer than {seconds:.0f} seconds"
            raise _FinalError(message)


def _cut_off(opened: socket.socket, late: threading.Event) -> None:
    late.set()
    with suppress(OSError):  # it ended in this moment
        opened.shutdown(socket.SHUT_RDWR)


def _read(response: http.client.HTTPResponse, most: int) -> tuple[bytes, bytes]:
    """Return the SHA-256 of an answer, and its bytes if these are wanted: most, if not 0, is how many there may be."""
    digest = hashlib.sha256()
    kept: list[bytes] = []
    size = 0
    while piece := response.read(_PIECE):
        digest.update(piece)
        size += len(piece)
        if most:
            kept.append(piece)
            if size > most:
                response.close()
                message = f"it is larger than {most:,} bytes"
                raise _FinalError(message)
    return digest.digest(), b"".join(kept)
