"""Work over a Dask cluster: the same batches as in system/processes, which alone opens this.

Every worker sees the folders of the room under the same paths, and has this program installed. What all batches need is
put once into a file of the shared scratch folder, from which each thread of a worker sets up tools of its own: a
worker that joins late finds it there, and one that dies takes nothing with it. The scheduler gives what a dead worker
had to another; a page that is made twice has the same bytes.
"""

import pickle
import secrets
import socket
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import generator
from generator.problems import GeneratorError, OutputError, Where, problem_at

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 3  # batches under way or done and not taken, for each thread of the cluster
_LOOK = 10  # seconds of waiting for a result after which we look whether anybody works
_LOST = 6  # such looks in a row that find no worker
_THREADS = 64  # threads of one worker


class Cluster(AbstractContextManager["Cluster"]):
    """The workers of a Dask cluster. Use it in a ``with`` statement; leaving that drops what is not done."""

    def __init__(
        self, address: str, prepare: Callable[[Any], Any], context: object, shared: Path, patience: float = 20
    ) -> None:
        """Reach the cluster.

        address is that of the scheduler, ``tcp://HOST:8786``, shared a folder that all workers see; patience are the seconds
        for the scheduler to answer, and as many for a first worker. The rest is as for ``Pool``.

        Raises:
            OutputError: B022 Dask is not installed, the scheduler does not answer, or has no workers.
        """
        try:
            import distributed  # noqa: PLC0415  an extra: loaded where a cluster is asked for, and only then
        except ImportError:
            raise _fault(address, "B022.dask") from None
        self._address = address
        dask: Any = distributed
        self._dask = dask
        self._pending: deque[tuple[Any, Sequence[Any]]] = deque()
        try:
            # In a thread: who calls us may have a loop.
            dask.utils.LoopRunner().run_sync(_check_scheduler, dask, address, patience)
            self._client = dask.Client(address, timeout=patience, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            raise _fault(address, "B022", fault=" ".join(str(error).split())) from None
        try:
            self._client.wait_for_workers(1, timeout=patience)
        except TimeoutError:
            self._client.close()
            raise _fault(address, "B022.empty") from None
        self._most = _AHEAD * max(1, sum(self._client.nthreads().values()))
        self._setup = shared.absolute() / f"context-{secrets.token_hex(8)}"  # a name that no worker has seen
        self._setup.write_bytes(pickle.dumps((generator.__version__, prepare, context)))

    def __exit__(self, *_: object) -> None:
        """Leave the cluster; it is not ours to end."""
        with suppress(Exception):  # it may be gone: that was told, or does not matter any more
            self._client.cancel([future for future, _ in self._pending])
        self._pending.clear()
        with suppress(Exception):
            self._client.close(timeout=_LOOK)
        self._setup.unlink(missing_ok=True)

    def map(
        self, function: Callable[[Any, T], R], items: Iterable[T], name: Callable[[T], str], batch: int = 16
    ) -> Iterator[R]:
        """Yield ``function(tools, item)`` for each item, in their order; as ``Pool.map``.

        Raises:
            GeneratorError: as function raised it.
            OutputError: B004 workers died again and again over a batch; B022 the cluster is lost, or a worker of it sees
                not our folders or has another version.
        """
        ahead = iter(items)
        setup = str(self._setup)
        while True:
            while len(self._pending) < self._most and (taken := tuple(islice(ahead, batch))):
                future = self._client.submit(_work, setup, function, taken, pure=False)
                self._pending.append((future, taken))
            if not self._pending:
                return
            future, had = self._pending[0]
            done, value = self._wait(future, had, name)
            self._pending.popleft()
            if not done:
                kind, problem, trace = value
                raise kind(problem) if problem is not None else RuntimeError(trace)
            yield from value

    def begin(self, function: Callable[[Any, T], R], items: Sequence[T], name: Callable[[T], str]) -> Iterator[R]:
        """Yield ``function(tools, item)`` for each item: a cluster begins when the first is asked for."""
        return self.map(function, items, name)

    def _wait(self, future: Any, had: Sequence[T], name: Callable[[T], str]) -> tuple[bool, Any]:  # noqa: ANN401  Dask's
        """Wait for a batch, however long it takes while anybody works."""
        looks = 0
        while True:
            try:
                return future.result(timeout=_LOOK)  # type: ignore[no-any-return]
            except self._dask.KilledWorker:
                raise OutputError(problem_at("B004.cluster", Where(name(had[0])), count=len(had))) from None
            except TimeoutError:
                looks = looks + 1 if not self._anybody() else 0
                if looks > _LOST:
                    raise _fault(self._address, "B022.alone") from None
            except (self._dask.CancelledError, self._dask.comm.CommClosedError, OSError) as error:
                raise _fault(self._address, "B022.lost", fault=type(error).__name__) from None

    def _anybody(self) -> bool:
        with suppress(Exception):
            return bool(self._client.nthreads())
        return False


async def _check_scheduler(dask: Any, address: str, patience: float) -> None:  # noqa: ANN401  an extra, which has no types
    """See that a scheduler answers.

    A ``Client`` is made only for one that does. Of one whose making fails, half is left to the garbage collector, which
    closes it whenever it comes by; if that is while the next is starting, both wait for one lock, for ever.
    """
    connection = dask.Security().get_connection_args("client")
    comm = await dask.comm.connect(address, timeout=patience, **connection)
    await comm.close()


def _fault(address: str, row: str, **details: str) -> OutputError:
    return OutputError(problem_at(row, Where(address), **details))


def _work(setup: str, function: Callable[[Any, Any], Any], items: Sequence[Any]) -> tuple[bool, Any]:
    """Do one batch, in a worker; an error is returned as a value, so that the scheduler does not try again."""
    try:
        tools = _tools(setup, threading.get_ident())
        return True, [function(tools, item) for item in items]
    except GeneratorError as error:
        return False, (type(error), error.problem, "")
    except Exception as error:  # noqa: BLE001 - a fault of the program: told whole, by the main process
        return False, (type(error), None, traceback.format_exc())


@lru_cache(maxsize=_THREADS)
def _tools(setup: str, _thread: int) -> Any:  # noqa: ANN401  what prepare makes, of whatever kind
    """Set up the tools of one thread of a worker."""
    here = socket.gethostname()
    try:
        data = Path(setup).read_bytes()
    except OSError:
        raise _fault(here, "B022.folder", path=setup) from None
    version, prepare, context = pickle.loads(data)  # noqa: S301  our own file, written by the build that asks
    if version != generator.__version__:
        raise _fault(here, "B022.version", found=generator.__version__, wanted=version)
    return prepare(context)
