"""The two ways back into a conversation from a mail: a link, and an address to reply to."""

import base64
import hashlib
import hmac
from datetime import datetime

from integration_app.kit import crypto, signing

OPEN_SECONDS = 30 * 24 * 3600
"""A link in a mail opens the chat for thirty days, as long as the browser's own secret does."""

DEVICE = "link."
"""A device that came by a link keeps the link's token as its secret, with this in front."""

_PURPOSE = "open conversation"
_MAC_BYTES = 10


def open_token(conversation_id: int) -> str:
    """Return what stands behind /r/ in a mail: opens this conversation on any device."""
    return signing.sign(_PURPOSE, {"conversation": conversation_id})


def conversation_of(token: str) -> tuple[int, datetime]:
    """Return the conversation that a link opens, and the second in which the link was made.

    :raises signing.BadToken: if it is not ours or too old.
    """
    said, made_at = signing.verify_dated(_PURPOSE, token, seconds=OPEN_SECONDS)
    return int(said["conversation"]), made_at


def reply_token(conversation_id: int) -> str:
    """Return the token for a reply address: ``reply+TOKEN@domain``.

    Letters and digits only and no matter in which case, for mail servers fold cases; short, for a local
    part may have 64 characters (RFC 5321, 4.5.3.1.1).
    """
    return f"{conversation_id:x}x{_mac(conversation_id)}"


def conversation_to_reply(token: str) -> int | None:
    """Return the conversation a reply belongs to, or None if the token is not ours."""
    number, _, mac = token.strip().lower().partition("x")
    try:
        conversation_id = int(number, 16)
    except ValueError:
        return None
    return conversation_id if hmac.compare_digest(mac.encode(), _mac(conversation_id).encode()) else None


def _mac(conversation_id: int) -> str:
    digest = hmac.new(crypto.derive("mail reply"), str(conversation_id).encode(), hashlib.sha256).digest()
    return base64.b32encode(digest[:_MAC_BYTES]).decode().lower().rstrip("=")
