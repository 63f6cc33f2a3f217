"""Work over processes: results in order, errors as they were raised, a dead worker named with what it had."""

import multiprocessing
import multiprocessing.spawn
import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing import resource_tracker
from pathlib import Path

import pytest

from generator.problems import OutputError, Problem, Severity, Where
from generator.system.processes import WAITING, Pool

FAULT = Problem(Where("seven"), Severity.ERROR, "B005", "cannot be read", "look")


class Bench:
    """A worker's bench: what it was given, and who it is."""

    def __init__(self, context: object) -> None:
        """Take the context."""
        self.context = context
        self.process = os.getpid()


def prepare(context: object) -> Bench:
    return Bench(context)


def double(bench: Bench, item: int) -> tuple[int, object, int]:
    if item % 7 == 3:
        time.sleep(0.002)  # so that batches end out of order
    return item * 2, bench.context, bench.process


def fail_at_seven(_: Bench, item: int) -> int:
    if item == 7:
        raise OutputError(FAULT)
    return item


def break_at_seven(_: Bench, item: int) -> int:
    return 1 // (item - 7)


def die_at_seven(_: Bench, item: int) -> int:
    if item == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return item


def leave_at_seven(_: Bench, item: int) -> int:
    if item == 7:
        os._exit(5)
    return item


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    with Pool(jobs, prepare, "context") as pool:
        for batch in (1, 3, 100):
            made = list(pool.map(double, range(100), str, batch=batch))
            assert [value for value, _, _ in made] == [item * 2 for item in range(100)]
            assert {context for _, context, _ in made} == {"context"}
            assert (os.getpid() in {process for _, _, process in made}) is (jobs == 1)


@pytest.mark.parametrize("jobs", [1, 2])
def test_nothing_to_do_gives_nothing(jobs: int) -> None:
    with Pool(jobs, prepare, None) as pool:
        assert list(pool.map(double, [], str)) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_items_are_taken_only_a_little_ahead(jobs: int) -> None:
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        for item in range(10_000):
            taken += 1
            yield item

    with Pool(jobs, prepare, None) as pool:
        results = pool.map(double, items(), str, batch=4)
        for _ in range(10):
            next(results)
        assert taken < 200


def slow_at_first(_: Bench, item: int) -> int:
    if item == 0:
        time.sleep(0.5)
    return item


def test_finished_work_that_waits_for_an_earlier_one_is_bounded() -> None:
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        for item in range(10_000):
            taken += 1
            yield item

    with Pool(2, prepare, None) as pool:
        assert next(pool.map(slow_at_first, items(), str, batch=4)) == 0
        assert taken <= 4 * (WAITING * 2 + 3)


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_of_ours_comes_as_it_was_raised(jobs: int) -> None:
    with Pool(jobs, prepare, None) as pool, pytest.raises(OutputError) as stopped:
        list(pool.map(fail_at_seven, range(20), str, batch=4))

    assert stopped.value.problem == FAULT


def test_a_fault_of_the_program_comes_with_its_trace() -> None:
    with Pool(2, prepare, None) as pool, pytest.raises(RuntimeError, match="break_at_seven") as stopped:
        list(pool.map(break_at_seven, range(20), str, batch=4))

    assert "ZeroDivisionError" in str(stopped.value)


def sleep_long(_: Bench, item: int) -> int:
    time.sleep(30 if item else 0)
    return item


@pytest.mark.parametrize(("task", "how"), [(die_at_seven, "killed by SIGKILL"), (leave_at_seven, "exit status 5")])
def test_a_worker_that_dies_is_told_with_what_it_had(task: object, how: str) -> None:
    with Pool(2, prepare, None) as pool, pytest.raises(OutputError) as stopped:
        list(pool.map(task, range(20), lambda item: f"cables/{item}.txt", batch=4))  # type: ignore[arg-type]

    problem = stopped.value.problem
    assert (problem.code, problem.where.path) == ("B004", "cables/7.txt")
    assert how in problem.message
    assert problem.hint


def test_a_new_process_that_dies_before_it_has_its_work_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """What all work needs is longer than a pipe holds: nobody may wait until a dead process has read it."""
    resource_tracker.ensure_running()
    monkeypatch.setattr(multiprocessing.spawn, "get_executable", lambda: b"/bin/false")

    with Pool(2, prepare, "x" * 1_000_000, "spawn") as pool, pytest.raises(OutputError) as stopped:
        list(pool.map(double, range(20), lambda item: f"cables/{item}.txt"))

    assert (stopped.value.problem.code, stopped.value.problem.where.path) == ("B004", "cables/0.txt")
    assert "exit status 1" in stopped.value.problem.message


def test_new_processes_do_the_work_of_forked_ones() -> None:
    with Pool(2, prepare, "x" * 1_000_000, "spawn") as pool:
        made = list(pool.map(double, range(40), str))

    assert [value for value, _, _ in made] == [item * 2 for item in range(40)]
    assert {len(str(context)) for _, context, _ in made} == {1_000_000}


def test_workers_end_with_the_pool() -> None:
    with Pool(2, prepare, None) as pool:
        processes = {process for _, _, process in pool.map(double, range(50), str, batch=1)}
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_workers_end_at_once_when_the_work_is_given_up() -> None:
    began = time.monotonic()
    with suppress(KeyboardInterrupt), Pool(2, prepare, None) as pool:
        results = pool.map(sleep_long, range(8), str, batch=1)
        processes = multiprocessing.active_children()
        next(results)
        assert len(processes) >= 2
        raise KeyboardInterrupt

    assert time.monotonic() - began < 10
    assert not any(process.is_alive() for process in processes)


def test_work_for_two_maps_at_once_is_refused_and_not_mixed_up() -> None:
    with Pool(2, prepare, "context") as pool:
        first = pool.map(double, range(100), str, batch=4)
        assert next(first)[0] == 0
        with pytest.raises(RuntimeError, match="another map"):
            next(pool.map(double, range(100), str))
        assert [value for value, _, _ in first] == [number * 2 for number in range(1, 100)]
        assert [value for value, _, _ in pool.map(double, range(9), str)] == [number * 2 for number in range(9)]


def leave_a_file(_: Bench, path: Path) -> str:
    path.touch()
    return path.name


def test_workers_begin_before_anybody_asks_what_they_made(tmp_path: Path) -> None:
    paths = [tmp_path / str(number) for number in range(9)]
    with Pool(2, prepare, None) as pool:
        made = pool.begin(leave_a_file, paths, str)
        until = time.monotonic() + 20
        while len(list(tmp_path.iterdir())) < len(paths) and time.monotonic() < until:
            time.sleep(0.01)
        assert len(list(tmp_path.iterdir())) == len(paths)
        with pytest.raises(RuntimeError, match="another map"):
            list(pool.map(double, range(9), str))
        assert sorted(made) == [path.name for path in paths]
        assert [value for value, _, _ in pool.map(double, range(9), str)] == [number * 2 for number in range(9)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_stops_work_that_was_begun_is_raised_where_it_is_asked_for(jobs: int) -> None:
    with Pool(jobs, prepare, None) as pool:
        made = pool.begin(fail_at_seven, range(20), str)
        with pytest.raises(OutputError) as stopped:
            list(made)

    assert stopped.value.problem == FAULT
