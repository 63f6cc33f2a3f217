"""The commit that is checked out, as git's own files say it; git itself says the same."""

from pathlib import Path

import pytest

from generator.system.git_head import head_of
from tests.programs import need
from tests.publishing.places import git

WHO = ("-c", "user.name=K", "-c", "user.email=k@example.org")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    need("git")
    folder = tmp_path / "room"
    git("init", "--quiet", "--initial-branch=main", str(folder))
    git("-C", str(folder), *WHO, "commit", "--quiet", "--allow-empty", "--message", "first")
    return folder


def test_the_commit_is_found_on_a_branch_without_one_packed_and_in_a_worktree(repository: Path, tmp_path: Path) -> None:
    here = ("-C", str(repository))
    first = git(*here, "rev-parse", "HEAD").strip()
    below = repository / "content" / "cables"
    below.mkdir(parents=True)
    on_branch = head_of(below)
    git(*here, "pack-refs", "--all")
    packed = head_of(repository)
    git(*here, "worktree", "add", "--quiet", "-b", "other", str(tmp_path / "other"))
    git("-C", str(tmp_path / "other"), *WHO, "commit", "--quiet", "--allow-empty", "--message", "second")
    second = git("-C", str(tmp_path / "other"), "rev-parse", "HEAD").strip()
    git(*here, "checkout", "--quiet", "--detach", second)

    assert on_branch == packed == first
    assert head_of(tmp_path / "other") == head_of(repository) == second != first


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("HEAD", "ref: ../../secret\n"),
        ("HEAD", "ref: refs/heads/../../../secret\n"),
        ("HEAD", "ref: refs/heads/nothing-committed\n"),
        ("HEAD", "no commit\n"),
        ("HEAD", "\xff" * 3),
        ("config", ""),
    ],
)
def test_what_is_no_commit_is_none(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / "secret").write_text("a" * 40, encoding="utf-8")
    (tmp_path / "room/.git/refs/heads").mkdir(parents=True)
    (tmp_path / "room/.git" / name).write_bytes(text.encode("latin-1"))

    assert head_of(tmp_path / "room") == ""


def test_a_folder_in_no_repository_has_no_commit(tmp_path: Path) -> None:
    assert head_of(tmp_path / "room") == ""
