"""Everybody can use it: by keyboard, on a small screen, with a screen reader, without motion; no page complains."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chat import LAUNCHER, Chat
from tests.support.program import Program

Come = Callable[..., Page]
PAGES = [
    "/",
    "/collections/lamps",
    "/products/halo-table-lamp",
    "/search?q=lamp",
    "/cart",
    "/pages/delivery",
    "/account",
    "/panel",
    "/mailbox",
]
PHONE = {"viewport": {"width": 360, "height": 640}, "has_touch": True, "is_mobile": True}
NAMELESS = """(root) => [...root.querySelectorAll("button, a[href], input, select, textarea, [role]")]
    .filter((it) => it.checkVisibility() && !it.closest("[aria-hidden=true]"))
    .filter((it) => !/^(log|status|alert|listitem|list|presentation)$/.test(it.getAttribute("role") || ""))
    .filter((it) => {
        const named = it.getAttribute("aria-label") || it.getAttribute("aria-labelledby") || it.innerText?.trim();
        return !named && !it.labels?.length && !it.querySelector("img[alt]:not([alt=''])");
    })
    .map((it) => it.outerHTML.slice(0, 120))"""
"""Which visible controls have no name that could be read out."""
SMALL = """(root) => [...root.querySelectorAll("*")]
    .filter((it) => it.checkVisibility() && [...it.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
    .filter((it) => parseFloat(getComputedStyle(it).fontSize) < 13 && !it.closest(".sr"))
    .map((it) => it.outerHTML.slice(0, 120))"""
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def talk(page: Page) -> Chat:
    """Open the chat and fill it: words, a form, a card, products."""
    chat = Chat(page).open()
    chat.say("do you have a lamp?")
    chat.expect_answer()
    chat.say("where is order 1033?")
    chat.expect_answer(2)
    return chat


def test_no_page_of_the_shop_complains(visitor: Come, program: Program) -> None:
    """Strict policies, and not one error on any console, with the widget on the page."""
    page = visitor("/products/halo-table-lamp")
    page.locator(".add-bar button").click()
    wrong: list[str] = []
    page.on(
        "console", lambda line: wrong.append(f"{page.url}: {line.text}") if line.type in {"error", "warning"} else None
    )
    page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
    page.on("response", lambda answer: wrong.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
    for path in [*PAGES, "/checkout"]:
        page.goto(program.shop + path)
        expect(page.locator(LAUNCHER)).to_be_visible()
        page.wait_for_load_state("networkidle")
    assert wrong == []


def test_on_a_phone_no_page_scrolls_sideways(visitor: Come, program: Program) -> None:
    """At 360 px everything fits, in the shop and in the chat."""
    page = visitor("/", **PHONE)
    for path in PAGES:
        page.goto(program.shop + path)
        assert page.evaluate(TOO_WIDE) <= 0, path
    page.goto(program.shop)
    chat = talk(page)
    chat.prove("cleo@mail.fr")
    assert chat.frame.locator("html").evaluate(TOO_WIDE) <= 0
    log = chat.frame.locator(".log")
    assert log.evaluate("(it) => it.scrollWidth - it.clientWidth") <= 0


def test_on_a_phone_a_link_into_the_shop_is_not_covered_by_the_chat(visitor: Come) -> None:
    """Following a product leads to its page, and the chat waits below."""
    page = visitor("/", **PHONE)
    chat = Chat(page).open()
    chat.say("how much is the Halo table lamp?")
    chat.frame.locator(".good a").first.click()
    page.wait_for_url("**/products/**")
    expect(page.locator(LAUNCHER)).to_be_visible()
    expect(page.locator("parley-widget iframe")).to_have_count(0)


def test_everything_works_by_keyboard(visitor: Come) -> None:
    """Tab finds the launcher, focus goes into the chat and comes back, answers can be chosen."""
    page = visitor("/pages/delivery")
    expect(page.locator(LAUNCHER)).to_be_visible()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "PARLEY-WIDGET":
            break
    page.keyboard.press("Enter")
    chat = Chat(page)
    expect(chat.box).to_be_focused()
    page.keyboard.type("hello")
    page.keyboard.press("Enter")
    chat.expect_answer()
    page.keyboard.press("Tab")
    expect(chat.frame.locator(".person")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(chat.box).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(LAUNCHER)).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_control_has_a_name_and_no_letter_is_tiny(visitor: Come, scheme: str) -> None:
    """In the chat and on the shop's page: names for screen readers, at least 13 px."""
    page = visitor("/products/halo-table-lamp", color_scheme=scheme)
    assert page.locator("body").evaluate(NAMELESS) == []
    chat = talk(page)
    chat.frame.locator("[aria-controls=menu]").click()
    body = chat.frame.locator("body")
    assert body.evaluate(NAMELESS) == []
    assert body.evaluate(SMALL) == []
    expect(chat.frame.get_by_role("log")).to_have_attribute("aria-live", "polite")
    expect(chat.frame.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("parley-widget iframe")).to_have_attribute("title", "Lumen Goods")


def test_reduced_motion_moves_nothing(visitor: Come) -> None:
    """Neither window nor messages are animated."""
    page = visitor("/", reduced_motion="reduce")
    chat = talk(page)
    assert page.evaluate("document.getAnimations().filter((it) => it.playState === 'running').length") == 0
    frame = chat.frame.locator("html")
    assert frame.evaluate("() => document.getAnimations().filter((it) => it.playState === 'running').length") == 0
