"""The widget in the shop's page: what it loads, keeps and covers, and that a chat goes on from page to page."""

import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chat import LAUNCHER, Chat, stored
from tests.support.program import Program

Come = Callable[..., Page]
KEY = "parley:lumen-goods"
COVERED = """() => {
    const launcher = document.querySelector("parley-widget").shadowRoot.querySelector(".launch");
    const a = launcher.getBoundingClientRect();
    const meets = (b) => b.width && b.top < a.bottom && b.bottom > a.top && b.left < a.right && b.right > a.left;
    const bars = [...document.querySelectorAll("body *")].filter((it) => getComputedStyle(it).position === "fixed");
    return bars.filter((it) => meets(it.getBoundingClientRect())).map((it) => it.className);
}"""
"""Which fixed bars of the page the launcher covers."""


def test_before_anybody_opens_it_only_loader_and_settings_are_there(visitor: Come, program: Program) -> None:
    """Two requests, a launcher, the visit's memory, and nothing on the device."""
    page = visitor("/")
    expect(page.locator(LAUNCHER)).to_be_visible()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    expect(page.locator(LAUNCHER)).to_be_visible()
    page.wait_for_load_state("networkidle")
    ours = [url.removeprefix(program.parley).partition("?")[0] for url in asked if url.startswith(program.parley)]
    assert ours == ["/widget.js", "/widget/lumen-goods/settings"]
    assert stored(page, "localStorage") == {}
    assert set(stored(page, "sessionStorage")) == {KEY}


def test_opening_alone_writes_nothing(visitor: Come) -> None:
    """The first contact is the first message, not a look."""
    page = visitor("/")
    chat = Chat(page).open()
    expect(chat.theirs.first).to_be_visible()
    assert stored(page, "localStorage") == {}
    chat.say("hello")
    chat.expect_answer()
    assert json.loads(stored(page, "localStorage")[KEY])["secret"]


def test_the_strict_policies_hold(visitor: Come) -> None:
    """Neither the shop's nor our own content security policy is hurt by anything the widget does."""
    page = visitor("/")
    refused: list[str] = []
    page.on("console", lambda line: refused.append(line.text) if "Content Security Policy" in line.text else None)
    page.on("pageerror", lambda error: refused.append(str(error)))
    page.reload()
    chat = Chat(page).open()
    chat.say("do you have a lamp?")
    chat.expect_answer()
    assert refused == []


def test_another_page_keeps_the_chat_as_it_was(visitor: Come, program: Program) -> None:
    """Open stays open, with the thread and the half-typed text; closed stays closed."""
    page = visitor("/")
    chat = Chat(page).open()
    chat.say("hello")
    chat.expect_answer()
    chat.box.fill("half a sent")
    page.wait_for_timeout(500)
    page.goto(program.shop + "/cart")
    expect(chat.box).to_have_value("half a sent")
    chat.expect_sent("hello")
    chat.box.press("Escape")
    expect(page.locator(LAUNCHER)).to_be_focused()
    page.goto(program.shop + "/")
    expect(page.locator(LAUNCHER)).to_be_visible()
    expect(page.locator("parley-widget iframe")).to_have_count(0)


def test_the_chat_is_there_tomorrow_and_forgotten_on_wish(visitor: Come) -> None:
    """The secret on the device opens it again; "forget me" leaves nothing behind."""
    page = visitor("/")
    chat = Chat(page).open()
    chat.say("hello")
    chat.expect_answer()
    page.evaluate("sessionStorage.clear()")
    page.reload()
    chat.open()
    chat.expect_sent("hello")
    chat.frame.locator("[aria-controls=menu]").click()
    chat.frame.get_by_role("button", name="Forget me on this device").click()
    chat.frame.get_by_role("button", name="Forget it").click()
    expect(page.locator("parley-widget iframe")).to_have_count(0)
    assert stored(page, "localStorage") == {}
    chat.open()
    expect(chat.theirs.first).to_be_visible()
    expect(chat.mine).to_have_count(0)


def test_a_card_number_never_leaves_the_browser(visitor: Come) -> None:
    """It is masked before it is sent, and the shopper is told."""
    page = visitor("/")
    sent: list[str] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(str(frame))))
    page.on("request", lambda request: sent.append(request.post_data or ""))
    chat = Chat(page).open()
    chat.say("my card is 4111 1111 1111 1111")
    chat.expect_sent("•••• 1111")
    expect(chat.frame.get_by_text("We hid the card number")).to_be_visible()
    assert any("•••• 1111" in frame or "\\u2022" in frame for frame in sent)
    assert not any("4111 1111" in frame or "4111111111111111" in frame for frame in sent)


def test_arabic_runs_from_the_right(visitor: Come) -> None:
    """The language is switched in the window, turns it round, and stays on the next page."""
    page = visitor("/")
    chat = Chat(page).open()
    chat.frame.locator("[aria-controls=menu]").click()
    chat.frame.locator(".menu [lang=ar]").click()
    expect(chat.frame.locator("html")).to_have_attribute("dir", "rtl")
    expect(chat.frame.locator(".notice")).to_contain_text("المساعد الآلي")
    page.reload()
    expect(chat.frame.locator("html")).to_have_attribute("dir", "rtl")


@pytest.mark.parametrize("path", ["/", "/products/halo-table-lamp"])
def test_on_a_phone_nothing_of_the_shop_is_covered(visitor: Come, path: str) -> None:
    """The launcher stands above cookie notice and cart bar; the chat takes the whole screen."""
    page = visitor(path, viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    launcher = page.locator(LAUNCHER)
    expect(launcher).to_be_visible()
    page.wait_for_timeout(3500)  # the loader looks again once cookie notices had time to come
    assert page.evaluate(COVERED) == []
    launcher.click()
    box = page.locator("parley-widget iframe").bounding_box()
    assert box is not None
    assert (box["x"], box["width"], round(box["height"])) == (0, 360, 640)


@pytest.fixture
def foreign(program: Program) -> Iterator[str]:
    """Somebody else's page with a copied snippet; its address is on no list."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            snippet = f'<script async src="{program.parley}/widget.js" data-store="lumen-goods"></script>'
            self.wfile.write(f"<!doctype html><body>{snippet}".encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_a_foreign_domain_is_refused_in_one_sentence(visitor: Come, foreign: str) -> None:
    """A copied snippet shows no launcher, and says why to who looks."""
    page = visitor("/")
    with page.expect_console_message(lambda line: line.type == "info") as said:
        page.goto(foreign)
    assert f"{foreign} is not on the shop's list of domains" in said.value.text
    expect(page.locator("parley-widget")).to_have_count(0)


def test_a_chat_that_cannot_be_loaded_leaves_the_page_alone(visitor: Come) -> None:
    """Everything behind the loader fails: the launcher stays, nothing is thrown."""
    page = visitor("/")
    thrown: list[str] = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    page.route("**/widget/assets/**", lambda route: route.abort())
    page.reload()
    page.locator(LAUNCHER).click()
    expect(page.locator(LAUNCHER)).to_be_visible()
    assert thrown == []
