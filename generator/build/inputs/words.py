"""The catalogue of a room: the language that its settings name, and its own files in ``content/languages``."""

from collections.abc import Mapping, Sequence

from generator.build.inputs.project import Project
from generator.language import FOLDER, Catalogue, catalogue_of, known_languages
from generator.problems import ConfigurationError, Problem, nearest, problem_at


def load_words(project: Project, language: str, files: Mapping[str, bytes]) -> tuple[Catalogue, Sequence[Problem]]:
    """Return the catalogue of a language, and what is wrong with the room's own files.

    language is the setting site.language; files are path and bytes of each file of ``languages/``.

    Raises:
        ConfigurationError: L001 there is no catalogue for the language.
    """
    own = {
        path.removeprefix(f"{FOLDER}/").removesuffix(".toml"): data
        for path, data in files.items()
        if path.endswith(".toml")
    }
    words, problems = catalogue_of(language, own)
    if words is None:
        known = known_languages(own)
        near = nearest(language, known, 0.6)
        where = project.setting("site.language")
        meant = f"; did you mean {near}?" if near else ""
        raise ConfigurationError(problem_at("L001", where, value=language, known=", ".join(known), meant=meant))
    return words, problems
