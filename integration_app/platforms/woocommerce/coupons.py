"""Coupons in WooCommerce: single-use codes, alone or many at once."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from integration_app.platforms import fields
from integration_app.platforms.fields import Payload
from integration_app.platforms.protocol import CodeCampaign, IssuedCoupon
from integration_app.platforms.woocommerce import keys
from integration_app.platforms.woocommerce.client import Client
from integration_app.platforms.woocommerce.failures import Rejected

MOST = 100
"""What WooCommerce takes in one batch."""

_TAKEN = "woocommerce_rest_coupon_code_already_exists"


def issue(
    client: Client, code: str, *, percent: Decimal, ends_at: datetime, key: str, email: str | None
) -> IssuedCoupon:
    """Make one code, or find the one that was made with this key. :raises Rejected: if the code is somebody else's."""
    wanted = _single(code, percent, key, "Parley") | _ends(ends_at) | _whose(email)
    try:
        made = client.post("coupons", wanted)
    except Rejected:
        found = by_code(client, code)
        if found is None or not keys.carries(found, key):
            raise
        made = found
    return issued(client.address, code, made)


def make(client: Client, campaign: CodeCampaign, codes: Sequence[str]) -> Iterator[IssuedCoupon]:
    """Make many codes, a hundred a call; one that is there already counts if it is of the same campaign."""
    for batch in _batches(codes):
        wanted = [
            _single(code, campaign.percent, campaign.key, campaign.title)
            | (_ends(campaign.ends_at) if campaign.ends_at else {})
            for code in batch
        ]
        answers = fields.parts(client.post("coupons/batch", {"create": wanted}), "create")
        for code, answer in zip(batch, answers, strict=False):
            made = answer if "error" not in answer else _same(client, code, campaign.key, answer)
            if made is not None:
                yield issued(client.address, code, made)


def bind(client: Client, made: IssuedCoupon, *, ends_at: datetime, email: str | None) -> None:
    """Write down on a code when it ends and whose it is."""
    client.put(f"coupons/{_id(client, made)}", _ends(ends_at) | _whose(email))


def end(client: Client, made: Sequence[IssuedCoupon]) -> None:
    """Delete codes for good, but none that was used."""
    ids = [one.external_id for one in made if one.external_id]
    for batch in _batches(ids):
        there = client.get("coupons", include=",".join(batch), per_page=MOST, _fields="id,usage_count")
        unused = [one["id"] for one in there if not one.get("usage_count")]
        if unused:
            client.post("coupons/batch", {"delete": unused})


def by_code(client: Client, code: str) -> Payload | None:
    """Find a coupon by its code; WooCommerce keeps codes in small letters."""
    found = client.get("coupons", code=code)
    return found[0] if isinstance(found, list) and found else None


def issued(address: str, code: str, made: Payload) -> IssuedCoupon:
    """Return a code as shoppers get it. The link is answered by our plugin; without it, it leads to the shop."""
    return IssuedCoupon(code, f"{address}/?parley_coupon={quote(code)}", fields.needed_id(made))


def _id(client: Client, made: IssuedCoupon) -> str:
    if made.external_id:
        return made.external_id
    found = by_code(client, made.code)
    if found is None:
        raise Rejected(f"The store has no coupon {made.code} any more.", permanent=True, status=404)
    return fields.needed_id(found)


def _same(client: Client, code: str, key: str, answer: Payload) -> Payload | None:
    """Return a code that an earlier, lost call made; None for one that cannot be had."""
    if fields.part(answer, "error").get("code") != _TAKEN:
        return None
    found = by_code(client, code)
    return found if found is not None and keys.carries(found, key) else None


def _single(code: str, percent: Decimal, key: str, why: str) -> dict[str, Any]:
    return {
        "code": code,
        "discount_type": "percent",
        "amount": str(percent),
        "individual_use": True,
        "usage_limit": 1,
        "usage_limit_per_user": 1,
        "description": why,
        "meta_data": keys.meta(key),
    }


def _ends(at: datetime) -> dict[str, Any]:
    """Say when it ends. ``date_expires_gmt`` is taken and dropped (measured); this one is read with its zone."""
    return {"date_expires": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}


def _whose(email: str | None) -> dict[str, Any]:
    return {"email_restrictions": [email]} if email else {}


def _batches(items: Iterable[str]) -> Iterator[list[str]]:
    every = list(items)
    return (every[start : start + MOST] for start in range(0, len(every), MOST))
