"""Try the proofs that came with a shopper's messages: typed in words, or by the cards' fields."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from integration_app import channels, conversations, orders, shoppers, stores
from integration_app.assistant import proof
from integration_app.assistant.facts import ProofResult
from integration_app.assistant.memory import Memory, Proving
from integration_app.assistant.understand import Understanding
from integration_app.conversations import Turn, origins, outgoing
from integration_app.conversations.models import Conversation
from integration_app.kit import db, events
from integration_app.kit.text import mask_email
from integration_app.orders.models import Order
from integration_app.shoppers import Claimable, Strength, Tried, Verdict, Visit
from integration_app.shoppers.models import Shopper
from integration_app.shoppers.rules import OWN, matching

ACTS = frozenset({"prove", "code", "send_code"})


Hear = Callable[[Sequence[Turn]], Understanding]


def is_wanted(turns: Sequence[Turn], hear: Hear, memory: Memory) -> bool:
    """Say whether these turns bring something to try that was not tried yet."""
    new = _untried(turns, memory)
    if any(turn.body.act and turn.body.act.get("type") in ACTS for turn in new):
        return True
    entities = hear(new).entities
    pair = proof.pair(entities, memory.awaiting, memory.contact)
    return bool(pair or proof.code(entities, memory.awaiting)) if new else False


def run(conversation: Conversation, turns: Sequence[Turn], hear: Hear, memory: Memory) -> Memory:
    """Try everything once, and remember what became of it up to the last turn; the last try counts."""
    new = _untried(turns, memory)
    outcome = replace(memory.proving or Proving(0), seq=turns[-1].seq)
    for turn in new:
        outcome = _by_act(conversation, turn, outcome)
    outcome = _by_words(conversation, hear(new), memory, outcome, device=turns[-1].body.device or OWN)
    return replace(memory, proving=outcome)


def _untried(turns: Sequence[Turn], memory: Memory) -> list[Turn]:
    done = memory.proving.seq if memory.proving else 0
    return [turn for turn in turns if turn.seq > done]


def _by_act(conversation: Conversation, turn: Turn, before: Proving) -> Proving:
    act, device = turn.body.act or {}, turn.body.device or OWN
    kind = act.get("type")
    if kind == "prove":
        return _pair(conversation, str(act.get("number", "")), str(act.get("contact", "")), before, device=device)
    if kind == "code":
        return _code(conversation, str(act.get("code", "")), before, device=device)
    if kind == "send_code":
        return _send_code(conversation, str(act.get("order") or ""), before, device=device)
    return before


def _by_words(
    conversation: Conversation, heard: Understanding, memory: Memory, before: Proving, *, device: str
) -> Proving:
    code = proof.code(heard.entities, memory.awaiting)
    if code:
        return _code(conversation, code, before, device=device)
    typed = proof.pair(heard.entities, memory.awaiting, memory.contact)
    if typed is None:
        return before
    if typed.complete:
        return _pair(conversation, typed.number, typed.contact, before, device=device)
    return _pair_again(conversation, typed, before, device=device)


def _pair_again(conversation: Conversation, pair: proof.Pair, before: Proving, *, device: str) -> Proving:
    """Try the contact that opened another order for this one; if it does not fit, nothing was tried or counted.

    Only while that proof holds: a contact that outlived it would open orders to whoever finds the chat later.
    """
    order = orders.by_number(conversation.store_id, pair.number)
    if order is None or _strength(conversation, order, device) > Strength.NONE:
        return before
    held = shoppers.proofs(conversation.store_id, conversation.id, device=device)
    if not held or not matching(pair.contact, _claimables(order)):
        return before
    tried = _pair(conversation, pair.number, pair.contact, before, device=device)
    return tried if tried.result is ProofResult.MATCHED else before


def _pair(conversation: Conversation, number: str, contact: str, before: Proving, *, device: str) -> Proving:
    order = orders.by_number(conversation.store_id, number)
    claimables = _claimables(order) if order else []
    visit = visit_of(conversation, device)
    tried = shoppers.prove_pair(visit, number=number, contact=contact, claimables=claimables)
    opened = _learn(conversation, tried)
    result, order_id = _result(tried.verdict), opened.public_id if opened else None
    return replace(before, result=result, number=number, contact=masked(contact), order=order_id, typed=contact)


def _code(conversation: Conversation, code: str, before: Proving, *, device: str) -> Proving:
    tried = shoppers.check_code(visit_of(conversation, device), code)
    opened = _learn(conversation, tried)
    if opened is None:
        return replace(before, result=ProofResult.CODE_WRONG)
    contact = mask_email(opened.email or "")
    return replace(before, result=ProofResult.MATCHED, number=opened.number, contact=contact, order=opened.public_id)


def _send_code(conversation: Conversation, number: str, before: Proving, *, device: str) -> Proving:
    """Send six digits to an order's own address; nobody learns whether there is such an order."""
    order = orders.by_number(conversation.store_id, number)
    reachable = order if order and order.email else None
    visit = visit_of(conversation, device)
    code = shoppers.request_code(visit, number=number, order_id=reachable.id if reachable else None)
    if code is None or not channels.email_ready():
        return replace(before, result=ProofResult.LOCKED, number=number)
    if reachable:
        _mail_code(conversation, reachable, code)
    known = reachable is not None and _strength(conversation, reachable, device) > Strength.NONE
    shown = mask_email(reachable.email or "") if reachable and known else ""
    return replace(before, result=None, number=number, code_sent_to=shown)


