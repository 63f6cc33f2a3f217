"""The files of a site beside its pages: the owner's plain files, assets, and files for machines."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.appearance import ADDRESS as STYLE
from generator.build.inputs.inputs import Inputs
from generator.build.inputs.project import Project
from generator.corpus import Corpus
from generator.markdown import own_address
from generator.pages.data import http_headers, llms
from generator.pages.data.machine_files import plan_files
from generator.problems import OutputError, Where, problem_at
from generator.search.scripts import scripts
from generator.system.reading import read

_REPLACEABLE = (llms.ADDRESS, "robots.txt")


def static_files(
    project: Project, inputs: Inputs, corpus: Corpus, table: Iterable[bytes] | None = None
) -> Iterator[tuple[str, Iterable[bytes], str]]:
    """Yield address, bytes in parts and claimant of each file. Nothing is read or made before the parts are taken.

    table are the parts of data/cables.csv, which is left out without them.
    """
    for path in inputs.plain:
        yield own_address(path), _bytes_of(project.content / path), path
    for address, one in inputs.originals.files.items():
        yield address, original_bytes(project.content / one.path, one.sha256), one.path
    for asset in inputs.assets:
        yield asset.address, _bytes_of(Path(asset.path)), f"templates/{asset.address}"
    if inputs.style:
        yield STYLE, (inputs.style.encode(),), "[appearance] of site.toml"
    for address, script in scripts(inputs.vocabulary.words).items():
        yield address, (script,), "the scripts of the program"
    if inputs.config.publish.headers:
        yield (
            http_headers.ADDRESS,
            (http_headers.headers_file(fonts=inputs.look.fonts),),
            "headers = true under [publish]",
        )
    own = set(inputs.plain_addresses)
    for address, parts in plan_files(corpus, inputs.config, inputs.essays, table, inputs.environment_date):
        if address not in _REPLACEABLE or address not in own:  # the owner's own stands in its place
            yield address, parts, "the files for machines"


def _bytes_of(path: Path) -> Iterator[bytes]:
    yield read(path)


def original_bytes(path: Path, sha256: bytes) -> Iterator[bytes]:
    """Yield the bytes of a PDF that a text was drawn from.

    Raises:
        OutputError: B005 it was replaced since it was looked at.
    """
    data = read(path)
    if hashlib.sha256(data).digest() != sha256:
        raise OutputError(problem_at("B005", Where(str(path)), fault="it changed while the site was built"))
    yield data
