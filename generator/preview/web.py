"""Requests -> answers: kinds of file, conditional requests, the script that reloads, who may ask. Holds no page.

Only GET and HEAD are answered. A request whose Host is a name that is not this machine's is refused: by such a name
a page from elsewhere could read the room (DNS rebinding). Nothing of a request becomes a path on the disk.
"""

import asyncio
import hashlib
import ipaddress
import logging
import mimetypes
import re
import socket
import threading
from collections.abc import AsyncIterator, Callable
from html import escape
from importlib import resources
from types import FrameType
from urllib.parse import quote

import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from generator.preview.whole_requests import WholeRequests
from generator.problems import OutputError, Problem, Where, problem_at

OWN = "/.reading-room"
_SHOWN = 5  # problems over a page
_OWN_FILES = ("reload.js", "watch.js", "problem.css")
_BODY_END = re.compile(rb"</body\s*>", re.IGNORECASE)
_BARE = (
    b'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>%s</title></head><body>\n%s\n</body></html>\n'
)
_KINDS = mimetypes.MimeTypes()  # the table that comes with Python, not the machine's own
for _ending, _kind in (
    (".js", "text/javascript"), (".sha256", "text/plain"), (".jsonl", "application/x-ndjson"), (".xml", "application/xml"),
    (".atom", "application/atom+xml"), (".wasm", "application/wasm"), (".woff2", "font/woff2"),
):  # fmt: skip
    _KINDS.add_type(_kind, _ending)
_FOUND, _NOT_FOUND, _FAILED, _NOT_READY = 200, 404, 500, 503


class Answer(msgspec.Struct, frozen=True):
    """The answer for an address: bytes, None if there is no such file; problems are shown over a page.

    notices are problems of the content that do not keep the page from being rendered: its foot shows them. wait, if not
    "", says why nothing can be shown yet.
    """

    body: bytes | None = None
    problems: tuple[Problem, ...] = ()
    wait: str = ""
    notices: tuple[Problem, ...] = ()


class Changes:
    """Announces changes of the room to all waiting browsers. Thread-safe."""

    def __init__(self) -> None:
        self._waiting: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()
        self._lock = threading.Lock()

    def tell(self) -> None:
        """Announce a change."""
        with self._lock:
            for loop, event in self._waiting:
                loop.call_soon_threadsafe(event.set)

    async def stream(self) -> AsyncIterator[bytes]:
        """Yield a message at once, one at each change, and a comment every 15 seconds."""
        event = asyncio.Event()
        one = (asyncio.get_running_loop(), event)
        with self._lock:
            self._waiting.add(one)
        try:
            yield b"retry: 500\ndata: now\n\n"
            while True:
                try:
                    await asyncio.wait_for(event.wait(), timeout=15)
                    event.clear()
                    yield b"data: changed\n\n"
                except TimeoutError:
                    yield b": still here\n\n"
        finally:
            with self._lock:
                self._waiting.discard(one)


