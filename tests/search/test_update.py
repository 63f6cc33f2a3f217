"""The index of a room as builds make it: what it lists, and that bringing it up to date gives what making it anew gives."""

import datetime as dt
import random
from pathlib import Path

import pytest

from generator.build.inputs.project import Options
from generator.search import write_scripts
from generator.search.document import NAMED, facet_term, unpack
from generator.search.index import DIRECTORY
from generator.search.pagefind.stems import Stems
from tests.room import PLAIN, Room
from tests.search.index_reader import FOLDER, directory_of, everything_of, files_of_script, lists_of, texts_of, words_of

SEARCHED = Options(jobs=1, pdf=False)
WORDS = (
    "harbour",
    "Harbours",
    "ferry",
    "quay-side",
    "the",
    "Ålborg",
    "crane",
    "cranes",
    "O'Neil",
    "1.5",
    "ledger",
    "tide",
)


@pytest.fixture
def room(tmp_path: Path) -> Room:
    made = Room(tmp_path)
    rng = random.Random(11)
    for n in range(1, 41):
        text = "\n".join(" ".join(rng.choices(WORDS, k=12)) + "." for _ in range(3))
        day = dt.date(2007, 1, 1) + dt.timedelta(days=n // 3)
        made.cable(f"07VENSK{n}", text=text, day=day, tags=rng.choice(("PREL", "PREL, ECON", "SNAR")))
    return made


def index_of(room: Room) -> dict[str, bytes]:
    return {address: data for address, data in room.site().items() if address.startswith("search/")}


def test_each_stem_lists_the_documents_that_say_it(room: Room) -> None:
    room.build(SEARCHED)
    site = index_of(room)
    texts = texts_of(site)
    stems = Stems()
    counts = {number: words_of(text) for number, text in texts.items()}
    stems.learn(word for words in counts.values() for word in words)
    wanted: dict[str, dict[int, int]] = {}
    for number, words in counts.items():
        totals: dict[str, int] = {}
        length = sum(count % NAMED for count in words.values())
        for word, count in words.items():
            for stem in stems.known[word]:
                totals[stem] = totals.get(stem, 0) + count
        for stem, count in totals.items():
            often = count / (0.25 + 0.75 * length / 700)
            weight = 3 if count >= NAMED else 0 if count == 1 else 2 if often >= 4 else 1 if often >= 2 else 0
            wanted.setdefault(stem, {})[number] = weight

    assert lists_of(site) == wanted
    assert {text.id for text in texts.values()} == {f"07VENSK{n}" for n in range(1, 41)}
    assert len(wanted[facet_term("all", "")]) == directory_of(site)["held"] == 40
    assert len(wanted[facet_term("tag", "SNAR")]) == {v: n for v, _, n in directory_of(site)["facets"]["tag"]}["SNAR"]


@pytest.mark.parametrize("seed", range(4))
def test_an_index_brought_up_to_date_is_the_one_made_anew(room: Room, seed: int) -> None:
    room.build(SEARCHED)
    rng = random.Random(seed)
    for step in range(6):
        n = rng.randrange(1, 41)
        path = room.content / f"cables/07VENSK{n}.txt"
        match rng.randrange(4):
            case 0:
                room.cable(f"07VENSK{n}", text=" ".join(rng.choices(WORDS, k=9)), day=dt.date(2007, 1, 1 + n // 3))
            case 1:
                path.unlink(missing_ok=True)
            case 2:
                room.cable(f"07LINDEMAR{n + step}", text=f"herring {step}", day=dt.date(2007, 1, 1 + rng.randrange(14)))
            case _:
                room.put(f"notes/07VENSK{n}.md", f"A note of step {step} on the ferry.\n")
                room.put("pages/about.md", f'+++\ntitle = "About"\n+++\nThe quay, step {step}.\n')
        room.build(SEARCHED)

        clean = room.clean_build(SEARCHED)[0]
        assert index_of(room) == {address: data for address, data in clean.items() if address.startswith("search/")}


def test_a_cable_more_writes_its_text_and_the_files_of_its_words(room: Room) -> None:
    room.build(SEARCHED)
    room.cable("07VENSK900", text="A word that nobody said: gribbleflax.", day=dt.date(2007, 1, 10))
    written = [address for address in room.build(SEARCHED).written if address.startswith(FOLDER)]

    texts = [address for address in written if "/texts/" in address]
    assert len(texts) <= 4  # the others of its day
    assert f"{FOLDER}directory.bin" in written
    assert f"{FOLDER}pagefind.bin" not in written


def scripts_of(room: Room) -> dict[str, bytes]:
    return {address: data for address, data in index_of(room).items() if address.endswith(".bin.js")}


def test_every_file_of_the_index_is_a_script_too_with_the_same_bytes(room: Room) -> None:
    room.build(SEARCHED)
    site = index_of(room)
    files = {address: data for address, data in site.items() if address.endswith(".bin")}
    scripts = scripts_of(room)

    assert scripts.keys() == {f"{address}.js" for address in files}
    assert {a: files_of_script(data) for a, data in scripts.items()} == {
        f"{address}.js": {address.removeprefix(FOLDER): data} for address, data in files.items()
    }


@pytest.mark.parametrize("broken", ["lost", "altered"])
def test_a_script_of_the_index_that_is_lost_or_altered_is_made_again(room: Room, broken: str) -> None:
    room.build(SEARCHED)
    before = index_of(room)
    for address in list(scripts_of(room))[::7]:
        if broken == "lost":
            (room.output / address).unlink()
        else:
            (room.output / address).write_bytes(b"not what was written")
    room.build(SEARCHED)

    assert index_of(room) == before


def test_the_scripts_come_and_go_with_the_setting(room: Room) -> None:
    room.build(SEARCHED)
    before = index_of(room)
    room.put("site.toml", "[build]\noffline_search = false\n")
    room.build(SEARCHED)
    without = index_of(room)
    room.put("site.toml", "[build]\noffline_search = true\n")
    room.build(SEARCHED)

    assert without == {address: data for address, data in before.items() if not address.endswith(".bin.js")}
    assert without != before
    assert index_of(room) == before


def test_a_large_room_has_no_scripts_unasked(tmp_path: Path) -> None:
    room = Room(tmp_path)
    for n in range(1_001):
        room.cable(f"07VENSK{n + 1}")
    room.build(SEARCHED)

    assert scripts_of(room) == {}
    assert directory_of(index_of(room))["held"] == 1_001


def test_no_script_is_written_when_all_of_them_would_be_too_large(room: Room) -> None:
    room.build(SEARCHED)
    scripts = scripts_of(room)
    files = [address.removesuffix(".js") for address in scripts]
    size = sum(map(len, scripts.values()))
    written: dict[str, bytes] = {}
    for most, addresses in ((size - 1, []), (size, [*scripts])):
        made = write_scripts(room.output, files, most, written.__setitem__, lambda _: False)

        assert made == addresses
        assert written == {address: scripts[address] for address in addresses}


def test_nothing_to_do_writes_nothing(room: Room) -> None:
    room.build(SEARCHED)
    before = index_of(room)

    assert room.build(SEARCHED).written == ()
    assert index_of(room) == before


def test_a_build_without_search_between_two_with_it_loses_no_change(room: Room) -> None:
    room.build(SEARCHED)
    room.edit("cables/07VENSK3.txt", "2. ", "2. gribbleflax ")
    room.build(PLAIN)
    room.build(SEARCHED)

    assert "gribbleflax" in lists_of(index_of(room))
    assert index_of(room) == {a: d for a, d in room.clean_build(SEARCHED)[0].items() if a.startswith("search/")}


def test_an_index_made_by_several_processes_of_cables_that_another_build_read_is_the_same(tmp_path: Path) -> None:
    room = Room(tmp_path)
    for n in range(1, 151):
        room.cable(f"07VENSK{n}", text=f"The {WORDS[n % len(WORDS)]} of week {n}.")
    several = Options(jobs=2, pdf=False)
    room.build(Options(jobs=2, pdf=False, search=False))
    room.build(several)

    assert index_of(room) == {a: d for a, d in room.clean_build(SEARCHED)[0].items() if a.startswith("search/")}
    assert {text.id for text in texts_of(index_of(room)).values()} == {f"07VENSK{n}" for n in range(1, 151)}
    (room.output / DIRECTORY).unlink()
    for address in list(index_of(room))[::3]:
        (room.output / address).write_bytes(b"not what was written")
    room.build(several)
    assert index_of(room) == {a: d for a, d in room.clean_build(SEARCHED)[0].items() if a.startswith("search/")}


@pytest.mark.parametrize("kind", ["words", "texts", "columns", "directory.bin", "pagefind.bin"])
def test_a_file_of_the_index_that_is_lost_or_altered_is_made_again(room: Room, kind: str) -> None:
    room.build(SEARCHED)
    before = index_of(room)
    for number, address in enumerate([address for address in before if address.startswith(f"{FOLDER}{kind}")][:2]):
        if number:
            (room.output / address).unlink()
        else:
            (room.output / address).write_bytes(b"not what was written")
    room.build(SEARCHED)

    assert index_of(room) == before


def test_notes_and_pages_are_documents_of_their_own(room: Room) -> None:
    room.put("notes/07VENSK3.md", "The harbourmaster's note.\n\n## p1\nOn a paragraph.\n")
    room.put("pages/about.md", '+++\ntitle = "About us"\n+++\nWhat a *gribbleflax* is.\n')
    room.build(SEARCHED)
    texts = texts_of(index_of(room))
    others = [text for number, text in sorted(texts.items()) if text.kind != "cable"]

    assert [one.kind for one in others].count("page") == 1
    assert all(
        number < directory_of(index_of(room))["cables"] for number, text in texts.items() if text.kind != "cable"
    )
    assert "gribbleflax" in lists_of(index_of(room))
    assert "harbourmaster" in " ".join(text for one in others for _, text in one.blocks)


def test_words_that_are_withheld_are_in_no_file_of_the_index(room: Room) -> None:
    person = "Zubrowka Quillfeather"
    room.cable("07VENSK77", subject=f"Meeting {person}", text=f"We met {person} at the quay.", day=dt.date(2007, 1, 5))
    room.put("notes/07VENSK77.md", f"A note on {person}.\n")
    room.build(SEARCHED)
    assert "zubrowka" in everything_of(index_of(room)).casefold()
    room.put("withheld.toml", f'[[withhold]]\ntext = "{person}"\nreason = "a person at risk"\ndate = 2026-01-01\n')
    room.build(SEARCHED)

    said = everything_of(index_of(room)).casefold()
    assert "quay" in said
    assert "zubrowka" not in said
    assert "quillfeath" not in said


def test_a_text_is_read_back_as_it_was(room: Room) -> None:
    room.build(SEARCHED)
    text = next(text for text in texts_of(index_of(room)).values() if text.id == "07VENSK3")

    assert (text.date, text.post, text.country, text.level) == ("2007-01-02", "VENSK", "QH", "UNCLASSIFIED")
    assert [anchor for anchor, _ in text.blocks][:3] == ["p1", "p2", "p3"]
    with pytest.raises(ValueError, match="not a text"):
        unpack(b"no text")
