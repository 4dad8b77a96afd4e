"""What follows in conversations: mail goes out, and what a person wrote follows a shopper who has left."""

from datetime import datetime
from html import escape

from sqlalchemy import update

from integration_app import channels, stores
from integration_app.channels import OutgoingMail
from integration_app.conversations import door_mail, incoming, outgoing, queries, unread
from integration_app.conversations.models import DeliveryAttempt
from integration_app.kit import clock, db, events, queue
from integration_app.kit.errors import ProviderError
from integration_app.kit.events import Event
from integration_app.stores import links


def hold_for_mail(event: Event) -> None:
    """After an answer: have it sent by mail if it is still unread in two minutes and an address is known."""
    with db.unit():
        unread.hold(queries.by_id(event["conversation"]), message_id=event["message"], author=event.actor)
        events.settle()


def deliver(event: Event) -> None:
    """Send a mail that was just wanted. What is held back or fails is the sweep's."""
    with db.unit(read_only=True):
        attempt = db.session().get(DeliveryAttempt, event["delivery"])
        held = attempt is None or attempt.held_until is not None
    if not held:
        send_mail(event["delivery"])


def send_mail(id: int) -> bool:
    """Claim a mail and send it; False if it was sent, taken, or is not to go now. The queue's runner for "mail".

    Its row stays claimed while it is under way. If this process dies then, the lease ends and it is sent once
    more under the same Message-ID.
    """
    row = queue.claim(DeliveryAttempt, id)
    if row is None:
        return False
    try:
        prepared = _prepare(id)
        if prepared is None:
            return False
        mail, last_message = prepared
        provider_id = channels.email().send(mail)
    except ProviderError as error:
        queue.put_back(DeliveryAttempt, row, str(error), permanent=error.permanent)
        return False
    except Exception as error:
        queue.put_back(DeliveryAttempt, row, f"{type(error).__name__}: {error}", permanent=False)
        raise
    with db.unit():
        _settle(id, sent_at=clock.now(), provider_id=provider_id[:255], message_id=last_message)
    return True


def fetch_mail() -> int:
    """Fetch what lies in the mailbox, where one is set; return how many mails were new. Run by the clock.

    A mail is marked as read once it is kept, and not before. :raises ProviderError: if the mailbox fails.
    """
    mailbox = channels.mailbox()
    return mailbox.fetch(_keep, largest=incoming.LARGEST) if mailbox else 0


def _keep(raw: bytes) -> bool:
    with db.unit():
        return incoming.keep(raw)


def mail_link(event: Event) -> None:
    """Have an invitation or a new password's link sent, while it is open."""
    with db.unit():
        found = links.key_of(event["link"])
        if found is not None:
            door_mail.write(*found, by=stores.agent_by_id(event["agent"]))
        events.settle()


def send_test(to: str, subject: str, text: str) -> None:
    """Send a mail at once, to see whether it leaves. For a person who waits. :raises ProviderError:"""
    channels.email().send(OutgoingMail(id=db.new_public_id(), to=to, subject=subject, text=text, html=escape(text)))


def _prepare(id: int) -> tuple[OutgoingMail, int | None] | None:
    """Put the mail together; None where it was read meanwhile or has to wait on."""
    with db.unit():
        attempt = db.session().get_one(DeliveryAttempt, id)
        if attempt.purpose != outgoing.UNREAD_REPLY:
            to, content = outgoing.opened(attempt)
            return outgoing.mail(attempt, to, content), attempt.message_id
        decision = unread.decide(attempt)
        if isinstance(decision, datetime):
            _settle(id, next_at=decision)
            return None
        if decision is None:
            _settle(id, dropped_at=clock.now())
            return None
        return decision


def _settle(id: int, *, next_at: datetime | None = None, **values: object) -> None:
    changes = {"lease_until": None, "next_at": next_at, "error": None, **values}
    db.connection().execute(update(DeliveryAttempt).where(DeliveryAttempt.id == id).values(changes))
