"""Returns: asked for, approved or declined, closed."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from demo import payloads, states
from demo.announce import Announcer
from demo.floor.refused import Refused
from demo.models import Order, Return, ReturnLine


class NotReturnable(Refused):
    """Raised when a return names what was never sent, or more of it than was sold."""

    code = "not_returnable"


def request(
    order: Order, wanted: dict[int, int], tell: Announcer, *, reason: str, note: str, key: str | None = None
) -> Return:
    """Ask to send things back: `wanted` gives a quantity per order line id.

    :raises NotReturnable: when a line is not of this order, was not sent, or is asked for too often.
    """
    lines = {line.id: line for line in order.lines}
    for line_id, quantity in wanted.items():
        line = lines.get(line_id)
        if line is None or not 0 < quantity <= states.sent_quantity(order, line) - _asked(order, line_id):
            raise NotReturnable(f"Line {line_id} cannot be returned {quantity} times")
    back = Return(
        order=order,
        key=key,
        status="requested",
        reason=reason,
        note=note,
        created_at=tell.now,
        updated_at=tell.now,
        lines=[ReturnLine(line_id=i, line=lines[i], quantity=n) for i, n in wanted.items()],
    )
    tell.session.add(back)
    tell.session.flush()
    tell.send("returns/request", payloads.return_(back))
    tell.order(order)
    return back


def by_key(session: Session, key: str) -> Return | None:
    """Return what a key asked for already."""
    return session.scalar(select(Return).where(Return.key == key))


def decide(back: Return, tell: Announcer, *, approved: bool, note: str) -> None:
    """Answer a return as the app asks; answered the same way before, it stays.

    :raises Refused: when it was answered otherwise.
    """
    if back.status == ("open" if approved else "declined"):
        return
    if back.status != "requested":
        raise Refused(f"The return is {back.status} already.")
    if approved:
        approve(back, tell)
    else:
        decline(back, tell, note)


def approve(back: Return, tell: Announcer) -> None:
    """Let the shopper send the things back."""
    _turn(back, "open", tell)
    tell.send("returns/approve", payloads.return_(back))
    tell.order(back.order)


def decline(back: Return, tell: Announcer, note: str = "") -> None:
    """Refuse a return, with the shop's reason."""
    back.decline_note = note or "The time for returns has passed"
    _turn(back, "declined", tell)
    tell.send("returns/decline", payloads.return_(back))
    tell.order(back.order)


def close(back: Return, tell: Announcer) -> None:
    """End a return: the things are back."""
    _turn(back, "closed", tell)
    tell.send("returns/close", payloads.return_closed(back))
    tell.order(back.order)


def _turn(back: Return, status: str, tell: Announcer) -> None:
    back.status, back.updated_at = status, tell.now


def _asked(order: Order, line_id: int) -> int:
    live = (back for back in order.returns if back.status in ("requested", "open", "closed"))
    return sum(line.quantity for back in live for line in back.lines if line.line_id == line_id)
