"""The output folder during one build: each file is claimed, written completely or not at all, and entered in the store.

``open_site`` excludes all other builds of the folder. Only committed entries stay in the store: after a build that was
killed, the next one repairs the site.
"""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import msgspec

from generator.build.inputs.inputs import Inputs
from generator.build.inputs.project import Options, Project
from generator.build.store.addresses import AddressClaims
from generator.build.store.completion import HEAD, mark_finished, mark_unfinished
from generator.build.store.database import DamagedStoreError, StoreFault, cannot_keep, disown, is_damage, started_anew
from generator.build.store.rows import FileRow
from generator.build.store.store import Store
from generator.build.work.last_gate import check_unwritten
from generator.build.work.manifest import ADDRESS as MANIFEST
from generator.build.work.manifest import manifest_parts
from generator.problems import Problem
from generator.redaction import Gate
from generator.system.garbage import collection_paused
from generator.system.git_head import head_of
from generator.system.listing import changed_folders
from generator.system.output_folder import claim, remove
from generator.system.processes import Workers
from generator.system.writer import Writer, Written, cannot_write


class Site:
    """The output folder during one build."""

    def __init__(
        self, project: Project, inputs: Inputs, options: Options, store: Store, scratch: Path, pool: Workers
    ) -> None:
        """Begin to compare the files in the folder with those of the last build.

        scratch is a folder on the same disk. The workers look through a large folder, but for those of a cluster: they do
        nothing else until ``altered`` is asked for.
        """
        self.store, self.scratch = store, scratch
        self.folder = project.output.absolute()
        self.project, self.inputs, self.options = project, inputs, options
        self.gate = Gate(inputs.withheld, inputs.unwatched)
        self.writer = Writer(self.folder, scratch, check=self.gate.check if inputs.withheld.rules else None)
        self.claims = AddressClaims(project, inputs.own_addresses, store)
        alone = options.cluster is not None or store.count_files() < options.tuning.parallel_scan
        self._seen = changed_folders(self.folder, store.folders(), None if alone else pool)
        self._rows: list[FileRow] = []  # of files that the store does not know yet
        self._addresses: list[str] = []  # of the files written so far
        self.problems: list[Problem] = []  # of pages that were rendered

    @cached_property
    def altered(self) -> frozenset[str]:
        """The pages, or addresses of no page, whose files are lost or not as they were written."""
        return self.store.see(self._seen)

    @property
    def written(self) -> tuple[str, ...]:
        """Return the addresses of the files written so far."""
        return tuple(self._addresses)

    def enter(self, one: Written, page: str = "", fingerprint: bytes = b"", part: str = "") -> None:
        """Take a file that was written or left as it is.

        Args:
            one: the file as it is in the site.
            page: the address of the page that it is or accompanies, "" for none.
            fingerprint: that page's, packed.
            part: that page's part of the room.
        """
        own = fingerprint if one.address == page else b""
        self._rows.append(FileRow(one.address, page, own, one.size, one.time, one.sha256, part))
        if one.changed:
            self._addresses.append(one.address)
        if len(self._rows) >= self.options.tuning.rows:
            self.settle()

    def write(self, address: str, parts: Iterable[bytes]) -> None:
        """Write a file whose address is claimed, unless it stands there with the same bytes."""
        if (original := self.inputs.originals.files.get(address)) is not None:
            self._copy(address, parts, original.sha256)
            return
        self.enter(self.writer.write_parts(address, parts))

    def _copy(self, address: str, parts: Iterable[bytes], sha256: bytes) -> None:
        """Write a PDF; nothing is read where it stands already. No part of it can be read alone: it is checked whole."""
        known = self.store.file(address)
        if known is not None and known.sha256 == sha256 and address not in self.altered:
            self.enter(Written(address, known.size, known.time, sha256, changed=False))
        else:
            self.enter(self.writer.write(address, b"".join(parts)))

    def take(self, address: str, made: Path) -> None:
        """Move a complete file of the scratch folder, already checked against the rules, to an address that is claimed."""
        self.enter(self.writer.take(address, made))

    def settle(self) -> None:
        """Write the waiting rows to the store."""
        self.store.keep_files(self._rows)
        self._rows.clear()

    def remove_strays(self) -> tuple[str, ...]:
        """Remove the files that no build wrote, and return the addresses that a report may name."""
        strays = self.store.strays()
        remove(self.folder, strays)
        return self._told(strays)

    def _told(self, removed: tuple[str, ...]) -> tuple[str, ...]:
        """Leave out the addresses with words that are withheld: where nothing may tell of a cable, no log may name its page."""
        if not self.inputs.withheld.rules:
            return removed
        return tuple(address for address in removed if self.gate.found(address, "") is None)

    def finish(self) -> tuple[str, ...]:
        """Remove the unclaimed files, write the manifest, and return the addresses removed that a report may name."""
        self.claims.add(MANIFEST, "the manifest")
        self.claims.check_folders()
        self.settle()
        removed = self.store.unowned()
        remove(self.folder, removed)
        self.enter(self.writer.write_parts(MANIFEST, manifest_parts(self.store.digests())))
        self.settle()
        check_unwritten(self.gate, self.inputs, self.store, self.folder, self._addresses)
        return self._told(removed)


@contextmanager
def open_site(project: Project, options: Options) -> Iterator[tuple[Store, Path, tuple[Problem, ...]]]:
    """Give the store of a site, a scratch folder on its disk, and a problem if a new store had to be started.

    Raises:
        DamagedStoreError: the store of the last build is damaged; the next one is begun anew.
        OutputError: B002 the folder is not ours, B003 it cannot be written, B006 another build of it is running.
    """
    claim(project.output)
    scratch, store_file = project.store_folder / "scratch", project.store
    try:
        project.store_folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(str(project.store_folder), error) from None
    with collection_paused(), Store(store_file) as store:
        try:
            shutil.rmtree(scratch, ignore_errors=True)
            scratch.mkdir(exist_ok=True)
            begun = mark_unfinished(project)
            if options.anew:
                store.forget()
            store.write_note(HEAD, f"{head_of(project.content)} {begun}".encode())
            yield store, scratch, (started_anew(store_file, store.mended),) if store.mended else ()
            mark_finished(project)
        except OSError as error:
            raise cannot_write(str(error.filename or project.output), error) from None
        except (StoreFault, msgspec.MsgspecError, UnicodeDecodeError) as error:
            if store.known and is_damage(error):  # what was written is not what is read, whatever the digest says
                disown(store_file)
                raise DamagedStoreError from error
            if isinstance(error, StoreFault):
                raise cannot_keep(store_file, error) from None
            raise
    shutil.rmtree(scratch, ignore_errors=True)
