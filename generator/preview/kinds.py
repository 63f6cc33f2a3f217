"""What kind of file stands at an address, as HTTP names it. The same on every machine."""

import mimetypes

_PLAIN = "text/plain; charset=utf-8"
_KINDS = {
    "html": "text/html; charset=utf-8",
    "htm": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "txt": _PLAIN,
    "sha256": _PLAIN,
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "jsonl": "application/x-ndjson",
    "atom": "application/atom+xml",
    "xml": "application/xml",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "wasm": "application/wasm",
    "woff2": "font/woff2",
}
_OTHER = mimetypes.MimeTypes()  # the table that comes with Python, not the machine's own


def content_type(address: str) -> str:
    """Return the value of Content-Type for a file; bytes of no known kind for an ending that is not known."""
    name = address.rpartition("/")[2]
    known = _KINDS.get(name.rpartition(".")[2].lower()) if "." in name else None
    return known or _OTHER.guess_type(name, strict=True)[0] or "application/octet-stream"