def _mail_code(conversation: Conversation, order: Order, code: str) -> None:
    store = stores.by_id(conversation.store_id)
    ids = {"conversation": conversation.id, "order": order.id}
    events.record("code.requested", workspace=store.workspace_id, store=store.id, actor="shopper", **ids)
    outgoing.want(
        outgoing.CODE,
        workspace=store.workspace_id,
        store=store.id,
        to=order.email or "",
        locale=order.locale or conversation.locale,
        values={"code": code, "number": order.number},
        dedupe_key=f"code:{db.new_public_id()}",
        sender=store.name,
    )


def _learn(conversation: Conversation, tried: Tried) -> Order | None:
    """Take over what a proved order says about the person: where he is reached, what he is called."""
    if tried.order_id is None:
        return None
    order = orders.by_id(tried.order_id)
    person = db.session().get(Shopper, order.shopper_id) if order.shopper_id else None
    names = (person.first_name, person.last_name) if person else ()
    conversations.know(
        conversation,
        email=None if conversation.email else order.email,
        name=None if conversation.name else " ".join(name for name in names if name) or order.shipping.get("name"),
        shopper_id=None if conversation.shopper_id else order.shopper_id,
    )
    return order


def _strength(conversation: Conversation, order: Order, device: str) -> Strength:
    held = shoppers.proofs(conversation.store_id, conversation.id, device=device)
    return shoppers.strength_for(held, order_id=order.id, shopper_id=order.shopper_id)


def _claimables(order: Order) -> list[Claimable]:
    phones = (order.phone, order.shipping.get("phone"))
    return [Claimable(order.id, order.email, phone) for phone in phones]


def _result(verdict: Verdict) -> ProofResult:
    if verdict is Verdict.ORDER_LOCKED:
        return ProofResult.CODE_NEEDED if channels.email_ready() else ProofResult.LOCKED
    return {
        Verdict.MATCHED: ProofResult.MATCHED,
        Verdict.NO_MATCH: ProofResult.NO_MATCH,
        Verdict.VISITOR_LOCKED: ProofResult.LOCKED,
    }[verdict]


def visit_of(conversation: Conversation, device: str) -> Visit:
    """Say where a try comes from."""
    return Visit(conversation.store_id, conversation.id, origins.address_of(conversation), device)


def masked(contact: str) -> str:
    """Hide most of an address or phone number as the shopper typed it."""
    return mask_email(contact) if "@" in contact else f"•••{contact[-3:]}"
