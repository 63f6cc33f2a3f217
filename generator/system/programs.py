"""What another program on this machine says of itself, and what no message repeats of the places that programs name."""

import re
import subprocess
from pathlib import Path

_LONGEST = 30  # seconds for saying one's version
_SHOWN = 120
# In an address, and in what names a place by keys and values: rclone's remotes, queries of addresses.
_CREDENTIALS = re.compile(
    r"(?<=://)(?:[^/\s'\"]*@|[^/\s'\":@]+:(?!\d+/)[^\s'\"@]*@)"  # a password may have a / that should be written as %2F
    r"|(?<![\w./@-])[\w.-]+:[^\s/@:'\"]+@(?=[\w.-]+:)"
)
_SECRETS = re.compile(
    r"((?:(?:pass\w*|\w*secret\w*|\w*token\w*)(?:=|:[ ])"
    r"|(?:\w*key\w*|sas_url|[\w-]*credentials?|sig|[\w-]*signature|auth|jwt)=))"
    r"(\"[^\"]*\"|'[^']*'|[^,:&\s'\";]+)",
    re.IGNORECASE,
)
_HEADER = re.compile(r"\b((?:Bearer|Basic)[ ])[\w.~+/=-]{3,}")


def without_credentials(text: str) -> str:
    """Return a text without the names and secrets in the addresses and places that it names."""
    return _HEADER.sub(r"\1***", _SECRETS.sub(r"\1***", _CREDENTIALS.sub("", text)))


def version_of(program: Path | str) -> tuple[bool, str]:
    """Run a program for its version -> whether it ran, and the first line that it said, or why it did not."""
    try:
        done = subprocess.run(  # noqa: S603  the owner's own programs, by their whole paths
            [str(program), "--version"], stdin=subprocess.DEVNULL, capture_output=True, timeout=_LONGEST, check=False
        )
    except subprocess.TimeoutExpired:
        return False, f"it said nothing for {_LONGEST} seconds"
    except OSError as error:
        return False, (error.strerror or str(error)).lower()
    said = (done.stdout.strip() or done.stderr.strip()).decode("utf-8", "replace").splitlines()
    line = said[0].strip()[:_SHOWN] if said else ""
    if done.returncode:
        return False, f"exit status {done.returncode}{f': {line}' if line else ''}"
    return True, line
