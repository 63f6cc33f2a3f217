"""GitHub Pages and its like: the site as the files of a branch, committed by ghp-import and pushed to a git remote.

The commit is made in a repository of our own beside the build's memory: no branch, index or work tree of the owner's is
touched. Only the newest commit of the branch is fetched.
"""

import hashlib
import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

import msgspec

from generator.output.carriers.changes import Changes, compare
from generator.output.carriers.program import run
from generator.output.files import read
from generator.problems import OutputError, Problem, Severity, Where

_REMOTE = "target"
_NOT_THERE = (1, 2, 128)  # exit statuses of git when there is no such repository, remote, setting, commit or file
_NAME, _MAIL = "reading-room", "reading-room@localhost"


class Branch(msgspec.Struct, frozen=True):
    """Where a site goes: a repository of our own, the branch, the domain of the site, "" for none of its own."""

    repository: Path
    branch: str
    domain: str

    @property
    def fetched(self) -> str:
        """Return the name of what stands at the remote."""
        return f"refs/remotes/{_REMOTE}/{self.branch}"


def remote_address(content: Path, remote: str) -> str:
    """Return the address that a remote's name stands for in the repository that holds content; an address is itself.

    Raises:
        OutputError: P005 there is no such remote; P006 git is not installed.
    """
    if "/" in remote or ":" in remote:
        local = Path(remote).expanduser()
        return str(local.resolve()) if local.exists() else remote
    told = run(["git", "-C", str(content), "remote", "get-url", "--push", remote], allowed=_NOT_THERE).decode().strip()
    if not told:
        message = f"no repository holds this room and has a remote '{remote}'"
        hint = "name the address of the repository: remote under [publish] in site.toml, or --to"
        raise OutputError(Problem(Where(str(content)), Severity.ERROR, "P005", message, hint))
    top = run(["git", "-C", str(content), "rev-parse", "--show-toplevel"]).decode().strip()
    return str((Path(top) / told).resolve()) if ":" not in told else told


def open_branch(memory: Path, content: Path, remote: str, branch: str, domain: str) -> Branch:
    """Fetch what stands on a branch of a remote.

    Args:
        memory: a folder for the repository of our own.
        content: the room, whose repository tells who commits.
        remote: an address, or the name of a remote of that repository.
        branch: its name there.
        domain: as in Branch; that which the branch names already when "".

    Raises:
        OutputError: P005, P006, P007.
    """
    address = remote_address(content, remote)
    own = Branch(memory / "publish.git", branch, domain)
    run(["git", "init", "--quiet", "--bare", str(own.repository)])
    git = ["git", "-C", str(own.repository)]
    run([*git, "check-ref-format", "--branch", branch])
    for name, otherwise in (("user.name", _NAME), ("user.email", _MAIL)):
        told = run(["git", "-C", str(content), "config", name], allowed=_NOT_THERE).decode().strip()
        run([*git, "config", name, told or otherwise])
    run([*git, "config", f"remote.{_REMOTE}.url", address])
    for reference in (own.fetched, f"refs/heads/{branch}"):
        run([*git, "update-ref", "-d", reference])
    if run([*git, "ls-remote", "--heads", _REMOTE, f"refs/heads/{branch}"]):
        run([*git, "fetch", "--quiet", "--depth=1", "--force", _REMOTE, f"refs/heads/{branch}:{own.fetched}"])
    if not domain:
        told = run([*git, "show", f"{own.fetched}:CNAME"], allowed=_NOT_THERE).decode("ascii", "replace").strip()
        own = msgspec.structs.replace(own, domain=told)
    return own


def changes(own: Branch, site: Path, addresses: Iterable[str]) -> Changes:
    """Say what a push would change.

    Raises:
        OutputError: B005 a file of the site cannot be read; P007.
    """
    return compare(_tree(own, own.fetched), _wanted(own, site, addresses))


def carry(own: Branch, site: Path, addresses: Iterable[str], stage: Path) -> None:
    """Commit the site to the branch and push it.

    Args:
        own: as fetched.
        site: the folder of the site.
        addresses: the files of it that are published.
        stage: a folder on the same disk, made and removed; it holds links to those files.

    Raises:
        OutputError: P007 git failed, or what it committed is not the site.
    """
    wanted = tuple(addresses)
    shutil.rmtree(stage, ignore_errors=True)
    try:
        for address in wanted:
            _link(site / address, stage / address)
        domain = ["--cname", own.domain] if own.domain else []
        words = ["--no-jekyll", *domain, "--remote", _REMOTE, "--branch", own.branch, "--message", "The site as built"]
        run([sys.executable, "-m", "ghp_import", *words, str(stage.absolute())], own.repository)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    if _tree(own, f"refs/heads/{own.branch}") != _wanted(own, site, wanted):
        message = "what git committed is not the site; nothing was pushed"
        hint = "see that no other program changes the site, and publish again"
        raise OutputError(Problem(Where(str(own.repository)), Severity.ERROR, "P007", message, hint))
    run(["git", "-C", str(own.repository), "push", "--quiet", _REMOTE, f"refs/heads/{own.branch}"])


def _wanted(own: Branch, site: Path, addresses: Iterable[str]) -> dict[str, str]:
    wanted = {address: _blob(read(site / address)) for address in addresses}
    wanted[".nojekyll"] = _blob(b"")
    if own.domain:
        wanted["CNAME"] = _blob(own.domain.encode())
    return wanted


def _blob(data: bytes) -> str:
    """Return the name that git gives to the bytes of a file."""
    return hashlib.sha1(b"blob %d\0%b" % (len(data), data), usedforsecurity=False).hexdigest()


def _tree(own: Branch, reference: str) -> dict[str, str]:
    listed = run(["git", "-C", str(own.repository), "ls-tree", "-r", "-z", reference], allowed=_NOT_THERE)
    entries = (line.partition(b"\t") for line in listed.split(b"\0") if line)
    return {path.decode("utf-8", "surrogateescape"): told.split()[2].decode() for told, _, path in entries}


def _link(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:  # another disk, or one without links
        shutil.copyfile(source, target)
