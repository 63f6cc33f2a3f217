"""What is offered for a misspelled word: of the two files that are read for it, as much as of all stems."""

import json
import random
import re
import subprocess
from pathlib import Path

import pytest

from generator.search import columns
from generator.search import format as files
from tests.programs import need

Words = list[tuple[str, int]]
SUGGEST = Path(__file__).parent / "suggest.mjs"
DOCS = Path(__file__).parents[2] / "docs"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
MISSPELLED = {
    "netenyahu": "netanyahu",
    "khadafi": "qadhafi",
    "ahmedinejad": "ahmadinejad",
    "kyrgistan": "kyrgyzstan",
    "azerbaidjan": "azerbaijan",
    "kazakstan": "kazakhstan",
    "turkmanistan": "turkmenistan",
    "afganistan": "afghanistan",
    "goverment": "government",
    "comittee": "committee",
    "commision": "commission",
    "embasy": "embassy",
    "embassay": "embassy",
    "ambasador": "ambassador",
    "parliment": "parliament",
    "seperatist": "separatist",
    "trafficing": "trafficking",
    "beaurocracy": "bureaucracy",
    "liason": "liaison",
    "mantain": "maintain",
    "soverignty": "sovereignty",
    "foriegn": "foreign",
    "recieve": "receive",
    "harbor": "harbour",
    "hharbour": "harbour",
    "arbour": "harbour",
    "oppostion": "opposition",
    "onister": "minister",
    "mnister": "minister",
    "ministre": "minister",
    "nuculear": "nuclear",
    "neuclear": "nuclear",
    "millitary": "military",
    "militery": "military",
    "refugess": "refugees",
    "corruptoin": "corruption",
    "curruption": "corruption",
    "eelections": "elections",
    "electoins": "elections",
    "lections": "elections",
    "treety": "treaty",
    "treatyy": "treaty",
    "ferrey": "ferry",
    "gazprm": "gazprom",
    "petrolium": "petroleum",
    "pipline": "pipeline",
    "wisky": "whisky",
    "сталн": "сталин",
    "сралин": "сталин",
    "شيرقي": "شرقي",
}


@pytest.fixture(scope="module")
def known() -> Words:
    """The words of the documentation, and those that are misspelled above."""
    text = " ".join(path.read_text(encoding="utf-8") for path in sorted(DOCS.glob("*/*.md"))).lower()
    said = re.findall(r"[a-z]{3,}", text)
    words = {word: said.count(word) for word in set(said)} | dict.fromkeys(MISSPELLED.values(), 2)
    return sorted((word, 1 << count.bit_length() - 1) for word, count in words.items())


@pytest.fixture(scope="module")
def site(known: Words, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of spelling alone."""
    folder = tmp_path_factory.mktemp("spelling")
    data = folder / "search" / "data"
    (data / "spelling").mkdir(parents=True)
    spelling = columns.spelling_of(known)
    for name, one in spelling.items():
        (data / files.name_of(name, "spelling")).write_bytes(files.pack(one))
    head = {"version": files.VERSION, "stamp": "0", "held": 1, "facets": {}, "columns": []}
    head["spelling"] = {name: files.check(one) for name, one in spelling.items()}
    (data / "pagefind.bin").write_bytes(files.pack(b""))
    (data / "directory.bin").write_bytes(files.pack(files.write_directory(json.dumps(head).encode(), [])))
    return folder


def offered(site: Path, words: list[str], known: Words) -> list[list[list[str]]]:
    """Return of each word what the index offers, and what it would of all stems."""
    given = json.dumps({"words": words, "all": known})
    done = subprocess.run(
        [need("node"), str(SUGGEST), str(site)], input=given, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    told: list[list[list[str]]] = json.loads(done.stdout)
    return told


def test_of_misspelled_words_the_right_ones_are_offered(site: Path, known: Words) -> None:
    told = offered(site, list(MISSPELLED), known)
    lost = {
        word: of_two
        for (word, right), (of_two, of_all) in zip(MISSPELLED.items(), told, strict=True)
        if (right in of_all) != (right in of_two)
    }
    right = sum(right in of_two for right, (of_two, _) in zip(MISSPELLED.values(), told, strict=True))

    assert lost == {}
    assert right >= len(MISSPELLED) - 3


def test_of_a_word_with_one_wrong_letter_the_same_is_offered_as_of_all_stems(site: Path, known: Words) -> None:
    rng = random.Random(3)
    words = []
    for word, _ in rng.sample([one for one in known if len(one[0]) > 4], 600):
        at, letter = rng.randrange(len(word)), rng.choice(LETTERS)
        before, here, behind = word[:at], word[at], word[at + 1 :]
        swapped = behind[:1] + here + behind[1:]
        words.append(before + rng.choice((behind, letter + behind, letter + here + behind, swapped)))
    told = offered(site, words, known)

    assert sum(bool(of_all) for _, of_all in told) > len(words) // 2
    assert [word for word, (of_two, of_all) in zip(words, told, strict=True) if of_two != of_all] == []
