"""Checks quotations in the owner's texts against the cables, and makes the citations of cables that a dossier names.

Only what may be published of a cable is looked through, and a quotation whose words are not there is never shown: it may be of
what is withheld. What was found is remembered, so that a text is looked at again only where it or a cable of it changed.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache, partial

import msgspec

from generator.build.inputs.inputs import Inputs
from generator.build.inputs.project import Project
from generator.build.work.worker import reading_digest
from generator.cables.model import Cable
from generator.corpus import Corpus
from generator.markdown import Essay, Excerpt, Notes, Quotation
from generator.markdown.quotations import Place, find_quotation
from generator.pages.cable.citations import citations_of, note_before_number
from generator.pages.cable.view import cable_view
from generator.pages.own_words import set_excerpts
from generator.problems import OutputError, Problem, Where, problem_at
from generator.redaction import redact
from generator.system.digests import digest
from generator.system.reading import read

_CableAt = Callable[[str], Cable | None]
_AT_HAND = 64  # cables that are kept while one text after another is looked at


class _Found(msgspec.Struct, frozen=True):
    """What was found for one text; key is the digest of all that it follows from."""

    key: bytes
    excerpts: tuple[Excerpt, ...]
    cited: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]


def with_quotations(
    project: Project, inputs: Inputs, corpus: Corpus, known: bytes
) -> tuple[Inputs, tuple[Problem, ...], bytes]:
    """Fill in the quotations of all pages, dossiers, notes and translations.

    known is what the last call said to remember, b"" for nothing.

    Returns:
        The inputs, problems with paths in the content folder, and what to remember.
    """
    words = inputs.vocabulary.words
    before = msgspec.msgpack.decode(known, type=dict[str, _Found]) if known else {}
    now: dict[str, _Found] = {}
    cable_at = lru_cache(maxsize=_AT_HAND)(partial(_cable, project, inputs))

    def found(text: Essay | Notes) -> _Found:
        cables = _cables_of(text, corpus)
        key = digest(
            reading_digest(inputs), msgspec.msgpack.encode((inputs.config.site, text.quotations, sorted(cables.items()))),
            *(_bytes(project, corpus, at) for at in dict.fromkeys(cables.values())),
        )  # fmt: skip
        old = before.get(text.path)
        one = old if old and old.key == key else _look(text, key, cables, corpus, cable_at, inputs)
        now[text.path] = one
        return one

    def filled(essay: Essay) -> Essay:
        if not essay.quotations and not (essay.is_dossier and essay.cables):
            return essay
        one = found(essay)
        return msgspec.structs.replace(
            essay,
            html=set_excerpts(essay.html, one.excerpts, words, essay.language),
            excerpts=one.excerpts,
            cited=one.cited,
        )

    def noted(notes: Notes, language: str = "") -> Notes:
        if not notes.quotations:
            return notes
        excerpts = found(notes).excerpts
        texts = (
            msgspec.structs.replace(one, html=set_excerpts(one.html, excerpts, words, language)) for one in notes.notes
        )
        return msgspec.structs.replace(notes, notes=tuple(texts))

    translations = {
        name: tuple(msgspec.structs.replace(one, text=noted(one.text, one.language)) for one in several)
        for name, several in inputs.translations.items()
    }
    done = msgspec.structs.replace(
        inputs,
        essays=tuple(map(filled, inputs.essays)),
        front=filled(inputs.front) if inputs.front else None,
        notes={name: noted(one, one.language) for name, one in inputs.notes.items()},
        translations=translations,
    )
    problems = tuple(problem for one in now.values() for problem in one.problems)
    return done, problems, msgspec.msgpack.encode(now) if now else b""


def _cables_of(text: Essay | Notes, corpus: Corpus) -> dict[str, int]:
    """Return the position of each held cable that a text quotes, or that a dossier names, by the id as written."""
    named = [one.cable for one in text.quotations]
    if isinstance(text, Essay) and text.is_dossier:
        named = [*text.cables, *named]
    held = ((name, corpus.holdings.known(name)) for name in dict.fromkeys(named))
    return {name: corpus.positions[cable] for name, cable in held if cable is not None}


def _look(
    text: Essay | Notes, key: bytes, cables: Mapping[str, int], corpus: Corpus, cable_at: _CableAt, inputs: Inputs
) -> _Found:
    problems: list[Problem] = []
    excerpts: list[Excerpt] = []
    for one in text.quotations:
        at = cables.get(one.cable)
        path = "" if at is None else corpus.cables[at].path
        cable = cable_at(path) if path else None
        if at is None or cable is None:  # E008 or B005 tells of it
            excerpts.append(Excerpt("" if at is None else corpus.cables[at].id, "", "", ""))
            continue
        place = find_quotation(one.words, one.anchor, cable.blocks)
        if place.exact:
            excerpts.append(_excerpt(place, cable, at, corpus, inputs))
        else:
            excerpts.append(Excerpt(cable.id, one.anchor, "", ""))
            problems.append(_not_there(text.path, one, cable, place))
    cited: Sequence[tuple[str, str]] = ()
    if isinstance(text, Essay) and text.is_dossier:
        cited = tuple(_cited(sorted(set(cables.values())), corpus, cable_at, inputs))
    return _Found(key, tuple(excerpts), tuple(cited), tuple(problems))


def _cable(project: Project, inputs: Inputs, path: str) -> Cable | None:
    """Return what may be published of a cable, None where it cannot be read."""
    try:
        data = read(project.content / path)
    except OutputError:
        return None
    return redact(data, path, inputs.withheld, inputs.vocabulary).cable


def _bytes(project: Project, corpus: Corpus, at: int) -> bytes:
    try:
        return read(project.content / corpus.cables[at].path)
    except OutputError:
        return b""


def _excerpt(place: Place, cable: Cable, at: int, corpus: Corpus, inputs: Inputs) -> Excerpt:
    view, site = cable_view(corpus, at), inputs.config.site
    if place.anchor:
        return Excerpt(
            cable.id, place.anchor, place.text, f"{note_before_number(cable, view, site)}, para. {place.anchor[1:]}."
        )
    return Excerpt(cable.id, "", place.text, citations_of(cable, view, site)[1].text)


def _not_there(path: str, one: Quotation, cable: Cable, place: Place) -> Problem:
    named = f"paragraph {one.anchor} of {cable.id}" if one.anchor else cable.id
    row = "E014.elsewhere" if place.elsewhere else "E014.near" if place.text else "E014"
    there = place.anchor or "the text before the first number"
    return problem_at(row, Where(path, one.line), place=named, there=there, near=place.text)


def _cited(places: Sequence[int], corpus: Corpus, cable_at: _CableAt, inputs: Inputs) -> Iterator[tuple[str, str]]:
    for at in places:
        cable = cable_at(corpus.cables[at].path)
        if cable is not None:
            yield cable.id, citations_of(cable, cable_view(corpus, at), inputs.config.site)[0].text
