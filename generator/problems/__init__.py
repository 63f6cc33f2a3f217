"""What can be wrong, as data: a place, a code, a message, a hint.

Parsing content never raises; it returns problems beside its result. Exceptions are for what stops the program:
``GeneratorError`` and its kinds.
"""

from generator.problems.codes import CODES, VARIANTS, Code, nearest, problem_at
from generator.problems.errors import AddressError, ConfigurationError, GeneratorError, OutputError, TemplateError
from generator.problems.model import Problem, Severity, Where, harmless

__all__ = [
    "CODES", "VARIANTS", "AddressError", "Code", "ConfigurationError", "GeneratorError", "OutputError", "Problem",
    "Severity", "TemplateError", "Where", "harmless", "nearest", "problem_at",
]  # fmt: skip
