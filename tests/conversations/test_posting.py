"""One door in, one door out: every message once, in order, sealed."""

import threading

import pytest
from sqlalchemy import select, text

from integration_app import conversations
from integration_app.conversations.models import Conversation, Message
from integration_app.conversations.posting import NothingSaid, TooLong
from integration_app.kit import db
from tests.support.cast import Cast


@pytest.fixture
def opened(cast: Cast) -> conversations.Opened:
    with db.unit():
        return conversations.open(
            cast.store, locale="en", zone="Europe/Paris", address="203.0.113.9", user_agent="Test"
        )


def receive(opened: conversations.Opened, words: str, client_id: str) -> conversations.Posted:
    with db.unit():
        return conversations.receive(conversations.by_id(opened.conversation.id), text=words, client_id=client_id)


def test_messages_are_numbered_in_order(opened: conversations.Opened) -> None:
    seqs = [receive(opened, f"hello {n}", f"c{n}").seq for n in range(5)]
    assert seqs == [1, 2, 3, 4, 5]


def test_the_same_client_id_says_it_once(opened: conversations.Opened) -> None:
    first = receive(opened, "where is my parcel", "c1")
    again = receive(opened, "where is my parcel", "c1")
    assert (first.new, again.new) == (True, False)
    assert (first.public_id, first.seq) == (again.public_id, again.seq)
    with db.unit(read_only=True):
        row = conversations.by_id(opened.conversation.id)
        assert (row.last_seq, row.shopper_seq) == (1, 1)
        assert [turn.body.text for turn in conversations.thread(row)] == ["where is my parcel"]


def test_card_numbers_never_reach_the_database(opened: conversations.Opened) -> None:
    receive(opened, "my card is 4111 1111 1111 1111 thanks", "c1")
    with db.unit(read_only=True):
        turns = conversations.thread(opened.conversation)
        assert turns[0].body.text == "my card is •••• 1111 thanks"
        stored = db.session().scalars(select(Message)).one()
        assert b"card" not in stored.body


def test_bodies_do_not_open_in_another_row(opened: conversations.Opened) -> None:
    receive(opened, "first", "c1")
    receive(opened, "second", "c2")
    with db.unit():
        db.session().execute(text("UPDATE messages SET body = (SELECT body FROM messages WHERE seq = 1) WHERE seq = 2"))
    with db.unit(read_only=True), pytest.raises(Exception, match="does not open"):
        conversations.thread(opened.conversation)


def test_a_reply_covers_a_message_once(opened: conversations.Opened) -> None:
    said = receive(opened, "hi", "c1")
    with db.unit():
        conversations.send(opened.conversation, author="bot", text="Hello", answers_seq=said.seq)
    with pytest.raises(conversations.AlreadyAnswered), db.unit():
        conversations.send(opened.conversation, author="bot", text="Hello again", answers_seq=said.seq)
    with db.unit(read_only=True):
        row = conversations.by_id(opened.conversation.id)
        assert row.answered_seq == said.seq
        assert conversations.unanswered(row) == []
        assert [turn.author for turn in conversations.thread(row)] == ["shopper", "bot"]


def test_a_word_from_the_shopper_opens_a_closed_conversation(opened: conversations.Opened) -> None:
    receive(opened, "hi", "c1")
    with db.unit():
        conversations.close(conversations.by_id(opened.conversation.id))
    receive(opened, "one more thing", "c2")
    with db.unit(read_only=True):
        assert conversations.by_id(opened.conversation.id).holder == "bot"


def test_nothing_and_too_much_are_refused(opened: conversations.Opened) -> None:
    with pytest.raises(NothingSaid):
        receive(opened, "   ", "c1")
    with pytest.raises(TooLong):
        receive(opened, "x" * 8001, "c2")


def test_many_at_once_leave_no_gap(opened: conversations.Opened) -> None:
    def say(n: int) -> None:
        receive(opened, f"message {n}", f"c{n % 15}")

    threads = [threading.Thread(target=say, args=(n,)) for n in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with db.unit(read_only=True):
        seqs = [turn.seq for turn in conversations.thread(opened.conversation)]
        assert seqs == list(range(1, 16))
        assert db.session().get_one(Conversation, opened.conversation.id).last_seq == 15


def test_a_secret_opens_only_in_its_store(cast: Cast, opened: conversations.Opened) -> None:
    with db.unit(read_only=True):
        assert conversations.by_secret(cast.store.id, opened.secret) is not None
        assert conversations.by_secret(cast.other_store.id, opened.secret) is None
        assert conversations.by_secret(cast.store.id, "guess") is None


def test_forgotten_means_no_device_opens_it(cast: Cast, opened: conversations.Opened) -> None:
    with db.unit():
        conversations.forget(conversations.by_id(opened.conversation.id))
    with db.unit(read_only=True):
        assert conversations.by_secret(cast.store.id, opened.secret) is None


def test_a_quiet_line_leaves_the_lists_words_as_they_were(opened: conversations.Opened) -> None:
    receive(opened, "where is my parcel", "c1")
    with db.unit():
        conversations.send(opened.conversation, author=conversations.SYSTEM, text="Ben is here now.")
    with db.unit(read_only=True):
        row = conversations.by_id(opened.conversation.id)
        assert (conversations.gist(row), row.last_author, row.last_seq) == ("where is my parcel", "shopper", 2)
