"""Withholding outside cables: the file of rules; pages, notes, file names and settings of a room.

The words of a page or a note are taken out as those of a cable are. What goes into the site as it is, or names a thing
there, cannot be rewritten: words that are withheld stop the program when they stand in it (W005).
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path

import msgspec

from generator.cables.ids import read_identity
from generator.config import Withheld
from generator.corpus import Facts
from generator.markdown import Notes, cable_of
from generator.problems import ConfigurationError, Problem, Where, problem_at
from generator.redaction import Rule, Rules, may_speak_of_withheld, parse_rules, redact, unmatched, withhold_words
from generator.redaction.folding import BREAK
from generator.redaction.gate import Gate
from generator.redaction.paragraphs import has_copy
from generator.redaction.reading import read_foreign, texts_in
from generator.redaction.rules import PATH
from generator.redaction.views import views
from generator.render.templates import packaged_templates
from generator.search.scripts import scripts
from generator.system.reading import read, read_if_there
from generator.vocabulary import Vocabulary


def read_rules(content: Path, wanted: Withheld, vocabulary: Vocabulary) -> Rules:
    """Read the rules of a room; none if it has no file of them.

    Raises:
        ConfigurationError: W001, W002 the file cannot be used; W009 it is not as the settings say.
        OutputError: B005 it cannot be read.
    """
    place = content / PATH
    there = place.exists() or place.is_symlink()
    data = read_if_there(place)
    rules = parse_rules(data, place.as_posix(), vocabulary)
    wrong = _not_as_wanted(wanted, there=there, data=data, rules=rules)
    if wrong:
        raise ConfigurationError(problem_at("W009", Where(place.as_posix()), detail=wrong))
    return msgspec.structs.replace(rules, path=PATH)


def _not_as_wanted(wanted: Withheld, *, there: bool, data: bytes, rules: Rules) -> str:
    """Return how the file of rules differs from what the settings say of it, "" if it does not."""
    count = len({rule.line for rule in rules.rules})
    if wanted.required and not there:
        return "the file is required and is missing"
    if wanted.count is not None and wanted.count != count:
        return f"{count} rules and not {wanted.count}"
    digest = hashlib.sha256(data).hexdigest()
    if wanted.digest and wanted.digest.lower() != digest:
        return f"the file has the digest {digest}"
    return ""


def without_withheld(texts: Mapping[str, bytes], rules: Rules) -> tuple[dict[str, bytes], frozenset[int]]:
    """Take the words that rules name out of Markdown files, by path -> the files, and the rules that found something.

    The name of a file of notes or of a translation has the id of its cable.
    """
    used: set[int] = set()
    out = dict(texts)
    for path, data in texts.items() if rules.rules else ():
        if path.endswith(".md"):
            text, found = withhold_words(data.decode("utf-8", "surrogateescape"), rules, cable_of(path))
            text = _BROKEN_LINK.sub("](#withheld)", text)
            text = _BROKEN_QUOTATION.sub(r"\1", text)
            out[path] = text.encode("utf-8", "surrogateescape") if found else data
            used.update(found)
    return out, frozenset(used)


def shown_notes(notes: Mapping[str, Notes], rules: Rules) -> dict[str, Notes]:
    """Return the notes that are shown: none beside a cable or a paragraph that is withheld, for they may speak of it."""
    shown = dict(notes)
    by_cable: defaultdict[str, list[Rule]] = defaultdict(list)
    for rule in rules.rules:
        if not rule.text:
            by_cable[rule.cable].append(rule)
    for name in by_cable.keys() & notes.keys():
        own, mine = shown[name], by_cable[name]
        if any(rule.existence for rule in mine):
            del shown[name]
            continue
        whole = any(rule.whole for rule in mine)
        kept = () if whole else tuple(one for one in own.notes if not may_speak_of_withheld(one.anchor, mine))
        shown[name] = msgspec.structs.replace(own, notes=kept)
    return shown


def hides(rules: Rules, vocabulary: Vocabulary, name: str) -> bool:
    """Say whether a rule withholds that a cable of an id exists, in whatever spelling."""
    identity, _ = read_identity(name, vocabulary) if rules.rules else (None, ())
    return rules.hides(name) or (identity is not None and rules.hides(identity.cable_id))


def refuse(rules: Rules, content: Path, things: Iterable[tuple[str, bytes]]) -> list[Problem]:
    """Check that files have no words that a rule withholds everywhere (W005); each is a path in content, and bytes.

    Returns:
        A problem (W013) for each that cannot be read, or not all of it.

    Raises:
        ConfigurationError: W005 they do.
    """
    gate = Gate(rules) if rules.rules else None
    unread = []
    for path, data in things if gate is not None else ():
        text, complete = read_foreign(path, data) if data else ("", True)
        if not complete:
            unread.append(problem_at("W013", Where(path)))
        # What an owner may keep back must have a name.
        ids = not path.startswith(("cables/", "notes/", "translations/"))
        rule = gate.found(path, text, ids=ids) if gate is not None else None
        if rule is not None:
            where = Where((content / path).as_posix())
            raise ConfigurationError(problem_at("W005", where, line=rule.line, rules=rules.path))
    return unread


def check_rules(
    rules: Rules, elsewhere: Iterable[int], facts: Iterable[Facts], content: Path, vocabulary: Vocabulary
) -> list[Problem]:
    """Return what is wrong with the rules of a room whose sources are read.

    A problem (W003) for each rule that took nothing out of any cable, page or note; one (W012) for each text of a cable that
    still shows a paragraph which a rule took out of another text of it, for its number is another there.
    """
    if not rules.rules:
        return []
    used = set(elsewhere)
    by_cable: defaultdict[str, list[str]] = defaultdict(list)
    of_paragraphs = {at for at, rule in enumerate(rules.rules) if rule.paragraphs}
    named = {name for at in of_paragraphs for name in (rules.rules[at].cable, *rules.rules[at].also)}
    for one in facts:
        used.update(one.withheld)
        if of_paragraphs and not named.isdisjoint((one.id, *one.aliases)):
            by_cable[one.id].append(one.path)
    several = (paths for paths in by_cable.values() if len(paths) > 1)
    return unmatched(rules, used) + [
        problem for paths in several for problem in _left_in_another(rules, paths, content, vocabulary)
    ]


def _left_in_another(rules: Rules, paths: Sequence[str], content: Path, vocabulary: Vocabulary) -> Iterator[Problem]:
    texts = [(path, redact(read(content / path), path, rules, vocabulary)) for path in paths]
    for path, text in texts:
        others = ((other, one) for other, published in texts if other != path for one in published.removed)
        left = next((other for other, one in others if has_copy(text.cable.blocks, one)), None)
        if left is not None:
            yield problem_at("W012", Where(path), detail=left)


def unwatched(rules: Rules) -> tuple[int, ...]:
    """Return the numbers of rules whose words the program itself prints: rendered pages cannot be checked against them.

    Such are names of posts and tags, and labels of templates. Sources are redacted by these rules as by all others.
    """
    words = tuple(at for at, rule in enumerate(rules.rules) if rule.text)
    if not words:
        return ()
    found = Gate(rules).rules_found_in(program_words())
    return tuple(at for at in words if at in found or rules.rules[at].text.isdigit())


def unwatched_problems(rules: Rules, numbers: Iterable[int]) -> Iterator[Problem]:
    """Yield a problem (W007) for each rule that rendered pages cannot be checked against."""
    for at in numbers:
        yield problem_at("W007", Where(rules.path, rules.rules[at].line))


@cache
def program_words() -> str:
    """Return all words that the program may print: the text of its templates, its vocabulary, the texts in its code."""
    package = Path(str(resources.files("generator")))
    parts = [texts_in(path.name, path.read_bytes()) for path in sorted((package / "vocabulary").glob("*.csv"))]
    code = [path for folder in ("pages", "render") for path in (package / folder).rglob("*.py")]
    for path in (*code, *(package / "language").glob("*.toml")):
        source = path.read_text(encoding="utf-8")
        parts += [*_texts_between_quotes(source), *_FIELD.findall(source)]
    templates = packaged_templates()
    files = (one for folder in (templates, package / "search", package / "preview") for one in folder.rglob("*"))
    made = (one for one in files if one.suffix in {".html", ".js", ".css", ".typ", ".svg"})
    parts += [
        texts_in(path.name, _JINJA.sub(BREAK, path.read_text(encoding="utf-8")).encode("utf-8", "replace"))
        for path in sorted(made)
    ]
    # In the scripts of a site other words stand beside each other than in the modules that they are made from.
    parts += [texts_in(address, data) for address, data in scripts().items()]
    return BREAK.join(parts)


def _texts_between_quotes(source: str) -> Iterator[str]:
    """Yield the texts in a module or a catalogue, without the marks of links and with their gaps as ends; no docstrings.

    Nothing is parsed: that would take longer than all that a small build does for its rules.
    """
    for match in _QUOTED.finditer(_CONTINUED.sub("", _DOCSTRING.sub("", source))):
        text = _GAP.sub(BREAK, _LINK_MARK.sub("", match["text"] or ""))
        yield from (view.text for view in views(text)) if "\\" in text else (text,)


_BROKEN_LINK = re.compile(r"\]\([^()\n]{0,400}\[withheld [0-9-]{10}: [^\]\n]{1,200}\][^()\n]{0,400}\)")
# A quotation of a cable of which nothing may tell that it exists: its words are the cable's.
_BROKEN_QUOTATION = re.compile(
    r"\[\[(\[withheld [0-9-]{10}: [^\]\n]{1,200}\])[^\n\"\u201c\u201e\u00ab\]]{0,80}[\"\u201c\u201e\u00ab][^\]]{0,4000}\]\]"
)
_DOCSTRING = re.compile(r'^[ ]*"{3}.*?"{3}', re.DOTALL | re.MULTILINE)
_CONTINUED = re.compile(r'"\n[ ]+[fr]?"(?!"")')  # ends a part of a text and begins the next
# A comment may have quotation marks too.
_QUOTED = re.compile(r"""#[^\n]*|("{3}|["'])(?P<text>(?:\\.|(?!\1)[^\\])*)\1""", re.DOTALL)
_FIELD = re.compile(r"^[ ]{0,4}(\w+): ", re.MULTILINE)  # its name is a key of the data
_LINK_MARK, _GAP = re.compile(r"</?\d+>"), re.compile(r"\{[^{}]*\}")
_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
