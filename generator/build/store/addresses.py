"""Which file of the site has which address: no two claim one address, and no file has the name of a folder."""

from collections.abc import Container, Iterable

from generator.build.inputs.project import Project
from generator.build.store.store import Store
from generator.problems import AddressError, Problem, Where, problem_at
from generator.system.output_folder import check_address

_BATCH = 1_024


class AddressClaims:
    """The addresses that a build claims, each with a claimant: a file of the owner, or a description of a page of ours."""

    def __init__(self, project: Project, own: Iterable[str], store: Store) -> None:
        """Claim nothing yet; own are addresses that come from names of the owner's files."""
        self._project, self._own, self._store = project, tuple(own), store
        self._waiting: list[tuple[str, str]] = []

    def add(self, address: str, claimed_by: str) -> None:
        """Claim one address.

        Raises:
            AddressError: B001 the address is not valid, or an address is claimed twice.
        """
        self.add_all(((address, claimed_by),))

    def add_all(self, claims: Iterable[tuple[str, str]], new: Container[str] | None = None) -> None:
        """Claim addresses as ``add`` does, each with its claimant.

        new are the addresses that no earlier build wrote, None for all; the others are known to be valid.
        """
        for address, claimed_by in claims:
            if new is None or address in new:
                try:
                    check_address(address, claimed_by)
                except AddressError as error:
                    self.settle()  # an earlier clash is reported first
                    raise self._located(error.problem, claimed_by) from None
            self._waiting.append((address, claimed_by))
        if len(self._waiting) >= _BATCH:
            self.settle()

    def settle(self) -> None:
        """Compare the claims that were added since the last comparison, a batch at a time.

        Raises:
            AddressError: B001 an address is claimed twice, ignoring case.
        """
        twice = self._store.plan(self._waiting)
        self._waiting.clear()
        if twice is not None:
            raise self._clash(*twice)

    def check_folders(self) -> None:
        """Check that no address is both a file and a folder, which only a file of the owner can cause.

        Raises:
            AddressError: B001 one is.
        """
        self.settle()
        for address in self._own:
            clash = self._store.folder_clash(address)
            if clash is not None:
                raise self._clash(*clash)

    def _clash(self, address: str, one: str, two: str) -> AddressError:
        one, two = sorted((one, two), key=lambda name: (self._is_owners(name), name))  # report the owner's file last
        return self._located(problem_at("B001", Where(two), one=one, two=two, address=address), two)

    def _located(self, problem: Problem, claimed_by: str) -> AddressError:
        return AddressError(self._project.located(problem) if self._is_owners(claimed_by) else problem)

    def _is_owners(self, name: str) -> bool:
        return (self._project.content / name).is_file()
