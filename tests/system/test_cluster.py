"""Work over a real Dask cluster on this machine: a scheduler and two worker processes, one of which may be killed."""

import asyncio
import gc
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import distributed
import msgspec
import pytest

from generator.build.inputs.project import Options, Project
from generator.build.pipeline import build
from generator.problems import OutputError
from generator.system.processes import open_pool
from generator.system.processes.cluster import Cluster
from tests.build.test_reading_time import ADDRESS, AT_ONCE, LONG
from tests.room import PLAIN, Room, cable_text, files_of
from tests.system.test_pool import FAULT, Bench, break_at_seven, double, fail_at_seven, prepare

ROOT = Path(__file__).parent.parent.parent


class Processes:
    """A scheduler and workers, started by the test and ended with it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.started: list[subprocess.Popen[bytes]] = []
        self.workers: list[subprocess.Popen[bytes]] = []
        place = folder / "scheduler.json"
        self.start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(place))
        self.wait_for(place)
        self.address = next(
            line.split('"')[3] for line in place.read_text(encoding="utf-8").splitlines() if '"address": "tcp' in line
        )

    def start(self, program: str, *arguments: str) -> subprocess.Popen[bytes]:
        log = (self.folder / f"{len(self.started)}.log").open("wb")
        command = [sys.executable, "-m", f"distributed.cli.{program}", "--no-dashboard", *arguments]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        process = subprocess.Popen(command, cwd=self.folder, env=environment, stdout=log, stderr=log)
        log.close()
        self.started.append(process)
        return process

    def add_worker(self) -> None:
        options = ("--nthreads", "1", "--no-nanny", "--host", "127.0.0.1")
        self.workers.append(self.start("dask_worker", self.address, *options))

    def wait_for(self, place: Path) -> None:
        deadline = time.monotonic() + 30
        while not (place.is_file() and place.stat().st_size) and time.monotonic() < deadline:
            time.sleep(0.02)

    def end(self) -> None:
        for process in self.started:
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Processes]:
    processes = Processes(tmp_path_factory.mktemp("cluster"))
    yield processes
    processes.end()


@pytest.fixture
def cluster(scheduler: Processes) -> Processes:
    """A cluster with two workers that live."""
    scheduler.workers = [process for process in scheduler.workers if process.poll() is None]
    while len(scheduler.workers) < 2:
        scheduler.add_worker()
    dask: Any = distributed
    with dask.Client(scheduler.address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
    return scheduler


def die_once(bench: Bench, item: int) -> int:
    if item == 7:
        try:
            (Path(str(bench.context)) / "died").touch(exist_ok=False)
        except FileExistsError:
            return item
        os.kill(os.getpid(), signal.SIGKILL)
    return item


def test_results_come_in_the_order_of_the_items_from_several_processes(cluster: Processes, tmp_path: Path) -> None:
    with open_pool(1, prepare, "context", cluster.address, tmp_path) as workers:
        made = list(workers.map(double, range(200), str, batch=3))

    assert [value for value, _, _ in made] == [item * 2 for item in range(200)]
    assert {context for _, context, _ in made} == {"context"}
    processes = {process for _, _, process in made}
    assert processes <= {process.pid for process in cluster.workers}
    assert os.getpid() not in processes
    assert list(tmp_path.iterdir()) == []


def test_items_are_taken_only_a_little_ahead(cluster: Processes, tmp_path: Path) -> None:
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        for item in range(10_000):
            taken += 1
            yield item

    with open_pool(1, prepare, None, cluster.address, tmp_path) as workers:
        results = workers.map(double, items(), str, batch=4)
        for _ in range(10):
            next(results)
        assert taken < 200


def test_errors_come_as_they_were_raised(cluster: Processes, tmp_path: Path) -> None:
    with open_pool(1, prepare, None, cluster.address, tmp_path) as workers, pytest.raises(OutputError) as stopped:
        list(workers.map(fail_at_seven, range(20), str, batch=4))
    assert stopped.value.problem == FAULT

    with (
        open_pool(1, prepare, None, cluster.address, tmp_path) as workers,
        pytest.raises(RuntimeError, match="break_at_seven"),
    ):
        list(workers.map(break_at_seven, range(20), str, batch=4))


def test_what_a_dead_worker_had_is_done_by_another(cluster: Processes, tmp_path: Path) -> None:
    with open_pool(1, prepare, str(tmp_path), cluster.address, tmp_path) as workers:
        assert list(workers.map(die_once, range(40), str, batch=4)) == list(range(40))

    assert (tmp_path / "died").exists()
    assert sum(process.poll() is None for process in cluster.workers) == 1


def test_a_build_on_the_cluster_equals_one_here_though_a_worker_is_killed(cluster: Processes, room: Room) -> None:
    for number in range(10, 250):
        refs = [f"VENSK {number - 1}", "06 LINDEMAR 5"]
        room.put(f"cables/07VENSK{number}.txt", cable_text(f"07VENSK{number}", refs=refs, text="See ref A.\nRain."))
    away = Project(room.content, room.folder / "away" / "site")
    options = [*("--output", "away/site", "--cluster", cluster.address), "--no-search", "--no-pdf"]
    command = [sys.executable, "-m", "generator", "build", *options]
    victim = cluster.workers[0]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=room.folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        deadline = time.monotonic() + 60
        while len(list(away.output.glob("cable/2007/vensk/*.html"))) < 20 and time.monotonic() < deadline:
            assert running.poll() is None, running.communicate()
            time.sleep(0.01)
        victim.kill()
        made_before = len(list(away.output.glob("cable/2007/vensk/*.html")))
        _, told = running.communicate(timeout=120)

    assert running.returncode == 0, told
    assert made_before < 240  # it was in mid-build that the worker went
    room.build(PLAIN)
    assert files_of(away.output) == room.site()
    assert build(away, PLAIN).written == ()


def test_a_cable_that_takes_too_long_on_the_cluster_is_shown_as_it_is(cluster: Processes, room: Room) -> None:
    room.cable("07VENSK12", text=LONG)
    report = room.build(msgspec.structs.replace(AT_ONCE, cluster=cluster.address))

    assert [one.code for one in report.problems if one.severity == "error"] == ["C015"]
    assert "4000. Then the fair of day 3999" in room.page(ADDRESS)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense://", "tcp://no.such.host.invalid:8786"])
def test_a_cluster_that_does_not_answer_is_told(address: str, tmp_path: Path) -> None:
    with pytest.raises(OutputError) as stopped:
        Cluster(address, prepare, None, tmp_path, patience=1)

    clients = [thing for thing in gc.get_objects() if type(thing) is distributed.Client]
    assert {client.status for client in clients} <= {"closed"}  # others are closed wherever the collector comes by
    assert (stopped.value.problem.code, stopped.value.problem.where.path) == ("B022", address)
    assert "does not answer" in stopped.value.problem.message


def test_a_cluster_is_reached_from_within_a_loop(cluster: Processes, tmp_path: Path) -> None:
    made: list[int] = []

    async def within() -> None:
        with open_pool(1, prepare, None, cluster.address, tmp_path) as workers:
            made.extend(value for value, _, _ in workers.map(double, range(3), str))

    apart = threading.Thread(target=lambda: asyncio.run(within()))  # a test in a browser leaves a loop in this one
    apart.start()
    apart.join()

    assert made == [0, 2, 4]


def test_a_cluster_without_workers_is_told(tmp_path: Path) -> None:
    empty = Processes(tmp_path)
    try:
        with pytest.raises(OutputError, match="has no workers"):
            Cluster(empty.address, prepare, None, tmp_path, patience=2)
    finally:
        empty.end()


def test_a_worker_that_does_not_see_the_folders_is_told(cluster: Processes, tmp_path: Path) -> None:
    with open_pool(1, prepare, None, cluster.address, tmp_path) as workers:
        for left in tmp_path.iterdir():
            left.unlink()
        with pytest.raises(OutputError, match="cannot read") as stopped:
            list(workers.map(double, range(3), str))

    assert stopped.value.problem.code == "B022"


def test_without_dask_it_is_told(room: Room) -> None:
    room.cable("07VENSK12")
    (room.folder / "distributed.py").write_text("raise ImportError", encoding="utf-8")
    command = [sys.executable, "-m", "generator", "build", "--cluster", "tcp://127.0.0.1:9"]
    environment = os.environ | {"PYTHONPATH": f"{room.folder}:{ROOT}"}
    done = subprocess.run(command, cwd=room.folder, env=environment, check=False, capture_output=True, text=True)

    assert done.returncode == 3
    assert done.stderr.startswith("tcp://127.0.0.1:9: error B022: the package distributed is not installed")
    assert Options().cluster is None
