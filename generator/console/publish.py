"""``publish``: what was changed, or would be."""

import json
from collections.abc import Iterable, Sequence

from generator.console import count, say, warn
from generator.console.problems import for_machines, show_problems
from generator.publishing.publish import Published

_MOST_NAMED = 20  # files that change, of a kind
_INDEX = "search/"
_CHANGES = ("added", "changed", "deleted")


def show_published(done: Published, *, as_json: bool) -> None:
    """Print what a publication changed or would change: all of it for machines and the target "files", else some."""
    if as_json:
        refused = for_machines(done.refused) if done.refused else None
        say(json.dumps({"target": done.target, "done": done.done, "refused": refused, "files": done.files,
                        **{name: getattr(done.changes, name) for name in _CHANGES}}, ensure_ascii=False))  # fmt: skip
        return
    for name in _CHANGES:
        addresses = in_order_of_interest(getattr(done.changes, name))
        most = len(addresses) if done.target == "files" else _MOST_NAMED
        for address in addresses[:most]:
            say(f"{name} {address}")
        if len(addresses) > most:
            say(f"{name} {_rest(addresses[most:])}")
    counts = ", ".join(f"{len(getattr(done.changes, name))} {name}" for name in _CHANGES)
    if done.done and not done.carried:
        warn(f"Nothing to publish: all {count(done.files, 'file')} are there as they were built.")
    else:
        warn(f"{_done(done)}: {counts}; {count(done.files, 'file')} in the site.")
    if done.refused is not None:
        show_problems([done.refused])


def _done(done: Published) -> str:
    if not done.done:
        return "Would be published"
    return "To be copied" if done.target == "files" else "Published"


def _rest(addresses: Sequence[str]) -> str:
    """Return how many files are not named, and how many of them are of the search index."""
    index = sum(address.startswith(_INDEX) for address in addresses)
    return f"{len(addresses)} more" + (f", of which {count(index, 'file')} of the search index" if index else "")


def in_order_of_interest(addresses: Iterable[str]) -> list[str]:
    """Return addresses in the order in which they are named: pages, their other files, data, the search index."""

    def key(address: str) -> tuple[bool, bool, bool, str]:
        search, data = address.startswith(_INDEX), address.startswith("data/")
        return search, data, not address.endswith(".html"), address

    return sorted(addresses, key=key)
