"""Mail that no person wrote just now: it is never answered, or two machines talk for ever."""

import re
from email.message import EmailMessage

_PRECEDENCE = {"bulk", "junk", "list", "auto_reply", "auto-reply"}
_MACHINES = re.compile(r"^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)\b", re.IGNORECASE)
_MARKS = (
    "x-autoreply",
    "x-autorespond",
    "x-autoresponder",
    "x-auto-reply-from",
    "x-failed-recipients",
    "list-unsubscribe",
)
_SUBJECTS = re.compile(
    r"^\s*(out of (the )?office|automatic reply|auto(matic)?[- ]?(reply|response)|undeliver(ed|able)|delivery status|"
    r"mail delivery (failed|failure)|returned mail|abwesenheits(notiz|nachricht)|automatische antwort|unzustellbar|"
    r"fuera de (la )?oficina|respuesta autom[aá]tica|réponse automatique|absence du bureau|自动回复|自動返信|"
    r"رد تلقائي)",
    re.IGNORECASE,
)


def is_automatic(message: EmailMessage, sender: str) -> bool:
    """Say whether a machine sent this: RFC 3834's header first, then what older programs write."""
    submitted = _value(message, "auto-submitted")
    if submitted and submitted != "no":
        return True
    return (
        _value(message, "precedence") in _PRECEDENCE
        or _value(message, "return-path") == "<>"
        or message.get_content_type() == "multipart/report"
        or any(_value(message, mark) for mark in _MARKS)
        or _MACHINES.match(sender) is not None
        or _SUBJECTS.match(str(message.get("subject", ""))) is not None
    )


def _value(message: EmailMessage, name: str) -> str:
    """Return a header's first word, in small letters."""
    return str(message.get(name, "")).split(";")[0].strip().lower()
