"""The Admin API's answers in the words of Shopify's webhooks, so that one reader decides what an order means.

What a webhook and an answer tell of the same order at the same time is then the same snapshot, and the one after the
other changes nothing in the mirror.
"""

from typing import Any

from integration_app.platforms import fields
from integration_app.platforms.fields import Payload
from integration_app.platforms.shopify.admin.ids import number

_FULFILMENT = {"FULFILLED": "fulfilled", "PARTIALLY_FULFILLED": "partial", "RESTOCKED": "restocked"}
_UNTOLD = frozenset({"FULFILLED", "MARKED_AS_FULFILLED", "SUBMITTED", "CANCELED", "LABEL_VOIDED", "NOT_DELIVERED"})
"""Display statuses that stand for the parcel's own status: webhooks leave ``shipment_status`` empty then."""


def order(node: Payload) -> Payload:
    """Return an order as orders/updated tells it."""
    id, parcels = number(node), fields.parts(node, "fulfillments")
    money = {
        "total_price_set": _money(node, "totalPriceSet"),
        "subtotal_price_set": _money(node, "subtotalPriceSet"),
        "total_shipping_price_set": _money(node, "totalShippingPriceSet"),
    }
    return money | {
        "admin_graphql_api_id": node.get("id"),
        "name": node.get("name"),
        "created_at": node.get("createdAt"),
        "processed_at": node.get("processedAt"),
        "updated_at": node.get("updatedAt"),
        "cancelled_at": node.get("cancelledAt"),
        "cancel_reason": _lower(node, "cancelReason"),
        "closed_at": node.get("closedAt"),
        "currency": node.get("currencyCode"),
        "presentment_currency": node.get("presentmentCurrencyCode"),
        "financial_status": _lower(node, "displayFinancialStatus"),
        "fulfillment_status": _fulfilment_status(node, parcels),
        "email": node.get("email"),
        "phone": node.get("phone"),
        "customer_locale": node.get("customerLocale"),
        "cart_token": node.get("cartToken"),
        "checkout_token": node.get("checkoutToken"),
        "order_status_url": node.get("statusPageUrl"),
        "discount_codes": [{"code": code} for code in fields.strings(node.get("discountCodes"))],
        "payment_gateway_names": node.get("paymentGatewayNames"),
        "note_attributes": [_attribute(one) for one in fields.parts(node, "customAttributes")],
        "billing_address": _address(fields.part(node, "billingAddress")),
        "shipping_address": _address(fields.part(node, "shippingAddress")),
        "customer": customer(fields.part(node, "customer")),
        "line_items": [_line(one) for one in nodes(node, "lineItems")],
        "fulfillments": [parcel(one, id) for one in parcels],
        "refunds": [refund(one, id) for one in fields.parts(node, "refunds")],
        "returns": [return_(one, id) for one in nodes(node, "returns")],
    }


def customer(node: Payload) -> Payload:
    """Return a customer as customers/update tells him; nothing for a guest."""
    if not node:
        return {}
    mail = fields.part(node, "defaultEmailAddress")
    return {
        "id": node.get("legacyResourceId"),
        "email": mail.get("emailAddress"),
        "phone": fields.part(node, "defaultPhoneNumber").get("phoneNumber"),
        "first_name": node.get("firstName"),
        "last_name": node.get("lastName"),
        "locale": node.get("locale"),
        "updated_at": node.get("updatedAt"),
        "default_address": {"phone": fields.part(node, "defaultAddress").get("phone")},
        "email_marketing_consent": {"state": _lower(mail, "marketingState")},
    }


