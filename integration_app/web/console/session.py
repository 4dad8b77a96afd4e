"""Signing in and out, and the one-time links that lead to it."""

from typing import Literal

from flask import request

from integration_app import channels, stores
from integration_app.kit.errors import Refusal
from integration_app.stores import accounts, links
from integration_app.web import cookies, setup
from integration_app.web.access import delete, get, may, post, public
from integration_app.web.caller import Caller
from integration_app.web.console import me
from integration_app.web.console.shapes.parts import Nothing
from integration_app.web.console.shapes.session import (
    DemoLogin,
    Me,
    OneTimeLink,
    PasswordReset,
    SessionHints,
    SignIn,
    UseLink,
)

DEMO_LOGIN = DemoLogin(email="ada@lumen.example", password="lumen-demo")  # noqa: S106 - shown to all, demo only

_KINDS: dict[str, Literal["first_owner", "invitation", "password_reset"]] = {
    links.FIRST_OWNER: "first_owner",
    links.INVITE: "invitation",
    links.RESET: "password_reset",
}


class NoMail(Refusal):
    """Parley cannot send mail here. Ask an owner for a new link, or set SMTP_URL."""

    code, status = "no_mail", 409


@get("/session")
@public
def session_hints() -> SessionHints:
    """Tell what the sign-in page may say."""
    signed_in = stores.signed_in(cookies.key()) is not None
    demo = DEMO_LOGIN if setup.config().demo else None
    return SessionHints(signed_in=signed_in, demo=demo, mail=channels.email_ready())


@post("/session")
@public
def sign_in(body: SignIn) -> Me | Refusal:
    """Sign in."""
    opened = accounts.sign_in(body.email, body.password, address=request.remote_addr or "")
    return opened if isinstance(opened, Refusal) else _welcome(opened)


@delete("/session")
@may("agent")
def sign_out(caller: Caller) -> None:
    """Sign out."""
    if caller.session_id is not None:
        accounts.sign_out(caller.session_id)
    cookies.take_back()


@post("/password-resets", status=202)
@public
def ask_reset(body: PasswordReset) -> Nothing | Refusal:
    """Have a link mailed to somebody who forgot the password; the answer does not tell whether he is known."""
    if not channels.email_ready():
        return NoMail()
    links.ask_reset(body.email, address=request.remote_addr or "")
    return Nothing()


@get("/links/<key>")
@public
def read_link(key: str) -> OneTimeLink:
    """Tell what an open link is for."""
    link = links.by_key(key)
    agent = stores.agent_by_id(link.agent_id) if link.agent_id else None
    workspace = stores.workspace(link.workspace_id)
    named = agent.name if agent else None
    return OneTimeLink(kind=_KINDS[link.purpose], email=link.email, name=named, workspace=workspace.name)


@post("/links/<key>")
@public
def use_link(key: str, body: UseLink) -> Me:
    """Spend a link: choose a password, and be signed in."""
    return _welcome(links.use(key, password=body.password, email=body.email, name=body.name))


def _welcome(opened: accounts.Opened) -> Me:
    cookies.give(opened.key)
    return me.of(opened.agent, opened.csrf)
