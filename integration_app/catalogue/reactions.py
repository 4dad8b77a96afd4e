"""What follows when a product is in doubt."""

from integration_app.catalogue import operations
from integration_app.kit.events import Event
from integration_app.stores import reactions as stores


def reread(event: Event) -> None:
    """Ask the store about a product; its answer decides."""
    stores.reread(
        event,
        ask=lambda shop, external_id: shop.product(external_id),
        take=operations.take_answer,
        believe=operations.believe,
    )
