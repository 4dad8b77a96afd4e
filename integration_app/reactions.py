"""What follows what: the only place that joins domains by events.

One line an event. ``now`` runs after the commit in the same process and may be lost; ``later`` runs in a worker,
at least once. ``records`` names what a reaction may record in turn; a guard proves that there is no circle.
What follows from webhooks waits in their queue: a flood of them delays no shopper's answer.
"""

from collections.abc import Mapping

from integration_app.assistant import reactions as assistant
from integration_app.catalogue import reactions as catalogue
from integration_app.conversations import reactions as conversations
from integration_app.kit import queue
from integration_app.kit.events import Line, later, now
from integration_app.orders import reactions as orders
from integration_app.orders import watching_reactions as watching
from integration_app.privacy import reactions as privacy
from integration_app.routing import reactions as routing
from integration_app.sockets import push, watch
from integration_app.stores.woocommerce import reactions as woocommerce
from integration_app.sync import reactions as sync
from integration_app.tickets import reactions as tickets
from integration_app.triggers import reactions as triggers

_ANSWERS = (
    "message.sent",
    "conversation.queued",
    "return.requested",
    "ticket.opened",
    "code.requested",
    "coupon.reserved",
    "delivery.wanted",
)
_REREAD = (
    "order.created",
    "order.paid",
    "order.shipped",
    "order.partly_shipped",
    "order.parcel_moved",
    "order.out_for_delivery",
    "order.delivered",
    "order.delayed",
    "order.lost",
    "order.cancelled",
    "order.refunded",
    "store_return.changed",
    "order.action_mirrored",
)
_ACTED = ("order.action_done", "order.action_refused", "order.action_unclear", "order.reread_wanted")
_LOOKED = ("order.action_done", "order.action_looked", "order.reread_wanted")
_TOLD_OF_RETURN = ("delivery.wanted", "message.sent")
_TOLD = later(assistant.tell_about_order, queue=queue.WEBHOOKS, records=("message.sent", "conversation.queued"))
_WATCHED = later(watching.watch, queue=queue.WEBHOOKS)

