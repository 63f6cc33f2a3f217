"""Two versions of one text side by side: what agrees, what differs and how, and that nothing withheld is shown by it."""

import time
from collections.abc import Callable

import msgspec
import pytest

from generator.build.inputs.inputs import load_inputs
from generator.build.inputs.project import Options, Project
from generator.build.work.context import worker_context
from generator.build.work.worker import SourceTask, Tools, page_task, read_source, render_page
from generator.cables.parse import parse_cable
from generator.corpus import build_corpus, unpack_facts
from generator.pages.comparison.align import Comparison, compare
from generator.pages.site_plan import compare_pages
from generator.problems import ConfigurationError
from generator.redaction import Published
from tests.room import Room, cable_text

PARAGRAPHS = (
    "The harbour master said that the ferry would sail again before the end of the month, if the weather held.",
    "He had met Jorun Mareth on 3 May in the town hall of Lindemar, and both spoke at length of the price of salt.",
    "The fair of the year was smaller than the last one, and nobody from the capital came to see it this time.",
)


def compared(first: str, second: str) -> Comparison:
    one, other = (
        parse_cable(cable_text("07VENSK12", text=text).encode(), f"cables/{at}.txt")[0]
        for at, text in enumerate((first, second))
    )
    return compare(one, other)


def counts(comparison: Comparison) -> dict[str, int]:
    names = ("only_first", "only_second", "shown_first", "shown_second", "slips")
    return {name: found for name in names if (found := getattr(comparison, name))}


def words(comparison: Comparison, side: str, kind: str) -> list[str]:
    sides = [getattr(row, side) for row in comparison.rows]
    return [run.text.strip() for one in sides if one for run in one.runs if run.kind == kind]


# What is done to the second text; what is counted.
CHANGES: dict[str, tuple[Callable[[str], str], dict[str, int]]] = {
    "nothing": (lambda text: text, {}),
    "case and punctuation": (lambda text: text.replace("harbour master", "HARBOUR MASTER").replace(", if", " - if"), {}),
    "a line end": (lambda text: text.replace("ferry would", "ferry  would"), {}),
    "words more": (lambda text: text.replace("the ferry", "the old white ferry"), {"only_second": 1}),
    "words fewer": (lambda text: text.replace(" before the end of the month", ""), {"only_first": 1}),
    "other words": (lambda text: text.replace("smaller", "larger"), {"only_first": 1, "only_second": 1}),
    "a number": (lambda text: text.replace("3 May", "8 May"), {"only_first": 1, "only_second": 1}),
    "a redaction": (lambda text: text.replace("Jorun Mareth", "XXXXXXXXXXXX"), {"shown_first": 1}),
    "a word of like letters": (lambda text: text.replace("sail", "sall"), {"only_first": 1, "only_second": 1}),
    "a slip": (lambda text: text.replace("Lindemar", "L1ndemar").replace("weather", "wea ther"), {"slips": 2}),
    "a paragraph more": (lambda text: text + "\nNothing more was heard of it by the time of writing.", {"only_second": 1}),
    "a paragraph fewer": (lambda text: text.rpartition("\n")[0], {"only_first": 1}),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_each_kind_of_difference_is_counted_as_what_it_is(change: str) -> None:
    text = "\n".join(PARAGRAPHS)
    act, wanted = CHANGES[change]

    assert counts(compared(text, act(text))) == wanted


def test_sides_changed_are_counted_the_other_way_round() -> None:
    text = "\n".join(PARAGRAPHS)
    hidden = text.replace("Jorun Mareth", "XXXXXXXXXXXX")
    comparison = compared(hidden, text)

    assert counts(comparison) == {"shown_second": 1}
    assert words(comparison, "first", "withheld") == ["XXXXXXXXXXXX"]
    assert words(comparison, "second", "shown") == ["Jorun Mareth"]


def test_every_word_of_both_texts_is_there_in_order() -> None:
    text = "\n".join(PARAGRAPHS)
    other = "\n".join(
        (PARAGRAPHS[2], "Something else altogether was said there.", PARAGRAPHS[0].replace("ferry", "boat"))
    )
    comparison = compared(text, other)

    for side, whole in (("first", text), ("second", other)):
        shown = "".join(run.text for row in comparison.rows if (one := getattr(row, side)) for run in one.runs)
        assert "".join(whole.split()) in "".join(shown.split())


def test_paragraphs_that_are_the_same_stand_beside_each_other() -> None:
    comparison = compared(
        "\n".join(PARAGRAPHS), "\n".join(("A new beginning, of which the other has no word.", *PARAGRAPHS))
    )

    pairs = [
        (row.first.anchor, row.second.anchor)
        for row in comparison.rows
        if row.first and row.second and row.first.anchor
    ]
    assert pairs == [("p1", "p2"), ("p2", "p3"), ("p3", "p4")]


def test_large_texts_of_no_kinship_are_aligned_in_seconds() -> None:
    first = "\n".join(f"The {at} wells of the town were dry in the year {at}." for at in range(800))
    second = "\n".join(f"In the year {at} all {at} wells were full of the best water." for at in range(800))
    begin = time.process_time()

    assert len(compared(first, second).rows) >= 800
    assert time.process_time() - begin < 60


MORE = tuple(f"The {word} wells of the town were measured again, and their water was found to be good." for word in (
    "northern", "southern", "eastern", "western", "upper", "lower",
))  # fmt: skip
WHOLE = "\n".join((*PARAGRAPHS, *MORE))
HIDDEN = WHOLE.replace("Jorun Mareth", "XXXXXXXXXXXX")


def fill(room: Room) -> None:
    room.cable("07VENSK12", text=WHOLE)
    room.cable("07VENSK14", text=HIDDEN)
    room.cable("07VENSK31")


def test_each_version_links_to_the_page_of_both(room: Room) -> None:
    fill(room)
    room.build(Options(jobs=1))
    page = room.page("compare/07VENSK12--07VENSK14.html")

    assert '<span class="shown">Jorun Mareth </span>' in page
    assert '<span class="withheld">XXXXXXXXXXXX </span>' in page
    for one in ("07VENSK12", "07VENSK14"):
        assert 'href="../../../compare/07VENSK12--07VENSK14.html">side by side</a>' in room.page(
            f"cable/2007/vensk/{one}.html"
        )
    assert "side by side" not in room.page("cable/2007/vensk/07VENSK31.html")


def test_an_edit_of_either_renews_the_page(room: Room) -> None:
    fill(room)
    room.build(Options(jobs=1))
    room.cable("07VENSK14", text=HIDDEN.replace("salt", "sugar"))
    room.build(Options(jobs=1))

    assert "<ins>sugar" in room.page("compare/07VENSK12--07VENSK14.html")


def test_where_a_rule_withholds_anything_of_either_there_is_no_page(room: Room) -> None:
    fill(room)
    room.build(Options(jobs=1))
    room.put("withheld.toml", '[[withhold]]\ntext = "Jorun Mareth"\nreason = "safety"\ndate = 2026-01-02\n')
    room.build(Options(jobs=1))

    assert not room.has("compare/07VENSK12--07VENSK14.html")
    assert "side by side" not in room.page("cable/2007/vensk/07VENSK14.html")


PAIR = "compare/07VENSK12--07VENSK31.html"
NAMED = '[build]\ncompare = [["07VENSK31", "07VENSK12"]]\n'


def test_a_pair_that_the_owner_names_has_a_page_and_links_to_it(room: Room) -> None:
    fill(room)
    room.put("site.toml", NAMED)
    room.build(Options(jobs=1))

    assert "Two versions side by side" in room.page(PAIR)
    for one in ("07VENSK12", "07VENSK31"):
        assert f'href="../../../{PAIR}">side by side</a>' in room.page(f"cable/2007/vensk/{one}.html")
    room.put("site.toml", "")
    room.build(Options(jobs=1))
    assert not room.has(PAIR)
    assert PAIR not in room.page("cable/2007/vensk/07VENSK31.html")


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        ('"07VENSK12", "07VENSK99"', "the room has no cable 07VENSK99"),
        ('"07VENSK12", "07VENSK12"', "both are one cable"),
    ],
)
def test_a_named_pair_that_cannot_be_shown_is_a_warning(room: Room, pair: str, said: str) -> None:
    fill(room)
    room.put("site.toml", f"[build]\ncompare = [[{pair}]]\n")
    report = room.build(Options(jobs=1))

    assert [one.code for one in report.problems if said in one.message] == ["K007"]
    assert not [path for path in room.output.glob("compare/*") if "31" in path.name]


