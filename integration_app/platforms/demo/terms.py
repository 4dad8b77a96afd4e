"""The demo shop's terms as a snapshot."""

from integration_app.platforms import fields
from integration_app.platforms.fields import Payload
from integration_app.platforms.protocol import (
    PolicySnapshot,
    ShippingRateSnapshot,
    ShippingZoneSnapshot,
    TermsSnapshot,
)


def read(payload: Payload) -> TermsSnapshot:
    """Read where the shop sends, how it is paid and what it promises."""
    return TermsSnapshot(
        zones=tuple(_zone(zone) for zone in fields.parts(payload, "zones")),
        payment_methods=tuple(payload["payment_methods"]),
        policies=tuple(_policy(policy) for policy in fields.parts(payload, "policies")),
        currencies=tuple(payload["currencies"]),
    )


def _zone(payload: Payload) -> ShippingZoneSnapshot:
    rates = tuple(
        ShippingRateSnapshot(
            fields.needed(rate, "name"), fields.amount(rate, "price"), fields.amount(rate, "free_from")
        )
        for rate in fields.parts(payload, "rates")
    )
    return ShippingZoneSnapshot(
        fields.needed(payload, "id"), fields.needed(payload, "name"), tuple(payload["countries"]), rates
    )


def _policy(payload: Payload) -> PolicySnapshot:
    return PolicySnapshot(
        fields.needed(payload, "kind"),
        fields.needed(payload, "title"),
        fields.text(payload, "text", limit=100_000) or "",
        fields.text(payload, "url", limit=2000),
    )
