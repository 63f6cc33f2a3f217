"""A copy of the site at a web address: the bytes of its files, over a few connections that stay open.

What comes is whatever a stranger's server sends: it is read in pieces, within a time, and only ever digested.
"""

import hashlib
import http.client
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import msgspec

CONNECTIONS = 8
_AHEAD = 4  # files asked for beyond those being fetched, for each connection
_SILENCE = 30  # seconds that a server may say nothing
_LONGEST = 900  # seconds that one file may take
_PAUSES = (0.5, 2.0)  # seconds before the second and the third attempt
_REDIRECTS = 5
_PIECE = 1 << 16
_MOVED = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 500, 502, 503, 504})
_NOT_FOUND = 404


class Fetched(msgspec.Struct, frozen=True):
    """What a server gave for an address: the SHA-256 of the bytes; or whether it has none; or why it gave nothing."""

    address: str
    sha256: bytes = b""
    missing: bool = False
    fault: str = ""
    data: bytes = b""


class _FaultError(Exception):
    """The server cannot be reached, or does not answer as one must."""


class Mirror:
    """A copy at a web address. Use it in a ``with`` statement; leaving that closes the connections."""

    def __init__(self, url: str, connections: int = CONNECTIONS, pauses: tuple[float, ...] = _PAUSES) -> None:
        """Take the address of the copy's root; nothing is fetched yet.

        Raises:
            ValueError: url is no http or https address.
        """
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError(url)
        self._root = parts._replace(query="", fragment="", path=f"{parts.path.rstrip('/')}/").geturl()
        self._connections = connections
        self._pauses = pauses
        self._own = threading.local()
        self._open: list[http.client.HTTPConnection] = []
        self._threads = ThreadPoolExecutor(connections)

    def __enter__(self) -> Self:
        """Return the mirror."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connections; what is still to be fetched is dropped."""
        self._threads.shutdown(cancel_futures=True)
        for connection in self._open:
            connection.close()

    def fetch(self, addresses: Iterable[str]) -> Iterator[Fetched]:
        """Yield what the server gives for each address, in their order; addresses are taken a little ahead."""
        waiting: deque[Future[Fetched]] = deque()
        for address in addresses:
            waiting.append(self._threads.submit(self.fetch_one, address))
            if len(waiting) >= self._connections * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def fetch_one(self, address: str, most: int = 0) -> Fetched:
        """Return what the server gives for an address, with the bytes themselves if they are at most ``most`` many."""
        fault = ""
        for pause in (0.0, *self._pauses):
            time.sleep(pause)
            try:
                return self._attempt(address, most)
            except _FaultError as error:
                fault = str(error)
            except (OSError, http.client.HTTPException) as error:
                fault = f"{type(error).__name__}: {error}".rstrip(": ")
        return Fetched(address, fault=fault)

    def _attempt(self, address: str, most: int) -> Fetched:
        url = urljoin(self._root, quote(address))
        for _ in range(_REDIRECTS + 1):
            response = self._ask(urlsplit(url))
            sha256, data = _read(response, most)
            if response.status in _MOVED and response.headers["Location"]:
                url = urljoin(url, response.headers["Location"])
                if urlsplit(url).scheme not in {"http", "https"}:
                    break
                continue
            # The page for what is not found may come with the status that it speaks of.
            if response.status == http.HTTPStatus.OK or address == "404.html":
                return Fetched(address, sha256, data=data)
            if response.status in _BUSY:
                message = f"status {response.status}"
                raise _FaultError(message)
            known = response.status in {_NOT_FOUND, http.HTTPStatus.GONE}
            return Fetched(address, missing=known, fault="" if known else f"status {response.status}")
        return Fetched(address, fault="it leads from one address to another without end")

    def _ask(self, url: SplitResult) -> http.client.HTTPResponse:
        """Send one request, over this thread's connection to that server."""
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
            return connection.getresponse()
        except (OSError, http.client.HTTPException):
            connection.close()  # so that the next attempt opens it anew
            raise


def _read(response: http.client.HTTPResponse, most: int) -> tuple[bytes, bytes]:
    """Return the SHA-256 of an answer, and its bytes if there are no more than most."""
    until = time.monotonic() + _LONGEST
    digest = hashlib.sha256()
    kept: list[bytes] = []
    size = 0
    while piece := response.read(_PIECE):
        digest.update(piece)
        size += len(piece)
        if size <= most:
            kept.append(piece)
        if time.monotonic() > until:
            response.close()
            message = f"it took longer than {_LONGEST} seconds"
            raise _FaultError(message)
    if size > most:
        kept.clear()
    return digest.digest(), b"".join(kept)
