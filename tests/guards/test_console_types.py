"""The description that the console's types are made from is today's."""

import json
from pathlib import Path

from integration_app.web import console, openapi

WRITTEN = Path(__file__).parents[2] / "console" / "openapi.json"


def test_the_exported_description_is_what_the_routes_say() -> None:
    assert console.MODULES
    told = json.loads(json.dumps(openapi.document()))
    assert json.loads(WRITTEN.read_text("utf-8")) == told, (
        "run: python -m integration_app.web.export console/openapi.json"
    )