def parcel(node: Payload, order_id: str | None) -> Payload:
    """Return a parcel as fulfillments/update tells it, with its scans."""
    id, shown = node.get("legacyResourceId"), str(node.get("displayStatus"))
    tracking = fields.parts(node, "trackingInfo")
    return {
        "id": id,
        "order_id": order_id,
        "status": _lower(node, "status"),
        "shipment_status": None if shown in _UNTOLD else shown.lower(),
        "created_at": node.get("createdAt"),
        "updated_at": node.get("updatedAt"),
        "tracking_company": tracking[0].get("company") if tracking else None,
        "tracking_numbers": [one.get("number") for one in tracking],
        "tracking_urls": [one.get("url") for one in tracking],
        "line_items": [_piece(one) for one in nodes(node, "fulfillmentLineItems")],
        "events": [_scan(one, id, order_id) for one in nodes(node, "events")],
    }


def refund(node: Payload, order_id: str | None) -> Payload:
    """Return a refund as refunds/create tells it."""
    return {
        "id": node.get("legacyResourceId"),
        "order_id": order_id,
        "created_at": node.get("createdAt"),
        "processed_at": node.get("processedAt"),
        "note": node.get("note"),
        "transactions": [_transaction(one) for one in nodes(node, "transactions")],
        "refund_line_items": [_refunded(one) for one in nodes(node, "refundLineItems")],
    }


def return_(node: Payload, order_id: str | None) -> Payload:
    """Return a return as returns/approve tells it."""
    return {
        "admin_graphql_api_id": node.get("id"),
        "order_id": order_id,
        "status": _lower(node, "status"),
        "name": node.get("name"),
        "decline": {"reason": _lower(fields.part(node, "decline"), "reason")} | {"note": _decline_note(node)},
        "return_line_items": [
            {
                "quantity": one.get("quantity"),
                "fulfillment_line_item": {"line_item": _by_id(fields.part(one, "fulfillmentLineItem"), "lineItem")},
            }
            for one in nodes(node, "returnLineItems")
        ],
    }


def product(node: Payload) -> Payload:
    """Return a product as products/update tells it."""
    options = fields.parts(node, "options")
    names = [one.get("name") for one in options]
    return {
        "admin_graphql_api_id": node.get("id"),
        "title": node.get("title"),
        "handle": node.get("handle"),
        "body_html": node.get("descriptionHtml"),
        "product_type": node.get("productType"),
        "vendor": node.get("vendor"),
        "tags": node.get("tags"),
        "status": _lower(node, "status"),
        "published_at": node.get("publishedAt"),
        "updated_at": node.get("updatedAt"),
        "options": [{"name": one.get("name"), "values": one.get("values")} for one in options],
        "image": {"src": _picture(node)},
        "variants": [_variant(one, names) for one in nodes(node, "variants")],
    }


def shop(answer: Payload) -> Payload:
    """Return the shop as shop/update tells it."""
    node = fields.part(answer, "shop")
    main = [one for one in fields.parts(answer, "shopLocales") if one.get("primary")]
    return {
        "name": node.get("name"),
        "myshopify_domain": node.get("myshopifyDomain"),
        "domain": fields.part(node, "primaryDomain").get("host"),
        "currency": node.get("currencyCode"),
        "primary_locale": main[0].get("locale") if main else None,
        "iana_timezone": node.get("ianaTimezone"),
        "customer_email": node.get("contactEmail"),
        "country_code": fields.part(node, "shopAddress").get("countryCodeV2"),
        "enabled_presentment_currencies": node.get("enabledPresentmentCurrencies"),
    }


def nodes(payload: Payload, key: str) -> list[Payload]:
    """Return the things in a connection's page."""
    return fields.parts(fields.part(payload, key), "nodes")


def goes_on(payload: Payload, key: str) -> bool:
    """Say whether a connection has more than this page."""
    return fields.part(fields.part(payload, key), "pageInfo").get("hasNextPage") is True


def _fulfilment_status(node: Payload, parcels: list[Payload]) -> str | None:
    """Return what webhooks call it: they know no "in progress", only whether something has left."""
    shown = str(node.get("displayFulfillmentStatus"))
    if shown == "IN_PROGRESS" and any(one.get("status") == "SUCCESS" for one in parcels):
        return "partial"
    return _FULFILMENT.get(shown)


