"""The API's own description."""

from typing import Any

from integration_app.web import openapi
from integration_app.web.access import get, public


@get("/openapi.json")
@public
def read_schema() -> dict[str, Any]:
    """Return the OpenAPI document."""
    return openapi.document()
