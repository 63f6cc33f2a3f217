"""The exceptions that stop the program. Each carries the problem to show."""

from generator.problems.model import Problem


class GeneratorError(Exception):
    """What stops the program: carries the problem to show, never a stack trace for the owner to read."""

    def __init__(self, problem: Problem) -> None:
        """Keep the problem; the text of the exception is the problem as a terminal shows it."""
        super().__init__(str(problem))
        self.problem = problem


class ConfigurationError(GeneratorError):
    """``content/site.toml`` cannot be used as it is."""


class AddressError(GeneratorError):
    """Two sources claim one address of the site."""


class TemplateError(GeneratorError):
    """A template is missing, cannot be read, or asks for what its view does not have."""


class OutputError(GeneratorError):
    """The site cannot be written: the folder, the disk or a program that writes there failed."""
