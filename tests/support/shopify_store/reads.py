"""The Admin's answers, drawn from what the shop holds: every field that is more than its snake_case name has a line."""

import base64
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from graphql import GraphQLEnumType, GraphQLError, GraphQLResolveInfo, get_named_type

from tests.support.shopify_store import search, shelf

Resolver = Callable[..., Any]
FIELDS: dict[tuple[str, str], Resolver] = {}
NEEDS: dict[str, str] = {}
"""The access scope of each root field."""

LONGEST_PAGE = 250


def field(type_: str, *names: str, scope: str | None = None) -> Callable[[Resolver], Resolver]:
    """Register how a field is answered."""

    def note(resolver: Resolver) -> Resolver:
        for name in names:
            FIELDS[type_, name] = resolver
            if scope:
                NEEDS[name] = scope
        return resolver

    return note


def resolve(source: Any, info: GraphQLResolveInfo, **arguments: Any) -> Any:
    """Answer any field of the schema."""
    parent, name = info.parent_type.name, info.field_name
    if parent in {"QueryRoot", "Mutation"}:
        info.context.wrote |= parent == "Mutation"
        _check_access(info, name)
    hidden = info.context.shop.unapproved
    if hidden and (parent in hidden or name in hidden):
        raise _not_approved(parent, name)
    known = FIELDS.get((parent, name))
    if known is not None:
        value = known(source, info, **arguments)
    elif name == "id":
        value = gid(parent, source["id"])
    elif name == "legacyResourceId":
        value = str(source["id"])
    else:
        value = source.get(name) if name in source else source.get(_snake(name))
    return _shaped(value, info.return_type)


def _check_access(info: GraphQLResolveInfo, name: str) -> None:
    scope = NEEDS.get(name)
    if scope is None:
        return
    held = info.context.shop.tokens.scopes
    if scope not in held and scope.replace("read_", "write_") not in held:
        raise GraphQLError(
            f"Access denied for {name} field. Required access: `{scope}` access scope.",
            extensions={"code": "ACCESS_DENIED", "requiredAccess": f"`{scope}` access scope."},
        )


def _not_approved(parent: str, name: str) -> GraphQLError:
    what = f"access the {parent} object" if name[0].isupper() else f"use the {name} field"
    message = f"This app is not approved to {what}. See https://shopify.dev/docs/apps/launch/protected-customer-data"
    return GraphQLError(message, extensions={"code": "ACCESS_DENIED"})


def _shaped(value: Any, type_: Any) -> Any:
    if value is None:
        return None
    named = get_named_type(type_)
    if named.name == "DateTime":
        return search.moment(value).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(named, GraphQLEnumType) and isinstance(value, str):
        return value.upper()
    return value


@cache
def _snake(name: str) -> str:
    return re.sub(r"(?<!^)([A-Z])", r"_\1", name).lower()


def gid(kind: str, id: Any) -> str:
    """Return a global id; one that is global already stays."""
    return id if isinstance(id, str) and id.startswith("gid:") else f"gid://shopify/{kind}/{id}"


def number(id: str) -> int:
    """Return the number in a global id. :raises GraphQLError: for another text."""
    found = re.fullmatch(r"gid://shopify/\w+/(\d+)", id)
    if found is None:
        raise GraphQLError(f"Invalid global id '{id}'")
    return int(found.group(1))


def page(items: Sequence[Any], first: int | None = None, after: str | None = None, **_: Any) -> dict[str, Any]:
    """Return a slice of a list as a connection."""
    size = check_size(first)
    start = int(base64.b64decode(after)) if after else 0
    nodes = list(items[start : start + size])
    end = base64.b64encode(str(start + len(nodes)).encode()).decode()
    return {"nodes": nodes, "pageInfo": {"hasNextPage": start + size < len(items), "endCursor": end}}


def check_size(first: int | None) -> int:
    """Return a page's size. :raises GraphQLError: without one or beyond Shopify's limit."""
    if first is None or not 0 < first <= LONGEST_PAGE:
        raise GraphQLError(f"you must provide one of first or last, up to {LONGEST_PAGE}")
    return first


