"""Workspaces, stores and the people who work there: who they are, what they set, what they may do."""

from integration_app.stores.accounts import add_agent, change_password, give_role, remove, sign_in, sign_out
from integration_app.stores.colour import Palette, Tones, is_colour, palette
from integration_app.stores.credentials import keep as keep_secret
from integration_app.stores.credentials import secrets
from integration_app.stores.installation import ShopifyApp, is_operator, register_shopify_app, shopify_app
from integration_app.stores.models import Agent, AgentSession, Credential, OneTimeLink, Role, Store, Workspace
from integration_app.stores.operations import (
    add_store,
    allow_domains,
    change_settings,
    create_workspace,
    next_reference,
    record_scopes,
    record_shop,
    uninstall,
)
from integration_app.stores.queries import (
    SignedIn,
    agent_by_id,
    by_id,
    by_public_id,
    by_shop_domain,
    chosen,
    connection,
    highest_role,
    on_page,
    people,
    person,
    signed_in,
    store_of,
    stores_of,
    workspace,
)
from integration_app.stores.refusals import AlreadyTaken, NotAllowed, WrongSignIn
from integration_app.stores.rules import reaches
from integration_app.stores.settings import LOCALES, Settings

__all__ = [
    "LOCALES",
    "Agent",
    "AgentSession",
    "AlreadyTaken",
    "Credential",
    "NotAllowed",
    "OneTimeLink",
    "Palette",
    "Role",
    "Settings",
    "ShopifyApp",
    "SignedIn",
    "Store",
    "Tones",
    "Workspace",
    "WrongSignIn",
    "add_agent",
    "add_store",
    "agent_by_id",
    "allow_domains",
    "by_id",
    "by_public_id",
    "by_shop_domain",
    "change_password",
    "change_settings",
    "chosen",
    "connection",
    "create_workspace",
    "give_role",
    "highest_role",
    "is_colour",
    "is_operator",
    "keep_secret",
    "next_reference",
    "on_page",
    "palette",
    "people",
    "person",
    "reaches",
    "record_scopes",
    "record_shop",
    "register_shopify_app",
    "remove",
    "secrets",
    "shopify_app",
    "sign_in",
    "sign_out",
    "signed_in",
    "store_of",
    "stores_of",
    "uninstall",
    "workspace",
]
