from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from tests.demo.conftest import Served
from tests.support import browser as finding

pytestmark = pytest.mark.browser
SMALLEST = {"width": 360, "height": 640}


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict:
    return {"executable_path": finding.find(), "args": ["--no-sandbox"]}


@pytest.fixture
def phone(browser: Browser) -> Page:
    return browser.new_page(viewport=SMALLEST, is_mobile=True, has_touch=True)


def box(page: Page, name: str) -> dict[str, float]:
    found = page.locator(name).bounding_box()
    assert found is not None
    return {**found, "bottom": found["y"] + found["height"]}


def test_the_bar_and_the_notice_share_a_small_screen(served: Served, phone: Page) -> None:
    phone.goto(f"{served.url}/products/cabin-pouch-set")
    bar, notice = box(phone, ".add-bar"), box(phone, ".cookie-notice")
    assert bar["bottom"] == SMALLEST["height"]
    assert notice["bottom"] <= bar["y"]
    phone.click(".cookie-notice button")
    assert phone.locator(".cookie-notice").count() == 0
    phone.click(".add-bar button")
    assert phone.url.endswith("/cart")


@pytest.mark.parametrize(
    "path", ["/", "/products/oak-board", "/cart", "/account/login", "/panel", "/collections/table"]
)
@pytest.mark.parametrize("language", ["de", "ar"])
def test_nothing_runs_out_of_a_small_screen(served: Served, phone: Page, path: str, language: str) -> None:
    phone.goto(f"{served.url}{path}?lang={language}")
    assert phone.evaluate("document.documentElement.scrollWidth") == SMALLEST["width"]


def test_no_page_breaks_its_own_policy(served: Served, browser: Browser) -> None:
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    for path in ("/", "/products/halo-table-lamp", "/cart", "/panel"):
        page.goto(served.url + path)
    assert complaints == []


def test_the_panel_ships_an_order(serve: Callable[..., Served], browser: Browser) -> None:
    served = serve()
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{served.url}/panel?stage=paid")
    page.click("text=Ship it")
    served.settle()
    assert "fulfillments/create" in served.receiver.topics()
    page.goto(f"{served.url}/products/halo-table-lamp?lang=ar")
    page.click(".backroom summary")
    assert page.locator(".backroom-sheet").is_visible()
