"""``publish``: the site as built to where it is read. Builds nothing, and takes nothing that no build wrote.

    is the last build whole, is the site as it wrote it -> what would change -> does too much go -> carry

The store is locked meanwhile, so that no build changes the site while it goes out.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import msgspec

from generator.build.inputs.inputs import load_inputs
from generator.build.inputs.project import Options, Project
from generator.build.store.completion import HEAD, is_finished
from generator.build.store.database import is_sound
from generator.build.store.store import Store
from generator.build.work.last_gate import BUILT, PUBLISHED, digests_in
from generator.build.work.manifest import ADDRESS as MANIFEST
from generator.build.work.manifest import read_manifest
from generator.config import Publish
from generator.problems import ConfigurationError, OutputError, Problem, Where, problem_at
from generator.publishing.diff import Changes, compare
from generator.publishing.revision import has_in_history, revision_of
from generator.publishing.targets import git_branch, rclone, rsync
from generator.redaction import Rules
from generator.system.listing import changed_folders
from generator.system.output_folder import is_ours
from generator.system.programs import without_credentials
from generator.system.reading import digest_file, read
from generator.system.writer import Writer

_DOMAIN = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")
_SHOWN = 3


class PublishOptions(msgspec.Struct, frozen=True):
    """The options of one publication: values other than None replace the settings.

    to is a git remote, or a place as rsync or rclone name it. dry says that nothing is carried, deletions that any number
    of files may go, show_withheld that what the last site published withheld may be shown, overwrite that what another
    published may be replaced; history False that a git branch keeps no earlier commit.
    """

    to: str | None = None
    branch: str | None = None
    domain: str | None = None
    dry: bool = False
    deletions: bool = False
    show_withheld: bool = False
    overwrite: bool = False
    history: bool = True


class Published(msgspec.Struct, frozen=True):
    """What was done, or with a dry run would be: the target, what changes there.

    refused is why a dry run says that it would not be done; carried whether there was anything to carry.
    """

    target: str
    changes: Changes
    files: int
    done: bool
    refused: Problem | None = None
    carried: bool = False


def publish(project: Project, target: str, options: PublishOptions) -> Published:
    """Copy the site to a target.

    Raises:
        GeneratorError: P001 there is no site, P002 its last build did not end, P003 it is not as it was built, P004 too
            much would go, P005 the target is not named, P006 a program is missing, P007 one failed, P009
            another published there since, P010 all files of a kind would go; B006 a build runs.
    """
    inputs = load_inputs(project, Options())
    settings = _settled(project, inputs.config.publish, options)
    check_built(project)
    with Store(project.store) as store:
        check_rules(project, inputs.withheld, store, allowed=options.show_withheld)
        check_unaltered(project, store)
        files = dict(store.digests())
        carrier = _carrier_for(project, target, settings, files, options, store.note(HEAD).decode())
        standing = carrier.standing()
        if not options.overwrite:
            _check_between(project, store, carrier, standing)
        changes = carrier.ask()
        refused = None if options.deletions else _too_much(carrier.place, changes, settings.most_deleted, files)
        if options.dry:
            return Published(target, changes, len(files), done=False, refused=refused)
        if refused is not None:
            raise OutputError(refused)
        carried = bool(changes) or carrier.renewed
        if carried:
            standing = carrier.carry()
        store.write_note(carrier.note, standing.encode())
        store.write_note(PUBLISHED, store.note(BUILT))
        store.commit()
    return Published(target, changes, len(files), done=True, carried=carried)


def _check_between(project: Project, store: Store, carrier: "_Carrier", standing: str) -> None:
    """Make sure that what stands at the target is known here: published from here, or from a revision before this one.

    Raises:
        OutputError: P009 it is another's.
    """
    last = store.note(carrier.note).decode()
    if not standing or standing == last:
        return
    where = Where(without_credentials(carrier.place))
    if carrier.source and revision_of(project.content) is not None:
        if has_in_history(project.content, carrier.source) is False:
            how = f"from revision {carrier.source[:12]}, which is not in the history of this room"
            raise OutputError(problem_at("P009", where, how=how))
    elif last:
        raise OutputError(problem_at("P009", where, how="the site there is not the one that this room published last"))


def check_rules(project: Project, rules: Rules, store: Store, *, allowed: bool) -> None:
    """Check that the site withholds what the rules name now, and what it withheld when it was last published.

    Raises:
        OutputError: P008 it was built without a rule that is there now.
        ConfigurationError: W008 it would show what is withheld in what was published last.
    """
    built = digests_in(store.note(BUILT))
    if rules.withheld_digests() - built:
        raise OutputError(problem_at("P008", Where(str(project.output))))
    if digests_in(store.note(PUBLISHED)) - built and not allowed:
        where = (project.content / "withheld.toml").as_posix()
        raise ConfigurationError(problem_at("W008.site", Where(where)))


def _settled(project: Project, settings: Publish, options: PublishOptions) -> Publish:
    given = {"remote": options.to, "destination": options.to, "branch": options.branch, "domain": options.domain}
    settled = msgspec.structs.replace(settings, **{name: value for name, value in given.items() if value is not None})
    if settled.domain and not _DOMAIN.fullmatch(settled.domain):
        raise OutputError(problem_at("P005.domain", _settings_of(project), domain=settled.domain))
    return settled


def check_built(project: Project) -> None:
    """Check that there is a site, and that its last build was finished.

    Raises:
        OutputError: P001, P002.
        OSError: the store is there and cannot be read.
    """
    where = Where(str(project.output))
    store = project.store
    if not is_ours(project.output) or not store.exists():
        raise OutputError(problem_at("P001", where))
    store.open("rb").close()
    if not is_sound(store):
        raise OutputError(problem_at("P001", where))
    if not is_finished(project):
        raise OutputError(problem_at("P002", where))


def check_unaltered(project: Project, store: Store) -> None:
    """Check that no file of the site changed since the build.

    Raises:
        OutputError: P003 a file is lost, added or another.
    """
    passed: list[Problem] = []
    seen = sorted(store.see(changed_folders(project.output, {}, passed=passed)))
    # Size and time may be as they were though the bytes are not; a link would be followed by who carries the site.
    altered = seen or [one for one, sha256 in store.digests() if digest_file(project.output / one)[1] != sha256]
    strange = (*store.strays(), *(problem.where.path for problem in passed))
    if altered or strange:
        named = ", ".join((*altered, *strange)[:_SHOWN])
        count = len(altered) + len(strange)
        files = f"{named}{' and others' if count > _SHOWN else ''}"
        raise OutputError(problem_at("P003", Where(str(project.output)), files=files))


class _Carrier(msgspec.Struct, frozen=True):
    """What reaches a target.

    Attributes:
        place: the target as messages name it.
        ask: asks there what would change.
        carry: carries the site there and returns what tells the new state from any other.
        standing: asks for that of the present state; "" for nothing, or where it cannot be asked for.
        source: the revision of the room that stands there, "" if it is not known.
        renewed: whether there is something to carry though no file changed.
    """

    place: str
    ask: Callable[[], Changes]
    carry: Callable[[], str]
    standing: Callable[[], str]
    source: str = ""
    renewed: bool = False

    @property
    def note(self) -> str:
        """Return the name under which the store has what was last published here."""
        return f"published at {without_credentials(self.place)}"


def _carrier_for(
    project: Project, target: str, settings: Publish, files: Mapping[str, bytes], options: PublishOptions, built: str
) -> _Carrier:
    """Return how files go to a target; built is the commit of the room that they were built from, "" if not known."""
    site = project.output.absolute()
    if target == "github-pages":
        return _branch(project, settings, files, built, history=options.history)
    if target == "files":
        record = project.store_folder / "published.sha256"
        return _Carrier(str(record), lambda: _since(record, files), lambda: _record(record, files), lambda: "")
    place = settings.destination
    if not place or place.startswith("-"):
        raise OutputError(problem_at("P005", _settings_of(project), target=target))
    copier = rsync if target == "rsync" else rclone

    def carry() -> str:
        copier.carry(site, place)
        return files.get(MANIFEST, b"").hex()

    def standing() -> str:
        manifest = copier.manifest_at(place, project.store_folder / "manifest-there")
        return hashlib.sha256(manifest).hexdigest() if manifest else ""

    return _Carrier(place, lambda: copier.changes(site, place, len(files)), carry, standing)


def _branch(project: Project, settings: Publish, files: Mapping[str, bytes], built: str, *, history: bool) -> _Carrier:
    site, folder, content = project.output.absolute(), project.store_folder.absolute(), project.content.absolute()
    own = git_branch.open_branch(folder, content, settings.remote, settings.branch, settings.domain)
    stage, own_templates = folder / "publish", project.templates[0]
    return _Carrier(
        f"{settings.remote} {settings.branch}",
        lambda: git_branch.changes(own, site, files),
        lambda: git_branch.carry(
            own, site, files, stage, revision_of(content, own_templates, built=built), history=history
        ),
        lambda: own.standing,
        own.source,
        renewed=own.parents and not history,
    )


def _since(record: Path, files: Mapping[str, bytes]) -> Changes:
    """Compare with what was published last; nothing was, if there is no record."""
    return compare(read_manifest(read(record))[0] if record.is_file() else {}, files)


def _record(record: Path, files: Mapping[str, bytes]) -> str:
    lines = (f"{sha256.hex()}  {address}\n".encode() for address, sha256 in files.items())
    Writer(record.parent, record.parent).write_parts(record.name, lines)
    return ""


def _too_much(place: str, changes: Changes, most: int, files: Iterable[str]) -> Problem | None:
    """Return why a publication is refused: too large a share would go, or all files of a kind that cables have."""
    kinds = Counter(filter(None, map(_kind, changes.deleted)))
    lost = sorted(kinds.keys() - set(map(_kind, files)))
    if lost:
        return problem_at("P010", Where(without_credentials(place)), kind=lost[0].upper(), count=kinds[lost[0]])
    if changes.share_deleted * 100 <= most:
        return None
    where = Where(without_credentials(place))
    return problem_at("P004", where, deleted=len(changes.deleted), all=changes.standing, most=most)


def _kind(address: str) -> str:
    """Return the ending of a file that accompanies a cable, "" for any other file."""
    return address.rpartition(".")[2] if address.startswith("cable/") else ""


def _settings_of(project: Project) -> Where:
    return Where((project.content / "site.toml").as_posix())
