"""Bytes of the widget as they travel. Budgets: the loader 4 kB gzip, the chat with everything 45 kB gzip."""

import gzip
import subprocess
from pathlib import Path

DIST = Path(__file__).resolve().parents[1] / "storefront_widget" / "dist"
_BROTLI = (
    "const z=require('zlib');process.stdin.on('data',c=>(b.push(c))).on('end',()=>"
    "console.log(z.brotliCompressSync(Buffer.concat(b)).length));const b=[]"
)


def main() -> None:
    """Print every built file."""
    for path in sorted(DIST.rglob("*")):
        if path.suffix in {".js", ".css", ".html"}:
            raw = path.read_bytes()
            brotli = subprocess.run(["node", "-e", _BROTLI], input=raw, capture_output=True, check=True).stdout
            packed = len(gzip.compress(raw, 9))
            print(f"{path.relative_to(DIST)!s:<28} {len(raw):>8,} B  gzip {packed:>7,} B  brotli {int(brotli):>7,} B")