def _rows(rows: shelf.Rows, query: str | None, first: int | None, after: str | None) -> dict[str, Any]:
    nodes, more = rows.page(query, check_size(first), after)
    end = shelf.cursor(nodes[-1]) if nodes else None
    return {"nodes": nodes, "pageInfo": {"hasNextPage": more, "endCursor": end}}


@field("QueryRoot", "orders", scope="read_orders")
def _orders(_: Any, info: Any, query: str | None = None, first: Any = None, after: Any = None, **__: Any) -> Any:
    return _rows(info.context.shelf.orders, info.context.within_window(query), first, after)


@field("QueryRoot", "ordersCount", scope="read_orders")
def _orders_count(_: Any, info: Any, query: str | None = None, **__: Any) -> Any:
    return {"count": info.context.shelf.orders.count(info.context.within_window(query)), "precision": "EXACT"}


@field("QueryRoot", "order", scope="read_orders")
def _order(_: Any, info: Any, id: str) -> Any:
    return info.context.shelf.orders.by_id.get(number(id))


@field("QueryRoot", "products", scope="read_products")
def _products(_: Any, info: Any, query: str | None = None, first: Any = None, after: Any = None, **__: Any) -> Any:
    return _rows(info.context.shelf.products, query, first, after)


@field("QueryRoot", "productsCount", scope="read_products")
def _products_count(_: Any, info: Any, query: str | None = None, **__: Any) -> Any:
    return {"count": info.context.shelf.products.count(query), "precision": "EXACT"}


@field("QueryRoot", "product", scope="read_products")
def _product(_: Any, info: Any, id: str) -> Any:
    return info.context.shelf.products.by_id.get(number(id))


@field("QueryRoot", "fulfillment", scope="read_orders")
def _fulfillment(_: Any, info: Any, id: str) -> Any:
    found = info.context.shelf.parcel(number(id))
    return found[1] if found else None


@field("QueryRoot", "refund", scope="read_orders")
def _refund(_: Any, info: Any, id: str) -> Any:
    found = info.context.shelf.refund(number(id))
    return found[1] if found else None


@field("QueryRoot", "return", scope="read_returns")
def _return(_: Any, info: Any, id: str) -> Any:
    return info.context.shelf.returns.get(number(id))


@field("QueryRoot", "shop")
def _shop(_: Any, info: Any) -> Any:
    return info.context.shelf.shop


@field("QueryRoot", "shopLocales", scope="read_locales")
def _locales(_: Any, info: Any, **__: Any) -> Any:
    return info.context.shelf.locales


@field("QueryRoot", "returnReasonDefinitions", scope="read_returns")
def _reasons(_: Any, info: Any, first: Any = None, after: Any = None, **__: Any) -> Any:
    return page(info.context.shelf.reasons, first, after)


@field("QueryRoot", "deliveryProfiles", scope="read_shipping")
def _profiles(_: Any, info: Any, first: Any = None, after: Any = None, **__: Any) -> Any:
    return page(info.context.shelf.profiles, first, after)


@field("QueryRoot", "deliveryProfile", scope="read_shipping")
def _profile(_: Any, info: Any, id: str) -> Any:
    return next((one for one in info.context.shelf.profiles if one["id"] == number(id)), None)


@field("QueryRoot", "job")
def _job(_: Any, info: Any, id: str) -> Any:
    left = info.context.shelf.jobs.get(id)
    if left is None:
        return None
    info.context.shelf.jobs[id] = max(0, left - 1)
    return {"id": id, "done": left <= 0}


@field("QueryRoot", "returnableFulfillments", scope="read_returns")
def _returnable(_: Any, info: Any, orderId: str, first: Any = None, after: Any = None, **__: Any) -> Any:  # noqa: N803
    shop = info.context.shelf
    order = shop.orders.by_id.get(number(orderId))
    if order is None:
        raise GraphQLError("Order does not exist")
    taken = _returned_pieces(shop, int(order["id"]))
    found = []
    for parcel in order.get("fulfillments") or []:
        if parcel.get("status") != "success":
            continue
        lines = []
        for line in parcel["line_items"]:
            used = min(taken.get(int(line["id"]), 0), line["quantity"])
            taken[int(line["id"])] = taken.get(int(line["id"]), 0) - used
            if line["quantity"] > used:
                lines.append({"quantity": line["quantity"] - used, "fulfillmentLineItem": _piece(parcel, line)})
        if lines:
            found.append({"id": parcel["id"], "fulfillment": parcel, "lines": lines})
    return page(found, first, after)


