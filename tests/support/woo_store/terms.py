"""The shop itself: its index, settings, zones, gateways, pages and webhooks."""

from tests.support.woo_store import captures
from tests.support.woo_store.listing import Answer, Call, page, problem
from tests.support.woo_store.state import Row, WooStore

_EUROPE = ("AT", "BE", "DE", "ES", "FR", "GB", "IT", "NL", "PL")


def index(store: WooStore) -> Answer:
    """Answer what any WordPress tells everybody about itself."""
    told = captures.capture("wp-json-index-trimmed")
    told |= {"name": store.name, "url": store.url, "home": store.url, "namespaces": store.plugins}
    offset = store.now().astimezone(store.zone).utcoffset()
    hours = offset.total_seconds() / 3600 if offset else 0
    told |= {"timezone_string": str(store.zone), "gmt_offset": hours, "description": "Outdoor things"}
    return Answer(200, told)


def settings(call: Call) -> Answer:
    """Answer the general settings."""
    return Answer(200, call.store.settings)


def terms_page(call: Call) -> Answer:
    """Answer which page holds the terms."""
    row = {"id": "woocommerce_terms_page_id", "label": "Terms and conditions", "type": "single_select_page"}
    return Answer(200, {**row, "value": str(call.store.terms_page or "")})


def gateways(call: Call) -> Answer:
    """Answer the ways to pay."""
    return Answer(200, call.store.gateways)


def zones(call: Call) -> Answer:
    """Answer the shipping zones; 0 is everywhere else."""
    return page(call, call.store.zones, 100)


def locations(call: Call) -> Answer:
    """Answer which places belong to a zone."""
    return _of_zone(call, call.store.locations)


def methods(call: Call) -> Answer:
    """Answer how is sent to a zone, and for how much."""
    return _of_zone(call, call.store.methods)


def _of_zone(call: Call, found: dict[int, list[Row]]) -> Answer:
    if call.ids[0] not in {zone["id"] for zone in call.store.zones}:
        return problem(404, "woocommerce_rest_shipping_zone_invalid", "Resource does not exist.")
    return Answer(200, found.get(call.ids[0], []))


def continents(_call: Call) -> Answer:
    """Answer which countries lie where, cut short."""
    europe = {"code": "EU", "name": "Europe", "countries": [{"code": code, "name": code} for code in _EUROPE]}
    return Answer(200, [europe])


def pages(call: Call) -> Answer:
    """Answer WordPress's own pages by slug or id; these are public."""
    slugs = {one for one in call.params.get("slug", "").split(",") if one}
    named = {int(one) for one in call.params.get("include", "").split(",") if one}
    found = [one for one in call.store.pages if one["slug"] in slugs or one["id"] in named]
    return page(call, found, int(call.params.get("per_page", "10")))


def list_webhooks(call: Call) -> Answer:
    """Answer the webhooks, newest first; secrets never come back."""
    rows = sorted(call.store.hooks.rows.values(), key=lambda row: -row["id"])
    wanted = call.params.get("status", "all")
    found = [row for row in rows if wanted in {"all", row["status"]}]
    return page(call, found, int(call.params.get("per_page", "10")))


def create_webhook(call: Call) -> Answer:
    """Make a webhook."""
    topic, url = str(call.body.get("topic", "")), str(call.body.get("delivery_url", ""))
    resource, _, event = topic.partition(".")
    known = resource in {"order", "product", "customer", "coupon"}
    good = event in {"created", "updated", "deleted", "restored"} if known else resource == "action" and event
    if not good:
        told = captures.capture("error-webhook-bad-topic")
        return Answer(told["status"], told["body"])
    if not url.startswith(("http://", "https://")):
        told = captures.capture("error-webhook-bad-url")
        return Answer(told["status"], told["body"])
    row = call.store.hooks.add(topic, url, str(call.body.get("secret", "")), str(call.body.get("name", "")))
    return Answer(201, row)


def update_webhook(call: Call) -> Answer:
    """Pause or activate a webhook; its count of failures stays."""
    if call.ids[0] not in call.store.hooks.rows:
        return problem(404, "woocommerce_rest_shop_webhook_invalid_id", "Invalid ID.")
    call.store.hooks.set_status(call.ids[0], str(call.body.get("status", "active")))
    return Answer(200, call.store.hooks.rows[call.ids[0]])


def delete_webhook(call: Call) -> Answer:
    """Delete a webhook; they know no bin."""
    if call.ids[0] not in call.store.hooks.rows:
        return problem(404, "woocommerce_rest_shop_webhook_invalid_id", "Invalid ID.")
    if call.params.get("force") != "true":
        return problem(501, "woocommerce_rest_trash_not_supported", "Webhooks do not support trashing.")
    return Answer(200, call.store.hooks.remove(call.ids[0]))
