"""What the operator of this installation registered with the platforms: Shopify's client id and secret.

The environment goes before what was entered on the operator's page, so that whoever deploys by files stays in charge.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import LargeBinary, String, func, select
from sqlalchemy.orm import Mapped, mapped_column

from integration_app.kit import clock, crypto, db, events
from integration_app.stores import operations
from integration_app.stores.models import Agent, Role, Workspace

SHOPIFY = "shopify"

OLD_SECRET_STAYS = timedelta(hours=24)
"""After a rotation Shopify signs with the old secret for up to an hour; a day leaves room for late deliveries."""

_PLACE = "registrations.sealed"


class Registration(db.Base):
    """What one platform gave us when the app was registered there, sealed."""

    __tablename__ = "registrations"

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    platform: Mapped[str] = mapped_column(String(24), unique=True)
    public_id: Mapped[str] = mapped_column(db.PublicId, unique=True, default=db.new_public_id)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    changed_at: Mapped[datetime] = mapped_column(db.UtcDateTime)


@dataclass(frozen=True)
class ShopifyApp:
    """The app as Shopify knows it; empty where nothing was registered."""

    client_id: str = ""
    secrets: tuple[str, ...] = field(default=(), repr=False)
    """The first is current; a second stays valid during a rotation."""
    from_environment: bool = False

    @property
    def ready(self) -> bool:
        """Say whether shops can be installed."""
        return bool(self.client_id and self.secrets)


_environment = ShopifyApp()


def use(client_id: str, secrets: tuple[str, ...]) -> None:
    """Take over what the environment says; done once by the root."""
    global _environment  # noqa: PLW0603 set once by the root
    _environment = ShopifyApp(client_id, secrets, from_environment=True)


def shopify_app() -> ShopifyApp:
    """Return the app's id and valid secrets, inside an open unit."""
    if _environment.secrets:
        return _environment
    row = db.session().scalar(select(Registration).where(Registration.platform == SHOPIFY))
    if row is None:
        return ShopifyApp()
    told = json.loads(crypto.unseal(crypto.SYSTEM, _PLACE, row.public_id, row.sealed))
    secrets = [told["secret"]]
    if told.get("old_secret") and row.changed_at + OLD_SECRET_STAYS > clock.now():
        secrets.append(told["old_secret"])
    return ShopifyApp(told["client_id"], tuple(secrets))


def register_shopify_app(client_id: str, secret: str, *, by: Agent | None = None) -> None:
    """Keep what Shopify gave the operator; the secret before stays valid for a day."""
    known = shopify_app()
    row = db.session().scalar(select(Registration).where(Registration.platform == SHOPIFY))
    if row is None:
        row = Registration(platform=SHOPIFY, public_id=db.new_public_id())
    old = next((one for one in known.secrets if one != secret), None)
    told = json.dumps({"client_id": client_id, "secret": secret, "old_secret": old})
    row.sealed = crypto.seal(crypto.SYSTEM, _PLACE, row.public_id, told)
    row.changed_at = clock.now()
    db.session().add(row)
    db.session().flush()
    if by is not None:
        events.record("app.registered", workspace=by.workspace_id, actor=f"agent:{by.id}")


def operators_workspace() -> Workspace:
    """Return the first workspace, made here if there is none: nobody gets to run this installation by being early."""
    first = db.session().scalars(select(Workspace).order_by(Workspace.id).limit(1)).first()
    return first or operations.create_workspace("My shop")


def is_operator(agent: Agent) -> bool:
    """Say whether somebody runs this installation: an owner of its first workspace."""
    first = select(func.min(Workspace.id)).scalar_subquery()
    owner = select(Role.id).where(Role.agent_id == agent.id, Role.kind == "owner", Role.store_id.is_(None))
    return agent.workspace_id == db.session().scalar(select(first)) and db.session().scalar(owner) is not None
