"""Our own address, as browsers reach it: for links that stand in mails."""

_public = "http://localhost:8000"


def use(public_url: str) -> None:
    """Set the address of this installation; done once by the root."""
    global _public
    _public = public_url.rstrip("/")


def of(path: str) -> str:
    """Return the full address of one of our pages: ``of("/r/token")``."""
    return f"{_public}{path}"
