"""``doctor``: what was found, as a table or for machines."""

import json

from generator.console import show
from generator.console.problems import for_machines
from generator.problems import Severity
from generator.publishing.doctor import Diagnosis


def show_facts(found: Diagnosis) -> None:
    """Print what was found in a table for each part of the examination."""
    part = ""
    width = max((len(fact.name) for fact in found.facts), default=0)
    for fact in found.facts:
        if fact.part != part:
            part = fact.part
            show((part.capitalize(), "bold"))
        value = f"{fact.value:,}" if isinstance(fact.value, int) else fact.value
        show(f"  {fact.name:{width}}  {value}")


def diagnosis_json(found: Diagnosis) -> str:
    """Return what was found for machines."""
    return json.dumps(
        {
            "facts": [{"part": one.part, "name": one.name, "value": one.value} for one in found.facts],
            "problems": [for_machines(one) for one in found.problems],
            "errors": sum(one.severity is Severity.ERROR for one in found.problems),
            "warnings": sum(one.severity is Severity.WARNING for one in found.problems),
        },
        ensure_ascii=False,
    )
