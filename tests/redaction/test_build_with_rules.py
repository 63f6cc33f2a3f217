"""What an owner withholds is nowhere in the built site: every byte is looked through, decompressed."""

import base64
import gzip
import hashlib
import html
import json
import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import msgspec
import pypdf
import pytest

from generator.build.inputs.project import Options
from generator.problems import ConfigurationError, problem_at
from generator.redaction.matching import letters_of
from generator.render.pdf import find_print_template
from generator.render.templates import packaged_templates
from generator.search.pagefind import program, stems
from tests.room import PLAIN, Room

PERSON = "Zubrowka Quillfeather"
SENTENCE = "the xylophone convoy leaves at dusk"
HIDDEN = "marzipan ledger"  # stands in a cable that is withheld whole
PLANTED = (PERSON, SENTENCE, HIDDEN, "Gorblimey")
SHOWN = msgspec.structs.replace(PLAIN, show_withheld=True)
SEARCHED = Options(jobs=1, pdf=False)
EVERYTHING = Options(jobs=1, base_url="https://example.org/room/")
WEB_PAGE = f"""<html><head><title>Viewing cable 08VENSK3</title></head><body>
<h3>Viewing cable 08VENSK3, MEETING {PERSON.upper()}</h3>
<table class='cable'><tr><th>Reference ID</th></tr><tr>
<td><a href='x'>08VENSK3</a></td><td>2008-03-01 10:10</td><td>2010-12-01 10:10</td><td>UNCLASSIFIED</td><td>Consulate Vensk</td>
</tr></table>
<code><pre>UNCLAS VENSK 000003 &#x000A;</pre></code>
<code><pre>TAGS: PREL &#x000A;SUBJECT: MEETING {PERSON.upper()} &#x000A; &#x000A;¶1. He met Zubrowka
&#x000A; &#x000A;VENSK 00000003  002 OF 002
&#x000A; &#x000A;Quill-&#x000A;feather twice. &#x000A; &#x000A;OTHER</pre></code></body></html>
"""
RULES = """# What is kept back
[[withhold]]
text = "Zubrowka Quillfeather"
reason = "protects a source"
date = 2026-01-02

[[withhold]]
cable = "07VENSK12"
paragraphs = [2]
reason = "ordered by a court"
date = 2026-01-03

[[withhold]]
cable = "07VENSK14"
reason = "not cleared"
date = 2026-01-04

[[withhold]]
cable = "07VENSK13"
text = "Gorblimey"
reason = "a private name"
date = 2026-01-05
"""


@pytest.fixture
def furnished(room: Room) -> Room:
    """A room in which what will be withheld stands wherever it can."""
    room.cable("06LINDEMAR5", subject="Herring", text=f"Signed by {PERSON}.\nFish.", signer=PERSON.upper())
    room.cable(
        "07VENSK12",
        subject=f"Dinner with {PERSON}",
        refs=["06 LINDEMAR 5", f"A MEETING WITH {PERSON.upper()}"],
        text=f"Summary: {PERSON} came, as ref A says.\nIn 06 LINDEMAR 5 it is said that {SENTENCE}.\nCalm.",
        tags="PREL, EFIS",
    )
    room.cable("07VENSK13", refs=["VENSK 12", "VENSK 14"], text="Gorblimey said in 07 VENSK 14 that it rained.")
    room.cable("07VENSK14", subject=f"The {HIDDEN}", text=f"About the {HIDDEN}.\nSee 06 LINDEMAR 5 on the {HIDDEN}.")
    room.put("cables/08VENSK3.html", WEB_PAGE)
    room.put("pages/about.md", f"# About {PERSON}\n\nThis is *Zubrowka\nQuillfeather*.\n")
    room.put("notes/06LINDEMAR5.md", f"On {PERSON}.\n")
    room.put("notes/07VENSK12.md", f"A note.\n\n## p2\n\nWhere {SENTENCE}.\n")
    room.put("notes/07VENSK14.md", f"On the {HIDDEN}.\n")
    return room


