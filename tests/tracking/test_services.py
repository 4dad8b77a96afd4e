"""17TRACK and AfterShip over real HTTP: registering once, asking, refusing; and their signed webhooks."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from integration_app.kit.errors import ProviderError
from integration_app.platforms.fields import Unreadable
from integration_app.platforms.protocol import Progress
from integration_app.tracking import Keys, TrackedParcel, TrackingService
from integration_app.tracking.aftership import AfterShip
from integration_app.tracking.seventeen_track import SeventeenTrack
from tests.support import tracking_server
from tests.support.tracking_server import KEY, Service, checkpoint, seventeen_event, seventeen_told


@pytest.fixture
def service() -> Iterator[Service]:
    with tracking_server.running() as found:
        yield found


@pytest.fixture(params=[SeventeenTrack, AfterShip])
def speaker(request: pytest.FixtureRequest, service: Service) -> TrackingService:
    found: TrackingService = request.param(Keys(KEY, "webhook secret"), address=service.address)
    return found


def test_the_key_is_proved_by_a_call_that_costs_nothing(speaker: TrackingService, service: Service) -> None:
    speaker.check()
    assert service.registered == []


@pytest.mark.parametrize("kind", [SeventeenTrack, AfterShip])
def test_a_wrong_key_is_refused_for_good(kind: type[SeventeenTrack] | type[AfterShip], service: Service) -> None:
    with pytest.raises(ProviderError) as refused:
        kind(Keys("another key"), address=service.address).check()
    assert refused.value.permanent


def test_registering_twice_is_registering_once(speaker: TrackingService, service: Service) -> None:
    service.refuses["XX"] = "No carrier knows this number."
    parcels = [TrackedParcel("A1", "DHL"), TrackedParcel("XX"), TrackedParcel("B2")]
    first, second = speaker.register(parcels), speaker.register(parcels)
    assert first == second
    assert first.taken == {"A1", "B2"}
    assert first.refused == {"XX": "No carrier knows this number."}
    assert service.registered == ["A1", "B2"]


def test_a_service_that_is_down_is_asked_again_later(speaker: TrackingService, service: Service) -> None:
    service.down = True
    with pytest.raises(ProviderError) as failed:
        speaker.register([TrackedParcel("A1")])
    assert not failed.value.permanent


def test_17track_tells_events_in_the_order_they_happened(service: Service) -> None:
    speaker = SeventeenTrack(Keys(KEY), address=service.address)
    speaker.register([TrackedParcel("A1")])
    service.known["A1"] = [
        seventeen_event("2026-11-20T08:00:00Z", "InTransit_PickedUp", "Berlin"),
        seventeen_event("2026-11-21T09:00:00Z", "InTransit_CustomsProcessing", "Leipzig"),
        seventeen_event("2026-11-22T07:30:00+01:00", "OutForDelivery_Other", "Lyon"),
        seventeen_event("2026-11-22T08:00:00Z", "Something_New", "Lyon"),
    ]
    (seen,) = speaker.poll(["A1", "not registered"])
    progress = [event.progress for event in seen.events]
    assert progress == [Progress.SHIPPED, Progress.IN_CUSTOMS, Progress.OUT_FOR_DELIVERY, Progress.IN_TRANSIT]
    assert seen.events[2].happened_at == datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
    assert (seen.events[0].city, seen.events[0].country) == ("Berlin", "DE")
    assert seen.events[-1].estimated_delivery_at == datetime(2026, 11, 25, 16, tzinfo=UTC)
    assert seen.events[0].estimated_delivery_at is None
    assert len({event.external_id for event in seen.events}) == 4


def test_aftership_tells_checkpoints(service: Service) -> None:
    speaker = AfterShip(Keys(KEY), address=service.address)
    service.known["A1"] = [
        checkpoint("2026-11-20T08:00:00Z", "InTransit", "Berlin", subtag="InTransit_002"),
        checkpoint("2026-11-21T08:00:00Z", "Exception", "Leipzig"),
        checkpoint("2026-11-21T09:00:00Z", "Pending", "Leipzig"),
        checkpoint("2026-11-22T08:00:00Z", "Delivered", "Lyon"),
    ]
    (seen,) = speaker.poll(["A1"])
    assert [event.progress for event in seen.events] == [Progress.SHIPPED, Progress.DELAYED, Progress.DELIVERED]


@pytest.mark.parametrize(
    ("sub_status", "stage", "progress"),
    [
        ("InfoReceived", None, Progress.LABEL_PRINTED),
        ("AvailableForPickup_Other", None, Progress.READY_FOR_PICKUP),
        ("DeliveryFailure_NoBody", None, Progress.ATTEMPTED),
        ("Exception_Delayed", None, Progress.DELAYED),
        ("Exception_Lost", None, Progress.FAILED),
        ("Delivered_Other", None, Progress.DELIVERED),
        ("", "OutForDelivery", Progress.OUT_FOR_DELIVERY),
        ("", None, Progress.IN_TRANSIT),
    ],
)
def test_17tracks_words(sub_status: str, stage: str | None, progress: Progress) -> None:
    event = seventeen_event("2026-11-22T08:00:00Z", sub_status, "Lyon", stage=stage)
    body = json.dumps({"event": "TRACKING_UPDATED", "data": seventeen_told("A1", [event])})
    (seen,) = SeventeenTrack(Keys(KEY)).read(body)
    assert seen.events[0].progress is progress


def test_17tracks_webhook_is_signed_with_body_and_key() -> None:
    speaker, body = SeventeenTrack(Keys(KEY)), b'{"event":"TRACKING_STOPPED","data":{}}'
    sign = hashlib.sha256(body + f"/{KEY}".encode()).hexdigest()
    assert speaker.is_signed(body, {"sign": sign})
    assert not speaker.is_signed(body + b" ", {"sign": sign})
    assert not speaker.is_signed(body, {"sign": "Ünsinn"})
    assert not speaker.is_signed(body, {})
    assert speaker.read(body.decode()) == ()


def test_afterships_webhook_is_signed_with_its_own_secret() -> None:
    speaker, body = AfterShip(Keys(KEY, "webhook secret")), b'{"event":"tracking_update","msg":{}}'
    sign = base64.b64encode(hmac.digest(b"webhook secret", body, "sha256")).decode()
    assert speaker.is_signed(body, {"aftership-hmac-sha256": sign})
    assert not speaker.is_signed(body, {"aftership-hmac-sha256": sign[:-4]})
    unset = base64.b64encode(hmac.digest(b"", body, "sha256")).decode()
    assert not AfterShip(Keys(KEY)).is_signed(body, {"aftership-hmac-sha256": unset})


@pytest.mark.parametrize("kind", [SeventeenTrack, AfterShip])
@pytest.mark.parametrize("body", ["", "[]", "{}", '{"data": 1}', "not json"])
def test_what_is_no_webhook_of_theirs_is_unreadable(kind: type[SeventeenTrack] | type[AfterShip], body: str) -> None:
    with pytest.raises(Unreadable):
        kind(Keys(KEY)).read(body)


@pytest.mark.parametrize("kind", [SeventeenTrack, AfterShip])
@pytest.mark.parametrize("data", [None, 1, [], {"number": None}, {"number": "A", "track_info": []}])
def test_odd_shapes_say_nothing_and_break_nothing(kind: type[SeventeenTrack] | type[AfterShip], data: object) -> None:
    for event in ("TRACKING_UPDATED", "tracking_update"):
        seen = kind(Keys(KEY)).read(json.dumps({"event": event, "data": data, "msg": data}))
        assert not any(one.events for one in seen)
