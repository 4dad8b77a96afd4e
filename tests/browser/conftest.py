"""A real browser against the real program."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.desk import Desk
from tests.browser.shop import Shop
from tests.support import browser as installed
from tests.support.program import Program


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Launch the system's Chromium; it may not look for anything outside."""
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    quiet += ["--disable-component-update", "--disable-sync"]
    return {"executable_path": installed.find(), "args": quiet}


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """Parley with the demo shop, seeded, shared by all browser tests: each opens chats of its own."""
    running = Program(tmp_path_factory.mktemp("program")).start()
    Shop(running).settle()
    yield running
    running.stop()


@pytest.fixture
def visitor(browser: Browser, program: Program) -> Iterator[Callable[..., Page]]:
    """Open a page of the shop as somebody new; options are those of a browser context."""
    contexts = []

    def come(path: str = "/", **options: Any) -> Page:
        context = browser.new_context(**{"locale": "en-GB", "timezone_id": "Europe/Paris", **options})
        contexts.append(context)
        page = context.new_page()
        page.goto(program.shop + path)
        return page

    yield come
    for context in contexts:
        context.close()


@pytest.fixture
def shop(program: Program) -> Shop:
    """The shop's own people."""
    return Shop(program)


@pytest.fixture
def desk(browser: Browser, program: Program) -> Iterator[Desk]:
    """An agent in the console, signed in, in a browser of his own."""
    context = browser.new_context(locale="en-GB", timezone_id="Europe/Berlin", viewport={"width": 1440, "height": 900})
    yield Desk(context.new_page()).enter(program)
    context.close()


@pytest.fixture
def shots() -> Path:
    """A folder for pictures of what a test saw."""
    folder = Path(__file__).parents[2] / "build" / "shots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
