"""The runner of mutants: it changes what it should, one thing at a time, and sees a test that fails."""

from pathlib import Path

import pytest

from tests.mutants.run import NEAREST, ROOT, modules_of, mutants_of, mutated, run_tests


@pytest.mark.parametrize(
    ("source", "changed"),
    [
        ("a < b", {"(a <= b)"}),
        ("a == b", {"(a != b)"}),
        ("a < b < c", {"(a <= b < c)", "(a < b <= c)"}),
        ("a and b", {"(a or b)"}),
        ("not a", {"(a)"}),
        ("f(True)", {"f((False))"}),
        ("f(7)", {"f((8))"}),
        ("x: int = 7", {"x: int = (8)"}),
        ("'é' in a", {"('é' not in a)"}),
        ("a + b", set()),
        ("'text'", set()),
    ],
)
def test_each_comparison_each_truth_and_each_number_is_changed(source: str, changed: set[str]) -> None:
    assert {mutated(source, one) for one in mutants_of("a.py", source)} == changed


def test_modules_and_tests_that_are_named_are_there() -> None:
    for places, tests in NEAREST.values():
        assert any(mutants_of(path, (ROOT / path).read_text(encoding="utf-8")) for path in modules_of(places))
        assert all((ROOT / test).exists() for test in tests)


@pytest.mark.parametrize(("name", "passes"), [("assert 1", True), ("assert 0", False)])
def test_a_test_that_fails_is_seen(tmp_path: Path, name: str, *, passes: bool) -> None:
    (tmp_path / "test_one.py").write_text(f"def test_one():\n    {name}\n", encoding="utf-8")

    assert run_tests(tmp_path, ["test_one.py"], 60) is passes


def test_tests_that_do_not_end_are_ended(tmp_path: Path) -> None:
    (tmp_path / "test_one.py").write_text("import time\ndef test_one():\n    time.sleep(60)\n", encoding="utf-8")

    assert run_tests(tmp_path, ["test_one.py"], 1) is None