RULES = {
    "words of one": '[[withhold]]\ntext = "Jorun Mareth"\nreason = "safety"\ndate = 2026-01-02\n',
    "one whole": '[[withhold]]\ncable = "07VENSK12"\nreason = "safety"\ndate = 2026-01-02\n',
    "that one exists": '[[withhold]]\ntext = "07VENSK12"\nreason = "safety"\ndate = 2026-01-02\n',
}


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("settings", ["", '[build]\ncompare = [["07VENSK14", "07VENSK12"]]\n'])
def test_no_comparison_shows_what_a_rule_withholds(room: Room, rule: str, settings: str) -> None:
    fill(room)
    room.put("withheld.toml", RULES[rule])
    room.put("site.toml", settings)
    if settings and rule == "that one exists":  # the settings would tell of it
        with pytest.raises(ConfigurationError, match="W005"):
            room.build(Options(jobs=1))
        return
    report = room.build(Options(jobs=1))

    assert not list(room.output.glob("compare/*"))
    assert "side by side" not in room.page("cable/2007/vensk/07VENSK14.html")
    assert [one.code for one in report.problems if one.code == "K007"] == ["K007"] * bool(settings)
    if rule == "that one exists":
        files = [path for path in room.output.rglob("*") if path.is_file()]
        assert not [path for path in files if b"07VENSK12" in path.read_bytes() or "07VENSK12" in path.name]


class Counting(Tools):
    """The tools of a worker, and how many texts it has parsed."""

    parsed = 0

    def redact(self, data: bytes, path: str) -> Published:
        self.parsed += 1
        return super().redact(data, path)


def test_a_build_parses_each_of_two_versions_once(room: Room) -> None:
    fill(room)
    project = Project(room.content, room.output)
    inputs = load_inputs(project, Options())
    scratch = room.folder / "scratch"
    scratch.mkdir()
    tools = Counting(worker_context(project, inputs, scratch, None))
    read = [read_source(tools, SourceTask(f"cables/07VENSK{serial}.txt")) for serial in (12, 14)]
    corpus = build_corpus(unpack_facts(one.facts for one in read), inputs.vocabulary)
    (page,) = compare_pages(corpus)
    task = page_task(page, corpus, msgspec.msgpack.encode(page.view), tuple(one.spilled for one in read))

    assert render_page(tools, task).files[0].address == page.address
    assert tools.parsed == 2
