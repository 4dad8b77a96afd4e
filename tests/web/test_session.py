"""Signing in, staying in, getting out; and the links that lead in."""

from collections.abc import Callable

import pytest

from integration_app import channels
from integration_app.channels import ConsoleMail
from integration_app.kit import db
from integration_app.stores import Agent, accounts, links
from tests.support.cast import Cast
from tests.web.conftest import Console

PASSWORD = "correct horse battery"
SignedIn = Callable[[Agent], Console]


@pytest.fixture
def ada(cast: Cast) -> Agent:
    with db.unit() as unit:
        accounts.set_password(unit.session.get_one(Agent, cast.ada.id), PASSWORD)
    return cast.ada


def test_the_right_password_opens_a_session_that_scripts_cannot_read(anybody: Console, ada: Agent) -> None:
    answer = anybody.post("/session", {"email": " Ada@Lumen.example ", "password": PASSWORD})
    assert answer.status_code == 200
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    me = anybody.get("/me").json
    assert me["agent"]["name"] == "Ada Lindqvist"
    assert me["agent"]["role"] == "owner"
    assert [store["name"] for store in me["stores"]] == ["Lumen"]


def test_a_wrong_password_and_an_unknown_address_look_alike(anybody: Console, ada: Agent) -> None:
    wrong = anybody.post("/session", {"email": ada.email, "password": "nonsense and more"})
    unknown = anybody.post("/session", {"email": "nobody@lumen.example", "password": "nonsense and more"})
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json == unknown.json


def test_tries_are_counted_even_though_they_fail(anybody: Console, ada: Agent) -> None:
    for _ in range(accounts.TRIES_AN_EMAIL):
        assert anybody.post("/session", {"email": ada.email, "password": "wrong"}).status_code == 401
    answer = anybody.post("/session", {"email": ada.email, "password": PASSWORD})
    assert answer.status_code == 429
    assert answer.json["error"]["code"] == "too_many_tries"


def test_a_password_in_a_form_from_another_site_is_refused(anybody: Console, ada: Agent) -> None:
    form = {"email": ada.email, "password": PASSWORD}
    assert anybody.client.post("/api/v1/session", data=form).status_code == 422


def test_signing_out_ends_the_session(signed_in: SignedIn, cast: Cast) -> None:
    console = signed_in(cast.ada)
    assert console.delete("/session").status_code == 204
    assert console.get("/me").status_code == 401


def test_a_write_without_the_sessions_token_is_refused(signed_in: SignedIn, cast: Cast) -> None:
    console = signed_in(cast.ada)
    console.csrf = "made up"
    answer = console.patch("/me", {"name": "Eve"})
    assert answer.status_code == 403
    assert answer.json["error"]["code"] == "csrf"


def test_errors_come_in_chinese_to_a_chinese_reader(anybody: Console) -> None:
    answer = anybody.client.get("/api/v1/me", headers={"Accept-Language": "zh-CN,zh;q=0.9"})
    assert answer.json["error"]["message"] == "尚未登录，请重新登录。"


def test_everybody_changes_himself_only(signed_in: SignedIn, cast: Cast) -> None:
    ben = signed_in(cast.ben)
    answer = ben.patch("/me", {"name": "Benedict", "theme": "dark", "available": False})
    assert answer.json["agent"] | {"id": ""} == {
        "id": "",
        "name": "Benedict",
        "email": "ben@lumen.example",
        "role": "agent",
        "locale": "en",
        "theme": "dark",
        "available": False,
    }
    assert signed_in(cast.ada).get("/me").json["agent"]["name"] == "Ada Lindqvist"


def test_an_unknown_field_is_named(signed_in: SignedIn, cast: Cast) -> None:
    answer = signed_in(cast.ben).patch("/me", {"role": "owner"})
    assert answer.status_code == 422
    assert list(answer.json["error"]["fields"]) == ["role"]


def test_a_removed_person_is_out_at_once(signed_in: SignedIn, cast: Cast) -> None:
    ben = signed_in(cast.ben)
    assert signed_in(cast.ada).delete(f"/team/{cast.ben.public_id}").status_code == 204
    assert ben.get("/me").status_code == 401


def test_an_invitation_lets_in_once(signed_in: SignedIn, anybody: Console, cast: Cast) -> None:
    made = signed_in(cast.ada).post("/team/invitations", {"email": "Mei@lumen.example", "role": "agent"})
    assert made.status_code == 201
    key = made.json["link"].rsplit("/", 1)[-1]
    assert anybody.get(f"/links/{key}").json["kind"] == "invitation"
    answer = anybody.post(f"/links/{key}", {"email": None, "name": "Mei Lin", "password": PASSWORD})
    assert answer.json["agent"]["email"] == "mei@lumen.example"
    assert anybody.post(f"/links/{key}", {"password": PASSWORD}).json["error"]["code"] == "link_used"


def test_a_weak_password_leaves_the_link_open(signed_in: SignedIn, anybody: Console, cast: Cast) -> None:
    made = signed_in(cast.ada).post("/team/invitations", {"email": "mei@lumen.example", "role": "agent"})
    key = made.json["link"].rsplit("/", 1)[-1]
    assert anybody.post(f"/links/{key}", {"password": "short"}).status_code == 422
    assert anybody.get(f"/links/{key}").status_code == 200


def test_without_mail_no_password_is_reset(anybody: Console) -> None:
    assert isinstance(channels.email(), ConsoleMail)
    assert anybody.post("/password-resets", {"email": "ada@lumen.example"}).json["error"]["code"] == "no_mail"


def test_the_first_owner_types_his_own_address(anybody: Console, cast: Cast) -> None:
    with db.unit():
        key = links.first_owner(cast.workspace)
    answer = anybody.post(f"/links/{key}", {"email": "eva@lumen.example", "name": "Eva", "password": PASSWORD})
    assert answer.json["agent"]["role"] == "owner"


def test_the_last_owner_stays(signed_in: SignedIn, cast: Cast) -> None:
    ada = signed_in(cast.ada)
    assert ada.patch(f"/team/{cast.ada.public_id}", {"role": "agent"}).json["error"]["code"] == "last_owner"
    assert ada.delete(f"/team/{cast.ada.public_id}").json["error"]["code"] == "last_owner"


def test_an_agent_invites_nobody(signed_in: SignedIn, cast: Cast) -> None:
    ben = signed_in(cast.ben)
    assert ben.post("/team/invitations", {"email": "x@lumen.example", "role": "owner"}).status_code == 403
    assert ben.patch(f"/team/{cast.ben.public_id}", {"role": "owner"}).status_code == 403
    assert ben.get("/team").status_code == 403


def test_dan_neither_sees_nor_changes_another_team(signed_in: SignedIn, cast: Cast) -> None:
    dan = signed_in(cast.dan)
    assert [person["name"] for person in dan.get("/team").json["people"]] == ["Dan Meyer"]
    assert dan.patch(f"/team/{cast.ben.public_id}", {"role": "owner"}).status_code == 404
    assert dan.delete(f"/team/{cast.ben.public_id}").status_code == 404
    made = signed_in(cast.ada).post("/team/invitations", {"email": "mei@lumen.example", "role": "agent"}).json
    assert dan.delete(f"/team/invitations/{made['id']}").status_code == 404
