"""People: how they come, sign in and leave."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error
from sqlalchemy import delete, select

from integration_app.kit import clock, crypto, db, events, limits
from integration_app.kit.text import fold_email
from integration_app.stores import queries, rules
from integration_app.stores.models import Agent, AgentSession, Role, Workspace
from integration_app.stores.refusals import (
    AlreadyTaken,
    LastOwner,
    TooManyTries,
    WeakPassword,
    WrongPassword,
    WrongSignIn,
)
from integration_app.stores.shopify import people

SESSION = timedelta(days=14)

TRY_WINDOW = timedelta(minutes=15)
TRIES_AN_EMAIL, TRIES_AN_ADDRESS = 8, 40

_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
"""OWASP's smallest recommended Argon2id: some 20 ms, as the check runs inside the unit of work."""

_nobody = _hasher.hash(secrets.token_hex(16))
"""Checked where there is no such agent, so that the time does not tell."""


@dataclass(frozen=True)
class Opened:
    """A new session; the key goes into the cookie and is kept nowhere else."""

    agent: Agent
    key: str
    csrf: str


def add_agent(workspace: Workspace, *, email: str, name: str, password: str | None, role: str = "agent") -> Agent:
    """Let somebody work in a workspace. :raises AlreadyTaken: if the address has an account. :raises WeakPassword:"""
    address = fold_email(email)
    if db.session().scalar(select(Agent.id).where(Agent.email == address)) is not None:
        raise AlreadyTaken(f"{address} has an account already.")
    hashed = _hash(password) if password is not None else None
    agent = Agent(workspace_id=workspace.id, email=address, name=name, password_hash=hashed, created_at=clock.now())
    db.session().add(agent)
    db.session().flush()
    db.session().add(Role(agent_id=agent.id, store_id=None, kind=role))
    db.session().flush()
    return agent


def sign_in(email: str, password: str, *, address: str) -> Opened | WrongSignIn | TooManyTries:
    """Open a session, or return why not: a refusal that is returned leaves the counted try in place.

    A wrong password and an unknown e-mail are told in the same words and time.
    """
    name, address = fold_email(email), limits.network(address)
    db.lock("sign_in", name)
    if _worn_out(name, address):
        return TooManyTries()
    agent = db.session().scalar(select(Agent).where(Agent.email == name, Agent.removed_at.is_(None)))
    if not _fits(agent, password) or agent is None:
        limits.hit("sign_in.email", name)
        limits.hit("sign_in.address", address)
        return WrongSignIn()
    limits.forget("sign_in.email", name)
    return open_session(agent)


def _worn_out(name: str, address: str) -> bool:
    by_name = limits.reached("sign_in.email", name, limit=TRIES_AN_EMAIL, window=TRY_WINDOW)
    return by_name or limits.reached("sign_in.address", address, limit=TRIES_AN_ADDRESS, window=TRY_WINDOW)


def open_session(agent: Agent) -> Opened:
    """Open a session for somebody who has shown who he is."""
    now = clock.now()
    key, csrf = secrets.token_urlsafe(32), secrets.token_urlsafe(24)
    hashed = crypto.lookup_hash("session", key)
    times = {"created_at": now, "seen_at": now, "expires_at": now + SESSION}
    db.session().add(AgentSession(agent_id=agent.id, key_hash=hashed, csrf=csrf, **times))
    db.session().flush()
    events.record("agent.signed_in", workspace=agent.workspace_id, actor=f"agent:{agent.id}", agent=agent.id)
    return Opened(agent, key, csrf)


def sign_out(session_id: int) -> None:
    """End one session."""
    db.session().execute(delete(AgentSession).where(AgentSession.id == session_id))


def set_password(agent: Agent, password: str) -> None:
    """Set a new password and end every session. :raises WeakPassword: if it is too short."""
    agent.password_hash = _hash(password)
    db.session().execute(delete(AgentSession).where(AgentSession.agent_id == agent.id))


def change_password(agent: Agent, *, current: str, new: str, session_id: int | None) -> None:
    """Change one's own password; other browsers are signed out. :raises WrongPassword: :raises WeakPassword:"""
    if not _fits(agent, current):
        raise WrongPassword
    agent.password_hash = _hash(new)
    others = delete(AgentSession).where(AgentSession.agent_id == agent.id, AgentSession.id != session_id)
    db.session().execute(others)


def change(agent: Agent, *, name: str | None = None, locale: str | None = None, theme: str | None = None) -> None:
    """Change how somebody is called and how he reads the console; what is left out stays."""
    agent.name = name or agent.name
    agent.locale = locale or agent.locale
    agent.theme = theme or agent.theme


def give_role(agent: Agent, kind: str) -> None:
    """Change what somebody may do in all of the workspace; "none" takes every right away.

    :raises LastOwner: if nobody would own it any more.
    """
    if kind != "owner":
        _keep_an_owner(agent)
    db.session().execute(delete(Role).where(Role.agent_id == agent.id))
    if kind != rules.NONE:
        db.session().add(Role(agent_id=agent.id, store_id=None, kind=kind))
    db.session().flush()
    events.record("agent.role_changed", workspace=agent.workspace_id, agent=agent.id)


def remove(agent: Agent) -> None:
    """Let somebody go: sessions end, what he wrote stays. :raises LastOwner: if nobody would own the workspace."""
    _keep_an_owner(agent)
    agent.removed_at = clock.now()
    agent.email = f"removed:{agent.public_id}"
    people.unlink(agent)
    db.session().execute(delete(AgentSession).where(AgentSession.agent_id == agent.id))
    events.record("agent.removed", workspace=agent.workspace_id, agent=agent.id)


def _keep_an_owner(agent: Agent) -> None:
    owners = [one.id for one, role in queries.people(agent.workspace_id) if role == "owner"]
    if owners == [agent.id]:
        raise LastOwner


def _hash(password: str) -> str:
    if not rules.is_strong(password):
        raise WeakPassword
    return _hasher.hash(password)


def _fits(agent: Agent | None, password: str) -> bool:
    known = agent.password_hash if agent and agent.password_hash else _nobody
    try:
        return _hasher.verify(known, password) and known != _nobody
    except Argon2Error:
        return False
