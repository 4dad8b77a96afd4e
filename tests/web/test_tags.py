"""Each store has tags of its own, and no other store sees them."""

from collections.abc import Callable

from integration_app import stores
from integration_app.kit import db
from integration_app.stores import Agent
from tests.support.cast import Cast
from tests.web.conftest import Console
from tests.web.test_inbox import begin

SignedIn = Callable[[Agent], Console]


def test_a_tag_is_put_on_seen_and_taken_off(signed_in: SignedIn, cast: Cast) -> None:
    chat, ben = begin(cast.store, "Wo ist mein Paket?"), signed_in(cast.ben)
    put = ben.post(f"/conversations/{chat.public_id}/tags", {"name": "  Wholesale  lead "})
    again = ben.post(f"/conversations/{chat.public_id}/tags", {"name": "WHOLESALE LEAD"})
    assert [one["name"] for one in put.json] == ["Wholesale lead"]
    assert again.json == put.json
    assert ben.get("/inbox?view=all").json["rows"][0]["tags"] == ["Wholesale lead"]
    assert ben.get(f"/conversations/{chat.public_id}").json["tags"] == put.json
    assert ben.delete(f"/conversations/{chat.public_id}/tags/{put.json[0]['id']}").status_code == 204
    assert ben.get(f"/conversations/{chat.public_id}").json["tags"] == []


def test_the_list_is_narrowed_to_a_tag(signed_in: SignedIn, cast: Cast) -> None:
    begin(cast.store, "Ohne")
    tagged, ben = begin(cast.store, "Mit"), signed_in(cast.ben)
    [tag] = ben.post(f"/conversations/{tagged.public_id}/tags", {"name": "vip"}).json
    rows = ben.get(f"/inbox?view=all&store={cast.store.public_id}&tag={tag['id']}").json["rows"]
    assert [row["gist"] for row in rows] == ["Mit"]
    assert ben.get(f"/stores/{cast.store.public_id}/tags").json == [{**tag, "count": 1}]


def test_what_is_no_tag_is_refused(signed_in: SignedIn, cast: Cast) -> None:
    chat, ben = begin(cast.store, "Hallo"), signed_in(cast.ben)
    path = f"/conversations/{chat.public_id}/tags"
    assert ben.post(path, {"name": "   "}).json["error"]["code"] == "bad_tag"
    assert ben.post(path, {"name": "x" * 41}).json["error"]["code"] == "bad_tag"
    for number in range(12):
        assert ben.post(path, {"name": f"tag {number}"}).status_code == 200
    assert ben.post(path, {"name": "one more"}).json["error"]["code"] == "too_many_tags"


def test_a_manager_renames_and_deletes(signed_in: SignedIn, cast: Cast) -> None:
    chat, ada, ben = begin(cast.store, "Hallo"), signed_in(cast.ada), signed_in(cast.ben)
    path = f"/conversations/{chat.public_id}/tags"
    ben.post(path, {"name": "b2b"})
    vip = ben.post(path, {"name": "vip"}).json[1]
    of_store = f"/stores/{cast.store.public_id}/tags/{vip['id']}"
    assert ben.patch(of_store, {"name": "VIP"}).status_code == 403
    assert ada.patch(of_store, {"name": "B2B"}).json["error"]["code"] == "same_tag"
    assert ada.patch(of_store, {"name": "Stammkunde"}).json["name"] == "Stammkunde"
    assert ada.delete(of_store).status_code == 204
    assert [one["name"] for one in ben.get(f"/conversations/{chat.public_id}").json["tags"]] == ["b2b"]


def test_dan_gets_nothing(signed_in: SignedIn, cast: Cast) -> None:
    chat, ben, dan = begin(cast.store, "Hallo"), signed_in(cast.ben), signed_in(cast.dan)
    [tag] = ben.post(f"/conversations/{chat.public_id}/tags", {"name": "vip"}).json
    store = f"/stores/{cast.store.public_id}/tags"
    assert dan.get(store).status_code == 404
    assert dan.patch(f"{store}/{tag['id']}", {"name": "mine"}).status_code == 404
    assert dan.delete(f"{store}/{tag['id']}").status_code == 404
    assert dan.post(f"/conversations/{chat.public_id}/tags", {"name": "x"}).status_code == 404
    assert dan.delete(f"/conversations/{chat.public_id}/tags/{tag['id']}").status_code == 404
    own = begin(cast.other_store, "Eigenes")
    assert dan.delete(f"/conversations/{own.public_id}/tags/{tag['id']}").status_code == 404


def test_a_second_store_of_the_same_workspace_has_tags_of_its_own(signed_in: SignedIn, cast: Cast) -> None:
    with db.unit():
        second = stores.add_store(
            stores.workspace(cast.workspace.id), platform="rest", name="Second", address="https://second.example"
        )
        name = second.public_id
        other = begin_in(second)
    chat, ben = begin(cast.store, "Hallo"), signed_in(cast.ben)
    [tag] = ben.post(f"/conversations/{chat.public_id}/tags", {"name": "vip"}).json
    [same] = ben.post(f"/conversations/{other}/tags", {"name": "vip"}).json
    assert same["id"] != tag["id"]
    assert ben.delete(f"/conversations/{other}/tags/{tag['id']}").status_code == 404
    assert ben.get(f"/inbox?view=all&store={name}&tag={tag['id']}").status_code == 404
    assert [one["name"] for one in ben.get(f"/stores/{name}/tags").json] == ["vip"]


def begin_in(store: stores.Store) -> str:
    """Open a chat inside the open unit; return its name."""
    from integration_app import conversations

    row = conversations.open(store, locale="en", zone="UTC", page="https://second.example/").conversation
    conversations.receive(row, text="Hello", client_id="c1")
    return row.public_id
