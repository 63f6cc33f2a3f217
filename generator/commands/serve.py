"""``serve``: a room in a browser while it is being worked on. Pages are made when they are asked for.

    watch -> settings, facts, corpus -> Preview -> browsers are told
    request -> Preview -> the page; where it cannot be made, the problem over the last good one

Nothing is written but the memory of what was read; a build may go on beside. What only builds can make is made by
builds in the background (renewal.py).
"""

import gc
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from generator.commands.lasting import uncollected
from generator.commands.preview import Preview, plan_anew
from generator.commands.project import Options, Project
from generator.commands.renewal import Renewal
from generator.commands.settings import Settings, check_content, read_settings
from generator.commands.shelf import Shelf
from generator.commands.tasks import bench_context
from generator.commands.withheld import check_all_matched, refuse
from generator.corpus import Corpus, build_corpus
from generator.corpus.reword import reworded
from generator.output.pdf import find_press
from generator.output.preview.watch import watch_folders
from generator.output.preview.web import Answer, Changes, Server, make_app
from generator.output.proof import Proof
from generator.problems import ConfigurationError, GeneratorError, Problem

_GOOD = 200  # pages that are kept to be shown under a problem
_MOST_TOLD = 20  # problems that one change brings
_PATIENCE = 1.0  # seconds that a request waits for the first look at the room


class _Now(msgspec.Struct, frozen=True):
    """What is shown at the moment: a room, None before there is one, and what keeps a newer one from being shown."""

    room: Preview | None = None
    problem: Problem | None = None


