"""Who wants which address of the site: each is one file's, and no file stands where a folder must. Writes nothing."""

from collections.abc import Container, Iterable

from generator.commands.project import Project
from generator.commands.settings import Settings
from generator.output.files import check_address
from generator.output.store import Store
from generator.problems import AddressError, Problem, Severity, Where

_AT_ONCE = 1_024


class Claims:
    """The addresses that a build wants, each with what claims it: a file of the owner's, or words for a page of ours."""

    def __init__(self, project: Project, settings: Settings, store: Store) -> None:
        """Begin with none; the store keeps them, since they may be a million."""
        self._project, self._store = project, store
        self._waiting: list[tuple[str, str]] = []
        self._own = [essay.address for essay in settings.essays]
        self._own += [path.removeprefix("pages/") for path in settings.plain]

    def add(self, address: str, claimed_by: str) -> None:
        """Take an address.

        Raises:
            AddressError: B001 it can be no file of the site, or something else has it, or one of those before it.
        """
        self.add_all(((address, claimed_by),))

    def add_all(self, claims: Iterable[tuple[str, str]], new: Container[str] | None = None) -> None:
        """Take addresses, each with what claims it.

        new are those of files that this program has not written before; None for all. The others can be files.

        Raises:
            AddressError: as for add.
        """
        for address, claimed_by in claims:
            if new is None or address in new:
                try:
                    check_address(address, claimed_by)
                except AddressError as error:
                    self.settle()  # what was wrong before it is told first
                    raise self._located(error.problem, claimed_by) from None
            self._waiting.append((address, claimed_by))
        if len(self._waiting) >= _AT_ONCE:
            self.settle()

    def settle(self) -> None:
        """Compare those that were added since, a batch at a time.

        Raises:
            AddressError: B001 something else has one of them, letters' case apart.
        """
        twice = self._store.plan(self._waiting)
        self._waiting.clear()
        if twice is not None:
            raise self._clash(*twice)

    def check_folders(self) -> None:
        """Make sure that none is a file and a folder at once; only an owner's may be.

        Raises:
            AddressError: B001 one is.
        """
        self.settle()
        for address in self._own:
            clash = self._store.folder_clash(address)
            if clash is not None:
                raise self._clash(*clash)

    def _clash(self, address: str, one: str, two: str) -> AddressError:
        one, two = sorted((one, two), key=lambda name: (self._is_owners(name), name))  # an owner's last
        message, hint = f"{one} and {two} both claim {address}", "rename or move one of the two"
        return self._located(Problem(Where(two), Severity.ERROR, "B001", message, hint), two)

    def _located(self, problem: Problem, claimed_by: str) -> AddressError:
        return AddressError(self._project.located(problem) if self._is_owners(claimed_by) else problem)

    def _is_owners(self, name: str) -> bool:
        return (self._project.content / name).is_file()
