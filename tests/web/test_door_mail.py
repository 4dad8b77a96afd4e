"""Invitations and new passwords travel by mail, with a link that works once."""

import re
from collections.abc import Callable, Iterator

import pytest

from integration_app import channels
from integration_app.channels import OutgoingMail
from integration_app.kit import db
from integration_app.stores import Agent, accounts
from tests.support.cast import Cast
from tests.web.conftest import Console


class Post:
    """Takes mail and keeps it."""

    def __init__(self) -> None:
        self.mails: list[OutgoingMail] = []

    def send(self, mail: OutgoingMail) -> str:
        self.mails.append(mail)
        return mail.id


@pytest.fixture
def post(database: db.Database) -> Iterator[Post]:
    before, made = channels._mail, Post()
    channels._mail = made
    yield made
    channels._mail = before


def key_in(mail: OutgoingMail) -> str:
    found = re.search(r"/console/link/([\w-]+)", mail.text)
    assert found
    return found.group(1)


def test_an_invitation_is_mailed(
    signed_in: Callable[[Agent], Console], anybody: Console, cast: Cast, post: Post, run_jobs: Callable[[], int]
) -> None:
    made = signed_in(cast.ada).post("/team/invitations", {"email": "mei@lumen.example", "role": "agent"}).json
    assert (made["mailed"], made["link"]) == (True, None)
    run_jobs()
    (mail,) = post.mails
    assert mail.to == "mei@lumen.example"
    assert "Ada Lindqvist" in mail.subject
    assert anybody.get(f"/links/{key_in(mail)}").json["email"] == "mei@lumen.example"


def test_a_forgotten_password_is_reset_and_old_sessions_end(
    signed_in: Callable[[Agent], Console], anybody: Console, cast: Cast, post: Post, run_jobs: Callable[[], int]
) -> None:
    old = signed_in(cast.ben)
    known = anybody.post("/password-resets", {"email": "Ben@lumen.example"})
    unknown = anybody.post("/password-resets", {"email": "nobody@lumen.example"})
    assert known.status_code == unknown.status_code == 202
    assert known.json == unknown.json == {}
    run_jobs()
    (mail,) = post.mails
    answer = anybody.post(f"/links/{key_in(mail)}", {"password": "a new long password"})
    assert answer.json["agent"]["email"] == "ben@lumen.example"
    assert old.get("/me").status_code == 401
    with db.unit():
        opened = accounts.sign_in("ben@lumen.example", "a new long password", address="192.0.2.9")
    assert isinstance(opened, accounts.Opened)


def test_resets_are_few_an_hour(anybody: Console, cast: Cast, post: Post, run_jobs: Callable[[], int]) -> None:
    for _ in range(5):
        assert anybody.post("/password-resets", {"email": "ben@lumen.example"}).status_code == 202
    run_jobs()
    assert len(post.mails) == 3