def texts_of(site: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """Yield every file of a site as all the texts that a reader could draw from it."""
    for address, data in site.items():
        yield address, address
        for said in (data, *unpacked(data)):
            text = said.decode("utf-8", "replace")
            yield address, text
            yield address, html.unescape(re.sub(r"<[^>]*>", "", text))
            yield address, re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)
        if data[:5] == b"%PDF-":
            reader = pypdf.PdfReader(BytesIO(data))
            yield address, "\n".join(page.extract_text() for page in reader.pages)
            yield address, str(reader.metadata)


def unpacked(data: bytes) -> Iterator[bytes]:
    """Yield what is compressed in a file: gzip, as it is or in a script of the search index; the streams of a PDF."""
    if data.startswith(b"(globalThis.SearchFiles"):
        data = base64.b64decode(data.split(b'"')[3], validate=True)
    if data[:2] == b"\x1f\x8b":
        yield gzip.decompress(data)
    for match in re.finditer(rb"stream\r?\n", data) if data[:5] == b"%PDF-" else ():
        try:
            yield zlib.decompressobj().decompress(data[match.end() :])
        except zlib.error:
            continue


def found_in(site: dict[str, bytes], words: str) -> set[str]:
    """Return the files that hold words, blanks, hyphens and letters' case apart."""
    wanted = letters_of(words).lower()
    return {address for address, text in texts_of(site) if wanted in letters_of(text).lower()}


def test_before_there_are_rules_what_is_planted_is_found_everywhere(furnished: Room) -> None:
    furnished.build(EVERYTHING)
    site = furnished.site()

    assert all(found_in(site, words) for words in PLANTED)
    endings = {address.rpartition(".")[2] for words in PLANTED for address in found_in(site, words)}
    assert endings >= {"html", "txt", "jsonl", "csv", "bin", "js", "pdf"}


def test_what_is_withheld_is_nowhere_in_the_site(furnished: Room) -> None:
    furnished.put("withheld.toml", RULES)
    report = furnished.build(EVERYTHING)

    assert [str(one) for one in report.problems if one.severity == "error"] == []
    assert {words: found_in(furnished.site(), words) for words in PLANTED} == {words: set() for words in PLANTED}


def test_a_rule_that_is_added_takes_it_out_of_a_site_that_stands(furnished: Room) -> None:
    furnished.build(EVERYTHING)
    furnished.put("withheld.toml", RULES)
    furnished.build(EVERYTHING)
    site = furnished.site()
    clean, _ = furnished.clean_build(EVERYTHING)

    assert {words: found_in(site, words) for words in PLANTED} == {words: set() for words in PLANTED}
    assert site == clean
    assert furnished.build(EVERYTHING).written == ()


