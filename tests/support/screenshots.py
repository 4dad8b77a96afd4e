"""Take the pictures of docs/pictures from the running program: a shop, its chat, and the inbox behind it."""

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.chat import Chat
from tests.browser.desk import Desk
from tests.browser.shop import Shop
from tests.support import browser as installed
from tests.support.program import ROOT, Program

PICTURES = ROOT / "docs" / "pictures"
DESK = {"width": 1440, "height": 1000}
INBOX = {"width": 1440, "height": 960}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}
LAMP = "/products/halo-table-lamp"


@dataclass(frozen=True)
class Visitor:
    """Somebody who writes, and in how many minutes the answer is due; None: it waits for the shopper."""

    name: str
    locale: str
    zone: str
    question: str
    contact: str
    wish: str
    due: int | None


VISITORS = [
    Visitor(
        "Mateo Rivas",
        "es-MX",
        "America/Mexico_City",
        "¿Dónde está mi pedido 1022?",
        "mateo.rivas@mail.mx",
        "¿Tengo que pagar algo en la aduana?",
        None,
    ),
    Visitor(
        "Grace Okafor",
        "en-US",
        "America/New_York",
        "where is order 1027",
        "grace.okafor@mail.us",
        "Please ask the carrier, it is a birthday present",
        110,
    ),
    Visitor(
        "Wei Chen",
        "zh-CN",
        "Asia/Shanghai",
        "我的订单1023到哪里了？",
        "chen.wei@mail.cn",
        "清关需要我提供什么资料吗？请转人工",
        48,
    ),
    Visitor(
        "Jonas Weber",
        "de-DE",
        "Europe/Berlin",
        "Wo ist meine Bestellung 1032?",
        "jonas.weber@mail.de",
        "Ich brauche eine Rechnung auf die Firma",
        12,
    ),
    Visitor(
        "Amelia Hart",
        "en-GB",
        "Europe/London",
        "Where is my order 1028?",
        "amelia.hart@mail.co.uk",
        "It should have been here on Thursday",
        -4,
    ),
]


class Studio:
    """The running program and a browser, ready for pictures."""

    def __init__(self, program: Program, browser: Browser) -> None:
        self._program, self._browser = program, browser
        self.shop = Shop(program)

    @contextmanager
    def visit(self, path: str, *, country: str = "FR", **options: Any) -> Iterator[Page]:
        """Come to the shop from a country, as somebody who has dealt with its cookie notice."""
        context = self._browser.new_context(**options)
        page = context.new_page()
        context.request.post(f"{self._program.shop}/preferences", form={"country": country})
        page.goto(self._program.shop + path)
        page.locator(".cookie-notice button").click()
        expect(page.locator("parley-widget .launch")).to_be_visible()
        page.evaluate("document.querySelectorAll('.backroom').forEach((it) => (it.hidden = true))")
        yield page
        context.close()

    @contextmanager
    def desk(self, **options: Any) -> Iterator[Desk]:
        """Sit down at the console."""
        context = self._browser.new_context(locale="en-GB", timezone_id="Europe/Berlin", **options)
        yield Desk(context.new_page()).enter(self._program)
        context.close()

    def ask(self, page: Page, question: str, contact: str) -> Chat:
        """Ask for an order and prove it by the card, all within one minute of the clock."""
        page.wait_for_timeout(max(0, time.time() % 60 - 45) * 1000)
        chat = Chat(page).open()
        chat.say(question)
        chat.expect_answer()
        chat.prove(contact)
        expect(chat.frame.locator("article.card").first).to_be_visible()
        return chat


def shoot(page: Page, name: str) -> None:
    """Keep what is seen, once everything that is drawn has come and nothing moves."""
    page.wait_for_load_state("networkidle")
    page.mouse.move(2, 2)
    page.wait_for_timeout(600)  # the bubble's and the toasts' way in
    page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")


