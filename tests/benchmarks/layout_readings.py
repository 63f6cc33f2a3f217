"""How much is read of each layout in which owners hold cables, field by field, against golden readings written by us.

``layouts/LAYOUT/`` has invented files and ``readings.toml``, what must come out of them: a table for each identifier, with the
fields below; one that is not given must be empty. The files of ``layouts/pdf`` are texts, a form feed between pages, from which
a PDF is made. They are imported as an owner imports them, and what was written is read as a room reads it.
"""

import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.build.inputs.inputs import read_vocabulary
from generator.cables.model import Cable
from generator.cables.parse import parse_cable
from generator.importing.importing import import_cables
from tests.importing.pdf.pdf_maker import lines, make_pdf
from tests.room import POSTS

LAYOUTS = Path(__file__).with_name("layouts")
READINGS = "readings.toml"
FIELDS = (
    "date", "level", "from", "to", "subject", "tags", "captions", "references", "signature", "archive", "text",
)  # fmt: skip
# What is known to be read otherwise, and why.
KNOWN: Mapping[str, str] = {}
Fields = Mapping[str, str | list[str]]


def reading(cable: Cable) -> dict[str, str | list[str]]:
    """Return what a cable says, in the form of the golden readings."""
    date = cable.date
    return {
        "date": "" if date is None else f"{date:%Y-%m-%dT%H:%M}" if cable.precision == "minute" else f"{date:%Y-%m-%d}",
        "level": cable.level,
        "from": cable.envelope.sender,
        "to": [one.name for one in (*cable.envelope.to, *cable.envelope.info)],
        "subject": cable.title,
        "tags": list(cable.tags),
        "captions": list(cable.captions),
        "references": [one.id or one.text for one in cable.references],
        "signature": cable.signature,
        "archive": [f"{name}={value}" for name, value in cable.archive],
        "text": [f"{one.label} {one.text}".strip() for one in cable.blocks],
    }


def imported(folder: Path) -> Iterator[Cable]:
    """Yield the cables of a folder of ``layouts``, imported."""
    with tempfile.TemporaryDirectory() as scratch:
        content, theirs = Path(scratch) / "content", Path(scratch) / "theirs"
        (content / "cables").mkdir(parents=True)
        (content / "vocabulary").mkdir()
        (content / "vocabulary" / "posts.csv").write_text(POSTS, encoding="utf-8")
        theirs.mkdir()
        for path in sorted(folder.iterdir()):
            data = path.read_bytes()
            if path.name == READINGS:
                continue
            if folder.name == "pdf":
                pages = data.decode().split("\f")
                (theirs / f"{path.stem}.pdf").write_bytes(make_pdf([lines(page.split("\n"), size=8) for page in pages]))
            else:
                (theirs / path.name).write_bytes(data)
        import_cables([theirs], content)
        vocabulary = read_vocabulary(content)
        for path in sorted((content / "cables").rglob("*.txt")):
            yield parse_cable(path.read_bytes(), path.relative_to(content).as_posix(), vocabulary)[0]


def measure_layout(folder: Path) -> tuple[dict[str, list[int]], list[str]]:
    """Return (right and asked of each field, what differs in words) for a folder of ``layouts``."""
    golden: dict[str, Fields] = tomllib.loads((folder / READINGS).read_text(encoding="utf-8"))
    found = {cable.id: reading(cable) for cable in imported(folder)}
    scores = {"number": [len(golden.keys() & found.keys()), len(golden)], **{name: [0, 0] for name in FIELDS}}
    wrong = [f"{name} is not found" for name in sorted(golden.keys() - found.keys())]
    wrong += [f"{name} is none" for name in sorted(found.keys() - golden.keys())]
    for cable, want in golden.items():
        for field in FIELDS:
            right = field in want and found.get(cable, {}).get(field) == want[field]
            right = right or (field not in want and not found.get(cable, {}).get(field))
            scores[field][0] += right
            scores[field][1] += 1
            if not right:
                wrong.append(f"{cable}, {field}: {found.get(cable, {}).get(field)!r}, not {want.get(field, '')!r}")
    return scores, wrong


def measure_layouts() -> dict[str, tuple[dict[str, list[int]], list[str]]]:
    """Return for each layout what ``measure_layout`` returns."""
    return {folder.name: measure_layout(folder) for folder in sorted(LAYOUTS.iterdir()) if folder.is_dir()}


def unknown_faults(measured: Mapping[str, tuple[dict[str, list[int]], list[str]]]) -> list[str]:
    """Return what differs from its golden reading and is not in ``KNOWN``, and what is there and no longer differs."""
    differs = [(layout, one) for layout, (_, wrong) in measured.items() for one in wrong]
    found = [f"{layout}: {one}" for layout, one in differs if one.partition(":")[0] not in KNOWN]
    gone = KNOWN.keys() - {one.partition(":")[0] for _, one in differs}
    return found + [f"the reason for {one} is no longer needed" for one in sorted(gone)]


def table(measured: Mapping[str, tuple[dict[str, list[int]], list[str]]]) -> Iterator[str]:
    """Yield the lines of a table, a layout each, with right / asked for each field."""
    names = ("number", *FIELDS)
    yield f"{'read of each layout':20}" + "".join(f"{name:>11}" for name in names)
    for layout, (scores, _) in measured.items():
        yield f"{layout:20}" + "".join(f"{f'{scores[name][0]} / {scores[name][1]}':>11}" for name in names)
