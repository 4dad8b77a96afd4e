"""An agent's hands: signs in to the console, finds a conversation, takes it, answers."""

from playwright.sync_api import Locator, Page, expect

from tests.support.program import Program


class Desk:
    """The console in a browser of its own."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def enter(self, program: Program) -> "Desk":
        """Sign in as the demo's owner."""
        self.page.goto(f"{program.parley}/console/")
        self.page.get_by_role("button", name="Enter the demo").click()
        expect(self.page.get_by_role("heading", name="Inbox")).to_be_visible()
        return self

    def open(self, words: str, *, view: str = "All") -> "Desk":
        """Open the first conversation of a view in whose list entry these words stand."""
        if not self._views.is_visible():
            self.page.go_back()
        self._views.get_by_role("button", name=view).click()
        self.page.locator("[data-row]", has_text=words).first.click()
        expect(self.thread).to_be_visible()
        return self

    @property
    def thread(self) -> Locator:
        """What was said."""
        return self.page.locator(".talk .thread")

    @property
    def summary(self) -> Locator:
        """What the bot sums up."""
        return self.page.locator(".brief")

    @property
    def panel(self) -> Locator:
        """The person beside the conversation."""
        return self.page.get_by_role("complementary").last

    def take(self) -> None:
        """Take the conversation, unless it was given to us already."""
        take = self.page.get_by_role("button", name="Take it").first
        expect(take.or_(self._field).first).to_be_visible()
        if take.is_visible():
            take.click()
        expect(self._field).to_be_visible()

    def reply(self, text: str) -> None:
        """Write to the shopper."""
        self._field.fill(text)
        self._field.press("Control+Enter")
        expect(self.thread.locator(".turn:not(.unsent)", has_text=text)).to_be_visible()

    def note(self, text: str) -> None:
        """Write to the team."""
        self.page.get_by_role("button", name="Note", exact=True).click()
        self._field.fill(text)
        self._field.press("Control+Enter")
        expect(self.thread.locator(".memo", has_text=text)).to_be_visible()
        self.page.get_by_role("button", name="Reply", exact=True).click()

    def do(self, name: str) -> None:
        """Press a button of the conversation's head."""
        self.page.get_by_role("button", name=name).first.click()

    @property
    def _views(self) -> Locator:
        return self.page.get_by_role("group", name="Views")

    @property
    def _field(self) -> Locator:
        return self.page.locator(".reply textarea")
