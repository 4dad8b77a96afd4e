"""The console's JSON API; importing its modules declares their routes."""

from integration_app.web.console import conversation, inbox, me, returns, schema, session, team

MODULES = (conversation, inbox, me, returns, schema, session, team)
