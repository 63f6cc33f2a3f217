"""The data edition in a site: it is an export, a build adds to it as a clean one would, and the gate reads it."""

from importlib import util

import pytest

from generator.build.inputs.inputs import load_inputs
from generator.build.inputs.project import Options
from generator.edition.write import check_file
from generator.problems import OutputError
from generator.redaction import Gate
from tests.exporting.rooms import PLANTED, RULES, edition, everything, furnish
from tests.room import Room, files_of

FULL = '[build]\ndata = "full"\nparquet = true\n'


@pytest.fixture
def furnished(room: Room) -> Room:
    furnish(room).put("site.toml", FULL)
    return room


def test_the_edition_of_a_site_is_an_export(furnished: Room) -> None:
    furnished.build()

    assert files_of(furnished.output / "data" / "full") == edition(furnished, fts=False)


def test_a_build_that_adds_to_an_edition_makes_what_a_clean_build_makes(furnished: Room) -> None:
    furnished.build()
    assert furnished.build().written == ()
    furnished.edit("cables/07VENSK12.txt", "was read", "was lost")

    written = furnished.build().written

    assert furnished.site() == furnished.clean_build()[0]
    assert "data/full/text-2007.jsonl.gz" in written
    assert "data/full/text-2006.jsonl.gz" not in written
    (furnished.output / "data" / "full" / "room.sqlite").write_bytes(b"another")
    furnished.build()
    furnished.cable("08VENSK3", text="See 06 LINDEMAR 488.")
    furnished.build()
    assert furnished.site() == furnished.clean_build()[0]
    furnished.put("site.toml", "")
    furnished.build()
    assert not furnished.has("data/full/room.sqlite")


def test_nothing_withheld_is_in_a_site_with_an_edition(furnished: Room) -> None:
    furnished.build()
    furnished.put("withheld.toml", RULES)

    furnished.build()

    kept = everything(furnished.output)
    assert [word for word in PLANTED if word in kept] == []
    assert furnished.site() == furnished.clean_build()[0]


@pytest.mark.parametrize(
    "name", ["text-2007.jsonl.gz", "room.sqlite", "paragraphs-2007.parquet", "cables.parquet", "metadata.json"]
)
def test_the_gate_reads_every_kind_of_file_of_an_edition(furnished: Room, name: str) -> None:
    furnished.put("site.toml", '[site]\ntitle = "Rooms of the Quillfeathers"\n')
    edition(furnished, fts=False)
    rules = '[[withhold]]\ntext = "Quillfeather"\nreason = "protects a source"\ndate = 2026-01-02\n'
    furnished.put("site.toml", "")
    furnished.put("withheld.toml", rules.replace('"Quillfeather"', '"Quillfeathers"') if name[0] == "m" else rules)
    inputs = load_inputs(furnished.project, Options())

    check_file(Gate(inputs.withheld), furnished.folder / "data" / "tags.parquet")
    with pytest.raises(OutputError, match="W006"):
        check_file(Gate(inputs.withheld), furnished.folder / "data" / name)


def test_a_build_that_needs_pyarrow_says_so_before_it_writes(furnished: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(util, "find_spec", lambda _name: None)

    with pytest.raises(OutputError, match="X001"):
        furnished.build()

    assert not furnished.output.exists()
