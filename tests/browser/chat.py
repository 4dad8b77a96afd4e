"""The shopper's hands: opens the chat in a page of the shop, writes, waits for what comes."""

from playwright.sync_api import FrameLocator, Locator, Page, expect

LAUNCHER = "parley-widget .launch"
ANSWER_MS = 20_000
"""How long an answer may take on a busy machine."""

expect.set_options(timeout=ANSWER_MS)


class Chat:
    """The chat in a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.frame: FrameLocator = page.frame_locator("parley-widget iframe")

    def open(self) -> "Chat":
        """Open it by its launcher."""
        self.page.locator(LAUNCHER).click()
        expect(self.box).to_be_visible()
        return self

    @property
    def box(self) -> Locator:
        """Where one writes."""
        return self.frame.locator("#message")

    @property
    def mine(self) -> Locator:
        """What the shopper said."""
        return self.frame.locator(".msg.me")

    @property
    def theirs(self) -> Locator:
        """What the shop said."""
        return self.frame.locator(".msg:not(.me)")

    def say(self, text: str) -> None:
        """Write and send."""
        self.box.fill(text)
        self.box.press("Enter")

    def expect_sent(self, text: str, *, times: int = 1) -> None:
        """Wait until it stands there, sent, exactly so often."""
        expect(self.frame.locator(".msg.me:not(.unsent)", has_text=text)).to_have_count(times)

    def prove(self, contact: str) -> None:
        """Answer the card that asks for the order's e-mail, and wait until it stands as matched."""
        self.frame.locator("form.card input").nth(1).fill(contact)
        self.frame.locator("form.card [type=submit]").click()
        expect(self.frame.locator(".checked")).to_be_visible()

    def ask_for_a_person(self) -> None:
        """Press the button that is always there."""
        self.frame.locator(".person").click()

    def expect_said(self, text: str, *, times: int = 1) -> None:
        """Wait until the shop has said it, exactly so often."""
        expect(self.theirs.filter(has_text=text)).to_have_count(times)

    def expect_answer(self, answers: int = 1) -> None:
        """Wait for that many answers below the greeting."""
        expect(self.theirs.nth(answers)).to_be_visible()


def stored(page: Page, where: str) -> dict[str, str]:
    """Return what the page keeps in "localStorage" or "sessionStorage"."""
    found: dict[str, str] = page.evaluate(f"() => ({{...{where}}})")
    return found
