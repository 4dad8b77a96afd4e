"""What the store tells about orders, taken over whatever order it comes in.

Each part is keyed by the platform's own id and time; the newest counts. Where no time or a tie leaves doubt, what
was told is kept as the best knowledge and the store is asked (``order.reread_wanted``); its answer decides.
"""

import contextlib
from collections.abc import Iterator, Sequence

from integration_app import shoppers
from integration_app.kit import clock, db, events
from integration_app.orders import anonymous, mirror
from integration_app.orders.changes import (
    Change,
    Verdict,
    contents,
    order_digest,
    order_standing,
    parcel_digest,
    parcel_standing,
    weigh,
    what_changed,
)
from integration_app.orders.models import Fulfilment, Order, Refund, StoreReturn
from integration_app.orders.reading import full_order
from integration_app.platforms.protocol import (
    FulfilmentSnapshot,
    OrderSnapshot,
    RefundSnapshot,
    ReturnSnapshot,
    TrackingEventSnapshot,
)
from integration_app.stores import rereads
from integration_app.stores.models import Store
from integration_app.stores.rereads import Question


def record_order(store: Store, told: OrderSnapshot, *, quiet: bool = False) -> None:
    """Take over an order. ``quiet`` announces nothing, for a history that is read in."""
    with _order(store, told.external_id, quiet=quiet) as known:
        told = anonymous.as_known(store.id, known, told)
        verdict = _verdict(known, told)
        if known is None and rereads.was_gone(store, rereads.ORDER, told.external_id):
            want_reread(store, told.external_id, gone=True)
        if _is_doubtful(known, told, verdict):
            want_reread(store, told.external_id)
        if _counts(known, told, verdict):
            _take_parts(store, _take_order(store, known, told), told)
        elif verdict is Verdict.TIE and known is not None and not told.complete:
            _take_parts(store, known, told)


def record_restored(store: Store, told: OrderSnapshot) -> None:
    """Take over an order that came back from the store's bin."""
    record_order(store, told)
    row = mirror.find(Order, store.id, told.external_id)
    if row is not None and row.deleted_at is not None:
        row.deleted_at = None
        want_reread(store, told.external_id, gone=False)


def record_deleted(store: Store, external_id: str) -> None:
    """Note that the store says an order is gone, if we know it as an order there; the store is asked before we act."""
    db.lock("order", store.id, external_id)
    if mirror.find(Order, store.id, external_id) is not None:
        want_reread(store, external_id, gone=True)
    else:
        rereads.remember_gone(store, rereads.ORDER, external_id)


def record_fulfilment(store: Store, told: FulfilmentSnapshot) -> None:
    """Take over a parcel, also of an order that has not come yet."""
    with _order(store, told.order_id) as order:
        told = anonymous.parcel(told) if anonymous.is_erased(store.id, order, told.order_id) else told
        if order is None or _take_parcel(store, order, told) in {Verdict.TIE, Verdict.DATELESS}:
            want_reread(store, told.order_id)
        if order is None:
            _take_parcel(store, None, told)


def record_tracking_event(store: Store, told: TrackingEventSnapshot) -> None:
    """Take over a scan, also of a parcel or order that has not come yet."""
    order_id = told.order_id or _order_of_parcel(store, told.fulfilment_id)
    with _order(store, order_id) as order:
        told = anonymous.scan(told) if anonymous.is_erased(store.id, order, order_id) else told
        mirror.write_scan(store.id, order, told)
        if order is None and told.order_id:
            want_reread(store, told.order_id)


def record_tracking_events(store: Store, order_id: str, told: Sequence[TrackingEventSnapshot]) -> None:
    """Take over everything that a carrier said of a parcel at once: only what came of it is announced."""
    with _order(store, order_id) as order:
        nameless = anonymous.is_erased(store.id, order, order_id)
        for one in told:
            mirror.write_scan(store.id, order, anonymous.scan(one) if nameless else one)


def record_refund(store: Store, told: RefundSnapshot) -> None:
    """Take over a refund and ask the store what became of the order."""
    with _order(store, told.order_id) as order:
        told = anonymous.refund(told) if anonymous.is_erased(store.id, order, told.order_id) else told
        if mirror.find(Refund, store.id, told.external_id) is None:
            mirror.write_refund(store.id, order, told)
        want_reread(store, told.order_id)


