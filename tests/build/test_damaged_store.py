"""A store whose bytes are damaged and whose digest agrees with them: no build stops, and the store is begun anew."""

import hashlib
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from generator.build.store.database import digest_path, is_damage
from tests.room import Room


def damage(room: Room, seed: int, times: int) -> None:
    """Change some bytes of a store, and let its digest agree."""
    chance, place = random.Random(seed), room.project.store
    data = bytearray(place.read_bytes())
    for _ in range(times):
        data[chance.randrange(100, len(data))] = chance.randrange(256)
    _keep(place, bytes(data))


def _keep(place: Path, data: bytes) -> None:
    place.write_bytes(data)
    digest_path(place).write_bytes(hashlib.blake2b(data).digest())


@pytest.mark.parametrize("seed", range(6))
def test_a_build_over_a_damaged_store_ends(room: Room, seed: int) -> None:
    for number in range(1, 9):
        room.cable(f"07VENSK{number}", text="Calm. " * 40, refs=["VENSK 3"])
    room.build()
    damage(room, seed, 400)
    room.cable("07VENSK1", text="Calmer.")

    told = [one.code for one in room.build().problems if one.code[0] == "B"]

    assert told in ([], ["B010"])
    assert "Calmer." in room.page("cable/2007/vensk/07VENSK1.html")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE sources SET facts = x'c1'",
        "UPDATE sources SET facts = substr(facts, 1, length(facts) / 2)",
        "UPDATE meta SET value = x'93ff' WHERE key = 'snapshot'",
        "UPDATE files SET address = CAST(x'ff' AS TEXT) WHERE address = 'index.html'",
        "ALTER TABLE sources RENAME COLUMN facts TO fact",
    ],
)
def test_a_store_with_values_that_are_none_is_begun_anew(room: Room, change: str) -> None:
    room.cable("07VENSK12", text="Calm.")
    room.build()
    place = room.project.store
    with closing(sqlite3.connect(place)) as store, store:
        store.execute(change)
    _keep(place, place.read_bytes())
    room.cable("07VENSK13", refs=["VENSK 12"])

    assert "B010" in [one.code for one in room.build().problems]
    assert room.site() == room.clean_build()[0]
    assert room.build().written == ()


def test_a_full_disk_is_no_damage() -> None:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL

    assert not is_damage(error)
    assert is_damage(sqlite3.DatabaseError("database disk image is malformed"))
