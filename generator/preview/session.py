"""``serve``: a room in a browser while you work on it. Pages are rendered on request.

    watch -> settings, facts, corpus -> Preview -> browsers are told
    request -> Preview -> the page; if it cannot be rendered, the problem over the last good one

Writes only its cache of parsed cables; a build may run at the same time. Files that only a build can make come from builds
in the background (background_build.py).
"""

import gc
import shutil
import tempfile
import threading
import weakref
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from pathlib import Path
from typing import Self

import msgspec

from generator.build.dead_links import dead_links
from generator.build.inputs.inputs import Inputs, check_content, load_inputs
from generator.build.inputs.project import Options, Project
from generator.build.inputs.withheld import check_rules, read_rules, refuse
from generator.build.load import with_cables
from generator.build.plan.contents import print_template, prints
from generator.build.store.database import StoreFault, unusable
from generator.build.work.context import worker_context
from generator.corpus import Corpus, build_corpus
from generator.corpus.named_pairs import name_pairs
from generator.corpus.update import reworded
from generator.preview.background_build import BackgroundBuild
from generator.preview.facts_cache import FactsCache
from generator.preview.last_good import LastGood
from generator.preview.memory_renderer import MemoryRenderer
from generator.preview.new_problems import NewProblems
from generator.preview.site import Preview
from generator.preview.watch import watch_folders
from generator.preview.web import Answer, Changes, Server, make_app
from generator.problems import ConfigurationError, GeneratorError, Problem
from generator.system.garbage import collection_paused

_MOST_LINKED = 20_000  # cables up to which dead links are looked for at each edit; above, builds and check report them
_LINKED_BY = attrgetter("vocabulary", "collections", "config.build.compare")  # what links cables beside their facts
_PATIENCE = 1.0  # seconds that a request waits for the first reading of the room


class _Now(msgspec.Struct, frozen=True):
    """The present state: a room, None before the first, and the problem that keeps a newer one from being shown."""

    room: Preview | None = None
    problem: Problem | None = None


