"""Rules of withholding on the way to readers: what is published, and what the preview shows."""

import pytest

from generator.preview.session import Session
from generator.problems import ConfigurationError, OutputError
from generator.publishing.publish import PublishOptions, publish
from tests.redaction.test_build_with_rules import SHOWN
from tests.room import Room

RULE = '[[withhold]]\ntext = "Jorun Mareth"\nreason = "asked"\ndate = 2026-01-02\n'


def test_a_site_built_before_a_rule_is_not_published(room: Room) -> None:
    room.cable("07VENSK12", text="Jorun Mareth came.")
    room.build()
    room.put("withheld.toml", RULE)

    with pytest.raises(OutputError) as stopped:
        publish(room.project, "files", PublishOptions())

    assert stopped.value.problem.code == "P008"
    room.build()
    assert publish(room.project, "files", PublishOptions()).done


def test_what_the_last_published_site_withheld_is_not_published_unasked(room: Room) -> None:
    room.cable("07VENSK12", text="Jorun Mareth came.")
    room.put("withheld.toml", RULE)
    room.build()
    publish(room.project, "files", PublishOptions())
    (room.content / "withheld.toml").unlink()
    room.build(SHOWN)

    with pytest.raises(ConfigurationError) as stopped:
        publish(room.project, "files", PublishOptions())

    assert stopped.value.problem.code == "W008"
    assert publish(room.project, "files", PublishOptions(show_withheld=True)).done


def test_the_preview_does_not_show_what_a_build_left_before_a_rule(room: Room) -> None:
    room.cable("07VENSK12", subject="Jorun Mareth", text="Jorun Mareth came.")
    room.build()
    session = Session(room.project, print, search=False)

    def shown(address: str) -> bytes:
        session.look()
        return (session.answer(address).body or b"").lower()

    assert b"jorun" in shown("data/cables.jsonl")
    room.put("withheld.toml", RULE)
    assert shown("data/cables.jsonl") == b""
    assert b"[withheld" in shown("cable/2007/vensk/07VENSK12.html")
    assert b"jorun" not in shown("cable/2007/vensk/07VENSK12.html")
    room.build()
    assert b"[withheld" in shown("data/cables.jsonl")


@pytest.mark.parametrize("path", ["pages/list.csv", "pages/late.csv"])
def test_the_preview_shows_nothing_while_words_stand_in_what_cannot_be_rewritten(room: Room, path: str) -> None:
    room.cable("07VENSK12", text="Jorun Mareth and the herring came.")
    room.put("withheld.toml", RULE.replace("Jorun Mareth", "the herring") + "\n" + RULE)
    room.put(path, "a,Jorun Mareth\n")
    session = Session(room.project, print, search=False)
    session.look()

    assert [one.code for one in session.answer("index.html").problems] == ["W005"]


def test_the_preview_shows_nothing_while_a_rule_matches_nothing(room: Room) -> None:
    room.cable("07VENSK12", text="Calm.")
    room.put("withheld.toml", RULE)
    session = Session(room.project, print, search=False)
    session.look()

    assert [one.code for one in session.answer("index.html").problems] == ["W003"]
