"""Mail and the chat: answers follow a shopper who has left, and his replies come back."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import update

from integration_app import channels, conversations
from integration_app.conversations import files, incoming, links, outgoing, unread
from integration_app.conversations.models import Conversation, DeliveryAttempt
from integration_app.conversations.reactions import send_mail
from integration_app.kit import address, clock, db, ephemeral, inbox, storage
from tests.support.cast import Cast
from tests.support.servers import free_port

Jobs = Callable[[], int]


class Mailbox:
    """A mail server that keeps what it gets, or refuses it."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.refusal = ""

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, to: str, options: Any) -> str:  # noqa: N802
        envelope.rcpt_tos.append(to)
        return self.refusal or "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        import email
        from email.policy import default

        self.mails.append(email.message_from_bytes(envelope.content, policy=default))
        return "250 OK"

    def texts(self) -> list[str]:
        return [mail.get_body(("plain",)).get_content().replace("\r\n", "\n") for mail in self.mails]


@pytest.fixture
def mailbox(tmp_path: Any) -> Iterator[Mailbox]:
    kept, port = Mailbox(), free_port()
    controller = Controller(kept, hostname="127.0.0.1", port=port)
    controller.start()
    storage.use(tmp_path / "files")
    address.use("https://parley.example")
    channels.use(smtp_url=f"smtp://127.0.0.1:{port}", mail_from="p@shop.example", reply_to="reply@shop.example")
    yield kept
    controller.stop()
    channels.use(smtp_url="", mail_from="p@shop.example")


@pytest.fixture
def talk(cast: Cast) -> Conversation:
    with db.unit():
        opened = conversations.open(cast.store, locale="de", zone="Europe/Berlin").conversation
        conversations.receive(opened, text="Wo ist mein Paket?", client_id="c1")
        conversations.know(opened, email="cleo@mail.example")
        return db.session().get_one(Conversation, opened.id)


def answer(talk: Conversation, cast: Cast, text: str, *, author: str = "agent") -> None:
    with db.unit():
        agent = cast.ben.id if author == "agent" else None
        conversations.send(talk, author=author, text=text, agent_id=agent)


def let_pass(minutes: float = 2) -> None:
    """Make every held mail as old as if this time had passed, and let the sweep's bell find it."""
    gap = timedelta(minutes=minutes)
    with db.unit() as unit:
        for row in db.session().query(DeliveryAttempt):
            values = {"created_at": row.created_at - gap, "next_at": row.next_at and row.next_at - gap}
            unit.connection.execute(update(DeliveryAttempt).where(DeliveryAttempt.id == row.id).values(values))
    with db.unit(read_only=True):
        due = [row.id for row in db.session().query(DeliveryAttempt).filter(DeliveryAttempt.next_at <= clock.now())]
    for id in due:
        send_mail(id)


def attempts() -> list[DeliveryAttempt]:
    with db.unit(read_only=True):
        return db.session().query(DeliveryAttempt).order_by(DeliveryAttempt.id).all()


def test_a_wanted_mail_goes_out_once(cast: Cast, run_jobs: Jobs, mailbox: Mailbox) -> None:
    for _ in range(2):
        with db.unit():
            outgoing.want(
                outgoing.CODE,
                workspace=cast.workspace.id,
                store=cast.store.id,
                to="cleo@mail.example",
                locale="de-AT",
                values={"code": "482913", "number": "1042"},
                dedupe_key="code:1",
                sender="Lumen",
            )
        run_jobs()
    assert [mail["Subject"] for mail in mailbox.mails] == ["482913 ist Ihr Code für Bestellung 1042"]
    assert attempts()[0].sent_at is not None
    assert attempts()[0].public_id in (attempts()[0].provider_id or "")


def test_nothing_of_a_mail_lies_open_in_its_row(cast: Cast) -> None:
    with db.unit():
        want_reset(cast)
    row = attempts()[0]
    assert b"cleo" not in row.recipient + row.content


