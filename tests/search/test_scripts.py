"""The scripts of the search as the site has them: modules put into one script that a browser runs."""

import json
import subprocess
from pathlib import Path

import pytest

from generator.language import Catalogue
from generator.search.scripts import script_links, scripts
from tests.programs import need

ROOT = Path(__file__).parent.parent.parent
# The texts, templates and regular expressions of modules, as TypeScript's parser finds them.
LITERALS = """
const ts = require("typescript"), fs = require("fs"), found = new Set();
const walk = (node, file) => {
  const isLiteral = ts.isStringLiteral(node) || ts.isRegularExpressionLiteral(node) || ts.isTemplateLiteralToken(node);
  if (isLiteral && !ts.isImportDeclaration(node.parent)) found.add(node.getText(file));
  ts.forEachChild(node, (child) => walk(child, file));
};
for (const path of process.argv.slice(1)) {
  const file = ts.createSourceFile(path, fs.readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
  walk(file, file);
}
console.log(JSON.stringify([...found]));
"""


@pytest.mark.parametrize("address", sorted(scripts()))
def test_a_script_is_one_that_a_browser_can_parse_and_no_module(address: str, tmp_path: Path) -> None:
    place = tmp_path / "script.cjs"
    place.write_bytes(scripts()[address])
    done = subprocess.run([need("node"), "--check", str(place)], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert "\nimport " not in place.read_text(encoding="utf-8")
    assert "\nexport " not in place.read_text(encoding="utf-8")


def test_the_address_of_a_script_changes_with_its_bytes() -> None:
    links = script_links()

    assert sorted(links) == sorted(scripts())
    assert all(link.startswith(f"{address}?v=") for address, link in links.items())
    assert len(set(links.values())) == len(links)


def test_no_text_of_a_module_is_changed_in_a_script() -> None:
    modules = sorted((ROOT / "generator" / "search" / "browser").rglob("*.js"))
    command = [need("node"), "-e", LITERALS, *map(str, modules)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    literals: list[str] = json.loads(done.stdout)
    together = "".join(script.decode() for script in scripts(Catalogue("el", {}, {})).values())

    assert len(literals) > 500
    assert [one for one in literals if one not in together] == []
