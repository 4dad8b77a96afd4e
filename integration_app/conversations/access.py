"""The short token with which a chat's frame speaks: which conversation, for fifteen minutes."""

from integration_app.conversations.posting import Key, Ref
from integration_app.kit import signing

SECONDS = 900


def token_for(conversation: Ref) -> str:
    """Return a token that opens this conversation for fifteen minutes."""
    ids = [conversation.id, conversation.public_id, conversation.workspace_id, conversation.store_id]
    return signing.sign("chat", {"c": ids})


def key_of(token: str) -> Key:
    """Return the conversation a token opens. :raises signing.BadToken: if it is not ours or its time is over."""
    id, public_id, workspace_id, store_id = signing.verify("chat", token, seconds=SECONDS)["c"]
    return Key(int(id), str(public_id), int(workspace_id), int(store_id))
