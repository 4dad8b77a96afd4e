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
        own_policy = "Content-Security-Policy" in answer.headers
        for name, value in _headers(request.path, config).items():
            if not (own_policy and name == "X-Frame-Options"):  # it knows no list: the policy says who may frame
                answer.headers.setdefault(name, value)
        return answer


def _headers(path: str, config: Config) -> dict[str, str]:
    headers = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "strict-origin-when-cross-origin"}
    if config.secure:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    if path.startswith("/api/"):
        headers |= {"Cache-Control": "no-store", "X-Frame-Options": "DENY", "Content-Security-Policy": _NOTHING}
    if path == "/" or path.startswith("/console"):
        headers |= {"X-Frame-Options": "DENY", "Content-Security-Policy": console_policy(config)}
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
    return headers


_NOTHING = "default-src 'none'; frame-ancestors 'none'"


def console_policy(config: Config, *, framed_by: str = "'none'", scripts: str = "") -> str:
    """Return the console's policy: everything from here, but for pictures, which the stores' own hosts serve.

    ``framed_by``: who may frame it. ``scripts``: one more origin that its scripts come from and talk to.
    """
    sockets = (config.socket_origin or config.public_url).replace("http", "ws", 1)
    connect = " ".join(dict.fromkeys(filter(None, ["'self'", sockets, config.socket_origin, scripts])))
    pictures = f"'self' data: https: {config.demo_url if config.demo else ''}".strip()
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' {scripts}".strip(),
            "style-src 'self'",
            "font-src 'self'",
            f"img-src {pictures}",
            f"connect-src {connect}",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            f"frame-ancestors {framed_by}",
        ]
    )
