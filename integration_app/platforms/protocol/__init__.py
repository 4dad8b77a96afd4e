"""What every shop system can tell and do, in plain values.

A platform's adapter turns its own shapes into these and these into its own; nothing above it knows which
platform a store runs on. Ids are the platform's, as text: exact, whatever their size.
"""

from integration_app.platforms.protocol.goods import (
    CartSnapshot,
    CouponSnapshot,
    IssuedCoupon,
    ProductSnapshot,
    VariantSnapshot,
)
from integration_app.platforms.protocol.orders import (
    Financial,
    FulfilmentSnapshot,
    LineSnapshot,
    OrderSnapshot,
    Progress,
    RefundSnapshot,
    ReturnSnapshot,
    ReturnState,
    TrackingEventSnapshot,
    TrackingSnapshot,
)
from integration_app.platforms.protocol.people import AddressSnapshot, PersonSnapshot
from integration_app.platforms.protocol.platform import (
    Ability,
    CodeCampaign,
    Kind,
    MadeCodes,
    NotPossible,
    Platform,
    RefundLine,
    Version,
)
from integration_app.platforms.protocol.shop import (
    PolicySnapshot,
    ShippingRateSnapshot,
    ShippingZoneSnapshot,
    ShopSnapshot,
    TermsSnapshot,
)

__all__ = [
    "Ability",
    "AddressSnapshot",
    "CartSnapshot",
    "CodeCampaign",
    "CouponSnapshot",
    "Financial",
    "FulfilmentSnapshot",
    "IssuedCoupon",
    "Kind",
    "LineSnapshot",
    "MadeCodes",
    "NotPossible",
    "OrderSnapshot",
    "PersonSnapshot",
    "Platform",
    "PolicySnapshot",
    "ProductSnapshot",
    "Progress",
    "RefundLine",
    "RefundSnapshot",
    "ReturnSnapshot",
    "ReturnState",
    "ShippingRateSnapshot",
    "ShippingZoneSnapshot",
    "ShopSnapshot",
    "TermsSnapshot",
    "TrackingEventSnapshot",
    "TrackingSnapshot",
    "VariantSnapshot",
    "Version",
]
