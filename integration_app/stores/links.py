"""One-time links: the first owner's, invitations, forgotten passwords. The key stands here as a keyed hash."""

import secrets
from datetime import timedelta

from sqlalchemy import select, update

from integration_app.kit import clock, crypto, db, events, limits
from integration_app.kit.errors import NotFound
from integration_app.kit.text import fold_email
from integration_app.stores import accounts, queries
from integration_app.stores.models import Agent, OneTimeLink, Workspace
from integration_app.stores.refusals import AlreadyTaken, ExpiredLink, UnknownLink, UsedLink

_PLACE = "one_time_links.sealed_key"

FIRST_OWNER, INVITE, RESET = "first_owner", "invite", "reset"
LASTS = {FIRST_OWNER: timedelta(days=7), INVITE: timedelta(days=7), RESET: timedelta(hours=1)}


def first_owner(workspace: Workspace) -> str:
    """Make the link that lets the first owner in; return its key, which is shown once at start-up."""
    return _make(workspace.id, FIRST_OWNER, role="owner")[1]


def invite(workspace_id: int, *, email: str, role: str, by: Agent) -> tuple[OneTimeLink, str]:
    """Invite somebody; an earlier invitation of the same address ends. Return the link and its key.

    :raises AlreadyTaken: if the address signs in already.
    """
    address = fold_email(email)
    if db.session().scalar(select(Agent.id).where(Agent.email == address)) is not None:
        raise AlreadyTaken(f"{address} has an account already.")
    for earlier in invitations(workspace_id):
        if earlier.email == address:
            earlier.expires_at = clock.now()
    link, key = _make(workspace_id, INVITE, email=address, role=role)
    events.record("agent.invited", workspace=workspace_id, actor=f"agent:{by.id}", link=link.id, agent=by.id)
    return link, key


def ask_reset(email: str, *, address: str) -> None:
    """Make a link for a forgotten password, if somebody signs in with that e-mail; a few times an hour at most."""
    name = fold_email(email)
    if _asked_often(name, address):
        return
    agent = db.session().scalar(select(Agent).where(Agent.email == name, Agent.removed_at.is_(None)))
    if agent is not None and agent.address is not None:
        link, _ = _make(agent.workspace_id, RESET, email=agent.address, agent_id=agent.id)
        events.record("agent.reset_wanted", workspace=agent.workspace_id, link=link.id, agent=agent.id)


def _asked_often(name: str, address: str) -> bool:
    hour = timedelta(hours=1)
    often = limits.reached("reset.email", name, limit=3, window=hour)
    often = often or limits.reached("reset.address", limits.network(address), limit=20, window=hour)
    limits.hit("reset.email", name)
    limits.hit("reset.address", limits.network(address))
    return often


def by_key(key: str) -> OneTimeLink:
    """Return an open link. :raises UnknownLink: :raises UsedLink: :raises ExpiredLink: one for each way it fails."""
    hashed = crypto.lookup_hash("link", key)
    link = db.session().scalar(select(OneTimeLink).where(OneTimeLink.key_hash == hashed))
    if link is None:
        raise UnknownLink
    if link.used_at is not None:
        raise UsedLink
    if link.expires_at <= clock.now():
        raise ExpiredLink
    return link


def key_of(link_id: int) -> tuple[OneTimeLink, str] | None:
    """Open a link's key for its mail; None once it was used or withdrawn."""
    link = db.session().get_one(OneTimeLink, link_id)
    if link.used_at is not None or link.expires_at <= clock.now():
        return None
    return link, crypto.unseal(link.workspace_id, _PLACE, link.public_id, link.sealed_key)


def use(key: str, *, password: str, email: str | None = None, name: str | None = None) -> accounts.Opened:
    """Spend a link: make the account or set the password, and sign in. :raises Refusal: as :func:`by_key`."""
    link = by_key(key)
    _spend(link)
    if link.agent_id is None:
        return accounts.open_session(_join(link, email, name, password))
    agent = queries.agent_by_id(link.agent_id)
    if agent.removed_at is not None:
        raise UnknownLink
    accounts.set_password(agent, password)
    _end_resets(agent)
    return accounts.open_session(agent)


def _spend(link: OneTimeLink) -> None:
    """Mark a link as used, by compare-and-set: of two who come at once, one is let in. :raises UsedLink: the other."""
    unused = update(OneTimeLink).where(OneTimeLink.id == link.id, OneTimeLink.used_at.is_(None))
    if db.connection().execute(unused.values(used_at=clock.now())).rowcount != 1:
        raise UsedLink
    db.session().expire(link)


def _end_resets(agent: Agent) -> None:
    """Let the other links for the same password end: one of them may lie in a mailbox that somebody else reads."""
    others = update(OneTimeLink).where(OneTimeLink.agent_id == agent.id, OneTimeLink.used_at.is_(None))
    db.connection().execute(others.values(expires_at=clock.now()))


def invitations(workspace_id: int) -> list[OneTimeLink]:
    """List the invitations that are still open, oldest first."""
    waiting = select(OneTimeLink).where(OneTimeLink.workspace_id == workspace_id, OneTimeLink.purpose == INVITE)
    unused = waiting.where(OneTimeLink.used_at.is_(None), OneTimeLink.expires_at > clock.now())
    return list(db.session().scalars(unused.order_by(OneTimeLink.id)))


def withdraw(workspace_id: int, public_id: str) -> None:
    """End an invitation. :raises NotFound: if there is no open one under that name."""
    for link in invitations(workspace_id):
        if link.public_id == public_id:
            link.expires_at = clock.now()
            return
    raise NotFound("There is no such invitation.")


def _join(link: OneTimeLink, email: str | None, name: str | None, password: str) -> Agent:
    address = link.email or email
    if not address:
        raise UnknownLink("Give the e-mail address you want to sign in with.")
    workspace = queries.workspace(link.workspace_id)
    called = name or address.partition("@")[0]
    return accounts.add_agent(workspace, email=address, name=called, password=password, role=link.role or "agent")


def _make(
    workspace_id: int, purpose: str, *, email: str | None = None, role: str | None = None, agent_id: int | None = None
) -> tuple[OneTimeLink, str]:
    key, now, public_id = secrets.token_urlsafe(24), clock.now(), db.new_public_id()
    link = OneTimeLink(
        public_id=public_id,
        workspace_id=workspace_id,
        purpose=purpose,
        key_hash=crypto.lookup_hash("link", key),
        sealed_key=crypto.seal(workspace_id, _PLACE, public_id, key),
        email=email,
        role=role,
        agent_id=agent_id,
        created_at=now,
        expires_at=now + LASTS[purpose],
    )
    db.session().add(link)
    db.session().flush()
    return link, key
