"""``package bagit``: the site, the content it was built from and the log of changes in one folder that says what it holds.

    is the site whole -> content without what is withheld -> the site, each file compared with its digest -> manifests

The store is locked meanwhile, so that no build changes the site.
"""

import hashlib
import shutil
from pathlib import Path

import msgspec

import generator
from generator.build.inputs.inputs import Inputs, load_inputs
from generator.build.inputs.project import Options, Project
from generator.build.plan.snapshot import Snapshot
from generator.build.progress import PhaseTimer, Progress
from generator.build.store.store import Store
from generator.corpus.change_log import Change
from generator.exporting.folder import replaced_folder
from generator.exporting.redacted import export_redacted
from generator.problems import OutputError, Where, problem_at
from generator.publishing import bag
from generator.publishing.publish import check_built, check_rules, check_unaltered
from generator.publishing.signature import sign
from generator.publishing.verify import files_in
from generator.publishing.verify_bag import verify_bag
from generator.system.reading import digest_file
from generator.system.writer import cannot_write

_FILES = ("B005", "D001", "D002", "D003")  # what is wrong with a file of a package
# What a line of the log is called in the vocabulary of PREMIS.
_EVENTS = {"added": "accession", "changed": "modification", "withdrawn": "deaccession"}


class Packaged(msgspec.Struct, frozen=True):
    """How many files a package holds, their bytes together, and its signature, None where it is not signed."""

    files: int
    bytes: int
    signature: Path | None = None


def package(
    project: Project,
    folder: Path,
    options: Options | None = None,
    progress: Progress | None = None,
    key: Path | None = None,
) -> Packaged:
    """Write a package of a room into a folder that is new or empty, whole or not at all.

    key is a private key to sign with; None leaves the package unsigned.

    Raises:
        ConfigurationError: the settings or the rules cannot be used.
        OutputError: P001 to P003, P008 the site is not whole; X004 the folder cannot be used; B003 it cannot be written; B005 a
            file cannot be read; W006 a file shows what is withheld; X003 it cannot be signed.
    """
    options = options or Options()
    folder = folder.absolute()
    inputs = load_inputs(project, options)
    _check_place(project, folder)
    check_built(project)
    with Store(project.store) as store:
        check_rules(project, inputs.withheld, store, allowed=False)
        check_unaltered(project, store)
        try:
            with replaced_folder(folder) as new:
                made = _fill(project, inputs, store, new, options, progress)
                if key is not None:
                    made = msgspec.structs.replace(made, signature=folder / sign(new / bag.TAG_MANIFEST, key).name)
        except OSError as error:
            raise cannot_write(str(folder), error) from None
    return made


def sign_package(folder: Path, key: Path, progress: Progress | None = None) -> Path:
    """Sign a package that is whole, and return its signature.

    Raises:
        OutputError: D001 to D004 it is not whole, X003 it cannot be signed.
    """
    found, _ = verify_bag(folder.as_posix(), PhaseTimer(progress))
    # An earlier signature is replaced, whatever it is worth.
    wrong = next((one for one in found.problems if one.code in _FILES), None)
    if wrong is not None:
        raise OutputError(wrong)
    try:
        return sign(folder / bag.TAG_MANIFEST, key)
    except OSError as error:
        raise cannot_write(str(folder), error) from None


def _check_place(project: Project, folder: Path) -> None:
    place = folder.resolve()
    apart = not any(place.is_relative_to(one.resolve()) for one in (project.content, project.output))
    if not apart or folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        raise OutputError(problem_at("X004", Where(str(folder))))


def _fill(
    project: Project, inputs: Inputs, store: Store, new: Path, options: Options, progress: Progress | None
) -> Packaged:
    """Write the files of a package into a new folder."""
    export_redacted(project, new / bag.CONTENT, options, progress)
    digests = dict(store.digests())
    with PhaseTimer(progress).phase("copy", len(digests)) as counter:
        for address, sha256 in digests.items():
            _copy(project, address, sha256, new / bag.SITE / address)
            counter.add()
    (new / bag.EVENTS).write_bytes(b"".join(map(_event, inputs.changes.log)))
    payload = {path: digest_file(new / path, "sha512") for path in files_in(new)}
    size = sum(seen.st_size for seen, _ in payload.values())
    note = store.note("snapshot")
    date = msgspec.msgpack.decode(note, type=Snapshot).date if note else None
    site = inputs.config.site
    tags = {
        bag.DECLARATION: bag.DECLARATION_TEXT,
        bag.INFO: bag.info(
            (
                ("External-Description", ". ".join(part for part in (site.title, site.description) if part)),
                ("External-Identifier", site.base_url),
                ("Contact-Name", site.contact),
                ("Bagging-Date", date.date().isoformat() if date else ""),
                ("Bag-Software-Agent", f"reading-room {generator.__version__}"),
                ("Payload-Oxum", f"{size}.{len(payload)}"),
            )
        ),
        bag.MANIFEST: bag.manifest((path, sha512) for path, (_, sha512) in payload.items()),
    }
    for name, data in tags.items():
        (new / name).write_bytes(data)
    (new / bag.TAG_MANIFEST).write_bytes(
        bag.manifest((name, hashlib.sha512(data).digest()) for name, data in tags.items())
    )
    return Packaged(len(payload), size)


def _copy(project: Project, address: str, sha256: bytes, target: Path) -> None:
    """Copy a file of the site that is what it was built as.

    Raises:
        OutputError: P003 it is another now.
        OSError: the system refused.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(project.output / address, target)
    if digest_file(target)[1] != sha256:
        raise OutputError(problem_at("P003", Where(str(project.output)), files=address))


def _event(one: Change) -> bytes:
    told = {"eventType": _EVENTS[one.change], "change": one.change, "eventDateTime": one.date, "cable": one.id}
    return msgspec.json.encode(told | ({"sha256": one.sha256} if one.sha256 else {})) + b"\n"
