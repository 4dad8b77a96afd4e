"""Structured logs: ids as fields, never contents."""

import logging
import sys
from typing import Any, cast

import structlog


def configure(*, json: bool, level: str = "INFO") -> None:
    """Send logs to stderr, as JSON lines in production and readable otherwise."""
    renderer: Any = structlog.processors.JSONRenderer() if json else structlog.dev.ConsoleRenderer(colors=False)
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.processors.format_exc_info, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=lambda *_names: structlog.PrintLogger(sys.stderr),  # whatever stderr is at that moment
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)


def logger() -> structlog.stdlib.BoundLogger:
    """Return the logger; bound fields of the request or job come along by context."""
    return cast(structlog.stdlib.BoundLogger, structlog.get_logger())


def bind(**fields: object) -> None:
    """Add fields to every line of this request or job."""
    structlog.contextvars.bind_contextvars(**fields)


def clear() -> None:
    """Forget the fields at the end of a request or job."""
    structlog.contextvars.clear_contextvars()
