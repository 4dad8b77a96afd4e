"""Mail that wants to go out: a row each, sealed, sent by a worker.

The row is the job. It is written in the unit that wants the mail, claimed by whoever sends it, and tried
again with growing gaps. A worker that dies between the mail server's "250" and our mark leads to a second
sending with the same Message-ID, which mail programs fold into one: at least once, on purpose, because a
code that never comes is worse than one that comes twice.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta

from sqlalchemy import select

from integration_app import channels, mail_texts
from integration_app.channels import OutgoingMail
from integration_app.conversations import links
from integration_app.conversations.models import Conversation, DeliveryAttempt
from integration_app.kit import clock, crypto, db, events, queue

JOB = "mail"
RECIPIENT = "delivery_attempts.recipient"
CONTENT = "delivery_attempts.content"

CODE = "code"
RETURN = "return"
RETURN_DECIDED = "return_decided"
ORDER_CHANGED = "order_changed"
REQUEST = "request"
STAFF_ALERT = "staff_alert"
INVITE = "invite"
RESET = "reset"
PRIVACY_READY = "privacy_ready"
UNREAD_REPLY = "unread_reply"


@dataclass(frozen=True)
class Content:
    """What a mail says, rendered in its reader's language."""

    subject: str
    text: str
    html: str
    locale: str = "en"
    reply_token: str | None = None
    sender: str = ""


def want(
    purpose: str,
    *,
    workspace: int,
    store: int | None,
    to: str,
    locale: str,
    values: Mapping[str, str],
    dedupe_key: str,
    sender: str = "",
    link: str | None = None,
    conversation: Conversation | None = None,
    message_id: int | None = None,
) -> int | None:
    """Have a mail sent after the commit; return its row's id, or None if that key was wanted before.

    The purpose names the texts in ``mail_texts`` and ``values`` fill them (strings, already in the reader's
    language). ``sender`` is the name that the reader sees: the shop's, or Parley's own if empty. ``link`` is
    the address behind the button. With a conversation, a reply to the mail comes back into it.
    """
    token = links.reply_token(conversation.id) if conversation and channels.replies_ready() else None
    named = {"store": sender or "Parley", **values}
    mail = mail_texts.render(purpose, locale, named, link=link, can_reply=token is not None)
    content = Content(mail.subject, mail.text, mail.html, locale, token, sender)
    return _write(
        DeliveryAttempt(
            public_id=db.new_public_id(),
            workspace_id=workspace,
            store_id=store,
            conversation_id=conversation.id if conversation else None,
            message_id=message_id,
            purpose=purpose,
            dedupe_key=dedupe_key,
        ),
        to,
        content,
    )


def want_held(conversation: Conversation, *, to: str, message_id: int, hold: timedelta) -> int | None:
    """Have what a person wrote sent to the shopper if he has not read it by then; the words are put in when it goes."""
    attempt = DeliveryAttempt(
        public_id=db.new_public_id(),
        workspace_id=conversation.workspace_id,
        store_id=conversation.store_id,
        conversation_id=conversation.id,
        message_id=message_id,
        purpose=UNREAD_REPLY,
        dedupe_key=f"{UNREAD_REPLY}:{message_id}",
        held_until=clock.now() + hold,
    )
    return _write(attempt, to, None)


def opened(attempt: DeliveryAttempt) -> tuple[str, Content | None]:
    """Unseal a row: its recipient and, unless the words are put in later, its content."""
    to = crypto.unseal(attempt.workspace_id, RECIPIENT, attempt.public_id, attempt.recipient)
    content = json.loads(crypto.unseal(attempt.workspace_id, CONTENT, attempt.public_id, attempt.content))
    return to, Content(**content) if content else None


def mail(attempt: DeliveryAttempt, to: str, content: Content | None) -> OutgoingMail:
    """Return a row as the mail that travels. :raises ValueError: if it has no words yet."""
    if content is None:
        raise ValueError("A held mail gets its words when it goes.")
    return OutgoingMail(
        id=attempt.public_id,
        to=to,
        subject=content.subject,
        text=content.text,
        html=content.html,
        locale=content.locale,
        sender=content.sender,
        reply_token=content.reply_token,
        thread=links.reply_token(attempt.conversation_id) if attempt.conversation_id else None,
        automatic=attempt.purpose != UNREAD_REPLY,
    )


def sweep() -> int:
    """Ring for mails that are due: held ones whose time has come, and those to be tried again."""
    return queue.sweep(DeliveryAttempt, JOB)


def _write(attempt: DeliveryAttempt, to: str, content: Content | None) -> int | None:
    session = db.session()
    same = select(DeliveryAttempt.id).where(
        DeliveryAttempt.workspace_id == attempt.workspace_id, DeliveryAttempt.dedupe_key == attempt.dedupe_key
    )
    if session.execute(same).first():
        return None
    attempt.recipient = crypto.seal(attempt.workspace_id, RECIPIENT, attempt.public_id, to)
    sealed = json.dumps(asdict(content) if content else {}, ensure_ascii=False)
    attempt.content = crypto.seal(attempt.workspace_id, CONTENT, attempt.public_id, sealed)
    attempt.queue, attempt.attempts, attempt.created_at = queue.MAIL, 0, clock.now()
    attempt.next_at = attempt.held_until or attempt.created_at + queue.RING_AGAIN
    session.add(attempt)
    session.flush()
    events.record("delivery.wanted", workspace=attempt.workspace_id, store=attempt.store_id, delivery=attempt.id)
    return attempt.id