def _returned_pieces(shop: shelf.Shelf, order_id: int) -> dict[int, int]:
    taken: dict[int, int] = {}
    for one in shop.returns_of(order_id):
        if str(one["status"]).lower() not in {"declined", "canceled"}:
            for line in one["return_line_items"]:
                id = int(line["fulfillment_line_item"]["line_item"]["id"])
                taken[id] = taken.get(id, 0) + line["quantity"]
    return taken


@field("ReturnableFulfillment", "returnableFulfillmentLineItems")
def _returnable_lines(source: Any, _: Any, first: Any = None, after: Any = None, **__: Any) -> Any:
    return page(source["lines"], first, after)


def _piece(parcel: Mapping[str, Any], line: Mapping[str, Any]) -> dict[str, Any]:
    """Return a line in a parcel: its id is the parcel's with the line's last digits, unique within a shop of tests."""
    number_of_both = int(f"{int(parcel['id']) % 10**9}{int(line['id']) % 10**6:06d}")
    return {"id": number_of_both, "quantity": line["quantity"], "lineItem": line}


# Orders


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


# Parcels, refunds, returns

_OWN = {
    "success": "FULFILLED",
    "cancelled": "CANCELED",
    "open": "SUBMITTED",
    "pending": "SUBMITTED",
    "error": "NOT_DELIVERED",
}


@field("Fulfillment", "displayStatus")
def _display(source: Any, _: Any) -> Any:
    return source.get("shipment_status") or _OWN.get(str(source.get("status")))


@field("Fulfillment", "trackingInfo")
def _tracking(source: Any, _: Any, **__: Any) -> Any:
    numbers, urls = source.get("tracking_numbers") or [], source.get("tracking_urls") or []
    company = source.get("tracking_company")
    if not numbers and (company or urls):
        return [{"company": company, "number": None, "url": urls[0] if urls else None}]
    return [
        {"company": company, "number": number_, "url": urls[place] if place < len(urls) else None}
        for place, number_ in enumerate(numbers)
    ]


@field("Fulfillment", "events")
def _events(source: Any, info: Any, first: Any = None, after: Any = None, reverse: bool = False, **__: Any) -> Any:
    told = info.context.shelf.scans.get(int(source["id"]), [])
    return page(sorted(told, key=lambda one: search.moment(one["happened_at"]), reverse=reverse), first, after)


@field("Fulfillment", "fulfillmentLineItems")
def _pieces(source: Any, _: Any, first: Any = None, after: Any = None, **__: Any) -> Any:
    return page([_piece(source, line) for line in source["line_items"]], first, after)


@field("Refund", "transactions")
def _transactions(source: Any, _: Any, first: Any = None, after: Any = None, **__: Any) -> Any:
    return page(source.get("transactions") or [], first, after)


@field("OrderTransaction", "amountSet")
def _transaction_amount(source: Any, _: Any) -> Any:
    money = {"amount": source["amount"], "currency_code": source["currency"]}
    return {"shop_money": money, "presentment_money": money}


@field("Refund", "refundLineItems")
def _refund_lines(source: Any, _: Any, first: Any = None, after: Any = None, **__: Any) -> Any:
    return page(source.get("refund_line_items") or [], first, after)


@field("RefundLineItem", "lineItem")
def _refund_line(source: Any, _: Any) -> Any:
    return source.get("line_item") or {"id": source["line_item_id"]}


@field("RefundLineItem", "totalTaxSet")
def _refund_tax(source: Any, _: Any) -> Any:
    if source.get("total_tax_set"):
        return source["total_tax_set"]
    told = source["subtotal_set"]
    return {kind: {"amount": "0.00", "currency_code": told[kind]["currency_code"]} for kind in told}


