"""Withholding: the rules of ``content/withheld.toml`` and the bytes of a source -> what may be published of it.

Everything of the site is made from the bytes that come out of here, so what was taken out can be nowhere in it. Pure:
opens no file, never raises on content; a rule that cannot be followed to the letter takes the whole cable out.
"""

from generator.redaction.gate import Gate
from generator.redaction.redact import Published, redact, withhold_words
from generator.redaction.rules import NO_RULES, Rule, Rules, may_speak_of_withheld, parse_rules, unmatched

__all__ = [
    "NO_RULES",
    "Gate",
    "Published",
    "Rule",
    "Rules",
    "may_speak_of_withheld",
    "parse_rules",
    "redact",
    "unmatched",
    "withhold_words",
]
