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


FAULTS = {
    "W001": RULE + "[[x",
    "W002": RULE + '[[withhold]]\ntext = "ab"\n',
    "W003": RULE + RULE.replace("Jorun Mareth", "Nobody Says"),
    "W005": RULE + RULE.replace("Jorun Mareth", "Herring"),
}


@pytest.mark.parametrize(("code", "rules"), FAULTS.items())
def test_the_preview_shows_nothing_of_before_while_new_rules_have_a_fault(room: Room, code: str, rules: str) -> None:
    room.cable("07VENSK12", subject="Jorun Mareth", text="Jorun Mareth and the Herring came.")
    room.put("pages/list.csv", "a,Herring\n")
    room.build()
    session = Session(room.project, print, search=False)
    session.look()
    addresses = ("cable/2007/vensk/07VENSK12.html", "cable/2007/vensk/07VENSK12.txt", "index.html", "data/cables.jsonl")
    assert all(b"jorun" in (session.answer(address).body or b"").lower() for address in addresses[:2])
    room.put("withheld.toml", rules)
    session.look()

    for address in addresses:
        answer = session.answer(address)
        assert (answer.body, [one.code for one in answer.problems]) == (None, [code])
    room.put("pages/list.csv", "a,b\n")
    room.put("withheld.toml", RULE)
    session.look()
    assert b"[withheld" in (session.answer(addresses[0]).body or b"")


def test_the_preview_keeps_the_room_where_a_fault_is_no_new_rule(room: Room) -> None:
    room.cable("07VENSK12", text="Jorun Mareth came.")
    room.put("withheld.toml", RULE)
    session = Session(room.project, print, search=False)
    session.look()
    room.put("site.toml", "[site\n")
    session.look()
    answer = session.answer("cable/2007/vensk/07VENSK12.html")

    assert [one.code for one in answer.problems] == ["G003"]
    assert b"[withheld" in (answer.body or b"")


def test_the_preview_shows_no_page_of_before_that_the_last_gate_stops(room: Room) -> None:
    room.cable("07VENSK12", text="Jorun Mareth came.")
    session = Session(room.project, print, search=False)
    session.look()
    assert b"Jorun" in (session.answer("cable/2007/vensk/07VENSK12.html").body or b"")
    room.put("withheld.toml", RULE)
    room.template("cable.html", '{% extends "program/cable.html" %}{% block main %}Jorun {{ "Mareth" }}{% endblock %}')
    session.look()
    answer = session.answer("cable/2007/vensk/07VENSK12.html")

    assert ([one.code for one in answer.problems], answer.body) == (["W006"], None)
