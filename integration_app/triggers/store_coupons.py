"""Our codes as the store tells of them: used, or deleted there."""

from sqlalchemy import func, select

from integration_app.kit import clock, db, events
from integration_app.platforms.protocol import CouponSnapshot
from integration_app.stores.models import Store
from integration_app.triggers import stock
from integration_app.triggers.models import Coupon


def record_coupon(store: Store, told: CouponSnapshot) -> None:
    """Note that a code of ours was used; the store's other coupons are none of ours."""
    ours = select(Coupon).where(Coupon.store_id == store.id, func.lower(Coupon.code) == told.code.lower())
    coupon = db.session().scalars(ours.with_for_update()).first()
    if coupon is None:
        return
    coupon.external_id = coupon.external_id or told.external_id
    if told.used and coupon.used_at is None:
        coupon.used_at = clock.now()
        db.session().flush()
        ids = {"workspace": store.workspace_id, "store": store.id, "coupon": coupon.id}
        events.record("coupon.used", actor="shopper", **ids)


def record_coupon_gone(store: Store, external_id: str) -> None:
    """Take a code back that the store deleted, if it is ours and unused: its part of the budget is free again."""
    stock.lose(store.id, external_id)
    ours = select(Coupon).where(Coupon.store_id == store.id, Coupon.external_id == external_id)
    coupon = db.session().scalars(ours.with_for_update()).first()
    if coupon is not None and coupon.used_at is None and coupon.released_at is None:
        coupon.released_at = clock.now()
        db.session().flush()
