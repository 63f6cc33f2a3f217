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


def die(_: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


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


def test_a_death_is_told_with_what_it_had() -> None:
    with beside(die, "site", process=True) as result, pytest.raises(OutputError) as raised:
        result()

    assert raised.value.problem.code == "B004"
    assert raised.value.problem.where == Where("site")


def test_whoever_leaves_without_the_result_leaves_no_process() -> None:
    before = set(multiprocessing.active_children())
    with beside(sleep, "site", process=True):
        assert len(set(multiprocessing.active_children()) - before) == 1

    assert set(multiprocessing.active_children()) == before
