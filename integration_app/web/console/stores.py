"""The workspace's stores, and on which hosts each one's widget may run."""

from ipaddress import ip_address
from urllib.parse import urlencode, urlsplit

from integration_app import stores
from integration_app.platforms.manifest import manifest
from integration_app.stores import Store
from integration_app.stores.webhook_state import WebhookState, webhook_state
from integration_app.stores.woocommerce import watching
from integration_app.stores.woocommerce.models import WebhookWatch
from integration_app.web import setup, texts
from integration_app.web.access import get, may, put
from integration_app.web.caller import Caller
from integration_app.web.console.shapes.settings import Domain, Domains, DomainsDraft, StoreState
from integration_app.web.console.snippet import snippet_of


@get("/stores")
@may("manager")
def list_stores(caller: Caller) -> list[StoreState]:
    """List the stores and how each is connected."""
    return [_state(store) for store in caller.stores.values()]


@get("/stores/<store>/domains")
@may("manager")
def read_domains(caller: Caller, store: str) -> Domains:
    """List on which hosts the widget may run."""
    return _domains(caller.store(store))


@put("/stores/<store>/domains")
@may("manager")
def change_domains(caller: Caller, store: str, body: DomainsDraft) -> Domains:
    """Say on which hosts the widget may run; the shop's own stays."""
    found = caller.store(store)
    further = [origin_of(host) for host in body.hosts if host != _host(found.address)]
    stores.allow_domains(found, further, actor=caller.actor)
    return _domains(found)


def origin_of(host: str) -> str:
    """Return a host as the browser names it: over TLS, but for this machine itself."""
    return f"{'http' if _is_this_machine(host) else 'https'}://{host}"


def _is_this_machine(host: str) -> bool:
    name = host.rsplit(":", 1)[0]
    try:
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False


def _domains(store: Store) -> Domains:
    own = _host(store.address)
    hosts = dict.fromkeys([own, *(_host(origin) for origin in store.domains)])
    return Domains(domains=[Domain(host=host, from_platform=host == own, seen_at=None) for host in hosts])


def _host(address: str) -> str:
    return urlsplit(address).netloc


def _condition(store: Store, told: WebhookState, watch: WebhookWatch | None) -> tuple[str, str | None]:
    """Say how a store is connected, and what is to be done where it is not well."""
    if store.sign_in_needed_at is not None:
        return "sign_in", texts.say("store.sign_in", shop=store.shop_domain)
    if (problem := _hooks_problem(store, watch)) is not None:
        return "failing", problem
    if told.failed:
        return "failing", texts.say("store.failing", count=told.failed)
    listening = watch is not None and watch.checked_at is not None
    return ("connected" if told.last_at or listening else "waiting"), None


def _hooks_problem(store: Store, watch: WebhookWatch | None) -> str | None:
    """Say what is wrong with the webhooks that we made; a look that failed once is tried again and told to nobody."""
    if watch is None or watch.problem is None:
        return None
    if watch.problem == watching.UNREACHABLE:
        return texts.say("store.hooks_unreachable", name=store.name, address=setup.config().public_url)
    if watch.problem in watching.KEYS:
        return texts.say("store.hooks_keys", name=store.name)
    return texts.say("store.hooks_failed", name=store.name)


def _hears_at(store: Store) -> str:
    """Return where a store sends its news."""
    own = {"woocommerce": f"/webhooks/woocommerce/{store.public_id}", "rest": f"/door/{store.public_id}"}
    return own.get(store.platform, "/webhooks/shopify")


def _theme_editor(store: Store) -> str | None:
    """Return where a Shopify merchant switches the chat on in his theme; it is off after the installation."""
    client_id = stores.shopify_app().client_id
    if store.platform != "shopify" or not client_id:
        return None
    block = f"{client_id}/{manifest().block.name}"
    asked = urlencode({"context": "apps", "template": "index", "activateAppId": block}, safe="/")
    return f"https://{store.shop_domain}/admin/themes/current/editor?{asked}"


def _app_in_admin(store: Store) -> str:
    """Return where one of a shop's people opens the app: that alone gives new tokens."""
    return f"https://{store.shop_domain}/admin/apps/{stores.shopify_app().client_id}"


def _state(store: Store) -> StoreState:
    told = webhook_state(store.id)
    watch = watching.of(store.id)
    state, problem = _condition(store, told, watch)
    chosen = stores.chosen(store)
    return StoreState.model_validate(
        {
            "id": store.public_id,
            "name": chosen.widget.name or store.name,
            "colour": chosen.widget.colour,
            "platform": store.platform,
            "address": store.address,
            "state": state,
            "problem": problem,
            "last_webhook_at": told.last_at,
            "webhook_address": setup.config().public_url + _hears_at(store),
            "snippet": snippet_of(store),
            "theme_editor": _theme_editor(store),
            "sign_in_at": _app_in_admin(store) if store.sign_in_needed_at else None,
            "webhooks": _webhooks(watch),
            "reconnect": watch is not None and watch.problem in watching.KEYS,
        }
    )


def _webhooks(watch: WebhookWatch | None) -> dict[str, object] | None:
    if watch is None:
        return None
    return {"wanted": watch.wanted, "checked_at": watch.checked_at, "mended_at": watch.mended_at}
