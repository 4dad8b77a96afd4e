"""Settings: what a manager changes, what an agent may not, and what Dan never reaches."""

from collections.abc import Callable
from typing import Any

import pytest

from integration_app import assistant, stores, triggers
from integration_app.assistant import ArticleText
from integration_app.kit import db
from integration_app.stores import Agent
from integration_app.triggers.models import Campaign
from tests.support.cast import Cast
from tests.web.conftest import Console

SignedIn = Callable[[Agent], Console]


@pytest.fixture
def ada(signed_in: SignedIn, cast: Cast) -> Console:
    return signed_in(cast.ada)


@pytest.fixture
def path(cast: Cast) -> str:
    return f"/stores/{cast.store.public_id}"


def widget(**changes: Any) -> dict[str, Any]:
    base = {"name": "Lumen", "colour": "#ffd400", "side": "end", "mark": None, "locales": ["de", "en"], "texts": {}}
    return base | changes


def test_the_widgets_colour_becomes_a_palette(ada: Console, path: str) -> None:
    saved = ada.put(f"{path}/widget", widget(texts={"de": {"greeting": "Moin"}}))
    assert saved.status_code == 200, saved.json
    assert saved.json["palette"]["light"]["shop"] != "#FFD400"
    assert saved.json["palette"]["light"]["bubble"] == "#FFD400"
    again = ada.get(f"{path}/widget").json
    assert again == saved.json
    assert again["locales"] == ["de", "en"]
    assert again["texts"] == {"de": {"greeting": "Moin"}}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("colour", "red"),
        ("mark", "data:text/html;base64,PHN2Zy8+"),
        ("mark", "data:image/png;base64," + "A" * 90_000),
        ("mark", "javascript:alert(1)"),
        ("locales", []),
        ("locales", ["tlh"]),
        ("side", "top"),
    ],
)
def test_what_cannot_be_is_named_by_its_field(ada: Console, path: str, field: str, value: Any) -> None:
    answer = ada.put(f"{path}/widget", widget(**{field: value}))
    assert answer.status_code == 422
    assert any(name.startswith(field) for name in answer.json["error"]["fields"])


def test_hours_hold_several_spans_and_holidays(ada: Console, path: str) -> None:
    days = {day: [] for day in ("tue", "wed", "thu", "fri", "sat", "sun")}
    week = {"mon": [{"from": "09:00", "to": "12:00"}, {"from": "13:00", "to": "24:00"}], **days}
    christmas = {"date": "2026-12-25", "name": "Christmas", "spans": []}
    saved = ada.put(f"{path}/hours", {"zone": "Europe/Berlin", "week": week, "holidays": [christmas]})
    assert saved.status_code == 200, saved.json
    assert saved.json["week"] == week
    assert saved.json["holidays"] == [christmas]
    assert "Asia/Shanghai" in saved.json["zones"]
    assert ada.put(f"{path}/hours", {"zone": "Mars", "week": week, "holidays": []}).status_code == 422


def test_the_assistant_promises_returns_and_shipping(ada: Console, path: str) -> None:
    assert ada.get(f"{path}/assistant").json["returns"]["window_days"] is None
    promise = {
        "name": "Lumi",
        "locales": ["en"],
        "returns": {"window_days": 30, "condition": "unused", "postage": "shopper"},
        "shipping": [
            {
                "name": "Europe",
                "countries": ["FR", "ES"],
                "days_min": 3,
                "days_max": 5,
                "price": {"amount": "5.90", "currency": "EUR"},
                "free_from": None,
            }
        ],
    }
    saved = ada.put(f"{path}/assistant", promise)
    assert saved.status_code == 200, saved.json
    assert saved.json == promise
    promise["shipping"][0]["price"]["currency"] = "USD"  # type: ignore[index]
    assert ada.put(f"{path}/assistant", promise).status_code == 422


def test_domains_are_exact_and_the_shops_own_stays(ada: Console, path: str, cast: Cast) -> None:
    saved = ada.put(f"{path}/domains", {"hosts": ["shop.lumen.example", "127.0.0.1:9000"]})
    hosts = [(domain["host"], domain["from_platform"]) for domain in saved.json["domains"]]
    assert hosts == [("lumen.example", True), ("shop.lumen.example", False), ("127.0.0.1:9000", False)]
    with db.unit(read_only=True):
        origins = stores.by_public_id(cast.store.public_id).domains
    assert origins == ["https://lumen.example", "https://shop.lumen.example", "http://127.0.0.1:9000"]
    assert ada.put(f"{path}/domains", {"hosts": ["*.lumen.example"]}).status_code == 422


def campaign(**changes: Any) -> dict[str, Any]:
    euros = {"amount": "15.00", "currency": "EUR"}
    return {
        "name": "Help",
        "percent": 5,
        "at_most": euros,
        "budget": {"amount": "400.00", "currency": "EUR"},
        "per_day": 100,
        "lasts_hours": 24,
        "ends_at": None,
    } | changes


def test_a_campaign_sleeps_until_confirmed_and_again_when_it_can_cost_more(ada: Console, path: str) -> None:
    made = ada.post(f"{path}/campaigns", campaign())
    assert made.status_code == 201, made.json
    assert made.json["confirmed_at"] is None
    one = f"{path}/campaigns/{made.json['id']}"
    assert ada.post(f"{one}/confirm").json["confirmed_at"] is not None
    assert ada.put(one, campaign(name="Renamed")).json["confirmed_at"] is not None
    assert ada.put(one, campaign(percent=7.5)).json["confirmed_at"] is None
    assert ada.post(f"{one}/pause").json["paused"] is True
    assert ada.put(one, campaign(per_day=101)).status_code == 422


