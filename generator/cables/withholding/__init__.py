"""What an owner keeps back: rules of ``content/withheld.toml`` and the bytes of a source -> what may be published of it.

Everything of the site is made from the bytes that come out of here, so what was taken out can be nowhere in it. Pure:
opens no file, never raises on content; a rule that cannot be followed to the letter takes the whole cable out.
"""

from generator.cables.withholding.publish import Published, publish, withhold_words
from generator.cables.withholding.rules import NO_RULES, Rule, Rules, is_named, parse_rules, unmatched

__all__ = [
    "NO_RULES",
    "Published",
    "Rule",
    "Rules",
    "is_named",
    "parse_rules",
    "publish",
    "unmatched",
    "withhold_words",
]
