"""What must hold afterwards: nothing promised is missing, nothing happened twice, everybody was answered."""

import json
from collections import Counter
from itertools import pairwise

from sqlalchemy import func, select

from integration_app.conversations.models import Conversation, Message
from integration_app.kit import db
from integration_app.kit.events import EventRow, PendingReaction
from integration_app.kit.inbox import Delivery
from integration_app.orders.models import Order
from tests.kill.traffic import Promised


def all_answered(chats: list[str]) -> bool:
    """Say whether every shopper message is covered."""
    open_ones = select(func.count()).select_from(Conversation)
    open_ones = open_ones.where(Conversation.public_id.in_(chats), Conversation.answered_seq < Conversation.shopper_seq)
    with db.unit(read_only=True) as unit:
        return unit.connection.execute(open_ones).scalar_one() == 0


def all_done() -> bool:
    """Say whether no job waits any more."""
    waiting = select(func.count()).select_from(Delivery).where(Delivery.next_at.is_not(None))
    with db.unit(read_only=True) as unit:
        counts = (waiting, select(func.count()).select_from(PendingReaction))
        return not any(unit.connection.execute(count).scalar_one() for count in counts)


def check_webhooks(promised: Promised, *, run: str) -> None:
    """Every delivery that was answered 200 is there once and done; every order came into being once."""
    with db.unit(read_only=True):
        kept = db.session().scalars(select(Delivery).where(Delivery.delivery_key.like(f"{run}-%"))).all()
        assert Counter(row.delivery_key for row in kept) == Counter(dict.fromkeys(promised.webhooks, 1))
        assert {row.outcome for row in kept} == {"done"}
        orders = db.session().scalars(select(Order).where(Order.number.like(f"{run}%"))).all()
        assert len(orders) == len(promised.webhooks) // 2
        assert {order.financial for order in orders} == {"paid"}
        ids = {order.id for order in orders}
        kinds = select(EventRow.kind, EventRow.ids).where(EventRow.kind.in_(("order.created", "order.paid")))
        told = Counter((row.kind, row.ids["order"]) for row in db.session().execute(kinds) if row.ids["order"] in ids)
        assert {key: count for key, count in told.items() if count > 1} == {}
        assert sum(kind == "order.created" for kind, _ in told) == len(ids)


def check_messages(promised: Promised) -> None:
    """Every message that was acknowledged is there once, under the seq it was told."""
    with db.unit(read_only=True):
        rows = select(Message.client_id, Message.seq, Conversation.public_id).join(Conversation)
        kept = list(db.session().execute(rows.where(Message.client_id.in_(promised.messages))))
    assert len(kept) == len(promised.messages)
    assert {row.client_id: (row.public_id, row.seq) for row in kept} == promised.messages


def check_answers(chats: list[str]) -> None:
    """Every shopper message is covered by exactly one reply or hand-over, and seqs have no gap."""
    with db.unit(read_only=True):
        for talk in db.session().scalars(select(Conversation).where(Conversation.public_id.in_(chats))):
            turns = select(Message.seq, Message.author, Message.answers_seq, Message.body).order_by(Message.seq)
            rows = db.session().execute(turns.where(Message.conversation_id == talk.id)).all()
            assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
            assert talk.answered_seq == talk.shopper_seq, json.dumps([[r.seq, r.author, r.answers_seq] for r in rows])
            asked = [row.seq for row in rows if row.author == "shopper"]
            covers = sorted(row.answers_seq for row in rows if row.answers_seq is not None)
            for before, after in pairwise([0, *covers]):
                assert any(before < seq <= after for seq in asked), "a reply that answers nothing new"
