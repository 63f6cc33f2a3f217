"""A build asks nobody: without any network it makes the same site, and it never so much as tries to reach one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.ground import ROOT, Ground

UNSHARE = ("unshare", "--net")
# Refuses, in every process of a build, whatever would leave this machine or this process's own sockets, and keeps a record.
HOOK = """
import os, sys

def refuse(event, arguments):
    if event in {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"}:
        asked = True
    elif event in {"socket.connect", "socket.sendto", "socket.sendmsg"}:
        asked = arguments[0].family != 1
    else:
        return
    if asked:
        handle = os.open(os.environ["ASKED"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(handle, f"{event} {arguments[1:]}\\n".encode())
        os.close(handle)
        raise ConnectionRefusedError(event)

sys.addaudithook(refuse)
if os.environ.get("WATCHED"):
    handle = os.open(os.environ["WATCHED"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(handle, b"process\\n")
    os.close(handle)
"""


def may_unshare() -> bool:
    try:
        return subprocess.run([*UNSHARE, "true"], check=False, capture_output=True).returncode == 0
    except OSError:
        return False


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return Ground(tmp_path_factory.mktemp("ground") / "room", cables=24)


@pytest.fixture
def watched(tmp_path: Path) -> dict[str, str]:
    """The environment of a Python that tells what it asked of a network, and refuses it."""
    (tmp_path / "sitecustomize.py").write_text(HOOK, encoding="utf-8")
    return {
        "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}",
        "ASKED": str(tmp_path / "asked"),
        "WATCHED": str(tmp_path / "processes"),
    }


def test_a_build_without_a_network_makes_the_same_site(ground: Ground) -> None:
    if not may_unshare():
        assert not os.environ.get("READING_ROOM_REQUIRE_PROGRAMS")
        pytest.skip("a process without a network needs unshare and the right to use it")
    ground.forget()
    status, said = ground.run(before=UNSHARE)

    assert status == 0, said
    assert ground.differs(0) == []


def test_no_process_of_a_build_tries_to_reach_a_network(
    ground: Ground, watched: dict[str, str], tmp_path: Path
) -> None:
    ground.forget()
    status, said = ground.run(before=(), **watched)

    assert status == 0, said
    assert not (tmp_path / "asked").exists()
    assert (tmp_path / "processes").read_text(encoding="ascii").count("process") >= 1  # workers inherit the watch
    assert ground.differs(0) == []


@pytest.mark.parametrize(
    "code", ["socket.create_connection(('127.0.0.1', 9), 1)", "socket.getaddrinfo('example.org', 80)"]
)
def test_the_watch_sees_whoever_tries(watched: dict[str, str], tmp_path: Path, code: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"import socket; {code}"], env=os.environ | watched, capture_output=True, check=False
    )

    assert done.returncode == 1
    assert "socket." in (tmp_path / "asked").read_text(encoding="utf-8")
