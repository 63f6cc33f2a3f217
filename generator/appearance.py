"""The look of a room by settings: ``[appearance]`` of site.toml -> a style sheet, and what templates read. Pure.

Colours are held against the paper of both themes, so that links stay legible (WCAG 2.2 AA).
"""

import re
from collections.abc import Mapping
from typing import Annotated

import msgspec

ADDRESS = "assets/appearance.css"
NAME = "appearance.css"  # as templates ask for it
# The indexes that a menu may name, and where they are.
INDEXES: Mapping[str, str] = {
    "tags": "tag/index.html",
    "posts": "origin/index.html",
    "dates": "date/index.html",
    "classification": "classification/index.html",
    "references": "reference/index.html",
    "coverage": "coverage/index.html",
    "glossary": "glossary.html",
    "search": "search/index.html",
    "data": "data/index.html",
}
# Indexes that only some rooms have.
OWN_INDEXES: Mapping[str, str] = {"dossiers": "dossier/index.html", "collections": "collection/index.html"}
USUAL_MENU = ("tags", "posts", "dates", "classification", "references")
_LEAST = 4.5  # contrast of text, WCAG 2.2, 1.4.3
_CALM = 6.0  # contrast that is aimed at where the program chooses
# Paper and wash of templates/assets/room.css: links stand on both.
_LIGHT, _DARK = ("#fcfbf8", "#f4f1e9"), ("#181715", "#211f1c")
_COLOUR = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_FONT = re.compile(r"[^\"'\\\s()]+\.(?P<ending>woff2|woff|ttf|otf)", re.IGNORECASE)
_FORMATS = {"woff2": "woff2", "woff": "woff", "ttf": "truetype", "otf": "opentype"}
_STEPS = 50


def described(text: str) -> msgspec.Meta:
    """Return the description of a setting, as docs/reference/settings.md prints it."""
    return msgspec.Meta(description=text)