def test_an_index_that_cannot_be_renewed_goes(furnished: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    furnished.build(SEARCHED)
    assert found_in(furnished.site(), PERSON)
    furnished.put("withheld.toml", RULES)

    def none() -> Path:
        raise program.PagefindError(problem_at("S001.missing", program.PLACE))

    with monkeypatch.context() as patched:
        patched.setattr(stems, "find_program", none)
        report = furnished.build(SEARCHED)

    assert [one.code for one in report.problems if one.severity == "error"] == ["S001"]
    assert {words: found_in(furnished.site(), words) for words in PLANTED} == {words: set() for words in PLANTED}
    furnished.build(SEARCHED)
    assert furnished.site() == furnished.clean_build(SEARCHED)[0]


def test_an_index_that_a_later_build_makes_has_nothing_withheld(furnished: Room) -> None:
    """Its texts are read once more, from the sources."""
    furnished.put("withheld.toml", RULES)
    furnished.build(PLAIN)
    furnished.build(SEARCHED)

    assert any(address.startswith("search/data/") for address in furnished.site())
    assert {words: found_in(furnished.site(), words) for words in PLANTED} == {words: set() for words in PLANTED}


def test_a_rule_that_is_deleted_gives_it_back(furnished: Room) -> None:
    furnished.put("withheld.toml", RULES)
    furnished.build(PLAIN)
    (furnished.content / "withheld.toml").unlink()
    furnished.build(SHOWN)

    assert furnished.site() == furnished.clean_build(PLAIN)[0]
    assert found_in(furnished.site(), SENTENCE)


@pytest.mark.parametrize("fewer", [b"", RULES.encode().replace(b"Gorblimey", b"it rained"), None])
def test_a_rule_that_is_lost_stops_the_build(furnished: Room, fewer: bytes | None) -> None:
    furnished.put("withheld.toml", RULES)
    furnished.build(PLAIN)
    before = furnished.site()
    if fewer is None:
        (furnished.content / "withheld.toml").unlink()
    else:
        furnished.put("withheld.toml", fewer)

    for options in (PLAIN, msgspec.structs.replace(PLAIN, anew=True)):
        with pytest.raises(ConfigurationError) as stopped:
            furnished.build(options)

        assert stopped.value.problem.code == "W008"
    assert furnished.site() == before


@pytest.mark.parametrize(
    "wanted",
    ["required = true", "count = 4", f'digest = "{hashlib.sha256(RULES.encode()).hexdigest()}"'],
)
def test_rules_that_the_settings_ask_for_must_be_there(furnished: Room, wanted: str) -> None:
    furnished.put("site.toml", f"[withheld]\n{wanted}\n")
    furnished.put("withheld.toml", RULES)
    furnished.build(PLAIN)
    (furnished.content / "withheld.toml").unlink()

    with pytest.raises(ConfigurationError) as stopped:
        furnished.build(SHOWN)

    assert stopped.value.problem.code == "W009"


def test_the_place_is_marked_with_the_reason_and_the_id_keeps_its_page(furnished: Room) -> None:
    furnished.put("withheld.toml", RULES)
    furnished.build(PLAIN)
    paragraph = furnished.page("cable/2007/vensk/07VENSK12.html")

    assert '<span class="withheld">[withheld 2026-01-03: ordered by a court]</span>' in paragraph
    assert "[withheld 2026-01-02: protects a source]" in paragraph
    assert "[withheld 2026-01-04: not cleared]" in furnished.page("cable/2007/vensk/07VENSK14.html")
    assert "[withheld 2026-01-02: protects a source]" in furnished.page("cable/2008/vensk/08VENSK3.html")
    assert "[withheld 2026-01-02: protects a source]" in furnished.page("about.html")


def test_the_checksum_is_of_the_published_text(furnished: Room) -> None:
    furnished.put("withheld.toml", RULES)
    furnished.build(PLAIN)
    told = {one["id"]: one["sha256"] for one in map(json.loads, furnished.page("data/cables.jsonl").splitlines())}

    for cable_id in ("07VENSK12", "07VENSK14"):
        text = (furnished.output / f"cable/2007/vensk/{cable_id}.txt").read_bytes()
        assert told[cable_id] == hashlib.sha256(text).hexdigest()


def test_a_change_of_one_rule_renews_only_what_it_touches(furnished: Room) -> None:
    furnished.put("withheld.toml", RULES)
    furnished.build(PLAIN)
    furnished.put("withheld.toml", RULES.replace("a private name", "a private matter"))

    written = set(furnished.build(PLAIN).written)

    assert {"cable/2007/vensk/07VENSK13.html", "cable/2007/vensk/07VENSK13.txt"} <= written
    assert {"cable/2007/vensk/07VENSK12.txt", "cable/2008/vensk/08VENSK3.html", "about.html"}.isdisjoint(written)


IDLE = '[[withhold]]\ntext = "Never Said"\nreason = "x"\ndate = 2026-01-02\n'


def test_a_rule_that_matches_nothing_stops_the_build_before_anything_is_written(furnished: Room) -> None:
    furnished.put("withheld.toml", RULES + "\n" + IDLE)

    with pytest.raises(ConfigurationError) as stopped:
        furnished.build(PLAIN)

    assert (stopped.value.problem.code, stopped.value.problem.where.line) == ("W003", RULES.count("\n") + 2)
    assert stopped.value.problem.where.path.endswith("content/withheld.toml")
    assert [path for path in furnished.site() if not path.startswith(".")] == []


@pytest.mark.parametrize(
    "rule",
    ['cable = "09VENSK1"', 'cable = "07VENSK12"\nparagraphs = [9]', 'cable = "06LINDEMAR5"\ntext = "Gorblimey"'],
)
def test_check_names_each_rule_that_matches_nothing(furnished: Room, rule: str) -> None:
    furnished.put("withheld.toml", f'[[withhold]]\n{rule}\nreason = "x"\ndate = 2026-01-02\n\n{IDLE}')

    found = [(one.code, one.where.line) for one in furnished.check() if one.code[0] == "W"]

    assert found == [("W003", 1), ("W003", 6 + rule.count("\n"))]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("site.toml", f'[site]\ntitle = "{PERSON}"\n'),
        ("vocabulary/tags.csv", f"code,kind,meaning\nZZZ,subject,{PERSON}\n"),
        ("pages/list.csv", f"a,{PERSON}\n"),
        ("pages/zubrowka-quillfeather.md", "# A page\n"),
        ("notes/zubrowka-quillfeather.md", "A note.\n"),
        ("cables/Zubrowka-Quillfeather.txt", "UNCLAS VENSK 000099\n"),
    ],
)
def test_words_that_would_go_into_the_site_as_they_are_stop_the_build(furnished: Room, path: str, text: str) -> None:
    furnished.put("withheld.toml", RULES)
    furnished.put(path, text)

    with pytest.raises(ConfigurationError) as stopped:
        furnished.build(PLAIN)

    assert stopped.value.problem.code == "W005"
    assert stopped.value.problem.where.path.endswith(path)


