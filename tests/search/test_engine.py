"""The engine in JavaScript, run by node on a built index: it finds what a scan of the texts finds, and tells what is lost."""

import datetime as dt
import json
import random
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from generator.build.inputs.project import Options
from generator.search.document import facet_term
from generator.search.pagefind.stems import Stems
from tests.programs import need
from tests.room import Room
from tests.search.index_reader import directory_of, texts_of, words_of

ASK = Path(__file__).parent / "ask.mjs"
WORDS = (
    "harbour",
    "Harbours",
    "ferry",
    "quay-side",
    "the",
    "Ålborg",
    "crane",
    "policies",
    "policy",
    "ledger",
    "tide",
    "U.S.",
    "10,000",
)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    made = Room(tmp_path_factory.mktemp("asked"))
    rng = random.Random(5)
    for n in range(1, 121):
        text = "\n".join(" ".join(rng.choices(WORDS, k=rng.randrange(2, 9))) + "." for _ in range(2))
        day = dt.date(2005 + n % 3, 1, 1) + dt.timedelta(days=n)
        post, level = rng.choice(("VENSK", "LINDEMAR")), rng.choice(("UNCLASSIFIED", "SECRET"))
        made.cable(
            f"0{5 + n % 3}{post}{n}", text=text, day=day, tags=rng.choice(("PREL", "PREL, ECON", "SNAR")), level=level
        )
    made.cable("05VENSK900", text="Nothing.\nA brindlesnap.\nMore.", tags="PINR")
    made.put("notes/05VENSK900.md", "A gribbleflax on the ferry.\n")
    made.build(Options(jobs=1, pdf=False))
    return made


