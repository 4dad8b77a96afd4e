"""Opening hours for tests: always there, or away until a day far enough."""

from dataclasses import replace

from integration_app import stores
from integration_app.kit import clock, db
from integration_app.stores.models import Store
from integration_app.stores.settings import WEEKDAYS, Hours, ReturnRules, Span

ALWAYS = Hours(week={day: (Span("00:00", "24:00"),) for day in WEEKDAYS})


def always_open(store: Store) -> None:
    """Have people there day and night."""
    _set(store, ALWAYS)


def closed_today(store: Store) -> None:
    """Have people there every day but today and yesterday, by the store's clock."""
    today = clock.now().weekday()
    away = {WEEKDAYS[day % 7] for day in (today - 1, today, today + 1)}
    _set(store, Hours(week={day: () if day in away else (Span("09:00", "18:00"),) for day in WEEKDAYS}))


def take_back(store: Store, days: int | None, **more: object) -> None:
    """Have the store take things back for so many days."""
    with db.unit():
        row = stores.by_id(store.id)
        chosen = stores.chosen(row)
        rules = replace(ReturnRules(window_days=days), **more)  # type: ignore[arg-type]
        stores.change_settings(row, replace(chosen, assistant=replace(chosen.assistant, return_rules=rules)), actor="t")


def _set(store: Store, hours: Hours) -> None:
    with db.unit():
        row = stores.by_id(store.id)
        stores.change_settings(row, replace(stores.chosen(row), hours=hours), actor="system")
