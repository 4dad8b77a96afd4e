"""The session's cookie."""

from flask import Response, after_this_request, request

from integration_app.stores.accounts import SESSION
from integration_app.web import setup

NAME = "parley_session"


def key() -> str:
    """Return what the browser sent, empty if nothing."""
    return request.cookies.get(NAME, "")


def give(value: str) -> None:
    """Have the answer set the cookie: out of scripts' reach, and not sent along from other sites."""

    @after_this_request
    def put(answer: Response) -> Response:
        seconds = int(SESSION.total_seconds())
        secure = setup.config().secure
        answer.set_cookie(NAME, value, max_age=seconds, httponly=True, samesite="Lax", secure=secure, path="/")
        return answer


def take_back() -> None:
    """Have the answer delete the cookie."""

    @after_this_request
    def drop(answer: Response) -> Response:
        answer.delete_cookie(NAME, path="/", httponly=True, samesite="Lax", secure=setup.config().secure)
        return answer
