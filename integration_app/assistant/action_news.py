"""What our people did to an order, told to who placed it: by mail to the order's own address, and in the chat.

Of a cancellation or refund the chat hears as of all news of an order, once the mirror has it; of an address only here.
"""

from collections.abc import Callable

from integration_app import conversations
from integration_app.assistant import acts, countries, gather, news
from integration_app.assistant.facts import Money
from integration_app.assistant.talk import Talk
from integration_app.conversations import outgoing, unread
from integration_app.kit.text import fold_email
from integration_app.orders import action_queries
from integration_app.orders.action_models import OrderAction
from integration_app.orders.models import Order
from integration_app.orders.wishes import Address, Cancel, Refund
from integration_app.platforms.protocol import AddressSnapshot
from integration_app.stores.models import Store


def tell(action: OrderAction, order: Order, store: Store) -> None:
    """Tell it once. What belongs to a return is told with that return; notes and invoices speak for themselves."""
    wish = action_queries.wish_of(action)
    if action.return_id is not None or not isinstance(wish, Cancel | Refund | Address):
        return

    def words(talk: Talk) -> str:
        if isinstance(wish, Address):
            return talk.say("changed.address", number=order.number, address=_line(wish.address, talk.locale))
        told = talk.say("changed.cancelled", number=order.number) if isinstance(wish, Cancel) else None
        return talk.sentences(told, _money(talk, action, order))

    _mail(action, order, store, words)
    if isinstance(wish, Address):
        _chat(action, order, store, words)


def _money(talk: Talk, action: OrderAction, order: Order) -> str | None:
    if not action.amount:
        return None
    amount = talk.money(Money(action.amount, action.currency))
    if action.by_hand:
        return talk.say("changed.refunded_by_hand", number=order.number, amount=amount)
    return talk.sentences(talk.say("changed.refunded", number=order.number, amount=amount), talk.say("refund.bank"))


def _line(address: AddressSnapshot, locale: str) -> str:
    city = " ".join(part for part in (address.postcode, address.city) if part)
    country = countries.name(address.country, locale) if address.country else None
    return ", ".join(part for part in (address.name, address.line1, address.line2, city, country) if part)


def _mail(action: OrderAction, order: Order, store: Store, words: Callable[[Talk], str]) -> None:
    if not order.email or _reads_the_chat_as_mail(action, order.email):
        return
    talk = acts.talk_of(gather.facts_of_order(order, store, action.conversation_id))
    outgoing.want(
        outgoing.ORDER_CHANGED,
        workspace=store.workspace_id,
        store=store.id,
        to=order.email,
        locale=talk.locale,
        values={"number": order.number, "what": talk.say(f"changed.what_{action.kind}"), "text": words(talk)},
        dedupe_key=f"action:{action.id}",
        sender=store.name,
    )


def _reads_the_chat_as_mail(action: OrderAction, email: str) -> bool:
    """Say whether what the chat is told goes to the order's own address anyway."""
    talk = conversations.by_id(action.conversation_id) if action.conversation_id else None
    if talk is None or talk.holder == "closed" or fold_email(talk.email or "") != fold_email(email):
        return False
    return unread.writes_by_mail(talk)


def _chat(action: OrderAction, order: Order, store: Store, words: Callable[[Talk], str]) -> None:
    for conversation in news.listeners(store.id, order.id):
        talk = acts.talk_of(gather.facts_of_order(order, store, conversation.id))
        conversations.send(
            conversation,
            author=conversations.BOT,
            text=words(talk),
            locale=talk.locale,
            about_order=order.public_id,
            client_id=f"action:{action.public_id}",
        )
