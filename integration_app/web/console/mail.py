"""How mail is doing, and a test of it."""

from email.utils import parseaddr
from typing import Literal

from integration_app import channels
from integration_app.conversations import mail_state
from integration_app.conversations import reactions as conversations
from integration_app.kit import db
from integration_app.web import setup, texts
from integration_app.web.access import get, may, outside, post
from integration_app.web.caller import Caller
from integration_app.web.console.session import NoMail
from integration_app.web.console.shapes.parts import Nothing
from integration_app.web.console.shapes.settings import MailFailure, MailState


@get("/mail")
@may("manager")
def read_mail(caller: Caller) -> MailState:
    """Tell how mail is doing."""
    return _state(caller.agent.workspace_id)


@post("/mail/test")
@may("manager")
@outside
def test_mail(caller: Caller, body: Nothing) -> MailState:
    """Send a mail to oneself."""
    if not channels.email_ready() or caller.agent.address is None:
        raise NoMail
    conversations.send_test(caller.agent.address, texts.say("mail.test_subject"), texts.say("mail.test_text"))
    with db.unit(read_only=True):
        return _state(caller.agent.workspace_id)


def _state(workspace_id: int) -> MailState:
    facts, config = mail_state.mail_facts(workspace_id), setup.config()
    failure = None
    if facts.last_failed_at is not None:
        failure = MailFailure(at=facts.last_failed_at, message=facts.last_error or "")
    return MailState(
        smtp=channels.email_ready(),
        from_address=parseaddr(config.mail_from)[1] if channels.email_ready() else None,
        inbound=_inbound(),
        last_sent_at=facts.last_sent_at,
        failed=facts.failed,
        last_failure=failure,
    )


def _inbound() -> Literal["webhook", "imap", "none"]:
    config = setup.config()
    if config.imap_url:
        return "imap"
    return "webhook" if config.mail_inbound_token and config.mail_reply_to else "none"
