"""``llms.txt``: what the site is and where its texts are, for language models (https://llmstxt.org). Pure."""

from collections.abc import Sequence

from generator.config import Config
from generator.corpus import Corpus
from generator.markdown import Essay

ADDRESS = "llms.txt"
_CITE = (
    "Cite a cable by its identifier, origin, date and page, and a paragraph by its number; each page gives the citation in "
    "full. `data/manifest.sha256` has the SHA-256 of every file, by which a copy can be checked."
)
_SIGNS = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>#"})


def llms_file(corpus: Corpus, config: Config, essays: Sequence[Essay]) -> bytes:
    """Return llms.txt: the room in a sentence, how to cite, and links to what machines can read."""
    site, build = config.site, config.build
    root = site.base_url
    days = [day for day in corpus.days if day]
    dated = f", sent from {days[0]} to {days[-1]}" if days else ""
    cables = "1 cable" if len(corpus.cables) == 1 else f"{len(corpus.cables):,} cables"
    held = (
        f"The room holds {cables}{dated}. Each has a page at `cable/YEAR/POST/ID.html` and its source as text at "
        "`cable/YEAR/POST/ID.txt`, such as `cable/2007/astana/07ASTANA1061.txt`. Paragraphs have anchors: `#p4`."
    )
    lines = [
        f"# {_plain(site.title)}",
        "",
        f"> {_plain(site.description or 'A reading room of diplomatic cables.')}",
        "",
        held,
        "",
        _CITE,
    ]
    if site.footer:
        lines += ["", _plain(site.footer)]
    lines += ["", "## Data", ""]
    lines += [
        f"- [{name}]({root}{name}): {words}"
        for name, words in (
            ("data/cables.jsonl", "the record of every cable, one JSON object a line"),
            ("data/index.html", "all data files, field by field"),
            ("data/references.csv", "which cable cites which"),
            ("data/posts.csv", "posts with their places"),
            *((("data/full/datapackage.json", "the full text as data"),) if build.data == "full" else ()),
        )
    ]
    if build.markdown:
        lines.append("- Each cable as Markdown, with its citation: `cable/YEAR/POST/ID.md`")
    if essays:
        lines += ["", "## Pages", "", *(f"- [{_plain(one.title)}]({root}{one.address})" for one in essays)]
    return ("\n".join(lines) + "\n").encode()


def _plain(text: str) -> str:
    return " ".join(text.split()).translate(_SIGNS)
