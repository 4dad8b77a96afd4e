"""Mail that comes in: kept as it came, then said in the conversation that it answers."""

import hashlib

from integration_app.channels import IncomingMail
from integration_app.channels.email.parse import UnreadableMail, parse
from integration_app.conversations import files, links
from integration_app.conversations.models import Conversation
from integration_app.conversations.posting import LONGEST, receive
from integration_app.kit import db, inbox
from integration_app.kit.inbox import Parcel
from integration_app.shoppers.rules import MAIL

SOURCE = "mail"
EMAIL = "email"
LARGEST = 25 * 1024 * 1024
"""Bytes of a raw mail; what Gmail and Outlook send at most."""

_RAW = "latin-1"
"""Keeps each byte as one character, so that a mail in any encoding comes back exactly."""


def keep(raw: bytes) -> bool:
    """Keep a raw mail for a worker, inside the open unit; False if it is here already."""
    digest = hashlib.sha256(raw).hexdigest()
    return inbox.receive(SOURCE, sender=SOURCE, delivery_key=digest, topic="mail", body=raw.decode(_RAW))


def handle(parcel: Parcel) -> str:
    """Say a kept mail's words in its conversation; return what became of it."""
    try:
        mail = parse(parcel.body.encode(_RAW))
    except UnreadableMail:
        return "unreadable"
    if mail.automatic:
        return "automatic"
    conversation = _conversation(mail)
    if conversation is None:
        return "no_conversation"
    if not mail.text and not mail.files:
        return "empty"
    _say(conversation, mail)
    return "done"


def _conversation(mail: IncomingMail) -> Conversation | None:
    """Find what the mail answers. The token is the key: whoever got our mail may answer it, from any address."""
    for token in mail.tokens:
        id = links.conversation_to_reply(token)
        found = db.session().get(Conversation, id) if id is not None else None
        if found is not None and found.forgotten_at is None:
            return found
    return None


def _say(conversation: Conversation, mail: IncomingMail) -> None:
    words = mail.text or ", ".join(file.name for file in mail.files)
    once = hashlib.sha256(mail.id.encode()).hexdigest()[:40]
    posted = receive(conversation, text=words[:LONGEST], client_id=f"mail-{once}", channel=EMAIL, device=MAIL)
    if posted.new:
        files.keep(conversation, message_id=posted.id, files=mail.files)
