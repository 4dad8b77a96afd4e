"""Mail fetched from a mailbox, against an IMAP server on loopback."""

from collections.abc import Iterator

import pytest

from integration_app.channels.email.imap import Mailbox
from integration_app.kit.errors import ProviderError
from tests.support.imap_server import ImapServer
from tests.support.servers import free_port


@pytest.fixture
def server() -> Iterator[ImapServer]:
    running = ImapServer()
    running.folder.mails = {
        1: b"From: a@x.example\r\n\r\none\r\n",
        2: b"From: b@x.example\r\n\r\n" + b"x" * 500,
        7: b"z",
    }
    yield running
    running.close()


def mailbox(server: ImapServer, password: str = "p%40ss") -> Mailbox:
    return Mailbox(f"imap://ada:{password}@127.0.0.1:{server.port}/INBOX")


def test_unread_mails_are_given_and_marked(server: ImapServer) -> None:
    given: list[bytes] = []
    assert mailbox(server).fetch(lambda raw: given.append(raw) is None, largest=10_000) == 3
    assert given == list(server.folder.mails.values())
    assert server.folder.seen == {1, 2, 7}
    assert mailbox(server).fetch(lambda raw: True, largest=10_000) == 0


def test_a_mail_that_is_too_large_is_left(server: ImapServer) -> None:
    assert mailbox(server).fetch(lambda raw: True, largest=100) == 2
    assert server.folder.fetched == [1, 7]


def test_a_mail_that_could_not_be_kept_stays_unread(server: ImapServer) -> None:
    def fail(raw: bytes) -> bool:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        mailbox(server).fetch(fail, largest=10_000)
    assert server.folder.seen == set()


def test_a_wrong_password_is_permanent(server: ImapServer) -> None:
    with pytest.raises(ProviderError) as raised:
        mailbox(server, "wrong").fetch(lambda raw: True, largest=100)
    assert raised.value.permanent


def test_a_server_that_is_away_is_passing() -> None:
    with pytest.raises(ProviderError) as raised:
        Mailbox(f"imap://a:b@127.0.0.1:{free_port()}/").fetch(lambda raw: True, largest=100)
    assert not raised.value.permanent
