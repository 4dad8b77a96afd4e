"""The team: who works here, and who is invited."""

from typing import cast

from integration_app import channels, routing, stores
from integration_app.stores import Agent, links
from integration_app.web import setup
from integration_app.web.access import delete, get, may, patch, post
from integration_app.web.caller import Caller
from integration_app.web.console.shapes.session import Invitation, Invite, Person, PersonRole, Role, RolePatch, Team


@get("/team")
@may("manager")
def read_team(caller: Caller) -> Team:
    """List who works here, and who is invited."""
    workspace = caller.agent.workspace_id
    people = [_person(agent, role, caller) for agent, role in stores.people(workspace)]
    return Team(people=people, invitations=[_invitation(link) for link in links.invitations(workspace)])


@patch("/team/<agent>")
@may("owner")
def change_role(caller: Caller, agent: str, body: RolePatch) -> Person:
    """Change what somebody may do."""
    person = stores.person(caller.agent.workspace_id, agent)
    stores.give_role(person, body.role)
    return _person(person, body.role, caller)


@delete("/team/<agent>")
@may("owner")
def remove_person(caller: Caller, agent: str) -> None:
    """Let somebody go."""
    stores.remove(stores.person(caller.agent.workspace_id, agent))


@post("/team/invitations", status=201)
@may("owner")
def invite(caller: Caller, body: Invite) -> Invitation:
    """Invite somebody, by mail where mail works, else by a link to hand over."""
    link, key = links.invite(caller.agent.workspace_id, email=body.email, role=body.role, by=caller.agent)
    return _invitation(link, key=None if channels.email_ready() else key)


@delete("/team/invitations/<invitation>")
@may("owner")
def withdraw_invitation(caller: Caller, invitation: str) -> None:
    """Withdraw an invitation."""
    links.withdraw(caller.agent.workspace_id, invitation)


def _person(agent: Agent, role: str, caller: Caller) -> Person:
    return Person(
        id=agent.public_id,
        name=agent.name,
        email=agent.address,
        role=cast(PersonRole, role),
        available=routing.is_here(agent.id),
        seen_at=routing.last_seen(agent.id),
        you=agent.id == caller.agent.id,
    )


def _invitation(link: stores.OneTimeLink, *, key: str | None = None) -> Invitation:
    return Invitation(
        id=link.public_id,
        email=link.email or "",
        role=cast(Role, link.role),
        expires_at=link.expires_at,
        mailed=channels.email_ready(),
        link=f"{setup.config().public_url}/console/link/{key}" if key else None,
    )
