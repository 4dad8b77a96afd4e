"""What follows when an order is in doubt."""

from integration_app.kit.events import Event
from integration_app.orders import operations
from integration_app.stores import reactions as stores


def reread(event: Event) -> None:
    """Ask the store about an order; its answer decides."""
    stores.reread(
        event,
        ask=lambda shop, external_id: shop.order(external_id),
        take=operations.take_answer,
        believe=operations.believe,
    )
