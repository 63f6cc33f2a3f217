"""The bytes of ``content/site.toml`` -> Config. Everything has a default. Pure: opens no file, asks no environment.

``Site`` is the public part: templates may read it, and a change of it may change every page. ``Build`` is how the room
is built, which no page shows.
"""

import re
from collections.abc import Iterator
from typing import Annotated, Literal, get_type_hints
from urllib.parse import urlsplit

import msgspec

from generator.appearance import Appearance, described, fault_of
from generator.problems import ConfigurationError, Where, nearest, problem_at
from generator.toml import TomlError, find_setting, misfit, read_toml_file, types_in_words


class Site(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The settings of the room that pages show."""

    title: Annotated[str, described("The name of the room.")] = "Reading room"
    description: Annotated[str, described("One sentence about it.")] = ""
    base_url: Annotated[str, described(
        "The address of the site, such as `https://example.org/room/`. Without it there is no sitemap, feeds "
        "have relative links, and pages leave out links that need a full address."
    )] = ""  # fmt: skip
    language: Annotated[str, described("The language of the interface, as a BCP 47 tag.")] = "en"
    contact: Annotated[
        str, described("How readers reach you. `.well-known/security.txt` repeats an e-mail address or a link.")
    ] = ""
    footer: Annotated[str, described("A sentence at the foot of every page, such as the licence of the texts.")] = ""
    noindex: Annotated[
        bool, described("Whether `robots.txt` and every page ask search engines to leave out the site.")
    ] = False


class Build(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The settings of the build; no page shows them."""

    search: Annotated[bool, described("Whether the build writes a search index.")] = True
    offline_search: Annotated[bool | Literal["auto"], described(
        "Whether the search also works on pages opened from a disk, without a server: each file of the index is "
        'written a second time, as a script; `"auto"` means in rooms of up to 1,000 cables, if these scripts take at '
        "most 5 MB."
    )] = "auto"  # fmt: skip
    pdf: Annotated[bool | Literal["auto"], described(
        'Whether each cable has a PDF file too; `"auto"` means in rooms of up to 5,000 cables, if Typst is installed.'
    )] = "auto"  # fmt: skip
    json: Annotated[bool | Literal["auto"], described(
        'Whether each cable has a JSON file with its record too; `"auto"` means in rooms of up to 5,000 cables.'
    )] = "auto"  # fmt: skip
    markdown: Annotated[
        bool, described("Whether each cable is a Markdown file too, with its citation and the digest of its source.")
    ] = False
    data: Annotated[Literal["records", "full"], described(
        'Which data the site has: `"records"` are the tables in `data/`; `"full"` writes the full text too, into '
        "`data/full/`, as `reading-room export --data` does."
    )] = "records"  # fmt: skip
    original_pdfs: Annotated[bool, described(
        "Whether the site has the PDF files that texts were drawn from by `import`, and the page of a cable links them. "
        "None is published of a cable for which a rule of withholding holds."
    )] = True  # fmt: skip
    parquet: Annotated[
        bool, described("Whether the build writes the full text as Parquet files too (needs the extra `data`).")
    ] = False
    made_with: Annotated[
        str, described("The version of the program that the room was last made or upgraded with, such as `0.1.0`.")
    ] = ""
    legacy_addresses: Annotated[bool, described(
        "Whether the addresses of the 2010 publication (`cable/2007/04/07ASTANA1061.html`) lead to the pages here."
    )] = False  # fmt: skip
    compare: Annotated[tuple[tuple[str, str], ...], described(
        'Pairs of cables that a page shows side by side, such as `[["07VENSK12", "07VENSK31"]]`, beside those that '
        "have nearly the same text."
    )] = ()  # fmt: skip


class Publish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The settings of ``reading-room publish``; no page shows them."""

    remote: Annotated[str, described("The git remote that `publish github-pages` pushes to: a name or an address.")] = (
        "origin"
    )
    branch: Annotated[str, described("The branch that `publish github-pages` pushes.")] = "gh-pages"
    domain: Annotated[str, described("The site's own domain on GitHub Pages.")] = ""
    destination: Annotated[str, described("The target of `publish rsync` or `publish rclone`, as they name it.")] = ""
    most_deleted: Annotated[
        int, described("How many percent of the published files `publish` may delete without `--allow-deletions`.")
    ] = 20
    headers: Annotated[
        bool, described("Whether the build writes `_headers`, which Netlify and Cloudflare Pages read.")
    ] = False


class Withheld(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form that ``withheld.toml`` must have, so that lost rules stop the program; no page shows it."""

    required: Annotated[bool, described("Whether `content/withheld.toml` must be there.")] = False
    count: Annotated[
        int | None, described("How many rules it must have, as in `count = 1`; without it, any number.")
    ] = None
    digest: Annotated[str, described("The SHA-256 that it must have, in hexadecimal digits.")] = ""


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of ``site.toml``: one field a table."""

    site: Site = Site()
    build: Build = Build()
    publish: Publish = Publish()
    withheld: Withheld = Withheld()
    appearance: Appearance = Appearance()


_TABLES: dict[str, type[msgspec.Struct]] = {"": Config, **get_type_hints(Config)}
_ROWS = {  # of the problem, by the type that is expected
    "text": "G001.text",
    "a number": "G001.number",
    "true or false": "G001.switch",
    'true, false or "auto"': "G001.auto",
    '"records" or "full"': "G001.data",
}
_WRONG_TYPE = re.compile(r"Expected (?P<expected>.+), got (?P<got>.+)")
_ALL = 100
_DOMAIN = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")
_SHA256 = re.compile(r"[0-9a-fA-F]{64}")
_VERSION = re.compile(r"[0-9]+(\.[0-9]+)*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def parse_config(data: bytes, path: str) -> Config:
    """Read ``site.toml``.

    Args:
        data: the bytes of the file; empty for a room without one.
        path: the file's name as problems shall give it.

    Raises:
        ConfigurationError: G001 a value of the wrong type, G002 an unknown key, G003 not TOML in UTF-8, G004 a value
            that cannot be right, G006 to G009 a colour, font or address that cannot be used.
    """
    try:
        text, table = read_toml_file(data)
        config = msgspec.convert(table, Config)
    except TomlError as error:
        raise _stop(Where(path, error.line, error.column), "G003", fault=error.said) from None
    except msgspec.ValidationError as error:
        raise _fault_of_setting(error, text, path) from None
    if config.build.made_with and not _VERSION.fullmatch(config.build.made_with):
        raise _stop(find_setting(text, "build.made_with", path), "G004.version", value=config.build.made_with)
    for key, wrong, hint in _impossible(config):
        raise _stop(find_setting(text, key, path), "G004.value", key=key, wrong=wrong, right=hint)
    fault = fault_of(config.appearance)
    if fault is not None:
        raise _stop(find_setting(text, f"appearance.{fault.key}", path), fault.row, **fault.details)
    return msgspec.structs.replace(config, site=_checked(config.site, text, path))


def _impossible(config: Config) -> Iterator[tuple[str, str, str]]:
    """Yield each setting whose value cannot be meant: its name, what is wrong, what to write."""
    if not config.site.title.strip():
        yield "site.title", "empty", 'name the room, such as title = "My room", or leave the line out'
    if not 0 <= config.publish.most_deleted <= _ALL:
        yield "publish.most_deleted", f"{config.publish.most_deleted}", "write a number from 0 to 100"
    domain = config.publish.domain
    if domain and not _DOMAIN.fullmatch(domain):
        yield (
            "publish.domain",
            f"'{domain}', which is not a domain",
            "write it as archive.example.org, without https://",
        )
    if config.withheld.digest and not _SHA256.fullmatch(config.withheld.digest):
        yield "withheld.digest", "not a SHA-256", "write the 64 digits that sha256sum content/withheld.toml prints"
    if config.withheld.count is not None and config.withheld.count < 0:
        yield "withheld.count", f"{config.withheld.count}", "write how many rules there are"


def with_base_url(config: Config, base_url: str) -> Config:
    """Return the configuration with another address for the site, as ``--base-url`` gives it.

    Raises:
        ConfigurationError: G004 base_url is not a full http or https address.
    """
    site = msgspec.structs.replace(config.site, base_url=base_url)
    return msgspec.structs.replace(config, site=_checked(site, "", "--base-url"))


def _checked(site: Site, text: str, path: str) -> Site:
    if not _LANGUAGE.fullmatch(site.language):
        raise _stop(find_setting(text, "site.language", path), "G004.language", value=site.language)
    base_url = site.base_url.strip()
    if not base_url:
        return msgspec.structs.replace(site, base_url="")
    if not _is_full_address(base_url):
        raise _stop(find_setting(text, "site.base_url", path), "G004", value=base_url)
    return msgspec.structs.replace(site, base_url=base_url.rstrip("/") + "/")


def _is_full_address(base_url: str) -> bool:
    try:
        parts = urlsplit(base_url)
    except ValueError:
        return False
    plain = not re.search(r"[\s\"'<>\x00-\x1f\x7f-\x9f]", base_url)
    return plain and parts.scheme in {"http", "https"} and bool(parts.netloc) and not parts.query and not parts.fragment


def _fault_of_setting(error: msgspec.ValidationError, text: str, path: str) -> ConfigurationError:
    wrong = misfit(error)
    key, name = wrong.key, wrong.name
    where = find_setting(text, key, path)
    if wrong.fault == "unknown":
        known = _TABLES[wrong.table].__struct_fields__
        homes = [home for home, kind in _TABLES.items() if home and name in kind.__struct_fields__]
        if len(homes) == 1:
            return _stop(where, "G002.home", key=key, home=homes[0])
        return _stop(where, "G002", key=key, meant=nearest(name, known, 0.5), known=", ".join(known))
    said = wrong.fault
    if said.startswith("Invalid enum value"):  # of a setting that is one of some words
        said = f"Expected `{'records | full' if key == 'build.data' else 'bool | str'}`, got `str`"
    types = _WRONG_TYPE.fullmatch(types_in_words(said))
    if types is None:
        return _stop(Where(path), "G001.other", fault=str(error))
    return _stop(where, _ROWS.get(types["expected"], "G001"), key=key, expected=types["expected"], got=types["got"])


def _stop(where: Where, row: str, **details: str) -> ConfigurationError:
    return ConfigurationError(problem_at(row, where, **details))
