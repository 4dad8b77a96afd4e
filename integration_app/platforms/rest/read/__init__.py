"""A site's own words as snapshots. They were checked at the door, so that little can be wrong here."""

from integration_app.platforms import fields
from integration_app.platforms.fields import Payload
from integration_app.platforms.protocol import PersonSnapshot
from integration_app.platforms.rest import shapes
from integration_app.platforms.rest.read.goods import product
from integration_app.platforms.rest.read.orders import order
from integration_app.platforms.rest.read.shape import as_shape

__all__ = ["customer", "gone", "order", "product"]


def customer(payload: Payload) -> PersonSnapshot:
    """Read a customer with his id. :raises Unreadable: for another shape."""
    told = as_shape(shapes.CustomerWithId, payload)
    return PersonSnapshot(external_id=told.id, **told.model_dump(exclude={"id"}))


def gone(payload: Payload) -> str:
    """Read the id of what was deleted. :raises Unreadable: without one."""
    return fields.needed_id(payload, gid="")
