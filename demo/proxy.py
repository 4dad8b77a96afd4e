"""The app proxy: forwards to Parley who is signed in, signed as Shopify signs it.

The visitor's cookies stay here, as Shopify keeps them: Parley learns only what is signed.
"""

import json
import time
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from flask import Blueprint, Response, request, session

from demo import signing
from demo.runtime import this_shop

PREFIX = "/apps/parley"
OURS = ("shop", "logged_in_customer_id", "path_prefix", "timestamp", "signature")
TIMEOUT = 5.0  # seconds

blueprint = Blueprint("proxy", __name__, url_prefix=PREFIX)


@blueprint.get("/identity")
def identity() -> Response:
    """Ask Parley for a token that says who is signed in here."""
    config = this_shop().config
    query = signed_query(session.get("customer", ""), config.shop_domain, config.app_secret)
    url = f"{config.parley_url}/proxy/identity?{urlencode(query, doseq=True)}"
    status, body = _fetch(Request(url, headers={"Accept": "application/json"}))  # noqa: S310 our own address
    answer = Response(body, status=status, mimetype="application/json")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def signed_query(customer_id: str, shop: str, secret: str) -> dict[str, str | list[str]]:
    """Add to the visitor's query what Shopify adds, and sign it all. No customer is an empty id."""
    query: dict[str, str | list[str]] = {
        key: values if len(values) > 1 else values[0] for key, values in request.args.lists() if key not in OURS
    }
    query |= {
        "shop": shop,
        "logged_in_customer_id": customer_id,
        "path_prefix": PREFIX,
        "timestamp": str(int(time.time())),
    }
    query["signature"] = signing.app_proxy(secret, query)
    return query


def _fetch(wanted: Request) -> tuple[int, bytes]:
    try:
        with urlopen(wanted, timeout=TIMEOUT) as answer:  # noqa: S310 our own address
            return answer.status, answer.read()
    except HTTPError as error:
        return error.code, error.read()
    except OSError:
        problem = {"error": {"code": "app_away", "message": "The app did not answer."}}
        return 502, json.dumps(problem).encode()
