"""The search index: Pagefind's program run over the cables' pages. The only module that knows Pagefind.

The program is run as it is, never through its Python wrapper, which answers ten messages a second. Its bundle is made in
a scratch folder and taken over whole; when it fails, the bundle that stands in the site stays.
"""

import shutil
import subprocess
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from generator.output.files import read, scan
from generator.problems import Problem, Severity, Where

BUNDLE = "search/pagefind"
_GLOB = "cable/**/*.html"
_LONGEST_RUN = 6 * 3600  # seconds; a quarter of a million cables take less than an hour
_SHOWN = 300


def pagefind_version() -> str:
    """Return the version of Pagefind that is installed, "" when none is."""
    try:
        return metadata.version("pagefind-bin")
    except metadata.PackageNotFoundError:
        return ""


def find_program() -> Path | None:
    """Return Pagefind's program: the package's own, else the one on the path; None without either."""
    try:
        from pagefind_bin import get_executable  # noqa: PLC0415  loaded when a search index is made, and only then

        return Path(get_executable())
    except (ImportError, OSError):
        found = shutil.which("pagefind")
        return Path(found) if found else None


def make_bundle(site: Path, scratch: Path) -> tuple[Path | None, Problem | None]:
    """Index the cables' pages of a site.

    Args:
        site: the site's folder, its pages already written.
        scratch: a folder to make the bundle in; what stands there under ``pagefind`` is removed.

    Returns:
        The folder of the bundle, or None and the problem S001 that tells why there is none.
    """
    bundle = scratch / "pagefind"
    shutil.rmtree(bundle, ignore_errors=True)
    program = find_program()
    if program is None:
        return None, _problem(
            "Pagefind is not installed", "install the package pagefind-bin, or build with --no-search"
        )
    command = [str(program), "--site", str(site), "--glob", _GLOB, "--output-path", str(bundle), "--quiet"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_LONGEST_RUN)  # noqa: S603  our own program and folders
    except (OSError, subprocess.TimeoutExpired) as error:
        return None, _problem(f"Pagefind did not run: {error}", "reading-room build --no-search leaves the index out")
    if done.returncode or not (bundle / "pagefind.js").is_file():
        said = " ".join((done.stderr or done.stdout).split())[-_SHOWN:]
        how = f"killed by signal {-done.returncode}" if done.returncode < 0 else f"exit status {done.returncode}"
        return None, _problem(
            f"Pagefind failed ({how}): {said}", "the last good index stays; try again, or --no-search"
        )
    return bundle, None


def bundle_files(bundle: Path) -> Iterator[tuple[str, bytes]]:
    """Yield address and bytes of each file of a bundle that the search page needs; Pagefind's own widgets are left out."""
    for found in scan(bundle):
        if not found.path.startswith(
            ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
        ):
            yield f"{BUNDLE}/{found.path}", read(bundle / found.path)


def _problem(message: str, hint: str) -> Problem:
    return Problem(Where("search"), Severity.ERROR, "S001", message, hint)
