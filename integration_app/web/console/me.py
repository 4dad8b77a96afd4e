"""Oneself: who is signed in, which stores, and what the workspace should know."""

from typing import cast

from integration_app import routing, stores
from integration_app.stores import Agent, Store, accounts
from integration_app.web.access import get, may, patch
from integration_app.web.caller import Caller
from integration_app.web.console import notices
from integration_app.web.console.shapes.session import (
    AgentSelf,
    Me,
    MePatch,
    ReaderLocale,
    Role,
    StoreBrief,
    Theme,
    WorkspaceBrief,
)


@get("/me")
@may("agent")
def read_me(caller: Caller) -> Me:
    """Tell who is signed in, and where."""
    return of(caller.agent, caller.csrf)


@patch("/me")
@may("agent")
def change_me(caller: Caller, body: MePatch) -> Me:
    """Change one's own name, language, look, availability or password."""
    accounts.change(caller.agent, name=body.name, locale=body.locale, theme=body.theme)
    if body.password is not None:
        new = body.password
        accounts.change_password(caller.agent, current=new.current, new=new.new, session_id=caller.session_id)
    if body.available is not None:
        routing.beat(caller.agent, state="here" if body.available else "away")
    return of(caller.agent, caller.csrf)


def of(agent: Agent, csrf: str) -> Me:
    """Return the picture of somebody who is signed in."""
    workspace = stores.workspace(agent.workspace_id)
    return Me(
        agent=_self(agent),
        workspace=WorkspaceBrief(id=workspace.public_id, name=workspace.name),
        stores=[_brief(store, role) for store, role in stores.stores_of(agent)],
        csrf=csrf,
        notices=notices.of(agent),
        operator=stores.is_operator(agent),
    )


def _self(agent: Agent) -> AgentSelf:
    return AgentSelf(
        id=agent.public_id,
        name=agent.name,
        email=agent.address,
        role=cast(Role, stores.highest_role(agent)),
        locale=cast(ReaderLocale, agent.locale),
        theme=cast(Theme, agent.theme),
        available=routing.presence(agent.workspace_id).get(agent.id) != "away",
    )


def _brief(store: Store, role: str) -> StoreBrief:
    chosen = stores.chosen(store)
    return StoreBrief(
        id=store.public_id,
        name=chosen.widget.name or store.name,
        colour=chosen.widget.colour,
        role=cast(Role, role),
        zone=chosen.hours.zone or store.timezone,
        currency=store.currency,
        locales=list(chosen.languages),
    )
