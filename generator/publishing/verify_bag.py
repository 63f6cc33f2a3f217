"""Is a package what its manifests say, and who signed it? Changes nothing."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from generator.build.progress import PhaseTimer
from generator.problems import Problem, Where, problem_at
from generator.publishing import bag
from generator.publishing.signature import ENDINGS, Verdict, check_signature
from generator.publishing.verify import Verified, compare_folder, listed_in
from generator.system.reading import read


def is_bag(place: str) -> bool:
    """Say whether a folder is a package."""
    return (Path(place) / bag.DECLARATION).is_file()


def verify_bag(place: str, clock: PhaseTimer, trusted: Path | None = None) -> tuple[Verified, Verdict | None]:
    """Compare a package with its manifests, and check its signature.

    trusted is a file of public keys, None where none is known.

    Returns:
        What was found, problems of the signature among it, and what the signature is worth, None where there is none.

    Raises:
        OutputError: D004 a manifest is missing or is none, B005 a file cannot be read.
    """
    folder, root = Path(place), place.rstrip("/")
    data = _manifest(folder, bag.TAG_MANIFEST)
    tags = _listed(root, bag.TAG_MANIFEST, data)
    listed = {**_listed(root, bag.MANIFEST, _manifest(folder, bag.MANIFEST)), **tags}
    apart = {bag.TAG_MANIFEST, *(bag.TAG_MANIFEST + ending for ending in ENDINGS)}
    problems = compare_folder(root, listed, apart, "sha512", clock)
    problems += [
        problem_at("D001", Where(f"{root}/{name}")) for name in (bag.DECLARATION, bag.MANIFEST) if name not in tags
    ]
    verdict = check_signature(folder / bag.TAG_MANIFEST, trusted)
    problems += _problems_of(f"{root}/{bag.TAG_MANIFEST}", verdict, wanted=trusted is not None)
    problems.sort(key=lambda one: (one.code, one.where.path))
    digest = hashlib.sha512(data).hexdigest()
    return Verified(place, digest, len(listed), complete=True, problems=tuple(problems), digest="SHA-512"), verdict


def _problems_of(where: str, verdict: Verdict | None, *, wanted: bool) -> list[Problem]:
    if verdict is None:
        return [problem_at("D014", Where(where))] if wanted else []
    if verdict.kind == "good":
        return []
    code = {"bad": "D006", "unknown": "D007", "other": "D008", "unchecked": "D009"}[verdict.kind]
    return [problem_at(code, Where(where), key=verdict.key, fault=verdict.words)]


def _manifest(folder: Path, name: str) -> bytes:
    return read(folder / name) if (folder / name).is_file() else b""


def _listed(root: str, name: str, data: bytes) -> Mapping[str, bytes]:
    return listed_in(f"{root}/{name}", bag.read_manifest(data), "D004.package")
