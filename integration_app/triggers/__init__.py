"""When the widget speaks first, and what it hands out within which bounds."""

from integration_app.triggers.carts import record_cart
from integration_app.triggers.coupons import NoCoupon, card, has_code, take_coupon
from integration_app.triggers.editing import (
    CampaignDraft,
    TriggerDraft,
    add_campaign,
    add_trigger,
    change_campaign,
    change_trigger,
    confirm,
    delete_campaign,
    delete_trigger,
    stop,
)
from integration_app.triggers.operations import CartSeen, Fired, NotNow, Visitor, dismiss, fire
from integration_app.triggers.public import public_rules
from integration_app.triggers.queries import (
    campaign,
    campaigns_of,
    cart,
    coupons_of,
    issued,
    trigger,
    triggers_of,
    unconfirmed,
    week,
)
from integration_app.triggers.starters import add_starters
from integration_app.triggers.stock import ready
from integration_app.triggers.store_coupons import record_coupon, record_coupon_gone

__all__ = [
    "CampaignDraft",
    "CartSeen",
    "Fired",
    "NoCoupon",
    "NotNow",
    "TriggerDraft",
    "Visitor",
    "add_campaign",
    "add_starters",
    "add_trigger",
    "campaign",
    "campaigns_of",
    "card",
    "cart",
    "change_campaign",
    "change_trigger",
    "confirm",
    "coupons_of",
    "delete_campaign",
    "delete_trigger",
    "dismiss",
    "fire",
    "has_code",
    "issued",
    "public_rules",
    "ready",
    "record_cart",
    "record_coupon",
    "record_coupon_gone",
    "stop",
    "take_coupon",
    "trigger",
    "triggers_of",
    "unconfirmed",
    "week",
]
