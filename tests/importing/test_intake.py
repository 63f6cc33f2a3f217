"""Each form in which owners hold cables is imported as it should be, and nothing in it is lost or read wrong."""

from collections.abc import Mapping

import pytest

from generator.build.inputs.inputs import read_vocabulary
from generator.cables.model import Cable
from generator.cables.parse import parse_cable
from generator.cables.record.trace_rules import RULES
from generator.importing.importing import import_cables
from tests.importing.intake_cases import CASES as FORMS
from tests.importing.intake_cases import Expected
from tests.importing.intake_exports import EXPORTS
from tests.importing.intake_pages import PAGES
from tests.importing.intake_prints import PRINTS
from tests.importing.intake_tables import TABLES
from tests.room import POSTS

CASES = (*FORMS, *PRINTS, *TABLES, *PAGES, *EXPORTS)


def said(cable: Cable) -> dict[str, str]:
    """Return what a cable says, in the words of the cases."""
    return {
        "title": cable.title,
        "date": cable.date.date().isoformat() if cable.date else "",
        "level": cable.level,
        "from": cable.envelope.sender,
        "to": " ".join(one.name for one in cable.envelope.to),
        "signature": cable.signature,
        "tags": " ".join(cable.tags),
        "source": cable.source,
        "archive": " ".join(f"{name}={value}" for name, value in cable.archive),
    }


@pytest.fixture(scope="module")
def imported(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Mapping[str, str], Mapping[str, Cable], tuple[str, ...]]:
    """Import all cases at once -> (the file of each identifier, its cable, the kinds of what was not imported)."""
    folder = tmp_path_factory.mktemp("intake")
    content = folder / "room" / "content"
    (content / "cables").mkdir(parents=True)
    (content / "vocabulary").mkdir()
    (content / "vocabulary" / "posts.csv").write_text(POSTS, encoding="utf-8")
    for at, (_, files, _) in enumerate(CASES):
        theirs = folder / "theirs" / str(at)
        theirs.mkdir(parents=True)
        for name, data in files.items():
            (theirs / name).write_bytes(data.encode() if isinstance(data, str) else data)
    done = import_cables([folder / "theirs"], content)
    vocabulary = read_vocabulary(content)
    texts = {path.stem: path.read_text("utf-8") for path in (content / "cables").rglob("*.txt")}
    cables = {name: parse_cable(text.encode(), f"cables/{name}.txt", vocabulary)[0] for name, text in texts.items()}
    return texts, cables, tuple(one.words for one in done.unread)


@pytest.mark.parametrize("expected", [case[2] for case in CASES], ids=[case[0] for case in CASES])
def test_what_owners_hold_is_imported(
    expected: Expected, imported: tuple[Mapping[str, str], Mapping[str, Cable], tuple[str, ...]]
) -> None:
    texts, cables, kinds = imported

    for kind in expected.get("nothing", ()):
        assert any(kind in words for words in kinds)
    for name in sorted(expected.keys() - {"nothing"}):
        want = dict(expected[name])
        found = [block.text for block in cables[name].blocks]
        assert want.pop("has", "") in texts[name]
        assert want.pop("hasnt", "\0") not in texts[name]
        parts = want.pop("text", "").split("|") if "text" in want else []
        assert found == [] if parts == [""] else all(part in "\n".join(found) for part in parts)
        if whole := want.pop("whole", ""):  # nothing of what stood round the message is in its text
            assert [text for text in found if not any(part in text for part in (*parts, whole))] == []
        assert {key: said(cables[name])[key] for key in want} == want


def test_each_line_that_is_set_aside_has_a_rule_in_words(
    imported: tuple[Mapping[str, str], Mapping[str, Cable], tuple[str, ...]],
) -> None:
    assert {piece.rule for cable in imported[1].values() for piece in cable.ledger} <= RULES.keys()


def test_no_case_gives_more_cables_than_it_has(
    imported: tuple[Mapping[str, str], Mapping[str, Cable], tuple[str, ...]],
) -> None:
    assert sorted(imported[0]) == sorted(name for _, _, expected in CASES for name in expected if name != "nothing")
