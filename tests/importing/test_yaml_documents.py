"""Several documents of YAML in one file, each a cable of its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cables.parse import parse_cable
from generator.importing.formats import Transcript, Unread, read_records
from generator.importing.yaml_documents import cut_documents
from tests.cables.words import words

FRONT = """---
id: 07VENSK41
date: 2007-04-25
---
UNCLAS VENSK 000041

SUBJECT: LAMPS

1. Lamps burn.
---
1A. So do others.
---
id: 07VENSK42
date: 2007-04-26
tags:
  - ECON
---
UNCLAS VENSK 000042

SUBJECT: NETS

1. Nets dry.
"""
ALONE = """---
id: 07VENSK41
date: 2007-04-25
text: |
  UNCLAS VENSK 000041

  SUBJECT: LAMPS

  1. Lamps burn.
    (a) Long.
---
id: 07VENSK42
# From the harbour office
clerk: Otto Pell
date: 2007-04-26
text: |-
  UNCLAS VENSK 000042

  SUBJECT: NETS

  1. Nets dry.
tags: [ECON]
...
"""


def read(text: str) -> list[Transcript | Unread]:
    return list(read_records([text.encode()], "theirs/x.yaml", words()))


@pytest.mark.parametrize(
    "text", [FRONT, ALONE, ALONE.removeprefix("---\n"), ALONE.replace("\n", "\r\n"), f"\ufeff{FRONT}"]
)
def test_each_document_is_a_cable(text: str) -> None:
    first, second = read(text)
    assert isinstance(first, Transcript)
    assert isinstance(second, Transcript)

    assert [(one.id, one.problems) for one in (first, second)] == [("07VENSK41", ()), ("07VENSK42", ())]
    cable, _ = parse_cable(second.text.encode(), "cables/2007/07VENSK42.txt", words())
    assert (cable.subject, cable.tags, cable.date and cable.date.date().isoformat()) == (
        "NETS",
        ("ECON",),
        "2007-04-26",
    )
    assert [block.text for block in cable.blocks] == ["Nets dry."]


def test_each_is_told_by_the_line_where_it_begins() -> None:
    assert [one.line for one in read(FRONT) if isinstance(one, Transcript)] == [1, 12]


def test_a_line_of_dashes_in_a_message_begins_no_document() -> None:
    first = read(FRONT)[0]

    assert isinstance(first, Transcript)
    assert first.text.endswith("1. Lamps burn.\n---\n1A. So do others.\n")


def test_the_depth_of_lines_and_what_has_no_key_are_kept() -> None:
    first, second = (one.text for one in read(ALONE) if isinstance(one, Transcript))

    assert "1. Lamps burn.\n  (a) Long.\n" in first
    assert "clerk: Otto Pell" in second


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("UNCLAS VENSK 000042", "UNCLAS VENSK 000042"),
        ('"1. Nets \\"dry\\".\\n2. So."', '1. Nets "dry".\n2. So.'),
        (">\n  1. Nets\n  dry.\n\n  2. So.", "1. Nets dry.\n2. So."),
    ],
)
def test_a_value_is_read_as_yaml_writes_it(value: str, message: str) -> None:
    found = cut_documents(f"---\nid: 07VENSK41\ntext: x\n---\nid: 07VENSK42\ntext: {value}\n")

    assert found[1] == (5, f"---\nid: 07VENSK42\n---\n{message}\n")


@pytest.mark.parametrize(
    "text",
    [
        FRONT.replace("id: 07VENSK42", "title: NETS"),
        ALONE.replace("id: 07VENSK42", "title: NETS"),
        ALONE.replace("tags: [ECON]", "tags [ECON]"),
        FRONT[: FRONT.index("---\nid: 07VENSK42")],
        "UNCLAS VENSK 000042\n\n1. Nets.\n---\nid: 07VENSK42\n---\n",
    ],
)
def test_what_is_not_certain_is_not_cut(text: str) -> None:
    assert cut_documents(text) == []


PARTS = (
    "---\nid: 07VENSK4\n---\n1. A.\n",
    "1. B.\n",
    "---\n",
    "---\nid: 07VENSK5\ntext: |\n  1. C.\n",
    "tags:\n- x\n",
    "\n",
    "...\n",
)


@given(st.lists(st.sampled_from(PARTS), max_size=9))
def test_every_line_of_what_is_cut_is_in_one_document(parts: list[str]) -> None:
    text = "".join(parts)
    found = cut_documents(text)
    marks = {"---", "...", "", "text: |"}
    kept, given_lines = (
        sorted(line.strip() for line in one.split("\n") if line.strip() not in marks)
        for one in ("\n".join(document for _, document in found), text)
    )

    assert kept == (given_lines if found else [])
