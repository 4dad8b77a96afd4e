"""Every failure has one shape: {"error": {"code", "message", "fields"?}}, in the reader's language."""

from typing import Any

from flask import Flask, Response, jsonify, request
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

from integration_app.kit import log
from integration_app.kit.errors import ProviderError, Refusal
from integration_app.platforms.shopify.id_token import BadIdToken
from integration_app.web import texts


class Invalid(Refusal):
    """Something in this form is not right. See the marked fields."""

    code, status = "invalid", 422


def register(app: Flask) -> None:
    """Answer failures under /api as JSON; log the unforeseen ones once, here."""
    app.register_error_handler(Refusal, refused)
    app.register_error_handler(ProviderError, _provider_failed)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unforeseen)


def refused(refusal: Refusal) -> Response:
    """Put a refusal into words."""
    fields = refusal.details.get("fields")
    answer = _answer(refusal.code, texts.refusal(refusal), refusal.status, fields)
    if isinstance(refusal, BadIdToken):
        answer.headers["X-Shopify-Retry-Invalid-Session-Request"] = "1"  # App Bridge asks once more, with a new one
    return answer


def invalid(error: ValidationError) -> Invalid:
    """Turn what pydantic found into a refusal that names each field by its path ("texts.en.take")."""
    found = error.errors(include_url=False, include_context=False, include_input=False)
    return Invalid(fields={".".join(str(part) for part in one["loc"]): one["msg"] for one in found})


def _answer(code: str, message: str, status: int, fields: object = None) -> Response:
    error: dict[str, Any] = {"code": code, "message": message}
    if fields:
        error["fields"] = fields
    answer = jsonify({"error": error})
    answer.status_code = status
    return answer


def _provider_failed(error: ProviderError) -> Response:
    log.logger().warning("provider_failed", path=request.path, status=error.status, permanent=error.permanent)
    return _answer("provider_failed", str(error), 502)


def _http(error: HTTPException) -> Response | HTTPException:
    if not request.path.startswith("/api/"):
        return error
    code = (error.name or "refused").lower().replace(" ", "_")
    return _answer(code, texts.say(code, default=error.description or error.name), error.code or 500)


def _unforeseen(error: Exception) -> Response:
    log.logger().exception("request_failed", method=request.method, path=request.path, exc_info=error)
    return _answer("failed", texts.say("failed", default="Something broke on our side. Try again."), 500)
