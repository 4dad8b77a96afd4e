"""The numbers that people say on the phone: P-3001, R-3002, counted for each workspace."""

from sqlalchemy import update

from integration_app.kit import db
from integration_app.stores.models import Workspace


def next_reference(workspace_id: int, prefix: str) -> str:
    """Take the workspace's next number, inside the open unit; two takers never get the same."""
    count = (
        update(Workspace)
        .where(Workspace.id == workspace_id)
        .values(next_reference=Workspace.next_reference + 1)
        .returning(Workspace.next_reference)
    )
    return f"{prefix}-{db.connection().execute(count).scalar_one() - 1}"
