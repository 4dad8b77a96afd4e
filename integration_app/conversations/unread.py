"""What was answered to a shopper who has left: after two minutes unread it goes by mail, all of it in one.

What a person wrote goes always; what the bot wrote only where the shopper himself writes by mail.
"""

from datetime import datetime, timedelta

from sqlalchemy import func, or_, select

from integration_app import channels, mail_texts, stores
from integration_app.channels import OutgoingMail
from integration_app.conversations import links, outgoing, queries, view
from integration_app.conversations.incoming import EMAIL
from integration_app.conversations.models import Conversation, DeliveryAttempt, Message
from integration_app.conversations.outgoing import Content
from integration_app.conversations.posting import AGENT, BOT
from integration_app.conversations.turns import Turn
from integration_app.kit import address, clock, db, ephemeral, limits
from integration_app.kit.text import fold_email
from integration_app.orders.models import Order

HOLD = timedelta(minutes=2)
BOT_MAILS = 10
"""A day and conversation: where another machine answers ours unrecognised, it ends here."""
LOOKING_ON = timedelta(minutes=10)
"""Somebody whose chat is open but who does not read, as in a forgotten tab, gets his mail after this at the latest."""


def online_key(conversation_id: int) -> str:
    """Return under which key a shopper's open chat is kept among what may vanish."""
    return f"online:{conversation_id}"


def hold(conversation: Conversation, *, message_id: int, author: str) -> None:
    """Have an answer go by mail later, unless one that has not gone yet will take it along."""
    if not conversation.email or conversation.forgotten_at or _waiting(conversation.id):
        return
    if author.startswith("agent:") or (author == BOT and _may_answer_by_mail(conversation)):
        outgoing.want_held(conversation, to=conversation.email, message_id=message_id, hold=HOLD)


def _may_answer_by_mail(conversation: Conversation) -> bool:
    """Say whether the bot's answer goes by mail: the shopper wrote by mail, and not too often today."""
    if not writes_by_mail(conversation):
        return False
    who = str(conversation.id)
    if limits.reached("bot mail", who, limit=BOT_MAILS, window=timedelta(days=1)):
        return False
    limits.hit("bot mail", who)
    return True


def writes_by_mail(conversation: Conversation) -> bool:
    """Say whether the shopper wrote last by mail: then what the bot says goes to him by mail too."""
    last = select(Message.channel).where(
        Message.conversation_id == conversation.id, Message.seq == conversation.shopper_seq
    )
    return db.session().execute(last).scalar_one_or_none() == EMAIL


def decide(attempt: DeliveryAttempt) -> tuple[OutgoingMail, int | None] | datetime | None:
    """Say what becomes of a held mail: the mail with the last message in it, a later time, or None to drop it."""
    conversation = queries.by_id(attempt.conversation_id or 0)
    turns = _unread(conversation)
    if not turns or conversation.forgotten_at is not None:
        return None
    now = clock.now()
    if ephemeral.get(online_key(conversation.id)) and now < attempt.created_at + LOOKING_ON:
        return now + HOLD
    to, _ = outgoing.opened(attempt)
    return outgoing.mail(attempt, to, _content(conversation, turns)), turns[-1].id


def _waiting(conversation_id: int) -> bool:
    """Say whether a held mail stands that nobody has begun to send: it will carry later messages too."""
    free = or_(DeliveryAttempt.lease_until.is_(None), DeliveryAttempt.lease_until < clock.now())
    waiting = select(DeliveryAttempt.id).where(
        DeliveryAttempt.conversation_id == conversation_id,
        DeliveryAttempt.purpose == outgoing.UNREAD_REPLY,
        DeliveryAttempt.next_at.is_not(None),
        free,
    )
    return db.session().execute(waiting.limit(1)).first() is not None


def _unread(conversation: Conversation) -> list[Turn]:
    """Return what was answered that was neither read in the chat nor sent by mail."""
    mailed = select(func.max(Message.seq)).join(DeliveryAttempt, DeliveryAttempt.message_id == Message.id)
    mailed = mailed.where(
        DeliveryAttempt.conversation_id == conversation.id,
        DeliveryAttempt.purpose == outgoing.UNREAD_REPLY,
        DeliveryAttempt.sent_at.is_not(None),
    )
    known = max(conversation.read_by_shopper, db.session().execute(mailed).scalar_one() or 0)
    authors = {AGENT, BOT} if writes_by_mail(conversation) else {AGENT}
    said = [turn for turn in queries.thread(conversation, after=known) if turn.author in authors]
    return [turn for turn in said if _may_be_mailed(conversation, turn)]


def _may_be_mailed(conversation: Conversation, turn: Turn) -> bool:
    """Say whether a turn may leave the chat: what tells of an order only while its proof holds, or to its own address.

    In the chat it comes masked after that; the conversation's address is only what somebody typed.
    """
    about = turn.body.about_order
    if about is None or about in view.proved_orders(conversation, device=None):
        return True
    own = select(Order.email).where(Order.store_id == conversation.store_id, Order.public_id == about)
    return fold_email(db.session().scalar(own) or "") == fold_email(conversation.email or "")


def _content(conversation: Conversation, turns: list[Turn]) -> Content:
    store = stores.by_id(conversation.store_id)
    agent = next((stores.agent_by_id(turn.agent_id).name for turn in reversed(turns) if turn.agent_id), "")
    can_reply = channels.replies_ready()
    mail = mail_texts.render(
        outgoing.UNREAD_REPLY if agent else "bot_reply",
        conversation.locale,
        {
            "store": store.name,
            "agent": agent.split()[0] if agent else "",
            "messages": "\n\n".join(turn.body.text for turn in turns),
        },
        link=address.of(f"/r/{links.open_token(conversation.id)}"),
        can_reply=can_reply,
    )
    token = links.reply_token(conversation.id) if can_reply else None
    return Content(mail.subject, mail.text, mail.html, conversation.locale, token, store.name)
