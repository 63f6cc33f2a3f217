"""What else could make the room: Hugo on the same cables with the same indexes; the search index by Pagefind alone.

Hugo's site has a page for each cable with its text, title, date, tags, post and classification, and lists by tag, post,
month and classification in pages of 500, as ours are cut. It reads no cable: it is given what was read. It has no
links between cables, no envelope, record, source, citations or data files.
"""

import shutil
import sys
from pathlib import Path

import msgspec

from generator.search.pagefind.program import find_program
from tests.benchmarks.measured import Measured, run

_CONFIG = """baseURL = "https://example.org/"
title = "A synthetic collection"
disableKinds = ["RSS", "sitemap", "robotsTXT", "404", "section"]
[taxonomies]
tag = "tags"
origin = "origins"
month = "months"
level = "levels"
[pagination]
pagerSize = 500
"""
_HEAD = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>
<nav><a href="/tags/">Tags</a> <a href="/origins/">Posts</a> <a href="/months/">Dates</a> <a href="/levels/">Levels</a></nav>
"""
_LAYOUTS = {
    "single.html": _HEAD
    + """<h1>{{ .Title }}</h1><p>{{ .Params.cable }} {{ .Date.Format "2 January 2006" }}</p>
<ul>{{ range $name := slice "tags" "origins" "months" "levels" }}{{ range $.GetTerms $name }}
<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>{{ end }}{{ end }}</ul>
{{ .Content }}</body></html>
""",
    "term.html": _HEAD
    + """<h1>{{ .Title }}</h1><ol>{{ range (.Paginate .Pages).Pages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Params.cable }} {{ .Date.Format "2 January 2006" }}</li>{{ end }}</ol>
{{ with .Paginator }}{{ range .Pagers }}<a href="{{ .URL }}">{{ .PageNumber }}</a> {{ end }}{{ end }}</body></html>
""",
    "taxonomy.html": _HEAD
    + """<h1>{{ .Title }}</h1><ul>{{ range .Data.Terms.ByCount }}
<li><a href="{{ .Page.RelPermalink }}">{{ .Page.Title }}</a> {{ .Count }}</li>{{ end }}</ul></body></html>
""",
    "home.html": _HEAD + "<h1>{{ .Title }}</h1></body></html>\n",
}


class Held(msgspec.Struct, frozen=True):
    """What Hugo is told of a cable: some keys of data/cables.jsonl."""

    id: str
    url: str
    date: str | None
    level: str | None
    post: str | None
    title: str
    tags: tuple[str, ...]
    sha256: str


def write_hugo_site(site: Path, folder: Path) -> int:
    """Write the source of a site for Hugo from a built room; return how many cables it has."""
    shutil.rmtree(folder, ignore_errors=True)
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    (folder / "hugo.toml").write_text(_CONFIG, encoding="utf-8")
    for name, text in _LAYOUTS.items():
        (layouts / name).write_text(text, encoding="utf-8")
    count = 0
    decode = msgspec.json.Decoder(Held).decode
    with (site / "data" / "cables.jsonl").open("rb") as lines:
        for line in lines:
            one = decode(line)
            year, post = (one.date or "0000")[:4], (one.post or "none").lower()
            source = (site / one.url).with_suffix(".txt")
            place = folder / "content" / "cable" / year / post
            place.mkdir(parents=True, exist_ok=True)
            front = {
                "title": one.title,
                "cable": one.id,
                "date": one.date or "1900-01-01",
                "tags": one.tags,
                "origins": [one.post or "none"],
                "months": [(one.date or "none")[:7]],
                "levels": [one.level or "none"],
            }
            text = source.read_text(encoding="utf-8", errors="replace").partition("\nSUBJECT:")[2]
            page = msgspec.json.encode(front) + b"\n\n" + text.replace("{{", "{ {").encode()
            (place / f"{one.id}.md").write_bytes(page)
            count += 1
    return count


def run_hugo(folder: Path) -> Measured:
    """Build Hugo's site anew."""
    shutil.rmtree(folder / "public", ignore_errors=True)
    shutil.rmtree(folder / "resources", ignore_errors=True)
    program = Path(sys.executable).parent / "hugo"
    return run([program, "--quiet", "--noBuildLock", "--destination", "public"], folder)


def run_copy(site: Path, folder: Path) -> Measured:
    """Copy a finished site."""
    shutil.rmtree(folder / "copy", ignore_errors=True)
    measured = run(["cp", "-r", site, folder / "copy"], folder)
    shutil.rmtree(folder / "copy")
    return measured


def run_pagefind(site: Path, folder: Path) -> Measured:
    """Index the pages of all held cables in one run of Pagefind."""
    shutil.rmtree(folder / "pagefind", ignore_errors=True)
    places: list[str | Path] = ["--site", site, "--output-path", folder / "pagefind", "--glob", "cable/**/*.html"]
    measured = run([find_program(), *places, "--force-language", "en"], folder)
    shutil.rmtree(folder / "pagefind")
    return measured
