"""``serve``: a small web server over the built site, for looking at it on this machine. Does not build."""

import functools
import http.server
import socketserver
from pathlib import Path

from generator.problems import OutputError, Problem, Severity, Where


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files; tells browsers not to keep them, so that the next build is seen at once."""

    extensions_map = {  # noqa: RUF012  the base class has it as it is
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".wasm": "application/wasm",
        ".jsonl": "application/x-ndjson",
        ".txt": "text/plain; charset=utf-8",
    }

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *_args: object) -> None:
        """Say nothing: a reader's requests are nobody's business."""


class _Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    allow_reuse_address = True


def open_server(site: Path, host: str, port: int) -> http.server.HTTPServer:
    """Return a server of a site's files, listening; port 0 takes any free one.

    Raises:
        OutputError: B008 there is no site, or the port is taken.
    """
    if not (site / "index.html").is_file():
        message = "there is no built site here"
        raise OutputError(Problem(Where(str(site)), Severity.ERROR, "B008", message, "build it: reading-room build"))
    try:
        return _Server((host, port), functools.partial(_Handler, directory=str(site)))
    except OSError as error:
        message = f"cannot listen on {host}:{port}: {(error.strerror or str(error)).lower()}"
        raise OutputError(
            Problem(Where(str(site)), Severity.ERROR, "B008", message, "name another with --port")
        ) from None
