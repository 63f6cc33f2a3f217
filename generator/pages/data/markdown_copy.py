"""``07ASTANA1061.md``: a cable as Markdown, with its citation and the digest of its source, for programs that read text. Pure.

The text is that of the page. Nothing in it can become markup: signs that mean something in Markdown stand behind a backslash.
"""

import re
from collections.abc import Iterator, Sequence

from generator.cables.model import Addressee, Block, Cable
from generator.config import Site
from generator.pages.cable.citations import citations_of
from generator.pages.dates import machine_time
from generator.pages.views import CableView

# ASCII punctuation that CommonMark gives a meaning, wherever in a line.
_SIGNS = re.compile(r"[\\`*_{}\[\]<>#|~&!^$]")
# What begins a list, a heading, a rule or a quotation only where a line begins with it.
_FIRST = re.compile(r"^(\s*)([-+=:]|\d{1,9}(?=[.)]))", re.MULTILINE)
_TICKS = re.compile(r"`+")


def markdown_copy(cable: Cable, view: CableView, site: Site) -> bytes:
    """Return a cable as CommonMark in UTF-8."""
    parts = [
        f"# {as_plain_text(cable.title)}",
        "\n".join(f"- {name}: {value}" for name, value in _facts(cable, view, site)),
    ]
    if view.references:
        lines = (f"- {_labelled(one.label)}{_cited(one.text, one.link)}" for one in view.references)
        parts += ["## References", "\n".join(lines)]
    if cable.blocks:
        parts += ["## Text", *_blocks(cable.blocks)]
    if cable.signature:
        parts.append(as_plain_text(cable.signature))
    return ("\n\n".join(parts) + "\n").encode()


def _facts(cable: Cable, view: CableView, site: Site) -> Iterator[tuple[str, str]]:
    yield "Identifier", as_plain_text(cable.id)
    if cable.date:
        yield "Date", machine_time(cable.date, cable.precision)
    for name, value in (
        ("Origin", view.origin or view.post),
        ("Classification", cable.classification),
        ("Subject as printed", cable.subject),
        ("Tags", ", ".join(cable.tags)),
        ("Captions", ", ".join(cable.captions)),
        ("To", _names(cable.envelope.to)),
        ("Info", _names(cable.envelope.info)),
        ("Classified by", cable.classified_by),
        ("Cite as", citations_of(cable, view, site)[0].text),
    ):
        if value:
            yield name, as_plain_text(value)
    if site.base_url:
        yield "Page", f"<{site.base_url}{view.address}>"
    yield "SHA-256 of the source as published", cable.sha256


def _names(those: Sequence[Addressee]) -> str:
    return "; ".join(one.name for one in those)


def _labelled(label: str) -> str:
    return f"{as_plain_text(f'{label}.')} " if label else ""


def _cited(text: str, link: object) -> str:
    name = getattr(link, "id", "")
    return f"{as_plain_text(text)} ({as_plain_text(name)})" if name and name not in text else as_plain_text(text)


def _blocks(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the blocks of the text, each as a block of Markdown."""
    for block in blocks:
        before = " ".join(part for part in (block.label, block.mark) if part)
        if block.kind == "heading":
            yield f"### {as_plain_text(' '.join(part for part in (before, block.text) if part))}"
        elif block.kind == "rule":
            yield "* * *"
        elif block.kind in {"table", "lines"}:
            longest = max((len(ticks) for ticks in _TICKS.findall(block.text)), default=0)
            fence = "`" * max(3, longest + 1)
            yield "\n".join((*([as_plain_text(before)] if before else []), f"{fence}text", block.text, fence))
        else:
            yield as_plain_text(" ".join(part for part in (before, block.text) if part))


def as_plain_text(text: str) -> str:
    """Return a text of one paragraph so that it is read as it stands."""
    lines = "\n".join(line.strip() for line in text.splitlines() if line.strip())
    return _FIRST.sub(_behind, _SIGNS.sub(r"\\\g<0>", lines))


def _behind(found: re.Match[str]) -> str:
    """Put a backslash before the sign that begins a line, behind the number of a list."""
    return f"{found[1]}{found[2]}\\" if found[2].isdigit() else f"{found[1]}\\{found[2]}"
