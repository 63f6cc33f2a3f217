"""``_headers``: what Netlify and Cloudflare Pages are to send with the files of a site. Pure.

One policy for all addresses, for these hosts join the headers of all rules that fit. It allows what the search page needs;
every page names a narrower one itself, and a browser obeys both (docs/how-to/host.md).
"""

ADDRESS = "_headers"
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_TEXT = f"""/*
  Content-Security-Policy: {POLICY}
  X-Content-Type-Options: nosniff
  Referrer-Policy: same-origin
  Cache-Control: no-cache
/cable/*.txt
  Content-Type: text/plain; charset=utf-8
/data/cables.jsonl
  Content-Type: application/x-ndjson
"""


def headers_file(*, fonts: bool = False) -> bytes:
    """Return the bytes of ``_headers``; fonts says whether pages load fonts of the room."""
    return (_TEXT.replace(POLICY, f"{POLICY}; font-src 'self'") if fonts else _TEXT).encode()
