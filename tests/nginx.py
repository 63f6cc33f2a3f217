"""A real nginx over a built site, with the configuration that docs/how-to/host.md gives, on a free port of this machine."""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.programs import need

CONFIGURATION = Path(__file__).parent.parent / "docs/how-to/nginx.conf"
_LINES = {
    "listen": "    listen 80;\n",
    "root": "    root /srv/www/reading-room;\n",
    "name": "    server_name archive.example.org;\n",
}
_MAIN = """daemon off; worker_processes {workers}; pid {folder}/pid; error_log {folder}/error.log; {user}
events {{ worker_connections 1024; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


@contextmanager
def serve_with_nginx(site: Path, folder: Path, workers: int = 1) -> Iterator[str]:
    """Serve a site -> its address. Only port, root and name of the owner's configuration are replaced."""
    program = need("nginx")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    text = CONFIGURATION.read_text(encoding="utf-8")
    ours = {
        "listen": f"listen 127.0.0.1:{port};",
        "root": f'root "{site}";',
        "name": "server_name localhost 127.0.0.1;",
    }
    for name, line in _LINES.items():
        if text.count(line) != 1:
            raise ValueError(line)
        text = text.replace(line, f"    {ours[name]}\n")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "site.conf").write_text(text, encoding="utf-8")
    user = "user root;" if site.owner() == "root" else ""
    (folder / "nginx.conf").write_text(_MAIN.format(folder=folder, workers=workers, user=user), encoding="utf-8")
    process = subprocess.Popen(
        [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}/"
    try:
        end = time.monotonic() + 20
        while not _answers(address):
            if process.poll() is not None or time.monotonic() > end:
                said = process.stderr.read() if process.stderr and process.poll() is not None else ""
                raise RuntimeError(said or "nginx does not answer")
            time.sleep(0.05)
        yield address
    finally:
        process.terminate()
        process.communicate(timeout=20)


def _answers(address: str) -> bool:
    try:
        httpx.get(address, timeout=5)
    except httpx.TransportError:
        return False
    return True
