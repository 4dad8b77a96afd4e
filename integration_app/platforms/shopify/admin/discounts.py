"""Discount codes: one discount a campaign, and as many single-use codes in it as are wanted.

Adding codes is a job of Shopify's own: it is started, looked at until it is done, and tells each code's fate.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from integration_app.kit.errors import ProviderError
from integration_app.platforms import fields
from integration_app.platforms.fields import Payload
from integration_app.platforms.protocol import CodeCampaign, IssuedCoupon, MadeCodes
from integration_app.platforms.shopify import refusals
from integration_app.platforms.shopify.admin import words
from integration_app.platforms.shopify.admin.ids import gid, number
from integration_app.platforms.shopify.client import Client
from integration_app.platforms.shopify.refusals import Refused

MOST_AT_ONCE = 250
"""Codes in one call: Shopify's limit on lists."""

_LOOKS, _PAUSE = 20, 0.5
"""How often and with how many seconds between a job is looked at: 250 codes take Shopify about a second."""

_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Nothing that is mistaken for something else when it is read out."""


def issue(client: Client, *, percent: Decimal, ends_at: datetime, key: str) -> IssuedCoupon:
    """Make a discount with a single code; the code comes from the key, so that it is made once."""
    code = _code_of(key)
    try:
        discount, made = _create(client, f"Parley {code}", code, percent, ends_at)
    except Refused:
        known = _known(client, code)
        if known is None:
            raise
        discount, made = known
    return _issued(client, code, discount, made)


def make(client: Client, campaign: CodeCampaign, codes: tuple[str, ...]) -> MadeCodes:
    """Make codes of one campaign. Codes that somebody else's discount has already are left out."""
    issued: list[IssuedCoupon] = []
    rest, discount = list(codes), campaign.external_id or _named(client, campaign)
    if discount is None:
        if not rest:
            return MadeCodes(None, ())
        first = rest.pop(0)
        discount, made = _create(client, _title(campaign), first, campaign.percent, campaign.ends_at)
        issued.append(_issued(client, first, discount, made))
    for start in range(0, len(rest), MOST_AT_ONCE):
        issued += _add(client, discount, rest[start : start + MOST_AT_ONCE])
    return MadeCodes(discount, tuple(issued))


def end(client: Client, made: tuple[IssuedCoupon, ...]) -> None:
    """Take codes out of their discounts."""
    by_discount: dict[str, list[str]] = defaultdict(list)
    for one in made:
        discount, _, code = (one.external_id or "").partition(":")
        known = (discount, code) if code else _known(client, one.code)
        if known is not None:
            by_discount[known[0]].append(gid("DiscountRedeemCode", known[1]))
    for discount, ids in by_discount.items():
        for start in range(0, len(ids), MOST_AT_ONCE):
            some = ids[start : start + MOST_AT_ONCE]
            answer = client.ask("end_codes", discount=gid("DiscountCodeNode", discount), ids=some)
            refusals.check("end_codes", fields.part(answer, "discountCodeRedeemCodeBulkDelete"))


def _create(client: Client, title: str, code: str, percent: Decimal, ends_at: datetime | None) -> tuple[str, str]:
    """Make a discount with its first code; return both numbers. :raises Refused: above all if the code is taken.

    The limit on uses counts for each code by itself (Shopify's REST reference on price rules: "per discount code").
    """
    wanted = {
        "title": title,
        "code": code,
        "startsAt": "2020-01-01T00:00:00Z",  # long ago: shops' clocks and ours may differ
        "endsAt": ends_at.astimezone(UTC).isoformat() if ends_at else None,
        "usageLimit": 1,
        "appliesOncePerCustomer": True,
        "context": {"all": "ALL"},
        "customerGets": {"value": {"percentage": float(percent / 100)}, "items": {"all": True}},
        "combinesWith": {"shippingDiscounts": True},
    }
    made = fields.part(client.ask("make_discount", discount=wanted), "discountCodeBasicCreate")
    refusals.check("make_discount", made)
    node = fields.part(made, "codeDiscountNode")
    codes = words.nodes(fields.part(node, "codeDiscount"), "codes")
    return _number(node), _number(codes[0]) if codes else ""


def _add(client: Client, discount: str, codes: list[str]) -> Iterator[IssuedCoupon]:
    asked = [{"code": code} for code in codes]
    started = client.ask("add_codes", discount=gid("DiscountCodeNode", discount), codes=asked)
    told = fields.part(started, "discountRedeemCodeBulkAdd")
    refusals.check("add_codes", told)
    for node in _finished(client, fields.needed(fields.part(told, "bulkCreation"), "id")):
        code = fields.needed(node, "code")
        made = number(fields.part(node, "discountRedeemCode"))
        if made is None:
            known = _known(client, code)
            made = known[1] if known is not None and known[0] == discount else None
        if made is not None:
            yield _issued(client, code, discount, made)


def _finished(client: Client, job: str) -> list[Payload]:
    for _ in range(_LOOKS):
        told = fields.part(client.ask("added_codes", id=job), "discountRedeemCodeBulkCreation")
        if told.get("done") is True:
            return words.nodes(told, "codes")
        client.sleep(_PAUSE)
    raise ProviderError("Shopify has not finished adding codes.", permanent=False)


def _named(client: Client, campaign: CodeCampaign) -> str | None:
    """Find a campaign's discount by its title, which carries our key."""
    answer = client.ask("discounts_named", query=f'title:"{_title(campaign)}"')
    for node in words.nodes(answer, "codeDiscountNodes"):
        if fields.part(node, "codeDiscount").get("title") == _title(campaign):
            return number(node)
    return None


def _known(client: Client, code: str) -> tuple[str, str] | None:
    """Find (discount, code) by the code itself, whoever made it."""
    node = fields.part(client.ask("codes_of_discount", code=code), "codeDiscountNodeByCode")
    same = [one for one in words.nodes(fields.part(node, "codeDiscount"), "codes") if _same(one, code)]
    return (_number(node), _number(same[0])) if node and same else None


def _same(node: Payload, code: str) -> bool:
    return str(node.get("code")).casefold() == code.casefold()


def _title(campaign: CodeCampaign) -> str:
    return f"{campaign.title.replace(chr(34), '')[:180]} ({campaign.key})"


def _issued(client: Client, code: str, discount: str, made: str) -> IssuedCoupon:
    return IssuedCoupon(code, f"https://{client.shop}/discount/{code}", f"{discount}:{made}")


def _code_of(key: str) -> str:
    """Derive a code that cannot be guessed: 40 bits of the hash of a key that nobody else knows."""
    digest: Any = hashlib.sha256(f"shopify code {key}".encode()).digest()
    return "".join(_ALPHABET[byte % len(_ALPHABET)] for byte in digest[:8])


def _number(node: Payload) -> str:
    return number(node) or fields.needed(node, "id", limit=64)
