"""What hosts of static sites allow, by their own pages, and whether a site fits. Facts with source and date; pure values.

Each limit was read at the source on the day named. Hosts change them: a figure here is a reason to look, no promise.
"""

import msgspec

from generator.problems import Problem, Where, problem_at

_READ = "2026-11-25"


class Measure(msgspec.Struct, frozen=True):
    """A site in numbers: files, bytes together, the largest file, the folder of most entries, the longest address.

    largest_file and longest_address are addresses with bytes; largest_folder is an address with its number of files and
    folders.
    """

    files: int
    bytes: int
    largest_file: tuple[str, int]
    largest_folder: tuple[str, int]
    longest_address: tuple[str, int]


class Limit(msgspec.Struct, frozen=True):
    """How much a host allows of what a Measure's field counts.

    firm is False for what the host advises, or for what a paid plan raises. words say the limit, remedy what to change.
    """

    field: str
    most: int
    words: str
    remedy: str
    firm: bool = True


class Host(msgspec.Struct, frozen=True):
    """A host: its name, its limits, the pages that state them and the day on which they were read there."""

    name: str
    limits: tuple[Limit, ...]
    sources: tuple[str, ...]
    read: str = _READ


_FEWER = (
    "write pdf = false under [build] in site.toml; or choose a host that bounds no number of files (s3, netlify, rsync)"
)
_SMALLER = "write pdf = false under [build] in site.toml; or choose a host for large sites (s3, or a server and rsync)"
_ELSEWHERE = "keep that file elsewhere and link to it, or choose another host"
_OTHER_HOST = "folders follow from the addresses of cables, which stay; choose another host"

HOSTS = {
    "github-pages": Host(
        "GitHub Pages",
        (
            Limit("bytes", 10**9, "a published site may be no larger than 1 GB", _SMALLER),
            Limit("largest_file", 100 * 2**20, "a file of a repository may have at most 100 MiB", _ELSEWHERE),
            Limit("largest_folder", 3_000, "a folder of a repository should have at most 3,000 entries",
                  "it works, and git becomes slow; a custom workflow that uploads the site needs no branch for it",
                  firm=False),
        ),
        (
            "https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits",
            "https://docs.github.com/en/repositories/creating-and-managing-repositories/repository-limits",
        ),
    ),
    "cloudflare": Host(
        "Cloudflare Pages",
        (
            Limit("files", 20_000, "the free plan takes at most 20,000 files", f"take a paid plan; {_FEWER}",
                  firm=False),
            Limit("files", 100_000, "paid plans take at most 100,000 files", _FEWER),
            Limit("largest_file", 25 * 2**20, "a file may have at most 25 MiB", _ELSEWHERE),
        ),
        ("https://developers.cloudflare.com/pages/platform/limits/",),
    ),
    "netlify": Host(
        "Netlify",
        (Limit("largest_folder", 54_000, "a folder may have at most 54,000 files", _OTHER_HOST),),
        ("https://docs.netlify.com/site-deploys/overview",),
    ),
    "s3": Host(
        "Amazon S3",
        (
            Limit("largest_file", 50 * 10**12, "an object may have at most 50 TB", _ELSEWHERE),
            Limit("longest_address", 1_024, "a key may have at most 1,024 bytes", "shorten the name of that file"),
        ),
        (
            "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingObjects.html",
            "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html",
        ),
    ),
}  # fmt: skip


def fits(measure: Measure, host: Host, site: str) -> list[Problem]:
    """Return what of a site is beyond a host's limits, each with what to change; of two limits of one thing the higher."""
    found: dict[str, Problem] = {}
    for limit in sorted(host.limits, key=lambda one: one.most):
        value = getattr(measure, limit.field)
        place, count = (site, value) if isinstance(value, int) else (f"{site}/{value[0]}".rstrip("/"), value[1])
        if count <= limit.most:
            continue
        found[limit.field] = problem_at(
            "D020" if limit.firm else "D021",
            Where(place),
            host=host.name,
            limit=limit.words,
            found=_found_in_words(limit.field, count),
            remedy=limit.remedy,
        )
    return list(found.values())


def _found_in_words(field: str, count: int) -> str:
    words = {
        "files": "the site has {:,}",
        "bytes": "the site has {:,} bytes",
        "largest_file": "this one has {:,} bytes",
        "largest_folder": "this one has {:,}",
        "longest_address": "this one has {:,}",
    }
    return words[field].format(count)
