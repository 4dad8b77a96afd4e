"""How mail is doing: for the people who can mend it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from integration_app.conversations.models import DeliveryAttempt
from integration_app.kit import clock, db

LATELY = timedelta(days=7)


@dataclass(frozen=True)
class MailFacts:
    """What went out, and what was given up in the last seven days."""

    last_sent_at: datetime | None
    failed: int
    last_failed_at: datetime | None = None
    last_error: str | None = None


def mail_facts(workspace_id: int) -> MailFacts:
    """Count a workspace's mails."""
    mine = DeliveryAttempt.workspace_id == workspace_id
    given_up = (mine, DeliveryAttempt.failed_at > clock.now() - LATELY)
    session = db.session()
    sent = session.scalar(select(func.max(DeliveryAttempt.sent_at)).where(mine))
    failed = session.scalar(select(func.count()).select_from(DeliveryAttempt).where(*given_up))
    last = session.scalar(select(DeliveryAttempt).where(*given_up).order_by(DeliveryAttempt.failed_at.desc()).limit(1))
    return MailFacts(sent, int(failed or 0), last.failed_at if last else None, last.error if last else None)