@field("Return", "returnLineItems")
def _return_lines(source: Any, _: Any, first: Any = None, after: Any = None, **__: Any) -> Any:
    return page(source.get("return_line_items") or [], first, after)


@field("ReturnLineItem", "fulfillmentLineItem")
def _return_piece(source: Any, _: Any) -> Any:
    inner = source["fulfillment_line_item"]
    return {"id": inner.get("id", 1), "quantity": inner.get("quantity"), "lineItem": inner["line_item"]}


@field("Return", "decline")
def _decline(source: Any, _: Any) -> Any:
    return source.get("decline") or None


@field("Return", "order")
def _return_order(source: Any, info: Any) -> Any:
    return info.context.shelf.orders.by_id.get(int(source["order"]["id"]), source["order"])


# Products


@field("Product", "descriptionHtml")
def _description(source: Any, _: Any) -> Any:
    return source.get("body_html") or ""


@field("Product", "tags")
def _tags(source: Any, _: Any) -> Any:
    told = source.get("tags") or ""
    return [one.strip() for one in told.split(",") if one.strip()] if isinstance(told, str) else told


@field("Product", "featuredMedia")
def _media(source: Any, _: Any) -> Any:
    picture = source.get("image") or next(iter(source.get("images") or []), None)
    if not picture:
        return None
    return {"__typename": "MediaImage", "preview": {"image": {"url": picture["src"]}}}


@field("Product", "variants")
def _variants(source: Any, _: Any, first: Any = None, after: Any = None, **__: Any) -> Any:
    names = [one["name"] for one in source.get("options") or []]
    return page([variant | {"_names": names} for variant in source.get("variants") or []], first, after)


@field("ProductVariant", "selectedOptions")
def _selected(source: Any, _: Any) -> Any:
    chosen = [source.get(f"option{place}") for place in (1, 2, 3)]
    return [{"name": name, "value": value} for name, value in zip(source["_names"], chosen, strict=False) if value]


@field("ProductVariant", "inventoryItem")
def _inventory(source: Any, _: Any) -> Any:
    return {"id": source["id"], "tracked": source.get("inventory_management", "shopify") is not None}


# The shop


@field("Shop", "currencyCode")
def _shop_currency(source: Any, _: Any) -> Any:
    return source["currency"]


@field("Shop", "contactEmail")
def _contact(source: Any, _: Any) -> Any:
    return source.get("customer_email") or source["email"]


@field("Shop", "primaryDomain")
def _primary_domain(source: Any, _: Any) -> Any:
    return {"host": source["domain"]}


@field("Shop", "shopAddress")
def _shop_address(source: Any, _: Any) -> Any:
    return {"country_code": source.get("country_code")}


@field("Shop", "paymentSettings")
def _payment_settings(_: Any, info: Any) -> Any:
    return {"supportedDigitalWallets": info.context.shelf.wallets}


@field("Shop", "shopPolicies")
def _policies(_: Any, info: Any) -> Any:
    return info.context.shelf.policies


@field("DeliveryProfile", "profileLocationGroups")
def _groups(source: Any, _: Any, locationGroupId: str | None = None) -> Any:  # noqa: N803
    return [one for one in source["groups"] if locationGroupId in {None, gid("DeliveryLocationGroup", one["id"])}]


@field("DeliveryProfileLocationGroup", "locationGroup")
def _group(source: Any, _: Any) -> Any:
    return {"id": source["id"]}


@field("DeliveryProfileLocationGroup", "locationGroupZones")
def _zones(source: Any, _: Any, first: Any = None, after: Any = None, **__: Any) -> Any:
    return page(source["zones"], first, after)


@field("DeliveryLocationGroupZone", "zone")
def _zone(source: Any, _: Any) -> Any:
    return source


@field("DeliveryZone", "countries")
def _countries(source: Any, _: Any) -> Any:
    return [
        {"code": {"countryCode": None if one == "*" else one, "restOfWorld": one == "*"}} for one in source["countries"]
    ]


@field("DeliveryLocationGroupZone", "methodDefinitions")
def _methods(source: Any, _: Any, first: Any = None, after: Any = None, **__: Any) -> Any:
    return page(source["methods"], first, after)
