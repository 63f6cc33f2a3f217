"""Signatures of a file: made and checked by ``ssh-keygen -Y`` or ``minisign``, whichever the key is for. Holds no key.

A signature stands beside its file, with ``.sig`` (SSH) or ``.minisig`` behind its name.
"""

import base64
import binascii
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import msgspec

from generator.problems import OutputError, Where, problem_at
from generator.system.reading import read

NAMESPACE = "reading-room"
ENDINGS = (".sig", ".minisig")
_MINISIGN_MARK = b"untrusted comment:"
_LONGEST = 600  # seconds: a person may have to type the word that opens the key
_SHOWN = 200
_KEY_NUMBER = slice(2, 10)  # bytes of a minisign signature or key that name the key

_Done = subprocess.CompletedProcess[bytes]
Kind = Literal["good", "unknown", "other", "bad", "unchecked"]


class Verdict(msgspec.Struct, frozen=True):
    """The result of checking a signature.

    kind: "good" by a key that is trusted; "unknown" whole, by a key of which nothing is known, or one that cannot be checked
    without its key; "other" by another key than those that are trusted; "bad" not of this file; "unchecked" no program is here
    to check it. key names the key as its program does; words say more where it is bad or unchecked.
    """

    kind: Kind
    key: str = ""
    words: str = ""


def sign(path: Path, key: Path) -> Path:
    """Sign a file with a private key, and return the signature, which is written whole or not at all.

    key is a private key of SSH or minisign; its program asks for the word that opens it.

    Raises:
        OutputError: B005 the key cannot be read, X003 the program is missing or refused.
    """
    minisign = read(key).startswith(_MINISIGN_MARK)
    ending = ENDINGS[minisign]
    target = path.with_name(path.name + ending)
    name = "minisign" if minisign else "ssh-keygen"
    program = shutil.which(name)
    if program is None:
        raise OutputError(problem_at("X003", Where(str(path)), fault=f"{name} is not installed"))
    with tempfile.TemporaryDirectory(prefix=".reading-room-part-", dir=path.parent) as folder:
        made = Path(folder) / "signature"
        if minisign:
            done = _run([program, "-S", "-s", key, "-m", path, "-x", made, "-t", path.name], ask=True)
        else:
            done = _run([program, "-Y", "sign", "-q", "-f", key, "-n", NAMESPACE], data=read(path), ask=True)
            if not done.returncode:
                made.write_bytes(done.stdout)
        if done.returncode or not made.is_file() or not made.stat().st_size:
            raise OutputError(problem_at("X003", Where(str(path)), fault=_last_line(done) or f"{name} refused"))
        made.replace(target)
    return target


def check_signature(path: Path, trusted: Path | None) -> Verdict | None:
    """Return the result of checking the signature of a file, None where it has none.

    trusted is a file of public keys, one a line (SSH), or one of minisign; None where none is known.
    """
    signature = next((place for ending in ENDINGS if (place := path.with_name(path.name + ending)).is_file()), None)
    if signature is None:
        return None
    keys = read(trusted) if trusted is not None else b""
    if signature.suffix == ".minisig":
        return _check_minisign(
            path, signature, trusted if keys.startswith(_MINISIGN_MARK) else None, any_key=bool(keys)
        )
    return _check_ssh(path, signature, b"" if keys.startswith(_MINISIGN_MARK) else keys, any_key=bool(keys))


def _check_ssh(path: Path, signature: Path, keys: bytes, *, any_key: bool) -> Verdict:
    program = shutil.which("ssh-keygen")
    if program is None:
        return Verdict("unchecked", words="ssh-keygen is not installed")
    data = read(path)
    whole = _run([program, "-Y", "check-novalidate", "-n", NAMESPACE, "-s", signature], data=data)
    if whole.returncode:
        return Verdict("bad", words=_last_line(whole))
    key = _last_line(whole).rpartition(" with ")[2]
    if not any_key:
        return Verdict("unknown", key)
    with tempfile.TemporaryDirectory(prefix="reading-room-") as folder:
        allowed = Path(folder) / "allowed"
        allowed.write_bytes(b"".join(b"room " + line + b"\n" for line in keys.splitlines() if line[:1] not in b"#"))
        known = _run(
            [program, "-Y", "verify", "-n", NAMESPACE, "-I", "room", "-f", allowed, "-s", signature], data=data
        )
        return Verdict("other" if known.returncode else "good", key)


def _check_minisign(path: Path, signature: Path, trusted: Path | None, *, any_key: bool) -> Verdict:
    number = _key_number(read(signature))
    key = f"minisign key {number}"
    if not number:
        return Verdict("bad", words="it is no signature of minisign")
    if trusted is None:
        return Verdict("other" if any_key else "unknown", key)
    if _key_number(read(trusted)) != number:
        return Verdict("other", key)
    program = shutil.which("minisign")
    if program is None:
        return Verdict("unchecked", key, "minisign is not installed")
    done = _run([program, "-V", "-q", "-p", trusted, "-m", path, "-x", signature])
    return Verdict("bad", key, _last_line(done)) if done.returncode else Verdict("good", key)


def _key_number(data: bytes) -> str:
    """Return the number of the key in a file of minisign as that program writes it, "" where there is none."""
    lines = data.splitlines()
    try:
        number = base64.b64decode(lines[1], validate=True)[_KEY_NUMBER]
    except (IndexError, binascii.Error):
        return ""
    return number[::-1].hex().upper()


def _run(command: Sequence[str | Path], *, data: bytes | None = None, ask: bool = False) -> _Done:
    """Run a program; with ask it may ask the person at the terminal for a word."""
    given = data if data is not None or ask else b""
    shown = None if ask and sys.stderr.isatty() else subprocess.PIPE  # where a program asks
    try:
        return subprocess.run(  # noqa: S603 - a program by its whole path, files by their names
            [os.fspath(part) for part in command],
            input=given,
            stdout=subprocess.PIPE,
            stderr=shown,
            timeout=_LONGEST,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess([], 1, b"", f"it said nothing for {_LONGEST} seconds".encode())
    except OSError as error:
        return subprocess.CompletedProcess([], 1, b"", str(error).encode())


def _last_line(done: _Done) -> str:
    """Return the last line that a program said."""
    lines = ((done.stdout or b"") + b"\n" + (done.stderr or b"")).decode("utf-8", "replace").splitlines()
    return next((line.strip()[:_SHOWN] for line in reversed(lines) if line.strip()), "")
