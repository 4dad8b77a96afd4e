"""What the storefront asks for, and what an outsider gets."""

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from integration_app import conversations, stores
from integration_app.conversations import links
from integration_app.conversations.models import Conversation, Message, Origin
from integration_app.kit import db
from integration_app.platforms.shopify import read
from tests.support.cast import Cast
from tests.support.deliveries import shopify_payload

SHOP = {"Origin": "https://lumen.example"}


@pytest.fixture
def base(cast: Cast) -> str:
    return f"/widget/{cast.store.public_id}"


def begin(client: FlaskClient, base: str, **sent: Any) -> dict[str, Any]:
    answer = client.post(f"{base}/conversations", json={"locale": "de", "zone": "Europe/Paris", **sent}, headers=SHOP)
    assert answer.status_code == 200, answer.text
    return dict(answer.json or {})


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


class TestSettings:
    def test_the_stores_page_gets_them_and_nothing_is_written(self, client: FlaskClient, base: str) -> None:
        answer = client.get(f"{base}/settings?locale=de-AT", headers=SHOP)
        assert answer.json is not None
        assert (answer.json["name"], answer.json["locale"], answer.json["dir"]) == ("Lumen", "de", "ltr")
        assert answer.headers["Access-Control-Allow-Origin"] == "https://lumen.example"
        with db.unit(read_only=True):
            assert db.session().scalars(select(Conversation)).all() == []

    def test_arabic_reads_from_the_right(self, client: FlaskClient, base: str) -> None:
        answer = client.get(f"{base}/settings?locale=ar", headers=SHOP)
        assert answer.json is not None
        assert answer.json["dir"] == "rtl"

    def test_a_foreign_page_is_refused_in_words(self, client: FlaskClient, base: str) -> None:
        answer = client.get(f"{base}/settings", headers={"Origin": "https://evil.example"})
        assert answer.status_code == 403
        assert answer.json is not None
        assert answer.json["error"]["code"] == "domain_not_allowed"
        assert "evil.example" in answer.json["error"]["message"]
        assert "Access-Control-Allow-Origin" not in answer.headers

    def test_another_stores_page_is_foreign(self, client: FlaskClient, base: str, cast: Cast) -> None:
        answer = client.get(f"{base}/settings", headers={"Origin": cast.other_store.address})
        assert answer.status_code == 403

    def test_an_unknown_store_is_not_there(self, client: FlaskClient) -> None:
        assert client.get("/widget/nothing/settings", headers=SHOP).status_code == 404


class TestAThemeKnowsOnlyTheShopsDomain:
    def test_the_store_is_found_by_it(self, client: FlaskClient, cast: Cast) -> None:
        answer = client.get("/widget/Lumen-Goods.myshopify.com/settings", headers=SHOP)
        assert answer.json is not None
        assert answer.json["store"] == cast.store.public_id
        assert client.get("/widget/lumen-goods.myshopify.com/frame").status_code == 200

    def test_another_shops_page_is_foreign_all_the_same(self, client: FlaskClient, cast: Cast) -> None:
        answer = client.get("/widget/nordpfad.myshopify.com/settings", headers=SHOP)
        assert answer.status_code == 403

    def test_a_shop_that_left_or_never_came_is_not_there(self, client: FlaskClient, cast: Cast) -> None:
        with db.unit():
            stores.uninstall(stores.by_id(cast.store.id))
        assert client.get("/widget/lumen-goods.myshopify.com/settings").status_code == 404
        assert client.get("/widget/stranger.myshopify.com/settings").status_code == 404

    def test_the_shops_own_domains_are_allowed_by_themselves(self, client: FlaskClient, cast: Cast) -> None:
        page = {"Origin": "https://lumen-goods.example"}
        assert client.get("/widget/lumen-goods.myshopify.com/settings", headers=page).status_code == 403
        with db.unit():
            stores.record_shop(stores.by_id(cast.store.id), read.shop(shopify_payload("shop_update")))
        assert client.get("/widget/lumen-goods.myshopify.com/settings", headers=page).status_code == 200
        with db.unit(read_only=True):
            allowed = stores.by_id(cast.store.id).domains
        shop = ["https://lumen-goods.myshopify.com", "https://lumen-goods.example"]
        assert allowed == ["https://lumen.example", *shop]


class TestFrame:
    def test_only_the_stores_domains_may_frame_it(self, client: FlaskClient, base: str) -> None:
        policy = client.get(f"{base}/frame").headers["Content-Security-Policy"]
        assert "frame-ancestors https://lumen.example" in policy
        assert "'unsafe" not in policy


