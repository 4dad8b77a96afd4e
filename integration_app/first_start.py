"""What a new installation says when it starts: how the first person gets in, and what is not safe yet."""

from sqlalchemy import func, select

from integration_app import stores
from integration_app.config import Config
from integration_app.kit import crypto, db, log
from integration_app.stores import links
from integration_app.stores.models import Agent, OneTimeLink, Workspace


def owner_link(config: Config) -> str | None:
    """Return the first owner's one-time link where nobody can sign in yet; None if somebody can, or in a demo.

    The link of an earlier start ends with the new one.
    """
    if config.demo:
        return None
    with db.unit():
        session = db.session()
        if session.scalar(select(func.count()).select_from(Agent)):
            return None
        session.query(OneTimeLink).filter_by(purpose=links.FIRST_OWNER).delete()
        workspace = session.scalars(select(Workspace).order_by(Workspace.id)).first()
        key = links.first_owner(workspace or stores.create_workspace("My shop"))
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