class Appearance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the room looks. Files are named as they are in ``templates/assets/``."""

    accent: Annotated[str, described("The colour of links, such as `#17566a`. It must be legible on light paper.")] = ""
    accent_dark: Annotated[
        str, described("The same for dark screens, legible on dark paper; without it a lighter shade of `accent`.")
    ] = ""
    font: Annotated[str, described("A font of the room for its text, such as `literata.woff2`.")] = ""
    font_bold: Annotated[str, described("Its bold; without it `font` is taken for all weights.")] = ""
    font_italic: Annotated[str, described("Its italic; without it the browser slants `font`.")] = ""
    logo: Annotated[str, described("A picture before the name of the room, such as `logo.svg`.")] = ""
    stylesheet: Annotated[
        str, described("A style sheet of your own, which comes after the room's, such as `own.css`.")
    ] = ""
    menu: Annotated[tuple[str, ...], described(
        "What the head of every page lists: `tags`, `posts`, `dates`, `classification`, `references`, `coverage`, "
        "`glossary`, `search`, `data`, `dossiers` and `collections` if there are any, pages of yours such as `about.md`, "
        "and folders of them such as `history/index.md`."
    )] = ()  # fmt: skip
    licence: Annotated[str, described("Under which terms your own texts may be used, at the foot of every page.")] = ""
    licence_url: Annotated[
        str, described("Where these terms are. With it, the descriptions of the data name the licence too.")
    ] = ""


class Look(msgspec.Struct, frozen=True):
    """What templates read of the look.

    style says whether there is assets/appearance.css, fonts whether the room brings fonts; logo and stylesheet are names for
    ``asset(…)``, "" for none. header are the entries of the menu in the head: the name of an index or "", the title of a
    page or "", and the address. languages has the tag of each of the owner's pages that is not in the room's, by its address.
    """

    style: bool = False
    fonts: bool = False
    logo: str = ""
    stylesheet: str = ""
    header: tuple[tuple[str, str, str], ...] = tuple((name, "", INDEXES[name]) for name in USUAL_MENU)
    licence: str = ""
    licence_url: str = ""
    languages: Mapping[str, str] = {}


USUAL = Look()


class Fault(msgspec.Struct, frozen=True):
    """What is wrong with a setting: the row of its problem, the setting, and the details of the message."""

    row: str
    key: str
    details: Mapping[str, str]


def fault_of(look: Appearance) -> Fault | None:
    """Return the first value that cannot be used, whatever files there are (G006 to G008); None if there is none."""
    for key, papers, theme in (("accent", _LIGHT, "light"), ("accent_dark", _DARK, "dark")):
        colour = getattr(look, key)
        if not colour:
            continue
        if not _COLOUR.fullmatch(colour):
            return Fault("G006", key, {"colour": colour})
        found = min(_contrast(colour, paper) for paper in papers)
        if found < _LEAST:
            near = _shade(colour, papers, "#000000" if theme == "light" else "#ffffff", _LEAST)
            details = {"colour": colour, "found": f"{found:.1f}", "theme": theme, "near": near}
            return Fault("G007", key, details)
    for key in ("font", "font_bold", "font_italic"):
        name = getattr(look, key)
        if name and not _FONT.fullmatch(name):
            return Fault("G008", key, {"name": name})
    if (look.font_bold or look.font_italic) and not look.font:
        return Fault("G008.first", "font_bold" if look.font_bold else "font_italic", {})
    if look.licence_url and not look.licence_url.startswith(("https://", "http://")):
        return Fault("G009", "licence_url", {"address": look.licence_url})
    return None


def assets_of(look: Appearance) -> tuple[tuple[str, str], ...]:
    """Return each setting that names a file of ``templates/assets/``, and the name."""
    keys = ("font", "font_bold", "font_italic", "logo", "stylesheet")
    return tuple((key, getattr(look, key)) for key in keys if getattr(look, key))


def style_of(look: Appearance, links: Mapping[str, str]) -> str:
    """Return the style sheet that follows from settings, "" where none does; links are the addresses of assets by name."""
    parts = []
    if look.accent or look.accent_dark:
        dark = look.accent_dark or _shade(look.accent, _DARK, "#ffffff", _CALM)
        light = f":root {{ --accent: {look.accent}; }}\n" if look.accent else ""
        parts.append(f"{light}@media (prefers-color-scheme: dark) {{ :root {{ --accent: {dark}; }} }}\n")
    faces = (
        (look.font, "normal" if look.font_bold else "100 900", "normal"),
        (look.font_bold, "bold", "normal"),
        (look.font_italic, "100 900", "italic"),
    )
    for name, weight, kind in faces:
        found = _FONT.fullmatch(name)
        if found is not None:
            source = f'url("{links[name].removeprefix("assets/")}") format("{_FORMATS[found["ending"].lower()]}")'
            parts.append(
                f'@font-face {{ font-family: "Room"; src: {source}; font-weight: {weight}; font-style: {kind}; '
                "font-display: swap; }\n"
            )
    if look.font:
        parts.append(':root { --serif: "Room", Georgia, "Liberation Serif", serif; }\n')
    return "".join(parts)


def _shade(colour: str, papers: tuple[str, ...], towards: str, least: float) -> str:
    """Return the shade of a colour, mixed with black or white, that is nearest to it and legible on papers."""
    start, end = _channels(colour), _channels(towards)
    for step in range(_STEPS + 1):
        mixed = [round(a + (b - a) * step / _STEPS) for a, b in zip(start, end, strict=True)]
        shade = "#{:02x}{:02x}{:02x}".format(*mixed)
        if min(_contrast(shade, paper) for paper in papers) >= least:
            return shade
    return towards


def _contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21, as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [one / 255 for one in _channels(colour)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> tuple[int, int, int]:
    digits = colour.removeprefix("#")
    digits = "".join(one * 2 for one in digits) if len(digits) == len("abc") else digits
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
