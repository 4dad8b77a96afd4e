"""The console in Shopify's frame, in a real browser that blocks third-party cookies and grants no storage."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, FrameLocator, Page, Route, expect
from werkzeug.serving import make_server

from integration_app import conversations, stores
from integration_app.app import create_app
from integration_app.config import Config
from integration_app.conversations import access
from integration_app.kit import db
from integration_app.platforms.shopify import address
from integration_app.stores import installation
from tests.conftest import MASTER_KEY
from tests.support.servers import free_port
from tests.support.shopify_door import CLIENT_ID, SECRET, SHOP, ShopifyDoor, id_token

ADMIN = "https://admin.shopify.com"
BRIDGE = Path(__file__).parents[1] / "support" / "app_bridge.js"
AROUND = """<!doctype html><title>Admin</title><iframe src="%s" style="width:1300px;height:840px"></iframe><script>
addEventListener("message", async (event) => {
  if (event.data === "id-token") event.source.postMessage({ idToken: await window.mint() }, event.origin);
});</script>"""
NO_STORAGE = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("Access is denied for this document.", "SecurityError"); } });"""

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def parley(database: db.Database, tmp_path: Path) -> Iterator[str]:
    """Parley over real HTTP, with sockets; the app is registered with Shopify's stand-in."""
    port = free_port()
    config = Config(public_url=f"http://localhost:{port}", data_dir=tmp_path, master_keys=(MASTER_KEY,))
    installation.use(CLIENT_ID, (SECRET,))
    server = make_server("localhost", port, create_app(config), threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with ShopifyDoor(staff={"1001": {"first_name": "Mei", "last_name": "Tan"}}) as door:
        address.use(door.url)
        yield config.public_url
        address.use("")
    server.shutdown()


@pytest.fixture(scope="module")
def strict(browser_type: BrowserType, browser_type_launch_args: dict[str, Any]) -> Iterator[Browser]:
    """A browser that sends no cookie to what is framed from elsewhere."""
    args = [*browser_type_launch_args["args"], "--test-third-party-cookie-phaseout"]
    args += ["--disable-features=LocalNetworkAccessChecks"]  # the admin is not really out there
    browser = browser_type.launch(**{**browser_type_launch_args, "args": args})
    yield browser
    browser.close()


@pytest.fixture
def context(strict: Browser) -> Iterator[BrowserContext]:
    """Shopify's admin and script host, as far as this browser can tell."""
    made = strict.new_context(locale="en-GB", viewport={"width": 1340, "height": 900})
    made.add_init_script(NO_STORAGE)
    made.route("https://cdn.shopify.com/shopifycloud/app-bridge.js", lambda route: route.fulfill(path=BRIDGE))
    yield made
    made.close()


def open_admin(
    context: BrowserContext, parley: str, *, user: str = "1001", around: str = ADMIN, token: str = ""
) -> Page:
    """Open the app in the admin of the shop as one of its people."""
    first = token or id_token(user=user)
    src = f"{parley}/?embedded=1&host=YWRtaW4&shop={SHOP}&id_token={first}"

    def answer(route: Route) -> None:
        route.fulfill(body=AROUND % src, content_type="text/html")

    context.route(f"{around}/**", answer)
    page = context.new_page()
    page.expose_function("mint", lambda: id_token(user=user))
    page.goto(f"{around}/store/tea-house/apps/parley")
    return page


def shopper() -> Callable[[str], None]:
    """Have somebody open the shop's chat; what comes back writes there."""
    with db.unit():
        store = stores.by_shop_domain(SHOP, "shopify")
        assert store is not None
        chat = conversations.open(store, locale="en", zone="UTC").conversation
    key = access.key_of(access.token_for(chat, device="own"))

    def say(text: str) -> None:
        with db.unit():
            conversations.receive(key, text=text, client_id=text, device="own")

    return say


def workspace() -> int:
    store = stores.by_shop_domain(SHOP, "shopify")
    assert store is not None
    return store.workspace_id


def inside(page: Page) -> FrameLocator:
    return page.frame_locator("iframe")


def test_a_shop_begins_in_its_admin_and_hears_its_shoppers_without_cookies(
    context: BrowserContext, parley: str
) -> None:
    sent: list[str] = []
    wrong: list[str] = []
    context.on("request", lambda request: sent.append(str(request.headers.get("cookie", ""))))
    context.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
    page = open_admin(context, parley, token=id_token(exp=1))  # stale: over the bounce page
    frame = inside(page)
    frame.get_by_role("button", name="Begin").click()
    expect(frame.get_by_role("heading", name="Inbox")).to_be_visible()
    say = shopper()
    say("Where is my tea?")
    frame.get_by_role("group", name="Views").get_by_role("button", name="All").click()
    frame.locator("[data-row]").first.click()
    expect(frame.locator(".talk .thread")).to_contain_text("Where is my tea?")
    say("It should be here by Friday.")
    expect(frame.locator(".talk .thread")).to_contain_text("It should be here by Friday.")
    frame.get_by_role("link", name="Settings").click()
    expect(frame.get_by_text("tea-house", exact=False).first).to_be_visible()
    assert context.cookies() == []
    assert set(sent) == {""}
    assert wrong == []


def test_who_is_not_let_in_waits_goes_on_and_is_put_out_again(context: BrowserContext, parley: str) -> None:
    owner = inside(open_admin(context, parley))
    owner.get_by_role("button", name="Begin").click()
    expect(owner.get_by_role("heading", name="Inbox")).to_be_visible()
    context.unroute_all()
    context.route("https://cdn.shopify.com/shopifycloud/app-bridge.js", lambda route: route.fulfill(path=BRIDGE))
    waiting = inside(open_admin(context, parley, user="1002"))
    expect(waiting.get_by_role("heading", name="Almost in")).to_be_visible()
    owner.get_by_role("link", name="Settings").click()
    owner.get_by_role("link", name="People").click()
    owner.get_by_role("button", name="Give access").click()
    expect(owner.get_by_role("button", name="Give access")).to_have_count(0)
    waiting.get_by_role("button", name="Look again").click()
    expect(waiting.get_by_role("heading", name="Inbox")).to_be_visible()
    with db.unit():
        [agent] = [one for one, role in stores.people(workspace()) if role == "agent"]
        stores.give_role(agent, "none")
    expect(waiting.get_by_role("heading", name="Almost in")).to_be_visible()


def test_nobody_else_frames_it(context: BrowserContext, parley: str) -> None:
    page = open_admin(context, parley, around="https://evil.example")
    page.wait_for_timeout(500)
    assert page.frames[1].url.startswith("chrome-error://")
