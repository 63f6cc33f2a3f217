"""One piece of work beside: its result, its errors, its death, and that none is left behind."""

import multiprocessing
import os
import signal
import time

import pytest

from generator.output.pool.beside import beside
from generator.problems import OutputError, Problem, Severity, Where

FAULT = Problem(Where("seven"), Severity.ERROR, "B005", "cannot be read", "look")


def who(item: str) -> tuple[str, int]:
    return item, os.getpid()


def fail(_: str) -> None:
    raise OutputError(FAULT)


def die_elsewhere(home: str) -> int:
    if os.getpid() != int(home):
        os.kill(os.getpid(), signal.SIGKILL)
    return os.getpid()


def sleep(_: str) -> None:
    time.sleep(600)


def test_the_work_is_done_by_another_process() -> None:
    with beside(who, "site", process=True) as result:
        item, process = result()

    assert item == "site"
    assert process != os.getpid()


def test_without_a_process_it_is_done_here() -> None:
    with beside(who, "site", process=False) as result:
        assert result() == ("site", os.getpid())


@pytest.mark.parametrize("process", [True, False])
def test_an_error_is_raised_as_it_was(process: bool) -> None:
    with beside(fail, "site", process=process) as result, pytest.raises(OutputError) as raised:
        result()

    assert raised.value.problem == FAULT


def test_what_dies_is_done_here() -> None:
    with beside(die_elsewhere, str(os.getpid()), process=True) as result:
        assert result() == os.getpid()


def test_the_process_ends_with_its_result() -> None:
    before = set(multiprocessing.active_children())
    with beside(who, "site", process=True) as result:
        result()

        assert set(multiprocessing.active_children()) == before


def test_whoever_leaves_without_the_result_leaves_no_process() -> None:
    before = set(multiprocessing.active_children())
    with beside(sleep, "site", process=True):
        assert len(set(multiprocessing.active_children()) - before) == 1

    assert set(multiprocessing.active_children()) == before
