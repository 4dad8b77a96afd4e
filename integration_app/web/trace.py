"""Every request has a name, which stands in each of its log lines and in its answer."""

import re
import secrets
import time

from flask import Flask, Response, g, request

from integration_app.kit import log

HEADER = "X-Request-Id"
_NAME = re.compile(r"[A-Za-z0-9._-]{1,64}")
_QUIET = {"/healthz", "/readyz", "/metrics"}


def register(app: Flask) -> None:
    """Name requests, and write a line for each: route, status, milliseconds. Never an address or a query."""

    @app.before_request
    def begin() -> None:
        given = request.headers.get(HEADER, "")
        g.request_id = given if _NAME.fullmatch(given) else secrets.token_hex(8)
        g.asked_at = time.perf_counter()
        log.clear()
        log.bind(request=g.request_id)

    @app.after_request
    def end(answer: Response) -> Response:
        if "request_id" not in g:
            return answer
        answer.headers[HEADER] = g.request_id
        route = request.url_rule.rule if request.url_rule else "none"
        if route not in _QUIET:
            spent = round((time.perf_counter() - g.asked_at) * 1000, 1)
            log.logger().info("answered", method=request.method, route=route, status=answer.status_code, ms=spent)
        return answer

    @app.teardown_request
    def forget(_error: BaseException | None) -> None:
        log.clear()
