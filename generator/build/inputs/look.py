"""Checks the settings of the look against the files and pages of a room."""

import hashlib
from collections.abc import Mapping, Sequence

from generator.appearance import ADDRESS, INDEXES, NAME, OWN_INDEXES, USUAL_MENU, Appearance, Look, assets_of, style_of
from generator.build.inputs.project import Project
from generator.language import Catalogue
from generator.markdown import Essay
from generator.pages.own_pages import other_language, own_links
from generator.problems import ConfigurationError, nearest, problem_at
from generator.render.assets import Asset, asset_links

_READER = "how-to-read.html"  # a page that the usual menu leads to, if the room has it


def load_look(
    project: Project,
    settings: Appearance,
    assets: Sequence[Asset],
    essays: Sequence[Essay],
    words: Catalogue,
    *,
    collected: bool,
) -> tuple[Look, str]:
    """Return the look as templates read it, and the style sheet made from the settings.

    collected says whether the room has collections.

    Raises:
        ConfigurationError: G005 a file is missing, G010 the menu names a page that the room does not have.
    """
    links = asset_links(assets)
    for key, name in assets_of(settings):
        if name not in links:
            near = nearest(name, links, 0.6)
            meant = f"; did you mean {near}?" if near else ""
            raise _stop(project, "G005", key, name=name, key=key, meant=meant)
    style = style_of(settings, links)
    titles = {address: title for title, address in own_links(essays, words)}
    titles |= {one.address: one.title for one in essays}
    titles |= {OWN_INDEXES["collections"]: words.say("Collections")} if collected else {}
    look = Look(
        style=bool(style),
        fonts=bool(settings.font),
        logo=settings.logo,
        stylesheet=settings.stylesheet,
        header=_header(project, settings, titles),
        licence=settings.licence,
        licence_url=settings.licence_url,
        languages={one.address: tag for one in essays if (tag := other_language(one, words))},
    )
    return look, style


def style_link(style: str) -> dict[str, str]:
    """Return the address of the style sheet, with its digest, by its name; nothing if there is none."""
    if not style:
        return {}
    return {NAME: f"{ADDRESS}?v={hashlib.blake2b(style.encode(), digest_size=16).hexdigest()[:8]}"}


def _header(project: Project, settings: Appearance, titles: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    """Return the entries of the menu; titles are those of the room's own pages and indexes by their addresses."""
    names = settings.menu or (*USUAL_MENU, *((_READER,) if _READER in titles else ()))
    entries = []
    for name in names:
        address = OWN_INDEXES.get(name) or (f"{name.removesuffix('.md')}.html" if name.endswith(".md") else name)
        if name in INDEXES:
            entries.append((name, "", INDEXES[name]))
        elif address in titles:
            entries.append(("", titles[address], address))
        else:
            own = (f"{one.removesuffix('.html')}.md" for one in titles if one not in OWN_INDEXES.values())
            near = nearest(name, (*INDEXES, *OWN_INDEXES, *own), 0.6)
            meant = f"; did you mean {near}?" if near else ""
            raise _stop(project, "G010", "menu", name=name, meant=meant, known=", ".join((*INDEXES, *OWN_INDEXES)))
    return tuple(entries)


def _stop(project: Project, row: str, setting: str, **details: str) -> ConfigurationError:
    return ConfigurationError(problem_at(row, project.setting(f"appearance.{setting}"), **details))