def make_app(answer: Callable[[str], Answer], changes: Changes, host: str) -> ASGIApp:
    """Return the application of a preview.

    answer is called in threads; host is the name or address that it listens on.
    """

    async def page(request: Request) -> Response:
        address = request.path_params["address"]
        if address == "" or address.endswith("/"):
            address += "index.html"
        found = await run_in_threadpool(answer, address)
        if found.body is None and not found.wait and not found.problems:
            inside = await run_in_threadpool(answer, f"{address}/index.html")
            if inside.body is not None:
                return RedirectResponse(quote(f"/{address}/"), status_code=307)
            return _respond(request, "404.html", await run_in_threadpool(answer, "404.html"), _NOT_FOUND)
        return _respond(request, address, found, _FOUND)

    async def events(_request: Request) -> Response:
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(changes.stream(), media_type="text/event-stream", headers=headers)

    async def own(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _OWN_FILES:
            return Response(b"There is no such file.\n", _NOT_FOUND, media_type="text/plain")
        data = (resources.files(__package__ or "") / name).read_bytes()
        return Response(data, headers=_headers(name))

    return _Guard(
        Starlette(
            routes=[
                Route(f"{OWN}/events", events),
                Route(f"{OWN}/{{name}}", own),
                Route("/{address:path}", page, methods=["GET", "HEAD"]),
            ]
        ),
        host,
    )


def _respond(request: Request, address: str, found: Answer, status: int) -> Response:
    body, shown = found.body, address
    if found.wait:
        body, status, shown = _bare("One moment", found.wait), _NOT_READY, "told.html"
    elif found.problems and (body is None or _is_page(address)):
        body, status, shown = _over(body or _bare("A problem", ""), found.problems), _FAILED, "told.html"
    elif body is None:
        body, shown = b"There is no such file.\n", "told.txt"
    elif found.notices and _is_page(address):
        body = _over(body, found.notices, "status")
    tag = hashlib.blake2b(body + status.to_bytes(2, "big"), digest_size=16).hexdigest()
    headers = {**_headers(shown), "ETag": f'"{tag}"'}
    if status == _NOT_READY:
        headers["Retry-After"] = "1"
    if status == _FOUND and _matches(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    return Response(_with_script(body, tag) if _is_page(shown) else body, status, headers=headers)


def _headers(address: str) -> dict[str, str]:
    kind = _KINDS.guess_type(address.rpartition("/")[2])[0] or "application/octet-stream"
    return {
        "Content-Type": f"{kind}; charset=utf-8" if kind.startswith("text/") else kind,
        "Cache-Control": "no-cache",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


def _matches(asked: str, tag: str) -> bool:
    return asked.strip() == "*" or f'"{tag}"' in (one.strip().removeprefix("W/") for one in asked.split(","))


def _is_page(address: str) -> bool:
    return address.endswith((".html", ".htm"))


def _with_script(body: bytes, tag: str) -> bytes:
    script = f'<script src="{OWN}/reload.js" data-page="{tag}" defer></script>'.encode()
    return _put_in(body, script)


def _put_in(body: bytes, part: bytes) -> bytes:
    """Put a part before the last </body> of a page, or at its end."""
    ends = list(_BODY_END.finditer(body))
    at = ends[-1].start() if ends else len(body)
    return body[:at] + part + body[at:]


def _over(body: bytes, problems: tuple[Problem, ...], role: str = "alert") -> bytes:
    """Return a page with problems over its foot; role is "alert" if the page is not current, else "status"."""
    more = f"\n{len(problems) - _SHOWN} more in the terminal" if len(problems) > _SHOWN else ""
    text = escape("\n".join(map(str, problems[:_SHOWN])) + more)
    style = f'<link rel="stylesheet" href="{OWN}/problem.css">'
    return _put_in(body, f'{style}<pre class="reading-room-problem" role="{role}" tabindex="0">{text}</pre>'.encode())


def _bare(title: str, text: str) -> bytes:
    words = f"<h1>{escape(title)}</h1>" + (f"<p>{escape(text)}</p>" if text else "")
    return _BARE % (escape(title).encode(), words.encode())


class _Guard:
    """Refuses requests with a host name that is not this machine's."""

    def __init__(self, app: ASGIApp, host: str) -> None:
        self._app = app
        names = {"localhost", host.lower()}
        if not _is_loopback(host):
            names.add(socket.gethostname().lower())
        self._names = frozenset(names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self._may(dict(scope["headers"]).get(b"host", b"").decode("latin-1")):
            text = b"This name is not one of this machine's. Use its address, or localhost.\n"
            await Response(text, 421, media_type="text/plain")(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _may(self, host: str) -> bool:
        name = re.sub(r":\d{1,5}\Z", "", host).lower().rstrip(".")
        return (
            name in self._names or name.endswith(".localhost") or _is_address(name.removeprefix("[").removesuffix("]"))
        )


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _is_loopback(host: str) -> bool:
    return host == "localhost" or (_is_address(host) and ipaddress.ip_address(host).is_loopback)


class Server(uvicorn.Server):
    """A server of an application on a listening socket; stops at once."""

    def __init__(self, app: ASGIApp, host: str, port: int) -> None:
        """Listen; port 0 takes any free port.

        Raises:
            OutputError: B008 another program uses the port, or the address does not belong to this machine.
        """
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)  # open pages are cut off, which is no error
        config = uvicorn.Config(
            app, loop="asyncio", http=WholeRequests, ws="none", lifespan="off", log_config=None, access_log=False,
            server_header=False, timeout_graceful_shutdown=0,
        )  # fmt: skip
        super().__init__(config)
        try:
            family = socket.AF_INET6 if ":" in host else socket.AF_INET
            self._socket = socket.create_server((host, port), family=family, backlog=256)
        except OSError as error:
            address, fault = f"{host}:{port}", (error.strerror or str(error)).lower()
            raise OutputError(problem_at("B008", Where(address), address=address, fault=fault)) from None
        self.port = int(self._socket.getsockname()[1])

    def serve_until_stopped(self) -> None:
        """Answer requests until ``stop`` or a signal."""
        try:
            self.run(sockets=[self._socket])
        finally:
            self._socket.close()

    def stop(self) -> None:
        """Stop, from any thread."""
        self.force_exit = True
        self.should_exit = True

    def close(self) -> None:
        """Close the port without having served."""
        self._socket.close()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop at the first Ctrl-C, not the second."""
        self.force_exit = True
        super().handle_exit(sig, frame)
