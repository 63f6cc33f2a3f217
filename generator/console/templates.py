"""``templates``: whose each is."""

from collections.abc import Sequence

from generator.commands.templates import Listed
from generator.console import say


def show_templates(templates: Sequence[Listed]) -> None:
    """Print the name of each template and whose it is."""
    width = max((len(one.name) for one in templates), default=0)
    for one in templates:
        whose = "yours" if not one.packaged else "yours, in place of the program's" if one.own else "the program's"
        say(f"{one.name:{width}}  {whose}")
