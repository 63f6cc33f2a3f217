"""What is wrong across cables: each code, once, with place and hint, and nothing said where nothing is wrong."""

import datetime as dt

import pytest

from generator.corpus import build_corpus, check_corpus
from generator.problems import Problem, Severity
from tests.corpus.cases import make, packaged

NEW_YEAR = dt.datetime(2007, 1, 1, 10, tzinfo=dt.UTC)


def problems(*given: object) -> list[Problem]:
    return check_corpus(build_corpus(given, packaged()))  # type: ignore[arg-type]


def test_in_a_sound_room_nothing_is_wrong() -> None:
    assert problems(make("07ASTANA1", tags=("PREL",)), make("07ASTANA2", cites=("07ASTANA1",), tags=("KZ",))) == []


def test_two_files_with_one_id() -> None:
    found = problems(*(make("07ASTANA1", path=f"cables/{name}.txt") for name in "bca"))

    assert [(one.code, one.severity, one.where.path) for one in found] == [
        ("K001", Severity.ERROR, "cables/b.txt"),
        ("K001", Severity.ERROR, "cables/c.txt"),
    ]
    assert all("cables/a.txt" in one.message and one.where.line == 1 and one.hint for one in found)


def test_another_text_that_import_kept_is_a_note() -> None:
    found = problems(*(make("07ASTANA1", path=f"cables/2007/07ASTANA1{suffix}.txt") for suffix in ("_b", "", "_c")))

    assert [(one.code, one.severity, one.where.path) for one in found] == [
        ("K006", Severity.NOTE, "cables/2007/07ASTANA1_b.txt"),
        ("K006", Severity.NOTE, "cables/2007/07ASTANA1_c.txt"),
    ]


@pytest.mark.parametrize(
    ("tag", "hint"),
    [
        ("PRELL", "did you mean PREL?"),
        ("PRLE", "did you mean PREL?"),
        ("PRXL", "did you mean PREL?"),
        ("PRE", "did you mean PREL?"),
        ("QQQQQ", "add it to content/vocabulary/tags.csv"),
        ("SMITH, JOHN", "add it to content/vocabulary/tags.csv"),
    ],
)
def test_a_tag_that_is_not_known_is_told_once(tag: str, hint: str) -> None:
    (found,) = problems(make("07ASTANA1", tags=(tag,)), make("07ASTANA2", tags=(tag, "PREL")))

    assert (found.code, found.severity, found.where.path) == ("K002", Severity.NOTE, "cables/07ASTANA1.txt")
    assert found.message == f"the vocabulary has no tag {tag} (in 2 cables)"
    assert found.hint.startswith(hint)


@pytest.mark.parametrize(
    ("post", "hint"), [("ASTANNA", "did you mean ASTANA?"), ("QQQQQ", "add it to content/vocabulary/posts.csv")]
)
def test_a_post_that_is_not_known_is_told_once(post: str, hint: str) -> None:
    found = [one for one in problems(make(f"07{post}1"), make(f"07{post}2"), make("UNNAMED")) if one.code == "K003"]

    assert [(one.severity, one.where.path) for one in found] == [(Severity.WARNING, f"cables/07{post}1.txt")]
    assert found[0].message == f"the vocabulary has no post {post} (in 2 cables)"
    assert found[0].hint.startswith(hint)


@pytest.mark.parametrize(("hours", "told"), [(-24, False), (0, False), (23, False), (24, True), (24 * 400, True)])
def test_a_reference_to_a_cable_of_a_day_or_more_later(hours: int, *, told: bool) -> None:
    cited = make("07ASTANA2", date=NEW_YEAR + dt.timedelta(hours=hours))
    found = problems(make("07ASTANA1", date=NEW_YEAR, cites=("07ASTANA2", "07ASTANA2")), cited)

    assert [(one.code, one.where.path) for one in found] == ([("K004", "cables/07ASTANA1.txt")] if told else [])
    assert all("07ASTANA2" in one.message and one.hint for one in found)


def test_of_undated_cables_none_is_in_the_future() -> None:
    assert problems(make("07ASTANA1", cites=("07ASTANA2",)), make("07ASTANA2", date=NEW_YEAR)) == []


def test_of_two_versions_the_shorter_is_told_with_the_longer() -> None:
    sketch = tuple(range(8))
    found = problems(
        make("07ASTANA1", date=NEW_YEAR, sketch=sketch, words=90),
        make("07ASTANA2", date=NEW_YEAR, sketch=sketch, words=100),
    )

    assert [(one.code, one.where.path) for one in found] == [("K005", "cables/07ASTANA1.txt")]
    assert "07ASTANA2" in found[0].message
