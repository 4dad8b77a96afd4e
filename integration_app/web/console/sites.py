"""Any other site: added with a door of its own, whose secret is shown once."""

from urllib.parse import urlsplit

from integration_app import stores
from integration_app.kit.errors import NotFound
from integration_app.stores import Store, doors
from integration_app.web import setup
from integration_app.web.access import may, post
from integration_app.web.caller import Caller
from integration_app.web.console.shapes.sites import Door, NewSite
from integration_app.web.console.snippet import snippet_of
from integration_app.web.errors import Invalid


@post("/sites", status=201)
@may("owner")
def add_site(caller: Caller, body: NewSite) -> Door:
    """Add a site of any making; the answer is the only time that its secret is told."""
    workspace = stores.workspace(caller.agent.workspace_id)
    store, secret = stores.add_site(
        workspace,
        name=body.name,
        address=_address(body.address),
        locale=body.locale,
        currency=body.currency,
        timezone=body.timezone,
        actor=caller.actor,
    )
    return _door(store, secret)


@post("/stores/<store>/door-secret")
@may("manager")
def renew_door(caller: Caller, store: str) -> Door:
    """Give a site's door a new secret; the old one counts for another day."""
    found = caller.store(store)
    if found.platform != doors.PLATFORM:
        raise NotFound("This store is connected in another way, and has no door.")
    return _door(found, stores.renew_door(found, actor=caller.actor))


def _door(store: Store, secret: str) -> Door:
    door = f"{setup.config().public_url}/door/{store.public_id}"
    return Door(store=store.public_id, door=door, secret=secret, snippet=snippet_of(store))


def _address(typed: str) -> str:
    """Return an address with its scheme. :raises Invalid: for one that is none."""
    address = typed.strip() if "://" in typed else f"https://{typed.strip()}"
    try:
        parts = urlsplit(address)
        is_one = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_one = False
    if not is_one or parts.username or any(sign.isspace() for sign in address):
        raise Invalid(fields={"address": "Give an address like https://shop.example."})
    return f"{parts.scheme}://{parts.netloc}"