TABLE: Mapping[str, tuple[Line, ...]] = {
    # Conversations
    "conversation.opened": (),
    "message.received": (now(push.message), later(assistant.answer, records=_ANSWERS)),
    "message.sent": (
        now(push.message),
        later(conversations.hold_for_mail, queue=queue.MAIL, records=("delivery.wanted",)),
    ),
    "message.read": (now(push.read),),
    "note.written": (now(push.inbox),),
    "conversation.queued": (
        now(push.state),
        later(routing.assign, records=("conversation.assigned", "delivery.wanted")),
    ),
    "conversation.assigned": (now(push.state), later(assistant.tell_who_joined, records=("message.sent",))),
    "conversation.released": (now(push.state),),
    "conversation.returned_to_bot": (now(push.state), later(assistant.take_back, records=("message.sent",))),
    "conversation.closed": (now(push.state),),
    "conversation.reopened": (now(push.state),),
    "conversation.tagged": (now(push.inbox),),
    "conversation.untagged": (now(push.inbox),),
    "conversation.rated": (now(push.state),),
    "conversation.forgotten": (),
    "delivery.wanted": (later(conversations.deliver, queue=queue.MAIL),),
    # Orders, as the store tells them
    "order.created": (later(triggers.note_use, queue=queue.WEBHOOKS, records=("coupon.used",)),),
    "order.paid": (later(triggers.note_use, queue=queue.WEBHOOKS, records=("coupon.used",)),),
    "order.shipped": (_TOLD, _WATCHED),
    "order.partly_shipped": (_TOLD, _WATCHED),
    "order.parcel_moved": (),
    "order.out_for_delivery": (_TOLD,),
    "order.delivered": (_TOLD,),
    "order.delayed": (_TOLD,),
    "order.lost": (_TOLD,),
    "order.cancelled": (_TOLD,),
    "order.refunded": (_TOLD,),
    "order.reread_wanted": (later(orders.reread, queue=queue.STORE, records=_REREAD),),
    # What is to be done to an order in its store
    "order.action_held": (now(push.inbox),),
    "order.action_wanted": (now(push.inbox), later(orders.carry_out, queue=queue.STORE, records=_ACTED)),
    "order.action_done": (
        now(push.inbox),
        later(tickets.close_refunded, queue=queue.STORE, records=("return.refunded",)),
        later(assistant.tell_about_action, records=("message.sent", "delivery.wanted")),
    ),
    "order.action_refused": (now(push.inbox),),
    "order.action_declined": (now(push.inbox),),
    "order.action_unclear": (now(push.inbox), later(orders.look, queue=queue.STORE, records=_LOOKED)),
    "order.action_look_wanted": (now(push.inbox), later(orders.look, queue=queue.STORE, records=_LOOKED)),
    "order.action_looked": (now(push.inbox),),
    "order.action_mirrored": (now(push.inbox),),
    "store_return.changed": (
        later(tickets.follow, queue=queue.WEBHOOKS, records=("return.decided", "return.confirmed")),
    ),
    "product.changed": (),
    "product.reread_wanted": (later(catalogue.reread, queue=queue.STORE, records=("product.changed",)),),
    "cart.changed": (),
    # Triggers
    "trigger.fired": (),
    "coupon.reserved": (later(triggers.issue_coupon, queue=queue.STORE, records=("coupon.issued", "coupon.failed")),),
    "coupon.issued": (
        later(triggers.hand_out, records=("message.sent",)),
        later(triggers.bind_code, queue=queue.STORE),
    ),
    "codes.wanted": (later(triggers.make_codes, queue=queue.STORE, records=("codes.withdrawn",)),),
    "codes.withdrawn": (later(triggers.end_codes, queue=queue.STORE),),
    "coupon.failed": (later(triggers.apologise, records=("message.sent",)),),
    "coupon.used": (),
    # Tickets and proof
    "return.requested": (
        later(tickets.ask_store, queue=queue.STORE, records=("return.decided", "return.confirmed")),
        later(assistant.confirm_return, records=("delivery.wanted",)),
    ),
    "return.confirmed": (),
    "return.decision_wanted": (
        now(push.inbox),
        later(tickets.tell_store, queue=queue.STORE, records=("return.decided", "return.decision_refused")),
    ),
    "return.decision_refused": (now(push.inbox),),
    "return.decided": (now(push.inbox), later(assistant.tell_return_decided, records=_TOLD_OF_RETURN)),
    "return.received": (now(push.inbox), later(assistant.tell_return_decided, records=_TOLD_OF_RETURN)),
    "return.refunded": (now(push.inbox), later(assistant.tell_return_decided, records=_TOLD_OF_RETURN)),
    "ticket.opened": (),
    "code.requested": (),
    # Stores and people
    "store.added": (
        later(triggers.add_starters),
        later(assistant.add_starters),
        later(sync.begin, queue=queue.STORE),
        later(woocommerce.make_webhooks, queue=queue.STORE),
    ),
    "connection.granted": (later(woocommerce.finish, queue=queue.STORE, records=("store.added", "store.reconnected")),),
    "store.reconnected": (
        later(woocommerce.make_webhooks, queue=queue.STORE),
        later(sync.look, queue=queue.STORE),
    ),
    "store.webhooks_mended": (later(sync.look, queue=queue.STORE),),
    "store.synced": (),
    "store.updated": (later(sync.widen, queue=queue.STORE),),
    "store.uninstalled": (),
    "store.sign_in_needed": (),
    "settings.changed": (),
    "app.registered": (),
    "agent.invited": (later(conversations.mail_link, queue=queue.MAIL, records=("delivery.wanted",)),),
    "agent.reset_wanted": (later(conversations.mail_link, queue=queue.MAIL, records=("delivery.wanted",)),),
    "agent.signed_in": (),
    "agent.joined": (),
    "agent.role_changed": (now(watch.right_changed),),
    "agent.removed": (now(watch.right_changed),),
    "privacy.requested": (later(privacy.work, queue=queue.STORE, records=("delivery.wanted",)),),
}
