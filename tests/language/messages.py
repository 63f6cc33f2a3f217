"""All messages of the program: of its templates, its Python and its scripts; ``make words`` writes them to en.toml."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import generator
from generator.render.translation import TranslatedEnvironment, use_language
from generator.search.scripts import messages_in, scripts

PACKAGE = Path(generator.__file__).parent
TEMPLATES = PACKAGE.parent / "templates"
CATALOGUES = PACKAGE / "language"
SCRIPTS = PACKAGE / "render" / "translation.py"  # the table of what scripts say
HEAD = "# Every message of the interface, in English. `make words` writes this file; a test compares it with the program.\n"


def in_templates() -> Iterator[tuple[str, str]]:
    """Yield the messages of the templates: (message, "") or (one, many)."""
    environment = TranslatedEnvironment(trim_blocks=True, lstrip_blocks=True, autoescape=True)
    use_language(environment, environment.words)
    for path in sorted(TEMPLATES.rglob("*.html")):
        environment.found = []
        environment.parse(path.read_text(encoding="utf-8"))
        yield from environment.found


def in_python() -> Iterator[tuple[str, str]]:
    """Yield the messages of the modules, which stand in say(…), message(…) and count(…, …)."""
    for path in sorted((*(PACKAGE / "pages").rglob("*.py"), PACKAGE / "language" / "catalogue.py", SCRIPTS)):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = _called(node.func)
            texts = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if name in {"say", "message"} and texts and texts[0]:
                yield from ((text, "") for text in texts[:1])
            elif name == "count" and len(texts) == 2:
                yield texts[0], texts[1]


def in_scripts() -> Iterator[tuple[str, str]]:
    """Yield the messages of the program's scripts; those of the template folder stand in a table of SCRIPTS."""
    for script in scripts().values():
        plain, numbered = messages_in(script.decode())
        yield from ((one, "") for one in plain)
        yield from numbered


def _called(function: ast.expr) -> str:
    """Return the name of a method of a catalogue, which is always called words, or of a function."""
    if not isinstance(function, ast.Attribute):
        return getattr(function, "id", "")
    owner = function.value
    names = {getattr(owner, "id", ""), getattr(owner, "attr", "")}
    return function.attr if names & {"words", "self"} else ""


def catalogue() -> str:
    """Return the text of en.toml."""
    found = [*in_templates(), *in_python(), *in_scripts()]
    words = sorted({message for message, many in found if not many})
    plurals = sorted({(many, one) for one, many in found if many})
    lines = [HEAD, "[words]"]
    lines += [f"{quoted(message)} = {quoted(message)}" for message in words]
    for many, one in plurals:
        lines += ["", f"[plurals.{quoted(many)}]", f"one = {quoted(one)}", f"other = {quoted(many)}"]
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """Return a text as TOML writes it."""
    return json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    (CATALOGUES / "en.toml").write_text(catalogue(), encoding="utf-8")
