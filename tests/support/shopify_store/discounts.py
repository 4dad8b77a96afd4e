"""Discounts and their codes: made at once, or added in bulk by a job that takes a look or two."""

from typing import Any

from graphql import GraphQLError

from tests.support.shopify_store import search
from tests.support.shopify_store.resolving import field, gid, number, page
from tests.support.shopify_store.shelf import Payload, Shelf

MOST_AT_ONCE = 250
LOOKS = 1
"""How often a bulk job answers that it is not done."""


def _holder(shelf: Shelf, code: str) -> Payload | None:
    for discount in shelf.discounts.values():
        if any(one["code"].casefold() == code.casefold() for one in discount["codes"]):
            return discount
    return None


def _error(message: str, code: str) -> Payload:
    return {"code": code, "field": ["basicCodeDiscount", "code"], "message": message}


@field("Mutation", "discountCodeBasicCreate", scope="write_discounts")
def _create(_: Any, info: Any, basicCodeDiscount: Payload) -> Any:  # noqa: N803
    shelf, wanted = info.context.shelf, basicCodeDiscount
    if _holder(shelf, wanted["code"]):
        return {"userErrors": [_error("Code must be unique. Please try a different code.", "TAKEN")]}
    percentage = wanted["customerGets"]["value"]["percentage"]
    if not 0 < percentage <= 1:
        return {"userErrors": [_error("Value must be between 0.0 and 1.0", "VALUE_OUTSIDE_RANGE")]}
    id = shelf.new_id()
    shelf.discounts[id] = {
        "__typename": "DiscountCodeBasic",
        "id": id,
        "title": wanted["title"],
        "usage_limit": wanted.get("usageLimit"),
        "percentage": percentage,
        "ends_at": wanted.get("endsAt"),
        "codes": [{"id": shelf.new_id(), "code": wanted["code"]}],
    }
    return {"codeDiscountNode": shelf.discounts[id], "userErrors": []}


@field("Mutation", "discountRedeemCodeBulkAdd", scope="write_discounts")
def _add(_: Any, info: Any, discountId: str, codes: list[Payload]) -> Any:  # noqa: N803
    shelf = info.context.shelf
    discount = shelf.discounts.get(number(discountId))
    if len(codes) > MOST_AT_ONCE:
        raise GraphQLError(
            f"The input array size of {len(codes)} is greater than the maximum allowed of {MOST_AT_ONCE}."
        )
    if discount is None:
        return {"userErrors": [_error("Code discount does not exist.", "INVALID")]}
    told = [_added(shelf, discount, one["code"]) for one in codes]
    id = shelf.new_id()
    shelf.bulk[id] = {"id": id, "codes": told, "looks": LOOKS}
    return {"bulkCreation": shelf.bulk[id] | {"done": False}, "userErrors": []}


def _added(shelf: Shelf, discount: Payload, code: str) -> Payload:
    if _holder(shelf, code):
        taken = _error("must be unique. Please try a different code.", "TAKEN")
        return {"code": code, "discountRedeemCode": None, "errors": [taken]}
    made = {"id": shelf.new_id(), "code": code}
    discount["codes"].append(made)
    return {"code": code, "discountRedeemCode": made, "errors": []}


@field("QueryRoot", "discountRedeemCodeBulkCreation", scope="read_discounts")
def _bulk(_: Any, info: Any, id: str) -> Any:
    found = info.context.shelf.bulk.get(number(id))
    if found is None:
        return None
    found["looks"] -= 1
    return found | {"done": found["looks"] < 0}


@field("DiscountRedeemCodeBulkCreation", "codes")
def _bulk_codes(source: Any, _: Any, first: Any = None, after: Any = None, **__: Any) -> Any:
    return page(source["codes"] if source["done"] else [], first, after)


@field("Mutation", "discountCodeRedeemCodeBulkDelete", scope="write_discounts")
def _delete(_: Any, info: Any, discountId: str, ids: list[str] | None = None, **__: Any) -> Any:  # noqa: N803
    shelf = info.context.shelf
    discount = shelf.discounts.get(number(discountId))
    if discount is None:
        return {"userErrors": [_error("Code discount does not exist.", "INVALID")]}
    gone = {number(one) for one in ids or []}
    discount["codes"] = [one for one in discount["codes"] if one["id"] not in gone]
    job = gid("Job", shelf.new_id())
    shelf.jobs[job] = 1
    return {"job": {"id": job, "done": False}, "userErrors": []}


@field("QueryRoot", "codeDiscountNodeByCode", scope="read_discounts")
def _by_code(_: Any, info: Any, code: str) -> Any:
    return _holder(info.context.shelf, code)


@field("QueryRoot", "codeDiscountNodes", scope="read_discounts")
def _named(_: Any, info: Any, query: str | None = None, first: Any = None, after: Any = None, **__: Any) -> Any:
    fits = search.test(query)
    return page([one for one in info.context.shelf.discounts.values() if fits(one)], first, after)


@field("DiscountCodeNode", "codeDiscount")
def _discount(source: Any, _: Any) -> Any:
    return source


@field("DiscountCodeBasic", "codes")
def _codes(source: Any, _: Any, first: Any = None, after: Any = None, query: str | None = None, **__: Any) -> Any:
    wanted = (query or "").casefold()
    return page([one for one in source["codes"] if wanted in one["code"].casefold()], first, after)
