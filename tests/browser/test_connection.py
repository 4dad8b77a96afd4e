"""Messages arrive once, whatever the line does."""

from collections.abc import Callable

from playwright.sync_api import Page, Route, WebSocketRoute, expect

from tests.browser.chat import Chat

Come = Callable[..., Page]
HTTP = "**/widget/lumen-goods/{messages*,acts,token,conversations}"
SOCKET = "**/socket.io/**"


def test_without_websockets_the_chat_goes_over_plain_http(visitor: Come) -> None:
    """No socket ever opens; question and answer arrive all the same, and nothing is said of a lost line."""
    page = visitor("/")
    page.route_web_socket(SOCKET, lambda socket: socket.close())
    chat = Chat(page).open()
    chat.say("hello")
    chat.expect_answer()
    chat.say("how long does delivery take?")
    chat.expect_answer(2)
    expect(chat.frame.locator(".banner")).to_have_count(0)
    chat.expect_sent("hello")


def test_a_socket_that_hangs_is_given_up_after_five_seconds(visitor: Come) -> None:
    """It opens and says nothing: plain HTTP takes over."""
    page = visitor("/")
    page.route_web_socket(SOCKET, lambda _socket: None)
    chat = Chat(page).open()
    chat.say("hello")
    chat.expect_answer()


def test_what_is_written_without_a_line_goes_out_once(visitor: Come) -> None:
    """It waits in the browser, survives a reload, and is sent by itself when the line is back."""
    page = visitor("/")
    chat = Chat(page).open()
    chat.say("hello")
    chat.expect_answer()
    lines: list[WebSocketRoute] = []
    down = [True]

    def gate(route: Route) -> None:
        route.abort() if down[0] else route.continue_()

    def dial(socket: WebSocketRoute) -> None:
        lines.append(socket)
        socket.close() if down[0] else socket.connect_to_server()

    page.route(HTTP, gate)
    page.route_web_socket(SOCKET, dial)
    page.reload()
    expect(chat.frame.locator(".banner")).to_contain_text("your text is kept")
    chat.say("written in the tunnel")
    expect(chat.frame.locator(".unsent", has_text="written in the tunnel")).to_be_visible()
    expect(chat.frame.get_by_text("Goes out by itself")).to_be_visible()
    page.reload()
    expect(chat.frame.locator(".unsent", has_text="written in the tunnel")).to_be_visible()
    down[0] = False
    chat.frame.get_by_role("button", name="Try now").click()
    chat.expect_sent("written in the tunnel")
    expect(chat.frame.locator(".unsent")).to_have_count(0)
    expect(chat.frame.locator(".banner")).to_have_count(0)
    page.reload()
    chat.expect_sent("written in the tunnel", times=1)


def test_a_lost_push_is_noticed_and_fetched(visitor: Come) -> None:
    """The first push of an answer is dropped on the way; the next message shows the gap, and all stand in order."""
    page = visitor("/")
    dropped: list[str] = []

    def drop_first(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()

        def pass_on(frame: str | bytes) -> None:
            if not dropped and isinstance(frame, str) and '"message"' in frame and '"author":"bot"' in frame:
                dropped.append(frame)
            else:
                socket.send(frame)

        server.on_message(pass_on)
        socket.on_message(server.send)

    page.route_web_socket(SOCKET, drop_first)
    chat = Chat(page).open()
    chat.say("hello")
    page.wait_for_timeout(1500)
    chat.say("how long does delivery take?")
    chat.expect_answer(2)
    assert len(dropped) <= 1
    texts = chat.frame.locator(".msg").all_inner_texts()
    assert texts.index("hello") < texts.index("how long does delivery take?") < len(texts) - 1
    assert texts.index("how long does delivery take?") - texts.index("hello") == 2
