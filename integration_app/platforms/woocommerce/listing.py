"""Whole lists, oldest change first, with nothing lost although the store changes meanwhile.

Page numbers alone lose rows: what changes while we read moves to the end, and everything behind it moves up by one.
So each page asks for what changed after the last row that was seen. Only where a whole page was changed in one second
(an import, say) the pages within that second are numbered.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from integration_app.kit.errors import ProviderError
from integration_app.platforms import fields
from integration_app.platforms.fields import Payload
from integration_app.platforms.woocommerce.client import PER_PAGE, Client, Page

_SMALLEST = 10
"""Rows a page, for shops that cannot put a hundred orders together in time."""

_SECOND = timedelta(seconds=1)


@dataclass
class _Place:
    """How far a list was read."""

    since: datetime | None
    per_page: int = PER_PAGE
    page: int = 0
    """Counts the pages of the second at ``since``; 0 where time alone leads on."""
    total: int | None = None
    """How many rows that second had."""
    seen: set[str] = field(default_factory=set)
    """Rows that came already and would come again."""


def changed(
    client: Client,
    path: str,
    *,
    since: datetime | None = None,
    created_since: datetime | None = None,
    columns: tuple[str, ...] = (),
) -> Iterator[Payload]:
    """Yield the rows of a list in order of their last change; a row that changes meanwhile may come twice.

    ``columns`` asks for these alone; id and date_modified_gmt have to be among them.
    """
    fixed: dict[str, str | int] = {"orderby": "modified", "order": "asc", "dates_are_gmt": "true"}
    if columns:
        fixed["_fields"] = ",".join(columns)
    if created_since is not None:
        fixed["after"] = figures(created_since - _SECOND)
    place = _Place(since)
    while True:
        page = _read(client, path, fixed, place)
        if page is None:
            continue
        yield from _fresh(page, place)
        if not _go_on(page, place):
            return


def figures(at: datetime) -> str:
    """Write a time in UTC and without a zone: WordPress would turn one with a zone into the shop's own clock."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")


def _read(client: Client, path: str, fixed: dict[str, str | int], place: _Place) -> Page | None:
    """Return the next page; None where it has to be asked anew, smaller or from the start of its second."""
    params = {**fixed, "per_page": place.per_page}
    if place.since is not None:
        params["modified_after"] = figures(place.since - _SECOND)
    if place.since is not None and place.page:
        params |= {"modified_before": figures(place.since + _SECOND), "page": place.page}
    try:
        page = client.page(path, params)
    except ProviderError as error:
        if error.permanent or place.page or place.per_page <= _SMALLEST:
            raise
        place.per_page = max(_SMALLEST, place.per_page // 3)
        return None
    if place.page and page.total is not None:
        if place.total is not None and page.total < place.total:
            place.page, place.total = 1, None  # rows of this second changed, and those behind them moved up
            return None
        place.total = page.total
    return page


def _fresh(page: Page, place: _Place) -> Iterator[Payload]:
    for row in page.items:
        mark = f"{row.get('id')} {row.get('date_modified_gmt')}"
        if mark not in place.seen:
            place.seen.add(mark)
            yield row


def _go_on(page: Page, place: _Place) -> bool:
    """Move on to what comes after a page; False at the end."""
    full = len(page.items) >= place.per_page
    if place.page:
        place.page += 1
        if not full and place.since is not None:
            place.since, place.page, place.total = place.since + _SECOND, 0, None
            place.seen.clear()
        return True
    last = fields.moment(page.items[-1], "date_modified_gmt") if full else None
    if last is None:
        return False
    if place.since is not None and last <= place.since:
        place.page = 1
    else:
        place.since = last
        place.seen = {mark for mark in place.seen if mark.endswith(str(page.items[-1]["date_modified_gmt"]))}
    return True
