"""Python's collector of cyclic garbage, paused while a large room is loaded.

All Facts and what is made of them are some ten million objects in a room of 251,287 cables, none of them garbage; the
collector would look through them again and again.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collection_paused() -> Iterator[None]:
    """Pause the collector within a ``with`` block."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