def _line(node: Payload) -> Payload:
    return {
        "admin_graphql_api_id": node.get("id"),
        "title": node.get("title"),
        "variant_title": node.get("variantTitle"),
        "sku": node.get("sku"),
        "quantity": node.get("quantity"),
        "price_set": _money(node, "originalUnitPriceSet"),
        "product_id": fields.part(node, "product").get("legacyResourceId"),
        "variant_id": fields.part(node, "variant").get("legacyResourceId"),
        "discount_allocations": [
            {"amount_set": _money(one, "allocatedAmountSet")} for one in fields.parts(node, "discountAllocations")
        ],
    }


def _piece(node: Payload) -> Payload:
    return _by_id(node, "lineItem") | {"quantity": node.get("quantity")}


def _scan(node: Payload, parcel_id: Any, order_id: str | None) -> Payload:
    return {
        "admin_graphql_api_id": node.get("id"),
        "fulfillment_id": parcel_id,
        "order_id": order_id,
        "status": _lower(node, "status"),
        "happened_at": node.get("happenedAt"),
        "message": node.get("message"),
        "city": node.get("city"),
        "country": node.get("country"),
        "estimated_delivery_at": node.get("estimatedDeliveryAt"),
    }


def _transaction(node: Payload) -> Payload:
    paid = fields.part(fields.part(node, "amountSet"), "presentmentMoney")
    return {
        "kind": _lower(node, "kind"),
        "status": _lower(node, "status"),
        "amount": paid.get("amount"),
        "currency": paid.get("currencyCode"),
    }


def _refunded(node: Payload) -> Payload:
    tax = _money(node, "totalTaxSet")
    return {
        "quantity": node.get("quantity"),
        "line_item": _by_id(node, "lineItem"),
        "subtotal_set": _money(node, "subtotalSet"),
        "total_tax": tax["presentment_money"].get("amount"),
        "total_tax_set": tax,
    }


def _variant(node: Payload, names: list[Any]) -> Payload:
    chosen = {one.get("name"): one.get("value") for one in fields.parts(node, "selectedOptions")}
    tracked = fields.part(node, "inventoryItem").get("tracked") is not False
    choices = {f"option{place}": chosen.get(name) for place, name in enumerate(names[:3], 1)}
    return choices | {
        "id": node.get("legacyResourceId"),
        "title": node.get("title"),
        "price": node.get("price"),
        "compare_at_price": node.get("compareAtPrice"),
        "sku": node.get("sku"),
        "inventory_policy": _lower(node, "inventoryPolicy"),
        "inventory_quantity": node.get("inventoryQuantity"),
        "inventory_management": "shopify" if tracked else None,
    }


def _picture(node: Payload) -> Any:
    shown = fields.part(fields.part(node, "featuredMedia"), "preview")
    return fields.part(shown, "image").get("url")


def _money(node: Payload, key: str) -> dict[str, dict[str, Any]]:
    paid = fields.part(fields.part(node, key), "presentmentMoney")
    return {"presentment_money": {"amount": paid.get("amount"), "currency_code": paid.get("currencyCode")}}


def _address(node: Payload) -> Payload:
    if not node:
        return {}
    return {
        "name": node.get("name"),
        "first_name": node.get("firstName"),
        "last_name": node.get("lastName"),
        "address1": node.get("address1"),
        "address2": node.get("address2"),
        "zip": node.get("zip"),
        "city": node.get("city"),
        "province": node.get("province"),
        "country_code": node.get("countryCodeV2"),
        "phone": node.get("phone"),
    }


def _attribute(node: Payload) -> Payload:
    return {"name": node.get("key"), "value": node.get("value")}


def _by_id(node: Payload, key: str) -> dict[str, Any]:
    return {"admin_graphql_api_id": fields.part(node, key).get("id")}


def _decline_note(node: Payload) -> Any:
    return fields.part(node, "decline").get("note")


def _lower(node: Payload, key: str) -> str | None:
    found = node.get(key)
    return found.lower() if isinstance(found, str) else None