def want_reset(cast: Cast) -> int | None:
    return outgoing.want(
        outgoing.RESET,
        workspace=cast.workspace.id,
        store=None,
        to="cleo@mail.example",
        locale="en",
        values={"email": "cleo@mail.example"},
        dedupe_key="reset:1",
        link="https://parley.example/console/link/abc",
    )


def test_a_refusal_for_good_is_shown_and_not_tried_again(cast: Cast, run_jobs: Jobs, mailbox: Mailbox) -> None:
    mailbox.refusal = "550 No such user"
    with db.unit():
        want_reset(cast)
    run_jobs()
    row = attempts()[0]
    assert row.failed_at is not None
    assert row.next_at is None
    assert "550" in (row.error or "")


def test_a_passing_failure_is_tried_again_under_the_same_name(cast: Cast, run_jobs: Jobs, mailbox: Mailbox) -> None:
    mailbox.refusal = "451 Later"
    with db.unit():
        want_reset(cast)
    run_jobs()
    assert attempts()[0].failed_at is None
    mailbox.refusal = ""
    let_pass(20)
    assert [mail["Message-ID"] for mail in mailbox.mails] == [f"<{attempts()[0].public_id}@shop.example>"]


def test_what_a_person_wrote_follows_after_two_minutes_all_in_one(
    cast: Cast, talk: Conversation, run_jobs: Jobs, mailbox: Mailbox
) -> None:
    answer(talk, cast, "Ihr Paket ist in Lyon.")
    run_jobs()
    answer(talk, cast, "Es kommt am Freitag.")
    run_jobs()
    let_pass(1.5)
    assert mailbox.mails == []
    let_pass(1)
    assert len(mailbox.mails) == 1
    text = mailbox.texts()[0]
    assert "> Ihr Paket ist in Lyon.\n>\n> Es kommt am Freitag." in text
    link = re.search(r"https://parley.example/r/(\S+)", text)
    assert link is not None
    with db.unit(read_only=True):
        assert links.conversation_of(link.group(1))[0] == talk.id
    assert "Auto-Submitted" not in mailbox.mails[0]
    let_pass(60)
    assert len(mailbox.mails) == 1


def test_what_comes_after_a_mail_goes_in_the_next(
    cast: Cast, talk: Conversation, run_jobs: Jobs, mailbox: Mailbox
) -> None:
    answer(talk, cast, "Erstens.")
    run_jobs()
    let_pass()
    answer(talk, cast, "Zweitens.")
    run_jobs()
    let_pass()
    assert "Erstens" not in mailbox.texts()[1]
    assert "Zweitens" in mailbox.texts()[1]


def test_what_was_read_meanwhile_is_held_back(cast: Cast, talk: Conversation, run_jobs: Jobs, mailbox: Mailbox) -> None:
    answer(talk, cast, "Es kommt am Freitag.")
    run_jobs()
    with db.unit():
        conversations.mark_read(talk, 2, who="shopper")
    let_pass()
    assert mailbox.mails == []
    assert attempts()[0].dropped_at is not None


def test_who_looks_on_without_reading_waits_ten_minutes(
    cast: Cast, talk: Conversation, run_jobs: Jobs, mailbox: Mailbox
) -> None:
    answer(talk, cast, "Es kommt am Freitag.")
    run_jobs()
    ephemeral.put(unread.online_key(talk.id), "1", seconds=60)
    let_pass()
    assert mailbox.mails == []
    let_pass(10)
    assert len(mailbox.mails) == 1


def test_the_bots_words_stay_in_the_chat(cast: Cast, talk: Conversation, run_jobs: Jobs, mailbox: Mailbox) -> None:
    answer(talk, cast, "Es ist unterwegs.", author="bot")
    run_jobs()
    assert attempts() == []


def test_without_an_address_nothing_is_mailed(cast: Cast, run_jobs: Jobs, mailbox: Mailbox) -> None:
    with db.unit():
        unknown = conversations.open(cast.store, locale="en", zone="UTC").conversation
        conversations.send(unknown, author="agent", text="Hello", agent_id=cast.ben.id)
    run_jobs()
    assert attempts() == []


