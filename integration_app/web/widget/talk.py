"""The chat over plain HTTP: opening it, renewing its token, and talking where no websocket opens."""

from typing import Any

from flask import Flask, request

from integration_app import conversations, stores
from integration_app.conversations import access, acts, pace, view
from integration_app.conversations.posting import Key
from integration_app.kit import ephemeral, limits
from integration_app.kit.errors import Refusal
from integration_app.stores import opening_times
from integration_app.web.widget.entry import body, chat, count, shop_page, word
from integration_app.web.widget.settings import best_locale

OPENED_PER_MINUTE = 20
"""Conversations from one address; a family behind one router stays far below."""


class UnknownSecret(Refusal):
    """This device's chat is not known any more. A new one begins with your next message."""

    code, status = "unknown_secret", 401


class TooManyOpened(Refusal):
    """Too many chats were begun from this address. Wait a minute, then try again."""

    code, status = "too_many_opened", 429


def register(app: Flask) -> None:
    """Add the routes."""
    app.add_url_rule("/widget/<store>/conversations", "widget_open", open_chat, methods=["POST", "OPTIONS"])
    app.add_url_rule("/widget/<store>/token", "widget_token", renew, methods=["POST", "OPTIONS"])
    app.add_url_rule("/widget/<store>/messages", "widget_thread", thread, methods=["GET"])
    app.add_url_rule("/widget/<store>/messages", "widget_send", send, methods=["POST"])
    app.add_url_rule("/widget/<store>/acts", "widget_act", act, methods=["POST"])
    app.add_url_rule("/widget/<store>/read", "widget_read", read, methods=["POST"])
    app.add_url_rule("/widget/<store>/visit", "widget_visit", visit, methods=["POST"])


@shop_page
def open_chat(store: str) -> dict[str, Any]:
    """Begin a conversation, or open the one whose secret comes along."""
    sent = body()
    found = stores.on_page(store)
    known = conversations.by_secret(found.id, word(sent, "secret"))
    if known is not None:
        secret = word(sent, "secret")
        return {"conversation": known.public_id, "secret": secret, **_token(known, secret)}
    if ephemeral.add(f"opened:{limits.network(request.remote_addr or '')}", seconds=60) > OPENED_PER_MINUTE:
        raise TooManyOpened
    opened = conversations.open(
        found,
        locale=best_locale(word(sent, "locale", longest=12), stores.chosen(found), found),
        zone=opening_times.zone_of(word(sent, "zone", longest=48)).key,
        page=word(sent, "page") or None,
        page_title=word(sent, "title", longest=255) or None,
        referrer=word(sent, "referrer") or None,
        cart_token=word(sent, "cart_token", longest=120) or None,
        address=request.remote_addr or "",
        user_agent=request.headers.get("User-Agent", ""),
    )
    named = {"conversation": opened.conversation.public_id, "secret": opened.secret}
    return {**named, **_token(opened.conversation, opened.secret)}


@shop_page
def renew(store: str) -> dict[str, Any]:
    """Give a fresh token for the conversation's secret."""
    found = stores.on_page(store)
    secret = word(body(), "secret")
    known = conversations.by_secret(found.id, secret)
    if known is None:
        raise UnknownSecret
    return _token(known, secret)


@chat
def thread(key: Key) -> dict[str, Any]:
    """Answer everything after a seq."""
    after = request.args.get("after", default=0, type=int)
    return view.shopper_thread(view.by_key(key), after=count({"after": after}, "after"), device=key.device)


@chat
def send(key: Key) -> dict[str, Any]:
    """Say something."""
    pace.check(key)
    sent = body()
    said = sent.get("body")
    text = word(said, "text", longest=20_000) if isinstance(said, dict) else word(sent, "body", longest=20_000)
    posted = conversations.receive(key, text=text, client_id=_client_id(sent), device=key.device)
    return {"id": posted.public_id, "seq": posted.seq}


@chat
def act(key: Key) -> dict[str, Any]:
    """Do something: prove an order, ask for a person, choose a language."""
    pace.check(key)
    sent = body()
    wanted = sent.get("act")
    posted = acts.perform(key, wanted if isinstance(wanted, dict) else {}, client_id=_client_id(sent))
    return {"ok": True, "seq": posted.seq if posted else None}


@chat
def read(key: Key) -> dict[str, Any]:
    """Say up to where it was read."""
    conversations.mark_read(key, count(body(), "seq"), who="shopper")
    return {"ok": True}


@chat
def visit(key: Key) -> dict[str, Any]:
    """Say which page the shopper looks at."""
    sent = body()
    conversations.visit(key, page=word(sent, "page"), page_title=word(sent, "title", longest=255))
    return {"ok": True}


def _token(conversation: conversations.Ref, secret: str) -> dict[str, Any]:
    token = access.token_for(conversation, device=access.device_of(secret))
    return {"token": token, "expires_in": access.SECONDS}


def _client_id(sent: dict[str, Any]) -> str:
    client_id = word(sent, "client_id", longest=64)
    if not client_id:
        raise acts.UnknownAct("Each message needs a client_id, by which it is written once.")
    return client_id
