"""Whom the store itself says is signed in: a short word that its page carries to the chat.

Shopify's app proxy has Parley write it; a WooCommerce store's plugin signs it with the secret they share, any other
site with the secret of its door, in the same form.
"""

from integration_app import stores
from integration_app.conversations.posting import Key
from integration_app.kit import clock, ephemeral, signing
from integration_app.kit.signing import BadToken
from integration_app.platforms.woocommerce import plugin
from integration_app.stores import Store

PURPOSE = "identity"
SECONDS = 300
"""How long the store's word that somebody is signed in may take to get from its page to the chat."""

_SIGNED_WITH = {"woocommerce": "plugin_secret", "rest": "door_secret"}
"""Platforms whose stores sign for themselves, each with the kind of its secret."""


def for_customer(store: Store, customer_id: str) -> str:
    """Write the word for a store that told us by itself who is signed in."""
    return signing.sign(PURPOSE, {"store": store.id, "customer": customer_id})


def customer_of(conversation: Key, token: str) -> str:
    """Return which of its customers the store says is in this chat. :raises BadToken: if it does not say so."""
    store = stores.by_id(conversation.store_id)
    if store.platform in _SIGNED_WITH:
        return _signed_by(store, conversation, token)
    said = signing.verify(PURPOSE, token, seconds=SECONDS)
    if said["store"] != store.id:
        raise BadToken
    return str(said["customer"])


def _signed_by(store: Store, conversation: Key, token: str) -> str:
    """Read the store's word, which is spent in the first conversation it reaches; there it may be said again."""
    secrets = stores.secrets(store, _SIGNED_WITH[store.platform])
    word = plugin.word(token, shop=store.public_id, secrets=secrets, now=clock.now())
    key = f"word:{store.id}:{word.nonce}"
    spent = ephemeral.get(key)
    if spent not in {None, conversation.public_id}:
        raise BadToken("This token was used in another chat. Load the page again.")
    ephemeral.put(key, conversation.public_id, seconds=2 * plugin.MOST_SECONDS)
    return word.customer_id
