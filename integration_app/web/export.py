"""``python -m integration_app.web.export FILE`` writes the OpenAPI document, for the console's generated types."""

import json
import sys
from pathlib import Path

from integration_app.web import console, openapi


def export(path: Path) -> None:
    """Write the document of every declared route."""
    assert console.MODULES
    path.write_text(json.dumps(openapi.document(), indent=2, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    export(Path(sys.argv[1]))