def ask(room: Room, *requests: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the answer to each request: a result, or { error }."""
    given = json.dumps(requests)
    done = subprocess.run(
        [need("node"), str(ASK), str(room.output)], input=given, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers


def scan(room: Room) -> dict[int, set[str]]:
    """Return the stems and facets of every document, from the texts alone."""
    stems = Stems()
    counts = {number: words_of(text) for number, text in texts_of(room.site()).items()}
    stems.learn(word for words in counts.values() for word in words)
    return {number: {stem for word in words for stem in stems.known[word]} for number, words in counts.items()}


def stem_of(word: str) -> str:
    stems = Stems()
    stems.learn((word,))
    return stems.known[word][0]


def test_counts_of_words_and_pairs_with_facets_are_those_of_a_scan(room: Room) -> None:
    scanned = scan(room)
    stems = {word: stem_of(word) for word in WORDS}
    rng = random.Random(6)
    requests: list[dict[str, Any]] = [{"all": [{"word": word}]} for word in WORDS]
    wanted = [sum(stems[word] in one for one in scanned.values()) for word in WORDS]
    for _ in range(40):
        pair = rng.sample(WORDS, 2)
        tag, post = rng.choice(("PREL", "SNAR")), rng.choice(("VENSK", "LINDEMAR"))
        requests.append({"all": [{"word": word} for word in pair], "filters": {"tag": [tag], "post": [post]}})
        needed = {*(stems[word] for word in pair), facet_term("tag", tag), facet_term("post", post)}
        wanted.append(sum(needed <= one for one in scanned.values()))

    assert [answer["count"] for answer in ask(room, *requests)] == wanted
    assert len(set(wanted)) > 10


def test_operators_days_and_facets_mean_what_they_say(room: Room) -> None:
    scanned, texts = scan(room), texts_of(room.site())
    harbour, ferry, ledger = map(stem_of, ("harbour", "ferry", "ledger"))
    either, no, day, years, every = ask(
        room,
        {"any": [[{"word": "harbour"}, {"word": "ferry"}]]},
        {"all": [{"word": "harbour"}], "none": [{"word": "ledger"}]},
        {"filters": {"from": "2006-01-10", "to": "2006-02-20"}},
        {"filters": {"year": ["2005", "2007"], "classification": ["SECRET"]}},
        {},
    )

    assert either["count"] == sum(bool({harbour, ferry} & one) for one in scanned.values())
    assert no["count"] == sum(harbour in one and ledger not in one for one in scanned.values())
    assert day["count"] == sum("2006-01-10" <= text.date <= "2006-02-20" for text in texts.values())
    assert years["count"] == sum(t.date[:4] in {"2005", "2007"} and t.level == "SECRET" for t in texts.values())
    assert every["count"] == directory_of(room.site())["held"]
    assert dict((value, count) for value, _, count in day["facets"]["year"]) == {"2006": day["count"]}  # noqa: C402  rows of three
    tags = {value: count for value, _, count in either["facets"]["tag"]}
    assert tags["PREL"] == sum(
        bool({harbour, ferry} & one) and facet_term("tag", "PREL") in one for one in scanned.values()
    )


def test_hits_by_date_are_newest_first_and_pages_of_hits_join(room: Room) -> None:
    first, second = ask(
        room,
        *({"all": [{"word": "the"}], "sort": "date", "offset": offset, "limit": 10} for offset in (0, 10)),
    )
    days = [hit["date"] for hit in (*first["hits"], *second["hits"])]

    assert days == sorted(days, reverse=True)
    assert len({hit["number"] for hit in (*first["hits"], *second["hits"])}) == 20


def test_a_phrase_finds_the_texts_that_say_it(room: Room) -> None:
    said = [
        " ".join(block for _, block in text.blocks).replace(".", "").split() for text in texts_of(room.site()).values()
    ]
    wanted = sum(("policies", "ledger") in pairwise(words) or ("policy", "ledger") in pairwise(words) for words in said)
    (found,) = ask(room, {"phrases": [[{"word": "policies"}, {"word": "ledger"}]], "limit": 100})

    assert found["count"] == wanted > 0
    assert found["checked"]["read"] == found["checked"]["of"]


def test_a_phrase_beyond_the_texts_that_were_read_is_found_when_more_are_read(tmp_path: Path) -> None:
    room = Room(tmp_path)
    for n in range(1, 41):
        room.cable(f"07VENSK{n}", text="Reform of the harbour for a reform of any harbour.")
    room.cable("07VENSK99", text="The harbour reform " + "began in a year of other news. " * 40)
    room.build(Options(jobs=1, pdf=False))
    phrase = {"phrases": [[{"word": "harbour"}, {"word": "reform"}]]}
    first, second = ask(room, phrase, {**phrase, "read": 100})

    assert (first["count"], first["checked"]) == (0, {"read": 27, "of": 41})
    assert (second["count"], second["checked"]) == (1, {"read": 41, "of": 41})
    assert [hit["id"] for hit in second["hits"]] == ["07VENSK99"]


def test_a_phrase_that_shall_be_absent_leaves_out_the_texts_that_say_it_and_no_others(room: Room) -> None:
    phrase = [{"word": "policies"}, {"word": "ledger"}]
    every, saying, others, alone = ask(
        room,
        {"all": [{"word": "ledger"}], "limit": 200},
        {"all": [{"word": "ledger"}], "phrases": [phrase], "limit": 200},
        {"all": [{"word": "ledger"}], "absent": [phrase], "limit": 200},
        {"absent": [phrase], "limit": 200},
    )
    numbers = [{hit["number"] for hit in answer["hits"]} for answer in (every, saying, others, alone)]

    assert numbers[1]
    assert numbers[2] == numbers[0] - numbers[1]
    assert numbers[1].isdisjoint(numbers[3])
    assert alone["count"] == directory_of(room.site())["held"] - saying["count"]
    words = {hit["excerpt"][start:end].lower() for hit in others["hits"] for start, end in hit["marks"]}
    assert words == {"ledger"}


def test_words_side_by_side_come_first(room: Room) -> None:
    (found,) = ask(room, {"all": [{"word": "crane"}, {"word": "tide"}]})
    first = found["hits"][0]

    assert first["marks"]
    assert {first["excerpt"][start:end] for start, end in first["marks"]} <= {"crane", "tide"}


def test_paragraphs_are_parted_in_an_excerpt(room: Room) -> None:
    """Or it would say words beside each other that stand nowhere so."""
    (found,) = ask(room, {"all": [{"word": "brindlesnap"}]})

    assert found["hits"][0]["excerpt"].startswith("Nothing. \u00b6\u00a0A brindlesnap. \u00b6\u00a0More.")


def test_a_note_is_found_and_marked_as_one(room: Room) -> None:
    (found,) = ask(room, {"all": [{"word": "gribbleflax"}]})

    assert [(hit["kind"], hit["id"]) for hit in found["hits"]] == [("note", "05VENSK900")]
    assert found["pages"] == 1


@pytest.mark.parametrize(
    ("kind", "damage", "said"),
    [
        ("words/*.bin", None, "missing"),
        ("words/*.bin", b"no words", "stale"),
        ("words/*.bin", b"\x1f\x8bno gzip", "damaged"),
        ("directory.bin", b"{}", "damaged"),
        ("texts/*/*.bin", b"no text", "damaged"),
        ("texts/*/*.bin", b'{"id":"05VENSK1","url":"a.html","date":"1999-01-01"}', "stale"),
        ("texts/*/*.bin", b"null", "stale"),
        ("pagefind.bin", b"no program", "stale"),
    ],
)
def test_a_file_that_is_lost_damaged_or_of_another_state_is_told(
    room: Room, tmp_path: Path, kind: str, damage: bytes | None, said: str
) -> None:
    broken = Room(tmp_path)
    shutil.copytree(room.output, broken.output)
    for path in (broken.output / "search/data").glob(kind):
        path.unlink() if damage is None else path.write_bytes(damage)
    (found,) = ask(broken, {"all": [{"word": "harbour"}]})

    assert found["error"] == said
