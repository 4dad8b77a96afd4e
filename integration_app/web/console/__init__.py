"""The console's JSON API; importing its modules declares their routes."""

from integration_app.web.console import me, schema, session, team

MODULES = (me, schema, session, team)
