"""The cast: Ada (merchant), Ben (agent), Cleo (shopper) and Dan (an outsider from another store)."""

from dataclasses import dataclass

from integration_app.kit import clock, crypto, db
from integration_app.stores.models import Agent, Role, Store, Workspace


@dataclass(frozen=True)
class Cast:
    """Detached rows; read their ids and fields, load anew to change."""

    workspace: Workspace
    store: Store
    ada: Agent
    ben: Agent
    other_workspace: Workspace
    other_store: Store
    dan: Agent


def make_cast() -> Cast:
    """Write the cast's rows in one unit."""
    with db.unit():
        workspace, store = _workspace("Lumen", "lumen-goods.myshopify.com", "https://lumen.example")
        other_workspace, other_store = _workspace("Nordpfad", "nordpfad.myshopify.com", "https://nordpfad.example")
        ada = _agent(workspace, "ada@lumen.example", "Ada Lindqvist", "owner")
        ben = _agent(workspace, "ben@lumen.example", "Ben Okafor", "agent")
        dan = _agent(other_workspace, "dan@nordpfad.example", "Dan Meyer", "owner")
    return Cast(workspace, store, ada, ben, other_workspace, other_store, dan)


def _workspace(name: str, shop_domain: str, address: str) -> tuple[Workspace, Store]:
    workspace = Workspace(name=name, created_at=clock.now())
    db.session().add(workspace)
    db.session().flush()
    crypto.create_data_key(workspace.id)
    store = Store(
        workspace_id=workspace.id,
        platform="shopify",
        name=name,
        address=address,
        shop_domain=shop_domain,
        domains=[address],
        locale="en",
        currency="EUR",
        timezone="Europe/Berlin",
        created_at=clock.now(),
    )
    db.session().add(store)
    db.session().flush()
    return workspace, store


def _agent(workspace: Workspace, email: str, name: str, role: str) -> Agent:
    agent = Agent(workspace_id=workspace.id, email=email, name=name, created_at=clock.now())
    db.session().add(agent)
    db.session().flush()
    db.session().add(Role(agent_id=agent.id, store_id=None, kind=role))
    db.session().flush()
    return agent
