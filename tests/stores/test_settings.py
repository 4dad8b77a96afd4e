"""Settings survive the way into JSON and back, and grow without a migration."""

import json
from dataclasses import replace
from datetime import date

from integration_app.stores import settings
from integration_app.stores.settings import Holiday, Hours, ReturnRules, Settings, Span, Widget


def test_nothing_stored_means_all_defaults() -> None:
    assert settings.read({}) == Settings()


def test_a_part_that_is_stored_keeps_the_other_defaults() -> None:
    read = settings.read({"widget": {"colour": "#123456"}})
    assert read == replace(Settings(), widget=Widget(colour="#123456"))


def test_what_is_written_is_read_again() -> None:
    told = Settings(
        widget=Widget(name="Lumen", texts={"de": {"greeting": "Moin"}}),
        hours=Hours("Europe/Berlin", {"mon": (Span("09:00", "24:00"),)}, (Holiday(date(2026, 12, 25), "Christmas"),)),
        assistant=settings.Assistant("Lumi", ReturnRules(window_days=30, exclusions=("sale",))),
    )
    assert settings.read(json.loads(json.dumps(settings.write(told)))) == told
