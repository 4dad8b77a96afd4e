"""The console's JSON API; importing its modules declares their routes."""

from integration_app.web.console import (
    articles,
    campaigns,
    conversation,
    inbox,
    mail,
    me,
    returns,
    schema,
    session,
    settings,
    shopify,
    stores,
    tags,
    team,
    triggers,
)

MODULES = (
    articles,
    campaigns,
    conversation,
    inbox,
    mail,
    me,
    returns,
    schema,
    session,
    settings,
    shopify,
    stores,
    tags,
    team,
    triggers,
)
