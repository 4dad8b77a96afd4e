"""What reading shares: the check, and amounts."""

from decimal import Decimal
from typing import TypeVar

from pydantic import ValidationError

from integration_app.platforms.fields import Payload, Unreadable
from integration_app.platforms.rest import shapes

_Shape = TypeVar("_Shape", bound=shapes.Shape)


def as_shape(shape: type[_Shape], payload: Payload) -> _Shape:
    """Check once more: what waits in the inbox may be older than today's shapes. :raises Unreadable:"""
    try:
        return shape.model_validate(payload, strict=False)
    except ValidationError as error:
        raise Unreadable("This has not the shape of the door.") from error


def amount(told: str | None) -> Decimal | None:
    """Return an amount that was told."""
    return None if told is None else Decimal(told)
