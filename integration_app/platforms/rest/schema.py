"""The door's shapes as one JSON Schema, for whoever writes the other side. ``make door-schema`` writes it."""

import json
from pathlib import Path
from typing import Any

from pydantic.json_schema import models_json_schema

from integration_app.platforms.rest import shapes

PAGE = Path(__file__).resolve().parents[3] / "docs" / "rest-door.schema.json"
_TOP = (shapes.Order, shapes.Product, shapes.Customer, shapes.Batch)


def schema() -> dict[str, Any]:
    """Return the schema; each thing that can be sent stands under ``$defs`` by its name."""
    _, made = models_json_schema([(one, "validation") for one in _TOP], title="Parley's REST door")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def text() -> str:
    """Return the schema as it is written to the docs."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    PAGE.write_text(text(), "utf-8")
