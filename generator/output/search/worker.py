"""What of Pagefind runs in a browser: its program, and the script that asks it in place of Pagefind's own (worker.js).

That one is 45 kB and stands twice, on the page and beside it; it loads the program anew for each shard and knows what
it may ask next by looking every 50 ms. Ours calls the same functions of the same program. They are not written down
anywhere but in Pagefind's script, so that is read: when it calls them otherwise than we do, no index is made.

The script stands at an address that the search page knows before it has read anything of the index, so that the worker
starts while the list of shards is on its way; the digest behind the question mark tells browsers when it is another.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from generator.output.search.program import LANGUAGE

ADDRESS = "search/pagefind/worker.js"
SCRIPT = (Path(__file__).parent / "worker.js").read_bytes()
PROGRAM = f"wasm.{LANGUAGE}.pagefind"
_CALLS = (
    "function init_pagefind(metadata_bytes)",
    "function load_index_chunk(ptr,chunk_bytes)",
    "function request_indexes(ptr,query)",
    "function search(ptr,query,original_query,filter,sort,exact,exact_diacritics)",
    "__wbindgen_init_externref_table",
    '"./pagefind_web_bg.js":',
    "wasm.__wbindgen_externrefs",
    "wasm.__wbindgen_malloc",
    "wasm.__wbindgen_free",
    "wasm.__wbindgen_start()",
)


def worker_link() -> str:
    """Return the address at which the search page asks for the script."""
    return f"{ADDRESS}?v={hashlib.sha256(SCRIPT).hexdigest()[:8]}"


def runtime_files(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return what of Pagefind stands in the site once for all shards.

    Args:
        files: name and bytes of each file that Pagefind wrote.

    Raises:
        ValueError: a file is missing, or its program is called otherwise than worker.js does.
    """
    script = files.get("pagefind.js", b"").decode("utf-8", "replace")
    unknown = [call for call in _CALLS if call not in script]
    if unknown or PROGRAM not in files:
        message = f"a Pagefind that the search page cannot use: {unknown[0] if unknown else PROGRAM} is not there"
        raise ValueError(message)
    return {PROGRAM: files[PROGRAM]}