def record_return(store: Store, told: ReturnSnapshot) -> None:
    """Take over a return and ask the store what became of it: most of its webhooks carry no time."""
    with _order(store, told.order_id) as order:
        known = mirror.find(StoreReturn, store.id, told.external_id)
        known_at = known.platform_updated_at if known else None
        if not (known_at and told.updated_at and told.updated_at < known_at):
            mirror.write_return(store.id, order, told)
        want_reread(store, told.order_id)


def record_changed_return(store: Store, external_id: str) -> None:
    """Ask the store about the order of a return that changed; only its id was told."""
    known = mirror.find(StoreReturn, store.id, external_id)
    if known is not None:
        want_reread(store, known.order_external_id)


def want_reread(store: Store, external_id: str, *, gone: bool | None = None) -> None:
    """Ask the store about an order. ``gone`` is what it said last: deleted, or restored."""
    rereads.want(store, rereads.ORDER, external_id, gone=gone)


def take_answer(store: Store, asked: Question, answer: OrderSnapshot | None) -> bool:
    """Let the store's own answer decide; False if a new doubt came meanwhile, so that it must be asked again."""
    with _order(store, asked.external_id) as row:
        if answer is None or answer.deleted:
            _bury(row)
        else:
            _take_answer(store, row, anonymous.as_known(store.id, row, answer))
        return rereads.answered(asked)


def take_listed(store: Store, told: OrderSnapshot, *, quiet: bool) -> bool:
    """Take over an order as the store itself lists it now; say whether the mirror was wrong about it."""
    known = mirror.find(Order, store.id, told.external_id)
    before = contents(full_order(known.id)) if known else None
    with _order(store, told.external_id, quiet=quiet) as row:
        _take_answer(store, row, anonymous.as_known(store.id, row, told))
    now = mirror.find(Order, store.id, told.external_id)
    return now is not None and contents(full_order(now.id)) != before


def bury(store: Store, external_id: str) -> bool:
    """Take over that the store has an order no more; False if the mirror knew that."""
    with _order(store, external_id) as row:
        alive = row is not None and row.deleted_at is None
        _bury(row)
        return alive


def believe(store: Store, asked: Question) -> bool:
    """Settle a question that cannot be asked: nothing speaks to this store, so its last word counts."""
    with _order(store, asked.external_id) as row:
        if asked.gone:
            _bury(row)
        elif asked.gone is False and row is not None:
            row.deleted_at = None
        return rereads.answered(asked)


@contextlib.contextmanager
def _order(store: Store, external_id: str, *, quiet: bool = False) -> Iterator[Order | None]:
    """Hold an order against every other worker, let it be changed, and announce what changed."""
    db.lock("order", store.id, external_id)
    row = mirror.find(Order, store.id, external_id)
    before = full_order(row.id) if row else None
    yield row
    db.session().flush()
    row = row or mirror.find(Order, store.id, external_id)
    if row is not None and not quiet:
        for change in what_changed(before, full_order(row.id)):
            _announce(store, row, change)


def _announce(store: Store, row: Order, change: Change) -> None:
    parts = {"parcel": change.parcel, "store_return": change.store_return}
    ids = {name: id for name, id in parts.items() if id is not None}
    events.record(change.kind, workspace=store.workspace_id, store=store.id, actor="store", order=row.id, **ids)


def _verdict(row: Order | None, told: OrderSnapshot) -> Verdict:
    if row is None:
        return Verdict.NEW if told.updated_at else Verdict.DATELESS
    return weigh(row.platform_updated_at, row.digest, told.updated_at, order_digest(told))


def _is_doubtful(known: Order | None, told: OrderSnapshot, verdict: Verdict) -> bool:
    back_again = known is not None and known.deleted_at is not None and not told.deleted
    return verdict in {Verdict.TIE, Verdict.DATELESS} or (back_again and verdict is Verdict.NEWER)


