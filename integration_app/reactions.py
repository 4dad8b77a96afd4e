"""What follows what: the only place that joins domains by events.

One line an event. ``now`` runs after the commit in the same process and may be lost; ``later`` runs in a worker,
at least once. ``records`` names what a reaction may record in turn; a guard proves that there is no circle.
"""

from collections.abc import Mapping

from integration_app.conversations import reactions as conversations
from integration_app.kit import queue
from integration_app.kit.events import Line, later, now
from integration_app.sockets import push
from integration_app.triggers import reactions as triggers

TABLE: Mapping[str, tuple[Line, ...]] = {
    # Conversations
    "conversation.opened": (),
    "message.received": (now(push.message),),
    "message.sent": (
        now(push.message),
        later(conversations.hold_for_mail, queue=queue.MAIL, records=("delivery.wanted",)),
    ),
    "message.read": (now(push.read),),
    "note.written": (now(push.inbox),),
    "conversation.queued": (now(push.state),),
    "conversation.assigned": (now(push.state),),
    "conversation.released": (now(push.state),),
    "conversation.returned_to_bot": (now(push.state),),
    "conversation.closed": (now(push.state),),
    "conversation.reopened": (now(push.state),),
    "conversation.rated": (now(push.state),),
    "conversation.forgotten": (),
    "conversation.known": (),
    "delivery.wanted": (later(conversations.deliver, queue=queue.MAIL),),
    # Orders, as the store tells them
    "order.created": (later(triggers.note_use, records=("coupon.used",)),),
    "order.paid": (later(triggers.note_use, records=("coupon.used",)),),
    "order.shipped": (),
    "order.partly_shipped": (),
    "order.parcel_moved": (),
    "order.out_for_delivery": (),
    "order.delivered": (),
    "order.delayed": (),
    "order.lost": (),
    "order.cancelled": (),
    "order.refunded": (),
    "order.reread_wanted": (),
    "store_return.changed": (),
    "product.changed": (),
    "product.reread_wanted": (),
    "cart.changed": (),
    # Triggers
    "trigger.fired": (),
    "coupon.reserved": (later(triggers.issue_coupon, queue=queue.STORE, records=("coupon.issued", "coupon.failed")),),
    "coupon.issued": (later(triggers.hand_out, records=("message.sent",)),),
    "coupon.failed": (later(triggers.apologise, records=("message.sent",)),),
    "coupon.used": (),
    # Tickets and proof
    "return.requested": (),
    "return.confirmed": (),
    "return.decided": (),
    "ticket.opened": (),
    "code.requested": (),
    # Stores and people
    "store.added": (later(triggers.add_starters),),
    "store.updated": (),
    "store.uninstalled": (),
    "settings.changed": (),
    "agent.invited": (),
    "agent.reset_wanted": (),
    "agent.signed_in": (),
    "privacy.requested": (),
}
