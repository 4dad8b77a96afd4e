"""Parcels, scans, refunds and returns."""

from collections.abc import Mapping
from typing import Any

from tests.support.shopify_store import search
from tests.support.shopify_store.resolving import field, page

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
    return page([piece(source, line) for line in source["line_items"]], first, after)


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
def _returnpiece(source: Any, _: Any) -> Any:
    inner = source["fulfillment_line_item"]
    return {"id": inner.get("id", 1), "quantity": inner.get("quantity"), "lineItem": inner["line_item"]}


@field("Return", "decline")
def _decline(source: Any, _: Any) -> Any:
    return source.get("decline") or None


@field("Return", "order")
def _return_order(source: Any, info: Any) -> Any:
    return info.context.shelf.orders.by_id.get(int(source["order"]["id"]), source["order"])


def piece(parcel: Mapping[str, Any], line: Mapping[str, Any]) -> dict[str, Any]:
    """Return a line in a parcel: its id is the parcel's with the line's last digits, unique within a shop of tests."""
    number_of_both = int(f"{int(parcel['id']) % 10**9}{int(line['id']) % 10**6:06d}")
    return {"id": number_of_both, "quantity": line["quantity"], "lineItem": line}
