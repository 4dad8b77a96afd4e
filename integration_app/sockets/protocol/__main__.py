"""Write the shapes where the front ends read them."""

from pathlib import Path

from integration_app.sockets.protocol import typescript

ROOT = Path(__file__).parents[3]
FILES = (ROOT / "storefront_widget" / "src" / "protocol.ts", ROOT / "console" / "src" / "live" / "protocol.ts")


def main() -> None:
    """Write both files."""
    for file in FILES:
        file.write_text(typescript.written(), "utf-8")


if __name__ == "__main__":
    main()
