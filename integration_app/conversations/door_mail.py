"""The mails that bring somebody into the console: an invitation, a new password."""

from integration_app import stores
from integration_app.conversations import outgoing
from integration_app.kit import address
from integration_app.stores import Agent, OneTimeLink, links

PLACE = "/console/link/"


def write(link: OneTimeLink, key: str, *, by: Agent) -> None:
    """Have the mail sent that carries a one-time link, in the language of whom it concerns or who invites."""
    workspace = stores.workspace(link.workspace_id)
    invited = link.purpose == links.INVITE
    values = {"inviter": by.name, "workspace": workspace.name} if invited else {"email": link.email or ""}
    outgoing.want(
        outgoing.INVITE if invited else outgoing.RESET,
        workspace=link.workspace_id,
        store=None,
        to=link.email or "",
        locale=by.locale,
        values=values,
        dedupe_key=f"link:{link.id}",
        link=address.of(PLACE + key),
    )
