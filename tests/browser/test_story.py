"""The main job, from the shop's page to the agent's desk, in a real browser against the real program."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chat import Chat
from tests.browser.desk import Desk
from tests.browser.shop import Shop
from tests.support.program import Program
from tests.support.waiting import until

Come = Callable[..., Page]


@dataclass(frozen=True)
class Asked:
    """A question in a language, and how the answer to it looks."""

    language: str
    zone: str
    question: str
    title: str
    state: str
    clock: str
    direction: str = "ltr"


IN_THEIR_LANGUAGE = [
    Asked("en", "Europe/Paris", "Where is my order 1033?", "Order 1033", "On its way", "your time"),
    Asked("de", "Europe/Berlin", "Wo ist meine Bestellung 1033?", "Bestellung 1033", "Unterwegs", "Ihrer Zeit"),
    Asked("es", "America/Mexico_City", "¿Dónde está mi pedido 1033?", "Pedido 1033", "En camino", "tu hora"),
    Asked("zh", "Asia/Shanghai", "我的订单1033到哪里了？", "订单 1033", "运输中", "您当地时间"),
    Asked("ar", "Asia/Riyadh", "أين طلبي 1033؟", "الطلب 1033", "في الطريق", "بتوقيتك", "rtl"),
]


def put_into_cart(page: Page) -> None:
    """Put the page's product into the cart."""
    page.locator(".add-bar button").click()
    page.wait_for_url("**/cart")


def check_out(page: Page) -> None:
    """Go from the cart to the confirmed order, as a guest."""
    page.get_by_role("link", name="Go to checkout").click()
    given = {"email": "iris@mail.fr", "first_name": "Iris", "last_name": "Blanc", "address1": "2 rue Foy"}
    for name, value in {**given, "zip": "69002", "city": "Lyon"}.items():
        page.locator(f"[name={name}]").fill(value)
    page.get_by_role("button", name="Place the order").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()


def test_leaving_the_cart_brings_a_code_that_works_once(visitor: Come, shop: Shop) -> None:
    """The bubble speaks once, the code is made on the tap, applied in the cart, and spent by the order."""
    page = visitor("/products/halo-table-lamp")
    put_into_cart(page)
    page.locator(".brand").click()
    bubble = page.locator("parley-widget .bubble")
    expect(bubble).to_contain_text("Need help completing your order?")
    expect(bubble).to_contain_text("Take 5% off")
    bubble.locator(".take").click()
    chat = Chat(page)
    expect(chat.frame.locator(".coupon")).to_contain_text("5%")
    code = chat.frame.locator(".coupon .picked").inner_text()
    chat.frame.get_by_role("link", name="Apply to my cart").click()
    page.wait_for_url("**/cart")
    expect(page.locator("parley-widget iframe")).to_have_count(0)
    expect(page.locator(".bill")).to_contain_text(f"Code {code}, 5% off")
    expect(page.locator(".bill")).to_contain_text("-€4.45")
    check_out(page)

    other = visitor("/products/halo-table-lamp")
    put_into_cart(other)
    other.locator(".bill [name=code]").fill(code)
    other.get_by_role("button", name="Apply").click()
    expect(other.locator(".flash")).to_contain_text("was used already")
    until(lambda: [campaign["issued"]["redeemed"] for campaign in shop.settings("campaigns")] == [1])


def test_ninety_seconds_in_the_shop_and_an_empty_cart_bring_help_without_a_code(
    visitor: Come, program: Program
) -> None:
    """The clock of the page runs ahead; what speaks offers a hand and no money, and not twice in a visit."""
    page = visitor("/")
    page.clock.install()
    page.goto(f"{program.shop}/collections/lamps")
    expect(page.locator("parley-widget .launch")).to_be_visible()
    bubble = page.locator("parley-widget .bubble")
    page.clock.run_for(85_000)
    expect(bubble).to_have_count(0)
    page.clock.run_for(10_000)
    expect(bubble).to_be_visible()
    assert "%" not in bubble.inner_text()
    bubble.locator(".no").click()
    page.clock.run_for(200_000)
    expect(bubble).to_have_count(0)


