"""Two stores of one workspace: nothing of the one is shown or inserted in the other."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask.testing import FlaskClient

from integration_app import assistant, conversations, stores, triggers
from integration_app.assistant.queries import ArticleText
from integration_app.kit import db
from integration_app.kit.errors import NotFound
from integration_app.stores import Agent, Store
from integration_app.stores.models import Role
from integration_app.triggers import Visitor
from tests.support.cast import Cast
from tests.support.chat import Chat
from tests.support.orders import CLEO, place, snapshot
from tests.web.conftest import Console, anybody, signed_in

__all__ = ["anybody", "signed_in"]

LAMPS, SHOES = "https://lumen.example", "https://shoes.example"


@dataclass(frozen=True)
class Two:
    """Ada's lamps, and Ada's shoes."""

    lamps: Store
    shoes: Store


@pytest.fixture
def two(cast: Cast) -> Two:
    with db.unit():
        workspace = stores.workspace(cast.workspace.id)
        shoes = stores.add_store(workspace, platform="rest", name="Sole Mates", address=SHOES)
        triggers.add_starters(stores.by_id(cast.store.id), confirmed=True)
        triggers.add_starters(shoes, confirmed=True)
        text = ArticleText("Gift wrapping", "We wrap shoes in recycled paper for 3 EUR.", ("do you gift wrap",))
        assistant.save_article(shoes, texts={"en": text})
        return Two(cast.store, stores.by_id(shoes.id))


def test_an_order_of_the_one_is_unknown_in_the_other(two: Two, run_jobs: Callable[[], int]) -> None:
    place(two.shoes, snapshot("1042", parcel=True))
    here, there = Chat(two.lamps, run_jobs), Chat(two.shoes, run_jobs)
    asked = f"where is my order 1042? my mail is {CLEO}"
    assert "order" not in [card["type"] for card in here.say(asked).body.cards]
    assert "order" in [card["type"] for card in there.say(asked).body.cards]


def test_the_same_number_is_each_stores_own(two: Two, run_jobs: Callable[[], int]) -> None:
    place(two.lamps, snapshot("1001"))
    place(two.shoes, snapshot("1001", email="dora@mail.de", parcel=True))
    chat = Chat(two.lamps, run_jobs)
    chat.say("where is my order 1001? my mail is dora@mail.de")
    assert all("order" not in [card["type"] for card in turn.body.cards] for turn in chat.bot())
    chat.say(f"sorry, {CLEO}")
    told = str([turn.body for turn in chat.bot()])
    assert "JD014600003SE" not in told


def test_an_article_answers_in_its_own_store_only(two: Two, run_jobs: Callable[[], int]) -> None:
    asked = "do you gift wrap"
    assert "recycled paper" in Chat(two.shoes, run_jobs).say(asked).body.text
    assert "recycled paper" not in str([turn.body for turn in _after(Chat(two.lamps, run_jobs), asked)])


def _after(chat: Chat, asked: str) -> list[Any]:
    chat.say(asked)
    return chat.bot()


def test_a_proof_in_the_one_opens_nothing_in_the_other(two: Two, run_jobs: Callable[[], int]) -> None:
    place(two.lamps, snapshot("1042"))
    place(two.shoes, snapshot("2042", parcel=True))
    chat = Chat(two.lamps, run_jobs)
    chat.say(f"where is my order 1042? my mail is {CLEO}")
    assert "order" not in [card["type"] for card in chat.say("and where is order 2042?").body.cards]


def test_each_widget_runs_on_its_own_domains_with_its_own_texts(two: Two, client: FlaskClient) -> None:
    def settings(store: Store, origin: str) -> Any:
        return client.get(f"/widget/{store.public_id}/settings", headers={"Origin": origin})

    assert settings(two.shoes, SHOES).json["name"] == "Sole Mates"
    assert settings(two.lamps, LAMPS).json["name"] == "Lumen"
    assert settings(two.shoes, LAMPS).status_code == 403
    assert settings(two.lamps, SHOES).status_code == 403
    policy = client.get(f"/widget/{two.shoes.public_id}/frame").headers["Content-Security-Policy"]
    assert SHOES in policy
    assert LAMPS not in policy


def test_a_chats_key_opens_it_in_its_own_store_only(two: Two, client: FlaskClient) -> None:
    begun = client.post(
        f"/widget/{two.lamps.public_id}/conversations", json={"locale": "en"}, headers={"Origin": LAMPS}
    ).json
    assert begun is not None
    bearer = {"Authorization": f"Bearer {begun['token']}"}
    assert client.get(f"/widget/{two.lamps.public_id}/messages", headers=bearer).status_code == 200
    assert client.get(f"/widget/{two.shoes.public_id}/messages", headers=bearer).status_code == 404
    elsewhere = client.post(
        f"/widget/{two.shoes.public_id}/token", json={"secret": begun["secret"]}, headers={"Origin": SHOES}
    )
    assert elsewhere.status_code == 401


def test_a_rule_of_the_one_cannot_be_fired_in_the_other(two: Two) -> None:
    with db.unit():
        rule = triggers.triggers_of(two.shoes.id)[0].public_id
        visitor = Visitor("v1", "/", "Etc/GMT", "en", None, "198.51.100.7")
        with pytest.raises(NotFound):
            triggers.fire(stores.by_id(two.lamps.id), rule, visitor)


def test_who_works_for_one_store_sees_that_one(
    two: Two, cast: Cast, signed_in: Callable[[Agent], Console], run_jobs: Callable[[], int]
) -> None:
    with db.unit():
        role = db.session().query(Role).filter_by(agent_id=cast.ben.id).one()
        role.store_id = two.lamps.id
    lamps, shoes = Chat(two.lamps, run_jobs), Chat(two.shoes, run_jobs)
    lamps.say("hello lamps")
    shoes.say("hello shoes")
    ben = signed_in(cast.ben)
    assert [row["store"] for row in ben.get("/inbox?view=all").json["rows"]] == [two.lamps.public_id]
    assert [store["id"] for store in ben.get("/me").json["stores"]] == [two.lamps.public_id]
    with db.unit(read_only=True):
        foreign = conversations.by_id(shoes.id).public_id
    assert ben.get(f"/conversations/{foreign}").status_code == 404
    assert ben.post(f"/conversations/{foreign}/messages", {"client_id": "c", "body": {"text": "x"}}).status_code == 404


def test_the_panel_shows_orders_and_talks_of_its_own_store(
    two: Two, cast: Cast, signed_in: Callable[[Agent], Console], run_jobs: Callable[[], int]
) -> None:
    place(two.lamps, snapshot("1042"))
    place(two.shoes, snapshot("2042"))
    for store in (two.shoes, two.lamps):
        chat = Chat(store, run_jobs)
        number = "1042" if store is two.lamps else "2042"
        chat.say(f"where is my order {number}? my mail is {CLEO}")
    page = signed_in(cast.ada).get(f"/conversations/{chat.row().public_id}").json
    assert [order["number"] for order in page["orders"]] == ["1042"]
    assert page["earlier"] == []