def test_two_workers_withhold_as_one_does(furnished: Room) -> None:
    furnished.put("withheld.toml", RULES)
    furnished.build(Options(jobs=2, search=False, pdf=False))

    assert furnished.site() == furnished.clean_build(PLAIN)[0]


def test_the_press_is_here() -> None:
    """Without Typst no PDF would be looked through."""
    assert find_print_template((Path(packaged_templates()),)) is not None


def test_the_page_of_a_withheld_cable_says_so_where_its_parts_would_stand(furnished: Room) -> None:
    furnished.put("withheld.toml", RULES)
    furnished.build(PLAIN)
    page = furnished.page("cable/2007/vensk/07VENSK14.html")

    assert page.count("Withheld with the rest of the cable.") == 2  # references, envelope
    assert page.count(" withheld</div>") == 2  # date, classification
    for untrue in ("This cable lists none", "Nothing of it", "not known", "byte for byte", "untouched", "agree"):
        assert untrue not in page


def test_a_source_with_words_withheld_is_not_called_exact(furnished: Room) -> None:
    before, address = ("byte for byte", "The exact source", "The untouched file"), "cable/2007/vensk/07VENSK12.html"
    furnished.build(PLAIN)
    page = furnished.page(address)
    assert all(words in page for words in before)
    furnished.put("withheld.toml", RULES)
    furnished.build(PLAIN)
    page = furnished.page(address)

    assert not any(words in page for words in before)
    assert "Parts of this cable are kept back by this room" in page


def test_a_build_names_no_page_that_it_removes_where_nothing_may_tell_of_the_cable(room: Room) -> None:
    room.cable("07VENSK15", text="1. Lamps.")
    room.cable("07VENSK16", text="1. Ropes.")
    room.build(PLAIN)
    (room.content / "cables" / "07VENSK16.txt").unlink()
    room.put("withheld.toml", "[[withhold]]\ntext = '07VENSK15'\nreason = 'Safety'\ndate = 2026-11-01\n")
    removed = room.build(PLAIN).removed

    assert not (room.output / "cable/2007/vensk/07VENSK15.html").exists()
    assert "cable/2007/vensk/07VENSK16.html" in removed
    assert [address for address in removed if "07VENSK15" in address] == []


@pytest.mark.parametrize("lines", ["Met Jorun\nMareth came.", "KEY POINTS: Jorun\nMareth", "a. Jorun\nb. Mareth"])
def test_words_of_two_paragraphs_are_not_brought_together(room: Room, lines: str) -> None:
    """Redaction does not take them out, so the description in the head and the texts of the search must not say them."""
    room.cable("07VENSK12", text=lines)
    room.cable("07VENSK13", text="Jorun Mareth came.")
    room.put("withheld.toml", '[[withhold]]\ntext = "Jorun Mareth"\nreason = "asked"\ndate = 2026-01-02\n')

    report = room.build(SEARCHED)

    assert [one.code for one in report.problems if one.code[0] == "W"] == []
    assert "Jorun" in room.page("cable/2007/vensk/07VENSK12.html")
