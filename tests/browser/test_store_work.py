"""What the merchant and his people do with a real store from the console: connect one, and act on an order."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chat import Chat
from tests.browser.desk import Desk
from tests.browser.shop import Shop
from tests.support.program import Program
from tests.support.woo_store import Key, WooServer

Come = Callable[..., Page]
KEY = Key()


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """A program of its own: a second store changes what everybody in the workspace sees."""
    running = Program(tmp_path_factory.mktemp("program")).start()
    Shop(running).settle()
    yield running
    running.stop()


def test_a_refund_from_the_dialog_to_the_shoppers_chat(visitor: Come, desk: Desk, shots: Path) -> None:
    chat = Chat(visitor()).open()
    chat.say("Where is my order 1033?")
    chat.prove("cleo@mail.fr")
    chat.ask_for_a_person()
    desk.open("Cleo")
    menu, dialog = desk.panel.get_by_role("button", name="Actions").first, desk.page.get_by_role("dialog")
    menu.click()
    desk.page.get_by_role("menuitem", name="Refund").click()
    expect(dialog).to_be_visible()
    desk.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(menu).to_be_focused()
    menu.click()
    desk.page.get_by_role("menuitem", name="Refund").click()
    expect(dialog).to_contain_text("The shopper is told in the chat and by mail.")
    desk.page.screenshot(path=str(shots / "refund.png"))
    dialog.get_by_role("button", name="Refund €134.00").click()
    expect(desk.thread).to_contain_text("refunded €134.00 for order 1033")
    chat.expect_said("€134.00")
    expect(desk.panel).to_contain_text("Refunded")


def test_a_tag_is_put_on_and_taken_off(visitor: Come, desk: Desk) -> None:
    chat = Chat(visitor()).open()
    chat.say("Do you sell to shops?")
    chat.expect_sent("Do you sell to shops?")
    desk.open("Visitor")
    desk.panel.get_by_role("button", name="Add a tag").click()
    desk.page.get_by_placeholder("Tag").fill("wholesale")
    desk.page.keyboard.press("Enter")
    tag = desk.panel.get_by_role("group", name="Tags").get_by_text("wholesale")
    expect(tag).to_be_visible()
    expect(desk.page.locator("[data-row][aria-current]")).to_contain_text("wholesale")
    desk.panel.get_by_role("button", name="Take off the tag wholesale").click()
    expect(tag).to_have_count(0)
    desk.page.get_by_role("button", name="Undo").click()
    expect(tag).to_be_visible()


def test_a_woocommerce_store_is_connected_by_keys(desk: Desk, program: Program, shots: Path) -> None:
    with WooServer() as site:
        page = desk.page
        page.goto(f"{program.parley}/console/settings/stores")
        page.get_by_text("WooCommerce", exact=True).first.click()
        page.get_by_label("The store's address").fill(site.url)
        page.get_by_role("button", name="Find the store").click()
        page.get_by_label("Consumer key").fill("ck_wrong")
        page.get_by_label("Consumer secret").fill(KEY.secret)
        page.get_by_role("button", name="Connect the store").click()
        expect(page.get_by_text("It begins with ck_")).to_be_visible()
        page.get_by_label("Consumer key").fill(KEY.key)
        page.get_by_role("button", name="Connect the store").click()
        expect(page.get_by_text("The store is connected")).to_be_visible()
        expect(page.get_by_text("18 listening, looked at")).to_be_visible()
        page.screenshot(path=str(shots / "connected.png"), full_page=True)
