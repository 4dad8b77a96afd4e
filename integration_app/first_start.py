"""What a new installation says when it starts: how the first person gets in, and what is not safe yet."""

from sqlalchemy import func, select

from integration_app.config import Config
from integration_app.kit import crypto, db, log
from integration_app.stores import installation, links
from integration_app.stores.models import Agent, OneTimeLink


def owner_link(config: Config) -> str | None:
    """Return the one-time link of who shall run the installation; None if somebody does already, or in a demo.

    The link of an earlier start ends with the new one.
    """
    if config.demo:
        return None
    with db.unit():
        session, workspace = db.session(), installation.operators_workspace()
        here = select(func.count()).select_from(Agent).where(Agent.workspace_id == workspace.id)
        if session.scalar(here):
            return None
        session.query(OneTimeLink).filter_by(purpose=links.FIRST_OWNER).delete()
        key = links.first_owner(workspace)
    return f"{config.public_url}/console/link/{key}"


def warn(config: Config) -> None:
    """Write to the log what the operator should mend before it hurts."""
    if config.demo:
        return
    with db.unit(read_only=True):
        if crypto.backed_up_at() is None:
            log.logger().warning(
                "master_key_never_backed_up",
                why="without it nothing that is stored can be read again",
                do="python -m integration_app.cli backup FILE",
            )
    if not config.smtp_url:
        log.logger().warning("no_mail", why="SMTP_URL is not set: no codes, confirmations or invitations are sent")
