"""The watch over tenancy barks: every test that touches rows runs under it."""

import pytest
from sqlalchemy import Select, select

from integration_app.conversations.models import Conversation, Message
from integration_app.orders.models import Order
from integration_app.stores.models import Store
from tests.support import tenancy


@pytest.mark.parametrize(
    "statement",
    [
        select(Order),
        select(Order).where(Order.number == "1042"),
        select(Conversation.id).where(Conversation.public_id == "x"),
        select(Order).where(Order.email == "cleo@mail.fr").order_by(Order.id),
    ],
)
def test_a_read_without_its_store_is_refused(statement: Select[tuple[object]]) -> None:
    with pytest.raises(tenancy.ForeignRows):
        tenancy.check(statement)


@pytest.mark.parametrize(
    "statement",
    [
        select(Order).where(Order.store_id == 1, Order.number == "1042"),
        select(Message).where(Message.conversation_id == 1),
        select(Order).where(Order.id == 1),
        select(Store).where(Store.public_id == "x"),
    ],
)
def test_a_read_that_says_whose_rows_it_wants_passes(statement: Select[tuple[object]]) -> None:
    tenancy.check(statement)
