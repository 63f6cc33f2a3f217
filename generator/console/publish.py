"""``publish``: what was changed, or would be."""

import json

from generator.commands.publish import Published
from generator.console import say, warn
from generator.console.counts import count
from generator.console.problems import for_machines, show_problems

_MOST_NAMED = 20  # files that change, of a kind
_CHANGES = ("added", "changed", "deleted")


def show_published(done: Published, *, as_json: bool) -> None:
    """Print what a publication changed or would change: all of it for machines and the target "files", else some."""
    if as_json:
        refused = for_machines(done.refused) if done.refused else None
        say(json.dumps({"target": done.target, "done": done.done, "refused": refused, "files": done.files,
                        **{name: getattr(done.changes, name) for name in _CHANGES}}, ensure_ascii=False))  # fmt: skip
        return
    for name in _CHANGES:
        addresses = getattr(done.changes, name)
        most = len(addresses) if done.target == "files" else _MOST_NAMED
        for address in addresses[:most]:
            say(f"{name} {address}")
        if len(addresses) > most:
            say(f"{name} {len(addresses) - most} more")
    counts = ", ".join(f"{len(getattr(done.changes, name))} {name}" for name in _CHANGES)
    warn(f"{'Published' if done.done else 'Would be published'}: {counts}; {count(done.files, 'file')} in the site.")
    if done.refused is not None:
        show_problems([done.refused])