@pytest.mark.parametrize("asked", IN_THEIR_LANGUAGE, ids=lambda asked: asked.language)
def test_asked_in_their_language_the_order_is_answered_in_it(visitor: Come, asked: Asked) -> None:
    """An English page, a question in another language: proof, card and words follow, and the window too."""
    chat = Chat(visitor("/", timezone_id=asked.zone)).open()
    chat.say(asked.question)
    chat.expect_answer()
    expect(chat.frame.locator("html")).to_have_attribute("lang", asked.language)
    chat.prove("cleo@mail.fr")
    card = chat.frame.locator("article.card")
    expect(card.locator("h2")).to_have_text(asked.title)
    expect(card.locator(".pill")).to_have_text(asked.state)
    expect(card.locator("li")).to_have_count(4)
    expect(chat.theirs.last).to_contain_text(asked.clock)
    expect(chat.frame.locator("html")).to_have_attribute("dir", asked.direction)


def test_what_the_shop_does_appears_once_in_the_open_chat(visitor: Come, shop: Shop) -> None:
    """The shop ships, delays and delivers; real webhooks bring each as one message, with the card up to date."""
    page = visitor("/")
    chat = Chat(page).open()
    chat.say("where is order 1037?")
    chat.expect_answer()
    chat.prove("noor.guest@mail.fr")
    pill = chat.frame.locator("article.card .pill").last
    expect(pill).to_have_text("Packed")
    said = chat.theirs.count()
    for n, (act, state) in enumerate(
        [("ship", "On its way"), ("delay", "Late"), ("door", "Near you"), ("deliver", "Delivered")], 1
    ):
        shop.play(1037, act)
        expect(pill).to_have_text(state)
        expect(chat.theirs).to_have_count(said + n)
    page.reload()
    expect(chat.theirs).to_have_count(said + 4)


def test_a_person_takes_over_knowing_everything_and_gives_it_back(visitor: Come, desk: Desk) -> None:
    """Nothing has to be said again; both see each other live; afterwards the bot answers."""
    page = visitor("/collections/lamps")
    chat = Chat(page).open()
    chat.say("where is my order 1028?")
    chat.expect_answer()
    chat.prove("amelia.hart@mail.co.uk")
    chat.ask_for_a_person()
    chat.expect_said("passing this to a colleague")

    desk.open("Amelia Hart")
    expect(desk.summary).to_contain_text("1028")
    expect(desk.panel).to_contain_text("Order 1028")
    expect(desk.panel).to_contain_text("Edinburgh")
    desk.take()
    expect(chat.frame.locator(".top")).to_contain_text("Ada is answering you")
    desk.reply("Hello Amelia, I have asked the carrier.")
    chat.expect_said("I have asked the carrier.")
    chat.say("thank you Ada")
    expect(desk.thread).to_contain_text("thank you Ada")

    desk.do("Back to the bot")
    expect(chat.frame.get_by_text("The bot answers again")).to_have_count(1)
    chat.say("how long does delivery to Germany take?")
    chat.expect_said("1 to 2 working days")


