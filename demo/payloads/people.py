"""Customers and addresses in Shopify's shape."""

from demo.countries import COUNTRIES
from demo.models import Customer, Order
from demo.payloads.figures import SHOP_CURRENCY, Payload, gid, moment


def address(order: Order) -> Payload:
    """Shape the address that an order goes to."""
    return _address(order.address, order.phone)


def customer(person: Customer) -> Payload:
    """Shape a customer, as in customers/create and inside an order."""
    home = _address(person.address, person.phone) | {
        "id": person.id + 1,
        "customer_id": person.id,
        "country_name": COUNTRIES[person.country].name("en"),
        "default": True,
    }
    return {
        "id": person.id,
        "created_at": moment(person.created_at),
        "updated_at": moment(person.updated_at),
        "first_name": person.first_name,
        "last_name": person.last_name,
        "state": "enabled",
        "note": None,
        "verified_email": True,
        "multipass_identifier": None,
        "tax_exempt": False,
        "email": person.email,
        "phone": person.phone,
        "currency": SHOP_CURRENCY,
        "tags": "",
        "addresses": [home],
        "tax_exemptions": [],
        "admin_graphql_api_id": gid("Customer", person.id),
        "default_address": home,
    }


def _address(stored: dict[str, str], phone: str | None) -> Payload:
    country = COUNTRIES[stored["country"]]
    first, last = stored["first_name"], stored["last_name"]
    return {
        "first_name": first,
        "last_name": last,
        "name": f"{first} {last}".strip(),
        "company": None,
        "address1": stored["address1"],
        "address2": stored.get("address2"),
        "city": stored["city"],
        "zip": stored["zip"],
        "province": None,
        "province_code": None,
        "country": country.name("en"),
        "country_code": country.code,
        "phone": phone,
        "latitude": None,
        "longitude": None,
    }
