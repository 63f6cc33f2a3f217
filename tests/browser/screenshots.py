"""Pictures of each kind of page, at five widths, in both themes, and printed: ``make screenshots`` writes them to look at.

No test: nothing here judges. A person opens the pictures.
"""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from generator.build.inputs.project import Options, Project
from generator.build.pipeline import build
from tests.browser.conftest import REPOSITORY, serve_folder
from tests.browser.kinds import CABLE, KINDS
from tests.chromium import ARGUMENTS, NAMES

WIDTHS = (320, 390, 768, 1280, 1600)


def take(chromium: Browser, address: str, folder: Path) -> int:
    """Take the pictures of a served site -> how many."""
    taken = 0
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        for width in WIDTHS:
            context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
            page = context.new_page()
            for name, path in KINDS.items():
                page.goto(address + path)
                if "?q=" in path:
                    page.locator("#results a").first.wait_for()
                page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)
                taken += 1
            context.close()
    page = chromium.new_page()
    page.goto(address + CABLE)
    page.pdf(path=folder / "cable-printed.pdf", format="A4", prefer_css_page_size=True)
    page.close()
    return taken + 1


def take_for_readme(chromium: Browser, address: str, picture: Path) -> None:
    """Take the picture of the README: what is seen of a cable without scrolling."""
    page = chromium.new_page(viewport={"width": 1280, "height": 860}, color_scheme="light")
    page.goto(address + CABLE)
    page.screenshot(path=picture)
    page.close()


def main(folder: Path) -> None:
    """Build the room of this repository and take its pictures into a folder, that of the README into docs/pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    program = next(found for name in NAMES if (found := shutil.which(name)))
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        site = Path(scratch) / "site"
        build(Project(REPOSITORY / "content", site), Options(jobs=1))
        chromium = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        for address in serve_folder(site):
            sys.stdout.write(f"{take(chromium, address, folder)} pictures in {folder}\n")
            take_for_readme(chromium, address, REPOSITORY / "docs" / "pictures" / "cable.png")
        chromium.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
