"""The owner's own words: a Markdown page -> Essay, a file of notes -> Notes. Never raises."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from msgspec.structs import replace

from generator.markdown.front_matter import NotesFront, PageFront, decode, front_matter, language_of
from generator.markdown.model import DOSSIERS, LONGEST_NAME, Essay, Note, Notes, OwnLink, Quotation, own_address
from generator.markdown.printing import print_blocks
from generator.markdown.to_html import PARAGRAPH, MarkdownText, markdown_reader
from generator.markdown.withholding import withhold_in_pieces, withhold_tokens
from generator.problems import Problem, Where, problem_at
from generator.redaction import NO_RULES, Rules
from generator.redaction.folding import BREAK

# A heading that means one or several paragraphs, in other words than ## p4.
_NEARLY = re.compile(
    r"(?:paragraphs?|paras?|p|§)[. ]*[0-9][0-9a-z.]*(?: ?[-\u2013,] ?p?[0-9][0-9a-z.]*)*", re.IGNORECASE
)
_NUMBER = re.compile(r"([0-9]{1,3}(?:\.[0-9a-z]+)*[a-z]?)\.?")
_ALIAS = re.compile(r"(?:[^/\\:*?\"<>|\x00-\x1f\x7f]+/)*[^/\\:*?\"<>|\x00-\x1f\x7f]+\.html?")


def parse_essay(data: bytes, path: str, rules: Rules = NO_RULES) -> Essay:
    """Read a page.

    Args:
        data: the file's bytes: Markdown, with TOML between ``+++`` lines before it if the owner wishes.
        path: the file's path in the content folder, ``pages/…/name.md`` or ``dossiers/…/name.md``.
        rules: what is withheld; words of it are taken out of the text once it is set.

    Returns:
        The page, with problems E001 (not UTF-8), E002 (front matter that cannot be used), E003 (a refused link),
        E004 (a heading of the first level within the text, a warning) and E013 (an old address that cannot be one).
    """
    text, problems = decode(data, path)
    front, body, skipped = front_matter(text, path, problems, PageFront)
    address = own_address(path)
    reader = MarkdownText(path, address, body, skipped, problems)
    used = set(withhold_tokens(reader.tokens, rules))
    (told, described), found = withhold_in_pieces((front.title, f"{BREAK}{front.description}"), rules)
    title = reader.take_title()
    html, headings = reader.to_html()
    printed = print_blocks(reader.tokens) if path.startswith(f"{DOSSIERS}/") else ()
    aliases = _aliases(front.aliases, path, problems)
    language = language_of(front, text, path, problems)
    return Essay(
        path=path,
        address=address,
        title=told or title or path.rpartition("/")[2].removesuffix(".md").replace("-", " ").capitalize(),
        order=front.order,
        description=described.removeprefix(BREAK),
        html=html,
        headings=headings,
        problems=tuple(problems),
        withheld=tuple(sorted(used.union(found))),
        links=tuple(reader.links),
        named=bool(told or title),
        draft=front.draft,
        aliases=aliases,
        quotations=tuple(reader.quotations),
        cables=tuple(dict.fromkeys(reader.cables)),
        printed=printed,
        language=language,
    )


def _aliases(aliases: Sequence[str], path: str, problems: list[Problem]) -> tuple[str, ...]:
    """Return the addresses of the past that can be one, from the site's root; others are problems (E013)."""
    sound = []
    for alias in dict.fromkeys(one.strip().removeprefix("/") for one in aliases):
        parts = alias.split("/")
        fit = all(len(part.encode()) <= LONGEST_NAME for part in parts)
        if _ALIAS.fullmatch(alias) and fit and ".." not in parts:
            sound.append(alias)
        else:
            problems.append(problem_at("E013", Where(path, 1), alias=alias))
    return tuple(sound)


