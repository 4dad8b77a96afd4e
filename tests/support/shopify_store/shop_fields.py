"""The shop itself: its data, terms and zones."""

from typing import Any

from tests.support.shopify_store.resolving import field, gid, page


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
