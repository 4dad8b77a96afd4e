"""Orders, their lines, buyers and money."""

from decimal import Decimal
from typing import Any

from tests.support.shopify_store.resolving import LONGEST_PAGE, field, page


@field("Order", "presentmentCurrencyCode")
def _presentment(source: Any, _: Any) -> Any:
    return source.get("presentment_currency") or source["currency"]


@field("Order", "currencyCode")
def _currency(source: Any, _: Any) -> Any:
    return source["currency"]


@field("Order", "displayFinancialStatus")
def _financial(source: Any, _: Any) -> Any:
    return source.get("financial_status") or "pending"


_FULFILMENT = {
    None: "UNFULFILLED",
    "partial": "PARTIALLY_FULFILLED",
    "fulfilled": "FULFILLED",
    "restocked": "RESTOCKED",
}


@field("Order", "displayFulfillmentStatus")
def _fulfilment_status(source: Any, _: Any) -> Any:
    return source.get("display_fulfillment_status") or _FULFILMENT[source.get("fulfillment_status")]


@field("Order", "email")
def _email(source: Any, _: Any) -> Any:
    return source.get("email") or source.get("contact_email")


@field("Order", "statusPageUrl")
def _status_page(source: Any, _: Any, **__: Any) -> Any:
    return source.get("order_status_url") or "https://shop.example/orders/none"


@field("Order", "discountCodes")
def _discount_codes(source: Any, _: Any) -> Any:
    return [one["code"] for one in source.get("discount_codes") or []]


@field("Order", "paymentGatewayNames")
def _gateways(source: Any, _: Any) -> Any:
    return source.get("payment_gateway_names") or []


@field("Order", "processedAt")
def _processed(source: Any, _: Any) -> Any:
    return source.get("processed_at") or source["created_at"]


@field("Order", "customAttributes")
def _attributes(source: Any, _: Any) -> Any:
    return [{"key": one["name"], "value": one["value"]} for one in source.get("note_attributes") or []]


@field("Order", "customer")
def _customer(source: Any, _: Any) -> Any:
    return source.get("customer") or None


@field("Order", "lineItems")
def _lines(source: Any, _: Any, first: Any = None, after: Any = None, **__: Any) -> Any:
    return page(source["line_items"], first, after)


@field("Order", "fulfillments")
def _parcels(source: Any, _: Any, first: int | None = None, **__: Any) -> Any:
    return (source.get("fulfillments") or [])[: first or LONGEST_PAGE]


@field("Order", "refunds")
def _refunds(source: Any, _: Any, first: int | None = None) -> Any:
    return (source.get("refunds") or [])[: first or LONGEST_PAGE]


@field("Order", "returns")
def _returns(source: Any, info: Any, first: Any = None, after: Any = None, **__: Any) -> Any:
    return page(info.context.shelf.returns_of(int(source["id"])), first, after)


@field("MoneyV2", "amount")
def _amount(source: Any, _: Any) -> Any:
    """Return a Decimal as Shopify writes it: "89.0", not "89.00"."""
    plain = f"{Decimal(str(source['amount'])).normalize():f}"
    return plain if "." in plain else f"{plain}.0"


@field("MailingAddress", "countryCodeV2")
def _country(source: Any, _: Any) -> Any:
    return source.get("country_code")


@field("ShopAddress", "countryCodeV2")
def _shop_country(source: Any, _: Any) -> Any:
    return source.get("country_code")


@field("LineItem", "originalUnitPriceSet")
def _unit_price(source: Any, _: Any) -> Any:
    return source["price_set"]


@field("LineItem", "discountAllocations")
def _allocations(source: Any, _: Any) -> Any:
    return [{"allocatedAmountSet": one["amount_set"]} for one in source.get("discount_allocations") or []]


@field("LineItem", "product")
def _line_product(source: Any, _: Any) -> Any:
    return {"id": source["product_id"]} if source.get("product_id") else None


@field("LineItem", "variant")
def _line_variant(source: Any, _: Any) -> Any:
    return {"id": source["variant_id"]} if source.get("variant_id") else None


@field("Customer", "defaultEmailAddress")
def _customer_email(source: Any, _: Any) -> Any:
    consent = source.get("email_marketing_consent") or {}
    if not source.get("email"):
        return None
    return {"emailAddress": source["email"], "marketingState": consent.get("state") or "not_subscribed"}


@field("Customer", "defaultPhoneNumber")
def _customer_phone(source: Any, _: Any) -> Any:
    return {"phoneNumber": source["phone"]} if source.get("phone") else None


@field("Customer", "locale")
def _customer_locale(source: Any, _: Any) -> Any:
    return source.get("locale") or "en"
