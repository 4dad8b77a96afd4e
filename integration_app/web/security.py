"""Headers that every answer carries, and the strict policy of the console."""

from flask import Flask, Response, abort, request

from integration_app.config import Config


def register(app: Flask, config: Config) -> None:
    """Add the headers to every answer; what a view set itself stays. Refuse addresses that no database can look up."""

    @app.before_request
    def refuse() -> None:
        if "\0" in request.path or b"%00" in request.query_string or b"\0" in request.query_string:
            abort(400, "This address holds a NUL byte.")

    @app.after_request
    def protect(answer: Response) -> Response:
        for name, value in _headers(request.path, config).items():
            answer.headers.setdefault(name, value)
        return answer


def _headers(path: str, config: Config) -> dict[str, str]:
    headers = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "strict-origin-when-cross-origin"}
    if config.secure:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    if path.startswith("/api/"):
        headers |= {"Cache-Control": "no-store", "X-Frame-Options": "DENY", "Content-Security-Policy": _NOTHING}
    if path.startswith("/console"):
        headers |= {"X-Frame-Options": "DENY", "Content-Security-Policy": console_policy(config)}
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
    return headers


_NOTHING = "default-src 'none'; frame-ancestors 'none'"


def console_policy(config: Config) -> str:
    """Return the console's policy: everything from here, but for pictures, which the stores' own hosts serve."""
    sockets = (config.socket_origin or config.public_url).replace("http", "ws", 1)
    connect = " ".join(dict.fromkeys(["'self'", sockets, config.socket_origin])).strip()
    pictures = f"'self' data: https: {config.demo_url if config.demo else ''}".strip()
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "font-src 'self'",
            f"img-src {pictures}",
            f"connect-src {connect}",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    )
