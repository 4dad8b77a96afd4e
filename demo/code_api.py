"""What the shop's app may do to discount codes: one at a time, or many of one campaign to have ready."""

from datetime import UTC, datetime

from flask import jsonify
from flask.typing import ResponseReturnValue

from demo import discounts, visit
from demo.app_calls import body, guarded, missing, moment, problem
from demo.models import Discount
from demo.payloads import Payload
from demo.runtime import this_shop

blueprint = guarded("code_api")


@blueprint.post("/discounts")
def create_discount() -> ResponseReturnValue:
    """Make a code for one use. The same `key` gets the same code again."""
    given = body("percent", "ends_at", "key")
    percent = _percent(given["percent"])
    if percent is None:
        return _bad_percent()
    made = discounts.issue(
        visit.rows(), percent=percent, ends_at=moment(given["ends_at"]), key=str(given["key"]), now=datetime.now(UTC)
    )
    return jsonify(_shape(made)), 201


@blueprint.post("/campaigns")
def add_codes() -> ResponseReturnValue:
    """Make codes of one campaign, named by its `key`; what is there already stays as it is."""
    given = body("key", "title", "percent", "codes")
    percent = _percent(given["percent"])
    if percent is None:
        return _bad_percent()
    campaign = discounts.campaign(
        visit.rows(),
        key=str(given["key"]),
        title=str(given["title"]),
        percent=percent,
        ends_at=moment(given["ends_at"]) if given.get("ends_at") else None,
    )
    made = discounts.stock(visit.rows(), campaign, [str(code) for code in given["codes"]], datetime.now(UTC))
    return jsonify(campaign_id=str(campaign.id), codes=[_shape(one) for one in made]), 201


@blueprint.post("/discounts/<code>/end")
def end_at(code: str) -> ResponseReturnValue:
    """Let a code end at a time."""
    given = body("ends_at")
    found = visit.rows().get(Discount, code)
    if found is None:
        return missing("discount")
    found.ends_at = moment(given["ends_at"])
    return jsonify(_shape(found))


@blueprint.post("/discounts/end")
def end_now() -> ResponseReturnValue:
    """Take codes back that nobody used; one that is not there has ended."""
    now = datetime.now(UTC)
    for code in body("codes")["codes"]:
        found = visit.rows().get(Discount, str(code))
        if found is not None:
            found.ends_at = min(found.ends_at, now)
    return jsonify(done=True)


def _percent(given: object) -> int | None:
    percent = float(str(given))
    return int(percent) if percent.is_integer() and 0 < percent <= 100 else None


def _bad_percent() -> ResponseReturnValue:
    return problem(422, "bad_percent", "percent must be a whole number from 1 to 100.")


def _shape(made: Discount) -> Payload:
    apply_url = f"{this_shop().config.base_url}/discount/{made.code}?redirect=/cart"
    return {"code": made.code, "apply_url": apply_url}
