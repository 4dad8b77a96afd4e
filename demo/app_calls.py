"""What all calls of the app share: the bearer token, JSON bodies, pages, and writes that happen once a key."""

import hmac
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, abort, jsonify, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Select
from sqlalchemy.orm import InstrumentedAttribute

from demo import floor, visit
from demo.models import AppWrite
from demo.payloads import Payload
from demo.runtime import this_shop

PAGE_SIZE = 50


def guarded(name: str) -> Blueprint:
    """Return a blueprint under /api that only the app may call."""
    made = Blueprint(name, __name__, url_prefix="/api")
    made.before_request(_only_the_app)
    return made


def once(key: str, do: Callable[[], Payload]) -> ResponseReturnValue:
    """Do what the app asks for, and give the same answer again to the same key. Refusals are 422 and change nothing."""
    known = visit.rows().get(AppWrite, key)
    if known is not None:
        return jsonify(known.answer)
    try:
        answer = do()
    except floor.Refused as refused:
        return problem(422, refused.code, str(refused))
    visit.rows().add(AppWrite(key=key, answer=answer, created_at=datetime.now(UTC)))
    return jsonify(answer), 201


def page(
    query: Select[Any], changed: InstrumentedAttribute[datetime], number: InstrumentedAttribute[int], since: str
) -> tuple[list[Any], int | None]:
    """Return one page, oldest change first, and the number of the next one."""
    wanted = max(1, request.args.get("page", 1, int))
    if request.args.get(since):
        query = query.where(changed >= moment(request.args[since]))
    query = query.order_by(changed, number).offset((wanted - 1) * PAGE_SIZE).limit(PAGE_SIZE + 1)
    found = list(visit.rows().scalars(query))
    return found[:PAGE_SIZE], wanted + 1 if len(found) > PAGE_SIZE else None


def body(*needed: str) -> dict[str, Any]:
    """Return the JSON body; 422 where it lacks one of these fields."""
    given = request.get_json(silent=True)
    if not isinstance(given, dict) or any(name not in given for name in needed):
        abort(problem(422, "missing_fields", f"Needed: {', '.join(needed)}."))
    return given


def moment(text: str) -> datetime:
    """Read an ISO time; one without a zone counts as UTC."""
    try:
        at = datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError:
        abort(problem(422, "bad_time", f"{text} is no ISO time."))
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def problem(status: int, code: str, message: str) -> Response:
    """Say what is wrong."""
    answer = jsonify(error={"code": code, "message": message})
    answer.status_code = status
    return answer


def missing(what: str) -> Response:
    """Say that there is no such thing."""
    return problem(404, "not_found", f"There is no such {what}.")


def _only_the_app() -> ResponseReturnValue | None:
    given = request.headers.get("Authorization", "")
    wanted = f"Bearer {this_shop().config.api_token}"
    if hmac.compare_digest(given.encode(), wanted.encode()):
        return None
    return problem(401, "unauthorised", "The token is missing or wrong.")