def widget(studio: Studio) -> None:
    """The chat over a product, on a desk, in Arabic, and on a phone."""
    with studio.visit(LAMP, viewport=DESK, locale="en-GB", timezone_id="Europe/Paris") as page:
        studio.ask(page, "where is my order 1033??", "cleo@mail.fr")
        shoot(page, "widget")
    with studio.visit(LAMP, country="SA", viewport=DESK, locale="ar-SA", timezone_id="Asia/Riyadh") as page:
        studio.ask(page, "وين طلبي رقم 1024؟؟", "layla@mail.sa")
        shoot(page, "widget-arabic")
    with studio.visit(LAMP, **PHONE, locale="de-DE", timezone_id="Europe/Berlin") as page:
        studio.ask(page, "Wo ist meine Bestellung 1032?", "jonas.weber@mail.de")
        shoot(page, "widget-phone")
    with studio.visit(LAMP, **PHONE, locale="en-GB", timezone_id="Europe/Paris") as page:
        page.locator(".add-bar button").click()
        page.wait_for_url("**/cart")
        page.goto(page.url.replace("/cart", LAMP))
        expect(page.locator("parley-widget .bubble")).to_be_visible()
        shoot(page, "widget-offer")


def talks(studio: Studio) -> None:
    """Fill the inbox: people in five languages, one of them with something broken to send back."""
    for visitor in VISITORS:
        with studio.visit("/", locale=visitor.locale, timezone_id=visitor.zone) as page:
            chat = studio.ask(page, visitor.question, visitor.contact)
            chat.say(visitor.wish)
            chat.expect_sent(visitor.wish)
            chat.expect_answer(3)
            page.wait_for_timeout(800)  # the state comes right behind the answer
            if chat.frame.locator(".person").is_enabled():
                chat.ask_for_a_person()
            expect(chat.frame.locator(".person")).to_be_disabled()
    with studio.visit(LAMP, locale="ar-SA", timezone_id="Asia/Riyadh") as page:
        studio.shop.play(1024, "deliver")
        chat = Chat(page).open()
        chat.say("السلام عليكم، وصلني الطلب 1024 والمصباح مكسور")
        chat.expect_answer()
        chat.prove("layla@mail.sa")
        form = chat.frame.locator("form.card")
        form.locator(".chip").first.click()
        form.locator("textarea").fill("الغطاء مكسور من الجانب")
        form.locator("[type=submit]").click()
        expect(chat.frame.locator("article.card", has_text="R-")).to_be_visible()
        chat.say("أريد التحدث مع موظف من فضلكم")
        expect(chat.frame.locator(".person")).to_be_disabled()


def inbox(studio: Studio) -> None:
    """The inbox on a desk and on a phone, and the settings of a trigger."""
    with studio.desk(viewport=INBOX) as desk:
        for visitor in VISITORS:
            desk.open(visitor.name).take()
        desk.open("Mateo Rivas").reply("Hola Mateo, la aduana la pagamos nosotros. ¿Algo más?")
        desk.open("Layla Al-Harbi").take()
        desk.note("@Ben third cracked shade from this batch. Refund it, no need to send it back.")
        due = {visitor.name: visitor.due for visitor in VISITORS if visitor.due is not None}
        studio.shop.let_answers_be_due({**due, "Layla Al-Harbi": 6})
        desk.page.reload()
        desk.open("Layla Al-Harbi", view="Mine")
        desk.page.wait_for_load_state("networkidle")
        desk.thread.evaluate("(it) => (it.scrollTop = 0)")
        shoot(desk.page, "inbox")
        desk.page.goto(f"{desk.page.url.split('/console')[0]}/console/settings/triggers")
        desk.page.get_by_role("link", name="Leaving the cart").first.click()
        expect(desk.page.get_by_role("heading", name="Rule")).to_be_visible()
        shoot(desk.page, "settings-trigger")
    with studio.desk(**PHONE) as desk:
        desk.open("Layla Al-Harbi", view="Mine")
        shoot(desk.page, "inbox-phone")


def main() -> int:
    """Take all pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        program = Program(Path(folder)).start()
        browser = playwright.chromium.launch(executable_path=installed.find(), args=["--no-sandbox", "--disable-gpu"])
        try:
            studio = Studio(program, browser)
            studio.shop.settle()
            widget(studio)
            talks(studio)
            inbox(studio)
        finally:
            browser.close()
            program.stop()
    for picture in sorted(PICTURES.glob("*.png")):
        sys.stdout.write(f"{picture.relative_to(ROOT)}  {picture.stat().st_size / 1000:.0f} kB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
