"""The short token with which a chat's frame speaks: which conversation, for fifteen minutes."""

from integration_app.conversations import links
from integration_app.conversations.posting import Key, Ref
from integration_app.kit import signing
from integration_app.shoppers.rules import LINK, OWN

SECONDS = 900


def token_for(conversation: Ref, *, device: str) -> str:
    """Return a token that opens this conversation for fifteen minutes, on a device of this kind."""
    ids = [conversation.id, conversation.public_id, conversation.workspace_id, conversation.store_id]
    return signing.sign("chat", {"c": ids, "d": device})


def key_of(token: str) -> Key:
    """Return the conversation a token opens. :raises signing.BadToken: if it is not ours or its time is over."""
    said = signing.verify("chat", token, seconds=SECONDS)
    id, public_id, workspace_id, store_id = said["c"]
    return Key(int(id), str(public_id), int(workspace_id), int(store_id), str(said["d"]))


def device_of(secret: str) -> str:
    """Say what kind of device a secret belongs to."""
    return LINK if secret.startswith(links.DEVICE) else OWN