def parse_notes(data: bytes, path: str, address: str, rules: Rules = NO_RULES) -> Notes:
    """Read the notes beside one cable.

    Args:
        data: the file's bytes: Markdown, with TOML between ``+++`` lines before it where it names their language. What stands
            under ``## p4`` is beside paragraph p4, what stands before the first such heading is on the whole cable.
        path: the file's path in the content folder, ``notes/ID.md``.
        address: the address of the page that shows them; links are made relative to it.
        rules: as for parse_essay.
    """
    text, problems = decode(data, path)
    front, body, skipped = front_matter(text, path, problems, NotesFront)
    language = language_of(front, text, path, problems)
    cable_id = path.rpartition("/")[2].removesuffix(".md").upper()
    read = read_sections(body, path, cable_id, address, rules, problems, skipped=skipped)
    if not language:
        return read
    notes = (replace(one, html=f'<div lang="{language}" dir="auto">{one.html}</div>') for one in read.notes)
    return replace(read, notes=tuple(notes), language=language)


def read_sections(
    text: str, path: str, cable_id: str, address: str, rules: Rules, problems: list[Problem],
    *, skipped: int = 0, prefix: str = "note", bare: bool = False,
) -> Notes:  # fmt: skip
    """Read a text whose sections belong to the paragraphs of a cable, as for parse_notes.

    problems are those of the file so far; skipped is how many lines of the file stand before the text; prefix begins the
    anchors of headings and footnotes, which are unique on the page; bare says whether a heading may be the number alone,
    ``## 4``.
    """
    lines = text.split("\n")
    edges = _sections(text, bare=bare)
    starts = [("", None, 0), *((anchor, line + skipped + 1, below) for anchor, line, below in edges)]
    ends = [*(line for _, line, _ in edges), len(lines)]
    notes = []
    links: list[OwnLink] = []
    quotations: list[Quotation] = []
    used: set[int] = set()
    for number, ((anchor, line, start), end) in enumerate(zip(starts, ends, strict=True)):
        body = "\n".join(lines[start:end])
        if body.strip():
            reader = MarkdownText(path, address, body, start + skipped, problems, f"{prefix}{number}", quotations)
            used.update(withhold_tokens(reader.tokens, rules, cable_id))
            html, _ = reader.to_html()
            notes.append(Note(anchor, html, line))
            links += reader.links
    return Notes(path, cable_id, tuple(notes), tuple(problems), tuple(sorted(used)), tuple(links), tuple(quotations))


def without_sections(data: bytes, out: Callable[[str], object], *, bare: bool = False) -> bytes:
    """Return a text without some sections, each from its heading ``## p4`` to the next such heading.

    out says of an anchor whether its section goes.
    """
    text, _ = decode(data, "")
    lines = text.split("\n")
    edges = _sections(text, bare=bare)
    ends = [*(line for _, line, _ in edges[1:]), len(lines)]
    for (anchor, start, _), end in reversed(list(zip(edges, ends, strict=True))):
        if out(anchor):
            del lines[start:end]
    return "\n".join(lines).encode()


def from_first_section(text: str) -> str:
    """Return a translation from the heading of its first paragraph on."""
    first = next((line for _, line, _ in _sections(text, bare=True)), None)
    return "" if first is None else "\n".join(text.split("\n")[first:])


def _sections(text: str, *, bare: bool) -> list[tuple[str, int, int]]:
    """Return each heading that begins the text on a paragraph: anchor, its line from 0, the line below."""
    found = []
    for opening, inline in pairwise(markdown_reader().parse(text, {})):
        if opening.type == "heading_open" and opening.tag == "h2" and opening.level == 0 and opening.map:
            section, number = PARAGRAPH.fullmatch(inline.content), _NUMBER.fullmatch(inline.content) if bare else None
            if section or number:
                anchor = f"p{number[1]}" if number else inline.content
                found.append((anchor, opening.map[0], opening.map[1]))
            elif _NEARLY.fullmatch(inline.content):
                found.append((inline.content, opening.map[0], opening.map[1]))
    return found