def test_an_unread_answer_goes_by_mail_and_the_mail_leads_back(
    visitor: Come, desk: Desk, shop: Shop, program: Program
) -> None:
    """Gone before the answer: it comes by mail, its link opens the chat elsewhere, a reply lands in it."""
    page = visitor("/")
    chat = Chat(page).open()
    chat.say("where is order 1030?")
    chat.expect_answer()
    chat.prove("rosa.iglesias@mail.es")
    chat.ask_for_a_person()
    chat.expect_said("passing this to a colleague")
    page.context.close()

    desk.open("Rosa Iglesias")
    desk.take()
    desk.reply("The carrier found it, it comes on Monday.")
    shop.let_held_mail_go()
    mail = shop.mail("rosa.iglesias@mail.es", "it comes on Monday")
    link = next(url for url in mail.links if "/r/" in url)

    elsewhere = visitor("/")
    elsewhere.goto(link)
    expect(elsewhere.locator(".msg", has_text="it comes on Monday")).to_be_visible()
    elsewhere.locator("#message").fill("I opened your mail on my phone")
    elsewhere.locator("#message").press("Enter")
    expect(desk.thread).to_contain_text("I opened your mail on my phone")

    shop.answer(mail, "And this is my answer by mail.")
    expect(desk.thread).to_contain_text("And this is my answer by mail.")
    expect(elsewhere.locator(".msg.me", has_text="And this is my answer by mail.")).to_have_count(1)


def test_a_return_is_asked_for_confirmed_approved_and_told(visitor: Come, desk: Desk, shop: Shop) -> None:
    """From "it is broken" to the team's yes, with a mail at both ends."""
    chat = Chat(visitor("/")).open()
    chat.say("I want to send back something from order 1016, it is broken")
    chat.expect_answer()
    chat.prove("jonas.weber@mail.de")
    form = chat.frame.locator("form.card", has_text="Return from order 1016")
    if not form.locator(".tick.on").count():
        form.locator(".pick label").first.click()
    form.locator(".chip", has_text="Arrived broken").click()
    form.locator("textarea").fill("A crack along the edge")
    form.locator("[type=submit]").click()
    card = chat.frame.locator("article.card", has_text="Return R-")
    expect(card).to_be_visible()
    reference = card.locator("h2").inner_text().removeprefix("Return ")
    shop.mail("jonas.weber@mail.de", reference)

    desk.open("Jonas Weber")
    section = desk.panel.locator("section", has_text=reference)
    expect(section).to_contain_text("A crack along the edge")
    section.get_by_role("button", name="Approve").click()
    chat.expect_said("approved")
    shop.mail("jonas.weber@mail.de", "approved")


def test_out_of_hours_a_request_is_taken_with_substance(visitor: Come, shop: Shop) -> None:
    """Nobody is there: the words, what is known, a reference and a time, in the chat and by mail."""
    with shop.closed():
        chat = Chat(visitor("/")).open()
        chat.say("where is order 1021?")
        chat.expect_answer()
        chat.prove("ana.carvalho@mail.br")
        chat.ask_for_a_person()
        form = chat.frame.locator("form.card", has_text="Message to the team")
        expect(form).to_contain_text("1021")
        form.locator("textarea").fill("Please tell customs that it is a gift")
        form.locator("[type=email]").fill("ana@home.example")
        form.locator("[type=submit]").click()
        card = chat.frame.locator("article.card", has_text="Reference")
        expect(card).to_contain_text("Please tell customs that it is a gift")
        expect(card).to_contain_text("You have an answer by")
        reference = card.locator("dd", has_text="P-").inner_text()
        mail = shop.mail("ana@home.example", reference)
        assert "Please tell customs that it is a gift" in mail.text
        assert "1021" in mail.text


def test_an_outsider_learns_nothing(visitor: Come) -> None:
    """A wrong e-mail and an order that does not exist are answered alike, and nobody sees another's chat."""
    mine = Chat(visitor("/")).open()
    mine.say("where is order 1013?")
    mine.expect_answer()
    mine.prove("cleo@mail.fr")
    answers = []
    for number in (1013, 9013):
        chat = Chat(visitor("/")).open()
        expect(chat.mine).to_have_count(0)
        chat.say(f"where is order {number}?")
        chat.expect_answer()
        chat.frame.locator("form.card input").nth(1).fill("dan@mail.us")
        chat.frame.locator("form.card [type=submit]").click()
        chat.expect_said("I find no order with that number")
        answers.append(chat.theirs.all_inner_texts())
        expect(chat.frame.locator("article.card")).to_have_count(0)
    assert answers[0] == answers[1]
