"""A talk with the assistant in the terminal, the way a shopper has it: same door in, same door out."""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select

from integration_app import conversations, shoppers, stores
from integration_app.commands.problem import Problem
from integration_app.config import Config
from integration_app.conversations import Key, view
from integration_app.kit import db, events
from integration_app.kit.events import EventRow, PendingReaction
from integration_app.orders.models import Order
from integration_app.shoppers import Claimable, Shopper, Visit
from integration_app.shoppers.rules import OWN

PATIENCE = 30.0
"""Seconds to wait for a reply that another process is working on."""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands."""
    told = (
        'Talk with the assistant as a shopper would. One line is one message. With --json, or where a line is {"text": '
        '"..."}, the answer is JSON too: for each reply one line {"author", "text", "cards", "choices", ...}.'
    )
    found = commands.add_parser("ask", help="talk with the assistant", description=told)
    found.add_argument("--store", required=True, metavar="ID", help="the store's id, as add-store printed it")
    found.add_argument("--locale", help="the visitor's language (default: the store's)")
    found.add_argument("--zone", default="UTC", help="the visitor's time zone (default: UTC)")
    found.add_argument(
        "--visitor-proof",
        metavar="email=ADDRESS",
        help="who the visitor has proved to be, as by signing in at the store",
    )
    found.add_argument("--json", action="store_true", help="JSON lines in and out")
    found.set_defaults(run=_ask)


def _ask(_config: Config, given: argparse.Namespace) -> None:
    talk = _open(given)
    for number, (text, as_json) in enumerate(_lines(json_lines=given.json)):
        with db.unit():
            posted = conversations.receive(talk, text=text, client_id=f"terminal-{number}", channel="terminal")
        for reply in _replies(talk, posted.seq):
            print(json.dumps(reply, ensure_ascii=False) if as_json else _plain(reply), flush=True)


def _open(given: argparse.Namespace) -> Key:
    with db.unit():
        store = stores.by_public_id(given.store)
        locale = given.locale or store.locale
        opened = conversations.open(store, locale=locale, zone=given.zone, channel="terminal").conversation
        if given.visitor_proof:
            _prove(Visit(store.id, opened.id), given.visitor_proof)
        return Key(opened.id, opened.public_id, opened.workspace_id, opened.store_id)


def _prove(visit: Visit, proof: str) -> None:
    """Take it as proved that the visitor is who this address names, for all orders under it."""
    kind, _, address = proof.partition("=")
    if kind != "email" or "@" not in address:
        raise Problem(f"“{proof}” is no proof that can be given here. Write --visitor-proof email=ada@shop.example")
    mine = select(Order).where(Order.store_id == visit.store_id, func.lower(Order.email) == address.strip().lower())
    found = list(db.session().scalars(mine))
    if not found:
        raise Problem(f"No order of this store is under {address}, so there is nothing to prove.")
    for order in found:
        person = db.session().get(Shopper, order.shopper_id) if order.shopper_id else None
        if person is not None and person.external_id:
            shoppers.sign_in(visit, customer_id=person.external_id)
        else:
            claimable = Claimable(order.id, order.email, order.phone)
            shoppers.prove_pair(visit, number=order.number, contact=address, claimables=[claimable])


def _lines(*, json_lines: bool) -> Iterator[tuple[str, bool]]:
    """Yield what is said, and whether it was said in JSON, until the input ends."""
    asked = sys.stdin.isatty() and not json_lines
    while True:
        if asked:
            print("> ", end="", flush=True)
        line = sys.stdin.readline()
        if not line:
            return
        as_json = json_lines or line.lstrip().startswith("{")
        text = _said(line) if as_json else line.strip()
        if text:
            yield text, as_json


def _said(line: str) -> str:
    try:
        given = json.loads(line)
        return str(given["text"] if isinstance(given, dict) else given).strip()
    except (ValueError, KeyError) as error:
        raise Problem(
            f'“{line.strip()}” is no message. Write one JSON object a line: {{"text": "Where is it?"}}'
        ) from error


def _replies(talk: Key, seq: int) -> list[dict[str, Any]]:
    """Have the message answered here, or wait for the worker that took it. :raises Problem: if nobody answers."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        for id in _waiting(talk.id):
            events.react(id)
        with db.unit(read_only=True):
            conversation = conversations.by_id(talk.id)
            if conversation.answered_seq >= seq:
                thread = view.shopper_thread(conversation, after=seq, device=OWN)["messages"]
                return [message for message in thread if message["author"] != conversations.SHOPPER]
        time.sleep(0.1)
    raise Problem("Nobody answered within half a minute. Look at the server's log for what went wrong.")


def _waiting(conversation_id: int) -> list[int]:
    """List what is still to be done for this talk."""
    with db.unit(read_only=True):
        pending = select(PendingReaction.id, EventRow.ids).join(EventRow, EventRow.id == PendingReaction.event_id)
        mine = pending.where(PendingReaction.next_at.is_not(None), EventRow.kind.in_(("message.received",)))
        rows = db.session().execute(mine.order_by(PendingReaction.id.desc()).limit(100)).all()
        return [row.id for row in reversed(rows) if row.ids.get("conversation") == conversation_id]


def _plain(reply: dict[str, Any]) -> str:
    """Return a reply as a terminal shows it: its text, a line for each card, its choices in brackets."""
    lines = [reply["text"], *(_card(card) for card in reply["cards"])]
    choices = "  ".join(f"[{choice['label']}]" for choice in reply["choices"])
    return "\n".join(line for line in [*lines, choices] if line)


def _card(card: dict[str, Any]) -> str:
    shown = [str(card[name]) for name in ("number", "state_label", "title", "price", "text", "url") if card.get(name)]
    return f"  ({card['type']}) {', '.join(shown)}"