def reply(talk: Conversation, words: str, **headers: str) -> bytes:
    mail = EmailMessage()
    with db.unit(read_only=True):
        token = links.reply_token(talk.id)
    given = {"From": "cleo@mail.example", "To": f"reply+{token}@shop.example", "Message-ID": "<r1@mail.example>"}
    for name, value in (given | {key.replace("_", "-"): value for key, value in headers.items()}).items():
        mail[name] = value
    mail.set_content(f"{words}\n\nAm 18.11.2026 um 14:02 schrieb Lumen <r@l.example>:\n> Es kommt am Freitag.\n")
    return mail.as_bytes()


def arrive(raw: bytes, run_jobs: Jobs) -> str | None:
    with db.unit():
        incoming.keep(raw)
    run_jobs()
    with db.unit(read_only=True):
        return db.session().query(inbox.Delivery).order_by(inbox.Delivery.id.desc()).first().outcome


def words_of(talk: Conversation) -> list[str]:
    """Return what the shopper said; the assistant answers in between."""
    with db.unit(read_only=True):
        return [turn.body.text for turn in conversations.thread(talk) if turn.author == "shopper"]


def test_a_reply_comes_back_into_the_same_conversation(talk: Conversation, run_jobs: Jobs, mailbox: Mailbox) -> None:
    assert arrive(reply(talk, "Danke, es ist da."), run_jobs) == "done"
    assert words_of(talk) == ["Wo ist mein Paket?", "Danke, es ist da."]


def test_the_same_mail_by_two_ways_is_said_once(talk: Conversation, run_jobs: Jobs, mailbox: Mailbox) -> None:
    arrive(reply(talk, "Danke."), run_jobs)
    arrive(reply(talk, "Danke.", Received="by another way"), run_jobs)
    assert words_of(talk).count("Danke.") == 1


def test_machines_are_not_heard(talk: Conversation, run_jobs: Jobs, mailbox: Mailbox) -> None:
    assert arrive(reply(talk, "Ich bin im Urlaub.", Auto_Submitted="auto-replied"), run_jobs) == "automatic"
    assert len(words_of(talk)) == 1


def test_a_made_up_token_opens_nothing(talk: Conversation, run_jobs: Jobs, mailbox: Mailbox) -> None:
    forged = reply(talk, "Hallo", To=f"reply+{talk.id:x}xabcdefabcdefabcd@shop.example")
    assert arrive(forged, run_jobs) == "no_conversation"


def test_files_are_kept_sealed(talk: Conversation, run_jobs: Jobs, mailbox: Mailbox) -> None:
    mail = EmailMessage()
    with db.unit(read_only=True):
        mail["To"] = f"reply+{links.reply_token(talk.id)}@shop.example"
    mail["From"] = "cleo@mail.example"
    mail.add_attachment(b"\x89PNG broken", maintype="image", subtype="png", filename="kaputt.png")
    assert arrive(mail.as_bytes(), run_jobs) == "done"
    assert words_of(talk)[1] == "kaputt.png"
    with db.unit(read_only=True):
        [(_, attachment)] = conversations.attachments(talk)
        assert files.name(talk, attachment) == "kaputt.png"
        assert b"".join(files.content(talk, attachment)) == b"\x89PNG broken"


def test_who_writes_by_mail_is_answered_by_mail_also_by_the_bot(
    cast: Cast, talk: Conversation, run_jobs: Jobs, mailbox: Mailbox
) -> None:
    arrive(reply(talk, "Und wann kommt es?"), run_jobs)
    answer(talk, cast, "Am Freitag.", author="bot")
    run_jobs()
    let_pass()
    assert "> Am Freitag." in mailbox.texts()[-1]
    assert "Bot von Lumen" in mailbox.texts()[-1]


def test_a_link_of_another_installation_opens_nothing(talk: Conversation) -> None:
    with db.unit(read_only=True):
        assert links.conversation_to_reply("1xaaaaaaaaaaaaaaaa") is None
        assert links.conversation_to_reply("nonsense") is None
        assert links.conversation_to_reply(links.reply_token(talk.id).upper()) == talk.id