class TestTalk:
    def test_a_conversation_begins_and_its_origin_is_noted(self, client: FlaskClient, base: str) -> None:
        begun = begin(client, base, page="https://lumen.example/lamp")
        assert begun["secret"]
        assert begun["expires_in"] == 900
        with db.unit(read_only=True):
            row = db.session().scalars(select(Conversation)).one()
            assert (row.locale, row.zone, row.page) == ("de", "Europe/Paris", "https://lumen.example/lamp")
            assert b"127.0.0.1" not in db.session().scalars(select(Origin)).one().address

    def test_it_is_there_tomorrow(self, client: FlaskClient, base: str) -> None:
        begun = begin(client, base)
        assert begin(client, base, secret=begun["secret"])["conversation"] == begun["conversation"]

    def test_a_message_is_written_once(self, client: FlaskClient, base: str) -> None:
        head = bearer(begin(client, base)["token"])
        sent = {"client_id": "c1", "body": {"text": "hallo"}}
        first = client.post(f"{base}/messages", json=sent, headers=head).json
        again = client.post(f"{base}/messages", json=sent, headers=head).json
        assert first == again
        thread = client.get(f"{base}/messages?after=0", headers=head).json
        assert thread is not None
        assert [(m["seq"], m["text"], m["author"]) for m in thread["messages"]] == [(1, "hallo", "shopper")]
        assert thread["state"]["holder"] == "bot"

    def test_without_a_token_nothing_is_told(self, client: FlaskClient, base: str) -> None:
        for head in ({}, bearer("guess"), bearer("")):
            assert client.get(f"{base}/messages?after=0", headers=head).status_code == 401

    def test_a_token_of_one_store_opens_nothing_in_another(self, client: FlaskClient, base: str, cast: Cast) -> None:
        head = bearer(begin(client, base)["token"])
        other = f"/widget/{cast.other_store.public_id}"
        assert client.get(f"{other}/messages?after=0", headers=head).status_code == 404

    def test_a_secret_of_one_store_opens_nothing_in_another(self, client: FlaskClient, base: str, cast: Cast) -> None:
        secret = begin(client, base)["secret"]
        other = f"/widget/{cast.other_store.public_id}/token"
        assert (
            client.post(other, json={"secret": secret}, headers={"Origin": cast.other_store.address}).status_code == 401
        )

    def test_a_card_number_is_masked_before_it_is_stored(self, client: FlaskClient, base: str) -> None:
        head = bearer(begin(client, base)["token"])
        sent = {"client_id": "c1", "body": {"text": "4111-1111-1111-1111"}}
        client.post(f"{base}/messages", json=sent, headers=head)
        thread = client.get(f"{base}/messages?after=0", headers=head).json
        assert thread is not None
        assert thread["messages"][0]["text"] == "•••• 1111"

    def test_a_flood_is_slowed(self, client: FlaskClient, base: str) -> None:
        head = bearer(begin(client, base)["token"])
        codes = [
            client.post(
                f"{base}/messages", json={"client_id": f"c{n}", "body": {"text": "x"}}, headers=head
            ).status_code
            for n in range(40)
        ]
        assert codes[0] == 200
        assert codes[-1] == 429
        with db.unit(read_only=True):
            assert len(db.session().scalars(select(Message)).all()) == codes.count(200)

    def test_forget_me_means_this_secret_opens_nothing(self, client: FlaskClient, base: str) -> None:
        begun = begin(client, base)
        head = bearer(begun["token"])
        client.post(f"{base}/acts", json={"client_id": "c1", "act": {"type": "forget"}}, headers=head)
        assert client.post(f"{base}/token", json={"secret": begun["secret"]}, headers=SHOP).status_code == 401

    def test_an_unknown_act_is_refused(self, client: FlaskClient, base: str) -> None:
        head = bearer(begin(client, base)["token"])
        answer = client.post(f"{base}/acts", json={"client_id": "c1", "act": {"type": "explode"}}, headers=head)
        assert answer.status_code == 422


class TestLink:
    def test_a_link_from_a_mail_opens_the_chat_elsewhere(self, client: FlaskClient, base: str) -> None:
        begin(client, base)
        with db.unit(read_only=True):
            token = links.open_token(db.session().scalars(select(Conversation)).one().id)
        page = client.get(f"/r/{token}")
        assert page.status_code == 200
        assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
        assert client.post(f"{base}/token", json={"secret": f"link.{token}"}).status_code == 200

    def test_a_made_up_link_opens_nothing(self, client: FlaskClient, base: str) -> None:
        assert client.get("/r/made-up").status_code == 401
        assert client.post(f"{base}/token", json={"secret": "link.made-up"}).status_code == 401

    def test_a_link_opens_no_later_conversation_that_was_given_the_row_id(self, client: FlaskClient, base: str) -> None:
        """SQLite gives the last row's id again once that row was erased."""
        begin(client, base)
        with db.unit():
            conversation = db.session().scalars(select(Conversation)).one()
            token = links.open_token(conversation.id)
            conversation.created_at += timedelta(seconds=2)
        assert client.get(f"/r/{token}").status_code == 404
        assert client.post(f"{base}/token", json={"secret": f"link.{token}"}).status_code == 401

    def test_a_link_opens_nothing_of_a_store_that_left(self, client: FlaskClient, base: str) -> None:
        begin(client, base)
        with db.unit():
            conversation = db.session().scalars(select(Conversation)).one()
            token = links.open_token(conversation.id)
            stores.uninstall(stores.by_id(conversation.store_id))
        assert client.get(f"/r/{token}").status_code == 404

    def test_after_forgetting_a_link_opens_nothing(self, client: FlaskClient, base: str) -> None:
        begin(client, base)
        with db.unit():
            conversation = db.session().scalars(select(Conversation)).one()
            token = links.open_token(conversation.id)
            conversations.forget(conversation)
        assert client.get(f"/r/{token}").status_code == 404
        assert client.post(f"{base}/token", json={"secret": f"link.{token}"}).status_code == 401
