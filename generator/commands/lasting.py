"""Python's collector of cyclic garbage, kept from looking again and again through what stays until a build is over.

All Facts and what is made of them are some ten million objects in a room of 251,287 cables, and none of them is garbage.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Collect nothing while this is made."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


@contextmanager
def lasting() -> Iterator[None]:
    """Collect nothing while this is made, and pass over it in later collections."""
    with uncollected():
        try:
            yield
        finally:
            gc.freeze()


@contextmanager
def collected_after() -> Iterator[None]:
    """Let the collector see everything again when this is over."""
    try:
        yield
    finally:
        gc.unfreeze()
