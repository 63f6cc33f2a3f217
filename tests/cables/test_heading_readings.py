"""Headings are read as their golden readings say; a reading that differs is told."""

from pathlib import Path

from tests.benchmarks.heading_readings import golden_readings


def test_every_heading_is_read_as_its_golden_reading_says() -> None:
    for right, asked, wrong in golden_readings().values():
        assert (right, wrong) == (asked, ())
        assert asked > 0


def test_a_heading_that_is_read_otherwise_is_told(tmp_path: Path) -> None:
    path = tmp_path / "readings.toml"
    path.write_text(
        '[[reading]]\ntext = "\\nSUBJECT: A WALL\\n\\n1. It stands."\ntitle = "A Gate"\nreasons = ""\nreferences = []\n',
        encoding="utf-8",
    )

    assert golden_readings(path)["titles"] == (0, 1, ("A Wall for A Gate",))
