"""Reading stores: their history, what their webhooks missed, and how far that has come."""

from integration_app.sync.operations import begin, look_again
from integration_app.sync.queries import Look, SyncState, state

__all__ = ["Look", "SyncState", "begin", "look_again", "state"]
