"""Somebody opens the app in a shop's admin: the shop is connected, and he finds his place."""

from dataclasses import dataclass
from enum import StrEnum

from integration_app.kit import db
from integration_app.platforms.manifest import manifest
from integration_app.platforms.protocol import ShopSnapshot
from integration_app.platforms.shopify.auth import Grant, Person
from integration_app.platforms.shopify.id_token import Visitor
from integration_app.stores import installation, operations, queries, rules
from integration_app.stores.models import Agent, OneTimeLink, Store, Workspace
from integration_app.stores.refusals import AlreadyTaken
from integration_app.stores.shopify import codes, people, tokens


class Place(StrEnum):
    """Where somebody stands who has opened the app."""

    NEW = "new"
    """His shop is not here yet: he may begin, or bring it to a workspace."""
    WAITING = "waiting"
    """He is known, and may do nothing until an owner lets him in."""
    IN = "in"


@dataclass(frozen=True)
class Standing:
    """What is known before Shopify is asked anything."""

    place: Place
    workspace: str | None
    """The name of the workspace that the shop belongs to."""
    needs_grant: bool
    """The shop's tokens are missing, at an end, or open less than we need."""
    needs_shop: bool
    """The shop is new, or comes back."""
    needs_person: bool

    @property
    def nothing_to_do(self) -> bool:
        """Say whether shop and person are known and well."""
        return not (self.needs_grant or self.needs_person)


def standing(visitor: Visitor) -> Standing:
    """Look where a visitor stands."""
    store, agent = people.shop_of(visitor), people.agent_of(visitor)
    gone = store is None or store.uninstalled_at is not None
    return Standing(
        place=Place.NEW if store is None else place_of(agent),
        workspace=queries.workspace(store.workspace_id).name if store else None,
        needs_grant=gone or _needs_grant(store),
        needs_shop=gone,
        needs_person=agent is None,
    )


def place_of(agent: Agent | None) -> Place:
    """Say where somebody of a shop that is here stands."""
    may = agent is not None and rules.reaches(queries.highest_role(agent), "agent")
    return Place.IN if may else Place.WAITING


def admit(
    visitor: Visitor, person: Person, *, grant: Grant | None, shop: ShopSnapshot | None, code: OneTimeLink | None = None
) -> Agent:
    """Connect the shop, if it was granted, and return who the visitor is. The first of a new shop owns its workspace.

    :raises AlreadyTaken: if the shop was connected meanwhile, while a code says where it should go.
    """
    db.lock("shopify_shop", visitor.shop)
    store = people.shop_of(visitor)
    if store is not None and code is not None:
        raise AlreadyTaken(f"{visitor.shop} is connected already.")
    is_new = store is None
    store = store or _add(visitor, shop, code)
    if store.uninstalled_at is not None:
        operations.come_back(store)
    if grant is not None:
        tokens.keep(store, grant)
    if code is not None:
        return _bring(visitor, code)
    role = "owner" if is_new else None
    return people.agent_of(visitor) or people.join(visitor, person, queries.workspace(store.workspace_id), role=role)


def _needs_grant(store: Store | None) -> bool:
    if store is None or store.sign_in_needed_at is not None:
        return True
    held = tokens.of(store.id)
    return held.refresh is None or rules.lacks(store.scopes, manifest().required_scopes)


def _add(visitor: Visitor, shop: ShopSnapshot | None, code: OneTimeLink | None) -> Store:
    name = shop.name if shop else visitor.shop.partition(".")[0]
    own = f"https://{visitor.shop}"
    store = operations.add_store(
        _workspace(visitor, name, code),
        platform="shopify",
        name=name[:120],
        address=f"https://{shop.domain}" if shop and shop.domain else own,
        shop_domain=visitor.shop,
        domains=[own],
    )
    if shop is not None:
        operations.record_shop(store, shop)
    return store


def _workspace(visitor: Visitor, name: str, code: OneTimeLink | None) -> Workspace:
    """Return where a shop belongs: where a code says, where its owner was before, or a workspace of its own."""
    known = code or people.owner_before(visitor)
    if known is not None:
        return queries.workspace(known.workspace_id)
    installation.operators_workspace()
    return operations.create_workspace(name[:120])


def _bring(visitor: Visitor, code: OneTimeLink) -> Agent:
    """Let the code's maker be who he is: only he has seen it."""
    codes.spend(code)
    agent = queries.agent_by_id(code.agent_id or 0)
    people.link(visitor, agent)
    return agent