def trigger(**changes: Any) -> dict[str, Any]:
    texts = {"text": "Take {percent} off", "take": "Take it", "decline": "Not now", "empty_text": None}
    return {
        "name": "Dwell",
        "kind": "dwell",
        "live": True,
        "seconds": 90,
        "times": None,
        "days": None,
        "pages": [],
        "night": False,
        "campaign": None,
        "texts": {"en": texts},
    } | changes


def test_triggers_are_written_changed_and_taken_away(ada: Console, path: str, cast: Cast) -> None:
    code = ada.post(f"{path}/campaigns", campaign()).json["id"]
    made = ada.post(f"{path}/triggers", trigger(campaign=code))
    assert made.status_code == 201, made.json
    assert made.json["campaign"] == code
    assert made.json["texts"]["de"]["decline"] == "Jetzt nicht"
    one = f"{path}/triggers/{made.json['id']}"
    assert ada.put(one, trigger(live=False)).json["live"] is False
    assert ada.get(one).json["campaign"] is None
    assert ada.delete(one).status_code == 204
    assert ada.get(one).status_code == 404


def test_another_stores_campaign_is_out_of_reach(ada: Console, signed_in: SignedIn, path: str, cast: Cast) -> None:
    foreign = signed_in(cast.dan).post(f"/stores/{cast.other_store.public_id}/campaigns", campaign()).json["id"]
    assert ada.post(f"{path}/triggers", trigger(campaign=foreign)).status_code == 404
    assert ada.get(f"{path}/campaigns/{foreign}").status_code == 404


def test_articles_hold_all_their_languages(ada: Console, path: str) -> None:
    text = {"title": "Shipping", "body": "Two days.", "questions": ["How long?"], "url": None}
    made = ada.post(f"{path}/articles", {"live": True, "texts": {"en": text, "de": text | {"title": "Versand"}}})
    assert made.status_code == 201, made.json
    one = f"{path}/articles/{made.json['id']}"
    changed = ada.put(one, {"live": False, "texts": {"en": text}})
    assert list(changed.json["texts"]) == ["en"]
    assert changed.json["live"] is False
    assert ada.post(f"{path}/articles", {"live": True, "texts": {}}).status_code == 422
    bad = text | {"url": "javascript:alert(1)"}
    assert ada.post(f"{path}/articles", {"live": True, "texts": {"en": bad}}).status_code == 422
    assert ada.delete(one).status_code == 204
    assert ada.get(f"{path}/articles").json == []


def test_stores_tell_where_webhooks_go(ada: Console, cast: Cast) -> None:
    (store,) = ada.get("/stores").json
    assert store["state"] == "waiting"
    assert store["webhook_address"] == "http://localhost/webhooks/shopify"
    assert f'data-store="{cast.store.public_id}"' in store["snippet"]


def test_without_smtp_the_console_says_so(ada: Console) -> None:
    assert ada.get("/mail").json["smtp"] is False
    assert ada.post("/mail/test").json["error"]["code"] == "no_mail"
    assert "no_mail" in [notice["code"] for notice in ada.get("/me").json["notices"]]


READS = ("widget", "assistant", "hours", "domains", "triggers", "campaigns", "articles")


def writes(cast: Cast) -> list[tuple[str, str, Any]]:
    """Every writing route below a store, with a body that would be good."""
    with db.unit():
        store = stores.by_public_id(cast.store.public_id)
        triggers.add_starters(store, confirmed=False)
        article = assistant.save_article(store, texts={"en": ArticleText("A", "B")})
        code = db.session().query(Campaign).one().public_id
        rule = triggers.triggers_of(store.id)[0].public_id
    text = {"title": "A", "body": "B", "questions": [], "url": None}
    hours = {"zone": "UTC", "week": {}, "holidays": []}
    promise = {
        "name": "x",
        "locales": ["en"],
        "returns": {"window_days": 1, "condition": "any", "postage": "store"},
        "shipping": [],
    }
    return [
        ("PUT", "widget", widget()),
        ("PUT", "hours", hours),
        ("PUT", "assistant", promise),
        ("PUT", "domains", {"hosts": []}),
        ("POST", "campaigns", campaign()),
        ("PUT", f"campaigns/{code}", campaign()),
        ("POST", f"campaigns/{code}/confirm", {}),
        ("POST", f"campaigns/{code}/pause", {}),
        ("DELETE", f"campaigns/{code}", None),
        ("POST", "triggers", trigger()),
        ("PUT", f"triggers/{rule}", trigger()),
        ("DELETE", f"triggers/{rule}", None),
        ("POST", "articles", {"live": True, "texts": {"en": text}}),
        ("PUT", f"articles/{article.id}", {"live": True, "texts": {"en": text}}),
        ("DELETE", f"articles/{article.id}", None),
    ]


@pytest.mark.parametrize(("who", "status"), [("dan", 404), ("ben", 403)])
def test_outsiders_and_agents_change_nothing(signed_in: SignedIn, cast: Cast, path: str, who: str, status: int) -> None:
    console = signed_in(getattr(cast, who))
    for method, part, body in writes(cast):
        assert console._send(method, f"{path}/{part}", body).status_code == status, part
    for part in READS:
        assert console.get(f"{path}/{part}").status_code == status, part


def test_who_is_not_signed_in_gets_nothing(anybody: Console, cast: Cast, path: str) -> None:
    for method, part, body in writes(cast):
        assert anybody._send(method, f"{path}/{part}", body).status_code == 401, part
    for part in (*READS, "../../team", "../../mail", "../../stores"):
        assert anybody.get(f"{path}/{part}".replace(f"{path}/../..", "")).status_code == 401, part
