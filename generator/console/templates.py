"""``templates``: whose each is."""

from collections.abc import Sequence

from generator.console import say
from generator.scaffolding.templates import Listed


def show_templates(templates: Sequence[Listed]) -> None:
    """Print the name of each template and whose it is."""
    width = max((len(one.name) for one in templates), default=0)
    for one in templates:
        whose = "yours" if not one.packaged else "yours, in place of the program's" if one.own else "the program's"
        if one.outdated:
            whose += f", outdated: copied from {one.copied}; the program's has changed since"
        say(f"{one.name:{width}}  {whose}")
    if any(one.outdated for one in templates):
        say("reading-room templates diff NAME shows the difference.")
