"""Which address leads where."""

import re
from collections.abc import Callable

from tests.support.woo_store import goods, orders, terms
from tests.support.woo_store.listing import Answer, Call

Handler = Callable[[Call], Answer]

_TABLE: tuple[tuple[str, str, Handler], ...] = (
    ("GET", "orders", orders.list_orders),
    ("POST", "orders", orders.create_order),
    ("GET", "orders/#", orders.get_order),
    ("PUT", "orders/#", orders.update_order),
    ("DELETE", "orders/#", orders.delete_order),
    ("GET", "orders/#/notes", orders.list_notes),
    ("POST", "orders/#/notes", orders.create_note),
    ("GET", "orders/#/refunds", orders.list_refunds),
    ("POST", "orders/#/refunds", orders.create_refund),
    ("POST", "orders/#/actions/send_order_details", orders.send_details),
    ("GET", "products", goods.list_products),
    ("GET", "products/#", goods.get_product),
    ("GET", "products/#/variations", goods.list_variations),
    ("GET", "customers", goods.list_customers),
    ("GET", "coupons", goods.list_coupons),
    ("POST", "coupons", goods.create_coupon),
    ("POST", "coupons/batch", goods.batch_coupons),
    ("GET", "coupons/#", goods.get_coupon),
    ("PUT", "coupons/#", goods.update_coupon),
    ("DELETE", "coupons/#", goods.delete_coupon),
    ("GET", "settings/general", terms.settings),
    ("GET", "settings/advanced/woocommerce_terms_page_id", terms.terms_page),
    ("GET", "payment_gateways", terms.gateways),
    ("GET", "shipping/zones", terms.zones),
    ("GET", "shipping/zones/#/locations", terms.locations),
    ("GET", "shipping/zones/#/methods", terms.methods),
    ("GET", "data/continents", terms.continents),
    ("GET", "webhooks", terms.list_webhooks),
    ("POST", "webhooks", terms.create_webhook),
    ("PUT", "webhooks/#", terms.update_webhook),
    ("DELETE", "webhooks/#", terms.delete_webhook),
)
_COMPILED = [(method, re.compile(path.replace("#", r"(\d+)") + "$"), handler) for method, path, handler in _TABLE]


def find(method: str, path: str) -> tuple[Handler, tuple[int, ...]] | None:
    """Return who answers a call below /wp-json/wc/v3/, with the ids in its address."""
    for wanted, pattern, handler in _COMPILED:
        found = pattern.match(path) if wanted == method else None
        if found:
            return handler, tuple(int(id) for id in found.groups())
    return None
