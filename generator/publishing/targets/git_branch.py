"""GitHub Pages and its like: the site as the files of a branch, committed by ghp-import and pushed to a git remote.

The commit is made in a repository of our own next to the store: no branch, index or work tree of the owner's is
touched. Only the newest commit of the branch is fetched.
"""

import hashlib
import re
import shutil
import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import msgspec

import generator
from generator.problems import OutputError, Where, problem_at
from generator.publishing.diff import Changes, compare
from generator.publishing.revision import Revision
from generator.publishing.targets.program import git, run
from generator.system.reading import read
from generator.system.writer import link_or_copy

_REMOTE = "target"
_NOT_THERE = (1, 2, 128)  # exit statuses of git when there is no such repository, remote, setting, commit or file
_SOURCE = re.compile(r"^Source: ([0-9a-f]{40,64})\b", re.MULTILINE)
_NAME, _MAIL = "reading-room", "reading-room@localhost"


class Branch(msgspec.Struct, frozen=True):
    """Where a site goes: a repository of our own, the branch, the domain of the site, "" for none of its own.

    standing is the commit that stands at the remote, "" for none; source the revision of the room that it names, "" for
    none; parents whether it has commits before it.
    """

    repository: Path
    branch: str
    domain: str
    standing: str = ""
    source: str = ""
    parents: bool = False

    @property
    def fetched(self) -> str:
        """Return the commit of the branch at the remote."""
        return f"refs/remotes/{_REMOTE}/{self.branch}"


def remote_address(content: Path, remote: str) -> str:
    """Return the address that a remote's name stands for in the repository that holds content; an address is itself.

    Raises:
        OutputError: P005 there is no such remote; P006 git is not installed.
    """
    if "/" in remote or ":" in remote:
        local = Path(remote).expanduser()
        return str(local.resolve()) if local.exists() else remote
    told = git(content, "remote", "get-url", "--push", remote, allowed=_NOT_THERE)
    if not told:
        raise OutputError(problem_at("P005.remote", Where(str(content)), remote=remote))
    return told if ":" in told else str((Path(git(content, "rev-parse", "--show-toplevel")) / told).resolve())


def open_branch(folder: Path, content: Path, remote: str, branch: str, domain: str) -> Branch:
    """Fetch a branch of a remote.

    folder holds the repository of our own, that of the room (content) tells who commits. remote is an address, or the name of a
    remote of that repository; domain "" for that which the branch names already.

    Raises:
        OutputError: P005, P006, P007.
    """
    address = remote_address(content, remote)
    own = Branch(folder / "publish.git", branch, domain)
    run(["git", "init", "--quiet", "--bare", str(own.repository)])
    own.repository.chmod(0o700)  # the address of the remote may hold a secret
    in_own = partial(git, own.repository)
    in_own("check-ref-format", "--branch", branch)
    for name, otherwise in (("user.name", _NAME), ("user.email", _MAIL)):
        in_own("config", name, git(content, "config", name, allowed=_NOT_THERE) or otherwise)
    in_own("config", f"remote.{_REMOTE}.url", address)
    for reference in (own.fetched, f"refs/heads/{branch}"):
        in_own("update-ref", "-d", reference)
    if _at_remote(own):
        in_own("fetch", "--quiet", "--depth=1", "--force", _REMOTE, f"refs/heads/{branch}:{own.fetched}")
    if not domain:
        own = msgspec.structs.replace(own, domain=in_own("show", f"{own.fetched}:CNAME", allowed=_NOT_THERE))
    standing = in_own("rev-parse", "--verify", "--quiet", own.fetched, allowed=_NOT_THERE)
    if not standing:
        return own
    head, _, message = in_own("cat-file", "commit", standing).partition("\n\n")
    source = _SOURCE.search(message)
    parents = "\nparent " in head
    return msgspec.structs.replace(own, standing=standing, source=source[1] if source else "", parents=parents)


def changes(own: Branch, site: Path, addresses: Iterable[str]) -> Changes:
    """List what a push would change.

    Raises:
        OutputError: B005 a file of the site cannot be read; P007.
    """
    return compare(_tree(own, own.fetched), _wanted(own, site, addresses))


def carry(
    own: Branch, site: Path, addresses: Iterable[str], stage: Path, source: Revision | None, *, history: bool = True
) -> str:
    """Commit the site to the branch and push it; return the name of the commit.

    stage is a folder on the same disk, made and removed, with links to those files; source the revision that the message of the
    commit names. Without history the new commit is the only one of the branch.

    Raises:
        OutputError: P007 git failed, or what it committed is not the site; P009 the branch changed since it was fetched.
    """
    wanted = tuple(addresses)
    shutil.rmtree(stage, ignore_errors=True)
    try:
        for address in wanted:
            (stage / address).parent.mkdir(parents=True, exist_ok=True)
            link_or_copy(site / address, stage / address)
        domain = ["--cname", own.domain] if own.domain else []
        words = ["--no-jekyll", *domain, "--remote", _REMOTE, "--branch", own.branch, "--message", _message(source)]
        words += [] if history else ["--no-history"]
        run([sys.executable, "-m", "ghp_import", *words, str(stage.absolute())], own.repository)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    if _tree(own, f"refs/heads/{own.branch}") != _wanted(own, site, wanted):
        raise OutputError(problem_at("P007.commit", Where(str(own.repository))))
    branch = f"refs/heads/{own.branch}"
    try:  # Only what was fetched and compared is replaced: whoever pushed since then would lose it unseen.
        git(own.repository, "push", "--quiet", f"--force-with-lease={branch}:{own.standing}", _REMOTE, branch)
    except OutputError:
        if _at_remote(own) == own.standing:
            raise
        how = "the branch changed while this site was pushed"
        raise OutputError(problem_at("P009", Where(own.branch), how=how)) from None
    git(own.repository, "config", "--unset", f"remote.{_REMOTE}.url", allowed=(5,))  # not set
    return git(own.repository, "rev-parse", branch)


def _at_remote(own: Branch) -> str:
    """Return the commit that stands at the remote now, "" for none."""
    return git(own.repository, "ls-remote", "--heads", _REMOTE, f"refs/heads/{own.branch}").partition("\t")[0]


def _message(source: Revision | None) -> str:
    """Return the message of a commit: what the site was made from, and by which version."""
    made_by = f"Made by reading-room {generator.__version__}."
    if source is None:
        return f"The site as built\n\n{made_by}"
    return f"The site as built from {source.short}\n\n{made_by}\nSource: {source}"


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