def _counts(row: Order | None, told: OrderSnapshot, verdict: Verdict) -> bool:
    if row is None or verdict in {Verdict.NEW, Verdict.NEWER}:
        return True
    if verdict is Verdict.DATELESS:
        return row.platform_updated_at is None
    return verdict is Verdict.TIE and _standing(told) > order_standing(
        cancelled=row.cancelled_at is not None,
        refunded=row.refunded,
        financial=row.financial,
        fulfilment_status=row.fulfilment_status,
        digest=row.digest,
    )


def _standing(told: OrderSnapshot) -> tuple[object, ...]:
    return order_standing(
        cancelled=told.cancelled_at is not None,
        refunded=told.refunded,
        financial=told.financial,
        fulfilment_status=told.fulfilment_status,
        digest=order_digest(told),
    )


def _take_order(store: Store, row: Order | None, told: OrderSnapshot) -> Order:
    if row is None:
        row = mirror.new_order(store.id, told)
    else:
        mirror.write_order(row, told)
    mirror.write_lines(row, told.lines)
    person, since = told.person, told.created_at
    row.shopper_id = shoppers.mirror_customer(store, person, since=since) if person else None
    if isinstance(told, anonymous.NamelessOrder):
        row.erased_at = row.erased_at or clock.now()
    if told.deleted:
        row.deleted_at = told.updated_at or clock.now()
    return row


def _take_parts(store: Store, row: Order, told: OrderSnapshot) -> None:
    """Take over an order's parts, each by its own time; a complete order also says what is gone."""
    for parcel in told.fulfilments or ():
        _take_parcel(store, row, parcel, sure=told.complete)
    for refund in told.refunds or ():
        mirror.write_refund(store.id, row, refund)
    for found in told.returns or ():
        mirror.write_return(store.id, row, found)
    if told.complete and told.fulfilments is not None:
        mirror.keep_only(Fulfilment, row, [parcel.external_id for parcel in told.fulfilments])
    if told.complete:
        mirror.keep_only(Refund, row, [refund.external_id for refund in told.refunds or ()])


def _take_parcel(store: Store, order: Order | None, told: FulfilmentSnapshot, *, sure: bool = False) -> Verdict:
    """Take over a parcel and its scans; ``sure`` where it wins a tie: the store was asked, or the order decided."""
    row = mirror.find(Fulfilment, store.id, told.external_id)
    digest = parcel_digest(told)
    if row is None:
        verdict = Verdict.NEW
        mirror.new_parcel(store.id, order, told)
    else:
        verdict = weigh(row.platform_updated_at, row.digest, told.updated_at, digest)
        further = parcel_standing(told.progress, digest) > parcel_standing(row.progress, row.digest)
        doubtful = verdict is Verdict.TIE or (verdict is Verdict.DATELESS and row.platform_updated_at is None)
        if verdict is Verdict.NEWER or (doubtful and (sure or further)):
            mirror.write_parcel(row, told)
    for scan in told.events:
        mirror.write_scan(store.id, order, scan)
    db.session().flush()
    return Verdict.DATELESS if told.updated_at is None else verdict


def _take_answer(store: Store, row: Order | None, answer: OrderSnapshot) -> None:
    """Write the store's answer, unless newer news came while it was asked; then only what carries no time."""
    overtaken = row is not None and _verdict(row, answer) is Verdict.OLDER
    if row is None or not overtaken:
        row = _take_order(store, row, answer)
    row.deleted_at = None
    for parcel in answer.fulfilments or ():
        _take_parcel(store, row, parcel, sure=True)
    for refund in answer.refunds or ():
        mirror.write_refund(store.id, row, refund)
    for found in answer.returns or ():
        mirror.write_return(store.id, row, found)
    if not overtaken:
        _keep_what_was_answered(row, answer)


def _keep_what_was_answered(row: Order, answer: OrderSnapshot) -> None:
    told = ((Fulfilment, answer.fulfilments), (Refund, answer.refunds), (StoreReturn, answer.returns))
    for model, parts in told:
        if parts is not None:
            mirror.keep_only(model, row, [part.external_id for part in parts], until=answer.updated_at)


def _bury(row: Order | None) -> None:
    if row is not None and row.deleted_at is None:
        row.deleted_at = clock.now()


def _order_of_parcel(store: Store, external_id: str) -> str:
    known = mirror.find(Fulfilment, store.id, external_id)
    return known.order_external_id if known else ""
