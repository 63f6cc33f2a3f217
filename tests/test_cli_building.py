"""What a build says at its end."""

from pathlib import Path

import pytest

from generator.cli.building import _to_look

PLAIN = "reading-room serve --open"
MAKE = "make serve"


@pytest.mark.parametrize(
    ("makefile", "content", "output", "command"),
    [
        ("site:\n\ttrue\nserve: site\n\ttrue\n", "content", "site", MAKE),
        ("site:\n\ttrue\n", "content", "site", PLAIN),
        ("observe: site\n\ttrue\n", "content", "site", PLAIN),
        (None, "content", "site", PLAIN),
        ("serve:\n\ttrue\n", "letters", "out", "reading-room serve --content letters --output out --open"),
    ],
    ids=["our Makefile", "one without serve", "one with another target", "none", "other folders"],
)
def test_make_is_named_where_a_makefile_has_the_target(
    makefile: str | None, content: str, output: str, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if makefile is not None:
        Path("Makefile").write_text(makefile, encoding="utf-8")

    assert _to_look(Path(content), Path(output)) == command
