"""The mailbox: every mail that Parley sent, and a way to answer as the one who got it."""

import re
from datetime import UTC, datetime

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup, escape
from sqlalchemy import select

from demo import letters, visit
from demo.models import Delivery, Mail
from demo.runtime import this_shop

LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]]")

blueprint = Blueprint("mailbox", __name__, url_prefix="/mailbox")


@blueprint.get("")
def show() -> str:
    """Show all mails, newest first."""
    mails = visit.rows().scalars(select(Mail).order_by(Mail.id.desc()).limit(200))
    listed = [(mail, letters.read(mail.raw)) for mail in mails]
    return render_template("mailbox.html", page="mailbox", mails=listed)


@blueprint.get("/<int:mail_id>")
def mail(mail_id: int) -> str:
    """Show one mail."""
    found = visit.rows().get(Mail, mail_id) or abort(404)
    letter = letters.read(found.raw)
    return render_template("mail.html", page="mailbox", mail=found, letter=letter, text=linked(letter.text))


@blueprint.post("/<int:mail_id>/reply")
def reply(mail_id: int) -> ResponseReturnValue:
    """Answer a mail: the raw answer goes to Parley's inbound address, by way of the outbox."""
    found = visit.rows().get(Mail, mail_id) or abort(404)
    config, now = this_shop().config, datetime.now(UTC)
    text = request.form.get("text", "").strip()
    if not text or not config.inbound_url:
        flash("Nothing was sent: write something first." if config.inbound_url else "No inbound address is set.")
        return redirect(f"/mailbox/{mail_id}")
    headers = {
        "Content-Type": "message/rfc822",
        "Authorization": f"Bearer {config.inbound_token}",
    }
    answer = Delivery(
        label="mail reply",
        url=config.inbound_url,
        headers=headers,
        body=letters.reply(letters.read(found.raw), text, now),
        next_at=now,
        created_at=now,
    )
    visit.rows().add(answer)
    found.answered_at = now
    flash("Your answer is on its way.")
    return redirect(f"/mailbox/{mail_id}")


def linked(text: str) -> Markup:
    """Make the addresses in a text into links; everything else stays text."""
    parts, last = [], 0
    for match in LINK.finditer(text):
        url = escape(match.group())
        parts += [escape(text[last : match.start()]), Markup('<a href="{0}">{0}</a>').format(url)]
        last = match.end()
    return Markup("").join([*parts, escape(text[last:])])