class Session:
    """A room in the preview: watches for changes, and returns the bytes at an address."""

    def __init__(self, project: Project, say: Callable[[str], None], *, search: bool = True) -> None:
        """Read nothing yet.

        say prints a line for the owner; search says whether to build in the background.
        """
        self.changes = Changes()
        self._project, self._say = project, say
        self._scratch = Path(tempfile.mkdtemp(prefix="reading-room-"))
        self._clean = weakref.finalize(self, shutil.rmtree, self._scratch, ignore_errors=True)
        self._cables = FactsCache(project, self._reading, self._scratch)
        self._search = search
        self._background = BackgroundBuild(project, self._take_build)
        self._left = self._background.left
        self._now = _Now()
        self._first = threading.Event()
        self._stop = threading.Event()
        self._making = threading.Lock()
        self._looking = threading.Lock()
        self._good = LastGood()
        self._read = (0, 0)
        self._news = NewProblems(say)
        self._dead: tuple[Problem, ...] = ()
        self._unquoted: Inputs | None = None  # as they were read, before quotations were filled in
        self._noted: Mapping[str, bytes] = {}  # of quotations and PDF files
        self._thread = threading.Thread(target=self._work, name="watch", daemon=True)

    def start(self) -> None:
        """Read the room, then watch it."""
        self._thread.start()
        if self._search:
            self._background.start()

    def stop(self) -> None:
        """Stop all threads."""
        self._stop.set()
        if self._search:
            self._background.stop()
        self._thread.join(0.5)
        self._clean()

    def answer(self, address: str) -> Answer:
        """Return the bytes at an address of the site, and problems."""
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
            self._news.say_once(error.problem)
            body = self._good.page(address)
        else:
            if body is not None and not wrong and now is self._now:
                self._good.keep(address, body)
        return Answer(body, tuple(wrong), notices=self._news.notices)

    # Looking

    def look(self, changed: Iterable[Path] = ()) -> None:
        """Update the room from the folders; changed are paths that are known to have changed."""
        with self._looking, collection_paused():
            try:
                room = self._look(self._within(changed))
            except (GeneratorError, OSError, StoreFault) as error:
                problem = error.problem if isinstance(error, GeneratorError) else unusable(error)
                self._now = _Now(self._now.room if self._withholds_all() else None, problem)
                self._say(str(problem))
            else:
                self._good.follow(self._now.room, room)
                self._now = _Now(room)
            self._first.set()
        self.changes.tell()

    def _look(self, changed: frozenset[str]) -> Preview:
        before = self._now.room
        settings = self._unquoted = self._settings(before, changed)
        read = self._cables.look(settings, changed)
        self._check_withheld(settings)
        renderer = before.renderer if before and before.settings.inputs == settings.inputs else self._renderer(settings)
        corpus = self._corpus(settings, before, read)
        facts = self._cables.facts.values()
        settings, wrong, self._noted = with_cables(self._project, settings, corpus, facts, self._noted)
        self._tell(settings, corpus, renderer, before, wrong)
        left = self._left(settings.withheld.withheld_digests())
        if self._search and (before or read or not left):
            self._background.ask()
        return Preview(self._project, settings, corpus, renderer, left, self._making, before)

    def _settings(self, before: Preview | None, changed: frozenset[str]) -> Inputs:
        """Read the settings, unless only cables changed and the last look found no problem."""
        cables = bool(changed) and all(path.startswith("cables/") for path in changed)
        if cables and before is not None and self._now.problem is None:
            return self._unquoted or before.settings
        return load_inputs(self._project, Options(drafts=True))

    def _check_withheld(self, settings: Inputs) -> None:
        """Raise, as a build does, if a rule matches nothing or a withheld word is in a file name."""
        rules, facts = settings.withheld, self._cables.facts
        refuse(rules, self._project.content, ((path, b"") for path in facts))
        idle = check_rules(
            rules, settings.withheld_elsewhere, facts.values(), self._project.content, settings.vocabulary
        )
        if idle:
            raise ConfigurationError(self._project.located(idle[0]))

    def _withholds_all(self) -> bool:
        """Say whether the room that is shown was made with the rules of withholding that the file has now."""
        shown = self._now.room
        if shown is None:
            return True
        now = shown.settings
        try:
            return read_rules(self._project.content, now.config.withheld, now.vocabulary) == now.withheld
        except GeneratorError:
            return False

    def _renderer(self, settings: Inputs) -> MemoryRenderer:
        template = print_template(self._project, settings)
        return MemoryRenderer(worker_context(self._project, settings, self._scratch, template))

    def _corpus(self, settings: Inputs, before: Preview | None, read: frozenset[str]) -> Corpus:
        facts = self._cables.facts
        linked = _LINKED_BY(settings)
        if before is not None and linked == _LINKED_BY(before.settings):
            if not read:
                return before.corpus
            if read <= facts.keys():
                made = reworded(before.corpus, [facts[path] for path in read])
                if made is not None:
                    return made
        vocabulary, collections, pairs = linked
        return name_pairs(build_corpus(facts.values(), vocabulary, collections), pairs)

    def _within(self, changed: Iterable[Path]) -> frozenset[str]:
        """Return paths relative to the content folder; a path outside it stays absolute."""
        content = self._project.content.resolve()
        return frozenset(
            (path.relative_to(content) if path.is_relative_to(content) else path).as_posix() for path in changed
        )

    def _work(self) -> None:
        self.look()
        gc.collect()
        gc.freeze()  # the room stays in memory: the collector need not search it again
        project = self._project
        folders = (project.content.resolve(), *(folder.resolve() for folder in project.templates))
        for changed in watch_folders(folders, (project.output, project.store_folder.parent), self._stop):
            self.look(changed)

    # Telling

    def _tell(
        self,
        settings: Inputs,
        corpus: Corpus,
        renderer: MemoryRenderer,
        before: Preview | None,
        quoted: Sequence[Problem],
    ) -> None:
        """Report problems that are new; quoted are those of quotations."""
        few = len(corpus.cables) <= _MOST_LINKED
        if few and (before is None or before.settings.inputs != settings.inputs):
            printed = prints(settings, renderer.context.print_template, len(corpus.cables))
            dead = dead_links(self._project, settings, corpus, pdf=printed)
            self._dead = tuple(map(self._project.located, dead))
        wrong = [
            *settings.problems,
            *map(self._project.located, (*self._cables.problems, *corpus.problems, *quoted)),
            *self._dead,
        ]
        for facts in self._cables.facts.values():
            wrong.extend(map(self._project.located, facts.problems))
        self._news.tell(wrong)

    def _reading(self, count: int, total: int) -> None:
        self._read = (count, total)
        if self._stop.is_set():
            raise SystemExit

    def _progress(self) -> str:
        count, total = self._read
        return f"Read {count:,} of {total:,} cables." if total else "Reading the room."

    def _take_build(self, done: bool) -> None:
        if not done:
            self._say(
                "The search index could not be updated; the last good one stays. Run reading-room build to see why."
            )
            return
        with self._looking:
            now = self._now
            if now.room is not None:
                self._now = _Now(
                    now.room.with_left(self._left(now.room.settings.withheld.withheld_digests())), now.problem
                )


class Served:
    """A room on a port. Use it in a ``with`` statement; ``wait`` returns after ``stop``."""

    def __init__(
        self, project: Project, host: str, port: int, say: Callable[[str], None], *, search: bool = True
    ) -> None:
        """Listen, and begin to read the room.

        Raises:
            OutputError: B007 there is no content folder, B008 the port is taken.
        """
        check_content(project)
        self.session = Session(project, say, search=search)
        self._server = Server(make_app(self.session.answer, self.session.changes, host), host, port)
        shown = f"[{host}]" if ":" in host else host
        self.address = f"http://{shown}:{self._server.port}/"

    def __enter__(self) -> Self:
        self.session.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.session.stop()
        self._server.close()

    def wait(self) -> None:
        """Answer requests until a signal, or ``stop``.

        Raises:
            KeyboardInterrupt: Ctrl-C was pressed.
        """
        self._server.serve_until_stopped()

    def stop(self) -> None:
        """End, from any thread."""
        self._server.stop()
