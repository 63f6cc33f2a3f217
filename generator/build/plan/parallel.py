"""Planning in several processes: each starts with all data of this one, and returns the stale pages of a part."""

from collections.abc import Generator

from generator.build.inputs.inputs import Inputs
from generator.build.inputs.tuning import Tuning
from generator.build.plan.fingerprint import unpacked
from generator.build.plan.staleness import PlannedPages, Planner
from generator.system.processes import Pool, default_method


def planning_jobs(jobs: int, cables: int, inputs: Inputs, front_page: bytes, tuning: Tuning) -> int:
    """Return how many of a number of processes plan: all, if most pages of a large room may be current.

    If the settings or the program changed, every page is rendered, which takes most of the time.

    Args:
        jobs: how many processes there are.
        cables: how many cables.
        inputs: everything else.
        front_page: the packed fingerprint of the front page in the last build, b"" for none.
        tuning: from how many cables on several processes plan.
    """
    if not front_page or cables < tuning.parallel_planning or (tuning.start_method or default_method()) != "fork":
        return 1
    front = unpacked(front_page)
    return jobs if (front.settings, front.program) == (inputs.public, inputs.program_digest) else 1


def plan(planner: Planner, jobs: int) -> Generator[PlannedPages]:
    """Yield all pages, in order; close it to end early.

    Args:
        planner: plans them.
        jobs: how many processes plan; for one, none is started. They are forked, because all cables are too much to
            send.
    """
    if jobs == 1:
        for part in range(len(planner.parts)):
            yield from planner.stale_pages(part)
        return
    with Pool(jobs, _unchanged, planner, "fork") as pool:
        for planned in pool.map(_plan_part, range(len(planner.parts)), lambda _: "a part of the pages", batch=1):
            yield from planned


def _unchanged(planner: Planner) -> Planner:
    return planner


def _plan_part(planner: Planner, part: int) -> list[PlannedPages]:
    return list(planner.stale_pages(part))
