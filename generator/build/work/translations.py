"""The owner's translations of cables: their files, held against the cables and the rules of withholding. Reads no file.

Rules name the words of a cable, not those of its translation, so these go by place: a paragraph that is withheld has no
translation, and one in which words are withheld has a translation only where that has the same marks.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from generator.build.inputs.orphan_notes import meant_cable, no_paragraph
from generator.corpus import Corpus, Facts
from generator.language import language_name
from generator.markdown import Translation, cable_of, parse_translation, without_parts
from generator.markdown.translations import FOLDER
from generator.pages.addresses import cable_page
from generator.problems import Problem, Where, problem_at
from generator.redaction import Rules

TITLE = "title"  # stands among anchors for the title of a translation
Translations = Mapping[str, tuple[Translation, ...]]


def read_translations(
    texts: Mapping[str, bytes], rules: Rules
) -> tuple[dict[str, tuple[Translation, ...]], list[Problem]]:
    """Read the files of translations, by path -> the translations of each cable by its id, and what is wrong with the files.

    Cables of which nothing may tell that they exist are left out.
    """
    found: defaultdict[str, dict[str, Translation]] = defaultdict(dict)
    problems: list[Problem] = []
    for path, data in texts.items():
        cable_id = cable_of(path)
        if not path.startswith(f"{FOLDER}/") or rules.hides(cable_id):
            continue
        one, wrong = parse_translation(data, path, cable_page(cable_id), rules)
        problems += wrong
        first = found[cable_id].get(one.language) if one else None
        if first is not None and one is not None:
            problems.append(
                problem_at(
                    "E020", Where(path), path=first.text.path, cable=cable_id, language=language_name(one.language)
                )
            )
        elif one is not None:
            found[cable_id][one.language] = one
    return {
        name: tuple(several[tag] for tag in sorted(several)) for name, several in found.items() if several
    }, problems


def shown_translations(
    translations: Translations, corpus: Corpus, rules: Rules
) -> tuple[dict[str, tuple[Translation, ...]], list[Problem]]:
    """Return the translations as pages may show them, and problems.

    These are E021 (no such cable), E022 (no such paragraph) and E024 (withheld).
    """
    shown: dict[str, tuple[Translation, ...]] = {}
    problems: list[Problem] = []
    for cable_id, several in translations.items():
        position = corpus.positions.get(cable_id)
        if position is None:
            meant = meant_cable(cable_id, corpus)
            problems += [problem_at("E021", Where(one.text.path, 1), cable=cable_id, meant=meant) for one in several]
            continue
        facts = corpus.cables[position]
        kept = (_shown(one, facts, rules, problems) for one in several)
        shown[cable_id] = tuple(one for one in kept if one is not None)
    return {name: several for name, several in shown.items() if several}, problems


def withheld_anchors(one: Translation, facts: Facts, rules: Rules) -> tuple[frozenset[str], frozenset[str]] | None:
    """Return the anchors of what of a translation may not be shown: withheld paragraphs, and where a mark is missing (E024).

    "" is the text before the first paragraph, "title" the title; None is returned where nothing of it may be shown.
    """
    mine = [
        rule for _, rule in rules.on((facts.id, *facts.aliases)) if rule.cable and not rule.text and not rule.existence
    ]
    stub = not facts.paragraphs and any(one.whole for one in facts.marks)
    if any(rule.whole for rule in mine) or stub:
        return None
    ruled = [anchor for rule in mine for anchor in rule.paragraphs]
    ruled += [mark.anchor for mark in facts.marks if mark.whole]
    anchors = {note.anchor for note in one.text.notes}
    whole = {anchor for anchor in anchors if any(_is_in(anchor, other) for other in ruled)}
    short = {
        note.anchor
        for note in one.text.notes
        if note.anchor not in whole and not _has_marks(note.html, note.anchor, facts)
    }
    if "[withheld " in facts.title.casefold() and "[withheld " not in one.title.casefold():
        short.add(TITLE)
    return frozenset(whole), frozenset(short)


def _has_marks(html: str, anchor: str, facts: Facts) -> bool:
    """Say whether a part has each mark of its paragraph as often as that has it; one that has no anchor, those of the cable."""
    wanted = Counter(one.mark for one in facts.marks if not anchor or _is_in(one.anchor, anchor))
    return all(html.count(mark) >= count for mark, count in wanted.items())


def _is_in(anchor: str, other: str) -> bool:
    """Say whether a paragraph is another, or within it: p4.1 is in p4."""
    return anchor == other or (bool(other) and anchor.startswith(f"{other}."))


def _shown(one: Translation, facts: Facts, rules: Rules, problems: list[Problem]) -> Translation | None:
    barred = withheld_anchors(one, facts, rules)
    if barred is None:
        if not any(rule.whole and rule.cable for _, rule in rules.on((facts.id, *facts.aliases))):
            problems.append(problem_at("E024", Where(one.text.path, 1), detail="this cable"))
        return None
    path, anchors = one.text.path, facts.anchors()
    known = {*anchors, ""}
    whole, short = barred
    notes = []
    for note in one.text.notes:
        where = Where(path, note.line or 1)
        if note.anchor in whole:
            continue
        if note.anchor in short:
            place = f"paragraph {note.anchor[1:]}" if note.anchor else "the text before the first paragraph"
            problems.append(problem_at("E024", where, detail=place))
        elif note.anchor in known:
            notes.append(note)
        else:
            problems.append(problem_at("E022", where, detail=no_paragraph(facts.id, note.anchor, anchors)))
    if TITLE in short and one.title:
        problems.append(problem_at("E024", Where(path, 1), detail="the title"))
    title = "" if TITLE in short else one.title
    text = msgspec.structs.replace(one.text, notes=tuple(notes))
    if not notes and not title:
        return None
    lacking = tuple(_lacking([note.anchor for note in notes], facts))
    return msgspec.structs.replace(one, title=title, text=text, lacking=lacking)


def _lacking(translated: Sequence[str], facts: Facts) -> Iterator[str]:
    """Yield the anchors of paragraphs that have no translation, nor a part with one, and are not withheld."""
    anchors = facts.anchors()
    parents = {anchor.rpartition(".")[0] for anchor in anchors} & {*anchors}
    withheld = {one.anchor for one in facts.marks if one.whole}
    for anchor in anchors:
        inner = anchor.rpartition(".")[0] in parents
        if not inner and anchor not in withheld and not any(_is_in(one, anchor) for one in translated):
            yield anchor


def without_withheld_parts(data: bytes, path: str, corpus: Corpus, rules: Rules) -> bytes | None:
    """Return the bytes of a translation without the parts that no page may show, None where nothing may be left of it."""
    cable_id = cable_of(path)
    if rules.hides(cable_id):
        return None
    one, _ = parse_translation(data, path, cable_page(cable_id), rules)
    position = corpus.positions.get(cable_id)
    if one is None or position is None or not rules.rules:
        return data
    facts = corpus.cables[position]
    barred = withheld_anchors(one, facts, rules)
    if barred is None:
        return None
    # What a part translates that the cable has no longer cannot be known.
    lost = {note.anchor for note in one.text.notes if facts.marks} - {*facts.anchors(), ""}
    anchors = frozenset((*barred[0], *barred[1], *lost))
    return without_parts(data, path, anchors, title=TITLE in anchors and bool(one.title)) if anchors else data
