"""The one job: work on a row that waits. Called by the dispatcher, by RQ, and by nobody else."""

from collections.abc import Iterable

from integration_app.conversations import outgoing
from integration_app.conversations import reactions as conversations
from integration_app.kit import events, inbox, log
from integration_app.kit.errors import ProviderError
from integration_app.privacy import reactions as privacy
from integration_app.sync import reactions as sync
from integration_app.sync import runs as sync_runs

_RUNNERS = {
    events.JOB: events.react,
    inbox.JOB: inbox.process,
    outgoing.JOB: conversations.send_mail,
    privacy.JOB: privacy.run,
    sync_runs.JOB: sync.work,
}


def work_through(tickets: Iterable[tuple[str, int]]) -> None:
    """Work on several rows, one after another; what one of them comes to is nothing to the others."""
    for job, id in tickets:
        work(job, id)


def work(job: str, id: int) -> bool:
    """Work on one row; False if it was done or taken already.

    A failure is noted on the row, which is tried again later; it is logged here and goes no further.
    """
    log.bind(job=job, row=id)
    try:
        return _RUNNERS[job](id)
    except ProviderError as error:
        log.logger().warning("outside_failed", error=str(error), permanent=error.permanent)
    except Exception:
        log.logger().exception("job_failed")
    finally:
        log.clear()
    return False
