"""What every socket handler is wrapped in: one unit of work, and refusals as answers."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from integration_app.kit import db, log
from integration_app.kit.errors import Refusal
from integration_app.kit.text import storable

Handler = Callable[..., dict[str, Any]]

_LARGEST = 2**31 - 1
"""What a column for a seq holds."""


def handler(function: Handler) -> Handler:
    """Open one unit, run the handler in it, and acknowledge with its answer or with why not."""

    @wraps(function)
    def wrapped(*arguments: Any) -> dict[str, Any]:
        try:
            clean = [storable(one) for one in arguments]
            with db.unit():
                return function(*clean)
        except Refusal as refusal:
            return {"error": {"code": refusal.code, "message": refusal.message}}
        except Exception:
            log.logger().exception("socket_handler_failed", handler=function.__name__)
            return {"error": {"code": "failed", "message": "That went wrong on our side. It is noted; try again."}}
        finally:
            log.clear()

    return wrapped


def field(data: Any, name: str, kind: type) -> Any:
    """Return a field of what a client sent. :raises BadMessage: if it is missing or of another kind."""
    value = data.get(name) if isinstance(data, dict) else None
    too_large = isinstance(value, int) and abs(value) > _LARGEST
    if not isinstance(value, kind) or isinstance(value, bool) or too_large:
        raise BadMessage(f"“{name}” is missing or not of the right kind.")
    return value


class BadMessage(Refusal):
    """What the client sent has not the agreed shape."""

    code, status = "bad_message", 422
