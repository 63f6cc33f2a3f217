"""The exceptions that stop the program. Each carries the problem to show."""

from generator.problems.model import Problem


class GeneratorError(Exception):
    """What stops the program: carries the problem to show, never a stack trace for the owner to read."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class ConfigurationError(GeneratorError):
    """A file that the owner decides by cannot be used as it is: the settings, the rules of withholding."""


class AddressError(GeneratorError):
    """Two sources claim one address of the site."""


class TemplateError(GeneratorError):
    """A template is missing, cannot be read, or asks for what its view does not have."""


class OutputError(GeneratorError):
    """What is needed cannot be read, written or run: a file, a folder, a program, a site that is not whole."""