class Desk:
    """A room that is being worked on: sees what changes, and answers what stands at an address."""

    def __init__(self, project: Project, say: Callable[[str], None], *, search: bool = True) -> None:
        """Look at nothing yet.

        Args:
            project: the room; its output is where the search index of the last build is taken from.
            say: told, in a line, what the owner should know.
            search: whether builds go on in the background.
        """
        self.changes = Changes()
        self._project, self._say = project, say
        self._shelf = Shelf(project, self._reading)
        self._renewal = Renewal(project, self._renewed) if search else None
        self._left = Renewal(project, self._renewed).left
        self._now = _Now()
        self._before: Preview | None = None
        self._first = threading.Event()
        self._stop = threading.Event()
        self._making = threading.Lock()
        self._looking = threading.Lock()
        self._good: OrderedDict[str, bytes] = OrderedDict()
        self._read = (0, 0)
        self._told: frozenset[Problem] = frozenset()
        self._thread = threading.Thread(target=self._work, name="watch", daemon=True)

    def start(self) -> None:
        """Look at the room, then watch it."""
        self._thread.start()
        if self._renewal is not None:
            self._renewal.start()

    def stop(self) -> None:
        """Let go of everything."""
        self._stop.set()
        if self._renewal is not None:
            self._renewal.stop()
        self._thread.join(0.5)

    def answer(self, address: str) -> Answer:
        """Return what stands at an address of the site."""
        now = self._now
        if now.room is None and now.problem is None:
            self._first.wait(_PATIENCE)
            now = self._now
        if now.room is None:
            return Answer(problems=(now.problem,)) if now.problem else Answer(wait=self._progress())
        wrong = [now.problem] if now.problem else []
        try:
            body = now.room.file(address)
        except GeneratorError as error:
            wrong.append(error.problem)
            body = self._last_good(address)
        else:
            if body is not None and not wrong:
                self._keep_good(address, body)
        return Answer(body, tuple(wrong))

    # Looking

    def look(self, changed: Iterable[Path] = ()) -> None:
        """Bring what is shown up to date with the folders; changed are paths that are known to have changed."""
        with self._looking, uncollected():
            try:
                room = self._look(self._within(changed))
            except GeneratorError as error:
                self._now = _Now(self._now.room, error.problem)
                self._say(str(error.problem))
            else:
                self._before = self._now.room
                self._now = _Now(room)
            self._first.set()
        self.changes.tell()

    def _look(self, changed: frozenset[str]) -> Preview:
        before = self._now.room
        settings = self._settings(before, changed)
        read = self._shelf.look(settings, changed)
        self._check_withheld(settings)
        proof = before.proof if before and before.settings.inputs == settings.inputs else self._proof(settings)
        corpus = self._corpus(settings, before, read)
        self._tell(settings, corpus)
        atlas = plan_anew(corpus, settings, proof, before)
        if self._renewal is not None and (before or read or not self._left()):
            self._renewal.ask()
        return Preview(self._project, settings, corpus, proof, self._left(), atlas, self._making, before)

    def _settings(self, before: Preview | None, changed: frozenset[str]) -> Settings:
        """Read the settings, unless all that changed are cables and the last look found nothing wrong."""
        cables = bool(changed) and all(path.startswith("cables/") for path in changed)
        if cables and before is not None and self._now.problem is None:
            return before.settings
        return read_settings(self._project, Options())

    def _check_withheld(self, settings: Settings) -> None:
        """Show nothing, as a build writes nothing, while a rule of what is withheld is not kept."""
        rules, facts = settings.withheld, self._shelf.facts
        refuse(rules, self._project.content, ((path, path) for path in facts))
        idle = check_all_matched(rules, settings.withheld_elsewhere, facts.values())
        if idle:
            raise ConfigurationError(self._project.located(idle[0]))

    def _proof(self, settings: Settings) -> Proof:
        press = find_press(settings.templates, wanted=settings.config.build.pdf, allowed=True)
        return Proof(bench_context(self._project, settings, self._project.memory, press))

    def _corpus(self, settings: Settings, before: Preview | None, read: frozenset[str]) -> Corpus:
        facts = self._shelf.facts
        if before is not None and before.settings.vocabulary == settings.vocabulary:
            if not read:
                return before.corpus
            if read <= facts.keys():
                made = reworded(before.corpus, [facts[path] for path in read])
                if made is not None:
                    return made
        return build_corpus(facts.values(), settings.vocabulary)

    def _within(self, changed: Iterable[Path]) -> frozenset[str]:
        """Return paths as the content folder has them; one outside of it stands as it is."""
        content = self._project.content.resolve()
        return frozenset(
            (path.relative_to(content) if path.is_relative_to(content) else path).as_posix() for path in changed
        )

    def _work(self) -> None:
        self.look()
        gc.collect()
        gc.freeze()  # the room stays: it need not be looked through again for what can be freed
        project = self._project
        folders = (project.content.resolve(), *(folder.resolve() for folder in project.templates))
        for changed in watch_folders(folders, (project.output, project.memory.parent), self._stop):
            self.look(changed)

    # Telling

    def _tell(self, settings: Settings, corpus: Corpus) -> None:
        """Say what is wrong that was not wrong before; of the first look nothing, for ``check`` lists all."""
        wrong = [*settings.problems, *map(self._project.located, (*self._shelf.problems, *corpus.problems))]
        for facts in self._shelf.facts.values():
            wrong.extend(map(self._project.located, facts.problems))
        new = frozenset(wrong)
        if self._first.is_set():
            for problem in sorted(new - self._told, key=lambda one: one.where.path)[:_MOST_TOLD]:
                self._say(str(problem))
        self._told = new

    def _reading(self, count: int, total: int) -> None:
        self._read = (count, total)
        if self._stop.is_set():
            raise SystemExit

    def _progress(self) -> str:
        count, total = self._read
        return f"{count:,} of {total:,} cables are read." if total else "The room is being looked at."

    def _renewed(self, done: bool) -> None:
        if not done:
            self._say("The search index could not be renewed; the last good one stays. See reading-room build.")
            return
        with self._looking:
            now = self._now
            if now.room is not None:
                self._now = _Now(now.room.with_left(self._left()), now.problem)

    # The last good pages

    def _keep_good(self, address: str, body: bytes) -> None:
        if address.endswith(".html"):
            self._good[address] = body
            self._good.move_to_end(address)
            while len(self._good) > _GOOD:
                self._good.popitem(last=False)

    def _last_good(self, address: str) -> bytes | None:
        good = self._good.get(address)
        if good is not None or self._before is None:
            return good
        try:
            return self._before.file(address)
        except GeneratorError:
            return None


class Served:
    """A room on a port. Use it in a ``with`` statement; ``wait`` returns when it is told to end."""

    def __init__(
        self, project: Project, host: str, port: int, say: Callable[[str], None], *, search: bool = True
    ) -> None:
        """Listen, and begin to look at the room.

        Raises:
            OutputError: B007 there is no content folder, B008 the port is taken.
        """
        check_content(project)
        self.desk = Desk(project, say, search=search)
        self._server = Server(make_app(self.desk.answer, self.desk.changes, host), host, port)
        shown = f"[{host}]" if ":" in host else host
        self.address = f"http://{shown}:{self._server.port}/"

    def __enter__(self) -> Self:
        """Return what is served."""
        self.desk.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the room and the port."""
        self.desk.stop()
        self._server.close()

    def wait(self) -> None:
        """Answer requests until a signal, or ``stop``.

        Raises:
            KeyboardInterrupt: Ctrl-C ended it.
        """
        self._server.serve_until_told()

    def stop(self) -> None:
        """End, from any thread."""
        self._server.stop()
