"""The facts of every cable of a room, in memory, kept up with the files. For the preview; makes no page.

What a build has read is taken from the store, which is only read, so that a build may run meanwhile. What
this reads itself is kept in a store of its own.
"""

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from stat import S_ISREG

import msgspec

from generator.build.inputs.discovery import OTHER_FOLDERS, scan_cables
from generator.build.inputs.inputs import Inputs
from generator.build.inputs.project import Project
from generator.build.inputs.tuning import DEFAULTS
from generator.build.store.borrowed import sources_of
from generator.build.store.database import StoreFault
from generator.build.store.rows import SourceRow
from generator.build.store.store import Store
from generator.build.work.context import worker_context
from generator.build.work.worker import SourceRead, SourceTask, Tools, read_source, reading_digest
from generator.corpus import Facts, unpack_facts
from generator.problems import OutputError, Problem
from generator.system.listing import Found
from generator.system.processes import Pool, available_cores
from generator.system.reading import time_of

_FEW = 64  # files for which starting workers costs more than it saves


class FactsCache:
    """Facts by path of their source, as of the last look at the folder."""

    def __init__(self, project: Project, reading: Callable[[int, int], None], scratch: Path) -> None:
        """Begin with none.

        reading is told how many of how many files are read; scratch is a folder for workers.
        """
        self._project = project
        self._told = reading
        self._scratch = scratch
        self._rule = b""
        self._traces: dict[str, Found] = {}
        self._unread: dict[str, Problem] = {}
        self.facts: dict[str, Facts] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return the problems of files that could not be read at all."""
        return tuple(self._unread.values())

    def look(self, settings: Inputs, changed: Iterable[str] = ()) -> frozenset[str]:
        """Bring the facts up to date -> the paths of cables that are new, gone, or read again, by this or an earlier preview.

        changed are paths in the content folder that are to be read whatever their time says; a change of the vocabulary lets
        everything be read again.
        """
        again = frozenset(changed) | self._unread.keys()
        rule = reading_digest(settings)
        found, passed = (rule == self._rule and self._looked_at(again)) or scan_cables(self._project.content)
        traces = {one.path: one for one in found}
        recalled = frozenset(traces) if self._rule not in {b"", rule} else frozenset()
        if rule != self._rule:
            self._traces.clear()
            self._rule = rule
            self._recall(traces)
        gone = self.facts.keys() - traces.keys()
        stale = [one.path for one in found if self._traces.get(one.path) != one or one.path in again]
        for path in gone | self._unread.keys():
            self.facts.pop(path, None)
            self._unread.pop(path, None)
        self._read(stale, traces, settings)
        self._traces = traces
        self._unread.update({problem.where.path: problem for problem in passed})
        return recalled.union(gone, stale)

    def _looked_at(self, changed: frozenset[str]) -> tuple[list[Found], list[Problem]] | None:
        """Return what a scan would, where the cables that changed are there as before; None where it must be asked."""
        mine = frozenset(path for path in changed if not self._is_elsewhere(path))
        if not changed or self._unread or not mine <= self._traces.keys():
            return None
        traces = dict(self._traces)
        for path in mine:
            try:
                stat = (self._project.content / path).lstat()
            except OSError:
                return None
            if not S_ISREG(stat.st_mode):
                return None
            traces[path] = Found(path, stat.st_size, time_of(stat))
        return list(traces.values()), []

    def _is_elsewhere(self, path: str) -> bool:
        """Say whether a path can be of no cable; without a folder of cables site.toml decides what is one."""
        if path == "site.toml":
            return (self._project.content / "cables").is_dir()
        return path.startswith(("/", *OTHER_FOLDERS))

    def _recall(self, traces: dict[str, Found]) -> None:
        """Take the facts of unchanged files from the stores of the build and of earlier previews."""
        for name in ("preview.sqlite", "store.sqlite"):
            rows = sources_of(self._project.store_folder / name, self._rule)
            rows = [row for row in rows if traces.get(row.path) == Found(row.path, row.size, row.time)]
            for row, facts in zip(rows, unpack_facts(row.facts for row in rows), strict=True):
                self.facts[row.path] = facts
                self._traces[row.path] = traces[row.path]

    def _read(self, paths: list[str], traces: dict[str, Found], settings: Inputs) -> None:
        if not paths:
            return
        began = time.time_ns()
        rows: list[SourceRow] = []
        tuning = msgspec.structs.replace(DEFAULTS, spill_limit=0)  # nobody takes the texts from the scratch folder
        context = worker_context(self._project, settings, self._scratch, None, tuning)
        with Pool(available_cores() if len(paths) > _FEW else 1, Tools, context) as pool:
            for count, one in enumerate(pool.map(read_source, map(SourceTask, paths), lambda task: task.path), 1):
                self._take(one)
                trace = traces[one.path]
                if one.problem is None and trace.time < began - DEFAULTS.settled_after:
                    rows.append(SourceRow(one.path, trace.size, trace.time, one.digest, one.facts))
                self._told(count, len(paths))
        self._keep(rows)

    def _take(self, one: SourceRead) -> None:
        if one.problem is not None:
            self._unread[one.path] = one.problem
            self.facts.pop(one.path, None)
        else:
            self.facts[one.path] = msgspec.msgpack.decode(one.facts, type=Facts)

    def _keep(self, rows: list[SourceRow]) -> None:
        """Keep what was read for the next start, unless another preview is doing so."""
        if not rows:
            return
        path: Path = self._project.store_folder / "preview.sqlite"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with Store(path) as store:
                if store.note("reading") != self._rule:
                    store.forget()
                    store.write_note("reading", self._rule)
                store.keep_sources(rows)
                store.commit()
        except (OutputError, OSError, StoreFault):
            return  # it costs the next start some time, no more
