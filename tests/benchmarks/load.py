"""The site and the preview under load: prints the figures of docs/explanation/reliability.md; fails on an error.

    python -m tests.benchmarks.load [--seconds N] [--cables N]

The room is a synthetic collection, built with search and without PDF. nginx serves it, with the configuration of
docs/how-to/host.md, to wrk: pages, texts, assets and the search index in turn, at the machine's limit. Then ``serve`` shows
it to 50 readers while cables are edited; in the end every reader must see the last edit.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import httpx

from generator.build.inputs.project import Options, Project
from generator.build.pipeline import build
from tests.benchmarks.serve_speed import Preview
from tests.nginx import serve_with_nginx
from tests.programs import need

ROOT = Path(__file__).parent.parent.parent
READERS = 50
_EVERY = 0.5  # seconds between two edits
_SCRIPT = """local paths = {paths}
local next = 0
request = function()
  next = next % #paths + 1
  return wrk.format("GET", paths[next])
end
done = function(summary, latency)
  local wrong = summary.errors
  print(string.format("FIGURES %d %d %d %.3f", summary.requests, wrong.connect + wrong.read + wrong.write + wrong.timeout,
    wrong.status, latency:percentile(99) / 1000))
end
"""


def main() -> None:
    """Hold both under load."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seconds", type=int, default=60)
    arguments.add_argument("--cables", type=int, default=1_000)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        make = [sys.executable, "-m", "tests.benchmarks.collection", str(given.cables), str(folder / "content")]
        subprocess.run(make, cwd=ROOT, check=True)
        project = Project(folder / "content", folder / "site")
        build(project, Options(pdf=False))
        wrong = load_nginx(project.output, folder / "nginx", given.seconds)
        wrong += load_preview(project, given.seconds)
    sys.exit(1 if wrong else 0)


def load_nginx(site: Path, folder: Path, seconds: int) -> int:
    """Hold nginx under wrk -> how many requests failed."""
    wrk = need("wrk")
    paths = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*")) if path.is_file()]
    paths = [path for path in paths if not path.startswith(".")]
    folder.mkdir(parents=True)
    script = folder / "paths.lua"
    listed = ",".join(json.dumps(f"/{path}") for path in paths)
    script.write_text(_SCRIPT.replace("{paths}", f"{{{listed}}}"), encoding="utf-8")
    with serve_with_nginx(site, folder, workers=max(1, (os.cpu_count() or 2) // 2)) as address:
        command = [wrk, "--threads", "2", "--connections", "64", "--duration", f"{seconds}s", "--timeout", "10s"]
        told = subprocess.run([*command, "--script", str(script), address], check=True, capture_output=True, text=True)
    found = re.search(r"FIGURES (\d+) (\d+) (\d+) ([\d.]+)", told.stdout)
    if found is None:
        raise RuntimeError(told.stdout)
    requests, broken, status = (int(found[n]) for n in (1, 2, 3))
    print(
        f"nginx: {len(paths)} files, {seconds} s, {requests} requests ({requests / seconds:.0f} a second), "
        f"{broken} broken, {status} with an error's status; 99 of 100 within {found[4]} ms"
    )
    return broken + status


def load_preview(project: Project, seconds: int) -> int:
    """Hold the preview under readers while cables are edited -> how many requests failed, or showed what is no more."""
    sources = sorted((project.content / "cables").rglob("*.txt"))[:20]
    texts = {source: source.read_text(encoding="utf-8") for source in sources}
    wrong: list[str] = []
    counts = [0] * READERS
    done = threading.Event()
    preview = Preview(project.content)
    address = f"http://127.0.0.1:{preview.port}"
    with httpx.Client(base_url=address, timeout=60) as client:
        pages = {source: _page_of(client, source.stem) for source in sources}
        addresses = ["/", "/tag/index.html", "/assets/room.css", *pages.values()]

        def read_on(reader: int) -> None:
            with httpx.Client(base_url=address, timeout=60) as own:
                while not done.is_set():
                    answer = own.get(addresses[(counts[reader] * 7 + reader) % len(addresses)])
                    counts[reader] += 1
                    if answer.status_code != httpx.codes.OK:
                        wrong.append(f"{answer.url}: {answer.status_code}")

        readers = [threading.Thread(target=read_on, args=(number,)) for number in range(READERS)]
        for reader in readers:
            reader.start()
        edits, end = 0, time.monotonic() + seconds
        while time.monotonic() < end:
            edits += 1
            source = sources[edits % len(sources)]
            source.write_text(f"{texts[source]}\n\nEdit number {edits}.\n", encoding="utf-8")
            time.sleep(_EVERY)
        last = time.monotonic()
        while f"Edit number {edits}." not in client.get(pages[source]).text and time.monotonic() < last + 30:
            time.sleep(0.01)
        seen = time.monotonic() - last
        stale = sum(f"Edit number {edits}." not in client.get(pages[source]).text for _ in range(READERS))
        done.set()
        for reader in readers:
            reader.join()
    preview.end()
    print(
        f"serve: {READERS} readers, {seconds} s, {sum(counts)} requests ({sum(counts) / seconds:.0f} a second), "
        f"{edits} edits, {len(wrong)} errors, {stale} stale pages after the last edit, which all saw {seen:.2f} s later"
    )
    for line in wrong[:10]:
        print(f"  {line}")
    return len(wrong) + stale


def _page_of(client: httpx.Client, cable_id: str) -> str:
    """Return the address of a cable's page: by its text, which has the same name."""
    year = ("20" if cable_id[:2] < "60" else "19") + cable_id[:2]
    post = re.sub(r"[^A-Z].*", "", cable_id[2:]).lower()
    address = f"/cable/{year}/{post}/{cable_id}.html"
    client.get(address).raise_for_status()
    return address


if __name__ == "__main__":
    main()
