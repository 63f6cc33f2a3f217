"""``publish``: the site as built to where it is read. Builds nothing, and takes nothing that no build wrote.

    is the last build whole, is the site as it wrote it -> what would change -> does too much go -> carry

The build's memory is held meanwhile, so that no build changes the site while it goes out.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from generator.commands.project import Options, Project
from generator.commands.settings import read_settings
from generator.commands.state import is_finished
from generator.config import Publish
from generator.output.carriers import Changes, branch, compare, rclone, rsync
from generator.output.files import Writer, is_ours, read
from generator.output.manifest import read_manifest
from generator.output.memory import is_sound
from generator.output.scan import scan
from generator.output.store import Store
from generator.problems import OutputError, Problem, Severity, Where

TARGETS = ("github-pages", "rsync", "rclone", "files")
_DOMAIN = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")
_SHOWN = 3


class Wishes(msgspec.Struct, frozen=True):
    """How to publish once: what is not None stands before the settings.

    to is a git remote, or a place as rsync or rclone name it. dry says that nothing is carried, deletions that any number
    of files may go.
    """

    to: str | None = None
    branch: str | None = None
    domain: str | None = None
    dry: bool = False
    deletions: bool = False


class Published(msgspec.Struct, frozen=True):
    """What was done, or with a dry run would be: the target, its place, what changes there.

    refused is why a dry run says that it would not be done.
    """

    target: str
    place: str
    changes: Changes
    files: int
    done: bool
    refused: Problem | None = None


def publish(project: Project, target: str, wishes: Wishes) -> Published:
    """Carry the site to a target.

    Args:
        project: the room.
        target: one of TARGETS.
        wishes: how, this once.

    Raises:
        GeneratorError: P001 there is no site, P002 its last build did not end, P003 it is not as it was built, P004 too
            much would go, P005 the target is not named, P006 a program is missing, P007 one failed; B006 a build runs.
    """
    settings = _settled(project, wishes)
    _check_built(project)
    with Store(project.memory / "store.sqlite") as store:
        _check_unaltered(project, store)
        files = dict(store.digests())
        place, ask, carry = _carriers(project, target, settings, files)
        changes = ask()
        refused = None if wishes.deletions else _too_much(place, changes, settings.most_deleted)
        if wishes.dry:
            return Published(target, place, changes, len(files), done=False, refused=refused)
        if refused is not None:
            raise OutputError(refused)
        carry()
    return Published(target, place, changes, len(files), done=True)


def _settled(project: Project, wishes: Wishes) -> Publish:
    settings = read_settings(project, Options()).config.publish
    settled = msgspec.structs.replace(
        settings,
        remote=settings.remote if wishes.to is None else wishes.to,
        destination=settings.destination if wishes.to is None else wishes.to,
        branch=settings.branch if wishes.branch is None else wishes.branch,
        domain=settings.domain if wishes.domain is None else wishes.domain,
    )
    if settled.domain and not _DOMAIN.fullmatch(settled.domain):
        message = f"'{settled.domain}' is no domain"
        raise _not_named(project, message, "write it as in archive.example.org, without https://")
    return settled


def _check_built(project: Project) -> None:
    where = Where(str(project.output))
    if not is_ours(project.output) or not is_sound(project.memory / "store.sqlite"):
        message, hint = "there is no site here that reading-room built", "build it: reading-room build"
        raise OutputError(Problem(where, Severity.ERROR, "P001", message, hint))
    if not is_finished(project):
        message = "the last build of this site failed or was interrupted"
        raise OutputError(Problem(where, Severity.ERROR, "P002", message, "build it again, then publish"))


def _check_unaltered(project: Project, store: Store) -> None:
    altered = sorted(store.see(scan(project.output)))
    strange = store.strays()
    if altered or strange:
        named = ", ".join((*altered, *strange)[:_SHOWN])
        count = len(altered) + len(strange)
        message = f"is not as it was built: {named}{' and others' if count > _SHOWN else ''}"
        hint = "build again, which mends it; what is to be published beside the pages belongs into content/pages"
        raise OutputError(Problem(Where(str(project.output)), Severity.ERROR, "P003", message, hint))


_Carriers = tuple[str, Callable[[], Changes], Callable[[], None]]


def _carriers(project: Project, target: str, settings: Publish, files: Mapping[str, bytes]) -> _Carriers:
    """Return the place that a target names, what asks there what would change, and what carries the site there."""
    site = project.output.absolute()
    if target == "github-pages":
        own = branch.open_branch(
            project.memory.absolute(), project.content.absolute(), settings.remote, settings.branch, settings.domain
        )
        stage = project.memory.absolute() / "publish"
        place = f"{settings.remote} {settings.branch}"
        return place, lambda: branch.changes(own, site, files), lambda: branch.carry(own, site, files, stage)
    if target == "files":
        record = project.memory / "published.sha256"
        return str(record), lambda: _since(record, files), lambda: _record(record, files)
    destination = settings.destination
    if not destination or destination.startswith("-"):
        message = "no destination is named"
        hint = f"write destination under [publish] in site.toml, or give --to, as {target} names a place"
        raise _not_named(project, message, hint)
    if target == "rsync":
        return destination, lambda: rsync.changes(site, destination, len(files)), lambda: rsync.carry(site, destination)
    return destination, lambda: rclone.changes(site, destination), lambda: rclone.carry(site, destination)


def _since(record: Path, files: Mapping[str, bytes]) -> Changes:
    """Compare with what was published last; nothing was, if there is no record."""
    return compare(read_manifest(read(record))[0] if record.is_file() else {}, files)


def _record(record: Path, files: Mapping[str, bytes]) -> None:
    lines = (f"{sha256.hex()}  {address}\n".encode() for address, sha256 in files.items())
    Writer(record.parent, record.parent).write_parts(record.name, lines)


def _too_much(place: str, changes: Changes, most: int) -> Problem | None:
    if changes.share_deleted * 100 <= most:
        return None
    message = f"{len(changes.deleted)} of {changes.standing} files there would be deleted, which is more than {most} %"
    hint = "see what goes with --dry-run; if that is right, publish with --allow-deletions"
    return Problem(Where(place), Severity.ERROR, "P004", message, hint)


def _not_named(project: Project, message: str, hint: str) -> OutputError:
    return OutputError(
        Problem(Where((project.content / "site.toml").as_posix()), Severity.ERROR, "P005", message, hint)
    )
