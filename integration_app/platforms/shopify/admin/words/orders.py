"""Orders and who bought them, as orders/updated tells them."""

from integration_app.platforms import fields
from integration_app.platforms.fields import Payload
from integration_app.platforms.shopify.admin.ids import number
from integration_app.platforms.shopify.admin.words import parcels, returns, shapes

_FULFILMENT = {"FULFILLED": "fulfilled", "PARTIALLY_FULFILLED": "partial", "RESTOCKED": "restocked"}


def order(node: Payload) -> Payload:
    """Return an order as orders/updated tells it."""
    id, sent = number(node), fields.parts(node, "fulfillments")
    money = {
        "total_price_set": shapes.money(node, "totalPriceSet"),
        "subtotal_price_set": shapes.money(node, "subtotalPriceSet"),
        "total_shipping_price_set": shapes.money(node, "totalShippingPriceSet"),
    }
    return money | {
        "admin_graphql_api_id": node.get("id"),
        "name": node.get("name"),
        "created_at": node.get("createdAt"),
        "processed_at": node.get("processedAt"),
        "updated_at": node.get("updatedAt"),
        "cancelled_at": node.get("cancelledAt"),
        "cancel_reason": shapes.lower(node, "cancelReason"),
        "closed_at": node.get("closedAt"),
        "currency": node.get("currencyCode"),
        "presentment_currency": node.get("presentmentCurrencyCode"),
        "financial_status": shapes.lower(node, "displayFinancialStatus"),
        "fulfillment_status": _fulfilment_status(node, sent),
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
        "line_items": [_line(one) for one in shapes.nodes(node, "lineItems")],
        "fulfillments": [parcels.parcel(one, id) for one in sent],
        "refunds": [returns.refund(one, id) for one in fields.parts(node, "refunds")],
        "returns": [returns.return_(one, id) for one in shapes.nodes(node, "returns")],
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
        "email_marketing_consent": {"state": shapes.lower(mail, "marketingState")},
    }


def _fulfilment_status(node: Payload, sent: list[Payload]) -> str | None:
    """Return what webhooks call it: they know no "in progress", only whether something has left."""
    shown = str(node.get("displayFulfillmentStatus"))
    if shown == "IN_PROGRESS" and any(one.get("status") == "SUCCESS" for one in sent):
        return "partial"
    return _FULFILMENT.get(shown)


def _line(node: Payload) -> Payload:
    return {
        "admin_graphql_api_id": node.get("id"),
        "title": node.get("title"),
        "variant_title": node.get("variantTitle"),
        "sku": node.get("sku"),
        "quantity": node.get("quantity"),
        "price_set": shapes.money(node, "originalUnitPriceSet"),
        "product_id": fields.part(node, "product").get("legacyResourceId"),
        "variant_id": fields.part(node, "variant").get("legacyResourceId"),
        "discount_allocations": [
            {"amount_set": shapes.money(one, "allocatedAmountSet")} for one in fields.parts(node, "discountAllocations")
        ],
    }


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
