"""The inbox and one conversation, as an agent has them; and as an outsider does not."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from integration_app import conversations, routing
from integration_app.conversations import lists
from integration_app.conversations.models import Conversation
from integration_app.kit import clock, db
from integration_app.stores import Agent, Store
from tests.support.cast import Cast
from tests.web.conftest import Console

SignedIn = Callable[[Agent], Console]


@dataclass(frozen=True)
class Chat:
    id: int
    public_id: str


def begin(store: Store, text: str, *, due_in: int | None = None) -> Chat:
    """A shopper writes; with ``due_in`` (minutes) he waits for a person."""
    with db.unit():
        row = conversations.open(
            store, locale="de", zone="Europe/Paris", page="https://lumen.example/lamps"
        ).conversation
        conversations.receive(row, text=text, client_id="c1")
        if due_in is not None:
            routing.hand_over(row, reason="wish", summary={"wants": "A person", "known": "", "tried": "Nothing"})
            due_at = clock.now() + timedelta(minutes=due_in)
            conversations.set_holder(row, "queue", due_at=due_at)
        return Chat(row.id, row.public_id)


@pytest.fixture
def chat(cast: Cast) -> Chat:
    return begin(cast.store, "Wo ist meine Bestellung?", due_in=6)


def test_the_list_shows_what_is_due_first(signed_in: SignedIn, cast: Cast) -> None:
    begin(cast.store, "Nur eine Frage")
    late = begin(cast.store, "Eilt", due_in=-4)
    soon = begin(cast.store, "Bald", due_in=6)
    inbox = signed_in(cast.ben).get("/inbox?view=all").json
    assert [row["gist"] for row in inbox["rows"]] == ["Eilt", "Bald", "Nur eine Frage"]
    assert [row["id"] for row in inbox["rows"][:2]] == [late.public_id, soon.public_id]
    assert inbox["counts"] == {"mine": 0, "unassigned": 2, "all": 3}
    assert inbox["rows"][0]["waiting"] == "us"
    assert inbox["rows"][0]["unread"] == 1


def test_pages_follow_one_another_without_gap_or_repeat(signed_in: SignedIn, cast: Cast) -> None:
    for number in range(7):
        begin(cast.store, f"Frage {number}", due_in=number if number % 2 else None)
    with db.unit(read_only=True):
        seen: list[int] = []
        place = None
        while True:
            page = lists.page([cast.store.id], view="all", state="open", agent_id=1, after=place, limit=2)
            seen += [row.id for row in page.rows]
            place = page.next
            if place is None:
                break
    assert len(seen) == len(set(seen)) == 7
    whole = signed_in(cast.ben).get("/inbox?view=all").json["rows"]
    with db.unit(read_only=True) as unit:
        assert [row["id"] for row in whole] == [unit.session.get_one(Conversation, id).public_id for id in seen]


def test_a_strange_cursor_is_refused(signed_in: SignedIn, cast: Cast) -> None:
    assert signed_in(cast.ben).get("/inbox?cursor=nonsense").status_code == 422


def test_everything_stands_around_a_conversation(signed_in: SignedIn, cast: Cast, chat: Chat) -> None:
    page = signed_in(cast.ben).get(f"/conversations/{chat.public_id}").json
    assert page["conversation"]["holder"] == "queue"
    assert page["conversation"]["reference"].startswith("P-")
    assert [message["text"] for message in page["messages"]] == ["Wo ist meine Bestellung?"]
    assert page["summary"]["wants"] == "A person"
    assert [event["kind"] for event in page["events"]] == ["conversation.opened", "conversation.queued"]
    assert page["shopper"]["page"]["url"] == "https://lumen.example/lamps"
    assert page["proofs"] == []
    assert page["orders"] == []


def test_an_agent_answers_once_and_has_it_then(signed_in: SignedIn, cast: Cast, chat: Chat) -> None:
    ben = signed_in(cast.ben)
    said = {"client_id": "m1", "body": {"text": "Sie ist unterwegs."}}
    first = ben.post(f"/conversations/{chat.public_id}/messages", said)
    again = ben.post(f"/conversations/{chat.public_id}/messages", said)
    assert first.status_code == 200
    assert first.json == again.json
    page = ben.get(f"/conversations/{chat.public_id}").json
    assert page["conversation"]["agent"]["name"] == "Ben Okafor"
    assert [message["author"] for message in page["messages"]] == ["shopper", "agent"]
    assert ben.get("/inbox?view=mine").json["counts"]["mine"] == 1


def test_a_note_is_written_once(signed_in: SignedIn, cast: Cast, chat: Chat) -> None:
    ben = signed_in(cast.ben)
    for _ in range(2):
        note = ben.post(f"/conversations/{chat.public_id}/notes", {"client_id": "n1", "text": "Third one this week"})
        assert note.json["author"]["name"] == "Ben Okafor"
    assert len(ben.get(f"/conversations/{chat.public_id}").json["notes"]) == 1


def test_the_way_of_a_conversation(signed_in: SignedIn, cast: Cast, chat: Chat) -> None:
    ben = signed_in(cast.ben)

    def act(name: str) -> str:
        answer = ben.post(f"/conversations/{chat.public_id}/{name}")
        assert answer.status_code == 200, answer.json
        holder: str = answer.json["holder"]
        return holder

    assert act("take") == "agent"
    assert act("release") == "queue"
    assert act("take") == "agent"
    assert act("return-to-bot") == "bot"
    assert act("close") == "closed"
    assert ben.get("/inbox?view=all&state=closed").json["rows"][0]["id"] == chat.public_id
    assert act("reopen") == "agent"


def test_a_colleague_gets_it_with_a_note(signed_in: SignedIn, cast: Cast, chat: Chat) -> None:
    ben = signed_in(cast.ben)
    ben.post(f"/conversations/{chat.public_id}/take")
    given = ben.post(f"/conversations/{chat.public_id}/hand-over", {"agent": cast.ada.public_id, "note": "Yours?"})
    assert given.json["agent"]["name"] == "Ada Lindqvist"
    strange = ben.post(f"/conversations/{chat.public_id}/hand-over", {"agent": cast.dan.public_id, "note": None})
    assert strange.status_code == 404


def test_reading_moves_the_mark(signed_in: SignedIn, cast: Cast, chat: Chat) -> None:
    ben = signed_in(cast.ben)
    assert ben.post(f"/conversations/{chat.public_id}/read", {"seq": 1}).status_code == 204
    assert ben.get(f"/inbox/{chat.public_id}").json["unread"] == 0


def test_dan_gets_nothing(signed_in: SignedIn, cast: Cast, chat: Chat) -> None:
    dan = signed_in(cast.dan)
    assert dan.get("/inbox?view=all").json["rows"] == []
    assert dan.get(f"/inbox?view=all&store={cast.store.public_id}").status_code == 404
    assert dan.get(f"/inbox/{chat.public_id}").status_code == 404
    assert dan.get(f"/conversations/{chat.public_id}").status_code == 404
    bodies = {
        "messages": {"client_id": "x", "body": {"text": "Hello"}},
        "notes": {"client_id": "x", "text": "Hello"},
        "read": {"seq": 1},
        "hand-over": {"agent": None, "note": None},
    }
    for name in ("messages", "notes", "read", "take", "release", "return-to-bot", "hand-over", "close", "reopen"):
        assert dan.post(f"/conversations/{chat.public_id}/{name}", bodies.get(name)).status_code == 404, name
    with db.unit(read_only=True) as unit:
        assert unit.session.get_one(Conversation, chat.id).last_seq == 1
